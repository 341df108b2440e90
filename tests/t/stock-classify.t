#!/bin/sh
# Items by cost and by how their demand varies: ABC, XYZ, four patterns.
. "$(dirname "$0")/lib.sh"
one() { # one QTY...: a month each, from 2025-01 on; what the item is
	month=2025-01-01
	{
		echo item,period,qty,cost
		for qty; do
			echo "P,${month%-01},$qty,1"
			month=$(date -u -d "$month + 1 month" +%Y-%m-%d)
		done
	} | ops stock classify -i - --no-header --columns cv,xyz,adi,cv2,pattern,periods --explain
}
is 'always the same' "$(one 5 5 5 5)" 0,X,1,0,smooth,4
# 2 and 4: mean 3, deviation 1; as a sample 2 / 9.
is 'a little more, a little less' "$(one 2 4)" 0.333333,X,1,0.222222,smooth,2
is 'sometimes very much' "$(one 1 9 1 9)" 0.8,Y,1,0.853333,erratic,4
is 'now and then' "$(one 0 4 0 4)" 1,Y,2,0,intermittent,4
is 'now and then, never the same' "$(one 0 0 1 0 0 9)" 1.979899,Z,3,1.28,lumpy,6
is 'once is no pattern' "$(one 0 0 7)" 1.414214,Z,3,,,3
is 'never is nothing' "$(one 0 0)" ,,,,,2
check 'periods without a row are empty ones' 0 'P,0.707107,1.5,3,2
Q,0.707107,1,3,2' '' sh -c 'printf "%s\n" item,period,qty P,2025-01,5 P,2025-03,5 Q,2025-01,5 Q,2025-02,5 |
    ops stock classify -i - --explain --no-header --columns item,cv,adi,periods,demands'
check 'what is after the last demand is in no interval' 0 'P,2
Q,1' '' sh -c 'printf "%s\n" item,period,qty P,2025-W04,5 P,2025-W02,5 Q,2025-W01,5 |
    ops stock classify -i - --no-header --columns item,adi'
check 'without a cost there is no class by it' 0 'item,name,cost,abc,cv,xyz,class,adi,cv2,pattern
P,,,,0,X,,1,,' '' sh -c 'printf "%s\n" item,period,qty P,2025,5 | ops stock classify -i -'
check 'of nothing' 0 'item,name,cost,abc,cv,xyz,class,adi,cv2,pattern' '' sh -c 'echo item,period,qty | ops stock classify -i -'
check 'both classes' 0 'P,80.00,A,X,AX' '' sh -c 'printf "%s\n" item,period,qty,cost P,2025-Q1,5,80 |
    ops stock classify -i - --no-header --columns item,cost,abc,xyz,class'
check 'other cuts' 0 'P,Z' '' sh -c 'printf "%s\n" item,period,qty P,2025-01,2 P,2025-02,4 |
    ops stock classify -i - --xyz 0.1,0.2 --no-header --columns item,xyz'
check 'no period' 65 '' "*:2: period: 'soon' is wrong: expected a day, week*" sh -c \
    'printf "%s\n" item,period,qty P,soon,5 | ops stock classify -i -'
check 'two sorts of periods' 65 '' "*period: '2025' is wrong: expected a month, as in the rows before*" sh -c \
    'printf "%s\n" item,period,qty P,2025-01,5 P,2025,5 | ops stock classify -i -'
check 'too many' 65 '' '*more than 10000 periods' sh -c \
    'printf "%s\n" item,period,qty P,1900-01-01,5 P,2025-01-01,5 | ops stock classify -i -'
check 'too much' 65 '' "*demand of 'P' is too large a number" sh -c \
    'printf "%s\n" item,period,qty P,2025,9000000000000 P,2025,9000000000000 | ops stock classify -i -'
check 'cuts that are three' 2 '' "*--xyz: '1,2,3' is wrong*" sh -c 'echo item,period,qty | ops stock classify -i - --xyz 1,2,3'

# Of a book
book
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost
2025-01-01,A1,VENDOR,MAIN,100,2
2025-01-01,B2,VENDOR,MAIN,100,1
2025-03-10,A1,MAIN,CUSTOMER,6,
2026-02-10,A1,MAIN,PRODUCTION,6,
2025-09-10,B2,MAIN,CUSTOMER,12,
2026-03-10,B2,MAIN,CUSTOMER,12,
EOF
check 'the last twelve whole months' 0 'A1,24.00,A,2.236068,Z,6,0,intermittent,12,2
B2,12.00,A,3.316625,Z,7,,,12,1' '' ops stock classify --no-header --explain \
    --columns item,cost,abc,cv,xyz,adi,cv2,pattern,periods,demands
check 'a period, by quarters' 0 'A1,4,1
B2,4,1' '' ops stock classify --period 2025 --per quarter --explain --no-header --columns item,periods,demands
check 'as it was known' 0 '' '' ops stock classify --known-at @3 --no-header

# Another program's classes
vectors=$shared/vectors/stock/abc_xyz.json
if [ -f "$vectors" ] && command -v jq >/dev/null; then
	jq -r '"item,period,qty,cost", (.items[] | .sku as $s | .retail_price as $p |
	    .demand | to_entries[] | "\($s),2025-\(.key + 101 | tostring[1:]),\(.value),\(.value * $p)")' \
	    "$vectors" >rows.csv
	ops stock classify -i rows.csv --cuts 0.80,0.90 --xyz 0.20,0.60 --crossing lower \
	    --columns item,class,cv --no-header >ours
	for want in $(jq -r '.items[] | "\(.sku),\(.abc_strict)\(.xyz),\(.cv_population * 1000000 | round / 1000000)"' "$vectors"); do
		is "$want" "$(grep "^${want%%,*}," ours)" "$want"
	done
else
	skip 'the classes of supplychainpy' 'no ../shared, or no jq'
fi
done_testing
