#!/bin/sh
# What else an item says: costing, tracking, shelf life, status; and lots.
. "$(dirname "$0")/lib.sh"
book

# An item
check 'an item says how it is kept' 0 'id,entry
MILK,4' '' ops stock item add MILK --unit l --costing average \
    --tracking lot --shelf-life 21 --lead-time 2 --weight 1.03 --status phase-out
check 'it is listed' 0 'costing,tracking,shelf_life,lead_time,weight,status
average,lot,21,2,1.03,phase-out' '' ops stock item list --sku MILK \
    --columns costing,tracking,shelf_life,lead_time,weight,status
check 'a filter' 0 'sku
MILK' '' ops stock item list --tracking lot --columns sku
check 'what is not said is missing' 0 'sku,costing,tracking,status
A1,,,' '' ops stock item list --sku A1 --columns sku,costing,tracking,status
check 'its page has it' 0 '*
costing     average
tracking    lot
shelf_life  21
*' '' ops stock item show MILK
check 'a change is a version' 0 '*shelf_life: 21 -> 30*' '' sh -c \
    'ops stock item set -q MILK --shelf-life 30 && ops stock item show MILK'
check 'three words of costing' 65 '' \
    "ops: stock item set: costing: 'lifo' is wrong: expected fifo, average or standard (did you mean 'fifo'?)" \
    ops stock item set A1 --costing lifo
check 'three of tracking' 65 '' "*expected none, lot or serial" \
    ops stock item set A1 --tracking batch
check 'three of status' 65 '' "*expected active, phase-out or blocked" \
    ops stock item set A1 --status old
check 'a life has days' 65 '' "*shelf_life: '-1' is wrong: *" \
    ops stock item set A1 --shelf-life -1
check 'serials are counted by the piece' 65 '' \
    "ops: stock item set: min: '1.5' is wrong: expected a whole number: serials are counted by the piece" \
    ops stock item set A1 --tracking serial --min 1.5
check 'lot tracking begins before the first move' 0 '*' '' \
    ops stock item set A1 --tracking lot
ops stock receive -q --item A1 --qty 4 --to MAIN/A --lot L-1 --unit-cost 2
check 'and does not end after it' 65 '' \
    "ops: stock item set: tracking: 'none' is wrong: 'A1' was moved already (entry 7): expected another item" \
    ops stock item set A1 --tracking none
check 'nor is it cleared' 65 '' "*tracking: 'none' is wrong*" \
    ops stock item set A1 --tracking ''
check 'the costing may change, and that is said' 0 '*' \
    "ops: stock item set: costing: 'A1' was moved already (entry 7): its values are reckoned anew" \
    ops stock item set A1 --costing standard
check 'but is the same when it is the same' 0 '*' \
    'ops: stock item set: nothing changes, nothing is posted' \
    ops stock item set A1 --costing standard --name Bell

# Lots
check 'a lot is made by its first move' 0 'item,lot,expires,made,on_hand,unit
A1,L-1,,,4,each' '' ops stock lot list
check 'it gets its days' 0 'id,entry
L-1,9' '' ops stock lot set A1 L-1 --expires 2026-06-30 --made 2026-01-02
check 'which are listed' 0 '*
A1,L-1,2026-06-30,2026-01-02,4,each' '' ops stock lot list --item A1
check 'as they were known then' 0 '*
A1,L-1,,,4,each' '' ops stock lot list --known-at @7
check 'what was there then' 0 '*
A1,L-1,2026-06-30,2026-01-02,0,each' '' ops stock lot list --as-of 2026-03-14
check 'an empty value clears' 0 '*
A1,L-1,2026-06-30,,4,each' '' sh -c \
    "ops stock lot set -q A1 L-1 --made '' && ops stock lot list"
check 'nothing expires before it is made' 65 '' \
    "ops: stock lot set: expires: '2026-06-30' is wrong: expected no day before it was made" \
    ops stock lot set A1 L-1 --made 2026-07-01
check 'a lot that is not there' 65 '' \
    "ops: stock lot set: lot: 'L-2' is not a known lot of 'A1'" \
    ops stock lot set A1 L-2 --made 2026-01-01
check 'unless it is made' 0 '*' '' ops stock lot set A1 L-2 --create --made 2026-01-01
check 'nothing is there of it' 0 '*
A1,L-2,,2026-01-01,0,each' '' ops stock lot list --lot L-2
check 'an item that is not known' 65 '' "*item: 'A9' is not a known item*" \
    ops stock lot set A9 L-2
check 'undone, it is gone' 0 '1' '' sh -c \
    'ops undo "$(ops log --limit 1 --sort -entry --columns entry --no-header)" -q && ops stock lot list --no-header | wc -l'
check 'undone, a lot has the days it had' 0 '*
A1,L-1,2026-06-30,2026-01-02,4,each' '' sh -c \
    'ops undo 10 -q && ops stock lot list'
ops init ../other -q
is 'items and lots go from book to book' "$(
	ops stock item list -F csv | ops -C ../other stock item add -q -i - &&
	    ops stock lot list -F csv |
	    ops -C ../other stock lot set --create -q -i - &&
	    ops -C ../other stock lot list -F csv --columns item,lot,expires,made
)" "$(ops stock lot list -F csv --columns item,lot,expires,made)"
is 'as SQL has them' "$(ops sql 'SELECT * FROM stock_lot_list')" \
    "$(ops stock lot list)"
is 'an item, too' \
    "$(ops sql "SELECT * FROM stock_item_list ORDER BY sku")" \
    "$(ops stock item list)"
is 'a copy of the book has the same' "$(
	ops export ../all -q && ops restore ../all ../copy -q &&
	    ops -C ../copy stock lot list && ops -C ../copy stock item list
)" "$(ops stock lot list && ops stock item list)"
check 'all of it is sound' 0 '*' '' ops fsck
done_testing
