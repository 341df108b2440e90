#!/bin/sh
# ops init: a new book, and what it refuses before it makes anything.
. "$(dirname "$0")/lib.sh"

check 'a book says what it is' 0 "book,name,currency,timezone
$dir/shop,Shop,CHF,Europe/Zurich" '' \
	ops init shop --name Shop --currency CHF --timezone Europe/Zurich
check 'it is not made twice' 73 '' '*' ops init shop
check 'a file of it is no book' 66 '' "*: 'shop/ops.yaml' is no book: \
expected the folder, not a file" ops --book shop/ops.yaml log

# Values that are wrong are data, and nothing was made.
for month in 0 13 04-01 April 1.5; do
	check "a fiscal year does not begin in $month" 65 '' "*: \
fiscal_year_start: '$month' is wrong: expected a month from 1 to 12" \
		ops init none --fiscal-year-start $month
done
check 'a zone that no clock has' 65 '' "*: timezone: 'Mars/One' is not in *: \
expected an IANA name of a zone such as Europe/Berlin, or UTC" \
	ops init none --timezone Mars/One
check 'a zone that is a way out' 65 '' "*: timezone: '../UTC' is wrong: *" \
	ops init none --timezone ../UTC
check 'the zone of the environment, too' 65 '' "*: timezone: 'Mars/One' *" \
	env TZ=Mars/One ops init none
check 'a currency that nobody takes' 65 '' "*: currency: 'XXQ' is not known: *" \
	ops init none --currency XXQ
check 'of all these there is nothing' 1 '' '' test -e none
done_testing
