/* The sample's case: the works' old van, and what to do about it. */
#include "budget/case.h"
#include "sample/year.h"

#define EURO(n) (INT64_C(100) * (n))

/* Each by itself, its periods in turn; the amounts are whole euro. */
static const struct case_flow flow[] = {
	{ "keep", 1, EURO(-6200), "repairs" },
	{ "keep", 2, EURO(-7400), "repairs" },
	{ "keep", 3, EURO(-8800), "repairs" },
	{ "repair", 0, EURO(-9000), "a new engine" },
	{ "repair", 1, EURO(-2500), NULL },
	{ "repair", 2, EURO(-2500), NULL },
	{ "repair", 3, EURO(-3000), NULL },
	{ "buy", 0, EURO(-18000), "a van of two years" },
	{ "buy", 1, EURO(-1500), NULL },
	{ "buy", 2, EURO(-1500), NULL },
	{ "buy", 3, EURO(7500), "what it is sold for" },
	{ "rent", 1, EURO(-6900), NULL },
	{ "rent", 2, EURO(-6900), NULL },
	{ "rent", 3, EURO(-6900), NULL },
};

static int
begin(struct year *y)
{
	(void)y;
	return 0;
}

static int
day(struct year *y)
{
	struct sample_act act = { "ida", 17, 30, "budget case add",
		"the van failed again" };
	struct budget_case van = { .code = "CASE-1",
		.name = "The works' old van",
		.owner = "ida",
		.rate = 80000,
		.every = "year",
		.base = "keep",
		.account = "ops:works:maintenance",
		.baseline = INT64_C(620) * 1000000,
		.promised = INT64_C(250) * 1000000,
		.chosen = "repair",
		.starts = y->last - 150,
		.flow = flow,
		.flows = sizeof flow / sizeof *flow };
	int err;

	if (y->day != y->last)
		return 0;
	err = year_entry(y, &act);
	if (err == 0)
		err = case_add(y->ops, y->entry, &van);
	return err != 0 ? err : year_end(y);
}

const struct sample_domain sample_cases = { begin, day };
