#!/bin/sh
# Quality: goods that are held, released, inspected, and what comes of it.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q -i - <<'EOP'
code,kind,parent
MAIN/Q,quarantine,MAIN
SOUTH,site,
SOUTH/A,internal,SOUTH
EOP
ops stock item add -q C3 --name Bolt --unit each --tracking lot --category parts
ops stock item add -q D4 --name Motor --unit each --tracking serial --category parts
OPS_NOW=2026-03-16T08:00:00Z
ops stock receive -q -i - <<'EOP'
item,qty,to,lot,party,unit_cost
A1,40,MAIN/A,,ECHO,2
C3,20,MAIN/A,L-17,ECHO,1
C3,10,MAIN/B,L-17,ECHO,1
C3,5,SOUTH/A,L-17,ECHO,1
C3,8,MAIN/A,L-18,FOXTROT,1
D4,1,MAIN/A,S-1,ECHO,90
EOP
would() { ops stock "$@" --dry-run | cut -d, -f3-6,8,10; } # item,from,to,qty,lot,reason
head=item,from,to,qty,lot,reason

# Hold
check 'goods are held, at the quarantine of their site' 0 "$head
A1,MAIN/A,MAIN/Q,4,,cracks seen" '' would hold --item A1 --qty 4 --from MAIN/A -m 'cracks seen'
check '--reason goes before it' 0 "$head
A1,MAIN/A,MAIN/Q,4,,scratched" '' would hold --item A1 --qty 4 --from MAIN/A -m seen --reason scratched
cat >recall.csv <<'EOP'
item,location,lot,qty
C3,MAIN/A,L-17,20
C3,MAIN/B,L-17,10
EOP
check 'the lines of a recall' 0 "$head
C3,MAIN/A,MAIN/Q,20,L-17,recall
C3,MAIN/B,MAIN/Q,10,L-17,recall" '' would hold -i recall.csv -m recall
check 'are posted' 0 '*,2026-03-16T08:00:00Z,2' '' ops stock hold -i recall.csv -m recall
check 'and are on hand, not available' 0 'item,on_hand,available
C3,30,0' '' ops stock balance --location MAIN/Q --columns item,on_hand,available
check 'said again they are held already' 0 'entry,date,lines' '*MAIN/Q*is held already*' sh -c \
    'sed s,MAIN/[AB],MAIN/Q, recall.csv | ops stock hold -i - -m recall'
hold() { # hold STATUS WHY OPTIONS...
	status=$1 why=$2
	shift 2
	check "no hold: $*" "$status" '' "ops: stock hold: $why" ops stock hold "$@"
}
hold 2 'reason: is missing: expected --reason or -m' --item A1 --qty 1 --from MAIN/A
hold 65 "to: is missing: site 'SOUTH' has no place of kind quarantine" --item C3 --lot L-17 --qty 5 --from SOUTH/A -m x
hold 65 "to: 'MAIN/B' is of kind internal: expected a place of kind quarantine" \
    --item A1 --qty 1 --from MAIN/A --to MAIN/B -m x
hold 65 "from: 'VENDOR' is of kind vendor: *" --item A1 --qty 1 --from VENDOR -m x
hold 65 "lot: is missing: 'C3' is tracked by lot*" --item C3 --qty 1 --from MAIN/A -m x
hold 65 "qty: 'A1' at MAIN/A would be -1 *" --item A1 --qty 41 --from MAIN/A -m x
hold 65 "to: is missing: 'TRANSIT' is in no site" --item A1 --qty 1 --from TRANSIT -m x
ops stock location add -q MAIN/R --kind quarantine --parent MAIN
hold 65 "to: is missing: site 'MAIN' has several places of kind quarantine: 'MAIN/Q', 'MAIN/R'" \
    --item A1 --qty 1 --from MAIN/A -m x
check 'then it is said' 0 '*' '' ops stock hold --item A1 --qty 6 --from MAIN/A --to MAIN/R -m x
ops close -q 2026-03-14
check 'no hold in a closed period' 77 '' '*closed*' ops stock hold --item A1 --qty 1 --from MAIN/A --to MAIN/R \
    -m x --date 2026-03-14
ops stock demand add -q SO-1 --party HARBOUR --item A1 --qty 34 --due +7d
ops stock reserve -q SO-1
check 'what is reserved is held all the same, and said' 0 '*' \
    "*34 of 'A1' at MAIN/A are reserved ('SO-1' line 1), 30 are there" \
    ops stock hold --item A1 --qty 4 --from MAIN/A --to MAIN/R -m x
check 'and is undone' 0 '*' '*' ops undo "$(ops log -F csv --limit 1 --sort -entry --columns entry --no-header)"

# Release
check 'released to where it came from' 0 "$head
A1,MAIN/R,MAIN/A,6,," '' would release --item A1 --qty 6
check 'or to where it is said' 0 "$head
A1,MAIN/R,MAIN/B,6,," '' would release --item A1 --qty 6 --to MAIN/B
release() { # release STATUS WHY OPTIONS...
	status=$1 why=$2
	shift 2
	check "no release: $*" "$status" '' "ops: stock release: $why" ops stock release "$@"
}
release 65 "to: is missing: what 'MAIN/Q' holds of 'C3' lot 'L-17' came from 'MAIN/A', 'MAIN/B'" \
    --item C3 --lot L-17 --qty 3
release 65 "from: is missing: no place of kind quarantine holds 'C3' lot 'L-18'" --item C3 --lot L-18 --qty 3
release 65 "from: is missing: no place of kind quarantine holds 'C3' without a lot" --item C3 --qty 3
release 65 "from: 'MAIN/A' is of kind internal: expected a place of kind quarantine" --item A1 --qty 3 --from MAIN/A
release 65 "to: 'MAIN/Q' is of kind quarantine: expected a place where goods can be used" --item A1 --qty 3 --to MAIN/Q
release 65 "to: 'CUSTOMER' is of kind customer: *" --item A1 --qty 3 --to CUSTOMER
release 65 "*'A1'*MAIN/R*" --item A1 --qty 7
ops stock release -q --item C3 --lot L-17 --qty 20 --to MAIN/A
check 'what is left came from the other place' 0 "$head
C3,MAIN/Q,MAIN/B,10,L-17," '' would release --item C3 --lot L-17 --qty 10
ops stock hold -q --item A1 --qty 1 --from MAIN/A --to MAIN/Q -m x
release 65 "from: is missing: several places of kind quarantine hold 'A1': 'MAIN/Q', 'MAIN/R'" --item A1 --qty 1
check 'the book is sound' 0 '*' '' ops fsck
done_testing
