#!/bin/sh
# A disk that is full, a file that may not grow: 74, and the book as before.
. "$(dirname "$0")/../t/lib.sh"

awk 'BEGIN { print "date,item,from,to,qty,reference"
	for (i = 1; i <= 60000; i++)
		printf "2026-01-%02d,A1,VENDOR,MAIN/A,%d,R-%d\n",
		    1 + i % 28, 1 + i % 7, i }' >"$dir/moves.csv"
state() {
	sqlite3 shop/ops.db 'PRAGMA integrity_check' .dump
}

limited() { # limited KIB COMMAND...: no file may grow beyond
	(
		ulimit -f "$(($1 * 2))" # in blocks of 512 bytes
		shift
		"$@"
	)
}

book
cd "$dir" || exit 1
before=$(state)
check 'a store that may not grow' 74 '*' 'ops: stock move: *' \
    limited 2200 ops --book shop stock move -i moves.csv
is 'is as before' "$(state)" "$before"
check 'nor hold the pages of so many moves' 74 '' 'ops: stock move: *' \
    limited 900 ops --book shop stock move -i moves.csv
is 'is as before, too' "$(state)" "$before"
check 'and is used on' 0 '' '' \
    ops --book shop stock item add --sku C3 -q
check 'an output that may not grow' 74 '' '*' \
    limited 0 ops --book shop stock item list -o list.csv
test ! -e list.csv
ok 'is not there' $?

mkdir small
if ! mount -t tmpfs -o size=3400k,mode=700 small small 2>/dev/null; then
	skip 'a disk that is full' 'cannot mount a small one'
	done_testing
	exit 0
fi
trap 'cd / && umount "$dir/small"; rm -rf "$dir"' EXIT
cd small || exit 1
ops init shop -q && ops --book shop stock item add -q --sku A1 &&
    ops --book shop stock location add -q --code MAIN/A --kind internal \
	--parent MAIN
before=$(state)
check 'a disk that is full' 74 '*' 'ops: stock move: *' \
    ops --book shop stock move -i ../moves.csv
is 'leaves the book as before' "$(state)" "$before"
check 'which can be read' 0 'A1' '' \
    ops --book shop stock item list --columns sku --no-header
dd if=/dev/zero of=rest bs=1k 2>/dev/null
check 'when nothing at all is left, too' 0 'A1' '' \
    ops --book shop stock item list --columns sku --no-header
check 'and no output is half written' 74 '' 'ops: stock item list: *' \
    ops --book shop stock item list -o list.csv
is 'or left behind' "$(ls)" 'rest
shop'
check 'nor is a question answered, for which there is no room' 74 '' \
    'ops: sql: cannot write a temporary file: the disk is full (TMPDIR names its folder)' \
    env TMPDIR="$PWD" ops --book shop sql "WITH RECURSIVE n (i) AS (SELECT 1
	UNION ALL SELECT i + 1 FROM n LIMIT 60000)
	SELECT count(*) FROM (SELECT DISTINCT i || hex(zeroblob(99)) FROM n)"
rm rest
check 'with room again it goes on' 0 '' '' \
    ops --book shop stock item add --sku B2 -q
# Room for a part of the log, for the log, for the log and a part of the store.
for free in 4 20 40 60 80 100 140 200; do
	dd if=/dev/zero of=rest bs=1k \
	    count=$(($(df -k . | awk 'NR == 2 { print $4 }') - free)) 2>/dev/null
	ops --book shop stock item add --sku "F$free" -q 2>/dev/null
	added=$?
	rm rest # a reader of a log needs 32 KiB beside it
	has=$(ops --book shop stock item list --where "sku = 'F$free'" \
	    --columns sku --no-header 2>&1)
	case $added:$has in
	"0:F$free" | 74:) ;;
	*) echo "$free KiB: exit $added, then [$has]" ;;
	esac
done >../odd
is 'wherever the room ends, the book is as before or as after' \
    "$(cat ../odd)" ''
check 'a new book that does not fit is not there' '74' '' '*' \
    sh -c 'dd if=/dev/zero of=rest bs=1k 2>/dev/null; ops init other'
test ! -e other
ok 'at all' $?
done_testing
