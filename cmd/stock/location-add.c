/* ops stock location add: make places. */
#include "location.h"

#define INPUT(member) AT_TEXT(struct location_input, member)

static const struct field fields[] = {
	{ "code", 0, &kind_location_code, INPUT(code),
	    FIELD_REQUIRED | FIELD_ARG | FIELD_NEW,
	    "the place's code, for ever" },
	{ "name", 0, &kind_text, INPUT(name), 0, "what people call it" },
	{ "kind", 0, &kind_place, INPUT(kind), 0,
	    "what it is (internal, or site where it has no parent)" },
	{ "parent", 0, &kind_location_code, INPUT(parent), 0,
	    "the place it is in" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct location_input *in = rec;
	struct location new = { .code = in->code, .name = in->name,
		.kind = place_kind(in->kind, in->parent),
		.parent = in->parent };
	const struct location *there;
	int err = location_find(c->ops, in->code, &there);

	if (err != 0)
		return err;
	if (there != NULL)
		return fail(c->ops, OPS_DATA, "code: '%s' is there already: "
		    "'ops stock location set' changes it", in->code);
	err = location_post(c->ops, c->entry, &new);
	return err != 0 || in->kind != NULL || in->parent != NULL
	    ? err
	    : location_note_site(c->ops, in->code);
}

static const struct example examples[] = {
	{ "a new shelf", "ops stock location add SOUTH/C --parent SOUTH" },
	{ NULL },
};

const struct cmd cmd_stock_location_add = {
	.path = "stock location add",
	.brief = "make places",
	.about = "A site is the root of places: NORTH above NORTH/A/01. "
		 "Vendors, customers, production, scrap and adjustment are "
		 "places, too: the far ends of moves. What is internal or "
		 "quarantine stands in another place.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct location_input),
	.columns = location_columns,
	.posts = &ledger_location,
	.examples = examples,
	.record = record,
};
