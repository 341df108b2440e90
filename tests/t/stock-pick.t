#!/bin/sh
# The sheet to fetch goods by, and its way back into the book.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q -i - <<'END'
code,kind,parent
MAIN/A/2,internal,MAIN/A
MAIN/A/1,internal,MAIN/A
SOUTH,site,
END
ops stock receive -q --date 2026-03-01 --to MAIN/B --line item=A1,qty=4 \
    --line item=B2,qty=2,lot=L9
ops stock receive -q --date 2026-03-01 --to MAIN/A/2 --line item=A1,qty=3 \
    --line item=B2,qty=2,lot=L1
ops stock receive -q --date 2026-03-01 --to SOUTH --item A1 --qty 2
ops stock lot set -q --item B2 --lot L9 --expires 2026-05-01
ops stock lot set -q --item B2 --lot L1 --expires 2026-09-01
ops stock demand add -q -i - <<'END'
order,line,party,item,qty,due,priority,date
P-1,1,ANN,A1,6,2026-03-14,,2026-03-02
P-1,2,ANN,B2,3,2026-03-14,,2026-03-02
P-2,1,BOB,A1,2,2026-03-25,1,2026-03-02
P-3,1,EVE,A1,5,,,2026-03-02
END
sheet() { ops stock pick --columns from,item,lot,qty,order,order_line --no-header "$@"; }

check 'in the order of the places; the lot that expires first' 0 \
    'from,item,name,lot,qty,unit,order,order_line,party,day
MAIN/A/2,A1,Bell,,3,each,P-1,1,ANN,2026-03-14
MAIN/A/2,B2,Chain,L1,1,m,P-1,2,ANN,2026-03-14
MAIN/B,A1,Bell,,3,each,P-1,1,ANN,2026-03-14
MAIN/B,B2,Chain,L9,2,m,P-1,2,ANN,2026-03-14' '' ops stock pick P-1
check 'who comes first is served first; what is missing is said' 0 \
    'MAIN/A/2,A1,,1,P-1,1
MAIN/A/2,A1,,2,P-2,1
MAIN/A/2,B2,L1,1,P-1,2
MAIN/B,A1,,4,P-1,1
MAIN/B,B2,L9,2,P-1,2
SOUTH,A1,,1,P-1,1
SOUTH,A1,,1,P-3,1' "ops: stock pick: order 'P-3' line 1: 4 of 'A1' cannot be taken from anywhere" sheet
check 'what is due by a day' 0 'MAIN/A/2,A1,,3,P-1,1
MAIN/A/2,B2,L1,1,P-1,2
MAIN/B,A1,,3,P-1,1
MAIN/B,B2,L9,2,P-1,2' '' sheet --date today
check 'what lies in a site' 0 'SOUTH,A1,,2,P-2,1' '' sheet --site SOUTH
ops stock reserve -q P-1 --line 1 --location MAIN/B
check 'what is reserved is fetched where it lies' 0 'MAIN/A/2,A1,,2,P-1,1
MAIN/A/2,B2,L1,1,P-1,2
MAIN/B,A1,,4,P-1,1
MAIN/B,B2,L9,2,P-1,2' '' sheet P-1
check 'and is nobody else'\''s' 0 'MAIN/A/2,A1,,2,P-2,1' '' sheet P-2
check 'an unknown order' 65 '' "*order: 'P-9' is not a known order*" ops stock pick P-9

check 'through a pipe, as it is' 0 'entry,date,lines
*' '' sh -c 'ops stock pick P-1 -F csv | ops stock issue -i -'
is 'and closes the order' "$(ops stock demand list --order P-1 \
    --columns line,shipped,state --no-header)" '1,6,shipped
2,3,shipped'
is 'nothing is kept any more' "$(ops stock unreserve --sheet | sed 1d)" ''
check 'nothing is left to fetch' 0 '' '' sheet P-1
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q
is 'undone, it is to be fetched again' "$(sheet P-1 | wc -l | tr -d ' ')" 4
sheet P-1 >sheet.csv
check 'a sheet that was corrected' 0 '*' '' sh -c '
    (echo from,item,lot,qty,order,order_line; sed s/,A1,,4,/,A1,,3,/ sheet.csv) |
    ops stock issue -q -i - --date 2026-03-14'
is 'leaves the rest open' "$(ops stock demand list --order P-1 \
    --columns line,shipped,open,reserved,state,late_days --no-header)" \
    '1,5,1,1,partial,1
2,3,0,0,shipped,0'
check 'the book is whole' 0 'kind,entry,problem' '' ops fsck
done_testing
