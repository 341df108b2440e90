#!/bin/sh
# Amounts in another currency: by the rate of the day, and as they were said.
. "$(dirname "$0")/lib.sh"
book
for a in ops:freight ops:fairs; do
	ops budget account add -q $a
	ops budget plan set -q $a --period 2026 --amount 12000
done
ops budget account add -q ops:overtime --unit h
ops budget rates set -q -i - <<'EOF'
currency,valid_from,rate
USD,2026-03-01,1.0887
USD,2026-03-14,1.1
JPY,2026-03-10,161.17
BHD,2026-03-10,0.41
CHF,2026-03-10,0.0001
IDR,2026-03-10,17950
EOF
of() { ops budget ledger --no-header --reference "$1" --columns amount,original,original_currency,rate,rate_date; }
spend() { ops budget spend -q --account ops:fairs "$@"; }

spend --amount '120.00 USD' --reference A
is 'what was said, the rate and its day stay' "$(of A)" 109.09,120.00,USD,1.10,2026-03-14
spend --amount '120.00 USD' --date 2026-03-13 --reference B
is 'the rate is that of the date' "$(of B)" 110.22,120.00,USD,1.0887,2026-03-01
spend --amount 13000 --currency JPY --reference C
is 'the currency as a field; yen have no cents' "$(of C)" 80.66,13000,JPY,161.17,2026-03-10
spend --amount 1.234 --currency BHD --reference D
is 'dinars have three decimals' "$(of D)" 3.01,1.234,BHD,0.41,2026-03-10
spend --qty 3 --unit-price 2.5 --currency USD --reference E
is 'a quantity and its price' "$(of E)" 6.82,7.50,USD,1.10,2026-03-14
spend --amount '5 EUR' --currency EUR --reference F
is "the book's own is none" "$(of F)" 5.00,,,,
spend --amount '-11 USD' --reference G
is 'a refund' "$(of G)" 10.00,11.00,USD,1.10,2026-03-14
ops budget refund -q --account ops:fairs --amount '22 USD' --reference H
is 'a refund by its verb' "$(of H)" 20.00,22.00,USD,1.10,2026-03-14
ops budget reserve -q --account ops:fairs --amount '33 USD' --reference RS-1
is 'a reservation' "$(of RS-1)" 30.00,33.00,USD,1.10,2026-03-14

# An order in dollars, and invoices in dollars at other rates
ops budget commit -q --account ops:freight --amount '120 USD' --date 2026-03-13 --reference PO-1
holds() { ops budget status ops:freight --no-header --columns committed,actual -p 2026-03; }
is 'an order' "$(holds)" 110.22,0.00
ops budget spend -q --against PO-1 --amount '60 USD' --reference I-1
is 'half of its dollars is half of it' "$(holds)" 55.11,54.55
ops budget spend -q --against PO-1 --amount '60 USD' --reference I-2
is 'and the rest all of it' "$(holds)" 0.00,109.10
ops budget commit -q --account ops:freight --amount '120 USD' --date 2026-03-13 --reference PO-2
ops budget spend -q --against PO-2 --amount '140 USD' --reference I-3
is 'what is above it is taken from what is left, and the dollars add up' \
	"$(ops budget ledger --no-header --reference I-3 --columns from,amount,original)" \
	'committed,110.22,121.24
available,17.05,18.76'

# Orders end with their last dollar, whatever became of rate and month
ops budget rates set -q --currency NOK --rate 11 --valid-from 2026-01-01
ops budget rates set -q --currency NOK --rate 10 --valid-from 2026-03-10
open() { ops budget ageing --where 'document ~ "^N-"' --no-header --columns document,amount "$@"; }
order() { ops budget commit -q --account ops:freight --amount '1200 NOK' --reference "$@"; }
order N-1 --date 2026-03-09
ops budget spend -q --against N-1 --amount '600 NOK'
is 'half, at a worse rate' "$(open)" N-1,54.54
ops budget spend -q --against N-1 --amount '600 NOK'
is 'and the rest' "$(open)" ''
order N-2 --date 2026-02-09
for i in 1 2 3; do ops budget spend -q --against N-2 --amount '400 NOK'; done
is 'a third and a third and a third, a month later' "$(open)" ''
order N-3 --date 2026-02-09
ops budget spend -q --against N-3 --amount 60
ops budget release -q --against N-3 --amount 9
ops budget spend -q --against N-3 --amount '220 NOK' --date 2026-02-10
is 'a part in euros, a part free, a part in crowns' "$(open)" N-3,20.09
ops undo -q "$(ops log --limit 1 --columns entry --no-header)"
is 'which is undone' "$(open)" N-3,40.09
ops budget spend -q --against N-3 --amount '441 NOK'
is 'and paid to the end' "$(open)" ''
order N-4 --date 2026-02-09
check 'three invoices in one file' 0 '' '*' sh -c "
	printf 'against,amount\nN-4,400 NOK\nN-4,400 NOK\nN-4,400 NOK\n' | ops budget spend -q -i -"
is 'are the same' "$(open)" ''
printf 'verb,account,amount,document,against,date\n%s\n%s\n%s\n' \
	'commit,ops:freight,1200 NOK,N-5,,2026-02-09' \
	'spend,,600 NOK,,N-5,' 'spend,,600 NOK,,N-5,' >with.csv
is 'and if they were' "$(open --with with.csv)" ''

# What was ordered in crowns is freed in crowns, by the rate it was ordered at
order N-6 --date 2026-03-09 2>/dev/null
ops budget release -q N-6 --amount '300 NOK'
is 'a quarter of it is free' "$(open)" N-6,81.82
is 'by its own rate' "$(ops budget ledger --document N-6 --no-header --where 'reason = release' \
	--columns amount,original,original_currency,rate,rate_date)" 27.27,300.00,NOK,11.00,2026-01-01
check 'not more than it holds' 65 '' "*amount: 'N-6' does not hold so much" ops budget release N-6 --amount 901 --currency NOK
ops budget release -q N-6 --amount 900 --currency NOK
is 'and the rest' "$(open)" ''
ops budget reserve -q --account ops:freight --amount 50 --reference N-7
check 'what was reserved in euros, by the rate of the day' 0 '' '' ops budget release -q N-7 --amount '100 NOK'
is 'is free for so many' "$(open)" N-7,40.00
ops budget commit -q --against N-7 --amount 30 --reference N-8
ops budget release -q N-8 --restore --amount '100 NOK'
is 'a part goes back to its reservation' "$(open)" 'N-7,20.00
N-8,20.00'
ops budget release -q N-7
ops budget release -q N-8
check 'hours are freed in no currency' 65 '' "*currency: 'ops:overtime' counts h: expected none" sh -c '
	ops budget plan set -q ops:overtime --period 2026-03 --amount 9
	ops budget reserve -q --account ops:overtime --amount 5 --reference H-1
	ops budget release H-1 --amount "1 NOK"'

# Transfers
give() { ops budget transfer --from ops:fairs --to ops:freight --reference "$@"; }
give T-1 --amount '44 USD' -q
is 'both sides have what was said' "$(of T-1)" '40.00,44.00,USD,1.10,2026-03-14
40.00,44.00,USD,1.10,2026-03-14'
give T-2 --amount 44 --currency USD --date 2026-03-13 >out 2>err
is 'by the rate of its day, which is old' "$(of T-2 | tail -n 1; grep -c 'older than budget.rates.max_age' err)" \
	'40.42,44.00,USD,1.0887,2026-03-01
1'
check 'in rows, one note' 0 '*' "ops: budget transfer: the rate of 'NOK' for 2026-02-09 is of 2026-01-01:*" sh -c "
	printf 'from,to,amount,currency,date\nops:fairs,ops:freight,11,NOK,2026-02-09\nops:fairs,ops:freight,22 NOK,,2026-02-09\n' |
	ops budget transfer -i -"
check 'not more than is there' 77 '' '*amount: 90000.00 is more than*' give T-3 --amount '99000 USD'
check 'hours are given in no currency' 65 '' "*currency: 'ops:overtime' counts h: expected none" \
	ops budget transfer --from ops:overtime --to ops:freight --amount '1 USD'
check 'nor less than nothing' 65 '' "*amount: '*' is wrong: expected one above 0" give T-4 --amount '-1 USD'

# Many at once, by import, on its way to an approval, in a plan
check 'a file' 0 '*' '' ops budget spend -i - <<'EOF'
account,amount,currency,reference
ops:fairs,11,USD,M
ops:fairs,22 USD,,M
ops:fairs,33,,M
EOF
is 'each row by itself' "$(of M)" '10.00,11.00,USD,1.10,2026-03-14
20.00,22.00,USD,1.10,2026-03-14
33.00,,,,'
cat >>ops.yaml <<'EOF'
imports:
  card:
    verb: budget spend
    files: card*.csv
    identity: no
    reader: { decimal: "," }
    fields:
      reference: { column: no }
      account: ops:fairs
      amount: { column: [sum, cur], join: " " }
EOF
printf 'no,sum,cur\nX1,"1.100,00",USD\nX2,"5,50",EUR\nX3,"1,001",BHD\n' >card.csv
check 'an import' 0 '*,3,0,0,0,0,0,card,card.csv' '' ops import card.csv
is 'with a decimal comma' "$(of X1; of X2; of X3)" '1000.00,1100.00,USD,1.10,2026-03-14
5.50,,,,
2.44,1.001,BHD,0.41,2026-03-10'
ops budget request -q BR-1 --account ops:fairs --amount '55 USD' -m stand
is 'a request' "$(ops budget request list --no-header --columns amount,original,original_currency,rate,rate_date)" \
	50.00,55.00,USD,1.10,2026-03-14
printf 'authority:\n  all: { person: noor, subject: budget, limit: 100 }\npeople: { noor: {} }\n' >>ops.yaml
check 'approved' 0 '50.00,55.00,USD' '' sh -c 'OPS_ACTOR=noor ops budget approve -q BR-1
	ops budget ledger --document BR-1 --no-header --columns amount,original,original_currency'
ops budget plan set -q ops:freight --period 2027 --amount '1000.01 USD'
is 'a plan: both sums are exact' "$(ops budget ledger ops:freight --no-header --where 'period ~ "2027"' --columns amount,original |
	awk -F, '{ a += $1; o += $2 } END { printf "%.2f %.2f %d\n", a, o, NR }')" '909.10 1000.01 12'
check 'a grid' 0 'ops:fairs,100.00,110.00,USD
ops:freight,200.00,,' '' sh -c 'printf "account,2028-01\nops:fairs,110 USD\nops:freight,200\n" | ops budget plan set -q -i -
	ops budget ledger --no-header --where "period = 2028-01" --columns account,amount,original,original_currency'
ops budget plan revise -q ops:fairs --period 2028-01 --amount '220 USD'
is 'a revision is a difference, of which nothing was said' \
	"$(ops budget ledger ops:fairs --no-header --where 'period = 2028-01 and reason = amendment' --columns amount,original)" 100.00,
check 'ops sql has it, too' 0 'original,original_currency,rate
1.234,BHD,0.41
120,USD,1.0887
13000,JPY,161.17' '' ops sql -F csv "SELECT original, original_currency, rate FROM budget_ledger WHERE reference IN ('B', 'C', 'D') ORDER BY original"
check 'an export has it all' 0 '*,USD,120.00,1.10,2026-03-14,*' '' ops budget export

# What is wrong
bad() { # NAME MESSAGE OPTIONS...
	name=$1 message=$2
	shift 2
	check "$name" 65 '' "$message" ops budget spend --account ops:fairs "$@"
}
bad 'no rate' "*amount: there is no rate of 'GBP' for 2026-03-15 or before it: 'ops budget rates set' sets one" --amount '5 GBP'
bad 'not yet' "*amount: there is no rate of 'JPY' for 2026-03-09 or before it (its only one is of 2026-03-10)*" --amount '5 JPY' --date 2026-03-09
bad 'which there are' "*no rate of 'USD' for 2026-02-28 or before it (its 2 are of 2026-03-01 to 2026-03-14)*" --amount '5 USD' --date 2026-02-28
bad 'two currencies' "*amount: '5 USD' is not in JPY, the currency: expected one of them" --amount '5 USD' --currency JPY
bad 'too many decimals' "*amount: '5.123 USD' is wrong: expected * at most 2 decimals" --amount '5.123 USD'
bad 'of the currency of the field' "*amount: '5.1 JPY' is wrong: expected a whole number*" --amount 5.1 --currency JPY
bad "of the book's" "*amount: '5.123' is wrong: expected * at most 2 decimals" --amount 5.123
bad 'far too many' "*amount: '5.12345' is wrong: expected * at most 2 decimals" --amount 5.12345
bad 'no currency' "*amount: '5 XXX' is wrong: expected an amount with a currency behind it as 12.50 USD" --amount '5 XXX'
bad 'a decimal comma' "*amount: '1.234,56' is wrong*" --amount 1.234,56
bad 'brackets' "*amount: '(500)' is wrong*" --amount '(500)'
bad 'two signs' "*amount: '--5' is wrong*" --amount=--5
bad 'nothing' "*amount: '*' is wrong: expected one above 0" --amount '0 USD'
bad 'less than a cent' "*amount: '0.001 GBP' is wrong*" --amount '0.001 GBP'
bad 'less than a cent of the book' "*amount: '1.00 IDR' is not one minor unit of EUR" --amount '1 IDR'
bad 'too large' '*amount: * too large*' --amount '900000000000000 CHF'
check 'hours are in no currency' 65 '' "*currency: 'ops:overtime' counts h: expected none" ops budget spend --account ops:overtime --amount '5 USD'
check 'nor planned in one' 65 '' "*currency: 'ops:overtime' counts h: expected none" ops budget plan set ops:overtime --period 2026-05 --amount '5 USD'
check 'nor asked for' 65 '' "*currency: 'ops:overtime' counts h: expected none" ops budget request BR-2 --account ops:overtime --amount '5 USD' -m x
check 'a row is named' 65 '' "*-:3: amount: there is no rate of 'GBP'*" \
	sh -c 'printf "account,amount\nops:fairs,1 USD\nops:fairs,1 GBP\n" | ops budget spend -i -'
check 'the book is whole' 0 '*' '' ops fsck
ops export -q ../copy && ops restore -q ../copy ../again
is 'a copy is the same' "$(ops --book ../again budget ledger)" "$(ops budget ledger)"
sed -i '/,A,.*,USD,/s/,USD,/,,/' ../copy/budget-line.csv
check 'one that lacks the currency of an amount is none' 65 '' \
	'*budget-line.csv:*: a budget line has an amount in another currency, and does not say in which' \
	ops restore ../copy ../third
n=$(ops log --limit 1 --columns entry --no-header)
check 'an undone plan' 0 '*' '' ops undo "$n"

# Against the rates of the bank, reckoned by another program
rates=$shared/data/fx-ecb/clean/ecb_rates_long.csv
if ! test -r "$rates" || ! command -v sqlite3 >/dev/null; then
	skip 'the same as another program reckons' 'no ../shared/data or no sqlite3'
	done_testing
	exit
fi
ops init ../ecb -q && cd ../ecb || exit 1
chmod go-w .
ops budget account add -q a
grep -E '^date|^2023-' "$rates" | grep -E '^date|,(USD|CHF|GBP|PLN),' >rates.csv
{ echo valid_from,currency,rate; sed 1d rates.csv | cut -d, -f1-3; } | ops budget rates set -q -i -
sed 1d rates.csv | awk -F, 'NR % 3 == 0 { printf "a,%d.%02d %s,%s\n", NR * 7, NR % 100, $2, $1 }' >rows
{ echo account,amount,date; cat rows; } >spend.csv
check 'a year of payments' 0 '*' '*' ops budget spend -i spend.csv
sqlite3 :memory: <<'EOF' | tr -d '\r' | sort >theirs
CREATE TABLE r(day TEXT, cur TEXT, rate TEXT);
CREATE TABLE s(account TEXT, said TEXT, day TEXT);
.mode csv
.import --skip 1 rates.csv r
.import --skip 1 spend.csv s
SELECT printf('%.2f', round(CAST(substr(said, 1, length(said) - 4) AS REAL) / rate, 2))
	FROM s JOIN r ON s.day = r.day AND substr(said, -3) = cur;
EOF
ops budget ledger --no-header --columns amount | sort >ours
is 'there are some hundred' "$(($(wc -l <theirs) > 300))" 1
check 'the same as another program reckons, to the cent' 0 '' '' diff theirs ours
done_testing
