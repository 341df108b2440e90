#!/bin/sh
# The n-th call fails, for every n: the book is as before or as after.
. "$(dirname "$0")/../t/lib.sh"
fault=${OPS_BIN:-$top/.build/cc}/fault.so
if ! test -f "$fault"; then # an ASan build, which wants to be loaded first
	echo '1..0 # SKIP no fault.so in this build'
	exit 0
fi
TMPDIR=$dir/tmp
export TMPDIR
mkdir "$TMPDIR" "$dir/old"

book
awk 'BEGIN { print "item,from,to,qty,reference"
	for (i = 1; i <= 50; i++)
		print (i % 2 ? "A1" : "B2") ",VENDOR,MAIN/A," i ",R-" i }' \
    >"$dir/moves.in"
ops stock move -q --item A1 --from VENDOR --to MAIN --qty 10
cd "$dir" || exit 1
mv shop old/

state() { # state BOOK: all that it holds
	test ! -d "$1" || sqlite3 "$1/ops.db" .dump
	test ! -d "$1" || cat "$1/ops.yaml"
}

# The state a book is left in; the store that has not changed is before, and
# a folder without rules is no book, which is how `init` began.
which_state() {
	if test ! -d old/shop && test ! -e shop/ops.yaml; then
		echo before
		return
	elif test ! -s shop/ops.db-wal && cmp -s shop/ops.db old/shop/ops.db &&
	    cmp -s shop/ops.yaml old/shop/ops.yaml; then
		echo before
		return
	fi
	state shop >.state 2>&1
	if cmp -s .state .before; then
		echo before
	elif cmp -s .state .after; then
		echo after
	else
		echo other
	fi
}

wrong() {
	echo "# $FAULT: $1" >>.wrong
}

# What a failing backup, export or restore leaves is whole, or is no book.
harmless() {
	test "$code" -ne 0 && ls -d out* >.made 2>/dev/null || return 0
	test -e out/ops.db -a ! -e out/ops.yaml && return 0
	rm -rf try
	ops restore "$(cat .made)" try -q 2>.err
}

# One run with FAULT set: a documented exit code, and 0 means after.
one() {
	rm -rf shop .hit ./*.csv out*
	test ! -d old/shop || cp -R old/shop shop
	LD_PRELOAD=$fault "$@" >.out 2>.err
	code=$?
	test ! -e shop/ops.yaml || ops --book shop stock item list -q 2>.next ||
	    wrong "cannot be opened: $(cat .next)"
	left=$(which_state)
	case $code:$left in
	0:"$good" | 137:before | 137:after) ;;
	6[69]:before | 7[348]:before) ;;
	*) wrong "exit $code, the book is as $left: $(head -n 1 .err)" ;;
	esac
	test "$code" -eq 0 -o "$code" -eq 137 -o -s .err ||
	    wrong "exit $code without a word"
	# A killed process cannot tidy up.
	rest=$(ls -A tmp; ls -A shop 2>/dev/null |
	    grep -vxE 'ops.(yaml|db|db-wal|db-shm)'; ls ./*.csv* 2>/dev/null |
	    grep -vx ./list.csv)
	harmless || rest="$rest $(ls -d out*)"
	test -z "$rest" -o "$code" -eq 137 || wrong "left behind: $rest"
	rm -rf tmp && mkdir tmp
}

# each NAME KIND COMMAND...: all of the first 12 calls, then ever fewer.
each() {
	name=$1 kind=$2
	shift 2
	: >.wrong
	n=1 runs=0
	while :; do
		FAULT=$kind:$n FAULT_HIT=$dir/.hit
		export FAULT FAULT_HIT
		one "$@"
		unset FAULT FAULT_HIT
		test -e .hit || break
		runs=$((runs + 1))
		n=$((n + 1 + n / 12))
	done
	test ! -s .wrong -a "$runs" -gt 0
	ok "$name: $runs failing calls of $kind" $?
	head -n 5 .wrong
}

# faults NAME COMMAND...: it works, and then each kind of call fails.
faults() {
	name=$1
	shift
	rm -rf shop out*
	state old/shop >.before
	test ! -d old/shop || cp -R old/shop shop
	check "$name" 0 '*' '' "$@"
	state shop >.after
	good=after
	cmp -s .before .after && good=before # a read verb
	for kind in $kinds; do
		each "$name" "$kind" "$@"
	done
}

kinds='malloc write sync open kill'
faults 'item add' ops --book shop stock item add --sku C3
faults 'move by options' ops --book shop stock move --item A1 --from VENDOR \
    --to MAIN --qty 3 --lot L1 --unit-cost 2.50 -m 'bought'
faults 'move -i of 50 rows' ops --book shop stock move -i moves.in
faults 'a move with its result in a file' ops --book shop stock move \
    --item A1 --from VENDOR --to MAIN --qty 1 -o list.csv
faults 'undo' ops --book shop undo 4
kinds='malloc write open'
faults 'item list' ops --book shop stock item list
kinds='malloc write sync open rename kill'
faults 'item list -o' ops --book shop stock item list -o list.csv
kinds='malloc write sync open kill'
faults 'backup' ops --book shop backup out.db
faults 'export' ops --book shop export out
cp -R old/shop shop
ops --book shop backup -q whole.db
faults 'restore' ops restore whole.db out

# Thousands into a book without moves go through a file of their own.
rm -rf shop old/shop
(book && awk 'BEGIN { print "item,from,to,qty"
	for (i = 1; i <= 2500; i++)
		print (i % 2 ? "A1" : "B2") ",VENDOR,MAIN/A," i }' \
    >"$dir/moves.in")
mv shop old/
kinds='write sync open kill'
faults 'the first moves of a book' ops --book shop stock move -i moves.in
rm -rf old/shop
kinds='malloc write sync open kill'
faults 'init' ops init shop --name Shop
done_testing
