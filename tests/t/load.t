#!/bin/sh
# Thousands of moves into a book that has none: stored a shorter way, as whole.
. "$(dirname "$0")/lib.sh"
fault=${OPS_BIN:-$top/.build/cc}/fault.so

rows=4000
book
# In no order; one has a reason that is longer than a page.
awk -v n=$rows 'BEGIN {
	print "date,item,from,to,qty,unit_cost,lot,reference,reason,party,price"
	for (i = 0; i < 20000; i++)
		long = long "x"
	for (i = 1; i <= n; i++)
		printf "2026-0%d-%02d,%s,VENDOR,MAIN/%s,%d.%d,%s,%s,%s,%s,%s,\n",
		    1 + i * 7 % 2, 1 + i * 11 % 28, i % 3 ? "A1" : "B2",
		    i % 5 ? "A" : "B", 1 + i % 300, i % 9,
		    i % 4 ? "" : "12.50", i % 6 ? "" : "L" i % 10,
		    i % 2 ? "R-" i : "", i == 1717 ? long : "",
		    i % 7 ? "" : "V" i % 5 }' >../moves.csv
cd "$dir" || exit 1
mv shop empty

stored() { # stored BOOK: all that it holds, and what SQLite says of it
	sqlite3 "$1/ops.db" 'PRAGMA integrity_check' .dump
}

cp -R empty shop
check 'they are stored' 0 '*' '' ops --book shop stock move -i moves.csv
is 'the file is sound' "$(stored shop | head -n 1)" ok
check 'and what it holds is what was digested' 0 '*' '' ops --book shop fsck -q
is 'all of them' \
    "$(sqlite3 shop/ops.db 'SELECT count(*) FROM move')" $rows
is 'each with what it said' \
    "$(sqlite3 shop/ops.db 'SELECT count(reference), sum(length(reason)),
	sum(lot > 0), sum(unit_cost > 0), sum(party > 0) FROM move')" \
    '2000|20000|666|1000|571'
is 'and the balances are theirs' \
    "$(ops --book shop stock balance --by item,location -F csv --no-header \
	--columns item,location,on_hand)" \
    "$(awk -F, 'NR > 1 { sum[$2 "," $4] += $5 }
	END { for (i in sum) printf "%s,%.1f\n", i, sum[i] }' moves.csv | sort)"
is 'nothing is left beside it' \
    "$(find shop -name '*load*' | wc -l | tr -d ' ')" 0
mv shop short

pages() {
	sqlite3 "$1/ops.db" 'PRAGMA page_count'
}

# The short way fills pages, the other does not: that tells which was taken.
# From the n-th on no file can be opened: SQLite tries twice.
if test -f "$fault"; then
	n=0
	while :; do
		n=$((n + 1))
		rm -rf shop .hit
		cp -R empty shop
		FAULT=open:$n+ FAULT_HIT=$dir/.hit LD_PRELOAD=$fault \
		    ops --book shop stock move -q -i moves.csv 2>.err
		code=$?
		test -e .hit || break
		test $code -eq 0 -a "$(pages shop)" -gt "$(pages short)" && break
	done
	test -e .hit
	ok 'where its file cannot be had, they are stored all the same' $?
	is 'to the byte' "$(stored shop)" "$(stored short)"
else
	skip 'where its file cannot be had' 'no fault.so in this build'
	skip 'to the byte' 'no fault.so in this build'
fi

rm -rf shop
cp -R short shop
check 'a second time they are stored beside the first' 0 '*' '' \
    ops --book shop stock move -i moves.csv
is 'all of both, and the file is sound' \
    "$(sqlite3 shop/ops.db 'PRAGMA integrity_check;
	SELECT count(*), count(DISTINCT entry) FROM move')" "ok
$((2 * rows))|2"

rm -rf shop
cp -R empty shop
{
	cat moves.csv
	echo '2026-02-28,A1,MAIN/A,MAIN/B,99999999,,,,,,'
} >short.csv
check 'one that takes what is not there: none is stored' 65 '*' '*short.csv:4002: qty: *' \
    ops --book shop stock move -i short.csv
is 'not one' "$(stored shop)" "$(stored empty)"

# A file so long is read ahead, and each of its codes is looked for once.
rm -rf shop
cp -R empty shop
awk 'BEGIN {
	print "item,from,to,qty"
	for (i = 1; i <= 40000; i++)
		printf "%s,%s,MAIN/%s,%d\n", i % 3 ? "A1" : "B2",
		    i % 7 ? "VENDOR" : "", i % 5 ? "A" : "B", i % 10 + 1
}' >codes.csv
check 'codes that come again and again' 0 '*' '' \
    ops --book shop stock move -i codes.csv --from ADJUSTMENT
is 'mean the same in every row, and --from fills the holes' \
    "$(ops --book shop stock ledger -F csv --no-header \
	--columns item,from,to,qty | sort | uniq -c)" \
    "$(awk -F, 'NR > 1 {
		print $1 "," ($2 == "" ? "ADJUSTMENT" : $2) "," $3 "," $4
	}' codes.csv | sort | uniq -c)"

check 'export' 0 '*' '' ops --book short export out
check 'and restore take them, too' 0 '*' '' ops restore out again
is 'all' "$(sqlite3 again/ops.db 'PRAGMA integrity_check;
	SELECT * FROM move')" "$(sqlite3 short/ops.db 'PRAGMA integrity_check;
	SELECT * FROM move')"
done_testing
