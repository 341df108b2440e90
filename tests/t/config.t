#!/bin/sh
# ops config: what is in force, from where, and changing it in place.
. "$(dirname "$0")/lib.sh"

book
mine=$HOME/.config/ops/config.yaml

# Asking.
check 'a rule of the book' 0 refuse '' ops config get stock.negative
check 'a default' 0 30s '' ops config get store.wait
check 'what is not set is said by the status' 1 '' '' ops config get user.name
check 'a list is a text a line' 0 '/a
/b' '' ops -c safe.book=/a -c safe.book=/b config get safe.book
check 'an unknown name' 78 '' '*stock.negatve*did you mean*stock.negative*' \
	ops config get stock.negatve
check 'a group of settings is none' 78 '' \
	"*'stock' is a group of settings: 'ops config list' shows those of it" \
	ops config get stock
check 'a name is needed' 2 '' '*<key> is missing*' ops config get
check 'as JSON it has its scope and origin' 0 \
	'*"scope":"rule","origin":"*ops.yaml:6:13"*' '' \
	ops config get stock.negative -F json

# Listing.
check 'all in force' 0 "key,value,scope,origin
ops,1,rule,$dir/shop/ops.yaml:1:6
store,ops.db,rule,default
*" '' ops config list --show-origin
check 'those of a scope' 1 '' '' \
	sh -c 'ops config list --scope habit --no-header | grep ,rule,'
check 'of one key' 0 "stock.party,register,rule,*" '' \
	ops config list --key stock.party --no-header
check 'with --all also those without a value' 0 '*user.name,,habit,*' '' \
	ops config list --all
check 'the last -c counts' 0 'color,never,habit,-c' '' \
	ops -c color=always -c color=never config list --key color --no-header
check 'a rule is no habit' 78 '' '*-c: *stock.negative*is a rule*' \
	ops -c stock.negative=allow config list

# Without a book there are habits, and the defaults of rules.
check 'no book is needed' 0 auto '' ops -C "$dir" config get color
check 'but one that is named must be there' 66 '' '*nowhere*' \
	ops --book "$dir/nowhere" config get color

# Setting.
cp ops.yaml before.yaml
check 'a rule goes to ops.yaml' 0 "key,value,file
stock.negative,warn,$dir/shop/ops.yaml" '' ops config set stock.negative warn
check 'nothing else in it changes' 0 '*negative: warn   # refuse, warn*' '' \
	sh -c 'diff before.yaml ops.yaml | grep "^>"'
check 'it is in force' 0 warn '' ops config get stock.negative
check 'a habit goes to your own file, which is made' 0 "*$mine" '' \
	ops config set user.name 'Ada Byron'
check 'and is in force' 0 'Ada Byron' '' ops config get user.name
check 'also outside of a book' 0 '' '' ops -C "$dir" config set color never -q
check 'where it stands' 0 "color,never,habit,$mine:*" '' \
	ops config list --key color --no-header
check 'a wrong value' 78 '' \
	"*'maybe'*expected refuse, warn or allow*" \
	ops config set stock.negative maybe
check 'a section is edited by hand' 65 '' \
	"*$dir/shop/ops.yaml: 'people' is a section: add it there*" \
	ops config set people ada
check 'and so is what stands in it' 65 '' \
	"*$dir/shop/ops.yaml: 'people' is a section: add it there*" \
	ops config set people.ada.name Ada
check 'and so is a list that is there' 65 '' "*$mine:1:*edit this line*" \
	sh -c "printf 'safe.book: [/a, /b]\n' >$mine
	ops config set safe.book /c; s=\$?; rm $mine; exit \$s"
check 'and of a group that is known, no other' 78 '' \
    "*'stock.serial_days' is not known" ops config set stock.serial_days 3
check 'an unknown setting' 78 '' '*did you mean*' ops config set colour never
ops config set user.name Ada -q
ops config set color never -q
check 'a value is needed' 2 '' '*<value> is missing*' ops config set color
check 'a rule needs a book' 66 '' '*ops init*' \
	ops -C "$dir" config set stock.negative warn
check 'a habit needs a home' 73 '' '*HOME*' \
	env -u HOME ops config set color auto

# What the book is made of has to be there: else no command finds it again.
check 'a file of rules that is not there' 66 '' \
	"ops: config set: *nothere.yaml: cannot be opened: No such file*" \
	ops config set include nothere.yaml
check 'outside of the book' 78 '' \
	"ops: config set: include is '../x.yaml'; expected a file below*" \
	ops config set include ../x.yaml
printf 'stok: {negative: warn}\n' >wrong.yaml
check 'one that is no rules' 78 '' '*wrong.yaml:1:1:*stok*' \
	ops config set include wrong.yaml
check 'a store that is not there' 66 '' \
	"ops: config set: store is 'other.db'; cannot be opened: No such file or directory" \
	ops config set store other.db
check 'the book is as it was' 0 '*' '' ops stock item list
echo 'numbering: {item: PO}' >wrong.yaml
check 'one that is some' 0 '*include,wrong.yaml*' '' \
	ops config set include wrong.yaml
check 'is read from then on' 0 'PO' '' ops config get numbering.item

# A rule that an included file sets is changed there.
printf 'include: [more.yaml]\n' >>ops.yaml
sed '/^stock:/,$d' before.yaml | cat - >ops.yaml
printf 'include: [more.yaml]\n' >>ops.yaml
printf 'stock:\n  negative: warn # here\n' >more.yaml
check 'a rule of an included file' 0 "*$dir/shop/more.yaml" '' \
	ops config set stock.negative allow
check 'is changed there' 0 'stock:
  negative: allow # here' '' cat more.yaml

# Checking.
check 'all is well' 0 'origin,problem' '' ops config check
printf 'people:\n  bob: { teams: [nobody] }\n' >>more.yaml
check 'a section that cannot be' 1 "origin,problem
$dir/shop/more.yaml:4:*nobody*" '' ops config check
check 'says it in any format' 1 '*"problem":"*nobody*' '' \
	ops config check -F json
check 'and with the status alone' 1 '' '' ops config check -q
printf 'ops: 1\nstok: {negative: warn}\n' >ops.yaml
check 'an unknown rule' 1 "*$dir/shop/ops.yaml:2:1,*did you mean*stock*" '' \
	ops config check
check 'other commands refuse it' 78 '' '*ops.yaml:2:1:*stok*' \
	ops stock item list
check 'help is not in its way' 0 '*formats*' '' ops help
printf 'user: [a\n' >"$mine"
check 'a habit that cannot be read' 1 "*config.yaml:*" '' ops config check
cp before.yaml ops.yaml
rm "$mine"
check 'a wrong -c' 1 '*-c,*colour*' '' ops -c colour=never config check
check 'the book of another is not read' 77 '' '*safe.book*' sh -c \
	'chmod 777 . && ops config check; s=$?; chmod 755 .; exit $s'

cp ops.yaml before-hooks.yaml
echo 'hooks: { after: [hooks/gone] }' >>ops.yaml
check 'a hook that is not there' 1 \
	"*ops.yaml:*,hooks.after: 'hooks/gone' *" '' ops config check
mkdir hooks && touch hooks/gone && chmod 777 hooks/gone
check 'one that others may write' 1 '*can be written by others*' '' \
	ops config check
chmod 755 hooks/gone
check 'one that can be run' 0 'origin,problem' '' ops config check
cp before-hooks.yaml ops.yaml
cat >>ops.yaml <<'EOF'
imports:
  shop:
    verb: stock item set
    reader: { encoding: klingon }
    fields: { sku: { column: Code } }
EOF
check 'an encoding that nobody knows' 1 \
	"*:*,encoding is 'klingon'; expected UTF-8 or*" '' ops config check
cp before-hooks.yaml ops.yaml

# What cannot be said is not done.
if [ -w /dev/full ]; then
	check 'no answer, no change' 74 '' '*' sh -c \
		'ops config set stock.negative warn >/dev/full'
	is 'the file is as it was' "$(cmp ops.yaml before-hooks.yaml)" ''
fi

# Which rules were in force.
check 'rules are known from their first entry on' 0 'entry,recorded,digest
2,2026-03-15T12:00:00Z,*' '' ops config log
digest=$(ops config log --no-header --columns digest | tail -n 1)
ops config set stock.negative allow -q
ops stock item add C3 -q
check 'a change is a row' 0 '2 rows' '' sh -c \
	'echo $(ops config log --no-header | wc -l) rows'
check 'not before it' 0 "2,2026-03-15T12:00:00Z,$digest" '' \
	ops config log --known-at @3 --no-header
check 'the text of then' 0 "$(printf 'file %s ops.yaml\n*negative: refuse*' \
	"$(wc -c <before.yaml | tr -d ' ')")" '' \
	ops config show "$(printf %.8s "$digest")"
check 'the text of an entry' 0 '*negative: refuse*' '' ops config show @2
check 'the text of now' 0 '*negative: allow*' '' ops config show
check 'what a rule was' 0 'refuse' '' ops config get stock.negative --known-at @2
check 'and what it is' 0 'allow' '' ops config get stock.negative --known-at "@$(
	ops log --limit 1 --columns entry --no-header)"
check 'today'"'"'s, if wished' 0 'allow' '' \
	ops config get stock.negative --known-at @2 --config now
check 'before any were known: the first' 0 'refuse' '' \
	ops config get stock.negative --known-at @1
check 'a list of them, habits as they are' 0 'key,value,scope,origin
stock.negative,refuse,rule,ops.yaml:*' '' \
	ops config list --key stock.negative --known-at @2
check 'another word' 2 '' "*--config: 'then' is wrong: expected now" \
	ops config list --known-at @2 --config then
check 'no other time' 2 '' '*--as-of*' ops config get stock.negative --as-of now
check 'that needs a book' 66 '' '*no book*' \
	ops -C "$dir" config get color --known-at @2
check 'what no entry names yet is of today' 0 warn '' sh -c \
	'ops config set stock.negative warn -q && ops config get stock.negative'
check 'and not of the last entry' 0 allow '' \
	ops config get stock.negative --known-at now
if command -v sqlite3 >/dev/null; then
	sed -i 's/negative: warn/negative: warn # of late/' ops.yaml
	cp -r . ../older && cd ../older || exit 1
	for t in $(sqlite3 ops.db "SELECT name FROM sqlite_schema
	    WHERE type = 'trigger' AND tbl_name = 'rules'"); do
		sqlite3 ops.db "DROP TRIGGER \"$t\""
	done
	sqlite3 ops.db "UPDATE rules SET text =
		replace(text, 'refuse', 'refute')"
	check 'rules that no longer can be read' 78 '' \
		"*the rules * of then ('--config now' takes today's): ops.yaml:*'refute'*" \
		ops stock balance --known-at @2
	check 'need not be' 0 '*' '' ops stock balance --known-at @2 --config now
	cd ../shop || exit 1
fi
check 'no such text' 65 '' "*'zzz' is no digest*" ops config show zzz
check 'the argument is named once' 65 '' \
    "ops: config show: which: entry '1' names no rules" ops config show @1
check 'no such entry' 65 '' '*names no rules*' ops config show @99
check 'no entry' 2 '' '*expected @ and*' ops config show @x

# Names that nothing would read.
cp ops.yaml was
echo 'numbering: { itm: I- }' >>ops.yaml
check 'numbers of nothing' 78 '' "*ops.yaml:*: numbering.itm: 'itm' is not \
what the book has records of (did you mean 'item'?)" ops stock balance
check 'the check says so' 1 '*ops.yaml:*numbering.itm: *' '' ops config check
mv was ops.yaml
check 'setting one' 78 '' "*numbering.itm: *(did you mean 'item'?)" \
	ops config set numbering.itm I-
check 'a default of no command' 78 '' "ops: config set: key: \
defaults.stock.recieve.to: 'stock recieve' is not a command (did you mean 'stock receive'?)" \
	ops config set defaults.stock.recieve.to MAIN
check 'of no field' 78 '' "*-c: defaults.stock.receive.too: 'too' is not a field \
of 'stock receive' (did you mean 'to'?)" \
	ops -c defaults.stock.receive.too=MAIN stock balance
check 'of half a command' 78 '' "*'stock' is not a command" \
	ops -c defaults.stock=MAIN stock balance
cp ops.yaml was
printf 'stock: { abc: [0.9, 0.8], xyz: [2, 1] }\n' |
	cat - was | sed '/^stock:$/,/^[a-z]/{/^stock:$/d;/^ /d}; 1h; 1d; /^ops:/G' >ops.yaml
check 'cuts that fall' 78 '' "*ops.yaml:2:15: stock.abc is '0.9, 0.8'; \
expected numbers above 0 that rise, *" ops stock balance
cp was ops.yaml
check 'percent is no share' 78 '' "*: stock.abc is '80,95'; *1 at most*" \
	ops config set stock.abc 80,95
check 'what cannot be a cut is not set' 78 '' \
	"*: stock.xyz is '2, 1'; expected numbers above 0 that rise*" \
	ops config set stock.xyz '2, 1'
check 'nor a name with =' 78 '' \
	"*: budget.dimensions is 'project=P1'; expected names without =" \
	ops config set budget.dimensions project=P1
check 'names with commas' 0 "*dimensions,\"project,site\"*" '' \
	ops config set budget.dimensions project,site
check 'are a list, one a line' 0 'project
site' '' ops config get budget.dimensions
check 'as cuts are' 0 '0.80
0.95' '' ops config get stock.abc
mv was ops.yaml

# For a monitoring system.
cp ops.yaml was
check 'good settings' 0 'CONFIG OK - 0 problems | problems=0;;0;0' '' \
	ops config check --nagios
printf 'people: [x]\nimports: { t: { verb: x } }\n' >>ops.yaml
check 'bad ones' 2 'CONFIG CRITICAL - 2 problems | problems=2;;0;0' '' \
	ops config check --nagios
mv was ops.yaml
done_testing
