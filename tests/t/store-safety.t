#!/bin/sh
# The store: what is not ours is left alone, what is ours stays whole.
. "$(dirname "$0")/lib.sh"

book
ops stock receive -q --item A1 --qty 7 --to MAIN/A
cd ..
cp -r shop kept
fresh() { rm -rf shop && cp -r kept shop; }
db() { sqlite3 shop/ops.db "$@"; }
read_() { ops --book shop stock balance --no-header --columns item,on_hand; }
write_() { ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A "$@"; }

# Files that are no store of ours
wrong() { # wrong NAME STATUS MESSAGE: for a reader and for a writer
	cp shop/ops.db before
	check "$1: a reader" "$2" '' "ops: stock balance: $3" read_
	check "$1: a writer" "$2" '' "ops: stock receive: $3" write_
	cmp -s before shop/ops.db; ok "$1: stays as it was" $?
	fresh
}
not_ours="'*/shop/ops.db' is not a store that ops made"
echo 'a text' >shop/ops.db
wrong 'a text' 65 "$not_ours"
: >shop/ops.db
wrong 'an empty file' 65 "$not_ours"
rm shop/ops.db && db 'CREATE TABLE t (a); INSERT INTO t VALUES (1)'
chmod 600 shop/ops.db
wrong 'somebody else'\''s database' 65 "$not_ours"
head -c 60000 kept/ops.db >shop/ops.db
wrong 'a truncated store' 65 "'*/shop/ops.db' is truncated: 60000 of * bytes are there; restore a backup with 'ops restore'"
db "INSERT INTO schema_version VALUES (9999, 0)"
sqlite3 shop/ops.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
wrong 'a newer store' 78 "'*/shop/ops.db' was made by a newer ops (schema 9999, this one knows *): update ops"
db 'ALTER TABLE party RENAME TO guests'
check 'a table is gone' 65 '' "ops: stock party list: '*/shop/ops.db' is \
damaged, or another version of ops made it (no such table: party): keep it, \
and restore a backup with 'ops restore'" ops --book shop stock party list
check 'so says fsck' 65 '' '*(no such table: party)*' ops --book shop fsck
fresh
rm shop/ops.db
check 'no store: a reader' 66 '' "ops: stock balance: cannot open '*/shop/ops.db': No such file or directory" read_
check 'no store: a writer' 66 '' '*No such file or directory' write_
[ ! -e shop/ops.db ]; ok 'no store: none is made' $?
mkdir shop/ops.db
check 'a folder in its place' 74 '' '*Is a directory' read_
fresh

# On a medium that is not written, all is read.
if [ "$(id -u)" = 0 ] && mkdir medium &&
    mount -t tmpfs -o size=8m,mode=755 none medium 2>/dev/null; then
	sqlite3 shop/ops.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
	cp shop/ops.db shop/ops.yaml medium
	mount -o remount,ro medium
	check 'a read-only medium: a reader' 0 'A1,7' '' \
		ops --book medium stock balance --no-header --columns item,on_hand
	check 'a writer is told why' 74 '' \
		"*: cannot write '*/medium/ops.db': Read-only file system" \
		ops --book medium stock receive --item A1 --qty 1 --to MAIN/A
	umount medium
else
	skip 'a read-only medium: a reader' 'needs to mount'
	skip 'a writer is told why' 'needs to mount'
fi

# Objects that somebody planted would run as whoever writes.
planted() { # planted NAME SQL MESSAGE
	db "$2"
	check "$1 is refused" 65 '' "ops: stock receive: $3: nothing is written to it" write_
	is "$1: and nothing was written" "$(db 'SELECT count(*) FROM entry')" 4
	fresh
}
planted 'a trigger' "CREATE TRIGGER t AFTER INSERT ON entry BEGIN
	DELETE FROM on_hand; END" "'*/ops.db' has the trigger 't', which ops did not make"
planted 'a view' 'CREATE VIEW v AS SELECT 1' "'*/ops.db' has the view 'v', which ops did not make"
planted 'a table' 'CREATE TABLE t (a)' "'*/ops.db' has the table 't', which ops did not make"
planted 'an index' 'CREATE INDEX i ON item (name)' "'*/ops.db' has the index 'i', which ops did not make"
planted 'a lost trigger' 'DROP TRIGGER move_no_UPDATE' "'*/ops.db' lacks the trigger 'move_no_UPDATE'"
planted 'another trigger of that name' "DROP TRIGGER move_no_UPDATE;
	CREATE TRIGGER move_no_UPDATE BEFORE UPDATE ON move BEGIN SELECT 1; END" \
	"in '*/ops.db' the trigger 'move_no_UPDATE' is not as ops made it"
planted 'a column' 'ALTER TABLE item ADD COLUMN x TEXT' "in '*/ops.db' the table 'item' is not as ops made it"
planted 'a view in a table'\''s place' 'ALTER TABLE party RENAME TO p;
	CREATE VIEW party AS SELECT * FROM p' "'*/ops.db' has the table 'p', which ops did not make"
db ANALYZE
check 'statistics of SQLite may be there' 0 '' '' write_
fresh

# The journal is append-only for anybody's program.
check 'a move is never changed' 19 '' '*append-only*' sqlite3 shop/ops.db 'UPDATE move SET qty = 1'
check 'an entry is never removed' 19 '' '*append-only*' sqlite3 shop/ops.db 'DELETE FROM entry'

# Others at work
mkfifo pipe
hold() { # hold SQL: a program that has begun and does not end
	sqlite3 shop/ops.db <pipe >held 2>&1 &
	other=$!
	exec 3>pipe
	echo "$1 SELECT 'held';" >&3
	while [ ! -s held ]; do sleep 0.02; done
}
release() { exec 3>&-; wait "$other"; rm -f held; }
hold 'BEGIN IMMEDIATE;'
check 'a writer waits, then says so' 75 '' "ops: stock receive: '*/shop/ops.db' is busy: another program has been writing for 1 s, try again" \
	ops -c store.wait=1s --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
check 'a reader does not wait' 0 'A1,7' '' read_
release
check 'then it is free' 0 '' '' write_
cp -r shop shop2
hold 'PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE;'
began=$(date +%s%N)
check 'a writer waits for a first load, too' 75 '' '*: another program has been writing for 1 s, try again' \
	ops -c store.wait=1s --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
test $((($(date +%s%N) - began) / 1000000)) -ge 900
ok 'as long as it says' $?
release
check 'where the log is off, a question leaves it so' 0 1 '' \
	ops --book shop sql --no-header 'SELECT 1'
rm -rf shop && mv shop2 shop
hold 'BEGIN; SELECT count(*) FROM entry;'
check 'a reader does not hold a writer up' 0 '' '' write_
release
for i in 1 2 3 4 5 6; do write_ & pids="${pids:-} $!"; done
bad=0
for p in $pids; do wait "$p" || bad=1; done
ok 'writers at the same time all post' $bad
check 'and the chain is whole' 0 '' '' ops --book shop fsck -q
is 'with all of them' "$(read_)" A1,15
fresh

# Killed in the middle
seq 20000 | sed 's/.*/A1,1,MAIN\/A/; 1i item,qty,to' >many.csv
for pause in 0.02 0.05 0.1 0.2; do
	ops --book shop stock receive -q -i many.csv &
	victim=$!
	sleep $pause
	kill -9 $victim 2>/dev/null
	wait $victim 2>/dev/null
	case "$(read_)" in
	A1,7 | A1,20007) ok "killed after $pause s: before or after" 0 ;;
	*) ok "killed after $pause s: before or after" 1 ;;
	esac
	is 'and whole' "$(db 'PRAGMA integrity_check;
		SELECT max(entry) = count(*) FROM entry')" 'ok
1'
	check 'and fsck agrees' 0 '' '' ops --book shop fsck -q
	fresh
done

# A first load goes without a log; what it leaves when killed is undone.
sqlite3 shop/ops.db <pipe >held 2>&1 &
victim=$!
exec 3>pipe
echo "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN IMMEDIATE;
	WITH RECURSIVE t (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 9999)
	INSERT INTO ledger_span SELECT 'x' || x, x FROM t; SELECT 'held';" >&3
until grep -q held held; do sleep 0.02; done
kill -9 $victim
wait $victim 2>/dev/null
exec 3>&-
rm -f held
[ -e shop/ops.db-journal ]; ok 'a killed load leaves its journal' $?
cp -r shop shop2
check 'a reader undoes it' 0 'A1,7' '' read_
is 'all of it' "$(db 'SELECT count(*) FROM ledger_span; PRAGMA integrity_check')" '1
ok'
rm -rf shop && cp -r shop2 shop
mv shop/ops.db real.db && mv shop/ops.db-journal real.db-journal
ln -s ../real.db shop/ops.db
check 'where a link names the store, too' 0 'A1,7' '' read_
rm -rf shop real.* && mv shop2 shop
check 'so does a writer' 0 '' '' write_
is 'all of it, too' "$(db 'SELECT count(*) FROM ledger_span')" 1
fresh
ops init -q large && ops --book large stock item add -q A1
awk 'BEGIN { long = "x"; while (length(long) < 500000) long = long long
	print "item,from,to,qty,error"
	for (i = 0; i < 65; i++) print "A1,VENDOR,MAIN,1," long }' >large.csv
check 'a first load turns the log off' 0 '' '' ops --book large stock move -q -i large.csv
is 'and on again' "$(sqlite3 large/ops.db 'PRAGMA journal_mode')" wal
rm -rf large large.csv

# An older store is brought up to date by the first write, not by a reader.
for step in "$top"/lib/db/schema/*.sql; do
	case $step in */0001_*) continue ;; esac
	for t in $(sed -n 's/^CREATE TABLE \([a-z_]*\).*/\1/p' "$step"); do
		db "DROP TABLE $t"
	done
done
db 'DELETE FROM schema_version WHERE version > 1'
older="'*/shop/ops.db' was made by an older ops (schema 1, this one knows *): the next write brings it up to date"
check 'an older store is not read' 78 '' "ops: stock balance: $older" read_
check 'a write brings it up to date' 0 '' '' ops --book shop stock item add -q A1
check 'then it is read' 0 'A1' '' ops --book shop stock item list --no-header --columns sku
is 'and what it was is kept' "$(db 'SELECT count(*) FROM entry')" 5
fresh

# Symbolic links: what they name is what counts.
mv shop/ops.yaml real.yaml && ln -s ../real.yaml shop/ops.yaml
mv shop/ops.db real.db && ln -s ../real.db shop/ops.db
check 'links are followed' 0 '' '' write_
chmod 666 real.db
check 'to a store that others may write, they are refused' 77 '' "*/shop/ops.db' can be written by others: *" write_
chmod 600 real.db; chmod 666 real.yaml
check 'to rules that others may write, too' 77 '' "*/shop/ops.yaml' can be written by others: *" write_
rm -rf real.*; fresh
ln -sf nowhere shop/ops.db
check 'a link to nothing' 66 '' '*No such file or directory' write_
fresh

# Whose it is
chmod g+w shop
check 'a folder that others may write' 77 '' "ops: stock balance: '*/shop' can be written by others: if you trust this book, put the line 'safe.book: \\[*/shop]' into your configuration, or run 'ops -c safe.book=*/shop ...'" read_
check 'unless it is said to be safe' 0 'A1,7' '' ops -c "safe.book=$dir/shop" --book shop stock balance --no-header --columns item,on_hand
check 'another one is not' 77 '' '*' ops -c safe.book=/elsewhere --book shop stock balance
check 'nor from the book itself' 77 '' '*' sh -c "echo 'safe: {book: [$dir/shop]}' >>shop/ops.yaml; ops --book shop stock balance"
fresh
chmod o+w shop/ops.db
check 'a store that others may write' 77 '' "*/shop/ops.db' can be written by others: *" read_
fresh
ops init -q --shared group
check 'a group'\''s book is said to be safe, too' 77 '' "*/group' can be written by others: *" ops --book group stock item add -q A1
check 'then its members write it' 0 '' '' ops -c "safe.book=$dir/group" --book group stock item add -q A1
is 'and its store stays the group'\''s' "$(stat -c %a group/ops.db)" 660

nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
if [ "$(id -u)" = 0 ] && nobody test -x "$top/ops" 2>/dev/null; then
	chmod 755 "$dir"
	check 'somebody else'\''s book' 77 '' "ops: stock balance: '*/shop' belongs to root: if you trust this book, *" \
		nobody ops --book shop stock balance
	chown -R 65534 shop
	check 'even for root' 77 '' "ops: stock receive: '*/shop' belongs to *: if you trust *" write_
	chown root shop
	check 'a store of somebody else in a folder of mine' 77 '' "*/shop/ops.yaml' belongs to *" write_
	chown root shop/ops.yaml
	check 'the store alone' 77 '' "*/shop/ops.db' belongs to *" write_
	fresh
	chown -R 65534 shop && chmod 555 shop && chmod 444 shop/*
	check 'what is read-only is read' 0 'A1,7' '' nobody ops --book shop stock balance --no-header --columns item,on_hand
	check 'and not written' 74 '' '*' nobody ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
	chmod 755 shop
	check 'a read-only store in a folder that is not' 0 'A1,7' '' nobody ops --book shop stock balance --no-header --columns item,on_hand
	check 'is not written' 74 '' "*ops.db*" nobody ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
	chmod 644 shop/ops.db && chmod 555 shop
	check 'a read-only folder with a store that is not' 0 'A1,7' '' nobody ops --book shop stock balance --no-header --columns item,on_hand
	check 'is not written, either' 74 '' '*' nobody ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
	chmod 755 shop
	check 'where both may be, it is' 0 '' '' nobody ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
	chmod 000 shop/ops.db
	check 'a store that may not be read' 74 '' "*cannot open '*/shop/ops.db': Permission denied" nobody ops --book shop stock balance
	fresh
	for t in 'no HOME' 'a HOME that is not there' 'a HOME that is not mine'; do
		case $t in
		no*) h='-u HOME' ;;
		*there) h="HOME=$dir/none" ;;
		*) h="HOME=$dir/kept" ;;
		esac
		chown -R 65534 shop
		check "$t does not matter" 0 'A1,7' '' nobody env $h ops --book shop stock balance --no-header --columns item,on_hand
		check "$t: nor for a writer" 0 '' '' nobody env $h ops --book shop stock receive -q --item A1 --qty 1 --to MAIN/A
		fresh
	done
else
	skip 'books of others, read-only books, HOME' 'needs root and setpriv'
fi

if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o "size=$(($(du -sk kept | cut -f 1) + 250))k" none small 2>/dev/null; then
	cp -r kept small/shop
	full=$(ops --book small/shop stock receive -q -i many.csv 2>&1)
	is 'a full disk is said' "$?$full" "74ops: stock receive: cannot write '*/small/shop/ops.db*'*: the disk is full"
	check 'and the book is as before' 0 'A1,7' '' ops --book small/shop stock balance --no-header --columns item,on_hand
	check 'and whole' 0 '' '' ops --book small/shop fsck -q
	umount small
else
	skip 'a full disk is said' 'needs to mount'
	skip 'and the book is as before' 'needs to mount'
	skip 'and whole' 'needs to mount'
fi
(
	trap '' XFSZ
	ulimit -f 800
	ops --book shop stock receive -q -i many.csv 2>err
	echo $? >status
)
is 'a limit of file sizes is an error of writing' "$(cat status err)" "74
ops: stock receive: cannot *ops.db*"
check 'and the book is as before' 0 'A1,7' '' read_
check 'and whole' 0 '' '' ops --book shop fsck -q

done_testing
