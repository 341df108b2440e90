#!/bin/sh
# Sales: what went to customers, what it brought and what it had cost.
. "$(dirname "$0")/lib.sh"
book
check 'of nothing' 0 'item,name,qty,unit,revenue,cost,margin,margin_rate,lines,unpriced' '' ops stock sales
ops stock location add -q SOUTH
ops stock unit set -q --item A1 --unit box --qty 10
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,price,party
2026-01-02,A1,VENDOR,MAIN/A,100,2,,
2026-01-02,B2,VENDOR,SOUTH,100,1,,
2026-01-10,A1,MAIN/A,CUSTOMER,30,,5,ANN
2026-01-11,A1,MAIN/A,CUSTOMER,2 box,,40,BEN
2026-02-10,A1,MAIN/A,PRODUCTION,10,,,
2026-02-11,B2,SOUTH,CUSTOMER,20,,3,BEN
2026-02-12,B2,SOUTH,CUSTOMER,1,,,ANN
2026-02-13,A1,CUSTOMER,MAIN/A,2,,,ANN
2026-02-14,A1,CUSTOMER,MAIN/A,1,,4.5,ANN
EOF
check 'revenue, cost and margin' 0 'item,name,qty,unit,revenue,cost,margin,margin_rate,lines,unpriced
A1,Bell,47,each,215.50,94.00,121.50,0.563805,4,0
B2,Chain,21,m,60.00,21.00,39.00,0.65,2,1' '' ops stock sales
check 'what came back brought what was paid for it' 0 'ANN,2026-02,-14.50,-6.00,-8.50,' '' \
    ops stock sales --item A1 --by customer,month --period 2026-02 --no-header \
    --columns customer,period,revenue,cost,margin,margin_rate
check 'by customer' 0 'customer,revenue,cost,margin,margin_rate,lines,unpriced
ANN,135.50,55.00,80.50,0.594096,4,1
BEN,140.00,60.00,80.00,0.571429,2,0' '' ops stock sales --by customer
check 'by site and quarter' 0 'site,period,revenue
MAIN,2026-Q1,215.50
SOUTH,2026-Q1,60.00' '' ops stock sales --by site,quarter --columns site,period,revenue
check 'by category' 0 'parts,275.50' '' ops stock sales --by category --columns category,revenue --no-header
check 'by week and by day' 0 '2026-W02,150.00
2026-W02,150.00
2026-01-10,150.00' '' sh -c 'for by in week item,week day; do ops stock sales --by $by \
    --period 2026-01-10 --columns period,revenue --no-header; done'
check 'all of it' 0 '275.50,115.00,160.50' '' ops stock sales --by all --columns revenue,cost,margin --no-header
check 'what was consumed costs, and brings nothing' 0 'A1,57,215.50,114.00,4' '' \
    ops stock sales --consumed --item A1 --columns item,qty,revenue,cost,lines --no-header
check 'of one customer, site and category' 0 'B2,20,60.00' '' ops stock sales --customer BEN --site SOUTH \
    --category parts --columns item,qty,revenue --no-header
check 'of a category that is none' 0 '' '' ops stock sales --category none --no-header
check 'without a price there is no margin' 0 'B2,,1.00,,,1' '' ops stock sales --customer ANN --item B2 --no-header \
    --columns item,revenue,cost,margin,margin_rate,unpriced
check 'up to a day' 0 'A1,30' '' ops stock sales --as-of 2026-01-10 --columns item,qty --no-header
ops stock issue -q --item A1 --qty 1 --from MAIN/A --price 6
check 'one more' 0 'A1,221.50' '' ops stock sales --item A1 --columns item,revenue --no-header
ops undo -q 7
check 'what was undone was never sold' 0 'A1,215.50' '' ops stock sales --item A1 --columns item,revenue --no-header
check 'but was known' 0 'A1,221.50' '' ops stock sales --item A1 --columns item,revenue --no-header --known-at @7

# Sold before it came
ops config set stock.negative allow -q
ops stock item add -q --sku N1 --cost 8
ops stock issue -q --item N1 --qty 5 --from MAIN/A --date 2026-01-20 --price 20
ops stock receive -q --item N1 --qty 7 --unit-cost 9 --to MAIN/A --date 2026-02-03
check 'the true-up is a cost of the day that it came' 0 '2026-01,5,100.00,40.00
2026-02,0,,5.00' '' ops stock sales --item N1 --by item,month --columns period,qty,revenue,cost --no-header

# What is asked wrongly
check 'a key that is none' 2 '' "*--by: 'party' is wrong: expected item, category, customer, site, day, week, month, quarter or year" \
    ops stock sales --by party
check 'two grains of time' 2 '' "*--by: 'day' and 'month' do not go together" ops stock sales --by day,month
check 'a customer that is not known' 65 '' "*customer: 'ZOE' is not a known party*" ops stock sales --customer ZOE
check 'a site that is none' 65 '' '*is no site*' ops stock sales --site MAIN/A
ops stock issue -q --item B2 --qty 9000000000000 --from MAIN/A --price 9000000000
check 'a revenue beyond all numbers' 65 '' "*revenue of 'B2' is too large a number" ops stock sales --item B2
done_testing
