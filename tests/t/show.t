#!/bin/sh
# An entry as a document: people's text, and one object for scripts.
. "$(dirname "$0")/lib.sh"
book
ops stock receive -q --item A1 --qty 5 --to MAIN/A --unit-cost 2.50 --lot L1 --key k1 -m 'by van' # entry 4
ops undo -q 4                                                                                     # entry 5
check 'an entry with what it posted' 0 "Entry 4
=======
entry       4
recorded    2026-03-15 12:00
effective   2026-03-15 12:00
actor       tester ($(id -un)) on $(uname -n)
command     stock receive
message     by van
key         k1
undone_by   5
rules       *
digest      *

stock lot
---------
line  item  lot
----  ----  ---
   1  A1    L1

stock move
----------
line  item  from    to      qty  unit_cost  lot  value
----  ----  ------  ------  ---  ---------  ---  -----
   2  A1    VENDOR  MAIN/A    5       2.50  L1   12.50" '' ops show 4
check 'and what it undid' 0 '*
undoes      4
*' '' ops show 5
check 'one line' 0 '*
stock lot
---------
line  item  lot
----  ----  ---
   1  A1    L1' '' ops show 4.1
check 'as it was known before the undo' 1 '' '' sh -c 'ops show 4 --known-at @4 | grep undone'
check 'nor was the undo known' 65 '' 'ops: show: there is no entry 5 up to --known-at' ops show 5 --known-at @4
check 'one object for scripts' 0 '4 2026-03-15T12:00:00Z tester k1 5 1 A1 2.5 null' '' sh -c \
    'ops show 4 -F json | jq -r "\"\(.entry) \(.recorded) \(.actor) \(.key) \(.undone_by) \(.stock_lot | length) \(.stock_move[0] | \"\(.item) \(.unit_cost) \(.reason)\")\""'
check 'a version that takes a record back is not live' 0 '*live
*no' '' sh -c 'ops stock item add -q X && ops undo -q 6 && ops show 7'
check 'in Markdown' 0 '# Entry 4*| A1 | VENDOR |*' '' ops show 4 -F md
check 'in HTML' 0 '<h1>Entry 4</h1>*<td *>VENDOR</td>*' '' ops show 4 -F html
check 'as a page' 0 '' '' sh -c 'ops show 4 -o 4.html && grep -q "<!DOCTYPE html>" 4.html'
check 'no relation' 2 '' "ops: show: --format: 'csv' is wrong for a document: *" ops show 4 -F csv
check 'no such entry' 65 '' 'ops: show: there is no entry 99' ops show 99
check 'no such line' 65 '' 'ops: show: entry 4 has no line 3: it has 2' ops show 4.3
check 'no number' 65 '' "ops: show: entry: 'four' is wrong: expected an entry's number, *" ops show four
check 'no word' 2 '' 'ops: show: <entry> is missing' ops show
ops stock item set -q A1 --name "$(printf 'a\033[31mb')"
check 'what a terminal would obey is shown' 0 '*x1b*31mb*' '' ops show 8
done_testing
