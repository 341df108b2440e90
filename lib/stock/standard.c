/* Standard costs: what one of an item is worth from a day on. */
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/foldkept.h"
#include "stock/standard.h"

static const struct column cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY, "the item" },
	{ "valid_from", TYPE_DATE, LEDGER_KEY, "the first day" },
	{ "cost", TYPE_PRICE, 0, "what one is worth" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { COL_ITEM, COL_FROM, COL_COST };

static int
check(struct ops *ops, const struct db_value *v, int live)
{
	const struct item *item;
	int err;

	if (!live)
		return 0;
	err = item_by_sku(ops, v[COL_ITEM].p, &item);
	if (err != 0)
		return fail_at(ops, "item");
	return v[COL_COST].i >= 0 ? 0
				  : fail(ops, OPS_DATA, "cost: it is below 0");
}

/* The value of a closed day stays; what is to come may be set. */
static int
check_day(struct ops *ops, const struct entry *e, int64_t day)
{
	int64_t at = zone_to_utc(ops->book->zone, day, 0);

	return at > ops->now ? 0
	    : entry_check_field(ops, e, at, "valid_from", "--valid-from");
}

static int
reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	int err = check_day(ops, e, r->cols[COL_FROM].i);

	return err != 0 ? err : record_reverse(ops, e, l, r);
}

const struct ledger ledger_standard = { .name = "stock standard",
	RECORD_LEDGER(cols, "standard"),
	.check = check,
	.reverse = reverse,
	.verify = kept_verify,
	.finish = kept_finish };

int
standard_post(struct ops *ops, struct entry *e, const struct standard *s)
{
	struct db_value v[LEDGER_COLUMNS] = { V(s->item->sku), V(s->day),
		V(s->cost) };
	int same, err = check_day(ops, e, s->day);

	if (err != 0)
		return err;
	err = record_same(ops, &ledger_standard, v, NULL, &same);
	if (err == 0 && same)
		e->unchanged++;
	return err != 0 || same
	    ? err : record_post(ops, e, &ledger_standard, v, NULL);
}

int
standards_all(struct ops *ops, int64_t known, struct standard **out, size_t *n)
{
	VEC(struct standard) all = { 0 };
	struct db_query q;
	int got = 0, err = record_query(ops, &ledger_standard, known, NULL, &q);

	while (err == 0 && (got = db_next(&q)) == 1) {
		struct standard *s = VEC_ADD(ops->keep, &all);

		s->entry = db_int(&q, 1);
		s->day = db_int(&q, 3 + COL_FROM);
		s->cost = db_int(&q, 3 + COL_COST);
		err = item_by_sku(ops, db_text(&q, 3 + COL_ITEM), &s->item);
	}
	db_done(&q);
	*out = all.v;
	*n = all.n;
	return err != 0 ? err : got < 0 ? got : 0;
}
