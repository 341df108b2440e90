/* ops stock landed: freight, customs and the like, on what was received. */
#include "move.h"
#include "stock/landed.h"

struct landed_input {
	const char *receipt, *reference, *by, *invoice, *reason, *party;
	int64_t amount, date;
};

#define INPUT(how, member) AT_##how(struct landed_input, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, INPUT(INT, date), 0,
	    "when it was known (now)" },
	{ "receipt", 0, &kind_entry, INPUT(TEXT, receipt), 0,
	    "the entry of the receipt" },
	{ "reference", 0, &kind_code, INPUT(TEXT, reference), 0,
	    "or the reference of the receipts" },
	{ "amount", 0, &kind_money, INPUT(INT, amount), FIELD_REQUIRED,
	    "what it cost; below 0: what came back" },
	{ "by", 0, &kind_landed_by, INPUT(TEXT, by), 0,
	    "what decides over the shares (value)" },
	{ "invoice", 0, &kind_code, INPUT(TEXT, invoice), 0, "the bill" },
	{ "reason", 0, &kind_text, INPUT(TEXT, reason), 0,
	    "freight, customs ..." },
	{ "party", 0, &kind_party, INPUT(TEXT, party), 0,
	    "whom it is paid to" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct landed_input *in = rec;
	struct landed_cost cost = { .amount = in->amount,
		.date = in->date == NONE ? c->ops->now : in->date,
		.reference = in->invoice, .reason = in->reason,
		.party = in->party };
	struct landed_line *line = NULL;
	int64_t receipt = NONE, none;
	const char *expected;
	size_t n = 0;
	int err;

	if ((in->receipt == NULL) == (in->reference == NULL))
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "receipt: expected it, or a reference");
	if (in->receipt != NULL) {
		expected = entry_words(in->receipt, &receipt, &none);
		if (expected != NULL || none != NONE)
			return fail(c->ops, OPS_DATA, "receipt: '%s' is wrong: "
			    "expected the number of an entry", in->receipt);
	}
	err = landed_lines(c->ops, receipt, in->reference, &line, &n);
	return err != 0 ? err : landed_post(c->ops, c->entry, &cost,
	    landed_by(in->by), line, n);
}

static const struct example examples[] = {
	{ "freight of a delivery",
	    "ops stock landed --reference GR-4317 --amount 48.50 --by qty "
	    "--reason freight --dry-run", "landed cost customs duty freight" },
	{ NULL },
};

const struct cmd cmd_stock_landed = {
	.path = "stock landed",
	.brief = "put freight or customs on what was received",
	.about = "An amount is spread over the lines of a receipt, by their "
		 "value, quantity or weight, to the cent: the shares sum to "
		 "it. It counts with its receipt, as if it had always been "
		 "known; at its own date where stock.landed_late says so, and "
		 "where the receipt is in a closed period.\n\nBy value, a line "
		 "without one counts with the cost of its item. By quantity, "
		 "each line counts in the unit of its item. By weight, all its "
		 "items must have one.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct landed_input),
	.posts = &ledger_landed,
	.examples = examples,
	.record = record,
};
