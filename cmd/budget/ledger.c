/* ops budget ledger: the lines of accounts, and what was left after each. */
#include <string.h>

#include "base/decimal.h"
#include "budget/kinds.h"
#include "budget/ledgerlist.h"
#include "budget/onbehalf.h"
#include "in.h"
#include "with.h"

struct ledger_input {
	const char *account, *document, *in;
	struct texts with;
};

#define INPUT(how, member) AT_##how(struct ledger_input, member)

static const struct field fields[] = {
	{ "account", 0, &kind_known_account, INPUT(TEXT, account), FIELD_ARG,
	    "only this account, and all below it" },
	{ "document", 0, &kind_code, INPUT(TEXT, document), 0,
	    "only what it holds, or held" },
	FIELD_WITH(struct ledger_input, with),
	FIELD_IN(struct ledger_input, in),
	{ NULL },
};

static const struct column columns[] = {
	{ "entry", TYPE_INT, 0, "the entry (missing: what if)" },
	{ "line", TYPE_INT, COL_MINOR, "its line" },
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "period", TYPE_CODE, 0, "the month that it counts in" },
	{ "account", TYPE_CODE, 0, "the account" },
	{ "from", TYPE_CODE, 0, "the stage it left" },
	{ "to", TYPE_CODE, 0, "the stage it came to" },
	{ "amount", TYPE_MONEY, 0, "how much" },
	{ "available", TYPE_MONEY, 0,
	    "what the account had left of all listed months, behind it" },
	{ "reason", TYPE_CODE, COL_FILTER, "original, commit, spend ..." },
	{ "document", TYPE_CODE, 0, "what holds it now" },
	{ "against", TYPE_CODE, 0, "what held it" },
	{ "vendor", TYPE_CODE, COL_FILTER, "who is paid" },
	{ "reference", TYPE_CODE, COL_FILTER, "order, invoice, document" },
	{ "item", TYPE_CODE, COL_MINOR, "what for" },
	{ "qty", TYPE_QTY, COL_MINOR, "how many" },
	{ "unit_price", TYPE_PRICE, COL_MINOR, "what one costs" },
	{ "note", TYPE_TEXT, COL_WIDE | COL_MINOR, "why" },
	{ "dimension", TYPE_CODE, COL_MINOR, "cost centre, project" },
	{ "about", TYPE_CODE, COL_MINOR, "category, asset, site, kind" },
	{ "original", TYPE_TEXT, COL_MINOR, "the amount as it was said ..." },
	{ "original_currency", TYPE_CODE, COL_MINOR, "... in this currency" },
	{ "rate", TYPE_PRICE, COL_MINOR, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, COL_MINOR, "the day from which that holds" },
	{ "on_behalf_of", TYPE_CODE, COL_PERSON,
	    "who decided it, where another one entered that" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

struct listing {
	struct call *call;
	struct on_behalves decided;
};

static int
print(void *data, const struct ledger_list_row *r)
{
	struct listing *list = data;
	struct call *c = list->call;
	struct arena_mark mark = arena_mark(c->ops->mem);
	char month[MONTH_SIZE];
	const struct budget_line *l = &r->line;
	int is_foreign = l->foreign.currency != NULL;
	struct cell cells[COLUMNS] = { cell_int(r->entry), cell_int(r->number),
		cell_int(l->at), cell_text(NULL), cell_text(l->account->name),
		cell_text(stage_words[l->from]), cell_text(stage_words[l->to]),
		cell_int(l->amount), cell_int(r->available),
		cell_text(reason_words[l->reason]), cell_text(l->document),
		cell_text(l->against), cell_text(l->vendor),
		cell_text(l->reference), cell_text(l->item), cell_int(l->qty),
		cell_int(l->unit_price), cell_text(l->note),
		cell_text(l->dimension), cell_text(l->about),
		cell_text(foreign_text(c->ops, &l->foreign)),
		cell_text(l->foreign.currency),
		cell_int(is_foreign ? l->foreign.rate : NONE),
		cell_int(is_foreign ? l->foreign.rate_date : NONE),
		cell_text(on_behalf_entry(&list->decided, r->entry)) };
	int err;

	month_print(month, l->period);
	cells[3] = cell_text(month);
	err = call_row(c, cells);
	arena_back(c->ops->mem, mark);
	return err;
}

static int
run(struct call *c)
{
	struct ledger_input in = { NULL, NULL, NULL, { NULL, 0, 0 } };
	struct ledger_list_wish w = {
		.since = NONE, .until = NONE, .known = c->known
	};
	struct listing list = { .call = c };
	int err = fill_record(c, &in);

	w.under = in.account;
	w.document = in.document;
	w.since = c->since;
	w.until = c->until;
	if (c->clock.now != c->ops->now &&
	    (w.until == NONE || w.until > c->clock.now))
		w.until = c->clock.now;
	if (err == 0)
		err = with_lines(c, &w.extra, &w.n_extra);
	if (err == 0)
		err = in_begin(c, in.in);
	if (err == 0)
		err = on_behalf_load(c->ops, c->known, &list.decided);
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = ledger_list(c->ops, &w, print, &list);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "every line of an account, and what was left",
	    "ops budget ledger ops:works:maintenance",
	    "postings history running transactions" },
	{ "what became of an order", "ops budget ledger --document CM-1" },
	{ "in dollars, and what was said in another currency",
	    "ops budget ledger ops:works:tools --in USD",
	    "foreign exchange convert" },
	{ NULL },
};

const struct cmd cmd_budget_ledger = {
	.path = "budget ledger",
	.brief = "show the lines of accounts",
	.about = "In the order of account, date and entry; available is what "
		 "the account had left, over all its months, when the line "
		 "was posted.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.own_writer = in_open,
	.size = sizeof(struct ledger_input),
	.columns = columns,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
