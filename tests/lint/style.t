#!/bin/sh
# Lines fit 80 columns, tabs indent, nothing invisible stands at their ends.
. "$(dirname "$0")/lint.sh"

sources=$(find cmd lib tests -name '*.[ch]')

# shellcheck disable=SC2016,SC2086
perl -CSD -ne '
	chomp;
	my $wide = 0;
	$wide = $_ eq "\t" ? 8 * int($wide / 8) + 8 : $wide + 1 for split //;
	print "$ARGV:$.: $wide columns\n" if $wide > 80;
	close ARGV if eof' $sources >"$found"
none 'no line has more than 80 columns'

# shellcheck disable=SC2086
grep -nE '[[:blank:]]$' $sources >"$found"
none 'no line ends with a blank'

# shellcheck disable=SC2086
grep -nE "^ {8}" $sources >"$found"
none 'no line is indented with blanks'

# A definition's name begins its line: grep '^stock_find(' finds it.
# shellcheck disable=SC2086
awk '
FNR == 1 { start = "" }
/^[[:alnum:]_]/ { start = FILENAME ":" FNR ": " $0 }
/^{/ && start ~ /: (static|const|struct|int|void|char|size_t) .*[[:alnum:]_]\(/ {
	print start
}' $sources >"$found"
none 'the name of a definition begins its line'
done_testing
