/* ops stock count list: what was counted, and what the book had. */
#include <string.h>

#include "base/str.h"
#include "count.h"
#include "ledger/number.h"

/* What people type may be the digits of its number. */
static int
parse_count(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = c->source != NULL ? 0
	    : number_meant(c->ops, &ledger_count, text, &text);

	(void)n;
	return err != 0 ? err : kind_parse_code(c, f, text, strlen(text), at);
}

static int
complete_count(struct call *c, const char *prefix)
{
	struct db_query q;
	int err = record_query(c->ops, &ledger_count, NONE, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		if (text_starts(db_text(&q, 3), prefix))
			call_candidate(c, db_text(&q, 3), NULL);
		err = 0;
	}
	db_done(&q);
	return err;
}

const struct kind kind_stock_count = { .name = "count",
	.store = STORE_TEXT,
	.accepts = "the code of a count",
	.parse = parse_count,
	.complete = complete_count };

static const struct kind kind_state = { .name = "state",
	.words = counted_words };

const struct column count_columns[] = {
	{ "count", TYPE_CODE, COL_FILTER, "the count", &kind_stock_count },
	{ "round", TYPE_INT, COL_MINOR, "1, or 2 where it was counted again" },
	{ "date", TYPE_TIME, 0, "the instant" },
	{ "item", TYPE_CODE, COL_FILTER, "what was counted", &kind_known_item },
	{ "location", TYPE_CODE, COL_FILTER, "where", &kind_known_location },
	{ "lot", TYPE_CODE, COL_FILTER, "the lot, or the serial" },
	{ "book", TYPE_QTY, 0, "what the book had at the instant" },
	{ "counted", TYPE_QTY, 0, "what there was" },
	{ "difference", TYPE_QTY, 0, "counted less book" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "value", TYPE_MONEY, 0, "of what was posted; below 0: a loss" },
	{ "state", TYPE_CODE, COL_FILTER,
	    "agrees, posted, waiting, recounted, superseded", &kind_state },
	{ "entry", TYPE_INT, COL_MINOR, "that posted it" },
	{ "counted_by", TYPE_TEXT, COL_PERSON | COL_MINOR, "who counted" },
	{ "name", TYPE_TEXT, COL_WIDE | COL_DETAIL, "the item's name" },
	{ NULL },
};

enum { COLUMNS = sizeof count_columns / sizeof *count_columns - 1 };

static int
print_line(struct call *c, const struct counted *x)
{
	int posted = x->state == COUNTED_POSTED || x->state == COUNTED_AGREES;
	struct cell cells[COLUMNS] = { cell_text(x->count), cell_int(x->round),
		cell_int(x->date), cell_text(x->item->sku),
		cell_text(x->location->code), cell_text(x->lot),
		cell_int(x->book), cell_int(x->counted),
		cell_int(x->difference), cell_text(x->item->unit),
		cell_int(posted ? x->value : NONE),
		cell_text(counted_words[x->state]), cell_int(x->entry),
		cell_text(x->by), cell_text(x->item->name) };

	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct counted_query ask = { .count = call_filter_one(c, "count"),
		.as_of = c->clock.now,
		.known = c->known,
		.values = 1 };
	struct counted *x;
	size_t n = 0;
	int err = call_begin(c, count_columns, COLUMNS);

	if (err == 0)
		err = counted_load(c->ops, &ask, &x, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_line(c, &x[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what was counted this month",
	    "ops stock count list --where 'date >= som'",
	    "stocktake inventory" },
	{ "the largest losses that counts found",
	    "ops stock count list --sort value --limit 5", "shrinkage" },
	{ "what waits for a second count",
	    "ops stock count list --state waiting", "recount" },
	{ NULL },
};

const struct cmd cmd_stock_count_list = {
	.path = "stock count list",
	.brief = "list what was counted",
	.about = "A row for each line of a count, those that agree among "
		 "them. book is what the book had at the instant when the "
		 "line was posted; what was booked behind it later is told "
		 "by 'ops stock count due'. A line is posted, or agrees, or "
		 "is waiting for a second count, or was recounted, or a "
		 "later count of its place has superseded it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = count_columns,
	.examples = examples,
	.run = run,
};
