#!/bin/sh
# The scripts parse, and shellcheck has nothing to say.
. "$(dirname "$0")/lint.sh"

scripts=$(grep -lrE '^#!/bin/sh' tests .ci 2>/dev/null; find tests -name '*.sh')
scripts=$(echo "$scripts" | sort -u)
for script in $scripts; do
	case $(head -n 1 "$script") in
	*bash) bash -n "$script" ;;
	*) sh -n "$script" ;;
	esac
done >"$found" 2>&1
none 'the scripts parse'

if command -v shellcheck >/dev/null; then
	for script in $scripts; do
		dialect=sh
		case $(head -n 1 "$script") in
		*bash) dialect=bash ;;
		esac
		# SC2154: check() and its kin set what they are named for.
		shellcheck -f gcc -s $dialect -S warning -x \
		    -e SC1010,SC1090,SC1091,SC2010,SC2034,SC2044,SC2046,SC2120,SC2154,SC2164,SC2209,SC2254 "$script"
	done >"$found"
	none 'shellcheck is content'
else
	skip 'shellcheck is content' 'no shellcheck'
fi
done_testing
