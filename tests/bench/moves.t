#!/bin/sh
# The benchmark's moves are the same every time, and possible.
cd "$(dirname "$0")/../.." || exit 1
moves=${MOVES:-.build/cc/bench/moves}
test -n "${MOVES:-}" || make -s "$moves" || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0

is() # got want name
{
	n=$((n + 1))
	if test "$1" = "$2"; then
		echo "ok $n - $3"
	else
		printf 'not ok %d - %s\n#   got  [%s]\n#   want [%s]\n' \
		    "$n" "$3" "$1" "$2"
	fi
}

"$moves" 100000 7 > "$dir/a.csv"
"$moves" 100000 7 > "$dir/b.csv"
"$moves" 100000 8 > "$dir/c.csv"
cmp -s "$dir/a.csv" "$dir/b.csv"
is $? 0 'one seed, one file'
cmp -s "$dir/a.csv" "$dir/c.csv"
is $? 1 'another seed, another file'
is "$(head -n 1 "$dir/a.csv")" \
    date,item,from,to,qty,unit_cost,lot,reference,reason,party,price 'a header'
is "$(wc -l < "$dir/a.csv" | tr -d ' ')" 100001 'and as many rows as asked for'
is "$("$moves" 0 | wc -l | tr -d ' ')" 1 'or none'
is "$("$moves" --items | wc -l | tr -d ' ')" 20001 '20,000 items'
is "$("$moves" --locations | wc -l | tr -d ' ')" 51 '50 locations'
"$moves" many 2> /dev/null
is $? 2 'no number: usage'
if test -c /dev/full; then
	"$moves" 100000 > /dev/full 2> /dev/null
	is $? 74 'a full disk is not silent'
fi
is "$(awk '/"[A-Z]+-[0-9]+, part [1-9]"/ { q++ }
	END { print (q > 800 && q < 1200) }' "$dir/a.csv")" 1 \
    'about one reference in a hundred is quoted'
is "$(awk -F, 'NR > 1 && $1 < last && $3 == "VENDOR" { late++ }
	NR > 1 && $1 < last && $3 != "VENDOR" { wrong++ }
	$1 > last && NR > 1 { last = $1 }
	END { print (late > 2500 && late < 3500), wrong + 0 }' "$dir/a.csv")" '1 0' \
    'about 3 in a hundred are back-dated, all of them receipts'

# Whatever the order within a day: what goes out is counted first.
is "$(sqlite3 :memory: ".import --csv $dir/a.csv m" "
	WITH leg AS (
		SELECT \"from\" AS place, date, item, lot,
		    -CAST(round(qty * 1000) AS INTEGER) AS q FROM m
		UNION ALL
		SELECT \"to\", date, item, lot,
		    CAST(round(qty * 1000) AS INTEGER) FROM m),
	run AS (
		SELECT sum(q) OVER (PARTITION BY item, place, lot
		    ORDER BY date, q ROWS UNBOUNDED PRECEDING) AS on_hand
		FROM leg WHERE place GLOB 'L*')
	SELECT min(on_hand) >= 0, count(*) > 100000 FROM run")" '1|1' \
    'no place is ever below zero'
is "$(sqlite3 :memory: ".import --csv $dir/a.csv m" "
	SELECT count(DISTINCT item) > 15000, min(qty * 1000) >= 1,
	    count(DISTINCT \"to\"), max((lot <> '') <>
	        (substr(item, 2) % 10 = 1))
	FROM m WHERE \"to\" GLOB 'L*'")" '1|1|50|0' \
    'all places, most items; lots for every tenth item'
echo "1..$n"
