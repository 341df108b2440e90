#!/bin/sh
# Foreign files by the mappings of ops.yaml: the language, and what counts.
. "$(dirname "$0")/lib.sh"

book
check 'the columns are in its table' 0 '*
columns   entry date lines new seen late changed skipped rejected mapping file
*' '' ops import -h
head=entry,date,lines,new,seen,late,changed,skipped,rejected,mapping,file
plain=$(cat ops.yaml)

imports() { # imports: standard input is the section
	{ echo "$plain"; echo imports:; sed 's/^/  /'; } >ops.yaml
}
moves() { # moves ENTRY: its moves, short
	ops stock ledger --where "entry = $1" --sort line --no-header \
		--columns date,item,from,to,qty,reason,reference
}

# ---- the language ----

imports <<'E'
bank:
  verb: stock move
  files: ["bank-*.csv", "bank*.txt"]
  negative: allow
  reader: { delimiter: ";", encoding: latin1, skip: 2, decimal: ",", date: DD.MM.YYYY }
  fields:
    date: { column: Tag }
    item: { column: Artikel, map: { Glocke: A1, Kette: B2 } }
    qty: { in: Zugang, out: Abgang, absolute: yes }
    from: VENDOR
    to: MAIN
    reason: { column: Art, map: { S: sale, W: work order, '*': other }, default: none }
    reference: { column: [Beleg, Zeile], join: /, default: none }
  when:
    - match: { any: [ Artikel: "^Porto$", Art: ["^X", "^Y"] ] }
      skip: no goods
    - match: { all: [ Abgang: "[1-9]", not: { Art: "^W" } ] }
      fields: { from: MAIN, to: CUSTOMER }
    - match: { Abgang: "[1-9]" }
      fields: { from: MAIN, to: PRODUCTION }
E
printf 'Lager\nM\344rz\n' >bank-1.csv
cat >>bank-1.csv <<'E'
Tag;Artikel;Zugang;Abgang;Art;Beleg;Zeile
01.03.2026;Glocke;1.234,5;;;10;1
02.03.2026;Glocke;0,00;2;S;11;
03.03.2026;Kette;;3,25;W;;
04.03.2026;Porto;1;;;;
05.03.2026;Kette;7;;Y2;;
01.01.2026;Kette;700;;Q;12;
E
check 'a mapping: numbers, dates, values, conditions' 0 "$head
4,2026-03-03T00:00:00Z,4,4,0,0,0,2,0,bank,bank-1.csv" \
	'ops: import: bank-1.csv: 2 rows are skipped: no goods' \
	ops import bank bank-1.csv
is 'and what it posts' "$(moves 4)" '2026-03-01T00:00:00Z,A1,VENDOR,MAIN,1234.5,none,10/1
2026-03-02T00:00:00Z,A1,MAIN,CUSTOMER,2,sale,11
2026-03-03T00:00:00Z,B2,MAIN,PRODUCTION,3.25,work order,none
2026-01-01T00:00:00Z,B2,VENDOR,MAIN,700,other,12'
check 'the journal says from where' 0 'command,message
import,bank: bank-1.csv' '' ops log --where 'entry = 4' --columns command,message
check 'skipped rows are no error' 0 '' '' ops import bank bank-1.csv -q
check 'the name of the file tells the mapping' 0 "$head
,,0,0,4,0,0,2,0,bank,bank-1.csv" '*' ops import bank-1.csv

bank() { # bank DAY,ITEM,IN,OUT: a file of one row
	printf 'a\nb\nTag;Artikel;Zugang;Abgang;Art;Beleg;Zeile\n%s;;;\n' \
		"$(echo "$1" | tr , ';' | tr : ,)" >bad.csv
}
for n in 1.23:0 12.3456 1: :5 '1 ' 1e3 0x1 --1 1.2345 1234.567 ..; do
	bank "01.03.2026,Glocke,$n,"
	check "no number with a decimal comma: $n" 65 '' '*bad.csv:4: qty: *' \
		ops import bank bad.csv
done
for day in 2026-03-01 1.3.2026 31.02.2026 01.03.26 '01.03.2026 ' 01.13.2026; do
	bank "$day,Glocke,1,"
	check "no date as DD.MM.YYYY: $day" 65 '' \
		"*date: '$day' is wrong: expected a date as DD.MM.YYYY*" \
		ops import bank bad.csv
done
bank 01.03.2026,Klotz,1,
check 'a value outside its map' 65 '' \
	"ops: import: bad.csv:4: item: 'Klotz' of column 'Artikel' is not in its map (*ops.yaml:*)
ops: import: nothing is posted: 1 row is wrong" ops import bank bad.csv
bank 01.13.2026,Klotz,viel,
check 'all that is wrong with a row is one line' 65 '' \
	"ops: import: bad.csv:4: date: '01.13.2026' is wrong: *; item: 'Klotz' of column 'Artikel' is not in its map (*); qty: 'viel' is wrong: *
ops: import: nothing is posted: 1 row is wrong" ops import bank bad.csv
bank 01.03.2026,Kette,1,2
check 'an amount on both sides' 65 '' \
	"*bad.csv:4: qty: both 'Zugang' and 'Abgang' have an amount*" \
	ops import bank bad.csv
printf 'a\nb\nTag;Artikel;Zugang;Abgang;Typ;Beleg;Zeile\n' >bad.csv
check 'a column that the file lacks' 65 '' \
	"ops: import: bad.csv:3: there is no column 'Art', which *ops.yaml:*" \
	ops import bank bad.csv

imports <<'E'
us:
  verb: stock receive
  reader: { date: ["M/D/YYYY h:mm AM", "MM-DD-YY", "YYYY-MM-DDThh:mm:ss"] }
  fields: { date: { column: when }, item: A1, to: MAIN, qty: { column: n, default: 1 } }
E
printf 'when,n\n3/1/2026 12:05 am,1\n12/31/2025 1:05 PM,2\n03-02-26,\n2026-03-03T10:11:12,4\n' >us.csv
ops import us us.csv -q
is 'several forms of dates, and a default' "$(moves 5)" \
	'2026-03-01T00:05:00Z,A1,VENDOR,MAIN,1,,
2025-12-31T13:05:00Z,A1,VENDOR,MAIN,2,,
2026-03-02T00:00:00Z,A1,VENDOR,MAIN,1,,
2026-03-03T10:11:12Z,A1,VENDOR,MAIN,4,,'

# ---- mistakes in ops.yaml: where, what, and what was meant ----

wrong() { # wrong NAME MESSAGE: the section is standard input
	imports
	check "$1" 78 '' "*ops.yaml:*$2*" ops import x x.csv
}
echo 'a,n' >x.csv
wrong 'an unknown key' "import 'x': 'feilds' is not known (did you mean 'fields'?)" <<'E'
x: { verb: stock move, feilds: {} }
E
wrong 'an unknown verb' "verb: 'stock moev' is not a command (did you mean 'stock move'?)" <<'E'
x: { verb: stock moev, fields: {} }
E
wrong 'a verb that reads' "verb: 'stock balance' takes no rows" <<'E'
x: { verb: stock balance, fields: {} }
E
wrong 'an unknown field' "'itm' is not a field of 'ops stock move' (did you mean 'item'?)" <<'E'
x: { verb: stock move, fields: { itm: A1 } }
E
wrong 'a field that is needed' "import 'x': 'ops stock move' needs the field 'item'" <<'E'
x: { verb: stock move, fields: { date: 2026-01-01 } }
E
wrong 'no fields' "import 'x': 'fields' is missing" <<'E'
x: { verb: stock move }
E
wrong 'a pattern that is none' "a: '(' is wrong: expected " <<'E'
x: { verb: stock receive, fields: { item: A1, qty: 1, to: MAIN }, when: [ { match: { a: "(" }, skip: no } ] }
E
wrong 'a form that is no date' "date: 'DD.MONTH.YYYY' is wrong: expected a date's form" <<'E'
x: { verb: stock receive, reader: { date: DD.MONTH.YYYY }, fields: {} }
E
wrong 'a form without its day' "expected a date's form with year, month and day" <<'E'
x: { verb: stock receive, reader: { date: MM.YYYY }, fields: {} }
E
wrong 'a delimiter of two' "delimiter: ';;' is wrong: expected one ASCII character, or tab" <<'E'
x: { verb: stock receive, reader: { delimiter: ";;" }, fields: {} }
E
wrong 'neither fields nor skip' "when: expected either 'fields' or 'skip'" <<'E'
x: { verb: stock receive, fields: {}, when: [ { match: { a: b } } ] }
E
wrong 'a condition that is a text' "match: expected a condition such as { Column: pattern }" <<'E'
x: { verb: stock receive, fields: {}, when: [ { match: a, skip: b } ] }
E
wrong 'in without out' "'in' and 'out' go together: 'out' is missing" <<'E'
x: { verb: stock receive, fields: { qty: { in: n } } }
E
wrong 'a sum of a text' "in: 'lot' is no number" <<'E'
x: { verb: stock receive, fields: { lot: { in: n, out: n } } }
E
wrong 'what cannot be made' "create: nothing can be made for 'reason'" <<'E'
x: { verb: stock receive, fields: { item: A1, qty: 1, to: MAIN }, create: { reason: {} } }
E
wrong 'a mode' "mode: 'event' is wrong: expected one of events snapshot" <<'E'
x: { verb: stock receive, mode: event, fields: {} }
E
wrong 'a snapshot of moves' "import 'x': a snapshot is of records with one code*, or of what was counted*" <<'E'
x: { verb: stock receive, mode: snapshot, fields: { item: A1, qty: 1, to: MAIN } }
E
wrong 'a snapshot of counts that would not say what it lacks' \
	"import 'x': *counted, for 'stock adjust': 'ops stock count post' posts others" <<'E'
x: { verb: stock count post, mode: snapshot, fields: { item: { column: a }, location: MAIN, counted: { column: n } } }
E
imports <<'E'
x: { verb: stock receive, filez: [], fields: { item: A1, qty: 1, to: MAIN } }
E
check 'config check finds it, too' 1 "*import 'x': 'filez' is not known*" '' \
	ops config check

# ---- a row counts once for ever ----

imports <<'E'
till:
  verb: stock issue
  files: till*.csv
  negative: allow
  identity: [no, pos]
  fields: { date: { column: day }, item: { column: sku }, qty: { column: n }, from: MAIN, reason: { column: why } }
  when: [ { match: { n: "^0" }, skip: nothing sold } ]
log: { verb: stock receive, fields: { item: { column: sku }, qty: { column: n }, to: MAIN, date: { column: day } } }
E
cat >till.csv <<'E'
no,pos,day,sku,n,why
1,1,2026-03-01,A1,1,
1,2,2026-03-01,B2,2,
2,1,2026-03-03,A1,3,
E
check 'a preview posts nothing' 0 'line,date,item,from,to,qty*
1,2026-03-01T00:00:00Z,A1,MAIN,CUSTOMER,1*
2,*B2*
3,*A1*' '' ops import till till.csv --dry-run
check 'all is new' 0 "$head
6,2026-03-03T00:00:00Z,3,3,0,0,0,0,0,till,till.csv" '' ops import till till.csv
check 'all is seen: no entry, and all is well' 0 "$head
,,0,0,3,0,0,0,0,till,till.csv" '' ops import till till.csv
cat >>till.csv <<'E'
3,1,2026-03-02,A1,4,
4,1,2026-03-04,B2,5,
5,1,2026-03-04,B2,0,
E
check 'what came since; one row of it is late' 0 "$head
7,2026-03-04T00:00:00Z,2,1,3,1,0,1,0,till,till.csv" \
	'ops: import: till.csv: 1 row is skipped: nothing sold
ops: import: till.csv: 1 row is late: effective before the latest row of the import before' \
	ops import till till.csv

sed -i 's/^2,1,2026-03-03,A1,3/2,1,2026-03-03,A1,30/' till.csv
check 'a row that changed is refused' 65 '' \
	"ops: import: till.csv:4: no '2', pos '1' was posted by entry 6 with other values: --correct posts the difference
ops: import: nothing is posted: 1 row is wrong" ops import till till.csv
check 'or corrected: the old line back, the new one' 0 "$head
8,2026-03-03T00:00:00Z,2,0,4,0,1,1,0,till,till.csv" '*' \
	ops import till till.csv --correct
is 'at the same time' "$(moves 8)" '2026-03-03T00:00:00Z,A1,MAIN,CUSTOMER,30,,
2026-03-03T00:00:00Z,A1,CUSTOMER,MAIN,3,,'
check 'then it is seen' 0 "$head
,,0,0,5,0,0,1,0,till,till.csv" '*' ops import till till.csv
sed -i 's/^4,1,2026-03-04,B2,5/4,1,2026-03-04,B2,0/' till.csv
check 'a row that is to be left out now' 65 '' \
	"*no '4', pos '1' was posted by entry 7 and is skipped now (nothing sold): --correct*" \
	ops import till till.csv
check 'is taken back' 0 "$head
9,2026-03-04T00:00:00Z,1,0,4,0,1,1,0,till,till.csv" '*' \
	ops import till till.csv --correct
check 'once' 0 "$head
,,0,0,4,0,0,2,0,till,till.csv" '*' ops import till till.csv
printf 'no,pos,day,sku,n,why\n9,1,2026-03-05,A1,1,\n9,1,2026-03-05,A1,2,\n' >twice.csv
check 'one identity for two rows' 65 '' \
	"*twice.csv:3: no '9', pos '1' stands in line 2, too: the mapping's identity does not tell them apart*" \
	ops import till twice.csv
ops undo 9 -q && ops undo 8 -q
check 'an undone correction gives back its marks' 65 '' \
	"*till.csv:4: no '2', pos '1' was posted by entry 6*" \
	ops import till till.csv
ops undo 7 -q && ops undo 6 -q
check 'and an undone import' 0 "$head
14,2026-03-03T00:00:00Z,4,4,0,0,0,2,0,till,till.csv" '*' \
	ops import till till.csv

cat >log.csv <<'E'
day,sku,n
2026-03-01,A1,1
2026-03-01,A1,1
2026-03-02,A1,1
E
ops import log log.csv -q
check 'without identity equal rows are counted' 0 "$head
,,0,0,3,0,0,0,0,log,log.csv" '' ops import log log.csv
sed -i '1a2026-03-01,A1,1' log.csv
check 'a third one is new' 0 "$head
16,2026-03-01T00:00:00Z,1,0,3,1,0,0,0,log,log.csv" '*1 row is late*' \
	ops import log log.csv

# ---- all or nothing, or what is good ----

cat >till-2.csv <<'E'
no,pos,day,sku,n,why
20,1,2026-03-05,A1,1,
20,2,2026-03-05,C3,1,"a ""new"" thing"
20,3,2026-03-05,B2,many,
20,4,2026-03-35,B2,1,
E
check 'all or nothing' 65 '' "ops: import: till-2.csv:3: item: 'C3' is not a known item*
ops: import: till-2.csv:4: qty: 'many' is wrong: expected *
ops: import: till-2.csv:5: date: '2026-03-35' is wrong: expected *
ops: import: nothing is posted: 3 rows are wrong" ops import till till-2.csv
check 'the good rows, and the others in a file' 1 "$head
17,2026-03-05T00:00:00Z,1,1,0,0,0,0,3,till,till-2.csv" \
	"ops: import: 3 rows are in 'bad.csv', the others are posted" \
	ops import till till-2.csv --keep-going --rejects bad.csv
check 'only what is wrong is said quietly' 1 '' \
	"ops: import: 3 rows are in 'bad.csv', the others are posted" \
	ops import till till-2.csv --keep-going --rejects bad.csv -q
is 'as they stood, with line and error' "$(cat bad.csv)" \
	"line,error,no,pos,day,sku,n,why
3,\"item: 'C3' is not a known item*\",20,2,2026-03-05,C3,1,\"a \"\"new\"\" thing\"
4,\"qty: 'many' is wrong: expected *\",20,3,2026-03-05,B2,many,
5,\"date: '2026-03-35' is wrong: *\",20,4,2026-03-35,B2,1,"
ops stock item add C3 -q
check 'mended, they are fed again' 1 "$head
19,2026-03-05T00:00:00Z,1,1,0,0,0,0,2,till,bad.csv" '*' \
	ops import till bad.csv --keep-going --rejects worse.csv
is 'and again' "$(head -2 worse.csv)" "line,error,no,pos,day,sku,n,why
3,\"qty: 'many' is wrong: expected *\",20,3,2026-03-05,B2,many,"
check 'the whole file, another night' 1 "$head
,,0,0,2,0,0,0,2,till,till-2.csv" '*' \
	ops import till till-2.csv --keep-going --rejects bad.csv
check 'no row is lost' 2 '' '*--keep-going needs --rejects*' \
	ops import till till-2.csv --keep-going
check 'a correction is all or nothing' 2 '' '*--correct posts all or nothing*' \
	ops import till till-2.csv --correct --keep-going --rejects bad.csv
printf 'no,pos,day,sku,n,why\n30,1,2026-03-06,A1,1,\n' >till-3.csv
check 'a key posts once' 0 "$head
20,2026-03-06T00:00:00Z,1,1,0,0,0,0,0,till,till-3.csv" '' \
	ops import till till-3.csv --key k
check 'the same again: the first entry' 0 "$head
20,2026-03-06T00:00:00Z,1,,,,,,,till,till-3.csv" "*'k' is entry 20 already*" \
	ops import till till-3.csv --key k
check 'quietly' 0 '' '' ops import till till-3.csv --key k -q
check 'another file under it' 65 '' '*for another request' \
	ops import till till.csv --key k
check 'standard input' 0 "$head
,,0,0,1,0,0,0,0,till,-" '' sh -c 'cat till-3.csv | ops import till -'
ops close 2026-03-07 -q
printf 'no,pos,day,sku,n,why\n40,1,2026-03-06,A1,1,\n' >closed.csv
check 'a late row of a closed period' 77 '' \
	"*date: '2026-03-06' is in a closed period: the first open day is 2026-03-?? ('ops reopen' opens others)
*" ops import till closed.csv
printf 'no,pos,day,sku,n,why\n40,1,2026-04-06,A1,1,\n' >early.csv
check 'a row of tomorrow' 65 '' '*is after today*' ops import till early.csv
ops reopen 2026-01-01 -q -m test

# ---- another encoding: rejects are in UTF-8, and say so ----

imports <<'E'
lat: { verb: stock receive, reader: { delimiter: ";", encoding: latin1, skip: 1 }, fields: { item: { column: Art }, qty: { column: Stück }, to: MAIN, reason: { column: Grund } } }
E
printf 'Lager\nArt;St\374ck;Grund\nA1;viel;M\374ller\nA1;1;Sch\366n\n' >lat.csv
check 'a file in Latin 1' 1 "$head
*,1,1,0,0,0,0,1,lat,lat.csv" '*' \
	ops import lat lat.csv --keep-going --rejects lat-bad.csv
is 'its rejects begin with the mark of UTF-8' \
	"$(head -c 3 lat-bad.csv | od -An -tx1 | tr -d ' ')" efbbbf
check 'which the same command reads as such' 1 "$head
*,0,0,0,0,0,0,1,lat,lat-bad.csv" '*' \
	ops import lat lat-bad.csv --keep-going --rejects lat-worse.csv
check 'and writes again' 0 '' '' cmp lat-bad.csv lat-worse.csv
sed -i 's/;viel;/;5;/' lat-bad.csv
check 'mended' 0 "$head
*,1,1,0,0,0,0,0,lat,lat-bad.csv" '' \
	ops import lat lat-bad.csv
is 'the names are whole' "$(ops stock ledger --columns reason --no-header \
	--where "reason in ('Müller', 'Schön')" --sort reason)" 'Müller
Schön'

# ---- nothing is written over what is read, and what fails is said ----

printf 'no,pos,day,sku,n,why\n50,1,2026-03-06,ZZ,1,\n' >over.csv
cp over.csv over.was
imports <<'E'
till:
  verb: stock issue
  files: till*.csv
  negative: allow
  identity: [no, pos]
  fields: { date: { column: day }, item: { column: sku }, qty: { column: n }, from: MAIN, reason: { column: why } }
E
ln over.csv link.csv
check 'rejects over the file' 2 '' \
	"ops: import: --rejects: './over.csv' is the file that is read: expected another one" \
	ops import till over.csv --keep-going --rejects ./over.csv
check 'under another name, too' 2 '' "*--rejects: 'link.csv' is the file that is read*" \
	ops import till over.csv --keep-going --rejects link.csv
check 'or from standard input' 2 '' "*--rejects: 'over.csv' is the file that is read*" \
	sh -c 'ops import till - --keep-going --rejects over.csv <over.csv'
check 'the output over the file' 2 '' \
	"*--output: 'over.csv' is the file that is read*" \
	ops import till over.csv -o over.csv
check 'of --show, too' 2 '' "*--output: 'over.csv' is the file that is read*" \
	ops import --show over.csv -o over.csv
mkdir same && cp over.csv same/till-1.csv
check 'rejects of a folder over its files' 2 '' \
	"*--rejects: 'same/till-1.csv' is the file that is read*" \
	ops import --from-dir same --keep-going --rejects same
ln -s nowhere same/till-2.csv
check 'a link to nothing is not passed over' 65 '*' \
	"*cannot read 'same/till-2.csv': No such file*" ops import --from-dir same
check 'nor does it keep the others back' 66 '*,till-1.csv' '*1 file is not' \
	ops import --from-dir same --keep-going --rejects made-same
check 'a folder has its own files' 2 '' '*--from-dir takes no file beside it' \
	ops import --from-dir same --file same/till-1.csv
rm same/till-2.csv
check 'a report over one of its files' 2 '' \
	"*--output: 'same/till-1.csv' is the file that is read*" \
	ops import --from-dir same -o same/till-1.csv
check 'rejects and output are two files' 2 '' \
	"*--rejects: 'new.csv' is the file of --output, too*" \
	ops import till over.csv --keep-going --rejects new.csv -o new.csv
check 'it is as it was' 0 '' '' cmp over.csv over.was
check 'nowhere to put the rejects' 73 '' \
	"ops: import: cannot create 'nodir/x': No such file or directory" \
	ops import till over.csv --keep-going --rejects nodir/x
check 'a folder for those of a folder is made' 1 '*' \
	"*1 row is in 'made/till-1.csv', the others are posted" \
	ops import --from-dir same --keep-going --rejects made
check 'or cannot be' 73 '' "ops: import: cannot create 'nodir/x': No such*" \
	ops import --from-dir same --keep-going --rejects nodir/x
check 'or is a file' 73 '' "ops: import: cannot create 'over.csv': *" \
	ops import --from-dir same --keep-going --rejects over.csv

# ---- what the book allows is a rule of the mapping ----

imports <<'E'
strict: { verb: stock issue, files: s*.csv, fields: { item: { column: sku }, qty: { column: n }, from: MAIN/B } }
open: { verb: stock issue, files: o*.csv, negative: allow, fields: { item: { column: sku }, qty: { column: n }, from: MAIN/B } }
E
printf 'sku,n\nA1,5\n' >s1.csv
cp s1.csv o1.csv
check 'more than is there' 65 '' \
	"*import: s1.csv:2: qty: 'A1' at MAIN/B would be -5*" ops import s1.csv
check 'is allowed by the mapping' 0 "$head
*,1,1,0,0,0,0,0,open,o1.csv" '' ops import o1.csv

# ---- folders ----

mkdir in empty rejected
printf 'sku,n\nA1,1\n' >in/o2.csv
printf 'sku,n\nA1,2\n' >in/o3.csv
printf 'sku,n\nA1,3\n' >in/s9.csv
echo nothing >in/readme.txt
printf 'sku,n\nZZ,1\n' >in/o1.csv
printf 'sku,many\nA1,1\n' >in/o2a.csv
failed="ops: import: in/o1.csv:2: item: 'ZZ' is not a known item*
ops: import: in/o1.csv: nothing is posted: 1 row is wrong
ops: import: in/o2a.csv:1: there is no column 'n', which *
ops: import: in/s9.csv:2: qty:*
ops: import: in/s9.csv: nothing is posted: 1 row is wrong"
check 'a folder, without posting' 65 "$head
*,1,1,0,0,0,0,0,open,o2.csv
*,1,1,0,0,0,0,0,open,o3.csv" "$failed
ops: import: 2 files would be imported, 3 files would not" \
	ops import --from-dir in -n
check 'a folder, file by file, whatever fails' 65 "$head
*,1,1,0,0,0,0,0,open,o2.csv
*,1,1,0,0,0,0,0,open,o3.csv" "$failed
ops: import: 2 files are imported, 3 files are not" \
	ops import --from-dir in
rm in/o1.csv in/o2a.csv
check 'what was said is so, in a file as well' 65 '' \
	'*ops: import: 2 files are imported, 1 file is not' \
	ops import --from-dir in -o result.json
is 'which is whole' "$(tr -d '\n' <result.json)" \
	'?{*"seen":1,*"file":"o2.csv"*"seen":1,*"file":"o3.csv"}?'
rm in/s9.csv
check 'a file alone' 0 '' '' ops import in/o2.csv -o result.json
is 'is whole, too' "$(tr -d '\n' <result.json)" '?{*"file":"o2.csv"}?'
check 'again: seen' 0 "$head
,,0,0,1,0,0,0,0,open,o2.csv
,,0,0,1,0,0,0,0,open,o3.csv" '' ops import --from-dir in/
check 'a folder without such files' 0 "$head" '' ops import --from-dir empty
printf 'sku,n\nA1,1\nX,1\n' >in/o4.csv
check 'into a file, in one piece' 1 '' '*' ops import --from-dir in \
	--keep-going --rejects rejected -o result.csv
is 'with a row for each' "$(cut -d, -f4,5,9- result.csv)" \
	'new,seen,rejected,mapping,file
0,1,0,open,o2.csv
0,1,0,open,o3.csv
0,1,1,open,o4.csv'
is 'rejects go to a folder' "$(ls rejected)" o4.csv
check 'no folder' 66 '' "*cannot read 'nowhere'*" ops import --from-dir nowhere
check 'no mapping of this name' 2 '' \
	"ops: import: 'opne' is not a mapping (did you mean 'open'?)" \
	ops import opne o1.csv
check 'no mapping takes it' 2 '' \
	"*'x.csv' is not a mapping, and no mapping takes files of that name (the mappings are: strict, open)" \
	ops import x.csv
check 'a file that is not there, and no mapping takes it' 66 '' \
	"ops: import: cannot read '../nosuch.csv': No such file or directory" \
	ops import ../nosuch.csv
check 'a mapping that is not there' 2 '' \
	"ops: import: 'Zebra' is not a mapping (the mappings are: strict, open)" \
	ops import Zebra x.csv
check 'no file' 2 '' "*the file is missing: 'ops import open <file>'" \
	ops import open
check 'no words' 2 '' '*<mapping> <file> or --from-dir is missing' ops import
check 'a file that is not there' 66 '' '*nowhere.csv*' \
	ops import open nowhere.csv

# ---- what is not known is made ----

imports <<'E'
shop:
  verb: stock receive
  fields: { item: { column: sku }, qty: { column: n }, to: MAIN }
  create: { item: { name: { column: text }, unit: m, cost: { column: cost } } }
out:
  verb: stock issue
  fields: { item: { column: sku }, qty: { column: n }, from: MAIN }
  create: { item: { name: { column: text } } }
list:
  verb: stock item set
  mode: snapshot
  fields: { sku: { column: sku }, name: { column: text }, min: { column: min } }
E
printf 'sku,text,n,cost\nA1,Bell,1,\nN1,New,2,1.5\nN1,Other,3,2\n' >shop.csv
check 'items that the book lacks' 0 "$head
*,4,3,0,0,0,0,0,shop,shop.csv" '' ops import shop shop.csv
check 'are made once, with these fields' 0 'sku,name,unit,cost
N1,New,m,1.50' '' ops stock item list --where "sku = 'N1'" \
	--columns sku,name,unit,cost
printf 'sku,text,n,cost\nN2,New,2,dear\n' >shop.csv
check 'or the row is wrong' 65 '' \
	"*shop.csv:2: item: 'N2' cannot be made: cost: 'dear' is wrong*" \
	ops import shop shop.csv

# ---- a full list ----

printf 'sku,text,min\nA1,Bell,5\nB2,Chain,7\nZ9,Saddle,\n' >list.csv
check 'what differs is set, what is missing is said' 0 "$head
*,2,1,1,0,1,0,0,list,list.csv" \
	"ops: import: list.csv: 'C3' is not in it any more
ops: import: list.csv: 'N1' is not in it any more" ops import list list.csv
check 'as often as it comes' 0 "$head
,,0,0,3,0,0,0,0,list,list.csv" '*' ops import list list.csv
check 'what the list does not say stays' 0 'sku,name,min,max
A1,Bell,5,20
B2,Chain,7,
C3,,,
N1,New,,
Z9,Saddle,,' '' ops stock item list --columns sku,name,min,max
printf 'sku,text,min\nA1,Bell,5\nA1,Bell,6\n,x,\n' >list.csv
check 'a code twice, a code missing' 65 '' \
	"*list.csv:3: sku: 'A1' stands in line 2, too
ops: import: list.csv:4: sku: is missing*" ops import list list.csv
# ---- what is not known is not made for a row that is left out ----

cat >shop.csv <<'E'
sku,text,n,cost
N5,Wrong,many,1
N6,Unsaid,,1
N7,Zero,0,1
N8,Other,-3,1
N5,Right,2,1
N9,Ninth,1,1
N8,Eighth,2,1
E
check 'not for a row that is left out' 1 "$head
*,6,3,0,0,0,0,4,shop,shop.csv" '*' \
	ops import shop shop.csv --keep-going --rejects unmade.csv
is 'but for the next one' "$(ops stock item list --columns sku,name \
	--where "sku ~ '^N[5-9]'" --no-header)" 'N5,Right
N8,Eighth
N9,Ninth'
is 'and the moves are theirs' "$(ops stock balance --by item --columns \
	item,on_hand --where "item ~ '^N[5-9]'" --no-header)" 'N5,2
N8,2
N9,1'
is 'those that were left out wait' "$(cut -d, -f1 unmade.csv | tr '\n' ' ')" \
	'line 2 3 4 5 '
printf 'sku,text,n\nO1,Gone,1\nO1,Gone,2\nN9,Ninth,1\n' >out.csv
check 'nor where the book forbids it' 1 "$head
*,1,1,0,0,0,0,2,out,out.csv" '*' \
	ops import out out.csv --keep-going --rejects unmade.csv
is 'as is said' "$(cut -d, -f1,2 unmade.csv)" "line,error
2,\"qty: 'O1' at MAIN would be -1 on *\"
3,\"qty: 'O1' at MAIN would be -2 on *\""
check 'it is not there' 65 '' "*'O1' is not a known item*" \
	ops stock item show O1
check 'the book is whole' 0 '' '' ops fsck -q

# ---- what was counted ----

imports <<'E'
count:
  verb: stock adjust
  mode: snapshot
  reader: { date: YYYY-MM-DD }
  fields: { item: { column: sku }, location: MAIN/A, counted: { column: n }, date: { column: day }, reason: count }
E
ops stock receive -q --to MAIN/A --date 2026-03-01 --line item=A1,qty=10 \
	--line item=B2,qty=4 --line item=C3,qty=1
ops stock issue -q --from MAIN/A --item A1 --qty 2 --date 2026-03-09
cat >count.csv <<'E'
sku,n,day
A1,9,2026-03-05
B2,4,2026-03-05
E
check 'the difference at that time is posted, what was not counted is said' 0 "$head
*,2026-03-05T00:00:00Z,1,0,1,0,1,0,0,count,count.csv" \
	"ops: import: 'C3' at MAIN/A is not counted: the book has 1" \
	ops import count count.csv
is 'one too many was in the book' "$(ops stock ledger --item A1 --no-header \
	--columns from,to,qty --where "reason = 'count'")" 'MAIN/A,ADJUSTMENT,1'
check 'counted again: no difference, no entry' 0 "$head
,,0,0,2,0,0,0,0,count,count.csv" '*' ops import count count.csv
echo A1,9,2026-03-05 >>count.csv
check 'counted twice' 65 '' \
	"*count.csv:4: counted: 'A1' at MAIN/A is counted or adjusted twice*" \
	ops import count count.csv
check 'by hand, too' 0 'entry,date,lines
*,2026-03-15T12:00:00Z,1' '' ops stock adjust --item C3 --location MAIN/A --counted 0
check 'what the book has already is no entry' 0 'entry,date,lines' \
	'ops: stock adjust: the book has that already, nothing is posted' \
	ops stock adjust --item C3 --location MAIN/A --counted 0
check 'which -q does not say' 0 '' '' \
	ops stock adjust --item C3 --location MAIN/A --counted 0 -q
check 'qty or counted' 65 '' 'ops: stock adjust: counted: it goes without qty' \
	ops stock adjust --item C3 --location MAIN/A --counted 0 --qty 1
check 'one of them' 2 '' 'ops: stock adjust: --qty or --counted is missing' \
	ops stock adjust --item C3 --location MAIN/A
check 'the book is whole' 0 '*' '*' ops fsck

# ---- what is made has defaults of its own ----

imports <<'E'
shop:
  verb: stock receive
  fields: { item: { column: sku }, qty: { column: n }, to: MAIN }
  create: { item: { name: { column: text }, unit: m } }
E
printf 'sku,text,n\nD1,Lamp,1\nD2,Bulb,1\n' >shop.csv
check 'an item that is made' 0 "$head
*,6,2,0,0,0,0,0,shop,shop.csv" "*category=light comes from *
*weight=2 comes from *
*lot=L7 comes from *" \
	ops -c defaults.stock.receive.to=MAIN -c defaults.stock.receive.lot=L7 \
	-c defaults.stock.item.add.category=light \
	-c defaults.stock.item.add.weight=2 import shop shop.csv
check 'has not those of the move, nor only the first its own' 0 \
	'sku,name,unit,category,weight
D1,Lamp,m,light,2
D2,Bulb,m,light,2' '' ops stock item list --where 'sku ~ "^D[12]"' \
	--columns sku,name,unit,category,weight
check 'which has its own' 0 'item,lot
D1,L7
D2,L7' '' ops stock balance --by item,lot --where 'item ~ "^D[12]"' \
	--columns item,lot

# ---- every number may have a decimal comma ----

imports <<'E'
counts: { verb: stock count post, reader: { delimiter: ;, decimal: "," }, fields: { location: MAIN/B, item: { column: item }, counted: { column: n } } }
packs: { verb: stock unit set, reader: { delimiter: ;, decimal: "," }, fields: { item: { column: item }, unit: { column: u }, qty: { column: n } } }
rates: { verb: budget rates set, reader: { delimiter: ;, decimal: "," }, fields: { valid_from: 2026-03-01, currency: { column: u }, rate: { column: n } } }
first: { verb: stock opening, reader: { delimiter: ;, decimal: "," }, fields: { date: 2025-12-31, item: { column: item }, location: MAIN/B, qty: { column: n }, unit_cost: { column: c } } }
E
printf 'item;n\nA1;1.200\nB2;12,5\n' >c.csv
check 'a count' 0 '*' '*' ops import counts c.csv
check 'counts thousands' 0 'A1,1200
B2,12.5' '' ops stock balance --location MAIN/B --columns item,on_hand --no-header
printf 'item;u;n\nA1;box;1.200\nB2;part;5/105\n' >u.csv
check 'how many are in a unit' 0 '*' '*' ops import packs u.csv
check 'or a ratio of it' 0 'A1,box,1200
B2,part,5/105' '' ops stock unit list --columns item,unit,qty --no-header
printf 'u;n\nUSD;1,0887\n' >r.csv
check 'a rate' 0 '*' '*' ops import rates r.csv
is 'of a currency' "$(ops budget rates list --columns rate --no-header)" 1.0887
(ops init other --name Other -q && cp ops.yaml other && cd other &&
    ops stock item add -q L1 && ops stock location add -q MAIN/B --parent MAIN &&
    printf 'item;n;c\nL1;1.200;2,50\n' >o.csv && ops import first o.csv -q &&
    ops stock value --as-of 2025-12-31 --columns item,qty,value --no-header) >o.txt
is 'what a book begins with, and when' "$(cat o.txt)" L1,1200,3000.00
imports <<'E'
late: { verb: stock issue, fields: { fefo: yes, item: A1 } }
E
check 'an option is no column' 78 '*' "*'fefo' is an option of 'ops stock issue', not a column*" \
    ops import late c.csv

done_testing
