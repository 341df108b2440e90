/* ops budget account add: make accounts. */
#include "account.h"

static const struct field fields[] = {
	{ "account", 0, &kind_account_name, ACCOUNT_AT(TEXT, name),
	    FIELD_REQUIRED | FIELD_ARG, "the account, for ever" },
	ACCOUNT_FIELDS,
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct account_input *in = rec;
	const struct account *there;
	int err = account_find(c->ops, in->account.name, &there);

	if (err == 0 && there != NULL)
		return fail(c->ops, OPS_DATA, "account: '%s' is there already: "
		    "'ops budget account set' changes it", in->account.name);
	return err != 0 ? err : account_post(c->ops, c->entry, &in->account);
}

static const struct example examples[] = {
	{ "make an account that money is planned for",
	    "ops budget account add ops:logistics:rail --name Rail "
	    "--owner anna --warn-at 80 --dry-run",
	    "cost centre chart of accounts budget line" },
	{ NULL },
};

const struct cmd cmd_budget_account_add = {
	.path = "budget account add",
	.brief = "make accounts",
	.about = "Accounts are a tree by their names: ops:freight is below "
		 "ops, whether or not there is an account ops. A budget of "
		 "its own makes an account the cap of all below it. What an "
		 "account does not say itself (control, tolerances, warn_at, "
		 "horizon, dates) is as the one above it says, at last as "
		 "the settings budget.control.* and budget.horizon.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct account_input),
	.columns = account_columns,
	.posts = &ledger_account,
	.examples = examples,
	.record = record,
};
