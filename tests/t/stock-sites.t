#!/bin/sh
# Ages, turns and dead stock of each site, by hand and against awk and SQL.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q -i - <<-'EOF'
code,kind,parent
SOUTH,site,
SOUTH/1,internal,SOUTH
SOUTH/2,internal,SOUTH
EOF
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost
2025-12-22,A1,VENDOR,MAIN/A,100,2
2026-01-21,A1,MAIN/A,SOUTH/1,40,
2026-01-31,A1,MAIN/A,CUSTOMER,30,
2026-02-01,A1,VENDOR,SOUTH/2,10,3
2026-03-05,A1,SOUTH/2,CUSTOMER,5,
2026-03-05,A1,SOUTH/1,CUSTOMER,15,
EOF

# Of 60 that are worth 130 each site has half; 20 of SOUTH came on the 22nd.
ages() { ops stock ageing --no-header --ages 60 "$@"; }
check 'a site is a queue of its own, and what is moved keeps its age' 0 'A1,MAIN,30,0,30
A1,SOUTH,30,10,20' '' ages --by item,site --qty --columns item,site,qty,to_60,over
check 'its value is its share, spread by quantity' 0 'A1,MAIN,65.00,83,0.00,65.00
A1,SOUTH,65.00,69,21.67,43.33' '' ages --by item,site --columns item,site,value,age,to_60,over
check 'one site' 0 'A1,30,10,20' '' ages --site SOUTH --qty --columns item,qty,to_60,over
check 'all sites are their sum' 0 '60,10,50' '' ages --site SOUTH --site MAIN --qty --columns qty,to_60,over
check 'one place of it is a queue, too' 0 'A1,25,25' '' ages --location SOUTH/1 --qty --columns item,qty,over
check 'the bare verb has one queue of all' 0 'A1,60,10,50' '' ages --qty --columns item,qty,to_60,over
check 'before the transfer' 0 'A1,MAIN,100' '' ages --by item,site --as-of 2026-01-20 --columns item,site,qty
check 'sites alone' 0 'MAIN,65.00
SOUTH,65.00' '' ages --by site --columns site,value
check 'a site that is none' 65 '' "*site: 'MAIN/A' is no site: it stands in 'MAIN'" ops stock ageing --site MAIN/A

# MAIN: 9 days 120, 1 day 60, 10 days 63.75. SOUTH: 10 days 80, 10 days 106.25.
turns() { ops stock turns --no-header "$@"; }
check 'what was used from a site, against what lay there' 0 'A1,MAIN,30,30,63.75,88.88,60.00,12.319982,20,120.00
A1,SOUTH,50,0,106.25,93.13,0.00,0,,80.00' '' turns --by item,site --since 2026-01-22 --until 2026-02-10 --explain \
    --columns item,site,on_hand,used,value,average,cost,turns,cover,opening
check 'a transfer is no use, but it moves the value' 0 'MAIN,160.00,0.00
SOUTH,40.00,0.00' '' turns --by site --since 2026-01-11 --until 2026-01-30 --columns site,average,cost
check 'one place' 0 'A1,15,30.00' '' turns --location SOUTH/1 --columns item,used,cost
check 'sites together' 0 '130.00,100.00' '' turns --by all --site MAIN --site SOUTH --columns value,cost
check 'as the bare verb' 0 '130.00,100.00' '' turns --by all --columns value,cost

dead() { ops stock dead --no-header "$@"; }
check 'nothing left the site for so long' 0 'A1,MAIN,30,65.00,2025-12-22,2026-01-31,2026-01-21,43' '' \
    dead --by item,site --idle 43d --columns item,site,qty,value,last_in,last_out,last_moved,idle
check 'the company sold some' 0 '' '' dead --idle 43d
check 'of one site' 0 'A1,30,43' '' dead --site MAIN --idle 43d --columns item,qty,idle
check 'a day earlier' 0 '' '' dead --site MAIN --idle 44d
check 'what other places took was wanted' 0 'A1,,2026-01-21,9' '' \
    dead --site MAIN --idle 9d --as-of 2026-01-30 --columns item,last_out,last_moved,idle
check 'what came from there came then' 0 '' '' dead --site SOUTH --idle 10d --as-of 2026-01-30
check 'it has, now' 0 'A1,40,2026-01-21,9' '' dead --site SOUTH --idle 9d --as-of 2026-01-30 \
    --columns item,qty,last_in,idle
check 'inside a site nothing leaves it' 0 'A1,' '' sh -c 'ops stock transfer -q --item A1 --qty 1 --from SOUTH/1 \
    --to SOUTH/2 --date 2026-03-14 && ops stock dead --site SOUTH --idle 5d --columns item,last_moved --no-header'
check 'goods are dead' 2 '' "*--by: 'site' is wrong: *item must be among the keys" ops stock dead --by site

check 'all of it in one row' 0 '130.00' '' ops stock value --by all --no-header

# Lots have queues of their own; what left before it came has no age.
ops stock item add -q --sku L1 --tracking lot
ops stock move -q -i - <<-'EOF'
date,item,lot,from,to,qty,unit_cost
2025-12-01,L1,K1,VENDOR,MAIN/A,4,1
2026-03-01,L1,K2,VENDOR,MAIN/A,4,7
2026-03-02,L1,K2,MAIN/A,SOUTH/1,3,
2026-03-03,L1,K1,MAIN/A,SOUTH/1,1,
EOF
check 'by lot' 0 'L1,MAIN,K1,3.00,0.00,3.00
L1,MAIN,K2,7.00,7.00,0.00
L1,SOUTH,K1,1.00,0.00,1.00
L1,SOUTH,K2,21.00,21.00,0.00' '' ages --item L1 --by item,site,lot --columns item,site,lot,value,to_60,over
check 'values are those of the value verb' 0 'MAIN,10.00
SOUTH,22.00' '' ops stock value --item L1 --by site --no-header
ops config set stock.negative allow -q
ops stock move -q --item B2 --qty 5 --from MAIN/A --to SOUTH/1
check 'a queue below nothing' 0 'B2,MAIN,-5,,-5,0
B2,SOUTH,5,,0,5' '' ages --by item,site --item B2 --qty --columns item,site,qty,age,negative,to_60

# Many moves among three sites; awk has the queues, and SQL the rest.
cd .. && mkdir many && ops init many/b --name Many -q && cd many/b || exit 1
printf 'code,kind,parent\nN,site,\nS,site,\nS/1,internal,S\nW,site,\n' | ops stock location add -q -i -
awk 'BEGIN { print "sku"; for (i = 1; i <= 12; i++) printf "I%02d\n", i }' | ops stock item add -q -i -
awk 'function move(day, i, from, to, qty, cost) {
	printf "2026-%02d-%02d,I%02d,%s,%s,%d,%s\n", 1 + int(day / 28), 1 + day % 28, i, from, to, qty, cost
}
BEGIN {
	srand(7)
	split("N S S/1 W", place)
	print "date,item,from,to,qty,unit_cost"
	for (n = 0; n < 4000; n++) {
		day = int(n * 56 / 4000)
		i = 1 + int(rand() * 12)
		p = place[1 + int(rand() * 4)]
		q = 1 + int(rand() * 20)
		if (rand() < .4 || have[i, p] < q) {
			move(day, i, "VENDOR", p, q, 1 + int(rand() * 9))
			have[i, p] += q
		} else if (rand() < .5 && (to = place[1 + int(rand() * 4)]) != p) {
			move(day, i, p, to, q)
			have[i, p] -= q
			have[i, to] += q
		} else {
			move(day, i, p, "CUSTOMER", q)
			have[i, p] -= q
		}
	}
}' >../m.csv
ops stock move -q -i ../m.csv
queues() { # item,site,day,qty of what is left, as awk has it
	sed 's,S/1,S,g' ../m.csv | awk -F, 'NR == 1 || $3 == $4 { next }
	function take(q, n,   first) {
		for (moved = 0; n > 0; n -= t) {
			first = head[q] + 0
			t = left[q, first] < n ? left[q, first] : n
			at[++moved] = came[q, first]
			much[moved] = t
			left[q, first] -= t
			if (left[q, first] == 0) head[q]++
		}
	}
	function put(q, day, n) { came[q, tail[q] + 0] = day; left[q, tail[q]++ + 0] = n }
	{
		moved = 0
		if ($3 != "VENDOR") take($2 "," $3, $5)
		if ($3 == "VENDOR") put($2 "," $4, $1, $5)
		else if ($4 != "CUSTOMER") for (i = 1; i <= moved; i++) put($2 "," $4, at[i], much[i])
	}
	END { for (q in tail) for (i = head[q] + 0; i < tail[q]; i++) print q "," came[q, i] "," left[q, i] }' |
	awk -F, '{ d = $3 > "2026-02-18" ? 10 : $3 > "2026-02-08" ? 20 : 99
		if ($3 == "2026-02-18") d = 10
		if ($3 == "2026-02-08") d = 20
		sum[$1 "," $2, d] += $4; key[$1 "," $2] }
	END { for (k in key) printf "%s,%d,%d,%d\n", k, sum[k, 10], sum[k, 20], sum[k, 99] }' | sort
}
is 'the ages of every site' "$(ops stock ageing --by item,site --ages 10,20 --qty --as-of 2026-02-28 \
    --columns item,site,to_10,to_20,over --no-header)" "$(queues)"
is 'their values are those of value' "$(ops stock ageing --by item,site --columns item,site,value --no-header)" \
    "$(ops stock value --by item,site --columns item,site,value --no-header)"
cents() { awk -F, '{ s += sprintf("%.0f", $NF * 100) } END { print s }'; }
is 'turns of sites sum to the whole' "$(ops stock turns --by site --columns cost --no-header | cents)" \
    "$(ops stock turns --by all --columns cost --no-header | cents)"
if command -v sqlite3 >/dev/null; then
	is 'what was used' "$(ops stock turns --by item,site --since 2026-02-01 --columns item,site,used --no-header)" \
	    "$(sqlite3 -csv ops.db "SELECT i.sku, substr(s.code, 1, 1), SUM(CASE WHEN d.kind = 'customer' AND
	    m.at >= strftime('%s', '2026-02-01') THEN m.qty ELSE 0 END) / 1000000 FROM move m
	    JOIN item i ON i.id = m.item JOIN location d ON d.id = m.dst
	    JOIN location s ON s.id = m.src OR (s.id = m.dst AND d.kind <> 'customer')
	    WHERE s.kind <> 'vendor' GROUP BY 1, 2 ORDER BY 1, 2" | tr -d '\r')"
	is 'what is dead' "$(ops stock dead --by item,site --idle 2d --as-of 2026-02-28 --columns item,site --no-header | sort)" \
	    "$(sqlite3 -csv ops.db "SELECT i.sku, substr(s.code, 1, 1) FROM move m JOIN item i ON i.id = m.item
	    JOIN location s ON s.id = m.src OR s.id = m.dst JOIN location d ON d.id = m.dst JOIN location f ON f.id = m.src
	    WHERE s.kind <> 'vendor' AND s.kind <> 'customer' GROUP BY 1, 2
	    HAVING SUM(CASE WHEN s.id = m.dst THEN m.qty ELSE -m.qty END) > 0
	    AND MAX(CASE WHEN s.id = m.src AND substr(d.code, 1, 1) <> substr(s.code, 1, 1) THEN m.at ELSE 0 END)
	    <= CAST(strftime('%s', '2026-02-26 23:59:59') AS INTEGER) ORDER BY 1, 2" | tr -d '\r')"
else
	skip 'what was used' 'no sqlite3'
	skip 'what is dead' 'no sqlite3'
fi
done_testing
