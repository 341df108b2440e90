/* What stock is worth: one fold over the moves of an item, to the cent. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "ledger/book.h"
#include "stock/foldkept.h"

const char *const value_words[] = { "received", "returned", "made", "found",
	"landed", "revalued", "issued", "sent back", "consumed", "scrapped",
	"lost", "true-up", "variance", "expensed", NULL };

int
value_too_large(struct ops *ops, const struct item *item)
{
	return fail(ops, OPS_DATA,
	    "the value of '%s' would be too large a number", item->sku);
}

static int
too_large(const struct fold *f)
{
	return value_too_large(f->all->ops, f->item);
}

static int
is_ours(const struct fold *f, uint32_t place)
{
	return place_is_stock(f->all->place[place]->kind);
}

static struct pool *
pool_of(struct fold *f, uint32_t lot)
{
	struct pool *p;
	size_t i;

	if (!f->by_lot && f->pools.n > 0) /* the only one */
		return &f->pools.v[0];
	i = pairs_number(&f->lots, lot, 0);
	if (i < f->pools.n)
		return &f->pools.v[i];
	p = f->pools.n < f->pools.cap ? &f->pools.v[f->pools.n++]
				      : VEC_ADD(f->mem, &f->pools);
	p->mem = f->mem;
	p->costing = f->costing;
	p->decimals = f->all->ops->book->decimals;
	p->standard = f->cost == NONE ? 0 : f->cost;
	p->lot = lot;
	pool_reset(p);
	return p;
}

/* The cost of goods that nobody said: the item's, or the pool's latest. */
static int
assume(const struct fold *f, const struct pool *p, int64_t qty,
    int latest_first, int64_t *value, unsigned *flags)
{
	int64_t last, own = NONE;

	if (pool_last_cost(p, qty, &last) != 0 ||
	    (f->item->cost != NONE &&
		money_of(qty, f->item->cost, p->decimals, &own) != 0))
		return too_large(f);
	*flags |= VALUE_ASSUMED;
	*value = latest_first && last != NONE ? last : own != NONE ? own : last;
	if (*value == NONE) {
		*flags |= VALUE_UNKNOWN;
		*value = 0;
	}
	return 0;
}

/* The part of an issue that comes back, at its cost. */
static int
take_back(const struct fold *f, struct issue *i, int64_t *qty, int64_t *sum)
{
	int64_t n = *qty < i->qty ? *qty : i->qty, value = i->value;

	if ((n != i->qty && mul_div(i->value, n, i->qty, &value) != 0) ||
	    add_i64(*sum, value, sum) != 0)
		return too_large(f);
	i->qty -= n;
	i->value -= value;
	*qty -= n;
	return 0;
}

/*
 * Goods that come back cost what they cost when they left: the latest issue
 * of the lot to the party that is not back yet, else of the party, else of
 * anybody.
 */
static int
cost_of_return(struct fold *f, struct pool *p, const struct goods *m,
    int64_t *value, unsigned *flags)
{
	int64_t left = m->qty, rest;
	int err = 0;

	*value = 0;
	for (int pass = 0; err == 0 && left > 0 && pass < 3; pass++)
		for (size_t i = f->issues.n; err == 0 && left > 0 && i-- > 0;) {
			struct issue *from = &f->issues.v[i];

			if (from->qty == 0 ||
			    (pass < 2 && from->party != m->party) ||
			    ((pass < 1 || f->by_lot) && from->lot != m->lot))
				continue;
			err = take_back(f, from, &left, value);
		}
	while (f->issues.n > 0 && f->issues.v[f->issues.n - 1].qty == 0)
		f->issues.n--;
	if (err != 0 || left == 0)
		return err;
	err = assume(f, p, left, 1, &rest, flags);
	if (err == 0 && add_i64(*value, rest, value) != 0)
		return too_large(f);
	return err;
}

static enum value_kind
kind_in(enum place from)
{
	switch (from) {
	case PLACE_VENDOR:
		return VALUE_RECEIVED;
	case PLACE_CUSTOMER:
		return VALUE_RETURNED;
	case PLACE_PRODUCTION:
		return VALUE_MADE;
	default:
		return VALUE_FOUND;
	}
}

static int
cost_in(struct fold *f, struct pool *p, const struct goods *m,
    enum value_kind kind, int64_t *value, unsigned *flags)
{
	int err = 0;

	*value = m->value;
	if (*value != NONE)
		return 0;
	if (kind == VALUE_RETURNED)
		return cost_of_return(f, p, m, value, flags);
	if (kind == VALUE_MADE)
		err = production_cost(f, m, value);
	if (err == 0 && *value == NONE)
		err = assume(f, p, m->qty,
		    kind == VALUE_FOUND || kind == VALUE_MADE, value, flags);
	return err;
}

/* What was guessed when it left is known now. */
static int
true_up(struct fold *f, const struct goods *m, const struct fill *fill)
{
	const struct early *left = &f->early.v[fill->layer.out];
	const struct goods *out = &left->move;
	struct value_event e = { .kind = VALUE_TRUE_UP, .at = m->at,
		.entry = m->entry, .line = m->line, .value = fill->value,
		.of_entry = out->entry, .of_line = out->line };

	if (left->issue < f->issues.n) {
		struct issue *i = &f->issues.v[left->issue];

		if (i->entry == out->entry && i->line == out->line &&
		    i->qty > 0)
			i->value -= fill->value;
	}
	return fill->value == 0 ? 0 : fold_tell(f, out, &e);
}

/* Each landed cost that counts with the receipt is told by itself. */
static int
tell_landed(const struct fold *f, const struct goods *m,
    const struct landed_row *r, size_t n)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		struct value_event e = { .kind = VALUE_LANDED, .at = m->at,
			.entry = r[i].entry, .value = r[i].amount,
			.of_entry = m->entry, .of_line = m->line };

		if (!landed_is_late(f, &r[i], m->at))
			err = fold_tell(f, m, &e);
	}
	return err;
}

/* What the standard did not cost, and what was guessed before. */
static int
tell_rest(struct fold *f, const struct goods *m, const struct pool *p,
    int64_t variance)
{
	struct fill *fill;
	int err = 0;

	if (variance != 0)
		err = fold_tell_move(f, m, VALUE_VARIANCE, 0, variance, 0);
	VEC_EACH(&p->fills, fill)
		if (err == 0)
			err = true_up(f, m, fill);
	return err;
}

static int
come_in(struct fold *f, const struct goods *m)
{
	enum value_kind kind = kind_in(f->all->place[m->from]->kind);
	struct pool *p = pool_of(f, f->by_lot ? m->lot : 0);
	struct layer l = { .came = m->qty, .at = m->at, .entry = m->entry,
		.line = m->line, .place = m->to,
		.party = kind == VALUE_RECEIVED ? m->party : 0 };
	const struct landed_row *row = NULL;
	unsigned flags = 0;
	int64_t value, landed = 0, change;
	size_t rows = 0;
	int err = cost_in(f, p, m, kind, &value, &flags);

	if (err == 0 && f->all->n_landed > 0)
		err = landed_at_receipt(f, m, &row, &rows, &landed);
	if (err != 0)
		return err;
	if (add_i64(value, landed, &l.value) != 0 ||
	    pool_in(p, &l, (flags & VALUE_ASSUMED) == 0, &change) != 0)
		return too_large(f);
	if (f->costing == COSTING_STANDARD && m->value == NONE &&
	    kind != VALUE_MADE)
		value = change;
	if (f->costing == COSTING_STANDARD && f->cost == NONE)
		flags |= VALUE_UNKNOWN;
	err = fold_tell_move(f, m, kind, m->qty, value, flags);
	if (err == 0)
		err = tell_landed(f, m, row, rows);
	return err != 0 ? err : tell_rest(f, m, p, change - value - landed);
}

static enum value_kind
kind_out(enum place to)
{
	switch (to) {
	case PLACE_CUSTOMER:
		return VALUE_ISSUED;
	case PLACE_VENDOR:
		return VALUE_SENT_BACK;
	case PLACE_PRODUCTION:
		return VALUE_CONSUMED;
	case PLACE_SCRAP:
		return VALUE_SCRAPPED;
	default:
		return VALUE_LOST;
	}
}

/* What left before it came is told of again when it has come. */
static void
remember_early(struct fold *f, const struct goods *m)
{
	struct early *e = VEC_ADD(f->mem, &f->early);

	e->move = *m;
	e->move.reference = arena_strdup(f->mem, m->reference);
	e->move.reason = arena_strdup(f->mem, m->reason);
	e->issue = f->issues.n; /* where it is one, it is the next */
}

static int
go_out(struct fold *f, const struct goods *m)
{
	enum value_kind kind = kind_out(f->all->place[m->to]->kind);
	struct pool *p = pool_of(f, f->by_lot ? m->lot : 0);
	struct layer l = { .came = m->qty, .at = m->at, .entry = m->entry,
		.line = m->line, .place = m->from,
		.party = kind == VALUE_SENT_BACK ? m->party : 0,
		.out = (uint32_t)f->early.n };
	unsigned flags = 0;
	int64_t change;
	int guessed;

	if (pool_out(p, &l, f->item->cost, &change, &guessed) != 0)
		return too_large(f);
	if (f->costing == COSTING_STANDARD && guessed == 2)
		guessed = f->cost == NONE ? 2 : 1;
	if (guessed != 0) {
		flags = VALUE_NEGATIVE | (guessed == 2 ? VALUE_UNKNOWN : 0);
		remember_early(f, m);
	}
	if (kind == VALUE_ISSUED)
		*VEC_ADD(f->mem, &f->issues) = (struct issue){ m->qty, -change,
			m->party, m->lot, m->entry, m->line };
	if (kind == VALUE_CONSUMED)
		production_consumed(f->all, m, -change);
	return fold_tell_move(f, m, kind, -m->qty, change, flags);
}

/* From production to scrap, or back: it was never ours. */
static int
is_spoiled(const struct fold *f, const struct goods *m)
{
	enum place from = f->all->place[m->from]->kind;
	enum place to = f->all->place[m->to]->kind;

	return f->all->ask->spoiled != NULL &&
	    ((from == PLACE_PRODUCTION && to == PLACE_SCRAP) ||
		(from == PLACE_SCRAP && to == PLACE_PRODUCTION));
}

static int
step(struct fold *f, const struct goods *m)
{
	int in = is_ours(f, m->to), out = is_ours(f, m->from);

	if (m->cancelled)
		return 0;
	if (in != out)
		return in ? come_in(f, m) : go_out(f, m);
	return in ? fold_tell_moved(f, m)
	    : is_spoiled(f, m) ? fold_tell_spoiled(f, m) : 0;
}

static int
is_after(const struct goods *m, int64_t at, int64_t entry, int64_t line)
{
	if (m->at != at)
		return m->at > at;
	return m->entry != entry ? m->entry > entry : m->line > line;
}

int
fold_advance(struct fold *f, int64_t at, int64_t entry, int64_t line)
{
	int err = 0, got = 0;

	f->busy = 1;
	while (err == 0 && (got = fold_read(f)) == 1) {
		const struct goods *m = &f->moves.v[f->next];

		if (is_after(m, at, entry, line))
			break;
		f->next++;
		if (f->all->ask->move != NULL && !f->quiet)
			err = f->all->ask->move(f->all->data, f->item, m);
		if (err == 0 && !f->kept)
			err = kept_until(f, m->at);
		if (err == 0 && f->standard < f->n_standards)
			err = standards_until(f, m->at);
		if (err == 0 && f->next_late < f->late.n)
			err = landed_until(f, m->at);
		if (err == 0)
			err = step(f, m);
	}
	f->busy = 0;
	return err != 0 ? err : got < 0 ? got : 0;
}

/* The memory of an item's fold is that of the ones before. */
int
fold_begin(struct fold *f, const struct item *item)
{
	f->item = item;
	f->costing = item_costing(f->all->ops, item);
	f->by_lot = item_tracking(item) != TRACKING_NONE;
	f->moves.n = f->next = f->ready = 0;
	f->at = f->entry = f->line = INT64_MIN + 1;
	f->ended = 0;
	standards_begin(f);
	f->pools.n = f->issues.n = f->early.n = 0;
	f->late.n = f->next_late = 0;
	f->kept = f->all->kept_at == NONE;
	pairs_reset(&f->lots);
	return 0;
}
