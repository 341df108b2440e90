/* What making an item costs, rolled up from its parts. */
#include "base/decimal.h"
#include "base/money.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/kitcost.h"
#include "stock/value.h"

const char *const kit_basis_words[] = { "stock", "last", "agreed", "parts",
	"incomplete", "unknown", NULL };

struct rolling {
	struct ops *ops;
	int64_t as_of, known;
	VEC(struct kit_cost) rows;
	/* Of the item being valued: what is there, and what it cost last. */
	int64_t qty, value, last_qty, last_value;
};

static int
take_pool(void *data, const struct value_pool *p)
{
	struct rolling *k = data;

	if (p->qty > 0 && (add_i64(k->qty, p->qty, &k->qty) != 0 ||
		add_i64(k->value, p->value, &k->value) != 0))
		return fail(k->ops, OPS_DATA, "the value of '%s' is too large",
		    p->item->sku);
	if (p->last_qty > 0) {
		k->last_qty = p->last_qty;
		k->last_value = p->last_value;
	}
	return 0;
}

/* What a part costs by itself. */
static int
cost_of(struct rolling *k, struct kit_cost *r)
{
	struct value_query ask = { .item = &r->item, .n = 1,
		.as_of = k->as_of, .known = k->known, .pool = take_pool };
	int err, large = 0;

	k->qty = k->value = k->last_qty = 0;
	err = values(k->ops, &ask, k);
	r->cost = NONE;
	r->basis = BASIS_UNKNOWN;
	if (err != 0)
		return err;
	if (k->qty > 0) {
		large = mul_div(k->value, r->qty, k->qty, &r->cost);
		r->basis = BASIS_STOCK;
	} else if (k->last_qty > 0) {
		large = mul_div(k->last_value, r->qty, k->last_qty, &r->cost);
		r->basis = BASIS_LAST;
	} else if (r->item->cost != NONE) {
		large = money_of(r->qty, r->item->cost, k->ops->book->decimals,
		    &r->cost);
		r->basis = BASIS_AGREED;
	}
	return large == 0 ? 0 : fail(k->ops, OPS_DATA, "the cost of '%s' is "
	    "too large", r->item->sku);
}

/* All rows first: a kit's cost is known behind that of its parts. */
static int
take_part(void *data, const struct kit_row *row)
{
	struct rolling *k = data;
	struct kit_cost *r = VEC_ADD(k->ops->keep, &k->rows);

	*r = (struct kit_cost){ .level = row->level, .kit = row->kit->item,
		.item = row->part->part, .qty = row->qty, .cost = NONE,
		.basis = row->made_of == NULL ? BASIS_UNKNOWN : BASIS_PARTS };
	return row->made_of != NULL ? 0 : cost_of(k, r);
}

/* The parts of a row follow it, one level deeper. */
static int
sum_parts(struct rolling *k, size_t i)
{
	struct kit_cost *r = &k->rows.v[i], *part;

	r->cost = 0;
	for (size_t p = i + 1; p < k->rows.n; p++) {
		part = &k->rows.v[p];
		if (part->level <= r->level)
			break;
		if (part->level > r->level + 1)
			continue;
		if (part->cost == NONE || part->basis == BASIS_INCOMPLETE)
			r->basis = BASIS_INCOMPLETE;
		if (part->cost != NONE &&
		    add_i64(r->cost, part->cost, &r->cost) != 0)
			return fail(k->ops, OPS_DATA,
			    "the cost of '%s' is too large", r->item->sku);
	}
	return 0;
}

int
kit_costs(struct kits *kits, const struct item *item, int64_t n,
    int64_t as_of, int64_t known,
    int (*row)(void *, const struct kit_cost *), void *data)
{
	struct ops *ops = kits_ops(kits);
	struct rolling k = { .ops = ops, .as_of = as_of, .known = known };
	int err;

	*VEC_ADD(ops->keep, &k.rows) = (struct kit_cost){ .item = item,
		.qty = n, .cost = NONE, .basis = BASIS_PARTS };
	err = kit_explode(kits, item, n, take_part, &k);
	for (size_t i = k.rows.n; err == 0 && i-- > 0;)
		if (k.rows.v[i].basis == BASIS_PARTS)
			err = sum_parts(&k, i);
	for (size_t i = 0; err == 0 && i < k.rows.n; i++)
		err = row(data, &k.rows.v[i]);
	return err;
}
