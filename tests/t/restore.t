#!/bin/sh
# ops restore: a new book from an export or a backup, the same or none.
. "$(dirname "$0")/lib.sh"

book
ops stock party add -q --code ACME --kind vendor --contact 'Jo, 555'
ops stock party add -q --code GONE --kind vendor --contact 'Al, 556'
ops stock receive -q --item A1 --qty 7 --to MAIN/A --unit-cost 2.4 --lot L1 \
	--party ACME --key k1 -m 'two
lines, "quoted"'
ops stock receive -q --item B2 --qty 0.125 --to MAIN/B --date 2026-03-14T08:30
ops stock location add -q --code MAIN/C --kind internal --parent MAIN
ops stock transfer -q --item A1 --lot L1 --qty 2 --from MAIN/A --to MAIN/C
ops stock item set -q --sku A1 --name 'Brass bell' --min ''
ops undo -q 9
ops undo -q 10
ops stock item add -q ZZ
ops undo -q 13
ops stock item add -q ZZ --unit kg
ops stock receive -q --item ZZ --qty 1 --to MAIN/C
ops close -q 2026-02-28
cd ..

# As if a text had been redacted.
sqlite3 shop/ops.db "UPDATE private SET salt = NULL, body = NULL
	WHERE body LIKE 'Al%';
	UPDATE party SET contact = NULL WHERE code = 'GONE'"
cat >>shop/ops.yaml <<'YAML'
include: [rules/codes.yaml]
YAML
mkdir shop/rules
echo 'numbering: {item: PO}' >shop/rules/codes.yaml
ops --book shop stock receive -q --item ZZ --qty 1 --to MAIN/C
dump() { sqlite3 "$1" .dump | grep -v "INTO schema_version" | sort; }

ops --book shop export -q copy
check 'a folder becomes a book' 0 'to,entries,lines,digest
new,18,*' '' ops restore copy new
is 'with the same content, table by table' "$(dump new/ops.db)" "$(dump shop/ops.db)"
is 'with the same rules' "$(diff -r -x 'ops.db*' shop new)" ''
check 'and the chain is whole' 0 '' '' ops --book new fsck -q
check 'and one can go on' 0 '' '' ops --book new stock receive -q --item ZZ --qty 1 --to MAIN/C
ops --book new export -q copy2
is 'the old entries stay as they are' "$(head -n 20 copy2/entry.csv)" "$(cat copy/entry.csv)"

ops --book shop backup -q b.db
check 'a backup becomes a book' 0 'to,entries,lines,digest
new2,18,*' '' ops restore b.db new2
is 'with the same content' "$(dump new2/ops.db)" "$(dump shop/ops.db)"
is 'with the rules that were recorded last' "$(diff -r -x 'ops.db*' shop new2)" ''
is 'in which readers do not wait' "$(sqlite3 new2/ops.db 'PRAGMA journal_mode')" wal
check 'and the chain is whole' 0 '' '' ops --book new2 fsck -q
check 'and one can go on' 0 '' '' ops --book new2 stock receive -q --item ZZ --qty 1 --to MAIN/C

# Where to
check 'a book that is there stays' 73 '' "ops: restore: 'shop' is a book already" ops restore copy shop
check 'from a backup, too' 73 '' "ops: restore: 'shop' is a book already" ops restore b.db shop
mkdir part && echo mine >part/ops.db
check 'a store that is there stays' 73 '' "*/part/ops.db': it is there already" ops restore copy part
check 'from a backup, too' 73 '' "*/part/ops.db': it is there already" ops restore b.db part
is 'as it was' "$(cat part/ops.db; ls part)" 'mine
ops.db'
mkdir here
check 'this folder, where none is named' 0 '' '' ops -C here restore -q ../copy
check 'a group may share it' 0 '' '' ops restore -q --shared copy group
is 'and write it' "$(stat -c %a group group/ops.db group/ops.yaml | tr '\n' ' ')" '2770 660 660 '
check 'needs a copy' 2 '' 'ops: restore: <from> is missing' ops restore
check 'that is there' 66 '' "ops: restore: cannot open 'none': No such file or directory" ops restore none x
check 'that is one' 66 '' '*' ops restore here/.. x
[ ! -e x ]; ok 'nothing is left of it' $?

# A copy that was changed
changed() { # changed NAME MESSAGE SED FILE: 65, and nothing stays behind
	rm -rf bad && cp -r copy bad && sed -i "$3" "bad/$4"
	cmp -s "copy/$4" "bad/$4" && echo "# nothing was changed"
	check "finds $1" 65 '' "ops: restore: bad/$2" ops restore bad x
	[ ! -e x ] || { ok 'something is left' 1; rm -rf x; }
}
changed 'a quantity' 'entry.csv:7 (lines: stock-lot.csv:2, stock-move.csv:2): entry 6 has the digest *' 's/,7,2.40/,8,2.40/' stock-move.csv
changed 'a date' 'entry.csv:*: entry 7 *' 's/14T08:30:00/14T08:30:01/' stock-move.csv
changed 'a place' 'entry.csv:*: entry 7 *' 's/,MAIN.B,0.125/,MAIN\/A,0.125/' stock-move.csv
changed 'a place that is none' "stock-move.csv:3: 'MAIN/X' is not a known location*" 's/,MAIN.B,0.125/,MAIN\/X,0.125/' stock-move.csv
changed 'a number that is none' "stock-move.csv:3: qty: '0,125' is wrong: expected *" 's/,0.125,/,"0,125",/' stock-move.csv
changed 'a missing cell' "stock-move.csv:3: has 15 cells, the header 16" '3s/,$//' stock-move.csv
changed 'another column' "stock-move.csv:1: column 7 is 'quantity': expected 'qty'" '1s/qty/quantity/' stock-move.csv
changed 'a lost line' 'entry.csv:*: line 1 of entry 7 is missing' 3d stock-move.csv
changed 'a line that is there twice' 'stock-move.csv:4: line 1 of entry 7 is not to be here: *' 3p stock-move.csv
changed 'lines in another order' '*' '2{h;d};3G' stock-move.csv
changed 'a name' 'entry.csv:*: entry 3 *' 's/Chain/Chains/' stock-item.csv
changed 'a master taken back' 'entry.csv:*: entry 3 *' '3s/yes/no/' stock-item.csv
changed 'an actor' 'entry.csv:3 (lines: stock-location.csv:9-10): entry 2 *' '3s/tester/somebody/' entry.csv
changed 'a time' 'entry.csv:*: entry * *' '3s/12:00:00Z/11:00:00Z/' entry.csv
changed 'a message' 'entry.csv:*: entry 6 *' 's/two$/three/' entry.csv
changed 'a key' 'entry.csv:*: entry 6 *' 's/,k1,/,k2,/' entry.csv
changed 'the time of the lines' 'entry.csv:*: effective: *' '/^7,/s/2026-03-14T08:30:00Z/2026-03-13T08:30:00Z/' entry.csv
changed 'a request' 'entry.csv: the copy was changed: *' 's/,k1,[0-9a-f]/,k1,x/' entry.csv
changed 'a digest' 'entry.csv:3 *: entry 2 has the digest *' '3s/.$/x/' entry.csv
changed 'a lost entry' 'entry.csv:*: entry 3 does not follow entry 1' 3d entry.csv
changed 'a cut tail' 'stock-move.csv:*: line 1 of entry 18 is not to be here: there is no such entry*' '$d' entry.csv
changed 'a personal text' 'private.csv:*: the text has the digest *' 's/Jo, 555/Jo, 666/' private.csv
changed 'a personal text that was taken out' "stock-party.csv:*: contact: '*' is not in private.csv" '/Jo, 555/d' private.csv
changed 'a text that was emptied' 'private.csv: the copy was changed: *' 's/^\(.*\),\(.*\),"Jo, 555"/\1,,/' private.csv
changed 'a text that is there twice' 'private.csv:*: the row is there twice*' 2p private.csv
changed 'recorded rules' 'rules.csv:*: the text has the digest *' 's/negative: refuse/negative: allow /' rules.csv
changed 'another currency' 'fixed.csv: the copy was changed: *' 's/EUR/USD/' fixed.csv
changed 'a currency that is none' "fixed.csv: currency: 'ABC' is not known: *" 's/EUR/ABC/' fixed.csv
changed 'a name that is not known' "fixed.csv:2: name: 'color' is not known*" 's/currency/color/' fixed.csv
changed 'a byte that is no text' 'stock-item.csv:*: name: is not valid UTF-8*' 's/Chain/Cha\xff/' stock-item.csv
changed 'sums that are none' 'b2sums.txt: is not what was exported' 1s/...../x/ b2sums.txt
rm -rf bad && cp -r copy bad && rm bad/stock-move.csv
check 'finds a lost file' 65 '' '*: line 2 of entry 6 is missing' ops restore bad x
rm -rf bad && cp -r copy bad && rm bad/import-run.csv
check 'finds another lost file' 66 '' '*import-run.csv*' ops restore bad x
rm -rf bad && cp -r copy bad && rm bad/rules/codes.yaml
check 'finds lost rules' 78 '' "*include: 'rules/codes.yaml' cannot be opened*" ops restore bad x
[ ! -e x ]; ok 'nothing is left of any of them' $?
rm -rf bad && cp -r copy bad && echo '# mine' >>bad/ops.yaml
check 'rules may be changed' 0 '' 'ops: restore: bad/ops.yaml was changed since the export: taken as it is' ops restore -q bad x
rm -rf x

# The store is never another book's.
rm -rf bad && cp -r copy bad && echo "store: $dir/shop/ops.db" >>bad/ops.yaml
check 'a store elsewhere is refused' 78 '' "*is not in the new book's folder: *" ops restore bad x
sed -i 's|^store: .*|store: ../shop/ops.db|' bad/ops.yaml
check 'upwards, too' 78 '' "*is not in the new book's folder: *" ops restore bad x
[ ! -e x ]; ok 'nothing is left' $?
sed -i 's|^store: .*|store: data/facts.db|' bad/ops.yaml
check 'a store below the folder goes there' 0 '' 'ops: restore: bad/ops.yaml was changed*' ops restore -q bad x
is 'as the rules say' "$(ls x/data)" facts.db
check 'and the book works' 0 '' '' ops --book x fsck -q
rm -rf x

# Files that are no backup
echo text >text.db
check 'a text is no backup' 65 '' "*'text.db' is not a store that ops made" ops restore text.db x
: >empty.db
check 'an empty file is none' 65 '' '*is not a store that ops made' ops restore empty.db x
sqlite3 other.db 'CREATE TABLE t (a); PRAGMA application_id = 7'
check 'somebody else'\''s database is none' 65 '' '*is not a store that ops made' ops restore other.db x
head -c 100000 b.db >short.db
check 'a part of one is none' 65 '' "*'short.db' is truncated: *" ops restore short.db x
cp b.db damaged.db
dd if=/dev/urandom of=damaged.db bs=8192 seek=3 count=20 conv=notrunc 2>/dev/null
cp b.db bent.db && sqlite3 bent.db "$(sqlite3 bent.db "SELECT 'DROP TRIGGER ' ||
    name || ';' FROM sqlite_schema WHERE type = 'trigger'")
    UPDATE entry SET message = 'bent' WHERE entry = 2;
    $(sqlite3 bent.db "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'")"
check 'of a bent one the digests are not reckoned' 0 '*' '' ops restore bent.db bent
check 'but by fsck' 1 '*journal,2,*' '' ops -C bent fsck
check 'as its manual says' 0 "*'ops fsck' in the new book*" '' ops help restore
check 'a damaged one is refused' 65 '' '*is damaged*' ops restore damaged.db x
cp b.db new.db && sqlite3 new.db "INSERT INTO schema_version VALUES (9999, 0)"
check 'one that a newer ops made is refused' 78 '' '*made by a newer ops*update ops' ops restore new.db x
cp b.db trap.db
sqlite3 trap.db "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END"
check 'one with a trap in it is refused' 65 '' "*has the trigger 't', which ops did not make*" ops restore trap.db x
cp b.db evil.db
sqlite3 evil.db "DROP TRIGGER rules_no_UPDATE;
	UPDATE rules SET text = 'file 7 ops.yaml
ops: 1
file 2 ../evil
hi'"
check 'rules that leave the folder are refused' 65 '' "*name the file '../evil'*" ops restore evil.db x
[ ! -e x ] && [ ! -e evil ]; ok 'nothing is left of any of them' $?
ops init -q bare
ops --book bare backup -q bare.db
check 'a book that has recorded no rules has the format only' 0 '' '' ops restore -q bare.db x
is 'or what is beside the file' "$(cat x/ops.yaml)" 'ops: 1'

if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=200k none small 2>/dev/null; then
	check 'a full disk is said' 74 '*' '*disk is full*' ops restore copy small/x
	check 'for a backup, too' 74 '' '*disk is full*' ops restore b.db small/x
	is 'and nothing is left' "$(ls -A small)" ''
	umount small
else
	skip 'a full disk is said' 'needs to mount'
	skip 'for a backup, too' 'needs to mount'
	skip 'and nothing is left' 'needs to mount'
fi


# What a closing kept was reckoned by the rules of then
ops init ruled -q && cd ruled || exit 1
ops stock item add -q A1
ops stock receive -q --item A1 --qty 10 --unit-cost 1 --to MAIN --date 2026-01-01 --reference R
ops stock issue -q --item A1 --qty 5 --from MAIN --date 2026-01-03
ops stock landed -q --reference R --amount 10 --date 2026-01-02
ops stock item add -q C3
ops stock receive -q --item C3 --qty 10 --unit-cost 1 --to MAIN --date 2026-01-01
ops stock receive -q --item C3 --qty 10 --unit-cost 3 --to MAIN --date 2026-01-02
ops stock issue -q --item C3 --qty 10 --from MAIN --date 2026-01-03
ops close -q 2026-01-31
ops config set -q stock.landed_late forward
ops config set -q stock.costing average
ops stock receive -q --item A1 --qty 1 --unit-cost 9 --to MAIN --date 2026-02-01
cd ..
ops --book ruled export -q ruled-copy && ops restore -q ruled-copy ruled2
is 'so it is kept again' "$(dump ruled2/ops.db)" "$(dump ruled/ops.db)"
is 'and is worth the same' "$(ops --book ruled2 stock value)" "$(ops --book ruled stock value)"
done_testing
