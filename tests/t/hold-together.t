#!/bin/sh
# What must never be: a row twice, a key twice, a book written over.
. "$(dirname "$0")/lib.sh"
book

printf '%s\n' item,from,to,lot,qty A1,VENDOR,MAIN,,5 A1,MAIN,MAIN/A,L-1,3 \
    >lots.csv
check 'a lot that is new holds nothing, row by row, too' 1 '*' \
    '*1 row is in*' ops stock move -i lots.csv --keep-going --rejects bad.csv
check 'its row says so' 0 \
    "*3,\"qty: 'A1' at MAIN would be -3 on 2026-03-15 12:00 (stock.negative*" '' \
    cat bad.csv
check 'but what comes in with a new lot may go on' 0 '' '' \
    ops stock receive -q --line item=A1,qty=2,lot=L-2 --to MAIN
printf '%s\n' item,from,to,lot,qty A1,VENDOR,MAIN,L-3,4 A1,MAIN,MAIN/A,L-3,4 \
    >lots.csv
check 'also a row later' 0 '' '' \
    ops stock move -q -i lots.csv --keep-going --rejects bad.csv

for own in ops.db ops.yaml; do
	check "-o does not overwrite $own" 73 '' \
	    "*'$own' belongs to the book itself: it is not overwritten" \
	    ops stock item list -F csv -o $own
done
ln -s ops.db link
check 'nor through a link' 73 '' '*belongs to the book itself*' \
    ops stock item list -F csv -o link
printf 'item,to,qty\nA1,MAIN,0\n' >zero.csv
check 'nor do rejects' 73 '' '*belongs to the book itself*' \
    ops stock receive -i zero.csv --keep-going --rejects ops.db
check 'the book is whole' 0 '' '' ops fsck -q

check 'an empty --key is none, and not taken' 2 '' \
    "*option '--key' is empty: leave it out, or give it a value" \
    ops stock receive --item A1 --qty 1 --to MAIN --key ''
check 'an empty filter does not mean all' 2 '' "*option '--item' is empty*" \
    ops stock balance --item ''
check 'an empty message is no message' 0 '' '' \
    ops stock receive -q --item A1 --qty 1 --to MAIN -m ''

last() {
	ops log --limit 1 --columns entry --no-header
}
ops stock receive -q --item A1 --qty 1 --to MAIN --key night
first=$(last)
ops undo -q "$first"
undone=$(last)
ops stock receive -q --item A1 --qty 2 --to MAIN --key night
again=$(last)
check 'what gave its key away does not come back beside its heir' 65 '' \
    "*the key 'night' of entry $first was used again by entry $again: undo that first" \
    ops undo "$undone"
ops undo -q "$again"
check 'but when the heir is gone' 0 '' '' ops undo -q "$undone"

cat >>ops.yaml <<'EOF'
imports:
  shop:
    verb: stock receive
    identity: [n]
    fields:
      item: { column: sku }
      qty: { column: qty }
      reference: { column: n }
      to: MAIN
EOF
printf 'n,sku,qty\n1,A1,5\n2,A1,6\n' >shop.csv
ops import -q shop shop.csv
three=$(last)
ops undo -q "$three"
four=$(last)
ops import -q shop shop.csv
five=$(last)
check 'rows that were imported again do not come back twice' 65 '' \
    "*entry $five has imported rows of entry $three again: undo that first" \
    ops undo "$four"
printf 'n,sku,qty\n1,A1,8\n2,A1,6\n' >shop.csv
ops import -q shop shop.csv --correct
check 'an import that was corrected is not undone below its correction' 65 \
    '' "*has imported rows of entry $five again: undo that first" \
    ops undo "$five"

printf 'n,sku,qty\n3,B2,7\n4,B2,9\n' >shop.csv
ops import -q shop shop.csv
six=$(last)
ops undo -q "$six.1"
printf 'n,sku,qty\n3,B2,10\n4,B2,20\n' >shop.csv
check 'a correction' 0 '' '' ops import -q shop shop.csv --correct
is 'does not take back again what was undone by itself' \
    "$(ops stock ledger --where "entry = $(last)" --sort line --no-header \
    --columns from,to,qty)" 'VENDOR,MAIN,10
VENDOR,MAIN,20
MAIN,VENDOR,9'
check 'so that the book has what the file has' 0 30 '' \
    ops stock balance --by item --item B2 --columns on_hand --no-header

# A bar code scanned into the quantity, three times, and taken back.
for i in 1 2 3; do
	ops stock receive -q --item B2 --to MAIN --qty 4006381333931
	check "more than fits goes in and out again ($i)" 0 '' '' \
	    ops undo -q "$(last)"
done
check 'and the item can still be used' 0 '' '' \
    ops stock receive -q --item B2 --to MAIN --qty 1 --date 2026-03-01
check 'in a book that is whole' 0 '' '' ops fsck -q
sqlite3 ops.db 'UPDATE on_hand SET qty = qty + 1 WHERE location = 7'
check 'and one that is not is found' 1 '' '' ops fsck -q

for actor in "$(printf '\377')" 'two
lines' "$(printf '%0300d' 1)"; do
	check 'an actor is a name' 78 '' '*the actor*is wrong: expected a name*' \
	    env OPS_ACTOR="$actor" ops stock item add Z9
done

check 'a cost below 0 is none' 65 '' \
    "*: cost: '-1' is wrong: expected a price that is not below 0" \
    ops stock item set A1 --cost -1
check 'a price in the currency of the book' 0 '*,2.125,*' '' \
    ops stock receive -n --item A1 --to MAIN --qty 1 --unit-cost '2.125 EUR'
check 'in none other' 65 '' "*: unit_cost: '2 USD' is wrong: *amount in EUR" \
    ops stock receive -n --item A1 --to MAIN --qty 1 --unit-cost '2 USD'
check 'nor in one of no name' 65 '' "*: unit_cost: '2 ' is wrong: *" \
    ops stock receive -n --item A1 --to MAIN --qty 1 --unit-cost '2 '
check 'a quantity and a blank' 65 '' "*: qty: '2 ' is wrong: *without blanks*" \
    ops stock receive -n --item A1 --to MAIN --qty '2 '
done_testing
