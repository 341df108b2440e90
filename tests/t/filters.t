#!/bin/sh
# Options named like columns: a value that cannot be is a mistake.
. "$(dirname "$0")/lib.sh"

book
ops stock location add -q NORTH
ops stock location add -q NORTH/A --parent NORTH
ops stock receive -q --item A1 --qty 7 --to MAIN/A --party RUBBER
ops stock issue -q --item A1 --qty 3 --from MAIN/A --party HARBOUR

# Words.
check 'a finding' 65 '' "ops: stock check: kind: 'negatve' is wrong: expected \
negative, below-min, expired or count-due (did you mean 'negative'?)" ops stock check --kind negatve
check 'a monitoring system is told' 3 "UNKNOWN - kind: 'negatve' is wrong: \
expected negative, below-min, expired or count-due (did you mean 'negative'?)" '' ops stock check --nagios --kind negatve
check 'one that can be' 1 'kind,*
below-min,A1,*' '' ops stock check --kind below-min
check 'one wrong among others' 65 '' "*'x' is wrong*" \
	ops stock check --kind below-min --kind x
check 'a kind of parties' 65 '' "*kind: 'vendors' is wrong: expected vendor, \
customer or internal (did you mean 'vendor'?)" ops stock party list --kind vendors
check 'a kind of places' 65 '' "*kind: 'foo' is wrong: expected site, *" \
	ops stock location list --kind foo
check 'one that no place has' 0 code '' \
	ops stock location list --kind quarantine --columns code
check 'a scope' 65 '' "*scope: 'x' is wrong: expected rule or habit" \
	ops config list --scope x
check 'a kind of problems' 65 '' "*kind: 'keep' is wrong: expected store, *" \
	ops fsck --kind keep

# Codes.
check 'an item' 65 '' "ops: stock check: item: 'A2' is not a known item (did \
you mean 'A1'?)" ops stock check --item A2
check 'of the list of items, too' 65 '' "*sku: 'A2' is not a known item*" \
	ops stock item list --sku A2
check 'a place' 65 '' "*from: 'NOPE' is not a known location" \
	ops stock ledger --from NOPE
check 'the other one' 65 '' "*to: 'CUSTOMR' is not a known location (did you \
mean 'CUSTOMER'?)" ops stock ledger --to CUSTOMR
check 'a party' 65 '' "*party: 'HARBOR' is not a known party (did you mean \
'HARBOUR'?)" ops stock ledger --party HARBOR
check 'one that is there' 0 'item,qty
A1,3' '' ops stock ledger --party HARBOUR --columns item,qty
check 'that was not known then' 65 '' "*'HARBOUR' is not a known party" \
	ops stock ledger --party HARBOUR --known-at @5
check 'a parent' 65 '' "*parent: 'MIAN' is not a known location (did you mean \
'MAIN'?)" ops stock location list --parent MIAN
check 'a site is no shelf' 65 '' "*site: 'NORTH/A' is no site: it stands in \
'NORTH'" ops stock location list --site NORTH/A
check 'nor a far end' 65 '' "*site: 'VENDOR' is no site: it is of kind vendor" \
	ops stock balance --site VENDOR
check 'in the report, too' 65 '' "*site: 'TRANSIT' is no site: it is of *" \
	ops report nightly --site TRANSIT
check 'those in no site' 0 'code,site
ADJUSTMENT,
*VENDOR,' '' ops stock location list --site '' --columns code,site
check 'all that is in none is one row' 0 'item,site,on_hand
A1,MAIN,4
A1,,-4' '' ops stock balance --by item,site --all --columns item,site,on_hand
check 'a setting' 65 '' "*key: 'stock.negativ' is no setting (did you mean \
'stock.negative'?)" ops config list --key stock.negativ
check 'a command' 65 '' "ops: log: command: 'stock itm set' is not a command \
that writes entries (did you mean 'stock item set'?)" \
	ops log --command 'stock itm set'
check 'one that reads' 65 '' "*'stock balance' is not a command that writes *" \
	ops log --command 'stock balance'
check 'one that was not used' 0 entry '' \
	ops log --command 'stock item set' --columns entry
check 'the first one' 0 'entry
1' '' ops log --command init --columns entry
check 'a missing value is one' 0 item '' \
	ops stock ledger --party '' --columns item

echo 'numbering: {item: I-}' >>ops.yaml
ops stock item add -q I-118
check 'a number alone is the code that the book gave' 0 'sku
I-118' '' ops stock item list --sku 118 --columns sku

check 'an entry' 65 '' "ops: stock ledger: entry: there is no entry 99 (the last \
one is *)" ops stock ledger --entry 99
check 'one that was not there yet' 65 '' '*there is no entry 3 (*is 2)' \
	ops stock ledger --entry 3 --known-at @2
check 'no number of one' 65 '' "*entry: '4.1' is wrong: expected the number *" \
	ops stock ledger --entry 4.1
check 'one without a move' 0 entry '' ops stock ledger --entry 1 --columns entry
check 'a digest' 65 '' "*digest: 'abcd' is no digest of rules*" \
	ops config log --digest abcd
digest=$(ops config log --columns digest --no-header | head -n 1)
check 'its beginning is enough' 0 "$digest" '' ops config log --no-header \
	--columns digest --digest "$(printf %.9s "$digest")"

# Free texts are what they are.
check 'a reference' 0 entry '' ops stock ledger --reference X --columns entry
check 'a category' 0 sku '' ops stock item list --category X --columns sku
check 'a key' 0 entry '' ops log --key X --columns entry
check 'a write verb has no filters' 2 '' "*'--site'*" \
	ops stock location set NORTH/A --site MAIN

# The tab key offers what the column takes.
first() { # the first column, words side by side
	ops complete -- "$@" | cut -f1 | tr '\n' ' '
}
is 'findings' "$(first stock check --kind '')" 'negative below-min expired count-due '
is 'kinds of parties' "$(first stock party list --kind v)" 'vendor '
is 'sites' "$(first stock location list --site '')" 'MAIN NORTH '
is 'of a field, too' "$(first stock balance --site '')" 'MAIN NORTH '
is 'and of the report' "$(first report nightly --site N)" 'NORTH '
is 'places' "$(first stock ledger --from MAIN/)" 'MAIN/A MAIN/B '
is 'parties' "$(first stock ledger --party '')" 'HARBOUR RUBBER '
is 'commands that write' "$(first log --command 'stock item')" \
	'stock item add stock item set '
is 'nothing for a free text' "$(first log --key '')" ''
done_testing
