#!/bin/sh
# What stock is worth: fifo, average and standard, to the cent.
. "$(dirname "$0")/lib.sh"
book
worth() { ops stock value --columns item,qty,value --no-header "$@"; }

check 'of nothing' 0 'item,name,qty,unit,value,unit_value' '' ops stock value
check 'its proof' 0 'side,kind,changes,value
on hand,,,0.00
difference,,,0.00' '' ops stock value --proof

# Each method
ops stock item add -q -i - <<-'EOF'
sku,name,category,costing,cost
F1,First,red,fifo,
V1,Average,red,average,
S1,Standard,blue,standard,10
EOF
for item in F1 V1 S1; do
	printf '%s\n' "2026-01-01,$item,VENDOR,MAIN/A,10,10" \
	    "2026-02-01,$item,VENDOR,MAIN/B,10,20" \
	    "2026-03-01,$item,MAIN/A,CUSTOMER,10,"
	printf '%s\n' "2026-03-02,$item,MAIN/B,CUSTOMER,5,"
done | { echo date,item,from,to,qty,unit_cost; cat; } >moves.csv
ops stock move -q -i moves.csv
check 'the oldest leaves first, the average, the standard' 0 'item,name,qty,unit,value,unit_value
F1,First,5,each,100.00,20.00
S1,Standard,5,each,50.00,10.00
V1,Average,5,each,75.00,15.00' '' ops stock value
check 'by category' 0 'category,value
blue,50.00
red,175.00' '' ops stock value --by category
check 'by place: its share by quantity' 0 'item,name,location,qty,unit,value,unit_value
F1,First,MAIN/B,5,each,100.00,20.00
S1,Standard,MAIN/B,5,each,50.00,10.00
V1,Average,MAIN/B,5,each,75.00,15.00' '' ops stock value --by item,location
check 'of one category' 0 'S1,5,50.00' '' worth --category blue
check 'at another time' 0 'F1,20,300.00
S1,20,200.00
V1,20,300.00' '' worth --as-of 2026-02-28
check 'what did not cost the standard is a variance' 0 'in,received,2,300.00
out,issued,2,150.00
out,variance,1,100.00
on hand,,,50.00
difference,,,0.00' '' ops stock value --item S1 --proof --no-header
check 'a table ends with its proof' 0 '*
in 900.00 = out 675.00 + on hand 225.00' '' ops stock value -F table

# Back-dated and undone
ops stock receive -q --item F1 --qty 10 --to MAIN/A --unit-cost 15 --date 2026-01-15
check 'a receipt in the past changes what left later' 0 'F1,15,275.00' '' worth --item F1
check 'and what was known before is still known' 0 'F1,5,100.00' '' \
    worth --item F1 --known-at @5
ops undo -q 6
check 'undone, it was never there' 0 'F1,5,100.00' '' worth --item F1
ops undo -q 7
check 'the undoing undone, it was' 0 'F1,15,275.00' '' worth --item F1

# Shares foot
ops stock item add -q W1
ops stock receive -q --item W1 --qty 3 --unit-cost 3.333333 --to MAIN/A --date 2026-02-01
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty
2026-02-02,W1,MAIN/A,MAIN/B,1
2026-02-02,W1,MAIN/A,MAIN,1
EOF
check 'rows sum to the whole' 0 'MAIN,1,3.34
MAIN/A,1,3.33
MAIN/B,1,3.33' '' ops stock value --item W1 --by item,location \
    --columns location,qty,value --no-header
check 'so deep in the tree' 0 'MAIN,3,10.00' '' ops stock value --item W1 --depth 1 \
    --columns location,qty,value --no-header

# More leaves than is there
ops config set stock.negative allow -q
ops stock item add -q --sku N1 --cost 8
ops stock issue -q --item N1 --qty 5 --from MAIN/A --date 2026-02-01
check 'at the item'"'"'s cost, as long as nothing else is known' 0 'N1,-5,-40.00' '' worth --item N1
ops stock receive -q --item N1 --qty 7 --unit-cost 9 --to MAIN/A --date 2026-02-03
check 'what comes fills it at its own cost' 0 'N1,2,18.00' '' worth --item N1
check 'and the difference is a true-up' 0 'in,received,1,63.00
out,issued,1,40.00
out,true-up,1,5.00
on hand,,,18.00
difference,,,0.00' '' ops stock value --item N1 --proof --no-header

# Returns
ops stock item add -q R1
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,party
2026-01-01,R1,VENDOR,MAIN,10,10,ACME
2026-01-02,R1,VENDOR,MAIN,10,20,BOLT
2026-01-03,R1,MAIN,CUSTOMER,5,,ANN
2026-01-04,R1,MAIN,CUSTOMER,10,,BEN
2026-01-05,R1,CUSTOMER,MAIN,5,,ANN
2026-01-06,R1,MAIN,VENDOR,2,,BOLT
2026-01-07,R1,MAIN,VENDOR,1,,CARL
EOF
check 'what comes back costs what it cost, what goes back, too' 0 'in,received,2,300.00
in,returned,1,50.00
out,issued,2,200.00
out,sent back,2,60.00
on hand,,,90.00
difference,,,0.00' '' ops stock value --item R1 --proof --no-header

# Production
ops stock item add -q -i - <<-'EOF'
sku
IRON
GATE
EOF
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,reference
2026-01-01,IRON,VENDOR,MAIN,30,2.50,
2026-01-02,IRON,MAIN,PRODUCTION,12,,WO-1
2026-01-02,GATE,PRODUCTION,MAIN,4,,WO-1
2026-01-02,IRON,MAIN,PRODUCTION,3,,WO-2
2026-01-02,GATE,PRODUCTION,MAIN,1,,WO-2
EOF
check 'what is made costs what it consumed' 0 'GATE,5,37.50
IRON,15,37.50' '' worth --item GATE --item IRON
ops stock receive -q --item IRON --qty 12 --unit-cost 1 --to MAIN --date 2025-12-31
check 'a cheaper past makes it cheaper' 0 'GATE,5,19.50
IRON,27,67.50' '' worth --item GATE --item IRON

# Lots are pools of their own
ops stock item add -q --sku B0 --tracking lot --costing average
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,lot
2026-01-01,B0,VENDOR,MAIN,1,100,L0
2026-01-02,B0,VENDOR,MAIN,1,50,L1
2026-01-03,B0,VENDOR,MAIN,1,150,L0
2026-01-04,B0,VENDOR,MAIN,1,100,L1
2026-01-05,B0,MAIN,CUSTOMER,1,,L1
EOF
check 'each lot has its average' 0 'L0,2,250.00
L1,1,75.00' '' ops stock value --item B0 --by item,lot --columns lot,qty,value --no-header
check 'the item has both' 0 'B0,3,325.00' '' worth --item B0


# Standard costs
ops stock standard set -q S1 --cost 12 --valid-from 2026-02-15
check 'from a day that was: what that changed is said' 0 '*' \
    'ops: stock standard set: *; 1 item' ops stock standard set S1 --cost 13 --valid-from 2026-01-01 -n
ops stock standard set -q S1 --cost 9 --valid-from 2026-03-10
ops stock standard set -q S1 --cost 7 --valid-from 2027-01-01
check 'each from its day on' 0 'item,valid_from,cost,current
S1,2026-02-15,12.00,no
S1,2026-03-10,9.00,yes
S1,2027-01-01,7.00,no' '' ops stock standard list
check 'what is there is revalued on the day' 0 'in,received,2,300.00
in,revalued,2,25.00
out,issued,2,180.00
out,variance,1,100.00
on hand,,,45.00
difference,,,0.00' '' ops stock value --item S1 --proof --no-header
check 'not before' 0 'S1,20,200.00' '' worth --item S1 --as-of 2026-02-14
check 'and then' 0 'S1,20,240.00' '' worth --item S1 --as-of 2026-02-15
check 'what is the same already is not posted' 0 'id,entry' '*nothing is posted' ops stock standard set S1 --cost 9 --valid-from 2026-03-10
check 'a standard is not below 0' 65 '' "*cost: '-1' is wrong: expected a price that is not below 0" ops stock standard set S1 --cost -1
check 'layers share what it is worth' 0 'item,date,qty,value,age
S1,2026-02-01T00:00:00Z,5,45.00,42' '' ops stock value --item S1 --layers --columns item,date,qty,value,age

# Layers, and what is below 0
check 'what is left of each receipt' 0 'item,lot,date,entry,line,location,party,qty,unit,value,unit_value,age
R1,,2026-01-02T00:00:00Z,*,MAIN,BOLT,2,each,40.00,20.00,72
R1,,2026-01-05T00:00:00Z,*,MAIN,,5,each,50.00,10.00,69' '' ops stock value --item R1 --layers
ops stock issue -q --item N1 --qty 3 --from MAIN/A --date 2026-02-10
ops stock issue -q --item N1 --qty 3 --from MAIN/B --date 2026-03-05
check 'below zero: where, since when, what it may cost' 0 'item,name,location,lot,qty,unit,since,age,value,unit_value
N1,,MAIN/A,,-1,each,2026-02-10T00:00:00Z,33,-9.00,9.00
N1,,MAIN/B,,-3,each,2026-03-05T00:00:00Z,10,-27.00,9.00' '' ops stock value --negative
check 'its layers' 0 '2026-02-10T00:00:00Z,MAIN/A,-1,-9.00
2026-03-05T00:00:00Z,MAIN/B,-3,-27.00' '' ops stock value --item N1 --layers --columns date,location,qty,value --no-header
check 'each by itself' 2 '' '*one at a time' ops stock value --negative --proof
check 'the layers are of all places' 2 '' '*without --location and --site' ops stock value --layers --site MAIN

# The ledger says what each move was worth
check 'value and worth' 0 '2026-02-01T00:00:00Z,-40.00,-40.00
2026-02-03T00:00:00Z,58.00,18.00
2026-02-10T00:00:00Z,-27.00,-9.00
2026-03-05T00:00:00Z,-27.00,-36.00' '' ops stock ledger --item N1 --columns date,value,worth --no-header
check 'from a day on' 0 '2026-03-05T00:00:00Z,-27.00,-36.00' '' \
    ops stock ledger --item N1 --columns date,value,worth --no-header --since 2026-03-01
check 'a place has no worth of its own' 0 '2026-03-05T00:00:00Z,-27.00,' '' \
    ops stock ledger --item N1 --columns date,value,worth --no-header --location MAIN/B
check 'what was undone was worth nothing' 0 '50.00,50.00
0.00,50.00
0.00,50.00' '' sh -c 'ops stock item add -q U1
ops stock receive -q --item U1 --qty 5 --unit-cost 10 --to MAIN --date 2026-01-01
ops stock issue -q --item U1 --qty 2 --from MAIN --date 2026-01-02
ops undo -q "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
ops stock ledger --item U1 --columns value,worth --no-header'


# Landed costs
ops stock item add -q -i - <<-'EOF'
sku,costing
LF,fifo
LV,average
LS,standard
EOF
ops stock standard set -q LS --cost 100 --valid-from 2026-01-01
for item in LF LV LS; do
	ops stock receive -q --item $item --qty 5 --unit-cost 100 --to MAIN --date 2026-01-10 --party ACME --reference R-$item
	ops stock move -q --item $item --qty 2 --from MAIN --to VENDOR --date 2026-01-15 --party ACME
	ops stock landed -q --reference R-$item --amount 50 --date 2026-02-01
done
sent() { ops stock ledger --item "$1" --columns value,worth --no-header; }
check 'it counts with its receipt' 0 '550.00,550.00
-220.00,330.00' '' sent LF
check 'by average, too' 0 '550.00,550.00
-220.00,330.00' '' sent LV
check 'by standard it is a variance' 0 'in,received,1,500.00
in,landed,1,50.00
out,sent back,1,200.00
out,variance,1,50.00
on hand,,,300.00
difference,,,0.00' '' ops stock value --item LS --proof --no-header
check 'as it was known before' 0 'LF,3,300.00' '' worth --item LF --known-at "@$(ops log \
    --where 'command = "stock landed"' --columns entry --no-header --sort entry | head -n 1 |
    awk '{ print $1 - 1 }')"
ops config set -q stock.landed_late forward
check 'or at its own date: what is gone is expense' 0 'in,received,1,500.00
in,landed,1,50.00
out,sent back,1,200.00
out,expensed,1,20.00
on hand,,,330.00
difference,,,0.00' '' ops stock value --item LF --proof --no-header
check 'not before that date' 0 'LV,3,300.00' '' worth --item LV --as-of 2026-01-31
check 'by average, the same' 0 'LV,3,330.00' '' worth --item LV
ops config set -q stock.landed_late restate
ops stock receive -q --item LF --qty 10 --unit-cost 1 --to MAIN --date 2025-12-10 --reference R-0
ops stock issue -q --item LF --qty 5 --from MAIN --date 2025-12-15
(ops init ../shut -q --name Shut && cd ../shut && ops stock item add -q LF &&
    ops stock receive -q --item LF --qty 10 --unit-cost 1 --to MAIN --date 2025-12-10 --reference R-0 &&
    ops stock issue -q --item LF --qty 5 --from MAIN --date 2025-12-15 &&
    ops close -q 2025-12-31 && ops stock landed -q --reference R-0 --amount 20 --date 2026-01-05)
check 'where its receipt is closed, always' 0 'in,received,1,10.00
in,landed,1,20.00
out,issued,1,5.00
out,expensed,1,10.00
on hand,,,15.00
difference,,,0.00' '' ops -C ../shut stock value --item LF --proof --no-header

# What is asked wrongly
check 'a key that is none' 2 '' "ops: stock value: --by: 'sku' is wrong: expected item, category, site, location or lot" \
    ops stock value --by sku
check 'a lot is of an item' 2 '' '*item must be among the keys' ops stock value --by lot
check 'no depth' 65 '' '*depth: *' ops stock value --depth 0
check 'an item that is not known' 65 '' '*not a known item*' ops stock value --item X

# A standard is undone as any record
ops stock item add -q U9 --costing standard
ops stock standard set -q U9 --cost 3 --valid-from 2026-03-01
last=$(ops log --limit 1 --sort -entry --columns entry --no-header)
check 'the first of an item is taken back' 0 '' '' ops undo -q "$last"
check 'and is no more' 0 '' '' ops stock standard list --item U9 --no-header
check 'the undoing undone, it is there' 0 'U9,2026-03-01,3.00' '' sh -c "ops undo -q $((last + 1)) &&
    ops stock standard list --item U9 --columns item,valid_from,cost --no-header"

# More moves than are read at once: of the item, and of what it is made of
book
many() {
	awk -v item="$1" -v n="$2" 'BEGIN {
		print "date,item,from,to,qty,unit_cost"
		while (i++ < n)
			print "2026-01-01," item ",VENDOR,MAIN/A,1," i
	}'
}
for item in P Q; do
	ops stock item add -q "$item" && many "$item" 1300 | ops stock move -q -i -
done
ops stock item add -q M
printf '%s\n' date,item,from,to,qty 2026-01-02,P,MAIN/A,PRODUCTION,1000 \
    2026-01-02,M,PRODUCTION,MAIN/A,1 | ops stock move -q -i -
printf "%s\n" date,item,from,to,qty 2026-01-03,Q,MAIN/A,CUSTOMER,700 | ops stock move -q -i -
check 'of 1300 receipts' 0 'M,1,500500.00
P,300,345150.00
Q,600,600300.00' '' worth
check 'of an item, too' 0 'M,1,500500.00' '' worth --item M
ops stock item add -q U && many U 1300 | ops stock move -q -i -
ops undo -q "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
check '1300 that were undone leave nothing' 0 '' '' worth --item U
check 'not even events' 0 '0.00' '' \
    ops stock value --proof --item U --no-header --where side=difference \
    --columns value

# What nobody knows the cost of
printf 'sku\nN1\nN2\n' | ops stock item add -q -i -
ops stock receive -q --item N1 --qty 3 --to MAIN/B
check 'goods without a cost are not passed over' 0 'N1,3,0.00' "ops: stock value: 1 item on hand stands for 0.00: *" \
	worth --item N1
ops stock receive -q --item N2 --qty 1 --to MAIN/B
check 'nor in a sum' 0 'site,value
MAIN,*' "ops: stock value: 2 items on hand stand for 0.00: *" ops stock value --by site
ops stock receive -q --item N1 --qty 1 --to MAIN/B --unit-cost 2
check 'a cost makes it none of them' 0 'N1,4,2.00' '' worth --item N1

done_testing
