#!/bin/sh
# What another reader of C finds.
. "$(dirname "$0")/lint.sh"

if ! command -v cppcheck >/dev/null; then
	echo '1..0 # SKIP no cppcheck'
	exit 0
fi
cppcheck -q -j 2 --std=c11 --enable=warning,portability -Ilib -I"$build" \
    --suppressions-list=tests/lint/cppcheck.suppress --inline-suppr \
    --template='{file}:{line}: {id}: {message}' lib cmd >"$found" 2>&1
none 'cppcheck is content'
done_testing
