#!/bin/sh
# The manual: fresh, well formed, and no command without its place in it.
. "$(dirname "$0")/lib.sh"

for page in "$top"/man/*.[1-9]; do
	short=${page##*/}
	if [ -f "$page.in" ]; then
		check "$short is fresh (make man)" 0 '' '' sh -c \
			"sh '$top/man/fill.sh' ops '$page.in' | cmp - '$page'"
	fi
	if command -v mandoc >/dev/null; then
		check "$short is well formed" 0 '' '' \
			mandoc -Tlint -Wwarning "$page"
	else
		skip "$short is well formed" 'no mandoc'
	fi
done

is 'there are pages' "$(cd "$top/man" && echo *.[1-9])" \
	'*ops-budget.1*ops-config.5*ops-report.1*ops-stock.1*ops-tutorial.7*ops.1*'
ops help -a --names >names
missing=
while read -r name; do
	grep -qx "\.Ss $name" "$top"/man/*.1 || missing="$missing $name;"
done <names
is 'every command has its place' "$missing" ''

# Each page points to pages that there are.
for to in $(sed -n 's/^\.Xr \(ops[a-z-]*\) \([1-9]\).*/\1.\2/p' \
	"$top"/man/*.[1-9] | sort -u); do
	check "$to is there" 0 '' '' test -f "$top/man/$to"
done

# What is beside a book is in its manual, also what a reader leaves there.
ops init shop -q && (cd shop && ops log -q && ops stock check -q)
for file in $(cd shop && ls) ops.db-wal ops.db-shm; do
	check "$file is in the manual" 0 '*' '' grep "^.It .*Pa.* *$file" "$top/man/ops.1"
done
check 'no sentence calls a macro' 1 '' '' grep -E '^\.(Pq|Pa|Em|It) (In|At|No|An|As|Bx) ' \
	"$top"/man/*.in
check 'no sign runs into a word' 1 '' '' grep -E '\\\((mu|<=|>=)[a-z]' "$top"/man/*.in

# The scripts that send a report, with a mail program that shows it.
mkdir bin
printf '#!/bin/sh\n[ $# -lt 3 ] || echo "subject: $2"\ncat\n' >bin/mail
chmod +x bin/mail
awk '/^#!/ { n++; on = 1 } /^@end/ { on = 0 } on { print >"script" n }' \
	"$top/man/ops-report.1.in"
for n in 1 2; do
	sed -i "s,/srv/book,$PWD/shop,; s,/usr/sbin/sendmail,mail," script$n
done
PATH=$PWD/bin:$PATH
check 'the subject is the first line' 0 'subject: [[]OK]*0 negative*
[[]OK]*As of*' '' sh script1
check 'the report as HTML' 0 'To:*Subject: [[]OK]*text/html*

<!DOCTYPE html>*</html>' '' sh script2

# A page is filled whole or not at all.
printf '@help nothing\n' >bad.in
check 'an unknown part' 1 '*' "*'nothing' is neither*" \
	sh "$top/man/fill.sh" ops bad.in
printf '@code\n.dot \\ - '"'"'quoted'"'"'\n@end\n' >code.in
sh "$top/man/fill.sh" ops code.in >code
check 'lines to be typed stand as they are' 0 '*' '' \
	grep -Fx '\&.dot \e \- \(aqquoted\(aq' code
done_testing
