/* ops budget account list: the tree of accounts. */
#include "account.h"

const struct column account_columns[] = {
	{ "account", TYPE_CODE, 0, "the account" },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "owner", TYPE_CODE, COL_FILTER, "who answers for it" },
	{ "control", TYPE_CODE, 0, "what happens where there is no money" },
	{ "unit", TYPE_CODE, COL_FILTER, "what is counted (missing: money)" },
	{ "tolerance", TYPE_MONEY, COL_MINOR, "it may be over by so much" },
	{ "tolerance_percent", TYPE_QTY, COL_MINOR,
	    "by so many percent of the budget" },
	{ "warn_at", TYPE_QTY, COL_MINOR, "said from so many percent used" },
	{ "horizon", TYPE_CODE, COL_MINOR,
	    "the months that are controlled together" },
	{ "level", TYPE_CODE, COL_MINOR, "line or subtree" },
	{ "closed", TYPE_CODE, COL_MINOR, "closed through this month" },
	{ "hold", TYPE_BOOL, COL_MINOR, "nothing is bound meanwhile" },
	{ "valid_from", TYPE_DATE, COL_MINOR, "its first day" },
	{ "valid_until", TYPE_DATE, COL_MINOR, "its last day" },
	{ NULL },
};

enum { COLUMNS = sizeof account_columns / sizeof *account_columns - 1 };

static int
run(struct call *c)
{
	const struct account *const *all;
	size_t n = 0;
	int err = call_begin(c, account_columns, COLUMNS);

	if (err == 0)
		err = accounts_all(c->ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct account *a = all[i];
		struct cell cells[COLUMNS] = { cell_text(a->name),
			cell_text(a->title), cell_text(a->owner),
			cell_text(a->control), cell_text(a->unit),
			cell_int(a->tolerance), cell_int(a->tolerance_percent),
			cell_int(a->warn_at), cell_text(a->horizon),
			cell_text(a->level), cell_text(a->closed),
			cell_int(a->hold), cell_int(a->valid_from),
			cell_int(a->valid_until) };

		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "the accounts that money is planned for", "ops budget account list" },
	{ NULL },
};

const struct cmd cmd_budget_account_list = {
	.path = "budget account list",
	.brief = "list the accounts",
	.about = "Each stands behind the one it is below. What is empty is "
		 "as the account above says.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = account_columns,
	.examples = examples,
	.run = run,
};
