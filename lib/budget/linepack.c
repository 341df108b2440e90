/* The form of a line between the sorter and the table. */
#include <stddef.h>
#include <string.h>

#include "budget/linepack.h"
#include "budget/linestate.h"

enum {
	USUAL_SIZE = offsetof(struct packed, rare),
	USUAL_TEXTS = 3,
	RARE_TEXTS = 3
};

static const struct rare no_rare = { .qty = NONE,
	.unit_price = NONE,
	.original = NONE,
	.rate = NONE,
	.rate_date = NONE };

int
line_add(struct ops *ops, struct entry *e, int64_t line,
    const struct budget_line *l, const struct line_names *names,
    const char *texts, size_t n)
{
	const struct foreign *f = &l->foreign;
	int is_foreign = f->currency != NULL;
	struct flow_lines *to = &line_state(e)->lines;
	struct packed p = { .head = { line, l->at },
		.amount = l->amount,
		.from = (uint8_t)l->from,
		.to = (uint8_t)l->to,
		.reason = (uint8_t)l->reason,
		.rare = { names->dimension, names->document, names->against,
		    l->qty, l->unit_price, is_foreign ? f->original : NONE,
		    is_foreign ? f->rate : NONE,
		    is_foreign ? f->rate_date : NONE } };

	p.is_rare = is_foreign || l->item != NULL || l->about != NULL ||
	    memcmp(&p.rare, &no_rare, sizeof p.rare) != 0;
	to->rare |= p.is_rare;
	return flow_add(ops, to->sorter, l->account->id, l->period, &p,
	    p.is_rare ? sizeof p : USUAL_SIZE, texts,
	    p.is_rare ? n : n - RARE_TEXTS * FLOW_NO_TEXT);
}

const char *
line_unpack(struct packed *p, const char *packed)
{
	memcpy(p, packed, USUAL_SIZE);
	p->rare = no_rare;
	if (!p->is_rare)
		return packed + USUAL_SIZE;
	memcpy(p, packed, sizeof *p);
	return packed + sizeof *p;
}

void
line_columns(const struct packed *p, const char *text, int rare,
    struct db_value *row)
{
	const struct rare *r = &p->rare;
	const struct db_value none = { DB_NULL, 0, NULL };

	*row++ = V(p->head.at);
	*row++ = V((int64_t)p->from);
	*row++ = V((int64_t)p->to);
	*row++ = V(p->amount);
	*row++ = V((int64_t)p->reason);
	for (int i = 0; i < USUAL_TEXTS; i++)
		*row++ = flow_value(&text);
	if (!rare)
		return;
	*row++ = V(r->dimension);
	*row++ = V(r->document);
	*row++ = V(r->against);
	*row++ = p->is_rare ? flow_value(&text) : none;
	*row++ = V(r->qty);
	*row++ = V(r->unit_price);
	*row++ = p->is_rare ? flow_value(&text) : none;
	*row++ = V(r->original);
	*row++ = V(r->rate);
	*row++ = V(r->rate_date);
	*row = p->is_rare ? flow_value(&text) : none;
}
