#!/bin/sh
# A plan that has to be approved before it counts: budget.approval: required.
. "$(dirname "$0")/lib.sh"

book
cat >>ops.yaml <<'EOT'
budget: { approval: required }
people:
  ida: { name: Ida Holm, roles: [buyer] }
  tom: { name: Tom Ray, roles: [chief] }
  noor: { name: Noor Baker, roles: [controller] }
  lena:
authority:
  desk: { role: buyer, subject: budget }
  freight: { person: ida, subject: plan, of: ops:freight, limit: 12000 }
  control: { role: controller, subject: plan }
  chief: { role: chief, subject: plan, step: 2, above: 50000 }
EOT
ops budget account add -q -i - <<'EOT'
account
ops:freight
ops:freight:air
ops:tools
EOT
as() { # as WHO VERB...: ops budget plan approve, ops budget plan reject ...
	who=$1
	shift
	OPS_ACTOR=$who ops budget plan "$@"
}
state() { ops budget plan list --version "$1" --columns state --no-header | sort -u; }
budget() { ops budget status -p 2026 --no-header --columns account,budget "$@"; }

as lena set ops:freight --period 2026 --amount 12000 -q
check 'a plan is a draft' 0 draft '' state v1
check 'and counts for nothing' 0 '' '' budget
check 'who has no right to plans' 77 '' "ops: budget plan approve: 'v1': no rule \
of authority is lena's for step 1 of plan ops:freight (authority); who can: \
Ida Holm, Noor Baker" as lena approve v1
check 'who may' 0 '*' '' as ida approve v1 -m 'as agreed'
check 'it is approved' 0 approved '' state v1
check 'and counts' 0 'ops:freight:(unallocated),12000.00' '' budget
check 'once' 65 '' "*version: 'v1' is approved already" as noor approve v1
check 'an unknown one' 65 '' "*version: 'v9' is no version of the plan*" \
	as noor approve v9
as lena set -q -i - <<'EOT'
account,period,amount
ops:freight:air,2026-01,100
ops:tools,2026-01,100
EOT
check 'of accounts of several rules' 77 '' '*plan ops (authority)*' \
	as ida approve v2
check 'a no has a reason' 65 '' '*reason: is missing*' as noor reject v2
check 'and a blank is none' 65 '' '*reason: is missing*' as noor reject v2 -m ' '
check 'a no' 0 '*' '' as noor reject v2 -m 'next year'
check 'is no draft any more' 0 rejected '' state v2
check 'nor counts later' 65 '' "*'v2' is rejected already" as noor approve v2
as noor revise ops:freight --period 2026 --amount 60000 -q
check 'not by who made it' 77 '' '*(self)*' as noor approve v3
check 'who made it takes it back' 0 '*' '' as noor reject v3 -m 'a slip'
as lena revise ops:freight --period 2026 --amount 60000 -q
check 'above a limit' 77 '' "*'freight' allows up to 12000.00, and it is \
60000.00 (limit)*" as ida approve v4
check 'the first of two steps' 0 '*' '' as noor approve v4
check 'is not all' 0 draft '' state v4
check 'the second' 0 '*' '' as tom approve v4
check 'is' 0 'ops:freight:(unallocated),60000.00' '' budget
check 'undone, the one before counts' 0 'ops:freight:(unallocated),12000.00' '' sh -c '
	OPS_ACTOR=tom ops undo -q \
	    "$(ops log --limit 1 --columns entry --no-header)" &&
	ops budget status -p 2026 --no-header --columns account,budget'
echo minutes >minutes.txt
check 'not on behalf, by who made it' 77 '' "*'v4': lena asked for it, or \
entered it: another one enters what was answered" as lena approve v4 \
	--on-behalf-of tom --evidence minutes.txt
check 'on behalf' 0 '*' '' as clerk approve v4 --on-behalf-of tom \
	--evidence minutes.txt
check 'and listed' 0 'request,state,decided_by,decision_by
plan v4,approved,tom,clerk' '' ops budget request list --on-behalf \
	--columns request,state,decided_by,decision_by
check 'beside the plan, too' 0 'version,on_behalf_of
v4,tom' '' ops budget plan list --account ops:freight --limit 1 \
	--columns version,on_behalf_of
# A version is one thing: its maker undoes no part of what was decided.
as lena revise ops:freight --period 2027 --amount 1200 -q
as ida reject v5 -m no -q
no=$(ops log --limit 1 --columns entry --no-header)
check 'the maker reopens no version' 77 '' "*'v5' is undone as a whole: 'ops undo $no'" \
	env OPS_ACTOR=lena ops undo "$no.2"
check 'nor with the decision' 77 '' "*taken back by them, or by who entered it*" \
	env OPS_ACTOR=lena ops undo "$no"
check 'it stays rejected' 0 rejected '' state v5
as lena revise ops:freight --period 2027 --amount 1200 -q
as ida approve v6 -q
yes=$(ops log --limit 1 --columns entry --no-header)
check 'nor takes a month out of what counts' 77 '' \
	"*what was decided together is undone together: 'ops undo $yes'" \
	env OPS_ACTOR=lena ops undo "$yes.2"
env OPS_ACTOR=ida ops undo "$yes" -q
back=$(ops log --limit 1 --columns entry --no-header)
for line in 1 2 14; do
	check "what was taken back comes back by no line: $line" 77 '' '*undone*' \
		env OPS_ACTOR=lena ops undo "$back.$line"
done
check 'it waits' 0 draft '' state v6

check 'the book holds together' 0 'kind,entry,problem' '' ops fsck
done_testing
