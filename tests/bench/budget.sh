#!/bin/sh
# What ops budget takes beside sqlite3, ledger and hledger: budget.sh N...
# Each line: ops, its memory, the other, its memory, the ratio, its limit.
set -u
bin=${OPS_BIN:?run it with make bench}
PATH=$bin:$bin/bench:$PATH
dir=$(mktemp -d "${TMPDIR:-/var/tmp}/ops-bench.XXXXXX") || exit 1
trap 'cd / && rm -rf "$dir"' EXIT
HOME=$dir
OPS_NOW=2027-01-01T12:00:00Z
export PATH HOME OPS_NOW
unset OPS_BOOK
cd "$dir" || exit 1

# The same transactions, each with its two postings, as a journal.
journal() {
	awk -F, 'NR > 1 { gsub(/-/, "/", $1); printf "%s %s\n" \
	    "    %s  %s EUR\n    available\n\n", $1, $5, $2, $3 }' spends.csv
}

for n; do
	pairs=5
	test "$n" -lt 1000000 || pairs=3
	spends "$n" >spends.csv || exit 1
	rm -rf empty book
	ops init empty -q
	spends --accounts | ops -C empty budget account add -q -i - || exit 1
	spends --plan "$n" | ops -C empty budget plan set -q -i - || exit 1
	echo "== $n transactions, medians of $pairs pairs"
	paired -n $pairs -l 2.0 -a 'rm -rf book; cp -R empty book' \
	    -b 'rm -f base.db' 'import / sqlite3 .import of the same rows' -- \
	    ops --book book budget spend -q -i spends.csv -- \
	    sqlite3 base.db '.import --csv spends.csv spends'
	paired -n 9 -k 5 'check (10 ms at most) / select 1' -- \
	    ops --book book budget check d0:c0:a001 5 --period 2026-11 -- \
	    sqlite3 book/ops.db 'select 1'
	paired -n 9 -k 5 'status by month (0.1 s at most) / the totals' -- \
	    ops --book book budget status --by month -p 2024..2026 -- \
	    sqlite3 -csv book/ops.db 'SELECT * FROM budget_total'
	journal >spends.journal
	for tool in ledger hledger; do
		command -v $tool >/dev/null || continue
		paired -n 1 -l 0.5 "import and status / $tool bal" -- \
		    sh -c 'rm -rf book; cp -R empty book
		    ops --book book budget spend -q -i spends.csv &&
		    ops --book book budget status -q' -- \
		    $tool -f spends.journal bal
	done
done
