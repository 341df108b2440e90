#!/bin/sh
# Actuals for the accounts of others: ledger, hledger and beancount take them.
. "$(dirname "$0")/lib.sh"
LC_ALL=C.UTF-8 # hledger reads no UTF-8 without
ops init shop -q && cd shop || exit 1
ops budget account add -q -i - <<'EOF'
account,unit
ops:freight,
ops:freight:sea  and; air,
ops:öl & gas,
"it:9 ""lives""",
ops:overtime,h
ops:energy,kWh
EOF
cat >spent.csv <<'EOF'
date,account,amount,vendor,reference,note,period
2026-01-05,ops:freight,100.10,SEA,INV-1,"boxes; large ""and"" small",
2026-01-06,ops:freight,0.01,,,,
2026-01-31,ops:freight:sea  and; air,1234567.89,A|B,,,2026-02
2026-02-01,ops:öl & gas,-12.34,GAS,CR-1,came back,
2026-02-02,"it:9 ""lives""",5,,,,
2026-02-03,ops:overtime,7.50,,,,
2026-02-04,ops:energy,1200,,,,
2026-03-01,ops:freight,19.90,SEA,INV-2,,
EOF
check 'money is spent' 0 '*' '*' ops budget spend -i spent.csv
posted=$(ops log --limit 1 --columns entry --no-header)
check 'as rows, each with its entry and line' 0 'line,period,account,amount,unit,reason,vendor,reference
1,2026-01,ops:freight,100.10,,spend,SEA,INV-1
2,2026-01,ops:freight,0.01,,spend,,
3,2026-02,ops:freight:sea  and; air,1234567.89,,spend,A|B,
4,2026-02,ops:öl & gas,-12.34,,refund,GAS,CR-1
5,2026-02,"it:9 ""lives""",5.00,,spend,,
6,2026-02,ops:overtime,7.50,h,spend,,
7,2026-02,ops:energy,1200.00,kWh,spend,,
8,2026-03,ops:freight,19.90,,spend,SEA,INV-2' '' ops budget export --columns line,period,account,amount,unit,reason,vendor,reference
ops budget spend -q --account ops:freight --amount 55.55 --date 2026-03-02 2>/dev/null
ops undo -q "$((posted + 1))"
check 'what was undone is there, and what undid it' 0 '55.55
-55.55' '' ops budget export --after "$posted" --columns amount --no-header
check 'of a month' 0 '-12.34
5.00
7.50
1200.00' '' ops budget export -p 2026-02 --columns amount --no-header
check 'of an account' 0 '5.00' '' ops budget export --account 'it:9 "lives"' --columns amount --no-header

# Our own sums, as the accounts are called there.
ours() { # ours SED: account,amount with the units of their own
	ops budget export --columns account,unit,amount -F tsv --no-header |
	    awk -F '\t' '{ split($3, p, "."); v = (p[1] p[2]) + 0
		s[$1 "\t" ($2 == "" ? "EUR" : $2)] += v }
	END { for (k in s) { split(k, p, "\t"); v = s[k] < 0 ? -s[k] : s[k]
		printf "%s\t%s%d.%02d\t%s\n", p[1], s[k] < 0 ? "-" : "", int(v / 100), v % 100, p[2] } }' |
	    sed "$1" | LC_ALL=C sort
}

for program in ledger hledger; do
	if ! command -v $program >/dev/null; then
		skip "a journal of $program" "there is no $program"
		continue
	fi
	check "a journal of $program" 0 '' '' ops budget export -F $program -o $program.journal
	if [ $program = ledger ]; then
		ledger -f ledger.journal --flat --no-total \
		    --format '%(account)\t%(amount)\n' bal '^Expenses' |
		    sed 's/^Expenses://; s/"//g; s/h[.]$/h/'
		ledger -f ledger.journal bal >zero.txt
	else
		hledger -f hledger.journal bal -O tsv --flat --no-total '^Expenses' 2>/dev/null >bal ||
		    hledger -f hledger.journal bal -O csv --flat --no-total '^Expenses' >bal
		sed '1d; s/^"Expenses://; s/","/\t/; s/"$//; s/""//g' bal
		hledger -f hledger.journal check >zero.txt
	fi | sed 's/,\([0-9]\)/\1/g' |
	    awk -F '\t' '{ split($2, p, " "); if (p[2] == "") { match($2, /[0-9.-]+/)
		p[1] = substr($2, RSTART, RLENGTH); p[2] = substr($2, RLENGTH + 1) }
		printf "%s\t%s\t%s\n", $1, p[1], p[2] }' | LC_ALL=C sort >theirs.txt
	ours 's/  / /; s/;/,/; s/"//g' >ours.txt
	check "$program has our sums, to the cent" 0 '' '' diff ours.txt theirs.txt
done

if command -v bean-check >/dev/null; then
	check 'a journal of beancount' 0 '' '' ops budget export -F beancount -o b.beancount
	check 'it is right' 0 '' '' bean-check b.beancount
	bean-query -f csv b.beancount "SELECT account, sum(position) WHERE account ~ '^Expenses' GROUP BY account" |
	    sed '1d; s/^Expenses://; s/[" \r]*$//; s/  */ /g; s/,"* */\t/' | awk -F '\t' '{ split($2, p, " "); printf "%s\t%s\t%s\n", $1, p[1], p[2] }' |
	    sed 's/ //g' | LC_ALL=C sort >theirs.txt
	ours 's/^ops:/Ops:/; s/^it:/It:/; s/9 "lives"/9--lives-/; s/:freight/:Freight/; s/sea  and; air/Sea--and--air/
	    s/öl & gas/Öl---gas/; s/:o/:O/; s/:e/:E/; s/h$/U-H/; s/kWU-H$/U-KWH/' >ours.txt
	check 'beancount has our sums, to the cent' 0 '' '' diff ours.txt theirs.txt
else
	skip 'a journal of beancount' 'there is no beancount'
fi
check 'two accounts that would be one' 65 '' "*'ops:a b' and 'ops:a-b' are both 'Expenses:Ops:A-b' in beancount" sh -c '
    ops budget account add -q --account "ops:a b"; ops budget account add -q --account ops:a-b
    ops budget spend -q --account "ops:a b" --amount 1 2>/dev/null; ops budget spend -q --account ops:a-b --amount 1 2>/dev/null
    ops budget export -F beancount >/dev/null'
check 'a journal has all columns' 2 '' '*--columns: a journal of ledger has all of them' ops budget export -F ledger --columns entry
check 'some rows are fine' 0 '
2026-02-01 \* (*.4) GAS
    ; period: 2026-02
    ; reference: CR-1
    ; note: came back
    Expenses:ops:öl & gas  -12.34 EUR
    Liabilities:Payable  12.34 EUR' '' ops budget export -F ledger --where 'vendor = GAS'
check 'no format of ours' 2 '' "*'gnucash' is wrong: expected table, *, ledger, hledger, beancount" ops budget export -F gnucash
check 'ledger is no format of others' 2 '' "*'ledger' is wrong*" ops log -F ledger

# The columns of an accounting package
cat >>ops.yaml <<'EOF'
exports:
  datev:
    delimiter: ";"
    decimal: ","
    date: DDMM
    columns:
      Umsatz: { field: amount, absolute: yes }
      SollHaben: { field: amount, sign: [S, H] }
      Konto: { field: account, map: { "ops:freight": "4730", "it:9 \"lives\"": "4980", '*': "4999" } }
      Gegenkonto: "70000"
      Datum: { field: date }
      Beleg: { field: [entry, line], join: "-" }
      Text: { field: [vendor, note] }
EOF
check "another program's columns" 0 "Umsatz;SollHaben;Konto;Gegenkonto;Datum;Beleg;Text
100,10;S;4730;70000;0501;$posted-1;\"SEA boxes; large \"\"and\"\" small\"
0,01;S;4730;70000;0601;$posted-2;
1234567,89;S;4999;70000;3101;$posted-3;A|B
12,34;H;4999;70000;0102;$posted-4;GAS came back
5,00;S;4980;70000;0202;$posted-5;" '' ops budget export datev --limit 5
check 'without its header' 0 '100,10;*' '' ops budget export datev --limit 1 --no-header
check 'no such mapping' 2 '' "*mapping: there is no export 'sage' in ops.yaml (exports)" ops budget export sage
check 'a mapping makes csv' 2 '' '*--format: a mapping makes csv' ops budget export datev -F json
sed -i "s/, '\*': \"4999\"//" ops.yaml
check 'an account without a code' 65 '*' "*entry $posted.3: Konto: the map of export 'datev' does not name 'ops:freight:sea  and; air'" \
    ops budget export datev
sed -i 's/field: date }/field: day }/' ops.yaml
check 'a column that is none of ours' 78 '' "*ops.yaml:*: field: 'day' is no column of 'ops budget export'" ops budget export datev
# What has another currency or a quantity
mkdir ../abroad && cd ../abroad && ops init -q . || exit 1
cat >>ops.yaml <<'EOF'
exports:
  books:
    decimal: ","
    delimiter: ";"
    date: DD.MM.YYYY
    columns:
      Betrag: { field: amount }
      Original: { field: [original, currency] }
      Absolut: { field: original, absolute: yes }
      Kursdatum: { field: rate_date }
      Menge: { field: qty }
EOF
ops budget account add -q ops:parts
ops budget rates set -q --currency USD --rate 1.25 --valid-from 2026-01-01
ops budget spend -q --account ops:parts --date 2026-02-01 --amount '12.50 USD' --item BOLT --qty 5 2>/dev/null
ops budget spend -q --account ops:parts --date 2026-02-02 --amount '-2.50 USD' 2>/dev/null
ops undo -q "$(($(ops log --limit 1 --columns entry --no-header) - 1))"
check 'what came back has its sign in the other currency, and as a quantity' 0 'amount,original,qty
10.00,12.50,5
-2.00,-2.50,
-10.00,-12.50,-5' '' ops budget export --columns amount,original,qty
check 'numbers and days as the mapping says' 0 'Betrag;Original;Absolut;Kursdatum;Menge
10,00;12,50 USD;12,50;01.01.2026;5
-2,00;-2,50 USD;2,50;01.01.2026;
-10,00;-12,50 USD;12,50;01.01.2026;-5' '' ops budget export books
check 'a journal says how much of it' 0 '
2026-02-01 \* (*) spend
    ; period: 2026-02
    ; item: BOLT
    ; qty: 5
    ; original: 12.50 USD at 1.25
    Expenses:ops:parts  10.00 EUR
    Liabilities:Payable  -10.00 EUR' '' ops budget export -F hledger --where 'qty > 0'
done_testing
