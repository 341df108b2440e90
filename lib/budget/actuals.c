/* Actuals: what was spent, line by line, for the accounts of others. */
#include "budget/actuals.h"
#include "budget/line.h"
#include "budget/month.h"
#include "db/db.h"

const struct column actual_columns[] = {
	{ "entry", TYPE_INT, COL_FILTER, "the entry that posted it" },
	{ "line", TYPE_INT, 0, "and its line" },
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "period", TYPE_CODE, COL_FILTER, "the month of the budget" },
	{ "account", TYPE_CODE, COL_FILTER, "the account" },
	{ "amount", TYPE_MONEY, 0, "what was spent; below 0 what came back" },
	{ "unit", TYPE_CODE, 0, "what is counted (missing: money)" },
	{ "dimension", TYPE_CODE, COL_MINOR, "further axes" },
	{ "reason", TYPE_CODE, COL_MINOR, "spend, refund ..." },
	{ "vendor", TYPE_CODE, COL_FILTER, "who was paid" },
	{ "reference", TYPE_TEXT, 0, "order, invoice, document" },
	{ "item", TYPE_CODE, COL_MINOR, "what was bought" },
	{ "qty", TYPE_QTY, COL_MINOR, "how much of it; below 0 came back" },
	{ "unit_price", TYPE_PRICE, COL_MINOR, "what one cost" },
	{ "against", TYPE_CODE, COL_MINOR, "the commitment it used up" },
	{ "note", TYPE_TEXT, COL_WIDE, "more" },
	{ "currency", TYPE_CODE, COL_MINOR, "what it was paid in" },
	{ "original", TYPE_TEXT, COL_MINOR, "the amount in it, with its sign" },
	{ "rate", TYPE_PRICE, COL_MINOR, "by which it was reckoned" },
	{ "rate_date", TYPE_DATE, COL_MINOR, "from which day that holds" },
	{ "about", TYPE_CODE, COL_MINOR, "category, asset, site, kind" },
	{ NULL },
};

SQL(sql_actuals,
    "SELECT l.entry, l.line, l.at, l.period, a.account, l.dst, l.amount, "
    "a.unit, d.name, l.reason, l.vendor, l.reference, l.item, l.qty, "
    "l.unit_price, g.name, l.note, l.currency, l.original, l.rate, "
    "l.rate_date, l.about FROM budget_line l JOIN budget_account a ON a.id = "
    "l.account LEFT JOIN budget_name d ON d.id = l.dimension LEFT JOIN "
    "budget_name g ON g.id = l.against WHERE (l.src = 4 OR l.dst = 4) AND "
    "l.entry > $1 AND l.entry <= $2 AND l.at >= $3 AND l.at <= $4 ORDER BY "
    "l.entry, l.line");

static int
give_row(struct ops *ops, const struct db_query *q, struct sink *to)
{
	int64_t amount = db_int(q, 6), reason = db_int(q, 9);
	struct foreign f = { db_text(q, 17), db_int(q, 18), db_int(q, 19),
		db_int(q, 20) };
	int64_t qty = db_int(q, 13);
	char month[MONTH_SIZE];

	month_print(month, db_int(q, 3));
	/* Lines have no signs: those of an amount are those of its parts. */
	if (db_int(q, 5) != STAGE_ACTUAL) {
		amount = -amount;
		f.original = f.original == NONE ? NONE : -f.original;
		qty = qty == NONE ? NONE : -qty;
	}
	return sink_row(to,
	    (struct cell[ACTUAL_COLUMNS]){ cell_int(db_int(q, 0)),
		cell_int(db_int(q, 1)), cell_int(db_int(q, 2)),
		cell_text(month), cell_text(db_text(q, 4)), cell_int(amount),
		cell_text(db_text(q, 7)), cell_text(db_text(q, 8)),
		cell_text(reason_words[reason]), cell_text(db_text(q, 10)),
		cell_text(db_text(q, 11)), cell_text(db_text(q, 12)),
		cell_int(qty), cell_int(db_int(q, 14)),
		cell_text(db_text(q, 15)), cell_text(db_text(q, 16)),
		cell_text(f.currency), cell_text(foreign_text(ops, &f)),
		cell_int(f.rate), cell_int(f.rate_date),
		cell_text(db_text(q, 21)) });
}

int
actuals(struct ops *ops, const struct actuals_wish *w, struct sink *to)
{
	struct db_query q;
	int err = sink_begin(to, actual_columns, ACTUAL_COLUMNS);

	if (err == 0)
		err = db_query(ops, &q, sql_actuals,
		    V(w->after == NONE ? 0 : w->after),
		    V(w->known == NONE ? INT64_MAX : w->known),
		    V(w->since == NONE ? -INT64_MAX : w->since),
		    V(w->until));
	else
		return err;
	while (err == 0 && (err = db_next(&q)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);

		err = give_row(ops, &q, to);
		arena_back(ops->mem, mark);
	}
	db_done(&q);
	return err < 0 ? err : sink_end(to);
}
