#!/bin/sh
# The gate: one answer for check, reserve, commit and spend; it fails closed.
. "$(dirname "$0")/lib.sh"
ops init shop -q && cd shop || exit 1
ops budget account add -q -i - <<-'EOT'
	account,control,horizon,tolerance,tolerance_percent,warn_at,level,closed,hold,valid_from,valid_until
	ops,,,,,,,,,,
	ops:freight,,monthly,,,,,,,,
	ops:courier,,annual,,,,,,,,
	ops:power,,,,,80,,,,,
	ops:lax,warn,,,,,,,,,
	ops:free,ignore,,,,,,,,,
	ops:soft,,,50,10,,,,,,
	ops:shut,,,,,,,2026-03,,,
	ops:held,,,,,,,,yes,,
	ops:old,,,,,,,,,,2026-02-28
	team,,,,,,subtree,,,,
	team:a,,,,,,,,,,
	team:b,,,,,,,,,,
	EOT
for a in freight courier power lax free soft shut held old; do
	ops budget plan set -q ops:$a --period 2026 --amount 1200
done
ops budget plan set -q team:a --period 2026-03 --amount 100
ops budget plan set -q team:b --period 2026-03 --amount 200
result() { # of a question: status result,reason
	ops budget check --no-header --columns period,available,result,reason "$@"
	echo $?
}

is 'a month by itself' "$(result ops:freight 100.01)" '2026-03,100.00,no,over
1'
is 'all of it' "$(result ops:freight 100)" '2026-03,100.00,ok,ok
0'
is 'the year' "$(result ops:courier 1200)" '2026,1200.00,ok,ok
0'
is 'the year so far' "$(result ops:soft 300)" '2026-Q1,300.00,ok,ok
0'
is 'a tolerance: the smaller of amount and percent' "$(result ops:soft 330)" '2026-Q1,300.00,ok,ok
0'
is 'no more' "$(result ops:soft 330.01)" '2026-Q1,300.00,no,over
1'
is 'a threshold is said before the money is gone' "$(result ops:power 240)" '2026-Q1,300.00,warn,threshold
0'
is 'below it' "$(result ops:power 239.99)" '2026-Q1,300.00,ok,ok
0'
is 'warn' "$(result ops:lax 999999)" '2026-Q1,300.00,warn,over
0'
is 'ignore' "$(result ops:free 999999)" '2026-Q1,300.00,ok,ok
0'
is 'a closed month' "$(result ops:shut 1)" '2026-03,100.00,no,closed
1'
is 'the next one' "$(result ops:shut 1 --period 2026-04)" '2026-01..2026-04,400.00,ok,ok
0'
is 'on hold' "$(result ops:held 1)" '2026-03,100.00,no,on-hold
1'
is 'out of its dates' "$(result ops:old 1)" '2026-03,100.00,no,out-of-dates
1'
is 'on a day within them' "$(result ops:old 1 --date 2026-02-28)" '2026-01..2026-02,200.00,ok,ok
0'
is 'no budget' "$(result ops 1)" '2026-03,0.00,no,no-budget
1'
is 'unknown' "$(result ops:none 1)" ',,no,unknown-account
1'
is 'a subtree as a whole' "$(result team:a 300)" '2026-Q1,300.00,ok,ok
0'
is 'no more than that' "$(result team:a 301)" '2026-Q1,300.00,no,over
1'
is 'spending is a fact' "$(result ops:freight 500 --stage spend)" '2026-03,100.00,warn,over
0'
is 'a credit passes' "$(result --account ops:held --amount -5)" '2026-03,100.00,ok,ok
0'
check 'one row, the names that scripts read' 0 'account,period,amount,budget,pre,committed,actual,available,result,reason*' '' \
	ops budget check --account ops:freight --amount 1 --date 2026-03-30
check 'a no names the ways out' 1 "*'ops:courier' may give *;*it fits in 2026-04*who-can-approve*" '' \
	ops budget check --account ops:soft --amount 400
check 'many' 1 'account,result,reason
ops:freight,ok,ok
ops:freight,no,over
,no,blank' '' ops budget check -i - --columns account,result,reason <<-'EOT'
	account,amount,date
	ops:freight,100,2026-03-01
	ops:freight,100.01,
	,4,
	EOT
check 'for a monitoring system' 2 'BUDGET CRITICAL - 1 without money (over ops:freight), 0 with a warning | no=1;;0;0 warn=0;0;;0' '' \
	ops budget check --nagios ops:freight 500
check 'which is told the first reasons, and of whom' 2 'BUDGET CRITICAL - 5 without money (over ops:freight, blank, on-hold ops:held, ...), 1 with a warning (threshold ops:power) | no=5;;0;0 warn=1;0;;0' '' \
	ops budget check --nagios -i - <<-'EOT'
	account,amount
	ops:freight,500
	,4
	ops:held,1
	ops:power,290
	ops:shut,1
	ops:nowhere,1
	EOT
check 'and no number is forged by a name' 2 'BUDGET CRITICAL - 1 without money (unknown-account a/b=1;;;), *' '' \
	ops budget check --nagios 'a|b=1;;;' 1
check 'and when all is well' 0 'BUDGET OK -*' '' ops budget check --nagios ops:freight 5
is 'an amount that is missing never passes' "$(result ops:freight)" ',,no,blank
1'
is 'nor does nothing' "$(result)" ',,no,blank
1'
check 'in a shell: check and order' 0 'ordered' '' \
	sh -c 'ops budget check -q ops:freight 100 && echo ordered'

# A budget above is the cap of all below it.
ops budget plan set -q ops --period 2026-03 --amount 150
is 'the cap decides' "$(ops budget check ops:freight 100 --no-header --columns available,result,decides)" \
	'100.00,ok,ops:freight'
ops budget commit -q --account ops:courier --amount 60 --reference P-1
check 'what others have bound counts' 1 '90.00,no,over,ops' '' \
	ops budget check ops:freight 100 --no-header --columns available,result,reason,decides
check 'and refuses' 77 '' "*'ops' would have -10.00 left of 150.00*" \
	ops budget commit --account ops:freight --amount 100 --reference P-2
check 'what later months have bound is not taken now' 0 '*' '' sh -c \
	'ops budget account add y -q && ops budget plan set -q y --period 2026-Q1 --amount 300 &&
	ops budget commit -q --account y --period 2026-03 --amount 300 --reference Q-1'
is 'so' "$(result y 1 --period 2026-02)" '2026-Q1,0.00,no,over
1'

# Ten at once want a tenth of what only seven can have.
ops budget account add -q z && ops budget plan set -q z --period 2026-03 --amount 79
for i in 1 2 3 4 5 6 7 8 9 10; do
	ops budget commit -q --account z --amount 11 --reference T-$i 2>err.$i &
done
wait
is 'ten at once: those pass that can' "$(ops budget status z -p 2026-03 --no-header --columns committed,available)" 77.00,2.00
is 'and three are told' "$(cat err.* | grep -c '(over)')" 3

# Amounts in another currency, as an option and as a column.
ops budget rates set -q --currency USD --rate 2 --valid-from 2026-03-10
ops budget account add -q hours --unit h
ops budget rates set -q --currency USD --rate 2 --valid-from 2026-03-10
ops budget account add -q hours --unit h
ops budget rates set -q --currency USD --rate 2 --valid-from 2026-03-10
ops budget account add -q hours --unit h
ops budget rates set -q --currency USD --rate 2 --valid-from 2026-03-10
ops budget account add -q hours --unit h
check 'to the cent as commit books it: it is there' 0 '872.00,957.11,USD,1.0976,2026-03-11,ok' '' sh -c '
	ops budget account add -q usa && ops budget plan set -q usa --period 2026-03 --amount 872
	ops budget rates set -q --currency USD --rate 1.0976 --valid-from 2026-03-11
	ops budget check usa "957.11 USD" --no-header --columns amount,original,original_currency,rate,rate_date,result'
check 'shown in it as it was said' 0 '957.11,957.11,957.11,USD,1.0976,ok' '' \
	ops budget check usa '957.11 USD' --in USD --no-header --columns amount,available,original,currency,fx_rate,result
check 'a cent more is not' 1 '872.01,957.12,no' '' \
	ops budget check usa '957.12 USD' --no-header --columns amount,original,result
check 'nor for commit' 77 '' '*(over)*' ops budget commit --account usa --amount '957.12 USD'
check 'which books what check said' 0 '872.00,957.11' '' sh -c "ops budget commit -q --account usa --amount '957.11 USD'
	ops budget ledger usa --no-header --where 'reason = commit' --columns amount,original"
ops budget rates set -q --currency USD --rate 2 --valid-from 2026-03-11
limit='ulimit -v 60000;'
test -z "${SAN:-}" || limit=
awk 'BEGIN { print "account,amount"; for (i = 0; i < 6000; i++) print "ops:freight,9999" }' >many.csv
check 'thousands of noes need no more memory than one' 1 '' '' sh -c \
	"$limit exec ops budget check -q -i many.csv"
is 'each has its answer' "$(ops budget check -i many.csv --columns reason --no-header | sort | uniq -c | tr -d " ")" 6000over
is 'by the rate of the day' "$(ops budget check z 3 --currency USD --no-header --columns amount,result)" 1.50,ok
check 'in rows' 1 '1.50,ok
2.00,ok
50.00,no' '' ops budget check -i - --no-header --columns amount,result <<'EOF'
account,amount,currency
z,3,USD
z,2,
z,100 USD,USD
EOF
check 'a currency that is none is said with its line' 65 '*' "*-:2: amount: '3 XXX' is wrong*" \
	sh -c 'printf "account,amount,currency\nz,3,XXX\n" | ops budget check -i -'
check 'hours are in none' 65 '' "*currency: 'hours' counts h: expected none" ops budget check hours 3 --currency USD

# Who may give is who 'ops budget transfer' lets give.
for a in t t:a t:b t:c t:d; do ops budget account add -q $a; done
ops budget account set -q t:d --control ignore
ops budget plan set -q -i - <<'EOF'
account,period,amount
t:a,2026-03,100
t:b,2026-03,70
t:c,2026-03,70
EOF
way() { ops budget check t:a "$@" --no-header --columns way | sed 's/;* *.ops budget who.*//'; }
is 'what is lacking, of those that have it' "$(way 170)" "'t:b' may give 70.00; 't:c' may give 70.00"
is 'not more' "$(way 170.01)" ''
is 'nor what another one took, if it did' "$(printf 'verb,account,amount\ncommit,t:b,1\n' | way 170 --with -)" "'t:c' may give 70.00"
printf 'budget:\n  transfers:\n    no: { from: t:b, allow: no }\n    few: { limit: 60 }\n' >>ops.yaml
is 'not whom a rule forbids it' "$(way 160)" "'t:c' may give 60.00"
is 'nor above its limit' "$(way 161)" ''
ops budget plan set -q t --period 2026-03 --amount 100
is 'nor where it is lacking above' "$(way 160)" ''

# What the book closed is closed to the question, too.
ops close -q 2026-02-28
closed() { ops budget check z 1 --no-header --columns period,result,reason,way "$@"; }
check 'a closed month' 1 '2026-02,no,closed,' '' closed --period 2026-02
check 'as it is refused' 77 '' "*period: '2026-02' is closed (closed)*" ops budget commit --account z --amount 1 --period 2026-02
check 'a closed day' 1 '2026-03,no,closed,' '' closed --date 2026-02-28 --period 2026-03
check 'the day after' 0 '2026-Q1,ok,ok,' '' closed --date 2026-03-01
check 'the book is whole' 0 '*' '' ops fsck
done_testing
