#!/bin/sh
# Undo: the reverse of an entry or of a line, once, and back again.
. "$(dirname "$0")/lib.sh"
book
posted='entry,date,lines'
on_hand() { sqlite3 ops.db 'SELECT * FROM on_hand WHERE qty <> 0'; }
move() { ops stock move -q --item "$1" --from "$2" --to "$3" --qty "$4" --date "$5"; }

# Moves
move A1 VENDOR MAIN/A 5 2026-03-01 # entry 4
check 'undo posts the reverse at the original time' 0 "$posted
5,2026-03-01T00:00:00Z,1" '' ops undo 4 -m 'counted twice'
is 'nothing is left' "$(on_hand)" ''
check 'the new entry names the old one' 0 'undoes,message
4,counted twice' '' ops log --columns undoes,message --limit 1
check 'an entry is undone once' 65 '' \
    "ops: undo: entry 4 was undone by entry 5 already: 'ops undo 5' brings it back" ops undo 4
check 'undoing the undo posts it again' 0 "$posted
6,2026-03-01T00:00:00Z,1" '' ops undo 5
is 'the goods are there' "$(on_hand)" '1|1|0|-5000000
1|8|0|5000000'
check 'and that is the one to undo from then on' 65 '' \
    "ops: undo: entry 4 was undone by entry 5 and brought back: 'ops undo 6' takes it away again" \
    ops undo 4
check 'nor is the undoing undone twice' 65 '' \
    "ops: undo: entry 5 was undone by entry 6 already: 'ops undo 6' brings it back" ops undo 5
check 'a third time' 0 "$posted
7,*" '' ops undo 6
check 'and back' 0 "$posted
8,*" '' ops undo 7
check 'the dry run shows the lines' 0 'line,date,item,from,to,qty,*
1,2026-03-01T00:00:00Z,A1,MAIN/A,VENDOR,5,*' '' ops undo 8 --dry-run

# What stands on it
move A1 MAIN/A CUSTOMER 3 2026-03-02 # entry 9
check 'goods that are gone cannot be taken back' 65 '' \
    "ops: undo: qty: 'A1' at MAIN/A would be -3 on 2026-03-02 00:00 after entry 9 (stock.negative: refuse)" \
    ops undo 8
move A1 VENDOR MAIN/A 1 2026-03-05
move A1 MAIN/A CUSTOMER 1 2026-03-05 # entry 11
check 'nor when they went on the same day' 65 '' \
    "ops: undo: qty: 'A1' at MAIN/A would be -3 on 2026-03-02 00:00 after entry 9 (stock.negative: refuse)" \
    ops undo 8
check 'undone from the last one on it goes' 0 '*' '' ops undo 11
check 'the one before' 0 '*' '' ops undo 9
check 'and the first' 0 '*' '' ops undo 8

# Masters
ops stock item set -q A1 --min 6 # entry 15
ops stock item set -q A1 --min 7 # entry 16
check 'a master that was changed again stays' 65 '' \
    "ops: undo: stock item 'A1' was changed again by entry 16: undo that first" ops undo 15
check 'the last change goes back' 0 "$posted
17,,1" '' ops undo 16
check 'then the one before it' 0 "$posted
18,,1" '' ops undo 15
check 'to the first version' 0 'sku,min
A1,5
B2,' '' ops stock item list --columns sku,min
check 'back to the one' 0 '*' '' ops undo 18
check 'back to the other' 0 '*' '' ops undo 17
check 'as it was' 0 'sku,min
A1,7
B2,' '' ops stock item list --columns sku,min
ops stock location add -q -i - <<-'EOF'
	code,kind,parent
	MAIN/C,internal,MAIN
	MAIN/C/1,internal,MAIN/C
EOF
check 'what an entry made is taken back, the last first' 0 "$posted
22,,2" '' ops undo 21
check 'it is gone' 0 'code' '' ops stock location list --where "code ~ 'MAIN/C'" --columns code
check 'and comes back, the first first' 0 '*' '' ops undo 22
check 'with its place' 0 'code,parent
MAIN/C,MAIN
MAIN/C/1,MAIN/C' '' ops stock location list --where "code ~ 'MAIN/C'" --columns code,parent
printf 'sku,name\nA1,One\nA1,Two\n' | ops stock item set -q -i - # entry 24
check 'twice changed in one entry goes back whole' 0 '*' '' ops undo 24
check 'to what was before both' 0 'sku,name
A1,Bell
B2,Chain' '' ops stock item list --columns sku,name

# What a move registers on its way
ops stock move -q --item A1 --from VENDOR --to MAIN --qty 1 --lot L1 --party ACME
check 'a lot and a party stay' 0 "$posted
27,2026-03-15T12:00:00Z,1" '' ops undo 26
check 'since the moves name them' 0 'code
ACME' '' ops stock party list --columns code
ops stock item add -q C3 # entry 28
move C3 VENDOR MAIN 1 2026-03-01
check 'an item that moves name stays' 65 '' \
    "ops: undo: item 'C3' is named by entry 29: it cannot be taken back" ops undo 28
check 'even after they were undone' 0 '*' '' ops undo 29
check 'since they are still in the book' 65 '' \
    "ops: undo: item 'C3' is named by entry *: it cannot be taken back" ops undo 28
check 'all is well so far' 0 'kind,entry,problem' '' ops fsck

# One line
ops stock move -q -i - <<-'EOF'
	item,from,to,qty,date
	A1,VENDOR,MAIN/A,1,2026-03-01
	B2,VENDOR,MAIN/B,2,2026-03-02
EOF
check 'one line alone' 0 "$posted
32,2026-03-02T00:00:00Z,1" '' ops undo 31.2
check 'leaves the others' 0 'item,on_hand
A1,2' '' ops stock balance --columns item,on_hand
check 'once' 65 '' \
    "ops: undo: line 2 of entry 31 was undone by entry 32 already: 'ops undo 32' brings it back" \
    ops undo 31.2
check 'then the entry goes line by line' 65 '' \
    "ops: undo: line 2 of entry 31 was undone by itself: undo its other lines one by one ('ops undo 31.<line>')" \
    ops undo 31
check 'the log says which' 0 'undoes
31.2' '' ops log --columns undoes --limit 1
check 'the other line' 0 '*' '' ops undo 31.1
check 'and the first one back' 0 '*' '' ops undo 32
check 'is there' 0 'item,on_hand
A1,1
B2,2' '' ops stock balance --columns item,on_hand
check 'one line of one is the entry' 0 '*' '' ops undo 34.1
check 'as the log says' 0 'undoes
34' '' ops log --columns undoes --limit 1

# What is wrong
check 'no such entry' 65 '' 'ops: undo: there is no entry 99' ops undo 99
check 'no such line' 65 '' 'ops: undo: entry 31 has no line 3: it has 2' ops undo 31.3
for word in 0 x 4.0 4. .4 -1 4.1.1 99999999999999999999 '4 ' @4; do
	check "'$word' is no entry" 65 '' "ops: undo: entry: '$word' is wrong: expected an entry's number*" \
	    ops undo -- "$word"
done
check 'one entry at a time' 2 '' "ops: undo: '5' is one argument too many" ops undo 4 5
check 'an entry is needed' 2 '' 'ops: undo: <entry> is missing' ops undo
check 'nothing of this was posted' 0 'entry
35' '' ops log --columns entry --limit 1
check 'all is well' 0 'kind,entry,problem' '' ops fsck
done_testing
