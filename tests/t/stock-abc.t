#!/bin/sh
# Classes by share: of the book's sales, and of any file.
. "$(dirname "$0")/lib.sh"
abc() { ops stock abc -i - "$@"; }
rows() { printf '%s\n' 'item,cost' "$@"; }

# Without a book
check 'the one that crosses a cut is of the higher class' 0 'item,name,cost,share,cumulated,class
P,,70.00,0.7,0.7,A
Q,,20.00,0.2,0.9,A
R,,6.00,0.06,0.96,B
S,,4.00,0.04,1,C' '' sh -c 'printf "%s\n" item,cost S,4 P,70 Q,20 R,6 | ops stock abc -i -'
rows P,70 Q,20 R,6 S,4 >four.csv
check 'or of the lower one' 0 'P,A
Q,B
R,C
S,C' '' ops stock abc -i four.csv --crossing lower --columns item,class --no-header
check 'a share just at the cut ends its class' 0 'P,A
Q,B
R,C
S,C' '' ops stock abc -i four.csv --cuts 0.7,0.9 --columns item,class --no-header
check 'as many classes as there are cuts' 0 'P,A
Q,B
R,C
S,D' '' ops stock abc -i four.csv --cuts 0.5,0.75,0.95 --columns item,class --no-header
check 'equal values stand in the order of their names' 0 'A,0.5,0.5,A
B,0.5,1,A' '' sh -c 'printf "%s\n" item,cost B,3 A,3 |
    ops stock abc -i - --columns item,share,cumulated,class --no-header'
check 'rows of one name are one' 0 'P,75.50,A
Q,20.00,B' '' sh -c 'printf "%s\n" item,cost P,70 Q,20 P,5.5 |
    ops stock abc -i - --cuts 0.7,0.9 --columns item,cost,class --no-header'
check 'what is not above 0 has no share' 0 'P,7.00,1,1,A
Z,0.00,,1,C
N,-3.00,,1,C
M,,,,' '' sh -c 'printf "%s\n" item,cost M, N,-3 Z,0 P,7 |
    ops stock abc -i - --no-header --columns item,cost,share,cumulated,class'
check 'of nothing' 0 'item,name,cost,share,cumulated,class' '' sh -c 'echo item,cost | ops stock abc -i -'
check 'of nothing but zeros' 0 'P,0.00,,,C' '' sh -c 'printf "%s\n" item,cost P,0 |
    ops stock abc -i - --no-header --columns item,cost,share,cumulated,class'
check 'other columns, by other names' 0 'vendor,name,spend,share,cumulated,class
V1,One,12.5,1,1,A' '' sh -c 'printf "%s\n" x,lieferant,bez,spend 1,V1,One,12.5 |
    ops stock abc -i - --by vendor --value spend --map lieferant=vendor --map bez=name'
check 'how it came to be' 0 'P,1,4,"cut at 0.80, 0.95; what crosses a cut: the higher class"' '' \
    ops stock abc -i four.csv --explain --columns item,rank,of,rule --limit 1 --no-header

# What is wrong with a file
check 'a column that is missing' 65 '' 'ops: stock abc: four.csv: the column '"'margin' is missing: --map theirs=margin renames one" \
    ops stock abc -i four.csv --value margin
check 'each row that is wrong' 65 '' "ops: stock abc: -:3: cost: '2,5' is wrong: expected *
ops: stock abc: -:5: cost: 'x' is wrong: expected *
ops: stock abc: 2 rows are wrong" sh -c 'printf "%s\n" item,cost P,1 "Q,\"2,5\"" R,1 S,x | ops stock abc -i -'
check 'a map that is none' 2 '' "*--map: 'item' is wrong: expected theirs=ours" \
    ops stock abc -i four.csv --map item
check 'a map to nothing' 2 '' "*--map: column 'itm' is not known (did you mean 'item'?)" \
    ops stock abc -i four.csv --map item=itm
check 'a map from nothing' 65 '' "*there is no column 'sku' (--map)" \
    ops stock abc -i four.csv --map sku=item
check 'a sum beyond all numbers' 65 '' '*sum of all is too large a number' sh -c \
    'printf "%s\n" item,cost P,9000000000000 Q,9000000000000 | ops stock abc -i -'
check 'cuts that fall' 2 '' "*--cuts: '0.9,0.8' is wrong: expected numbers above 0 that rise*" \
    ops stock abc -i four.csv --cuts 0.9,0.8
check 'percent is no share' 2 '' "*--cuts: '80,95' is wrong: *1 at most*" \
    ops stock abc -i four.csv --cuts 80,95
check 'cuts that are none' 2 '' "*--cuts: 'x' is wrong*" ops stock abc -i four.csv --cuts x
check 'a class that is none' 65 '' '*crossing: *expected higher or lower' \
    ops stock abc -i four.csv --crossing middle
check 'no time goes with a file' 2 '' '*a file is taken whole*' ops stock abc -i four.csv --period 2026
check 'a name is no value' 2 '' "*--value: 'item' is the column of --by*" ops stock abc -i four.csv --value item
check 'no file' 66 '' '*none.csv*' ops stock abc -i none.csv

# Of a book
book
ops stock move -q -i - <<-'EOF'
date,item,from,to,qty,unit_cost,price,party
2026-01-02,A1,VENDOR,MAIN/A,100,2,,
2026-01-02,B2,VENDOR,MAIN/A,100,1,,
2026-01-10,A1,MAIN/A,CUSTOMER,30,,5,ANN
2026-02-10,A1,MAIN/A,PRODUCTION,10,,,
2026-02-11,B2,MAIN/A,CUSTOMER,20,,3,BEN
EOF
check 'what was sold and consumed, at cost' 0 'item,name,cost,share,cumulated,class
A1,Bell,80.00,0.8,0.8,A
B2,Chain,20.00,0.2,1,B' '' ops stock abc
check 'of a period' 0 'A1,20.00,0.5,A
B2,20.00,1,A' '' ops stock abc --period 2026-02 --no-header --columns item,cost,cumulated,class
check 'customers, by revenue' 0 'ANN,150.00,A
BEN,60.00,A' '' ops stock abc --by customer --value revenue --no-header --columns customer,revenue,class
check 'as it was known' 0 'item,name,cost,share,cumulated,class' '' ops stock abc --known-at @3
check 'a column of texts is no value' 2 '' "*column 'unit' is no number" ops stock abc --value unit
check 'a column that sales do not have' 2 '' "*the book: the column 'gain' is missing*" ops stock abc --value gain
check 'a key that sales do not have' 2 '' "*--by: 'colour' is wrong*" ops stock abc --by colour
check 'through a pipe' 0 '| item | name | cost | share | cumulated | class |
*A1 | Bell | 60.00 | 0.75 | 0.75 | A |
| B2 | Chain | 20.00 | 0.25 | 1 | A |' '' sh -c \
    'ops stock sales --period ytd --by item -F csv | ops stock abc -i - --value cost -F md'
sed -i 's/^  negative:.*/&\n  abc: [0.5, 0.9]\n  crossing: lower/' ops.yaml
check 'by the rules of the book' 0 'A1,B
B2,C' '' ops stock abc --no-header --columns item,class
check 'for a file, too' 0 'P,B
Q,B
R,C
S,C' '' ops stock abc -i ../four.csv --no-header --columns item,class
sed -i 's/0.5, 0.9/0.9, 0.5/' ops.yaml
check 'which may be wrong' 78 '' "*ops.yaml:*: stock.abc is '0.9, 0.5'; expected *" ops stock abc

# Another program's classes, both rules
vectors=$shared/vectors/stock/abc_xyz.json
if [ -f "$vectors" ] && command -v jq >/dev/null; then
	jq -r '"item,revenue", (.items[] | "\(.sku),\(.revenue)")' "$vectors" >rows.csv
	cd "$dir" || exit 1
	for rule in lower:abc_strict higher:abc_crossing_included; do
		ops stock abc -i shop/rows.csv --value revenue --cuts 0.80,0.90 \
		    --crossing "${rule%:*}" --columns item,class --no-header >ours
		for want in $(jq -r ".items[] | \"\(.sku),\(.${rule#*:})\"" "$vectors"); do
			is "${rule%:*}: ${want%,*}" "$(grep "^${want%,*}," ours)" "$want"
		done
	done
else
	skip 'the classes of supplychainpy' 'no ../shared, or no jq'
fi
done_testing
