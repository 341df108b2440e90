/* ops stock location list: where goods can be. */
#include "location.h"

const struct column location_columns[] = {
	{ "code", TYPE_CODE, 0, "the place's code" },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "kind", TYPE_CODE, COL_FILTER, "what it is", &kind_place },
	{ "parent", TYPE_CODE, COL_FILTER, "the place it is in",
	    &kind_known_location },
	{ "site", TYPE_CODE, COL_FILTER, "the site that all this is in",
	    &kind_known_site },
	{ NULL },
};

static int
run(struct call *c)
{
	const struct location *const *all;
	size_t n = 0;
	int err = call_begin(c, location_columns, 5);

	if (err == 0)
		err = locations_tree(c->ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct cell cells[5] = { cell_text(all[i]->code),
			cell_text(all[i]->name),
			cell_text(place_words[all[i]->kind]),
			cell_text(all[i]->parent),
			cell_text(all[i]->site == NULL
				? NULL
				: all[i]->site->code) };

		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "all places of a site", "ops stock location list --site SOUTH" },
	{ NULL },
};

const struct cmd cmd_stock_location_list = {
	.path = "stock location list",
	.brief = "list the places",
	.about = "Each place stands behind the one it is in.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = location_columns,
	.examples = examples,
	.run = run,
};
