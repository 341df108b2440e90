#!/bin/sh
# How goods flow through places: Little's law, checked by awk on what was fed.
. "$(dirname "$0")/lib.sh"
book
flow() { # flow COLUMNS OPTION...: without the header
	columns=$1
	shift
	ops stock flow --no-header --columns "$columns" "$@"
}
all=location,moves_in,moves_out,value_in,value_out,throughput,wip,grown,dwell_days,utilisation,bottleneck,why
check 'nothing moved: nothing flows' 0 \
    'location,site,moves_in,moves_out,value_in,value_out,throughput,wip,grown,dwell_days,utilisation,bottleneck,why' \
    '' ops stock flow

# 10 lie 5 days, 6 of them 5 more: 80 piece-days in 10 days.
ops stock item set -q A1 --cost 2
ops stock receive -q --item A1 --qty 10 --to MAIN/A --date 2026-03-01
ops stock transfer -q --item A1 --qty 4 --from MAIN/A --to MAIN/B --date 2026-03-06
ops stock issue -q --item A1 --qty 6 --from MAIN/A --date 2026-03-10T23:59:59Z
is 'in money: wip 8 a day of 2.00, out 1 a day, 8 days' "$(flow $all -p 2026-03-01..2026-03-10 --location MAIN/A)" \
    'MAIN/A,1,2,20.00,20.00,2.00,16.00,0.00,8,0.2,,too few bookings to tell: 2 of 30'
is 'in pieces' "$(flow item,unit,location,qty_in,qty_out,throughput,wip,grown,dwell_days -p 2026-03-01..2026-03-10 --by item,location)" \
    'A1,each,MAIN/A,10,10,1,7.999993,0,8
A1,each,MAIN/B,4,0,0,2,4,'
is 'what is in a site stays in it' "$(flow location,moves_in,moves_out,value_out,wip -p 2026-03-01..2026-03-10 --by site)" \
    'MAIN,1,1,12.00,20.00'
is 'so does what is below a depth' "$(flow location,moves_out -p 2026-03-01..2026-03-10 --depth 1)" 'MAIN,1'
is 'from before there were moves is from the first' "$(flow throughput,dwell_days --since 2025-01-01 --until 2026-03-10 --location MAIN/A)" \
    '2.00,8'
check 'from 1 on' 65 '' "*depth: '0' is wrong: expected a whole number from 1" ops stock flow --depth 0
is 'what lay there before counts' "$(flow item,wip,grown -p 2026-03-05 --by item --location MAIN/A)" 'A1,10,0'
is 'and what nobody knew does not' "$(flow location,wip,grown -p 2026-03-07..2026-03-08 --known-at @5)" \
    "$(flow location,wip,grown -p 2026-03-03..2026-03-04)"
is 'as of a day it ends there' "$(flow location,wip,grown --since 2026-03-01 --as-of 2026-03-05)" 'MAIN/A,20.00,20.00'

# Which place it is
few='too few bookings to tell: 1 of 2'
is 'one grows: it is the bottleneck' "$(flow location,bottleneck,why --least 0 -p 2026-03-01..2026-03-09 --where 'bottleneck = yes')" \
    'MAIN/A,yes,grew most: by 13.5 days of its throughput'
is 'nothing grew: the longest dwell' "$(flow location,bottleneck,why --least 2 -p 2026-03-01..2026-03-10)" \
    "MAIN/A,yes,nothing grew: the longest dwell
MAIN/B,,too few bookings to tell: 0 of 2"
is 'too few to tell, and how many it takes' "$(flow location,bottleneck,why --least 2 -p 2026-03-06 --location MAIN/A)" "MAIN/A,,$few"
ops stock receive -q --item B2 --qty 5 --to MAIN/B --date 2026-03-11
check 'what has no cost is left out of money, and said' 0 'MAIN/B,1,8.00' \
    'ops: stock flow: 1 items that moved have no cost, and no receipt has one: their amounts are left out' \
    ops stock flow --no-header --columns location,moves_in,wip -p 2026-03-11
check 'in pieces it is there' 0 'B2,1,5' '' \
    ops stock flow --no-header --columns item,moves_in,qty_in -p 2026-03-11 --by item --item B2
ops stock receive -q --item B2 --qty 5 --unit-cost 3 --to MAIN/B --date 2026-03-12
is 'what the latest receipt cost is its weight' "$(flow location,value_in --since 2026-03-11 --location MAIN/B --item B2)" 'MAIN/B,30.00'

# What was undone
before=$(ops stock flow --since 2026-03-01)
ops stock issue -q --item A1 --qty 3 --from MAIN/B --date 2026-03-12
ops undo -q 10
is 'an undone move was no booking' "$(ops stock flow --since 2026-03-01)" "$before"
ops undo -q 11
is 'undone again, it is one' "$(flow moves_out,value_out --since 2026-03-01 --location MAIN/B)" '1,6.00'

# What cannot be
check 'no such key' 2 '' "*--by: 'vendor' is wrong: expected item, site or location" ops stock flow --by vendor
check 'no such place' 65 '' "*'NOWHERE'*" ops stock flow --location NOWHERE
check 'no place of ours below a vendor' 0 '' '' ops stock flow --no-header --location VENDOR

# At random: 5 items, 4 places of ours, all of March; by hand it is the same
ops init ../random -q && cd ../random || exit 1
ops config set -q stock.negative allow
printf '%s\n' 'code,kind,parent' SOUTH,site, MAIN/A,internal,MAIN MAIN/B,internal,MAIN |
    ops stock location add -q -i -
printf '%s\n' sku,cost I1,1 I2,20 I3,3.5 I4,0.25 I5,7 | ops stock item add -q -i -
awk 'BEGIN {
	srand(7)
	split("VENDOR CUSTOMER MAIN MAIN/A MAIN/B SOUTH SCRAP", place, " ")
	print "date,item,from,to,qty"
	for (i = 0; i < 3000; i++) {
		a = 1 + int(rand() * 7)
		b = 1 + (a + int(rand() * 6)) % 7
		if (a != b)
			printf "2026-02-%02dT%02d:00:00Z,I%d,%s,%s,%d\n", 1 + int(rand() * 28), \
			    int(rand() * 24), 1 + int(rand() * 5), place[a], place[b], 1 + int(rand() * 40)
	}
}' >moves.csv
ops stock move -q -i moves.csv
ops stock move -q -i moves.csv
ops undo -q "$(ops log --sort -entry --limit 1 --columns entry --no-header)"
# byhand FROM TO: of those days, the 1st is 1: wip and out of each item and place
byhand() {
	awk -F, -v from="$1" -v to="$2" 'function ours(p) { return p ~ /^(MAIN|SOUTH)/ }
	function moved(p, q, t,    key) {
		if (!ours(p))
			return
		key = $2 "," p
		end = to * 24
		begin = (from - 1) * 24
		if (t < end) {
			area[key] += q * (end - (t > begin ? t : begin))
			if (t >= begin && q < 0) {
				out[key] -= q
				n[key]++
			}
		}
	}
	NR > 1 {
		t = (substr($1, 9, 2) - 1) * 24 + substr($1, 12, 2)
		moved($3, -$5, t)
		moved($4, $5, t)
	}
	END {
		for (k in area)
			if (out[k] > 0)
				printf "%s,%d,%d,%.3f,%s\n", k, n[k], out[k], area[k] / (end - begin), \
				    (area[k] >= 0 ? sprintf("%.2f", area[k] / 24 / out[k]) : "-")
	}' moves.csv | sort
}
asked() {
	flow item,location,moves_out,qty_out,wip,dwell_days --by item,location "$@" |
	    awk -F, '$4 > 0 { printf "%s,%s,%d,%d,%.3f,%s\n", $1, $2, $3, $4, $5, $6 == "" ? "-" : sprintf("%.2f", $6) }' | sort
}
for days in '01 28' '05 20' '14 14'; do
	# shellcheck disable=SC2086
	set -- $days
	is "the same as awk has it, days $days" "$(asked -p "2026-02-$1..2026-02-$2")" "$(byhand "$1" "$2")"
	is "as it was known, too, days $days" "$(asked -p "2026-02-$1..2026-02-$2" --known-at @4)" "$(byhand "$1" "$2")"
done
is 'money is the sum of its items' "$(flow location,value_out -p 2026-02)" "$(
    flow item,location,qty_out --by item,location -p 2026-02 | awk -F, '
	BEGIN { c["I1"] = 1; c["I2"] = 20; c["I3"] = 3.5; c["I4"] = 0.25; c["I5"] = 7 }
	{ v[$2] += $3 * c[$1] } END { for (p in v) printf "%s,%.2f\n", p, v[p] }' | sort)"
is "Little's law: wip is throughput times dwell" "$(flow throughput,wip,dwell_days -p 2026-02 | awk -F, '
    $3 != "" && ($1 * $3 - $2 > 0.01 * $1 + 0.01 || $2 - $1 * $3 > 0.01 * $1 + 0.01)')" ''
is 'one is the bottleneck' "$(flow bottleneck -p 2026-02 | grep -c yes)" 1
done_testing
