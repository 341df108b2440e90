#!/bin/sh
# Accounts of budgets: a tree by names, who answers for it, how it is controlled.
. "$(dirname "$0")/lib.sh"
ops init shop -q && cd shop || exit 1

check 'make some from CSV' 0 'id,entry
ops,2
ops:freight,2
hours,2' '' ops budget account add -i - <<-'EOT'
account,name,owner,control,unit
ops,Operations,ann,,
ops:freight,Freight,bob,"commit=stop,spend=warn",
hours,,,,h
	EOT
check 'the tree: parents first' 0 'account,name,owner,control,unit
hours,,,,h
ops,Operations,ann,,
ops:freight,Freight,bob,"commit=stop,spend=warn",' '' \
	ops budget account list --columns account,name,owner,control,unit
check 'a colon goes before other signs' 0 '*ops
ops:freight
ops:freight:air
ops-2' '' sh -c 'ops budget account add ops-2 -q &&
	ops budget account add ops:freight:air -q &&
	ops budget account list --columns account'
check 'one is there once' 65 '' "*account: 'ops' is there already*" \
	ops budget account add ops
check 'parts are not empty' 65 '' "*account: 'a::b' is wrong: expected a name as*" \
	ops budget account add 'a::b'
check 'what reports say is no name' 65 '' "*'ops:(unbudgeted)' is wrong*" \
	ops budget account add 'ops:(unbudgeted)'
check 'control: a word' 65 '' "*control: 'strict' is wrong: expected stop, warn or ignore*" \
	ops budget account add x --control strict
check 'control: of a stage that there is' 65 '' "*control: 'pay=stop' is wrong*" \
	ops budget account add x --control pay=stop
check 'control: a stage once' 65 '' "*'spend=stop,spend=warn' is wrong*" \
	ops budget account add x --control spend=stop,spend=warn
check 'horizon: a word' 65 '' '*expected monthly, cumulative or annual' \
	ops budget account add x --horizon weekly
check 'no tolerance below 0' 65 '' "*tolerance: '-1' is wrong: expected a number from 0" \
	ops budget account add x --tolerance -1
check 'closed: a month' 65 '' "*closed: '2026-13' is wrong: expected a month as 2026-11" \
	ops budget account add x --closed 2026-13
check 'a unit is no currency: money has none' 65 '' "*unit: 'EUR' is the book's currency: expected no unit, which is money" \
	ops budget account add x --unit EUR
check 'nor another one' 65 '' "*unit: 'USD' is a currency: expected no unit, which is money: amounts in another currency are said as '12.50 USD'" \
	ops budget account add x --unit USD
check 'no warning above all' 65 '' "*warn_at: '101' is wrong: expected a percentage up to 100" \
	ops budget account add x --warn-at 101
check 'dates in order' 65 '' "*valid_until: '2026-01-01' is wrong: expected no day before valid_from" \
	ops budget account add x --valid-from 2026-02-01 --valid-until 2026-01-01

check 'set: what is given changes' 0 '*' '' ops budget account set ops:freight \
	--hold yes --tolerance 12.50 --warn-at 80
check 'and stays else' 0 'account,owner,control,tolerance,warn_at,hold
ops:freight,bob,"commit=stop,spend=warn",12.50,80,yes' '' \
	ops budget account list --columns account,owner,control,tolerance,warn_at,hold \
	--where "account = 'ops:freight'"
check 'set: an unknown one' 65 '' "*account: 'ops:frieght' is not a known account (did you mean 'ops:freight'?)" \
	ops budget account set ops:frieght --hold yes
check 'set: nothing changes' 0 '*' '*nothing changes, nothing is posted' \
	ops budget account set ops:freight --hold yes
check 'as it was known then' 0 '*ops:freight,*' '' \
	ops budget account list --known-at @2 --columns account,hold
check 'undo brings the version before back' 0 '*' '' ops undo 5
check 'it is not held' 0 'hold' '' ops budget account list --columns hold --where 'hold = yes'

ops budget account list >all.csv
check 'what list prints, add takes' 0 '*' '' sh -c \
	'ops init other -q && ops --book other budget account add -i all.csv'
check 'the book is whole' 0 '*' '' ops fsck
done_testing
