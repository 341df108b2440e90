#!/bin/sh
# Numbers that others give our items, and what a scanner's lines become.
. "$(dirname "$0")/lib.sh"
book
ops stock item add -q --sku M1 --name Milk --tracking lot
ops stock item add -q --sku S1 --name Pump --tracking serial
ops stock party add -q RUBBER --kind vendor
ops stock party add -q STEEL --kind vendor

# Numbers
check 'a barcode, which names the alias' 0 'id,entry
04006381333931,*' '' ops stock alias add 4006381333931 --item A1
check 'is kept in 14 digits' 0 'code,item,unit,party,kind
04006381333931,A1,,,gtin' '' ops stock alias list
check 'a wrong check digit is said where it is meant to be one' 65 '' \
    "ops: stock alias add: code: '4006381333932' is wrong: expected a GTIN: its check digit is wrong" \
    ops stock alias add 4006381333932 --item A1 --kind gtin
check 'nor is it kept without a word' 65 '' \
    "ops: stock alias add: code: '4006381333932' is wrong: as a GTIN its check digit is; --kind old keeps what is none" \
    ops stock alias add 4006381333932 --item A1
check 'the same again is refused' 65 '' \
    "ops: stock alias add: code: '04006381333931' is there already: it means 'A1'" \
    ops stock alias add 4006381333931 --item B2
check 'an unknown item' 65 '' "*item: 'A7' is not a known item*" ops stock alias add X --item A7
check 'an unknown party' 65 '' "*party: 'NOBODY' is not a known party*" \
    ops stock alias add X --item A1 --party NOBODY
check 'what vendors and old lists call it, from a file' 0 '*' '' ops stock alias add -i - <<'EOF'
code,item,unit,party
7001,B2,,RUBBER
7001,A1,,STEEL
OLD-1,B2,,
9501101530003,M1,,
96385074,S1,,
EOF
check 'each has its kind' 0 'code,item,unit,party,kind
00000096385074,S1,,,gtin
04006381333931,A1,,,gtin
09501101530003,M1,,,gtin
7001,B2,,RUBBER,vendor
7001,A1,,STEEL,vendor
OLD-1,B2,,,old' '' ops stock alias list
check 'those of a party' 0 'code,item
7001,A1' '' ops stock alias list --party STEEL --columns code,item
check 'what was known before' 0 'code,item,unit,party,kind
04006381333931,A1,,,gtin' '' ops stock alias list --known-at @8
ops stock alias add -q GONE --item A1
ops undo -q 10
check 'an undone one is gone' 0 'code' '' ops stock alias list --code GONE --columns code
check 'fsck agrees' 0 '*' '' ops fsck

# Scans
scan() { printf '%s\n' "$@" | ops stock scan "--to" "$verb" $more; }
verb=count more=
check 'a place, goods, a quantity' 0 'item,location,lot,counted
A1,MAIN/A,,14
B2,MAIN/A,,1
A1,MAIN/B,,1' '' scan MAIN/A A1 A1 '*12' 4006381333931 OLD-1 MAIN/B A1
check 'a quantity is of the last scan alone' 0 'item,location,lot,counted
A1,MAIN/A,,3' '' scan MAIN/A A1 A1 '*2'
check 'blanks and carriage returns are no part of a scan' 0 'item,location,lot,counted
A1,MAIN/A,,1' '' sh -c "printf 'MAIN/A\r\n\r\n  A1 \r\n' | ops stock scan --to count"
check 'nothing scanned' 0 'item,location,lot,counted' '' scan ''
check 'the place may be said before' 0 'item,location,lot,counted
A1,MAIN/B,,1' '' sh -c 'echo A1 | ops stock scan --to count --location MAIN/B'
verb=transfer
check 'a transfer has two places, again and again' 0 'item,from,to,qty,lot
A1,MAIN/A,MAIN/B,2,
B2,MAIN/A,MAIN/B,1,
A1,MAIN/B,MAIN/A,5,' '' scan MAIN/A A1 B2 A1 MAIN/B MAIN/B A1 '*5' MAIN/A
check 'one that goes nowhere' 65 '' \
    "ops: stock scan: 'A1' from MAIN/A goes nowhere: scan the place where it goes" scan MAIN/A A1
check 'one that stays' 65 '' "*'MAIN/A' is where it comes from*" scan MAIN/A A1 MAIN/A
verb=receive
check 'a label says lot and day' 0 'item,to,qty,lot,expires,party
M1,MAIN/A,24,L-7,2027-12-31,' '' scan MAIN/A '(01)09501101530003(17)271231(10)L-7(37)24'
check 'or as the scanner sends it' 0 'item,to,qty,lot,expires,party
M1,MAIN/A,2,L-7,2027-12-31,' '' scan MAIN/A "]C1010950110153000310L-7$(printf '\035')17271231" '*2'
check 'one that can be read in two ways is refused' 65 '' \
    "ops: stock scan: -:2: '010950110153000310L717271231' is wrong: expected a separator (FNC1) or brackets: it can be read in two ways
ops: stock scan: nothing is printed: 1 line is wrong" scan MAIN/A 010950110153000310L717271231
check 'the lot may come by itself' 0 'item,to,qty,lot,expires,party
M1,MAIN/A,3,L-8,,' '' scan MAIN/A 9501101530003 L-8 '*3'
check 'or with a second label' 0 'item,to,qty,lot,expires,party
M1,MAIN/A,1,L-9,2027-02-28,' '' scan MAIN/A M1 '(17)270200(10)L-9'
check 'but it must come' 65 '' "*'M1' waits for its lot: scan it first*" scan MAIN/A M1 MAIN/B
check 'to the end' 65 '' "ops: stock scan: 'M1' waits for its lot" scan MAIN/A M1
check 'a serial is there once' 65 '' "*serial 'P-1' of 'S1' was scanned before*" \
    scan MAIN/A S1 P-1 S1 P-1
check 'and is one' 65 '' "*of a serial there is one*" scan MAIN/A S1 P-1 '*2'
check 'all that is wrong is said, nothing is printed' 65 '' \
    "ops: stock scan: -:1: 'A1' is at no place: scan a place first
ops: stock scan: -:2: '*x' is wrong: expected a quantity, such as *12
ops: stock scan: -:3: '*2' belongs to nothing: scan an item first
ops: stock scan: -:4: '4006381333932' is wrong: expected a GTIN: its check digit is wrong
ops: stock scan: -:5: 'NONSENSE' is no place, no item and no number of one ('ops stock alias add' makes it one)
ops: stock scan: -:6: 'VENDOR' is of kind vendor: *
ops: stock scan: nothing is printed: 6 lines are wrong" scan A1 '*x' '*2' 4006381333932 NONSENSE VENDOR
check 'a number of two vendors means nothing by itself' 65 '' \
    "*'7001' is 'B2' to RUBBER and 'A1' to STEEL: say whose number it is (--party)*" scan MAIN/A 7001
more='--party STEEL'
check 'but with one of them it does' 0 'item,to,qty,lot,expires,party
A1,MAIN/A,1,,,STEEL' '' scan MAIN/A 7001
check 'and it is who delivered' 0 'STEEL' '' sh -c "printf 'MAIN/A\n7001\n' |
    ops stock scan --to receive --party STEEL | ops stock receive -q -i - && ops stock ledger --item A1 \
    --columns party --no-header --limit 1 --sort -entry"
ops undo -q "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
more=
check 'a line that is no text' 65 '' '*-:1: is no text in UTF-8*' \
    sh -c 'printf "\377\n" | ops stock scan --to count'
check 'an endless line' 65 '' '*-:1: is longer than 4096 bytes*' \
    sh -c 'head -c 1000000 /dev/zero | tr "\0" x | ops stock scan --to count'
check 'an unknown verb' 65 '' "*to: 'sell' is wrong: expected receive, issue, *" ops stock scan --to sell
check 'no such file' 66 '' "*cannot read 'nowhere'*" ops stock scan --to count nowhere
ops stock receive -q --item A1 --qty 9 --to MAIN/A
check 'and the verb takes it' 0 '*' '' sh -c "printf 'MAIN/A\nA1\n*4\nMAIN/B\n' |
    ops stock scan --to transfer | ops stock transfer -i -"
is 'the goods are there' "$(ops stock balance --item A1 --columns location,on_hand --no-header)" 'MAIN/A,5
MAIN/B,4'
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
	printf 'MAIN/A\nNONSENSE\nA1\n\004' | script -qc \
	    'ops stock scan --to count >rows' /dev/null >said 2>&1
	is 'on a terminal each scan is answered' "$(tr -d '\r' <said)" \
	    '*A1 Bell: 1 each at MAIN/A*'
	is 'and what is wrong is not taken' "$(cat rows)" 'item,location,lot,counted
A1,MAIN/A,,1'
fi
done_testing
