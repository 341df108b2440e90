/* What requests, reservations and commitments hold, the next of their codes. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "budget/bind.h"
#include "budget/budget.h"
#include "budget/linestore.h"
#include "ledger/number.h"

SQL(sql_open,
    "SELECT o.account, o.period, m.name, o.stage, o.amount "
    "FROM budget_name n JOIN budget_open o ON o.document = n.id "
    "LEFT JOIN budget_name m ON m.id = o.dimension "
    "WHERE n.kind = 1 AND n.name = $1 AND o.amount <> 0 "
    "ORDER BY o.account, o.period, o.dimension, o.stage");

typedef VEC(struct holding) holdings;

static struct holding *
place_of(struct ops *ops, holdings *v, const struct holding *like)
{
	struct holding *h;

	VEC_EACH(v, h)
		if (h->account == like->account && h->period == like->period &&
		    h->stage == like->stage &&
		    text_eq(h->dimension, like->dimension))
			return h;
	h = VEC_ADD(ops->mem, v);
	*h = *like;
	h->amount = 0;
	return h;
}

/* What this entry has posted of it, and not yet stored. */
static void
add_pending(struct ops *ops, struct entry *e, const char *document, holdings *v)
{
	const struct pending *p = NULL;

	while ((p = line_pending(ops, e, document, p)) != NULL) {
		struct holding like = { p->account, p->period, 0, p->stage,
			p->dimension };

		place_of(ops, v, &like)->amount += p->amount;
	}
}

int
holdings_of(struct ops *ops, struct entry *e, const char *document,
    struct holding **out, size_t *n)
{
	holdings v = { 0 };
	struct db_query q;
	size_t k = 0;
	int err = db_query(ops, &q, sql_open, V(document));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct holding h = { .period = db_int(&q, 1),
			.dimension = arena_strdup(ops->mem, db_text(&q, 2)),
			.stage = (enum stage)db_int(&q, 3) };
		int64_t amount = db_int(&q, 4);

		err = account_by_id(ops, db_int(&q, 0), &h.account);
		if (err == 0)
			place_of(ops, &v, &h)->amount += amount;
	}
	db_done(&q);
	if (err == 0)
		add_pending(ops, e, document, &v);
	for (size_t i = 0; i < v.n; i++)
		if (v.v[i].amount > 0)
			v.v[k++] = v.v[i];
	*out = v.v;
	*n = k;
	return err;
}

/* Codes of an entry that goes nowhere are in no table. */
static int64_t
last_rehearsed(struct entry *e, const char *prefix, int64_t last)
{
	const struct rehearsal *r = rehearsal_of(e);
	const struct budget_line *l;

	if (r == NULL)
		return last;
	VEC_EACH(&r->lines, l) {
		int64_t n =
		    l->document == NULL ? NONE : number_of(prefix, l->document);

		if (n != NONE && n > last)
			last = n;
	}
	return last;
}

int
document_next(struct ops *ops, struct entry *e, const char *prefix,
    const char **code)
{
	int64_t last;
	int err = budget_name_last(ops, prefix, &last);

	last = last_rehearsed(e, prefix, last);
	*code = arena_printf(ops->keep, "%s%lld", prefix, (long long)last + 1);
	return err;
}

