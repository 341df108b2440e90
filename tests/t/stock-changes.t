#!/bin/sh
# What a change of a master may do: not what its moves rule out, not nothing.
. "$(dirname "$0")/lib.sh"
book
ops stock location add -q MAIN/C --parent MAIN
ops stock receive -q --item A1 --qty 7 --to MAIN/A --date 2026-03-10
entries() { ops log -F csv | wc -l | tr -d ' '; }

# Ours, or not.
check 'a place with goods does not become a far end' 65 '' "ops: stock \
location set: kind: 'vendor' is wrong: goods were moved there or from there \
(entry 5) and 'MAIN/A' would be no place of ours any more" \
	ops stock location set MAIN/A --kind vendor
check 'nor what gave some a place of ours' 65 '' "*kind: 'site' is wrong: \
goods were moved there or from there (entry 5) and 'VENDOR' would become a \
place of ours" ops stock location set VENDOR --kind site
check 'nor by a file' 65 '' "*-:2: kind: 'scrap' is wrong: *" sh -c \
	"printf 'code,kind\nMAIN/A,scrap\n' | ops stock location set -i -"
ops stock issue -q --item A1 --qty 7 --from MAIN/A --date 2026-03-11
check 'although nothing is left there' 65 '' '*(entry *) and *' \
	ops stock location set MAIN/A --kind customer
check 'among ours it may change' 0 '*' '' \
	ops stock location set MAIN/A --kind quarantine
check 'among the others, too' 0 '*' '' \
	ops stock location set VENDOR --kind adjustment
check 'without moves it is what it is said to be' 0 '*' '' \
	ops stock location set MAIN/C --kind scrap
check 'and by an undo' 0 '*' '' ops undo 9
is 'again' "$(ops stock location list --parent MAIN --columns code,kind \
	--no-header | tail -1)" 'MAIN/C,internal'
ops stock location set -q MAIN/C --kind scrap
ops stock move -q --item A1 --qty 1 --from VENDOR --to MAIN/C
check 'an undo does not change sides either' 65 '' \
	"*kind: 'internal' is wrong: *" ops undo 11

# Units.
check 'an item that has moved keeps its unit' 65 '' "ops: stock item set: \
unit: 'kg' is wrong: 'A1' was counted in its unit already (entry *): expected \
another item" ops stock item set A1 --unit kg
check 'an empty one is each' 0 '*' '*nothing changes*' \
	ops stock item set A1 --unit ''
check 'without moves it may change' 0 '*
B2,*' '' ops stock item set B2 --unit kg

# Places of ours stand in others.
check 'a bin in nothing' 65 '' "ops: stock location add: parent: is missing: \
what is internal stands in a site, or in a place of one" \
	ops stock location add BIN1 --kind internal
check 'nor put aside in nothing' 65 '' '*what is quarantine stands in *' \
	ops stock location add BIN1 --kind quarantine
check 'nor taken out of all' 65 '' '*what is quarantine stands in *' \
	ops stock location set MAIN/A --parent ''
for kind in site transit production scrap adjustment vendor customer; do
	check "a $kind is a root" 0 '*' '' \
		ops stock location add "R-$kind" --kind $kind
done
check 'a site by what it lacks' 0 '*' '' ops stock location add R
is 'it is its own site, the others are in none' \
	"$(ops stock location list --where "code ~ '^R'" --columns code,site \
	--no-header | tr '\n' ' ')" 'R,R R-adjustment, R-customer, R-production, R-scrap, R-site,R-site R-transit, R-vendor, '

# Nothing.
before=$(entries)
said='nothing changes, nothing is posted'
check 'an item as it is' 0 'id,entry' "ops: stock item set: $said" \
	ops stock item set A1 --name Bell --min 5
check 'quietly' 0 '' '' ops stock item set -q A1 --name Bell
check 'nothing said of it' 0 'id,entry' "*$said" ops stock item set A1
check 'nor by --dry-run' 0 'line,sku,*' "*$said" \
	ops stock item set -n A1 --name Bell
check 'a place' 0 'id,entry' "*$said" ops stock location set MAIN/B \
	--kind internal --parent MAIN
check 'a list given back' 0 'id,entry' "*$said" sh -c \
	'ops stock item list -F csv | ops stock item set -i -'
is 'no entry' "$(entries)" "$before"
ops stock party add -q ACME --kind vendor --contact 'Ada, 555'
before=$(entries)
check 'a party, whose contact is kept elsewhere' 0 'id,entry' "*$said" \
	ops stock party set ACME --contact 'Ada, 555'
is 'no entry either' "$(entries)" "$before"
check 'what changes is posted alone' 0 'id,entry
B2,*' '' sh -c "printf 'sku,name\nA1,Bell\nB2,Rope\n' | ops stock item set -i -"
check 'twice in a file, once a version' 0 '*
A1,*' '' sh -c "printf 'sku,name\nA1,X\nA1,X\n' | ops stock item set -i -"
is 'of one line' "$(ops log --limit 1 --columns lines --no-header)" 1
check 'a new one is made with --create' 0 '*
Z1,*' '' ops stock item set Z1 --create
check 'once' 0 'id,entry' "*$said" ops stock item set Z1 --create
check 'the book is whole' 0 'kind,entry,problem' '' ops fsck
done_testing
