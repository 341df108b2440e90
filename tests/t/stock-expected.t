#!/bin/sh
# Expected: what orders will bring, what has come of them, and how it is said.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q SOUTH
ops stock party add -q ECHO --kind vendor
list() { ops stock expected list --columns reference,line,qty,received,open,status "$@"; }
h=reference,line,qty,received,open,status

check 'an order' 0 'id,entry
*,6' '' ops stock expected add PO-1 --item A1 --qty 40 --location MAIN --due 2026-03-10 \
    --ordered 2026-03-01 --party ECHO
check 'its next line, for another place' 0 '*' '' ops stock expected add PO-1 --item A1 --qty 10 \
    --location SOUTH --due 2026-03-20
check 'all that is known of them' 0 'reference,line,kind,item,location,from,party,qty,received,open,unit,due,late,ordered,status,name
PO-1,1,buy,A1,MAIN,,ECHO,40,0,40,each,2026-03-10,5,2026-03-01,open,Bell
PO-1,2,buy,A1,SOUTH,,,10,0,10,each,2026-03-20,,2026-03-15,open,Bell' '' ops stock expected list
check 'it was not expected before its day' 0 "$h
PO-1,1,40,0,40,open" '' list --as-of 2026-03-14
check 'nor known' 0 "$h" '' list --known-at @5
check 'of a site' 0 "$h
PO-1,2,10,0,10,open" '' list --site SOUTH
check 'the balance has it, where nothing is there, too' 0 'item,location,on_hand,expected
A1,MAIN,0,40
A1,SOUTH,0,10' '' ops stock balance --columns item,location,on_hand,expected
check 'and in sum' 0 'item,on_hand,available,expected
A1,0,0,50' '' ops stock balance --by item --columns item,on_hand,available,expected
check 'as of its first day' 0 'item,expected
A1,40' '' ops stock balance --by item --columns item,expected --as-of 2026-03-01

# Receipts
said="'PO-1' expects 40 each of 'A1' at MAIN, due 2026-03-10"
check 'a receipt that does not name it is told' 0 '*' \
    "ops: stock receive: $said: '--reference PO-1' would book this as its receipt" \
    ops stock receive --item A1 --qty 3 --to MAIN/A
check 'but not of what came before its day' 0 '*' '' \
    ops stock receive --item A1 --qty 3 --to MAIN/A --date 2026-02-20 -n
check 'and does not count' 0 "*PO-1,1,40,0,40,open*" '' list
check 'another item is not expected' 0 '*' '' ops stock receive --item B2 --qty 3 --to MAIN/A
ops stock receive -q --item A1 --qty 15 --to MAIN/A --reference PO-1 --date 2026-03-12
check 'a part came' 0 "$h
PO-1,1,40,15,25,part
PO-1,2,10,0,10,open" '' list
ops stock receive -q --item A1 --qty 12 --to SOUTH --reference PO-1
check 'the place it came to first, then the others' 0 "$h
PO-1,1,40,17,23,part
PO-1,2,10,10,0,received" '' list --all
check 'what is complete is left out' 0 "$h
PO-1,1,40,17,23,part" '' list
check 'as it was then' 0 "$h
PO-1,1,40,15,25,part" '' list --as-of 2026-03-13
ops undo -q 11
check 'an undone receipt is open again' 0 "$h
PO-1,1,40,15,25,part
PO-1,2,10,0,10,open" '' list
ops stock move -q --item A1 --qty 5 --from MAIN/A --to VENDOR --reference PO-1
check 'and what went back to the vendor' 0 "*PO-1,1,40,10,30,part*" '' list
ops stock receive -q --item A1 --qty 50 --to MAIN/A --reference PO-1
check 'more than was ordered' 0 "$h
PO-1,1,40,40,0,received
PO-1,2,10,20,0,received" '' list --all
check 'all has come: nobody is told' 0 '*' '' ops stock receive --item A1 --qty 1 --to MAIN
check 'nothing is left to cancel' 65 '' "*nothing of 'PO-1' is open: all has come or is cancelled" \
    ops stock expected cancel PO-1

# Transfers and productions
check 'a transfer' 0 '*' '' ops stock expected add TR-1 --item A1 --qty 8 --from MAIN --location SOUTH
check 'which one place gets and another loses' 0 'item,location,expected
A1,MAIN,-8
A1,SOUTH,8' '' ops stock balance --item A1 --columns item,location,expected --where 'expected != 0'
check 'in sum it is nothing' 0 'expected
0' '' ops stock balance --item A1 --by item --columns expected
ops stock transfer -q --item A1 --qty 8 --from MAIN/A --to MAIN/B --reference TR-1
check 'is not there before it is there' 0 "$h
TR-1,1,8,0,8,open" '' list --kind transfer
ops stock transfer -q --item A1 --qty 6 --from MAIN/B --to SOUTH --reference TR-1
check 'and then it is' 0 "$h
TR-1,1,8,6,2,part" '' list
ops stock expected add -q MO-1 --item A1 --qty 2 --location MAIN --kind make
ops stock move -q --item A1 --qty 2 --from PRODUCTION --to MAIN/A --reference MO-1
check 'what was made' 0 "*MO-1,1,2,2,0,received*" '' list --all

# Changes
check 'later, and less' 0 '*' '' ops stock expected set TR-1 --qty 7 --due 2026-04-01
check 'is what holds' 0 'qty,open,due
7,1,2026-04-01' '' ops stock expected list --reference TR-1 --columns qty,open,due
check 'not what was known' 0 'qty,due
8,' '' ops stock expected list --reference TR-1 --columns qty,due --known-at @20
check 'cancelled' 0 '*' '' ops stock expected cancel TR-1
check 'it is not expected any more' 0 "$h" '' list
check 'of what there was yesterday' 0 "$h
PO-1,1,40,15,25,part" '' list --as-of 2026-03-14
check 'and is in the whole list' 0 "*TR-1,1,7,6,0,cancelled" '' list --all
check 'which undo brings back' 0 "$h
TR-1,1,7,6,1,part" '' sh -c 'ops undo -q 22 && ops stock expected list \
    --columns reference,line,qty,received,open,status'

# What cannot be
refuse() { # refuse CODE WHY COMMAND...
	code=$1 why=$2
	shift 2
	check "refused: $*" "$code" '' "ops: stock expected $1: $why" ops stock expected "$@"
}
one='--item A1 --qty 1 --location MAIN'
# shellcheck disable=SC2086 # words of options
{
	refuse 65 "reference: 'PO-1' line 1 is there already: 'ops stock expected set' changes it" add PO-1 --line 1 $one
	refuse 65 "from: is missing: a transfer comes from a place of ours" add PO-2 $one --kind transfer
	refuse 65 "from: it goes with a transfer only" add PO-2 $one --from SOUTH --kind buy
	refuse 65 "from: 'MAIN' is where it will come to: expected another place" add PO-2 $one --from MAIN
	refuse 65 "line: '0' is wrong: expected a number from 1" add PO-2 --line 0 $one
	refuse 65 "*after*today*" add PO-2 $one --ordered 2026-03-16
	refuse 65 "qty: item 'A1' does not know the unit 'box'*" add PO-2 --item A1 --location MAIN --qty '3 box'
	refuse 65 "location: 'VENDOR' is of kind vendor*" add PO-2 --item A1 --qty 1 --location VENDOR
	refuse 65 "kind: 'bye' is wrong: expected buy, transfer or make" add PO-2 $one --kind bye
}
refuse 65 "line: is missing: 'PO-1' has more than one" set PO-1 --qty 3
refuse 65 "line: 'PO-1' has no line 3" set PO-1 --line 3 --qty 3
refuse 65 "reference: 'PO-9' is not expected" set PO-9 --qty 3
refuse 65 "reference: 'PO-9' is not expected" cancel PO-9
ops stock expected add -q PO-3 --item A1 --qty 1 --location MAIN
ops close -q 2026-03-14
refuse 77 '*2026-03-14*' cancel PO-3 --date 2026-03-14
check 'a new line is undone' 0 "$h" '' sh -c 'ops stock expected add -q PO-9 --item A1 --qty 1 --location MAIN &&
    ops undo -q "$(ops log --limit 1 --columns entry --no-header)" &&
    ops stock expected list --columns reference,line,qty,received,open,status --reference PO-9'
check 'refused where it has to be named' 77 '' "ops: stock receive: reference: 'PO-3' expects 1 each of 'A1' at MAIN: expected its name (stock.receive_expected: refuse)" \
    sh -c 'ops config set -q stock.receive_expected refuse && ops stock receive --item A1 --qty 1 --to MAIN'
check 'or ignored' 0 '*' '' \
    sh -c 'ops config set -q stock.receive_expected ignore && ops stock receive --item A1 --qty 1 --to MAIN'
check 'a party that is new is registered' 0 '*' '' ops stock expected add PO-4 --item A1 --qty 1 --location MAIN --party NEWCO
is 'as a vendor' "$(ops stock party list --kind vendor --columns code)" 'code
ECHO
NEWCO'
ops stock expected add -q PO-5 --item A1 --qty 1 --location MAIN --party NEWCO
check 'which another order names then' 65 '' "*party 'NEWCO' is named by entry 30: it cannot be taken back" ops undo "$(ops log --limit 2 --columns entry --no-header | sort -n | head -1)"
is 'it stays' "$(ops stock party list --kind vendor --columns code)" 'code
ECHO
NEWCO'
ops init ../other -q
for noun in item location party; do
	ops stock $noun list -F csv | ops -C ../other stock $noun set -q --create -i - 2>"$dir/said"
done
check 'another book takes the list' 0 '*' '*' sh -c \
    'ops stock expected list --all -F csv | ops -C ../other stock expected add -i -'
check 'the book is sound' 0 '*' '' ops fsck
done_testing
