#!/bin/sh
# Goods that are kept for orders: never twice, never more than there is.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q -i - <<'END'
code,kind,parent
SOUTH,site,
SOUTH/A,internal,SOUTH
MAIN/Q,quarantine,MAIN
END
ops stock receive -q --date 2026-03-01 --to MAIN/A --line item=A1,qty=10 \
    --line item=B2,qty=4,lot=L1 --line item=B2,qty=6,lot=L2 \
    --line item=B2,qty=5,lot=OLD
ops stock receive -q --date 2026-03-01 --to SOUTH/A --item A1 --qty 3
ops stock receive -q --date 2026-03-01 --to MAIN/Q --item A1 --qty 7
ops stock lot set -q --item B2 --lot L1 --expires 2026-12-31
ops stock lot set -q --item B2 --lot L2 --expires 2026-06-30
ops stock lot set -q --item B2 --lot OLD --expires 2026-03-14
ops stock demand add -q -i - <<'END'
order,line,party,item,qty,due,promised,priority,location,date
S-1,1,ANN,A1,6,2026-03-20,,,,2026-03-02
S-1,2,ANN,B2,7,2026-03-20,,,,2026-03-02
S-2,1,BOB,A1,4,2026-03-18,,,,2026-03-03
S-3,1,EVE,A1,9,2026-04-30,,1,MAIN,2026-03-04
S-4,1,EVE,A1,2,,,,SOUTH,2026-03-05
END
last() { ops log --limit 1 --columns entry --no-header; }
held() { ops stock unreserve --sheet "$@" | sed 1d; }
refuse() { # refuse NAME STATUS MESSAGE COMMAND...
	name=$1 status=$2 says=$3
	shift 3
	check "$name" "$status" '' "*$says*" "$@"
}

check 'nothing is reserved' 0 'order,line,item,location,lot,qty' '' \
    ops stock unreserve --sheet
check 'by priority, then by day; each from its place; the lot that expires first' 0 \
    'order,line,item,location,lot,qty
S-3,1,A1,MAIN/A,,9
S-2,1,A1,MAIN/A,,1
S-2,1,A1,SOUTH/A,,3
S-1,2,B2,MAIN/A,L2,6
S-1,2,B2,MAIN/A,L1,1' '' ops stock reserve --sheet
check 'of one order' 0 'order,line,item,location,lot,qty
S-4,1,A1,SOUTH/A,,2' '' ops stock reserve --sheet S-4
check 'of one item' 0 'order,line,item,location,lot,qty
S-1,2,B2,MAIN/A,L2,6
S-1,2,B2,MAIN/A,L1,1' '' ops stock reserve --sheet --item B2
check 'out of one site' 0 'order,line,item,location,lot,qty
S-2,1,A1,SOUTH/A,,3' '' ops stock reserve --sheet --location SOUTH --item A1

# By hand
check 'so much, from there' 0 '*,,1' '' ops stock reserve S-1 --line 1 \
    --location MAIN/A --qty 4
check 'and what is there' 0 '*,,1' '' ops stock reserve S-1 --line 2 --lot L1
is 'is kept' "$(held)" 'S-1,1,A1,MAIN/A,,4
S-1,2,B2,MAIN/A,L1,4'
is 'and told in the list' "$(ops stock demand list --order S-1 \
    --columns line,open,reserved --no-header)" '1,6,4
2,7,4'
is 'the balance says what is available' "$(ops stock balance --item A1 --columns \
    location,on_hand,reserved,available --no-header)" 'MAIN/A,10,4,6
MAIN/Q,7,0,0
SOUTH/A,3,0,3'
is 'by item' "$(ops stock balance --by item \
    --columns item,on_hand,reserved,available --no-header)" 'A1,20,4,9
B2,15,4,6'
is 'by site' "$(ops stock balance --by item,site --item A1 \
    --columns site,on_hand,reserved,available --no-header)" 'MAIN,17,4,6
SOUTH,3,0,3'
is 'by lot' "$(ops stock balance --by item,lot --item B2 \
    --columns lot,on_hand,reserved,available --no-header)" 'L1,4,4,0
L2,6,0,6
OLD,5,0,0'
is 'of one place' "$(ops stock balance --by item --location SOUTH \
    --columns item,on_hand,reserved,available --no-header)" 'A1,3,0,3'
is 'as ops sql has it' "$(ops sql 'SELECT location, reserved, available FROM
    stock_balance ORDER BY item, location, lot' | sed 1d | head -n 3)" 'MAIN/A,4,6
MAIN/Q,0,0
SOUTH/A,0,3'
before=$(last)
refuse 'not more than the line waits for' 65 "qty: '3' is wrong: expected no more than order 'S-1' line 1 waits for" \
    ops stock reserve S-1 --line 1 --qty 3
refuse 'nor than is free' 65 "qty: only 6 of 'A1' at MAIN are free" \
    ops stock reserve S-3 --qty 7
refuse 'nor one lot twice' 65 "qty: only 0 of 'B2' lot L1 are free" \
    ops stock reserve S-1 --line 2 --lot L1 --qty 1
refuse 'what has expired is no good' 65 "qty: only 0 of 'B2' lot OLD are free" \
    ops stock reserve S-1 --line 2 --lot OLD --qty 1
refuse 'nor is what lies in quarantine' 65 "qty: only 0 of 'A1' at MAIN/Q are free" \
    ops stock reserve S-2 --location MAIN/Q --qty 1
refuse 'which line' 65 "line: order 'S-1' has 2 open lines" \
    ops stock reserve S-1 --qty 1
refuse 'an unknown order' 65 "order: 'S-9' is not a known order" ops stock reserve S-9
refuse 'no order at all' 2 '<order> or --auto is missing' ops stock reserve
refuse 'a line by turns' 2 '--line, --lot and --qty do not go with --auto' \
    ops stock reserve --auto S-1 --line 1
is 'and nothing was posted' "$(last)" "$before"

# In turn
check 'all of them' 0 '*,,3' '' ops stock reserve --auto
is 'who was kept for stays' "$(held --item A1)" 'S-1,1,A1,MAIN/A,,4
S-2,1,A1,SOUTH/A,,3
S-3,1,A1,MAIN/A,,6'
check 'again there is nothing to give' 0 '*' '*nothing changes*' ops stock reserve --auto
is 'never more than there is' "$(ops stock balance --columns available --no-header |
    grep -c -e -)" 0

# Goods that are reserved
refuse 'are not sold to others' 65 "qty: 10 of 'A1' at MAIN/A are reserved ('S-1' line 1, 'S-3' line 1) and 9 would be there (stock.reserved: refuse)" \
    ops stock issue --item A1 --qty 1 --from MAIN/A
refuse 'nor shipped for an order that has none there' 65 "are reserved" \
    ops stock issue --order S-4 --item A1 --qty 1 --from MAIN/A
refuse 'nor brought away' 65 "are reserved" \
    ops stock transfer --item A1 --qty 1 --from SOUTH/A --to MAIN/A
refuse 'nor is their receipt undone' 65 "reserved" ops undo 6
check 'what is lost is lost, and it is said whose it was' 0 '*' \
    "ops: stock adjust: 10 of 'A1' at MAIN/A are reserved ('S-1' line 1, 'S-3' line 1), 9 are there" \
    ops stock adjust --item A1 --location MAIN/A --qty -1 --reason broken
ops undo "$(last)" -q
check 'once, too, where a count finds it' 0 '*' \
    "ops: stock count post: 1 counted, 1 differs: gain 0.00, loss *
ops: stock count post: 10 of 'A1' at MAIN/A are reserved ('S-1' line 1, 'S-3' line 1), 9 are there" \
    ops stock count post --line item=A1,counted=9 --location MAIN/A -n
cat >two.csv <<'END'
item,qty,from,to
A1,1,MAIN/Q,MAIN/R
A1,1,MAIN/A,SOUTH/A
END
ops stock location add -q MAIN/R --kind quarantine --parent MAIN
check 'with --keep-going that row is left, the others are posted' 1 '*,1' '*1 row is in*' \
    ops stock transfer -i two.csv --keep-going --rejects r.csv
is 'and says why' "$(sed 1d r.csv | cut -d'"' -f2 | tr -d '\n')" \
    "*qty: 10 of 'A1' at MAIN/A are reserved for others and 9 would be there (stock.reserved: refuse)*"
ops undo "$(last)" -q
printf 'order,item,qty,from\nS-3,A1,2,MAIN/A\nS-1,A1,1,MAIN/A\n,A1,1,MAIN/A\nS-3,A1,5,MAIN/A\n' >four.csv
check 'an order takes its own, none of another' 1 '*' '*2 rows are in*' \
    ops stock issue -i four.csv --keep-going --rejects r.csv
is 'which rows' "$(cut -d, -f1 r.csv | tr '\n' ' ')" 'line 4 5 '
ops undo "$(last)" -q
ops stock receive -q --item A1 --qty 5 --to MAIN/A
printf 'item,qty,from\nA1,2,MAIN/A\nA1,2,MAIN/A\nA1,2,MAIN/A\n' >free.csv
check 'row by row what is free goes, and no less' 1 '*' '*1 row is in*' \
    ops stock issue -i free.csv --keep-going --rejects r.csv
is 'which is the last one' "$(cut -d, -f1 r.csv | tr '\n' ' ')" 'line 4 '
ops undo "$(last)" -q && ops undo "$(($(last) - 2))" -q
ops stock receive -q --item B2 --lot L9 --qty 5 --to MAIN/A
ops stock demand add -q -i - <<'END'
order,line,party,item,qty,due
S-8,1,ANN,B2,3,2026-03-20
S-8,2,ANN,B2,4,2026-03-20
END
ops stock reserve -q S-8 --line 1 --lot L9
ops stock reserve -q S-8 --line 2 --lot L9 --qty 2
printf 'order,order_line,item,lot,qty,from\nS-8,2,B2,L9,3,MAIN/A\nS-8,2,B2,L9,2,MAIN/A\n' >lines.csv
check 'nor does a line take what its neighbour has' 1 '*' '*1 row is in*' \
    ops stock issue -i lines.csv --keep-going --rejects r.csv
is 'which it is told' "$(sed -n 2p r.csv)" \
    "2,*qty: 3 of 'B2' lot L9 at MAIN/A are reserved besides and 2 would be there (stock.reserved: refuse)*"
is 'and the neighbour keeps it' "$(held S-8)" 'S-8,1,B2,MAIN/A,L9,3'
printf 'date,item,qty,from,to\n,A1,3,VENDOR,MAIN/A\n,A1,2,MAIN/A,SOUTH/A\n,A1,2,MAIN/A,SCRAP\n,A1,1,MAIN/A,SOUTH/A\n' >back.csv
check 'what came in a row before is free' 1 '*' '*1 row is in*' \
    ops stock move -i back.csv --keep-going --rejects r.csv
is 'until it is lost' "$(cut -d, -f1 r.csv | tr '\n' ' ')" 'line 5 '
ops undo "$(last)" -q
ops config set stock.reserved warn -q
check 'where it is let, it is said' 0 '*' '*are reserved*' \
    ops stock issue --item A1 --qty 1 --from MAIN/A
ops undo "$(last)" -q
ops config set stock.reserved refuse -q

# Shipping uses it up
ops stock issue -q --order S-3 --item A1 --qty 2 --from MAIN/A
is 'what was reserved there is used' "$(held S-3)" 'S-3,1,A1,MAIN/A,,4'
ops undo "$(last)" -q
is 'undone, it is reserved again' "$(held S-3)" 'S-3,1,A1,MAIN/A,,6'
ops stock receive -q --item A1 --qty 9 --to MAIN/B
ops stock issue -q --order S-3 --item A1 --qty 5 --from MAIN/B
is 'from elsewhere, it keeps what is still open' "$(held S-3)" 'S-3,1,A1,MAIN/A,,4'
ops undo "$(last)" -q

# Releasing
check 'a part' 0 '*' '' ops stock unreserve S-3 --qty 2
is 'is free' "$(held S-3)" 'S-3,1,A1,MAIN/A,,4'
check 'all of an item' 0 '*' '' ops stock unreserve --item B2
is 'are free, whoever had them' "$(held --item B2)" ''
refuse 'what is not reserved' 65 'order: nothing of it is reserved' ops stock unreserve S-4
refuse 'nothing named' 2 '<order> or --item is missing' ops stock unreserve
check 'the sheet says what is released' 0 '*' '' sh -c \
    'ops stock unreserve --sheet S-2 | ops stock unreserve -i -'
is 'and it is' "$(held S-2)" ''
ops undo "$(last)" -q
is 'undone, it is kept again' "$(held S-2)" 'S-2,1,A1,SOUTH/A,,3'
ops stock demand set -q S-2 --qty 2
is 'a smaller line keeps less' "$(held S-2)" 'S-2,1,A1,SOUTH/A,,2'
ops stock demand cancel -q S-2 --reason 'not wanted'
cancelled=$(last)
is 'a cancelled one nothing' "$(held S-2)" ''
ops stock issue -q --item A1 --qty 3 --from SOUTH/A
refuse 'which does not come back where it is gone' 65 "'A1' at SOUTH/A" ops undo "$cancelled"
ops undo "$(last)" -q
check 'but where it is there' 0 '*' '' ops undo "$cancelled"
is 'it does' "$(held S-2)" 'S-2,1,A1,SOUTH/A,,2'
refuse 'an order with a reservation is not taken back' 65 "has a reservation: it cannot be taken back" \
    ops undo "$(ops log --columns entry,command --no-header |
	sed -n 's/,stock demand add$//p' | tail -n 1)"

# Two times
check 'what was known before' 0 'S-1,1,4
S-1,2,4' '' ops stock demand list --known-at "@$before" --order S-1 \
    --columns order,line,reserved --no-header
check 'what is reserved has the recorded time' 0 'MAIN/A,10,0,10' '' \
    ops stock balance --item A1 --location MAIN/A --as-of 2026-03-10 \
    --columns location,on_hand,reserved,available --no-header
check 'the book is whole' 0 'kind,entry,problem' '' ops fsck
check 'an export brings it back' 0 '' '' sh -c 'ops export -q ../out &&
    ops restore -q ../out ../back && ops --book ../back fsck -q &&
    ops stock unreserve --sheet >a &&
    ops --book ../back stock unreserve --sheet | diff a -'

# Many places and many lines: the tree of places is put in order once.
ops init ../wide -q && cd ../wide || exit 1
awk 'BEGIN { print "code,kind,parent"; for (i = 1; i <= 2000; i++) print "MAIN/" i ",internal,MAIN" }' |
    ops stock location add -q -i -
{ echo sku; seq 2000 | sed 's/^/I/'; } | ops stock item add -q -i -
awk 'BEGIN { print "item,to,qty"; for (i = 1; i <= 2000; i++) print "I" i ",MAIN/" i ",2" }' | ops stock receive -q -i -
awk 'BEGIN { print "order,item,qty"; for (i = 1; i <= 2000; i++) print "SO,I" i ",1" }' | ops stock demand add -q -i -
check 'of 2000 lines in 2000 places' 0 '' '' timeout 20 ops stock reserve --auto -q
is 'all are reserved' "$(ops stock unreserve --sheet | wc -l | tr -d ' ')" 2001
done_testing
