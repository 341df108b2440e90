#!/bin/sh
# All commands, as `ops help -a` lists them: each keeps the contract.
. "$(dirname "$0")/lib.sh"

ops init --sample sample -q && cd sample || exit 1
ops help -a --names >../names
ops help -a -F jsonl >../all

ops help how -F tsv | sed '1d; s/^[^	]*	//
	s/\\\\/\\/g' >../lines

# What makes a command show all its columns.
in_full() {
	case $1 in
	'stock abc' | 'stock classify') echo --explain ;;
	'stock ageing') echo --by item,category,site,lot ;;
	'stock balance') echo --by item,site,location,lot ;;
	'stock count accuracy') echo --by site,class,month ;;
	'stock count sheet') echo --book ;;
	'stock dead') echo --by item,site ;;
	'stock inspect list') echo --lines ;;
	'stock quality') echo --by item,party,stage,lot,defect,month ;;
	'stock sales') echo --by item,category,customer,site,month ;;
	'stock scan') echo --to count /dev/null ;;
	'stock service') echo --by party,item,site,period ;;
	'stock turns') echo --by item,category,site --explain ;;
	'stock value') echo --by item,category,site,location,lot ;;
	'stock waste') echo --by kind,reason,item,category,site --explain ;;
	esac
}

# A command and the options given; what it cannot do without, its example has.
run() {
	words=$1
	shift
	more=$(in_full "$words")
	if [ -z "$more" ] &&
	    ops $words -h | sed 's/\[[^]]*\]//g; 3q' | grep -q '<'; then
		eval "$(grep "^ops $words " ../lines | grep -v '[|>]' |
		    head -n 1)" '"$@"' '</dev/null'
	else
		ops $words $more "$@"
	fi
}
full() { run "$@" >/dev/full; }
closed() { run "$@" >&-; }

json() {
	if command -v jq >/dev/null; then
		jq -e . >/dev/null
	else
		grep -q '[]}]'
	fi
}

# Its -h tells which it is.
reads() {
	ops $1 -h | grep -q '^columns ' && ! ops $1 -h | grep -q '^journal '
}
writes() { ops $1 -h | grep -q '^journal '; }

while read -r cmd; do
	check "$cmd -h" 0 "usage: ops $cmd*" '' ops $cmd -h
	check "$cmd --help" 0 "$cmd
*" '' ops $cmd --help
	check "$cmd with an unknown option" 2 '' '*--no-such-option*' \
		ops $cmd --no-such-option
	check "$cmd -h on a full disk" 74 '' '*' \
		sh -c "ops $cmd -h >/dev/full"
	check "$cmd -h without standard output" 74 '' '*' \
		sh -c "ops $cmd -h >&-"
done <../names

# Verbs that read print their columns in every format.
while read -r cmd; do
	case $cmd in
	init | 'config set' | import | backup | export | restore) continue ;;
	esac
	reads "$cmd" || continue
	columns=$(ops $cmd -h | sed -n '/^columns /,/^[eh]/p' | sed '/^[eh]/d
		s/^columns//' | tr -s ' \n' ',' | sed 's/^,//; s/,$//')
	header=$(run "$cmd" -F csv 2>/dev/null | head -n 1)
	case $cmd in
	sql | 'stock scan') columns=$header ;; # as they are asked
	esac
	is "$cmd prints its columns" "$header" "$columns"
	is "$cmd in tsv" "$(run "$cmd" -F tsv 2>/dev/null | head -n 1 |
	    tr '\t' ',')" "$columns"
	for format in json jsonl; do
		run "$cmd" -F $format --limit 3 2>/dev/null >../out
		[ ! -s ../out ] && [ $format = jsonl ] || json <../out
		ok "$cmd in $format" $?
	done
	is "$cmd in md" "$(run "$cmd" -F md --limit 3 2>/dev/null |
	    head -n 1)" '|*|'
	is "$cmd in html" "$(run "$cmd" -F html --limit 3 2>/dev/null |
	    tr '\n' ' ')" '*<table*</table>*'
	is "$cmd in a table" "$(run "$cmd" -F table --limit 3 2>/dev/null |
	    wc -l | tr -d ' ')" '*'
	if ops $cmd -h | grep -q -e ' --by '; then
		check "$cmd --by what it has not" 2 '' "*: --by: 'nothing' is wrong: expected*" \
			ops $cmd --by nothing
	fi
	check "$cmd on a full disk" 74 '' '*' full "$cmd" -F csv
	check "$cmd without standard output" 74 '' '*' closed "$cmd"
done <../names

# Verbs that write print their template, and nothing is written by that.
before=$(ops log --limit 1 --columns entry --no-header)
while read -r cmd; do
	writes "$cmd" || continue
	if ops $cmd -h | grep -q -e --template; then
		check "$cmd --template" 0 '?*' '*' ops $cmd --template
		check "$cmd without any field" 2 '' '*' ops $cmd
	fi
done <../names
is 'nothing was written' \
	"$(ops log --limit 1 --columns entry --no-header)" "$before"

# Every example runs, on a copy; what examples name is made here first.
cat >sales.csv <<'EOF'
Order;Line;Date;Article;Pieces;Price
S-1;1;14.03.2026;BELL-BRASS;2;9,90
EOF
mkdir inbox
sed 's/S-1/S-2/' sales.csv >inbox/sales-2.csv
cat >moves.csv <<'EOF'
date,item,from,to,qty
2026-03-15,BELL-BRASS,VENDOR,SOUTH/A,5
EOF
printf 'sku,name\nNEW-1,New\n' >items.csv
echo 'agreed on Monday' >minutes.txt
printf 'order,item,qty\nSO-9002,LOCK-U,1\n' >orders.csv
cd .. && mkdir examples && mv sample examples/book && cd examples || exit 1
mv ../lines .
ok 'there are examples' "$(($(wc -l <lines) < 30))"
while read -r cmd; do
	grep -qE "(^|[|(&] *)ops $cmd( |\$)" lines || echo "$cmd"
done <../names >none
is 'every command has an example' "$(cat none)" ''
while IFS= read -r line; do
	rm -rf try && cp -R book try
	case $line in
	'ops restore '*) (cd try && ops backup shop.db -q) ;;
	'ops budget plan approve '* | 'ops budget plan reject '*)
		(cd try && ops config set -q budget.approval required &&
		    OPS_ACTOR=ida ops budget plan revise -q sales:fairs \
			--period 2031 --amount 5) ;;
	'ops budget intake '*)
		(cd try && OPS_ACTOR=post ops budget request ask BR-1 --approver tomas \
		    -F mime >mail &&
		    { printf 'From: tomas@lark.example\n\n'
		    sed -n 's/^    approve /approve /p' mail; } >answer.eml) ;;
	esac
	(cd try && sh -c "$line" </dev/null >../out 2>../err)
	got=$?
	[ "$got" -le 1 ]
	ok "example: $line" $?
	[ "$got" -le 1 ] || sed 's/^/#   /' err
done <lines
done_testing
