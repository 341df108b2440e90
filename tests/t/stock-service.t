#!/bin/sh
# Service: each rule by an order made for it, and all by somebody else's sums.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q -i - <<'END'
code,kind,parent
SOUTH,site,
SOUTH/A,internal,SOUTH
END
ops stock receive -q --date 2026-01-01 --to MAIN/A --line item=A1,qty=1000 \
    --line item=B2,qty=1000
ops stock receive -q --date 2026-01-01 --to SOUTH/A --item A1 --qty 1000

check 'nothing to measure' 0 'lines,on_time,in_full,otif,*' '' ops stock service

# Ordered 10 on the 2nd, for the 9th; then what left, and when.
sent() { # sent ORDER DAY QTY...
	code=$1
	shift
	while [ $# -gt 0 ]; do
		ops stock issue -q --order "$code" --item A1 --qty "$2" \
		    --from MAIN/A --date "2026-03-$1"
		shift 2
	done
}
order() { # order CODE [OPTION...]: then as sent
	code=$1
	shift
	ops stock demand add -q "$code" --party ANN --item A1 --qty 10 \
	    --date 2026-03-02 "$@"
}
line() { # line NAME CODE COUNTED,ON_TIME,IN_FULL,OTIF,FILL,AGE,TO_SHIP
	is "$1" "$(ops stock service --explain --where "order = $2" \
	    --columns counted,on_time,in_full,otif,fill,age,to_ship \
	    --no-header)" "$3"
}
order IN-TIME --due 2026-03-09 && sent IN-TIME 05 4 09T23:59 6
line 'all by the last second of the day' IN-TIME yes,yes,yes,yes,1,,7.999306
order A-SECOND --due 2026-03-09 && sent A-SECOND 05 4 10 6
line 'a part a second later' A-SECOND yes,no,yes,no,0.4,,8
order LATE --due 2026-03-09 && sent LATE 12 10
line 'all of it later' LATE yes,no,yes,no,0,,10
order OPEN-LATE --due 2026-03-09
line 'what is late and open is a miss' OPEN-LATE yes,no,no,no,0,13,
order PART-LATE --due 2026-03-09 && sent PART-LATE 08 9
line 'a rest that is late and open, too' PART-LATE yes,no,no,no,0.9,13,
order TODAY --due 2026-03-15
line 'today is not over' TODAY no,,,,,13,
order EARLY --due 2026-04-30 && sent EARLY 10 10
line 'what left early is judged' EARLY yes,yes,yes,yes,1,,8
order NO-DAY && sent NO-DAY 10 10
line 'without a day nothing is kept or broken' NO-DAY no,,,,,,8
order MOVED --promised 2026-03-09
ops stock demand set -q MOVED --promised 2026-03-14 && sent MOVED 12 10
line 'the first promise counts' MOVED yes,no,yes,no,0,,10
check 'unless another day shall' 0 'yes,yes' '' ops stock service --explain \
    --against promised --where 'order = MOVED' --columns counted,otif --no-header
order CUT --due 2026-03-09 && sent CUT 08 7
ops stock demand cancel -q CUT --reason 'rest not wanted' --date 2026-03-08
line 'a rest that was given up in time was not late' CUT yes,yes,no,no,0.7,,
order CUT-LATE --due 2026-03-09 && sent CUT-LATE 08 7
ops stock demand cancel -q CUT-LATE --reason 'too late' --date 2026-03-11
line 'after its day it was' CUT-LATE yes,no,no,no,0.7,,
order GONE --due 2026-03-09
ops stock demand cancel -q GONE --reason 'a mistake' --date 2026-03-05
line 'given up in time and as a whole is not counted' GONE ''
order GONE-LATE --due 2026-03-09
ops stock demand cancel -q GONE-LATE --reason 'too late' --date 2026-03-11
line 'after its day it is a miss' GONE-LATE yes,no,no,no,0,,
order BACK --due 2026-03-09 && sent BACK 12 4 08 6
line 'a shipment of before that was posted behind' BACK yes,no,yes,no,0.6,,10

check 'all of them' 0 'lines,on_time,in_full,otif,fill_rate,orders,order_otif,backlog,backlog_late,age_oldest,shipped
11,0.272727,0.545455,0.181818,0.481818,11,0.181818,3,2,13,7' '' ops stock service \
    --columns lines,on_time,in_full,otif,fill_rate,orders,order_otif,backlog,backlog_late,age_oldest,shipped
check 'as it was then' 0 '2,1,0.5,0.5' '' ops stock service --as-of 2026-03-09 \
    --columns lines,on_time,in_full,otif --no-header --where 'lines = 2'
check 'as it was known' 0 '1,1' '' ops stock service --known-at @9 \
    --columns lines,otif --no-header
check 'of a period' 0 '1,1' '' ops stock service -p 2026-04 \
    --columns lines,otif --no-header

# Orders
ops stock demand add -q TWO --party BOB --date 2026-03-02 --due 2026-03-09 \
    --line item=A1,qty=10 --line item=B2,qty=2,price=1.50
sent TWO 08 10
check 'one line missed is an order missed' 0 'party,lines,otif,orders,order_on_time,order_otif,backlog_value
ANN,11,0.181818,11,0.272727,0.181818,
BOB,2,0.5,1,0,0,3.00' '' ops stock service --by party \
    --columns party,lines,otif,orders,order_on_time,order_otif,backlog_value
check 'of a group only its lines' 0 'A1,1,1
B2,1,0' '' ops stock service --by item --party BOB \
    --columns item,orders,order_otif --no-header
check 'by site and month' 0 'MAIN,2026-03-01,9
MAIN,2026-04-01,1
,2026-03-01,3' '' ops stock service --by site,period --columns site,period,lines --no-header
check 'of one site' 0 '10' '' ops stock service --site MAIN --columns lines --no-header
check 'a wrong key' 2 '' "*--by: 'week' is wrong: expected party, item, site or period*" \
    ops stock service --by week
check 'a wrong day' 65 '' "*against: 'last' is wrong: expected first, promised or due*" \
    ops stock service --against last
check 'nobody there' 0 '*' '' ops stock service --party NOBODY
check 'the book is whole' 0 'kind,entry,problem' '' ops fsck

# 2,000 lines that somebody else adds up
if ! command -v sqlite3 >/dev/null; then
	skip 'as sqlite3 has it' 'no sqlite3 here'
	done_testing
	exit
fi
awk 'BEGIN {
	srand(7)
	print "order,line,party,item,qty,due,date" >"demand.csv"
	print "order,order_line,item,qty,from,date" >"sent.csv"
	for (i = 1; i <= 700; i++) {
		made = int(rand() * 60)
		for (l = 1; l <= 1 + int(rand() * 5); l++) {
			q = 1 + int(rand() * 9)
			item = rand() < 0.6 ? "A1" : "B2"
			due = made + 1 + int(rand() * 12)
			printf "G-%04d,%d,P%d,%s,%d,%s,%s\n", i, l, i % 5, item,
			    q, day(due), day(made) >"demand.csv"
			left = q
			while (left > 0 && rand() < 0.8) {
				n = 1 + int(rand() * left)
				at = made + int(rand() * 14)
				printf "G-%04d,%d,%s,%d,MAIN/A,%s\n", i, l, item,
				    n, day(at) >"sent.csv"
				left -= n
			}
		}
	}
}
function day(n) {
	if (n < 31)
		return sprintf("2026-01-%02d", n + 1)
	if (n < 59)
		return sprintf("2026-02-%02d", n - 30)
	return sprintf("2026-03-%02d", n - 58)
}'
awk -F, 'NR == 1 || $6 <= "2026-03-15"' sent.csv >some.csv
ops stock receive -q --date 2026-01-01 --to MAIN/A --line item=A1,qty=90000 \
    --line item=B2,qty=90000
ops stock demand add -q -i demand.csv
ops stock issue -q -i some.csv
sqlite3 -csv :memory: <<'END' >theirs
.import demand.csv d
.import some.csv s
WITH cum AS (
	SELECT s."order" AS o, order_line AS l, date,
	    SUM(s.qty) OVER (PARTITION BY s."order", order_line
		ORDER BY date, s.rowid) AS sum
	FROM s),
one AS (
	SELECT d."order" AS o, d.party AS party, d.qty + 0 AS qty, d.due AS due,
	    d.date AS made,
	    (SELECT MIN(date) FROM cum WHERE o = d."order" AND l = d.line
		AND sum >= d.qty + 0) AS done,
	    COALESCE((SELECT MAX(sum) FROM cum WHERE o = d."order"
		AND l = d.line AND date <= d.due), 0) AS early
	FROM d),
judged AS (
	SELECT *, done IS NOT NULL OR due < '2026-03-15' AS counted,
	    done IS NOT NULL AND done <= due AS otif FROM one),
orders AS (
	SELECT party, o, MIN(otif) AS otif, MIN(counted) AS whole,
	    MAX(counted AND NOT otif) AS missed, MAX(counted) AS some
	FROM judged WHERE 1 GROUP BY party, o),
pending AS (
	SELECT party, o, MIN(CASE WHEN counted THEN otif ELSE 1 END) AS otif
	FROM judged GROUP BY party, o)
SELECT j.party, SUM(counted), ROUND(AVG(CASE WHEN counted THEN otif END), 6),
    ROUND(AVG(CASE WHEN counted THEN done IS NOT NULL END), 6),
    ROUND(AVG(CASE WHEN counted THEN early * 1.0 / qty END), 3),
    (SELECT COUNT(*) FROM orders r WHERE r.party = j.party AND some
	AND (whole OR missed)),
    (SELECT ROUND(AVG(p.otif), 6) FROM orders r JOIN pending p ON p.o = r.o
	WHERE r.party = j.party AND some AND (whole OR missed)),
    SUM(done IS NULL), SUM(done IS NULL AND counted),
    MAX(CASE WHEN done IS NULL THEN
	julianday('2026-03-15') - julianday(made) END) + 0,
    SUM(done IS NOT NULL)
FROM judged j GROUP BY j.party ORDER BY 1;
END
ops stock service --by party --party P0 --party P1 --party P2 --party P3 \
    --party P4 --columns party,lines,otif,in_full,fill_rate,orders,order_otif,backlog,backlog_late,age_oldest,shipped \
    --no-header >ours
number() { # ratios with three digits, as neither prints zeros behind
	awk -F, '{ printf "%s", $1; for (i = 2; i <= NF; i++) printf ",%.3f", $i
		print "" }' "$1"
}
number theirs >a
number ours >b
is 'five customers are measured' "$(wc -l <a | tr -d ' ')" 5
check 'two months of orders, as sqlite3 has it' 0 '' '' diff a b
sqlite3 -csv :memory: <<'END' >theirs
.import demand.csv d
.import some.csv s
WITH cum AS (
	SELECT s."order" AS o, order_line AS l, date,
	    SUM(s.qty) OVER (PARTITION BY s."order", order_line
		ORDER BY date, s.rowid) AS sum FROM s),
days AS (
	SELECT julianday(MIN(c.date)) - julianday(d.date) AS n FROM d
	JOIN cum c ON c.o = d."order" AND c.l = d.line AND c.sum >= d.qty + 0
	GROUP BY d."order", d.line),
ranked AS (SELECT n, ROW_NUMBER() OVER (ORDER BY n) AS r,
    COUNT(*) OVER () AS all_of FROM days)
SELECT (SELECT CAST(n AS INTEGER) FROM ranked WHERE r = (all_of + 1) / 2),
    (SELECT CAST(n AS INTEGER) FROM ranked WHERE r = (all_of * 9 + 9) / 10);
END
is 'and how long it took' "$(ops stock service --where 'lines > 100' \
    --party P0 --party P1 --party P2 --party P3 --party P4 \
    --columns to_ship_median,to_ship_p90 --no-header)" "$(cat theirs)"
done_testing
