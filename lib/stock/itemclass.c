/* Classes of items by what was used of them: A the most, C the least. */
#include "stock/itemclass.h"
#include "stock/abc.h"
#include "stock/itemsums.h"

const char *const class_words[] = { "A", "B", "C", "D", "E", "F", "G", "H", "I",
	"J", NULL };

struct ranking {
	struct ops *ops;
	struct abc abc;
};

static int
take_item(void *data, const struct item_sums *s)
{
	struct ranking *r = data;

	return abc_add(r->ops, &r->abc, s->item->sku, s->item, s->used);
}

int
item_classes(struct ops *ops, int64_t as_of, int64_t known,
    const char *const **out)
{
	struct ranking by = { .ops = ops, .abc.keys.mem = ops->keep };
	struct item_sums_query q = { .as_of = as_of, .known = known,
		.from_start = 1, .parts = SUMS_USED, .row = take_item };
	const struct item *const *item;
	const struct ranked *r;
	struct abc_rules rules;
	const char **class;
	int64_t last = 0;
	size_t n = 0;
	int err = items_all(ops, &item, &n);

	if (err == 0)
		err = abc_rules(ops, NULL, NULL, &rules);
	if (err == 0)
		err = item_sums(ops, &q, &by);
	if (err == 0)
		err = abc_rank(ops, &by.abc);
	for (size_t i = 0; err == 0 && i < n; i++)
		last = item[i]->id > last ? item[i]->id : last;
	class = ARENA_ARRAY(ops->keep, const char *, last + 1);
	VEC_EACH(&by.abc.rows, r)
		if (err == 0)
			class[((const struct item *)r->data)->id] =
			    r->value > 0 ? abc_class(&by.abc, r, &rules) :
					   class_words[rules.cuts.n];
	*out = class;
	return err;
}
