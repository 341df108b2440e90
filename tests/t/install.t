#!/bin/sh
# make install, uninstall, demo, clean: what goes where, and what stays.
. "$(dirname "$0")/lib.sh"
unset MAKEFLAGS MFLAGS

bin=$(dirname "$(command -v ops)")
# A blank in the name: a folder of somebody's own.
place() {
	make -s -C "$top" -o "$bin/ops" B="$bin" "DESTDIR=$dir/my place" \
		PREFIX=/usr "$@"
}
check 'it names what it puts' 0 "$dir/my place/usr/bin/ops
*$dir/my place/usr/share/man/man1/ops.1
*" '' place install
check 'a program' 0 'ops *' '' "$dir/my place/usr/bin/ops" --version
is 'manual and completions' "$(cd 'my place/usr/share' && find . -type f | sort)" \
	'./bash-completion/completions/ops
./fish/vendor_completions.d/ops.fish
./man/man1/ops-budget.1
./man/man1/ops-report.1
./man/man1/ops-stock.1
./man/man1/ops.1
./man/man5/ops-config.5
./man/man7/ops-tutorial.7
./zsh/site-functions/_ops'
is 'which all may read' "$(find 'my place' -type f ! -perm -444)" ''
touch 'my place/usr/share/man/man1/other.1'
check 'it is taken away' 0 '' '' place uninstall
is 'nothing of it stays, and nothing else goes' "$(find 'my place' -type f)" \
	'my place/usr/share/man/man1/other.1'

# make demo and make clean take nothing away that they did not make.
mkdir own
cd own && ln -s "$bin/ops" ops
demo() { make -s -f "$top/Makefile" -o ops -o deps demo; }
check 'a demonstration' 0 '*Lark Bicycles nightly *try *' '' demo
echo mine >demo/notes
check 'once more' 0 '*Lark Bicycles nightly *try *' '' demo
is 'what somebody put there stays' "$(cat demo/notes)" mine
rm -r demo && ops init -q demo
check 'a book of their own is left alone' 2 '' '*move it away*' demo
check 'by make clean, too' 0 '*' '' make -s -f "$top/Makefile" clean
is 'it is there' "$(ops -C demo log --no-header | wc -l)" 1
done_testing
