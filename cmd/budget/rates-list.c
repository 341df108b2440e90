/* ops budget rates list: the rates of currencies. */
#include <string.h>

#include "base/str.h"
#include "rates.h"

const struct column rates_columns[] = {
	{ "currency", TYPE_CODE, COL_FILTER, "the currency",
	    &kind_known_currency },
	{ "valid_from", TYPE_DATE, 0, "the first day on which it holds" },
	{ "rate", TYPE_PRICE, 0, "units of it for one of the book's currency" },
	{ "current", TYPE_BOOL, 0, "is it the one of today?" },
	{ NULL },
};

enum { COLUMNS = sizeof rates_columns / sizeof *rates_columns - 1,
	CODE_SIZE = 4 };

/* A row is printed when the next one tells whether it is in force still. */
struct listing {
	struct call *call;
	struct rate last;
	char currency[CODE_SIZE]; /* the last one's */
};

static int
print_last(struct listing *l, const struct rate *next)
{
	int64_t today = clock_today(&l->call->clock);
	int current = l->last.day <= today &&
	    (next == NULL || !text_eq(next->currency, l->currency) ||
		next->day > today);

	if (l->last.currency == NULL)
		return 0;
	return call_row(l->call, (struct cell[COLUMNS]){
	    cell_text(l->currency), cell_int(l->last.day),
	    cell_int(l->last.rate), cell_int(current) });
}

static int
take(void *data, const struct rate *r)
{
	struct listing *l = data;
	int err = print_last(l, r);

	l->last = *r;
	snprintf(l->currency, sizeof l->currency, "%s", r->currency);
	l->last.currency = l->currency;
	return err;
}

static int
run(struct call *c)
{
	struct listing l = { .call = c };
	int err = call_begin(c, rates_columns, COLUMNS);

	if (err == 0)
		err = rates_all(c->ops, c->known, take, &l);
	if (err == 0)
		err = print_last(&l, NULL);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what currencies are worth today",
	    "ops budget rates list --where current=yes", "exchange" },
	{ NULL },
};

const struct cmd cmd_budget_rates_list = {
	.path = "budget rates list",
	.brief = "list the rates of currencies",
	.about = "As 'ops budget rates set' takes them, by currency and day.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = rates_columns,
	.examples = examples,
	.run = run,
};
