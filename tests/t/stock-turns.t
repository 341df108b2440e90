#!/bin/sh
# How fast stock turns, how old it is, and what nobody wants.
. "$(dirname "$0")/lib.sh"
book
check 'turns of nothing' 0 'item,name,on_hand,used,unit,value,average,cost,turns,cover' '' ops stock turns
check 'ages of nothing' 0 'item,name,qty,unit,value,age,negative,to_30,to_60,to_90,to_180,to_365,over' '' ops stock ageing
check 'nothing is dead' 0 'item,name,category,qty,unit,value,last_in,last_out,idle' '' ops stock dead
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost
2025-12-22,A1,VENDOR,MAIN/A,100,2
2026-01-11,A1,MAIN/A,CUSTOMER,50,
2026-01-16,A1,CUSTOMER,MAIN/A,10,
2026-01-21,A1,MAIN/A,PRODUCTION,10,
2026-01-05,B2,VENDOR,MAIN/A,8,5
EOF
turns() { ops stock turns --no-header "$@"; }
# 200 for 10 days, 100 for 5, 120 for 5, 100 for 10: of 30 days.
check 'cost over the average of all seconds, in a year' 0 'A1,50,50,136.67,100.00,8.902222,30' '' \
    turns --item A1 --since 2026-01-01 --until 2026-01-30 --columns item,on_hand,used,average,cost,turns,cover
check 'of the two ends' 0 'A1,150.00,100.00,8.111111,200.00,30' '' turns --item A1 --since 2026-01-01 \
    --until 2026-01-30 --average ends --explain --columns item,average,cost,turns,opening,days
check 'what nobody used has no cover' 0 'B2,8,0,0.00,0,' '' turns --item B2 \
    --columns item,on_hand,used,cost,turns,cover
check 'where nothing lay yet' 0 '' '' turns --item A1 --since 2025-11-01 --until 2025-12-01
check 'by category, by value' 0 'parts,140.00,100.00,42' '' turns --by category --since 2026-01-01 \
    --until 2026-01-30 --columns category,value,cost,cover
check 'as it was known' 0 '' '' turns --known-at @3
check 'a period to come' 2 '' '*the period has not begun*' ops stock turns --since 2027-01-01
check 'an average that is none' 65 '' "*average: 'mean' is wrong: expected time or ends" ops stock turns --average mean
check 'a key that is none' 2 '' '*expected item, category or site' ops stock turns --by lot

# Ages
ages() { ops stock ageing --no-header "$@"; }
check 'each layer in its class, the last day included' 0 'A1,50,100.00,78,0.00,20.00,0.00,80.00' '' \
    ages --item A1 --ages 58,60 --columns item,qty,value,age,negative,to_58,to_60,over
check 'one day later' 0 'A1,20.00,80.00' '' ages --item A1 --ages 83 --columns item,to_83,over --as-of 2026-03-16
check 'quantities' 0 'A1,10,40' '' ages --item A1 --ages 60 --qty --columns item,to_60,over
check 'a transfer keeps its age' 0 'A1,10,40' '' sh -c 'ops stock transfer -q --item A1 --qty 45 --from MAIN/A --to MAIN/B &&
    ops stock ageing --no-header --item A1 --ages 60 --qty --columns item,to_60,over'
check 'by category' 0 'parts,140.00' '' ages --by category --columns category,value
check 'all of it' 0 '140.00,20.00,120.00' '' ages --by all --ages 60 --columns value,to_60,over
check 'classes that fall' 2 '' "*--ages: '60,30' is wrong*" ops stock ageing --ages 60,30
check 'too many classes' 2 '' '*at most 12 numbers*' ops stock ageing --ages 1,2,3,4,5,6,7,8,9,10,11,12,13
check 'a lot is of an item' 2 '' "*--by: 'lot' is wrong: *item must be among the keys" ops stock ageing --by lot
ops stock item add -q --sku L1 --tracking lot
ops stock receive -q --item L1 --qty 2 --unit-cost 1 --to MAIN --line lot=K1 --line lot=K2
check 'by lot' 0 'K1,2
K2,2' '' ages --item L1 --by item,lot --columns lot,qty
ops config set stock.negative allow -q
ops stock issue -q --item B2 --qty 9 --from MAIN/A --date 2026-03-01
check 'what left before it came has no age' 0 'B2,-1,-5.00,,-5.00,0.00' '' \
    ages --item B2 --columns item,qty,value,age,negative,over

# As another program's tests have it
slots() { # slots ITEM: rows of a file, then what is left of each day
	ops stock item add -q --sku "$1" --cost 1
	sed "s/ITEM/$1/" | { echo date,item,from,to,qty; cat; } | ops stock move -q -i -
	ops stock ageing --item "$1" --as-of 2021-12-04 --ages 1,2,3 --qty \
	    --columns over,to_3,to_2,to_1 --no-header
}
is 'ageing_normal' "$(slots N1 <<-'EOF'
2021-12-01,ITEM,VENDOR,MAIN,30
2021-12-02,ITEM,VENDOR,MAIN,20
2021-12-03,ITEM,MAIN,CUSTOMER,10
EOF
)" 0,20,20,0
is 'ageing_count_resets_up: what is found is new' "$(slots N2 <<-'EOF'
2021-12-01,ITEM,VENDOR,MAIN,30
2021-12-02,ITEM,ADJUSTMENT,MAIN,20
2021-12-03,ITEM,MAIN,CUSTOMER,10
EOF
)" 0,20,20,0
is 'ageing_repack_keeps_age: not ours, what is made is new' "$(slots N3 <<-'EOF'
2021-12-03,ITEM,VENDOR,MAIN,500
2021-12-04,ITEM,MAIN,PRODUCTION,100
2021-12-04,ITEM,PRODUCTION,MAIN,100
EOF
)" 0,0,0,500

# Dead
check 'what went out long ago, or never; the most money first' 0 'A1,parts,50,100.00,2026-01-16,2026-01-21,53
N3,,500,500.00,2021-12-04,2021-12-04,1562' '' sh -c \
    'ops stock dead --idle 50d --item A1 --item N3 --item L1 --no-header \
    --columns item,category,qty,value,last_in,last_out,idle | sort'
check 'on the day itself' 0 'A1' '' ops stock dead --idle 53d --item A1 --columns item --no-header
check 'not the day before' 0 '' '' ops stock dead --idle 54d --item A1 --columns item --no-header
check 'what never went out' 0 'B2,8,,54' '' ops stock dead --as-of 2026-02-28 --item B2 --idle 50d \
    --columns item,qty,last_out,idle --no-header
check 'no duration' 2 '' "*--idle: 'long' is wrong: expected days*" ops stock dead --idle long
check 'hours are no days' 2 '' "*--idle: '5h' is wrong*" ops stock dead --idle 5h
done_testing
