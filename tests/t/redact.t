#!/bin/sh
# Redacting: a personal text goes for ever, and the chain stays whole.
. "$(dirname "$0")/lib.sh"
book
none='kind,entry,problem'
digests() { ops log --columns entry,digest --where 'entry < 8'; }

ops stock party add -q ACME --kind vendor --contact 'ann@first.example'  # entry 4
ops stock party set -q ACME --contact 'ann@second.example, by telephone' # entry 5
ops stock party set -q ACME --name Acme                                  # entry 6
ops stock party add -q BOLT --kind vendor --contact 'bob@other.example'  # entry 7
digests >before
check 'a message is needed' 2 '' 'ops: redact: --message is missing: say why the text has to go' \
    ops redact party ACME --field contact
check 'a blank is none' 2 '' '*--message is missing*' ops redact party ACME --field contact -m ' '
check 'the dry run leaves the text' 0 'line,code,name,kind,contact
1,ACME,Acme,vendor,' '' ops redact party ACME --field contact -m law -n
check 'there it is' 0 'contact
"ann@second.example, by telephone"
bob@other.example' '' ops stock party list --columns contact
check 'it goes' 0 'entry,date,lines
8,,1' '' ops redact party ACME --field contact -m 'asked by letter'
check 'from the list' 0 'code,name,contact
ACME,Acme,
BOLT,,bob@other.example' '' ops stock party list --columns code,name,contact
check 'from what was known then' 0 'contact
""' '' sh -c 'ops stock party list --columns contact --known-at @4 | sed "s/^\$/\"\"/"'
check 'visibly from the journal' 0 '*(redacted)*' '' ops show 4
check 'each version of it' 0 '"(redacted)"' '' sh -c 'ops show 5 -F json | jq .stock_party[0].contact'
check 'from the file' 1 '' '' grep -a 'ann@' ops.db
check 'others keep theirs' 0 '*' '' grep -aq 'bob@' ops.db
digests >after
check 'the chain stays' 0 '' '' cmp before after
check 'whole' 0 "$none" '' ops fsck
check 'it says why' 0 'command,message
redact,asked by letter' '' ops log --limit 1 --columns command,message

check 'there is no way back' 65 '' 'ops: undo: entry 8 cannot be undone: the text it redacted is gone' ops undo 8
check 'nor around it' 65 '' \
    "ops: undo: stock party 'ACME' was changed again by entry 8: undo that first" ops undo 5
check 'nothing is left to redact' 65 '' "ops: redact: stock party 'ACME' has no contact to redact" \
    ops redact party ACME --field contact -m law
check 'a new text is a new one' 0 '*' '' ops stock party set ACME --contact 'office@acme.example'
check 'that can be undone' 0 '*' '' ops undo 9
check 'and comes back' 0 '*' '' ops undo 10
check 'as it was' 0 'contact
office@acme.example
bob@other.example' '' ops stock party list --columns contact
ops undo -q 7
check 'a record that was taken back is redacted, too' 0 '*' '' ops redact 'stock party' BOLT --field contact -m law
check 'gone' 1 '' '' grep -a 'bob@' ops.db
check 'and it stays taken back' 0 'code
ACME' '' ops stock party list --columns code
check 'the chain is whole' 0 "$none" '' ops fsck

check 'no such noun' 65 '' "ops: redact: noun: 'item' has no personal texts: expected party, count*" \
    ops redact item A1 --field name -m law
check 'no such field' 65 '' "ops: redact: field: 'name' is no personal text: expected contact" \
    ops redact party ACME --field name -m law
check 'no such record' 65 '' "ops: redact: code: stock party 'X' is not known" \
    ops redact party X --field contact -m law
check 'one code' 2 '' 'ops: redact: a stock party is named by 1 word' \
    ops redact party ACME BOLT --field contact -m law
done_testing
