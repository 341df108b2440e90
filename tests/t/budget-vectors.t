#!/bin/sh
# Facts from other systems' tests: what commitments, gates and shares come to.
# Each case of tests/vectors/budget has its function here; where our rule is
# another one, it says so and why.
. "$(dirname "$0")/lib.sh"
vectors=$top/tests/vectors/budget
if ! command -v jq >/dev/null; then
	skip 'facts from others' 'no jq'
	done_testing
	exit
fi
ops init shop -q && cd shop || exit 1
ops budget account add -q cases

v() { # v ID FILTER: of the case
	cat "$vectors"/*.jsonl | jq -r "select(.id == \"$1\") | $2"
}
account() { # account NAME AMOUNT [FIELD...]: with a budget in March
	name=$1 amount=$2
	shift 2
	ops budget account add -q "$name" "$@"
	test "$amount" = 0 ||
		ops budget plan set -q "$name" --period 2026-03 --amount "$amount"
}
numbers() { # of an account: pre committed actual available
	ops budget status "$1" -p 2026-03 --no-header --all \
		--columns pre,committed,actual,available | sed 's/\.00//g'
}
post() { # what became of it
	if ops budget "$@" -q 2>/dev/null; then echo accept; else echo reject; fi
}
last() { ops log --limit 1 --columns entry --no-header; }

# ---- shares ----

share() { # share ID AMOUNT WEIGHTS: the parts in cents
	n=$(echo "$3" | tr ',' '\n' | wc -l)
	account "cases:$1" 0
	ops budget plan set -q "cases:$1" --amount "$2" --weights "$3" \
		--period "2026-01..2026-$(printf %02d "$n")" 2>/dev/null || {
		echo error
		return
	}
	ops budget plan list --account "cases:$1" --columns amount --no-header |
		awk '{ printf "%s%.0f", (NR > 1 ? "," : ""), $1 * 100 }'
}
for id in $(jq -r '.id' "$vectors/allocation.jsonl"); do
	cents=$(v "$id" '[.input | to_entries[] | select(.key | startswith("amount")).value][0]')
	weights=$(v "$id" '[.input.weights[] | tostring | split("/")[0]] | join(",")')
	want=$(v "$id" 'if .expect.error then "error" else .expect.parts | map(tostring) | join(",") end')
	why=
	case $id in
	al17) want=142,22,16,16,29 why=' (largest remainder, as documented: not from the first part on)' ;;
	al19) want=2,3 why=' (among equal remainders the earlier part, not the later one)' ;;
	al27) weights=, ;; # no weight at all
	al29) want=2,3 why=' (weights are proportions, of whatever sum)' ;;
	esac
	is "$id$why" "$(share "$id" "$(echo "$cents" | awk '{ printf "%.2f", $1 / 100 }')" "$weights")" "$want"
done

di01() {
	account cases:di01 0
	ops budget plan set -q cases:di01 --period 2026 --amount "$(v di01 .input.annual)"
	ops budget plan list --account cases:di01 --columns amount --no-header | sort -u
}
is 'di01' "$(di01)" "$(v di01 .expect.each).00"
di04() {
	account cases:di04 0
	ops budget plan set -q cases:di04 --period 2026 --amount "$(v di04 .input.annual)"
	ops budget plan list --account cases:di04 --columns amount --no-header |
		awk '{ n++; s += $1 * 100 } END { printf "%d %.0f", n, s }'
}
is 'di04: the months sum exactly' "$(di04)" '12 10000'

# ---- commitments: pre, committed, actual, available after each step ----

cm01() {
	account cases:"$1" "$(v "$1" .input.budget)"
	post commit --account cases:"$1" --qty 3 --unit-price 10 --reference P-"$1" >&2
	numbers cases:"$1"
	post spend --against P-"$1" --qty 1 --unit-price 10 >&2
	numbers cases:"$1"
	ops undo -q "$(last)"
	numbers cases:"$1"
}
for id in cm01 cm11; do
	is "$id" "$(cm01 $id 2>/dev/null)" "$(v $id '.expect.after[] | "0,\(.commit),\(.actual),\(.available)"')"
done
cm03() {
	ops budget account add -q cases:cm03 "$@"
	account cases:cm03:k1 "$(v cm03 .input.budget_lines.K1)"
	account cases:cm03:k2 "$(v cm03 .input.budget_lines.K2)"
}
cm03_order() {
	printf '%s\n' account,amount,reference cases:cm03:k1,101,PC cases:cm03:k2,198,PC |
		post commit -i -
}
cm03
is 'cm03: each line by itself' "$(cm03_order)" reject
ops budget account set -q cases:cm03 --level subtree
is 'cm03: the cost centre' "$(cm03_order; numbers cases:cm03 | tail -n 1)" '*accept*'
is 'cm03: what is left' "$(ops budget status cases:cm03 --depth 2 --columns available --no-header)" 1.00
ops undo -q "$(last)"
is 'cm03: the order is cancelled' "$(ops budget status cases:cm03 --depth 2 --columns available --no-header)" 300.00
cm05() {
	account cases:cm05 300
	post reserve --account cases:cm05 --qty 3 --unit-price 10 --document R5 >&2
	numbers cases:cm05
	post commit --against R5 --qty 2 --unit-price 25 --document P5 --final >&2
	numbers cases:cm05
	ops undo -q "$(last)"
	numbers cases:cm05
}
is 'cm05: the order is all there will be (--final)' "$(cm05 2>/dev/null)" \
	"$(v cm05 '.expect.after[] | "\(.pre),\(.commit),0,\(.available)"')"
cm07() {
	account cases:cm07 1000
	post reserve --account cases:cm07 --amount 300 --document R7 >&2
	numbers cases:cm07
	post commit --against R7 --amount 200 --document P7 >&2
	numbers cases:cm07
	post spend --against P7 --amount 200 >&2
	post reserve --account cases:cm07 --amount 50 --document R7b >&2
	numbers cases:cm07
}
is 'cm07: without it the rest stays reserved' "$(cm07 2>/dev/null)" \
	"$(v cm07 '.expect.after[] | "\(.pre),\(.commit),\(.actual),\(.available)"')"
cm09() { # an advance is a commitment that is cleared
	account cases:cm09 300
	post commit --account cases:cm09 --amount 100 --document A9 >&2
	numbers cases:cm09
	post spend --against A9 --amount 80 >&2
	numbers cases:cm09
	ops undo -q "$(last)"
	numbers cases:cm09
}
is 'cm09' "$(cm09 2>/dev/null)" "$(v cm09 '.expect.after[] | "0,\(.advance),\(.expense),\(.available)"')"
cm13() {
	account cases:cm13 "$(v cm13 .input.budget)"
	post spend --account cases:cm13 --amount "$(v cm13 .input.actual)" >&2
	post commit --account cases:cm13 --amount "$(v cm13 .input.PO)" --reference P13
	numbers cases:cm13 | cut -d, -f4
}
is 'cm13: what is spent counts once' "$(cm13 2>/dev/null)" 'accept
4000000'

# ---- gates ----

gt01() {
	account cases:gt01 0
	ops budget account set -q cases:gt01 --control stop
	echo 'budget: { approval: required }' >>ops.yaml
	ops budget plan set -q cases:gt01 --period 2026-03 --amount 2400
	post spend --account cases:gt01 --amount 400
	sed -i '/approval: required/d' ops.yaml
	ops budget plan set -q cases:gt01 --period 2026-03 --amount 2400
	post spend --account cases:gt01 --amount 400
}
is 'gt01: a draft is no budget' "$(gt01)" 'reject
accept'
gt03() {
	ops budget account add -q cases:gt03 --level subtree --control stop
	account cases:gt03:k1 400
	account cases:gt03:k2 800
	account cases:gt03:k3 1200
	post spend --account cases:gt03:k1 --amount 2000
	ops budget status cases:gt03 --depth 2 --columns available --no-header
}
is 'gt03' "$(gt03)" "$(v gt03 '.expect.result, .expect.available').00"
gt05() {
	account cases:gt05 2400 --control ignore
	post spend --account cases:gt05 --amount 100000 >&2
	numbers cases:gt05 | cut -d, -f4
	ops budget account set -q cases:gt05 --control stop
	post spend --account cases:gt05 --amount -100
	numbers cases:gt05 | cut -d, -f4
}
is 'gt05: a credit is never refused' "$(gt05 2>/dev/null)" "$(v gt05 '.expect.before, .expect.result, .expect.after')"
gt07() {
	account cases:gt07 100 --valid-until 2026-02-28
	ops budget check cases:gt07 5 --no-header --columns reason
}
is 'gt07 (a date outside is refused with its reason, not moved)' "$(gt07)" out-of-dates
er01() {
	account cases:er01 0 --control stop --horizon annual
	ops budget plan set -q cases:er01 --period 2026 --amount "$(v er01 .input.annual)"
	post spend --account cases:er01 --amount "$(v er01 .input.actual)"
}
is 'er01' "$(er01)" "$(v er01 .expect.result)"
is 'er03' "$(post spend --account cases:er01 --amount "$(v er03 .input.actual)")" "$(v er03 .expect.result)"
is 'er05: by what it is in our money' "$(account cases:er05 1000 --control stop
	post commit --account cases:er05 --amount 40000 --reference P-er05)" "$(v er05 .expect.result)"
er07() {
	account cases:er07 1000
	post spend --account cases:er07 --amount 999 >&2
	post commit --account cases:er07 --amount 1001 --reference P-er07a
	ops budget account set -q cases:er07 --control ignore
	post commit --account cases:er07 --amount 1001 --reference P-er07
}
is 'er07' "$(er07 2>/dev/null)" "$(v er07 '.expect.stop, .expect.ignore')"
is 'er09: planned once' "$(post plan set cases:er07 --period 2026-Q1 --amount 1)" "$(v er09 .expect.result)"
is 'er11: a period that ends before it begins' \
	"$(post plan set cases:er07 --period FY2100..FY2099 --amount 1)" "$(v er11 .expect.result)"
ax() { # what can be taken still is never below 0
	account cases:"$1" "$(v "$1" .input.available)"
	used=$(v "$1" '.input["already distributed in this document"]')
	test "$used" = 0 || post spend --account cases:"$1" --amount "$used" >&2
	numbers cases:"$1" | cut -d, -f4
}
is 'ax01' "$(ax ax01 2>/dev/null)" "$(v ax01 '.expect["remaining to allocate"]')"
is 'ax03 (what is over stands there, below 0: it is not hidden)' "$(ax ax03 2>/dev/null)" -50

# ---- revisions ----

rv01() {
	account cases:rv01 2400
	ops budget plan revise -q cases:rv01 --period 2026-03 --amount 2400.01
	ops budget plan revise -q cases:rv01 --period 2026-03 --amount 2400
	post spend --account cases:rv01 --amount 400 >&2
	numbers cases:rv01 | cut -d, -f4
}
is 'rv01: a revision goes on with what was spent' "$(rv01 2>/dev/null)" 2000
rv03() {
	account cases:rv03 0
	ops budget plan set -q cases:rv03 --period 2026 --amount 100000 --weights 1,2,3,4,5,6,7,8,9,10,11,13
	ops budget plan revise -q cases:rv03 --period 2026 --amount "$(v rv03 .input.budget)"
	ops budget status cases:rv03 --columns budget --no-header
	ops budget plan list --account cases:rv03 --columns amount --no-header | head -n 1
}
is 'rv03: and keeps the profile' "$(rv03)" "$(v rv03 '.expect["sum of months in revision"]').00
1518.98"
rv07() {
	for i in 1 2 3 4; do account "cases:rv07:l$i" 100; done
	ops budget status cases:rv07 --depth 2 --columns budget --no-header
	ops budget plan revise -q cases:rv07:l1 --period 2026-03 --amount 50
	ops budget status cases:rv07 --depth 2 --columns budget --no-header
}
is 'rv07' "$(rv07)" "$(v rv07 '.expect["total before"], .expect["total after"]' | sed 's/$/.00/')"
rv05() { # what each step has changed of both
	from=$(v rv05 '.input["from available"]') to=$(v rv05 '.input["to available"]')
	account cases:rv05:from "$from"
	account cases:rv05:to "$to"
	for step in $(v rv05 '.input.steps[] | gsub(" "; ":")'); do
		case $step in
		transfer:500) # refused
			post transfer --from cases:rv05:from --to cases:rv05:to \
				--period 2026-03 --amount "${step#*:}"
			continue
			;;
		transfer:*)
			post transfer --from cases:rv05:from --to cases:rv05:to \
				--period 2026-03 --amount "${step#*:}" >&2
			;;
		reverse) ops undo -q "$(last)" ;;
		esac
		echo "$(numbers cases:rv05:from | cut -d, -f4) $(numbers cases:rv05:to | cut -d, -f4)" |
			awk -v from="$from" -v to="$to" '{ f = $1 - from; t = $2 - to
				print f == 0 && t == 0 ? "0, 0" : "from " f ", to +" t }'
	done
}
is 'rv05' "$(rv05 2>/dev/null)" "$(v rv05 '.expect.after[]')"

# Every case of the files has been met.
for id in $(cat "$vectors"/*.jsonl | jq -r .id); do
	grep -q "$id" "$top/tests/t/budget-vectors.t" || case $id in al*) ;; *) echo "$id" ;; esac
done >missed
is 'each case was met' "$(cat missed)" ''
check 'the book is whole' 0 '*' '' ops fsck
done_testing
