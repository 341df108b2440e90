#!/bin/sh
# Tables on a terminal fit its width, whatever that is.
. "$(dirname "$0")/lib.sh"

if ! script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
	echo '1..0 # SKIP no script(1), or no terminal to be had'
	exit
fi
ops init --sample sample -q && cd sample || exit 1
tty() { # tty WIDTH COMMAND: what a terminal of that width shows
	COLUMNS=$1 TERM=dumb script -qec "$2" /dev/null </dev/null | tr -d '\r'
}
widest() { sed 's/\xe2\x80\xa6/x/g' | awk 'length > n { n = length } END { print n + 0 }'; }

for columns in 100 80 60 40; do
	for cmd in 'stock balance' 'stock balance --by item,lot' 'stock check' \
		'stock ledger' 'stock item list' log 'config list' \
		'stock move -n --item BELL-BRASS --from SOUTH/A --to SOUTH/B --qty 1'
	do
		tty $columns "ops $cmd" >../out
		[ "$(widest <../out)" -le $columns ]
		ok "$cmd in $columns columns" $?
	done
done
is 'what is left out is named' "$(tty 60 'ops stock balance' | tail -n 1)" \
	'(not shown: *expected*)'
is 'with the numbers whole' "$(tty 40 'ops stock balance --item BELL-BRASS')" \
	'item * on_hand
*BELL-BRASS * *
(not shown: reserved, available,
expected, unit)'
is 'what was asked for stays' "$(tty 40 \
	'ops stock balance --columns item,location,on_hand,reserved,available' |
	head -n 1)" 'item *on_hand reserved available'
is 'a pipe has it all' "$(ops stock balance -F table | head -n 1)" '*  expected  unit'
is 'times have seconds in all rows or in none' "$(ops stock item set BELL-BRASS \
	--price 3 -q; OPS_NOW=2026-03-15T12:00:07Z ops stock item set BELL-BRASS \
	--price 4 -q; OPS_NOW=2026-03-16 ops log -F table --limit 3 --columns recorded)" 'recorded
*
2026-03-15 12:00:07
2026-03-15 12:00:00
2026-*:00'
done_testing
