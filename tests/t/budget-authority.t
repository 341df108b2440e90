#!/bin/sh
# Authority: who may approve what, read from the rules.
. "$(dirname "$0")/lib.sh"

book
cat >>ops.yaml <<'EOT'
people:
  ida: { name: Ida Holm, roles: [buyer], mail: ida@example.org }
  noor: { name: Noor Baker, roles: [controller] }
  lena: { teams: [shipping] }
teams:
  shipping:
authority:
  desk: { role: buyer, subject: budget, limit: 5000 }
  freight: { team: shipping, subject: budget, of: ops:freight,
    limit: 800, until: 2026-03-31 }
  control: { role: controller, subject: [budget, count], override: yes }
  second: { person: ida, subject: budget, step: 2, above: 20000 }
EOT
ops budget account add ops:freight:air -q
who() { ops budget who-can-approve "$@"; }
head='step,person,name,mail,rule,limit,override,result,reason,why,amount'

check 'the rules are right' 0 'origin,problem' '' ops config check
check 'who may approve an amount' 0 "$head
1,ida,Ida Holm,ida@example.org,desk,5000.00,no,yes,may,'desk' allows it,5000.00
1,noor,Noor Baker,,control,,yes,yes,may,'control' allows it,5000.00" '' who 5000
check 'and not a cent more' 0 "$head
1,noor,Noor Baker,,control,,yes,yes,may,'control' allows it,5000.01" '' who 5000.01
ops budget rates set -q --currency USD --rate 1.1 --valid-from 2026-03-14
check 'an amount in another currency, by the rate of the day' 0 'ida,5000.00
noor,5000.00' '' who '5500 USD' --columns person,amount --no-header
is 'or beside its currency' "$(who 5500.01 --currency USD --columns person,amount --no-header)" noor,5000.01
check 'an old rate is told of' 0 '*' "*the rate of 'USD' for 2026-03-22 is of 2026-03-14: older than budget.rates.max_age (7d)*" \
	env OPS_NOW=2026-03-22T12:00:00Z ops budget who-can-approve '1 USD'
check 'of which there is no rate' 65 '' "*amount: there is no rate of 'GBP'*" who '1 GBP'
check 'an account below the rule'"'"'s' 0 '*
1,lena,lena,,freight,800.00,no,yes,*' '' \
	who 12.50 --account ops:freight:air --columns step,person,name,mail,rule,limit,override,result,reason
check 'by a day' 0 'person
ida
noor' '' who 12.50 --account ops:freight --as-of 2026-03-14 --columns person --where "person != 'lena'"
check 'those who may not, with the reason' 0 'person,reason,why
ida,self,"Ida Holm asked for it, or entered it: another one has to approve it"
noor,may,'"'control'"' allows it
lena,limit,"'"'freight' allows up to 800.00, and it is 801.00"'"' '' \
	who 801 --account ops:freight --all --requester ida --columns person,reason,why
check 'who may pass a gate' 0 'person
noor' '' who 1 --override --columns person
check 'several steps' 0 'step,person
1,noor
2,ida' '' who 20000.01 --columns step,person
check 'another subject' 0 'person
noor' '' who 1 --subject count --columns person
check 'a subject nobody may approve' 1 'person' '' \
	who 1 --subject vendor --columns person
check 'an unknown account' 65 '' "ops: budget who-can-approve: account: \
'ops:frieght:air' is not a known account (did you mean 'ops:freight:air'?)" \
	who 1 --account ops:frieght:air
check 'nor is one of a plan' 65 '' '*is not a known account*' \
	who 1 --account nope --subject plan
check 'a place is no account' 0 '*' '' who 1 --account MAIN --subject count
check 'an unknown subject' 65 '' "ops: budget who-can-approve: subject: \
'money' is wrong: expected budget, plan, vendor, count or incident" \
	who 1 --subject money
check 'no amount' 2 '' '*amount*' who
check 'an amount below 0' 65 '' "*amount: '-1' is wrong: expected an amount from 0" who -- -1
check 'no number' 65 '' '*amount: *1.000,00*' who 1.000,00
check 'too many decimals' 65 '' '*amount: *' who 1.001
check 'nothing but the answer' 1 '' '' who 1 --subject vendor -q

sed -i 's/limit: 800,/limit: 8OO,/' ops.yaml
line=$(grep -n 8OO ops.yaml | cut -d: -f1)
check 'config check has the place' 1 "origin,problem
*/ops.yaml:$line:12,\"authority 'freight': limit: '8OO' is wrong: expected a \
number such as 12 or 0.125, at most 6 decimals\"" '' ops config check
check 'and so has who asks' 78 '' "*ops.yaml:$line:12: authority *" who 1
sed -i '/^authority/,$d' ops.yaml
check 'without a table nobody may' 1 "$head" '' who 1
done_testing
