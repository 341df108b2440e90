#!/bin/sh
# Money is asked for, ordered, spent and let go: each uses up the one before.
. "$(dirname "$0")/lib.sh"
ops init shop -q && cd shop || exit 1
for a in ops ops:freight ops:cleaning office:it; do
	ops budget account add -q $a
done
ops budget plan set -q -i - <<-'EOT'
	account,2026-03,2026-06
	ops:freight,300,200
	office:it,100,
	EOT
numbers() { # of an account: budget pre committed actual available
	ops budget status "$1" --no-header -p "${2:-2026}" \
		--columns budget,pre,committed,actual,available
}
post() { ops budget "$@" -q 2>/dev/null; }

check 'an order' 0 'entry,date,lines
7,2026-03-15T12:00:00Z,1' '' ops budget commit --account ops:freight --qty 3 \
	--unit-price 10 --reference PO-1
post spend --against PO-1 --qty 1 --amount 10
is 'an invoice of one of three' "$(numbers ops:freight)" 500.00,0.00,20.00,10.00,470.00
post spend --against PO-1 --qty 1 --amount 13
is 'a dearer one: by quantity, the excess is taken from what is left' \
	"$(numbers ops:freight)" 500.00,0.00,10.00,23.00,467.00
ops undo 9 -q
is 'taken back' "$(numbers ops:freight)" 500.00,0.00,20.00,10.00,470.00
post spend --against PO-1 --amount 50
is 'an invoice above the order releases what is left' "$(numbers ops:freight)" 500.00,0.00,0.00,60.00,440.00
check 'nothing is left of it' 65 '' "*against: 'PO-1' holds nothing any more" \
	ops budget spend --against PO-1 --amount 1
check 'no document at all' 65 '' "*against: 'PO-9' is no request, reservation or commitment" \
	ops budget spend --against PO-9 --amount 1
ops budget request -q BR-9 --account ops:freight --amount 1 -m x
check 'a request that waits for its answer' 65 '' \
	"*against: the request 'BR-9' is not approved (asked): expected one that is" \
	ops budget commit --against BR-9 --amount 1
check 'what was used is not taken back' 65 '' "*against: 'PO-1' does not hold so much in ops:freight, 2026-03" \
	ops undo 7
check 'a refund' 0 '*' '' ops budget refund --account ops:freight --amount 10
check 'an amount below 0 is one' 0 '*' '' ops budget spend --account ops:freight --amount -50
is 'all is back' "$(numbers ops:freight)" 500.00,0.00,0.00,0.00,500.00

check 'a reservation gets a code' 0 '*' "*it is 'RS-1'" ops budget reserve --account office:it --amount 30
is 'one that is refused gets none' \
	"$(ops budget reserve --account office:it --amount 3000 2>&1 |
	    grep -c 'it is')" 0
check 'the order costs more than that' 0 '*' '' ops budget commit --against RS-1 --amount 50 --reference PO-2
is 'what lacks is taken from what is left' "$(numbers office:it)" 100.00,0.00,50.00,0.00,50.00
check 'cancelled: the reservation holds it again' 0 '*' '' ops budget release PO-2 --restore
is 'so' "$(numbers office:it)" 100.00,30.00,0.00,0.00,70.00
check 'a part of it is ordered, and it is done' 0 '*' "*it is 'CM-1'" \
	ops budget commit --against RS-1 --amount 20 --final
is 'the rest is free' "$(numbers office:it)" 100.00,0.00,20.00,0.00,80.00
check 'no more than it holds' 65 '' "*amount: 'CM-1' does not hold so much" ops budget release CM-1 --amount 21
check 'a part' 0 '*' '' ops budget release CM-1 --amount 5
check 'the rest' 0 '*' '' ops budget release CM-1
is 'all is free' "$(numbers office:it)" 100.00,0.00,0.00,0.00,100.00
check 'an order is no reservation' 65 '' "*'CM-2' is a commitment: expected a request or a reservation" \
	sh -c 'ops budget commit -q --account office:it --amount 5 2>/dev/null; ops budget commit --against CM-2 --amount 1'

post commit --account ops:freight --amount 40 --period 2026-06 --reference PO-7
is 'an order of today binds June' "$(numbers ops:freight 2026-06)" 200.00,0.00,40.00,0.00,160.00
post spend --against PO-7 --amount 40
is 'what comes earlier frees June' "$(numbers ops:freight 2026-06)" 200.00,0.00,0.00,0.00,200.00
is 'and is of March' "$(numbers ops:freight 2026-03)" 300.00,0.00,0.00,40.00,260.00

check 'no money: an order is refused' 77 '' "*'ops:freight' would have -240.00 left of 300.00 in 2026-Q1 (over): 'ops budget check' tells the ways out" \
	ops budget commit --account ops:freight --amount 500 --reference X
check 'what is spent is a fact, and said' 0 '*' "*'ops:freight' would have -240.00 left of 300.00 in 2026-Q1 (over)" \
	ops budget spend --account ops:freight --amount 500
check 'so is what has no budget' 0 '*' "*'ops:cleaning' has no budget in 2026-03 (no-budget)" \
	ops budget spend --account ops:cleaning --amount 80
is 'both are seen' "$(ops budget status --no-header --columns account,budget,actual,available,used)" \
	'office:it,100.00,0.00,95.00,5
ops:freight,500.00,540.00,-40.00,108
(unbudgeted),0.00,80.00,-80.00,'
is 'and the tree foots' "$(ops budget status ops --tree --no-header --columns account,budget,actual,available)" \
	'ops,500.00,620.00,-120.00
ops:freight,500.00,540.00,-40.00
ops:(unbudgeted),0.00,80.00,-80.00'
check 'no account: a blank never passes' 2 '' '*account: is missing (blank)' ops budget spend --amount 5
check 'no amount' 2 '' '*amount: is missing: expected it, or qty and unit_price' \
	ops budget spend --account office:it --qty 5
check 'the entry as a whole has to fit' 0 '*' '' ops budget commit -i - <<-'EOT'
	account,amount,reference
	office:it,60,A-1
	office:it,35,A-2
	EOT
check 'not more' 77 '' '*(over)*' ops budget reserve --account office:it --amount 0.01
check 'row by row: what fits' 1 '*' "*1 row is in 'r.csv', the others are posted" \
	ops budget spend --keep-going --rejects r.csv -i - <<-'EOT'
	against,amount
	A-1,60
	A-1,1
	A-2,35
	EOT
is 'what did not' "$(sed -n 2p r.csv)" "3,*'A-1' holds nothing any more*,A-1,1"
check 'several in one entry use up one order' 65 '' "*-:3: against: 'B-1' holds nothing any more*" \
	sh -c 'ops budget commit -q --account ops:freight --period 2026-06 --amount 1 --reference B-1 2>/dev/null
	ops budget account set -q ops:freight --control ignore
	ops budget commit -q --account ops:freight --period 2026-06 --amount 1 --reference B-1
	printf "against,amount\nB-1,1\nB-1,1\n" | ops budget spend -i -'
check 'what became of an order' 0 'from,to,amount,available,reason
available,committed,40.00,460.00,commit
committed,available,40.00,500.00,spend
available,actual,40.00,460.00,spend' '' sh -c 'ops budget ledger --document PO-7 --columns from,to,amount,available,reason
	ops budget ledger ops:freight --columns from,to,amount,available,reason --no-header | grep available,actual,40'
check 'a code that a row before gave is counted' 0 '*' '' ops budget commit -q -i - <<-'EOT'
	account,amount,reference
	ops:freight,1,
	ops:freight,1,CM-40
	ops:freight,1,
	EOT
is 'so' "$(ops budget ageing --columns document --no-header --account ops:freight | grep CM-)" 'CM-3
CM-40
CM-41'
check 'several of one file use up what rows before it made' 0 '*' '' ops budget spend -q -i - <<-'EOT'
	account,amount,against,note
	ops:freight,0.40,CM-41,
	,0.60,CM-41,
	,1,CM-40,
	EOT
is 'and no more is held' "$(ops budget ageing --columns document,amount --no-header --account ops:freight | grep CM-)" 'CM-3,1.00'
post release CM-3
for a in works works:a works:b; do ops budget account add -q $a; done
printf 'account,2026-03,2026-04,2027-01\nworks,100,50,30\n' | ops budget plan set -q -i -
check 'row by row: each against what those before it left, up to the cap' 1 '*' '*3 rows are in*' \
	ops budget commit --keep-going --rejects w.csv -i - <<-'EOT'
	account,period,amount,reference
	works:a,2026-03,60,W-1
	works:b,2026-03,41,W-2
	works:b,2026-03,40,W-3
	works,2026-04,51,W-4
	works:a,2027-01,30,W-5
	works:a,2026-04,50,W-6
	works:b,2027-01,0.01,W-7
	EOT
is 'what did not fit' "$(cut -d, -f4- w.csv | sed -n '2,$s/.*,W/W/p')" 'W-2
W-4
W-7'
is 'what did' "$(ops budget status works -p 2026..2027 --columns budget,committed,available --total --no-header | tail -1)" 180.00,180.00,0.00
many=item,qty,unit_price,against,vendor,reference,note
check 'one entry: lines that say little, lines that say much' 0 '*' '*' ops budget spend -i - <<-'EOT'
	account,amount,item,qty,against,vendor,reference,note
	office:it,1,,,,,,
	office:it,2,CABLE,4,,ECHO,I-1,long
	office:it,3,,,,,I-2,
	EOT
is 'each as it was said' "$(ops budget ledger office:it --columns amount,$many --no-header | tail -3)" \
	"1.00,,,,,,,
2.00,CABLE,4,,,ECHO,I-1,long
3.00,,,,,,I-2,"
ops budget commit -q --account ops:freight --qty 10 --unit-price 1 --reference Q-10
check 'two halves of an order in one file' 0 '' '*' ops budget spend -q -i - <<-'EOT'
	against,qty,unit_price
	Q-10,5,1.2
	Q-10,5,0.8
	EOT
is 'are all of it' "$(ops budget ageing --document Q-10 --no-header)" ''
check 'a name above accounts' 0 '*ops:freight*' '' ops budget ledger ops --columns account
check 'the book is whole' 0 '*' '' ops fsck
ops export -q ../copy && ops restore -q ../copy ../again
is 'a copy is the same' "$(ops --book ../again budget status --by month)" "$(ops budget status --by month)"
# A document of two accounts
ops budget account add -q ops:second && ops budget plan set -q ops:second --period 2026-03 --amount 99
ops budget commit -q --account ops:freight --document PO-22 --amount 1
ops budget commit -q --account ops:second --document PO-22 --amount 2
check 'a part of whose?' 65 '' "*account: is missing: 'PO-22' holds money of 'ops:freight' and 'ops:second'" \
	ops budget release PO-22 --amount 1
check 'all of it, whosever it is' 0 '' '' ops budget release PO-22 -q
check 'nothing is left of it' 0 '' '' ops budget ageing ops:freight ops:second --document PO-22 --no-header
# Thousands of orders, each billed by its quantity or in dollars: each bill
# looks at its own order
mkdir ../bulk && ops init -q ../bulk && cd ../bulk || exit 1
ops budget account add -q x && ops budget plan set -q x --period 2026-03 --amount 900000
ops budget rates set -q --currency USD --rate 1 --valid-from 2026-03-14
awk 'BEGIN { print "account,document,qty,amount"; for (i = 0; i < 12000; i++)
	print "x,P" i "," (i % 2 ? ",10 USD" : "5,10") }' | ops budget commit -q -i -
awk 'BEGIN { print "against,qty,amount"; for (i = 0; i < 3000; i++)
	print "P" i "," (i % 2 ? ",4 USD" : "2,4") }' >bills.csv
check 'many bills of many orders, soon' 0 '' '' timeout 4 ops budget spend -q -i bills.csv
is 'each is right' "$(ops budget status x -p 2026-03 --columns committed,actual --no-header)" 108000.00,12000.00
check 'and given back' 0 '' '' ops budget release -q P1 --amount '3 USD'
# What is kept for another month
ops budget plan set -q x --period 2026-05 --amount 50
ops budget reserve -q --account x --period 2026-05 --amount 50 --document MAY
check 'an order of today for May: the month is told' 0 '*' "ops: budget commit: what 'MAY' holds is of 2026-05: --period 2026-05 orders there
*" ops budget commit --against MAY --amount 50 -n
check 'and said, it is of May' 0 '' '' ops budget commit --against MAY --amount 50 --period 2026-05 --document MAY-1 -q
is 'all of it' "$(ops budget status x -p 2026-05 --columns pre,committed --no-header)" 0.00,50.00

# The largest number
max=92233720368547758.07
ops budget account add -q large
check 'as large as money gets' 0 '' '' \
    ops budget plan set -q --account large --period 2026-03 --amount $max
check 'beyond it there is none' 65 '' "*amount: '*08' is wrong: expected a smaller number" \
    ops budget plan set -q --account large --period 2026-04 --amount 92233720368547758.08
check 'nor a sum' 65 '' '*a sum would be too large a number' \
    ops budget refund -q --account large --amount $max
check 'and the book is whole' 0 '*' '' ops fsck
# Near the end of all numbers
for a in gone:a held:a; do
	ops budget account add -q $a --control ignore
done
big=90000000000000000
ops budget plan set -q --account gone:a --period 2026-03 --amount $big
post commit --account gone:a --amount $big --reference PO-FAR
post spend --account gone:a --amount $big
is 'twice the budget is used: no percentage says so' \
	"$(ops budget status gone:a --no-header --columns available,used -p 2026-03)" \
	"-$big.00,"
ops budget rates set -q --currency USD --rate 1 --valid-from 2026-03-15
for month in 2026-03 2026-04; do
	post commit --account held:a --amount "$big USD" --reference PO-USD --period $month
done
for verb in 'spend --against PO-USD' 'release PO-USD'; do
	# shellcheck disable=SC2086 # the words of a verb
	check "a document that holds more than any number: $verb" 65 '' \
		"*against: what 'PO-USD' holds is too large a number" \
		ops budget $verb --amount '1 USD'
done
ops budget account add -q other:a --control ignore
for a in held:a other:a; do
	post commit --account $a --amount "$big USD" --reference PO-TWO --period 2026-05
done
check 'a sum that the store cannot take' 65 '' '*: a sum would be too large a number' \
	ops budget spend --against PO-TWO --account other:a --amount '1 USD'
printf 'budget: { transfers: { some: { percent: 60 } } }\n' >>ops.yaml
printf 'from,to,amount,period\n%s\n%s\n' "gone:a,held:a,$big,2026-03" \
	"gone:a,held:a,$big,2026-03" >far.csv
check 'transfers of more than any number' 65 '' '*amount: * too large a number*' \
	ops budget transfer -i far.csv
done_testing
