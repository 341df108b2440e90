#!/bin/sh
# Landed cost: an amount on the lines of a receipt, to the cent.
. "$(dirname "$0")/lib.sh"
book
shares() { # SHARES of the last entry: receipt.line=amount ...
	ops export -q ../x
	sed 1d ../x/stock-landed.csv | cut -d, -f1,3,4,7 | tr '\n' ' '
	rm -rf ../x
}
ops stock item set -q A1 --weight 0.25
ops stock item set -q B2 --weight 2
ops stock receive -q --to MAIN --reference DN-1 --date 2026-03-01 \
    --line item=A1,qty=10,unit_cost=1 --line item=B2,qty=20,unit_cost=1 # entry 6

check 'by value' 0 'entry,date,lines
7,2026-03-15T12:00:00Z,2' '' ops stock landed --receipt 6 --amount 100 --reason freight
is 'a third and two, the odd cent to the larger rest' "$(shares)" \
    '7,6,1,33.33 7,6,2,66.67 '
ops undo -q 7
check 'undone, it is gone' 0 '0' '' sh -c "sqlite3 ops.db 'SELECT count(*) FROM landed'"
check 'by weight' 0 'line,receipt,of_line,n,item,amount,date,reference,reason,party
1,6,1,2,A1,5.88,2026-03-15T12:00:00Z,,,
2,6,2,2,B2,94.12,2026-03-15T12:00:00Z,,,' '' \
    ops stock landed --receipt 6 --amount 100 --by weight -n
check 'by quantity, found by its reference' 0 '*
1,6,1,2,A1,-3.33,2026-03-02T00:00:00Z,INV-9,bonus,ACME
2,6,2,2,B2,-6.67,2026-03-02T00:00:00Z,INV-9,bonus,ACME' '' \
    ops stock landed --reference DN-1 --amount -10 --by qty --date 2026-03-02 \
    --invoice INV-9 --reason bonus --party ACME -n
check 'with the receipt' 0 'entry,date,lines
9,2026-03-15T12:00:00Z,4' '' ops stock receive --to MAIN --reference DN-2 --landed 1 --landed-by qty \
    --line item=A1,qty=1,unit_cost=5 --line item=B2,qty=2,unit_cost=5
is 'on its lines' "$(shares | tr ' ' '\n' | grep ^9)" '9,9,1,0.33
9,9,2,0.67'
check 'the cost of an item stands in for a value' 0 '*,A1,1.00,*' '' sh -c '
    ops stock item set -q A1 --cost 3 && ops stock receive --item A1 --qty 3 --to MAIN --landed 1 &&
    ops show 11 && ops export -q ../x && tail -n 1 ../x/stock-landed.csv; rm -rf ../x'
check 'a file, each row a cost' 0 '*,2' '' sh -c \
    'printf "reference,amount,by\nDN-2,3,qty\n" | ops stock landed -i -'

# What cannot be
check 'of which receipt?' 2 '' 'ops: stock landed: receipt: expected it, or a reference' \
    ops stock landed --amount 1
check 'not of both' 2 '' '*expected it, or a reference' \
    ops stock landed --amount 1 --receipt 6 --reference DN-1
check 'nothing is no cost' 65 '' "ops: stock landed: amount: '0' is wrong: expected an amount that is not 0" \
    ops stock landed --receipt 6 --amount 0
check 'an entry that is no receipt' 65 '' \
    'ops: stock landed: receipt: entry 3 is no receipt that stands' \
    ops stock landed --receipt 3 --amount 1
check 'a line is no entry' 65 '' "*receipt: '6.1' is wrong: expected the number of an entry" \
    ops stock landed --receipt 6.1 --amount 1
check 'a reference of none' 65 '' \
    "ops: stock landed: reference: 'DN-7' is of no receipt that stands" \
    ops stock landed --reference DN-7 --amount 1
check 'three ways to spread it' 65 '' "*by: 'size' is wrong: expected value, qty or weight" \
    ops stock landed --receipt 6 --amount 1 --by size
ops stock item add -q LIGHT
ops stock receive -q --item LIGHT --qty 1 --to MAIN --reference DN-3
check 'what has no weight' 65 '' \
    "ops: stock landed: by: item 'LIGHT' has no weight: 'ops stock item set' says it" \
    ops stock landed --reference DN-3 --amount 1 --by weight
check 'what has no value' 65 '' \
    'ops: stock landed: by: no line has a value: expected another of value, qty, weight' \
    ops stock landed --reference DN-3 --amount 1
check 'before the goods came' 65 '' \
    "ops: stock landed: date: '2026-02-28' is wrong: expected no day before the receipt, 2026-03-01" \
    ops stock landed --receipt 6 --amount 1 --date 2026-02-28
check 'tomorrow' 65 '' '*' ops stock landed --receipt 6 --amount 1 --date tomorrow
check 'too much money' 65 '' '*' ops stock landed --receipt 6 --amount 99999999999999999999
check 'how it is spread, and nothing to spread' 65 '' '*landed_by: it goes with landed only' \
    ops stock receive --item A1 --qty 1 --to MAIN --landed-by qty
check 'a receipt that a cost stands on is not undone' 65 '' \
    'ops: undo: line *entry * posts landed cost on it: undo that first' ops undo 9

# What it changes of what left
ops stock receive -q --item B2 --qty 10 --to MAIN --unit-cost 2 --date 2026-01-05 --reference DN-X
ops stock issue -q --item B2 --qty 4 --from MAIN --date 2026-02-05
check 'freight on what is sold is said' 0 '*' \
    'ops: stock landed: COGS of 2026-02 +8.00; 1 item' \
    ops stock landed --reference DN-X --amount 20 -n
ops config set -q stock.landed_late forward
check 'unless it is expensed' 0 '*' '' ops stock landed --reference DN-X --amount 20 -n
ops config set -q stock.landed_late restate

# Undone, closed, copied
check 'with it, it goes' 0 '' '' sh -c 'ops undo -q 12 && ops undo -q 9'
is 'the cost, too' "$(sqlite3 ops.db 'SELECT count(*) FROM landed WHERE receipt = 9')" 0
check 'a receipt that was undone gets none' 65 '' \
    "*reference: 'DN-2' is of no receipt that stands" ops stock landed --reference DN-2 --amount 1
check 'undoing that brings back both' 0 '2' '' sh -c \
    'ops undo -q "$(ops log --sort -entry --limit 1 --columns entry --no-header)" &&
    sqlite3 ops.db "SELECT count(*) FROM landed WHERE receipt = 9"'
ops stock landed -q --receipt 6 --amount 7 --by qty --date 2026-03-05 # entry 18
last=$(ops log --sort -entry --limit 1 --columns entry --no-header)
ops close -q 2026-03-10
check 'no cost in a closed period' 77 '' '*closed period*' \
    ops stock landed --receipt 6 --amount 1 --date 2026-03-05
check 'nor its undoing' 77 '' '*closed period*' ops undo "$last"
check 'but in the open one, as a line of its own' 0 '*' '' ops undo "$last" --date 2026-03-12
is 'which takes it off' "$(sqlite3 ops.db "SELECT sum(amount) || ' ' || count(*)
    FROM landed WHERE receipt = 6")" '0 4'
check 'they are listed' 0 'receipt,of_line,n,item,amount,date,reference,reason,party,entry
6,*' '' ops stock landed list --where 'receipt = 6'
is 'and sum to what was put on it' "$(ops stock landed list --where "receipt = 6" --columns amount --no-header |
    awk '{ s += $1 } END { print s }')" "$(ops sql -F csv \
    'SELECT sum(amount) AS s FROM stock_landed_list WHERE receipt = 6' | sed 1d)"
is 'of a day that was, or was known' "$(ops stock landed list --as-of 2026-02-01 --no-header; ops stock landed list --known-at @5 --no-header)" ''
is 'a copy has the same' "$(
	ops export ../all -q && ops restore ../all ../copy -q &&
	    sqlite3 ../copy/ops.db 'SELECT * FROM landed'
)" "$(sqlite3 ops.db 'SELECT * FROM landed')"
check 'all of it is sound' 0 '*' '' ops fsck
done_testing
