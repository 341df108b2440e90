#!/bin/sh
# Two times: --as-of is when it was so, --known-at when that was written.
. "$(dirname "$0")/lib.sh"
OPS_NOW=2026-03-01T08:00:00Z
book
at() { OPS_NOW=$1 && shift && ops "$@" -q; }
holds() { ops stock balance --columns item,on_hand --no-header "$@"; }

at 2026-03-01T09:00:00Z stock receive --item A1 --qty 10 --to MAIN/A                   # entry 4
at 2026-03-02T09:00:00Z stock issue --item A1 --qty 3 --from MAIN/A                    # entry 5
at 2026-03-05T09:00:00Z stock receive --item A1 --qty 5 --to MAIN/A --date 2026-03-01 # entry 6
at 2026-03-06T09:00:00Z stock item set A1 --name Gong                                 # entry 7
at 2026-03-07T09:00:00Z undo 5                                                        # entry 8
OPS_NOW=2026-03-10T08:00:00Z
is 'now' "$(holds)" 'A1,15'
is 'as it was on the first, as we know now' "$(holds --as-of 2026-03-01)" 'A1,15'
is 'as we knew that day' "$(holds --as-of 2026-03-01 --known-at 2026-03-01)" 'A1,10'
is 'as we knew before the late receipt' "$(holds --known-at 2026-03-04)" 'A1,7'
is 'up to an entry' "$(holds --known-at @6)" 'A1,12'
is 'up to the second in which it was written' "$(holds --known-at 2026-03-05T09:00:00Z)" 'A1,12'
is 'and the one before' "$(holds --known-at 2026-03-05T08:59:59Z)" 'A1,7'
is 'before there was a book' "$(holds --known-at 2025-01-01)" ''
check 'an entry still to come is none' 65 '' \
    'ops: stock balance: --known-at: there is no entry 99 (the last one is 8)' ops stock balance --known-at @99
is 'the last one is all there is' "$(holds --known-at @8)" 'A1,15'
is 'a master has one time' "$(ops stock item list --known-at @6 --columns name --limit 1 --no-header)" Bell
is 'the recorded one' "$(ops stock item list --as-of 2026-03-01 --columns name --limit 1 --no-header)" Gong
is 'the journal is a prefix' "$(ops log --known-at 2026-03-05 --columns entry --limit 1 --no-header)" 6
ops stock balance --as-of 2026-03-10T08:00:00Z --known-at 2026-03-10T08:00:00Z >night
OPS_NOW=2026-04-01T00:00:00Z
ops stock receive -q --item A1 --qty 1 --to MAIN/A --date 2026-03-02
ops undo -q 4 && ops close -q 2026-03-31
check 'the same bytes as on that night' 0 "$(cat night)" '' \
    ops stock balance --as-of 2026-03-10T08:00:00Z --known-at 2026-03-10T08:00:00Z
for word in @ @0 @x @-1 @1.2 yesterdayish; do
	check "'$word' is no time and no entry" 2 '' "ops: log: --known-at: '$word' is wrong: expected *" \
	    ops log --known-at "$word"
done
check 'all is well' 0 'kind,entry,problem' '' ops fsck
done_testing
