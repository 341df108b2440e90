/* How old stock is: its layers, by the days since they came. */
#include "base/decimal.h"
#include "stock/siteage.h"
#include "stock/tally.h"

/* Sums: of all, below 0, each part; at last the value times its days. */
enum { ALL, NEGATIVE, PARTS, SUMS = 2 * (PARTS + AGES_MAX + 1) + 2 };
enum { OLD = SUMS - 2, DAYS };

struct ageings {
	struct ops *ops;
	const struct ageing_query *ask;
	struct tally *tally;
	int64_t today;
};

static int64_t
day_at(const struct ageing_query *q, int64_t at)
{
	int64_t day;
	int second;

	zone_from_utc(q->zone, at, &day, &second);
	return day;
}

static int
add_layer(struct ageings *a, const char *const *key,
    const struct value_layer *l)
{
	const struct ageing_query *q = a->ask;
	int negative = l->qty < 0 || l->at == NONE;
	int64_t days = negative ? 0 : a->today - day_at(q, l->at);
	int64_t add[SUMS] = { 0 };
	size_t i = 0;

	while (i < q->ages && days > q->age[i])
		i++;
	i = negative ? NEGATIVE : PARTS + i;
	add[2 * ALL] = add[2 * i] = l->qty;
	add[2 * ALL + 1] = add[2 * i + 1] = l->value;
	if (i != NEGATIVE) {
		add[OLD] = l->value;
		if (__builtin_mul_overflow(l->value, days, &add[DAYS]))
			return fail(a->ops, OPS_DATA,
			    "a sum is too large a number");
	}
	return tally_add(a->tally, key, add);
}

static int
add_layers(struct ageings *a, const struct siteage_row *r)
{
	unsigned keys = a->ask->keys;
	const char *key[AGEING_KEYS] = { NULL };
	int err = 0;

	if (keys >> AGEING_ITEM & 1)
		key[AGEING_ITEM] = r->item->sku;
	if (keys >> AGEING_CATEGORY & 1)
		key[AGEING_CATEGORY] = tally_word(a->tally,
		    r->item->category);
	if ((keys >> AGEING_SITE & 1) && r->site != NULL)
		key[AGEING_SITE] = r->site->code;
	if ((keys >> AGEING_LOT & 1) && r->lot != NULL)
		key[AGEING_LOT] = r->lot->lot;
	for (size_t i = 0; err == 0 && i < r->n; i++)
		err = add_layer(a, key, &r->layer[i]);
	return err;
}

static int
add_pool(void *data, const struct value_pool *p)
{
	return add_layers(data, &(struct siteage_row){ p->item, NULL, p->lot,
	    p->layer, p->n });
}

static int
add_site(void *data, const struct siteage_row *r)
{
	return add_layers(data, r);
}

static struct ageing_part
part_of(const int64_t *sum, size_t i)
{
	return (struct ageing_part){ sum[2 * i], sum[2 * i + 1] };
}

static int
give(const struct ageing_query *q, const struct tally_row *r, void *data)
{
	struct ageing_row out = { .age = NONE, .all = part_of(r->sum, ALL),
		.negative = part_of(r->sum, NEGATIVE) };

	for (size_t i = 0; i < AGEING_KEYS; i++)
		out.key[i] = r->key[i];
	for (size_t i = 0; i <= q->ages; i++)
		out.part[i] = part_of(r->sum, PARTS + i);
	if (r->sum[OLD] > 0 &&
	    mul_div(r->sum[DAYS], 1, r->sum[OLD], &out.age) != 0)
		out.age = NONE;
	return q->row(data, &out);
}

int
ageing(struct ops *ops, const struct ageing_query *q, void *data)
{
	struct ageings a = { .ops = ops, .ask = q,
		.tally = tally_new(ops, AGEING_KEYS, SUMS),
		.today = day_at(q, q->as_of) };
	struct value_query v = { .item = q->item, .n = q->n,
		.as_of = q->as_of, .known = q->known, .pool = add_pool };
	const struct tally_row *row;
	size_t n;
	int err = q->places > 0 || (q->keys >> AGEING_SITE & 1)
	    ? siteages(ops, q, add_site, &a)
	    : values(ops, &v, &a);

	row = tally_rows(a.tally, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = give(q, &row[i], data);
	return err;
}
