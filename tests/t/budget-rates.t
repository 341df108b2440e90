#!/bin/sh
# Rates of currencies: by hand, from the European Central Bank's file.
. "$(dirname "$0")/lib.sh"
book

check 'a rate by hand' 0 '*' '' ops budget rates set --currency USD --valid-from 2026-03-01 --rate 1.0887
check 'many from a file, the newer one stands' 0 '*' '' ops budget rates set -i - <<'EOF'
currency,valid_from,rate
USD,2026-01-01,1.1
USD,2026-03-20,1.09
JPY,2026-03-10,161.17
CHF,2026-03-10,0.9459
EOF
check 'they are listed by currency and day' 0 'currency,valid_from,rate,current
CHF,2026-03-10,0.9459,yes
JPY,2026-03-10,161.17,yes
USD,2026-01-01,1.10,no
USD,2026-03-01,1.0887,yes
USD,2026-03-20,1.09,no' '' ops budget rates list
check 'those of a day' 0 'USD,1.10' '' ops budget rates list --as-of 2026-02-01 --where current=yes --columns currency,rate --no-header
check 'of one currency' 0 'JPY,161.17' '' ops budget rates list --currency JPY --columns currency,rate --no-header
check 'a rate that is mended' 0 '*' '' ops budget rates set --currency JPY --valid-from 2026-03-10 --rate 161.18
check 'as it is now' 0 '161.18' '' ops budget rates list --currency JPY --columns rate --no-header
check 'as it was known' 0 '161.17' '' ops budget rates list --currency JPY --columns rate --no-header --known-at @5
check 'the same again posts nothing' 0 '*' '*nothing changes*' ops budget rates set --currency JPY --valid-from 2026-03-10 --rate 161.18
check 'it is taken back' 0 '*' '' ops undo 6
check 'and the one before stands' 0 '161.17' '' ops budget rates list --currency JPY --columns rate --no-header
check 'what it lists it takes' 0 '*' '*nothing changes*' sh -c 'ops budget rates list -F csv | ops -C ../shop budget rates set -i -'

# What is wrong
check 'a currency that is none' 65 '' "*currency: 'USX' is wrong: expected a currency as USD" ops budget rates set --currency USX --rate 1
check 'small letters' 65 '' "*currency: 'usd' is wrong*" ops budget rates set --currency usd --rate 1
check 'gold' 65 '' "*currency: 'XAU' is wrong*" ops budget rates set --currency XAU --rate 1
check "the book's own" 65 '' "*currency: 'EUR' is the book's own: its rate is 1" ops budget rates set --currency EUR --rate 1
check 'no rate at all' 65 '' "*rate: '0' is wrong: expected a number above 0" ops budget rates set --currency USD --rate 0
check 'a rate below 0' 65 '' "*rate: '-1' is wrong: expected *" ops budget rates set --currency USD --rate -1
check 'too many decimals' 65 '' "*rate: '1.2345678' is wrong: expected *" ops budget rates set --currency USD --rate 1.2345678
check 'a decimal comma' 65 '' "*-:2: rate: '1,09' is wrong*" sh -c 'printf "%s\n" currency,rate "USD,\"1,09\"" | ops budget rates set -i -'

# Budgets in another currency
ops budget account add -q -i - <<'EOF'
account,unit
ops:freight,
ops:overtime,h
EOF
ops budget plan set -q -i - <<'EOF'
account,2026-03
ops:freight,1000.05
ops:overtime,40
EOF
status() { ops budget status --no-header -p 2026-03 "$@"; }
check 'a rate of two weeks ago is told of' 0 '*' "*the rate of 'USD' for 2026-03-15 is of 2026-03-01: older than budget.rates.max_age (7d): 'ops budget rates set' sets a later one" \
	status --in USD
ops config set -q budget.rates.max_age 14d
check 'or not, as the book says' 0 '*' '' status --in USD
check 'a budget in dollars, with the rate and its day' 0 'ops:freight,1088.75,1088.75,,USD,1.0887,2026-03-01
ops:overtime,40.00,40.00,h,,,' '' status --in USD --columns account,budget,available,unit,currency,fx_rate,fx_date
check 'in yen, which have no cents' 0 'ops:freight,161178,JPY,161.17
ops:overtime,40,,' '' status --in JPY --columns account,budget,currency,fx_rate
check 'at the rate of another day' 0 '1090.05,1.09,2026-03-20' '' status ops:freight --as-of 2026-03-20 --in USD --columns budget,fx_rate,fx_date
check 'amounts are compared in that currency' 0 'ops:freight' '' status --in JPY --where 'budget > 161000' --columns account
check "in the book's own nothing changes" 0 'ops:freight,1000.05,EUR,1.00,
ops:overtime,40.00,,,' '' status --in EUR --columns account,budget,currency,fx_rate,fx_date
# All that report amounts do, by the same way
ops budget spend -q --account ops:freight --amount 100 --reference R-1
ops budget spend -q --account ops:freight --amount 100 --currency JPY --reference R-2
ops budget spend -q --account ops:overtime --amount 8 --reference R-3
ops budget commit -q --account ops:freight --amount 200 --reference PO-1
ledger() { ops budget ledger --no-header --where 'reference ~ "R-|PO-"' "$@"; }
check 'the ledger, beside what was said' 0 'ops:freight,108.87,,,USD,1.0887
ops:freight,0.67,100,JPY,USD,1.0887
ops:freight,217.74,,,USD,1.0887
ops:overtime,8.00,,,,' '' ledger --in USD --columns account,amount,original,original_currency,currency,fx_rate
check 'what was left, too' 0 PO-1,761.47 '' sh -c "ops budget ledger ops:freight --in USD --no-header --columns reference,available | grep PO-1"
check 'the variance' 0 'ops:freight,1088.75,109.54,USD
ops:overtime,40.00,8.00,' '' ops budget variance --in USD -p 2026-03 --no-header --columns account,budget,actual,currency
check 'the forecast, whose rate is another one' 0 'ops:freight,1088.75,217.74,1.0887,*
ops:overtime,40.00,0.00,,4.00' '' ops budget forecast --in USD --no-header --columns account,budget,committed,fx_rate,rate
check 'what is open' 0 'PO-1,217.74,USD,2026-03-01' '' ops budget ageing --in USD --no-header --columns document,amount,currency,fx_date
check 'the gate' 0 'ops:freight,1.09,1088.75,761.47,ok,USD' '' ops budget check ops:freight 1 --in USD --no-header --columns account,amount,budget,available,result,currency
check 'which takes an amount in it, and shows it as it was said' 0 'ops:freight,10.00,ok' '' ops budget check ops:freight '10 USD' --in USD --no-header --columns account,amount,result
check 'yen have no cents, what is asked for has' 0 'ops:freight,2015,ok' '' ops budget check ops:freight 12.50 --in JPY --no-header --columns account,amount,result
check 'many at once, too' 0 '2015,ok
16,ok' '' sh -c 'printf "account,amount\nops:freight,12.50\nops:freight,0.10\n" | ops budget check --in JPY -i - --no-header --columns amount,result'
check 'hours are no money there, either' 0 'ops:overtime,1.00,40.00,' '' ops budget check ops:overtime 1 --in USD --no-header --columns account,amount,budget,currency
check 'all without a rate' 65 '' "*in: there is no rate of 'GBP'*" sh -c '
	for verb in ledger variance forecast "check ops:freight 1"; do ops budget $verb --in GBP && exit 0; done; ops budget ageing --in GBP'
check 'no rate yet' 65 '' "*in: there is no rate of 'GBP' for 2026-03-15 or before it: 'ops budget rates set' sets one" status --in GBP
check 'no currency' 65 '' "*in: 'XXX' is wrong: expected a currency as USD" status --in XXX
check 'the book is whole' 0 '*' '' ops fsck -q

# The file of the European Central Bank: 70,000 rates of 25 years, by the
# sample's mapping
if ! test -r "$shared/data/fx-ecb/clean/ecb_rates_long.csv"; then
	skip 'the rates of the bank' 'no ../shared/data'
	done_testing
	exit
fi
grep -E '^date|^20(19|2[0-9])' "$shared/data/fx-ecb/clean/ecb_rates_long.csv" >ecb_rates.csv
ops init ../sample --sample -q
sed -n '/^imports:/p; /^  ecb:/,/^$/p' ../sample/ops.yaml >>ops.yaml
check 'they are imported' 0 '*' '*' ops import ecb_rates.csv
is 'all of them' "$(ops budget rates list --where 'valid_from < 2025-01-01' --no-header | wc -l | tr -d ' ')" \
    "$(($(wc -l <ecb_rates.csv) - 1))"
check 'as they were told' 0 'USD,2024-01-19,1.0887
ZAR,2024-01-19,20.6892' '' ops budget rates list --where 'valid_from = 2024-01-19 and currency in (USD, ZAR)' --no-header --columns currency,valid_from,rate
check 'once is enough' 0 '*' '*' ops import ecb_rates.csv
ops budget rates list --as-of 2024-12-31 --where 'valid_from < 2025-01-01' --columns valid_from,currency,rate --no-header |
    sort >ours
sed 1d ecb_rates.csv | awk -F, '{ r = $3; if (r !~ /\./) r = r "."; while (r !~ /\...$/ && length(r) - index(r, ".") < 2) r = r "0"; print $1 "," $2 "," r }' |
    sort >theirs
check 'to the last figure' 0 '' '' cmp ours theirs
done_testing
