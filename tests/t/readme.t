#!/bin/sh
# README.md: the lines of its tour run on the sample book, as they stand.
. "$(dirname "$0")/lib.sh"

ops init --sample demo -q && cd demo || exit 1
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 }
	inside && sub(/^\$ /, "")' "$top/README.md" >../lines
grep -v -e '^make ' -e '^cd ' ../lines >../tour
is 'a tour of ten lines or more' "$(($(wc -l <../tour) >= 10))" 1
while IFS= read -r line; do
	sh -c "$line" </dev/null >../out 2>../err
	got=$?
	[ "$got" -eq 0 ] && [ -s ../out ]
	ok "it runs: $line" $?
	[ "$got" -eq 0 ] || sed 's/^/#   /' ../err
done <../tour
check 'the two commands are there' 0 'make check
make demo' '' sh -c "grep '^make ' ../lines | sort -u"

# The map names what there is.
sed -n '/^## The tree/,$p' "$top/README.md" |
	grep -o '`[a-z.]*/[a-z/]*`' | tr -d '`' >../map
while read -r path; do
	[ -d "$top/$path" ]
	ok "it is there: $path" $?
done <../map
for path in "$top"/lib/*/; do
	path=${path#"$top/"}
	grep -qF "\`$path\`" "$top/README.md"
	ok "it is in the map: $path" $?
done
done_testing
