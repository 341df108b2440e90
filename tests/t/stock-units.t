#!/bin/sh
# Units: what is said in boxes is booked in pieces, exactly.
. "$(dirname "$0")/lib.sh"
book

check 'a box of an item' 0 'id,entry
box,4' '' ops stock unit set --item A1 --unit box --qty 12
check 'a pallet of any' 0 'id,entry
pallet,5' '' ops stock unit set --unit pallet --qty 40 --of box
check 'both are listed' 0 'item,unit,qty,of
,pallet,40,box
A1,box,12,each' '' ops stock unit list --columns item,unit,qty,of
check 'three boxes are booked in pieces' 0 '*' '' \
    ops stock receive --item A1 --qty '3 box' --to MAIN/A --unit-cost 24.005
check 'what was said is kept, and its value is for boxes, rounded once' 0 \
    'qty,unit_cost,value,said_qty,said_unit
36,24.005,72.02,3,box' '' sh -c \
    'ops export -q ../x && cut -d, -f7,8,14-16 ../x/stock-move.csv'
check 'the ledger has the cost of a piece, for it counts pieces' 0 36,2.000417,72.02 '' \
    ops stock ledger --columns qty,unit_cost,value --no-header
check 'units go through each other' 0 'item,on_hand
A1,516' '' sh -c "ops stock receive -q --item A1 --qty '1 pallet' --to MAIN/A &&
    ops stock balance --by item --columns item,on_hand"
check 'in a file, too' 0 'item,on_hand
A1,546' '' sh -c "printf 'item,qty,to\nA1,2.5 box,MAIN/B\n' |
    ops stock receive -q -i - && ops stock balance --by item --columns item,on_hand"
check 'in an adjustment, too' 0 '540' '' sh -c "ops stock adjust -q --item A1 --location MAIN/A \
    --qty '-0.5 box' && ops stock balance --by item --columns on_hand --no-header"
check 'a unit without a factor' 65 '' \
    "ops: stock receive: qty: item 'A1' does not know the unit 'crate' (its own is 'each'): 'ops stock unit set' says how many it is" \
    ops stock receive --item A1 --qty '3 crate' --to MAIN/A
check 'a box of another item is no box of this' 65 '' \
    "*item 'B2' does not know the unit 'box'*" \
    ops stock receive --item B2 --qty '3 box' --to MAIN/A
check 'nor does a pallet go to where a box does not' 65 '' \
    "*item 'B2' does not know the unit 'pallet'*" \
    ops stock receive --item B2 --qty '1 pallet' --to MAIN/A

# Exact
ops stock unit set -q --item A1 --unit slice --qty 5/105
check 'a ratio stays as it was typed' 0 'qty
5/105' '' ops stock unit list --unit slice --columns qty
check 'and is used as such' 0 'on_hand
5' '' sh -c "ops stock receive -q --item A1 --qty '105 slice' --to MAIN &&
    ops stock balance --item A1 --where 'location = MAIN' --columns on_hand"
check 'what does not come out even is refused' 65 '' \
    "ops: stock receive: qty: '1 slice' of 1/21 each is no number of 6 decimals: expected one that comes out even" \
    ops stock receive --item A1 --qty '1 slice' --to MAIN
check 'what is too large is, too' 65 '' "*is too large a number" \
    ops stock receive --item A1 --qty '9000000000000 box' --to MAIN
check 'a decimal is in lowest terms' 0 'qty
1/8' '' sh -c 'ops stock unit set -q --item B2 --unit turn --qty 0.125 &&
    ops stock unit list --unit turn --columns qty'
for bad in 0 -3 1/0 1/-2 x 1/2/3 / 1e3 ' 1' 0.1234567 9999999999999999999; do
	check "no number of it: '$bad'" 65 '' \
	    "ops: stock unit set: qty: '$bad' is wrong: expected a number above 0: 12, 0.125 or 5/105" \
	    ops stock unit set --unit u --qty "$bad" --of each
done

# UNECE Recommendation 20
ops stock item add -q FLOUR --unit kg
check 'grams of what is counted in kg' 0 '*' '' \
    ops stock receive -q --item FLOUR --qty '250 g' --to MAIN
check 'by the codes, too' 0 '*' '' ops stock receive -q --item FLOUR --qty '2 KGM' --to MAIN
check 'and by the names' 0 'on_hand
1002.25' '' sh -c "ops stock receive -q --item FLOUR --qty '1 tonne' --to MAIN &&
    ops stock balance --item FLOUR --columns on_hand"
check 'dozens of pieces' 0 'on_hand
29' '' sh -c "ops stock receive -q --item A1 --qty '2 DZN' --to MAIN &&
    ops stock balance --item A1 --where 'location = MAIN' --columns on_hand"
check 'but no litres of what is weighed' 65 '' "*does not know the unit 'l'*" \
    ops stock receive --item FLOUR --qty '1 l' --to MAIN
ops stock unit set -q --item FLOUR --unit l --qty 0.6 --of kg
check 'unless the item says what one weighs' 0 '0.3' '' sh -c \
    "ops stock receive -q --item FLOUR --qty '5 dl' --to MAIN/B &&
    ops stock balance --item FLOUR --location MAIN/B --columns on_hand --no-header"
check 'what is known is not said anew' 65 '' \
    "ops: stock unit set: qty: one 'g' is 1/1000 'kg' (UNECE recommendation 20): expected that, or another word" \
    ops stock unit set --unit g --qty 1/100 --of kg
check 'a code means something' 0 'unit,qty,of,symbol,name
KGM,1,kg,kg,kilogram' '' ops stock unit list --known --unit KGM --columns unit,qty,of,symbol,name
table=$shared/data/uom-unece-rec20/clean/units-of-measure.csv
if [ -r "$table" ]; then
	sqlite3 :memory: ".import --csv $table u" "SELECT CommonCode FROM u
	    WHERE Status NOT IN ('X', 'D') ORDER BY 1" | sort >want
	ops stock unit list --known --columns unit --no-header | sort >have
	diff want have >out
	ok 'all codes in force are there, no others' $?
	# The multiples of the list: 10^n of a base.
	sqlite3 -csv :memory: ".import --csv $table u" "SELECT CommonCode,
	    ConversionFactor FROM u WHERE CommonCode IN ('CMT', 'KMT', 'GRM',
	    'TNE', 'LTR', 'MLT', 'CMQ', 'DAY', 'HUR', 'KWH', 'DZN', 'GRO')
	    ORDER BY 1" | sed 's/10⁻²/1\/100/; s/10⁻³/1\/1000/
	    s/10⁻⁶/1\/1000000/; s/10³/1000/; s/3,6 x 10⁶/3600000/; s/"//g
	    s/ [mkgsJ³]*$//; s/\([0-9]\) \([0-9]\)/\1\2/' >want
	ops stock unit list --known --columns unit,qty --no-header --where \
	    "unit in (CMT, KMT, GRM, TNE, LTR, MLT, CMQ, DAY, HUR, KWH, DZN, GRO)" >have
	diff want have >out
	ok 'their factors are those of the list' $?
else
	skip 'the list of UNECE' 'no ../shared'
fi
check 'sixteen ounces are a pound' 0 'on_hand
0.453592' '' sh -c "ops stock item add -q GOLD --unit lb &&
    ops stock receive -q --item GOLD --qty '16 oz' --to MAIN &&
    ops stock issue -q --item GOLD --qty 0.546408 --from MAIN --date now 2>/dev/null ||
    ops stock issue -q --item GOLD --qty 0.546408 --from MAIN &&
    ops stock balance --item GOLD --columns on_hand"

# What cannot be
check 'a unit of itself' 65 '' "ops: stock unit set: of: 'box' would be made of itself" \
    ops stock unit set --item A1 --unit box --qty 1 --of pallet
check 'for all, of which unit?' 65 '' \
    'ops: stock unit set: of: is missing: what is for all items says of which unit' \
    ops stock unit set --unit box --qty 3
check 'an item called *' 65 '' "ops: stock item add: sku: '\*' means all items" \
    ops stock item add '*'

# Versions
check 'a change is for what comes' 0 '10' '' sh -c "ops stock unit set -q --item A1 --unit box --qty 10 &&
    ops stock receive -q --item A1 --qty '1 box' --to MAIN --reference NEW &&
    ops stock ledger --where \"reference = NEW\" --columns qty --no-header"
check 'as it was known then' 0 'A1,box,12,each' '' ops stock unit list \
    --known-at @6 --item A1 --columns item,unit,qty,of --no-header
check 'undone, it holds what it held' 0 'A1,box,12,each' '' sh -c \
    'ops undo -q "$(ops log --where "command = '"'stock unit set'"'" --sort -entry --limit 1 --columns entry --no-header)" &&
    ops stock unit list --item A1 --unit box --columns item,unit,qty,of --no-header'
is 'as SQL has them' "$(ops sql 'SELECT * FROM stock_unit_list ORDER BY item NULLS LAST, unit')" \
    "$(ops stock unit list --columns item,unit,qty,of --sort item,unit)"
ops init ../other -q
ops stock item list -F csv | ops -C ../other stock item add -q -i -
is 'units go from book to book' "$(
	ops stock unit list -F csv | ops -C ../other stock unit set -q -i - &&
	    ops -C ../other stock unit list -F csv
)" "$(ops stock unit list -F csv)"
check 'all of it is sound' 0 '*' '' ops fsck
done_testing
