/* ops budget plan list: the amounts of the plan, and of its versions. */
#include "base/str.h"
#include "budget/onbehalf.h"
#include "plan.h"

struct list_input {
	int all;
};

static const struct field fields[] = {
	{ "all", 0, &kind_flag, AT_FLAG(struct list_input, all), 0,
	    "of all versions, also those that do not count" },
	{ NULL },
};

static const struct kind kind_state = { .name = "state",
	.words = plan_state_words };

const struct column plan_list_columns[] = {
	{ "account", TYPE_CODE, COL_FILTER, "the account",
	    &kind_known_account },
	{ "period", TYPE_CODE, 0, "the month" },
	{ "amount", TYPE_MONEY, 0, "its budget by this version" },
	{ "dimension", TYPE_CODE, 0, "cost centre, project" },
	{ "version", TYPE_CODE, COL_FILTER, "of the plan" },
	{ "state", TYPE_CODE, COL_FILTER, "draft, asked, approved or rejected",
	    &kind_state },
	{ "on_behalf_of", TYPE_CODE, COL_PERSON,
	    "who decided on it, where another one entered that" },
	{ NULL },
};

/* Is it the last of its account, month and dimension that counts? */
static int
in_force(const struct plan_amount *a, size_t i, size_t n)
{
	if (a[i].state != PLAN_APPROVED)
		return 0;
	for (size_t k = i + 1; k < n && a[k].month == a[i].month &&
	     text_eq(a[k].account, a[i].account) &&
	     text_eq(a[k].dimension, a[i].dimension);
	     k++)
		if (a[k].state == PLAN_APPROVED)
			return 0;
	return 1;
}

static int
run(struct call *c)
{
	struct list_input in = { 0 };
	struct on_behalves decided;
	struct plan_amount *a = NULL;
	int all, err = fill_record(c, &in);
	size_t n = 0;

	all = in.all || call_filter(c, "version") != NULL ||
	    call_filter(c, "state") != NULL;
	if (err == 0)
		err = on_behalf_load(c->ops, c->known, &decided);
	if (err == 0)
		err = call_begin(c, plan_list_columns, 7);
	if (err == 0)
		err = plan_all(c->ops, c->known, &a, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		char month[MONTH_SIZE];
		struct cell cells[7] = { cell_text(a[i].account),
			cell_text(month), cell_int(a[i].amount),
			cell_text(a[i].dimension), cell_text(a[i].version),
			cell_text(plan_state_words[a[i].state]),
			cell_text(on_behalf_request(c->ops, &decided,
			    arena_printf(c->ops->mem, "plan %s",
				a[i].version))) };

		cells[1].i = (int64_t)month_print(month, a[i].month);
		if (all || in_force(a, i, n))
			err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "the plan in force", "ops budget plan list" },
	{ "drafts that wait for a yes", "ops budget plan list --state draft" },
	{ NULL },
};

const struct cmd cmd_budget_plan_list = {
	.path = "budget plan list",
	.brief = "list the plan",
	.about = "The amounts in force; with --all, --version or --state "
		 "those of any version.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = plan_list_columns,
	.examples = examples,
	.run = run,
};
