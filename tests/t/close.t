#!/bin/sh
# Closing and reopening the book, and what posting says to it.
. "$(dirname "$0")/lib.sh"
book
posted='entry,date,lines'
receive() { ops stock receive --item A1 --qty 1 --to MAIN "$@"; }

receive -q --date 2026-02-10 # entry 4
check 'nothing is closed' 65 '' 'ops: reopen: date: nothing is closed' ops reopen 2026-02-01 -m why
check 'a dry run shows what would be closed' 0 'line,period,through
1,book,2026-02-28' '' ops close 2026-02-28 -n
check 'the book is closed through a day' 0 "$posted
5,2026-02-28,1" '' ops close 2026-02-28 -m 'February is done'
check 'nothing is posted before that' 77 '' \
    "ops: stock receive: date: '2026-02-27' is in a closed period: the first open day is 2026-03-01 (--date 2026-03-01)" \
    receive --date 2026-02-27
check 'nor on its last second' 77 '' '*' receive --date 2026-02-28T23:59:59Z
check 'the first open second is open' 0 "$posted
6,2026-03-01T00:00:00Z,1" '' receive --date 2026-03-01
check 'master data has no date' 0 '*' '' ops stock item set A1 --name Gong
check 'an undo needs a date in the open period' 77 '' \
    "ops: undo: date: '2026-02-10' is in a closed period: the first open day is 2026-03-01 (--date 2026-03-01)" \
    ops undo 4
check 'which is not in the closed one' 77 '' '*2026-02-11*' ops undo 4 --date 2026-02-11
check 'and then is posted there' 0 "$posted
8,2026-03-01T00:00:00Z,1" '' ops undo 4 --date 2026-03-01
check 'what is open is reversed at its own time' 0 "$posted
9,2026-03-01T00:00:00Z,1" '' ops undo 6 --date 2026-03-15

check 'not earlier than it is closed' 65 '' \
    "ops: close: date: the book is closed through 2026-02-28 already: 'ops reopen 2026-02-01 -m <why>' opens what is later" \
    ops close 2026-01-31
check 'twice posts nothing' 0 "$posted" \
    'ops: close: the book is closed through 2026-02-28 already, nothing is posted' ops close som-1d
check 'not later than today' 65 '' \
    "ops: close: date: '2026-03-16' is after today: a day is closed when it has come" ops close tomorrow
check 'today can be closed' 0 '*' '' ops close today
check 'a day is needed' 2 '' 'ops: close: <date> is missing' ops close
check 'a time is no day' 65 '' "ops: close: date: 'now' is wrong: expected *" ops close now

check 'opening again wants a reason' 2 '' \
    'ops: reopen: --message is missing: say why the book is opened again' ops reopen 2026-03-01
check 'a blank is none' 2 '' '*--message is missing*' ops reopen 2026-03-01 -m ' '
check 'what is open is not opened' 65 '' \
    "ops: reopen: date: '2026-03-16' is open: the book is closed through 2026-03-15" \
    ops reopen 2026-03-16 -m why
check 'from a day on' 0 "$posted
11,2026-02-14,1" '' ops reopen 2026-02-15 -m 'a late invoice'
check 'that day is open' 0 '*' '' receive --date 2026-02-15
check 'the day before is not' 77 '' '*the first open day is 2026-02-15*' receive --date 2026-02-14
check 'a closing is not undone' 65 '' \
    "ops: undo: a closing is not undone: 'ops reopen <date> -m <why>' opens the book again, 'ops close <date>' closes it" \
    ops undo 5
check 'the journal says who, when and why' 0 'entry,command,message
11,reopen,a late invoice
10,close,
5,close,February is done' '' ops log --command close --command reopen --columns entry,command,message
check 'all is well' 0 'kind,entry,problem' '' ops fsck

# The book's own days
cd "$dir" && ops init berlin -q --timezone Europe/Berlin && cd berlin &&
    ops stock item add -q A1 && ops close -q 2026-02-28
check 'a day ends when it ends there' 77 '' '*' receive --date 2026-02-28T22:59:59Z
check 'the next begins' 0 '*' '' receive --date 2026-02-28T23:00:00Z
check 'and fsck knows' 0 'kind,entry,problem' '' ops fsck
check 'a fiscal year has the number of the year it ends in' 0 \
    '*that ends in*' '' ops help periods
check 'an hour that clocks skip is the next, and the manual says so' 0 \
    '*one that they skip*' '' ops help dates
check 'so it is' 0 '*,2026-03-29T01:30:00Z,*' '' \
    env OPS_NOW=2026-04-01T00:00:00Z ops stock receive --item A1 --qty 1 \
    --to MAIN --date 2026-03-29T02:30
done_testing
