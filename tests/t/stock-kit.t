#!/bin/sh
# Kits: what items are made of, and building them.
. "$(dirname "$0")/lib.sh"
book
ops stock item add -q -i - <<'EOF'
sku,name,unit,cost,tracking
BIKE,Bicycle,each,,
WHEEL,Wheel,each,,
RIM,Rim,each,8.00,
SPOKE,Spoke,each,0.10,
PAINT,Paint,kg,,
FRAME,Frame,each,,serial
EOF

check 'a kit with its parts' 0 '*' '' ops stock kit set --item WHEEL --status released \
    --line part=RIM,qty=1 --line part=SPOKE,qty=32,scrap=0.125
check 'many, from a file' 0 '*' '' ops stock kit set -i - <<'EOF'
item,makes,status,part,qty,scrap
BIKE,1,draft,FRAME,1,
,,,WHEEL,2,
,,,PAINT,0.25,0.2
EOF
check 'they are listed as they were given' 0 'item,makes,status,part,qty,scrap,unit,name
BIKE,1,draft,FRAME,1,,each,Frame
BIKE,1,draft,PAINT,0.25,0.2,kg,Paint
BIKE,1,draft,WHEEL,2,,each,Wheel
WHEEL,1,released,RIM,1,,each,Rim
WHEEL,1,released,SPOKE,32,0.125,each,Spoke' '' ops stock kit list
check 'a kit does not contain itself' 65 '' \
    'ops: stock kit set: part: a kit cannot contain itself: WHEEL > WHEEL' \
    ops stock kit set --item WHEEL --line part=WHEEL,qty=1
check 'nor through its parts' 65 '' \
    'ops: stock kit set: part: a kit cannot contain itself: RIM > BIKE > WHEEL > RIM' \
    ops stock kit set --item RIM --line part=BIKE,qty=1
check 'not within one file either' 65 '' '*a kit cannot contain itself: PAINT > SPOKE > PAINT*' \
    ops stock kit set -i - <<'EOF'
item,part,qty
SPOKE,PAINT,1
PAINT,SPOKE,1
EOF
check 'a part twice' 65 '' "*part: 'RIM' is there twice" \
    ops stock kit set --item WHEEL --line part=RIM,qty=1 --line part=RIM,qty=2
check 'a scrap factor of all' 65 '' "*scrap: '1' is wrong: expected of 'RIM' a number from 0 to below 1*" \
    ops stock kit set --item WHEEL --line part=RIM,qty=1,scrap=1
check 'a kit that makes nothing' 65 '' "*makes: '0' is wrong: expected a quantity above 0" \
    ops stock kit set --item WHEEL --makes 0 --line part=RIM,qty=1
check 'an unknown status' 65 '' "*status: 'done' is wrong: expected draft, released or retired" \
    ops stock kit set --item WHEEL --status done --line part=RIM,qty=1
check 'a part that nobody knows' 65 '' "*part: 'RIMM' is not a known item (did you mean 'RIM'?)*" \
    ops stock kit set --item WHEEL --line part=RIMM,qty=1

# 3 bicycles: 6 wheels, 6 rims, 6 x 32 x 1.125 spokes, 0.75 x 1.2 kg paint
check 'all that three take' 0 'level,kit,part,name,qty,unit,scrap,on_hand,short,made
1,BIKE,FRAME,Frame,3,each,,0,3,no
1,BIKE,PAINT,Paint,0.9,kg,0.2,0,0.9,no
1,BIKE,WHEEL,Wheel,6,each,,0,6,yes
2,WHEEL,RIM,Rim,6,each,,0,6,no
2,WHEEL,SPOKE,Spoke,216,each,0.125,0,216,no' '' ops stock kit explode BIKE --qty 3
check 'what is no kit' 65 '' "*'RIM' is no kit*" ops stock kit explode RIM
check 'what a part goes into' 0 'level,kit,name,status,part,qty
1,WHEEL,Wheel,released,SPOKE,36
2,BIKE,Bicycle,draft,WHEEL,72' '' ops stock kit where-used SPOKE
check 'into nothing' 0 'level,kit,name,status,part,qty' '' ops stock kit where-used BIKE

# Costs: paint is in stock, rims cost what was agreed, nobody knows a frame.
ops stock receive -q --item PAINT --qty 10 --to MAIN/A --unit-cost 12.00 --date 2026-03-01
check 'what one costs, as far as that is known' 0 'level,kit,part,name,qty,unit,unit_cost,cost,basis
0,,BIKE,Bicycle,1,each,26.80,26.80,incomplete
1,BIKE,FRAME,Frame,1,each,,,unknown
1,BIKE,PAINT,Paint,0.3,kg,12.00,3.60,stock
1,BIKE,WHEEL,Wheel,2,each,11.60,23.20,parts
2,WHEEL,RIM,Rim,2,each,8.00,16.00,agreed
2,WHEEL,SPOKE,Spoke,72,each,0.10,7.20,agreed' '' ops stock kit cost BIKE

# Building
ops stock receive -q --item RIM --qty 10 --to MAIN/A --unit-cost 7.50 --date 2026-03-01
ops stock receive -q --item SPOKE --qty 500 --to MAIN/A --unit-cost 0.10 --date 2026-03-01
ops stock receive -q --to MAIN/A --date 2026-03-01 --line item=FRAME,qty=1,lot=F-1,unit_cost=90 \
    --line item=FRAME,qty=1,lot=F-2,unit_cost=95
check 'wheels are built' 0 '*' '' ops stock build --item WHEEL --qty 4 --from MAIN/A --to MAIN/B \
    --reference MO-1 --date 2026-03-02
is 'their parts are gone' "$(ops stock balance --location MAIN --columns item,location,lot,on_hand --no-header --by item,location,lot)" \
'FRAME,MAIN/A,F-1,1
FRAME,MAIN/A,F-2,1
PAINT,MAIN/A,,10
RIM,MAIN/A,,6
SPOKE,MAIN/A,,356
WHEEL,MAIN/B,,4'
is 'and what they were worth is in the wheels' \
    "$(ops stock value --item WHEEL --columns item,qty,value --no-header)" 'WHEEL,4,44.40'
check 'a draft is not built' 77 '' \
    "ops: stock build: item: the kit of 'BIKE' is draft: only a released one is built" \
    ops stock build --item BIKE --qty 1 --from MAIN/A --to MAIN/B
ops stock kit list --item BIKE -F csv | sed 's/,draft,/,released,/' | ops stock kit set -q -i -
ops stock transfer -q --item WHEEL --qty 4 --from MAIN/B --to MAIN/A --date 2026-03-03
check 'a serial part has to be named' 65 '' '*FRAME*' \
    ops stock build --item BIKE --qty 1 --from MAIN/A --to MAIN/B
built() { ops stock build --item BIKE "$@" -n | cut -d, -f3-6,8 | grep FRAME; }
check 'its lot is enough, the kit says how much; from the places below' 0 'FRAME,MAIN/A,PRODUCTION,1,F-1' '' \
    built --qty 1 --from MAIN --to MAIN/B --line part=FRAME,part_lot=F-1
check 'or what other lots leave' 0 'FRAME,MAIN/A,PRODUCTION,1,F-2
FRAME,MAIN/A,PRODUCTION,1,F-1' '' built --qty 2 --from MAIN --to MAIN/B --line part=FRAME,part_lot=F-1 \
    --line part=FRAME,used=1,part_lot=F-2
check 'two lots without a word share nothing' 65 '' "*used: is missing for 'FRAME'" \
    ops stock build --item BIKE --qty 2 --from MAIN --to MAIN/B --line part=FRAME,part_lot=F-1 \
    --line part=FRAME,part_lot=F-2
check 'what was really used is said' 0 '*' '' \
    ops stock build --item BIKE --qty 1 --from MAIN/A --to MAIN/B --date 2026-03-04 \
    --line part=FRAME,used=1,part_lot=F-2 --line part=PAINT,used=0 --line part=SPOKE,used=2
is 'and is what one is worth' \
    "$(ops stock value --item BIKE --columns item,qty,value --no-header)" 'BIKE,1,117.40'
check 'more than is there' 65 '' "*'WHEEL' at MAIN/A would be *" \
    ops stock build --item BIKE --qty 9 --from MAIN/A --to MAIN/B --line part=FRAME,used=0
check 'nothing comes from nowhere' 65 '' "*from: 'VENDOR' is of kind vendor*" \
    ops stock build --item WHEEL --qty 1 --from VENDOR --to MAIN/B
check 'it is not a part of itself' 65 '' "*part: 'WHEEL' is what is made" \
    ops stock build --item WHEEL --qty 1 --from MAIN/A --to MAIN/B --line part=WHEEL,used=1
before=$(ops stock balance -F csv --by item,location,lot)
ops stock build -q --item WHEEL --qty 1 --from MAIN/A --to MAIN/B --date 2026-03-05
last=$(ops log --limit 1 --columns entry --no-header)
ops undo -q "$last"
is 'an undone build was none' "$(ops stock balance -F csv --by item,location,lot)" "$before"

# A part that is not named again is gone; undo brings it back.
ops stock kit set -q --item WHEEL --line part=RIM,qty=1
is 'a part left out is no part any more' \
    "$(ops stock kit list --item WHEEL --columns part,qty,status --no-header)" 'RIM,1,released'
is 'it was one' "$(ops stock kit list --known-at @$last --item WHEEL --columns part --no-header)" 'RIM
SPOKE'
ops undo -q "$(ops log --limit 1 --columns entry --no-header)"
is 'and is one again' "$(ops stock kit list --item WHEEL --columns part --no-header)" 'RIM
SPOKE'
check 'all hold together' 0 '*' '' ops fsck

# Real bills of material: exploded and searched by SQL, and by us.
bom=$shared/data/adventureworks-oltp/clean/BillOfMaterials.csv
if [ -r "$bom" ]; then
	cd "$dir" && ops init real -q && cd real || exit 1
	sqlite3 bom.sqlite ".import --csv '$bom' raw" "CREATE TABLE bom AS
	    SELECT ProductAssemblyID AS item, ComponentID AS part,
	    CAST(PerAssemblyQty AS INTEGER) AS qty FROM raw
	    WHERE EndDate = '' AND ProductAssemblyID <> ''"
	sqlite3 -csv -header bom.sqlite "SELECT item AS sku FROM bom
	    UNION SELECT part FROM bom" | tr -d '\r' | ops stock item add -q -i -
	sqlite3 -csv -header bom.sqlite "SELECT item, part, qty, 'released' AS
	    status FROM bom ORDER BY item, part" | tr -d '\r' | ops stock kit set -q -i -
	is 'all parts are in the book' "$(ops stock kit list -F csv --no-header | wc -l | tr -d ' ')" \
	    "$(sqlite3 bom.sqlite 'SELECT COUNT(*) FROM bom')"
	is 'what ten bicycles take, at every level' \
	    "$(ops stock kit explode 775 --qty 10 --columns level,part,qty --no-header | sort)" \
	    "$(sqlite3 -csv bom.sqlite "WITH RECURSIVE x (level, part, qty) AS (
		SELECT 1, part, 10 * qty FROM bom WHERE item = '775' UNION ALL
		SELECT x.level + 1, b.part, x.qty * b.qty FROM x JOIN bom b
		ON b.item = x.part) SELECT * FROM x" | tr -d '\r' | sort)"
	is 'where a part is used, at every level' \
	    "$(ops stock kit where-used 482 --columns level,kit,qty --no-header | sort)" \
	    "$(sqlite3 -csv bom.sqlite "WITH RECURSIVE x (level, item, qty) AS (
		SELECT 1, item, qty FROM bom WHERE part = '482' UNION ALL
		SELECT x.level + 1, b.item, x.qty * b.qty FROM x JOIN bom b
		ON b.part = x.item) SELECT * FROM x" | tr -d '\r' | sort)"
else
	skip 'real bills of material' "no $bom"
fi
done_testing
