#!/bin/sh
# ops report nightly: what is short, what there is, what moved and changed.
. "$(dirname "$0")/lib.sh"

report() {
	ops report nightly "$@"
}

# same_as_lines NAME OPTIONS: the rows of each list are the first that its
# line gives alone, and the text says how many there are.
same_as_lines() {
	told=$1
	shift
	report -F json "$@" >"$dir/report.json"
	report -F md "$@" >"$dir/report.md"
	for key in negative_value at_risk expiring counts_due on_hand dead; do
		line=$(jq -r ".${key}_line" "$dir/report.json")
		eval "$line -F json" >"$dir/rows.json"
		n=$(jq length "$dir/rows.json")
		jq -cn --slurpfile r "$dir/report.json" \
		    --slurpfile l "$dir/rows.json" "\$r[0].${key} == [
		    (\$r[0].${key}[0] // {} | keys_unsorted) as \$k | \$l[0][:10][] |
		    . as \$row | reduce \$k[] as \$c ({}; .[\$c] = \$row[\$c])]" \
		    >"$dir/same"
		is "$told: $key, of $n" "$(cat "$dir/same")" true
		test "$n" -le 10 || check "$told: $key is cut, and says so" 0 \
			"*The first 10 of $n rows*" '' cat "$dir/report.md"
	done
}

# An empty book has a report, too.
ops init empty --name Empty -q && cd empty || exit 1
check 'an empty book is all right' 0 \
	'[[]OK] Empty nightly 2026-03-14: 0 negative, 0 below minimum*' '' \
	report
check 'and says that nothing moved' 0 '*No movement in eight weeks.*' '' report
check 'and that nothing is short' 0 '*below minimum*none*' '' report
check 'on the first of all days, which no night was before' 0 \
	'[[]OK] Empty nightly 0001-01-01: *end of 0001-01-01.*' '' \
	sh -c 'OPS_NOW=0001-01-01T00:00:00Z ops report nightly'

# Of a book without closings, with lots, what is below zero and idle.
if command -v jq >/dev/null; then
	SKU="O'Neil; exit 7"
	ops stock item add "$SKU" --unit each --cost 9999 -q
	ops stock receive -q --item "$SKU" --to MAIN --qty 9 --date 2026-03-14
	ops stock issue -q --item "$SKU" --from MAIN --qty 3 --date 2026-03-14
	line=$(ops report nightly -F json | jq -r .moved_line)
	is 'a line keeps the shell from an item that is a command' \
		"$(eval "$line" | cut -d, -f 4,8 | sed 1d)" "$SKU,3"
	ops undo -q 4
	ops undo -q 3
	ops config set -q stock.negative allow
	awk 'BEGIN { print "sku,cost,tracking"
		for (i = 1; i <= 12; i++)
			print "I" i "," i % 4 "," (i % 3 ? "none" : "lot") }' |
		ops stock item add -q -i -
	ops stock location add -q -i - <<-EOF
	code,parent
	MAIN/A,MAIN
	MAIN/B,MAIN
	TWO,
	EOF
	awk 'BEGIN { print "item,from,to,lot,qty,date"
		for (i = 1; i <= 12; i++) for (n = 0; n < 9; n++) {
			way = i < 5 ? "TWO,MAIN/B" : "TWO,CUSTOMER"
			if (n % 3 == 0) way = "VENDOR,MAIN/A"
			if (n % 3 == 1) way = "MAIN/A,TWO"
			print "I" i "," way "," (i % 3 ? "" : "L" n % 2) "," \
			    9 + n * i "," 2025 + (i + n) % 2 "-0" n % 3 + 1 \
			    "-0" n + 1
		} }' |
		ops stock move -q -i -
	ops stock lot set -q I3 L0 --expires 2026-03-20
	same_as_lines 'a book never closed'
	same_as_lines 'on a day before' --as-of 2025-12-31
else
	skip 'the numbers are those of the lines' 'no jq here'
fi
cd ..

ops init --sample lark -q && cd lark || exit 1
report >../text
check 'state, counts and date come first' 0 \
	'[[]WARN] Lark Bicycles nightly 2026-03-14: 0 negative, * below minimum*' \
	'' report
check 'the facts have a date, a zone, an entry' 0 \
	'*As of 2026-03-15 12:00, time zone UTC. Last movement: 2026-03-14*' '' \
	cat ../text
check 'and what is closed' 0 '*closed through 2026-02-28.*' '' \
	sh -c 'tr "\n" " " <../text'
check 'what is short since yesterday is new' 0 '*NEW    LOCK-U *' '' \
	cat ../text
check 'what is not short any more is told once' 0 \
	'*Resolved since the end of 2026-03-13: HELMET-M (below-min).*' '' \
	cat ../text
check 'and not again the day after' 0 '' '' sh -c \
	'OPS_NOW=2026-03-16T12:00:00Z ops report nightly | grep Resolved ||:'
check 'a delivery that came late into the book' 0 \
	'*late *stock receive *2026-03-09 09:20*SADDLE-CITY*VENDOR*' '' \
	cat ../text
check 'an entry taken back' 0 '*undoes *typed twice*' '' cat ../text
check 'a price changed' 0 '*masters *stock item set*' '' cat ../text
check 'never wider than 80 columns' 0 '' '' \
	awk '{ gsub(/\342../, "x") } length > 80' ../text

# Same clock and book, same bytes; so does the line in the footer.
report >../again
check 'the same bytes again' 0 '' '' cmp ../text ../again
sed -n '/byte for byte/,$p' ../text | sed -n 's/^  \$ //p; s/^        --/--/p' \
	>../line
check 'the footer says how' 0 '' '' sh -c '. ../line | cmp - ../text'
ops stock issue --item BELL-BRASS --from SOUTH/A --qty 1 -q
check 'also when the book has grown' 0 '' '' sh -c '. ../line | cmp - ../text'

# Every line under a block runs, and gives rows.
sed -e ':more' -e '/\\$/{N;s/ \\\n */ /;b more' -e '}' ../text |
	sed -n 's/^  \$ ops/ops/p' >../lines
is 'there are seventeen of them' "$(wc -l <../lines | tr -d " ")" 17
while read -r line; do
	rows=$(eval "$line" | wc -l)
	[ "$rows" -gt 1 ]
	ok "it runs: $line" $?
done <../lines

# Stock: what it is worth, what is at risk, expires, is to be counted or dead,
# and where the flow stops.
shown=$(awk '/^On hand/ { there = 1 } there && $1 == "NORTH" {
	gsub(",", ""); print $2; exit }' ../text)
is 'the value of a site' "$shown" "$(ops stock value --by site --site NORTH \
	--no-header | cut -d , -f 2)"
check 'promises at risk are counted' 0 '*, 3 at risk
=*' '' cat ../text
check 'and told, with what is short' 0 \
	'*To decide: promises at risk*SO-8006 *BIKE-CITY *60 *57*--at-risk*' '' \
	cat ../text
check 'and by which day, promised or not' 0 '*To decide: promises at risk
* open  day *
*2026-03-07*2026-03-19*SO-8006 * 2026-03-2*' '' cat ../text
check 'what has expired' 0 '*To decide: expiring*SEALANT-250 *SL-00 *-4 *' '' \
	cat ../text
check 'what is to be counted, with how many more' 0 \
	'*To decide: counts due*The first 10 of 31 rows*stock count due*' '' \
	cat ../text
check 'decisions stand before totals' 0 '*counts due*On hand*Dead stock*' '' \
	cat ../text
check 'what nobody wants' 0 '*Dead stock*LIGHT-DYNAMO *6 *205*stock dead*' '' \
	cat ../text
check 'where the flow stops' 0 '*The bottleneck*NORTH/A/02 *grew most*' '' \
	cat ../text
check 'what a line finds nothing for is left out' 1 '' '' \
	grep 'may cost' ../text
check 'and are of the site that is asked for' 0 '*, 4 at risk
=*SO-8006*Dead stock*LIGHT-DYNAMO*stock dead *--site SOUTH*' '' \
	report --site SOUTH
check 'of which another has none' 1 '' '' sh -c \
	'ops report nightly --site NORTH | grep -E "at risk|LIGHT-DYNAMO"'
if command -v jq >/dev/null; then
	# Each shortage, and what its own two lines have of it.
	ops report nightly -F json >../night.json
	eval "$(jq -r .short_line ../night.json) -F json" >../short.json
	eval "$(jq -r .order_line ../night.json) -F json" >../plan.json
	is 'what is short is what its line has' "$(jq -c '[.below_minimum[] |
		[.item, .location, .on_hand, .min]] | sort' ../night.json)" \
		"$(jq -c '[.[] | [.item, .location, .on_hand, .min]] | sort' \
		../short.json)"
	is 'what is to be ordered is what the plan has' "$(jq -cn \
		--slurpfile n ../night.json --slurpfile p ../plan.json '
		$n[0].below_minimum | length > 5 and all(.[]; . as $row |
		.order == ([$p[0][] | select(.item == $row.item and
		.level == $row.location) | .qty] | add))')" true
	is 'nothing of what is on order already' "$(jq -c \
		'.below_minimum[] | select(.item == "HELMET-L") | .order' \
		../night.json),$(ops stock expected list --item HELMET-L \
		--columns open --no-header)" null,30
else
	skip 'what is to be ordered is what the plan has' 'no jq here'
fi

# The numbers are those of the moves, added up by another program.
if command -v sqlite3 >/dev/null; then
	bikes=$(sqlite3 -readonly ops.db "
		SELECT SUM(CASE WHEN b.code = 'CUSTOMER' THEN m.qty
		ELSE -m.qty END) / 1000000 FROM move m
		JOIN item i ON i.id = m.item JOIN location a ON a.id = m.src
		JOIN location b ON b.id = m.dst WHERE i.sku = 'BIKE-CITY'
		AND 'CUSTOMER' IN (a.code, b.code)
		AND m.at >= strftime('%s', '2026-02-15')
		AND m.at < strftime('%s', '2026-03-15')")
	is 'the bicycles of four weeks' "$(awk '$1 == "BIKE-CITY" && $NF !~ /[0-9]/ {
		print $(NF - 2); exit }' ../text)" "$bikes"
else
	skip 'the bicycles of four weeks' 'no sqlite3 here'
fi

# A day in the past, whole; and one site.
check 'a day is reported as it ended' 0 \
	'*nightly 2026-03-10*As of 2026-03-10 23:59:59*' '' \
	report --as-of 2026-03-10
check 'with no word of today' 0 '' '' sh -c \
	'ops report nightly --as-of 2026-03-10 | grep ^today ||:'
check 'one site' 0 '*Bicycles SOUTH nightly*--site SOUTH*' '' \
	report --site SOUTH
check 'has no other sites in it' 0 '' '' sh -c \
	'ops report nightly --site SOUTH | grep ^NORTH ||:'
check 'a shelf is no site' 65 '' "*'SOUTH/A' is no site*" report --site SOUTH/A

ops stock location add "EAST SIDE'S" -q
report --site "EAST SIDE'S" >../sides
check 'a site that the shell would take apart' 0 \
	"*ops stock check --as-of *--site 'EAST SIDE'\\\\''S'*" '' cat ../sides
check 'a site of today has no yesterday' 0 '[[]WARN]*' '' \
	report --site "EAST SIDE'S"
sed -e ':more' -e '/\\$/{N;s/ \\\n */ /;b more' -e '}' ../sides |
	sed -n 's/^  \$ ops stock value/ops stock value/p' >../line
check 'is quoted in the lines' 0 'site,value*' '' sh -c '. ../line'

# A day begins and ends by the clocks of the book.
(cd .. && TZ=America/New_York ops init --sample east -q)
check 'a day of the zone' 0 '*nightly 2026-03-14*As of 2026-03-15 08:00, time zone America/New_York.*' \
	'' ops -C ../east report nightly
check 'that ends by its clocks' 0 '*As of 2026-03-14 23:59:59, *' '' \
	ops -C ../east report nightly --as-of 2026-03-14

# Formats.
check 'a page for mail' 0 '<!DOCTYPE html>*<table style=*</html>' '' \
	report -F html
check 'without script or style sheet' 0 '' '' sh -c \
	'ops report nightly -F html | grep -i -e "<script" -e "<style" ||:'
check 'markdown' 0 '# *## *| ---*' '' report -F md
check 'rows are no document' 2 '' '*expected table, md, html or json' \
	report -F csv
check 'nothing but errors' 0 '' '' report -q
check 'a full disk is noticed' 74 '' '*No space left*' sh -c \
	'ops report nightly >/dev/full'
if command -v jq >/dev/null; then
	check 'json' 0 '"2026-03-14" "WARN" 0 true' '' sh -c \
	    'ops report nightly -F json | jq -r "[.date, .state, .negative,
	    (.below_minimum | length > 3)] | map(tojson) | join(\" \")"'
else
	skip 'json' 'no jq here'
fi

if command -v jq >/dev/null; then
	same_as_lines 'a book that is closed'
	same_as_lines 'of one site' --site SOUTH
	same_as_lines 'as known then' --known-at 2026-02-10
else
	skip 'the numbers are those of the lines' 'no jq here'
fi

check 'times are told to the minute' 0 '*masters *2026-03-15 12:07  *seconds*' '' \
	env OPS_NOW=2026-03-15T12:07:58Z sh -c 'ops stock item set LOCK-U --price 42 -q -m seconds
	ops report nightly'

# Of rules that no entry names yet only today's are known.
echo '# a new rule' >>ops.yaml
report >../text
check 'new rules are said' 0 '*ops stock check *--config now*' '' \
	sh -c 'tr -d "\n\\\\" <../text'
sed -n '/byte for byte/,$p' ../text | sed -n 's/^  \$ //p; s/^        --/--/p' \
	>../line
check 'so that it is the same again' 0 '' '' sh -c '. ../line | cmp - ../text'
ops stock item set LOCK-U --price 43 -q
report >../text
check 'once an entry names them they are not' 0 0 '' sh -c \
	'grep -c config ../text ||:'
# The night again, on a later day.
T=2026-03-15T22:00:00Z
OPS_NOW=$T ops report nightly >../night
OPS_NOW=2026-03-17T09:00:00Z ops report nightly --as-of $T --known-at $T >../later
cmp ../night ../later
ok 'as of then, as known then: the same bytes' $?

sed -n '/byte for byte/,$p' ../text | sed -n 's/^  \$ //p; s/^        --/--/p' \
	>../line
echo '# and another' >>ops.yaml
check 'what was in force that night is in the line' 0 '' '' sh -c \
	'. ../line | cmp - ../text'

# Below zero, names of strangers, and a part that fails.
sed -i 's/negative: refuse.*/negative: allow/' ops.yaml
ops stock item add EVIL --name '<b>&"x"</b>|*' --unit each --min 5 --max 9 -q
ops stock issue --item EVIL --from SOUTH/A --qty 2 -q
check 'below zero is critical' 0 '[[]CRIT]* 1 negative, *' '' report
check 'with the line that gives it' 0 \
	'*EVIL *-2 *stock check --as-of * --kind negative*below minimum*' '' report
check 'with what it may cost, which nobody knows' 0 \
	'*may cost*EVIL *-2 *0.00*stock value --negative*' '' report
check 'and told before all else' 0 \
	'*below zero*NEW    EVIL *SOUTH/A *-2 *below minimum*' '' report
check 'html is escaped' 0 '*&lt;b&gt;&amp;&quot;x&quot;*' '' report -F html
check 'and has no tag of theirs' 0 '' '' sh -c \
	'ops report nightly -F html | grep -F "<b>" ||:'
check 'markdown, too' 0 3 '' sh -c \
	'ops report nightly -F md | grep -cF "\<b>&\"x\"\</b>\|\*"'
is 'one blank line at most stands between its parts' \
	"$(ops report nightly -F md | uniq -d | grep -c '^$')" 0
ops stock item add HUGE --unit each --cost 9000000000 -q
ops stock receive --item HUGE --to SOUTH/A --qty 10000000 -q
check 'amounts that are too large to be grouped' 65 \
	'*What flowed*today  *90000000000000000 *28 days*' '' report --site SOUTH
ops undo -q "$(ops log --limit 1 --columns entry --no-header)"
ops stock item set EVIL --cost 9000000000 -q
ops stock issue --item EVIL --from SOUTH/A --qty 2000000000 -q
check 'a part that fails is in its place, the others stand' 65 \
	'[[]CRIT]*below minimum*ERROR: *stock value*EVIL*too large*changed*' \
	'*' report
done_testing
