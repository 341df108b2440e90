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
out() { ops stock issue --item C3 --lot L-17 --qty 1 --from MAIN/Q -n; }
held="ops: stock issue: from: 'C3' at MAIN/Q is held: 'ops stock release' or 'inspect' lets it out"
check 'what is held goes to no customer' 77 '' "$held (stock.held: refuse)" out
check 'and into no production' 77 '' "*from: 'C3' at MAIN/Q is held*" \
	ops stock move --item C3 --from MAIN/Q --to PRODUCTION --lot L-17 --qty 1
bring() { ops stock transfer --item C3 --lot L-17 --qty 1 --from MAIN/Q --to "$@" -n; }
moved="ops: stock transfer: from: 'C3' at MAIN/Q is held: 'ops stock release' or 'inspect' lets it out (stock.held: refuse)"
check 'nor is it free because somebody brings it elsewhere' 77 '' "$moved" bring MAIN/A
check 'nor on its way to another site' 77 '' "$moved" bring TRANSIT
check 'nor back, in a file' 77 '' "*:2: from: 'C3' at MAIN/Q is held*" \
    sh -c 'printf "item,lot,qty,from,to\nC3,L-17,1,MAIN/Q,MAIN/A\n" | ops stock move -i -'
ops stock location add -q SOUTH/Q --kind quarantine --parent SOUTH
check 'an empty place may be another' 0 '*' '' ops stock location set --code SOUTH/Q --kind internal -n
check 'it is moved to another place of quarantine' 0 '*MAIN/Q,SOUTH/Q,*' '' bring SOUTH/Q
ops undo -q "$(ops log --limit 1 --sort -entry --columns entry --no-header)"
check 'its place does not become another' 65 '' \
    "*kind: 'internal' is wrong: what 'MAIN/Q' holds would be free: 'ops stock release' lets it out" \
    ops stock location set --code MAIN/Q --kind internal
check 'scrapped, or sent back' 0 '*' '' ops stock scrap --item C3 --lot L-17 --qty 1 --from MAIN/Q --reason cracks -n
ops config set -q stock.held warn
check 'or it is said' 0 '*' "$held (stock.held: warn)" out
ops config set -q stock.held allow
check 'or ignored' 0 '*' '' out
ops config set -q stock.held refuse
last() { ops log --limit 1 --columns entry --no-header; }
ops stock issue -q --item A1 --qty 1 --from MAIN/A
sold=$(last)
ops stock return -q --item A1 --qty 1 --to MAIN/Q --reason broken
check 'what came back to it by mistake is undone' 0 '*' '' ops undo "$(last)"
ops undo -q "$sold"
check 'said again they are held already, each is told' 0 'entry,date,lines' \
"ops: stock hold: -:2: 'C3' lot L-17 at MAIN/Q is held already: it is of kind quarantine
ops: stock hold: -:3: 'C3' lot L-17 at MAIN/Q is held already: it is of kind quarantine
ops: stock hold: nothing changes, nothing is posted" sh -c \
    'sed s,MAIN/[AB],MAIN/Q, recall.csv | ops stock hold -i - -m recall'
check 'or counted, where they are many' 0 '*' '*MAIN/Q is held already*
ops: stock hold: ... and 10 more are held already
*nothing is posted' sh -c '{ head -n 1 recall.csv; yes C3,MAIN/Q,L-17,1 | head -n 30; } | ops stock hold -i - -m recall'
hold() { # hold STATUS WHY OPTIONS...
	status=$1 why=$2
	shift 2
	check "no hold: $*" "$status" '' "ops: stock hold: $why" ops stock hold "$@"
}
hold 2 'reason: is missing: expected --reason or -m' --item A1 --qty 1 --from MAIN/A
hold 2 'reason: is missing: expected --reason or -m' --item A1 --qty 1 --from MAIN/A -m ' '
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
release 65 "from: is missing: no place of kind quarantine holds 'C3' lot 'L-18': held are 30 of lot 'L-17' at 'MAIN/Q'" --item C3 --lot L-18 --qty 3
release 65 "from: is missing: no place of kind quarantine holds 'C3' without a lot: held are 30 of lot 'L-17' at 'MAIN/Q'" --item C3 --qty 3
release 65 "from: 'MAIN/A' is of kind internal: expected a place of kind quarantine" --item A1 --qty 3 --from MAIN/A
release 65 "to: 'MAIN/Q' is of kind quarantine: expected a place where goods can be used" --item A1 --qty 3 --to MAIN/Q
release 65 "to: 'CUSTOMER' is of kind customer: *" --item A1 --qty 3 --to CUSTOMER
release 65 "*'A1'*MAIN/R*" --item A1 --qty 7
release 65 "from: 'MAIN/Q' holds no 'A1': held are 6 at 'MAIN/R'" --item A1 --qty 3 --from MAIN/Q
release 65 "from: 'MAIN/R' holds no 'C3' lot 'L-17': held are 30 of lot 'L-17' at 'MAIN/Q'" \
    --item C3 --lot L-17 --qty 3 --from MAIN/R
release 65 "from: 'MAIN/Q' holds no 'D4' lot 'S-1': nothing of 'D4' is held" --item D4 --lot S-1 --qty 1 --from MAIN/Q
release 65 "from: 'MAIN/R' holds no 'A1' then: nothing of 'A1' is held" \
    --item A1 --qty 1 --from MAIN/R --date 2026-03-16T07:00:00Z
ops stock release -q --item C3 --lot L-17 --qty 20 --to MAIN/A
check 'what is left came from the other place' 0 "$head
C3,MAIN/Q,MAIN/B,10,L-17," '' would release --item C3 --lot L-17 --qty 10
ops stock hold -q --item A1 --qty 1 --from MAIN/A --to MAIN/Q -m x
release 65 "from: is missing: several places of kind quarantine hold 'A1': 'MAIN/Q', 'MAIN/R'" --item A1 --qty 1

# The plan
ops stock inspect plan set -q -i - <<'EOP'
characteristic,item,category,party,stage,kind,nominal,lower,upper,unit,gauge,sample
width,C3,,,receipt,,10,9.5,10.5,mm,caliper 3,3
width,C3,,FOXTROT,receipt,,10,9.9,10.1,mm,caliper 3,2
paint,,parts,,,,,,,,,1
EOP
plan=item,category,party,stage,characteristic,kind,nominal,lower,upper,unit,gauge,sample
check 'the plan' 0 "$plan
,parts,,,paint,attribute,,,,,,1
C3,,,receipt,width,measured,10,9.5,10.5,mm,caliper 3,3
C3,,FOXTROT,receipt,width,measured,10,9.9,10.1,mm,caliper 3,2" '' ops stock inspect plan list
check 'what is said again changes nothing' 0 'id,entry' '*nothing changes*' \
    ops stock inspect plan set width --item C3 --stage receipt --upper 10.5
check 'one value changes' 0 '*' '' ops stock inspect plan set width --item C3 --stage receipt --upper 10.6
check 'the others stay' 0 '*
C3,,,receipt,width,measured,10,9.5,10.6,mm,caliper 3,3
*' '' ops stock inspect plan list
last() { ops log -F csv --limit 1 --sort -entry --columns entry --no-header; }
check 'it was known as it was' 0 '*,10.5,mm,caliper 3,3*' '' ops stock inspect plan list --known-at @$(($(last) - 1))
check 'and is undone' 0 '*' '' ops undo "$(last)"
ops init ../other -q
ops stock item list -F csv | ops -C ../other stock item add -q -i -
ops stock location list -F csv | ops -C ../other stock location set -q --create -i -
ops stock party list -F csv | ops -C ../other stock party add -q -i -
ops stock inspect plan list -F csv | ops -C ../other stock inspect plan set -q -i -
is 'another book takes the list' "$(ops -C ../other stock inspect plan list)" "$(ops stock inspect plan list)"
refuse() { # refuse STATUS WHY VERB...
	status=$1 why=$2
	shift 2
	check "refused: $*" "$status" '' "ops: $why" ops stock "$@"
}
plan() { # plan STATUS WHY OPTIONS...
	status=$1 why=$2
	shift 2
	refuse "$status" "stock inspect plan set: $why" inspect plan set "$@"
}
plan 65 "lower: '3' is wrong: expected at most the upper limit" x --item C3 --lower 3 --upper 2
plan 65 "nominal: '3' is wrong: expected a number within the limits" x --item C3 --nominal 3 --upper 2
plan 65 'nominal: an attribute is good or it is not: expected kind measured' x --item A1 --kind attribute --nominal 2
plan 2 'item: expected it, or a category' x --item A1 --category parts
plan 65 "party: 'NOBODY' is not a known party*" x --item A1 --party NOBODY
plan 65 "kind: 'seen' is wrong: expected attribute or measured" x --item A1 --kind seen

# Inspection: 10 of L-17 are in MAIN/Q, and 1 of A1; 6 of A1 in MAIN/R
check 'the sheet' 0 'group,item,lot,qty,characteristic,piece,lower
1,A1,,1,paint,1,
2,A1,,6,paint,1,
3,C3,L-17,10,paint,1,
3,C3,L-17,10,width,1,9.5
3,C3,L-17,10,width,2,9.5
3,C3,L-17,10,width,3,9.5' '' sh -c \
    'ops stock inspect --sheet | cut -d, -f1-3,7,14,15,18'
check 'knows the vendor of a lot' 0 'party
ECHO' '' sh -c 'ops stock inspect --sheet --item C3 | cut -d, -f6 | sort -u -r'
inspect() { # inspect STATUS WHY OPTIONS...
	status=$1 why=$2
	shift 2
	refuse "$status" "stock inspect: $why" inspect --code I-1 "$@"
}
inspect 65 "qty: 11 of 'C3' lot 'L-17' would be inspected, but MAIN/Q holds 10: no inspection of more than is held" \
    --item C3 --lot L-17 --qty 11 --rejected 1
inspect 65 "accepted: 5 and 4 rejected are not the 10 inspected" --item C3 --lot L-17 --accepted 5 --rejected 4
inspect 65 'rejected: 11 is more than the 10 inspected' --item C3 --lot L-17 --rejected 11
inspect 65 'accepted: 12 is more than the 10 inspected' --item C3 --lot L-17 --accepted 12
inspect 65 'rejected: is missing: expected it, or accepted, or measured values' --item C3 --lot L-17
inspect 65 "lot: is missing: 'C3' is tracked by lot" --item C3 --rejected 1
inspect 65 "location: is missing: no place of kind quarantine holds 'C3' lot 'L-99': held are 10 of lot 'L-17' at 'MAIN/Q'" --item C3 --lot L-99 --rejected 1
inspect 65 "location: 'MAIN/A' is of kind internal: expected a place of kind quarantine*" --item C3 --lot L-17 --location MAIN/A --rejected 1
inspect 65 "reject_to: 'MAIN/B' is of kind internal: expected quarantine, scrap, vendor or production*" \
    --item C3 --lot L-17 --rejected 1 --reject-to MAIN/B
inspect 65 "to: 'MAIN/R' is of kind quarantine: *" --item C3 --lot L-17 --rejected 1 --to MAIN/R
inspect 65 "characteristic: 'depth' is not in the plan of 'C3' at stage 'receipt': expected 'paint', 'width'" \
    --item C3 --lot L-17 --characteristic depth --value 3
inspect 65 "value: 'paint' is an attribute: expected yes or no" --item C3 --lot L-17 --characteristic paint --value 3
inspect 65 "party: 'NOBODY' is not a known party*" --item C3 --lot L-17 --rejected 1 --party NOBODY
inspect 65 "repeats: 'I-0' is not a known inspection" --item C3 --lot L-17 --rejected 1 --repeats I-0
inspect 77 "date: '2026-03-14' is in a closed period: *" --item A1 --location MAIN/R --rejected 1 --date 2026-03-14
inspect 65 "rejected: 0 is too little: 1 piece has a value outside the limits (width of piece 1): values outside are*" \
    --item C3 --lot L-17 --rejected 0 --characteristic width --value 11
cat >sheet.csv <<'EOP'
group,item,lot,location,rejected,to,reject_to,inspector,characteristic,piece,value,defect,count
1,C3,L-17,MAIN/Q,3,,SCRAP,Ann,paint,1,yes,,
,,,,,,,,width,1,10.1,,
,,,,,,,,width,2,10.6,,
,,,,,,,,width,3,,,
,,,,,,,,,,,SCRATCH,2
,,,,,,,,,,,DENT,1
2,A1,,MAIN/R,0,MAIN/A,,,paint,1,1,,
EOP
check 'codes are needed, where there is no numbering' 65 '' '*code: is missing (the book gives codes where numbering.inspection is set)*' \
    ops stock inspect -i sheet.csv
printf 'numbering:\n  inspection: INS-\n' >>ops.yaml
check 'the sheet as it was printed is taken back, and so is a list' 0 '*' '' sh -c \
    'ops stock inspect --sheet --item C3 | awk -F, -v OFS=, "NR > 1 { \$9 = 0; \$10 = \"MAIN/A\" } 1" |
    ops stock inspect -n -i - && ops stock inspect list --lines -F csv | ops stock inspect -n -i -'
check 'the sheet, filled in' 0 'id,entry
INS-1,*
INS-2,*' '' ops stock inspect -i sheet.csv
one=$(last)
check 'what is good is back where it came from, the rest is scrapped' 0 'item,from,to,qty,lot,reference,reason
A1,MAIN/R,MAIN/A,6,,INS-2,accepted
C3,MAIN/Q,MAIN/B,7,L-17,INS-1,accepted
C3,MAIN/Q,SCRAP,3,L-17,INS-1,SCRATCH' '' ops stock ledger --where "entry = $one" \
    --columns item,from,to,qty,lot,reference,reason --sort item,to
check 'the decision is kept' 0 'code,item,lot,party,qty,accepted,rejected,to,reject_to,inspector
INS-1,C3,L-17,ECHO,10,7,3,MAIN/B,SCRAP,Ann
INS-2,A1,,,6,6,0,MAIN/A,,' '' \
    ops stock inspect list --columns code,item,lot,party,qty,accepted,rejected,to,reject_to,inspector
check 'and what was found' 0 'code,defect,count,characteristic,piece,value,lower
INS-1,DENT,1,,,,
INS-1,SCRATCH,2,,,,
INS-1,,,paint,1,1,
INS-1,,,width,1,10.1,9.5
INS-1,,,width,2,10.6,9.5
INS-2,,,paint,1,1,' '' ops stock inspect list --lines --columns code,defect,count,characteristic,piece,value,lower
check 'a code is used once' 65 '' '*INS-1*is there already*' \
    ops stock inspect --code INS-1 --item A1 --rejected 1
check 'two rows of one inspection say the same' 65 '' '*qty: the rows of one inspection say different things*' \
    ops stock inspect --item A1 --line defect=x,count=1,qty=1 --line defect=y,count=1,qty=2
check 'a row that says nothing is not lost' 65 '' '*characteristic: is missing, and so is defect*' sh -c \
    'printf "code,item,qty,rejected\nI-9,A1,1,1\n,A1,1,1\n" | ops stock inspect -i -'
check 'a defect of nothing' 65 '' "*count: '0' is wrong: expected a quantity above 0" \
    ops stock inspect --item A1 --rejected 1 --defect x --count 0
check 'a defect is said once' 65 '' "*defect: 'x' is there twice" \
    ops stock inspect --item A1 --rejected 1 --line defect=x,count=1 --line defect=x,count=1
ops stock hold -q --item C3 --lot L-18 --qty 8 --from MAIN/A --to MAIN/Q -m look
check "a vendor's own limits, and a reject by rule" 0 '*' \
    "ops: stock inspect: 1 of 'C3' rejected by rule: width of piece 1 is outside the limits" \
    ops stock inspect --item C3 --lot L-18 --characteristic width --value 10.2
check 'rejects that stay are held' 0 'on_hand
1' '' ops stock balance --item C3 --location MAIN/Q --columns on_hand
check 'its rework is looked at again' 0 '*' '' ops stock inspect --item C3 --lot L-18 --accepted 1
check 'two of the same in one file are not more than is held' 65 '' '*but MAIN/Q holds none: *' sh -c \
    'printf "item,location,accepted\nA1,MAIN/Q,1\nA1,MAIN/Q,1\n" | ops stock inspect -i -'
check 'values outside are good, with a reason' 0 '*' '' ops stock inspect --item A1 --stage stock --party ECHO \
    --characteristic paint --value no --override 'nobody sees it'
check 'a reject goes back to its vendor' 0 '*' '' sh -c 'ops stock hold -q --item A1 --qty 5 --from MAIN/A \
    --to MAIN/Q -m dull && ops stock inspect --item A1 --rejected 2 --defect dull --reject-to VENDOR --party ECHO'
ops stock hold -q --item A1 --qty 5 --from MAIN/A --to MAIN/Q -m dull
check 'what never came from it does not' 65 '' '*stock.return_unsold: refuse*' \
    ops stock inspect --item A1 --rejected 2 --reject-to VENDOR --party FOXTROT
check 'rows that fail are left out' 1 '*' '*' sh -c 'printf "item,qty,accepted\nA1,2,2\nA1,4,4\nA1,3,3\n" |
    ops stock inspect -i - --keep-going --rejects left.csv'
is 'and say why' "$(cat left.csv)" 'line,error,item,qty,accepted
3,"qty: 4 of *A1* would be inspected, but MAIN/Q holds 3: no inspection of more than is held",A1,4,4'
check 'the undoing takes all of it' 0 '*' '*' ops undo "$(last)"
is 'also from the list' "$(ops stock inspect list --columns code --sort -entry --limit 1 --no-header)" 'INS-6'
check 'and the goods are held again' 0 'on_hand
5' '' ops stock balance --item A1 --location MAIN/Q --columns on_hand
check 'findings are not left alone' 65 '' "*inspection 'INS-1' has findings*" \
    ops undo "$one.$(ops show "$one" -F json | tr '{' '\n' | sed -n 's/.*"line":\([0-9]*\).*"code":"INS-1".*/\1/p' | head -1)"
check 'with the entry they go' 0 '*' '*' ops undo "$one"
check 'nor do they come back alone' 65 '' "*is of inspection 'INS-*', which is not there" \
    ops undo "$(last).1"
check 'and come back' 0 '*' '*' ops undo "$(last)"
back=$(last)
ops stock inspect -q --code F-1 --item A1 --location MAIN/Q --rejected 2 --defect dull
ops stock inspect -q --code F-2 --repeats F-1 --item A1 --location MAIN/Q --accepted 2
again=$(last)
ops undo -q "$again"
ops undo -q $((again - 1))
check 'nor does one that repeats another' 65 '' "*repeats: 'F-1' is not a known inspection" \
    ops undo $((again + 1))

# Quality
check 'by item' 0 'item,inspections,inspected,rejected,yield,first,first_pass,share,cumulated,unit
C3,3,19,4,0.789474,18,0.777778,0.666667,0.666667,each
A1,3,12,2,0.833333,12,0.833333,0.333333,1,each' '' ops stock quality \
    --columns item,inspections,inspected,rejected,yield,first,first_pass,share,cumulated,unit
check 'by defect; rejects of which nobody said' 0 'defect,inspections,defects,share,cumulated,unit
SCRATCH,1,2,0.333333,0.333333,each
dull,1,2,0.333333,0.666667,each
DENT,1,1,0.166667,0.833333,each
,1,1,0.166667,1,each' '' ops stock quality --by defect --columns defect,inspections,defects,share,cumulated,unit
check 'by vendor and stage, of one item' 0 'party,stage,rejected
ECHO,receipt,2
ECHO,stock,0
,receipt,0' '' ops stock quality --by party,stage --item A1 --columns party,stage,rejected
check 'by month, in a period' 0 'period,inspected
2026-03,31' '' ops stock quality --by month --period 2026-03 --columns period,inspected
check 'nothing, before' 0 'item,yield' '' ops stock quality --as-of 2026-03-15 --columns item,yield
check 'what was known then' 0 'item
C3
A1' '' ops stock quality --known-at @"$one" --columns item
check 'persons are not compared' 2 '' '*goods and their makers are compared, not persons' ops stock quality --by inspector
check 'unknown keys' 2 '' "*--by: 'colour' is wrong: expected item, party,*" ops stock quality --by colour
check 'one period at a time' 2 '' "*--by: 'day' and 'week' do not go together" ops stock quality --by day,week
check 'an unknown vendor' 65 '' "*--party: 'NOBODY' is not a known party*" ops stock quality --party NOBODY
check 'of nothing, yield is missing' 0 'yield,first_pass,share
,,' '' sh -c 'printf "item,qty,rejected\nx,0,0\n" | ops stock quality -i - --columns yield,first_pass,share'
check 'units are not mixed' 0 'party,inspected,share,unit
V,2,1,each
V,5,1,kg' '' sh -c 'printf "party,qty,rejected,unit\nV,5,1,kg\nV,2,1,each\n" |
    ops stock quality -i - --by party --columns party,inspected,share,unit'
is 'sql has it' "$(ops sql 'SELECT SUM(rejected) FROM stock_inspect_list' --no-header)" 6

# Another book takes the inspections, where the goods are held
ops stock inspect list --lines --code INS-1 -F csv >ins.csv
ops -C ../other stock location set -q --create MAIN/Q --kind quarantine --parent MAIN
ops -C ../other stock receive -q --item C3 --qty 10 --to MAIN/Q --lot L-17 --party ECHO
check 'another book takes an inspection' 0 'id,entry
INS-1,*' '' ops -C ../other stock inspect -i "$PWD/ins.csv"
is 'and has the same' "$(ops -C ../other stock inspect list --lines --where 'code != "x"' | sed 's/yes,[0-9]*/yes/')" \
    "$(sed 's/yes,[0-9]*/yes/' ins.csv)"
ops close -q 2026-03-16
check 'what is in a closed period stays' 77 '' "*inspection 'INS-2': date: '2026-03-16' is in a closed period*" \
    env OPS_NOW=2026-03-20T08:00:00Z ops undo "$back" --date 2026-03-20
ops export ../copied -q && ops restore ../copied ../again -q
is 'an export holds all of it' "$(ops -C ../again stock inspect list --lines)" "$(ops stock inspect list --lines)"
check 'the book is sound' 0 '*' '' ops fsck
check 'the other one, too' 0 '*' '' ops -C ../other fsck

# Against what others reckon from the raw file
real=$shared/data/adventureworks-oltp/clean/PurchaseOrderDetail.csv
if [ -r "$real" ]; then
	map='--map ProductID=item --map ReceivedQty=qty --map RejectedQty=rejected --map DueDate=date'
	# shellcheck disable=SC2086
	ops stock quality -i "$real" $map --columns item,inspections,inspected,rejected,share,cumulated --no-header >ours
	awk -F, 'NR > 1 { n[$5]++; q[$5] += $8; r[$5] += $9; t += $9 }
	END { for (i in n) printf "%s,%d,%d,%d,%.6f,%.6f\n", i, n[i], q[i], r[i], r[i] / t, t }' "$real" |
	    sort -t, -k4,4nr -k1,1 | awk -F, '{ s += $4; printf "%s,%s,%s,%s,%.6f,%.6f\n", $1, $2, $3, $4, $5, s / $6 }' |
	    sed 's/\.000000//g; s/\(\.[0-9]*[1-9]\)0*\([,$]\)/\1\2/g; s/\(\.[0-9]*[1-9]\)0*$/\1/' >theirs
	check 'the Pareto of AdventureWorks, as awk has it' 0 '' '' diff ours theirs
	is 'all of it' "$(wc -l <ours)" "$(cut -d, -f5 "$real" | sort -u | sed 1d | wc -l)"
	# shellcheck disable=SC2086
	is 'a year, by month, against awk' "$(ops stock quality -i "$real" $map --by month --columns period,rejected --where 'period ~ "2024"' --no-header)" \
	    "$(awk -F, '$3 ~ /^2024/ { r[substr($3, 1, 7)] += $9 } END { for (m in r) print m "," r[m] }' "$real" | sort)"
	awk -F, 'BEGIN { print "item,qty,party" } NR > 1 && NR < 2000 && $9 > 0 { print "P" $5 "," $8 ",V" $5 % 7 }' "$real" >receipts.csv
	awk -F, 'BEGIN { print "code,item,location,party,qty,rejected,reject_to,to,defect,count" }
	NR > 1 && NR < 2000 && $9 > 0 { print "R-" $2 ",P" $5 ",MAIN/Q,V" $5 % 7 "," $8 "," $9 ",VENDOR,MAIN/A,D" $2 % 5 "," $9 }' \
	    "$real" >inspections.csv
	ops init ../real -q && cd ../real || exit 1
	ops stock location add -q MAIN/A --parent MAIN
	ops stock location add -q MAIN/Q --kind quarantine --parent MAIN
	sed 's/,.*//; 1s/.*/sku/' ../shop/receipts.csv | awk '!seen[$0]++' | sed '1s/$/,name,unit/; 2,$s/\(.*\)/\1,\1,each/' |
	    ops stock item add -q -i -
	ops stock receive -q -i ../shop/receipts.csv --to MAIN/Q
	check 'real receipts are inspected' 0 '*' '' ops stock inspect -q -i ../shop/inspections.csv
	is 'by vendor, as awk has it' "$(ops stock quality --by party --columns party,inspected,rejected --no-header | sort)" \
	    "$(awk -F, 'NR > 1 { q[$4] += $5; r[$4] += $6 } END { for (p in q) print p "," q[p] "," r[p] }' ../shop/inspections.csv | sort)"
	is 'by defect, too' "$(ops stock quality --by defect --columns defect,inspections,defects --no-header | sort)" \
	    "$(awk -F, 'NR > 1 { n[$9]++; r[$9] += $10 } END { for (p in n) print p "," n[p] "," r[p] }' ../shop/inspections.csv | sort)"
	is 'nothing is left in quarantine' "$(ops stock balance --location MAIN/Q --no-header)" ''
	check 'the real book is sound' 0 '*' '' ops fsck
else
	skip 'AdventureWorks' 'no ../shared/data'
fi
done_testing
