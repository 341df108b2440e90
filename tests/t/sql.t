#!/bin/sh
# ops sql: one query over the views, and nothing else, within its limits.
. "$(dirname "$0")/lib.sh"

book
ops stock receive -q --item A1 --qty 7 --to MAIN/A --unit-cost 2.40
ops stock receive -q --item B2 --qty 0.125 --to MAIN/B --date 2026-03-14
ops stock move -q --item A1 --qty 2 --from MAIN/A --to MAIN/B -m 'by hand'

check 'sums what is on hand' 0 'item,on_hand
A1,7
B2,0.125' '' ops sql 'SELECT item, sum(on_hand) AS on_hand FROM stock_balance GROUP BY item ORDER BY item'
check 'prints what stock balance prints' 0 "$(ops stock balance -F csv --by item,location,lot)" '' \
	ops sql 'SELECT item, name, location, lot, on_hand, reserved, available, 0 AS expected, unit FROM stock_balance ORDER BY item, location'
check 'prints what stock ledger prints' 0 "$(ops stock ledger -F csv --columns entry,line,date,item,from,to,lot,qty,balance,reference,reason,party)" '' \
	ops sql 'SELECT entry, line, date, item, "from", "to", lot, qty, balance, reference, reason, party FROM stock_ledger ORDER BY item, date, entry, line'
check 'prints what the lists print' 0 "$(ops stock location list -F csv --sort code)" '' \
	ops sql 'SELECT * FROM stock_location_list ORDER BY code'
check 'prints what item list prints' 0 "$(ops stock item list -F csv)" '' \
	ops sql 'SELECT * FROM stock_item_list ORDER BY sku'
check 'prints what party list prints' 0 "$(ops stock party list -F csv)" '' \
	ops sql 'SELECT * FROM stock_party_list ORDER BY code'
check 'knows the journal' 0 'entry,recorded,actor,message
6,2026-03-15T12:00:00Z,tester,by hand' '' \
	ops sql 'SELECT entry, recorded, actor, message FROM log WHERE entry > 1 AND message IS NOT NULL'
ops undo -q 6
check 'prints what log prints' 0 "$(ops log -F csv --sort entry)" '' ops sql 'SELECT * FROM log ORDER BY entry'
check 'a price is a number' 0 'unit_cost
2.4' '' ops sql 'SELECT unit_cost FROM stock_ledger WHERE unit_cost > 2'

check 'types follow the values' 0 '[
{"i":1,"f":1.5,"t":"x","n":null,"b":"00ff","m":"1"},
{"i":2,"f":3,"t":"y","n":null,"b":null,"m":"z"}
]' '' ops sql -F json "SELECT 1 i, 1.5 f, 'x' t, NULL n, x'00ff' b, 1 m UNION ALL SELECT 2, 3, 'y', NULL, NULL, 'z'"
check 'a float has 6 decimals at most' 0 '{"x":0.3,"y":0.333333}' '' \
	ops sql -F jsonl 'SELECT 0.1 + 0.2 AS x, 1 / 3.0 AS y'
check 'large numbers stay what they are' 0 'a,b,c,d
9223372036854775807,-9223372036854775808,100000000000000000000,Inf' '' \
	ops sql 'SELECT 9223372036854775807 a, -9223372036854775807 - 1 b, 1e20 c, 1e999 d'
check 'names of columns are one each' 0 '{"a":1,"a_2":2,"column_3":3}' '' \
	ops sql -F jsonl 'SELECT 1 a, 2 a, 3 AS ""'
check 'rows pass --where and --sort' 0 'x
3
2' '' ops sql --where 'x > 1' --sort -x 'SELECT 1 x UNION ALL SELECT 2 UNION ALL SELECT 3'
check 'no rows are a header' 0 'item' '' ops sql "SELECT item FROM stock_balance WHERE item = 'ZZ'"
echo 'SELECT 1 AS one -- the end' >q.sql
check 'takes the statement from a file' 0 'one
1' '' ops sql -i q.sql
check 'takes it from standard input' 0 'one
1' '' ops sql -i - <q.sql
check 'common table expressions may have the names of tables' 0 'n
2' '' ops sql 'WITH t AS (SELECT 1 UNION SELECT 2) SELECT count(*) AS n FROM t'
check 'knows JSON' 0 'value
1
2' '' ops sql "SELECT value FROM json_each('[1,2]')"

no='ops: sql: it is no query: *'
refuse() { check "refuses: $1" 2 '' "$2" ops sql -- "$1"; }
refuse "INSERT INTO item (sku) VALUES ('x')" "$no"
refuse 'WITH x AS (SELECT 1) DELETE FROM move' "$no"
refuse 'DROP TABLE move' "$no"
refuse 'CREATE TEMP TABLE x (a)' "$no"
refuse 'PRAGMA writable_schema = 1' "$no"
refuse 'PRAGMA journal_mode' "$no"
refuse 'SELECT * FROM pragma_database_list' "$no"
refuse "ATTACH 'x.db' AS x" "$no"
refuse "VACUUM INTO 'x.db'" "$no"
refuse 'BEGIN' "$no"
refuse 'DELETE FROM stock_balance' '*'
refuse "SELECT load_extension('x')" "ops: sql: the function 'load_extension' is not allowed"
refuse "SELECT fts3_tokenizer('simple')" '*not allowed'
refuse "SELECT rtreecheck('main', 'move')" '*not allowed'
refuse 'SELECT * FROM item' "ops: sql: 'item' is not to be read: expected log, stock_balance, *"
refuse 'SELECT count(*) FROM move' "ops: sql: 'move' is not to be read: *"
refuse 'SELECT sql FROM sqlite_schema' "*is not to be read*"
refuse 'SELECT count(*) FROM sqlite_temp_schema' "*is not to be read*"
refuse 'SELECT * FROM main.item' '*'
refuse 'SELECT c0 FROM feed' '*'
refuse 'WITH stock_balance AS (SELECT * FROM item) SELECT * FROM stock_balance' "*'item' is not to be read*"
refuse 'SELECT * FROM (SELECT * FROM private) AS log' "*'private' is not to be read*"
refuse 'SELECT (SELECT body FROM private) FROM stock_balance' "*'private' is not to be read*"
refuse 'SELECT * FROM stock_balnce' "ops: sql: 'stock_balnce' is not known (did you mean 'stock_balance'?)"
refuse 'SELECT 1; SELECT 2' 'ops: sql: there is a second statement: expected one'
refuse 'SELECT 1; SELEC' 'ops: sql: there is a second statement: expected one'
refuse '-- nothing' 'ops: sql: the statement is empty'
refuse 'SELEC 1' 'ops: sql: near "SELEC": syntax error'
refuse 'SELECT "nothing"' 'ops: sql: no such column: nothing'
refuse 'SELECT $1' "ops: sql: '\$1' has no value: *"
check 'needs a statement' 2 '' 'ops: sql: expected a statement, *' ops sql
check 'and no second one' 2 '' 'ops: sql: expected a statement, *' ops sql 'SELECT 1' -i q.sql
check 'a file that is not there' 66 '' '*' ops sql -i none.sql
printf 'SELECT 1\0; DROP TABLE move' >nul.sql
check 'a NUL in it' 2 '' '*holds a NUL byte' ops sql -i nul.sql
printf "SELECT '\\377'" >latin.sql
check 'bytes that are no text' 2 '' '*not valid UTF-8' ops sql -i latin.sql
[ ! -e x.db ] && ls | grep -q . ; ok 'nothing was made' $?

bomb='WITH RECURSIVE t (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)'
slow='ops: sql: stopped: it took longer than 1 s (sql.time)'
check 'an endless query ends' 75 '' "$slow" ops -c sql.time=1s sql "$bomb SELECT count(*) FROM t"
check 'so does one with endless rows, and its file is not there' 75 '' "$slow" \
	ops -c sql.time=1s sql -o rows.csv "$bomb SELECT x FROM t"
[ ! -e rows.csv ]; ok 'no half file is left' $?
large='ops: sql: stopped: it needs more memory than 8 MiB (sql.memory)'
check 'memory has a limit' 75 '' "$large" ops -c sql.memory=8 sql \
	'WITH RECURSIVE t (x, y) AS (SELECT 1, hex(zeroblob(1000000)) UNION ALL SELECT x + 1, y || x FROM t LIMIT 900) SELECT max(y) OVER (ORDER BY x ROWS 500 PRECEDING) FROM t'
check 'a value has a limit' 65 '' '*too big: expected at most 16 MiB' ops sql 'SELECT zeroblob(2e9)'
check 'a pattern has a limit' 65 '' '*pattern too complex' ops sql "SELECT 'a' LIKE hex(zeroblob(3000))"
check 'an overflow is said' 65 '' 'ops: sql: integer overflow' ops sql 'SELECT sum(9223372036854775807) FROM stock_location_list'
check 'malformed JSON is said' 65 '' 'ops: sql: malformed JSON' ops sql "SELECT json('{')"
long() { { printf 'SELECT '; head -c "$1" /dev/zero | tr '\0' "$2"; printf "$3"; } >long.sql; }
long 500000 '(' 1
check 'parentheses have a limit' 2 '' 'ops: sql: parser stack overflow' ops sql -i long.sql
long 1000000 '-' 1
check 'so has a chain of signs' 2 '' '*' ops sql -i long.sql
long 1000000 ' ' '1 AS x'
check 'a statement of 1 MB is read' 0 'x
1' '' ops sql -i long.sql
long 1100000 ' ' 1
check 'a longer one is not' 2 '' '*too long: expected at most 1048576 bytes' ops sql -i long.sql
{ echo 'SELECT 1'; yes 'UNION SELECT 1' | head -n 40000; } >long.sql
check 'so many selects are refused' 2 '' '*too many terms in compound SELECT' ops sql -i long.sql

done_testing
