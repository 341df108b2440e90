#!/bin/sh
# Hooks: a book's programs that refuse a write, or are told of an entry.
. "$(dirname "$0")/lib.sh"

book
mkdir hooks
hook() { # hook NAME: a script on standard input
	{ echo '#!/bin/sh' && cat; } >"hooks/$1"
	chmod +x "hooks/$1"
}
receive="ops stock receive --item A1 --qty 1 --to MAIN/A"
hook veto <<'EOF'
echo "to standard output"
if [ "$2" = receive ]; then
	echo "no goods on Sundays" >&2
	echo "ask Ada" >&2
	exit 3
fi
EOF
cp ops.yaml plain.yaml
rules() { cat plain.yaml - >ops.yaml; }

rules <<'EOF'
hooks: { before: hooks/veto }
EOF
before=$(cksum ops.db)
check 'a veto, with its reason' 77 '' "to standard output
ops: stock receive: hooks/veto: ask Ada
ops: stock receive: hooks.before: 'hooks/veto': no goods on Sundays" $receive
is 'nothing is posted' "$(cksum ops.db)" "$before"
check 'also for a dry run' 77 '' '*no goods on Sundays' $receive --dry-run
check 'and for many rows' 77 '' '*no goods*' \
	sh -c "echo item,qty,to | ops stock receive -i -"
check 'other commands are not hindered' 0 'id,*' 'to standard output' \
	ops stock item add C3
check 'reading asks nobody' 0 'item,*' '' ops stock balance
check 'nor does a template' 0 'date,item,*' '*' ops stock receive --template
check 'nor a sheet' 0 'item,location,lot,counted' '' ops stock adjust --sheet

# What a hook is given.
hook show <<'EOF'
{ echo "$# <$1> <$2> <$3> ${0##*/}"; env | grep -v '^PWD=\|^SHLVL=\|^_=' |
    sort; cat; pwd; } >>"$HOME/seen"
EOF
rules <<'EOF'
hooks:
  before: [hooks/show]
  after: [hooks/show]
EOF
check 'both are run' 0 'entry,*' '' env LANG=C.UTF-8 OPS_NOISE=1 $receive
is 'with words and a clean environment' "$(cat "$HOME/seen")" \
"2 <stock> <receive> <> show
HOME=$HOME
LANG=C.UTF-8
OPS_BOOK=$dir/shop
OPS_COMMAND=stock receive
PATH=/usr/local/bin:/usr/bin:/bin
$dir/shop
2 <stock> <receive> <> show
HOME=$HOME
LANG=C.UTF-8
OPS_BOOK=$dir/shop
OPS_COMMAND=stock receive
OPS_ENTRY=5
PATH=/usr/local/bin:/usr/bin:/bin
$dir/shop"
rm "$HOME/seen"
check 'a dry run tells of no entry' 0 '*' '' $receive -n
is 'only the one before it is run' "$(grep -c '<stock>' "$HOME/seen")" 1
rm "$HOME/seen"
check 'a refused entry, too' 65 '' '*' \
	ops stock issue --item A1 --qty 99 --from MAIN/A
is 'neither' "$(grep -c OPS_ENTRY "$HOME/seen")" 0
check 'undo has hooks' 0 'entry,*' '' ops undo 5
is 'that are told its entry' "$(grep ENTRY "$HOME/seen")" OPS_ENTRY=6
is 'an undo is a command' "$(tail -n 8 "$HOME/seen" | head -n 1)" \
	'1 <undo> <> <> show'

# After the commit nothing can be refused.
hook late <<'EOF'
echo "too late" >&2
exit 1
EOF
rules <<'EOF'
hooks: { after: [hooks/late, hooks/show] }
EOF
rm -f "$HOME/seen"
check 'a failure is a note' 0 '*7,*,1' \
	"ops: stock receive: hooks.after: 'hooks/late': too late" $receive
is 'and the next hook is run' "$(grep ENTRY "$HOME/seen")" OPS_ENTRY=7
check 'the same key again is no entry' 0 '*8,*' '*' $receive --key k
rm "$HOME/seen"
check 'so no hook is told' 0 '*8,*' '*already*' $receive --key k
check 'of it' 1 '' '' test -e "$HOME/seen"

# Hooks may read; where they would write they stop.
hook read <<EOF
export PATH OPS_NOW=$OPS_NOW
'$(command -v ops)' stock balance --no-header >>"$HOME/read" || exit
'$(command -v ops)' $(echo $receive | cut -d ' ' -f 2-)
EOF
rules <<'EOF'
hooks: { after: [hooks/read] }
EOF
check 'no hook starts hooks' 0 '*9,*' "*a hook cannot write*" $receive
is 'what it reads has the entry' "$(cat "$HOME/read")" 'A1,Bell,MAIN/A,3,*'

# It does not last for ever, nor does what it starts.
hook slow <<'EOF'
sleep 60 &
echo $! >"$HOME/pid"
echo working >&2
wait
EOF
rules <<'EOF'
hooks: { before: hooks/slow, time: 1s }
EOF
check 'too long is a no' 77 '' "*hooks.before: 'hooks/slow' took longer than 1 s" \
	$receive
check 'all of it has ended' 1 '' '*' sh -c \
	"ps -o stat= -p $(cat "$HOME/pid") | grep -v Z"
hook leaves <<'EOF'
sleep 3 &
EOF
rules <<'EOF'
hooks: { before: hooks/leaves, time: 2s }
EOF
check 'who leaves another behind is not waited for' 0 '*' '' $receive
hook loud <<'EOF'
i=0
while [ $i -lt 3000 ]; do
	echo "a long line of a hook that says far too much, again and again" >&2
	i=$((i + 1))
done
exit 1
EOF
rules <<'EOF'
hooks: { before: hooks/loud }
EOF
check 'much that is said does no harm' 77 '' "*'hooks/loud': a long line*" $receive
hook silent <<'EOF'
kill -9 $$
EOF
rules <<'EOF'
hooks: { before: hooks/silent }
EOF
check 'a silent no' 77 '' "*'hooks/silent': exit status 137" $receive
hook evil <<'EOF'
printf '\033[31mred\n' >&2; exit 1
EOF
rules <<'EOF'
hooks: { before: hooks/evil }
EOF
check 'nothing reaches the terminal' 77 '' "*'hooks/evil': ?x1b*31mred" $receive

# Whose file it is.
wrong() { # wrong NAME STATUS ERROR HOOK
	echo "hooks: { after: [$4] }" | rules
	check "$1" "$2" '' "ops: stock receive: $dir/shop/ops.yaml:*: hooks.after: $3" \
		$receive
}
before=$(ops log --no-header | wc -l)
wrong 'no file' 78 "'hooks/none' cannot be found: No such file*" hooks/none
wrong 'a folder' 78 "'hooks' is no file" hooks
cp plain.yaml ops.yaml
check 'nor is it set' 78 '' "ops: config set: value: hooks.before: 'hooks/none' cannot be found: No such file*" \
	ops config set hooks.before hooks/none
check 'what can be run is' 0 'hooks.after,hooks/late' '' \
	ops config set hooks.after hooks/late --columns key,value --no-header
chmod -x hooks/late
wrong 'not to be run' 78 "'hooks/late' cannot be run: *" hooks/late
chmod 775 hooks/late
wrong 'others may write it' 77 "'hooks/late' can be written by others" hooks/late
chmod 755 hooks/late && chmod 777 hooks
wrong 'or its folder' 77 "'hooks/late' is in a folder that others*" hooks/late
chmod 755 hooks
mkdir ../away && cp hooks/show ../away
wrong 'out of the book' 78 "'../away/show' is not in the book*" ../away/show
ln -s ../../away/show hooks/link
wrong 'also by a link' 78 "'hooks/link' is not in the book*" hooks/link
if [ "$(id -u)" -eq 0 ]; then
	cp hooks/show hooks/other && chown 12345 hooks/other
	wrong 'of another' 77 "'hooks/other' does not belong to*" hooks/other
else
	wrong 'of another' 77 "'/bin/true' does not belong to*" /bin/true
fi
is 'nothing was posted' "$(ops log --no-header | wc -l)" "$before"
echo "hooks: { after: ['$dir/away/show'] }" | rules
check 'an absolute path may be anywhere' 0 '*' '' $receive
printf '#!/nowhere/interpreter\n' >hooks/late
echo 'hooks: { before: hooks/late }' | rules
check 'no interpreter' 78 '' "*hooks.before: 'hooks/late': it cannot be started*" \
	$receive
echo 'exit 0' >hooks/late
check 'no shell guesses' 78 '' "*hooks/late': it cannot be started*" $receive
check 'they are rules' 78 '' '*hooks.before*is a rule*' \
	ops -c hooks.before=x stock balance
done_testing
