#!/bin/sh
# A lot from its vendor to the customers and back, through production.
. "$(dirname "$0")/lib.sh"
book
printf '%s\n' 'sku,unit,tracking' PAINT,kg,lot FRAME,each,lot BIKE,each,serial \
    VAN,each,lot SCREW,each, TOY,each, | ops stock item add -q -i -
trace() { ops stock trace --no-header --columns "$@"; }
sums() { # sums ITEM OPTION...: its sums on one line
	item=$1
	shift
	ops stock trace --no-header --columns kind,qty --where "kind ~ '^sum' and item = '$item'" "$@" |
	    tr '\n' ' ' | sed 's/sum //g; s/ $//'
}

# Paint comes, is used for frames, these for bikes; one bike is sold.
ops stock receive -q --item PAINT --qty 20 --to MAIN --lot L-17 --party FARO --reference GR-1 --date 2026-01-05
ops stock receive -q --item PAINT --qty 20 --to MAIN --lot L-18 --party FARO --reference GR-2 --date 2026-01-06
ops stock receive -q --item SCREW --qty 99 --to MAIN --party ECHO --reference GR-3 --date 2026-01-06
cat >frames.csv <<-'CSV'
date,item,qty,from,to,lot,reference
2026-01-10,PAINT,4,MAIN,PRODUCTION,L-17,MO-1
2026-01-12,FRAME,2,PRODUCTION,MAIN/A,F-1,MO-1
2026-01-10,PAINT,3,MAIN,PRODUCTION,L-18,MO-2
2026-01-12,FRAME,2,PRODUCTION,MAIN/A,F-2,MO-2
CSV
ops stock move -q -i frames.csv
cat >bikes.csv <<-'CSV'
date,item,qty,from,to,lot
2026-01-20T10:00:00Z,FRAME,1,MAIN/A,PRODUCTION,F-1
2026-01-20T10:00:00Z,SCREW,4,MAIN,PRODUCTION,
2026-01-20T10:00:00Z,BIKE,1,PRODUCTION,MAIN/B,S-1
2026-01-20T11:00:00Z,FRAME,1,MAIN/A,PRODUCTION,F-2
2026-01-20T11:00:00Z,BIKE,1,PRODUCTION,MAIN/B,S-2
CSV
ops stock move -q -i bikes.csv
ops stock issue -q --item BIKE --qty 1 --from MAIN/B --lot S-1 --party HILL --reference SO-1 --date 2026-02-01
ops stock scrap -q --item PAINT --qty 1 --from MAIN --lot L-17 --reason dried --date 2026-02-02

check 'from the vendor to the customer' 0 \
'step,date,party,kind,from,to,item,lot,qty,reference,entry,line
0,2026-01-05T00:00:00Z,FARO,received,VENDOR,MAIN,PAINT,L-17,20,GR-1,5,3
0,2026-01-10T00:00:00Z,,consumed,MAIN,PRODUCTION,PAINT,L-17,4,MO-1,8,1
0,2026-02-02T00:00:00Z,,scrapped,MAIN,SCRAP,PAINT,L-17,1,,11,1
1,2026-01-12T00:00:00Z,,made,PRODUCTION,MAIN/A,FRAME,F-1,2,MO-1,8,3
1,2026-01-20T10:00:00Z,,consumed,MAIN/A,PRODUCTION,FRAME,F-1,1,,9,1
2,2026-01-20T10:00:00Z,,made,PRODUCTION,MAIN/B,BIKE,S-1,1,,9,4
2,2026-02-01T00:00:00Z,HILL,shipped,MAIN/B,CUSTOMER,BIKE,S-1,1,SO-1,10,2
,,,sum received,,,PAINT,L-17,20,,,
,,,sum on hand,,,PAINT,L-17,15,,,
,,,sum consumed,,,PAINT,L-17,4,,,
,,,sum scrapped,,,PAINT,L-17,1,,,
,,,sum difference,,,PAINT,L-17,0,,,
,,,sum made,,,FRAME,F-1,2,,,
,,,sum on hand,,,FRAME,F-1,1,,,
,,,sum consumed,,,FRAME,F-1,1,,,
,,,sum difference,,,FRAME,F-1,0,,,
,,,sum made,,,BIKE,S-1,1,,,
,,,sum on hand,,,BIKE,S-1,0,,,
,,,sum shipped,,,BIKE,S-1,1,,,
,,,sum difference,,,BIKE,S-1,0,,,' '' ops stock trace --lot L-17
check 'and back to the vendor' 0 '-2,FARO,received,PAINT,L-17,20,GR-1
-2,,consumed,PAINT,L-17,4,MO-1
-1,,made,FRAME,F-1,2,MO-1
-1,,consumed,FRAME,F-1,1,
-1,,consumed,SCREW,,4,
0,,made,BIKE,S-1,1,' '' trace step,party,kind,item,lot,qty,reference --lot S-1 --back
check 'both ways from the middle' 0 '-1,PAINT,L-17
0,FRAME,F-1
1,BIKE,S-1' '' sh -c 'ops stock trace --no-header --columns step,item,lot --lot F-1 --where "step < 9" | sort -u | sort -n'
is 'one way: no sums back, nothing behind it forward' \
    "$(trace step,kind --lot F-1 --back | sort -u | tr '\n' ' ')$(trace step --lot F-1 --forward | sort -u | tr '\n' ' ')" \
    '-1,consumed -1,received 0,made "" 0 1 '
is 'what is ours still, as hold takes it' "$(ops stock trace --lot L-17 --on-hand)" \
'item,location,lot,qty
FRAME,MAIN/A,F-1,1
PAINT,MAIN,L-17,15'
is 'of two lots' "$(trace lot,qty --lot L-17 --lot L-18 --kind received)" 'L-17,20
L-18,20'
is 'who has it' "$(trace party,item,lot,qty --lot L-17 --kind shipped)" 'HILL,BIKE,S-1,1'

# Which lot
check 'a lot that nobody knows' 65 '' "ops: stock trace: lot: 'L-99' is not a known lot*" ops stock trace --lot L-99
check 'a lot is needed' 2 '' '*--lot*' ops stock trace
check 'one that was meant' 65 '' "ops: stock trace: lot: 'l-17' is not a known lot (did you mean 'L-17'?)" ops stock trace --lot l-17
check 'not of that item' 65 '' "ops: stock trace: lot: 'L-17' is not a known lot of that item" \
    ops stock trace --lot L-17 --item FRAME
check 'an item that nobody knows' 65 '' "*'NONE' is not a known item*" ops stock trace --lot L-17 --item NONE
ops stock receive -q --item VAN --qty 1 --to MAIN --lot L-17 --date 2026-03-01
check 'two items have one' 65 '' \
    "ops: stock trace: lot: 'L-17' is a lot of 2 items ('PAINT', 'VAN'): expected --item, too" \
    ops stock trace --lot L-17
is 'the item says which' "$(trace item,qty --lot L-17 --item VAN --kind received)" 'VAN,1'
is 'or both do' "$(trace item,qty --lot L-17 --item VAN --item PAINT --kind received)" 'PAINT,20
VAN,1'
check 'as long as nobody knew, there was one' 0 'PAINT' '' sh -c \
    'ops stock trace --no-header --columns item --lot L-17 --known-at @11 --kind received'
check 'what lies forward is on hand, not what lies back' 2 '' '*--on-hand*--back*' \
    ops stock trace --lot F-1 --on-hand --back

# Time
is 'as of a day' "$(sums PAINT --lot L-17 --item PAINT --as-of 2026-01-31)" \
    'received,20 on hand,16 consumed,4 difference,0'
is 'what is made later is not there yet' "$(trace step,kind --lot L-17 --item PAINT --as-of 2026-01-11 --where 'step >= 0' 2>/dev/null)" \
    '0,received
0,consumed'
is 'as it was known' "$(sums PAINT --lot L-17 --item PAINT --known-at @10)" \
    'received,20 on hand,16 consumed,4 difference,0'

# What has no lot ends it, and is named
ops stock move -q -i - <<-'CSV'
date,item,qty,from,to,lot,reference
2026-02-03,PAINT,2,MAIN,PRODUCTION,L-18,MO-7
2026-02-03,TOY,7,PRODUCTION,MAIN,,MO-7
2026-02-03,PAINT,1,MAIN,PRODUCTION,L-18,MO-8
CSV
check 'it is said' 0 '*1,made,TOY,,7*' \
"ops: stock trace: 7 of 'TOY' were made of it and have no lot: their trace ends there
ops: stock trace: moves into production from which nothing came out, by entry and reference: 1, the first in entry 13 under 'MO-8'" \
    ops stock trace --columns step,kind,item,lot,qty --lot L-18
is 'and summed up' "$(sums TOY --lot L-18 2>/dev/null)" 'made,7 untraced,7 difference,0'

# What was undone
used=$(ops log --sort -entry --limit 1 --columns entry --no-header)
before=$(trace step,kind,item,qty --lot L-18 2>/dev/null)
ops undo -q "$used.2"
is 'a line undone' "$(trace step,kind,item,qty,reference --lot L-18 2>/dev/null | grep -c TOY)" 0
is 'the paint of it is gone all the same' "$(sums PAINT --lot L-18 2>/dev/null)" \
    'received,20 on hand,14 consumed,6 difference,0'
is 'known before, it stood' "$(trace step,kind,item,qty --lot L-18 --known-at "@$used" 2>/dev/null)" "$before"
ops undo -q "$((used + 1))"
is 'undone, it is there again' "$(trace step,kind,item,qty --lot L-18 2>/dev/null)" "$before"
ops undo -q "$used.1"
is 'its use undone, the toys are not of it' \
    "$(trace item --lot L-18 2>/dev/null | grep -c TOY) $(sums PAINT --lot L-18 2>/dev/null)" \
    '0 received,20 on hand,16 consumed,4 difference,0'
ops undo -q "$used.3"
ops close -q 2026-02-10
check 'of a closed time it is undone later' 0 '*' '' ops undo -q 11 --date 2026-03-02
is 'and is gone' "$(sums PAINT --lot L-17 --item PAINT)" 'received,20 on hand,16 consumed,4 difference,0'
is 'but was there in between' "$(sums PAINT --lot L-17 --item PAINT --as-of 2026-03-01)" \
    'received,20 on hand,15 consumed,4 scrapped,1 difference,0'

# All ends
ops stock return -q --item BIKE --qty 1 --to MAIN/B --lot S-1 --party HILL --date 2026-03-03
ops stock return -q --item PAINT --qty 5 --from MAIN --to-vendor --lot L-17 --party FARO --date 2026-03-03
ops stock adjust -q --item PAINT --qty -2 --location MAIN --lot L-17 --reason count --date 2026-03-04
ops stock adjust -q --item PAINT --qty 0.5 --location MAIN --lot L-17 --reason count --date 2026-03-05
ops stock move -q --item PAINT --qty 1 --from MAIN --to SCRAP --lot L-17 --date 2026-03-05
ops stock move -q --item PAINT --qty 0.25 --from SCRAP --to MAIN --lot L-17 --date 2026-03-06
is 'each way out has its sum' "$(sums PAINT --lot L-17 --item PAINT)" \
    'received,20 on hand,8.75 consumed,4 returned,5 scrapped,0.75 adjusted,1.5 difference,0'
is 'what came back is not shipped' "$(sums BIKE --lot L-17 --item PAINT)" 'made,1 on hand,1 difference,0'
is 'each has its word' "$(trace kind --lot L-17 --item PAINT --where 'step = 0' | tr '\n' ' ')" \
    'received consumed returned lost found scrapped saved '

# One order in several entries
ops init ../orders -q && cd ../orders || exit 1
printf '%s\n' sku,tracking WOOD,lot GLUE,lot CHAIR,lot TABLE,lot | ops stock item add -q -i -
ops stock receive -q --to MAIN --date 2026-03-01 --line item=WOOD,lot=W1,qty=9 --line item=WOOD,lot=W2,qty=9 \
    --line item=GLUE,lot=G1,qty=9
ops stock kit set -q --item CHAIR --status released --line part=WOOD,qty=2 --line part=GLUE,qty=1
made() { trace kind,item,lot,qty --where "kind = made or kind = consumed" "$@" 2>/dev/null | tr '\n' ' '; }
run() { ops stock move -q -i -; }
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-02,WOOD,W1,MAIN,PRODUCTION,2,MO-1
2026-03-02,CHAIR,C1,PRODUCTION,MAIN,1,MO-1
EOF
first=$(made --lot W1 --forward)
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-03,WOOD,W2,MAIN,PRODUCTION,2,MO-1
2026-03-03,CHAIR,C2,PRODUCTION,MAIN,1,MO-1
EOF
second=$(ops log --sort -entry --limit 1 --columns entry --no-header)
is 'one entry alone' "$first" 'consumed,WOOD,W1,2 made,CHAIR,C1,1 '
is 'two of one order are one run' "$(made --lot W1 --forward)" 'consumed,WOOD,W1,2 made,CHAIR,C1,1 made,CHAIR,C2,1 '
is 'and back' "$(made --lot C2 --back)" 'consumed,WOOD,W1,2 consumed,WOOD,W2,2 made,CHAIR,C2,1 '
is 'not yet then' "$(made --lot W1 --forward --as-of 2026-03-02)" "$first"
is 'nor known' "$(made --lot W1 --forward --known-at "@$((second - 1))")" "$first"
ops undo -q "$second"
is 'undone, it is the first alone' "$(made --lot W1 --forward)" "$first"
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-04,GLUE,G1,MAIN,PRODUCTION,1,MO-2
EOF
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-05,CHAIR,C3,PRODUCTION,MAIN,1,MO-2
2026-03-05,TABLE,T3,PRODUCTION,MAIN,1,MO-3
EOF
is 'taken out first, put in later' "$(made --lot G1 --forward)" 'consumed,GLUE,G1,1 made,CHAIR,C3,1 '
is 'and back, too' "$(made --lot C3 --back)" 'consumed,GLUE,G1,1 made,CHAIR,C3,1 '
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-06,GLUE,G1,MAIN,PRODUCTION,1,MO-3
EOF
is 'without an item or a kit in common: the reference ties them' "$(made --lot T3 --back)" \
    'consumed,GLUE,G1,1 made,TABLE,T3,1 '
is 'and forward' "$(made --lot G1 --forward --item GLUE)" \
    'consumed,GLUE,G1,1 consumed,GLUE,G1,1 made,CHAIR,C3,1 made,TABLE,T3,1 '
is 'not before it was' "$(made --lot T3 --back --as-of 2026-03-05)" 'made,TABLE,T3,1 '

# One order, of which issue and receipt are two entries
ops init ../split -q && cd ../split || exit 1
printf '%s\n' sku,tracking PART,lot PAD,lot GOODS,lot OTHER,lot | ops stock item add -q -i -
ops stock receive -q --to MAIN --date 2026-03-01 --line item=PART,lot=A,qty=9 --line item=PAD,lot=P,qty=9
ops stock move -q --item PART --qty 4 --lot A --from MAIN --to PRODUCTION --reference WO-7 --date 2026-03-02
went=$(ops log --sort -entry --limit 1 --columns entry --no-header)
check 'nothing came out yet: it is said' 0 '*' \
    "ops: stock trace: moves into production from which nothing came out, by entry and reference: 1, the first in entry $went under 'WO-7'" \
    ops stock trace --lot A --forward
ops stock move -q --item GOODS --qty 2 --lot F --from PRODUCTION --to MAIN --reference WO-7 --date 2026-03-04
ops stock issue -q --item GOODS --qty 1 --from MAIN --lot F --party HILL --date 2026-03-05
check 'forward it is reached' 0 'consumed,PART,A,4
made,GOODS,F,2
shipped,GOODS,F,1' '' trace kind,item,lot,qty --lot A --forward --where 'step >= 0 and kind != received'
is 'and back' "$(made --lot F --back)" 'consumed,PART,A,4 made,GOODS,F,2 '
is 'the sum holds' "$(sums GOODS --lot A --forward)" 'made,2 on hand,1 shipped,1 difference,0'
is 'what is ours still of it' "$(ops stock trace --lot A --on-hand)" 'item,location,lot,qty
GOODS,MAIN,F,1
PART,MAIN,A,5'
is 'another reference is another order' "$(
    ops stock move -q --item PART --qty 1 --lot A --from MAIN --to PRODUCTION --reference WO-8 --date 2026-03-04
    made --lot F --back)" 'consumed,PART,A,4 made,GOODS,F,2 '

# Where a reference is missing: the entry and the day tie
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-06T08:00,PAD,P,MAIN,PRODUCTION,1,WO-9
2026-03-06T17:00,OTHER,O1,PRODUCTION,MAIN,1,
2026-03-07T08:00,PAD,P,MAIN,PRODUCTION,2,
2026-03-07T17:00,OTHER,O2,PRODUCTION,MAIN,1,
2026-03-08,PAD,P,MAIN,PRODUCTION,3,
2026-03-09,OTHER,O3,PRODUCTION,MAIN,1,
EOF
is 'goods without one are of the order of that day' "$(made --lot O1 --back)" 'consumed,PAD,P,1 made,OTHER,O1,1 '
is 'both without one' "$(made --lot O2 --back)" 'consumed,PAD,P,2 made,OTHER,O2,1 '
is 'another day is not theirs' "$(made --lot O3 --back)" 'made,OTHER,O3,1 '
check 'forward all three days, one of them a dead end' 0 'consumed,PAD,P,1
consumed,PAD,P,2
consumed,PAD,P,3
made,OTHER,O1,1
made,OTHER,O2,1' '*by entry and reference: 1, the first in entry *' \
    trace kind,item,lot,qty --lot P --forward --where "kind = made or kind = consumed"
run <<-'EOF'
date,item,lot,from,to,qty,reference
2026-03-09,OTHER,O4,PRODUCTION,MAIN,1,
EOF
is 'nor is another entry' "$(made --lot O4 --back)" 'made,OTHER,O4,1 '

# The list of orders is kept, and checked
check 'a place with moves does not leave production' 65 '' \
    "ops: stock location set: kind: 'scrap' is wrong: goods were moved there or from there (entry $went) and 'PRODUCTION' would be no place of production any more" \
    ops stock location set --code PRODUCTION --kind scrap
check 'nor does one become it' 65 '' "*and 'VENDOR' would become a place of production" \
    ops stock location set --code VENDOR --kind production
check 'the list is right' 0 '*' '*' ops fsck
if command -v sqlite3 >/dev/null; then
	sqlite3 ops.db "DELETE FROM production WHERE reference = 'WO-7' AND entry = $went"
	check 'what is missing in it is found' 1 \
	    "*stock move: production 'WO-7' of entry $went is not kept*" '*' ops fsck
fi

# A recall in the sample book
ops init --sample ../sample -q && cd ../sample || exit 1
check 'what is ours of a lot is held' 0 '*BATTERY-36V,NORTH/A/02,NORTH/Q,2,*L-17,*recall*' '*' sh -c \
    'ops stock trace --lot L-17 --on-hand -F csv | ops stock hold -i - -m recall --dry-run'

# Chains at random, against a query of our own
command -v sqlite3 >/dev/null || { skip 'the same as sqlite3 says' 'no sqlite3 here'; done_testing; exit; }
ops init ../random -q && cd ../random || exit 1
printf '%s\n' sku,tracking A,lot B,lot C,lot D,lot | ops stock item add -q -i -
ops config set -q stock.negative allow
ops stock location add -q SOUTH
random() { # random SEED: an entry of production runs and other moves
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		print "date,item,qty,from,to,lot,reference"
		split("A B C D", item, " ")
		split("VENDOR CUSTOMER MAIN SOUTH SCRAP ADJUSTMENT", place, " ")
		for (i = 0; i < 12; i++) {
			day = sprintf("2026-01-%02d", 1 + int(rand() * 28))
			if (rand() < 0.5) {
				level = 1 + int(rand() * 3)
				for (k = 0; k < 2; k++)
					printf "%s,%s,%d,MAIN,PRODUCTION,%s,R-%d\n", day, \
					    item[level], 1 + int(rand() * 5), \
					    "L" int(rand() * 4), i
				printf "%s,%s,%d,PRODUCTION,MAIN,%s,R-%d\n", day, \
				    item[level + 1], 1 + int(rand() * 5), "L" int(rand() * 4), i
			} else {
				a = 1 + int(rand() * 6)
				b = 1 + (a + int(rand() * 5)) % 6
				if (a != b)
					printf "%s,%s,%d,%s,%s,%s,\n", day, \
					    item[1 + int(rand() * 4)], 1 + int(rand() * 9), \
					    place[a], place[b], "L" int(rand() * 4)
			}
		}
	}'
}
reached() { # reached LOT: items and lots made of it, by a query
	sqlite3 -csv ops.db "
	WITH RECURSIVE undone(entry, line) AS (
	    SELECT undoes, undoes_line FROM entry e WHERE undoes IS NOT NULL
	    AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.undoes = e.entry)),
	stands AS (SELECT m.*, a.kind AS src_kind, b.kind AS dst_kind FROM move m
	    JOIN location a ON a.id = m.src JOIN location b ON b.id = m.dst
	    WHERE NOT EXISTS (SELECT 1 FROM entry u WHERE u.entry = m.entry
		AND u.undoes IS NOT NULL)
	    AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.entry = m.entry
		AND (u.line IS NULL OR u.line = m.line))),
	run AS (SELECT DISTINCT entry, reference FROM move
	    WHERE (SELECT kind FROM location WHERE id = src) = 'production'
	    OR (SELECT kind FROM location WHERE id = dst) = 'production'),
	joined AS (SELECT a.reference, a.entry AS one, b.entry AS other
	    FROM run a JOIN run b ON b.reference = a.reference),
	way(item, lot) AS (
	    SELECT i.id, l.id FROM lot l JOIN item i ON i.sku = l.item
	    WHERE l.item = 'A' AND l.lot = '$1'
	    UNION
	    SELECT o.item, o.lot FROM way w JOIN stands i ON i.item = w.item
	    AND i.lot = w.lot AND i.dst_kind = 'production'
	    JOIN joined j ON j.one = i.entry AND j.reference = i.reference
	    JOIN stands o ON o.entry = j.other AND o.reference = i.reference
	    AND o.src_kind = 'production')
	SELECT i.sku, l.lot FROM way w JOIN item i ON i.id = w.item
	JOIN lot l ON l.id = w.lot ORDER BY 1, 2"
}
bad=
for seed in 1 2 3 4 5 6 7 8; do
	random $seed >moves.csv
	ops stock move -q -i moves.csv
	last=$(ops log --sort -entry --limit 1 --columns entry --no-header)
	case $seed in
	2 | 5) ops undo -q "$last" ;;
	3) ops undo -q "$last.2"; ops undo -q "$last.3" ;;
	6) ops undo -q "$last" && ops undo -q "$((last + 1))" ;;
	esac
	for lot in L0 L1 L2 L3; do
		ops stock trace --lot $lot --item A --forward >out.csv 2>/dev/null || continue
		[ "$({ echo A,$lot; awk -F, '$1 != "" && NR > 1 { print $7 "," $8 }' out.csv; } | sort -u)" = \
		    "$(reached $lot | sort -u)" ] || bad="$bad $seed/$lot"
		awk -F, '$4 == "sum difference" && $9 != 0 { exit 1 }' out.csv || bad="$bad sum $seed/$lot"
		[ "$(awk -F, '$4 == "sum on hand" { n += $9 } END { print n + 0 }' out.csv)" = "$(
		    sqlite3 ops.db "SELECT COALESCE(SUM(h.qty), 0) / 1000000 FROM on_hand h
			JOIN item i ON i.id = h.item JOIN lot l ON l.id = h.lot
			JOIN location p ON p.id = h.location AND p.kind = 'site'
			WHERE (i.sku, l.lot) IN (VALUES ('A','$lot')$(awk -F, '$1 != "" && NR > 1 {
			    print ",(\x27" $7 "\x27,\x27" $8 "\x27)" }' out.csv | sort -u | tr -d '\n'))")" ] ||
			bad="$bad on-hand $seed/$lot"
	done
done
is 'the same as sqlite3 says, and every sum is even' "$bad" ''

# What changes of a lot later does not make it unknown before
lots=$(ops log --limit 1 --sort -entry --columns entry --no-header)
lot=$(ops stock lot list --columns item,lot --no-header | head -n 1)
ops stock lot set -q --item "${lot%,*}" --lot "${lot#*,}" --expires 2027-01-01
check 'a lot that was changed since' 0 '*sum*' '*' ops stock trace --item "${lot%,*}" --lot "${lot#*,}" \
    --forward --known-at "@$lots"
done_testing
