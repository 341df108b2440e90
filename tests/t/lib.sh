# The words of the black-box tests: TAP, one assertion a line.
#	check 'says so' STATUS STDOUT STDERR COMMAND...
# runs a command (standard input is the caller's) and compares all three;
# a text of '*' is not compared, and *x* is a shell pattern.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
PATH=${OPS_BIN:-$top}:$PATH
shared=$top/../shared
dir=$(mktemp -d "${TMPDIR:-/tmp}/ops-test.XXXXXX")
trap 'cd / && rm -rf "$dir"' EXIT
HOME=$dir/home
OPS_NOW=2026-03-15T12:00:00Z
OPS_ACTOR=tester
TZ=UTC
LC_ALL=C
export PATH HOME OPS_NOW OPS_ACTOR TZ LC_ALL
unset OPS_BOOK OPS_PAGER PAGER COLUMNS NO_COLOR XDG_CONFIG_HOME
umask 022
mkdir "$HOME"
cd "$dir" || exit 1
tests=0

ok() { # ok NAME STATUS: one result
	tests=$((tests + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
	fi
}

same() { # same TEXT WANTED: equal, or a pattern in *
	case $2 in
	'*') return 0 ;;
	*'*'*) case $1 in $2) return 0 ;; esac ;;
	esac
	[ "$1" = "$2" ]
}

check() {
	name=$1 want=$2 out=$3 err=$4
	shift 4
	"$@" >"$dir/.out" 2>"$dir/.err"
	got=$?
	gotout=$(cat "$dir/.out") goterr=$(cat "$dir/.err")
	if [ "$got" -eq "$want" ] && same "$gotout" "$out" &&
	    same "$goterr" "$err"; then
		ok "$name" 0
		return
	fi
	ok "$name" 1
	{
		echo "status $got, wanted $want: $*"
		echo "stdout [$gotout]"
		same "$gotout" "$out" || echo "wanted [$out]"
		echo "stderr [$goterr]"
		same "$goterr" "$err" || echo "wanted [$err]"
	} | sed 's/^/#   /'
}

is() { # is NAME TEXT WANTED
	if same "$2" "$3"; then
		ok "$1" 0
	else
		ok "$1" 1
		printf '%s\n' "got [$2]" "wanted [$3]" | sed 's/^/#   /'
	fi
}

skip() { # skip NAME WHY
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# A small book in ./shop, and into it: items A1 B2, places MAIN/A MAIN/B.
book() {
	ops init shop --name Shop -q && cd shop || exit 1
	ops stock location add -q -i - <<-'EOF'
	code,kind,parent
	MAIN/A,internal,MAIN
	MAIN/B,internal,MAIN
	EOF
	ops stock item add -q -i - <<-'EOF'
	sku,name,unit,category,min,max
	A1,Bell,each,parts,5,20
	B2,Chain,m,parts,,
	EOF
}

done_testing() { echo "1..$tests"; }
