/* ops stock party list: who gives goods and who takes them. */
#include "party.h"

const struct column party_columns[] = {
	{ "code", TYPE_CODE, 0, "the party's code" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "kind", TYPE_CODE, COL_FILTER, "vendor, customer or internal",
	    &kind_party_kind },
	{ "contact", TYPE_TEXT, COL_WIDE | COL_PERSON,
	    "whom to ask, and how" },
	{ NULL },
};

static int
run(struct call *c)
{
	const struct party *const *all;
	size_t n = 0;
	int err = call_begin(c, party_columns, 4);

	if (err == 0)
		err = parties_all(c->ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct cell cells[4] = { cell_text(all[i]->code),
			cell_text(all[i]->name), cell_text(all[i]->kind),
			cell_text(all[i]->contact) };

		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "who the vendors are", "ops stock party list --kind vendor" },
	{ NULL },
};

const struct cmd cmd_stock_party_list = {
	.path = "stock party list",
	.brief = "list vendors and customers",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = party_columns,
	.examples = examples,
	.run = run,
};
