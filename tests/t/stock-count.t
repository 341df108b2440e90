#!/bin/sh
# Counts: sheets, differences at their instant, second rounds, accuracy.
. "$(dirname "$0")/lib.sh"
book
list=item,location,lot,book,counted,difference,value,state
ops stock item add -q -i - <<'E'
sku,unit,tracking,cost
L3,each,lot,3
S4,each,serial,
E
ops stock receive -q --to MAIN/A --date 2026-02-01 --line item=A1,qty=10,unit_cost=2 --line item=B2,qty=20,unit_cost=1
ops stock receive -q --to MAIN/B --date 2026-02-01 --line item=A1,qty=5,unit_cost=2 --line item=L3,qty=4,unit_cost=3,lot=K-1 # entry 6

# A sheet, and back
sheet=count,location,item,lot,name,counted,unit
check 'a sheet is blind' 0 "$sheet
,MAIN/A,A1,,Bell,,each
,MAIN/A,B2,,Chain,,m
,MAIN/B,A1,,Bell,,each
,MAIN/B,L3,K-1,,,each" '' ops stock count sheet
check 'unless it is to see' 0 "$sheet,book
C-9,MAIN/B,A1,,Bell,,each,5" '' ops stock count sheet --location MAIN/B --item A1 --book --count C-9
check 'of a class, of a site' 0 "$sheet" '' ops stock count sheet --site MAIN --class A
check 'a row that was not filled in is not 0' 65 '' '*-:2: counted: is missing*' \
    sh -c 'ops stock count sheet | ops stock count post -i -'
ops stock count sheet | awk -F, -v OFS=, 'NR > 1 {
    $6 = $3 == "A1" ? $2 == "MAIN/A" ? 7 : 6 : $3 == "B2" ? 20 : 4 } 1' >counted.csv
check 'what would move' 0 'line,date,item,from,to,qty,*
1,2026-03-10T00:00:00Z,A1,MAIN/A,ADJUSTMENT,3,,,C-1,count,,,,,
2,2026-03-10T00:00:00Z,A1,ADJUSTMENT,MAIN/B,1,,,C-1,count,,,,,' '*' \
    ops stock count post -i counted.csv --date 2026-03-10 -n
check 'the sheet comes back as it is' 0 'id,entry
C-1,7' 'ops: stock count post: 4 counted, 2 differ: gain 2.00, loss 6.00, net -4.00, gross 8.00' \
    ops stock count post -i counted.csv --date 2026-03-10 --counted-by Pia
check 'what agrees is kept as proof' 0 "$list
A1,MAIN/A,,10,7,-3,-6.00,posted
B2,MAIN/A,,20,20,0,0.00,agrees
A1,MAIN/B,,5,6,1,2.00,posted
L3,MAIN/B,K-1,4,4,0,0.00,agrees" '' ops stock count list --count C-1 --columns "$list"
check 'who counted is kept, and can be redacted' 0 'counted_by
Pia
count,counted_by
C-1,' '' sh -c 'ops stock count list --columns counted_by --limit 1
    ops redact -q count C-1 --field counted_by -m left && ops stock count list --columns count,counted_by --limit 1'
check 'the book has it' 0 'item,location,on_hand
A1,MAIN/A,7
A1,MAIN/B,6' '' ops stock balance --item A1 --columns item,location,on_hand

# Moves during the count: they are before or behind its instant
ops stock issue -q --item A1 --from MAIN/A --qty 2 --date 2026-03-12T10:00
check 'sold behind the instant, typed in later' 0 '*C-2,*' '*1 counted, 0 differ: gain 0.00, loss 0.00, net 0.00, gross 0.00' \
    ops stock count post --item A1 --location MAIN/A --counted 7 --date 2026-03-12T09:00
check 'sold before it' 0 '*C-3,*' '*1 counted, 0 differ*' \
    ops stock count post --item A1 --location MAIN/A --counted 5 --date 2026-03-12T11:00
check 'a unit is understood' 0 '*C-4,*' '*1 counted, 0 differ*' sh -c \
    'ops stock unit set -q --item B2 --unit box --qty 10 --of m &&
    ops stock count post --item B2 --location MAIN/A --counted "2 box"'
check 'nothing is there any more' 0 '*C-5,*' '*1 differs: gain 0.00, loss 12.00*' \
    ops stock count post --item L3 --lot K-1 --location MAIN/B --counted 0
check 'a lot that the book does not know' 0 '*C-6,*' '*1 differs: gain 6.00*' \
    ops stock count post --item L3 --lot K-2 --location MAIN/B --counted 2
check 'a scanner counts' 0 'id,entry
C-7,*' '*2 counted, 1 differs: gain 2.00*' \
    sh -c "printf 'MAIN/A\nA1\n*6\nB2\n*20\n' | ops stock scan --to count | ops stock count post -i -"
check 'a code of ones own; by numbering' 0 'id,entry
YEAR-END,*
id,entry
CNT-1,*' '*' sh -c 'ops stock count post YEAR-END --item A1 --location MAIN/B --counted 6
    ops config set -q numbering.count CNT- && ops stock count post --item A1 --location MAIN/B --counted 6'

# Behind the instant of a count
check 'nothing is due yet' 0 '' '' ops stock count due --no-header
check 'a late delivery note belies a count' 0 'item,location,reason,drift,count
A1,MAIN/B,drift,3,CNT-1' '*' sh -c 'ops stock receive -q --item A1 --qty 3 --to MAIN/B --date 2026-03-14 &&
    ops stock count due --columns item,location,reason,drift,count'
late=$(ops log --limit 1 --columns entry --no-header)
check 'it is on the sheet, and check finds it when asked' 1 "$sheet
,MAIN/B,A1,,Bell,,each
kind,item,location,on_hand,date
count-due,A1,MAIN/B,9,2026-03-15" '' sh -c 'ops stock count sheet --due
    ops stock check --counts --kind count-due --columns kind,item,location,on_hand,date'
check 'else it does not' 0 'kind,*' '' ops stock check --item A1
check 'monitoring is told' 1 'STOCK WARNING - *, 1 counts due | * counts=1;0;;0' '' ops stock check --nagios --counts
check 'counting again settles it' 0 '' '' sh -c \
    'ops stock count post -q --item A1 --location MAIN/B --counted 6 && ops stock count due --no-header'
check 'as it was known' 0 'A1,MAIN/B,,A,9,*,drift,3,*' '' ops stock count due --no-header --known-at @$late
check 'by the calendar' 0 'item,location,lot,class,last,every,due,overdue,reason
A1,MAIN/A,,A,2026-03-15T12:00:00Z,30,2026-04-14,3,calendar
A1,MAIN/B,,A,2026-03-15T12:00:00Z,30,2026-04-14,3,calendar' '' \
    env OPS_NOW=2026-04-17T12:00:00Z ops stock count due --columns item,location,lot,class,last,every,due,overdue,reason
check 'by other cuts' 0 'item,class,every
A1,C,180
A1,C,180' '' sh -c 'ops config set -q stock.crossing lower &&
    ops stock count due --all --item A1 --columns item,class,every && ops config set -q stock.crossing higher'
check 'by other days' 0 '' '' sh -c 'ops config set -q stock.count_days.a 60 &&
    OPS_NOW=2026-04-17T12:00:00Z ops stock count due --no-header'
check 'what was never counted, since it came' 0 'item,every,due,overdue,reason
A1,60,2026-05-14,-60,calendar
A1,60,2026-05-14,-60,calendar
B2,180,2026-09-11,-180,calendar
L3,180,2026-09-11,-180,calendar
N5,180,2026-08-28,-166,never' '' sh -c 'ops stock item add -q N5 && ops stock receive -q --item N5 --qty 1 --to MAIN --date 2026-03-01 &&
    ops stock count due --all --columns item,every,due,overdue,reason'

# A second count
ops config set -q stock.count_tolerance 10
check 'over the tolerance it waits' 0 'id,entry
R,*' '*2 counted, 2 differ: gain 0.00, loss 1.00, net -1.00, gross 1.00
ops: stock count post: 1 waits for a second count, nothing is posted for it: *--again R*' \
    ops stock count post R --location MAIN/A --line item=A1,counted=2 --line item=B2,counted=19
check 'the book stays' 0 'on_hand
6' '' ops stock balance --item A1 --location MAIN/A --columns on_hand
check 'it is listed' 0 "$list
A1,MAIN/A,,6,2,-4,,waiting
A1,MAIN/A,,waiting,R" '' sh -c "ops stock count list --state waiting --columns $list
    ops stock count due --no-header --columns item,location,lot,reason,count"
check 'accuracy waits for it' 0 'places,within,waiting
15,9,1' '' ops stock count accuracy --by all --columns places,within,waiting
check 'the second sheet has that only' 0 "$sheet
R,MAIN/A,A1,,Bell,,each" '' ops stock count sheet --again R
check 'what does not wait is not counted again' 65 '' \
    "*counted: 'B2' at MAIN/A is counted in 'R' already, and does not wait: expected another count" \
    ops stock count post R --location MAIN/A --item B2 --counted 19
check 'the second count decides' 0 'id,entry
R,*' '*1 counted, 1 differs: gain 0.00, loss 6.00*' \
    sh -c "ops stock count sheet --again R | sed '2s/Bell,/Bell,3/' | ops stock count post -i -"
check 'both are told' 0 'round,counted,state
1,2,recounted
1,19,posted
2,3,posted' '' ops stock count list --count R --columns round,counted,state
check 'nothing waits' 0 "$sheet" "*nothing of 'R' waits" ops stock count sheet --again R
ops config set -q stock.count_tolerance 90
ops config set -q stock.count_tolerance_value 2.50
check 'by money' 0 '*' '*2 counted, 2 differ: gain 2.00, loss 0.00*1 waits*' \
    ops stock count post M --location MAIN/A --line item=A1,counted=4 --line item=B2,counted=22
check 'a later count of the place settles it, too' 0 'state
superseded' '' sh -c 'ops stock count post -q --item B2 --location MAIN/A --counted 19 &&
    ops stock count list --count M --item B2 --columns state'

# Accuracy, reckoned from the raw records
ops export -q ../x
independent() { # places,within,gain,loss
	awk -F, -v tolerance="$1" '
	FILENAME ~ /counted/ { if ($12 == "yes") {
		at = $3 " " $6 " " $7 " " $8
		n[at] = $4; held[at] = $11; counted[at] = $9; entry[at] = $1 } next }
	$11 == "count" {
		place = $5 == "ADJUSTMENT" ? $6 : $5
		moved[$1 " " $4 " " place " " $9] = $5 == "ADJUSTMENT" ? $7 : -$7 }
	END {
		cost["A1"] = 2; cost["B2"] = 1; cost["L3"] = 3
		for (at in n) {
			if (held[at] == "yes") continue
			split(at, k, " ")
			d = moved[entry[at] " " k[2] " " k[3] " " k[4]]
			v = d * cost[k[2]]
			places++
			book = counted[at] - d
			if (d == 0 || (tolerance && (d < 0 ? -d : d) * 100 <= (book < 0 ? -book : book) * 90 &&
			    (v < 0 ? -v : v) <= 2.5)) within++
			if (v > 0) gain += v; else loss -= v
		}
		printf "%d,%d,%.2f,%.2f\n", places, within, gain, loss
	}' ../x/stock-counted.csv ../x/stock-move.csv
}
check 'accuracy agrees with an independent reckoning' 0 "$(independent 1)" '' \
    ops stock count accuracy --by all --no-header --columns places,within,gain,loss
sed -i /count_tolerance/d ops.yaml
check 'without a tolerance it is exact' 0 "$(independent 0)" '' \
    ops stock count accuracy --by all --no-header --columns places,within,gain,loss
check 'by site, class and month' 0 'site,class,month,places,within,accuracy,waiting,gain,loss,net,gross
MAIN,A,2026-03-01,*
MAIN,C,2026-03-01,*' '' ops stock count accuracy --by site,class,month
check 'of a period' 0 'site,places,within,accuracy,waiting,gain,loss,net,gross
MAIN,4,2,0.5,0,2.00,6.00,-4.00,8.00' '' ops stock count accuracy --until 2026-03-11
check 'in which nobody counted' 0 'site,*gross' '' ops stock count accuracy --period 2026-01
check 'as it was known' 0 '4,2,0.5,0,2.00,6.00,-4.00,8.00' '' ops stock count accuracy --by all --known-at @7 --no-header
check 'by what?' 2 '' "*--by: 'size' is wrong: expected site, class or month (did you mean 'site'?)" ops stock count accuracy --by size

# Undone, copied, checked
last=$(ops log --limit 1 --columns entry --no-header)
check 'a count goes with its moves' 0 'state
waiting' '' sh -c "ops undo -q $last && ops stock count list --count M --item B2 --columns state"
check 'the first round not before the second' 65 '' "*stock count* 'R' was changed again by entry *: undo that first" \
    sh -c 'ops undo $(ops stock count list --count R --columns entry --no-header --limit 1)'
check 'a line of it does not go alone' 65 '' '*a line of a count is not undone alone: undo entry 7, or count again' ops undo 7.5
check 'an undo that is undone: it counts again' 0 'state
superseded' '' sh -c "ops undo -q $((last + 1)) && ops stock count list --count M --item B2 --columns state"
check 'the books are right' 0 'kind,entry,problem' '' ops fsck
check 'a copy is the same' 0 '' '' sh -c 'rm -rf ../x && ops stock count list >../a && ops export -q ../x && ops restore -q ../x ../copy &&
    ops --book ../copy stock count list | diff ../a -'
check 'the list is a count for another book' 0 '*' '*' sh -c 'ops stock count list --count C-1 -F csv |
    ops stock count post -i - --count AGAIN -n 2>&1 | grep -q "is not known" && exit 1; exit 0'
check 'people may ask' 0 'count,counted,held
C-1,7,0' '' ops sql 'SELECT "count", counted, held FROM stock_counted ORDER BY entry, n LIMIT 1'

check 'what a count names stays' 65 '' "*item 'N6' is named by entry *: it cannot be taken back" sh -c '
    ops stock item add -q N6 && ops stock count post -q --item N6 --location MAIN --counted 0 &&
    ops undo $(($(ops log --limit 1 --columns entry --no-header) - 1))'

# What cannot be
bad() { name=$1 want=$2 err=$3; shift 3; check "$name" "$want" '' "ops: stock count post: $err" ops stock count post "$@"; }
bad 'a place that is no place of ours' 65 "location: *'CUSTOMER'*" --item A1 --location CUSTOMER --counted 1
bad 'the same place twice' 65 "counted: 'A1' at MAIN/A is counted twice" \
    --location MAIN/A --line item=A1,counted=1 --line item=A1,counted=2
check 'twice in a file' 65 '' "*is counted twice*nothing is posted*" sh -c \
    'printf "item,location,counted\nA1,MAIN/A,1\nA1,MAIN/A,1\n" | ops stock count post -i -'
bad 'less than nothing' 65 "*counted: '-1' is wrong: expected a quantity from 0" --item A1 --location MAIN/A --counted -1
bad 'without its lot' 65 "lot: is missing: 'L3' is tracked by lot" --item L3 --location MAIN/A --counted 1
bad 'two of a serial' 65 "counted: a serial of 'S4' is one piece: expected 0 or 1" --item S4 --lot X --location MAIN/A --counted 2
bad 'tomorrow' 65 '*' --item A1 --location MAIN/A --counted 1 --date tomorrow
bad 'a unit without a factor' 65 '*pallet*' --item A1 --location MAIN/A --counted '1 pallet'
bad 'a place that nobody knows' 65 '*' --item A1 --location ATTIC --counted 1
bad 'not what, not where' 2 '--item, --location and --counted are missing' C-77
ops stock item set -q N5 --status blocked
bad 'a blocked item' 77 "item: 'N5' is blocked: it is not counted ('ops stock item set --status' opens it)" \
    --item N5 --location MAIN --counted 1
ops stock count post -q U --item B2 --location MAIN/A --counted 20 --date 2026-03-11
undone=$(ops undo "$(ops log --limit 1 --columns entry --no-header)" | sed '1d; s/,.*//')
ops close -q 2026-03-11
check 'what was undone before the closing does not come back behind it' 77 '' \
    "*count 'U' is in a closed period and stays as it is: count again" ops undo "$undone"
bad 'a closed period' 77 "date: '2026-03-10' is in a closed period: *" --item A1 --location MAIN/A --counted 1 --date 2026-03-10
check 'nor what agrees there' 77 '' '*' ops stock count post --item B2 --location MAIN/A --counted 20 --date 2026-03-11
check 'a count that is closed stays' 77 '' \
    "*count 'C-1' is in a closed period and stays as it is: count again" ops undo 7
check 'on no other day, either' 77 '' '*stays as it is*' ops undo 7 --date 2026-03-12
check 'again of no count' 65 '' "*--again: there is no count 'NEVER'" ops stock count sheet --again NEVER
check 'again, and something else' 2 '' '*--again goes without --due and --count' ops stock count sheet --again R --due
check 'one bad row of many' 1 'id,entry
K,*' '*1 row is in*' sh -c 'printf "item,location,counted\nA1,MAIN/A,4\nA1,CUSTOMER,1\nB2,MAIN/A,19\n" |
    ops stock count post -i - --count K --keep-going --rejects bad.csv'
check 'a tolerance that is none' 78 '' "*stock.count_tolerance is '-1'; expected a number from 0" \
    ops config set -- stock.count_tolerance -1

# Undone and done again, all is as before
ops init ../again -q && cd ../again || exit 1
ops config set -q stock.negative allow
ops stock location add -q -i - <<'E'
code,kind,parent
MAIN/A,internal,MAIN
MAIN/B,internal,MAIN
E
ops stock item add -q -i - <<'E'
sku,cost
N7,2
N8,2
E
ops stock receive -q --item N7 --to MAIN/A --qty 5 --date 2026-03-02
ops stock count post -q --count U --item N7 --location MAIN/A --counted 7
last=$(ops log --limit 1 --sort -entry --columns entry --no-header)
row() { ops stock count list --count U --columns item,difference,value,state --no-header; }
is 'what was found' "$(row)" 'N7,2,4.00,posted'
ops undo -q "$last" && ops undo -q "$((last + 1))"
is 'is worth the same' "$(row)" 'N7,2,4.00,posted'
# what never came is counted as soon as it is below nothing
ops stock issue -q --item N8 --from MAIN/B --qty 1 --date 2026-03-03
due() { ops stock count due --item N8 --columns item,on_hand,due,reason --no-header "$@"; }
is 'what left before it came is due today' "$(due)" 'N8,-1,2026-03-15,never'
is 'as of a day, what came later had not come' "$(
	ops stock receive -q --item N8 --to MAIN/B --qty 1 --date 2026-03-09
	due --as-of 2026-03-05)" 'N8,-1,2026-03-05,never'
ops undo -q "$((last + 4))"
last=$((last + 2))
ops undo -q "$((last + 1))" && ops undo -q "$((last + 4))"
is 'an undo that was undone brought nothing' "$(due)" 'N8,-1,2026-03-15,never'
ops stock receive -q --item N8 --to MAIN/B --qty 1 --date 2025-01-01
ops undo -q "$((last + 6))"
is 'nor did a receipt that was undone' "$(due)" 'N8,-1,2026-03-15,never'
is 'which it was not yet' "$(due --all --known-at "@$((last + 6))" --as-of 2026-03-14)" ''

# Worth more than any number, together
ops init far -q && cd far || exit 1
ops stock item add -q -i - <<'E'
sku,cost
GEM,9000000000000
GOLD,9000000000000
E
far() { # far COUNTED: of the second
	printf 'item,location,counted\nGEM,MAIN,9000\nGOLD,MAIN,%s\n' "$1" >far.csv
	ops stock count post -i far.csv
}
check 'gains beyond all numbers' 65 '' '*: what differs is worth too large a number' far 9000
ops stock receive -q --item GOLD --qty 9000 --to MAIN
check 'gain and loss beyond them' 65 '' '*: what differs is worth too large a number' far 0
done_testing
