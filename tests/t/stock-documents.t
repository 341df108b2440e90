#!/bin/sh
# receive, issue, transfer and adjust: documents of one line and of several.
. "$(dirname "$0")/lib.sh"
book

# What an entry posted, without the columns that are empty everywhere here.
lines() {
	"$@" --dry-run -F csv | cut -d, -f1,3-8,12,13
}

check 'a receipt posts one entry' 0 'entry,date,lines
4,2026-03-15T12:00:00Z,1' '' \
    ops stock receive --item A1 --qty 5 --to MAIN/A --unit-cost 2.40
check 'it came from VENDOR' 0 'entry,line,date,item,from,to,lot,qty,unit_cost,balance,reference,reason,party,value,worth
4,1,2026-03-15T12:00:00Z,A1,VENDOR,MAIN/A,,5,2.40,5,,,,12.00,12.00' '' ops stock ledger
is 'it has its value: qty x unit cost, rounded once' \
    "$(lines ops stock receive --to MAIN --item B2 --qty 3 --unit-cost 1.335)" \
    'line,item,from,to,qty,unit_cost,lot,price,value
1,B2,VENDOR,MAIN,3,1.335,,,4.01'
is 'without a cost it has no value' \
    "$(lines ops stock receive --to MAIN --item B2 --qty 3)" \
    'line,item,from,to,qty,unit_cost,lot,price,value
1,B2,VENDOR,MAIN,3,,,,'
is 'what was meant to be is not there' "$(ops stock ledger --item B2 --no-header)" ''

check 'an issue goes to CUSTOMER' 0 '*' '' \
    ops stock issue --item A1 --qty 1 --from MAIN/A --price 6.90 --party ANN
check 'a transfer stays in the house' 0 '*' '' \
    ops stock transfer --item A1 --qty 2 --from MAIN/A --to MAIN/B
check 'what was found comes from ADJUSTMENT' 0 '*' '' \
    ops stock adjust --item A1 --qty 5 --location MAIN/B --reason count
check 'what is gone goes there' 0 '*' '' \
    ops stock adjust --item A1 --qty -0.5 --location MAIN/B
is 'so the places hold' "$(ops stock balance --item A1 --all -F csv --columns location,on_hand)" \
    'location,on_hand
ADJUSTMENT,-4.5
CUSTOMER,1
MAIN/A,2
MAIN/B,6.5
VENDOR,-5'
is 'the customer is known now' "$(ops stock party list -F csv)" \
    'code,name,kind,contact
ANN,,customer,'

# Several lines
is 'each --line is a line, the head is of all' \
    "$(ops stock receive --to MAIN --reference DN-7 --date 2026-03-01 \
    --line item=A1,qty=4,unit_cost=2 --line item=B2,qty=0.25,lot=L-1 \
    -n -F csv | grep -v ^line,)" \
    '1,2026-03-01T00:00:00Z,A1,VENDOR,MAIN,4,2.00,,DN-7,,,,8.00,,
3,2026-03-01T00:00:00Z,B2,VENDOR,MAIN,0.25,,L-1,DN-7,,,,,,'
is 'an option beside --line fills what a line leaves out' \
    "$(lines ops stock issue --from MAIN/A --item A1 --line qty=1 --line qty=0.5,item=A1)" \
    'line,item,from,to,qty,unit_cost,lot,price,value
1,A1,MAIN/A,CUSTOMER,1,,,,
2,A1,MAIN/A,CUSTOMER,0.5,,,,'
check 'a line quotes what has a comma' 0 '*"lot":"a, ?"b?""*' '' \
    ops stock receive --to MAIN --line 'item=A1,qty=1,lot="a, ""b"""' -n -F jsonl
check 'a line needs its item' 2 '' \
    "ops: stock receive: --line 'qty=2': --item is missing" \
    ops stock receive --to MAIN --line qty=2
check 'a line knows its fields' 2 '' \
    "ops: stock receive: --line 'item=A1,to=MAIN': 'to' is no field of a line" \
    ops stock receive --to MAIN --line item=A1,to=MAIN
check 'and those that were meant' 2 '' "*'unit-cost' is no field of a line (did you mean 'unit_cost'?)" \
    ops stock receive --to MAIN --line item=A1,qty=1,unit-cost=2
check 'a line has names and values' 2 '' \
    "ops: stock receive: --line 'item=A1,5': '5' is wrong: expected name=value,..." \
    ops stock receive --to MAIN --line item=A1,5
check 'a line names each field once' 2 '' \
    "ops: stock receive: --line 'item=A1,qty=1,qty=2': 'qty' is given twice" \
    ops stock receive --to MAIN --line item=A1,qty=1,qty=2
check 'a wrong value says in which line' 65 '' \
    "ops: stock receive: --line 'item=A1,qty=x': qty: 'x' is wrong: expected *" \
    ops stock receive --to MAIN --line item=A1,qty=1 --line item=A1,qty=x
check '--line and a file do not go together' 2 '' \
    'ops: stock receive: --line and --input do not go together: expected one of them' \
    ops stock receive -i - --line item=A1,qty=1 <<-'EOF'
	item,to,qty
	A1,MAIN,1
	EOF

# From a file
check 'rows of a file are lines of one entry' 0 '*,3' '' \
    ops stock issue -i - --from MAIN/B <<-'EOF'
	item,qty,from,price
	A1,1,,9
	A1,1.5,MAIN/A,
	A1,0.25,MAIN/B,8.50
	EOF
is 'an option fills the empty cells' \
    "$(ops stock balance --item A1 -F csv --columns location,on_hand)" \
    'location,on_hand
MAIN/A,0.5
MAIN/B,5.25'
check 'an adjustment from a file has its sign' 0 '*,2' '' \
    ops stock adjust -i - <<-'EOF'
	location,item,qty
	MAIN/A,A1,-0.5
	MAIN/B,A1,0.75
	EOF
is 'and there it is' "$(ops stock balance --item A1 -F csv --columns location,on_hand)" \
    'location,on_hand
MAIN/B,6'

# Defaults and the template
mkdir -p "$HOME/.config/ops"
echo 'defaults: { stock: { receive: { to: MAIN/A } } }' >"$HOME/.config/ops/config.yaml"
check 'a default fills a field, and it is said where it comes from' 0 '*' \
    'ops: stock receive: to=MAIN/A comes from defaults.stock.receive.to (*config.yaml:1:*)' \
    ops stock receive --item A1 --qty 1
check 'what is given wins' 0 '*' '' \
    ops stock receive --item A1 --qty 1 --to MAIN/B
check 'a default that is wrong is an error as any' 65 '' \
    "*ops: stock receive: to: 'ATTIC' is not a known location" \
    ops -c defaults.stock.receive.to=ATTIC stock receive --item A1 --qty 1
rm -r "$HOME/.config"
check 'the template is the header, and says what each column takes' 0 \
    'date,item,from,qty,lot,reference,reason,party,price,order,order_line' \
    '*item: the code of an item (required)*' ops stock issue --template
for option in '--item A1' '--dry-run' '--input x.csv'; do
	# shellcheck disable=SC2086
	check "no template has $option" 2 '' "*${option% *} and --template do not go together*" \
		ops stock issue --template $option
done
check 'it is CSV' 2 '' "*--format: 'json' is wrong: a template is CSV" ops stock issue --template -F json
check 'in a file, too' 2 '' "*--output: 'x.json' is wrong: a template is CSV" ops stock issue --template -o x.json
check 'which may be said' 0 'date,item,*' '*' ops stock issue --template -F csv
{
	ops stock issue --template 2>"$dir/help"
	echo ,A1,MAIN/A,0.5,,,,,,,
} >"$dir/filled.csv"
check 'and it is what -i takes' 0 '*,A1,MAIN/A,CUSTOMER,0.5,*' '' \
    ops stock issue -i "$dir/filled.csv" -n

# Each takes what it can mean
takes() { # verb columns
	is "the columns of $1" "$(ops stock "$1" --template 2>/dev/null)" "$2"
}
takes receive date,item,to,qty,unit_cost,lot,reference,reason,party,expires,landed,landed_by
takes transfer date,item,from,to,qty,lot,reference,reason
takes adjust date,item,location,qty,unit_cost,lot,reference,reason,counted
takes move date,item,from,to,qty,unit_cost,lot,reference,reason,party,price,expires
check 'a receipt has no price' 2 '' '*--price*' \
    ops stock receive --item A1 --qty 1 --to MAIN --price 2
check 'a transfer costs nothing' 2 '' '*--unit-cost*' \
    ops stock transfer --item A1 --qty 1 --from MAIN/A --to MAIN --unit-cost 2
check 'nor does a file say so' 65 '' '*unit_cost*' sh -c "printf \\
	'item,qty,from,unit_cost\nA1,1,MAIN/A,2\n' | ops stock issue -n -i -"
is 'what it does not take is missing, not 0' \
    "$(lines ops stock transfer --item A1 --qty 1 --from MAIN/A --to MAIN)" \
    'line,item,from,to,qty,unit_cost,lot,price,value
1,A1,MAIN/A,MAIN,1,,,,'

# What may be where
check 'goods are received where goods are kept' 65 '' \
    "ops: stock receive: to: 'CUSTOMER' is of kind customer: expected a place where goods are kept ('ops stock move' takes any)" \
    ops stock receive --item A1 --qty 1 --to CUSTOMER
check 'they are issued from there' 65 '' "ops: stock issue: from: 'VENDOR' is of kind vendor: *" \
    ops stock issue --item A1 --qty 1 --from VENDOR
check 'they are transferred from there' 65 '' "ops: stock transfer: from: 'SCRAP' *" \
    ops stock transfer --item A1 --qty 1 --from SCRAP --to MAIN
check 'and to there' 65 '' "ops: stock transfer: to: 'SCRAP' *" \
    ops stock transfer --item A1 --qty 1 --from MAIN/A --to SCRAP
check 'they are adjusted there' 65 '' "ops: stock adjust: location: 'SCRAP' *" \
    ops stock adjust --item A1 --qty 1 --location SCRAP
check 'an adjustment by nothing is none' 65 '' \
    "ops: stock adjust: qty: '0' is wrong: expected a quantity that is not 0" \
    ops stock adjust --item A1 --qty 0 --location MAIN
check 'a second place of the kind does not matter' 0 '*' '' \
    ops stock location add CUSTOMER-2 --kind customer
check 'the one of the name is meant' 0 '*CUSTOMER,1,*' '' \
    ops stock issue --item A1 --qty 1 --from MAIN/A -n
done_testing
