/* ops stock location set: change places. */
#include "location.h"

#define INPUT(member) AT_TEXT(struct location_input, member)

static const struct field fields[] = {
	{ "code", 0, &kind_location_code, INPUT(code),
	    FIELD_REQUIRED | FIELD_ARG, "the place's code" },
	{ "name", 0, &kind_text, INPUT(name), 0, "what people call it" },
	{ "kind", 0, &kind_place, INPUT(kind), 0, "what it is" },
	{ "parent", 0, &kind_location_code, INPUT(parent), 0,
	    "the place it is in" },
	{ "create", 0, &kind_flag, AT_FLAG(struct location_input, create),
	    FIELD_OPTION, "make the place where there is none" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct location_input *in = rec;
	struct location_input now = *in;
	const struct location *there;
	struct location place;
	int err = in->create ? location_find(c->ops, in->code, &there)
			     : location_by_code(c->ops, in->code, &there);

	if (err != 0)
		return fail_at(c->ops, "code");
	if (there != NULL) {
		now.name = there->name;
		now.kind = place_words[there->kind];
		now.parent = there->parent;
	}
	fill_changed(c, in, &now);
	place = (struct location){ .code = now.code, .name = now.name,
		.kind = place_kind(now.kind, now.parent),
		.parent = now.parent };
	err = location_post(c->ops, c->entry, &place);
	return err != 0 || there != NULL || in->kind != NULL ||
		in->parent != NULL
	    ? err
	    : location_note_site(c->ops, in->code);
}

static const struct example examples[] = {
	{ "a shelf becomes quarantine",
	    "ops stock location set SOUTH/B --kind quarantine --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_location_set = {
	.path = "stock location set",
	.brief = "change places",
	.about = "What is not given stays as it is; an empty value clears. "
		 "Each change is a version: --known-at answers with the one "
		 "of then; what changes nothing is none." " A place that "
		 "goods were moved to stays ours, or not.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct location_input),
	.columns = location_columns,
	.posts = &ledger_location,
	.examples = examples,
	.record = record,
};
