#!/bin/sh
# What holds after any sequence of moves, checked by awk on what was fed.
. "$(dirname "$0")/lib.sh"

# random SEED N: moves of 5 items between 6 places, half of them dated back.
random() {
	awk -v seed="$1" -v n="$2" 'BEGIN {
		srand(seed)
		split("VENDOR CUSTOMER MAIN/A MAIN/B SOUTH SCRAP", place)
		print "date,item,from,to,qty,lot"
		for (i = 0; i < n; i++) {
			a = 1 + int(rand() * 6)
			b = 1 + (a + int(rand() * 5)) % 6
			if (a == b)
				continue
			printf "2026-03-%02d,I%d,%s,%s,%.3f,%s\n", \
			    1 + int(rand() * 14), 1 + int(rand() * 5), \
			    place[a], place[b], 0.001 + rand() * 9, \
			    rand() < 0.3 ? "L" int(rand() * 3) : ""
		}
	}'
}

# sums FILE...: item, place and balance of every row, by hand.
sums() {
	awk -F, 'FNR > 1 {
		q = sprintf("%.0f", $5 * 1000)
		sum[$2 "," $3] -= q
		sum[$2 "," $4] += q
	} END {
		for (k in sum)
			if (sum[k] != 0)
				print k "," sum[k] / 1000
	}' "$@" | sort
}

book
ops config set -q stock.negative allow
ops stock location add -q SOUTH
printf 'sku\nI1\nI2\nI3\nI4\nI5\n' | ops stock item add -q -i -
for seed in 1 2 3 4; do
	random $seed 300 >"moves$seed.csv"
	ops stock move -q -i "moves$seed.csv"
done
is 'every place holds what went in less what went out' \
    "$(ops stock balance --all --columns item,location,on_hand --no-header | sort)" \
    "$(sums moves?.csv)"
is 'the sum over all places is zero' \
    "$(ops stock balance --all --columns item,on_hand --no-header | awk -F, '
	{ sum[$1] += sprintf("%.0f", $2 * 1000) }
	END { for (i in sum) if (sum[i] != 0) print i, sum[i] }')" ''
is 'the ledger is in its order' \
    "$(ops stock ledger --columns item,date,entry,line --no-header)" \
    "$(ops stock ledger --columns item,date,entry,line --no-header | sort -t, -k1,1 -k2,2 -k3,3n -k4,4n)"

# Each balance of the ledger is the one before with the move of the row.
steps() {
	ops stock ledger --columns item,from,to,qty,balance --no-header "$@" |
	    awk -F, '
		function ours(p) { return p ~ /^(MAIN|SOUTH)/ }
		{
			b[$1] += sprintf("%.0f", $4 * 1000) * (ours($3) - ours($2))
			if (b[$1] != sprintf("%.0f", $5 * 1000))
				print "row " NR ": " $0
		}'
}
is 'each balance follows from the one before' "$(steps)" ''
is 'as it was known earlier, too' "$(steps --known-at @7)" ''

# The ledger at a time and the balance of that time are the same.
for when in '--as-of 2026-03-03' '--as-of 2026-03-10 --known-at @7' '--known-at @8'; do
	# shellcheck disable=SC2086
	is "the last balances are those of stock balance $when" \
	    "$(ops stock ledger $when --columns item,balance --no-header |
		awk -F, '{ b[$1] = $2 } END { for (i in b) if (b[i] != 0) print i "," b[i] }' | sort)" \
	    "$(ops stock balance --by item $when --columns item,on_hand --no-header | sort)"
	# shellcheck disable=SC2086
	is "so are those of a place $when" \
	    "$(ops stock ledger $when --location MAIN/A --columns item,balance --no-header |
		awk -F, '{ b[$1] = $2 } END { for (i in b) if (b[i] != 0) print i "," b[i] }' | sort)" \
	    "$(ops stock balance --location MAIN/A --by item $when --columns item,on_hand --no-header | sort)"
	# shellcheck disable=SC2086
	is "a part of the ledger is that part $when" \
	    "$(ops stock ledger $when --since 2026-03-03 --no-header)" \
	    "$(ops stock ledger $when --no-header | awk -F, '$3 >= "2026-03-03"')"
done

check 'the kept balances are those of the moves' 0 '*' '' ops fsck

# Documents and moves say the same.
ops init ../documents -q
cd ../documents || exit 1
printf 'sku\nI1\nI2\n' | ops stock item add -q -i -
ops stock receive -q --to MAIN --date 2026-03-01 --line item=I1,qty=8,unit_cost=2 --line item=I2,qty=5
ops stock issue -q --from MAIN --date 2026-03-02 --line item=I1,qty=3,price=4
ops stock adjust -q --location MAIN --date 2026-03-03 --line item=I1,qty=-1 --line item=I2,qty=2
ops stock transfer -q --from MAIN --to TRANSIT --date 2026-03-04 --line item=I2,qty=1
ops init ../moves -q
ops stock item list -F csv | ops -C ../moves stock item add -q -i -
ops stock ledger -F csv --columns date,item,from,to,qty,unit_cost |
    ops -C ../moves stock move -q -i -
is 'what the ledger lists, move takes' \
    "$(ops -C ../moves stock balance --all --by item,location)" \
    "$(ops stock balance --all --by item,location)"
done_testing
