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
check 'by month, summed up the tree' 0 'ops,2026-01,-100.00
ops,2026-02,0.00
ops,2026-03,-50.00' '' ops budget variance ops --by month --tree --depth 1 \
	--columns account,period,variance --no-header
check 'a period of whole months' 2 '' "*--period: '2026-W03' is wrong: expected whole months*" \
	ops budget variance -p 2026-W03
check 'another percentage' 0 'no' '' ops budget variance ops --percent 100 --columns beyond --no-header
check 'a base has as many months' 2 '' "*--base: '2025' is wrong: expected as many months as the period has: 3" \
	ops budget variance --by item --base 2025
check 'a base is of items' 2 '' '*--base goes with --by item' ops budget variance --base 2025
check 'where the year ends, by the plan' 0 'account,budget,plan_profile,method,forecast,left,exhausted
ops:air,150.00,0.00,plan,0.00,150.00,
ops:sea,200.00,200.00,plan,200.00,0.00,' '' \
	ops budget forecast ops --columns account,budget,plan_profile,method,forecast,left,exhausted
check 'ages are cut at days' 2 '' "*--buckets: '30,20' is wrong: expected days, each more than the one before*" \
	ops budget ageing --buckets 30,20
check 'of an account that there is' 65 '' "*'ops:see' is not a known account*" ops budget ageing --account ops:see
done_testing
