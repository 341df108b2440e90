#!/bin/sh
# A command has its file, its line in commands.h, and a test that names it.
. "$(dirname "$0")/lint.sh"

listed=$(sed -n 's/^X(\([a-z]*\), *\([a-z_]*\)).*/\1_\2/p' cmd/commands.h)
declared=$(grep -rhoE '^const struct cmd cmd_[a-z_]+' cmd --include='*.c' |
    sed 's/.*cmd_//')

for one in $declared; do
	echo "$listed" | grep -qx "$one" || echo "cmd_$one has no line"
done >"$found"
for one in $listed; do
	echo "$declared" | grep -qx "$one" || echo "X of $one has no file"
done >>"$found"
echo "$listed" | sort | uniq -d | sed 's/$/ is listed twice/' >>"$found"
none 'commands.h and the files under cmd agree'

for one in $listed; do
	group=${one%%_*}
	verb=$(echo "${one#*_}" | tr _ -)
	ls "cmd/$group/$verb.c" >/dev/null 2>&1 ||
	    grep -lq "cmd_$one\>" cmd/"$group"/*.c 2>/dev/null ||
	    echo "cmd_$one stands in no file of cmd/$group"
done >"$found"
none 'a verb is found where its name says'

# The words of a path as they are typed, in any test of the command line.
for path in $(grep -rhE '^[[:space:]]*\.path = "' cmd --include='*.c' |
    sed 's/.*"\(.*\)".*/\1/' | tr ' ' '+'); do
	words=$(echo "$path" | tr '+' ' ')
	cat tests/t/*.t tests/fault/*.t 2>/dev/null |
	    grep -qE "(ops|\\\$ops).* ${words}( |\$|[^a-z-])|^ops $words" ||
	    echo "no test runs 'ops $words'"
done >"$found"
none 'a test names each command'
done_testing
