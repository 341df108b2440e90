#!/bin/sh
# A closing keeps what its day was worth.
. "$(dirname "$0")/lib.sh"
book
worth() { ops stock value --columns item,qty,value --no-header "$@"; }
kept() { sqlite3 ops.db 'SELECT COUNT(*) FROM kept_layer'; }
ops config set -q stock.negative allow
printf 'sku,tracking\nK1,\nK2,lot\n' | ops stock item add -q -i -
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,lot
2026-01-01,A1,VENDOR,MAIN,10,10,
2026-01-05,A1,VENDOR,MAIN,10,20,
2026-01-10,A1,MAIN,CUSTOMER,5,,
2026-01-10,B2,MAIN,CUSTOMER,3,,
2026-01-11,K2,VENDOR,MAIN,3,1,L1
2026-01-11,K2,VENDOR,MAIN,3,2,L2
2026-02-05,A1,MAIN,CUSTOMER,6,,
2026-02-06,B2,VENDOR,MAIN,5,7,
EOF
before=$(worth)
proof=$(ops stock value --proof)
ops close -q 2026-01-31
is 'the layers of the day are kept' "$(kept)" 5
is 'and nothing is worth anything else' "$(worth)" "$before"
is 'change by change' "$(ops stock value --proof)" "$proof"
check 'the book is whole' 0 '*' '' ops fsck
check 'into the closed time nothing comes' 77 '' '*is in a closed period*' \
    ops stock receive --item A1 --qty 1 --unit-cost 1 --to MAIN --date 2026-01-20
check 'nor a cost, whose field is named' 77 '' \
    "*valid_from: '2026-01-20' is in a closed *(--valid-from 2026-02-01)" \
    ops stock standard set A1 --valid-from 2026-01-20 --cost 1
check 'an undo neither, but on an open day' 0 '' '' ops undo -q 5 --date 2026-02-10
ops undo -q 7
is 'and back' "$(worth --as-of 2026-02-09)" "$before"

# Another method: what was closed stays
ops stock item set -q A1 --costing average 2>/dev/null
check 'from the closing on by the new one' 0 'in,received,2,300.00
in,revalued,1,25.00
out,issued,2,175.00
*' '' ops stock value --item A1 --proof --no-header --as-of 2026-02-09
check 'the day is worth what it was' 0 'A1,15,250.00' '' worth --item A1 --as-of 2026-01-31
check 'the difference is no fault' 0 '*' '' ops fsck

# Opened again it is dropped, closed again it is there
ops reopen -q 2026-01-08 -m 'a bill was forgotten'
is 'what is open is not kept' "$(sqlite3 ops.db 'SELECT DISTINCT day FROM kept_layer' | wc -l | tr -d ' ')" 1
check 'and worth what the rules say' 0 'A1,15,225.00' '' worth --item A1 --as-of 2026-01-31
ops close -q 2026-01-31
check 'closed with it' 0 'A1,15,225.00' '' worth --item A1 --as-of 2026-01-31
sqlite3 ops.db "UPDATE kept_layer SET value = value + 1 WHERE item = 1"
check 'what was kept wrongly is found' 1 '*the kept layers of item 1*' '*' ops fsck
sqlite3 ops.db "UPDATE kept_pool SET value = value + 1 WHERE item = 1"
check 'and so is what its moves do not give' 1 "*item 'A1' at the closing*" '*' ops fsck
done_testing
