#!/bin/sh
# fsck finds what was changed behind the journal's back, and nothing else.
. "$(dirname "$0")/lib.sh"
book
head='kind,entry,problem'
ops stock party add -q ACME --kind vendor --contact 'ann@first.example'            # entry 4
ops stock receive -q --item A1 --qty 5 --to MAIN/A --lot L1 --date 2026-03-01      # entry 5
ops stock issue -q --item A1 --qty 2 --from MAIN/A --lot L1 --date 2026-03-02 -m m # entry 6
ops stock item set -q A1 --min 7                                                   # entry 7
ops undo -q 6 && ops close -q 2026-02-28                                           # entries 8, 9
check 'a book is well' 0 "$head" '' ops fsck
check 'and says so by its exit code alone' 0 '' '' ops fsck -q
cp ops.db ../good.db

# wrong NAME FINDINGS SQL: what fsck says after somebody changed the store
wrong() {
	cp ../good.db ops.db
	sqlite3 ops.db "$(sqlite3 ops.db "SELECT 'DROP TRIGGER ' || name || ';'
	    FROM sqlite_schema WHERE type = 'trigger'") $3;
	    $(sqlite3 ops.db "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'")"
	check "$1" 1 "$head
$2" '' ops fsck
}
wrong 'a quantity' 'journal,5,it is not what its digest says
kept,,"stock move: the kept balance of item 1 at location 1, lot 1 is not the sum of its moves"
kept,,"stock move: the kept balance of item 1 at location 8, lot 1 is not the sum of its moves"' \
    'UPDATE move SET qty = 6000000 WHERE entry = 5'
wrong 'a quantity and the balance' 'journal,5,it is not what its digest says' \
    'UPDATE move SET reference = 9 WHERE entry = 5'
wrong 'a balance' \
    'kept,,"stock move: the kept balance of item 1 at location 8, lot 1 is not the sum of its moves"' \
    'UPDATE on_hand SET qty = qty + 1 WHERE location = 8'
wrong 'a balance that is not there' \
    'kept,,"stock move: the kept balance of item 1 at location 8, lot 1 is not the sum of its moves"' \
    'DELETE FROM on_hand WHERE location = 8'
wrong 'where an entry has moves' \
    'kept,,"stock move: the span of entry 6, item 1 is not that of its lines"' \
    'UPDATE move_span SET last_at = last_at + 1 WHERE entry = 6'
wrong 'an order of production' "kept,,stock move: production 'WO-9' of entry 5 has no such move" \
    "INSERT INTO production (reference, entry) VALUES ('WO-9', 5)"
wrong 'a message' 'journal,6,it is not what its digest says' "UPDATE entry SET message = 'x' WHERE entry = 6"
wrong 'a digest, which the next one holds, too' 'journal,6,it is not what its digest says
journal,7,it is not what its digest says' "UPDATE entry SET digest = 'x' WHERE entry = 6"
wrong 'an actor' 'journal,1,it is not what its digest says' "UPDATE entry SET actor = 'x' WHERE entry = 1"
wrong 'a recorded time' 'journal,7,it was recorded before the entry before it' \
    'UPDATE entry SET recorded = recorded - 1 WHERE entry = 7'
wrong 'an effective time' 'journal,5,it is not effective when its header says' \
    'UPDATE entry SET effective = effective - 1 WHERE entry = 5'
wrong 'a count of lines' 'journal,5,it has not as many lines as its header says' \
    'UPDATE entry SET lines = 9 WHERE entry = 5'
wrong 'an entry that is missing' 'journal,7,"it has lines, but there is no such entry"
journal,8,the entry before it is missing' 'DELETE FROM entry WHERE entry = 7'
wrong 'a line that is missing' 'journal,7,it has not as many lines as its header says
kept,,stock item: the kept row 1 is not what its versions say' "DELETE FROM version WHERE record = 'item' AND entry = 7"
wrong 'the last entry, and its lines' 'journal,9,"it has lines, but there is no such entry"' \
    'DELETE FROM entry WHERE entry = 9'
wrong 'a master' 'kept,,stock item: the kept row 1 is not what its versions say' \
    'UPDATE item SET min = 0 WHERE id = 1'
wrong 'a master nobody posted' 'kept,,stock item: the kept row 9 is not what its versions say' \
    "INSERT INTO item (id, entry, line, sku, unit) VALUES (9, 3, 1, 'X', 'each')"
wrong 'a version' 'journal,7,it is not what its digest says
kept,,stock item: the kept row 1 is not what its versions say' \
    "UPDATE version SET n1 = 0 WHERE record = 'item' AND entry = 7"
wrong 'versions that no ledger reads' "store,7,\"version has lines of 'idem', which is no ledger's\"
journal,7,it has not as many lines as its header says
kept,,stock item: the kept row 1 is not what its versions say" \
    "UPDATE version SET record = 'idem' WHERE record = 'item' AND entry = 7"
wrong 'a personal text' 'personal,,the text is not what its digest * says
kept,,stock party: the contact of the kept row 1 is not what its version says' \
    "UPDATE private SET body = 'eve'"
wrong 'a personal text that was deleted' 'personal,4,stock party: the text of contact is missing
kept,,stock party: the contact of the kept row 1 is not what its version says' 'DELETE FROM private'
wrong 'a personal text of a master' \
    'kept,,stock party: the contact of the kept row 1 is not what its version says' \
    "UPDATE party SET contact = 'eve'"
wrong 'the rules of then' '*rules,*,the text of the rules is not what its digest says' \
    "UPDATE rules SET text = 'ops: 1'"
wrong 'no rules' '*rules,9,the text of the rules of entry 9 is missing' 'DELETE FROM rules'
wrong 'an undoing of what is not there' 'journal,8,it is not what its digest says
undo,8,"it undoes entry 99, or a line of it, that is not there before it"' \
    'UPDATE entry SET undoes = 99 WHERE entry = 8'
wrong 'an undoing done twice' 'journal,9,it is not what its digest says
undo,9,it undoes entry 6 once more' 'UPDATE entry SET undoes = 6 WHERE entry = 9'
wrong 'a last time' 'kept,,stock move: its last effective time is not that of its lines' \
    'UPDATE ledger_span SET last_at = 0'
wrong 'a closing that was moved' 'journal,9,it is not what its digest says
kept,,book closing: the kept row 1 is not what its versions say' "UPDATE version SET n1 = n1 + 9 WHERE record = 'closing'"

wrong 'a trigger that was planted' "store,,*has the trigger 'planted', which ops did not make: *" \
    'CREATE TRIGGER planted AFTER INSERT ON item BEGIN DELETE FROM item; END'
check 'for a monitoring system' 2 'BOOK CRITICAL - 1 problems | problems=1;;0;0' '' ops fsck --nagios

cp ../good.db ops.db
for sql in 'DELETE FROM schema_version' 'UPDATE schema_version SET version = -version' \
    'UPDATE schema_version SET version = 0 WHERE version = 1; DELETE FROM schema_version WHERE version > 0'; do
	cp ../good.db ops.db && sqlite3 ops.db "$sql"
	check "a schema that is none is said: $sql" 65 '' '*does not say which schema it has*' ops fsck
	check 'also to who writes' 65 '' '*does not say which schema it has*' ops stock item add -q X
done
wrong 'a step of the schema that is not noted' 'store,,"schema_version does not name the steps that made the store, one by one"' \
    'DELETE FROM schema_version WHERE version = 1'
wrong 'a step that there is not' 'store,,"schema_version does not name the steps that made the store, one by one"' \
    'INSERT INTO schema_version VALUES (-1, 0)'
wrong 'another currency' "store,1,\"what is fixed is 'currency USD, *', and was 'currency EUR, *'\"" \
    "UPDATE fixed SET value = 'USD' WHERE name = 'currency'"
wrong 'a mark of a line that is not there' 'import,5,"the mark of an imported row names its line 2, or one after it, that is not there, or no import"' \
    "INSERT INTO import_run VALUES (5, 'm', 's', 0); INSERT INTO import_mark VALUES ('x', 5, 2, 9, 'c')"
wrong 'a mark of no import' 'import,5,"the mark of an imported row names its line 1, or one after it, that is not there, or no import"' \
    "INSERT INTO import_mark VALUES ('x', 5, 1, 1, 'c')"
wrong 'an import without marks' 'import,5,"the import of entry 5 has no entry, or no marks of its rows"' \
    "INSERT INTO import_run VALUES (5, 'm', 's', 0)"
cp ../good.db ops.db
OPS_NOW=2099-01-01T00:00:00Z ops stock receive -q --item A1 --qty 1 --to MAIN # entry 10
check 'a clock that went back is said' 0 '*
11,2026-03-15T12:00:00Z,1' 'ops: stock receive: the clock stands before entry 10, recorded 2099-01-01T00:00:00Z: this entry is recorded at that time' \
    ops stock receive --item A1 --qty 1 --to MAIN
is 'and so it is' "$(ops log --limit 1 --columns recorded --no-header)" 2099-01-01T00:00:00Z
check 'but not to who wants to hear nothing' 0 '' '' ops stock receive -q --item A1 --qty 1 --to MAIN
check 'the first of them is found' 1 "$head
journal,10,\"it was recorded at 2099-01-01T00:00:00Z, which is still to come: until then all are\"" '' ops fsck
check 'and is right when that time has come' 0 "$head" '' env OPS_NOW=2099-01-01T00:00:00Z ops fsck
check 'a few seconds are nothing to talk about' 0 '*' '' \
    env OPS_NOW=2098-12-31T23:59:30Z ops stock receive --item A1 --qty 1 --to MAIN

cp ../good.db ops.db
check 'which likes a good book' 0 'BOOK OK - 0 problems | problems=0;;0;0' '' ops fsck --nagios
check 'a filter of the kind' 0 "$head" '' ops fsck --kind kept
check 'nothing was changed by looking' 0 '' '' cmp ../good.db ops.db
schema() { # what SQLite takes the index for
	sqlite3 ops.db "PRAGMA writable_schema = ON; UPDATE sqlite_schema
	    SET sql = '$1' WHERE name = 'entry_recorded'"
}
index='CREATE INDEX entry_recorded ON entry (recorded)'
schema "$index WHERE entry < 3" && sqlite3 ops.db 'REINDEX entry_recorded'
schema "$index"
check 'an index that lacks rows' 1 "$head
store,,*missing from index*" '' ops fsck
cp ../good.db ops.db
page=$(sqlite3 ops.db "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'move'")
dd if=/dev/zero of=ops.db bs=8192 seek="$page" count=1 conv=notrunc 2>.dd
check 'a damaged file' 1 "$head
store,,*damaged*" '' ops fsck

# What is kept of budgets
cd .. && ops init money -q && cd money || exit 1
ops budget account add -q it
ops budget plan set -q it --period 2026-03 --amount 100
ops budget commit -q --account it --amount 10 --reference PO-1 # entry 4
cp ops.db ../good.db
wrong 'a total' 'kept,,"budget line: the kept total of an account and month (1, 24314) is not the sum of its lines"' \
    'UPDATE budget_total SET actual = actual + 1'
wrong 'a total of thirty days' \
    'kept,,"budget line: the kept total of an account, month and 30 days (1, 24314) is not the sum of its lines"' \
    'UPDATE budget_slice SET counted = counted + 1'
wrong 'what an order holds' \
    'kept,,"budget line: what a document holds in a month (1, 24314) is not the sum of its lines"' \
    'DELETE FROM budget_open'
wrong 'where an entry has lines' \
    'kept,,"budget line: the span of entry 4, account 1 is not that of its lines"' \
    'DELETE FROM budget_span WHERE entry = 4'
done_testing
