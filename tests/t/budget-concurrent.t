#!/bin/sh
# Check and write are one: of ten who approve at once, what the money allows.
. "$(dirname "$0")/lib.sh"

book
{
	echo 'numbering: { request: BR- }'
	echo 'people:'
	for i in 1 2 3 4 5 6 7 8 9 10; do
		echo "  p$i: { roles: [approver] }"
	done
	echo '  boss: { roles: [boss] }'
	echo '  lena:'
	echo 'authority:'
	echo '  some: { role: approver, subject: budget }'
	echo '  over: { role: boss, subject: budget, override: yes }'
} >>ops.yaml
ops budget account add ops:tools -q
ops budget plan set ops:tools --period 2026-03 --amount 350 -q
{
	echo account,amount,reason
	yes ops:tools,100,drills | head -n 10
} | OPS_ACTOR=lena ops budget request -i - -q 2>/dev/null

for i in 1 2 3 4 5 6 7 8 9 10; do
	OPS_ACTOR=p$i ops budget approve "BR-$i" >"out$i" 2>"err$i" &
done
wait
is 'three are approved' "$(ops budget request list --state approved \
	--columns state --no-header | grep -c .)" 3
is 'seven are refused, for this reason' "$(cat err* | grep -c '(over)')" 7
check 'the numbers say the same' 0 'account,budget,pre,available
ops:tools,350.00,300.00,50.00' '' ops budget status -p 2026-03 \
	--columns account,budget,pre,available
check 'and the lines do' 0 'kind,entry,problem' '' ops fsck

open=$(ops budget request list --state asked --columns request --no-header |
    sed 1q)
check 'alone, it is refused as well' 77 '' '*(over)*' \
	env OPS_ACTOR=p1 ops budget approve "$open"
check 'it is said where one asks, too' 0 '*' "*the gate would refuse 'BR-11' by now: \
'ops:tools' would have -10.00 left of 350.00 in 2026-Q1 (over)" \
	env OPS_ACTOR=lena ops budget request --account ops:tools --amount 60 -m x
check 'what fits is asked for in silence' 0 '*' '' \
	env OPS_ACTOR=lena ops budget request --account ops:tools --amount 50 -m x
check 'not everybody may override' 77 '' '*(override); who can: boss' \
	env OPS_ACTOR=p1 ops budget approve "$open" --override -m urgent
check 'nor without a reason' 77 '' '*a reason is missing*' \
	env OPS_ACTOR=boss ops budget approve "$open" --override
check 'who may, with one' 0 '*' '*' \
	env OPS_ACTOR=boss ops budget approve "$open" --override -m urgent
check 'and that is kept' 0 'override,answer
yes,urgent' '' ops budget request list --request "$open" --columns override,answer
check 'what is gone is shown' 0 'available
-50.00' '' ops budget status -p 2026-03 --columns available

# In one call: all or nothing; or one after the other.
ops budget account add ops:rent -q
ops budget plan set ops:rent --period 2026-03 --amount 25 -q
printf 'request,account,amount,reason\nR-1,ops:rent,10,a\nR-2,ops:rent,10,b\nR-3,ops:rent,10,c\n' |
    OPS_ACTOR=lena ops budget request -i - -q 2>/dev/null
printf 'request\nR-1\nR-2\nR-3\n' >all.csv
check 'together they are too much' 77 '' '*(over)*' \
	env OPS_ACTOR=p2 ops budget approve -i all.csv
check 'one by one, until it is' 1 '*' '*' \
	env OPS_ACTOR=p2 ops budget approve -i all.csv --keep-going --rejects no.csv
check 'the last is not' 0 'line,error,request
4,*(over)*,R-3' '' cat no.csv
done_testing
