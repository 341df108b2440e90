#!/bin/sh
# Each fuzz target takes every input of its corpus.
cd "$(dirname "$0")/../.." || exit 1
n=0
for source in tests/fuzz/*.c; do
	target=$(basename "$source" .c)
	test "$target" != driver || continue
	n=$((n + 1))
	if said=$("${OPS_BIN:-.build/cc}/fuzz/$target" \
	    "tests/fuzz/corpus/$target" 2>&1); then
		echo "ok $n - $target: ${said##*: }"
	else
		echo "not ok $n - $target"
		echo "$said" | head -n 20 | sed 's/^/#   /'
	fi
done
echo "1..$n"
