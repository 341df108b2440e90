#!/bin/sh
# One key, one entry; a dry run is nothing; a clock that goes back changes nothing.
. "$(dirname "$0")/lib.sh"
book
receive() { ops stock receive --item A1 --qty 5 --to MAIN/A "$@"; }
last() { ops log --columns entry --limit 1 --no-header; }
dump() { sqlite3 ops.db .dump; }
first='entry,date,lines
4,2026-03-15T12:00:00Z,1'

# The key
check 'a request with a key' 0 "$first" '' receive --key van-7
check 'again, the first result' 0 "$first" \
    "ops: stock receive: 'van-7' is entry 4 already, nothing is posted" receive --key van-7
check 'also later' 0 "$first" '*' env OPS_NOW=2026-03-20T00:00:00Z ops stock receive --item A1 --qty 5 --to MAIN/A --key van-7
is 'one entry' "$(last)" 4
other="ops: stock *: --key: 'van-7' was used by entry 4 ('stock receive') for another request"
check 'another quantity is another request' 65 '' "$other" receive --key van-7 --reason x
check 'another command, too' 65 '' "$other" ops stock item set A1 --min 1 --key van-7
check 'in the whole book' 65 '' "ops: undo: --key: 'van-7' was used by *" ops undo 4 --key van-7
printf 'item,qty,to\nA1,1,MAIN\n' >in.csv
check 'a file' 0 '*5,*' '' ops stock receive -i in.csv --key van-8
check 'the same bytes' 0 '*5,*' '*already*' ops stock receive -i in.csv --key van-8
check 'by standard input' 0 '*5,*' '*already*' sh -c 'ops stock receive -i - --key van-8 <in.csv'
printf 'item,qty,to\nA1,2,MAIN\n' >in.csv
check 'other bytes' 65 '' '*another request' ops stock receive -i in.csv --key van-8
check 'an undo gives the key back' 0 '*6,*' '' ops undo 4 --key u1
check 'the undo has its own' 0 '*6,*' '*already*' ops undo 4 --key u1
check 'so that it can be used again' 0 '*7,*' '' ops stock receive --item B2 --qty 1 --to MAIN --key van-7
check 'then that request has it' 65 '' '*entry 7 *' receive --key van-7
is 'what failed left nothing' "$(last)" 7

# The dry run
dump >before
ops stock receive -n --item A1 --qty 1 --to MAIN --lot NEW --party NEW >/dev/null
ops stock item add -n NEW >/dev/null
ops stock party add -n NEW --kind vendor --contact 'x' >/dev/null
ops undo -n 7 >/dev/null
ops close -n today >/dev/null
dump >after
check 'a dry run changes nothing' 0 '' '' cmp before after
check 'but fails as the real one does' 65 '' '*' ops undo -n 4
check 'and no key is used by it' 0 '*' '' receive -n --key van-9
check 'so that the real one can' 0 '*8,*' '' receive --key van-9

# The clock
check 'a clock that went back' 0 'entry,date,lines
9,2026-03-01T00:00:00Z,1' 'ops: stock receive: the clock stands before entry 8, recorded 2026-03-15T12:00:00Z: this entry is recorded at that time' env OPS_NOW=2026-03-01T00:00:00Z ops stock receive --item A1 --qty 1 --to MAIN
check 'does not take the journal back' 0 'entry,recorded
9,2026-03-15T12:00:00Z
8,2026-03-15T12:00:00Z' '' ops log --columns entry,recorded --limit 2
check 'a fact is not after its today' 65 '' "*'2026-03-02' is after today*" \
    env OPS_NOW=2026-03-01T00:00:00Z ops stock receive --item A1 --qty 1 --to MAIN --date 2026-03-02
check 'all is well' 0 'kind,entry,problem' '' ops fsck
done_testing
