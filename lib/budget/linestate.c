/* What an entry has of lines that are not stored yet. */
#include "budget/linestate.h"
#include "ledger/book.h"

enum { STATE = 2 }; /* of entry->state: the lines' own */

/* Of the pending ones of a document: numbers from 1 on. */
struct chain {
	size_t first, last;
};

static void
drop_state(void *data)
{
	struct line_state *s = data;

	sorter_close(s->lines.sorter);
}

struct line_state *
line_state(struct entry *e)
{
	return entry_state(e, STATE, sizeof(struct line_state), drop_state);
}

void
budget_override(struct entry *e)
{
	line_state(e)->override = 1;
}

int
line_overridden(struct entry *e)
{
	return line_state(e)->override;
}

int
rehearsal_begin(struct ops *ops, struct entry **out)
{
	struct entry *e = ARENA_NEW(ops->keep, struct entry);
	struct line_state *s;

	e->own = ops->keep;
	e->effective = NONE;
	e->closed = NONE;
	e->immediate = 1;
	s = line_state(e);
	s->override = 1;
	s->rehearsal = ARENA_NEW(ops->keep, struct rehearsal);
	*out = e;
	return book_closed(ops, &e->closed);
}

struct rehearsal *
rehearsal_of(struct entry *e)
{
	return line_state(e)->rehearsal;
}

/* Not in the entry's arena: its worker may be using that. */
static void
link_pending(struct ops *ops, struct line_state *s)
{
	s->chains.mem = ops->keep;
	while (s->linked < s->pending.n) {
		struct pending *p = &s->pending.v[s->linked++];
		void **at = map_put(&s->chains, p->document);
		struct chain *c;

		if (*at == NULL)
			*at = ARENA_NEW(ops->keep, struct chain);
		c = *at;
		p->next = 0;
		if (c->first == 0)
			c->first = s->linked;
		else
			s->pending.v[c->last - 1].next = s->linked;
		c->last = s->linked;
	}
}

/* Most entries never ask. */
const struct pending *
line_pending(struct ops *ops, struct entry *e, const char *document,
    const struct pending *p)
{
	struct line_state *s = line_state(e);
	const struct chain *c;
	size_t number = 0;

	link_pending(ops, s);
	if (p != NULL)
		number = p->next;
	else if (s->pending.n > 0 &&
	    (c = map_get(&s->chains, document)) != NULL)
		number = c->first;
	return number == 0 ? NULL : &s->pending.v[number - 1];
}

void
line_pend(struct ops *ops, struct entry *e, const struct budget_line *l)
{
	struct pending p = { .dimension = l->dimension,
		.account = l->account,
		.period = l->period };

	if (l->document != NULL) {
		p.document = l->document;
		p.stage = l->to;
		p.amount = l->amount;
		p.qty = l->qty;
		*VEC_ADD(ops->keep, &line_state(e)->pending) = p;
	}
	if (l->against != NULL) {
		p.document = l->against;
		p.stage = l->from;
		p.amount = -l->amount;
		p.qty = l->qty == NONE ? NONE : -l->qty;
		*VEC_ADD(ops->keep, &line_state(e)->pending) = p;
	}
}

void
line_forget_pending(struct line_state *s)
{
	for (size_t i = 0; i < s->linked; i++)
		*(struct chain *)map_get(&s->chains,
		    s->pending.v[i].document) = (struct chain){ 0, 0 };
	s->linked = 0;
	s->pending.n = 0;
}
