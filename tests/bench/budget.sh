#!/bin/sh
# What ops budget takes beside sqlite3, ledger and hledger: budget.sh N...
# Each line: ops, its memory, the other, its memory, the ratio, its limit.
# At 1,000,000 transactions ledger and hledger take 3 and 7 GB, and minutes:
# they run on the first 50,000 then, unless BENCH_FULL is set.
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

# The same transactions, each with its two postings, and the plan's months.
journal() { # N
	spends --plan "$1" | awk -F, 'NR > 1 && $2 == 2024 { printf \
	    "~ Monthly\n    %s  %.2f EUR\n    available\n\n", $1, $3 / 12 }'
	awk -F, 'NR > 1 { gsub(/-/, "/", $1); printf "%s %s\n" \
	    "    %s  %s EUR\n    available\n\n", $1, $5, $2, $3 }' spends.csv
}

# All of it, from the file on, beside a journal that is read.
beside() { # NAME TOOL WORDS-OF-STATUS WORDS-OF-THE-TOOL...
	name=$1 tool=$2 status=$3
	shift 3
	command -v "$tool" >/dev/null || {
		echo "$name: $tool is not installed"
		return
	}
	paired -u -n 1 -l 0.5 "import, $name / $tool $*" -- \
	    sh -c 'rm -rf book; cp -R empty book
	    ops --book book budget spend -q -i spends.csv &&
	    ops --book book budget status -o /dev/null '"$status" -- \
	    "$tool" -f spends.journal "$@"
}

peers() { # N
	n=$1
	if test "$n" -gt 50000 && test -z "${BENCH_FULL:-}"; then
		echo "== 50000 transactions beside ledger and hledger (not $n: BENCH_FULL=1 does that)"
		n=50000
		spends $n >spends.csv
	else
		echo "== $n transactions beside ledger and hledger"
	fi
	journal "$n" >spends.journal
	beside 'status' ledger '' bal
	beside 'status by month' ledger '--by month -p 2024..2026' -M budget
	beside 'status' hledger '' bal
	beside 'status by month' hledger '--by month -p 2024..2026' \
	    bal -M --budget
}

# Reports of what is kept: a tenth of a second of user time at most.
report() { # NAME QUESTION-TO-SQLITE WORDS...
	name=$1 sql=$2
	shift 2
	paired -u -n 7 -s 0.1 "$name" -- ops --book "$@" -- \
	    sqlite3 -csv "$1/ops.db" "$sql"
}

# Writes many rows to a book as it is after the line before.
many() { # NAME FILE WORDS...
	name=$1 file=$2
	shift 2
	rm -rf begun
	cp -R busy begun
	paired -u -n 3 -a 'rm -rf busy; cp -R begun busy' -b 'rm -f base.db' \
	    "$name / sqlite3 .import" -- \
	    ops --book busy budget "$@" -q -i "$file" -- \
	    sqlite3 base.db ".import --csv $file rows"
}

for n; do
	pairs=5
	test "$n" -lt 1000000 || pairs=3
	few=$((n / 10))
	spends "$n" >spends.csv || exit 1
	rm -rf empty book busy
	# The plan is there before what is spent.
	export OPS_NOW=2024-01-01T08:00:00Z
	ops init empty -q
	spends --accounts | ops -C empty budget account add -q -i - || exit 1
	spends --plan "$n" | ops -C empty budget plan set -q -i - || exit 1
	OPS_NOW=2027-01-01T12:00:00Z
	echo "== $n transactions, user time, medians of $pairs pairs"
	paired -u -n $pairs -l 2.0 -a 'rm -rf book; cp -R empty book' \
	    -b 'rm -f base.db' 'import / sqlite3 .import of the same rows' -- \
	    ops --book book budget spend -q -i spends.csv -- \
	    sqlite3 base.db '.import --csv spends.csv spends'
	totals='SELECT * FROM budget_total'
	report 'status by month / the totals' "$totals" \
	    book budget status --by month -p 2024..2026
	report '... as a tree, two deep' "$totals" \
	    book budget status --by month -p 2024..2026 --tree --depth 2
	report 'variance / the totals' "$totals" book budget variance -p 2026
	report 'forecast / the totals' "$totals" book budget forecast
	report 'ledger of an account / its lines' \
	    'SELECT * FROM budget_line WHERE account = 1' \
	    book budget ledger d0:c0:a000
	report 'ledger of the last week / the totals' "$totals" \
	    book budget ledger --since 2026-12-25
	report 'plan list / select 1' 'SELECT 1' book budget plan list
	report 'status of a day ago / the totals' "$totals" \
	    book budget status --as-of 2026-12-30
	report '... by month, of a year ago / the totals' "$totals" \
	    book budget status --by month -p 2024..2026 --as-of 2025-12-10
	report 'forecast of half a year ago / the totals' "$totals" \
	    book budget forecast --as-of 2026-06-30
	paired -n 9 -k 10 -s 0.01 'check: yes (real time) / select 1' -- \
	    ops --book book budget check d0:c0:a001 5 --period 2026-11 -- \
	    sqlite3 book/ops.db 'SELECT 1'
	spends --accounts | sed -n '2,$s/$/,1e9,2026-11/p' |
	    sed '1i account,amount,period' | sed 's/1e9/1000000000/' >ask.csv
	paired -n 9 -k 10 "check: 200, no (real time) / select 1" -- \
	    sh -c 'ops --book book budget check -i ask.csv || test $? = 1' -- \
	    sqlite3 book/ops.db 'SELECT 1'
	echo "== $few requests, orders, invoices, user time"
	cp -R empty busy
	cat >>busy/ops.yaml <<-'EOT'
		people:
		  boss: { roles: [boss] }
		authority:
		  all: { role: boss, subject: budget, limit: 1000000 }
		EOT
	awk -F, -v n="$few" 'NR == 1 {
		print "request,account,period,amount,vendor,reason" >"ask.csv"
		print "request" >"yes.csv"
		print "account,period,amount,vendor,reference" >"order.csv"
		print "against,amount" >"pay.csv"; next }
	    NR > n + 1 { exit }
	    { m = substr($1, 1, 7); code = "PO" substr($5, 4)
		print "BR" substr($5, 4), $2, m, $3, $4, "as planned" >"ask.csv"
		print "BR" substr($5, 4) >"yes.csv"
		print $2, m, $3, $4, code >"order.csv"
		print code, $3 >"pay.csv" }' OFS=, spends.csv
	export OPS_ACTOR=boss
	OPS_ACTOR=asker many 'ask' ask.csv request
	paired -u -n 3 'request list / the requests' -- \
	    ops --book busy budget request list -- \
	    sqlite3 -csv busy/ops.db 'SELECT * FROM budget_request'
	head -n 1001 yes.csv >some.csv
	many 'approve a thousand' some.csv approve
	many 'order' order.csv commit
	paired -u -n 3 'ageing of all of them / what is open' -- \
	    ops --book busy budget ageing -- \
	    sqlite3 -csv busy/ops.db 'SELECT * FROM budget_open'
	many 'pay the orders' pay.csv spend
	many '... row by row' order.csv spend --keep-going \
	    --rejects rejects.csv
	unset OPS_ACTOR
	peers "$n"
done
