# Fills a manual page: sh man/fill.sh <ops> <page.in>, to standard output.
#	@help <what>	the part that 'ops help --man <what>' prints
#	@code ... @end	lines to be typed and what they print, as they stand
#	@include <file>	another file of this folder, in the same language
ops=$1 here=$(dirname "$2")

escape() {
	sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/'/\\\\(aq/g" \
	    -e 's/`/\\(ga/g' -e 's/~/\\(ti/g' -e 's/\^/\\(ha/g' \
	    -e 's/^\./\\\&./'
}

fill() {
	code=
	while IFS= read -r line; do
		case $code$line in
		'@help '*)
			"$ops" help --man -- ${line#@help } || exit 1 ;;
		'@include '*)
			fill <"$here/${line#@include }" || exit 1 ;;
		@code)
			code=in:
			echo '.Bd -literal -offset indent' ;;
		in:@end)
			code=
			echo .Ed ;;
		in:*)
			printf '%s\n' "$line" | escape ;;
		*)
			printf '%s\n' "$line" ;;
		esac
	done
}

echo ".\\\" Made by 'make man' from $(basename "$2"): edit that."
fill <"$2"
