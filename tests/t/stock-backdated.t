#!/bin/sh
# A move in the past: the command says what it changed.
. "$(dirname "$0")/lib.sh"
book
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost
2026-01-01,A1,VENDOR,MAIN,100,10
2026-01-01,B2,VENDOR,MAIN,10,1
2026-02-01,A1,MAIN,CUSTOMER,60,
2026-02-03,A1,MAIN,SCRAP,10,
2026-02-10,A1,VENDOR,MAIN,50,12
2026-03-01,A1,MAIN,CUSTOMER,70,
EOF
check 'what is later than all before changes nothing' 0 '' '' \
    ops stock receive -q --item A1 --qty 1 --unit-cost 1 --to MAIN --date 2026-03-01T12:00
check 'a receipt in the past: what left since' 0 '*' 'ops: stock receive: COGS of 2026-03 -20.00; 1 item' \
    ops stock receive --item A1 --qty 20 --unit-cost 11 --to MAIN --date 2026-01-15
check 'the same, from the ledger' 0 '-760.00' '' \
    ops stock ledger --item A1 --to CUSTOMER --since 2026-03-01 --columns value --no-header
check 'undone: back again' 0 '*' 'ops: undo: COGS of 2026-03 +20.00; 1 item' ops undo 6
check 'one that cost less, before all' 0 '*' \
    'ops: stock receive: COGS of 2026-02 -60.00, COGS of 2026-03 -80.00; 1 item' \
    ops stock receive --item A1 --qty 60 --unit-cost 9 --to MAIN --date 2025-12-31
check 'and what it does to waste' 0 '*' '*other issues of 2026-02 *; 1 item' \
    ops stock receive --item A1 --qty 30 --unit-cost 5 --to MAIN --date 2025-12-30
check 'dry, it says so, too' 0 '*' '*COGS of 2026-02*' \
    ops stock receive --item A1 --qty 10 --unit-cost 1 --to MAIN --date 2025-12-29 --dry-run
check 'a cost of the entry itself is new, not changed' 0 '*' '' \
    ops stock issue --item B2 --qty 1 --from MAIN --date 2026-02-01
check 'items that nothing changes for are not said' 0 '*' '' \
    ops stock receive --item B2 --qty 5 --unit-cost 1 --to MAIN --date 2026-01-10
check '-q: nothing is said' 0 '' '' \
    ops stock receive -q --item A1 --qty 10 --unit-cost 1 --to MAIN --date 2025-12-28
check 'what was guessed is known now' 0 '*' '*COGS of 2026-03 *' sh -c '
    ops stock item add -q --sku N1 --cost 5
    ops config set -q stock.negative allow
    ops stock issue -q --item N1 --qty 2 --from MAIN --date 2026-03-01
    ops stock issue -q --item N1 --qty 1 --from MAIN --date 2026-03-09
    ops stock receive --item N1 --qty 9 --unit-cost 8 --to MAIN --date 2026-03-02'
check 'an undo of what left' 0 '*' '*COGS of 2026-03 -10.00; 1 item' sh -c '
    ops stock item add -q --sku N2 --cost 5
    ops stock receive -q --item N2 --qty 9 --unit-cost 5 --to MAIN --date 2026-03-01
    ops stock issue -q --item N2 --qty 2 --from MAIN --date 2026-03-02
    ops stock issue -q --item N2 --qty 1 --from MAIN --date 2026-03-09
    ops undo "$(($(ops log --limit 1 --sort -entry --columns entry --no-header) - 1))"'

# Kits above, costs that come later: all that it touches is told
printf 'sku,cost\nBOLT,\nWHEEL,\nCART,\nLONE,\n' | ops stock item add -q -i -
ops stock receive -q --item BOLT --qty 8 --unit-cost 2 --to MAIN --date 2026-03-01
ops stock receive -q --item LONE --qty 8 --unit-cost 2 --to MAIN --date 2026-03-01
made=$(($(ops log --limit 1 --sort -entry --columns entry --no-header) - 1))
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,reference
2026-03-02,BOLT,MAIN,PRODUCTION,4,MO-1
2026-03-02,WHEEL,PRODUCTION,MAIN,2,MO-1
EOF
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,reference
2026-03-03,WHEEL,MAIN,PRODUCTION,2,MO-2
2026-03-03,CART,PRODUCTION,MAIN,2,MO-2
EOF
ops stock issue -q --item CART --qty 1 --from MAIN --date 2026-03-04
check 'a landed cost goes up through what was made: 4, 4 and half of it' 0 '*' \
    'ops: stock landed: COGS of 2026-03 +2.00, other issues of 2026-03 +8.00; 3 items' \
    ops stock landed --receipt "$made" --amount 8 --by value --date 2026-03-05
check 'and its undo' 0 '*' 'ops: undo: COGS of 2026-03 -2.00, other issues of 2026-03 -8.00; 3 items' \
    ops undo "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
ops undo -q "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
check 'so does a receipt before it' 0 '*' \
    'ops: stock receive: COGS of 2026-03 -2.00, other issues of 2026-03 -8.00; 3 items' \
    ops stock receive --item BOLT --qty 4 --unit-cost 2 --to MAIN --date 2026-02-28
check 'and its undo' 0 '*' 'ops: undo: COGS of 2026-03 +2.00, other issues of 2026-03 +8.00; 3 items' \
    ops undo "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
check 'what was used for nothing is one item' 0 '*' 'ops: stock receive: COGS of 2026-03 -1.00; 1 item' sh -c '
    ops stock issue -q --item LONE --qty 1 --from MAIN --date 2026-03-04
    ops stock receive --item LONE --qty 1 --unit-cost 1 --to MAIN --date 2026-02-27'
# A row that changed: what it was and what it is, together.
cat >>ops.yaml <<'EOF'
imports:
  till: { verb: stock issue, identity: n, fields: { date: { column: day }, item: N5, qty: { column: qty }, from: MAIN } }
EOF
ops stock item add -q --sku N5
ops stock receive -q --item N5 --qty 90 --unit-cost 3 --to MAIN --date 2026-01-01
printf 'n,day,qty\n1,2026-02-28,20\n2,2026-03-01,5\n' >till.csv
ops import -q till till.csv
check 'a corrected row: by how much it costs more' 0 '*' 'ops: import: COGS of 2026-02 +6.00; 1 item' \
    sh -c 'sed -i s/,20\$/,22/ till.csv && ops import till till.csv --correct'
done_testing
