/* ops budget account set: change accounts. */
#include "account.h"

static const struct field fields[] = {
	{ "account", 0, &kind_account_name, ACCOUNT_AT(TEXT, name),
	    FIELD_REQUIRED | FIELD_ARG, "the account" },
	ACCOUNT_FIELDS,
	{ "create", 0, &kind_flag, AT_FLAG(struct account_input, create),
	    FIELD_OPTION, "make the account where there is none" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct account_input *in = rec;
	struct account_input now = *in;
	const struct account *there;
	int err = in->create ? account_find(c->ops, in->account.name, &there)
	    : account_by_name(c->ops, in->account.name, &there);

	if (err != 0)
		return fail_at(c->ops, "account");
	if (there != NULL)
		now.account = *there;
	fill_changed(c, in, &now);
	return account_post(c->ops, c->entry, &now.account);
}

static const struct example examples[] = {
	{ "stop spending on an account for a while",
	    "ops budget account set ops:logistics:freight --hold yes "
	    "--dry-run",
	    "freeze block suspend" },
	{ NULL },
};

const struct cmd cmd_budget_account_set = {
	.path = "budget account set",
	.brief = "change accounts",
	.about = "What is not given stays as it is; an empty value clears. "
		 "Each change is a version: --known-at answers with the one "
		 "of then.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct account_input),
	.columns = account_columns,
	.posts = &ledger_account,
	.examples = examples,
	.record = record,
};
