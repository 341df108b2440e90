/* ops init: make a new book. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "cli/cmd.h"
#include "io/out.h"
#include "sample/sample.h"
#include "stock/masters.h"

struct init {
	const char *folder, *name, *currency, *timezone;
	int64_t fiscal_month;
	int shared, sample;
};

static int
parse_month(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int64_t month;

	(void)f;
	if (decimal_parse(text, n, 0, &month) != NULL || month < 1 ||
	    month > 12)
		return fail(c->ops, OPS_DATA,
		    "'%s' is wrong: expected a month from 1 to 12", text);
	*(int64_t *)at = month;
	return 0;
}

static const struct kind kind_month = { .name = "n", .store = STORE_INT,
	.accepts = "a month from 1 to 12", .parse = parse_month };

static const struct field fields[] = {
	{ "folder", 0, &kind_folder, AT_TEXT(struct init, folder), FIELD_ARG,
	    "where; this folder if none is given" },
	{ "name", 0, &kind_text, AT_TEXT(struct init, name), 0,
	    "the organisation's name" },
	{ "currency", 0, &kind_code, AT_TEXT(struct init, currency), 0,
	    "of all amounts, for ever (EUR)" },
	{ "timezone", 0, &kind_code, AT_TEXT(struct init, timezone), 0,
	    "whose days count, for ever ($TZ, else UTC)" },
	{ "fiscal_year_start", 0, &kind_month,
	    AT_INT(struct init, fiscal_month), 0,
	    "month in which a fiscal year begins (1)" },
	{ "shared", 0, &kind_flag, AT_FLAG(struct init, shared), 0,
	    "a group's book: its members may write" },
	{ "sample", 0, &kind_flag, AT_FLAG(struct init, sample), 0,
	    "fill it with a year of a small maker of bicycles" },
	{ NULL },
};

static const struct column columns[] = {
	{ "book", TYPE_TEXT, COL_WIDE, "the book's folder" },
	{ "name", TYPE_TEXT, 0, "its name" },
	{ "currency", TYPE_CODE, 0, "of all amounts" },
	{ "timezone", TYPE_CODE, 0, "whose days count" },
	{ NULL },
};

static const char rules[] =
    "ops: 1\n"
    "\n"
    "# The rules of this book.  ops-config(5) lists what may stand here;\n"
    "# 'ops config list' shows what is in force, and from where.\n"
    "stock:\n"
    "  negative: refuse   # refuse, warn or allow\n"
    "  party: register    # register, or strict: unknown ones are refused\n";

static int
first_entry(struct call *c)
{
	struct entry_head head = { .number = NONE, .undoes = NONE,
		.undoes_line = NONE, .command = "init" };
	struct entry *e;
	int err;

	err = call_fill_head(c, &head);
	if (err == 0)
		err = book_fixed_words(c->ops, &head.message);
	if (err != 0)
		return err;
	err = entry_begin(c->ops, &head, 0, &e);
	if (err == 0)
		err = locations_of_new_book(c->ops, e);
	if (err == 0)
		err = entry_end(c->ops, e);
	entry_drop(e);
	return err;
}

static int
print(struct call *c, const struct init *want)
{
	struct cell cells[4] = { cell_text(c->ops->book->folder),
		cell_text(want->name), cell_text(want->currency),
		cell_text(want->timezone) };

	return call_one_row(c, columns, 4, cells);
}

static int
run(struct call *c)
{
	struct init want = { .currency = "EUR", .fiscal_month = NONE };
	const char *tz = getenv("TZ");
	struct book_fixed fixed;
	int err = fill_given(c, &want, NULL);

	if (err != 0)
		return err;
	if (want.folder == NULL)
		want.folder = ".";
	if (want.sample && want.name == NULL)
		want.name = sample_name;
	if (want.currency == NULL)
		want.currency = "EUR";
	if (want.timezone == NULL)
		want.timezone = tz != NULL && tz[0] != '\0' && tz[0] != ':' ? tz
		    : "UTC";
	if (want.fiscal_month == NONE)
		want.fiscal_month = 1;
	fixed = (struct book_fixed){ want.name, want.currency, want.timezone,
		want.fiscal_month, want.shared };
	err = book_create(c->ops, want.folder, &fixed);
	if (err == 0)
		err = want.sample ? sample_post(c->ops) : first_entry(c);
	if (err == 0)
		err = print(c, &want);
	if (err == 0)
		err = out_flush(c->ops, c->stream);
	if (err == 0)
		err = book_keep(c->ops, want.sample ?
			sample_rules(c->ops->mem) : rules);
	if (err != 0)
		book_discard(c->ops);
	return err;
}

static const struct example examples[] = {
	{ "start a new book", "ops init shop --name Shop --currency EUR" },
	{ NULL },
};

const struct cmd cmd_book_init = {
	.path = "init",
	.brief = "make a new book",
	.about = "A book is a folder with its rules, ops.yaml, and its store, "
		 "ops.db. A new one has the site MAIN and the far ends of "
		 "moves: VENDOR, CUSTOMER, ADJUSTMENT, SCRAP, PRODUCTION and "
		 "TRANSIT. Currency and time zone are fixed for ever.",
	.prints = PRINTS_RELATION,
	.needs = NEED_HABITS,
	.fields = fields,
	.size = sizeof(struct init),
	.columns = columns,
	.examples = examples,
	.run = run,
};
