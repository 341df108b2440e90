/* The lines of accounts in order, each with what was left behind it. */
#include "budget/ledgerlist.h"
#include "base/decimal.h"
#include "base/str.h"

SQL(sql_list,
    "SELECT l.entry, l.line, l.at, l.period, l.src, l.dst, l.amount, "
    "l.reason, m.name, d.name, g.name, l.vendor, l.reference, l.item, l.qty, "
    "l.unit_price, l.note, l.currency, l.original, l.rate, l.rate_date, "
    "l.about "
    "FROM budget_line l LEFT JOIN budget_name m ON m.id = l.dimension "
    "LEFT JOIN budget_name d ON d.id = l.document "
    "LEFT JOIN budget_name g ON g.id = l.against "
    "WHERE l.account = $1 AND l.entry <= $2 AND l.at <= $3 "
    "ORDER BY l.at, l.entry, l.line");

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

static int
list_account(struct ops *ops, const struct ledger_list_wish *w,
    const struct account *a, int (*row)(void *, const struct ledger_list_row *),
    void *data)
{
	struct ledger_list_row r = { .available = 0 };
	struct db_query q;
	int err = db_query(ops, &q, sql_list, V(a->id),
	    V(w->known == NONE ? INT64_MAX : w->known),
	    V(w->until == NONE ? INT64_MAX : w->until));

	while (err == 0 && (err = db_next(&q)) == 1) {
		const struct budget_line *l = &r.line;

		fill(&q, a, &r);
		err = 0;
		if ((l->to == STAGE_AVAILABLE &&
			add_i64(r.available, l->amount, &r.available) != 0) ||
		    (l->from == STAGE_AVAILABLE &&
			sub_i64(r.available, l->amount, &r.available) != 0))
			err = fail(ops, OPS_DATA,
			    "amount: what '%s' has left "
			    "is too large a number",
			    a->name);
		if (err == 0 && is_wanted(w, l))
			err = row(data, &r);
	}
	db_done(&q);
	return err;
}

int
ledger_list(struct ops *ops, const struct ledger_list_wish *w,
    int (*row)(void *, const struct ledger_list_row *), void *data)
{
	const struct account *const *all;
	size_t n;
	int err = accounts_all(ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (w->under == NULL || account_within(all[i]->name, w->under))
			err = list_account(ops, w, all[i], row, data);
	return err;
}
