#!/bin/sh
# The plan: what to buy, bring or make, so that places hold their levels.
. "$(dirname "$0")/lib.sh"
book
ops stock party add -q ECHO --kind vendor
ops stock location add -q -i - <<'EOP'
code,kind,parent
SOUTH,site,
SOUTH/A,internal,SOUTH
WEST,site,
MAIN/Q,quarantine,MAIN
EOP
ops stock item set -q A1 --cost 2.40
head=kind,source,item,location,qty,unit,unit_price,order_by,need_by,on_hand,reserved,expected,min,max,reason,lot
row=kind,source,location,qty
plan() { ops stock plan --columns "$row" "$@"; }
level() { ops stock level set -q A1 --location "$@"; }

check 'there is none at all' 0 "$head
buy,,A1,MAIN,20,each,2.40,2026-03-15,,0,0,0,5,20,\"0 on hand, below 5: 20 up to 20\"," '' ops stock plan
ops stock item set -q A1 --lead-time 7
ops stock receive -q --item A1 --qty 60 --to MAIN/A --party ECHO --unit-cost 2.20 --date 2026-03-01
check 'there is enough' 0 "$head" '' ops stock plan
ops stock issue -q --item A1 --qty 57 --from MAIN/A --date 2026-03-02
check 'from the vendor of the last receipt, at its price, in seven days' 0 "$head
buy,ECHO,A1,MAIN,17,each,2.20,2026-03-15,2026-03-22,3,0,0,5,20,\"3 on hand, below 5: 17 up to 20\"," '' ops stock plan
check 'as of the day before there was more' 0 "$head" '' ops stock plan --as-of 2026-03-01
check 'nor was less known' 0 "$head" '' ops stock plan --known-at @8
check 'what is in quarantine cannot be used' 0 "$row
buy,ECHO,MAIN,19" '' sh -c 'ops stock transfer -q --item A1 --qty 2 --from MAIN/A --to MAIN/Q &&
    ops stock plan --columns kind,source,location,qty && ops undo -q 10'
ops stock expected add -q PO-1 --item A1 --qty 2 --location MAIN --due 2026-05-01
check 'what is expected counts' 0 "$row" '' plan
check 'or in time only' 0 'qty,expected,reason
17,0,"3 on hand, below 5: 17 up to 20; 2 expected only on 2026-05-01"' '' sh -c \
    'ops config set -q plan.expected in-time && ops stock plan --columns qty,expected,reason &&
    ops config set -q plan.expected all'
ops stock expected cancel -q PO-1

# Whole packs: a multiple of 3, and 20 at most
level MAIN --multiple 3 --source ECHO
check 'past the maximum, up' 0 'qty,reason
18,"3 on hand, below 5: 17 up to 20, 18 in packs of 3"' '' ops stock plan --columns qty,reason
ops stock issue -q --item A1 --qty 3 --from MAIN/A
check 'twenty in packs of three are 21' 0 "$row
buy,ECHO,MAIN,21" '' plan
ops config set -q plan.past_max down
check 'or 18, where the rule says so' 0 'qty,projected,gap,multiple,proposed,level,lead_time,rule
18,0,20,3,18,,7,level' '' ops stock plan --explain \
    --columns qty,projected,gap,multiple,proposed,level,lead_time,rule
level MAIN --multiple 30
check 'but not below the minimum' 0 "$row
buy,ECHO,MAIN,30" '' plan
level MAIN --multiple '' --source make
ops config set -q plan.past_max up
check 'made' 0 'kind,source,unit_price
make,make,2.40' '' ops stock plan --columns kind,source,unit_price
check 'phased out' 0 "$row" '' sh -c "ops stock item set -q A1 --status phase-out && ops stock plan --columns $row"
ops stock item set -q A1 --status active
ops stock item set -q A1 --min '' --max ''
check 'without a minimum nothing is proposed' 0 "$row" '' plan

# Other sites first, the richest first; then the vendor
level MAIN --source '' --max 10
level SOUTH --min 6 --max 24 --source ECHO
ops stock receive -q --item A1 --qty 16 --to MAIN/A --party ECHO --unit-cost 2.30
ops stock receive -q --item A1 --qty 7 --to WEST
ops stock receive -q --item A1 --qty 1 --to SOUTH/A
check 'what is above their maximum, then the vendor' 0 "$row
transfer,WEST,SOUTH,7
transfer,MAIN/A,SOUTH,6
buy,ECHO,SOUTH,10" '' plan
check 'the price is that vendor'"'"'s' 0 'kind,unit_price,rule
transfer,,surplus
transfer,,surplus
buy,2.30,level' '' ops stock plan --explain --columns kind,unit_price,rule
check 'in packs of five' 0 "$row
transfer,WEST,SOUTH,5
transfer,MAIN/A,SOUTH,5
buy,ECHO,SOUTH,15" '' sh -c "ops stock level set -q A1 --location SOUTH --multiple 5 &&
    ops stock plan --columns $row && ops stock level set -q A1 --location SOUTH --multiple ''"
check 'only what another place wants' 0 "$row" '' plan --site WEST
check 'by item' 0 "$row" '' plan --item B2

# A place that supplies another
level SOUTH --source MAIN
level MAIN --min 4
check 'gives what is above its minimum, and is asked for the rest' 0 "$row
buy,ECHO,MAIN,10
transfer,MAIN/A,SOUTH,12
transfer,WEST,SOUTH,7" "ops: stock plan: 'A1' at SOUTH wants 4 more than MAIN, where it comes from, has to give" plan
check 'of its own minimum it sees that' 0 'reason
"16 on hand - 16 planned = 0, below 4: 10 up to 10"' '*' ops stock plan --columns reason --location MAIN
level SOUTH/A --min 2 --max 3
check 'inner places first' 0 "$row
buy,ECHO,MAIN,10
transfer,MAIN/A,SOUTH,10
transfer,WEST,SOUTH,7
transfer,MAIN/A,SOUTH/A,2" '*' plan
level SOUTH/A --min '' --max ''
check 'a transfer on order is on its way, and not there any more' 0 'source,qty,on_hand,expected
WEST,3,1,4' '*' sh -c 'ops stock expected add -q TR-1 --item A1 --qty 4 --from WEST --location SOUTH &&
    ops stock plan --site SOUTH --columns source,qty,on_hand,expected --where "source = WEST"'
ops stock expected cancel -q TR-1
level WEST --min 0 --source SOUTH
check 'a circle ends' 0 '*' '*' plan
level WEST --source ''

# Done: the transfers of the plan are transferred
check 'as the plan has it' 0 'line,item,from,to,qty
1,A1,MAIN/A,SOUTH,12
2,A1,WEST,SOUTH,7' '*' sh -c 'ops stock plan --policy minmax --site SOUTH --where "kind = transfer" -F csv |
    ops stock transfer -i - --dry-run --columns line,item,from,to,qty ||
    ops stock plan --policy minmax --site SOUTH --where "kind = transfer" -F csv |
    ops stock transfer -i - --dry-run -F csv | cut -d, -f1,3-6'
check 'its own column goes before the other name' 65 '' "*:1: column 'source' is not known*" \
    sh -c 'printf "item,from,source,to,qty\nA1,MAIN,MAIN,SOUTH,1\n" | ops stock move -i -'
check 'a row to buy is no transfer' 65 '' "*from: 'ECHO' is not a known location*" sh -c \
    'ops stock plan -F csv | ops stock transfer -i - --dry-run'
check 'then nothing is left to bring' 0 "$row" '' sh -c "ops stock plan --kind transfer -F csv 2>/dev/null | ops stock transfer -q -i - &&
    ops stock plan --columns $row"

# Lots: what expires first, and nothing expired
ops stock item add -q C3 --tracking lot
ops stock receive -q --to MAIN/A --line item=C3,qty=5,lot=L2 --line item=C3,qty=5,lot=L1 --line item=C3,qty=9,lot=L0
for l in 'L0 2026-03-14' 'L1 2026-04-01' 'L2 2026-05-01'; do
	# shellcheck disable=SC2086 # two words
	set -- $l
	ops stock lot set -q C3 "$1" --expires "$2"
done
ops stock level set -q C3 --location SOUTH --min 7 --source MAIN
check 'lot by lot' 0 'source,qty,lot
MAIN/A,5,L1
MAIN/A,2,L2' '' ops stock plan --item C3 --columns source,qty,lot
check 'which transfer takes' 0 '*C3,MAIN/A,SOUTH,5,,L1*' '' sh -c \
    'ops stock plan --item C3 -F csv | ops stock transfer -i - --dry-run'

# What is promised to customers
ops stock item add -q D4 --min 4 --max 10
ops stock receive -q --item D4 --qty 12 --to MAIN/A
check 'before it is promised there is enough' 0 'qty' '' ops stock plan --item D4 --columns qty
ops stock demand add -q SO-1 --item D4 --qty 9 --due 2026-03-20 --party HARBOUR
ops stock reserve -q SO-1
check 'what is reserved is not there to plan with' 0 'qty,on_hand,reserved,reason
7,12,9,"12 on hand - 9 reserved = 3, below 4: 7 up to 10"' '' \
    ops stock plan --item D4 --columns qty,on_hand,reserved,reason
ops stock level set -q D4 --location SOUTH --min 5 --source MAIN
check 'nor is it given to another place' 0 'source,qty
MAIN/A,3' '*' ops stock plan --site SOUTH --item D4 --columns source,qty

# Words
check 'another policy' 65 '' "ops: stock plan: policy: 'eoq' is wrong: expected minmax" ops stock plan --policy eoq
check 'no place of ours' 65 '' "ops: stock plan: *'VENDOR' is of kind vendor*" ops stock plan --location VENDOR
check 'JSON' 0 '*"kind":"transfer"*' '' ops stock plan --item C3 -F json
ops stock level set -q A1 --location WEST --min 9000000000000 --multiple 8000000000000
check 'a level beyond all numbers' 65 '' "ops: stock plan: the level of 'A1' is too large" ops stock plan --site WEST
check 'the book is sound' 0 '*' '' ops fsck

# What was undone is no receipt
ops stock item add -q -i - <<'E'
sku,min,max
U1,5,9
E
ops stock receive -q --item U1 --qty 1 --to MAIN/A --party ECHO --unit-cost 3
last=$(ops log --limit 1 --sort -entry --columns entry --no-header)
from_where() { ops stock plan --item U1 --columns kind,source,unit_price --no-header "$@"; }
is 'as the latest receipt came' "$(from_where)" 'buy,ECHO,3.00'
ops stock move -q --item U1 --from PRODUCTION --to MAIN/A --qty 1
is 'it is made now' "$(from_where)" 'make,make,'
ops undo -q "$((last + 1))"
is 'undone, it is bought again' "$(from_where)" 'buy,ECHO,3.00'
is 'it was not yet' "$(from_where --known-at "@$((last + 1))")" 'make,make,'
ops stock move -q --item U1 --from MAIN/A --to PRODUCTION --qty 1
ops undo -q "$((last + 3))"
is 'an undo that brings goods back makes nothing' "$(from_where)" 'buy,ECHO,3.00'
# An item's own minimum is the company's: no site has it again
ops stock item add -q E5 --min 5 --max 20
ops stock receive -q --item E5 --qty 5 --to MAIN --party ECHO
sites() { ops stock plan --item E5 --no-header --columns $row "$@"; }
check 'the company has enough, and so has each site' 0 '' '' sites --site SOUTH --site WEST --site MAIN
ops stock issue -q --item E5 --qty 1 --from MAIN
check 'what it lacks comes in where it came last' 0 'buy,ECHO,MAIN,16' '' sites
check 'there, and once' 0 'buy,ECHO,MAIN,16' '' sites --site SOUTH --site MAIN
check 'elsewhere nothing' 0 '' '' sites --site SOUTH
ops stock level set -q E5 --location SOUTH --min 3 --max 4
check 'a site with a level gets it from one without' 0 'buy,ECHO,MAIN,16
transfer,MAIN,SOUTH,4' '' sites
done_testing
