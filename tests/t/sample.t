#!/bin/sh
# ops init --sample: a company to look at, the same for the same clock.
. "$(dirname "$0")/lib.sh"

ops init --sample lark -q && cd lark || exit 1

check 'there are items' 0 '*TYRE-700,Tyre 700x35C,each,tyres*' '' \
	ops stock item list --columns sku,name,unit,category
check 'counted, weighed and measured' 0 'each
kg
m
unit' '' sh -c 'ops stock item list --columns unit | sort -u'
check 'the rules are in order' 0 '*' '' ops config check
check 'people are in them' 0 '*Ida Holm*' '' cat ops.yaml

# The comment in its rules shows a file for its import mapping.
sed -n 's/^#   \([OW][^ ]*\).*/\1/p' ops.yaml >../sales.csv
check 'the web shop sells, takes back, ships' 0 '*,2,2,0,0,0,1,0,shop,*' \
	'*no goods' ops import ../sales.csv
check 'and is taken in once' 0 '*,0,0,2,0,0,1,0,shop,*' '*' \
	ops import ../sales.csv
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q

check 'a lot of batteries is here, and in bicycles' 0 'lot,on_hand
L-16,2
L-17,2' '' ops stock lot list --item BATTERY-36V --columns lot,on_hand
check 'an electric bicycle is built from a kit, and earns what others do' 0 'electric,0.33*' '' \
	ops stock sales --by category --where "category = electric" --columns category,margin_rate --no-header
is 'it costs what went into it' "$(ops stock value --item EBIKE-TOUR --columns unit_value --no-header)" '89*'
check 'a lot has expired, which nobody takes' 0 '*,SL-01,*' '' \
	ops stock issue --item SEALANT-250 --qty 1 --from SOUTH/A --fefo --dry-run

check 'scanners read its barcodes, and what others call its goods' 0 'item,to,qty,lot,expires,party
BELL-BRASS,SOUTH/A,2,,,BORA
SEALANT-250,SOUTH/A,1 carton,SL-09,2028-06-30,BORA
TYRE-700,SOUTH/A,1,,,BORA' '' sh -c 'printf "SOUTH/A\n9520000000011\nGLOCKE-1\n(01)19520000000049(10)SL-09(17)280630\nB-622-35\n" |
	ops stock scan --to receive --party BORA'

sql() {
	sqlite3 ops.db "$@"
}
if command -v sqlite3 >/dev/null; then
	n=$(sql 'SELECT COUNT(*) FROM move')
	is 'a year to read' "$((n > 2000 && n < 4500))" 1
	n=$(sql 'SELECT COUNT(*) FROM entry')
	is 'an entry for most days' "$((n > 365))" 1
	is 'it ends the day before' \
		"$(sql "SELECT date(MAX(at), 'unixepoch') FROM move")" \
		2026-03-14
	is 'it was recorded as it happened' "$(sql 'SELECT COUNT(*) FROM
		(SELECT recorded, LAG(recorded) OVER (ORDER BY entry) AS before
		FROM entry) WHERE recorded < before')" 0
	is 'nothing was ever below nothing' "$(sql "SELECT COUNT(*) FROM (
		SELECT SUM(change) OVER (PARTITION BY item, place ORDER BY at)
		AS held FROM (SELECT item, place, at, SUM(qty) AS change FROM (
		SELECT item, dst AS place, at, qty FROM move UNION ALL
		SELECT item, src, at, -qty FROM move) JOIN location l
		ON l.id = place AND l.kind IN ('site', 'internal', 'quarantine')
		GROUP BY item, place, at)) WHERE held < 0")" 0
	is 'what lay dead for months is there' "$(sql "SELECT SUM(qty) > 0 FROM
		on_hand h JOIN item i ON i.id = h.item JOIN location l
		ON l.id = h.location WHERE i.sku = 'LIGHT-DYNAMO'
		AND l.code = 'SOUTH/A'")" 1
	is 'and nobody took it' "$(sql "SELECT MAX(at) <
		strftime('%s', '2025-10-01') FROM move m
		JOIN item i ON i.id = m.item JOIN location l ON l.id = m.dst
		WHERE i.sku = 'LIGHT-DYNAMO' AND l.code = 'CUSTOMER'")" 1
	is 'something came late into the book' "$(sql 'SELECT COUNT(*) > 0
		FROM entry WHERE effective < recorded - 86400 * 4')" 1
	is 'something was taken back' "$(sql "SELECT COUNT(*) FROM entry
		WHERE undoes IS NOT NULL AND message = 'typed twice'")" 1
	(cd .. && ops init --sample again -q)
	is 'the same clock gives the same book' \
		"$(sqlite3 ../again/ops.db 'SELECT digest FROM entry')" \
		"$(sql "SELECT digest FROM entry WHERE actor <> 'tester'")"
else
	skip 'what is in it' 'no sqlite3 here'
fi

check 'a number that nobody said is missing, not 0' 0 '' '' \
	ops -C "$dir/lark" stock item list --no-header \
	--where 'weight = 0 or shelf_life = 0 or lead_time = 0'

for now in 2024-02-29T00:00:00Z 2026-07-01T23:59:59Z 2027-01-11T06:00:00Z \
	2099-12-31T12:00:00Z; do
	cd "$dir" || exit 1
	check "it can be made at $now" 0 '' '' \
		env OPS_NOW=$now TZ=America/New_York ops init --sample "b$now" -q
done
check 'not over a book' 73 '' "*'lark' is a book already*" \
	ops init --sample lark
check 'its money may be any, dollars too' 0 '*,USD,UTC' '' \
	ops init --sample --currency USD usd
done_testing
