#!/bin/sh
# ops backup: the store as one file, while others write.
. "$(dirname "$0")/lib.sh"

book
cd ..
check 'says what the copy holds' 0 'to,entries,lines,digest
b.db,3,11,*' '' ops --book shop backup b.db
is 'it is the user'\''s only' "$(stat -c %a b.db)" 600
is 'it stands alone' "$(sqlite3 b.db 'PRAGMA journal_mode'; ls -A | grep -c 'b.db-')" 'delete
0'
is 'and is whole' "$(sqlite3 b.db 'PRAGMA integrity_check')" ok
dump() { sqlite3 "$1" .dump; }
is 'it has all that the book has' "$(dump b.db)" "$(dump shop/ops.db)"
check 'a file that is there stays' 73 '' "ops: backup: cannot make 'b.db': it is there already" \
	ops --book shop backup b.db
: >empty.db
check 'even an empty one' 73 '' '*it is there already' ops --book shop backup empty.db
ln -s nowhere link.db
check 'even a link to nothing' 73 '' '*it is there already' ops --book shop backup link.db
check 'a folder must be there' 73 '' "ops: backup: cannot make 'none/b.db': No such file or directory" \
	ops --book shop backup none/b.db
check 'needs a file' 2 '' 'ops: backup: <file> is missing' ops --book shop backup
check 'needs a book' 66 '' '*' ops backup c.db

# A writer posts entry after entry while copies are taken.
(
	i=0
	while [ ! -e stop ] && [ $i -lt 200 ]; do
		ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
		i=$((i + 1))
	done
) &
writer=$!
bad=0
for n in 1 2 3 4 5; do
	ops --book shop backup -q "w$n.db" || bad=1
	[ "$(sqlite3 "w$n.db" "PRAGMA integrity_check;
		SELECT max(entry) = count(*) FROM entry;
		SELECT (SELECT sum(qty) FROM on_hand WHERE qty > 0) =
		(SELECT sum(qty) FROM move)" | tr '\n' ' ')" = 'ok 1 1 ' ] ||
		[ "$(sqlite3 "w$n.db" 'SELECT count(*) FROM move')" = 0 ] || bad=1
done
: >stop
wait $writer
ok 'each is of one moment while others write' $bad
ops --book shop backup -q last.db
is 'the last has all' "$(sqlite3 last.db 'SELECT count(*) FROM move')" \
	"$(sqlite3 shop/ops.db 'SELECT count(*) FROM move')"

# Somebody writes and does not end: readers need not wait.
mkfifo pipe
sqlite3 shop/ops.db >/dev/null <pipe &
other=$!
exec 3>pipe
echo "BEGIN IMMEDIATE; SELECT 'held';" >&3
check 'a writer who does not end does not hold it up' 0 '' '' ops --book shop backup -q held.db
exec 3>&-
wait $other

if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=64k none small 2>/dev/null; then
	check 'a full disk is said' 74 '' '*disk is full*' ops --book shop backup small/b.db
	is 'and nothing is left' "$(ls -A small)" ''
	umount small
else
	skip 'a full disk is said' 'needs to mount'
	skip 'and nothing is left' 'needs to mount'
fi
is 'no temporary file is left' "$(ls -A | grep ops-backup)" ''

done_testing
