#!/bin/sh
# Files say what they are for; words and forms that the tree does not use.
. "$(dirname "$0")/lint.sh"

sources=$(find lib cmd tests -name '*.[ch]')
scripts=$(find tests -name '*.sh' -o -name '*.t' -o -name '*.awk'; ls .ci/run)

# The first comment of a file, on one line.
opening() {
	case $1 in
	*.[ch]) sed -n '1{/^\/\*/!q;}; 1,/\*\//p' "$1" ;;
	*) sed -n '/^#!/d; /^\(#\|--\) /!q; p' "$1" ;;
	esac | sed 's,^/\*,,; s,\*/.*,,; s,^ \* \?,,; s,^#,,; s,^--,,' |
	    tr '\n' ' ' | tr -s '\t ' ' '
}

for file in $sources $scripts $(find lib -name '*.sql' -o -name '*.awk'); do
	case $(opening "$file") in
	' '[[:upper:]\"\`]*[.:?]*) ;;
	' '[[:lower:]]*[.:]*) ;; # a name: "ops: ..."
	*) echo "$file: begins with no sentence that says what it is for" ;;
	esac
done >"$found"
none 'each file begins with a sentence'

# shellcheck disable=SC2086 # lists of files
grep -nwE 'TODO|FIXME|HACK' $sources $scripts | grep -v '^tests/lint/' \
    >"$found"
none 'nothing is left for later'

# shellcheck disable=SC2086
code $sources | grep -E '(^|[^:])//' >"$found"
none 'comments are /* */'

# shellcheck disable=SC2086
code $sources | grep -E ':typedef struct|:[[:space:]]*typedef (struct|union)' \
    >"$found"
none 'a struct is called a struct'

# shellcheck disable=SC2086
code $(find lib cmd -name '*.c') | grep -vE '^lib/(base|db|io)/' |
    grep -wE 'printf|puts|putchar|exit|abort|perror' |
    grep -v '^cmd/ops.c' >"$found"
none 'lib never exits and never prints'

# shellcheck disable=SC2086
code $(find cmd -name '*.c') | grep -wE 'free|malloc|realloc|calloc|strdup' \
    >"$found"
none 'nothing is freed in cmd'

# Not a rule: the shape that functions aim at, where the tool is at hand.
if test -f ../shared/tools/cmetrics.py && command -v python3 >/dev/null; then
	python3 ../shared/tools/cmetrics.py ops=lib 2>/dev/null |
	    cut -d, -f 8,9,11,13,14,17 | sed 's/^/# /'
fi
done_testing
