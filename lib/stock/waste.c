/* Waste: what was scrapped, lost, reworked, written down or came back. */
#include "base/decimal.h"
#include "base/str.h"
#include "stats/ranking.h"
#include "stock/balance.h"
#include "stock/tally.h"
#include "stock/waste.h"

enum sort {
	SCRAP,
	EXPIRY,
	REWORK,
	SHRINKAGE,
	WRITE_DOWN,
	RETURNS,
	NO_WASTE
};
static const char *const words[NO_WASTE] = { "scrap", "expiry", "rework",
	"shrinkage", "write-down", "returns" };

enum { LINES, QTY, VALUE, SUMS };

struct wasting {
	struct ops *ops;
	const struct waste_query *ask;
	struct tally *tally;
	int64_t throughput;
};

/* Was its lot past its last day? */
static int
is_expired(const struct waste_query *q, const struct value_event *e)
{
	int64_t day;
	int second;

	zone_from_utc(q->zone, e->at, &day, &second);
	return e->lot != NULL && e->lot->expires != NONE &&
	    e->lot->expires < day;
}

static enum sort
kind_of(const struct waste_query *q, const struct value_event *e)
{
	switch (e->kind) {
	case VALUE_SCRAPPED:
		return is_expired(q, e) ? EXPIRY : SCRAP;
	case VALUE_LOST:
		return is_expired(q, e) ? EXPIRY : SHRINKAGE;
	case VALUE_FOUND:
		return e->from->kind == PLACE_SCRAP ? SCRAP : NO_WASTE;
	case VALUE_TRUE_UP:
		return e->to->kind == PLACE_SCRAP ? SCRAP
		    : e->to->kind == PLACE_ADJUSTMENT ? SHRINKAGE : NO_WASTE;
	case VALUE_CONSUMED:
		return text_starts(e->reason == NULL ? "" : e->reason,
			   "rework") ? REWORK : NO_WASTE;
	case VALUE_REVALUED:
		return e->value < 0 ? WRITE_DOWN : NO_WASTE;
	case VALUE_RETURNED:
		return RETURNS;
	default:
		return NO_WASTE;
	}
}

/* The place of ours that it left, or came to; NULL: it did not move. */
static const struct location *
place_of(const struct value_event *e)
{
	if (e->from == NULL || e->to == NULL)
		return NULL;
	return place_is_stock(e->from->kind) ? e->from : e->to;
}

static int
is_wanted(const struct waste_query *q, const struct value_event *e,
    const struct location *at)
{
	if (q->since != NONE && e->at < q->since)
		return 0;
	return q->places == 0 ||
	    (at != NULL && place_within(at, q->place, q->places));
}

/* What went to customers, less what came back, and to production. */
static int
add_throughput(struct wasting *w, const struct value_event *e)
{
	enum value_kind k = e->kind;

	if (k != VALUE_ISSUED && k != VALUE_RETURNED && k != VALUE_CONSUMED &&
	    !(k == VALUE_TRUE_UP && (e->to->kind == PLACE_CUSTOMER ||
		e->to->kind == PLACE_PRODUCTION)))
		return 0;
	return sub_i64(w->throughput, e->value, &w->throughput);
}

static int
add_event(void *data, const struct value_event *e)
{
	struct wasting *w = data;
	const struct location *at = place_of(e);
	enum sort kind = kind_of(w->ask, e);
	unsigned by = w->ask->keys;
	const char *key[WASTE_KEYS] = { NULL };
	int64_t add[SUMS] = { e->kind != VALUE_TRUE_UP, -e->qty, -e->value };

	if (!is_wanted(w->ask, e, at))
		return 0;
	if (add_throughput(w, e) != 0)
		return fail(w->ops, OPS_DATA,
		    "the throughput is too large a number");
	if (kind == NO_WASTE)
		return 0;
	if (kind == RETURNS) {
		add[QTY] = e->qty;
		add[VALUE] = e->value;
	}
	if (by >> WASTE_KIND & 1)
		key[WASTE_KIND] = words[kind];
	if (by >> WASTE_REASON & 1)
		key[WASTE_REASON] = tally_word(w->tally, e->reason);
	if (by >> WASTE_ITEM & 1)
		key[WASTE_ITEM] = e->item->sku;
	if (by >> WASTE_CATEGORY & 1)
		key[WASTE_CATEGORY] = tally_word(w->tally, e->item->category);
	if ((by >> WASTE_SITE & 1) && at != NULL && at->site != NULL)
		key[WASTE_SITE] = at->site->code;
	return tally_add(w->tally, key, add);
}

static int64_t
ratio(int64_t part, int64_t whole)
{
	int64_t out = NONE;

	return whole > 0 && mul_div(part, MILLION, whole, &out) == 0 ? out
								     : NONE;
}

static int
give(const struct wasting *w, const struct ranked *r, int64_t total,
    void *data)
{
	const struct tally_row *t = r->data;
	struct waste_row out = { .lines = t->sum[LINES], .qty = t->sum[QTY],
		.value = t->sum[VALUE], .share = r->share,
		.cumulated = ranked_cumulated(r, total),
		.of_throughput = ratio(t->sum[VALUE], w->throughput),
		.throughput = w->throughput };

	for (int i = 0; i < WASTE_KEYS; i++)
		out.key[i] = t->key[i];
	return w->ask->row(data, &out);
}

int
waste(struct ops *ops, const struct waste_query *q, void *data)
{
	struct wasting w = { .ops = ops, .ask = q,
		.tally = tally_new(ops, WASTE_KEYS, SUMS) };
	struct value_query v = { .item = q->item, .n = q->n,
		.as_of = q->until, .known = q->known, .texts = 1,
		.from_start = 1, .event = add_event, .spoiled = add_event };
	const struct tally_row *row;
	struct ranked *ranked;
	int64_t total;
	size_t n;
	int err = values(ops, &v, &w);

	if (err != 0)
		return err;
	row = tally_rows(w.tally, &n);
	ranked = ARENA_ARRAY(ops->keep, struct ranked, n);
	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){ .data = &row[i],
			.key = arena_printf(ops->keep, "%09zu", i),
			.value = row[i].sum[VALUE] };
	if (rank(ranked, n, &total) != 0)
		return fail(ops, OPS_DATA,
		    "the sum of all is too large a number");
	for (size_t i = 0; err == 0 && i < n; i++)
		err = give(&w, &ranked[i], total, data);
	return err;
}
