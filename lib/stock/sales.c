/* Sales: what went to customers, what it brought and what it had cost. */
#include "stock/sales.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/tally.h"

enum { LINES, UNPRICED, QTY, REVENUE, COST, SUMS };

/* The latest price of an item: it counts while that is the one at hand. */
struct paid {
	const struct item *item;
	int64_t price;
};

struct selling {
	struct ops *ops;
	const struct sales_query *ask;
	struct tally *tally;
	const char *category; /* the one text of it, of the item at hand */
	const struct item *item;
	VEC(struct paid) paid; /* by id of the party; 0: by anybody */
	struct period period;  /* the one of the latest event, and its text */
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
		    ? e->from
		    : NULL;
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
	if (s->label == NULL || day < s->period.first || day > s->period.last) {
		s->period = grain_of(s->ask->grain, day);
		period_print(buf, &s->period);
		s->label = tally_word(s->tally, buf);
	}
	return s->label;
}

/* The latest price that the party, or anybody (NULL), paid; NONE. */
static int64_t *
last_price(struct selling *s, const struct party *party)
{
	size_t i = party == NULL ? 0 : (size_t)party->id;
	struct paid *p;

	while (s->paid.n <= i)
		VEC_ADD(s->ops->keep, &s->paid);
	p = &s->paid.v[i];
	if (p->item != s->item)
		*p = (struct paid){ s->item, NONE };
	return &p->price;
}

/* What the next one without a price brings is known from this one. */
static int
remember_price(struct selling *s, const struct value_event *e)
{
	int64_t *last = last_price(s, e->party);
	int err = 0;

	*last = e->price;
	if (e->priced != -e->qty)
		err = mul_div(e->price, e->priced, -e->qty, last);
	*last_price(s, NULL) = *last_price(s, e->party);
	return err;
}

/*
 * What a move brought, NONE where no price is known: what comes back without
 * one, what the party, or anybody, paid last.
 */
static int
revenue_of(struct selling *s, const struct value_event *e, int64_t *revenue)
{
	int64_t price = e->price, qty = e->priced;

	if (e->kind == VALUE_RETURNED && price == NONE) {
		qty = e->qty;
		price = *last_price(s, e->party);
		if (price == NONE)
			price = *last_price(s, NULL);
	}
	if (price == NONE)
		return 0;
	if (money_of(qty, price, s->ops->book->decimals, revenue) != 0)
		return OPS_DATA;
	if (e->kind == VALUE_RETURNED)
		*revenue = -*revenue;
	return 0;
}

static void
next_item(struct selling *s, const struct item *item)
{
	s->item = item;
	s->category = tally_word(s->tally, item->category);
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
	int wanted = at != NULL && is_wanted(s->ask, e, at), err = 0;

	if (s->item != e->item)
		next_item(s, e->item);
	if (e->kind == VALUE_ISSUED && e->price != NONE)
		err = remember_price(s, e);
	if (err == 0 && wanted && sold)
		err = revenue_of(s, e, &revenue);
	if (err != 0)
		return fail(s->ops, OPS_DATA,
		    "the revenue of '%s' is too large a number", e->item->sku);
	if (!wanted)
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
	struct selling s = {
		.ops = ops, .ask = q, .tally = tally_new(ops, SALES_KEYS, SUMS)
	};
	struct value_query v = { .item = q->item,
		.n = q->n,
		.as_of = q->until,
		.known = q->known,
		.prices = 1,
		.from_start = 1,
		.event = add_event };
	const struct tally_row *row;
	size_t n;
	int err = values(ops, &v, &s);

	row = tally_rows(s.tally, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const int64_t *sum = row[i].sum;
		struct sales_row out = { .lines = sum[LINES],
			.unpriced = sum[UNPRICED],
			.qty = sum[QTY],
			.revenue =
			    sum[LINES] == sum[UNPRICED] ? NONE : sum[REVENUE],
			.cost = sum[COST] };

		for (int k = 0; k < SALES_KEYS; k++)
			out.key[k] = row[i].key[k];
		err = q->row(data, &out);
	}
	return err;
}
