#!/bin/sh
# Values of random moves and of a real company's, against tests/t/value.awk.
. "$(dirname "$0")/lib.sh"
book
ops config set -q stock.negative allow
printf 'sku,costing\nF1,fifo\nF2,fifo\nV1,average\nV2,average\n' | ops stock item add -q -i -

# random SEED N: moves of four items, in any order of time.
random() {
	awk -v seed="$1" -v n="$2" 'BEGIN {
		srand(seed)
		split("F1 F2 V1 V2", item)
		print "date,item,from,to,qty,unit_cost"
		for (i = 0; i < n; i++) {
			way = rand()
			printf "2026-02-%02dT%02d:00:00Z,%s,%s,%d,%s\n", \
			    1 + int(rand() * 28), int(rand() * 24), \
			    item[1 + int(rand() * 4)], \
			    way < .4 ? "VENDOR,MAIN/A" : way < .5 ? "ADJUSTMENT,MAIN/B" : \
			    way < .6 ? "MAIN/A,MAIN/B" : way < .7 ? "MAIN/A,SCRAP" : \
			    "MAIN/B,CUSTOMER", 1 + int(rand() * 40), \
			    way < .45 ? sprintf("%d.%02d", rand() * 30, rand() * 100) : ""
		}
	}'
}

# by_hand METHOD FILE...: what awk makes of the files, in the ledger'"'"'s order.
by_hand() {
	method=$1
	shift
	awk -F, -v method="$method" 'FNR == 1 { file++; next }
	(method == "fifo") == ($2 ~ /^F/) && !($3 ~ /MAIN/ && $4 ~ /MAIN/) {
		v = ""
		if ($6 != "") v = sprintf("%.0f", $5 * sprintf("%.0f", $6 * 100))
		print $2 "," $1 "," file "," FNR "," ($4 ~ /MAIN/ ? "in" : "out") "," $5 "," v
	}' "$@" | sort -t, -k1,1 -k2,2 -k3,3n -k4,4n | cut -d, -f1,5- |
	    awk -v method="$method" -f "$top/tests/t/value.awk" | sort
}
ours() { ops stock value --columns item,qty,value --no-header | grep "^$1" | sort; }
proof() { ops stock value --proof "$@" | tail -n 1; }

for n in 1 2 3 4; do
	random $n 250 >../m$n.csv
	ops stock move -q -i ../m$n.csv
	eval "before$n=\$(ops stock value --proof --no-header)"
done
is 'fifo is what awk has' "$(ours F)" "$(by_hand fifo ../m?.csv)"
is 'average, too' "$(ours V)" "$(by_hand average ../m?.csv)"
is 'what came in went out or is there' "$(proof)" 'difference,,,0.00'
is 'at any time' "$(for day in 03 09 17 25; do proof --as-of 2026-02-$day; done)" \
    "$(for day in 03 09 17 25; do echo difference,,,0.00; done)"
places() { ops stock value --by "$1" --columns item,value --no-header | awk -F, '
	{ sum[$1] += sprintf("%.0f", $2 * 100) } END { for (i in sum) print i, sum[i] }' | sort; }
is 'places sum to the whole' "$(places item,location)" "$(places item)"
is 'and so do layers' "$(ops stock value --layers --columns item,value --no-header | awk -F, '
	{ sum[$1] += sprintf("%.0f", $2 * 100) } END { for (i in sum) print i, sum[i] }' | sort)" \
    "$(places item)"
is 'the ledger ends with it' "$(for i in F1 F2 V1 V2; do
    ops stock ledger --item $i --columns item,worth --no-header | tail -n 1; done)" \
    "$(ops stock value --columns item,value --no-header)"

last=$(ops log --limit 1 --sort -entry --columns entry --no-header)
ops undo -q "$last"
is 'undone, it is as before, change by change' "$(ops stock value --proof --no-header)" "$before3"
ops undo -q "$((last - 2))"
is 'undone in the middle' "$(ours F)" "$(by_hand fifo ../m1.csv ../m3.csv)"
is 'and by average' "$(ours V)" "$(by_hand average ../m1.csv ../m3.csv)"
is 'what was known is still known' \
    "$(ops stock value --proof --no-header --known-at "@$last")" "$before4"

# AdventureWorks: 89,253 purchases, productions and sales; lots of what was
# sold is in no receipt, so that much leaves before it comes.
data=$shared/data/adventureworks-transactions/clean/stock_transactions.csv
if [ ! -r "$data" ]; then
	skip 'a company by fifo' '../shared is not here'
	skip 'and those that have no cost are counted' '../shared is not here'
	skip 'and by average' '../shared is not here'
else
	ops init ../aw -q --name Works
	cd ../aw || exit 1
	ops config set -q stock.negative allow
	awk -F, 'NR == 1 { print "date,item,from,to,qty,unit_cost,reference"; next }
	{ print $2 "," $5 "," ($3 == "P" ? "VENDOR,MAIN" : $3 == "W" ? "PRODUCTION,MAIN" : "MAIN,CUSTOMER") \
	      "," $6 "," ($3 != "S" && $7 > 0 ? $7 : "") "," $1 }' "$data" >../aw.csv
	cut -d, -f2 ../aw.csv | sort -u | sed 's/^item$/sku/' | sort -r |
	    awk '$0 == "sku" { print; next } { l[++n] = $0 } END { for (i in l) print l[i] }' >../items.csv
	{ echo sku; grep -v '^sku$' ../items.csv; } | ops stock item add -q -i -
	ops stock move -q -i ../aw.csv
	# fold METHOD: the file by awk; its lines are in the order of time
	fold() {
		awk -F, 'NR > 1 {
			v = ""
			if ($6 != "") {
				c = $5 * sprintf("%.0f", $6 * 10000)
				v = int(c / 100); if (c - v * 100 >= 50) v++
			}
			print $2 "," $1 "," NR "," ($4 == "MAIN" ? "in" : "out") "," $5 "," v
		}' ../aw.csv | sort -t, -k1,1 -k2,2 -k3,3n | cut -d, -f1,4- |
		    awk -v method="$1" -f "$top/tests/t/value.awk" | sort
	}
	fold fifo >../wanted
	check 'a company by fifo' 0 "$(cat ../wanted)" '' sh -c \
	    'ops stock value --columns item,qty,value --no-header 2>why | sort'
	is 'and those that have no cost are counted' "$(cat why)" \
	    "ops: stock value: $(awk -F, '$2 > 0 && $3 == 0' ../wanted | wc -l) items on hand stand for 0.00: what came in without a cost is worth nothing; --where 'value = 0' lists them"
	ops config set -q stock.costing average
	fold average >../wanted
	check 'and by average' 0 "$(cat ../wanted)" '' sh -c \
	    'ops stock value --columns item,qty,value --no-header 2>why | sort'
fi
done_testing
