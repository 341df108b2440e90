#!/bin/sh
# The check: what is short, what is below zero, and what monitoring is told.
. "$(dirname "$0")/lib.sh"
book
head=kind,item,location,on_hand,min,max,unit,short,lot,name,date

check 'an item that is not there at all is short' 1 "$head
below-min,A1,,0,5,20,each,5,,Bell," '' ops stock check
check '-q only answers' 1 '' '' ops stock check -q
ops stock receive -q --item A1 --qty 4.5 --to MAIN/A --date 2026-03-01
check 'there is some, not enough' 1 "$head
below-min,A1,,4.5,5,20,each,0.5,,Bell," '' ops stock check
ops stock receive -q --item A1 --qty 0.5 --to MAIN/B --date 2026-03-02
check 'all places together have the minimum' 0 "$head" '' ops stock check
check 'all is well, quietly' 0 '' '' ops stock check -q
check 'it was not the day before' 1 '*below-min,A1,,4.5,*' '' ops stock check --as-of 2026-03-01
check 'nor was it known before' 1 '*below-min,A1,,4.5,*' '' ops stock check --known-at @4
check 'that is for all of them, not for each' 0 "$head" '' ops stock check --location MAIN/B
check 'nor for each site' 0 "$head" '' sh -c '
    ops stock location add -q SOUTH && ops stock check --site SOUTH'
check 'what all lack, each is told' 1 "$head
below-min,A1,,4.5,5,20,each,0.5,,Bell," '' ops stock check --site SOUTH --as-of 2026-03-01
ops stock transfer -q --item A1 --qty 5 --from MAIN/A --to MAIN/B \
    --date 2026-03-03 2>"$dir/refused"
is 'less than nothing is refused' "$(cat "$dir/refused")" \
    "ops: stock transfer: qty: 'A1' at MAIN/A would be -0.5 on 2026-03-03 00:00 (stock.negative: refuse)"

ops config set stock.negative allow -q
ops stock transfer -q --item A1 --qty 5 --from MAIN/A --to MAIN/B
ops stock issue -q --item B2 --qty 1 --from MAIN/B --line lot=L-1 --line lot=L-2
check 'where it is allowed, it is found' 1 "$head
negative,A1,MAIN/A,-0.5,5,20,each,0.5,,Bell,
negative,B2,MAIN/B,-1,,,m,1,L-1,Chain,
negative,B2,MAIN/B,-1,,,m,1,L-2,Chain," '' ops stock check
check 'of one item' 1 "$head
negative,A1,MAIN/A,-0.5,5,20,each,0.5,,Bell," '' ops stock check --item A1
check 'what is filtered away does not count' 0 "$head" '' ops stock check --kind below-min
check 'nor does what a condition leaves out' 0 "$head" '' ops stock check --where 'short > 1'
check 'a limit shortens the list, not the answer' 1 "$head" '' ops stock check --limit 0
check 'as columns are wanted' 1 'item,short
B2,1
B2,1
A1,0.5' '' ops stock check --columns item,short --sort -short
check 'an unknown column is a mistake' 2 '' "*column 'shrot' is not known (did you mean 'short'?)" \
    ops stock check --where 'shrot > 1'

# Monitoring
check 'below zero is critical' 2 \
    'STOCK CRITICAL - 0 below minimum, 3 negative, 0 expired | below=0;0;;0 negative=3;;0;0 expired=0;0;;0' '' \
    ops stock check --nagios
check 'below minimum is a warning' 1 \
    'STOCK WARNING - 1 below minimum, 0 negative, 0 expired | below=1;0;;0 negative=0;;0;0 expired=0;0;;0' '' \
    ops stock check --nagios --as-of 2026-03-01
check 'not up to --warning' 0 \
    'STOCK OK - 1 below minimum, 0 negative, 0 expired | below=1;1;;0 negative=0;;0;0 expired=0;0;;0' '' \
    ops stock check --nagios --as-of 2026-03-01 --warning 1
check 'above --critical it is critical' 2 \
    'STOCK CRITICAL - 1 below minimum, 0 negative, 0 expired | below=1;0;0;0 negative=0;;0;0 expired=0;0;;0' '' \
    ops stock check --nagios --as-of 2026-03-01 --critical 0
check 'all is well' 0 \
    'STOCK OK - 0 below minimum, 0 negative, 0 expired | below=0;0;;0 negative=0;;0;0 expired=0;0;;0' '' \
    ops stock check --nagios --as-of 2026-03-02
check 'quietly' 2 '' '' ops stock check --nagios -q
check 'a mistake is unknown' 3 "UNKNOWN - site: 'NOWHERE' is not a known location" '' \
    ops stock check --nagios --site NOWHERE
check 'a wrong option, too' 3 "UNKNOWN - option '--wraning' is not known (did you mean '--warning'?)" '' \
    ops stock check --nagios --wraning 5
check 'a word before the command is' 3 "UNKNOWN - cannot change to '/no where': *" '' ops -C '/no where' stock check --nagios
check 'the command itself is' 3 "UNKNOWN - 'stock chekc' is not a command *" '' ops stock chekc --nagios
check 'half of it is' 3 "UNKNOWN - 'ops stock ...' is not a command: *" '' ops stock --nagios
check 'the clock is' 3 "UNKNOWN - OPS_NOW: 'x' is wrong: *" '' env OPS_NOW=x ops stock check --nagios
check 'no bar comes between, and no mark of a terminal' 3 \
    "UNKNOWN - item: 'A/b=1;;;\x1b' is not a known item" '' ops stock check --nagios --item "$(printf 'A|b=1;;;\033')"
check 'no book is' 3 "UNKNOWN - cannot open the book '/nowhere': *" '' ops --book /nowhere stock check --nagios
check 'limits are for monitoring' 2 '' \
    'ops: stock check: --warning and --critical go with --nagios only' ops stock check --warning 5

# Levels of places, and lots that are too old
ops stock location add -q -i - <<'EOP'
code,kind,parent
WEST,site,
WEST/A,internal,WEST
WEST/Q,quarantine,WEST
EOP
ops stock item add -q C3 --tracking lot --min 1
ops stock receive -q --to WEST/A --line item=C3,qty=5,lot=L-2 --line item=C3,qty=3,lot=L-1
ops stock level set -q C3 --location WEST --min 10 --max 12
west=kind,item,location,on_hand,min,max,short,lot,date
check 'less than the level of a place' 1 "$west
below-min,C3,WEST,8,10,12,2,," '' ops stock check --item C3 --columns "$west"
check 'which holds for a place inside' 1 "$west
below-min,C3,WEST/A,8,10,12,2,," '' ops stock check --item C3 --location WEST/A --columns "$west"
check 'a level inside a site counts for it' 1 "$west
below-min,C3,WEST/A,8,9,9,1,," '' sh -c "ops stock level set -q C3 --location WEST --min '' --max '' &&
    ops stock level set -q C3 --location WEST/A --min 9 &&
    ops stock check --item C3 --site WEST --columns $west"
check 'elsewhere there is none: the item has enough' 0 "$west" '' ops stock check --item C3 --site SOUTH --columns "$west"
ops stock level set -q C3 --location WEST/A --min 8
check 'now there is enough' 0 "$west" '' ops stock check --item C3 --columns "$west"
ops stock lot set -q C3 L-1 --expires 2026-03-14
ops stock lot set -q C3 L-2 --expires 2026-03-15
check 'what was good until yesterday is expired' 1 "$west
expired,C3,WEST/A,3,1,,,L-1,2026-03-14" '' ops stock check --item C3 --columns "$west"
check 'yesterday it was not' 0 "$west" '' ops stock check --kind expired --as-of 2026-03-14 --columns "$west"
check 'monitoring is warned' 1 \
    'STOCK WARNING - 0 below minimum, 0 negative, 1 expired | below=0;0;;0 negative=0;;0;0 expired=1;0;;0' '' \
    ops stock check --nagios --item C3
ops stock transfer -q --item C3 --lot L-1 --qty 3 --from WEST/A --to WEST/Q
check 'in quarantine it is out of the way' 0 "$west" '' ops stock check --kind expired --columns "$west"
check 'the balance of a site has no minimum' 2 '' '*--below-min compares whole items*' ops stock balance --below-min --site WEST
done_testing
