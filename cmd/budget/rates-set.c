/* ops budget rates set: what a currency is worth from a day on. */
#include "rates.h"

#define INPUT(how, member) AT_##how(struct rate, member)

static const struct field fields[] = {
	{ "currency", 0, &kind_currency, INPUT(TEXT, currency),
	    FIELD_REQUIRED, "the currency: USD" },
	{ "valid_from", 0, &kind_day, INPUT(INT, day), 0,
	    "the first day on which it holds (today)" },
	{ "rate", 0, &kind_rate, INPUT(INT, rate), FIELD_REQUIRED,
	    "units of it for one of the book's currency" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	struct rate r = *(const struct rate *)rec;

	if (r.day == NONE)
		r.day = clock_today(&c->clock);
	return rate_post(c->ops, c->entry, &r);
}

static const struct example examples[] = {
	{ "set what a dollar is worth from today on",
	    "ops budget rates set --currency USD --rate 1.0887 --dry-run",
	    "exchange foreign currency" },
	{ NULL },
};

const struct cmd cmd_budget_rates_set = {
	.path = "budget rates set",
	.brief = "set the rate of a currency from a day on",
	.about = "The rate says how many units of the currency one unit of "
		 "the book's is worth, as the European Central Bank "
		 "publishes them: 1.0887 dollars for a euro. It holds until "
		 "the next one. It is kept as it is said, with all its "
		 "figures, and never turned around. What is posted keeps "
		 "the rate that it was posted with.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct rate),
	.columns = rates_columns,
	.posts = &ledger_rate,
	.examples = examples,
	.record = record,
};
