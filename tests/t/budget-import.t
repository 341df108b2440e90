#!/bin/sh
# Actuals of foreign files: real ones, by the mappings of the sample book;
# what is new, seen, late and changed; nothing lost, nothing doubled.
. "$(dirname "$0")/lib.sh"
ops init sample --sample -q || exit 1
sed -n '/^imports:/,/^people:/p' sample/ops.yaml | sed '/^people:/d' >imports
real() { # real BOOK: an empty one with the sample's mappings, and into it
	cd "$dir" && ops init "$1" -q && cd "$1" && cat ../imports >>ops.yaml || exit 1
}
sum() { # sum FILE SQL: of a CSV file, called f, in cents or rows
	sqlite3 :memory: '.mode csv' ".import '$1' f" '.mode list' "$2"
}
total() { ops budget status --all --total --where "account = '(total)'" --no-header "$@"; }
cents="printf('%.2f', SUM(CAST(ROUND(amount * 100) AS INT)) / 100.0)"

# Payments of a council: 306 of them credits, many in equal rows.
file=$shared/data/uk-spend-harrogate/clean/spend.csv
if [ -r "$file" ] && command -v sqlite3 >/dev/null; then
	real council
	check 'a preview posts nothing' 0 '1' '*' sh -c \
		"ops import council '$file' --dry-run >preview.csv && ops log --columns entry --no-header"
	check 'each payment once; 3 of nothing are skipped' 0 '*,21682,0,0,0,3,0,council,spend.csv' '*' \
		ops import "$file"
	is 'the sum, to the cent' \
		"$(total -p 2018-04..2019-03 --columns actual)" "$(sum "$file" "SELECT $cents FROM f")"
	is 'each unit' "$(ops budget status --all --depth 1 -p 2018-04..2019-03 --columns actual --tree --no-header)" \
		"$(sum "$file" "SELECT $cents FROM f GROUP BY unit ORDER BY unit")"
	is 'each category of one in a month' \
		"$(ops budget status --all -p 2018-07 --where "account ~ '^Community:'" --columns account,actual --no-header | tr , '|')" \
		"$(sum "$file" "SELECT unit || ':' || category, $cents FROM f WHERE unit = 'Community' AND payment_date LIKE '2018-07%' GROUP BY 1 ORDER BY 1")"
	check 'a second time all are seen' 0 '*,0,21682,0,0,3,0,council,spend.csv' '*' ops import "$file"
	{ sed 2,400d "$file"; } >spend-later.csv
	check 'a part of it, too' 0 ',,0,0,*,0,0,*' '*' sh -c "ops import spend-later.csv | sed 1d"
	check 'the book is whole' 0 '*' '' ops fsck
else
	skip 'a council' 'no file or no sqlite3'
fi

# The budgets of a county since 1993.
file=$shared/data/cook-county-budget/clean/budget_vs_actual.csv
if [ -r "$file" ] && command -v sqlite3 >/dev/null; then
	real county
	check 'a plan of 26 years; 2 rows are none, by name' 0 '*,2773,0,0,0,16,0,county,budget_vs_actual.csv' \
		'*14 rows are skipped: no appropriation
*1 row is skipped: a deduction
*1 row is skipped: there twice' \
		ops import "$file"
	for year in 1993 2012 2017; do
		is "the budget of $year" "$(total -p $year --columns budget)" \
			"$(sum "$file" "SELECT printf('%.2f', SUM(appropriation)) FROM f WHERE fiscal_year = '$year' AND rowid NOT IN (2739, 2789)")"
	done
	check 'the book is whole' 0 '*' '' ops fsck
else
	skip 'a county' 'no file or no sqlite3'
fi

# In the sample's own book, as its comments and the manual say.
file=$shared/data/cook-county-budget/clean/budget_vs_actual.csv
if [ -r "$file" ]; then
	cd "$dir/sample" || exit 1
	check 'its years are closed, which is said with the way' 77 '' "*:2: period: '1993-01' is closed (closed): *'ops reopen'*" \
		ops import "$file"
	check 'the line in ops.yaml opens them' 0 '*' '' sh -c "$(sed -n "s/.*# \(ops reopen 1993-01-01 -m '.*'\) opens .*/\1/p" ops.yaml)"
	check 'and the file is in' 0 '*,2773,0,0,0,16,0,county,*' '*' ops import "$file"
	check 'beside its own' 0 '*Corporate Fund,2017,543480225.00,*' '' ops budget status -p 2017 --depth 1
else
	skip 'in the sample' 'no file'
fi

# The postings of a journal: only what is an expense.
file=$shared/data/ledger-journals/clean/beancount_example_postings.csv
if [ -r "$file" ] && command -v sqlite3 >/dev/null; then
	real journal
	check 'the expenses of a journal' 0 '*' '*' ops import "$file"
	is 'their sum' "$(total -p 2013..2015 --columns actual)" \
		"$(sum "$file" "SELECT printf('%.2f', SUM(CAST(ROUND(number * 100) AS INT)) / 100.0) FROM f WHERE account LIKE 'Expenses:%' AND currency = 'USD'")"
else
	skip 'a journal' 'no file or no sqlite3'
fi

# What changes, and what comes late.
real small
cat >>ops.yaml <<'EOT'
  bank:
    verb: budget spend
    identity: [no]
    reader: { delimiter: ";", decimal: ",", date: DD.MM.YYYY }
    fields: { date: { column: day }, account: ops, amount: { column: amount }, reference: { column: no } }
EOT
ops budget account add -q ops
ops budget plan set -q ops --period 2026 --amount 12000
printf 'no;day;amount\n1;05.01.2026;1.234,56\n2;03.03.2026;-0,56\n' >a.csv
check 'a decimal comma, a credit' 0 '*,2,0,0,0,0,0,bank,a.csv' '*(over)' ops import bank a.csv
is 'both count' "$(ops budget status ops --columns actual,available --no-header)" '1234.00,10766.00'
printf 'no;day;amount\n1;05.01.2026;1.234,56\n3;04.02.2026;10\n' >b.csv
check 'seen, and late' 0 '*,0,1,1,0,0,0,bank,b.csv' '*' ops import bank b.csv
printf 'no;day;amount\n1;05.01.2026;1.234,50\n' >c.csv
check 'changed: refused' 65 '' '*c.csv:2*' ops import bank c.csv
check 'or corrected' 0 '*,0,0,0,1,0,0,bank,c.csv' '*' ops import bank c.csv --correct
is 'the difference counts' "$(ops budget status ops --columns actual --no-header)" '1243.94'
check 'a wrong amount: file, line, column, value, what was expected' 65 '' "*d.csv:3: amount: '1,234.5' is wrong: expected*
*nothing is posted: 1 row is wrong" sh -c \
	'printf "no;day;amount\n7;05.01.2026;1\n8;05.01.2026;1,234.5\n" >d.csv; ops import bank d.csv'
is 'all or nothing' "$(ops budget status ops --columns actual --no-header)" '1243.94'
check 'the book is whole' 0 '*' '' ops fsck

# Bad input.
bad() { # bad NAME STATUS MESSAGE TEXT
	printf "$4" >in.csv
	check "$1" "$2" '' "$3*" ops budget spend -i in.csv
}
at='ops: budget spend: in.csv:'
bad 'a row that is short' 65 "${at}2: has 2 cells, the header 3" 'date,account,amount\n2026-03-01,ops\n'
bad 'one that is long' 65 "${at}2: has 4 cells, the header 3" 'date,account,amount\n2026-03-01,ops,1,2\n'
bad 'a header twice' 65 "${at}1: column 3: the name 'amount' is there twice" 'account,amount,amount\nops,1,2\n'
bad 'points and a comma' 65 "${at}2: amount: '1.234,56' is wrong: expected a number such as" 'account,amount\nops,"1.234,56"\n'
bad 'brackets' 65 "${at}3: amount: '(500)' is wrong: expected" 'account,amount\nops,1\nops,(500)\n'
bad 'two signs' 65 "${at}2: amount: '--5' is wrong: expected" 'account,amount\nops,--5\n'
bad 'too many decimals' 65 "${at}2: amount: '5.001' is wrong: expected*at most 2 decimals" 'account,amount\nops,5.001\n'
bad 'an unknown currency' 65 "${at}2: amount: '5 XXQ' is wrong: expected an amount with a currency behind it as 12.50 USD" 'account,amount\nops,5 XXQ\n'
bad 'an unknown account' 65 "${at}2: account: 'opps' is not a known account (did you mean 'ops'?)" 'account,amount\nopps,5\n'
bad 'a blank one' 65 "${at}2: account: *is missing" 'date,account,amount\n2026-03-01,,5\n'
bad 'a day that is not' 65 "${at}2: date: '2026-02-30' is wrong: expected" 'date,account,amount\n2026-02-30,ops,5\n'
bad 'a month that is not' 65 "${at}2: period: '2026-13' is wrong: expected a month as 2026-11" 'period,account,amount\n2026-13,ops,5\n'
ops budget account set -q ops --closed 2026-02
bad 'a month closed yesterday' 77 "*'ops' is closed in 2026-02 (closed)" 'date,account,amount\n2026-02-28,ops,5\n'
check 'a broken expression' 2 '' "*--where: at character 10: a value is expected, not '>'" \
	ops budget status --where 'budget > > 3'
sed 's/column: no }/column: }/' ops.yaml >x && cat x >ops.yaml
check 'a broken mapping' 78 '' '*ops.yaml:*' ops import bank a.csv
done_testing
