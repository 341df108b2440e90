#!/bin/sh
# Pipes, full disks and closed outputs; names that try to be more than names.
. "$(dirname "$0")/lib.sh"
book
esc=$(printf '\033')
bs='\'

# Two programs in one pipeline
ops init ../other -q
check 'from book to book' 0 '*A1*B2*' '' sh -c \
    'ops stock item list -F csv | ops -C ../other stock item add -i -'
check 'in the same book: what is read is what there was' 0 '*A1*B2*' '' sh -c \
    'ops stock item list -F csv | sed s/parts/spares/ | ops stock item set -i -'
is 'each is a version' "$(ops stock item show A1 | tail -1)" '    4  *'
check 'a reader that waits for a writer behind it' 0 'sku
A1
B2' '' sh -c 'ops stock item list --columns sku -F csv | { cat; ops stock item set -q A1 --name Bell; }'

# The reader leaves
awk 'BEGIN { print "sku"; for (i = 0; i < 60000; i++) print "I" i }' |
    ops -C ../other stock item add -q -i -
status() { # status COMMAND...: its exit code, however it ends
	"$@"
	echo $? >"$dir/status"
}
is 'a read verb dies quietly' "$(status ops -C ../other stock item list 2>&1 | head -1)" \
    'sku,name,unit,category,min,max,cost,price,costing,tracking,shelf_life,lead_time,weight,status'
is 'of SIGPIPE' "$(cat "$dir/status")" 141
{
	sleep 0.3
	status ops stock receive --item A1 --qty 7 --to MAIN
} 2>"$dir/err" | true
is 'a write verb still posts' "$(ops stock balance --item A1 --columns on_hand --no-header)" 7
is 'and says so' "$(cat "$dir/status" "$dir/err")" 0

# Nowhere to write to
if [ -w /dev/full ]; then
	before=$(cksum <ops.db)
	check 'a full disk fails a read verb' 74 '' 'ops: stock balance: cannot write *: No space left on device' \
	    sh -c 'ops stock balance >/dev/full'
	check 'and a document' 74 '' '*No space left on device' sh -c 'ops stock item show A1 >/dev/full'
	check 'and an answer' 74 '' '*No space left on device' sh -c 'ops stock check >/dev/full'
	check 'and a write verb' 74 '' '*No space left on device' \
	    sh -c 'ops stock receive --item A1 --qty 1 --to MAIN >/dev/full'
	is 'which leaves the book as it was' "$(cksum <ops.db)" "$before"
	check 'quietly there is nothing to write' 0 '' '' \
	    sh -c 'ops stock receive -q --item A1 --qty 1 --to MAIN >/dev/full'
else
	skip 'a full disk' 'no /dev/full'
fi
before=$(cksum <ops.db)
check 'a closed output fails a read verb' 74 '' 'ops: stock balance: cannot write *' \
    sh -c 'ops stock balance >&-'
check 'and a write verb' 74 '' 'ops: stock receive: cannot write *' \
    sh -c 'ops stock receive --item A1 --qty 1 --to MAIN >&-'
is 'which leaves the book as it was' "$(cksum <ops.db)" "$before"
check 'a closed input is not read' 0 '*' '' sh -c 'ops stock balance <&-'
check 'unless it is asked for' 74 '' '*' sh -c 'ops stock receive -i - <&-'
check 'a closed error output harms nobody' 65 '' '' \
    sh -c 'ops stock receive --item XX --qty 1 --to MAIN 2>&-'

# No home, no terminal, the C locale
check 'no HOME' 0 '*A1,*' '' env -u HOME ops stock balance
check 'an empty HOME' 0 '*A1,*' '' env HOME= ops stock balance
check 'no environment at all' 0 '*A1,*' '' env -i "$(command -v ops)" stock balance
ops stock item add -q C3 --name 'Zubehör – 自転車' --unit 'Stück'
check 'UTF-8 in the C locale' 0 '*C3*Zubehör – 自転車*Stück*' '' \
    env LC_ALL=C ops stock item list
is 'a table is as wide as it looks' "$(env LC_ALL=C ops stock item list -F table --columns name,unit)" \
    'name              unit
----------------  -----
Bell              each
Chain             m
Zubehör – 自転車  Stück'
check 'what is not UTF-8 is refused' 65 '' "ops: stock item add: name: 'b${bs}xfcro' is wrong: expected UTF-8" \
    ops stock item add D4 --name "$(printf 'b\374ro')"

# Names that try to be more
ops stock item add -q E5 --name "${esc}]0;owned${esc}[31m" --unit '<b>'
check 'an escape sequence is shown, not sent' 0 "*E5*x1b]0;owned?x1b\[31m*" '' \
    ops stock item list -F table
is 'in a table there is none' "$(ops stock item list -F table | tr -d '\033')" \
    "$(ops stock item list -F table)"
is 'nor in a document' "$(ops stock item show E5 | tr -d '\033')" "$(ops stock item show E5)"
is 'nor in a message' "$(ops stock item add "$esc" 2>&1)" \
    "ops: stock item add: sku: '${bs}x1b' is wrong: expected a code without control characters"
check 'a tag is text' 0 '*&lt;b&gt;*' '' ops stock item list -F html
is 'a file has it as it is' "$(ops stock item list -F csv --columns name --where "sku = E5" --no-header)" \
    "${esc}]0;owned${esc}[31m"
done_testing
