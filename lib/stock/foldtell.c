/* What a fold tells whoever asked: events of moves, pools at the end. */
#include "base/money.h"
#include "ledger/book.h"
#include "stock/fold.h"

/* The latest parties by id: most moves have one. */
static int
party_of(struct valuation *v, uint32_t id, const struct party **out)
{
	enum { MOST = 1 << 16 }; /* others are looked up */
	int err;

	if (id < v->party.n && v->party.v[id] != NULL) {
		*out = v->party.v[id];
		return 0;
	}
	err = party_by_id(v->ops, id, out);
	if (err != 0 || id >= MOST)
		return err;
	while (v->party.n <= id)
		*VEC_ADD(v->mem, &v->party) = NULL;
	v->party.v[id] = *out;
	return 0;
}

/* What every event of a move says; the caller adds kind, qty and value. */
static int
tell_to(int (*hears)(void *, const struct value_event *), const struct fold *f,
    const struct goods *m, struct value_event *e)
{
	struct valuation *v = f->all;
	int err = 0;

	if (f->quiet || hears == NULL)
		return 0;
	e->item = f->item;
	e->from = v->place[m->from];
	e->to = v->place[m->to];
	e->price = m->price;
	e->priced = m->priced;
	e->reference = m->reference;
	e->reason = m->reason;
	if (m->lot != 0)
		err = lot_by_id(v->ops, m->lot, &e->lot);
	if (err == 0 && m->party != 0)
		err = party_of(v, m->party, &e->party);
	return err != 0 ? err : hears(v->data, e);
}

int
fold_tell(const struct fold *f, const struct goods *m, struct value_event *e)
{
	return tell_to(f->all->ask->event, f, m, e);
}

int
fold_tell_moved(const struct fold *f, const struct goods *m)
{
	struct value_event e = { .kind = VALUE_KINDS, .at = m->at,
		.entry = m->entry, .line = m->line, .qty = m->qty,
		.of_entry = NONE, .of_line = NONE };

	return tell_to(f->all->ask->moved, f, m, &e);
}

int
fold_tell_move(const struct fold *f, const struct goods *m,
    enum value_kind kind, int64_t qty, int64_t value, unsigned flags)
{
	struct value_event e = { .kind = kind, .at = m->at, .entry = m->entry,
		.line = m->line, .qty = qty, .value = value, .flags = flags,
		.of_entry = NONE, .of_line = NONE };

	return fold_tell(f, m, &e);
}

/* Its lot's latest cost, else that of the pool that came last. */
static const struct pool *
like(const struct fold *f, uint32_t lot)
{
	const struct pool *found = NULL, *p;

	VEC_EACH(&f->pools, p)
		if (!f->by_lot || p->lot == lot || p->last_qty != 0)
			if (found == NULL || found->lot != lot)
				found = p;
	return found;
}

int
fold_tell_spoiled(const struct fold *f, const struct goods *m)
{
	int saved = f->all->place[m->from]->kind == PLACE_SCRAP;
	const struct pool *p = like(f, m->lot);
	struct value_event e = { .kind = VALUE_SCRAPPED, .at = m->at,
		.entry = m->entry, .line = m->line,
		.qty = saved ? m->qty : -m->qty, .flags = VALUE_ASSUMED,
		.of_entry = NONE, .of_line = NONE };
	int64_t value = NONE;

	if (p != NULL && pool_last_cost(p, m->qty, &value) != 0)
		return value_too_large(f->all->ops, f->item);
	if (value == NONE && f->item->cost != NONE &&
	    money_of(m->qty, f->item->cost, f->all->ops->book->decimals,
		&value) != 0)
		return value_too_large(f->all->ops, f->item);
	if (value == NONE)
		e.flags |= VALUE_UNKNOWN;
	else
		e.value = saved ? value : -value;
	return tell_to(f->all->ask->spoiled, f, m, &e);
}

int
fold_tell_pool(const struct fold *f, const struct pool *p)
{
	struct valuation *v = f->all;
	struct value_pool out = { .item = f->item, .costing = f->costing,
		.by_lot = f->by_lot, .qty = p->qty, .value = p->value,
		.last_qty = p->last_qty, .last_value = p->last_value };
	struct value_layer *layer;
	struct layer *l;
	int err = 0;

	if (p->lot != 0)
		err = lot_by_id(v->ops, p->lot, &out.lot);
	if (err == 0 && pool_layers(p, v->ops->mem, &l, &out.n) != 0)
		return value_too_large(v->ops, f->item);
	if (err != 0)
		return err;
	out.layer = layer = ARENA_ARRAY(v->ops->mem, struct value_layer, out.n);
	for (size_t i = 0; err == 0 && i < out.n; i++) {
		layer[i] = (struct value_layer){ l[i].qty, l[i].value,
			l[i].came, l[i].at, l[i].entry, l[i].line,
			v->place[l[i].place], NULL };
		if (l[i].party != 0)
			err = party_by_id(v->ops, l[i].party, &layer[i].party);
	}
	return err != 0 ? err : v->ask->pool(v->data, &out);
}
