#!/bin/sh
# What holds after any sequence of writes: some at random, always the same.
. "$(dirname "$0")/lib.sh"
book
ops stock item add -q -i - <<-'EOF'
	sku
	C3
	D4
EOF

# pick WORD...: one of them, by a generator that begins with the seed
pick() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	shift $((seed / 65536 % $#))
	picked=$1
}
balances() { sqlite3 ops.db 'SELECT item, location, lot, qty FROM on_hand WHERE qty <> 0'; }
masters() { ops stock item list && ops stock location list; }
last() { sqlite3 ops.db 'SELECT MAX(entry) FROM entry'; }
number() { pick 1 2 3 4 5 6 7 8 9 && n=$picked; }

move() {
	pick A1 B2 C3 D4 && item=$picked
	pick VENDOR VENDOR MAIN MAIN/A MAIN/B CUSTOMER && from=$picked
	pick MAIN MAIN/A MAIN/B CUSTOMER SCRAP ADJUSTMENT && to=$picked
	pick 01 02 03 04 05 06 && date=2026-03-$picked
	pick '' '' L1 L2 && lot=$picked
	number
}

# One write; it may be refused.
write() {
	pick move move move several set add undo undo line
	case $picked in
	move)
		move
		ops stock move -q --item "$item" --from "$from" --to "$to" --qty "$n" --date "$date" --lot "$lot"
		;;
	several)
		for row in 1 2 3 4; do
			move && echo "$item,VENDOR,MAIN/A,$n,$date,$lot"
			echo "$item,MAIN/A,MAIN/B,1,$date,$lot"
		done | sed '1i item,from,to,qty,date,lot' >several.csv
		ops stock move -q -i several.csv
		;;
	set)
		move && ops stock item set -q "$item" --min "$n"
		;;
	add)
		number && ops stock location add -q "MAIN/$n" --kind internal --parent MAIN
		;;
	undo)
		number && entry=$(($(last) + 1 - n)) && undo "$entry"
		;;
	line)
		number && entry=$(($(last) + 1 - n)) && pick 1 2 3 && undo "$entry.$picked"
		;;
	esac 2>>refused
}

# An undo of the undo is as if nothing had been; then it is undone for good.
undo() {
	balances >before && masters >>before
	ops undo -q "$1" || return
	ops undo -q "$(last)" || echo "undo of the undo of $1" >>broken
	balances >after && masters >>after
	cmp -s before after || echo "undo of $1" >>broken
	ops undo -q "$(last)" || echo "undo once more of $1" >>broken
}

for seed in 1 20261121; do
	name="seed $seed"
	: >refused
	: >broken
	for step in 1 2 3 4 5 6; do
		for i in 1 2 3 4 5 6 7; do
			write
		done
		sums=$(sqlite3 ops.db 'SELECT item FROM on_hand GROUP BY item HAVING SUM(qty) <> 0')
		[ -z "$sums" ] || echo "sum of $sums" >>broken
		ops fsck -q || echo "fsck" >>broken
	done
	is "$name: the sum over all places is zero, an undone undo is nothing, fsck is silent" "$(cat broken)" ''
	is "$name: what was refused says why" "$(grep -vc '^ops: [a-z ]*: ' refused)" 0
done
check 'there was something to see' 0 '' '' test "$(last)" -gt 60
check 'and something refused' 0 '*' '' grep -q 'stock.negative' refused
ops log -F csv --columns entry,digest >first
ops log -F csv --columns entry,digest >second
check 'a list is the same each time' 0 '' '' cmp first second
done_testing
