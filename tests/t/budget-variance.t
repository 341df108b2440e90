#!/bin/sh
# Plan against actual, where the year ends, and what is open: of a plan.
. "$(dirname "$0")/lib.sh"
ops init shop -q && cd shop || exit 1
ops budget account add -q -i - <<'EOT'
account,unit
ops,
ops:air,
ops:sea,
hours,h
EOT
check 'nothing is planned: no row' 0 'account,period,budget,actual,variance,percent,beyond,unit' '' \
	ops budget variance
check 'nor is there a forecast' 0 '' '' ops budget forecast --no-header
check 'nor anything open' 0 '' '' ops budget ageing --no-header
ops budget plan set -q -i - <<'EOT'
account,period,amount
ops:air,2026-01,100
ops:air,2026-03,50
ops:sea,2026-12,200
hours,2026-02,8
EOT
check 'this year so far' 0 'account,period,budget,actual,variance,percent,beyond,unit
ops:air,2026-Q1,150.00,0.00,-150.00,-100,yes,
hours,2026-Q1,8.00,0.00,-8.00,-100,yes,h' '' ops budget variance
check 'the same in words: so far is with all of this month' 0 'ops:air,2026-Q1,150.00
hours,2026-Q1,8.00' '' ops budget variance -p ytd --columns account,period,budget --no-header
check 'this month' 0 'ops:air,2026-03,50.00' '' ops budget status -p mtd --columns account,period,budget --no-header
check 'by month, summed up the tree' 0 'ops,2026-01,-100.00
ops,2026-02,0.00
ops,2026-03,-50.00' '' ops budget variance ops --by month --tree --depth 1 \
	--columns account,period,variance --no-header
check 'a period of whole months' 2 '' "*--period: '2026-W03' is wrong: expected whole months*" \
	ops budget variance -p 2026-W03
check 'another percentage' 0 'no' '' ops budget variance ops --percent 100 --columns beyond --no-header
check 'a base has as many months' 2 '' "*--base: '2025' is wrong: expected as many months as the period has: 3" \
	ops budget variance --by item --base 2025
check 'one kind of rows' 2 '' "*--by: 'month' and 'item' do not go together" \
	ops budget variance --by item,month
check 'a base is of items' 2 '' '*--base goes with --by item' ops budget variance --base 2025
check 'where the year ends, by the plan' 0 'account,budget,plan_profile,method,forecast,left,exhausted
ops:air,150.00,0.00,plan,0.00,150.00,
ops:sea,200.00,200.00,plan,200.00,0.00,' '' \
	ops budget forecast ops --columns account,budget,plan_profile,method,forecast,left,exhausted
check 'ages are cut at days' 2 '' "*--buckets: '30,20' is wrong: expected days, each more than the one before*" \
	ops budget ageing --buckets 30,20
check 'of an account that there is' 65 '' "*'ops:see' is not a known account*" ops budget ageing --account ops:see

# Price, volume and mix: price_volume_mix.jsonl pv04, and pv01 as the item C.
ops budget spend -q -i - 2>/dev/null <<'EOT'
date,account,item,qty,amount
2025-01-10,ops:air,A,2000,200000
2025-01-10,ops:air,B,1000,200000
2026-01-10,ops:air,A,2200,330000
2026-01-10,ops:air,B,1200,216000
2025-01-10,ops:sea,C,100,1000
2026-01-10,ops:sea,C,90,810
2026-01-11,ops:sea,D,10,50
EOT
check 'why it costs more: pv04; an item that is new' 0 'account,item,price,volume,mix,variance
ops:air,A,110000.00,26666.67,-6666.67,130000.00
ops:air,B,-24000.00,26666.67,13333.33,16000.00
ops:sea,C,-90.00,0.00,-100.00,-190.00
ops:sea,D,0.00,0.00,50.00,50.00' '' ops budget variance --by item -p 2026-01 --base 2025-01 \
	--columns account,item,price,volume,mix,variance
is 'without a base: the same months of the year before' \
	"$(ops budget variance ops:sea --by item -p 2026-01 --columns item,base,price,mix --no-header)" 'C,1000.00,-90.00,-100.00
D,0.00,0.00,50.00'
# A hundred accounts, each with many items of its own
mkdir ../items && ops init -q ../items || exit 1
awk 'BEGIN { print "account"; for (i = 0; i < 100; i++) print "a:" i }' | ops -C ../items budget account add -q -i -
awk 'BEGIN { print "date,account,item,qty,amount"; for (i = 0; i < 100; i++) for (k = 0; k < 600; k++)
	print "2026-01-10,a:" i ",I" k ",2," k + 1 }' | ops -C ../items budget spend -q -i - 2>/dev/null
is 'many items, soon' "$(timeout 2 ops -C ../items budget variance --by item -p 2026-01 --no-header | wc -l)" 60000
# Orders of 10 at 20.00; of one 12 came at 22.00, of the other some a month late.
mkdir ../dear && ops init -q ../dear || exit 1
dear() {
	(cd ../dear && ops budget "$@" 2>/dev/null)
}
items() {
	dear variance --by item --base 2026-01 --no-header \
		--columns base_qty,qty,base,actual,price,volume,mix,variance "$@"
}
dear account add -q ops:post
dear plan set -q ops:post --period 2026-01 --amount 9000
dear spend -q --account ops:post --date 2026-01-02 --item BOX --qty 10 --unit-price 20
dear commit -q --account ops:post --date 2026-02-01 --item BOX --qty 10 --unit-price 20 --document PO-1
dear spend -q --against PO-1 --date 2026-02-05 --item BOX --qty 12 --unit-price 22
dear spend -q --account ops:post --date 2026-02-06 --item BOX --amount 7
check 'an invoice above its order counts as a whole, what has no quantity does not' 0 \
	'10,12,200.00,264.00,24.00,40.00,0.00,64.00' '' items -p 2026-02
(cd ../dear && ops undo -q $(($(ops log --limit 1 --columns entry --no-header) - 1)))
is 'and not at all once it is undone' "$(items -p 2026-02)" '10,0,200.00,0.00,0.00,-200.00,0.00,-200.00'
dear spend -q --against PO-1 --date 2026-03-05 --item BOX --qty 4 --unit-price 25
is 'an invoice of another month than its order counts there' "$(items -p 2026-03)" \
	'10,4,200.00,100.00,20.00,-120.00,0.00,-100.00'
is 'and the order holds what is left of its quantity' "$(dear ageing --columns amount --no-header)" 120.00
dear spend -q --against PO-1 --date 2026-03-06 --item BOX --qty 6 --unit-price 25
is 'until all of it came, at whatever price' "$(items -p 2026-03)/$(dear ageing --no-header)" \
	'10,10,200.00,250.00,50.00,0.00,0.00,50.00/'
dear reserve -q --account ops:post --date 2026-02-01 --item BOX --qty 5 --unit-price 20 --document RS-1
dear commit -q --against RS-1 --date 2026-03-01 --item BOX --qty 5 --unit-price 22 --document PO-2
dear spend -q --against PO-2 --date 2026-03-07 --item BOX --qty 1 --unit-price 22
is 'an order of another month than its reservation has its quantity' \
	"$(dear ageing --columns document,amount --no-header)" PO-2,88.00
dear commit -q --account ops:post --date 2026-03-01 --item PEN --vendor ACME --qty 5 --unit-price 20 --document PO-3
dear spend -q --against PO-3 --date 2026-03-08 --qty 5 --unit-price 21
is 'a bill without item and vendor is of those of its order' \
	"$(dear ledger --document PO-3 --where 'to = actual' --columns vendor,item,amount --no-header)" ACME,PEN,100.00
dear commit -q --account ops:post --date 2026-03-01 --item INK --vendor ACME --amount 3 --document PO-3
dear spend -q --against PO-3 --amount 3
is 'or of none, where it has several' \
	"$(dear ledger --document PO-3 --where 'to = actual and amount = 3' --columns vendor,item --no-header)" ACME,
check 'and all of it is whole' 0 '*' '' sh -c 'cd ../dear && ops fsck'
check 'as of the day before, nothing was bought' 0 '' '' \
	ops budget variance --by item -p 2026-01 --as-of 2025-01-01 --no-header
ops budget account add -q ops:land
ops budget plan set -q ops:land --period 2026-12 --amount 200
ops budget commit -q --date 2026-02-01 --account ops:land --period 2026-12 --amount 150 \
	--vendor ACME --reference CM-9 --note 'a year of it'
ops budget commit -q --date 2026-03-10 --account ops:air --period 2026-03 --amount 20 --reference CM-10 2>/dev/null
check 'what is open, and how long' 0 'document,account,period,stage,vendor,amount,since,age,bucket,overdue
CM-9,ops:land,2026-12,committed,ACME,150.00,2026-02-01,42,31-60,no' '*' \
	ops budget ageing --columns document,account,period,stage,vendor,amount,since,age,bucket,overdue
check 'in other buckets' 0 '41+' '' ops budget ageing --buckets 10,40 --columns bucket --no-header
ops budget spend -q --against CM-9 --amount 50
is 'what was spent is open no more' "$(ops budget ageing --columns amount --no-header)" 100.00
is 'but was then' "$(ops budget ageing --columns amount --no-header --as-of 2026-03-01)" 150.00
check 'the book is whole' 0 '*' '' ops fsck

# A year that is spent evenly, 20 percent above its plan.
now=$OPS_NOW OPS_NOW=2025-01-01T12:00:00Z
ops init year -q && cd year || exit 1
ops budget account add -q ops
ops budget plan set -q ops --period 2025 --amount 12000
ops budget plan set -q ops --period 2026 --amount 12000
OPS_NOW=$now
for m in 01 02 03 04 05 06 07 08 09 10 11 12; do
	echo "2025-$m-10,ops,1000"
	case $m in 01 | 02) echo "2026-$m-10,ops,1200" ;; esac
done | sed '1i date,account,amount' | ops budget spend -q -i - 2>/dev/null
check 'where it ends, when it is used up, what a month may cost' 0 \
	'budget,actual,run_rate,plan_profile,method,forecast,left,exhausted,rate,run_rate_error,plan_error
12000.00,2400.00,14400.00,14400.00,plan,14400.00,-2400.00,2026-11,960.00,0,0' '' \
	ops budget forecast ops --columns budget,actual,run_rate,plan_profile,method,forecast,left,exhausted,rate,run_rate_error,plan_error
check 'as it was said a month before' 0 '14400.00,2026-11,981.81' '' \
	ops budget forecast --as-of 2026-02-15 --columns forecast,exhausted,rate --no-header
done_testing
