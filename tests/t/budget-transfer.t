#!/bin/sh
# Transfers between accounts, and what a year leaves for the next one.
. "$(dirname "$0")/lib.sh"
book() { # book FOLDER: accounts with a plan, and into it
	cd "$dir" && ops init "$1" -q && cd "$1" || exit 1
	ops budget account add -q -i - <<-'EOT'
	account,unit,horizon
	ops,,
	ops:air,,monthly
	ops:sea,,
	ops:road,,annual
	sales:fairs,,
	hours,h,
	EOT
}
status() { ops budget status --columns account,budget,available --no-header "$@"; }
give() { ops budget transfer "$@"; }

book shop
ops budget plan set -q -i - <<-'EOT'
account,period,amount
ops:air,2026-01,100
ops:air,2026-03,100
ops:sea,2026-01,50
ops:road,2026-05,70
sales:fairs,2026-03,20
hours,2026-03,40
EOT
check 'from an account to another one' 0 '*,2' '' \
	give --from ops:air --to ops:sea --amount 30 --period 2026-03 -m 'less air'
is 'what one gives the other has' "$(status -p 2026-03 ops)" 'ops:air,70.00,70.00
ops:sea,30.00,30.00'
check 'to another month of itself' 0 '*' '' \
	give --from ops:air --to ops:air --amount 10 --period 2026-01 --to-period 2026-04
is 'the year stays the same' "$(status ops:air --by month -p 2026-Q1)" 'ops:air,90.00,90.00
ops:air,0.00,0.00
ops:air,70.00,70.00'

# revision_transfer rv05: 50 there, 500 asked for; 30 goes, and comes back.
check 'rv05: not more than is there' 77 '' \
	"*amount: 500.00 is more than 'ops:sea' has free in 2026-01 (over): 450.00 would be lacking" \
	give --from ops:sea --to ops:air --amount 500 --period 2026-01
entry=$(give --from ops:sea --to ops:air --amount 30 --period 2026-01 | sed -n '2s/,.*//p')
is 'rv05: -30, +30' "$(status -p 2026-01)" 'ops:air,120.00,120.00
ops:sea,20.00,20.00'
check 'rv05: the reverse' 0 '*' '' ops undo "$entry"
is 'rv05: 0, 0' "$(status -p 2026-01)" 'ops:air,90.00,90.00
ops:sea,50.00,50.00'

check 'monthly: its month alone' 77 '' '*30.00 would be lacking*' \
	give --from ops:air --to ops:sea --amount 100 --period 2026-03
check 'cumulative: the year so far counts' 0 '*' '' \
	give --from ops:sea --to ops:air --amount 70 --period 2026-03 --dry-run
check 'annual: the year counts, a later month too' 0 '*' '' \
	give --from ops:road --to ops:air --amount 70 --period 2026-02 --dry-run
check 'no money for hours' 65 '' "*to: 'hours' counts h, 'ops:air' money*" \
	give --from ops:air --to hours --amount 1 -p 2026-03
check 'hours for hours of another month' 0 '*' '' \
	give --from hours --to hours --amount 8 -p 2026-03 --to-period 2026-04
check 'not to itself' 65 '' "*'ops:air' is the giver itself*" \
	give --from ops:air --to ops:air --amount 1
check 'not within one budget' 65 '' "*to: one of 'ops' and 'ops:air' is below the other*" \
	give --from ops --to ops:air --amount 1
check 'not nothing' 65 '' "*amount: '*' is wrong: expected one above 0" \
	give --from ops:air --to ops:sea --amount 0
check 'not to an unknown one' 65 '' "*to: 'ops:see' is not a known account (did you mean 'ops:sea'?)" \
	give --from ops:air --to ops:see --amount 1
check 'not in a closed month' 77 '' "*period: '2026-01' is closed*" sh -c \
	'ops close 2026-01-31 -q && ops budget transfer --from ops:sea --to ops:air --amount 1 --period 2026-01; e=$?
	ops reopen 2025-12-31 -q -m again; exit $e'

# Several are one decision.
rows='from,to,amount,period
ops:sea,ops:road,60,2026-03
ops:air,ops:sea,70,2026-03'
printf '%s\n' "$rows" >rows.csv
check 'rows of a file count together' 0 '*' '' give -i rows.csv -q
is 'each gave and got' "$(status -p 2026-03 ops)" 'ops:road,60.00,60.00
ops:sea,40.00,40.00'
printf 'from,to,amount,period\nops:road,ops:sea,5,2026-03\nsales:fairs,ops:sea,21,2026-03\n' >bad.csv
check 'all or none; the row is said' 77 '' \
	"*bad.csv:3: amount: 21.00 is more than 'sales:fairs' has free*1.00 would be lacking" give -i bad.csv
check '--keep-going: row by row' 1 '*,2' '*1 row is in*' give -i bad.csv --keep-going --rejects r.csv
is 'with its reason' "$(cat r.csv)" "*3,\"amount: 21.00 is more than*1.00 would be lacking\",sales:fairs,ops:sea,21,2026-03"

# A budget above moves with what leaves it.
ops budget plan set -q ops --period 2026-06 --amount 1000
ops budget plan set -q ops:air --period 2026-06 --amount 300
check 'what leaves a cap is taken from it, too' 0 '*ops:air,,available,source,40.00*
*ops,,available,source,40.00*
*sales:fairs,,source,available,40.00*' '' sh -c \
	'ops budget transfer --from ops:air --to sales:fairs --amount 40 -p 2026-06 -n'
ops budget transfer -q --from ops:air --to sales:fairs --amount 40 -p 2026-06
is 'the whole stays 1000' "$(ops budget status -p 2026-06 --tree --depth 1 --columns account,budget --no-header)" 'ops,960.00
sales,40.00'
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q

# Rules.
cat >>ops.yaml <<-'EOT'
budget:
  dimensions: [project]
  transfers:
    never:
      from: sales
      to: ops
      allow: no
    small:
      from: ops
      to: [ops]
      limit: 50
      percent: 30
EOT
check 'a rule allows it' 0 '*' '' give --from ops:air --to ops:sea --amount 50 -p 2026-06
check 'a limit for each' 77 '' "*50.01 is more than 'small' of budget.transfers allows: expected at most 50.00 (authority)" \
	give --from ops:road --to ops:sea --amount 50.01 -p 2026-03
check 'a share of the year, with what was given before' 77 '' \
	"*'ops:air' would have given*'small' of budget.transfers allows*(authority)" \
	give --from ops:air --to ops:sea --amount 50 -p 2026-06
check 'a rule forbids it' 77 '' "*'never' of budget.transfers never lets 'sales:fairs' give to 'ops:sea' (authority)" \
	give --from sales:fairs --to ops:sea --amount 1 -p 2026-03
check 'no rule, no transfer' 77 '' "*no rule of budget.transfers lets 'ops:sea' give to 'sales:fairs' (authority)" \
	give --from ops:sea --to sales:fairs --amount 1 -p 2026-03
check 'months of one account need none' 0 '*' '' \
	give --from sales:fairs --to sales:fairs --amount 1 -p 2026-03 --to-period 2026-04
check 'what one project has, no other gives' 77 '' "*has free in 2026-03, project=P1 (over): 1.00*" \
	give --from ops:sea --to ops:air --amount 1 -p 2026-03 --dimension project=P1
sed 's/percent: 30/percent: many/' ops.yaml >x && cat x >ops.yaml
check 'a wrong rule is said with its place' 78 '' "*ops.yaml:*: budget.transfers 'small': percent: 'many' is wrong: expected*" \
	give --from ops:air --to ops:sea --amount 1 -p 2026-03
sed 's/percent: many/percents: 2/' ops.yaml >x && cat x >ops.yaml
check 'so is an unknown word of it' 78 '' "*percents*did you mean 'percent'*" \
	give --from ops:air --to ops:sea --amount 1 -p 2026-03
sed '/percents/d' ops.yaml >x && cat x >ops.yaml
check 'the book is whole' 0 '*' '' ops fsck

# Carry-forward.
book next
ops budget plan set -q -i - <<-'EOT'
account,period,amount
ops,2025-12,500
ops:air,2025-11,100
ops:air,2025-12,50
ops:sea,2025-12,50
sales:fairs,2025-10,12.34
ops:air,2026-01,10
ops,2026-01,20
EOT
check 'what is carried must be said' 2 '' '*--balance or --commitments is missing*' \
	ops budget carry 2025
check 'not backwards' 65 '' "*to: '2025-12' is wrong: expected a month behind the period '2025'" \
	ops budget carry 2025 --balance --to 2025-12
check 'of whole months' 65 '' '*expected whole months*' ops budget carry 2025-W03 --balance
check 'one account, and the budget above it' 0 '*,4' '' \
	ops budget carry 2025 --balance --account ops:air --note 'late deliveries'
is 'it is there no more' "$(status -p 2025)" 'ops:air,0.00,0.00
ops:sea,50.00,50.00
ops:(unallocated),300.00,300.00
sales:fairs,12.34,12.34'
is 'but in January' "$(status -p 2026)" 'ops:air,160.00,160.00
ops:(unallocated),10.00,10.00'
check 'all the rest, with all months closed but the last' 0 '*' '' sh -c \
	'ops close 2025-11-30 -q && ops budget carry 2025 --balance'
is 'nothing is left' "$(status -p 2025)" 'ops:air,0.00,0.00
sales:fairs,0.00,0.00'
is 'all is there' "$(status -p 2026 --total)" 'ops:air,160.00,160.00
ops:sea,50.00,50.00
ops:(unallocated),310.00,310.00
sales:fairs,12.34,12.34
(total),532.34,532.34'
check 'a second time nothing is' 0 '*' '*nothing changes, nothing is posted' ops budget carry 2025 --balance
check 'undo brings it back' 0 '*' '' ops undo "$(ops log --limit 1 --columns entry --no-header)"
is 'as it was' "$(status -p 2025)" 'ops:air,0.00,0.00
ops:sea,50.00,50.00
ops:(unallocated),300.00,300.00
sales:fairs,12.34,12.34'
check 'to a month that is said' 0 '*2026-02,sales:fairs*' '' \
	ops budget carry 2025-10..2025-12 --balance --to 2026-02 --account sales:fairs -n
check 'the book is whole' 0 '*' '' ops fsck

# What is ordered goes with its budget, and is spent in the new year.
book orders
ops budget plan set -q -i - <<-'EOT'
account,period,amount
ops,2025-11,200
ops:air,2025-11,100
EOT
ops budget commit -q --date 2025-11-05 --account ops:air --amount 60 --reference CM-1
ops budget spend -q --date 2025-12-05 --period 2025-11 --against CM-1 --amount 25
ops budget carry -q 2025 --commitments
is 'the old year keeps what was spent, and what is free' \
	"$(ops budget status --tree -p 2025 --columns account,budget,committed,actual,available --no-header)" \
	'ops,165.00,0.00,25.00,140.00
ops:air,65.00,0.00,25.00,40.00
ops:(unallocated),100.00,0.00,0.00,100.00'
is 'the new one has what is open' \
	"$(ops budget status --tree -p 2026 --columns account,budget,committed,available --no-header)" \
	'ops,35.00,35.00,0.00
ops:air,35.00,35.00,0.00'
is 'under the same code' "$(ops budget ageing --columns document,period,amount --no-header)" 'CM-1,2026-01,35.00'
check 'it is spent there' 0 '*' '' ops budget spend --against CM-1 --amount 35 --period 2026-01
check 'a second time nothing is open' 0 '*' '*nothing changes*' ops budget carry 2025 --commitments
check 'the book is whole' 0 '*' '' ops fsck

# The rollovers of ../vectors (rollover.jsonl): each month as a book of its own.
roll() { # roll BUDGET SPENT NEXT: what the next month has
	rm -rf "$dir/roll"
	book roll
	ops budget plan set -q sales:fairs --period 2026-01 --amount "$1"
	ops budget plan set -q sales:fairs --period 2026-02 --amount "$3"
	ops budget spend -q --date 2026-01-20 --account sales:fairs --amount "$2" 2>/dev/null
	ops budget carry -q 2026-01 --balance
	ops budget status -p 2026-02 --columns available --no-header
}
is 'ro01: what is left of 100' "$(roll 100 75 100)" 125.00
is 'ro03: the first month ends with 60, then 25 more' "$(roll 100 40 25)" 85.00
is 'ro03: the second' "$(roll 85 10 25)" 100.00
is 'ro05: 670 less 90' "$(roll 670 90 0.01)" 580.01
is 'ro07: too much is spent: less is there' "$(roll 100 120 100)" 80.00
# The peer never goes below 1: we say what is lacking.
is 'ro07: far too much' "$(roll 100 250 100)" -50.00
done_testing
