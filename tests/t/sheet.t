#!/bin/sh
# Sheets: what is expected now, as rows to be corrected and given back.
. "$(dirname "$0")/lib.sh"

book
ops stock location add -q OTHER
check 'an empty book, an empty sheet' 0 'item,location,lot,counted' '' \
	ops stock adjust --sheet
ops stock receive -q -i - <<'EOF'
item,to,qty,lot
A1,MAIN/A,7,
A1,MAIN/B,2,L1
A1,OTHER,4,
B2,MAIN/B,0.125,
EOF
sheet='item,location,lot,counted
A1,MAIN/A,,7
A1,MAIN/B,L1,2
A1,OTHER,,4
B2,MAIN/B,,0.125'
before=$(cksum ops.db)
check 'what is on hand, by place and lot' 0 "$sheet" '' ops stock adjust --sheet
check 'of an item' 0 'item,*
B2,MAIN/B,,0.125' '' ops stock adjust --sheet --item B2
check 'of a place' 0 'item,*
A1,MAIN/A,,7' '' ops stock adjust --sheet --location MAIN/A
check 'and all in it' 0 '*
A1,MAIN/A,,7
A1,MAIN/B,L1,2
B2,MAIN/B,,0.125' '' ops stock adjust --location MAIN --sheet
check 'of a lot' 0 'item,*
A1,MAIN/B,L1,2' '' ops stock adjust --sheet --lot L1
check 'in another format' 0 '*{"item":"A1","location":"OTHER","lot":null,*' \
	'' ops stock adjust --sheet -F json
check 'to a file' 0 "$sheet" '' \
	sh -c 'ops stock adjust --sheet -o count.csv && cat count.csv'
is 'nothing is posted' "$(cksum ops.db)" "$before"
check 'nor is there need to write' 0 '*A1,OTHER,,4*' '' sh -c \
	'chmod a-w ops.db && ops stock adjust --sheet; s=$?; chmod u+w ops.db; exit $s'
check 'given back as it is, nothing moves' 0 'entry,date,lines' \
	'ops: stock adjust: the book has that already, nothing is posted' sh -c \
	'ops stock adjust --sheet | ops stock adjust -i -'
check 'corrected, the difference does' 0 '*
1,*,A1,OTHER,ADJUSTMENT,1,*,count,*' '' sh -c 'ops stock adjust --sheet |
	sed "s/,,4$/,,3/" | ops stock adjust --reason count -n -i -'
check 'posted' 0 '*,1' '' sh -c 'sed "s/,,4$/,,3/" count.csv |
	ops stock adjust --reason count -i -'
check 'and the next sheet has it' 0 '*
A1,OTHER,,3' '' ops stock adjust --sheet --location OTHER

ops config set stock.negative allow -q
ops stock issue -q --item B2 --from MAIN/A --qty 1
check 'less than nothing is left to people' 0 'item,*
B2,MAIN/A,,
B2,MAIN/B,,0.125' '' ops stock adjust --sheet --item B2
check 'who have to count it' 65 '' '*-:2: qty: is missing*' sh -c \
	'ops stock adjust --sheet --item B2 | ops stock adjust -i -'

# What a sheet does not take.
check 'no record' 2 '' '*--qty does not narrow the sheet' \
	ops stock adjust --sheet --qty 3
check 'no input' 2 '' '*--input and --sheet do not go together*' \
	ops stock adjust --sheet -i -
check 'no line' 2 '' '*--line and --sheet do not go*' \
	ops stock adjust --sheet --line item=A1
check 'no key' 2 '' '*--key and --sheet do not go*' \
	ops stock adjust --sheet --key x
check 'no far end' 65 '' "*location: 'VENDOR' is of kind vendor*" \
	ops stock adjust --sheet --location VENDOR
check 'an item there is' 65 '' "*'A9' is not a known item*" \
	ops stock adjust --sheet --item A9
check 'other verbs have none' 2 '' "*'--sheet' is not an option of 'stock receive'*" \
	ops stock receive --sheet
check 'it is in the usage' 0 '*--sheet*' '' ops stock adjust -h
is 'and completed' "$(ops complete -- stock adjust --sh)" '--sheet	*'
done_testing
