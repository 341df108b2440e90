#!/bin/sh
# Goods of a site are taken from its bins, but not what is kept for others.
. "$(dirname "$0")/lib.sh"
book
printf 'code,parent\nMAIN/C,MAIN\nMAIN/D,MAIN\n' | ops stock location add -q -i -
printf 'sku,tracking\nMILK,lot\n' | ops stock item add -q -i -
ops stock receive -q -i - <<-'EOF'
item,to,qty,lot,expires,date
A1,MAIN/B,4,,,2026-03-01
A1,MAIN/A,3,,,2026-03-01
MILK,MAIN/A,5,K1,2026-04-01,2026-03-01
MILK,MAIN/A,5,K2,2026-05-01,2026-03-01
EOF
# Of a dry run the fields 4, 6 and 8 are from, qty and lot.

# Without lots
check 'it is said which bins have it' 65 '' "ops: stock issue: qty: 'A1' at MAIN would be -2 on 2026-03-15 12:00 (stock.negative: refuse); in places below: MAIN/A (3), MAIN/B (4)" \
    ops stock issue --item A1 --qty 2 --from MAIN
check 'nowhere below, nothing is said' 65 '' "*at MAIN/A would be -5 on 2026-03-15 12:00 (stock.negative: refuse)" \
    ops stock issue --item A1 --qty 8 --from MAIN/A
check 'bins as one walks' 0 'MAIN/A,3,
MAIN/B,2,' '' sh -c 'ops stock issue --item A1 --qty 5 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
check 'a transfer does not take what is there already' 0 'MAIN/A,3,' '' \
    sh -c 'ops stock transfer --item A1 --qty 3 --from MAIN --to MAIN/B --fefo -n | sed 1d | cut -d, -f4,6,8'
check 'more than all bins have' 65 '' "*qty: 8 of 'A1' at MAIN and below is more than is there: 7" \
    ops stock issue --item A1 --qty 8 --from MAIN --fefo
check 'a lot that is said, wherever it is below' 0 'MAIN/A,2,K2' '' \
    sh -c 'ops stock issue --item MILK --lot K2 --qty 2 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
check 'a lot that is said, from the wrong place' 65 '' "*'MILK' lot K2 at MAIN would be -2*; in places below: MAIN/A (5)" \
    ops stock issue --item MILK --lot K2 --qty 2 --from MAIN
check 'where less than nothing may be, the rest is of the place' 0 'MAIN/A,3,
MAIN/B,4,
MAIN,1,' '' sh -c 'ops config set stock.negative allow -q && ops stock issue --item A1 --qty 8 --from MAIN --fefo -n |
    sed 1d | cut -d, -f4,6,8; ops config set stock.negative refuse -q'

# What is reserved
ops stock demand add -q -i - <<-'EOF'
order,party,item,qty
SO-1,ANN,MILK,4
SO-2,BOB,A1,2
EOF
ops stock reserve -q --order SO-1 && ops stock reserve -q --order SO-2
check 'what is kept for another stays' 0 'MAIN/A,1,K1
MAIN/A,2,K2' '' sh -c 'ops stock issue --item MILK --qty 3 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
check 'in bins, too' 0 'MAIN/A,1,
MAIN/B,2,' '' sh -c 'ops stock issue --item A1 --qty 3 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
check 'and the message says so' 65 '' "*qty: 7 of 'MILK' at MAIN and below is more than its lots that are good hold: 6, besides 4 that are reserved" \
    ops stock issue --item MILK --qty 7 --from MAIN --fefo
ops config set stock.reserved warn -q
check 'last of all where it may be taken' 0 'MAIN/A,2,K1
MAIN/A,5,K2' '*reserved*' sh -c 'ops stock issue --item MILK --qty 7 --from MAIN --fefo -n | sed 1d | cut -d, -f4,6,8'
ops config set stock.reserved refuse -q
check 'two rows do not get the same goods' 0 'MAIN/A,1,K1
MAIN/A,2,K2
MAIN/A,3,K2' '' sh -c 'printf "item,qty\nMILK,3\nMILK,3\n" | ops stock issue --from MAIN --fefo -i - -n | sed 1d | cut -d, -f4,6,8'

# The sheet
ops stock demand add -q SO-3 --party EVE --item MILK --qty 3
check 'the sheet gives what is free' 0 'SO-1,MAIN/A,K1,4
SO-3,MAIN/A,K1,1
SO-3,MAIN/A,K2,2' '' sh -c 'ops stock pick --columns order,from,lot,qty --no-header --where "item = MILK" | sort'
ops stock demand add -q SO-4 --party EVE --item A1 --qty 1 && ops stock reserve -q --order SO-4
ops stock scrap -q --item A1 --qty 2 --from MAIN/A --reason broken 2>/dev/null
check 'what was lost is not fetched twice' 0 'SO-2,MAIN/A,1
SO-2,MAIN/B,1
SO-4,MAIN/B,1' '' sh -c 'ops stock pick --columns order,from,qty --no-header --where "item = A1" | sort'
done_testing
