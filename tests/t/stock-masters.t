#!/bin/sh
# Parties, places and items: add, set, list, show, and from book to book.
. "$(dirname "$0")/lib.sh"
book

# Parties
check 'a party is made' 0 'id,entry
RUBBER,4' '' ops stock party add RUBBER --kind vendor --name 'Rubber Works' --contact 'Ada, 555'
check 'it is listed' 0 'code,name,kind,contact
RUBBER,Rubber Works,vendor,"Ada, 555"' '' ops stock party list
check 'it has a kind' 2 '' 'ops: stock party add: --kind is missing' ops stock party add X
check 'of three' 65 '' \
    "ops: stock party add: kind: 'friend' is wrong: expected vendor, customer or internal" \
    ops stock party add X --kind friend
check 'it is made once' 65 '' \
    "ops: stock party add: code: 'RUBBER' is there already: 'ops stock party set' changes it" \
    ops stock party add RUBBER --kind vendor
check 'set changes what is given' 0 '*' '' ops stock party set RUBBER --name 'Rubber & Co'
check 'and leaves the rest' 0 '*
RUBBER,Rubber & Co,vendor,"Ada, 555"' '' ops stock party list
check 'an empty value clears' 0 '*' '' ops stock party set RUBBER --contact ''
check 'cleared' 0 '*
RUBBER,Rubber & Co,vendor,' '' ops stock party list
check 'as it was known then' 0 '*
RUBBER,Rubber Works,vendor,"Ada, 555"' '' ops stock party list --known-at @4
check 'set wants one that is there' 65 '' \
    "ops: stock party set: code: 'RUBER' is not a known party (did you mean 'RUBBER'?)" \
    ops stock party set RUBER --name X
check 'or makes it' 0 '*' '' ops stock party set ANN --create --kind customer
check 'a filter of the kind' 0 'code,name,kind,contact
ANN,,customer,' '' ops stock party list --kind customer

# Places
check 'places stand behind the one they are in' 0 'code,kind,parent,site
*MAIN,site,,MAIN
MAIN/A,internal,MAIN,MAIN
MAIN/B,internal,MAIN,MAIN
PRODUCTION,*' '' ops stock location list --columns code,kind,parent,site
ops stock location add -q ZOO
ops stock location add -q ANNEX --parent ZOO --name Annex
check 'a code below a place makes a site, with a note' 0 'id,entry
MAIN/A/1,*' "ops: stock location add: 'MAIN/A/1' is a site of its own: with the parent 'MAIN/A' it would be a place there" \
    ops stock location add MAIN/A/1
check 'so does set, and the nearest place above is meant' 0 '*' \
    "*'MAIN/X/1' is a site of its own: with the parent 'MAIN' *" \
    ops stock location set MAIN/X/1 --create -n
check 'no note where it is said' 0 '*' '' ops stock location add MAIN/A/2 --kind site -n
check 'nor where the place above is of others' 0 '*' '' ops stock location add VENDOR/2 -n
check 'a site has no parent, and it is said what has one' 65 '' \
    '*stands in no other place: what does is internal' \
    ops stock location set MAIN/A/1 --parent MAIN/A
check 'it is mended so' 0 '*' '' \
    ops stock location set MAIN/A/1 --parent MAIN/A --kind internal
check 'what is ours stands in no place of others' 65 '' \
    "*parent: 'VENDOR' is no place of ours, what is internal stands in one" \
    ops stock location add Y --parent VENDOR
check 'nor further down' 65 '' "*parent: 'BIN' is no place of ours, *" \
    sh -c "printf 'code,parent,kind\nBIN,SCRAP,scrap\nY,BIN,transit\n' |
	ops stock location add -n -i -"
check 'theirs may stand in ours' 0 '*,BIN,*' '' \
    ops stock location add BIN --parent ZOO --kind scrap -n
check 'what ours are in stays ours' 65 '' \
    "*kind: 'vendor' is wrong: 'ANNEX' is ours and stands in 'ZOO'" \
    ops stock location set ZOO --kind vendor
check 'whatever their codes are' 0 'code
ZOO
ANNEX' '' ops stock location list --site ZOO --columns code
check 'a place changes its kind' 0 '*' '' ops stock location set ANNEX --kind quarantine
check 'and keeps its name' 0 '*
ANNEX,Annex,quarantine,ZOO,ZOO' '' ops stock location list --parent ZOO
check 'it cannot stand in itself' 65 '' "ops: stock location set: *'ZOO' would stand in itself" \
    ops stock location set ZOO --parent ANNEX --kind internal
check 'set wants one that is there' 65 '' \
    "ops: stock location set: code: 'MIAN' is not a known location (did you mean 'MAIN'?)" \
    ops stock location set MIAN --name X

# From book to book: what list prints, add and set take
ops stock item set -q A1 --cost 2.4 --price 6.90 --name 'Bell, "big"
and loud'
ops stock item add -q 00501 --category 'Zubehör'
ops init ../other -q
is 'items go from book to book' "$(
	ops stock item list -F csv | ops -C ../other stock item add -q -i - &&
	    ops -C ../other stock item list -F csv
)" "$(ops stock item list -F csv)"
is 'parties do' "$(
	ops stock party list -F csv | ops -C ../other stock party add -q -i - &&
	    ops -C ../other stock party list -F csv
)" "$(ops stock party list -F csv)"
is 'places do' "$(
	ops stock location list -F csv |
	    ops -C ../other stock location set --create -q -i - &&
	    ops -C ../other stock location list -F csv
)" "$(ops stock location list -F csv)"

# An item on a page
ops stock receive -q --item A1 --qty 4 --to MAIN/A --date 2026-03-01 --reference DN-1
ops stock issue -q --item A1 --qty 1 --from MAIN/A --date 2026-03-02
check 'an item on a page' 0 'B2 Chain
========
sku         B2
name        Chain
unit        m
category    parts
on_hand     0

places
------
none

last moves
----------
none

versions
--------
entry  recorded          actor   changes
-----  ----------------  ------  -------------------------------------
    3  2026-03-15 12:00  tester  name: Chain, unit: m, category: parts' '' \
    ops stock item show B2
check 'with what is there, and what became of it' 0 '*
on_hand     3
state       below min

places
------
location  lot  on_hand
--------  ---  -------
MAIN/A               3

last moves
----------
date              entry  from    to        qty  balance  reference
----------------  -----  ------  --------  ---  -------  ---------
2026-03-01 00:00  *  VENDOR  MAIN/A      4        4  DN-1
2026-03-02 00:00  *  MAIN/A  CUSTOMER    1        3

versions
*' '' ops stock item show A1
check 'as of a day before' 0 '*
on_hand     4
*' '' ops stock item show A1 --as-of 2026-03-01
check 'as it was known then' 0 'A1 Bell
*
on_hand     0
*' '' ops stock item show A1 --known-at @3
check 'as json' 0 '*"on_hand": 3,*"places": \[*"location":"MAIN/A"*"last_moves"*' '' \
    ops stock item show A1 -F json
check 'as html, escaped' 0 '*<h1>A1 Bell, &quot;big&quot;<br>and loud</h1>*' '' \
    ops stock item show A1 -F html
check 'as markdown' 0 '# B2 Chain
*## last moves*' '' ops stock item show B2 -F md
check 'it is no relation' 2 '' \
    "ops: stock item show: --format: 'csv' is wrong for a document: expected table, md, html or json" \
    ops stock item show B2 -F csv
check 'an item that is not known' 65 '' "ops: stock item show: sku: 'A2' is not a known item (did you mean 'A1'?)" \
    ops stock item show A2
check 'which item?' 2 '' 'ops: stock item show: <sku> is missing' ops stock item show

# Many places in places, and one that moves with all that stands in it.
ops init "$dir/tree" -q && cd "$dir/tree" && ops stock location add -q EAST
{
	echo code,kind,parent
	echo R,internal,MAIN
	awk 'BEGIN { for (i = 0; i < 20000; i++)
		print "R/" i ",internal," (i < 10 ? "R" : "R/" int(i / 10)) }'
} >tree.csv
check 'twenty thousand places take no time' 0 '' '' timeout 8 \
	ops stock location add -q -i tree.csv
site() { ops stock location list -w "code = '$1'" --columns site --no-header; }
is 'each knows its site' "$(site R/19999)" MAIN
printf 'code,parent\nR/1,EAST\nR/19999,R/2\n' >moves.csv
check 'a branch is moved, and a leaf of it' 0 '' '' \
	ops stock location set -q -i moves.csv
is 'with what stands in it' "$(site R/1) $(site R/12345) $(site R/19998)" \
	'EAST EAST EAST'
is 'not with what does not' "$(site R/19999) $(site R/2)" 'MAIN MAIN'
printf 'item,to,qty\nA1,R/12,1\n' >in.csv
ops stock item add A1 --unit each -q
ops stock receive -q -i in.csv
is 'goods are where their place is' "$(ops stock balance --by item,site \
	--columns site --no-header)" EAST
check 'the book is whole' 0 '' '' ops fsck -q

done_testing
