/* What was bound is free again, or back where it came from. */
#include "base/decimal.h"
#include "base/str.h"
#include "budget/binding.h"

/* From which document a commitment was made, and how much of it. */
SQL(sql_drawn,
    "SELECT f.name, x.account, x.period, m.name, SUM(x.amount) FROM ("
    "SELECT l.against AS origin, l.account AS account, l.period AS period, "
    "l.dimension AS dimension, l.amount AS amount FROM budget_name n "
    "JOIN budget_line l ON l.document = n.id AND l.document > 0 "
    "WHERE n.kind = 1 AND n.name = $1 AND l.src = 2 AND l.dst = 3 UNION ALL "
    "SELECT l.document, l.account, l.period, l.dimension, -l.amount "
    "FROM budget_name n "
    "JOIN budget_line l ON l.against = n.id AND l.against > 0 "
    "WHERE n.kind = 1 AND n.name = $1 AND l.src = 3 AND l.dst = 2) x "
    "JOIN budget_name f ON f.id = x.origin "
    "LEFT JOIN budget_name m ON m.id = x.dimension "
    "GROUP BY f.name, x.account, x.period, m.name "
    "ORDER BY f.name, x.account, x.period");

/* Back to the request or reservation it came from; *left: NONE is all. */
static int
restore(struct binding *b, int64_t *left)
{
	struct ops *ops = b->ops;
	struct db_query q;
	int err = db_query(ops, &q, sql_drawn, V(b->o.against));

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *from = arena_strdup(ops->mem, db_text(&q, 0));
		int64_t id = db_int(&q, 1), month = db_int(&q, 2);
		const char *dimension = arena_strdup(ops->mem, db_text(&q, 3));
		int64_t drawn = db_int(&q, 4);

		err = 0;
		for (size_t i = 0; i < b->n && drawn > 0; i++) {
			struct holding *h = &b->held[i];
			int64_t part = drawn < h->amount ? drawn : h->amount;
			struct budget_line *l;

			if (*left != NONE && *left < part)
				part = *left;
			if (h->account->id != id || h->period != month ||
			    !text_eq(h->dimension, dimension) || part <= 0 ||
			    h->stage != STAGE_COMMITTED)
				continue;
			binding_free(b, h, part, REASON_CANCEL);
			l = &b->lines.v[b->lines.n - 1];
			l->to = STAGE_PRE;
			l->document = from;
			drawn -= part;
			if (*left != NONE)
				*left -= part;
		}
	}
	db_done(&q);
	return err;
}

/*
 * What was bound in the currency is freed by the rate it was bound by; but
 * for what was lost in rounding that is as much as it holds, or not.
 */
static int
release_said(struct binding *b, int64_t held)
{
	struct bound bound;
	int64_t part, lost;
	int err = binding_bound(b, &bound);

	if (err != 0 || bound.original <= 0)
		return err;
	if (mul_div(b->said.original, bound.amount, bound.original, &part) != 0)
		return fail(b->ops, OPS_DATA, "amount: too large a number");
	lost = (bound.uses + 1) / 2;
	b->o.amount = part < held - lost || part > held + lost ? part : held;
	b->said.rate = bound.rate;
	b->said.rate_date = bound.rate_date;
	if (bound.rate == 0)
		b->said.currency = NULL;
	return 0;
}

int
binding_release(struct binding *b)
{
	int64_t left, held;
	struct holding *h;
	int err = 0;

	if (b->said.currency != NULL)
		err = binding_held(b, &held);
	if (err == 0 && b->said.currency != NULL)
		err = release_said(b, held);
	left = b->o.amount;
	if (err == 0 && b->o.restore)
		err = restore(b, &left);
	if (err != 0)
		return err;
	while ((left == NONE || left > 0) &&
	    (h = binding_best(b, b->o.period)) != NULL) {
		int64_t part =
		    left == NONE || h->amount < left ? h->amount : left;

		binding_free(b, h, part,
		    b->o.restore     ? REASON_CANCEL :
			left == NONE ? REASON_CLOSE :
				       REASON_RELEASE);
		if (left != NONE)
			left -= part;
	}
	if (left != NONE && left > 0)
		return fail(b->ops, OPS_DATA,
		    "amount: '%s' does not hold so much",
		    b->o.against);
	if (b->lines.n == 0)
		return fail(b->ops, OPS_DATA,
		    "account: '%s' holds nothing of it", b->o.against);
	return 0;
}

