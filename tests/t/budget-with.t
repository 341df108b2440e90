#!/bin/sh
# What if: the verbs that report budgets say with --with what they would say then.
. "$(dirname "$0")/lib.sh"
sums() { sum ops.db ops.yaml; }

ops init shop --name Shop -q && cd shop || exit 1
cat >>ops.yaml <<'EOT'
budget:
  dimensions: [cost_centre]
people:
  ida: { name: Ida, mail: ida@example.org, roles: [boss] }
authority:
  boss: { role: boss, subject: budget, limit: 100000, override: yes }
EOT
ops budget account add -q -i - <<'EOT'
account,owner,unit
ops,ida,
ops:freight,,
ops:tools,,
ops:night,,h
sales,,
EOT
ops budget plan set -q -i - <<'EOT'
account,period,amount
ops,2026,36000
ops:freight,2026,12000
ops:tools,2026,6000
ops:night,2026,600
EOT
ops budget spend -q -i - <<'EOT'
account,date,amount,item,qty
ops:freight,2026-01-20,700,PALLET,7
ops:tools,2026-02-20,90,,
sales,2026-02-21,15,,
EOT
ops budget commit -q --account ops:freight --document CM-1 --qty 10 \
	--unit-price 50 --date 2026-03-01
ops budget reserve -q --account ops:tools --document RS-1 --amount 80
ops budget request -q BR-1 --account ops:tools --amount 250 --vendor ECHO \
	--period 2026-04 -m 'a vice'
ops budget request -q BR-2 --account ops:freight --amount 100 -m 'pallets'
ops budget withdraw -q BR-2 -m 'no need'

# as_posted NAME FILE COMMAND: what the verbs say with the file is what they
# say when the command has posted it, in a copy.
as_posted() {
	name=$1 file=$2
	shift 2
	rm -rf ../copy && cp -r . ../copy
	OPS_ACTOR=ida ops -C ../copy "$@" 2>/dev/null || echo "not posted: $*"
	for verb in 'status --by month --tree --total' \
		'status --dimension cost_centre=K1' \
		'check --account ops:tools --amount 400' 'forecast --tree' \
		'variance --tree' 'variance --by item' 'evm' \
		'ageing --columns document,account,period,dimension,stage,vendor,amount,since,reference,note' \
		'ledger --columns date,period,account,from,to,amount,available,reason,document,against,vendor'
	do
		is "$name: ${verb%% --*} as if it were posted" \
			"$(ops budget $verb --with "$file")" \
			"$(ops -C ../copy budget $verb)"
	done
}
before=$(sums)

cat >plan.csv <<'EOT'
verb,account,period,amount,weights
plan set,sales,2026,1200,
plan set,ops:tools,2027-Q1,100,"1,0,3"
EOT
cut -d, -f2- plan.csv >../plan.csv
as_posted 'plan set' plan.csv budget plan set -q -i ../plan.csv
cat >revise.csv <<'EOT'
verb,account,period,amount,dimension
budget plan revise,ops:tools,2026-Q2,900,
plan revise,ops:freight,2026-05,0,
plan revise,ops:freight,2026-06,44,cost_centre=K1
EOT
cut -d, -f2- revise.csv >../revise.csv
as_posted 'plan revise' revise.csv budget plan revise -q -i ../revise.csv
cat >grid.csv <<'EOT'
account,2026-01,2026-Q4
ops:tools,700,1000
sales,,99
EOT
as_posted 'a grid' grid.csv budget plan revise -q -i grid.csv
cat >commit.csv <<'EOT'
verb,date,account,amount,vendor,reference,qty,unit_price,against,period
commit,2026-03-10,ops:freight,300,ECHO,PO-1,,,,2026-04
commit,,ops:tools,,,PO-2,2,60,RS-1,
commit,,ops:tools,20,,,,,,
commit,,ops:tools,30,,,,,,
EOT
cut -d, -f2- commit.csv >../commit.csv
as_posted 'commit' commit.csv budget commit -q -i ../commit.csv
cat >spend.csv <<'EOT'
verb,date,account,amount,item,qty,against,dimension
spend,2026-03-11,,240,PALLET,4,CM-1,
spend,2026-03-12,ops:tools,8.5,,,,cost_centre=K1
spend,2026-02-12,ops:tools,-3,,,,
EOT
cut -d, -f2- spend.csv >../spend.csv
as_posted 'spend' spend.csv budget spend -q -i ../spend.csv
printf '%s\n' verb,account,amount,document reserve,ops:tools,70,RS-7 >reserve.csv
as_posted 'reserve' reserve.csv budget reserve -q --account ops:tools \
	--amount 70 --document RS-7
printf '%s\n' verb,against,amount release,CM-1,120 >release.csv
as_posted 'release' release.csv budget release -q --against CM-1 --amount 120
printf '%s\n' verb,account,amount refund,ops:freight,20 >refund.csv
as_posted 'refund' refund.csv budget refund -q --account ops:freight --amount 20
cat >transfer.csv <<'EOT'
verb,from,to,amount,period
transfer,ops:freight,ops:tools,500,2026-04
transfer,ops:freight,sales,100,
EOT
cut -d, -f2- transfer.csv >../transfer.csv
as_posted 'transfer' transfer.csv budget transfer -q -i ../transfer.csv

# What lists print goes in as it is.
ops budget request list -F csv >requests.csv
as_posted 'a request' requests.csv budget approve -q BR-1
ops budget commit --account ops:tools --amount 77 --reference PO-9 --dry-run \
	-F csv >lines.csv
as_posted 'a dry run' lines.csv budget commit -q --account ops:tools \
	--amount 77 --reference PO-9
is 'nothing was posted by any of them' "$(sums)" "$before"

rm -rf ../draft && cp -r . ../draft && cd ../draft || exit 1
printf 'budget: { approval: required, dimensions: [cost_centre] }\n' >more.yaml
sed -i '/^budget:/,/dimensions:/d' ops.yaml && cat more.yaml >>ops.yaml
ops budget plan revise -q ops:tools --period 2026-05 --amount 1
is 'a draft of the plan does not count' \
	"$(ops budget status ops:tools -p 2026-05 --columns budget)" 'budget
500.00'
is '... but what it changes, if it did' "$(ops budget plan diff |
	ops budget status ops:tools -p 2026-05 --columns budget --with -)" \
	'budget
1.00'
is '... the same of the list of drafts' \
	"$(ops budget plan list --state draft |
	ops budget status ops:tools -p 2026-05 --columns budget --with -)" \
	'budget
1.00'
cd ../shop || exit 1

# Files are stacked, rows stand on the ones before.
cat >two.csv <<'EOT'
verb,account,amount,document,against
reserve,ops:tools,100,RS-8,
commit,,60,CM-8,RS-8
spend,,10,,CM-8
EOT
check 'rows use up what those before them hold' 0 \
	'account,pre,committed,actual
ops:tools,120.00,50.00,100.00' '' \
	ops budget status ops:tools --columns account,pre,committed,actual \
	--with two.csv
check '... and those of other files' 0 \
	'account,pre,committed,actual
ops:tools,120.00,0.00,150.00' '' \
	ops budget status ops:tools --columns account,pre,committed,actual \
	--with two.csv --with - <<'EOT'
verb,amount,against
spend,50,CM-8
EOT
check 'lines that are not posted have no entry' 0 \
	'entry,date,document
6,2026-03-15T12:00:00Z,RS-1
,2026-03-15T12:00:00Z,RS-7' '' \
	ops budget ledger ops:tools --with reserve.csv --reason reserve \
	--columns entry,date,document
check 'no gate refuses: what is over shows' 0 \
	'available
-94170.00' '' ops budget status ops:tools --columns available --with - <<'EOT'
verb,account,amount
commit,ops:tools,100000
EOT
check 'the gate answers on top of it' 1 \
	'*ops:tools,*,1.00,*,no,over,*' '' \
	ops budget check --account ops:tools --amount 1 --with - <<'EOT'
verb,account,amount
commit,ops:tools,5830
EOT
check 'many questions, each on top of it' 1 \
	'result
ok
no' '' ops budget check -i - --columns result --with spend.csv <<'EOT'
account,amount
ops:tools,1
ops:tools,50000
EOT

# What is wrong.
cat >bad.csv <<'EOT'
verb,account,amount,vendor
commit,ops:tolls,5,
buy,ops:tools,5,
commit,ops:tools,"1.234,56",
,ops:tools,5,
transfer,ops:tools,5,ECHO
commit,ops:tools,0,
EOT
check 'every wrong row is said, with line, column and value' 65 '' \
	"ops: budget status: bad.csv:2: account: 'ops:tolls' is not a known account*
ops: budget status: bad.csv:3: verb: 'buy' is wrong: expected plan set, *
ops: budget status: bad.csv:4: amount: '1.234,56' is wrong: expected *
ops: budget status: bad.csv:5: verb: is missing: expected plan set, *
ops: budget status: bad.csv:6: account: 'ops:tools' is nothing that 'budget transfer' takes: expected an empty cell
ops: budget status: bad.csv:7: amount: '0.00' is wrong: expected one above 0
ops: budget status: --with: 6 rows are wrong" \
	ops budget status --with bad.csv
check 'a date to come' 65 '' \
	"*-:2: date: '2026-04-01' is after today*" ops budget status --with - <<'EOT'
verb,account,amount,date
commit,ops:tools,5,2026-04-01
EOT
check 'a column that nobody knows' 65 '' \
	"*--with: -:1: column 'acount' is not known" ops budget status --with - <<'EOT'
verb,acount,amount
EOT
check 'a file of which nobody knows what it is' 65 '' \
	"*--with: -:1: column 'verb' is missing: expected it*" \
	ops budget status --with - <<'EOT'
account,amount
EOT
check 'no such file' 66 '' "*--with: *none.csv*" \
	ops budget status --with none.csv
check 'standard input is one' 2 '' '*--with: standard input is *' \
	ops budget check -i - --with - <two.csv
check 'twice, too' 2 '' '*--with: standard input is there twice*' \
	ops budget status --with - --with - <two.csv
check 'not with the book as it was' 2 '' '*--with: it is stacked on *' \
	ops budget status --with two.csv --as-of 2026-01-31
check '... nor as it was known' 2 '' '*--with: it is stacked on *' \
	ops budget forecast --with two.csv --known-at @3
check 'an output that is the file' 2 '' '*--output: *is the file that is read*' \
	ops budget status --with two.csv -o two.csv
: >empty.csv
check 'an empty file has no header' 65 '' '*--with: empty.csv*' \
	ops budget status --with empty.csv
is 'a header alone changes nothing' \
	"$(echo verb,account,amount | ops budget status --with -)" \
	"$(ops budget status)"
is 'nothing was written' "$(sums)" "$before"
# What the ledger lists of another book
mkdir ../other && ops init -q ../other && cd ../other || exit 1
ops budget account add -q ops:x && ops budget plan set -q ops:x --period 2026-03 --amount 50
ops budget ledger -F csv >../lines.csv
check 'lines of a list, with all its columns' 0 '100.00' '' \
	ops budget status ops:x -p 2026-03 --with ../lines.csv --columns budget --no-header
check 'they are of no other currency' 0 ',50.00,,,' '' sh -c \
	"ops budget ledger --with ../lines.csv --columns entry,amount,original,rate,rate_date --no-header | tail -n 1"
printf 'verb,request,account,amount\nrequest,BR-1,ops:x,11 USD\n' >ask.csv
ops budget rates set -q --currency USD --rate 1.1 --valid-from 2026-03-14
check 'a request in dollars' 0 '10.00,11.00,USD' '' sh -c \
	"ops budget ledger --with ask.csv --columns amount,original,original_currency --no-header | tail -n 1"
done_testing
