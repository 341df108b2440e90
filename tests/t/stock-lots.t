#!/bin/sh
# The rules of movements: lots, serials, expiry, FEFO, status, scrap, returns.
. "$(dirname "$0")/lib.sh"
book
posted='entry,date,lines'
last() { ops log --sort -entry --limit 1 --columns entry --no-header; }
lots() { ops stock lot list --item "$1" --columns lot,expires,on_hand --no-header; }
ops stock item add -q MILK --unit l --tracking lot --shelf-life 10
ops stock item add -q BIKE --tracking serial
ops stock item add -q CREAM --tracking lot

# Lots
check 'a lot is missing' 65 '' \
    "ops: stock receive: lot: is missing: 'MILK' is tracked by lot" \
    ops stock receive --item MILK --qty 5 --to MAIN
check 'in a file, too' 65 '' "ops: stock move: -:2: lot: is missing: *" sh -c \
    'printf "item,qty,from,to\nMILK,1,VENDOR,MAIN\n" | ops stock move -i -'
ops stock receive -q --item MILK --qty 5 --to MAIN --lot L-2 --date 2026-03-10
is 'a lot that comes in is good for its life' "$(lots MILK)" 'L-2,2026-03-20,5'
ops stock receive -q --item MILK --qty 4 --to MAIN --lot L-1 --expires 2026-03-18 --date 2026-03-11
ops stock receive -q --item MILK --qty 3 --to MAIN --lot L-0 --expires 2026-03-14 --date 2026-03-11
ops stock receive -q --item CREAM --qty 3 --to MAIN --lot C-1 --date 2026-03-11
is 'or as it says' "$(lots MILK)" 'L-0,2026-03-14,3
L-1,2026-03-18,4
L-2,2026-03-20,5'
check 'more of it has the same' 0 '*' '' ops stock receive --item MILK --qty 1 --to MAIN --lot L-1 --expires 2026-03-18 -n
check 'or does not say it' 0 '*' '' ops stock receive --item MILK --qty 1 --to MAIN --lot L-1 -n
check 'but no other' 65 '' \
    "ops: stock receive: expires: '2026-03-19' is wrong: lot 'L-1' of 'MILK' expires 2026-03-18 ('ops stock lot set' changes it)" \
    ops stock receive --item MILK --qty 1 --to MAIN --lot L-1 --expires 2026-03-19
check 'not in one delivery, either' 65 '' "*expires: '2026-03-31' is wrong: lot 'L-9' of 'MILK' expires 2026-03-30*" \
    ops stock receive --to MAIN --line item=MILK,qty=1,lot=L-9,expires=2026-03-30 \
    --line item=MILK,qty=1,lot=L-9,expires=2026-03-31
check 'what had none may get one' 0 'C-1,2026-05-01,4' '' sh -c \
    'ops stock receive -q --item CREAM --qty 1 --to MAIN --lot C-1 --expires 2026-05-01 &&
    ops stock lot list --item CREAM --columns lot,expires,on_hand --no-header'
check 'undone, it has none again' 0 'C-1,,3' '' sh -c \
    'ops undo -q "$(ops log --sort -entry --limit 1 --columns entry --no-header)" &&
    ops stock lot list --item CREAM --columns lot,expires,on_hand --no-header'
check 'an expiry without a lot' 65 '' '*expires: it goes with lot only' \
    ops stock receive --item A1 --qty 1 --to MAIN --expires 2026-05-01
check 'a batch of our own is good for its life, too' 0 'L-5,2026-03-25,2' '' sh -c \
    'ops stock move -q --item MILK --qty 2 --from PRODUCTION --to MAIN/B --lot L-5 &&
    ops stock lot list --lot L-5 --columns lot,expires,on_hand --no-header'

# Expired, and first expired first out
check 'which lot? the message has the first to expire' 65 '' \
    "ops: stock issue: lot: is missing: 'MILK' is tracked by lot; first to expire: L-1 (4 until 2026-03-18), L-2 (5 until 2026-03-20)" \
    ops stock issue --item MILK --qty 6 --from MAIN
check 'what has expired stays' 77 '' \
    "ops: stock issue: lot: 'L-0' of 'MILK' expired on 2026-03-14 (stock.expired: refuse)" \
    ops stock issue --item MILK --qty 1 --from MAIN --lot L-0
check 'on its last day it is good' 0 '*' '' \
    ops stock issue --item MILK --qty 1 --from MAIN --lot L-0 --date 2026-03-14 -n
check 'nor is it used' 77 '' '*expired on 2026-03-14*' \
    ops stock move --item MILK --qty 1 --from MAIN --to PRODUCTION --lot L-0
check 'it moves, and is thrown away' 0 '*' '' sh -c \
    'ops stock transfer -n --item MILK --qty 1 --from MAIN --to MAIN/A --lot L-0 &&
    ops stock scrap -n --item MILK --qty 1 --from MAIN --lot L-0 --reason expired'
check 'first expired, first out' 0 'line,date,item,from,to,qty,unit_cost,lot,reference,reason,party,price,value,said_qty,said_unit
1,2026-03-15T12:00:00Z,MILK,MAIN,CUSTOMER,4,,L-1,,,,,,,
2,2026-03-15T12:00:00Z,MILK,MAIN,CUSTOMER,2,,L-2,,,,,,,' '' \
    ops stock issue --item MILK --qty 6 --from MAIN --fefo -n
check 'not more than is good' 65 '' \
    "ops: stock issue: qty: 12 of 'MILK' at MAIN and below is more than its lots that are good hold: 11" \
    ops stock issue --item MILK --qty 12 --from MAIN --fefo
check 'the places below give theirs, too' 0 'MAIN,4,L-1
MAIN,5,L-2
MAIN/B,1,L-5' '' sh -c 'ops stock issue --item MILK --qty 10 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
check 'and first, where it expires first' 0 'MAIN/B,4,L-1
MAIN,2,L-2' '' sh -c 'ops stock transfer -q --item MILK --qty 4 --from MAIN --to MAIN/B --lot L-1 &&
    ops stock issue --item MILK --qty 6 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
ops undo -q "$(ops log --sort -entry --limit 1 --columns entry --no-header)"
check 'but not what is where it shall go' 65 '' '*and below is more than its lots that are good hold: 9' \
    ops stock transfer --item MILK --qty 10 --from MAIN --to MAIN/B --fefo
ops stock location add -q MAIN/Q --kind quarantine --parent MAIN
ops stock hold -q --item MILK --qty 2 --from MAIN/B --lot L-5 -m odd
check 'nor what is held' 65 '' '*hold: 9' ops stock issue --item MILK --qty 10 --from MAIN --fefo
ops undo -q "$(ops log --sort -entry --limit 1 --columns entry --no-header)"
check 'rows of a file take one after the other' 0 'item,qty,lot
MILK,3,L-1
MILK,1,L-1
MILK,2,L-2
A1,1,' '' sh -c 'ops stock receive -q --item A1 --qty 1 --to MAIN &&
    printf "item,qty,from\nMILK,3,MAIN\nMILK,3,MAIN\nA1,1,MAIN\n" |
    ops stock issue --fefo -i - -n | cut -d, -f3,6,8'
check 'to another place, too' 0 '*,MILK,MAIN,MAIN/A,2,,L-1,*' '' \
    ops stock transfer --item MILK --qty 2 --from MAIN --to MAIN/A --fefo -n
ops stock unit set -q --item MILK --unit can --qty 4
check 'in the unit said, where that comes out even' 0 '*,4,,L-1,*,1,can
*,4,,L-2,*,1,can' '' ops stock issue --item MILK --qty '2 can' --from MAIN --fefo --price 9 -n
ops stock unit set -q --item MILK --unit crate --qty 9
check 'else in its own' 0 '4,L-1
5,L-2' '' sh -c 'ops stock issue --item MILK --qty "1 crate" --from MAIN --fefo -n |
    sed 1d | cut -d, -f6,8'
check 'unless that would split a price' 65 '' \
    "*price: a crate would be taken from two lots or places: expected a quantity in 'l'" \
    ops stock issue --item MILK --qty '1 crate' --from MAIN --fefo --price 9
ops stock receive -q --item CREAM --qty 3 --to MAIN --lot C-0 --expires 2026-04-01
is 'what has no expiry goes last' "$(ops stock issue --item CREAM --qty 4 --from MAIN --fefo -n | sed 1d | cut -d, -f6,8)" '3,C-0
1,C-1'
is 'what came later was not there then' "$(ops stock issue --item CREAM --qty 2 --from MAIN --fefo -n \
    --date 2026-03-12 | sed 1d | cut -d, -f6,8)" '2,C-1'
ops config set -q stock.expired warn
check 'or it is said' 0 '*' \
    "ops: stock issue: lot: 'L-0' of 'MILK' expired on 2026-03-14 (stock.expired: warn)" \
    ops stock issue --item MILK --qty 1 --from MAIN --lot L-0 -n
ops config set -q stock.expired allow
check 'or ignored' 0 '*' '' ops stock issue --item MILK --qty 1 --from MAIN --lot L-0 -n
ops config set -q stock.expired refuse

# Serials
ops stock receive -q --item BIKE --qty 1 --to MAIN --lot S-1 --date 2026-03-01
check 'a serial is one piece' 65 '' \
    "ops: stock receive: qty: '2' is wrong: expected 1: each piece of 'BIKE' has its own serial" \
    ops stock receive --item BIKE --qty 2 --to MAIN --lot S-2
check 'it does not come twice' 65 '' \
    "ops: stock receive: lot: serial 'S-1' of 'BIKE' would be there twice on 2026-03-15" \
    ops stock receive --item BIKE --qty 1 --to MAIN/B --lot S-1
check 'not before it came, either' 65 '' "*twice on 2026-03-01" \
    ops stock receive --item BIKE --qty 1 --to MAIN/B --lot S-1 --date 2026-02-20
check 'nor in one delivery' 65 '' "*serial 'S-3' of 'BIKE' would be there twice*" \
    ops stock receive --to MAIN --line item=BIKE,qty=1,lot=S-3 --line item=BIKE,qty=1,lot=S-3
check 'nor in one file' 65 '' "*:3: lot: serial 'S-3' of 'BIKE' would be there twice*" sh -c \
    'printf "item,qty,to,lot\nBIKE,1,MAIN,S-3\nBIKE,1,MAIN,S-3\n" | ops stock receive -i -'
check 'of which the good rows are kept' 1 '*,2' '*' sh -c \
    'printf "item,qty,to,lot\nBIKE,1,MAIN,S-3\nBIKE,1,MAIN,S-3\n" |
    ops stock receive -i - --keep-going --rejects bad.csv'
check 'the other is in the rejects' 0 '*would be there twice*,BIKE,1,MAIN,S-3' '' cat bad.csv
check 'found in a count, it is there already' 65 '' '*would be there twice*' \
    ops stock adjust --item BIKE --qty 1 --location MAIN/A --lot S-1
check 'it moves' 0 '*' '' ops stock transfer -q --item BIKE --qty 1 --from MAIN --to MAIN/A --lot S-1
check 'it is sold' 0 '*' '' ops stock issue -q --item BIKE --qty 1 --from MAIN/A --lot S-1 --party ANN
sold=$(last)
check 'but not twice' 65 '' '*(stock.negative: refuse)' \
    ops stock issue --item BIKE --qty 1 --from MAIN/A --lot S-1
check 'comes back' 0 '*' '' ops stock return -q --item BIKE --qty 1 --to MAIN/B --lot S-1 --party ANN
check 'so its sale is not undone' 65 '' "*serial 'S-1' of 'BIKE' would be there twice*" ops undo "$sold"
check 'FEFO names serials' 0 '*,MAIN/B,CUSTOMER,1,,S-1,*' '' \
    ops stock issue --item BIKE --qty 1 --from MAIN --fefo -n

# Status
ops stock item set -q A1 --status phase-out
check 'what is phased out is not received' 77 '' \
    "ops: stock receive: item: 'A1' is phased out: it is not received any more (status)" \
    ops stock receive --item A1 --qty 1 --to MAIN
check 'but sold' 0 '*' '' ops stock issue --item A1 --qty 1 --from MAIN -n
ops stock item set -q A1 --status blocked
check 'what is blocked does not move' 77 '' \
    "ops: stock transfer: item: 'A1' is blocked: it only goes out, or into quarantine (status)" \
    ops stock transfer --item A1 --qty 1 --from MAIN --to MAIN/A
check 'but into quarantine' 0 '*' '' ops stock transfer --item A1 --qty 1 --from MAIN --to MAIN/Q -n
check 'or out' 0 '*' '' ops stock issue --item A1 --qty 1 --from MAIN -n
ops stock item set -q A1 --status ''

# Scrap
check 'scrap has a reason' 2 '' 'ops: stock scrap: --reason is missing' \
    ops stock scrap --item A1 --qty 1 --from MAIN
check 'and goes to SCRAP' 0 '*,A1,MAIN,SCRAP,1,*,broken,*' '' \
    ops stock scrap --item A1 --qty 1 --from MAIN --reason broken -n
check 'not more than is there' 65 '' '*(stock.negative: refuse)' \
    ops stock scrap --item A1 --qty 5 --from MAIN --reason broken
check 'from a place of ours' 65 '' "*from: 'VENDOR' is of kind vendor*" \
    ops stock scrap --item A1 --qty 5 --from VENDOR --reason broken

# Returns
ops stock receive -q --item B2 --qty 50 --to MAIN --party ACME --date 2026-03-01
ops stock issue -q --item B2 --qty 10 --from MAIN --party ANN --date 2026-03-05 --price 4
ops stock issue -q --item B2 --qty 2 --from MAIN --party BOB --date 2026-03-06
check 'more comes back than was sold' 65 '' \
    "ops: stock return: qty: 11 of 'B2' would come back, but 10 of it was sold to 'ANN' (stock.return_unsold: refuse)" \
    ops stock return --item B2 --qty 11 --to MAIN --party ANN
check 'of somebody who bought nothing' 65 '' "*3 of 'B2' would come back, but none of it was sold to 'EVE' *" \
    ops stock return --item B2 --qty 3 --to MAIN --party EVE
check 'before it was sold' 65 '' '*but none of it was sold*' \
    ops stock return --item B2 --qty 1 --to MAIN --party ANN --date 2026-03-04
check 'what was sold comes back' 0 "$posted
*,2026-03-07T00:00:00Z,1" '' ops stock return --item B2 --qty 8 --to MAIN/A --party ANN --date 2026-03-07 --price 4
check 'not all of it again' 65 '' "*but 2 of it was sold to 'ANN'*" \
    ops stock return --item B2 --qty 3 --to MAIN --party ANN
check 'nor earlier, what came back later' 65 '' "*but 2 of it was sold to 'ANN'*" \
    ops stock return --item B2 --qty 3 --to MAIN --party ANN --date 2026-03-06
check 'of anybody, all that was sold' 0 '*' '' ops stock return --item B2 --qty 4 --to MAIN -n
check 'and not more' 65 '' '*5 of *B2* would come back, but 4 of it was sold (*' \
    ops stock return --item B2 --qty 5 --to MAIN
check 'in rows of a file' 65 '' '*:3: *but none of it*' sh -c \
    'printf "item,qty,to,party\nB2,2,MAIN,ANN\nB2,1,MAIN,ANN\n" | ops stock return -i -'
check 'rows that fail take nothing' 1 '*,1' '*' sh -c \
    'printf "item,qty,to,party,date\nB2,2,MAIN,ANN,tomorrow\nB2,2,MAIN,ANN,\n" |
    ops stock return -i - --keep-going --rejects bad.csv'
check 'a lot that was not sold' 65 '' "*'MILK' lot L-1 would come back, but none*" \
    ops stock return --item MILK --qty 1 --to MAIN --lot L-1
check 'to a vendor' 0 '*,B2,MAIN,VENDOR,5,*' '' \
    ops stock return --to-vendor --item B2 --qty 5 --from MAIN --party ACME -n
check 'not what came from another' 65 '' \
    "*5 of 'B2' would go back, but none of it was received from 'BEST' (stock.return_unsold: refuse)" \
    ops stock return --to-vendor --item B2 --qty 5 --from MAIN --party BEST
check 'from where?' 2 '' 'ops: stock return: --from is missing' \
    ops stock return --to-vendor --item B2 --qty 5
check 'not the other way round' 2 '' \
    'ops: stock return: from: expected to: it comes back from a customer (without --to-vendor)' \
    ops stock return --item B2 --qty 5 --from MAIN
check 'into a place of ours' 65 '' "*to: 'SCRAP' is of kind scrap*" \
    ops stock return --item B2 --qty 1 --to SCRAP
ops config set -q stock.return_unsold warn
check 'it may be said only' 0 '*' 'ops: stock return: qty: 9 of *(stock.return_unsold: warn)' \
    ops stock return --item B2 --qty 9 --to MAIN -n
ops config set -q stock.return_unsold ignore
check 'or ignored' 0 '*' '' ops stock return --item B2 --qty 9 --to MAIN -n
ops close -q 2026-03-10
check 'not into a closed period' 77 '' '*closed period*' \
    ops stock return --item B2 --qty 1 --to MAIN --date 2026-03-09
check 'all of it is sound' 0 '*' '' ops fsck
is 'and a copy is the same' "$(
	ops export ../all -q && ops restore ../all ../copy -q &&
	    ops -C ../copy stock lot list
)" "$(ops stock lot list)"

# An undo of what has come back
last() { ops log --sort -entry --limit 1 --columns entry --no-header; }
ops config set -q stock.return_unsold refuse
ops stock item add -q TAP
ops stock receive -q --item TAP --qty 9 --to MAIN --party VIM
ops stock issue -q --item TAP --qty 5 --from MAIN --party ANN
sale=$(last)
ops stock return -q --item TAP --qty 2 --to MAIN --party ANN
back=$(last)
check 'a sale is not undone when goods of it came back' 65 '' \
    "*'TAP' went back meanwhile: undo entry $back first (stock.return_unsold: refuse)" \
    ops undo "$sale"
ops undo -q "$back"
check 'when the return is undone, the sale is' 0 '*' '' ops undo "$sale"
check 'and that is undone' 0 '*' '' ops undo "$(last)"
ops stock receive -q --item TAP --qty 4 --to MAIN --party WIM
from=$(last)
ops stock return -q --to-vendor --item TAP --qty 3 --from MAIN --party WIM
check 'nor a receipt of which some went back' 65 '' "*undo entry $(last) first*" ops undo "$from"
printf 'item,from,to,qty\nTAP,CUSTOMER,MAIN,7\nTAP,MAIN,CUSTOMER,2\n' | ops stock move -q -i -
ops stock issue -q --item TAP --qty 1 --from MAIN
check 'where more came back than was sold before, it is no news' 0 '*' '' ops undo "$(last)"
ops stock item add -q CAP
ops stock receive -q --item CAP --qty 9 --to MAIN --date 2026-03-11
ops stock move -q --item CAP --from CUSTOMER --to MAIN --qty 1 --date 2026-03-12
printf 'item,from,to,qty,date\nCAP,MAIN,CUSTOMER,4,2026-03-13\nCAP,CUSTOMER,MAIN,1,2026-03-14\n' | ops stock move -q -i -
check 'what came back is undone with its sale' 0 '*' '' ops undo "$(last)"
check 'unless it may' 0 '*' '' sh -c "ops config set -q stock.return_unsold ignore && ops undo $from"

done_testing
