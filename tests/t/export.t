#!/bin/sh
# ops export: the whole book as a folder of CSVs.
. "$(dirname "$0")/lib.sh"

book
ops stock party add -q --code ACME --kind vendor --contact 'Jo, 555'
ops stock receive -q --item A1 --qty 7 --to MAIN/A --unit-cost 2.4 --lot L1 \
	--party ACME --key k1 -m 'two
lines, "quoted"'
ops stock receive -q --item B2 --qty 0.125 --to MAIN/B --date 2026-03-14T08:30

check 'says what the copy holds' 0 'to,entries,lines,digest
../copy,6,15,*' '' ops export ../copy
cd ..
is 'it is the user'\''s only' "$(stat -c '%a' copy copy/*.csv copy/ops.yaml | sort -u | tr '\n' ' ')" '600 700 '
is 'a CSV for each ledger and each table' "$(cd copy && echo *)" \
	"b2sums.txt book-closing.csv*entry.csv fixed.csv import-mark.csv import-run.csv ops.yaml private.csv rules.csv*stock-item.csv*stock-lot.csv*stock-move.csv*"
is 'ops.yaml is as it was' "$(cat copy/ops.yaml)" "$(cat shop/ops.yaml)"
is 'what is fixed for ever' "$(cat copy/fixed.csv)" 'name,value
currency,EUR
fiscal_year_start,1
name,Shop
timezone,UTC'
is 'moves, in canonical values' "$(cat copy/stock-move.csv)" \
'entry,line,date,item,from,to,qty,unit_cost,lot,reference,reason,party,price,value,said_qty,said_unit
5,2,2026-03-15T12:00:00Z,A1,VENDOR,MAIN/A,7,2.40,L1,,,ACME,,16.80,,
6,1,2026-03-14T08:30:00Z,B2,VENDOR,MAIN/B,0.125,,,,,,,,,'
is 'items' "$(cat copy/stock-item.csv)" \
'entry,line,sku,name,unit,category,min,max,cost,price,costing,tracking,shelf_life,lead_time,weight,status,live
3,1,A1,Bell,each,parts,5,20,,,,,,,,,yes
3,2,B2,Chain,m,parts,,,,,,,,,,,yes'
is 'the journal, with key and message' "$(grep -A1 '^5,' copy/entry.csv)" \
'5,2026-03-15T12:00:00Z,2026-03-15T12:00:00Z,tester,*,stock receive,"two
lines, ""quoted""",k1,*,2,*'
is 'a line holds the digest of a personal text' \
	"$(cut -d, -f1 copy/private.csv | tail -n 1)" "$(sed -n 's/^4,1,ACME,,vendor,\(.*\),yes$/\1/p' copy/stock-party.csv)"
is 'the text stands beside it' "$(sed -n 2p copy/private.csv)" '*,"Jo, 555"'
(cd copy && b2sum -l 256 -c --quiet b2sums.txt) >out 2>&1
ok 'b2sum agrees with the sums' $?
is 'all files have one' "$(cut -c67- copy/b2sums.txt | sort | tr '\n' ' ')" \
	"$(cd copy && ls | grep -v b2sums.txt | sort | tr '\n' ' ')"
ops --book shop export -q copy2
diff -r copy copy2 >out; ok 'the same book gives the same bytes' $?

# What a table is for: a new one must be exported, kept sums must not.
sqlite3 shop/ops.db "SELECT name FROM sqlite_schema WHERE type = 'table' AND
	name NOT LIKE 'sqlite%' AND name NOT IN ('entry', 'version',
	'schema_version', 'fixed', 'rules', 'private', 'import_mark',
	'import_run', 'ledger_span', 'move', 'move_span', 'production', 'on_hand',
	'kept_pool', 'kept_layer', 'budget_name', 'budget_line', 'budget_span',
	'budget_total', 'budget_slice', 'budget_open')" |
	while read -r t; do
		head -qn 1 copy/*.csv | grep -qxF "$(sqlite3 shop/ops.db "SELECT
			group_concat(name) || ',live' FROM pragma_table_info('$t')
			WHERE name <> 'id'")" || echo "$t"
	done >out
is 'no table of the store is forgotten' "$(cat out)" ''

check 'an empty folder may be there' 0 '*' '' sh -c 'mkdir empty && ops --book shop export empty'
check 'a folder with anything in it may not' 73 '' \
	"ops: export: cannot make 'copy': it is there, and not empty" \
	ops --book shop export copy
check 'nor a file' 73 '' "ops: export: cannot make 'out': it is there already" \
	ops --book shop export out
check 'nor in a file' 73 '' "ops: export: cannot make '/dev/full/x': Not a directory" \
	ops --book shop export /dev/full/x
check 'nor on standard output' 2 '' \
	"ops: export: folder: '-' is wrong: a copy does not go to standard output ('./-' is a folder of this name)" \
	ops --book shop export -
check 'nor does a backup' 2 '' "ops: backup: file: '-' is wrong*" ops --book shop backup -
check 'its parent must be there' 73 '' "*cannot make 'none/copy': No such file or directory" \
	ops --book shop export none/copy
check 'slashes at the end do not matter' 0 '' '' ops --book shop export -q copy3//
check 'needs a folder' 2 '' 'ops: export: <folder> is missing' ops --book shop export

mkdir -p shop/rules
cat >>shop/ops.yaml <<'YAML'
include: [rules/people.yaml]
YAML
echo 'numbering: {item: PO}' >shop/rules/people.yaml
check 'included files go with it' 0 '' '' ops --book shop export -q copy4
is 'in their folders' "$(cat copy4/rules/people.yaml)" 'numbering: {item: PO}'

if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=24k none small 2>/dev/null; then
	check 'a full disk is said' 74 '' "*o space left*" ops --book shop export small/copy
	is 'and nothing is left' "$(ls -A small)" ''
	umount small
else
	skip 'a full disk is said' 'needs to mount'
	skip 'and nothing is left' 'needs to mount'
fi
# From the smallest number to nearly the largest, and any text.
ops --book shop stock unit set -q --item A1 --unit box --qty 12
cat >odd.csv <<'CSV'
item,from,to,qty,unit_cost,reference,reason
A1,VENDOR,MAIN/A,9000000000000,10000,,"two
lines, ""quoted"" ÄÖ"
A1,VENDOR,MAIN/A,0.000001,0,R-1,x
A1,VENDOR,MAIN/A,3 box,0.000001,,
B2,VENDOR,MAIN/A,64,1,1,1
B2,VENDOR,MAIN/A,0.000064,128,-,-
CSV
ops --book shop stock move -q -i odd.csv --date 2026-03-01
ops --book shop export -q copy5
is 'all numbers come out as they went in' \
	"$(grep '^[0-9]*,[0-9]*,2026-03-01\|^lines, ' copy5/stock-move.csv |
	cut -d, -f2,4-)" '1,A1,VENDOR,MAIN/A,9000000000000,10000.00,,,"two
 ""quoted"" ÄÖ",,90000000000000000.00,,
2,A1,VENDOR,MAIN/A,0.000001,0.00,,R-1,x,,,0.00,,
3,A1,VENDOR,MAIN/A,36,0.000001,,,,,,0.00,3,box
4,B2,VENDOR,MAIN/A,64,1.00,,1,1,,,64.00,,
5,B2,VENDOR,MAIN/A,0.000064,128.00,,-,-,,,0.01,,'
check 'and are what was digested' 0 '*' '' ops restore copy5 again

is 'no temporary folder is left' "$(ls -A | grep ops-export)" ''

done_testing
