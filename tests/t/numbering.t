#!/bin/sh
# Codes that the book gives: numbering.<noun>, and what digits alone mean.
. "$(dirname "$0")/lib.sh"

book
check 'without it a code is needed' 2 '' "ops: stock item add: <sku> is \
missing (the book gives codes where numbering.item is set)" \
	ops stock item add --name Bell
check 'in a file, too' 65 '' '*-:2: code: is missing (*numbering.party is set)*' \
	sh -c 'printf "name,kind\nAda,vendor\n" | ops stock party add -i -'
check 'and digits are digits' 65 '' "*item: '12' is not a known item*" \
	ops stock receive --item 12 --qty 1 --to MAIN/A
echo 'numbering: { item: I-, party: P-, location: MAIN/S }' >>ops.yaml

check 'the first' 0 'id,entry
I-1,4' '' ops stock item add --name One
check 'the next' 0 'id,entry
I-2,5' '' ops stock item add --name Two
check 'a code of ones own' 0 '*I-0040,6' '' ops stock item add I-0040
check 'counts, with zeros before it' 0 '*I-41,7' '' ops stock item add
check 'other codes do not' 0 '*' '' \
	ops stock item add -i - <<'EOF'
sku
I-99x
I-
J-77
i-88
XI-66
I-9999999999999999999
EOF
check 'many without a code' 0 'id,entry
I-42,9
I-43,9' '' sh -c 'printf "name\nx\ny\n" | ops stock item add -i -'
check 'with some that have one' 0 'id,entry
I-44,10
I-50,10
I-51,10
I-52,10' '' sh -c 'printf "sku,name\n,x\nI-50,y\n,z\n,z\n" |
	ops stock item add -i -'
check 'also where the first have one' 0 '*I-61,11' '' \
	sh -c 'printf "sku,name\nI-60,x\n,y\n" | ops stock item add -i -'
check 'a dry run takes none' 0 '*I-62,*' '' ops stock item add -n --name x
check 'what was rejected leaves a hole at most' 1 '*' '*1 row is in*' sh -c \
	'printf "name,min,max\nx,5,1\ny,1,5\n" |
	ops stock item add -i - --keep-going --rejects r.csv'
last=$(ops stock item list --where 'name = y' --columns sku --no-header | tail -n 1)
is 'the good row has a number' "$last" 'I-6*'
n=${last#I-}
ops undo 12 -q
check 'a number that was taken back is not given again' 0 "*I-$((n + 1)),*" '' \
	ops stock item add --name new
check 'the same key, the same code' 0 "*I-$((n + 2)),*" '' \
	ops stock item add --name k --key k
check 'again' 0 "*I-$((n + 2)),*" '*already*' \
	ops stock item add --name k --key k
check 'places' 0 '*MAIN/S1,*' '' ops stock location add --parent MAIN
check 'parties' 0 '*P-1,*' '' ops stock party add --kind vendor --name Ada
check 'nothing but the code may be missing' 2 '' '*--kind is missing' \
	ops stock party add
check 'a change needs a code' 2 '' 'ops: stock item set: <sku> is missing' \
	ops stock item set --name x

# Digits alone.
check 'digits mean the number' 0 '*I-2,*' '' ops stock item set 2 --name Zwei
check 'where goods move' 0 '*' '' \
	ops stock receive --item 2 --qty 3 --to 1 --party 1
check 'in all places' 0 '*,I-2,VENDOR,MAIN/S1,,3,*,P-1,*' '' ops stock ledger
check 'in a line' 0 '*' '' ops stock issue --line item=2,qty=1 --from 1
check 'where it is a filter of a verb' 0 '*
I-2,Zwei,MAIN/S1,2,*' '' ops stock balance --item 2 --location 1
check 'on a page' 0 'I-2*Zwei*' '' ops stock item show 2
check 'as a parent' 0 '*' '' ops stock location add X --parent 1
is 'of its code' "$(ops stock location list --where 'code = X' \
	--columns parent --no-header)" MAIN/S1
check 'no such number' 65 '' "*'777' is not a known item*" \
	ops stock issue --item 777 --from 1 --qty 1
check 'a new party is called as it is' 0 '*' '' \
	ops stock receive --item 2 --qty 1 --to 1 --party 30
is 'it has no prefix' "$(ops stock party list --columns code --no-header)" '30
P-1'
ops stock item add 2 --name Plain -q
check 'a code of these digits goes first' 0 '*2,*' '' \
	ops stock item set 2 --name plain
check 'the other is not touched' 0 'I-2,Zwei' '' \
	ops stock item list --where 'sku = I-2' --columns sku,name --no-header
check 'a file says codes in full' 65 '' "*-:2: item: '1' is not*" sh -c \
	'printf "item,qty\n1,1\n" | ops stock issue --from MAIN/S1 -i -'
printf 'ops: 1\nnumbering: { item: " I" }\n' >ops.yaml
check 'a prefix that makes no code' 65 '' "*' I1' is wrong*" ops stock item add
done_testing
