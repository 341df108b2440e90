#!/bin/sh
# Bad input: the right exit code, a message that helps, the book unchanged.
. "$(dirname "$0")/lib.sh"
book
ops stock receive -q --item A1 --qty 10 --to MAIN/A --date 2026-03-01

# refuse NAME STATUS STDERR COMMAND...: it fails, and nothing has changed.
refuse() {
	what=$1 code=$2 says=$3
	shift 3
	check "$what" "$code" '' "$says" "$@"
	is "$what: the book is as it was" "$(cksum <ops.db)" "$before"
}
before=$(cksum <ops.db)

# One record, by options
refuse 'an unknown item, with what was meant' 65 \
    "ops: stock move: item: 'A-1' is not a known item (did you mean 'A1'?)" \
    ops stock move --from VENDOR --to MAIN/A --item A-1 --qty 1
refuse 'an unknown item, far from all' 65 \
    "ops: stock move: item: 'WHEELBARROW' is not a known item" \
    ops stock move --from VENDOR --to MAIN/A --item WHEELBARROW --qty 1
refuse 'an unknown place' 65 \
    "ops: stock move: to: 'MIAN' is not a known location (did you mean 'MAIN'?)" \
    ops stock move --from VENDOR --to MIAN --item A1 --qty 1
refuse 'a quantity with 7 decimals' 65 \
    "ops: stock move: qty: '0.1234567' is wrong: expected a number such as 12 or 0.125, at most 6 decimals" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 0.1234567
refuse 'a quantity below 0' 65 \
    "ops: stock move: qty: '-1' is wrong: expected a quantity above 0" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty -1
refuse 'a quantity of nothing' 65 "ops: stock move: qty: '0' is wrong: *" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 0
refuse 'a decimal comma' 65 "ops: stock move: qty: '1,5' is wrong: *" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 1,5
refuse 'a quantity beyond all numbers' 65 "ops: stock move: qty: '99999999999999999999' is wrong: *" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 99999999999999999999
refuse 'a value beyond all numbers' 65 \
    'ops: stock move: unit_cost: the value of the move is too large' \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 9000000000000 --unit-cost 9000000
refuse 'a sum beyond all numbers' 65 \
    "ops: stock receive: qty: the balance of 'A1' at VENDOR would be too large a number" \
    ops stock receive --to MAIN/A --line item=A1,qty=9000000000000 --line item=A1,qty=9000000000000
refuse 'a unit that the item does not know' 65 \
    "ops: stock move: qty: item 'A1' does not know the unit 'box' (its own is 'each'): 'ops stock unit set' says how many it is" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty '3 box'
refuse 'a move from a place to itself' 65 \
    "ops: stock move: to: 'MAIN/A' is where it comes from: expected another place" \
    ops stock move --from MAIN/A --to MAIN/A --item A1 --qty 1
refuse 'a fact of tomorrow' 65 \
    "ops: stock move: date: '2026-03-16' is after today: a fact cannot be effective before it happens" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 1 --date tomorrow
refuse 'a day that is none' 65 "ops: stock move: date: '2026-02-30' is wrong: *" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 1 --date 2026-02-30
refuse 'more than is there' 65 \
    "ops: stock issue: qty: 'A1' at MAIN/A would be -1 on 2026-03-15 12:00 (stock.negative: refuse)" \
    ops stock issue --item A1 --qty 11 --from MAIN/A
refuse 'a field that is missing' 2 'ops: stock issue: --from is missing' \
    ops stock issue --item A1 --qty 11
refuse 'an option that is not known' 2 \
    "ops: stock issue: option '--form' is not known (did you mean '--from'?)" \
    ops stock issue --item A1 --qty 1 --form MAIN/A
refuse 'an option twice' 2 "ops: stock issue: option '--qty' is given twice" \
    ops stock issue --item A1 --qty 1 --qty 2 --from MAIN/A
refuse 'a code with a control character' 65 \
    "ops: stock item add: sku: 'A\\nB' is wrong: expected a code without control characters" \
    ops stock item add "A
B"

# The past
ops stock issue -q --item A1 --qty 8 --from MAIN/A --date 2026-03-10
before=$(cksum <ops.db)
refuse 'what takes from the past what was used later' 65 \
    "ops: stock issue: qty: 'A1' at MAIN/A would be -1 on 2026-03-10 00:00 after entry 5 (stock.negative: refuse)" \
    ops stock issue --item A1 --qty 3 --from MAIN/A --date 2026-03-05
refuse 'what takes it before it was there' 65 \
    "ops: stock issue: qty: 'A1' at MAIN/A would be -1 on 2026-02-28 00:00 (stock.negative: refuse)" \
    ops stock issue --item A1 --qty 1 --from MAIN/A --date 2026-02-28
check 'what is left over may be taken' 0 '*' '' \
    ops stock issue --item A1 --qty 2 --from MAIN/A --date 2026-03-05 -n

# Lots
ops stock receive -q --to MAIN/B --line item=B2,qty=5,lot=L-1 --line item=B2,qty=5
before=$(cksum <ops.db)
refuse 'a lot has its own balance' 65 \
    "ops: stock issue: qty: 'B2' lot L-1 at MAIN/B would be -1 on 2026-03-15 12:00 (stock.negative: refuse)" \
    ops stock issue --item B2 --qty 6 --lot L-1 --from MAIN/B
refuse 'what has no lot, too' 65 \
    "ops: stock issue: qty: 'B2' at MAIN/B would be -1 on 2026-03-15 12:00 (stock.negative: refuse)" \
    ops stock issue --item B2 --qty 6 --from MAIN/B

# Closed periods
ops close -q 2026-02-28
before=$(cksum <ops.db)
refuse 'a date in a closed period' 77 \
    "ops: stock move: date: '2026-02-28' is in a closed period: the first open day is 2026-03-01 (--date 2026-03-01)" \
    ops stock move --from VENDOR --to MAIN/A --item A1 --qty 1 --date 2026-02-28
ops reopen -q 2026-02-28 -m 'a forgotten delivery note' 2>/dev/null

# Parties
ops config set -q stock.party strict
before=$(cksum <ops.db)
refuse 'a party that nobody made, where that is a rule' 65 \
    "ops: stock receive: party: 'NOBODY' is not a known party (stock.party is strict)" \
    ops stock receive --item A1 --qty 1 --to MAIN/A --party NOBODY

# Files
cat >bad.csv <<'EOF'
item,from,to,qty,date
A1,VENDOR,MAIN/A,1,
A2,VENDOR,MAIN/A,1,
A1,VENDOR,MAIN/A,,
A1,VENDOR,MAIN/A,1,2026-03-16
A1,VENDOR
A1,VENDOR,VENDOR,1,
B2,VENDOR,MAIN/A,1.5,
EOF
refuse 'a file with bad rows is refused whole, all are named' 65 \
    "ops: stock move: bad.csv:3: item: 'A2' is not a known item (did you mean 'A1'?)
ops: stock move: bad.csv:4: qty: is missing
ops: stock move: bad.csv:5: date: '2026-03-16' is after today: a fact cannot be effective before it happens
ops: stock move: bad.csv:6: *
ops: stock move: bad.csv:7: to: 'VENDOR' is where it comes from: expected another place
ops: stock move: nothing is posted: 5 rows are wrong" ops stock move -i bad.csv
refuse 'rejects have to go somewhere' 2 '*--keep-going needs --rejects <file>: no row is lost' \
    ops stock move -i bad.csv --keep-going
check 'the good rows may land' 1 '*,2' \
    "ops: stock move: 5 rows are in 'rejected.csv', the others are posted" \
    ops stock move -i bad.csv --keep-going --rejects rejected.csv
is 'the bad ones wait, each with its line and why' "$(cut -d: -f1 rejected.csv)" \
    'line,error,item,from,to,qty,date
3,"item
4,"qty
5,"date
6,"*
7,"to'
before=$(cksum <ops.db)
refuse 'and are refused again as they are' 65 '*nothing is posted: 5 rows are wrong' \
    ops stock move -i rejected.csv
refuse 'a column that is not known' 65 \
    "ops: stock move: -:1: column 'quantity' is not known: 'ops stock move --template' prints those that are" \
    sh -c 'printf "item,from,to,quantity\n" | ops stock move -i -'
refuse 'a column that is nearly known' 65 \
    "ops: stock move: -:1: column 'itme' is not known (did you mean 'item'?)" \
    sh -c 'printf "itme,from,to,qty\n" | ops stock move -i -'
refuse 'a file that is not there' 66 "ops: stock move: *'none.csv'*" ops stock move -i none.csv
awk 'BEGIN {
	print "date,item,from,to,qty"
	for (i = 2; i <= 900010; i++)
		print i == 900001 ? "2026-03-01,A1,VENDOR" \
		    : "2026-03-01,A1,VENDOR,MAIN/A,1"
}' >hole.csv
refuse 'a hole in row 900,000 of a file' 65 \
    "ops: stock move: hole.csv:900001: * 3 *5*
ops: stock move: nothing is posted: 1 row is wrong" ops stock move -i hole.csv

# A code is looked for once in a file so long; a wrong one is named each time.
awk 'BEGIN {
	print "item,from,to,qty"
	for (i = 1; i <= 40000; i++)
		printf "%s,%s,MAIN/%s,2\n",
		    i % 13000 == 0 ? "A7" : i % 3 ? "A1" : "B2",
		    i % 7 ? "VENDOR" : "", i % 5 ? "A" : "B"
}' >codes.csv
refuse 'each of the rows with a wrong code' 65 \
    "ops: stock move: codes.csv:13001: item: 'A7' is not a known item*
ops: stock move: codes.csv:26001: item: 'A7' is not a known item*
ops: stock move: codes.csv:39001: item: 'A7' is not a known item*
ops: stock move: nothing is posted: 3 rows are wrong" \
    ops stock move -i codes.csv --from MAIN
awk 'BEGIN {
	print "item,from,to,qty"
	for (i = 0; i < 50; i++)
		print "X" i ",VENDOR,MAIN,1"
}' >many.csv
refuse 'of many bad rows twenty are shown, all are counted' 65 \
    "*many.csv:21: *
ops: stock move: ... and 30 more
ops: stock move: nothing is posted: 50 rows are wrong" ops stock move -i many.csv
# Two places hold what one number cannot
ops stock move -q --item B2 --from VENDOR --to MAIN/A --qty 9000000000000
ops stock move -q --item B2 --from PRODUCTION --to MAIN/B --qty 9000000000000
for verb in 'balance --by item --item B2' 'ledger --item B2' \
    'item show B2'; do
	# shellcheck disable=SC2086 # the words of a verb
	check "a sum beyond all numbers is no answer: $verb" 65 '' \
	    "ops: stock *: the * of 'B2' *too large*" ops stock $verb
done

# Two places are reserved, and what was at one of them is lost
ops stock demand add SO-1 -q --line item=B2,qty=9000000000000 \
    --line item=B2,qty=9000000000000
ops stock reserve SO-1 -q
check 'more is reserved than any number says: nothing is free' 65 '' \
    "*: the balance of 'B2' is too large" \
    ops stock issue --item B2 --qty 1 --from MAIN --fefo
check 'what is open of an order is of its lines, whatever they sum to' 0 '*' '' \
    ops stock issue --item B2 --qty 9000000000000 --from MAIN/A --order SO-1 -n
ops stock level set -q B2 --location MAIN --min 1
ops stock adjust -q --item B2 --qty -9000000000000 --location MAIN/B --reason fire
for verb in 'balance --by item' plan; do
	# shellcheck disable=SC2086 # the words of a verb
	check "as much reserved: $verb" 65 '' \
	    "*: what is reserved of 'B2' is too large a number" ops stock $verb
done
check 'goods that are moved and dear beyond all numbers' 65 '' \
    '*: what flowed is too large a number' sh -c '
    ops stock item add -q DEAR --tracking lot --cost 9000000000000
    for lot in 1 2 3; do
	ops stock receive -q --item DEAR --lot $lot --qty 9000000000000 --to MAIN
    done
    ops stock flow'
ops init -q worth --name Worth
gems() { ops -C worth stock "$@" -q --item GEM --qty 9000; }
ops -C worth stock item add -q GEM --cost 9000000000000
gems adjust --location MAIN --reason found
gems scrap --from MAIN --reason dust
gems receive --to MAIN
gems issue --from MAIN
is 'twice a value beyond all numbers together, and all the same proved' \
    "$(ops -C worth stock value --proof --no-header)" \
    'in,received,1,81000000000000000.00
in,found,1,81000000000000000.00
out,issued,1,81000000000000000.00
out,scrapped,1,81000000000000000.00
on hand,,,0.00
difference,,,0.00'
check 'its foot is not told' 65 '*' '*: the sum of the values is too large a number' \
    ops -C worth stock value -F table

# ---- all that is wrong with a row is one line ----

printf 'item,from,to,qty,unit_cost\nZZ,MAIN,,many,1\n,MAIN,MAIN/A,0,dear\n' >wrongs.csv
check 'field by field, and what is missing' 65 '' \
	"ops: stock move: wrongs.csv:2: item: 'ZZ' is not a known item*; qty: 'many' is wrong: expected *; to: is missing
ops: stock move: wrongs.csv:3: qty: *; unit_cost: 'dear' is wrong: *; item: is missing
ops: stock move: nothing is posted: 2 rows are wrong" ops stock move -i wrongs.csv
printf 'item,from,to\n,,\n' >wrongs.csv
check 'all that is missing' 65 '' \
	"ops: stock move: wrongs.csv:2: item: is missing; from: is missing; to: is missing; qty: is missing
*" ops stock move -i wrongs.csv
printf 'sku,name,min\nW1,x,few\n,y,many\n' >wrongs.csv
check 'a code that is missing takes no number' 65 '' '*min: *min: *' \
	ops stock item add -i wrongs.csv

# ---- what is written goes over nothing that is read ----

cat >good.csv <<'E'
item,from,to,qty
A1,VENDOR,MAIN,1
ZZ,VENDOR,MAIN,1
E
cp good.csv was.csv
check 'rejects over the input' 2 '' \
	"ops: stock move: --rejects: 'good.csv' is the file that is read: expected another one" \
	ops stock move -i good.csv --keep-going --rejects good.csv
check 'the result over the input' 2 '' \
	"ops: stock move: --output: './good.csv' is the file that is read: expected another one" \
	ops stock move -i good.csv -o ./good.csv
check 'it is as it was' 0 '' '' cmp good.csv was.csv
check 'nowhere to put the rejects' 73 '' \
	"ops: stock move: cannot create 'nodir/x': No such file or directory" \
	ops stock move -i good.csv --keep-going --rejects nodir/x

# ---- who is killed leaves nothing behind ----

{ cat good.csv; seq 300000 | sed 's/.*/A1,VENDOR,MAIN,1/'; } >long.csv
ops stock move -i long.csv --keep-going --rejects late.csv 2>/dev/null &
killed=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	set -- .ops-*.tmp
	[ -e "$1" ] && break
	sleep 0.2
done
kill -TERM "$killed"
{ wait "$killed"; } 2>/dev/null
is 'it dies of the signal' $? 143
is 'and no unfinished file is left' "$(echo .ops-*.tmp)" '.ops-[*].tmp'
check 'the book is whole' 0 '' '' ops fsck -q

# ---- -q: nothing but what is wrong ----

ops config set stock.negative warn -q
check 'a warning' 0 '*' "ops: stock *: qty: *would be *(stock.negative: warn)" \
	ops stock issue --item A1 --lot L9 --from MAIN/B --qty 1
check 'is not said quietly' 0 '' '' \
	ops stock issue --item A1 --lot L9 --from MAIN/B --qty 1 -q
check 'nor what a default filled in' 0 '' '' \
	ops -c defaults.stock.issue.from=MAIN/B stock issue --item A1 --lot L9 --qty 1 -q
check 'what is wrong is' 65 '' "*'ZZ' is not a known item*" \
	ops stock issue --item ZZ --from MAIN/B --qty 1 -q

done_testing
