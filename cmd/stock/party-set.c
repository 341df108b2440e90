/* ops stock party set: change vendors, customers and the like. */
#include "party.h"

#define INPUT(how, member) AT_##how(struct party_input, party.member)

static const struct field fields[] = {
	{ "code", 0, &kind_party_code, INPUT(TEXT, code),
	    FIELD_REQUIRED | FIELD_ARG, "the party's code, for ever" },
	{ "name", 0, &kind_text, INPUT(TEXT, name), 0, "its name" },
	{ "kind", 0, &kind_party_kind, INPUT(TEXT, kind), 0,
	    "vendor, customer or internal" },
	{ "contact", 0, &kind_text, INPUT(TEXT, contact), 0,
	    "whom to ask, and how (ops redact empties it)" },
	{ "create", 0, &kind_flag, AT_FLAG(struct party_input, create),
	    FIELD_OPTION, "make the party where there is none" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct party_input *in = rec;
	const struct party *there;
	struct party_input now = *in;
	int err = in->create ? party_find(c->ops, in->party.code, &there)
			     : party_by_code(c->ops, in->party.code, &there);

	if (err != 0)
		return fail_at(c->ops, "code");
	if (there != NULL)
		now.party = *there;
	fill_changed(c, in, &now);
	if (now.party.kind == NULL)
		return fail(c->ops, OPS_DATA, "kind: is missing");
	return party_post(c->ops, c->entry, &now.party);
}

static const struct example examples[] = {
	{ "whom to ask at a vendor", "ops stock party set ECHO "
				     "--contact 'Ada, 555-0100' --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_party_set = {
	.path = "stock party set",
	.brief = "change vendors and customers",
	.about = "What is not given stays as it is; an empty value clears. "
		 "Each change is a version: --known-at answers with the one "
		 "of then; what changes nothing is none.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct party_input),
	.columns = party_columns,
	.posts = &ledger_party,
	.examples = examples,
	.record = record,
};
