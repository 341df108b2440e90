/* Classes of items by what was used of them: A the most, C the least. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "stock/balance.h"
#include "stock/itemclass.h"
#include "stock/value.h"
#include "time/date.h"

__extension__ typedef __int128 int128;

const char *const class_words[] = { "A", "B", "C", NULL };

struct used {
	const struct item *item;
	int64_t value;
};

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

static int
the_most_first(const void *x, const void *y)
{
	const struct used *a = x, *b = y;

	if (a->value != b->value)
		return a->value < b->value ? 1 : -1;
	return strcmp(a->item->sku, b->item->sku);
}

/* What is before an item decides: one that crosses a cut is above it. */
static const char *
class_of(int128 before, int128 total, int64_t value)
{
	if (value <= 0)
		return class_words[2];
	return before * 100 < total * 80 ? class_words[0] :
	    before * 100 < total * 95	 ? class_words[1] :
					   class_words[2];
}

int
item_classes(
    struct ops *ops, int64_t as_of, int64_t known, const char *const **out)
{
	int64_t now = as_of == NONE ? ops->now : as_of, last = 0;
	struct using u = { .ops = ops,
		.since = now - CLASS_DAYS * DAY_SECONDS };
	struct value_query q = { .as_of = as_of,
		.known = known,
		.event = take_event,
		.from_start = 1 };
	const struct item *const *item;
	int128 before = 0, total = 0;
	const char **class;
	struct used *used;
	size_t n = 0;
	int err = items_all(ops, &item, &n);

	if (err != 0)
		return err;
	u.value = balance_numbers(ops, item, n);
	used = ARENA_ARRAY(ops->mem, struct used, n);
	err = values(ops, &q, &u);
	for (size_t i = 0; i < n; i++) {
		used[i] = (struct used){ item[i], u.value[item[i]->id] };
		total += used[i].value > 0 ? used[i].value : 0;
		last = item[i]->id > last ? item[i]->id : last;
	}
	if (n > 1)
		qsort(used, n, sizeof *used, the_most_first);
	class = ARENA_ARRAY(ops->keep, const char *, last + 1);
	for (size_t i = 0; i < n; i++) {
		class[used[i].item->id] =
		    class_of(before, total, used[i].value);
		before += used[i].value > 0 ? used[i].value : 0;
	}
	*out = class;
	return err;
}
