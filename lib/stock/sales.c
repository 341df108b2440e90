/* Sales: what went to customers, what it brought and what it had cost. */
#include "base/decimal.h"
#include "base/money.h"
#include "base/pairs.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/sales.h"
#include "stock/tally.h"

enum { LINES, UNPRICED, QTY, REVENUE, COST, SUMS };

struct selling {
	struct ops *ops;
	const struct sales_query *ask;
	struct tally *tally;
	const char *category; /* the one text of it, of the item at hand */
	const struct item *item;
	struct pairs parties; /* of the item at hand ... */
	VEC(int64_t) price;   /* ... the latest price of each, NONE */
	size_t known;	      /* so many of them are set */
	struct period period; /* the one of the latest event, and its text */
	const char *label;
};

/* The place of ours that it left, or came back to; NULL: it is no sale. */
static const struct location *
sold_at(const struct sales_query *q, const struct value_event *e)
{
	switch (e->kind) {
	case VALUE_RETURNED:
		return e->to;
	case VALUE_ISSUED:
		return e->from;
	case VALUE_CONSUMED:
		return q->consumed ? e->from : NULL;
	case VALUE_TRUE_UP:
		return e->to->kind == PLACE_CUSTOMER ||
			(q->consumed && e->to->kind == PLACE_PRODUCTION)
		    ? e->from : NULL;
	default:
		return NULL;
	}
}

static int
is_wanted(const struct sales_query *q, const struct value_event *e,
    const struct location *at)
{
	if ((q->since != NONE && e->at < q->since) ||
	    (q->places > 0 && !place_within(at, q->place, q->places)))
		return 0;
	for (size_t i = 0; i < q->customers; i++)
		if (q->customer[i] == e->party)
			return 1;
	return q->customers == 0;
}

static const char *
label_of(struct selling *s, int64_t at)
{
	char buf[PERIOD_SIZE];
	int64_t day;
	int second;

	zone_from_utc(s->ask->zone, at, &day, &second);
	if (s->label == NULL || day < s->period.first ||
	    day > s->period.last) {
		s->period = grain_of(s->ask->grain, day);
		period_print(buf, &s->period);
		s->label = tally_word(s->tally, buf);
	}
	return s->label;
}

/* The latest price that the party, or anybody (0), paid: where it is kept. */
static int64_t *
last_price(struct selling *s, const struct party *party)
{
	size_t i = pairs_number(&s->parties,
	    party == NULL ? 0 : (uint32_t)party->id, 0);

	while (s->price.n <= i)
		VEC_ADD(s->ops->keep, &s->price);
	if (i >= s->known) {
		s->price.v[i] = NONE;
		s->known = i + 1;
	}
	return &s->price.v[i];
}

/*
 * What a move brought, NONE where no price is known: what comes back without
 * one, what the party, or anybody, paid last.
 */
static int
revenue_of(struct selling *s, const struct value_event *e, int64_t *revenue)
{
	int64_t price = e->price, qty = e->priced;
	int err = 0;

	*revenue = NONE;
	if (e->kind == VALUE_ISSUED && price != NONE) {
		int64_t *last = last_price(s, e->party);

		*last = price;
		if (e->priced != -e->qty)
			err = mul_div(price, e->priced, -e->qty, last);
		*last_price(s, NULL) = *last;
	}
	if (e->kind == VALUE_RETURNED && price == NONE) {
		qty = e->qty;
		price = *last_price(s, e->party);
		if (price == NONE)
			price = *last_price(s, NULL);
	}
	if (err == 0 && price != NONE)
		err = money_of(qty, price, s->ops->book->decimals, revenue);
	if (err != 0)
		return fail(s->ops, OPS_DATA, "the revenue of '%s' is too "
		    "large a number", e->item->sku);
	if (e->kind == VALUE_RETURNED && *revenue != NONE)
		*revenue = -*revenue;
	return 0;
}

static void
next_item(struct selling *s, const struct item *item)
{
	s->item = item;
	s->category = tally_word(s->tally, item->category);
	pairs_reset(&s->parties);
	s->known = 0;
}

static void
keys_of(struct selling *s, const struct value_event *e,
    const struct location *at, const char **key)
{
	unsigned by = s->ask->keys;

	if (by >> SALES_ITEM & 1)
		key[SALES_ITEM] = e->item->sku;
	if (by >> SALES_CATEGORY & 1)
		key[SALES_CATEGORY] = s->category;
	if (by >> SALES_CUSTOMER & 1)
		key[SALES_CUSTOMER] = e->party == NULL ? NULL : e->party->code;
	if (by >> SALES_SITE & 1)
		key[SALES_SITE] = at->site == NULL ? NULL : at->site->code;
	if (by >> SALES_PERIOD & 1)
		key[SALES_PERIOD] = label_of(s, e->at);
}

static int
add_event(void *data, const struct value_event *e)
{
	struct selling *s = data;
	const struct location *at = sold_at(s->ask, e);
	const char *key[SALES_KEYS] = { NULL };
	int64_t add[SUMS] = { 0 }, revenue = NONE;
	int sold = e->kind == VALUE_ISSUED || e->kind == VALUE_RETURNED;

	if (s->item != e->item)
		next_item(s, e->item);
	if (sold && revenue_of(s, e, &revenue) != 0)
		return s->ops->code;
	if (at == NULL || !is_wanted(s->ask, e, at))
		return 0;
	keys_of(s, e, at, key);
	add[COST] = -e->value;
	add[QTY] = -e->qty;
	if (sold) {
		add[LINES] = 1;
		add[UNPRICED] = revenue == NONE;
		add[REVENUE] = revenue == NONE ? 0 : revenue;
	}
	return tally_add(s->tally, key, add);
}

int
sales(struct ops *ops, const struct sales_query *q, void *data)
{
	struct selling s = { .ops = ops, .ask = q,
		.tally = tally_new(ops, SALES_KEYS, SUMS),
		.parties.mem = ops->keep };
	struct value_query v = { .item = q->item, .n = q->n,
		.as_of = q->until, .known = q->known, .prices = 1,
		.from_start = 1, .event = add_event };
	const struct tally_row *row;
	size_t n;
	int err = values(ops, &v, &s);

	row = tally_rows(s.tally, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const int64_t *sum = row[i].sum;
		struct sales_row out = { .lines = sum[LINES],
			.unpriced = sum[UNPRICED], .qty = sum[QTY],
			.revenue = sum[LINES] == sum[UNPRICED] ? NONE
							       : sum[REVENUE],
			.cost = sum[COST] };

		for (int k = 0; k < SALES_KEYS; k++)
			out.key[k] = row[i].key[k];
		err = q->row(data, &out);
	}
	return err;
}
