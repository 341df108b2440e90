/* ops budget export: what was spent, for the accounts of others. */
#include <string.h>

#include "base/str.h"
#include "budget/actuals.h"
#include "budget/kinds.h"
#include "conf/conf.h"

struct export_input {
	const char *mapping;
	int64_t after;
};

#define INPUT(how, member) AT_##how(struct export_input, member)

static const struct field fields[] = {
	{ "mapping", 0, &kind_text, INPUT(TEXT, mapping), FIELD_ARG,
	    "a mapping of exports in ops.yaml: a CSV of its columns" },
	{ "after", 0, &kind_count, INPUT(INT, after), 0,
	    "only what entries behind this one posted" },
	{ NULL },
};

/* The writer of -F ledger, hledger, beancount, and of a mapping. */
static int
open_writer(struct call *c, struct sink **writer)
{
	struct export_input in = { NULL, NONE };
	const char *against = conf_text(c->ops->conf, "budget.export_against");
	int err = fill_given(c, &in, NULL);

	if (err != 0)
		return err;
	for (int i = 0; journal_words[i] != NULL; i++) {
		if (!text_eq(c->opt.format, journal_words[i]))
			continue;
		if (in.mapping != NULL)
			return fail(c->ops, OPS_USAGE,
			    "mapping: it is for -F csv");
		return journal_open(c->ops, (enum journal)i, against,
		    c->stream, writer);
	}
	if (in.mapping == NULL)
		return 0;
	if (c->opt.format != NULL && !text_eq(c->opt.format, "csv"))
		return fail(c->ops, OPS_USAGE, "--format: a mapping makes csv");
	return export_open(c->ops, conf_section(c->ops->conf, "exports"),
	    arena_strdup(c->ops->keep, in.mapping), c->opt.no_header,
	    c->stream, writer);
}

static int
run(struct call *c)
{
	struct export_input in = { NULL, NONE };
	struct actuals_wish wish = { .known = c->known, .since = c->since };
	int err = fill_given(c, &in, NULL);

	wish.after = in.after;
	wish.until = c->until != NONE && c->until < c->clock.now
	    ? c->until : c->clock.now;
	return err != 0 ? err : actuals(c->ops, &wish, c->out);
}

static const struct example examples[] = {
	{ "what was spent this year, as a journal of ledger",
	    "ops budget export -F ledger --period ytd",
	    "accounts bookkeeping hledger beancount" },
	{ "what was spent since the last export", "ops budget export "
	    "--after 1042 -F csv" },
	{ NULL },
};

const struct cmd cmd_budget_export = {
	.path = "budget export",
	.brief = "what was spent, for the accounts of others",
	.about = "Each line that money was spent or came back by is one row, "
		 "with its entry and line: what was undone is there, and so "
		 "is what undid it. --after names the last entry that was "
		 "exported, so that each row goes out once.\n\nA mapping of "
		 "'exports' in ops.yaml makes a CSV with another program's "
		 "columns, account codes, signs and decimals. -F ledger, "
		 "hledger and beancount make journals: each row is a "
		 "transaction from budget.export_against to an account "
		 "below Expenses, spelt as the program takes it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.own_formats = journal_words,
	.own_writer = open_writer,
	.fields = fields,
	.size = sizeof(struct export_input),
	.columns = actual_columns,
	.examples = examples,
	.run = run,
};
