#!/bin/sh
# A lot from its vendor to the customers and back, through production.
. "$(dirname "$0")/lib.sh"
book
printf '%s\n' 'sku,unit,tracking' PAINT,kg,lot FRAME,each,lot BIKE,each,serial \
    VAN,each,lot SCREW,each, TOY,each, | ops stock item add -q -i -
trace() { ops stock trace --no-header --columns "$@"; }
sums() { # sums ITEM OPTION...: its sums on one line
	item=$1
	shift
	ops stock trace --no-header --columns kind,qty --where "kind ~ '^sum' and item = '$item'" "$@" |
	    tr '\n' ' ' | sed 's/sum //g; s/ $//'
}

# Paint comes, is used for frames, these for bikes; one bike is sold.
ops stock receive -q --item PAINT --qty 20 --to MAIN --lot L-17 --party FARO --reference GR-1 --date 2026-01-05
ops stock receive -q --item PAINT --qty 20 --to MAIN --lot L-18 --party FARO --reference GR-2 --date 2026-01-06
ops stock receive -q --item SCREW --qty 99 --to MAIN --party ECHO --reference GR-3 --date 2026-01-06
cat >frames.csv <<-'CSV'
date,item,qty,from,to,lot,reference
2026-01-10,PAINT,4,MAIN,PRODUCTION,L-17,MO-1
2026-01-12,FRAME,2,PRODUCTION,MAIN/A,F-1,MO-1
2026-01-10,PAINT,3,MAIN,PRODUCTION,L-18,MO-2
2026-01-12,FRAME,2,PRODUCTION,MAIN/A,F-2,MO-2
CSV
ops stock move -q -i frames.csv
cat >bikes.csv <<-'CSV'
date,item,qty,from,to,lot
2026-01-20T10:00:00Z,FRAME,1,MAIN/A,PRODUCTION,F-1
2026-01-20T10:00:00Z,SCREW,4,MAIN,PRODUCTION,
2026-01-20T10:00:00Z,BIKE,1,PRODUCTION,MAIN/B,S-1
2026-01-20T11:00:00Z,FRAME,1,MAIN/A,PRODUCTION,F-2
2026-01-20T11:00:00Z,BIKE,1,PRODUCTION,MAIN/B,S-2
CSV
ops stock move -q -i bikes.csv
ops stock issue -q --item BIKE --qty 1 --from MAIN/B --lot S-1 --party HILL --reference SO-1 --date 2026-02-01
ops stock scrap -q --item PAINT --qty 1 --from MAIN --lot L-17 --reason dried --date 2026-02-02

check 'from the vendor to the customer' 0 \
'step,date,party,kind,from,to,item,lot,qty,reference,entry,line
0,2026-01-05T00:00:00Z,FARO,received,VENDOR,MAIN,PAINT,L-17,20,GR-1,4,2
0,2026-01-10T00:00:00Z,,consumed,MAIN,PRODUCTION,PAINT,L-17,4,MO-1,7,1
0,2026-02-02T00:00:00Z,,scrapped,MAIN,SCRAP,PAINT,L-17,1,,10,1
1,2026-01-12T00:00:00Z,,made,PRODUCTION,MAIN/A,FRAME,F-1,2,MO-1,7,2
1,2026-01-20T10:00:00Z,,consumed,MAIN/A,PRODUCTION,FRAME,F-1,1,,8,1
2,2026-01-20T10:00:00Z,,made,PRODUCTION,MAIN/B,BIKE,S-1,1,,8,3
2,2026-02-01T00:00:00Z,HILL,shipped,MAIN/B,CUSTOMER,BIKE,S-1,1,SO-1,9,1
,,,sum received,,,PAINT,L-17,20,,,
,,,sum on hand,,,PAINT,L-17,15,,,
,,,sum consumed,,,PAINT,L-17,4,,,
,,,sum scrapped,,,PAINT,L-17,1,,,
,,,sum difference,,,PAINT,L-17,0,,,
,,,sum made,,,FRAME,F-1,2,,,
,,,sum on hand,,,FRAME,F-1,1,,,
,,,sum consumed,,,FRAME,F-1,1,,,
,,,sum difference,,,FRAME,F-1,0,,,
,,,sum made,,,BIKE,S-1,1,,,
,,,sum on hand,,,BIKE,S-1,0,,,
,,,sum shipped,,,BIKE,S-1,1,,,
,,,sum difference,,,BIKE,S-1,0,,,' '' ops stock trace --lot L-17
check 'and back to the vendor' 0 '-2,FARO,received,PAINT,L-17,20,GR-1
-2,,consumed,PAINT,L-17,4,MO-1
-1,,made,FRAME,F-1,2,MO-1
-1,,consumed,FRAME,F-1,1,
-1,,consumed,SCREW,,4,
0,,made,BIKE,S-1,1,' '' trace step,party,kind,item,lot,qty,reference --lot S-1 --back
check 'both ways from the middle' 0 '-1,PAINT,L-17
0,FRAME,F-1
1,BIKE,S-1
,PAINT,' '' sh -c 'ops stock trace --no-header --columns step,item,lot --lot F-1 | sort -u |
    sed "/^,BIKE/d; s/^,FRAME.*/,PAINT,/" | sort -t, -k1,1n -k2'
done_testing
