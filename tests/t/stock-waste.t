#!/bin/sh
# What things going wrong costs, and what will not be good for long.
. "$(dirname "$0")/lib.sh"
book
check 'no waste' 0 'kind,reason,lines,value,share,cumulated,of_throughput' '' ops stock waste
check 'nothing expires' 0 'item,name,lot,location,expires,days,qty,unit,value' '' ops stock expiring
ops stock item add -q --sku M1 --tracking lot
ops stock item add -q --sku S1 --costing standard --cost 10
ops stock receive -q --item M1 --to MAIN/A --unit-cost 2 --date 2026-01-01 \
    --line lot=OLD,qty=10 --line lot=NEW,qty=10 --line lot=BARE,qty=10
ops stock lot set -q M1 OLD --expires 2026-02-01
ops stock lot set -q M1 NEW --expires 2026-03-20
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,reason,lot
2026-01-01,A1,VENDOR,MAIN/A,100,3,,
2026-01-05,A1,MAIN/A,CUSTOMER,30,,sale,
2026-01-06,A1,CUSTOMER,MAIN/A,2,,too big,
2026-01-07,A1,MAIN/A,SCRAP,4,,bent,
2026-01-08,A1,SCRAP,MAIN/A,1,,bent,
2026-01-09,A1,MAIN/A,ADJUSTMENT,1,,count,
2026-01-10,A1,ADJUSTMENT,MAIN/A,5,,count,
2026-01-11,A1,MAIN/A,PRODUCTION,2,,rework: thread,
2026-01-12,A1,MAIN/A,PRODUCTION,6,,order,
2026-02-01,M1,MAIN/A,SCRAP,1,,spoilt,OLD
2026-02-02,M1,MAIN/A,SCRAP,3,,spoilt,OLD
2026-01-01,S1,VENDOR,MAIN/A,2,10,,
EOF
ops stock standard set -q S1 --cost 7 --valid-from 2026-03-01
waste() { ops stock waste --no-header "$@"; }
# Throughput: 28 + 8 of A1 at 3.
check 'by kind and reason, the largest first' 0 'scrap,bent,2,9.00,0.236842,0.236842,0.083333
expiry,spoilt,1,6.00,0.157895,0.394737,0.055556
returns,too big,1,6.00,0.157895,0.552632,0.055556
rework,rework: thread,1,6.00,0.157895,0.710526,0.055556
write-down,,1,6.00,0.157895,0.868421,0.055556
shrinkage,count,1,3.00,0.078947,0.947368,0.027778
scrap,spoilt,1,2.00,0.052632,1,0.018519' '' waste
check 'what it is set against' 0 'scrap,11.00,108.00' '' waste --by kind --explain --columns kind,value,throughput \
    --where 'kind = scrap'
check 'of items' 0 'A1,8,each,24.00
M1,4,each,8.00' '' waste --by item --item A1 --item M1 --columns item,qty,unit,value
check 'of a period, category and site' 0 'scrap,9.00' '' waste --by kind --period 2026-01 --category parts --site MAIN \
    --columns kind,value --where 'kind = scrap'
check 'what is older than a year nobody asked for' 0 'write-down' '' waste --as-of 2027-02-05 --columns kind
check 'but one can' 0 'shrinkage,3.00' '' waste --as-of 2027-02-05 --since 2026-01-09 --until 2026-01-09 --columns kind,value
check 'people are told the period' 0 '*' \
    "ops: stock waste: 2025-03-16..2026-03-15: --period, --since or --until chooses another period" ops stock waste -F table
for verb in turns abc; do
	check "and that of $verb" 0 '*' "ops: stock $verb: 2025-03-16..2026-03-15: *" ops stock $verb -F table
done
check 'and of flow' 0 '*' 'ops: stock flow: 2025-12-15..2026-03-15: *' ops stock flow -F table
check 'and of classify' 0 '*' 'ops: stock classify: 2025-03-01..2026-02-28: *' ops stock classify -F table
for verb in sales service quality 'count accuracy'; do
	# shellcheck disable=SC2086
	check "or that $verb has none" 0 '*' "ops: stock $verb: all that the book has, up to 2026-03-15: *" \
	    ops stock $verb -F table
done
check 'who said it knows' 0 '*' '' ops stock turns -F table -p 2026-01
check 'programs are not told' 0 '*' '' ops stock turns
check 'by site' 0 'MAIN,24.00' '' waste --by site --item A1 --columns site,value
check 'where nothing was sold there is no part of it' 0 'scrap,2.00,' '' waste --by kind --item M1 --period 2026-02-01 \
    --columns kind,value,of_throughput
ops stock move -q --item A1 --qty 50 --from MAIN/A --to SCRAP --reason fire
check 'fire' 0 'scrap,fire,150.00' '' waste --limit 1 --columns kind,reason,value
last=$(ops log --limit 1 --columns entry --no-header)
ops undo -q "$last"
check 'undone, it never burnt' 0 '0' '' sh -c "ops stock waste --no-header | grep -c fire || true"
check 'but it was known' 0 'fire' '' waste --known-at "@$last" --limit 1 --columns reason

# What production spoils before it is ours: at the latest cost, and it changes no value.
ops stock item add -q --sku P1 --cost 5
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,reason
2026-02-10,P1,PRODUCTION,SCRAP,2,,cold start
2026-02-11,P1,PRODUCTION,MAIN/A,8,6,
2026-02-12,P1,PRODUCTION,SCRAP,3,,crooked
2026-02-13,P1,SCRAP,PRODUCTION,1,,crooked
EOF
check 'scrapped in production: 2 at 5, then 2 at 6' 0 'scrap,crooked,2,12.00
scrap,cold start,1,10.00' '' waste --item P1 --columns kind,reason,lines,value
check 'so many pieces' 0 'P1,4,each' '' waste --item P1 --by item --columns item,qty,unit
check 'it lies in no site' 0 ',22.00' '' waste --item P1 --by site --columns site,value
check 'nor in one that is asked for' 0 '' '' waste --item P1 --site MAIN
check 'the value of stock knows nothing of it' 0 'P1,8,48.00' '' ops stock value --item P1 --columns item,qty,value --no-header
check 'nor does its proof' 0 '*difference,,,0.00' '' ops stock value --item P1 --proof
last=$(ops log --limit 1 --columns entry --no-header)
ops undo -q "$last.1"
check 'undone, it was not spoilt' 0 'scrap,crooked,2,12.00' '' waste --item P1 --columns kind,reason,lines,value
check 'a key that is none' 2 '' '*expected kind, reason, item, category or site' ops stock waste --by lot

# What expires
check 'what has expired, and what will' 0 'item,name,lot,location,expires,days,qty,unit,value
M1,,OLD,MAIN/A,2026-02-01,-42,6,each,12.00
M1,,NEW,MAIN/A,2026-03-20,5,10,each,20.00' '' ops stock expiring
expiring() { ops stock expiring --no-header --columns lot,location,days,qty "$@"; }
check 'on its last day it is good' 0 'NEW,MAIN/A,0,10' '' expiring --within 0d --as-of 2026-03-20 --where 'days >= 0'
check 'sooner' 0 'OLD,MAIN/A,-42,6' '' expiring --within 4d
check 'as of then, before it was spoilt' 0 'OLD,MAIN/A,1,10' '' expiring --as-of 2026-01-31
ops stock transfer -q --item M1 --lot NEW --qty 4 --from MAIN/A --to MAIN/B
check 'by place' 0 'NEW,MAIN/A,5,6
NEW,MAIN/B,5,4' '' expiring --within 1w --where 'lot = NEW'
check 'of one place' 0 'NEW,MAIN/B,5,4' '' expiring --location MAIN/B
check 'of an item without lots' 0 '' '' expiring --item A1
check 'of a category that is none' 0 '' '' expiring --category none
check 'no duration' 2 '' "*--within: 'soon' is wrong*" ops stock expiring --within soon
done_testing
