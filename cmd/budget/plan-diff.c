/* ops budget plan diff: what a version of the plan has changed. */
#include "base/decimal.h"
#include "base/str.h"
#include "budget/kinds.h"
#include "budget/plan.h"

struct diff_input {
	const char *from, *to;
};

static const struct field fields[] = {
	{ "version", 0, &kind_code, AT_TEXT(struct diff_input, from), FIELD_ARG,
	    "the earlier version (the one before)" },
	{ "with", 0, &kind_code, AT_TEXT(struct diff_input, to), FIELD_ARG,
	    "the later one (the last)" },
	{ NULL },
};

static const struct column columns[] = {
	{ "account", TYPE_CODE, COL_FILTER, "the account",
	    &kind_known_account },
	{ "period", TYPE_CODE, 0, "the month" },
	{ "from", TYPE_MONEY, 0, "its budget by the earlier version" },
	{ "to", TYPE_MONEY, 0, "by the later one" },
	{ "change", TYPE_MONEY, 0, "the difference" },
	{ "dimension", TYPE_CODE, 0, "cost centre, project" },
	{ NULL },
};

/* The numbers behind the v; missing ones are the last two that there are. */
static int
versions(struct call *c, const struct diff_input *in,
    const struct plan_amount *a, size_t n, int64_t of[2])
{
	const char *said[2] = { in->from, in->to };
	int64_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = a[i].number > last ? a[i].number : last;
	of[1] = in->to == NULL ? last : plan_number(in->to);
	of[0] = in->from == NULL ? of[1] - 1 : plan_number(in->from);
	for (int k = 0; k < 2; k++)
		if (said[k] != NULL &&
		    (of[k] == NONE || of[k] < 1 || of[k] > last))
			return fail(c->ops, OPS_DATA, "version: '%s' is no "
			    "version of the plan: 'ops budget plan list --all' "
			    "shows them", said[k]);
	return 0;
}

/* By version `v`, what stood before counts where it is approved. */
static int
counts(const struct plan_amount *a, int64_t v)
{
	return a->number == v || (a->number < v && a->state == PLAN_APPROVED);
}

static int
same(const struct plan_amount *a, const struct plan_amount *b)
{
	return a->month == b->month && text_eq(a->account, b->account) &&
	    text_eq(a->dimension, b->dimension);
}

static int
print(struct call *c, const struct plan_amount *a, const int64_t amount[2])
{
	char month[MONTH_SIZE];
	int64_t from = amount[0] == NONE ? 0 : amount[0];
	int64_t to = amount[1] == NONE ? 0 : amount[1];
	struct cell cells[6] = { cell_text(a->account), cell_text(month),
		cell_int(amount[0]), cell_int(amount[1]), cell_int(to - from),
		cell_text(a->dimension) };

	cells[1].i = (int64_t)month_print(month, a->month);
	return amount[0] == amount[1] ? 0 : call_row(c, cells);
}

static int
run(struct call *c)
{
	struct diff_input in = { NULL, NULL };
	struct plan_amount *a = NULL;
	int64_t of[2];
	size_t n = 0;
	int err = fill_record(c, &in);

	if (err == 0)
		err = call_begin(c, columns, 6);
	if (err == 0)
		err = plan_all(c->ops, c->known, &a, &n);
	if (err == 0)
		err = versions(c, &in, a, n, of);
	for (size_t i = 0, k; err == 0 && i < n; i = k) {
		int64_t amount[2] = { NONE, NONE };

		for (k = i; k < n && same(&a[i], &a[k]); k++)
			for (int side = 0; side < 2; side++)
				if (counts(&a[k], of[side]))
					amount[side] = a[k].amount;
		err = print(c, &a[i], amount);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what the last version of the plan has changed",
	    "ops budget plan diff" },
	{ NULL },
};

const struct cmd cmd_budget_plan_diff = {
	.path = "budget plan diff",
	.brief = "show what a version of the plan changes",
	.about = "By a version, an account's month has what the last version "
		 "up to it says of it; what is no version that counts, but "
		 "the one asked for, is left out. Without versions: the last "
		 "one, and the one before.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct diff_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
