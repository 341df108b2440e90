#!/bin/sh
# What concerns one item, place or entry does not go through all moves.
. "$(dirname "$0")/../t/lib.sh"
scan=${OPS_BIN:-$top/.build/cc}/scan.so
if ! test -f "$scan"; then # an ASan build, which wants to be loaded first
	echo '1..0 # SKIP no scan.so in this build'
	exit 0
fi
PATH=${scan%/*}/shared:$PATH

book
ops stock item add -q --sku LOTTED --tracking lot --cost 2
awk 'BEGIN { print "date,item,from,to,qty,unit_cost,lot,reference"
	for (i = 1; i <= 3000; i++)
		printf "2026-01-%02d,%s,VENDOR,MAIN/%s,%d,1.5,%s,R-%d\n",
		    1 + i % 28, i % 3 ? "A1" : i % 2 ? "B2" : "LOTTED",
		    i % 5 ? "A" : "B", 1 + i % 7,
		    i % 6 ? "" : "L" i % 11, i }' >"$dir/moves.csv"
ops stock move -q -i "$dir/moves.csv" || exit 1
SCAN_LIMIT=1000
export SCAN_LIMIT

direct() { # direct COMMAND...: it goes through no table of 1,000 rows
	LD_PRELOAD=$scan ops "$@" >"$dir/.scan.out" 2>"$dir/.scan"
	status=$?
	is "ops $*" "$status $(grep ' rows for: ' "$dir/.scan")" '0 '
}

LD_PRELOAD=$scan ops sql 'SELECT count(reason) FROM stock_ledger' \
    >/dev/null 2>"$dir/.scan"
is 'one that goes through all is told' "$(cat "$dir/.scan")" \
    '*2999 rows for: *'

direct stock receive --item A1 --to MAIN/A --qty 5 --unit-cost 2
direct stock receive --item A1 --to MAIN/A --qty 5 --date 2026-01-03
direct stock issue --item A1 --from MAIN/A --qty 2
direct stock transfer --item A1 --from MAIN/A --to MAIN/B --qty 1
direct stock adjust --item A1 --location MAIN/A --qty 1 --reason found
direct stock scrap --item A1 --from MAIN/A --qty 1 --reason broken
direct stock return --item A1 --to MAIN/A --qty 1
direct stock landed --receipt 5 --amount 10 --reason freight
direct stock lot set LOTTED L6 --expires 2026-09-01
direct undo 6
direct show 6
direct stock balance --item A1
direct stock ledger --item A1 --since 2026-03-01
direct stock item set A1 --min 4
direct stock demand add D-1 --item A1 --qty 2 --location MAIN
direct stock reserve D-1
direct stock expected add PO-1 --item A1 --qty 9 --location MAIN/A \
    --due 2026-04-01
direct stock promise --item A1 --qty 3
direct stock level set --item A1 --location MAIN --min 3 --max 9
direct stock lot list --item LOTTED
done_testing
