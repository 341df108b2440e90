#!/bin/sh
# Two times: --as-of is when it was so, --known-at when that was written.
. "$(dirname "$0")/lib.sh"
OPS_NOW=2026-03-01T08:00:00Z
book
at() { OPS_NOW=$1 && shift && ops "$@" -q; }
holds() { ops stock balance --columns item,on_hand --no-header "$@"; }

at 2026-03-01T09:00:00Z stock receive --item A1 --qty 10 --to MAIN/A                   # entry 4
at 2026-03-02T09:00:00Z stock issue --item A1 --qty 3 --from MAIN/A                    # entry 5
at 2026-03-05T09:00:00Z stock receive --item A1 --qty 5 --to MAIN/A --date 2026-03-01 # entry 6
at 2026-03-06T09:00:00Z stock item set A1 --name Gong                                 # entry 7
at 2026-03-07T09:00:00Z undo 5                                                        # entry 8
OPS_NOW=2026-03-10T08:00:00Z
is 'now' "$(holds)" 'A1,15'
is 'as it was on the first, as we know now' "$(holds --as-of 2026-03-01)" 'A1,15'
is 'as we knew that day' "$(holds --as-of 2026-03-01 --known-at 2026-03-01)" 'A1,10'
is 'as we knew before the late receipt' "$(holds --known-at 2026-03-04)" 'A1,7'
is 'up to an entry' "$(holds --known-at @6)" 'A1,12'
is 'up to the second in which it was written' "$(holds --known-at 2026-03-05T09:00:00Z)" 'A1,12'
is 'and the one before' "$(holds --known-at 2026-03-05T08:59:59Z)" 'A1,7'
is 'before there was a book' "$(holds --known-at 2025-01-01)" ''
check 'an entry still to come is none' 65 '' \
    'ops: stock balance: --known-at: there is no entry 99 (the last one is 8)' ops stock balance --known-at @99
is 'the last one is all there is' "$(holds --known-at @8)" 'A1,15'
is 'a master has one time' "$(ops stock item list --known-at @6 --columns name --limit 1 --no-header)" Bell
is 'the recorded one' "$(ops stock item list --as-of 2026-03-01 --columns name --limit 1 --no-header)" Gong
is 'the journal is a prefix' "$(ops log --known-at 2026-03-05 --columns entry --limit 1 --no-header)" 6
ops stock balance --as-of 2026-03-10T08:00:00Z --known-at 2026-03-10T08:00:00Z >night
OPS_NOW=2026-04-01T00:00:00Z
ops stock receive -q --item A1 --qty 1 --to MAIN/A --date 2026-03-02
ops undo -q 4 && ops close -q 2026-03-31
check 'the same bytes as on that night' 0 "$(cat night)" '' \
    ops stock balance --as-of 2026-03-10T08:00:00Z --known-at 2026-03-10T08:00:00Z

# Any balance of any time as known after any entry: added up from the moves.
if command -v sqlite3 >/dev/null; then
	ops config set -q stock.negative allow
	for n in 1 2 3 4 5 6 7 8; do
		awk -v n=$n 'BEGIN { print "item,from,to,lot,qty,date"
			for (i = 0; i < 12; i++) {
				way = "VENDOR,MAIN/A"
				if ((n + i) % 3 == 1) way = "MAIN/A,MAIN/B"
				if ((n + i) % 4 == 2) way = "MAIN/B,CUSTOMER"
				print (i % 2 ? "A1" : "B2") "," way "," \
				    (i % 5 ? "" : "L" n % 2) "," n + i \
				    ",2026-04-" 10 + (n * i) % 19
			} }' >rows
		OPS_NOW=2026-05-0${n}T09:00:00Z ops stock move -q -i rows
	done
	OPS_NOW=2026-05-10T00:00:00Z
	last=$(ops log --columns entry --no-header --limit 1 --sort -entry)
	wrong=
	for known in 4 8 12 14 $((last - 4)) $((last - 1)) "$last"; do
		for day in 05 12 18 24 30; do
			ops stock balance --by item,location,lot --known-at @"$known" \
			    --as-of 2026-04-$day --no-header \
			    --columns item,location,lot,on_hand >held
			sqlite3 -csv ops.db "SELECT i.sku, l.code, t.lot,
			    SUM(CASE WHEN m.dst = l.id THEN m.qty ELSE -m.qty END)
				/ 1000000 AS n
			    FROM move m JOIN item i ON i.id = m.item
			    JOIN location l ON l.id IN (m.src, m.dst)
			    LEFT JOIN lot t ON t.id = m.lot
			    WHERE m.entry <= $known AND l.code LIKE 'MAIN%'
			    AND m.at < strftime('%s', '2026-04-$day') + 86400
			    GROUP BY 1, 2, 3 HAVING n <> 0
			    ORDER BY 1, 2, t.lot IS NULL, 3" | tr -d '\r' >sums
			cmp -s held sums || wrong="$wrong @$known/$day"
		done
	done
	is 'all balances are those of the moves' "$wrong" ''
	is 'some are not empty' "$(wc -l <sums | tr -d ' ')" 10
else
	skip 'all balances are those of the moves' 'no sqlite3 here'
fi
for word in @ @0 @x @-1 @1.2 yesterdayish; do
	check "'$word' is no time and no entry" 2 '' "ops: log: --known-at: '$word' is wrong: expected *" \
	    ops log --known-at "$word"
done
check 'all is well' 0 'kind,entry,problem' '' ops fsck
done_testing
