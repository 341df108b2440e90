#!/bin/sh
# The opening: what a book begins with, as an assertion at its instant.
. "$(dirname "$0")/lib.sh"
book
ops stock item add -q C3 --tracking lot
ops stock location add -q SOUTH
ops stock unit set -q --item A1 --unit box --qty 12 --of each
cat >opening.csv <<'EOO'
kind,item,location,qty,unit_cost,lot,expires,reference,due,party,price
stock,A1,MAIN/A,2 box,24,,,,,,
,A1,SOUTH,5,2.10,,,,,,
stock,B2,MAIN/B,0,,,,,,,
stock,C3,MAIN/A,7,1,L-1,2026-06-30,,,,
expected,A1,MAIN,40,,,,PO-1,2026-02-01,ECHO,
expected,C3,MAIN,9,,,,PO-1,,ECHO,
demand,A1,,1 box,,,,SO-1,2026-01-20,HARBOUR,60
demand,C3,MAIN,2,,,,SO-1,2026-01-20,HARBOUR,9
EOO
open='ops stock opening -i opening.csv --date 2026-01-01'

check 'what would be posted' 0 'item,from,to,qty,unit_cost,value,said_qty,said_unit
A1,ADJUSTMENT,MAIN/A,24,24.00,48.00,2,box
A1,ADJUSTMENT,SOUTH,5,2.10,10.50,,
C3,ADJUSTMENT,MAIN/A,7,1.00,7.00,,' '' sh -c "$open --dry-run | cut -d, -f3-7,13-"
check 'one entry' 0 'entry,date,lines
7,2026-01-01T00:00:00Z,10' '' $open --key opening
check 'the stock of that day' 0 'item,location,on_hand,expected
A1,MAIN,0,40
A1,MAIN/A,24,0
A1,SOUTH,5,0
C3,MAIN,0,9
C3,MAIN/A,7,0' '' ops stock balance --as-of 2026-01-01 --columns item,location,on_hand,expected
check 'nothing the day before' 0 'item,on_hand' '' ops stock balance --as-of 2025-12-31 --columns item,on_hand
check 'the orders' 0 'reference,line,item,open,due,ordered,party
PO-1,1,A1,40,2026-02-01,2026-01-01,ECHO
PO-1,2,C3,9,,2026-01-01,ECHO' '' ops stock expected list --columns reference,line,item,open,due,ordered,party
check 'what customers want' 0 'order,line,party,item,qty,due,location,date,price
SO-1,1,HARBOUR,A1,12,2026-01-20,,2026-01-01T00:00:00Z,5.00
SO-1,2,HARBOUR,C3,2,2026-01-20,MAIN,2026-01-01T00:00:00Z,9.00' '' ops stock demand list \
    --columns order,line,party,item,qty,due,location,date,price
check 'which is changed elsewhere' 65 '' "*reference: 'SO-1' line 2 is there already: 'ops stock demand set' changes it*" \
    sh -c "sed s/,9\$/,8/ opening.csv | ops stock opening -i - --date 2026-01-01"
check 'the lot' 0 '*C3,L-1,2026-06-30*' '' ops stock lot list
check 'the same key posts nothing' 0 'entry,date,lines
7,2026-01-01T00:00:00Z,10' "ops: stock opening: 'opening' is entry 7 already, nothing is posted" $open --key opening
check 'nor does the same file' 0 'entry,date,lines' \
    'ops: stock opening: nothing changes, nothing is posted' $open
check 'another file with that key is refused' 65 '' "*--key: 'opening' was used by entry 7*" \
    sh -c "sed s/,7,1,/,8,1,/ opening.csv | ops stock opening -i - --date 2026-01-01 --key opening"
check 'other quantities are differences' 0 'item,from,to,qty,unit_cost
A1,MAIN/A,ADJUSTMENT,12,2.00
C3,ADJUSTMENT,MAIN/A,1,1.00' '' sh -c \
    "sed 's/,7,1,/,8,1,/; /^,A1/d; s/,2 box/,1 box/; /^expected/d; /^demand/d' opening.csv | sort |
    ops stock opening -i - --date 2026-01-01 --dry-run | cut -d, -f3-7"
check 'another file of the same instant' 0 '*' '' ops stock opening --item B2 --location MAIN --qty 3 --date 2026-01-01
ops stock receive -q --item A1 --qty 4 --to SOUTH --date 2026-01-05 --reference PO-1
check 'moves after it do not matter' 0 '*' '*nothing is posted' $open
check 'it is undone' 0 '*' '' sh -c 'ops undo -q 9 && ops undo -q 8 && ops undo 7'
is 'with its orders' "$(ops stock expected list --no-header | wc -l; ops stock demand list --no-header | wc -l)" '0
0'
check 'and said again' 0 '*' '' $open --key opening
is 'whole' "$(ops stock balance --as-of 2026-01-02 --by item --columns item,on_hand)" 'item,on_hand
A1,29
C3,7'

# What cannot be
check 'goods moved before' 65 '' "ops: stock opening: date: goods moved at 2026-01-01T00:00, before 2026-01-02T00:00: expected an instant before all moves ('ops stock adjust' corrects what is there)" \
    ops stock opening -i opening.csv --date 2026-01-02
one='ops stock opening --date 2025-12-31 --location MAIN/A --qty 1'
refuse() { # refuse WHY COMMAND...
	why=$1
	shift
	check "refused: $why" 65 '' "ops: stock opening: $why*" "$@"
}
# shellcheck disable=SC2086 # a command and its options
{
	refuse "due: it does not go with kind 'stock'" $one --item A1 --due today
	refuse "lot: it does not go with kind 'expected'" $one --item A1 --kind expected --reference X --lot L
	refuse "unit_cost: it does not go with kind 'demand'" $one --item A1 --kind demand --reference X --unit-cost 1
	refuse "promised: it does not go with kind 'expected'" $one --item A1 --kind expected --reference X --promised today
	refuse "party: it does not go with kind 'make'" $one --item A1 --kind make --reference X --party ECHO
	refuse 'reference: is missing' $one --item A1 --kind make
	refuse 'reference: is missing' $one --item A1 --kind expected
	refuse "kind: 'demnd' is wrong: expected stock, expected, demand or make" $one --item A1 --kind demnd
	refuse 'lot: is missing: expires is of a lot' $one --item C3 --expires today
}
refuse "location: 'VENDOR' is of kind vendor" ops stock opening --date 2025-12-31 --item A1 --location VENDOR --qty 1
refuse "qty: '-1' is wrong: expected a quantity from 0" ops stock opening --item A1 --location MAIN --qty -1
refuse 'location: is missing' ops stock opening --date 2025-12-31 --item A1 --qty 1
open() { # open ROW...: rows of one file
	printf '%s\n' kind,item,location,qty,unit_cost,lot,expires,reference,line,party,ordered "$@" |
	    ops stock opening -i - --date 2025-12-31
}
rows() { # rows WHY ROW...
	why=$1
	shift
	open "$@" >/dev/null 2>../why
	is "refused: $why" "$(head -n 1 ../why)" "ops: stock opening: $why*"
}
rows "-:3: expires: '2026-07-01' is not what a row before says of lot 'L-9': 2026-06-01" \
    ,C3,MAIN,1,,L-9,2026-06-01,,,, ,C3,MAIN/A,1,,L-9,2026-07-01,,,,
rows "-:2: qty: '0' is wrong: expected a quantity above 0" expected,A1,MAIN,0,,,,PO-9,,,
rows "-:3: line: '1' of 'PO-9' is there twice" expected,A1,MAIN,4,,,,PO-9,1,, expected,A1,MAIN,5,,,,PO-9,,,
rows "-:3: line: '1' of 'SO-9' is there twice" demand,A1,,4,,,,SO-9,1,, demand,A1,,5,,,,SO-9,1,,
rows "-:2: ordered: '2026-01-02' is wrong: expected no day after the opening" demand,A1,,4,,,,SO-9,,,2026-01-02
rows "-:2: ordered: '2026-01-02' is wrong: expected no day after the opening" expected,A1,MAIN,4,,,,PO-9,,,2026-01-02
rows "-:3: party: 'BOB' is not what a row before says of order 'SO-9': ANN" \
    demand,A1,,4,,,,SO-9,,ANN, demand,A1,,5,,,,SO-9,,BOB,
rows "-:3: ordered: it is not what a row before says of order 'SO-9'" \
    demand,A1,,4,,,,SO-9,,ANN,2025-12-01 demand,A1,,5,,,,SO-9,,ANN,2025-12-02
ops stock item add -q S1 --tracking serial
rows "-:3: lot: serial 'N1' of 'S1' would be there twice on 2025-12-31" ,S1,MAIN,1,,N1,,,,, ,S1,MAIN/A,1,,N1,,,,,
rows "-:2: qty: '3' is wrong: expected 1: each piece of 'S1' has its own serial" ,S1,MAIN,3,,N1,,,,,
rows "-:2: lot: is missing: 'S1' is tracked by serial" ,S1,MAIN,1,,,,,,,
rows "-:2: lot: is missing: 'C3' is tracked by lot" ,C3,MAIN,1,,,,,,,
rows "-:2: item: 'A9' is not a known item" ,A9,MAIN,1,,,,,,,
refuse "unit_cost: the book was opened with 2.10 for one of 'A1' at SOUTH: 'ops undo" \
    ops stock opening --date 2026-01-01 --item A1 --location SOUTH --qty 5 --unit-cost 2.20
refuse "unit_cost: the book was opened with 2.00 for one of 'A1' at MAIN/A: 'ops undo" \
    ops stock opening --date 2026-01-01 --item A1 --location MAIN/A --qty '3 box' --unit-cost 25
check 'the same cost in another unit is the same' 0 '*' '*nothing is posted' \
    ops stock opening --date 2026-01-01 --item A1 --location MAIN/A --qty 24 --unit-cost 2
refuse "qty: 'A1' at SOUTH would be -" sh -c 'ops stock issue -q --item A1 --qty 4 --from SOUTH --date 2026-01-06 &&
    ops stock opening --date 2026-01-01 --item A1 --location SOUTH --qty 1'
check 'what was sold since is undone first' 0 '*' '' ops undo "$(ops log --sort -entry --limit 1 --columns entry --no-header)"
refuse '-:3: item: '"'A1' at MAIN is there twice" sh -c \
    'printf "item,location,qty\nA1,MAIN,1\nA1,MAIN,2\n" | ops stock opening -i - --date 2025-12-31'
check 'what production will bring' 0 '*' '' ops stock opening --date 2026-01-01 --kind make --reference WO-1 \
    --item A1 --location MAIN/A --qty 30 --due 2026-02-10
check 'is expected of it' 0 'WO-1,1,make,A1,30,2026-02-10,2026-01-01' '' ops stock expected list --no-header \
    --columns reference,line,kind,item,open,due,ordered --reference WO-1
ops stock move -q --item A1 --qty 12 --from PRODUCTION --to MAIN/A --reference WO-1 --date 2026-01-07
is 'what came of it is there' "$(ops stock expected list --columns open --no-header --reference WO-1)" 18
ops undo -q "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
printf 'date,item,location,qty\n2025-12-30,B2,MAIN,1\n2025-12-31,B2,SOUTH,1\n' >two.csv
refuse "two.csv:3: date: '2025-12-31*' is another instant than '2025-12-30" ops stock opening -i two.csv
ops close -q 2026-01-31
check 'a closed day' 77 '' '*is in a closed period*' ops stock opening --item B2 --location MAIN --qty 1 --date 2025-12-31
check 'the book is sound' 0 '*' '' ops fsck
done_testing
