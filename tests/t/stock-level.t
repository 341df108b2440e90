#!/bin/sh
# Levels: how much of an item a place shall hold, set, inherited, listed.
. "$(dirname "$0")/lib.sh"
book
ops stock party add -q -i - <<'EOP'
code,kind
ECHO,vendor
HARBOUR,customer
EOP
ops stock location add -q SOUTH
head=item,location,min,max,multiple,source,unit,level,from,set,age

check 'the item has a level of its own' 0 "$head
A1,,5,20,,,each,item,,2026-03-15T12:00:00Z,0" '' ops stock level list
check 'a place gets one' 0 'id,entry
A1,6' '' env OPS_NOW=2026-03-16T08:00:00Z ops stock level set A1 --location SOUTH \
    --min 3 --max 9 --source MAIN
check 'pieces of one, too' 0 '*' '' env OPS_NOW=2026-03-16T09:00:00Z \
    ops stock level set A1 --location MAIN --multiple 4 --source ECHO
OPS_NOW=2026-03-20T12:00:00Z
check 'what was set' 0 "$head
A1,,5,20,,,each,item,,2026-03-15T12:00:00Z,5
A1,MAIN,,,4,ECHO,each,own,MAIN,2026-03-16T09:00:00Z,4
A1,SOUTH,3,9,,MAIN,each,own,SOUTH,2026-03-16T08:00:00Z,4" '' ops stock level list
check 'what holds at a place inside' 0 "$head
A1,MAIN/A,5,20,4,ECHO,each,item,,2026-03-15T12:00:00Z,5" '' ops stock level list --location MAIN/A
ops stock level set -q A1 --location MAIN --min 4 --max 8
check 'the place above goes before the item' 0 "$head
A1,MAIN/A,4,8,4,ECHO,each,inherited,MAIN,2026-03-20T12:00:00Z,0" '' \
    ops stock level list --location MAIN/A
ops stock level set -q A1 --location MAIN/A --max 2
check 'a maximum below the minimum is the minimum' 0 '*A1,MAIN/A,4,4,4,ECHO,each,inherited,MAIN,*' '' \
    ops stock level list --location MAIN/A
check 'every place' 0 'location
""
MAIN
MAIN/A
MAIN/B
SOUTH
TRANSIT' '' ops stock level list --all --columns location
check 'by its source' 0 'location
SOUTH' '' ops stock level list --source MAIN --columns location
check 'by item and site' 0 'item,min
A1,3' '' ops stock level list --item A1 --site SOUTH --columns item,min
check 'an item without any' 0 "$head" '' ops stock level list --item B2

# Changes
check 'what is said again is none' 0 'id,entry' '*' ops stock level set A1 --location SOUTH --min 3
check 'an empty value clears' 0 '*' '' ops stock level set A1 --location SOUTH --source ''
check 'then it is inherited' 0 '*A1,SOUTH,3,9,,,*' '' ops stock level list --site SOUTH
check 'it was known before' 0 '*A1,SOUTH,3,9,,MAIN,*' '' ops stock level list --site SOUTH --known-at @8
check 'no minimum was known at first' 0 '*A1,SOUTH,5,20,,,each,item,*' '' \
    ops stock level list --site SOUTH --known-at @5
check 'the change is undone' 0 '*' '' ops undo 10
check 'and the source is back' 0 '*A1,SOUTH,3,9,,MAIN,*' '' ops stock level list --site SOUTH
check 'without a place it is the item itself' 0 '*' '' ops stock level set A1 --min 6 --max 24
check 'as item list has it' 0 'min,max
6,24' '' ops stock item list --columns min,max --limit 1
check 'whose age is that of the change, not of a new name' 0 'age
1' '' sh -c 'ops stock item set -q A1 --name Gong && OPS_NOW=2026-03-21T12:00:00Z \
    ops stock level list --item A1 --columns age --limit 1'
ops init ../other -q
ops stock item list -F csv | ops -C ../other stock item add -q -i -
ops stock location list -F csv | ops -C ../other stock location set -q --create -i -
ops stock party list -F csv | ops -C ../other stock party add -q -i -
check 'another book takes the list' 0 '*' '*' sh -c \
    'ops stock level list -F csv | ops -C ../other stock level set -i -'
is 'and has the same' "$(ops -C ../other stock level list --columns item,location,min,max,multiple,source)" \
    "$(ops stock level list --columns item,location,min,max,multiple,source)"

# What cannot be
refuse() { # refuse WHY OPTIONS...
	why=$1
	shift
	check "refused: $*" 65 '' "ops: stock level set: $why" ops stock level set "$@"
}
refuse "min: '10' is wrong: expected at most the max, *" A1 --location SOUTH --min 10
refuse "multiple: '0' is wrong: expected a quantity above 0" A1 --location SOUTH --multiple 0
refuse "source: 'ECHOO' is wrong: expected a known vendor, a location or 'make'" A1 --location SOUTH --source ECHOO
refuse "source: 'HARBOUR' is a customer: expected a vendor, a location or 'make'" A1 --location SOUTH --source HARBOUR
refuse "source: 'MAIN/A' is wrong: it is 'MAIN', in it or around it: expected another place" \
    A1 --location MAIN --source MAIN/A
refuse "source: 'CUSTOMER' is of kind customer: expected a place where goods are kept ('ops stock move' takes any)" \
    A1 --location MAIN --source CUSTOMER
refuse "location: 'VENDOR' is of kind vendor: *" A1 --location VENDOR --min 1
refuse "location: is missing: multiple and source belong to a place" A1 --multiple 3
refuse "min: '-1' is wrong: expected a quantity that is not negative" A1 --location SOUTH --min -1
refuse "item: 'A2' is not a known item (did you mean 'A1'?)" A2 --min 1
ops stock location add -q WEST
ops stock party add -q BOLT --kind vendor
ops stock item add -q C3
ops stock level set -q C3 --location WEST --min 1 --source BOLT
log=$(ops log --limit 4 --columns entry --no-header | sort -n | head -3)
for entry in $log; do
	check "what a level names is not taken back: entry $entry" 65 '' \
	    '*is named by entry *: it cannot be taken back' ops undo "$entry"
done
check 'unless the level was' 0 '*' '' sh -c "ops undo -q \$((${log##*
} + 1)) && ops undo ${log##*
}"
check 'made at home' 0 '*' '' ops stock level set A1 --location SOUTH --source make
check 'the book is sound' 0 '*' '' ops fsck
done_testing
