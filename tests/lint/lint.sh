# The words of the lints: TAP, where a finding is a line in $found.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${OPS_BIN:-$PWD/.build/cc}
dir=$(mktemp -d "${TMPDIR:-/tmp}/ops-lint.XXXXXX")
trap 'rm -rf "$dir"' EXIT
found=$dir/found
tests=0

none() { # none NAME: nothing was found
	tests=$((tests + 1))
	if test -s "$found"; then
		echo "not ok $tests - $1"
		sed 's/^/#   /' "$found"
	else
		echo "ok $tests - $1"
	fi
	: >"$found"
}

code() { # code FILE...: "FILE:LINE:" and C without comments and strings
	awk '
	FNR == 1 { inside = 0 }
	{
		out = ""
		for (i = 1; i <= length($0); i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (inside) {
				if (two == "*/") {
					inside = 0
					i++
				}
			} else if (two == "/*") {
				inside = 1
				i++
			} else if (c == "\"" || c == "\047") {
				out = out c
				for (i++; i <= length($0); i++) {
					d = substr($0, i, 1)
					if (d == "\\")
						i++
					else if (d == c)
						break
				}
				out = out c
			} else
				out = out c
		}
		if (out ~ /[^ \t]/)
			print FILENAME ":" FNR ":" out
	}' "$@"
}

skip() { # skip NAME WHY
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

done_testing() { echo "1..$tests"; }
