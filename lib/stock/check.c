/* What is wrong with the stock: too little of an item, or less than none. */
#include "base/decimal.h"
#include "stock/balance.h"
#include "stock/check.h"

const char *const finding_words[] = { "negative", "below-min", NULL };

struct check {
	struct ops *ops;
	int64_t *held; /* by item id */
	int (*row)(void *, const struct finding_row *);
	void *data;
};

static int
add_balance(void *data, const struct balance_row *b)
{
	struct check *k = data;
	struct finding_row f = { FOUND_NEGATIVE, b->item, b->location, b->lot,
		b->on_hand, -b->on_hand };
	int err = balance_add(k->ops, b->item, &k->held[b->item->id],
	    b->on_hand);

	return err == 0 && b->on_hand < 0 ? k->row(k->data, &f) : err;
}

static int
tell_minimum(struct check *k, const struct item *item)
{
	struct finding_row f = { FOUND_BELOW_MIN, item, NULL, NULL,
		k->held[item->id], 0 };

	if (item->min == NONE || f.on_hand >= item->min)
		return 0;
	if (sub_i64(item->min, f.on_hand, &f.short_by) != 0)
		return fail(k->ops, OPS_DATA, "the balance of '%s' is too "
		    "low", item->sku);
	return k->row(k->data, &f);
}

int
stock_check(struct ops *ops, const struct location *const *place, size_t n,
    int64_t as_of, int64_t known,
    int (*row)(void *, const struct finding_row *), void *data)
{
	struct check k = { .ops = ops, .row = row, .data = data };
	struct balance_query q = { .place = place, .n = n, .as_of = as_of,
		.known = known, .by_location = 1, .by_lot = 1 };
	const struct item *const *all;
	size_t items;
	int err = items_all(ops, &all, &items);

	if (err != 0)
		return err;
	k.held = balance_numbers(ops, all, items);
	err = balances(ops, &q, add_balance, &k);
	for (size_t i = 0; err == 0 && i < items; i++)
		err = tell_minimum(&k, all[i]);
	return err;
}
