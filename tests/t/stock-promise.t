#!/bin/sh
# What can be promised when, and which promises will be broken.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q SOUTH
ops stock receive -q --date 2026-03-01 --to MAIN/A --line item=A1,qty=10
ops stock receive -q --date 2026-03-01 --to SOUTH --item A1 --qty 3
tell() { # tell OPTION...: how much from when, and what of
	ops stock promise --columns qty,date,source,short,in_time --no-header "$@"
}

check 'what is there can be promised today' 0 '13,2026-03-15,stock,,' '' \
    tell --item A1 --qty 13
check 'what is not has no day' 0 '13,2026-03-15,stock,,
,,,7,' '' tell --item A1 --qty 20
check 'of one site' 0 '3,2026-03-15,stock,,
,,,1,' '' tell --item A1 --qty 4 --location SOUTH
check 'people are told why' 0 '*' '*promise: nothing covers what has no date: open orders want *' \
    ops stock promise --item A1 --qty 20 -F table
check 'where there is anything to tell' 0 '*' '' ops stock promise --item A1 --qty 13 -F table
check 'nothing at all' 0 ',,,1,no' '' tell --item B2 --qty 1 --due 2026-03-20

ops stock expected add -q PO-1 --kind buy --location MAIN --due 2026-03-20 --item A1 --qty 20
ops stock expected add -q PO-2 --kind buy --location MAIN --due 2026-04-10 --item A1 --qty 5
ops stock expected add -q PO-OLD --kind buy --location MAIN --due 2026-03-10 --item A1 --qty 50 \
    --ordered 2026-03-02
check 'with what is expected, not with what is overdue' 0 '13,2026-03-15,stock,,yes
20,2026-03-20,PO-1,,yes
5,2026-04-10,PO-2,,no
,,,2,no' '' tell --item A1 --qty 40 --due 2026-03-31
ops stock demand add -q D-1 --party ANN --item A1 --qty 8 --promised 2026-03-25 \
    --date 2026-03-02
check 'less what others want, from their day on and before it' 0 \
    '13,2026-03-15,stock,,
12,2026-03-20,PO-1,,' '' tell --item A1 --qty 25
ops stock demand add -q D-2 --party BOB --item A1 --qty 21 --due 2026-03-18 \
    --date 2026-03-02
check 'what a later day lacks cannot be promised now' 0 '4,2026-03-20,PO-1,,
5,2026-04-10,PO-2,,
,,,1,' '' tell --item A1 --qty 10
cat >asked.csv <<'END'
item,qty,due
A1,4,2026-03-31
A1,4,2026-03-31
END
check 'of several the first is served first' 0 '4,2026-03-20,PO-1,,yes
4,2026-04-10,PO-2,,no' '' tell -i asked.csv
check 'for an order: its own wish does not stand in its way' 0 \
    'D-1,1,8,2026-03-20,PO-1,yes' '' ops stock promise --order D-1 \
    --columns order,line,qty,date,source,in_time --no-header
ops stock reserve -q D-1 --qty 3 --location MAIN
check 'what is reserved for it is its own' 0 'D-1,3,2026-03-15,reserved,yes
D-1,5,2026-03-20,PO-1,yes' '' ops stock promise --order D-1 \
    --columns order,qty,date,source,in_time --no-header
check 'and nobody else'\''s' 0 '4,2026-03-20,PO-1,,
5,2026-04-10,PO-2,,
,,,1,' '' tell --item A1 --qty 10
ops stock unreserve -q D-1
check 'an item is missing' 2 '' '*--item and --qty go together*' \
    ops stock promise --qty 3
check 'both is too much' 2 '' '*--order goes without --item*' \
    ops stock promise --order D-1 --item A1
check 'an unknown order' 65 '' "*order: 'D-9' is not a known order*" \
    ops stock promise --order D-9
check 'a wrong row' 65 '' "*'A9' is not a known item*" sh -c \
    '(echo item,qty; echo A9,1) | ops stock promise -i -'

ops stock demand add -q T-1 --party EVE --item B2 --qty 3 --due 2026-03-20
ops stock demand set -q T-1 --create --line 2 --item B2 --qty 3 --due 2026-03-20
ops stock receive -q --item B2 --qty 4 --to MAIN/A
check 'the lines of an order share what is there' 0 '1,3,,yes
2,1,,yes
2,,2,no' '' ops stock promise --order T-1 --columns line,qty,short,in_time --no-header
check 'all open lines in turn' 0 'D-2,13,2026-03-15,
D-2,8,2026-03-20,
T-1,3,2026-03-15,
T-1,1,2026-03-15,
T-1,,,2
D-1,8,2026-03-20,' '' ops stock promise --columns order,qty,date,short --no-header
ops undo -q "$(ops log --limit 1 --columns entry --no-header)"
ops stock demand cancel -q T-1 --reason test

# At risk
risk() {
	ops stock demand list --at-risk --no-header \
	    --columns order,line,open,covered,waits_for,expected,short "$@"
}
check 'served in turn, one waits for a receipt that is too late' 0 \
    'D-2,1,21,2026-03-20,PO-1,2026-03-20,0' '' risk
check 'with another order of serving, none' 0 '' '' sh -c '
    ops stock demand set -q D-2 --due 2026-03-20 &&
    ops stock demand list --at-risk --no-header'
ops stock demand add -q D-3 --party EVE --item A1 --qty 12 --due 2026-03-30
check 'what waits for the overdue has no day' 0 \
    'D-3,1,12,,PO-OLD,2026-03-10,0' '' risk
ops stock demand add -q D-4 --party EVE --item B2 --qty 2
check 'what nothing brings is short' 0 'D-3,1,12,,PO-OLD,2026-03-10,0
D-4,1,2,,,,2' '' risk
check 'one order' 0 'D-4,1,2,,,,2' '' risk --order D-4
ops stock demand set -q D-3 --priority 1
check 'who comes first is not at risk, another one is' 0 'D-1,1,8,,PO-OLD,2026-03-10,0' '' risk --item A1
check 'as it was known then' 0 'D-2,1,21,2026-03-20,PO-1,2026-03-20,0' '' \
    risk --known-at @11
last=$(ops log --limit 1 --columns entry --no-header)
open=$(ops stock promise --order D-1)
ops stock issue -q --order D-1 --item A1 --qty 2 --from MAIN/A
check 'so is what an order had open then' 0 "$open" '' \
    ops stock promise --order D-1 --known-at "@$last"
ops stock item add -q BIG
ops stock receive -q --item BIG --qty 9223372036854.775807 --to MAIN/A
ops stock adjust -q --item BIG --qty 9223372036854.775807 --location MAIN/B --reason found
check 'what is too much to add up is no promise' 65 '' "*what is free of 'BIG' is too large a number" \
    ops stock promise --item BIG --qty 1
ops stock demand add -q BIG-1 --party ANN --item BIG --qty 9
check 'nor a reservation' 65 '' "*what is free of 'BIG' is too large a number" \
    ops stock reserve BIG-1 --qty 1
check 'the book is whole' 0 'kind,entry,problem' '' ops fsck
done_testing
