#!/bin/sh
# The views of ops sql for budgets have the rows and columns of the verbs.
. "$(dirname "$0")/lib.sh"

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
account,name,owner,unit,tolerance,tolerance_percent,warn_at,hold,valid_from
ops,All,ida,,12.50,2.5,90,,
ops:freight,,,,,,,no,2026-01-01
ops:tools,,,,,,,yes,
ops:night,,,h,,,,,
sales,,,,,,,,
EOT
ops budget account set -q ops:tools --hold no
ops budget plan set -q -i - <<'EOT'
account,period,amount,dimension
ops,2026,36000,
ops:freight,2026,12000,
ops:tools,2026-Q1,1000,cost_centre=K1
ops:night,2026,600.5,
EOT
ops budget plan revise -q ops:tools --period 2026-02 --amount 0 \
	--dimension cost_centre=K1
ops budget spend -q -i - <<'EOT' 2>/dev/null
account,date,amount,item,qty,unit_price,note,dimension
ops:freight,2026-01-20,999.99,PALLET,0.125,7.5,"a, ""b""",
ops:freight,2026-02-20,1000,,,,,
ops:freight,2026-03-01,1000.01,,,,,
ops:tools,2026-02-20,90,,,,,cost_centre=K1
ops:night,2026-02-20,1.5,,,,,
sales,2026-02-21,15,,,,,
EOT
last() { ops log --columns entry --no-header --limit 1 --sort -entry; }
ops budget commit -q --account ops:freight --document CM-1 --qty 10 \
	--unit-price 50 --date 2026-02-01 --period 2026-05 --vendor ECHO
ops budget spend -q --against CM-1 --qty 4 --amount 240
ops undo -q "$(last)"
ops budget reserve -q --account ops:tools --document RS-1 --amount 80 \
	--dimension cost_centre=K1 -m x --note why
ops budget release -q --against RS-1 --amount 80
ops budget refund -q --account sales --amount 5
ops budget transfer -q --from ops:freight --to sales --amount 30 --period 2026-06
for n in 1 2 3 4 5; do
	ops budget request -q BR-$n --account ops:freight --amount 5$n.5 \
		--vendor ECHO --needed-by 2026-04-0$n -m "need $n"
done
export OPS_ACTOR=ida
ops budget approve -q BR-1
ops budget approve -q BR-2 --override -m 'all the same'
ops budget reject -q BR-3 -m 'too dear'
echo yes >note.txt
OPS_ACTOR=clerk ops budget approve -q BR-5 --on-behalf-of ida --evidence note.txt
ops budget reject -q BR-4 -m 'no, yes'
ops undo -q "$(last)"
echo currency,valid_from,rate >rates.csv
echo USD,2026-01-02,1.0843 >>rates.csv
ops budget rates set -q -i rates.csv

# alike VIEW COLUMNS ORDER VERB...: the same rows; money as the verb has it.
alike() {
	view=$1 columns=$2 order=$3
	shift 3
	is "$view has the rows of $*" \
		"$(ops sql -F csv "SELECT $columns FROM $view ORDER BY $order")" \
		"$(ops budget "$@" -F csv --sort "$(echo "$order" | tr -d ' ')")"
}
money() { for m; do printf "printf('%%.2f', %s) AS %s, " "$m" "$m"; done; }

alike budget_account_list "account, name, owner, control, unit, iif(tolerance
	IS NULL, NULL, printf('%.2f', tolerance)) AS tolerance,
	tolerance_percent, warn_at, horizon, level, closed, hold, valid_from,
	valid_until" account account list
alike budget_plan_list "account, period, $(money amount) dimension, version,
	state, on_behalf_of" 'account, period, dimension' plan list
alike budget_ledger "entry, line, date, period, account, \"from\", \"to\",
	$(money amount available) reason, document, against, vendor, reference,
	item, qty, iif(unit_price IS NULL, NULL, printf('%.2f', unit_price)) AS
	unit_price, note, dimension, on_behalf_of" 'account, date, entry, line' \
	ledger --columns entry,line,date,period,account,from,to,amount,available,reason,document,against,vendor,reference,item,qty,unit_price,note,dimension,on_behalf_of
alike budget_request_list "request, account, $(money amount) reason, vendor,
	item, qty, unit_price, needed_by, requester, period, dimension, date,
	entered_by, state, decided, decided_by, rule, override, way,
	decision_by, answer, evidence, evidence_file, on_behalf_of" request \
	request list --columns request,account,amount,reason,vendor,item,qty,unit_price,needed_by,requester,period,dimension,date,entered_by,state,decided,decided_by,rule,override,way,decision_by,answer,evidence,evidence_file,on_behalf_of
alike budget_ageing "document, account, period, dimension, stage, vendor,
	$(money amount) unit, substr(since, 1, 10) AS since, reference, note" \
	'document, account, period' \
	ageing --columns document,account,period,dimension,stage,vendor,amount,unit,since,reference,note
alike budget_rates_list 'currency, valid_from, rate' 'currency, valid_from' \
	rates list --columns currency,valid_from,rate
is 'the log says for whom, too' "$(ops sql -F csv 'SELECT entry, actor,
	on_behalf_of FROM log ORDER BY entry')" \
	"$(ops log --sort entry --columns entry,actor,on_behalf_of)"
# A parent is summed by the verb; no other account has any below it.
alike "budget_status WHERE account <> 'ops'" "account, period,
	$(money budget pre committed actual available) used, unit" \
	'account, period' \
	status -p 2026 --by month --all --where "not account ~ '^ops(:.*\\)|)\$'
		and (budget != 0 or actual != 0 or available != 0)"
is 'its percentage does not lie, either' "$(ops sql -F csv "SELECT period, used
	FROM budget_status WHERE account = 'ops:freight' AND
	period IN ('2026-01', '2026-02', '2026-03')")" 'period,used
2026-01,99.9
2026-02,100
2026-03,100.1'
is 'what no plan covers is there' "$(ops sql -F csv "SELECT period, budget,
	actual, available FROM budget_status WHERE account = 'sales'
	ORDER BY period")" 'period,budget,actual,available
2026-02,0,15,-15
2026-03,0,-5,5
2026-06,30,0,30'
is 'columns are those of the verbs' "$(for v in account_list:'account list' \
	plan_list:'plan list' status:status ledger:ledger request_list:'request list' \
	ageing:ageing rates_list:'rates list'; do
	[ "$(ops sql -F csv "SELECT * FROM budget_${v%%:*} LIMIT 0")" = \
	    "$(ops budget ${v#*:} --limit 0 -F csv)" ] || echo "$v"
	done)" ''
check 'the tables beneath are not read' 2 '' "*'budget_line' is not to be read*" \
	ops sql 'SELECT * FROM budget_line'
check 'what has no view is piped' 0 'n
5' '' sh -c "ops budget forecast -F csv | sqlite3 -csv -header :memory: \
	'.import --csv /dev/stdin f' 'SELECT count(*) AS n FROM f' | tr -d '\\r'"
done_testing
