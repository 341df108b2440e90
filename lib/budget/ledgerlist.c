/* The lines of accounts in order, each with what was left behind it. */
#include "budget/ledgerlist.h"
#include "budget/totals.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"

#define COLUMNS                                                                \
 "SELECT l.entry, l.line, l.at, l.period, l.src, l.dst, l.amount, "            \
 "l.reason, m.name, d.name, g.name, l.vendor, l.reference, l.item, l.qty, "    \
 "l.unit_price, l.note, l.currency, l.original, l.rate, l.rate_date, l.about "
#define NAMES                                                                  \
 "LEFT JOIN budget_name m ON m.id = l.dimension "                              \
 "LEFT JOIN budget_name d ON d.id = l.document "                               \
 "LEFT JOIN budget_name g ON g.id = l.against "                                \
 "WHERE l.account = $1 AND l.entry <= $2 AND l.at <= $3 "
#define ORDER "ORDER BY l.at, l.entry, l.line"
SQL(sql_list, COLUMNS "FROM budget_line l " NAMES ORDER);
SQL(sql_since,
    COLUMNS "FROM (SELECT DISTINCT period FROM budget_slice "
	    "WHERE account = $1 AND last_at >= $4) t "
	    "JOIN budget_line l ON l.period = t.period " NAMES
	    "AND l.at >= $4 " ORDER);

static void
fill(const struct db_query *q, const struct account *a,
    struct ledger_list_row *r)
{
	r->entry = db_int(q, 0);
	r->number = db_int(q, 1);
	r->line = (struct budget_line){ .account = a,
		.at = db_int(q, 2),
		.period = db_int(q, 3),
		.from = (enum stage)db_int(q, 4),
		.to = (enum stage)db_int(q, 5),
		.amount = db_int(q, 6),
		.reason = (enum reason)db_int(q, 7),
		.dimension = db_text(q, 8),
		.document = db_text(q, 9),
		.against = db_text(q, 10),
		.vendor = db_text(q, 11),
		.reference = db_text(q, 12),
		.item = db_text(q, 13),
		.qty = db_int(q, 14),
		.unit_price = db_int(q, 15),
		.note = db_text(q, 16),
		.foreign = { db_text(q, 17), db_int(q, 18), db_int(q, 19),
		    db_int(q, 20) },
		.about = db_text(q, 21) };
}

static int
is_wanted(const struct ledger_list_wish *w, const struct budget_line *l)
{
	return (w->since == NONE || l->at >= w->since) &&
	    (w->document == NULL || text_eq(l->document, w->document) ||
		text_eq(l->against, w->document));
}

struct listing {
	struct ops *ops;
	const struct ledger_list_wish *wish;
	int (*row)(void *, const struct ledger_list_row *);
	void *data;
	const struct account *account;
	struct budget_line *extra; /* of the account, by time */
	size_t at, n;
	int64_t available;
};

static int
give(struct listing *g, struct ledger_list_row *r)
{
	const struct budget_line *l = &r->line;

	if ((l->to == STAGE_AVAILABLE &&
		add_i64(g->available, l->amount, &g->available) != 0) ||
	    (l->from == STAGE_AVAILABLE &&
		sub_i64(g->available, l->amount, &g->available) != 0))
		return fail(g->ops, OPS_DATA,
		    "amount: what '%s' has left is too large a number",
		    g->account->name);
	r->available = g->available;
	return is_wanted(g->wish, l) ? g->row(g->data, r) : 0;
}

/* What is not posted stands behind what was, of the same second. */
static int
give_extra(struct listing *g, int64_t before)
{
	int err = 0;

	for (; err == 0 && g->at < g->n && g->extra[g->at].at < before;
	    g->at++) {
		struct ledger_list_row r = { NONE, NONE, g->extra[g->at], 0 };

		err = give(g, &r);
	}
	return err;
}

/* The order of a file holds where times are the same. */
static void
find_extra(struct listing *g)
{
	const struct ledger_list_wish *w = g->wish;

	g->at = g->n = 0;
	g->extra = ARENA_ARRAY(g->ops->mem, struct budget_line, w->n_extra);
	for (size_t i = 0; i < w->n_extra; i++) {
		size_t k = g->n;

		if (w->extra[i].account != g->account ||
		    (w->until != NONE && w->extra[i].at > w->until))
			continue;
		for (; k > 0 && g->extra[k - 1].at > w->extra[i].at; k--)
			g->extra[k] = g->extra[k - 1];
		g->extra[k] = w->extra[i];
		g->n++;
	}
}

static int
add_before(void *data, const struct totals_part *p)
{
	struct listing *g = data;

	if (add_i64(g->available, p->of[STAGE_AVAILABLE], &g->available) == 0)
		return 0;
	return fail(g->ops, OPS_DATA,
	    "amount: what '%s' had left is too large a number",
	    g->account->name);
}

/* What was left before the first line that is listed. */
static int
find_before(struct listing *g)
{
	struct totals_wish w = { 0, INT64_MAX, NONE, g->wish->known,
		g->account->id };

	g->available = 0;
	if (g->wish->since == NONE)
		return 0;
	w.until = g->wish->since - 1;
	return totals(g->ops, &w, add_before, g);
}

static int
list_account(struct listing *g)
{
	const struct ledger_list_wish *w = g->wish;
	struct ledger_list_row r = { .available = 0 };
	const struct db_value known =
				  V(w->known == NONE ? INT64_MAX : w->known),
			      until =
				  V(w->until == NONE ? INT64_MAX : w->until);
	struct db_query q;
	int err = find_before(g);

	if (err == 0)
		err = w->since == NONE ?
		    db_query(g->ops, &q, sql_list, V(g->account->id), known,
			until) :
		    db_query(g->ops, &q, sql_since, V(g->account->id), known,
			until, V(w->since));
	if (err != 0)
		return err;
	if (w->n_extra > 0)
		find_extra(g);
	while (err == 0 && (err = db_next(&q)) == 1) {
		fill(&q, g->account, &r);
		err = give_extra(g, r.line.at);
		if (err == 0)
			err = give(g, &r);
	}
	db_done(&q);
	return err != 0 ? err : give_extra(g, INT64_MAX);
}

SQL(sql_accounts,
    "SELECT l.account FROM budget_name n JOIN budget_line l "
    "ON l.document = n.id AND l.document > 0 "
    "WHERE n.kind = 1 AND n.name = $1 UNION "
    "SELECT l.account FROM budget_name n JOIN budget_line l "
    "ON l.against = n.id AND l.against > 0 "
    "WHERE n.kind = 1 AND n.name = $1");

typedef VEC(const struct account *) accounts;

static int
has(const accounts *v, const struct account *a)
{
	const struct account **p;

	VEC_EACH(v, p)
		if (*p == a)
			return 1;
	return 0;
}

/* The accounts that have lines of the document: others need not be read. */
static int
find_accounts(struct ops *ops, const struct ledger_list_wish *w, accounts *v)
{
	const struct account *a;
	struct db_query q;
	int err = db_query(ops, &q, sql_accounts, V(w->document));

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = account_by_id(ops, db_int(&q, 0), &a);
		*VEC_ADD(ops->mem, v) = a;
	}
	db_done(&q);
	for (size_t i = 0; i < w->n_extra; i++)
		if (!has(v, w->extra[i].account))
			*VEC_ADD(ops->mem, v) = w->extra[i].account;
	return err;
}

int
ledger_list(struct ops *ops, const struct ledger_list_wish *w,
    int (*row)(void *, const struct ledger_list_row *), void *data)
{
	struct listing g = { .ops = ops, .wish = w, .row = row, .data = data };
	const struct account *const *all;
	accounts some = { NULL, 0, 0 };
	size_t n;
	int err = accounts_all(ops, &all, &n);

	if (err == 0 && w->document != NULL)
		err = find_accounts(ops, w, &some);
	for (size_t i = 0; err == 0 && i < n; i++) {
		g.account = all[i];
		if ((w->under == NULL ||
			account_within(all[i]->name, w->under)) &&
		    (w->document == NULL || has(&some, all[i])))
			err = list_account(&g);
	}
	return err;
}
