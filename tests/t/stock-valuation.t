#!/bin/sh
# Valuation as other systems' tests have it: tests/vectors/stock-valuation.tsv.
. "$(dirname "$0")/lib.sh"
vectors=$top/tests/vectors/stock-valuation.tsv
book
ops config set -q stock.negative allow
cases() { grep -v '^#' "$vectors" | awk -F'\t' '$2 != "\"" && $2 != "-"'; }

cases | awk -F'\t' 'BEGIN { print "sku,costing,cost,tracking" }
{ n = split($2, w, " "); print $1 "," w[1] "," (w[2] == "lot" ? ",lot" : w[2] ",") }' |
    ops stock item add -q -i -
cases | awk -F'\t' 'BEGIN {
	print "item,date,from,to,qty,unit_cost,lot,party,reference"
	ends["in"] = "VENDOR,MAIN/A"; ends["out"] = "MAIN/A,CUSTOMER"
	ends["return"] = "CUSTOMER,MAIN/A"; ends["back"] = "MAIN/A,VENDOR"
	ends["transfer"] = "MAIN/A,MAIN/B"; ends["lose"] = "MAIN/A,ADJUSTMENT"
	ends["consume"] = "MAIN/A,PRODUCTION"; ends["make"] = "PRODUCTION,MAIN/A"
}
{ n = split($3, moves, "; ")
  for (i = 1; i <= n; i++) {
	split(moves[i], m, " "); party = lot = cost = ""
	if (split(m[3], p, "+") > 1) party = p[2]
	if (split(p[1], l, "/") > 1) lot = l[2]
	if (split(l[1], c, "@") > 1) cost = c[2]
	printf "%s,2021-01-%02d,%s,%s,%s,%s,%s,\n", $1, m[1], ends[m[2]], c[1], cost, lot, party
  }
}' | ops stock move -q -i -

answer() { # answer ITEM ASKED
	case $2 in
	value) ops stock value --proof --item "$1" --no-header |
		awk -F, '$1 == "on hand" { print $4 }' >.v
		ops stock balance --item "$1" --by item --columns on_hand --no-header >.q
		echo "$(test -s .q && cat .q || echo 0) $(cat .v)" ;;
	layers) ops stock value --layers --item "$1" --columns qty,value --no-header |
		tr ,\\n '@ ' | sed 's/ $//' ;;
	outs) ops stock ledger --item "$1" --to CUSTOMER --columns value --no-header |
		tr \\n ' ' | sed 's/ $//' ;;
	places) ops stock value --by item,location --item "$1" --columns location,value --no-header |
		sed 's,MAIN/,,' | tr ,\\n '= ' | sed 's/ $//' ;;
	esac
}

tab=$(printf '\t')
grep -v '^#' "$vectors" | tr "$tab" '|' >cases
while IFS='|' read -r id costing _ asked wanted remark; do
	case $costing in
	-) skip "$id" "$remark" ;;
	*) is "$id${remark:+: $remark}" "$(answer "$id" "$asked")" "$wanted" ;;
	esac
done <cases

if [ -d "$shared/vectors/stock" ]; then
	jq -r '.vectors[].id' "$shared/vectors/stock/valuation.json" | sort -u >theirs
	cut -d'|' -f1 cases | sort -u >ours
	is 'every vector is listed' "$(comm -23 theirs ours)" ''
else
	skip 'every vector is listed' '../shared is not here'
fi
done_testing
