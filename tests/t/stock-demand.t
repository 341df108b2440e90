#!/bin/sh
# What customers want: orders taken in, changed, cancelled, and shipped.
. "$(dirname "$0")/lib.sh"
book

list() { # list [OPTION...]: what is told by shipments
	ops stock demand list \
	    --columns order,line,qty,shipped,open,state,late_days --no-header "$@"
}

check 'no orders yet' 0 'order,line,party,item,qty,*' '' ops stock demand list
check 'an order of two lines' 0 'id,entry
SO-1,4' '' ops stock demand add SO-1 --party ANN --date 2026-03-02 \
    --line item=A1,qty=5,due=2026-03-10,price=9.90,line=10 \
    --line item=B2,qty=3,promised=2026-03-20
check 'an order by options' 0 '*SO-2,5' '' ops stock demand add SO-2 \
    --party BOB --item A1 --qty 8 --due 2026-03-12 --priority 1
check 'lines are numbered as they were said, and on from there' 0 'SO-1,10,5,0,5,open,5
SO-1,11,3,0,3,open,0
SO-2,1,8,0,8,open,3' '' list
check 'what is late' 0 'SO-1,10,5,0,5,open,5
SO-2,1,8,0,8,open,3' '' list --late
check 'it was not late then' 0 '' '' list --late --as-of 2026-03-10
check 'nor was the other one ordered' 0 'SO-1,10,5,0,5,open,0
SO-1,11,3,0,3,open,0' '' list --as-of 2026-03-10
check 'a customer that is new is registered' 0 'ANN,customer
BOB,customer' '' ops stock party list --columns code,kind --no-header
check 'whose orders' 0 'SO-2,1,8,0,8,open,3' '' list --party BOB
check 'one order' 0 'SO-2,1,8,0,8,open,3' '' list --order SO-2

# One order has one head
printf 'order,date,item,qty\nSO-3,2026-03-02,A1,5\n,2026-03-03,B2,1\n' >two.csv
check 'two dates in one order' 65 '' "ops: stock demand add: two.csv:3: date: '2026-03-03' is not what a row before says: expected the same in all rows of one document, or an empty cell
*" ops stock demand add -i two.csv
printf 'order,date,item,qty\nSO-3,2026-03-02,A1,5\nSO-3,,B2,1\n,2026-03-02T00:00:00Z,A1,1\n' >one.csv
check 'one date, however it is said; an option fills no empty repetition' 0 \
    'SO-3,1,2026-03-02T00:00:00Z
SO-3,2,2026-03-02T00:00:00Z
SO-3,3,2026-03-02T00:00:00Z' '' sh -c 'ops stock demand add -i one.csv --date 2026-03-01 -n |
    sed 1d | cut -d, -f2,3,12'

# Bad input
refuse() { # refuse NAME STATUS MESSAGE COMMAND...
	name=$1 status=$2 says=$3
	shift 3
	check "$name" "$status" '' "*$says*" "$@"
}
refuse 'an order twice' 65 "order: 'SO-1' is there already" \
    ops stock demand add SO-1 --item A1 --qty 1
refuse 'no item' 2 '--item and --qty are missing' ops stock demand add SO-3
refuse 'an unknown item' 65 "item: 'A9' is not a known item" \
    ops stock demand add SO-3 --item A9 --qty 1
refuse 'no code' 2 '<order> is missing (the book gives codes where numbering.demand is set)' \
    ops stock demand add --item A1 --qty 1
refuse 'a line twice' 65 "line: '2' is there twice" ops stock demand add SO-3 \
    --line item=A1,qty=1,line=2 --line item=A1,qty=1,line=2
refuse 'an order of tomorrow' 65 "date: '2026-03-16' is after today" \
    ops stock demand add SO-3 --item A1 --qty 1 --date 2026-03-16
refuse 'from where nothing is kept' 65 "location: 'VENDOR' is of kind vendor" \
    ops stock demand add SO-3 --item A1 --qty 1 --location VENDOR
refuse 'a unit without a factor' 65 "'crate'" \
    ops stock demand add SO-3 --item A1 --qty '3 crate'
ops stock unit set -q --item A1 --unit box --qty 12 --of each
check 'a unit with one, its price for one of it' 0 \
    'SO-3,1,A1,24,2.00' '' sh -c "ops stock demand add -q SO-3 --item A1 \
    --qty '2 box' --price 24 && ops stock demand list --order SO-3 \
    --columns order,line,item,qty,price --no-header"
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q
refuse 'an order that is not there' 65 "order: 'SO-7' is not a known order (did you mean 'SO-1'?)" \
    ops stock demand set SO-7 --due +1d
refuse 'a line that is not there' 65 "line: order 'SO-1' has no line 9" \
    ops stock demand set SO-1 --line 9 --due +1d

# Files
cat >orders.csv <<'END'
order,line,party,item,qty,due
W-1,1,WEB,A1,1,2026-03-20
,2,,B2,0.5,2026-03-20
W-2,1,WEB,A1,2,
END
check 'orders of a file' 0 'id,entry
W-1,*
W-2,*' '' ops stock demand add -i orders.csv
check 'are there' 0 'W-1,1,1,0,1,open,0
W-1,2,0.5,0,0.5,open,0
W-2,1,2,0,2,open,' '' list --party WEB
ops init ../other -q
ops stock item list | ops --book ../other stock item add -q -i -
check 'what is listed another book takes' 0 '*' '' sh -c \
    'ops stock demand list | ops --book ../other stock demand add -q -i - &&
     ops --book ../other stock demand list >../theirs &&
     ops stock demand list | diff - ../theirs'
cat >bad.csv <<'END'
order,line,item,qty
W-4,1,A1,1
W-4,2,A9,1
W-5,1,A1,1
W-5,2,B2,2
END
check 'one wrong row spoils its order, not the others' 1 '*' '*2 rows are in*' \
    ops stock demand add -i bad.csv --keep-going --rejects rejects.csv
check 'all its rows are rejected' 0 \
    "file_line,error,order,line,item,qty
2,*item: 'A9' is not a known item*,W-4,1,A1,1
3,*item: 'A9' is not a known item*,W-4,2,A9,1" '' cat rejects.csv
sed -i s/A9/A1/g rejects.csv
check 'and taken when they are mended' 0 '*W-4,*' '' \
    ops stock demand add -i rejects.csv
is 'with the numbers of their lines' "$(list --order W-4)" 'W-4,1,1,0,1,open,
W-4,2,1,0,1,open,'
ops config set numbering.demand SO- -q
check 'the book gives codes' 0 '*SO-4,*' '' \
    ops stock demand add --item A1 --qty 1 --party EVE
check 'that are typed short' 0 'SO-4,1,1,0,1,open,' '' list --order 4
ops stock demand cancel 4 --reason mistyped -q

# Promises
ops stock demand set SO-2 --promised 2026-03-18 -q
ops stock demand set SO-2 --promised 2026-03-25 -q
check 'the first promise stays' 0 '2026-03-12,2026-03-25,2026-03-18,0' '' \
    ops stock demand list --order SO-2 --no-header \
    --columns due,promised,first_promised,late_days
check 'what was known before' 0 '2026-03-18,2026-03-18' '' \
    ops stock demand list --order SO-2 --no-header \
    --columns promised,first_promised \
    --known-at "@$(($(ops log --limit 1 --columns entry --no-header) - 1))"
check 'the same again is nothing' 0 '*' '*nothing changes*' \
    ops stock demand set SO-2 --promised 2026-03-25
check 'a line is added' 0 '*SO-2,*' '' ops stock demand set SO-2 --create \
    --line 7 --item B2 --qty 1
is 'to its order' "$(ops stock demand list --order SO-2 --columns line,party,item --no-header)" '1,BOB,A1
7,BOB,B2'

# Shipping
ops stock receive -q --date 2026-03-01 --to MAIN/A --line item=A1,qty=50 \
    --line item=B2,qty=9,lot=L1
check 'a part of a line' 0 '*,2' '' ops stock issue --order SO-1 --item A1 \
    --qty 2 --from MAIN/A --date 2026-03-09
check 'customer, price and reference are those of the order' 0 \
    '*,A1,MAIN/A,CUSTOMER,1,,,SO-1,,ANN,9.90,*' '' ops stock issue --order SO-1 \
    --item A1 --qty 1 --from MAIN/A --dry-run
check 'unless others are said' 0 \
    '*,A1,MAIN/A,CUSTOMER,1,,,DN-1,,EVE,8.00,*' '' ops stock issue --order SO-1 \
    --item A1 --qty 1 --from MAIN/A --party EVE --price 8 --reference DN-1 -n
is 'it is partly shipped' "$(list --order SO-1)" 'SO-1,10,5,2,3,partial,5
SO-1,11,3,0,3,open,0'
refuse 'more than is open' 65 "qty: 3 of 'A1' are open in order 'SO-1' line 10, not 4 (stock.ship_over: refuse)" \
    ops stock issue --order SO-1 --item A1 --qty 4 --from MAIN/A
refuse 'an item that is not in it' 65 "item: order 'W-2' has no line of 'B2'" \
    ops stock issue --order W-2 --item B2 --qty 1 --from MAIN/A
refuse 'another line than the item' 65 "item: order 'SO-1' line 11 is of 'B2', not of 'A1'" \
    ops stock issue --order SO-1 --order-line 11 --item A1 --qty 1 --from MAIN/A
refuse 'before it was ordered' 65 "date: '2026-03-01' is wrong: expected no day before that of order 'SO-1'" \
    ops stock issue --order SO-1 --item A1 --qty 1 --from MAIN/A --date 2026-03-01
refuse 'a cancelled one' 65 "order: 'SO-4' line 1 is cancelled" \
    ops stock issue --order SO-4 --item A1 --qty 1 --from MAIN/A
refuse 'a line without its order' 65 'order_line: it goes with order only' \
    ops stock issue --order-line 1 --item A1 --qty 1 --from MAIN/A
ops stock issue -q --order SO-1 --from MAIN/A --date 2026-03-12 \
    --line item=A1,qty=3 --line item=B2,qty=3,lot=L1
shipped=$(ops log --limit 1 --columns entry --no-header)
is 'the rest of both lines' "$(list --order SO-1)" 'SO-1,10,5,5,0,shipped,2
SO-1,11,3,3,0,shipped,0'
is 'it was open the day before' "$(list --order SO-1 --as-of 2026-03-11)" \
    'SO-1,10,5,2,3,partial,1
SO-1,11,3,0,3,open,0'
ops stock demand set -q --create SO-8 --line 1 --item A1 --qty 2
ops stock demand set -q --create SO-8 --line 2 --item A1 --qty 4
ops stock issue -q --order SO-8 --item A1 --qty 5 --from MAIN/A
is 'one delivery closes several lines' "$(list --order SO-8)" 'SO-8,1,2,2,0,shipped,
SO-8,2,4,3,1,partial,'
ops config set stock.ship_over warn -q
check 'where it is let, more goes out' 0 '*' "ops: stock issue: 1 of 'A1' are open in order 'SO-8' line 2: 3 are shipped" \
    ops stock issue --order SO-8 --item A1 --qty 3 --from MAIN/A
is 'and nothing is open' "$(list --order SO-8)" 'SO-8,1,2,2,0,shipped,
SO-8,2,4,6,0,shipped,'
refuse 'not less than was shipped' 65 "qty: 6 of it was shipped already" sh -c \
    'ops config set stock.ship_over refuse -q &&
     ops stock demand set SO-8 --line 2 --qty 5'
refuse 'nor another item' 65 "item: order 'SO-8' line 2 was shipped as 'A1' already" \
    ops stock demand set SO-8 --line 2 --item B2

# Undo
ops undo "$shipped" -q
is 'undone, the lines are open again' "$(list --order SO-1)" \
    'SO-1,10,5,2,3,partial,5
SO-1,11,3,0,3,open,0'
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q
is 'and closed where the undo is undone' "$(list --order SO-1)" \
    'SO-1,10,5,5,0,shipped,2
SO-1,11,3,3,0,shipped,0'
ops stock issue -q --order W-1 --from MAIN/A --line item=A1,qty=1 \
    --line item=B2,qty=0.5,lot=L1
one=$(ops log --limit 1 --columns entry --no-header)
refuse 'what was shipped is not undone without its move' 65 "line 2 of entry $one goes with its move: 'ops undo $one.1'" \
    ops undo "$one.2"
check 'one move of a delivery is undone' 0 '*' '' ops undo "$one.1"
is 'its line alone is open again' "$(list --order W-1)" 'W-1,1,1,0,1,open,0
W-1,2,0.5,0.5,0,shipped,0'
added=$(ops log --columns entry,lines,command --no-header |
    sed -n 's/,4,stock demand add$//p' | tail -n 1)
refuse 'an order that was shipped is not taken back' 65 \
    "order 'W-1' line 2 was shipped: it cannot be taken back" ops undo "$added"

# Cancelling
refuse 'needs a reason' 2 '--reason is missing' ops stock demand cancel SO-2
check 'what is open' 0 '*SO-2,*' '' ops stock demand cancel SO-2 --line 7 \
    --reason 'not needed'
is 'is waited for no more' "$(list --order SO-2)" 'SO-2,1,8,0,8,open,0
SO-2,7,1,0,0,cancelled,'
is 'the reason stays' "$(ops stock demand list --order SO-2 --state cancelled \
    --columns line,cancelled,reason --no-header)" '7,2026-03-15T12:00:00Z,not needed'
refuse 'twice' 65 "line: '7' of order 'SO-2' is not open" \
    ops stock demand cancel SO-2 --line 7 --reason again
refuse 'it does not change any more' 65 "line: '7' of order 'SO-2' is cancelled" \
    ops stock demand set SO-2 --line 7 --qty 3
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q
is 'undone, it is waited for again' "$(list --order SO-2)" 'SO-2,1,8,0,8,open,0
SO-2,7,1,0,1,open,'

# Masters that orders name
ops stock item add C3 -q
item=$(ops log --limit 1 --columns entry --no-header)
ops stock demand add C-1 --item C3 --qty 1 -q
refuse 'an item that is wanted is not taken back' 65 "item 'C3' is named by entry" \
    ops undo "$item"

# Closed
ops stock demand add OLD -q --item A1 --qty 1 --date 2026-03-05
ops close 2026-03-10 -q
refuse 'no order into closed time' 77 "date: '2026-03-09' is in a closed period" \
    ops stock demand add SO-9 --item A1 --qty 1 --date 2026-03-09
refuse 'nor a cancelling' 77 "is in a closed period" \
    ops stock demand cancel OLD --reason x --date 2026-03-09
refuse 'nor a date moved out of it' 77 "is in a closed period" \
    ops stock demand set SO-1 --line 10 --date 2026-03-12
check 'a promise is of today' 0 '*' '' ops stock demand set W-2 --promised +1d

check 'the book is whole' 0 'kind,entry,problem' '' ops fsck
check 'an export brings it all back' 0 '*' '' sh -c 'ops export -q ../out &&
    ops restore -q ../out ../back && ops --book ../back fsck -q &&
    ops stock demand list >a && ops --book ../back stock demand list | diff a -'
# The orders of a site
printf 'code,kind\nEAST,site\n' | ops stock location add -q -i -
ops stock receive -q --item A1 --qty 10 --to EAST --date 2026-03-11
ops stock demand add -q SO-E1 --item A1 --qty 2 --location EAST --date 2026-03-12
ops stock demand add -q SO-E2 --item A1 --qty 2 --date 2026-03-12
ops stock demand add -q SO-E3 --item A1 --qty 2 --date 2026-03-12
ops stock issue -q --item A1 --qty 1 --from EAST --order SO-E2 --date 2026-03-13
check 'of a site: what names it, or left from it' 0 'SO-E1,EAST,EAST
SO-E2,,EAST' '' ops stock demand list --site EAST --columns order,location,site --no-header
check 'what is at risk of it, too' 0 'SO-E1,EAST' '' ops stock demand list --at-risk --site EAST \
    --columns order,site --no-header
check 'no site' 65 '' "*site: 'MAIN/A' is no site: it stands in 'MAIN'" ops stock demand list --site MAIN/A
check 'another book takes the list' 0 '*,EAST,*' '' sh -c 'ops init ../two -q --name Two &&
    printf "code,kind\nEAST,site\n" | ops -C ../two stock location add -q -i - &&
    printf "sku\nA1\n" | ops -C ../two stock item add -q -i - &&
    ops stock demand list --site EAST --order SO-E1 -F csv | ops -C ../two stock demand add -q -i - &&
    ops -C ../two stock demand list --no-header'
done_testing
