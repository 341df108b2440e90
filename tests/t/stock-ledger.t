#!/bin/sh
# The ledger: every move in order, with the balance after it.
. "$(dirname "$0")/lib.sh"
book
ops stock item add -q C3
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,lot,reference,reason,party
2026-03-03,A1,MAIN/A,CUSTOMER,3,,,SO-1,,ANN
2026-03-01,A1,VENDOR,MAIN/A,10,2.40,,DN-1,,RUBBER
2026-03-02,A1,MAIN/A,MAIN/B,4,,,,,
2026-03-02,B2,VENDOR,MAIN/B,1.5,,L-1,,,
2026-03-02,B2,VENDOR,MAIN/B,2,,L-2,,,
2026-03-04,B2,MAIN/B,SCRAP,0.5,,L-1,,torn,
EOF
short='entry,date,item,from,to,qty,balance'
ledger() { ops stock ledger --columns "$short" --no-header "$@"; }

check 'all moves: by item, time, entry and line' 0 'entry,line,date,item,from,to,lot,qty,unit_cost,balance,reference,reason,party,value,worth
5,4,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,,10,2.40,10,DN-1,,RUBBER,24.00,24.00
5,5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,,4,,10,,,,0.00,24.00
5,2,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,,3,,7,SO-1,,ANN,-7.20,16.80
5,7,2026-03-02T00:00:00Z,B2,VENDOR,MAIN/B,L-1,1.5,,1.5,,,,0.00,0.00
5,9,2026-03-02T00:00:00Z,B2,VENDOR,MAIN/B,L-2,2,,3.5,,,,0.00,0.00
5,10,2026-03-04T00:00:00Z,B2,MAIN/B,SCRAP,L-1,0.5,,3,,torn,,0.00,0.00' '' ops stock ledger
check 'of one item' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,10
5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,10
5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,7' '' ledger --item A1
check 'of two, in the order of their codes, once each' 0 \
    "$(ledger)" '' ledger --item B2 --item A1 --item B2
check 'of an item that never moved' 0 '' '' ledger --item C3
check 'of an item that is not known' 65 '' \
    "ops: stock ledger: item: 'A2' is not a known item (did you mean 'A1'?)" ledger --item A2

# What a place holds
check 'a place has its own balance' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,10
5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,6
5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,3' '' ledger --item A1 --location MAIN/A
check 'with all that stands in it' 0 "$(ledger)" '' ledger --location MAIN
check 'a site is such a place' 0 "$(ledger)" '' ledger --site MAIN
check 'what stands in a site is none' 65 '' \
    "ops: stock ledger: site: 'MAIN/A' is no site: it stands in 'MAIN'" ledger --site MAIN/A
check 'a far end has a balance, too' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,-10' '' \
    ledger --item A1 --location VENDOR
check 'a lot has one' 0 '5,2026-03-02T00:00:00Z,B2,VENDOR,MAIN/B,1.5,1.5
5,2026-03-04T00:00:00Z,B2,MAIN/B,SCRAP,0.5,1' '' ledger --lot L-1
check 'filters of rows leave the balance alone' 0 '5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,7' '' \
    ledger --party ANN
check 'so does --where' 0 '5,2026-03-04T00:00:00Z,B2,MAIN/B,SCRAP,0.5,3' '' \
    ledger --where "reason = torn"
check 'the place it came to' 0 '5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,10' '' \
    ledger --to MAIN/B --item A1

# Times
check 'since: the balance goes on from before' 0 '5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,7
5,2026-03-04T00:00:00Z,B2,MAIN/B,SCRAP,0.5,3' '' ledger --since 2026-03-03
check 'also where only a condition names it' 0 2026-03-03T00:00:00Z '' \
    ops stock ledger --since 2026-03-03 --columns date --where 'balance = 7' --no-header
check 'at a place, too' 0 '5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,3' '' \
    ledger --since 2026-03-03 --location MAIN/A
check 'of a far end' 0 '5,2026-03-04T00:00:00Z,B2,MAIN/B,SCRAP,0.5,0.5' '' \
    ledger --since 2026-03-04 --location SCRAP
check 'of a lot' 0 '5,2026-03-04T00:00:00Z,B2,MAIN/B,SCRAP,0.5,1' '' \
    ledger --since 2026-03-03 --lot L-1
check 'until: up to the end of the day' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,10
5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,10' '' ledger --item A1 --until 2026-03-02
check 'as of: the same' 0 "$(ledger --until 2026-03-02)" '' ledger --as-of 2026-03-02
check 'a period has both ends in' 0 '5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,10
5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,7' '' ledger --item A1 -p 2026-03-02..2026-03-03

# What is recorded later
ops stock move -q --date 2026-03-02T08:00 --item A1 --from VENDOR --to MAIN/A --qty 100
check 'a fact of before comes between' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,10
5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,10
6,2026-03-02T08:00:00Z,A1,VENDOR,MAIN/A,100,110
5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,107' '' ledger --item A1
check 'and was not known then' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,10
5,2026-03-02T00:00:00Z,A1,MAIN/A,MAIN/B,4,10
5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,7' '' ledger --item A1 --known-at @5
check 'since a time, known at a time' 0 '5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,7' '' \
    ledger --item A1 --known-at @5 --since 2026-03-03
check 'since a time, known now' 0 '5,2026-03-03T00:00:00Z,A1,MAIN/A,CUSTOMER,3,107' '' \
    ledger --item A1 --since 2026-03-03
check 'the limit ends it early' 0 '5,2026-03-01T00:00:00Z,A1,VENDOR,MAIN/A,10,10' '' \
    ledger --limit 1
is 'the last balance is what the book holds' \
    "$(ops stock ledger -F csv --no-header --columns item,balance | sort -t, -k1,1 -s | awk -F, '{ b[$1] = $2 } END { print b["A1"], b["B2"] }')" \
    "$(ops stock balance --by item -F csv --no-header --columns on_hand | paste -s -d' ' -)"

# How deep in the tree
check 'a place stands for what is below it' 0 'item,location,lot,on_hand
A1,MAIN,,107
B2,MAIN,L-1,1
B2,MAIN,L-2,2' '' ops stock balance --by item,lot --depth 1 --columns item,location,lot,on_hand
is 'two deep, as it is here' "$(ops stock balance --depth 2)" "$(ops stock balance)"
check 'a tree has no depth 0' 65 '' "*depth: '0' is wrong: expected a whole number from 1" ops stock balance --depth 0
ops stock item set -q A1 --category bolts
check 'of a category' 0 'A1,107' '' ops stock balance --by item --category bolts --columns item,on_hand --no-header
check 'of one that nothing has' 0 '' '' ops stock balance --category nuts --no-header

done_testing
