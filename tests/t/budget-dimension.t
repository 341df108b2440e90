#!/bin/sh
# The gate of dimensions: what is planned for a cost centre caps it, too.
. "$(dirname "$0")/lib.sh"
book
printf 'budget:\n  dimensions: [cost_centre, project]\n' >>ops.yaml
for a in ops ops:freight ops:tools; do
	ops budget account add -q $a
done
ops budget plan set -q -i - <<'EOF'
account,period,amount,dimension
ops:freight,2026-03,100,
ops:freight,2026-03,50,cost_centre=K1
ops:freight,2026-03,30,"cost_centre=K1,project=P1"
ops:freight,2026-03,20,cost_centre=K2
ops:tools,2026-03,500,
ops,2026-03,700,
ops,2026-03,40,project=P9
EOF
order() { ops budget commit -q --account ops:freight "$@"; }
of() { ops budget status ops:freight --no-header -p 2026-03 --columns budget,committed,available --dimension "$1"; }

# K1 has 80 of the account's 200, its project P1 30 of them.
check 'more than K1 has' 77 '' "*account: 'ops:freight' of cost_centre=K1 would have -1.00 left of 80.00 in 2026-Q1 (over): 'ops budget check'*" \
	ops budget commit --account ops:freight --dimension cost_centre=K1 --amount 81
check 'which the account as a whole has' 0 '*' '' order --amount 81 --dry-run
check 'more than P1 has of it' 77 '' "*'ops:freight' of project=P1 would have -1.00 left of 30.00*" \
	ops budget commit --account ops:freight --dimension cost_centre=K1,project=P1 --amount 31
check 'another project of K1 has the rest of K1' 0 '*' '' order --dimension cost_centre=K1,project=P2 --amount 50 --reference A
is 'as status says' "$(of cost_centre=K1)" 80.00,50.00,30.00
check 'not more' 77 '' "*'ops:freight' of cost_centre=K1 would have -0.01 left of 80.00*" order --dimension cost_centre=K1 --amount 30.01
check 'K2 has its own' 0 '*' '' order --dimension cost_centre=K2 --amount 20 --reference B
check 'what has no budget of its own is of the account' 0 '*' '' order --dimension cost_centre=K3 --amount 30 --reference C
check 'the account caps all of them' 77 '' "*'ops:freight' would have -1.00 left of 200.00*" order --amount 101
check 'one above caps its dimension' 77 '' "*'ops' of project=P9 would have -1.00 left of 40.00*" \
	ops budget commit --account ops:tools --dimension project=P9 --amount 41
check 'what is spent is said' 0 '*' "*'ops:freight' of cost_centre=K2 would have -5.00 left of 20.00 in 2026-Q1 (over)" \
	ops budget spend --account ops:freight --dimension cost_centre=K2 --amount 5
check 'a credit is not in the way' 0 '*' '' ops budget refund -q --account ops:freight --dimension cost_centre=K2 --amount 2
check 'nor what is used up' 0 '*' '' ops budget spend -q --against A --dimension cost_centre=K1,project=P2 --amount 50
check 'an entry as a whole' 77 '' "*'ops:freight' of cost_centre=K1 would have -1.00 left of 80.00*" ops budget reserve -i - <<'EOF'
account,amount,dimension
ops:freight,16,cost_centre=K1
ops:freight,15,"cost_centre=K1,project=P2"
EOF
check 'row by row what fits' 1 '*' '*1 row is in*' ops budget reserve --keep-going --rejects r.csv -i - <<'EOF'
account,amount,dimension
ops:freight,16,cost_centre=K1
ops:freight,15,"cost_centre=K1,project=P2"
ops:freight,14,"cost_centre=K1,project=P2"
EOF
check 'what did not' 0 "*'ops:freight' of cost_centre=K1 would have -1.00 left of 80.00*,15,*" '' sed -n 2p r.csv
check 'horizon and tolerance are those of the account' 0 '*' '' sh -c '
	ops budget account set -q ops:freight --tolerance 5
	ops budget reserve -q --account ops:freight --dimension cost_centre=K1 --amount 5'
check 'not beyond' 77 '' "*cost_centre=K1 would have -5.01*" order --dimension cost_centre=K1 --amount 0.01

# The same gate answers without an entry, and a request is told before.
ask() { ops budget check ops:freight "$@" --no-header --columns budget,available,result,reason,decides,dimension; }
check 'check names the dimension' 1 '80.00,-5.00,no,over,ops:freight,cost_centre=K1' '' ask 1 --dimension cost_centre=K1
check 'of both axes the worst' 1 '30.00,30.00,no,over,ops:freight,project=P1' '' ask 36 --dimension cost_centre=K4,project=P1
check 'without one the account' 0 '200.00,62.00,ok,ok,ops:freight,' '' ask 1
check 'what K4 wants is of the account' 0 '200.00,62.00,ok,ok,ops:freight,' '' ask 1 --dimension cost_centre=K4
check 'many at once' 1 'no,cost_centre=K1
ok,' '' ops budget check --no-header --columns result,dimension -i - <<'EOF'
account,amount,dimension
ops:freight,1,cost_centre=K1
ops:freight,1,
EOF
check 'what if K1 had more' 0 '300.00,162.00,ok,' '' sh -c '
	printf "verb,account,period,amount,dimension\nplan revise,ops:freight,2026-03,150,cost_centre=K1\n" >more.csv
	ops budget check ops:freight 1 --dimension cost_centre=K1 --with more.csv --no-header --columns budget,available,result,dimension'
check 'a wrong one' 65 '' '*dimension: *team=1*wrong*' ask 1 --dimension team=1
check 'a request is told' 0 '*' "*the gate would refuse 'BR-1' by now: 'ops:freight' of cost_centre=K1 would have -6.00 left of 80.00*" \
	ops budget request BR-1 --account ops:freight --amount 1 --dimension cost_centre=K1 -m x

# What is controlled as a subtree has what all below it have, of a dimension, too
ops budget account add -q it --level subtree
ops budget account add -q it:a
ops budget account add -q it:b
ops budget plan set -q -i - <<'EOF'
account,period,amount,dimension
it:a,2026-03,10,cost_centre=K1
it:b,2026-03,20,cost_centre=K1
it:b,2026-03,90,
EOF
check 'one takes what the other has' 0 '*' '' ops budget commit -q --account it:a --dimension cost_centre=K1 --amount 25 --dry-run
check 'not more' 77 '' "*'it' of cost_centre=K1 would have -5.00 left of 30.00*" \
	ops budget commit --account it:a --dimension cost_centre=K1 --amount 35
awk 'BEGIN { print "account,amount,dimension,reference"
	for (i = 0; i < 300; i++) printf "ops:tools,1,\"cost_centre=C%d,project=P9\",N%d\n", i, i }' >many.csv
check 'of many the one that is over' 77 '' "*'ops' of project=P9 would have *" ops budget commit -i many.csv
check 'the book is whole' 0 '*' '' ops fsck
# Many lines of many dimensions, some of them planned
ops init ../many -q && cd ../many || exit 1
printf 'budget: { dimensions: [a, b, c, d, e] }\n' >>ops.yaml
ops budget account add -q x && ops budget plan set -q x --period 2026 --amount 99999
awk 'BEGIN { print "account,period,dimension,amount"
	for (i = 0; i < 50; i++) print "x,2026-03,a=" i "," (i == 7 ? 10 : 9999) }' | ops budget plan set -q -i -
awk 'BEGIN { srand(1); print "account,dimension,amount"; for (i = 0; i < 3000; i++)
	printf "x,\"a=%d,b=%d,c=%d,d=%d,e=%d\",1\n", i % 100, rand() * 99, rand() * 99, rand() * 99, rand() * 99 }' >many.csv
check 'what is over is said once, in good time' 0 '*' \
	"ops: budget spend: account: 'x' of a=7 would have -20.00 left of 10.00 in 2026-Q1 (over)" \
	timeout 5 ops budget spend -i many.csv
check 'and is refused' 77 '' "*'x' of a=7 would have *" ops budget commit --account x --dimension c=1,a=7 --amount 1
done_testing
