/* ops stock scan: a scanner's lines become the rows of another verb. */
#include "base/decimal.h"
#include "base/str.h"
#include "io/lines.h"
#include "stock/kinds.h"
#include "stock/scan.h"

struct scan_input {
	const char *file, *to, *party, *order;
	const struct location *location;
};

#define INPUT(how, member) AT_##how(struct scan_input, member)

static const struct kind kind_verb = { .name = "verb", .store = STORE_TEXT,
	.accepts = "receive, issue, transfer, count or pick",
	.words = scan_words };

static const struct field fields[] = {
	{ "file", 0, &kind_file, INPUT(TEXT, file), FIELD_ARG | FIELD_OPTION,
	    "where the lines come from (-: standard input)" },
	{ "to", 0, &kind_verb, INPUT(TEXT, to), FIELD_REQUIRED,
	    "the verb whose rows are printed" },
	{ "location", 0, &kind_location, INPUT(LOCATION, location), 0,
	    "the place where it begins, instead of a scan" },
	{ "party", 0, &kind_party, INPUT(TEXT, party), 0,
	    "whose numbers are scanned; who delivers (receive)" },
	{ "order", 0, &kind_code, INPUT(TEXT, order), 0,
	    "the order of all rows (issue, pick)" },
	{ NULL },
};

static const struct column all_columns[] = {
	{ "item", TYPE_CODE, 0, "what was scanned" },
	{ "from", TYPE_CODE, 0, "the place it leaves (issue, transfer)" },
	{ "to", TYPE_CODE, 0, "the place it comes to (receive, transfer)" },
	{ "location", TYPE_CODE, 0, "the place where it is (count)" },
	{ "qty", TYPE_TEXT, 0, "how much, with its unit if it has another" },
	{ "counted", TYPE_TEXT, 0, "how much there is (count)" },
	{ "lot", TYPE_CODE, 0, "the lot or serial" },
	{ "expires", TYPE_DATE, 0, "its last good day (receive)" },
	{ "order", TYPE_CODE, 0, "the order (issue, pick)" },
	{ "party", TYPE_CODE, 0, "who delivers it, as --party has it "
				 "(receive)" },
	{ NULL },
};

enum { ITEM, FROM, TO, LOCATION, QTY, COUNTED, LOT, EXPIRES, ORDER, PARTY,
	END };

/* Which of them each verb takes, in its order; ends with END. */
static const int columns_of[][7] = {
	[SCAN_RECEIVE] = { ITEM, TO, QTY, LOT, EXPIRES, PARTY, END },
	[SCAN_ISSUE] = { ITEM, FROM, QTY, LOT, ORDER, END },
	[SCAN_TRANSFER] = { ITEM, FROM, TO, QTY, LOT, END },
	[SCAN_COUNT] = { ITEM, LOCATION, LOT, COUNTED, END },
	[SCAN_PICK] = { ITEM, FROM, QTY, LOT, ORDER, END },
};

/* "3 box", or a plain number. */
static const char *
qty_text(struct call *c, const struct scan_row *r)
{
	char qty[DECIMAL_MAX];

	decimal_print(qty, r->qty, QTY_SCALE, 0);
	return r->unit == NULL ? arena_strdup(c->ops->mem, qty)
	    : arena_printf(c->ops->mem, "%s %s", qty, r->unit);
}

static int
print_row(struct call *c, const int *column, const struct scan_row *r,
    const struct scan_input *in)
{
	const char *place = r->place->code;
	struct cell all[END], cells[END];
	size_t n;

	all[ITEM] = cell_text(r->item->sku);
	all[FROM] = all[LOCATION] = cell_text(place);
	all[TO] = cell_text(r->to == NULL ? place : r->to->code);
	all[QTY] = all[COUNTED] = cell_text(qty_text(c, r));
	all[LOT] = cell_text(r->lot);
	all[EXPIRES] = cell_int(r->expires);
	all[ORDER] = cell_text(in->order);
	all[PARTY] = cell_text(in->party);
	for (n = 0; column[n] != END; n++)
		cells[n] = all[column[n]];
	return call_row(c, cells);
}

static int
print(struct call *c, enum scan_for what, const struct scan_row *row,
    size_t rows, const struct scan_input *in)
{
	const int *column = columns_of[what];
	struct column cols[END];
	size_t n;
	int err;

	for (n = 0; column[n] != END; n++)
		cols[n] = all_columns[column[n]];
	err = call_begin(c, cols, n);
	for (size_t i = 0; err == 0 && i < rows; i++)
		err = print_row(c, column, &row[i], in);
	return err < 0 ? err : sink_end(c->out);
}

/* Who stands at the scanner is answered at once, and can scan again. */
static int
read_lines(struct call *c, struct lines *l, struct scan *s, const char *name)
{
	int asks = lines_interactive(l), got;
	const char *text, *answer;
	char where[600];

	while ((got = lines_next(c->ops, l, &text)) != 0) {
		int err = got == 1 ? 0 : got;

		if (err == 0 && text[0] == '\0')
			continue;
		if (err == 0)
			err = scan_line(s, text, &answer);
		if (err == 0 && asks)
			note(c->ops, "%s", answer);
		if (err != 0 && c->ops->code != OPS_DATA)
			return err;
		if (err != 0 && asks) {
			warn(c->ops, "%s: not taken", c->ops->why);
			fail_clear(c->ops);
		} else if (err != 0) {
			snprintf(where, sizeof where, "%s:%lld", name,
			    (long long)lines_number(l));
			problem_caught(c->ops, where);
		}
	}
	if (c->ops->problems > 0)
		return fail(c->ops, OPS_DATA, "nothing is printed: %lld %s "
		    "wrong", (long long)c->ops->problems,
		    c->ops->problems == 1 ? "line is" : "lines are");
	return 0;
}

static int
run(struct call *c)
{
	struct scan_input in = { .file = "-" };
	const struct scan_row *row;
	struct lines *lines = NULL;
	enum scan_for what = SCAN_RECEIVE;
	struct scan *s;
	size_t n;
	int err = fill_record(c, &in);

	if (err == 0)
		err = lines_open(c->ops, in.file, &lines);
	if (err != 0)
		return err;
	while (!text_eq(scan_words[what], in.to))
		what++;
	s = scan_new(c->ops, what, in.location, in.party);
	err = read_lines(c, lines, s, in.file);
	lines_close(lines);
	if (err == 0)
		err = scan_rows(s, &row, &n);
	return err != 0 ? err : print(c, what, row, n, &in);
}

static const struct example examples[] = {
	{ "count with a scanner",
	    "printf 'SOUTH/A\\n9520000000011\\n*12\\n' | "
	    "ops stock scan --to count",
	    "barcode scanner stocktake" },
	{ "carry goods from place to place with a scanner",
	    "printf 'SOUTH/A\\nBELL-BRASS\\nSOUTH/B\\n' | "
	    "ops stock scan --to transfer | "
	    "ops stock transfer -i - --dry-run",
	    "barcode scanner" },
	{ "take in a carton by its label, with lot and expiry",
	    "printf 'SOUTH/A\\n(01)19520000000049(10)SL-09(17)280630\\n' | "
	    "ops stock scan --to receive",
	    "gs1 gtin lot expiry label" },
	{ "read a vendor's delivery by his numbers",
	    "printf 'SOUTH/A\\nB-622-35\\n*40\\n' | "
	    "ops stock scan --to receive --party BORA | "
	    "ops stock receive -i - --dry-run",
	    "supplier part number" },
	{ NULL },
};

const struct cmd cmd_stock_scan = {
	.path = "stock scan",
	.brief = "turn a scanner's lines into the rows of a verb",
	.about = "One line is one scan: the code of a place, then what is "
		 "there: an item's code, a number of it ('ops stock alias'), "
		 "a GTIN, or a GS1 element string with the identifiers 01 02 "
		 "10 11 15 17 21 30 37, in brackets or with separators; one "
		 "that can be read in two ways is refused. Each scan counts "
		 "1; a line *12 makes the last one 12. In a transfer the "
		 "second place is where all goes that was scanned since the "
		 "first. Of a tracked item the lot or serial comes with its "
		 "label or as the next line.\n\nOn a terminal each scan is "
		 "answered on standard error, and one that is not understood "
		 "is not taken; from a file or a pipe it is an error, and "
		 "nothing is printed. The rows come at the end, in the shape "
		 "that the verb takes with -i.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK,
	.fields = fields,
	.size = sizeof(struct scan_input),
	.columns = all_columns,
	.examples = examples,
	.run = run,
};
