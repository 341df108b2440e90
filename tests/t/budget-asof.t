#!/bin/sh
# The numbers of a day long ago, as another program adds them up from the lines.
. "$(dirname "$0")/lib.sh"
command -v sqlite3 >/dev/null || { skip 'numbers as of a day' 'no sqlite3'; done_testing; exit; }
book
printf 'budget: { dimensions: [site] }\n' >>ops.yaml
for a in a a:x a:y b c; do ops budget account add -q $a; done
ops budget plan set -q a --period 2025..2026 --amount 240000
ops budget plan set -q b --period 2026 --dimension site=S1 --amount 12000
# Three entries, of days that do not know their months.
for k in 1 2 3; do
	awk -v k=$k 'BEGIN { srand(k); print "date,account,period,dimension,amount,qty"
		split("a:x,a:y,b,c", a, ","); split("S1,S2", s, ",")
		for (i = 0; i < 150; i++) printf "2025-%02d-%02dT%02d:30,%s,%d-%02d,%s,%d,%s\n",
		    1 + int(rand() * 12), 1 + int(rand() * 28), int(rand() * 24),
		    a[1 + int(rand() * 4)], 2025 + int(rand() * 2),
		    1 + int(rand() * 12), rand() < 0.3 ? "site=" s[1 + int(rand() * 2)] : "",
		    1 + rand() * 90 - 20, rand() < 0.5 ? 3 : "" }' | sed '/,0,/d' >$k.csv
	ops budget spend -q -i $k.csv 2>/dev/null || exit 1
done
last=$(ops log --limit 1 --columns entry --no-header)
ops undo -q "$((last - 1))" 2>/dev/null
last=$((last + 1))

# What was planned and spent by a second and an entry, account and month.
theirs() { # SECOND ENTRY MORE
	sqlite3 -csv ops.db "SELECT a.account, printf('%04d-%02d', l.period / 12, l.period % 12 + 1),
	    SUM(CASE WHEN src = 0 THEN l.amount WHEN dst = 0 THEN -l.amount ELSE 0 END) / 100.0,
	    SUM(CASE WHEN dst = 4 THEN l.amount WHEN src = 4 THEN -l.amount ELSE 0 END) / 100.0
	    FROM budget_line l JOIN budget_account a ON a.id = l.account
	    LEFT JOIN budget_name n ON n.id = l.dimension
	    WHERE l.at <= $1 AND l.entry <= $2 $3 GROUP BY 1, 2
	    HAVING SUM(CASE WHEN src = 0 OR dst = 0 OR src = 4 OR dst = 4 THEN 1 END) > 0
	    ORDER BY 1, 2" | tr -d '\r' | awk -F, '$3 != 0 || $4 != 0 { printf "%s,%s,%.2f,%.2f\n", $1, $2, $3, $4 }'
}
# The tree's own rows: what is posted on a itself is not what is below it.
ours() {
	for a in a:x a:y b c; do
		ops budget status $a --all --by month -p 2025..2026 --no-header \
			--columns account,period,budget,actual "$@"
	done | awk -F, '$3 != 0 || $4 != 0' | sort
}
seconds() { date -u -d "$1 23:59:59" +%s; }
is 'there is something to add up' "$(ours --as-of 2025-07-01 | wc -l | awk '{ print ($1 > 30) }')" 1
for day in 2024-12-31 2025-01-01 2025-02-14 2025-06-30 2025-07-01 2025-12-03 2025-12-31; do
	is "as of $day" "$(ours --as-of $day)" \
		"$(theirs "$(seconds $day)" 999 "AND a.account <> 'a'" | sort)"
done
for entry in $((last - 3)) $((last - 2)) $((last - 1)) $last; do
	is "known at @$entry" "$(ours --known-at @$entry)" \
		"$(theirs 99999999999 "$entry" "AND a.account <> 'a'" | sort)"
	is "known at @$entry, as of a day" "$(ours --known-at @$entry --as-of 2025-08-15)" \
		"$(theirs "$(seconds 2025-08-15)" "$entry" "AND a.account <> 'a'" | sort)"
done
is 'of a dimension' "$(ours --dimension site=S2 --as-of 2025-09-09)" \
	"$(theirs "$(seconds 2025-09-09)" 999 "AND n.name = 'site=S2' AND a.account <> 'a'" | sort)"
is 'what is counted, of a day' "$(ops budget variance --by item -p 2025..2026 --as-of 2025-05-05 --no-header --columns account,qty)" \
	"$(sqlite3 -csv ops.db "SELECT a.account, SUM(CASE WHEN dst = 4 THEN l.qty ELSE -l.qty END) / 1000000
	FROM budget_line l JOIN budget_account a ON a.id = l.account WHERE l.qty IS NOT NULL
	AND l.at <= $(seconds 2025-05-05) AND (src = 4 OR dst = 4) GROUP BY 1 ORDER BY 1")"
lines() { ops budget ledger --no-header --columns account,entry,line,date,amount,available "$@"; }
for days in 2025-06-15..2025-07-14 2025-12-01..2025-12-31 2026-01-01..2026-03-31; do
	is "what was left behind each line of $days" "$(lines -p $days)" \
		"$(lines | awk -F, -v of="$days" '{ d = substr($4, 1, 10)
			if (d >= substr(of, 1, 10) && d <= substr(of, 13)) print }')"
done
is 'as it was known' "$(lines -p 2025-10 --known-at @$((last - 3)))" \
	"$(lines --known-at @$((last - 3)) | grep ',2025-10-')"
check 'the book is whole' 0 '*' '' ops fsck
spoil() { # NAME SQL
	cp ops.db whole.db
	sqlite3 ops.db "$2"
	check "$1" 1 '*of an account*' '*' ops fsck
	mv whole.db ops.db
}
spoil 'a kept sum of 30 days is looked at' 'UPDATE budget_slice SET actual = actual + 1, available = available - 1 WHERE slice = (SELECT MIN(slice) FROM budget_slice)'
spoil 'and when it began' 'UPDATE budget_slice SET first_at = first_at - 1 WHERE slice = (SELECT MIN(slice) FROM budget_slice)'
spoil 'and how many are counted' 'UPDATE budget_slice SET counted = counted + 1 WHERE slice = (SELECT MIN(slice) FROM budget_slice)'
spoil 'one that is gone is missed' 'DELETE FROM budget_slice WHERE slice = (SELECT MIN(slice) FROM budget_slice)'
done_testing
