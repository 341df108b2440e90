#!/bin/sh
# Killed in the middle of 20,000 moves: the book is as before or as after.
. "$(dirname "$0")/../t/lib.sh"
rows=20000

state() {
	sqlite3 "$1/ops.db" 'PRAGMA integrity_check;
		SELECT count(*), max(entry) FROM entry;
		SELECT count(*), sum(qty) FROM move;
		SELECT count(*), sum(qty) FROM on_hand;'
}

# kills NAME: moves.csv into a copy of the book ./old, killed at 15 moments.
kills() {
	rm -rf shop
	began=$(date +%s%N)
	cp -R old shop
	check "$1: they are moved" 0 '*' '' \
	    ops --book shop stock move -i moves.csv
	took=$((($(date +%s%N) - began) / 1000000))
	before=$(state old)
	after=$(state shop)
	test "$before" != "$after"
	ok 'which is another state' $?

	n=0 before_was=0 after_was=0
	: >other
	while [ $n -lt 15 ]; do
		n=$((n + 1))
		rm -rf shop
		cp -R old shop
		ms=$((took * n / 14))
		ops --book shop stock move -q -i moves.csv 2>/dev/null &
		pid=$!
		sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
		kill -9 $pid 2>/dev/null
		wait $pid 2>/dev/null
		case $(ops --book shop stock item list --no-header \
		    --columns sku -F csv | tr '\n' ' ') in
		'A1 B2 ') ;;
		*) echo "after $ms ms it cannot be read" >>other ;;
		esac
		case $(state shop) in
		"$before") before_was=$((before_was + 1)) ;;
		"$after") after_was=$((after_was + 1)) ;;
		*) echo "after $ms ms: $(state shop | tr '\n' ' ')" >>other ;;
		esac
	done
	is "15 kills within $took ms: $before_was left it as before, \
$after_was as after" "$(cat other)" ''
	test $before_was -gt 0
	ok 'some of them came in time' $?
}

book
cd "$dir" || exit 1
awk -v n=$rows 'BEGIN { print "date,item,from,to,qty,reference"
	for (i = 1; i <= n; i++)
		printf "2026-0%d-%02d,%s,VENDOR,MAIN/%s,%d.5,R-%d\n",
		    1 + i % 2, 1 + i % 28, i % 3 ? "A1" : "B2",
		    i % 5 ? "A" : "B", 1 + i % 7, i }' >moves.csv
mv shop old
kills 'a book without moves'
ops --book old stock move -q --item A1 --from VENDOR --to MAIN --qty 10
kills 'a book with one'

rm -rf shop
cp -R old shop
ops --book shop stock move -q -i moves.csv &
pid=$!
sleep 0.02
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
test "$(state shop)" = "$after" ||
    ops --book shop stock move -q -i moves.csv
is 'and the next program takes them' "$(state shop)" "$after"
done_testing 2>/dev/null
