#!/bin/sh
# The journal's list: order, filters, times, and how a table shows it.
. "$(dirname "$0")/lib.sh"
book
receive() { ops stock receive -q --item A1 --qty 1 --to MAIN/A "$@"; }
numbers() { ops log --columns entry --no-header "$@" | tr '\n' ' '; }

OPS_NOW=2026-03-16T08:00:00Z receive --date 2026-02-01 -m 'found, later' --key k1 # entry 4
OPS_NOW=2026-03-17T08:00:00Z OPS_ACTOR=ann receive                                # entry 5
OPS_NOW=2026-03-18T08:00:00Z
ops undo -q 4 # entry 6
check 'the newest first' 0 'entry,recorded,effective,actor,command,lines,message,key,undoes,undone_by
6,2026-03-18T08:00:00Z,2026-02-01T00:00:00Z,tester,undo,1,,,4,
5,2026-03-17T08:00:00Z,2026-03-17T08:00:00Z,ann,stock receive,1,,,,
4,2026-03-16T08:00:00Z,2026-02-01T00:00:00Z,tester,stock receive,1,"found, later",k1,,6
3,2026-03-15T12:00:00Z,,tester,stock item add,2,,,,
2,2026-03-15T12:00:00Z,,tester,stock location add,2,,,,
1,2026-03-15T12:00:00Z,,tester,init,7,"currency EUR, fiscal_year_start 1, name Shop, timezone UTC",,,' '' \
    ops log --columns entry,recorded,effective,actor,command,lines,message,key,undoes,undone_by
check 'with all its columns' 0 \
    'entry,recorded,effective,actor,login,host,command,lines,message,key,undoes,undone_by,digest,on_behalf_of
6,*' '' ops log --limit 1
check 'login and host are recorded beside the actor' 0 "login,host
$(id -un),$(uname -n)" '' ops log --columns login,host --limit 1
check 'each digest is 64 hex digits, and another' 0 '6' '' \
    sh -c 'ops log --columns digest --no-header | grep -cE "^[0-9a-f]{64}\$" && test "$(ops log --columns digest | uniq -d)" = ""'

is 'by actor' "$(numbers --actor ann)" '5 '
is 'by command' "$(numbers --command 'stock receive')" '5 4 '
is 'by several' "$(numbers --command undo --command init)" '6 1 '
is 'by key' "$(numbers --key k1)" '4 '
is 'by a condition on what a table leaves out' "$(ops log --where "key = 'k1'" -F table | tail -1 | cut -c1-5)" '    4'
is 'since they were recorded' "$(numbers --since 2026-03-17)" '6 5 '
is 'until then, that day in' "$(numbers --until 2026-03-16)" '4 3 2 1 '
is 'in a period' "$(numbers -p 2026-03-16..2026-03-17)" '5 4 '
is 'the last two days, by the clock' "$(numbers -p -2d)" '6 5 '
is 'by the clock of then' "$(numbers -p -2d --as-of 2026-03-17)" '5 4 '
check 'as it was known: nobody had undone it' 0 'entry,undone_by
5,
4,' '' ops log --known-at 2026-03-17 --columns entry,undone_by --limit 2
is 'an actor that wrote nothing' "$(numbers --actor bob)" ''

check 'a table shows the login behind the actor, and less' 0 "entry  recorded *actor *command *lines  message *undoes  undone_by  on_behalf_of
*    4  2026-03-16 08:00  tester ($(id -un)) *stock receive *1  found, later *6
*" '' ops log -F table
check 'or just the one where they are the same' 0 "* $(id -un)  *" '' env OPS_ACTOR="$(id -un)" sh -c \
    'ops stock receive -q --item A1 --qty 1 --to MAIN/A && ops log -F table --limit 1 | tail -1'
check 'and all that was asked for' 0 'actor   login *key
------*
tester *k1' '' ops log -F table --columns actor,login,key --where 'entry = 4'
check 'it writes nothing' 2 '' "*--message*" ops log --message x
check 'all formats' 0 '' '' sh -c \
    'for f in csv tsv json jsonl md html table; do ops log -F $f -o out.$f && test -s out.$f || exit 1; done'
check 'a suffix that names none' 2 '' \
    "ops: log: --output: 'out.xlsx' is wrong: its suffix names no format: say -F" ops log -o out.xlsx
check 'makes no file' 1 '' '' test -e out.xlsx
check 'unless the format is said' 0 '' '' ops log -o out.xlsx -F csv
check 'no suffix is CSV' 0 '' '' sh -c 'ops log -o out && head -n 1 out | grep -q ^entry,'

# The book's people: what was written by an id or a login of theirs.
cp ops.yaml alone.yaml
cat >>ops.yaml <<EOF
people:
  ann: { name: Ann Lee, logins: [ann.lee, $(id -un)] }
EOF
who() { # the actor of what is written with this environment
	env "$@" ops stock item add -q "X-$*" &&
	    ops log --limit 1 --no-header --columns actor
}
is 'a login' "$(who OPS_ACTOR=ann.lee)" 'Ann Lee'
is 'an id' "$(who OPS_ACTOR=ann)" 'Ann Lee'
is 'the login of the system' "$(who OPS_ACTOR= LANG=C)" 'Ann Lee'
is 'nobody of them' "$(who OPS_ACTOR=cron)" cron
check 'people that are wrong' 78 '' '*ops.yaml:*' sh -c \
	"echo '  bob: { age: 3 }' >>ops.yaml; ops stock item add X"
cp alone.yaml ops.yaml

done_testing
