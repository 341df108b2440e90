/* How much of what a document holds an order uses up. */
#include "base/decimal.h"
#include "base/str.h"
#include "budget/binding.h"
#include "budget/linestore.h"

SQL(sql_qty,
    "SELECT SUM(q) FROM (SELECT l.qty AS q FROM budget_name n "
    "JOIN budget_line l ON l.document = n.id AND l.document > 0 "
    "WHERE n.kind = 1 AND n.name = $1 AND l.qty IS NOT NULL UNION ALL "
    "SELECT -l.qty FROM budget_name n JOIN budget_line l "
    "ON l.against = n.id AND l.against > 0 "
    "WHERE n.kind = 1 AND n.name = $1 AND l.qty IS NOT NULL) x");

/* So much of its quantity a document still holds; NONE: it has none. */
static int
open_qty(struct binding *b, int64_t *open)
{
	const struct pending *p = NULL;
	int err = db_get(b->ops, open, sql_qty, V(b->o.against));

	while (err == 0 &&
	    (p = line_pending(b->ops, b->entry, b->o.against, p)) != NULL)
		if (p->qty != NONE &&
		    add_i64(*open == NONE ? 0 : *open, p->qty, open) != 0)
			err = fail(b->ops, OPS_DATA, "qty: too large a number");
	return err;
}

/* What came back is not what it was bound by: it has another day's rate. */
SQL(sql_bound,
    "SELECT SUM(original), SUM(amount), SUM(uses), MIN(rate), MAX(rate), "
    "MIN(rate_date) FROM (SELECT l.original AS original, "
    "l.amount AS amount, 0 AS uses, l.rate AS rate, "
    "l.rate_date AS rate_date FROM budget_name n JOIN budget_line l "
    "ON l.document = n.id AND l.document > 0 WHERE n.kind = 1 "
    "AND n.name = $1 AND l.currency = $2 AND l.src < l.dst UNION ALL "
    "SELECT NULL, NULL, 1, NULL, NULL FROM budget_name n "
    "JOIN budget_line l ON l.against = n.id AND l.against > 0 "
    "WHERE n.kind = 1 AND n.name = $1) x");

int
binding_bound(struct binding *b, struct bound *out)
{
	const char *currency = b->said.currency;
	const struct rehearsal *r = rehearsal_of(b->entry);
	const struct pending *p = NULL;
	struct db_query q;
	int err = db_query(b->ops, &q, sql_bound, V(b->o.against), V(currency));

	*out = (struct bound){ 0 };
	if (err == 0 && (err = db_next(&q)) == 1) {
		int64_t *to[] = { &out->original, &out->amount, &out->uses };

		for (int i = 0; i < 3; i++)
			*to[i] = db_int(&q, i) == NONE ? 0 : db_int(&q, i);
		if (out->original > 0 && db_int(&q, 3) == db_int(&q, 4)) {
			out->rate = db_int(&q, 3);
			out->rate_date = db_int(&q, 5);
		}
		err = 0;
	}
	db_done(&q);
	for (size_t i = 0; err == 0 && r != NULL && i < r->lines.n; i++) {
		const struct budget_line *l = &r->lines.v[i];

		if (l->from < l->to && text_eq(l->document, b->o.against) &&
		    text_eq(l->foreign.currency, currency) &&
		    (add_i64(out->original, l->foreign.original,
			 &out->original) != 0 ||
			add_i64(out->amount, l->amount, &out->amount) != 0))
			err = fail(b->ops, OPS_DATA,
			    "amount: too large a number");
	}
	while (err == 0 &&
	    (p = line_pending(b->ops, b->entry, b->o.against, p)) != NULL)
		out->uses += p->amount < 0;
	return err;
}

/*
 * By the rate that it was bound by.  What is left then and is not more than
 * half a minor unit for each use was lost in rounding: it is used, too.
 */
static int
part_said(struct binding *b, int64_t held, int64_t *use)
{
	struct bound bound;
	int64_t part;
	int err = binding_bound(b, &bound);

	if (err != 0 || bound.original <= 0)
		return err;
	if (mul_div(b->said.original, bound.amount, bound.original, &part) != 0)
		return fail(b->ops, OPS_DATA, "amount: too large a number");
	*use = part >= held - (bound.uses + 1) / 2 ? held : part;
	return 0;
}

int
binding_held(const struct binding *b, int64_t *held)
{
	int err = 0;

	*held = 0;
	for (size_t i = 0; err == 0 && i < b->n; i++)
		if (b->o.account == NULL || b->held[i].account == b->o.account)
			err = add_i64(*held, b->held[i].amount, held);
	return err == 0 ? 0
	    : fail(b->ops, OPS_DATA, "against: what '%s' holds is too large a "
		"number", b->o.against);
}

/*
 * Of a document in quantities: as large a part of it as of its quantity; of
 * one in the currency of the order, as of what was said, whatever the rates.
 */
int
binding_part(struct binding *b, int64_t *use)
{
	int64_t open = NONE, held, part = b->o.qty;
	int err = binding_held(b, &held);

	if (err == 0 && part != NONE)
		err = open_qty(b, &open);
	*use = b->o.amount < held ? b->o.amount : held;
	if (err == 0 && open == NONE && b->said.currency != NULL)
		return part_said(b, held, use);
	if (err != 0 || open == NONE || open <= 0)
		return err;
	if (part >= open)
		*use = held;
	else if (mul_div(held, part, open, use) != 0)
		return fail(b->ops, OPS_DATA, "qty: too large a number");
	return 0;
}

SQL(sql_said,
    "SELECT MIN(l.vendor), MAX(l.vendor), MIN(l.item), MAX(l.item) "
    "FROM budget_name n JOIN budget_line l "
    "ON l.document = n.id AND l.document > 0 "
    "WHERE n.kind = 1 AND n.name = $1");

int
binding_said(struct binding *b)
{
	struct subject *what = &b->o.what;
	struct db_query q;
	int err;

	if (b->o.against == NULL ||
	    (what->vendor != NULL && what->item != NULL))
		return 0;
	err = db_query(b->ops, &q, sql_said, V(b->o.against));
	if (err == 0 && (err = db_next(&q)) == 1) {
		if (what->vendor == NULL &&
		    text_eq(db_text(&q, 0), db_text(&q, 1)))
			what->vendor = arena_strdup(b->ops->mem,
			    db_text(&q, 0));
		if (what->item == NULL &&
		    text_eq(db_text(&q, 2), db_text(&q, 3)))
			what->item = arena_strdup(b->ops->mem, db_text(&q, 2));
		err = 0;
	}
	db_done(&q);
	return err;
}
