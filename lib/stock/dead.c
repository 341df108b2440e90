/* Dead stock: what nobody has wanted for long. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "stock/dead.h"

struct burying {
	struct ops *ops;
	int64_t since;
	struct dead_row row; /* of the item at hand */
	VEC(struct dead_row) dead;
};

static void
reset(struct burying *b)
{
	b->row = (struct dead_row){ .first_in = NONE, .last_in = NONE,
		.last_out = NONE };
}

static int
add_event(void *data, const struct value_event *e)
{
	struct burying *b = data;

	if (e->kind == VALUE_ISSUED || e->kind == VALUE_CONSUMED)
		b->row.last_out = e->at;
	if (e->qty > 0) {
		b->row.last_in = e->at;
		if (b->row.first_in == NONE)
			b->row.first_in = e->at;
	}
	return add_i64(b->row.qty, e->qty, &b->row.qty) == 0 &&
		add_i64(b->row.value, e->value, &b->row.value) == 0 ? 0
	    : fail(b->ops, OPS_DATA, "the value of '%s' would be too large a "
		  "number", e->item->sku);
}

static int
end_item(void *data, const struct item *item)
{
	struct burying *b = data;
	int64_t last = b->row.last_out != NONE ? b->row.last_out
					       : b->row.first_in;

	if (b->row.qty > 0 && last < b->since) {
		b->row.item = item;
		*VEC_ADD(b->ops->keep, &b->dead) = b->row;
	}
	reset(b);
	return 0;
}

static int
by_value(const void *a, const void *b)
{
	const struct dead_row *x = a, *y = b;

	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return strcmp(x->item->sku, y->item->sku);
}

int
dead_stock(struct ops *ops, const struct item *const *item, size_t n,
    int64_t as_of, int64_t known, int64_t since, struct dead_row **out,
    size_t *rows)
{
	struct burying b = { .ops = ops, .since = since };
	struct value_query v = { .item = item, .n = n, .as_of = as_of,
		.known = known, .from_start = 1, .event = add_event,
		.item_end = end_item };
	int err;

	reset(&b);
	err = values(ops, &v, &b);
	if (b.dead.n > 1)
		qsort(b.dead.v, b.dead.n, sizeof *b.dead.v, by_value);
	*out = b.dead.v;
	*rows = b.dead.n;
	return err;
}
