#!/bin/sh
# The nightly report tells of the budget, where there is one.
. "$(dirname "$0")/lib.sh"

book
report() { ops report nightly "$@"; }
check 'no budget, no word of it' 0 '' '' sh -c \
	'{ ops report nightly; ops report nightly -F json; } | grep -i budget ||:'
ops report nightly --as-of 2026-03-15T11:00:00Z --known-at @3 -F json >../before

cat >>ops.yaml <<'EOT'
people:
  ida: { name: Ida, roles: [boss] }
authority:
  boss: { role: boss, subject: budget, limit: 100000 }
EOT
ops budget account add -q -i - <<'EOT'
account,unit
ops,
ops:freight,
ops:tools,
ops:night,h
sales,
EOT
check 'nothing is planned: totals are empty, and left out' 0 '' '' sh -c \
	'ops report nightly | grep -i "^budget\|fiscal" ||:'
ops budget plan set -q -i - <<'EOT'
account,period,amount
ops:freight,2026,1200
ops:tools,2026,6000
ops:night,2026,60
EOT
ops budget spend -q -i - <<'EOT'
account,date,amount
ops:freight,2026-01-20,1300
ops:tools,2026-02-20,90
ops:night,2026-02-20,25
sales,2026-02-21,15
EOT
ops budget commit -q --account ops:tools --amount 70 --document CM-1 \
	--date 2026-02-10 --vendor ECHO
ops budget request -q BR-1 --account ops:tools --amount 250 -m 'a vice' \
	--needed-by 2026-04-02
ops budget request -q BR-2 --account ops:tools --amount 9 -m 'an oiler'
OPS_ACTOR=ida ops budget approve -q BR-2
ops budget case add -q VAN --rate 0.1 --account ops:freight --baseline 100 --promised 20 \
	--line alternative=keep,after=0,amount=-5 \
	--line alternative=buy,after=0,amount=-10
ops budget case set -q VAN --chosen buy --starts 2025-10-01

part() { # part HEADING: what stands below it, up to the next part
	ops report nightly | awk -v heading="$1" '$0 == heading { on = 1 }
		on && /^  \$ / { print; exit } on'
}
at='--as-of 2026-03-15T12:00:00Z'
last=$(ops log --limit 1 --columns entry --no-header)
is 'requests that wait' "$(part 'To decide: requests that wait')" \
"To decide: requests that wait
-----------------------------
request  account    amount  reason  needed_by   requester
-------  ---------  ------  ------  ----------  ---------
BR-1     ops:tools  250.00  a vice  2026-04-02  tester

'ops budget who-can-approve' says who may say yes.

  \$ ops budget request list --state asked $at \\"
is 'over budget, or without one' \
	"$(part 'To decide: over budget, or without one' | sed -n 3,6p)" \
'account        budget  committed    actual  available  unit
-----------  --------  ---------  --------  ---------  ----
ops:freight  1,200.00       0.00  1,300.00    -100.00
sales            0.00       0.00     15.00     -15.00'
is 'what will not do' \
	"$(part 'To decide: budgets that will not do' | sed -n '3p; 5,7p')" \
'account         budget  forecast       left  exhausted  unit
ops:freight   1,200.00  7,800.00  -6,600.00  2026-01
(unbudgeted)      0.00     90.00     -90.00  2026-02
ops:night        60.00    150.00     -90.00  2026-05    h'
is 'what is bound in a month that is over' \
	"$(part 'To decide: bound in months that are over' | sed -n '3p; 5p')" \
'document  account    period   stage      vendor  amount  unit  age
CM-1      ops:tools  2026-02  committed  ECHO     70.00         33'
is 'savings to be reviewed' \
	"$(part 'To decide: savings to be reviewed' | sed -n 5p)" \
	'VAN                ops:freight        20       3  2026-01-01'
is 'the five numbers' "$(part Budget | sed -n 3,9p)" \
'account         budget   pre  committed    actual  available  used  unit
------------  --------  ----  ---------  --------  ---------  ----  ----
ops           7,200.00  9.00      70.00  1,390.00   5,731.00  20.4
(unbudgeted)      0.00  0.00       0.00     15.00     -15.00
(total)       7,200.00  9.00      70.00  1,405.00   5,716.00  20.6
ops              60.00  0.00       0.00     25.00      35.00  41.7  h
(total)          60.00  0.00       0.00     25.00      35.00  41.7  h'
is 'the year'"'"'s end' \
	"$(part 'Where the fiscal year will end' | sed -n '3p; 7p; $p')" \
"account         budget    actual  forecast       left  exhausted  unit
(total)       7,200.00  1,405.00  8,430.00  -1,230.00  2026-11
  \$ ops budget forecast --depth 1 --total $at \\"
check 'no line is wider than a mail' 0 '' '' sh -c \
	'ops report nightly | grep -v … | awk "length > 80" ||:'
is 'the subject says what is over' "$(report | head -n 1)" \
	'[[]WARN] Shop nightly *: 0 negative, 1 below minimum, 2 over budget'
check 'decisions first' 0 '*requests that wait*over budget*On hand*
Budget*What flowed*' '' report
check 'one site has no budget' 0 '' '' sh -c \
	'ops report nightly --site MAIN | grep -i "^budget\|: request\|over budget" ||:'
if command -v jq >/dev/null; then
	check 'all of it in JSON' 0 'BR-1 -100 CM-1 VAN 7200 5' '' sh -c \
		'ops report nightly -F json | jq -r "[.budget_requests[0].request,
		.budget_over[0].available, .budget_overdue[0].document,
		.budget_reviews[0].case, .budget[0].budget,
		(.budget_forecast | length)] | map(tostring) | join(\" \")"'
else
	skip 'all of it in JSON' 'no jq here'
fi
ops report nightly --as-of 2026-03-15T11:00:00Z --known-at @3 -F json |
	grep -v 'rules' >../after
grep -v 'rules' ../before | cmp - ../after
ok 'the night before the budget is what it was' $?
OPS_ACTOR=ida ops budget approve -q BR-1
ops budget release -q CM-1
check 'what is decided is gone' 0 '' '' sh -c \
	'ops report nightly | grep -e "requests that wait" -e "bound in" ||:'
check 'but was there then' 0 '*requests that wait*bound in months*' '' \
	ops report nightly --known-at "@$last"
done_testing
