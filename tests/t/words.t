#!/bin/sh
# Words that are no command: shortcuts, programs ops-<name>, links to ops.
. "$(dirname "$0")/lib.sh"

book
ops stock receive --item A1 --qty 7 --to MAIN/A -q
config=$HOME/.config/ops/config.yaml
mkdir -p "${config%/*}"
cat >"$config" <<'EOF'
alias:
  low: stock check
  bal: [stock, balance, --location, 'MAIN/A']
  mine: [bal, --columns, 'item,on_hand']
  a: b
  b: a -q
  option: [-C, /tmp]
  typo: stokc check
EOF

# Shortcuts.
check 'a text is split at blanks' 0 'kind,item,location,*' '' ops low
check 'options go behind its words' 0 '' '' ops low -q
check 'a list keeps its words' 0 'item,name,*A1,Bell,MAIN/A,7,*' '' ops bal
check 'a shortcut of a shortcut' 0 'item,on_hand
A1,7' '' ops mine
check 'help says what it stands for' 0 "'ops low' is your shortcut for 'ops stock check'" \
	'' ops help low
check 'with -C' 0 '*A1,7' '' ops -C / -C "$dir/shop" mine
check 'a loop' 78 '' "ops: $config:*: alias.a leads back to itself" ops a
check 'an option is no command' 78 '' \
	"ops: $config:*: alias.option begins with an option: *" ops option
check "no words" 78 "" "*-c: alias.none *" ops -c "alias.none= " none
check 'what it stands for is no command' 2 '' "*'stokc' is not a command (did \
you mean 'stock'?)" ops typo
check 'nor quotes' 78 '' "*-c: alias.x has quotes, *; expected a list *" \
	ops -c "alias.x=log --where 'entry = 1'" x
check 'no shell reads it' 2 '' "*'stock; id' is not a command*" \
	ops -c 'alias.x=y' -c 'alias.y=z' -c 'alias.z=a' 'stock; id'
check 'its help is that of the command' 0 'usage: ops stock check*' '' \
	ops low -h
check 'it is listed' 0 "*
Your shortcuts (alias.\*)
  low                       stock check
*" '' ops help -a
check 'as a row' 0 '*
mine,"bal --columns item,on_hand"
*' '' ops help -a -F csv
check 'but it is no name of a command' 1 '' '' sh -c \
	'ops help -a --names | grep -x low'
is 'it is completed' "$(ops complete -- low)" 'low	stock check'
is 'and what follows it' "$(ops complete -- mine --columns)" ''
is 'options, too' "$(ops complete -- low --it)" '--item	*'
is 'a value behind it' "$(ops complete -- bal --item '')" 'A1	Bell
B2	Chain'
is 'a loop is no word' "$(ops complete -- a '')" ''
check 'by -c' 0 '' '' ops -c 'alias.quiet=stock check -q' quiet
check 'no other word changes' 2 '' "*'lox' is not a command*" ops lox
check 'the book has none' 78 '' '*alias.x*is a habit*' \
	sh -c "cp ops.yaml was; echo 'alias: {x: log}' >>ops.yaml
	ops log; s=\$?; mv was ops.yaml; exit \$s"

# None hides a command.
check 'setting one' 78 '' "*'alias.stock' would hide 'ops stock': *" \
	ops config set alias.stock log
echo '  log: stock ledger' >>"$config"
check 'a command is not hidden' 78 '' "ops: log: $config:9:8: alias.log \
would hide 'ops log': expected another name" ops log
check 'neither by any other' 78 '' '*alias.log would hide*' ops low
check 'nor a group' 78 '' '*-c: alias.stock would hide*' \
	env HOME=/ ops -c alias.stock=log stock balance
check 'help goes on' 0 '*low  *' '' ops help -a
check 'config check says it' 1 "origin,problem
$config:9:8,*hide*" '' ops config check
sed '$d' "$config" >c && mv c "$config"
check 'all is well again' 0 'origin,problem' '' ops config check

# Programs.
mkdir bin
cat >bin/ops-tell <<'EOF'
#!/bin/sh
echo "${0##*/} $# <$1> book=${OPS_BOOK-none} in $(pwd)"
exit 5
EOF
echo 'echo hidden' >bin/ops-stock
echo 'not to be run' >bin/ops-data
chmod +x bin/ops-tell bin/ops-stock
OPS=$(command -v ops)
PATH=$PATH:relative::$dir/shop/bin:/nowhere
check 'ops <name> runs ops-<name>' 5 "ops-tell 2 <a b> book=none in $dir/shop" \
	'' ops tell 'a b' -q
check 'in the folder of -C, where the book is looked for' 5 \
	"* 0 <> book=none in $dir" '' env OPS_BOOK=/x ops -C .. tell
check 'else with the book of the environment' 5 '* book=/x *' '' \
	env OPS_BOOK=/x ops tell
check 'the book is exported, absolute' 5 \
	"* 1 <--book=x> book=$dir/shop in $dir" '' \
	ops -C .. --book shop tell --book=x
check 'a book that is none' 66 '' "*nowhere*" ops --book nowhere tell
check 'settings do not go with it' 2 '' '*a program of its own*' \
	ops -c color=never tell
check 'it hides no command' 0 'item,*' '' ops stock balance
check 'what cannot be run is none' 2 '' "*'data' is not a command*" ops data
check 'nor what lies here' 2 '' "*'tell' is not a command*" \
	sh -c "cd bin && PATH=.::bin '$OPS' tell"
check 'nor a path' 2 '' "*'../ops-tell' is not a command*" ops ../ops-tell
check 'it is listed' 0 "*
Programs on the PATH
  tell *$dir/shop/bin/ops-tell" '' ops help -a
check 'once' 0 1 '' sh -c "PATH=\$PATH:$dir/shop/bin
	ops help -a -F csv | grep -c '^tell,'"
is 'and completed' "$(ops complete -- te)" "tell	$dir/shop/bin/ops-tell"
check 'a shortcut does not hide it' 78 '' "*-c: alias.tell would hide '*" \
	ops -c alias.tell=log tell
check 'a shortcut may lead to it' 5 '* 1 <x> *' '' \
	env HOME="$dir/h" sh -c "mkdir -p \$HOME/.config/ops
	echo 'alias: {say: tell x}' >\$HOME/.config/ops/config.yaml; ops say"
printf '#!/nowhere/interpreter\n' >bin/ops-tell
check 'one that cannot be started' 69 '' "*ops-tell' cannot be run: *" ops tell

# Links to the program.
rm -r bin
mkdir links
check 'links for all groups' 0 'links/ops-config
links/ops-stock
links/ops-budget
links/ops-report' '' ops --install links
check 'are commands' 0 '*A1,7' '' links/ops-stock balance --columns item,on_hand
check 'with options before them' 0 '*A1,7' '' sh -c "cd / &&
	'$dir/shop/links/ops-stock' --book '$dir/shop' balance \
	--columns item,on_hand"
check 'and what a group says' 2 '' '*usage:*' links/ops-stock
check 'and help' 0 'usage: ops stock balance*' '' links/ops-stock balance -h
check 'version' 0 'ops *' '' links/ops-stock --version
ln -s "$OPS" links/ops-log
ln -s "$OPS" links/ops-lag
check 'a link that names no command' 2 '' \
	"ops: 'links/ops-lag' is a link to ops, and names no command of it: *" links/ops-lag
check 'a link of a single command' 0 '*"entry":1,*' '' links/ops-log -F jsonl
ln -s "$OPS" links/ops-2.0
check 'another name is ops itself' 0 '*A1,7' '' \
	links/ops-2.0 stock balance --columns item,on_hand
check 'which does not run itself for ever' 2 '' "*'2.0' is not a command*" \
	env PATH="$dir/shop/links:$PATH" ops 2.0 2.0
check 'again there is nothing to do' 0 '' '' ops --install links
rm links/ops-stock
echo mine >links/ops-report.x && mv links/ops-report.x links/ops-report
check 'other files stay' 73 '' "*'links/ops-report' is there already*" \
	ops --install links
check 'and nothing else is made' 1 '' '' test -e links/ops-stock
ln -sf /nowhere links/ops-report
check 'nor a link that leads nowhere' 73 '' '*ops-report*' ops --install links
check 'no folder' 73 '' "*nowhere*" ops --install nowhere
check 'a folder is needed' 2 '' '*--install needs one folder' ops --install
mkdir whole && cp "$OPS" whole/ops
check 'beside the program' 0 '*' '' whole/ops --install whole
is 'links move with it' "$(readlink whole/ops-stock)" ops
check 'it is found on the PATH' 0 '*' '' sh -c \
	"mkdir l2 && PATH='$dir/shop/whole:$PATH' && ops --install l2 &&
	l2/ops-report nightly"
done_testing
