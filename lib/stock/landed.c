/* Landed cost: what a receipt cost besides its price, on each of its lines. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/backdated.h"
#include "stock/landed.h"
#include "time/date.h"
#include "time/zone.h"

const char *const landed_words[] = { "value", "qty", "weight", NULL };

enum landed_by
landed_by(const char *word)
{
	for (int i = 0; word != NULL && landed_words[i] != NULL; i++)
		if (strcmp(landed_words[i], word) == 0)
			return (enum landed_by)i;
	return LANDED_VALUE;
}

enum { RECEIPT, OF_LINE, N, SKU, AMOUNT, DATE, REFERENCE, REASON, PARTY,
	LIVE };

static const struct column landed_cols[] = {
	{ "receipt", TYPE_INT, LEDGER_KEY, "the entry of the receipt" },
	{ "of_line", TYPE_INT, LEDGER_KEY, "and its line" },
	{ "n", TYPE_INT, LEDGER_KEY, "which cost of that line" },
	{ "item", TYPE_CODE, 0, "what was received" },
	{ "amount", TYPE_MONEY, 0, "what it cost besides" },
	{ "date", TYPE_TIME, LEDGER_WHEN, "when that was known" },
	{ "reference", TYPE_CODE, 0, "the bill" },
	{ "reason", TYPE_TEXT, 0, "freight, customs ..." },
	{ "party", TYPE_CODE, 0, "whom it was paid to" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

SQL(sql_next, "SELECT COALESCE(MAX(n), 0) + 1 FROM landed_version "
	      "WHERE item = $1 AND receipt = $2 AND of_line = $3");

static int
next_number(struct ops *ops, const char *item, int64_t receipt, int64_t line,
    int64_t *n)
{
	*n = NONE;
	return db_get(ops, n, sql_next, V(item), V(receipt), V(line));
}

/*
 * What is in a closed period stays: the same amount comes off at the date of
 * the undoing.  It came with its receipt, and goes with it.
 */
static int
landed_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct db_value cols[LEDGER_COLUMNS];
	struct reversal here = *r;
	int64_t at, n;
	int err;

	here.keep_new = 0;
	if (r->cols[LIVE].i == 0) /* an undo that is undone */
		return record_reverse(ops, e, l, &here);
	at = entry_reversed_at(e, r, r->cols[DATE].i);
	err = entry_check_date(ops, e, at);
	if (err != 0 || at == r->cols[DATE].i)
		return err != 0 ? err : record_reverse(ops, e, l, &here);
	err = next_number(ops, r->cols[SKU].p, r->cols[RECEIPT].i,
	    r->cols[OF_LINE].i, &n);
	if (err != 0)
		return err;
	memcpy(cols, r->cols, sizeof landed_cols / sizeof *landed_cols *
	    sizeof *cols);
	cols[N] = V(n);
	cols[AMOUNT] = V(-r->cols[AMOUNT].i);
	cols[DATE] = V(at);
	return record_post(ops, e, l, cols, NULL);
}

SQL(sql_lost,
    "SELECT 'line ' || d.of_line || ' of entry ' || d.receipt || "
    "' is no move of its item' FROM landed d WHERE NOT EXISTS ("
    "SELECT 1 FROM item i JOIN move m ON m.item = i.id "
    "WHERE i.sku = d.item AND m.entry = d.receipt AND m.line = d.of_line) "
    "ORDER BY d.receipt, d.of_line");

static int
landed_verify(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	int err = record_verify(ops, l, report, data);

	return err != 0 ? err : ledger_wrong(ops, l, sql_lost, report, data);
}

const struct ledger ledger_landed = { .name = "stock landed",
	RECORD_LEDGER(landed_cols, "landed"),
	.reverse = landed_reverse,
	.verify = landed_verify,
	.finish = backdated_costs };

/* ---- spreading ---- */

static int
weight_of(struct ops *ops, enum landed_by by, const struct landed_line *l,
    int64_t *weight)
{
	int err = 0;

	*weight = 0;
	if (by == LANDED_QTY)
		*weight = l->qty;
	else if (by == LANDED_VALUE && l->value != NONE)
		*weight = l->value;
	else if (by == LANDED_VALUE && l->item->cost != NONE)
		err = money_of(l->qty, l->item->cost, ops->book->decimals,
		    weight);
	else if (by == LANDED_WEIGHT && l->item->weight == NONE)
		return fail(ops, OPS_DATA, "by: item '%s' has no weight: 'ops "
		    "stock item set' says it", l->item->sku);
	else if (by == LANDED_WEIGHT)
		err = mul_div(l->qty, l->item->weight, MILLION, weight);
	return err == 0 ? 0 : fail(ops, OPS_DATA, "by: the %s of item '%s' is "
	    "too large a number", landed_words[by], l->item->sku);
}

static int
post_share(struct ops *ops, struct entry *e, const struct landed_cost *c,
    const struct landed_line *l, int64_t amount)
{
	int64_t n;
	int err = next_number(ops, l->item->sku, l->receipt, l->line, &n);
	struct db_value cols[LEDGER_COLUMNS] = { V(l->receipt), V(l->line),
		V(n), V(l->item->sku), V(amount), V(c->date), V(c->reference),
		V(c->reason), V(c->party) };

	return err != 0 ? err : record_post(ops, e, &ledger_landed, cols,
	    NULL);
}

static int
check_cost(struct ops *ops, const struct entry *e,
    const struct landed_cost *c, const struct landed_line *line, size_t n)
{
	char day[TIME_SIZE];
	int64_t d;
	int second;

	if (c->amount == 0)
		return decimal_wrong(ops, "amount", c->amount,
		    ops->book->decimals, "an amount that is not 0");
	for (size_t i = 0; i < n; i++) {
		if (c->date >= line[i].at)
			continue;
		zone_from_utc(ops->book->zone, line[i].at, &d, &second);
		date_print(day, d);
		zone_from_utc(ops->book->zone, c->date, &d, &second);
		return date_wrong(ops, "date", d, arena_printf(ops->mem,
		    "no day before the receipt, %s", day));
	}
	return entry_check_date(ops, e, c->date);
}

int
landed_post(struct ops *ops, struct entry *e, const struct landed_cost *c,
    enum landed_by by, const struct landed_line *line, size_t n)
{
	int64_t *weight = ARENA_ARRAY(ops->mem, int64_t, n);
	int64_t *part = ARENA_ARRAY(ops->mem, int64_t, n);
	int err = check_cost(ops, e, c, line, n);

	for (size_t i = 0; err == 0 && i < n; i++)
		err = weight_of(ops, by, &line[i], &weight[i]);
	if (err != 0)
		return err;
	if (money_split(c->amount, weight, n, part) != 0)
		return fail(ops, OPS_DATA, "by: no line has a %s: expected "
		    "another of value, qty, weight", landed_words[by]);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (part[i] != 0)
			err = post_share(ops, e, c, &line[i], part[i]);
	return err;
}

/* ---- the lines of receipts ---- */

#define RECEIPT_LINE                                                    \
	"SELECT m.entry, m.line, m.item, m.at, m.qty, m.value "         \
	"FROM move m JOIN location a ON a.id = m.src "                  \
	"JOIN location b ON b.id = m.dst "

SQL(sql_of_entry,
    RECEIPT_LINE "JOIN move_span s ON s.item = m.item "
    "AND m.at BETWEEN s.first_at AND s.last_at AND s.entry = m.entry "
    "WHERE s.entry = $1 AND a.kind = 'vendor' AND b.kind IN "
    "('site', 'internal', 'quarantine', 'transit') ORDER BY m.line");
SQL(sql_of_reference,
    RECEIPT_LINE "WHERE m.reference = $1 AND a.kind = 'vendor' AND b.kind IN "
    "('site', 'internal', 'quarantine', 'transit') "
    "ORDER BY m.entry, m.line");

static int
no_lines(struct ops *ops, int64_t receipt, const char *reference)
{
	if (receipt == NONE)
		return fail(ops, OPS_DATA,
		    "reference: '%s' is of no receipt that stands", reference);
	return fail(ops, OPS_DATA, "receipt: entry %lld is no receipt that "
	    "stands", (long long)receipt);
}

int
landed_lines(struct ops *ops, int64_t receipt, const char *reference,
    struct landed_line **out, size_t *n)
{
	VEC(struct landed_line) v = { .n = 0 };
	struct db_query q;
	size_t kept = 0;
	int stands, err = receipt != NONE
	    ? db_query(ops, &q, sql_of_entry, V(receipt))
	    : db_query(ops, &q, sql_of_reference, V(reference));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct landed_line *l = VEC_ADD(ops->mem, &v);

		*l = (struct landed_line){ .receipt = db_int(&q, 0),
			.line = db_int(&q, 1), .at = db_int(&q, 3),
			.qty = db_int(&q, 4), .value = db_int(&q, 5) };
		err = item_by_id(ops, db_int(&q, 2), &l->item);
	}
	db_done(&q);
	for (size_t i = 0; err == 0 && i < v.n; i++) {
		err = entry_line_stands(ops, v.v[i].receipt, v.v[i].line,
		    &stands);
		if (err == 0 && stands)
			v.v[kept++] = v.v[i];
	}
	*out = v.v;
	*n = kept;
	return err == 0 && kept == 0 ? no_lines(ops, receipt, reference) : err;
}

SQL(sql_standing, "SELECT CAST(SUM(amount) AS BIGINT), MAX(entry) FROM landed "
		  "WHERE receipt = $1 AND of_line = $2");

int
landed_check_undo(struct ops *ops, int64_t receipt, int64_t line)
{
	int64_t sum = NONE, by = NONE;
	struct db_query q;
	int err = db_query(ops, &q, sql_standing, V(receipt), V(line));

	if (err == 0 && (err = db_next(&q)) == 1) {
		sum = db_int(&q, 0);
		by = db_int(&q, 1);
		err = 0;
	}
	db_done(&q);
	if (err == 0 && sum != NONE && sum != 0)
		return fail(ops, OPS_DATA, "entry %lld posts landed cost on "
		    "it: undo that first", (long long)by);
	return err;
}

int
landed_shares(struct ops *ops, int64_t known,
    int (*row)(void *, const struct landed_share *), void *data)
{
	enum { FIRST = 3 };
	struct db_query q;
	int err = record_query(ops, &ledger_landed, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct landed_share s = {
			.receipt = db_int(&q, FIRST + RECEIPT),
			.line = db_int(&q, FIRST + OF_LINE),
			.n = db_int(&q, FIRST + N),
			.amount = db_int(&q, FIRST + AMOUNT),
			.date = db_int(&q, FIRST + DATE),
			.entry = db_int(&q, 1),
			.item = db_text(&q, FIRST + SKU),
			.reference = db_text(&q, FIRST + REFERENCE),
			.reason = db_text(&q, FIRST + REASON),
			.party = db_text(&q, FIRST + PARTY) };

		err = row(data, &s);
	}
	db_done(&q);
	return err;
}
