#!/bin/sh
# What ops takes beside git and sqlite3, at each size: bench.sh N...
# Each line: ops, its memory, the other, its memory, the ratio, its limit.
set -u
bin=${OPS_BIN:?run it with make bench}
here=$(cd "$(dirname "$0")" && pwd)
PATH=$bin:$bin/bench:$PATH
dir=$(mktemp -d "${TMPDIR:-/var/tmp}/ops-bench.XXXXXX") || exit 1
trap 'cd / && rm -rf "$dir"' EXIT
HOME=$dir
OPS_NOW=2026-06-30T12:00:00Z
export PATH HOME OPS_NOW
unset OPS_BOOK
cd "$dir" || exit 1
for tool in git sqlite3; do
	command -v $tool >/dev/null || echo "no $tool: its lines will fail"
done

ops init small -q
ops -C small stock item add -q --sku A1
echo '== start, medians of 9 pairs of 50 runs'
paired -n 9 -k 50 -l 1.5 'ops --version / git --version' -- \
    ops --version -- git --version
paired -n 9 -k 50 -l 1.5 'item list, small book / select 1' -- \
    ops --book small stock item list -- sqlite3 small/ops.db 'select 1'

# The tables beneath, as a query that knows them would ask.
names='JOIN item i ON i.id = h.item JOIN location l ON l.id = h.location'
kept="SELECT i.sku, l.code, SUM(h.qty) FROM on_hand h $names
    WHERE h.qty <> 0 GROUP BY h.item, h.location ORDER BY 1, 2"
one="SELECT i.sku, l.code, SUM(h.qty) FROM on_hand h $names
    WHERE i.sku = 'I00042' GROUP BY h.location ORDER BY 2"
moves="SELECT m.entry, m.line, m.at, i.sku, a.code, b.code, t.lot, m.qty,
    m.unit_cost, m.reference, m.reason, p.code, m.price
    FROM move m JOIN item i ON i.id = m.item JOIN location a ON a.id = m.src
    JOIN location b ON b.id = m.dst LEFT JOIN lot t ON t.id = m.lot
    LEFT JOIN party p ON p.id = m.party"

service='SELECT d.order_code, d.order_line, d.party, d.item, d.qty, d.due,
    d.promised, d.first_promised, d.location, d.date, d.price, d.cancelled,
    s.qty, s.date, s.location FROM demand d LEFT JOIN shipment s
    ON s.order_code = d.order_code AND s.order_line = d.order_line
    ORDER BY d.order_code, d.order_line, s.n'
flow="SELECT item, src, dst, COUNT(*), SUM(qty),
    SUM(qty / 1000 * (at / 1000)) FROM move"
flow90="$flow WHERE at >= (SELECT MAX(last_at) FROM move_span) - 7776000
    GROUP BY item, src, dst"
flow="$flow GROUP BY item, src, dst"

# A lot from its vendor through three productions to a customer, on top.
chain() {
	ops -C book stock location add -q WORKS
	ops -C book stock move -q -i - <<-EOF
	date,item,qty,from,to,lot,reference
	$last,I00123,50,VENDOR,WORKS,T-1,PO-1
	EOF
	for step in 1 2 3; do
		ops -C book stock move -q -i - <<-EOF
		date,item,qty,from,to,lot,reference
		$last,I00${step}23,$((5 - step)),WORKS,PRODUCTION,T-$step,WO-$step
		$last,I00$((step + 1))23,$((4 - step)),PRODUCTION,WORKS,T-$((step + 1)),WO-$step
		EOF
	done
	ops -C book stock move -q -i - <<-EOF
	date,item,qty,from,to,lot,reference
	$last,I00423,1,WORKS,CUSTOMER,T-4,SO-1
	EOF
}

for n; do
	pairs=5
	test "$n" -lt 1000000 || pairs=3
	moves "$n" >moves.csv || exit 1
	last=$(tail -n 1 moves.csv | cut -d, -f1)
	first=$(sed -n 2p moves.csv | cut -d, -f1)
	OPS_NOW=${last}T23:00:00Z
	days=$((($(date -u -d "$last" +%s) - $(date -u -d "$first" +%s)) / 86400))
	half=$(date -u -d "$first + $((days / 2)) days" +%Y-%m-%d)
	month=$(date -u -d "$last - 29 days" +%Y-%m-%d)
	rm -rf empty book base.db
	ops init empty -q
	moves --items | ops -C empty stock item add -q -i - || exit 1
	moves --locations | ops -C empty stock location add -q -i - || exit 1
	moves --parties | ops -C empty stock party add -q -i - || exit 1

	echo "== $n moves, medians of $pairs pairs"
	paired -n $pairs -l 0.6 -a 'rm -rf book; cp -R empty book' \
	    -b 'rm -f base.db' 'import / sqlite3 .import and index' -- \
	    ops --book book stock move -q -i moves.csv -- \
	    "$here/baseline.sh" moves.csv base.db || exit 1
	ls -l moves.csv book/ops.db base.db | awk '{ printf "    %s %.0f MB\n", $NF, $5 / 1e6 }'
	paired -n 9 -k 5 'balance --item (10 ms at most)' -- \
	    ops --book book stock balance --item I00042 -- \
	    sqlite3 -csv book/ops.db "$one"
	paired -n $pairs -l 1.2 'balance --by item,location' -- \
	    ops --book book stock balance --by item,location -F csv -- \
	    sqlite3 -csv book/ops.db "$kept"
	paired -n $pairs "... --as-of $half (1 s)" -- \
	    ops --book book stock balance --by item,location --as-of "$half" -- \
	    sqlite3 -csv book/ops.db "$kept"
	paired -n $pairs "... --as-of $month (0.4 s)" -- \
	    ops --book book stock balance --by item,location --as-of "$month" -- \
	    sqlite3 -csv book/ops.db "$kept"
	paired -n $pairs -l 1.0 'ledger / the same query' -- \
	    ops --book book stock ledger -F csv --columns \
	    entry,line,date,item,from,to,lot,qty,unit_cost,balance,reference,reason,party -- \
	    sqlite3 -csv book/ops.db "$moves ORDER BY i.sku, m.at, m.entry, m.line"
	# The bare query reads the same rows in the same order.
	goods='SELECT SUM(at + entry + line + src + dst + lot + party + qty +
	    COALESCE(value, 0)) FROM (SELECT * FROM move ORDER BY item, at, entry, line)'
	paired -n $pairs -l 2.0 'value by fifo / the moves read' -- \
	    ops --book book stock value -F csv -- \
	    sqlite3 -csv book/ops.db "$goods"
	ops --book book config set -q stock.costing average
	paired -n $pairs -l 2.0 'value by average / the moves read' -- \
	    ops --book book stock value -F csv -- \
	    sqlite3 -csv book/ops.db "$goods"
	ops --book book config set -q stock.costing fifo
	# A receipt a year deep, and what it changed of its item.
	paired -n $pairs -l 20.0 'back-dated receipt, with its note / one item' -- \
	    ops --book book stock receive --item I00042 --qty 1 --unit-cost 2 \
	    --to L01 --date "$half" -- \
	    sqlite3 -csv book/ops.db "$one"
	paired -n $pairs -l 1.5 'flow of all years / sums by item and way' -- \
	    ops --book book stock flow --since "$first" -F csv -- \
	    sqlite3 -csv book/ops.db "$flow"
	paired -n $pairs -l 1.5 '... of 90 days / the same, of those days' -- \
	    ops --book book stock flow -F csv -- sqlite3 -csv book/ops.db \
	    "$flow90"
	chain
	paired -n 9 -k 5 'trace, three productions deep (20 ms at most)' -- \
	    ops --book book stock trace --lot T-1 -- \
	    sqlite3 -csv book/ops.db "$one"
	for verb in abc turns ageing; do
		paired -n $pairs -l 1.5 "$verb / the moves read" -- \
		    ops --book book stock $verb -F csv -- \
		    sqlite3 -csv book/ops.db "$goods"
	done
	if ops export -h >/dev/null 2>&1; then
		paired -n $pairs -l 1.0 -a 'rm -rf out' \
		    'export / its moves in entry order' -- ops --book book export out -- \
		    sqlite3 -csv book/ops.db "$moves ORDER BY m.entry, m.line"
	fi

	# Orders for a tenth of the moves; last, as their shipments are moves.
	awk -F, -v n=$((n / 10)) -v first="$first" 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "item") k = i
		print "order,line,party,item,qty,due,date,price" >"demand.csv"
		print "order,order_line,item,qty,from,date" >"sent.csv"; next }
	NR > n + 1 { exit }
	{ o = int(NR / 4)
	    print "SO-" o "," NR % 4 + 1 ",P" o % 200 "," $k "," NR % 9 + 1 "," \
		$1 "," first ",2.50" >"demand.csv"
	    if (NR % 10) print "SO-" o "," NR % 4 + 1 "," $k "," NR % 9 + 1 \
		",BENCH," $1 >"sent.csv" }' moves.csv
	ops -C book stock location add -q BENCH
	ops -C book config set stock.negative allow -q
	ops -C book stock demand add -q -i "$dir/demand.csv" || exit 1
	ops -C book stock issue -q -i "$dir/sent.csv" || exit 1
	paired -n $pairs -l 1.5 'service --by party / the same rows' -- \
	    ops --book book stock service --by party -F csv -- \
	    sqlite3 -csv book/ops.db "$service"
done
