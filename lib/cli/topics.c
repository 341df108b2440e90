/* Short texts about what all commands share. */
#include "cli/help.h"

static const struct passage formats[] = {
	{ NULL,
	    "A verb that reads prints a relation: named columns, rows. On "
	    "a terminal it is an aligned table, in a pipe or a file it is "
	    "CSV; -F says otherwise, and so does the suffix of the file "
	    "of -o." },
	{ "table", "for people, in the width of the terminal; it may change" },
	{ "csv",
	    "RFC 4180 with LF; the header always, the columns never "
	    "change their order" },
	{ "tsv", "tabs between cells; \\t \\n \\r \\\\ within them" },
	{ "json", "one array of flat objects, a missing value is null" },
	{ "jsonl", "one object a line" },
	{ "md", "a table of Markdown" },
	{ "html", "a table for a page or a mail, without scripts" },
	{ NULL,
	    "In CSV and JSON dates are 2026-11-21, times "
	    "2026-11-21T14:05:00Z, quantities have no trailing zeros, "
	    "money has its currency's decimals, yes and no are yes and no "
	    "(JSON: true, false), a missing value is an empty cell. Times "
	    "are those of UTC: the 1st of March in Berlin begins at "
	    "2026-02-28T23:00:00Z. So let ops choose the period (-p "
	    "2026-03) or sum by it (--by month) where it does; another "
	    "program has to reckon with the zone, as mlr with "
	    "strftime_local." },
	{ NULL,
	    "--for-spreadsheet puts a ' before texts in CSV and TSV that "
	    "begin with = + - @, a tab or CR, and are no numbers, and before "
	    "those that begin with ' and then so. -i and import take one ' "
	    "off such texts again, and say how many: a guarded file comes "
	    "back as it was. In a file without guards a text of one's own "
	    "that begins so loses its first '." },
	{ "$", "ops stock balance -F csv -o stock.csv" },
	{ NULL, NULL },
};

static const struct passage values[] = {
	{ "quantity",
	    "12 or 0.125, at most 6 decimals" },
	{ "amount",
	    "12.50 in the book's currency, or 12.50 EUR; not more "
	    "decimals than the currency has" },
	{ "price", "of one unit: at most 6 decimals" },
	{ "code",
	    "letters, digits and signs without blanks at the ends, at "
	    "most 200 bytes; it stays as it is for ever" },
	{ "when", "a day or a time: 'ops help dates'" },
	{ "period", "a stretch of days: 'ops help periods'" },
	{ "duration", "90s 45min 4h 3d 2w, in business time 8bh 3bd" },
	{ NULL, "An empty value is a missing one." },
	{ NULL, NULL },
};

static const struct passage dates[] = {
	{ NULL,
	    "Whatever is printed is accepted. A day alone is its first "
	    "second where something happened, and its last where "
	    "something ends (--as-of, --until)." },
	{ "2026-11-21", "a day, in the book's time zone" },
	{ "2026-11-21T14:05",
	    "a time of the book's zone; of an hour that clocks show twice the "
	    "first, in one that they skip an hour later, as in calendars" },
	{ "2026-11-21T13:05:00Z", "a time of UTC; +01:00 says another zone" },
	{ "now today yesterday", "from the clock: now, or $OPS_NOW" },
	{ "monday ... sunday", "the next one, never today" },
	{ "som eom soq eoq soy eoy", "start and end of month, quarter, year" },
	{ "+7d -2w +3mo -90min",
	    "from now; behind another word, too: "
	    "today-2w, eom+3d" },
	{ "s min h d w mo q y",
	    "the units; a lone m is refused, for it "
	    "could mean two things" },
	{ NULL, NULL },
};

static const struct passage periods[] = {
	{ NULL, "-p takes a period, both ends included." },
	{ "2026",
	    "a year; 2026-Q4 a quarter, 2026-11 a month, 2026-W47 a "
	    "week" },
	{ "FY2026",
	    "the fiscal year that ends in 2026; 'ops init' fixed its first "
	    "month" },
	{ "mtd qtd ytd", "this month, quarter, year up to today" },
	{ "this-month",
	    "the whole month; also this-week, this-quarter, this-year" },
	{ "last-month", "also last-week, last-quarter, last-year" },
	{ "-4w", "the last four weeks" },
	{ "2026-01-01..2026-03-31", "from a day to a day" },
	{ "$", "ops log -p last-month" },
	{ NULL, NULL },
};

static const struct passage exits[] = {
	{ "0", "done; of a check: all is well" },
	{ "1",
	    "a check says no; or --keep-going left rows in the rejects "
	    "file, and the others are posted" },
	{ "2", "the command line is wrong" },
	{ "65",
	    "the data is wrong or impossible: a value, a row, an unknown "
	    "item, more than is there" },
	{ "66", "there is no book, no input" },
	{ "69", "the store cannot be reached" },
	{ "73", "a file cannot be made" },
	{ "74", "reading or writing failed, the disk is full" },
	{ "75", "somebody else is writing: try again" },
	{ "77", "a rule forbids it to you or now" },
	{ "78", "the configuration is wrong" },
	{ NULL,
	    "2 and above: nothing was posted. With --nagios a check exits "
	    "0, 1, 2 or 3 as monitoring plugins do, and every failure is "
	    "3." },
	{ NULL, NULL },
};

static const struct passage environment[] = {
	{ "OPS_BOOK", "the book's folder, where neither --book nor -C says" },
	{ "OPS_NOW", "the clock, for tests and reports that must not change" },
	{ "OPS_ACTOR", "who writes, in place of user.name and the login" },
	{ "OPS_PAGER",
	    "shows long output on a terminal; else the setting "
	    "pager, $PAGER, less -FRX" },
	{ "OPS_COMMAND OPS_ENTRY",
	    "set for hooks: the command, and the entry it has made" },
	{ "NO_COLOR", "no colour where it is not empty" },
	{ "COLUMNS", "the width of the terminal" },
	{ "TMPDIR", "where large sorts and piped input are kept meanwhile" },
	{ "XDG_CONFIG_HOME",
	    "has your settings, ops/config.yaml; else "
	    "~/.config" },
	{ NULL, NULL },
};

static const struct passage where[] = {
	{ NULL,
	    "--where takes a condition on the columns that a command "
	    "prints (of those it has, not of those --columns leaves)." },
	{ "= != < <= > >=",
	    "compare with a value of the column's type: a "
	    "month has all its days, date = 2026-11" },
	{ "~", "a text has the regular expression in it" },
	{ "in (a, b)", "is one of them" },
	{ "and or not ( )", "put together; not binds tightest, then and" },
	{ NULL,
	    "A word that names a column is the column; a text with "
	    "blanks stands in quotes. A comparison with a missing value "
	    "is false; '' is the missing value itself." },
	{ "$",
	    "ops stock balance --where 'on_hand < 10 and "
	    "not item ~ \"^T\"'" },
	{ NULL,
	    "A filter is shorter: --item A1 --item B2 takes the rows of "
	    "both." },
	{ NULL, NULL },
};

const struct topic topics[] = {
	{ "formats", "what output looks like", formats },
	{ "values", "what options and CSV columns take", values },
	{ "dates", "days and times", dates },
	{ "periods", "stretches of days", periods },
	{ "where", "conditions on rows", where },
	{ "exit-codes", "what the exit status says", exits },
	{ "environment", "variables that count", environment },
	{ NULL, NULL, NULL },
};
