#!/bin/sh
# Each header compiles alone and guards itself.
. "$(dirname "$0")/lint.sh"

for header in $(find lib cmd tests -name '*.h'); do
	case $header in
	cmd/commands.h) continue ;; # a list, included with an X of its own
	esac
	printf '#include "%s"\n#include "%s"\n' "$header" "$header" \
	    >"$dir/alone.c"
	${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wno-unused \
	    -Werror -I. -Ilib -I"$build" -Itests/unit -fsyntax-only \
	    "$dir/alone.c" >"$dir/said" 2>&1 || {
		echo "$header"
		head -n 3 "$dir/said"
	}
done >"$found"
none 'each header compiles alone, and twice'
done_testing
