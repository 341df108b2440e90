#!/bin/sh
# Finding one's way: -h, help, help how, a mistyped word.
. "$(dirname "$0")/lib.sh"

# The screen of -h.
ops stock move -h >usage
check 'the usage stands first' 0 \
	'usage: ops stock move --item <item> --from <location> --to <location>' \
	'' head -n 1 usage
check 'it fits a screen' 0 '' '' awk 'length > 80 || NR > 40' usage
check 'what is required says so' 0 '*--qty <quantity>*(required)*' '' cat usage
check 'common options stand in groups' 0 \
	'*input  *--rejects <file>*journal  *--dry-run*output  *--format*' '' \
	cat usage
check 'a read verb shows its columns' 0 '*columns   key value scope origin*' \
	'' ops config list -h
check 'and its filters' 0 '*filters   --key <key>*' '' ops config list -h
check 'it reads no book and no settings' 0 '*usage:*' '' \
	ops --book /nowhere stock move -h

# Lists.
check 'a verb too few' 2 '' '*stock item add*make items*' ops stock item
check 'no command at all' 2 '' '*usage: ops*stock move*' ops
check 'help lists all, and the topics' 0 '*stock move*exit-codes*' '' ops help
check 'so does --help' 0 '*stock move*exit-codes*' '' ops --help
check 'help -a, a line each' 0 '*  stock move *goods from a place*' '' \
	ops help -a
check 'their names alone' 0 '*stock item add
stock item set*' '' ops help -a --names
check 'as JSON' 0 '*{"command":"stock item add","brief":"make items"}*' '' \
	ops help -a -F json
check 'what is hidden is not in it' 1 '' '' sh -c 'ops help -a | grep "  complete"
	ops help -a --names | grep -x complete'

# Commands.
check 'a command' 0 'stock item add
*Make items.*ops stock item add <sku> *Example: a new item*' '' \
	ops help stock item add
check 'the same behind it' 0 "$(ops help stock item add)" '' \
	ops stock item add --help
check 'a group in short, a line for each noun and each other verb' 0 '*stock item  *add, set, list, show*stock receive  *take in goods*' '' ops stock -h
check 'that is one screen' 0 '' '' sh -c 'ops stock -h | awk "NR > 56"'
check 'all of a noun' 0 '*stock item add*stock item set*' '' ops help stock item
check 'all of a group' 0 '*stock location add*' '' ops help stock
check 'a word behind --help' 0 '*stock item add*' '' ops stock item --help
check 'no line is too long' 0 '' '' sh -c 'for t in stock config init \
	options settings formats values dates periods where exit-codes \
	environment; do ops help $t | awk "length > 80"; done'
check 'in other formats' 0 '*{"topic":"dates","text":"*' '' \
	ops help dates -F json

# Topics.
for topic in options settings formats values dates periods where exit-codes \
	environment; do
	check "about $topic" 0 '*' '' ops help $topic
done
check 'the exit codes' 0 '*77 *a rule forbids it*' '' ops help exit-codes
check 'the settings' 0 '*stock.negative*refuse, warn,*allow*' '' \
	ops help settings

# Manual pages in the program: where none is installed, these are all there is.
check 'how files are imported' 0 'IMPORTS
    imports says what *    *verb: stock move*' '' ops help imports
check 'who people are' 0 'PEOPLE AND TEAMS
*' '' ops help people
check 'the tutorial' 0 'NAME
    ops-tutorial - a first day with ops
*    30 22 \* \* \**(In a crontab these are one line.)*' '' ops help tutorial
check 'by its name' 0 "$(ops help tutorial)" '' ops help ops-tutorial
check 'all settings' 0 '*
SETTINGS
*stock.negative
*NUMBERING*' '' ops help ops-config
check 'no macro is left' 1 '' '' sh -c \
	'for p in ops-config tutorial; do ops help $p; done |
		grep -E "^[.]|[\\][-(&]|(^| )(Cm|Pa|Ql|Xr|Fl) "'
check 'no line of text is too long' 0 '' '' sh -c \
	'ops help ops-config | grep -v "^        " | awk "length > 80"'
ops help >said
check 'no words are a question, too' 2 '' "$(cat said)" ops
check 'import says where its language is' 0 '*ops-config(5)*ops help imports*' '' \
	ops import --help

# Examples by task.
check 'by the words of the task' 0 'a new item
    ops stock item add *' '' ops help how new item
check 'whatever their case and order' 0 'a new item
*' '' ops help how ITEM new
check 'as rows' 0 'task,line
a new item,*' '' ops help how new item -F csv
check 'all words must be there' 1 '' \
	"ops: help: no example has these words: 'ops help -a' lists all commands" \
	ops help how new zeppelin
check 'other words for the task, too' 0 '*ops close *' '' ops help how month end
for word in inventory stocktake count; do
	check "$word" 0 '*ops stock balance*' '' ops help how $word
	check "$word, done" 0 '*ops stock adjust * --counted *' '' ops help how $word
done
check 'return' 0 '*ops stock move * CUSTOMER *' '' ops help how return
check 'all periods' 0 '*this-week*' '' ops help periods
check 'no unit that none can teach' 1 '' '' sh -c 'ops help values | grep box'
check 'what --dry-run prints is explained' 0 '*Columns of --dry-run:*said_unit*' \
	'' ops help stock move
check 'no word gives all' 0 '*ops stock item add *ops init *' '' sh -c \
	'ops help how | sort -r'

# Mistyped.
check 'its group is missing' 2 '' "*'receive' is not a command (did you mean 'stock receive'?)" ops receive
check 'of a noun, too' 2 '' "*'item' is not a command (did you mean 'stock item'?)" ops item add
check 'to help, too' 2 '' "*'status' is neither *(did you mean 'budget status'?)" ops help status
check 'a command' 2 '' "*'stok' is not a command (did you mean 'stock'?)*" \
	ops stok item list
check 'a noun' 2 '' "*did you mean 'stock item'?*" ops stock itme add
check 'a verb' 2 '' "*did you mean 'stock item add'?*" ops stock item ad
check 'an option' 2 '' "*did you mean '--qty'?*" ops stock move --qyt 5
check 'a topic' 2 '' "*did you mean 'formats'?*" ops help format
check 'nothing near' 2 '' "*'ops help' lists them*" ops help zeppelin
check 'a hidden command is not meant' 2 '' \
	"*did you mean 'completion'?*" ops completio
check 'neither is one that is none' 2 '' "*ops help -a*" ops zeppelin

# The installed page, on a terminal only.
if command -v script >/dev/null && command -v man >/dev/null; then
	mkdir -p usr/bin usr/share/man/man1
	cp "$(command -v ops)" usr/bin/ops
	cp "$top/man/ops-stock.1" usr/share/man/man1/
	tty() {
		MANPAGER=cat PAGER=cat TERM=dumb script -qec "$*" /dev/null \
			</dev/null | tr -d '\r' | head -n 1
	}
	is 'where it is installed, man shows it' \
		"$(tty usr/bin/ops help stock)" 'OPS-STOCK(1)*'
	is 'not where there is none' "$(tty usr/bin/ops help config get)" \
		'config get'
	check 'not in a pipe' 0 'stock item add*' '' usr/bin/ops help stock
else
	skip 'the installed page' 'no script(1) or man(1)'
fi
done_testing
