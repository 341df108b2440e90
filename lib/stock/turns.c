/* How fast stock turns: what was used, against what lay there for it. */
#include "base/decimal.h"
#include "stock/siteturns.h"
#include "stock/tally.h"

__extension__ typedef __int128 int128;

enum { QTY, VALUE, OPENING, AVERAGE, USED, COST, SUMS };

struct turning {
	struct ops *ops;
	const struct turns_query *ask;
	struct tally *tally;
	int64_t sum[SUMS]; /* of the item at hand */
	int64_t at;	   /* the value is as it is since then */
	int128 area;	   /* value times seconds, within the period */
	int any;
};

/* What the value has been from t->at until then. */
static void
spend(struct turning *t, int64_t until)
{
	if (until > t->at) {
		t->area += (int128)t->sum[VALUE] * (until - t->at);
		t->at = until;
	}
}

int
turns_is_use(const struct value_event *e)
{
	switch (e->kind) {
	case VALUE_ISSUED:
	case VALUE_RETURNED:
	case VALUE_CONSUMED:
		return 1;
	case VALUE_TRUE_UP:
		return e->to->kind == PLACE_CUSTOMER ||
		    e->to->kind == PLACE_PRODUCTION;
	default:
		return 0;
	}
}

static int
add_event(void *data, const struct value_event *e)
{
	struct turning *t = data;
	int err = 0;

	if (e->at >= t->ask->since)
		spend(t, e->at);
	t->any = 1;
	if (add_i64(t->sum[QTY], e->qty, &t->sum[QTY]) != 0 ||
	    add_i64(t->sum[VALUE], e->value, &t->sum[VALUE]) != 0)
		err = OPS_DATA;
	if (e->at < t->ask->since)
		t->sum[OPENING] = t->sum[VALUE];
	else if (turns_is_use(e) &&
	    (sub_i64(t->sum[USED], e->qty, &t->sum[USED]) != 0 ||
		sub_i64(t->sum[COST], e->value, &t->sum[COST]) != 0))
		err = OPS_DATA;
	return err == 0 ? 0 : fail(t->ops, OPS_DATA, "the value of '%s' would "
	    "be too large a number", e->item->sku);
}

static void
reset(struct turning *t)
{
	for (int i = 0; i < SUMS; i++)
		t->sum[i] = 0;
	t->at = t->ask->since;
	t->area = 0;
	t->any = 0;
}

/* Rounded half away from zero, as all values are. */
static int64_t
average(const struct turning *t)
{
	int128 seconds = t->ask->until - t->ask->since + 1;
	int128 half = t->area < 0 ? -seconds / 2 : seconds / 2;

	return (int64_t)((t->area + half) / seconds);
}

static int
add_up(struct turning *t, const struct item *item,
    const struct location *site, const int64_t *sum)
{
	unsigned keys = t->ask->keys;
	const char *key[TURNS_KEYS] = { NULL };

	if (keys >> TURNS_ITEM & 1)
		key[TURNS_ITEM] = item->sku;
	if (keys >> TURNS_CATEGORY & 1)
		key[TURNS_CATEGORY] = tally_word(t->tally, item->category);
	if ((keys >> TURNS_SITE & 1) && site != NULL)
		key[TURNS_SITE] = site->code;
	return tally_add(t->tally, key, sum);
}

static int
add_site(void *data, const struct item *item, const struct location *site,
    const struct turns_row *r)
{
	int64_t sum[SUMS] = { [QTY] = r->qty, [VALUE] = r->value,
		[OPENING] = r->opening, [AVERAGE] = r->average,
		[USED] = r->used, [COST] = r->cost };

	return add_up(data, item, site, sum);
}

static int
end_item(void *data, const struct item *item)
{
	struct turning *t = data;
	int err = 0;

	spend(t, t->ask->until + 1);
	t->sum[AVERAGE] = average(t);
	if (t->any)
		err = add_up(t, item, NULL, t->sum);
	reset(t);
	return err;
}

int
turns(struct ops *ops, const struct turns_query *q, void *data)
{
	struct turning t = { .ops = ops, .ask = q,
		.tally = tally_new(ops, TURNS_KEYS, SUMS) };
	struct value_query v = { .item = q->item, .n = q->n,
		.as_of = q->until, .known = q->known, .from_start = 1,
		.event = add_event, .item_end = end_item };
	const struct tally_row *row;
	size_t n;
	int err;

	reset(&t);
	err = q->places > 0 || (q->keys >> TURNS_SITE & 1)
	    ? siteturns(ops, q, add_site, &t)
	    : values(ops, &v, &t);
	row = tally_rows(t.tally, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const int64_t *sum = row[i].sum;
		struct turns_row out = { .qty = sum[QTY],
			.key = { row[i].key[0], row[i].key[1], row[i].key[2] },
			.value = sum[VALUE], .opening = sum[OPENING],
			.average = sum[AVERAGE], .used = sum[USED],
			.cost = sum[COST] };

		err = q->row(data, &out);
	}
	return err;
}
