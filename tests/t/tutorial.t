#!/bin/sh
# The tutorial, typed from its first line to its last.
#	sh tests/t/tutorial.t --write	puts the answers of now into it
. "$(dirname "$0")/lib.sh"

page=$top/man/ops-tutorial.7.in
OPS_NOW=2026-03-16T09:00:00Z
unset OPS_ACTOR
export COLUMNS=80

# One line each: in a block of code "c command", "> more of it", "o output",
# and "t text" outside.
awk '/^@code$/ { print "t " $0; code = 1; next }
	/^@end$/ { print "e " $0; code = 0; next }
	!code { print "t " $0; next }
	sub(/^\$ /, "") { print "c " $0; next }
	sub(/^> /, "") || /^>$/ { print "> " $0; next }
	{ print "o " $0 }' "$page" >"$dir/lines"

new=$dir/new want='' command=''
typed() { # runs the command that was read, and compares
	[ -n "$command" ] || return 0
	eval "$command" >"$dir/answer" 2>&1 </dev/null
	if [ "${1-}" != --write ]; then
		is "$(printf '%s\n' "$command" | head -n 1)" \
			"$(cat "$dir/answer")" "$want"
	fi
	cat "$dir/answer" >>"$new"
	want='' command=''
}

write=${1-}
while IFS= read -r line <&3; do
	text=${line#? }
	case $line in
	c*)
		typed "$write"
		command=$text
		printf '$ %s\n' "$text" >>"$new" ;;
	'>'*)
		command="$command
$text"
		printf '> %s\n' "$text" >>"$new" ;;
	o*) want="$want${want:+
}$text" ;;
	e*)
		typed "$write"
		echo @end >>"$new" ;;
	t*) printf '%s\n' "$text" >>"$new" ;;
	esac
done 3<"$dir/lines"
if [ "$write" = --write ]; then
	cp "$new" "$page"
fi
done_testing
