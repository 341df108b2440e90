#!/bin/sh
# What the tab key offers: the words, the codes of the book, in three shells.
. "$(dirname "$0")/lib.sh"

book
ops stock item add -q 'C 3' --name 'With a blank'
ops stock party add -q ACME --kind vendor

first() { # the first column, words side by side
	ops complete -- "$@" | sed "s/\\(.\\)$(printf '\t').*/\\1/" |
	    tr '\n' ' '
}

# Words.
is 'commands' "$(first '')" '*init *stock *'
is 'what begins so' "$(first stock it)" 'item '
is 'their nouns and verbs' "$(first stock item '')" '*add *set *list *'
check 'with what they do' 0 'list	list the items' '' ops complete -- stock item l
is 'options before a command' "$(first --)" '--book --help --version '
is 'options' "$(first stock move --un)" '--unit-cost '
is 'not one that is given' "$(first stock move --unit-cost 5 --un)" ''
is 'filters are options' "$(first config list --sc)" '--scope '
is 'choices' "$(first stock location add X --kind s)" 'site scrap '
is 'behind an equal sign' "$(first stock location add X --kind=sc)" \
	'--kind=scrap '
is 'formats' "$(first stock item list -F j)" 'json jsonl '
is 'columns' "$(first stock item list --columns sku,na)" 'sku,name 	nospace '
is 'columns to sort by' "$(first stock item list --sort -na)" '-name 	nospace '
is 'times' "$(first stock balance --as-of y)" 'yesterday '
is 'settings' "$(first config get stock.n)" 'stock.negative '
is 'habits behind -c' "$(first -c col)" 'color= 	nospace '
is 'files' "$(first stock move -i '')" '	file '
is 'folders' "$(first -C '')" '	folder '
is 'commands and topics behind help' "$(first help exi)" 'exit-codes '
is 'what is redacted' "$(ops complete -- redact '' | cut -f1 | tr '\n' ' ')" \
	'party count inspection '
ops stock party add -q MILL --kind vendor --name Mill
is 'of whom' "$(ops complete -- redact party MI)" 'MILL	Mill'
is 'which text of theirs' "$(ops complete -- redact party MILL --field c)" \
	'contact	party
counted_by	count'
printf 'imports:\n  till: { verb: stock issue, fields: { item: { column: a }, qty: { column: n }, from: MAIN } }\n' >>ops.yaml
is 'a mapping, or a file' "$(ops complete -- import '')" 'till	stock issue
	file'
is 'shells' "$(first completion z)" 'zsh '
is 'keys of a verb, not those of another one' \
	"$(first stock sales --by c | tr -d '\t')" 'category customer nospace '
is 'one more key' "$(first stock balance --by item,l | tr -d '\t')" \
	'item,location item,lot nospace '
is 'words of another noun are none' "$(first stock quality --stage '')" ''
is 'what no field takes' "$(first stock balance x)" ''
is 'an option is no place for a word' "$(first stock move --qty '')" ''
is 'no such command' "$(first stok it)" ''
is 'nothing at all' "$(ops complete)" ''

# Codes of the book.
is 'items' "$(first stock move --item '')" 'A1 B2 C 3 '
check 'with their names' 0 'A1	Bell' '' ops complete -- stock move --item A
is 'locations' "$(first stock move --from MAIN/)" 'MAIN/A MAIN/B '
is 'parties' "$(first stock move --party A)" 'ACME '
is 'arguments' "$(first stock item set B)" 'B2 '
is 'filters take what the field of their name takes' \
	"$(first stock ledger --item A)" 'A1 '
is 'of the book that is named' \
	"$(cd / && first -C "$dir/shop" stock move --item A)" 'A1 '
is 'or so' "$(cd / && first --book "$dir/shop" stock move --item A)" 'A1 '
check 'no book, no word' 0 '' '' sh -c "cd / && ops complete -- stock move --item ''"
check 'a wrong book, no word' 0 '' '' sh -c "cd / &&
	ops complete -- --book /nowhere stock move --item ''"
before=$(cksum ops.db)
first stock move --item '' >/dev/null
is 'nothing is written' "$(cksum ops.db)" "$before"
ops stock item add -q X1 --name "$(printf 'a\033[31mred')"
check 'nothing reaches the terminal' 0 'X1	a\x1b[31mred' '' \
	ops complete -- stock move --item X

# A link completes what stands behind its group.
"${OPS_BIN:-$top}/ops" --install "$dir" >/dev/null
is 'a link: nouns' "$("$dir/ops-stock" complete -- it | cut -f1)" item
is 'a link: codes' "$("$dir/ops-stock" complete -- --book "$dir/shop" \
	move --item A | cut -f1)" A1
is 'a link: no other group' "$("$dir/ops-stock" complete -- stoc)" ''

# The scripts.
check 'a shell we do not know' 65 '' '*bash, zsh or fish*' ops completion csh
check 'which shell' 2 '' '*<shell> is missing*' ops completion
for s in bash:ops.bash zsh:_ops fish:ops.fish; do
	check "completions/${s#*:} is fresh (make completions)" 0 '' '' sh -c \
		"ops completion ${s%:*} | cmp - '$top/completions/${s#*:}'"
	if command -v "${s%:*}" >/dev/null; then
		check "${s%:*} reads it" 0 '' '' \
			"${s%:*}" -n "$top/completions/${s#*:}"
	else
		skip "${s%:*} reads it" "no ${s%:*}"
	fi
done

ops stock item add -q 'D:1\2' --name 'With marks'
# bash, as if the tab key were pressed behind the words (split as it does).
cat >tab.bash <<'EOF'
. "$1/completions/ops.bash"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_ops
printf '%s|' "${COMPREPLY[@]}"
EOF
tab() { bash tab.bash "$top" "$@"; }
if command -v bash >/dev/null; then
	is 'bash: a verb' "$(tab ops stock item l)" 'list|'
	is 'bash: an option' "$(tab ops stock move --unit)" '--unit-cost|'
	is 'bash: a code' "$(tab ops stock move --item A)" 'A1|'
	is 'bash: a blank is quoted' "$(tab ops stock move --item C)" 'C\ 3|'
	is 'bash: but not in quotes' "$(tab ops stock move --item '"C')" 'C 3|'
	is 'bash: split at an equal sign' \
		"$(tab ops stock move --item = A)" 'A1|'
	is 'bash: right behind it' "$(tab ops stock move --item =)" \
		'A1|B2|C\ 3|D:1\\2|X1|'
	mkdir files && touch files/one files/two
	is 'bash: a file' "$(tab ops stock move -i files/t)" 'files/two|'
	is 'bash: a folder' "$(tab ops -C fil)" 'files|'
	is 'bash: a link' "$(tab "$dir/ops-stock" item l)" 'list|'
	is 'bash: links are registered' "$(bash -c "
		. $top/completions/ops.bash; complete -p ops-report")" \
		'complete -F _ops ops-report'
	is 'bash: it runs what was typed' \
		"$(PATH=/usr/bin:/bin tab "${OPS_BIN:-$top}/ops" stock it)" \
		'item|'
fi

# zsh, with the function that shows words replaced by one that prints them.
if command -v zsh >/dev/null; then
	cat >tab.zsh <<-'EOF'
	compdef() { :; }
	_describe() { print -rn -- ${(Pj:|:)3} "${(@qq)@[4,-1]}"; }
	_files() { print -rn -- files $@; }
	. $1/completions/_ops
	words=($@[2,-1]) CURRENT=$(($# - 1))
	_ops
	EOF
	ztab() { zsh -f tab.zsh "$top" "$@"; }
	is 'zsh: a verb' "$(ztab ops stock item l)" 'list:list the items'
	is 'zsh: a code' "$(ztab ops stock move --item C)" \
		'C 3:With a blank'
	is 'zsh: a colon and a backslash' \
		"$(ztab ops stock move -n --reference x --item D)" \
		'D\:1\\2:With marks'
	is 'zsh: an empty word' "$(ztab ops stock location add X --kind s)" \
		'site|scrap'
	is 'zsh: a word that goes on' "$(ztab ops -c pag)" \
		"pager=:* '-S' ''"
	is 'zsh: files' "$(ztab ops -C fi)" 'files -/'
fi

if command -v fish >/dev/null; then
	is 'fish: a code' "$(fish --no-config -c "
		source $top/completions/ops.fish
		complete -C 'ops stock move --item A'")" 'A1	Bell'
	is 'fish: a verb' "$(fish --no-config -c "
		source $top/completions/ops.fish
		complete -C 'ops stock item l'")" 'list	list the items'
else
	skip 'fish: a code' 'no fish'
fi
done_testing
