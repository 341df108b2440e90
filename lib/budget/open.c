/* What requests, reservations and commitments still hold, and since when. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/open.h"

#define OPEN_COLUMNS                                                           \
 "o.account, o.period, o.stage, o.amount, d.name, m.name, o.document "
#define OPEN_JOINS                                                             \
 "JOIN budget_name d ON d.id = o.document "                                    \
 "LEFT JOIN budget_name m ON m.id = o.dimension "
#define OPEN_ORDER "ORDER BY d.name, o.account, o.period, o.dimension, o.stage"

SQL(sql_open,
    "SELECT " OPEN_COLUMNS "FROM budget_open o " OPEN_JOINS
    "WHERE o.amount > 0 " OPEN_ORDER);
SQL(sql_open_then,
    "SELECT " OPEN_COLUMNS "FROM (SELECT document, account, period, "
    "dimension, stage, SUM(amount) AS amount FROM ("
    "SELECT document, account, period, dimension, dst AS stage, amount "
    "FROM budget_line WHERE document > 0 AND at <= $1 AND entry <= $2 "
    "UNION ALL "
    "SELECT against, account, period, dimension, src, -amount "
    "FROM budget_line WHERE against > 0 AND at <= $1 AND entry <= $2) x "
    "GROUP BY document, account, period, dimension, stage "
    "HAVING SUM(amount) > 0) o " OPEN_JOINS OPEN_ORDER);

/* Of a document: who and why, as its first line says, and since when. */
struct origin {
	int64_t document, since;
	const char *vendor, *reference, *note;
};

SQL(sql_origin,
    "SELECT at, entry, line, vendor, reference, note FROM budget_line "
    "WHERE document = $1 AND document > 0");

/* In ops->mem. */
static int
find_origin(struct ops *ops, int64_t document, struct origin *o)
{
	struct db_query q;
	int64_t entry = INT64_MAX, line = INT64_MAX;
	int err = db_query(ops, &q, sql_origin, V(document));

	*o = (struct origin){ .document = document, .since = NONE };
	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t at = db_int(&q, 0);

		if (db_int(&q, 1) < entry ||
		    (db_int(&q, 1) == entry && db_int(&q, 2) < line)) {
			entry = db_int(&q, 1);
			line = db_int(&q, 2);
			o->vendor = arena_strdup(ops->mem, db_text(&q, 3));
			o->reference = arena_strdup(ops->mem, db_text(&q, 4));
			o->note = arena_strdup(ops->mem, db_text(&q, 5));
		}
		if (o->since == NONE || at < o->since)
			o->since = at;
		err = 0;
	}
	db_done(&q);
	return err;
}

static int
stored_rows(struct ops *ops, const struct open_wish *w,
    int (*row)(void *, const struct open_row *), void *data)
{
	struct arena_mark mark = arena_mark(ops->mem);
	struct origin o = { .document = NONE };
	struct db_query q;
	int err = w->until == NONE && w->known == NONE
	    ? db_query0(ops, &q, sql_open)
	    : db_query(ops, &q, sql_open_then,
		V(w->until == NONE ? INT64_MAX : w->until),
		V(w->known == NONE ? INT64_MAX : w->known));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct open_row r = { .period = db_int(&q, 1),
			.stage = (enum stage)db_int(&q, 2),
			.amount = db_int(&q, 3),
			.document = db_text(&q, 4),
			.dimension = db_text(&q, 5) };

		err = 0;
		if (o.document != db_int(&q, 6)) {
			arena_back(ops->mem, mark);
			err = find_origin(ops, db_int(&q, 6), &o);
		}
		r.since = o.since;
		r.vendor = o.vendor;
		r.reference = o.reference;
		r.note = o.note;
		if (err == 0)
			err = account_by_id(ops, db_int(&q, 0), &r.account);
		if (err == 0)
			err = row(data, &r);
	}
	db_done(&q);
	return err;
}

/* ---- with what is not posted ---- */

struct stack {
	struct ops *ops;
	VEC(struct open_row) rows;
};

static int
keep_row(void *data, const struct open_row *r)
{
	struct stack *s = data;
	struct open_row *to = VEC_ADD(s->ops->keep, &s->rows);
	const char **text[] = { &to->document, &to->dimension, &to->vendor,
		&to->reference, &to->note };

	*to = *r;
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		*text[i] = arena_strdup(s->ops->keep, *text[i]);
	return 0;
}

/* A document that is new has its first line to say who and why. */
static int
change(struct stack *s, const struct budget_line *l, const char *document,
    enum stage stage, int64_t amount)
{
	struct open_row fresh = { document, l->dimension, l->account,
		l->period, stage, 0, l->at, l->vendor, l->reference, l->note };
	struct open_row *r, *found = NULL;

	if (document == NULL)
		return 0;
	VEC_EACH(&s->rows, r) {
		if (!text_eq(r->document, document))
			continue;
		fresh.since = r->since;
		fresh.vendor = r->vendor;
		fresh.reference = r->reference;
		fresh.note = r->note;
		if (r->account == l->account && r->period == l->period &&
		    r->stage == stage && text_eq(r->dimension, l->dimension))
			found = r;
	}
	if (found == NULL) {
		found = VEC_ADD(s->ops->keep, &s->rows);
		*found = fresh;
	}
	if (add_i64(found->amount, amount, &found->amount) == 0)
		return 0;
	return fail(s->ops, OPS_DATA,
	    "amount: what '%s' holds is too large a number", document);
}

static int
by_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? (a != NULL) - (b != NULL)
				      : strcmp(a, b);
}

static int
compare(const void *a, const void *b)
{
	const struct open_row *x = a, *y = b;
	int order = strcmp(x->document, y->document);

	if (order == 0)
		order = (x->account->id > y->account->id) -
		    (x->account->id < y->account->id);
	if (order == 0)
		order = (x->period > y->period) - (x->period < y->period);
	if (order == 0)
		order = by_text(x->dimension, y->dimension);
	return order != 0 ? order : (int)x->stage - (int)y->stage;
}

int
open_rows(struct ops *ops, const struct open_wish *w,
    int (*row)(void *, const struct open_row *), void *data)
{
	struct stack s = { .ops = ops };
	int err = w->n_extra == 0 ? stored_rows(ops, w, row, data)
				  : stored_rows(ops, w, keep_row, &s);

	for (size_t i = 0; err == 0 && i < w->n_extra; i++) {
		const struct budget_line *l = &w->extra[i];

		err = change(&s, l, l->document, l->to, l->amount);
		if (err == 0)
			err = change(&s, l, l->against, l->from, -l->amount);
	}
	if (s.rows.n > 1)
		qsort(s.rows.v, s.rows.n, sizeof *s.rows.v, compare);
	for (size_t i = 0; err == 0 && i < s.rows.n; i++)
		if (s.rows.v[i].amount > 0)
			err = row(data, &s.rows.v[i]);
	return err;
}
