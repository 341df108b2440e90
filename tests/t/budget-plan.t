#!/bin/sh
# The plan: amounts of accounts and months, spread to the cent, in versions.
. "$(dirname "$0")/lib.sh"
ops init shop -q && cd shop || exit 1
for a in ops ops:freight ops:cleaning office:it; do
	ops budget account add -q $a
done
status() { ops budget status --columns account,period,budget "$@" --no-header; }

check 'a grid of months' 0 'entry,date,lines
6,2026-03-15T12:00:00Z,13' '' ops budget plan set -i - <<-'EOT'
	account,2026-01,2026-02,2026-Q2
	ops:freight,100,200,100
	office:it,,50,
	EOT
check 'even: the parts sum, the first get what is left over' 0 'period,amount
2026-01,100.00
2026-02,200.00
2026-04,33.34
2026-05,33.33
2026-06,33.33' '' ops budget plan list --account ops:freight --columns period,amount
is 'it counts at once' "$(status)" 'office:it,2026,50.00
ops:freight,2026,400.00'
check 'a grid and amounts do not go together' 65 '' "*column 'amount' and columns of periods ('2026-01') do not go together" \
	ops budget plan set -i - <<-'EOT'
	account,amount,2026-01
	EOT
check 'what is wrong with a cell of a grid names its column, and is said once' 65 '' \
    "ops: budget plan set: -:2: 2026-01: account: 'ops:fright' is not a known account (did you mean 'ops:freight'?)
ops: budget plan set: -:3: 2026-02: amount: '1.500,00' is wrong: *
ops: budget plan set: nothing is posted: 2 rows are wrong" \
    sh -c 'printf "account,2026-01,2026-02\nops:fright,1,2\nops:freight,,\"1.500,00\"\n" | ops budget plan set -i -'
check 'a grid is taken whole' 2 '' '*--keep-going does not go with columns of periods*' \
	ops budget plan set --keep-going --rejects r.csv -i - <<-'EOT'
	account,2026-01
	EOT
check 'a wrong cell: file, line, column, value' 65 '' "*-:3: 2027-01: amount: '1.234,56' is wrong: expected*
*nothing is posted: 1 row is wrong" ops budget plan set -i - <<-'EOT'
	account,2027-01,2027-02
	ops:freight,1,2
	office:it,"1.234,56",3
	EOT
check 'what is planned is revised' 65 '' "*2026-01 of 'ops:freight' is planned already*plan revise*" \
	ops budget plan set ops:freight --period 2026-01 --amount 5
check 'a month is there once' 65 '' "*2027-01 of 'ops' is there twice*" ops budget plan set -i - <<-'EOT'
	account,period,amount
	ops,2027-01,1
	ops,2027-Q1,1
	EOT
check 'below 0' 65 '' "*amount: '-1' is wrong: expected an amount from 0" ops budget plan set ops --period 2027-01 --amount -1
check 'no whole months' 65 '' "*period: '2026-W47' is wrong: expected whole months*" \
	ops budget plan set ops --period 2026-W47 --amount 1
check 'an unknown account' 65 '' "*account: 'ops:fright' is not a known account (did you mean 'ops:freight'?)" \
	ops budget plan set ops:fright --period 2027 --amount 1
check 'weights: one a month' 65 '' "*weights: '1,2' are 2: expected 3, one for each month" \
	ops budget plan set ops --period 2027-Q1 --amount 1 --weights 1,2
check 'weights: not all 0' 65 '' '*weights: they cannot all be 0*' \
	ops budget plan set ops --period 2027-Q1 --amount 1 --weights 0,0,0
check 'by weights' 0 '*' '' ops budget plan set ops:cleaning --period 2026-Q1 --amount 100 --weights 1,0,2
is 'largest remainder' "$(ops budget plan list --account ops:cleaning --columns amount --no-header | tr '\n' ' ')" '33.33 0.00 66.67 '
check 'like as many months' 65 '' "*like: '2025' is wrong: expected as many months as the period has: 1" \
	ops budget plan set ops --period 2027-01 --amount 5 --like 2025
check 'like months with nothing' 65 '' "*like: nothing was spent on 'ops' then" \
	ops budget plan set ops --period 2027 --amount 5 --like 2025

check 'a revision keeps the profile' 0 '*' '' ops budget plan revise ops:freight --period 2026-Q1 --amount 900
check 'the difference to the version before' 0 'account,period,from,to,change
ops:freight,2026-01,100.00,300.00,200.00
ops:freight,2026-02,200.00,600.00,400.00
ops:freight,2026-03,,0.00,0.00' '' ops budget plan diff --columns account,period,from,to,change
check 'a version that there is not' 65 '' "*version: 'v9' is no version of the plan*" ops budget plan diff v9
check 'lines say why' 0 'reason,amount
original,*' '' sh -c 'ops budget plan set ops --period 2026 --amount 2000 -q &&
	echo reason,amount && ops show 9 | sed -n "s/.*original/original,/p" | head -n 1'
is 'a budget above caps what is below it' "$(status)" 'office:it,2026,50.00
ops:cleaning,2026,100.00
ops:freight,2026,1000.00
ops:(unallocated),2026,900.00'
is 'as a tree' "$(status --tree --total)" 'office,2026,50.00
office:it,2026,50.00
ops,2026,2000.00
ops:cleaning,2026,100.00
ops:freight,2026,1000.00
ops:(unallocated),2026,900.00
(total),2026,2050.00'
check 'a tree begins at 1' 65 '' "*depth: '0' is wrong: expected a whole number from 1" ops budget status --depth 0
is 'no deeper than asked' "$(status --depth 1)" 'office,2026,50.00
ops,2026,2000.00'
is 'quarters' "$(status ops:freight --by quarter -p 2026)" 'ops:freight,2026-Q1,900.00
ops:freight,2026-Q2,100.00
ops:freight,2026-Q3,0.00
ops:freight,2026-Q4,0.00'
is 'as it was known then' "$(status --known-at @6)" 'office:it,2026,50.00
ops:freight,2026,400.00'
check 'a version is undone behind what stands on it' 65 '' "*was changed by version 'v3': undo that first" \
	ops undo 6
check 'the last one first' 0 '*' '' ops undo 8
check 'then it' 0 '*' '' ops undo 6
is 'and its budget is gone' "$(status)" 'ops:cleaning,2026,100.00
ops:(unallocated),2026,1900.00'
check 'the book is whole' 0 '*' '' ops fsck
ops export -q ../copy && ops restore -q ../copy ../again
is 'a copy is the same' "$(ops --book ../again budget status)" "$(ops budget status)"

printf 'budget: { approval: required, dimensions: [cost_centre, project] }\n' >>ops.yaml
check 'a draft, where approval is required' 0 '*' '' \
	ops budget plan set office:it --period 2028 --amount 1200 -m 'more of it'
is 'does not count' "$(status -p 2028)" ''
check 'it is listed' 0 '*office:it,2028-01,100.00,,v*,draft*' '' ops budget plan list --state draft
sed -i 's/required/none/' ops.yaml
check 'axes: in the order of the rules' 0 '*' '' ops budget plan set office:it --period 2029 \
	--amount 12 --dimension project=P2,cost_centre=K1
check 'listed so' 0 '*,"cost_centre=K1,project=P2",*' '' ops budget plan list
is 'one of them' "$(status -p 2029 --dimension project=P2)" 'office:it,2029,12.00'
is 'another one' "$(status -p 2029 --dimension project=P3)" ''
check 'an axis that is none' 65 '' "*dimension: 'fund=F1' is wrong: expected name=value,... of cost_centre, project" \
	ops budget plan set office:it --period 2029 --amount 12 --dimension fund=F1
ops budget plan list -F csv >list.csv
ops budget account list -F csv >accounts.csv
check 'what is listed is planned elsewhere' 0 '' '' sh -c "
	ops init ../other -q && cp ops.yaml ../other/ && cd ../other &&
	ops budget account add -q -i ../shop/accounts.csv &&
	ops budget plan set -q -i ../shop/list.csv"
done_testing
