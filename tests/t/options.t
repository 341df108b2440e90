#!/bin/sh
# Options: their values, those that are missing, those that are misplaced.
. "$(dirname "$0")/lib.sh"
book
ops stock receive -q --item A1 --qty 7 --to MAIN/A

# How a thing is done is not what is done: exit 2.
check 'a limit is a number' 2 '' "ops: stock item list: --limit: 'x' is wrong: *" \
	ops stock item list --limit x
check 'from 0 on' 2 '' "*--limit: '-1' is wrong: expected a whole number from 0" \
	ops stock item list --limit -1
check 'of some size' 2 '' '*--limit: *' \
	ops stock item list --limit 99999999999999999999
for option in '--as-of x' '-F x' '--color x' '--known-at x' '--known-at @x' \
	'--sort x' '--columns x' '--where x'; do
	# shellcheck disable=SC2086
	check "$option, too" 2 '' '*' ops stock balance $option
done
check 'a period' 2 '' '*--period: *' ops stock ledger -p x
check 'keys' 2 '' "*: --by: 'mont' is wrong: expected month, quarter or year (did you mean 'month'?)" \
	ops budget status --by mont
check 'a word of the record is data' 65 '' "*: average: 'tme' is wrong: expected time or ends (did you mean 'time'?)" \
	ops stock turns --average tme
bad=$(printf 'x\377')
check 'what is no UTF-8' 2 '' '*--where: *expected UTF-8' \
	ops stock balance --where "$bad"
check 'a value of the record is data' 65 '' '*reason: *expected UTF-8' \
	ops stock receive --item A1 --qty 1 --to MAIN/A --reason "$bad"
check 'an entry that is not there is data' 65 '' '*--known-at: there is no *' \
	ops stock balance --known-at @999

# A file's header is data.
check 'a column that is unknown' 65 '' "*-:1: column 'itm' is not known (did \
you mean 'item'?)" sh -c "echo itm,qty | ops stock receive -i -"
check 'cells between semicolons' 65 '' "*-:1: the only column is 'item;qty;to': \
expected ',' between the cells" sh -c "echo 'item;qty;to' | ops stock receive -i -"
check 'one that is there twice' 65 '' '*-:1: *' sh -c \
	"echo item,item | ops stock receive -i -"

# What is missing is said at once.
check 'all of an issue' 2 '' \
	'ops: stock issue: --item, --from and --qty are missing' ops stock issue
check 'two of them' 2 '' 'ops: stock issue: --from and --qty are missing' \
	ops stock issue --item A1
check 'one' 2 '' 'ops: stock issue: --qty is missing' \
	ops stock issue --item A1 --from MAIN/A
check 'arguments, too' 2 '' \
	'ops: stock party add: <code> and --kind are missing*' ops stock party add
check 'of a line' 2 '' "*--line 'lot=x': --item and --qty are missing" \
	ops stock issue --from MAIN/A --line lot=x
check 'one of two' 2 '' \
	'ops: stock adjust: --qty or --counted is missing' \
	ops stock adjust --item A1 --location MAIN/A
check 'of a row, too' 65 '' '*-:2: qty: is missing, and counted
*' sh -c "printf 'item,location,qty\nA1,MAIN/A,\n' | ops stock adjust -i -"
check 'and all of a row' 65 '' '*-:2: item: is missing; from: is missing; *
*' sh -c "printf 'item,from,qty\n,,\n,,1\n' | ops stock issue -i -"
check 'a default is not missing' 2 '' '*: --item and --qty are missing' \
	ops -c defaults.stock.issue.from=MAIN/A stock issue -q

# What has its place elsewhere.
check 'of one time' 2 '' "ops: stock balance: '--since' is not an option of \
'stock balance': it is of one time, --as-of" ops stock balance --since som
check 'a period is none' 2 '' "*'-p' is not an option of 'stock balance': it *" \
	ops stock balance -p mtd
check 'with a value behind it' 2 '' "*'--until' is not an option of 'stock *" \
	ops stock balance --until=som
check 'an option of others' 2 '' "ops: stock balance: '--reason' is not an \
option of 'stock balance': 'ops stock balance -h' lists them" \
	ops stock balance --reason x
check 'a letter' 2 '' "*'-i' is not an option of 'stock balance': *" \
	ops stock balance -i x
check 'a slip' 2 '' "*option '--sote' is not known (did you mean '--site'?)" \
	ops stock balance --sote MAIN
check 'no such letter' 2 '' "*option '-Z' is not known: *" ops stock balance -Z
check 'the book' 2 '' "ops: stock balance: option '--book' stands before the \
command: 'ops --book ... stock balance'" ops stock balance --book .
check 'so' 2 '' "*'--book' stands before *" ops stock balance --book=.
check 'the folder' 2 '' "*option '-C' stands before *" ops stock balance -C .
check 'a setting' 2 '' "*option '-c' stands before *" \
	ops stock balance -c color=never

# Blanks around commas.
check 'of keys' 0 'item,site,on_hand
A1,MAIN,7' '' ops stock balance --by ' item , site ' \
	--columns 'item, site ,on_hand' --sort ' -on_hand , item'
check 'a blank is no key' 2 '' "*--by: '' is wrong: *" \
	ops stock balance --by 'item, ,site'
check 'a key is said once' 2 '' "*--by: 'item' stands twice" \
	ops stock balance --by item,site,item

# A name that is empty.
cd ..
check 'of a folder' 2 '' 'ops: init: <folder> is empty: expected the name of a folder' \
	ops init ''
is 'makes no book' "$(ls)" "$(printf 'home\nshop')"
cd shop || exit 1
check 'of a file' 2 '' '*--output is empty: expected the name of a file' \
	ops stock balance -o ''
check 'to read' 2 '' '*--input is empty: *' ops stock move -i ''
check 'of a backup' 2 '' '* is empty: *' ops backup ''
check 'of the folder to work in' 2 '' 'ops: -C is empty: *' \
	ops -C '' stock balance
check 'of the book' 2 '' 'ops: --book is empty: *' ops --book '' stock balance
check 'or so' 2 '' 'ops: --book is empty: *' ops --book= stock balance
check 'two books' 2 '' "ops: option '--book' is given twice" \
    ops --book shop --book=home stock balance
check 'for links' 2 '' '*--install needs one folder' ops --install ''

# A span of time is what all its options leave.
when() { ops log --columns entry --no-header --sort entry "$@" | tr '\n' ' '; }
is 'what is said twice does not widen' "$(when -p 2026-03 --since 2025-01-01)" \
	"$(when -p 2026-03)"
is 'nor at the end' "$(when -p 2020 --until 2026-12-31)" ''
is 'it narrows' "$(when -p 2026-03 --since 2026-03-16)" ''
check 'nothing is between' 2 '' "*: --until: '2026-03-09' is before --since \
'2026-03-10': nothing is between" ops log --since 2026-03-10 --until 2026-03-09
check 'a day is' 0 '*' '' ops log --since 2026-03-10 --until 2026-03-10

# What a default fills is said, of many rows once.
printf 'item,qty,to\nA1,1,\nA1,1,\nA1,1,MAIN/A\n' >rows.csv
check 'a default of rows is said once' 0 '*,3' "ops: stock receive: to=MAIN/B \
comes from defaults.stock.receive.to (-c)" \
	ops -c defaults.stock.receive.to=MAIN/B stock receive -i rows.csv
ops undo -q "$(ops log --limit 1 --columns entry --no-header)"

# A file that is named is written, whatever else is said.
is '-q with -o: the file' "$(ops stock balance -q --by item -o q.csv &&
	cat q.csv)" "$(ops stock balance --by item)"
is 'of an answer, too' "$(ops stock check -q -o q.csv; echo $?
	grep -c . q.csv)" '0
1'
is 'and of a document' "$(ops report nightly -q -o q.md | wc -c
	grep -c '^#' q.md | grep -v '^[01]$' | wc -l)" '0
1'
check '-o - is standard output' 0 'item*' '' ops stock balance -o -
check 'in the format asked for' 0 '[[]*' '' ops stock balance -o - -F json
is 'no file is called so' "$(ls ./- 2>&1 | grep -c 'No such')" 1

# The rejects are those of the last call.
echo 'item,qty,to
A1,1,MAIN/A
A1,x,MAIN/A' >rows.csv
receive() { ops stock receive -q -i - --keep-going --rejects "$@"; }
check 'rejects are a file' 2 '' "*--rejects: '-' is no file: *" receive - <rows.csv
check 'and there are none where a wrong row refuses all' 2 '' \
	"*--rejects needs --keep-going: *" \
	ops stock receive -i rows.csv --rejects bad.csv
check 'a row is rejected' 1 '' '*' receive bad.csv <rows.csv
head -n 1 rows.csv >none.csv
check 'a call that fails' 65 '' '*' receive bad.csv </dev/null
check 'leaves what was rejected before' 0 '' '' test -e bad.csv
check 'a dry run without any' 0 '*' '' ops stock receive -i none.csv -n \
	--keep-going --rejects bad.csv
check 'leaves them, too' 0 '' '' test -e bad.csv
check 'the next has no row to reject' 0 '' '' receive bad.csv <none.csv
check 'and nobody takes those of yesterday for its own' 1 '' '' test -e bad.csv
ln -s /dev/null sink
check 'what is no file of ours stays' 0 '' '' receive sink <none.csv
check 'as it is' 0 '' '' test -L sink
done_testing
