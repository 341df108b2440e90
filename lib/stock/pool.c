/* A pool of an item's goods that are valued together, as layers. */
#include "base/decimal.h"
#include "base/money.h"
#include "stock/pool.h"

void
pool_reset(struct pool *p)
{
	p->qty = p->value = p->last_qty = p->last_value = 0;
	p->layers.n = p->head = p->fills.n = 0;
}

/* The part of a value that falls on qty of `of`; all of it at the end. */
static int
part(int64_t value, int64_t qty, int64_t of, int64_t *out)
{
	if (qty != of)
		return mul_div(value, qty, of, out);
	*out = value;
	return 0;
}

/* By standard the value is always quantity x cost, rounded once. */
static int
at_standard(struct pool *p, int64_t *change)
{
	int64_t value;

	if (money_of(p->qty, p->standard, p->decimals, &value) != 0 ||
	    sub_i64(value, p->value, change) != 0)
		return OPS_DATA;
	p->value = value;
	return 0;
}

int
pool_set_standard(struct pool *p, int64_t standard, int64_t *change)
{
	p->standard = standard;
	return at_standard(p, change);
}

int
pool_last_cost(const struct pool *p, int64_t qty, int64_t *value)
{
	*value = NONE;
	return p->last_qty == 0
	    ? 0 : mul_div(p->last_value, qty, p->last_qty, value);
}

/* The first layer that is not gone, or NULL. */
static struct layer *
first(struct pool *p)
{
	while (p->head < p->layers.n && p->layers.v[p->head].qty == 0)
		p->head++;
	if (p->head < p->layers.n)
		return &p->layers.v[p->head];
	p->head = p->layers.n = 0;
	return NULL;
}

static void
push(struct pool *p, const struct layer *l, int64_t qty, int64_t value)
{
	struct layer *new = VEC_ADD(p->mem, &p->layers);

	*new = *l;
	new->qty = qty;
	new->value = value;
}

/*
 * The earliest layer below 0 takes what it can of *qty, worth *value; the
 * difference to its provisional cost is what the fill says.
 */
static int
fill_first(struct pool *p, struct layer *below, int64_t *qty, int64_t *value)
{
	int64_t n = *qty < -below->qty ? *qty : -below->qty, cost, freed;
	struct fill *f;

	if (part(*value, n, *qty, &cost) != 0 ||
	    part(below->value, n, -below->qty, &freed) != 0)
		return OPS_DATA;
	f = VEC_ADD(p->mem, &p->fills);
	f->layer = *below;
	f->layer.qty = -n;
	f->layer.value = freed;
	if (add_i64(-cost, -freed, &f->value) != 0)
		return OPS_DATA;
	below->qty += n;
	below->value -= freed;
	*qty -= n;
	*value -= cost;
	return 0;
}

/* What one costs from now on, where nothing else says it. */
static void
remember(struct pool *p, const struct layer *in)
{
	int whole = p->costing == COSTING_AVERAGE && p->qty > 0;

	p->last_qty = whole ? p->qty : in->came;
	p->last_value = whole ? p->value : in->value;
}

int
pool_in(struct pool *p, const struct layer *in, int known, int64_t *change)
{
	int64_t qty = in->came, value = in->value;
	struct layer *below;
	struct fill *f;

	p->fills.n = 0;
	*change = value;
	if (add_i64(p->qty, qty, &p->qty) != 0 ||
	    (p->costing != COSTING_STANDARD &&
		add_i64(p->value, value, &p->value) != 0))
		return OPS_DATA;
	while (qty > 0 && (below = first(p)) != NULL && below->qty < 0)
		if (fill_first(p, below, &qty, &value) != 0)
			return OPS_DATA;
	if (qty > 0)
		push(p, in, qty, value);
	if (p->costing == COSTING_STANDARD) {
		p->fills.n = 0;
		return at_standard(p, change);
	}
	VEC_EACH(&p->fills, f)
		if (add_i64(p->value, f->value, &p->value) != 0)
			return OPS_DATA;
	if (known)
		remember(p, in);
	return 0;
}

/* Takes up to *qty from a layer above 0; its cost is added to *cost. */
static int
take(struct pool *p, struct layer *l, int64_t *qty, int64_t *cost)
{
	int64_t n = *qty < l->qty ? *qty : l->qty, value = 0;

	if (p->costing == COSTING_FIFO) {
		if (part(l->value, n, l->qty, &value) != 0 ||
		    add_i64(*cost, value, cost) != 0)
			return OPS_DATA;
		l->value -= value;
	}
	l->qty -= n;
	*qty -= n;
	return 0;
}

static int
take_layers(struct pool *p, const struct layer *out, int64_t *qty,
    int64_t *cost)
{
	struct layer *l;

	for (size_t i = p->layers.n; out->party != 0 && *qty > 0 &&
	     i > p->head; i--) {
		l = &p->layers.v[i - 1];
		if (l->party == out->party && l->qty > 0 &&
		    take(p, l, qty, cost) != 0)
			return OPS_DATA;
	}
	while (*qty > 0 && (l = first(p)) != NULL && l->qty > 0)
		if (take(p, l, qty, cost) != 0)
			return OPS_DATA;
	return 0;
}

/* What leaves that is not there. */
static int
owe(struct pool *p, const struct layer *out, int64_t qty, int64_t cost,
    int64_t *value, int *guessed)
{
	if (pool_last_cost(p, qty, value) != 0 ||
	    (*value == NONE && cost != NONE &&
		money_of(qty, cost, p->decimals, value) != 0))
		return OPS_DATA;
	*guessed = *value == NONE ? 2 : 1;
	if (*value == NONE)
		*value = 0;
	push(p, out, -qty, -*value);
	return 0;
}

int
pool_out(struct pool *p, const struct layer *out, int64_t cost,
    int64_t *change, int *guessed)
{
	int64_t there = p->qty > 0 ? p->qty : 0, left = out->came, taken = 0;
	int64_t owed = 0;

	*guessed = 0;
	if (p->costing == COSTING_AVERAGE && there > 0 &&
	    part(p->value, left < there ? left : there, there, &taken) != 0)
		return OPS_DATA;
	if (take_layers(p, out, &left, &taken) != 0 ||
	    (left > 0 && owe(p, out, left, cost, &owed, guessed) != 0) ||
	    sub_i64(p->qty, out->came, &p->qty) != 0)
		return OPS_DATA;
	if (p->costing == COSTING_STANDARD)
		return at_standard(p, change);
	if (add_i64(-taken, -owed, change) != 0 ||
	    add_i64(p->value, *change, &p->value) != 0)
		return OPS_DATA;
	return 0;
}

int
pool_add_cost(struct pool *p, int64_t entry, int64_t line, int64_t value,
    int64_t *change)
{
	*change = 0;
	for (size_t i = p->head; i < p->layers.n; i++) {
		struct layer *l = &p->layers.v[i];

		if (l->entry != entry || l->line != line || l->qty <= 0 ||
		    p->costing == COSTING_STANDARD)
			continue;
		if (part(value, l->qty, l->came, change) != 0 ||
		    add_i64(l->value, *change, &l->value) != 0 ||
		    add_i64(p->value, *change, &p->value) != 0)
			return OPS_DATA;
		return 0;
	}
	return 0;
}

int
pool_layers(const struct pool *p, struct arena *mem, struct layer **out,
    size_t *n)
{
	size_t live = p->layers.n - p->head;
	struct layer *l = ARENA_ARRAY(mem, struct layer, live);
	int64_t *weight = ARENA_ARRAY(mem, int64_t, live);
	int64_t *value = ARENA_ARRAY(mem, int64_t, live);

	*n = 0;
	*out = l;
	for (size_t i = p->head; i < p->layers.n; i++)
		if (p->layers.v[i].qty != 0) {
			weight[*n] = p->layers.v[i].qty;
			if (weight[*n] < 0)
				weight[*n] = -weight[*n];
			l[(*n)++] = p->layers.v[i];
		}
	if (*n == 0 || p->costing == COSTING_FIFO ||
	    (p->costing == COSTING_AVERAGE && p->qty < 0))
		return 0;
	if (money_split(p->value, weight, *n, value) != 0)
		return OPS_DATA;
	for (size_t i = 0; i < *n; i++)
		l[i].value = value[i];
	return 0;
}
