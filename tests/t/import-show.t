#!/bin/sh
# What the CSV reader understands of a file: ops import --show.
. "$(dirname "$0")/lib.sh"

spectrum=$shared/data/csv-spectrum
sineemore=$shared/data/csv-test-data

show() { # show BYTES OPTIONS...: the file made of them, shown
	printf "$1" >file.csv
	shift
	ops import --show file.csv "$@"
}

check 'a file is shown as it is understood' 0 'a,b
1,"x, y"
00501,' '' show 'a,b\r\n1,"x, y"\r\n00501,""\r\n'
check 'every column is text' 0 '[
{"a":"00501","b":"1.10"}
]' '' show 'a,b\n00501,1.10\n' -F json
check 'where, columns, limit: it is a relation' 0 'b
2' '' show 'a,b\n1,2\n3,4\n' --where 'a = 1' --columns b
check 'the limit ends the reading' 0 'a
1' '' show 'a\n1\n2\n' --limit 1
check 'standard input' 0 'a
1' '' sh -c 'echo a,1 | tr , "\n" | ops import --show -'
check 'no header, and none of ours' 0 '1' '' show 'a\n1\n' --no-header

check 'a short row is said, the good rows are printed' 65 'a,b
1,2
5,6' 'ops: import: file.csv:3: has 1 cell, the header 2
ops: import: file.csv: 1 thing is wrong' show 'a,b\n1,2\n3\n5,6\n'
check 'lenient: it is filled up, said and counted' 0 'a,b
1,2
3,' 'ops: import: file.csv:3: has 1 cell, the header 2: empty cells are added
ops: import: file.csv: repaired: 1 short, 0 long, 0 blank rows, 0 stray quotes, 0 names' \
	show 'a,b\n1,2\n3\n' --lenient
check 'a stray quote ends the certain part' 65 'a,b
1,2' '*file.csv:3: b: a quote inside an unquoted cell*' \
	show 'a,b\n1,2\n3,5" pipe\n7,8\n'
check 'lenient: it is text' 0 'a,b
3,"5"" pipe"' '*1 stray quotes*' show 'a,b\n3,5" pipe\n' --lenient
check 'a blank row, lenient' 0 'a,b
1,2' '*1 blank rows*' show 'a,b\n\n1,2\n' --lenient
check 'a name that is there twice' 65 '' \
	"ops: import: file.csv:1: column 2: the name 'a' is there twice" \
	show 'a,a\n1,2\n'
check 'lenient: its column has a number' 0 'a,column_2
1,2' '*1 names' show 'a,a\n1,2\n' --lenient
check 'a NUL byte' 65 'a,b' '*file.csv:2: a: holds a NUL byte*' \
	show 'a,b\n1\0,2\n'
check 'bytes that are no UTF-8' 65 'a' \
	'*file.csv:2: a: is not valid UTF-8 from byte 4 on*' \
	show 'a\ncaf\351\n'
check 'in a name as well' 65 '' "*file.csv:1: column 2: the name is not \
valid UTF-8 from byte 3 on" show 'a,Gr\366\337e\n1,2\n'
check 'their encoding is named' 0 'a
café' '' show 'a\ncaf\351\n' --encoding latin1
check 'but the mark of UTF-8 goes before' 0 'a
café' '' show '\357\273\277a\ncaf\303\251\n' --encoding latin1
check 'the first bytes of a mark are none' 0 'ï»' '' \
	show '\357\273' --encoding latin1
check 'an encoding that nobody knows' 2 '' "*'klingon' is not known*" \
	show 'a\n' --encoding klingon
check 'another delimiter' 0 'a,b
"1,5",2' '' show 'a;b\n1,5;2\n' --delimiter ';'
check 'tabs, and another quote' 0 'a,b
x	y,2' '' show "a\tb\n'x\ty'\t2\n" --delimiter tab --quote "'"
check 'lines before the header' 0 'a
1' '' show 'Report\nof today\na\n1\n' --skip 2
for option in --correct --dry-run --keep-going '--rejects r' '--key k' '--message m'; do
	# shellcheck disable=SC2086
	check "$option is of what is posted" 2 '' "*${option%% *} and --show do not go together*" \
		show 'a\n' $option
done
check 'a delimiter of two characters' 2 '' \
	"ops: import: --delimiter: ';;' is wrong: expected one character, or tab" \
	show 'a\n' --delimiter ';;'
check 'no file' 2 '' 'ops: import: --show takes one file' ops import --show
check 'a file that is not there' 66 '' '*nowhere.csv*' \
	ops import --show nowhere.csv
check 'an empty file' 65 '' '*has no header: it is empty' show ''
check 'a header only' 0 'a,b' '' show 'a,b\n'
printf 'a\n1\n' >file.csv
check 'no book is needed' 0 'a
1' '' env OPS_BOOK=/nonexistent ops import --show file.csv

# ---- a mapping's reader ----

mkdir "$dir/reader" && cd "$dir/reader" || exit 1
book
cat >>ops.yaml <<'E'
imports:
  till:
    verb: stock receive
    files: sales-*.csv
    reader: { delimiter: ";", encoding: latin1, skip: 1 }
    fields: { item: A1, qty: 1, to: MAIN }
E
printf 'Till 7\na;b\n1;caf\351\n' >sales-1.csv
cp sales-1.csv other.csv
said="is read as the mapping 'till' says (*ops.yaml:*)"
check 'the mapping that takes the file reads it' 0 'a,b
1,café' "ops: import: 'sales-1.csv' $said" ops import --show sales-1.csv
check 'or the one that is named' 0 'a,b
1,café' "ops: import: 'other.csv' $said" ops import --show till other.csv
check 'options go before' 0 'a;b
1;café' '*' ops import --show sales-1.csv --delimiter ,
check 'no mapping takes it' 65 '' '*' ops import --show other.csv -q
check 'which -q does not say' 0 'a,b
1,café' '' sh -c 'ops import --show sales-1.csv -q -F csv; ops import --show \
	sales-1.csv 2>/dev/null'
check 'no such mapping' 2 '' \
	"ops: import: 'tell' is not a mapping (did you mean 'till'?)" \
	ops import --show tell other.csv
check 'a mapping needs a book' 66 '' '*' \
	env OPS_BOOK=/nonexistent ops import --show till sales-1.csv
sed -i 's/verb:/vreb:/' ops.yaml
check 'mappings that are wrong are in nobody'"'"'s way' 0 'a;b
1;2' "ops: import: the book's mappings are not looked at: *'vreb'*
ops: import: the only column is 'a;b': --delimiter says what is between the cells" \
	sh -c 'printf "a;b\n1;2\n" | ops import --show -'
check 'but in that of who names one' 78 '' "*'vreb'*" \
	ops import --show till sales-1.csv

check 'another encoding' 65 '*' '*:2: a: is not valid UTF-8*
ops: import: --encoding says how the file is written: cp1252, latin1 ...
*' show 'a,b\ncaf\351,1\n'
check '25 bad rows: 20 are said' 65 '*' '*... and 5 more*25 things are wrong' \
	sh -c '(echo a,b; seq 25) | ops import --show -'

# ---- the suites of others ----

answers() { # answers FILE: rows as the suites have them
	ops import --show "$@" -F json 2>/dev/null |
		jq 'map(map_values(. // ""))'
}

if [ -d "$spectrum" ] && command -v jq >/dev/null; then
	for csv in "$spectrum"/csvs/*.csv; do
		name=$(basename "$csv" .csv) lenient=
		# A quote in an unquoted cell: RFC 4180 has no such thing.
		[ "$name" = location_coordinates ] && lenient=--lenient
		# And the suite's answer has another telephone number.
		is "csv-spectrum: $name" "$(answers "$csv" $lenient | jq -S . |
			sed s/2095257564/1234567890/)" \
		    "$(jq -S 'if type == "array" then . else [.] end' \
			"$spectrum/json/$name.json")"
	done
else
	skip csv-spectrum 'no ../shared, or no jq'
fi

# Files without a header have it as the first row of their answer.
if [ -d "$sineemore" ] && command -v jq >/dev/null; then
	for csv in "$sineemore"/csv/*.csv; do
		name=$(basename "$csv" .csv)
		case $name in
		bad-header-wrong-header | all-empty) continue ;; # no expectation
		bad-*)
			check "csv-test-data: $name is refused" 65 '*' '*' \
			    ops import --show "$csv"
			continue
			;;
		esac
		is "csv-test-data: $name" "$(answers "$csv" | jq -c 'map([.[]])')" \
		    "$(jq -c \
			'if type == "array" and (.[0] | type) == "array"
			then .[1:] else map([.[]]) end' \
			"$sineemore/json/$name.json")"
	done
else
	skip csv-test-data 'no ../shared, or no jq'
fi

done_testing
