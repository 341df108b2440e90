/* Classes of items by what was used of them: A the most, C the least. */
#include "stock/itemclass.h"
#include "base/decimal.h"
#include "stock/abc.h"
#include "stock/balance.h"
#include "stock/value.h"
#include "time/date.h"

const char *const class_words[] = { "A", "B", "C", "D", "E", "F", "G", "H", "I",
	"J", NULL };

struct using
{
	struct ops *ops;
	int64_t *value; /* by item id */
	int64_t since;
};

static int
take_event(void *data, const struct value_event *e)
{
	struct using *u = data;

	if (e->at <= u->since ||
	    (e->kind != VALUE_ISSUED && e->kind != VALUE_CONSUMED &&
		e->kind != VALUE_RETURNED))
		return 0;
	return sub_i64(u->value[e->item->id], e->value,
		   &u->value[e->item->id]) == 0 ?
	    0 :
	    fail(u->ops, OPS_DATA,
		"what was used of '%s' is too large a "
		"number",
		e->item->sku);
}

int
item_classes(
    struct ops *ops, int64_t as_of, int64_t known, const char *const **out)
{
	int64_t now = as_of == NONE ? ops->now : as_of, last = 0;
	struct using u = { .ops = ops,
		.since = now - CLASS_DAYS * DAY_SECONDS };
	struct abc abc = { .keys.mem = ops->keep };
	struct value_query q = { .as_of = as_of,
		.known = known,
		.event = take_event,
		.from_start = 1 };
	const struct item *const *item;
	const struct ranked *r;
	struct abc_rules rules;
	const char **class;
	size_t n = 0;
	int err = items_all(ops, &item, &n);

	if (err == 0)
		err = abc_rules(ops, NULL, NULL, &rules);
	if (err != 0)
		return err;
	u.value = balance_numbers(ops, item, n);
	err = values(ops, &q, &u);
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = abc_add(
		    ops, &abc, item[i]->sku, item[i], u.value[item[i]->id]);
		last = item[i]->id > last ? item[i]->id : last;
	}
	if (err == 0)
		err = abc_rank(ops, &abc);
	class = ARENA_ARRAY(ops->keep, const char *, last + 1);
	VEC_EACH(&abc.rows, r)
		if (err == 0)
			class[((const struct item *)r->data)->id] =
			    r->value > 0 ? abc_class(&abc, r, &rules) :
					   class_words[rules.cuts.n];
	*out = class;
	return err;
}
