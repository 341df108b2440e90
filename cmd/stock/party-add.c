/* ops stock party add: make vendors, customers and the like. */
#include "party.h"

#define INPUT(how, member) AT_##how(struct party_input, party.member)

static const struct field fields[] = {
	{ "code", 0, &kind_party_code, INPUT(TEXT, code),
	    FIELD_REQUIRED | FIELD_ARG | FIELD_NEW,
	    "the party's code, for ever" },
	{ "name", 0, &kind_text, INPUT(TEXT, name), 0, "its name" },
	{ "kind", 0, &kind_party_kind, INPUT(TEXT, kind), FIELD_REQUIRED,
	    "vendor, customer or internal" },
	{ "contact", 0, &kind_text, INPUT(TEXT, contact), 0,
	    "whom to ask, and how (ops redact empties it)" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct party_input *in = rec;
	const struct party *there;
	int err = party_find(c->ops, in->party.code, &there);

	if (err != 0)
		return err;
	if (there != NULL)
		return fail(c->ops, OPS_DATA, "code: '%s' is there already: "
		    "'ops stock party set' changes it", in->party.code);
	return party_post(c->ops, c->entry, &in->party);
}

static const struct example examples[] = {
	{ "a new vendor", "ops stock party add RUBBERWORKS --kind vendor "
			  "--name 'Rubber Works' --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_party_add = {
	.path = "stock party add",
	.brief = "make vendors and customers",
	.about = "Parties give goods and take them. A move may name one that "
		 "is not known yet: it is then registered, unless "
		 "stock.party is strict.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct party_input),
	.columns = party_columns,
	.posts = &ledger_party,
	.examples = examples,
	.record = record,
};
