/* Inspections as they are kept: their records, what was wrong, the values. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "stock/inspection.h"
#include "stock/inspectrecord.h"

static const struct column inspection_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the inspection" },
	{ "item", TYPE_CODE, 0, "what was inspected" },
	{ "lot", TYPE_CODE, 0, "its lot" },
	{ "location", TYPE_CODE, 0, "where it was held" },
	{ "stage", TYPE_CODE, 0, "receipt, production, stock ..." },
	{ "party", TYPE_CODE, 0, "whose goods they are" },
	{ "date", TYPE_TIME, LEDGER_WHEN, "when it was decided" },
	{ "qty", TYPE_QTY, 0, "how much was inspected" },
	{ "accepted", TYPE_QTY, 0, "of it, what is good" },
	{ "rejected", TYPE_QTY, 0, "of it, what is not" },
	{ "accepted_to", TYPE_CODE, 0, "where what is good went" },
	{ "rejected_to", TYPE_CODE, 0, "where what is not went; missing: it "
				       "stayed" },
	{ "repeats", TYPE_CODE, 0, "the inspection before, of the same goods" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "override", TYPE_TEXT, COL_WIDE,
	    "why values outside the limits are good" },
	{ "inspector", TYPE_TEXT, COL_PERSON | LEDGER_PERSONAL,
	    "who inspected" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { CODE, ITEM, LOT, LOCATION, STAGE, PARTY, DATE, QTY, ACCEPTED, REJECTED,
	ACCEPTED_TO, REJECTED_TO, REPEATS, REASON, OVERRIDE, INSPECTOR };

static const struct column defect_cols[] = {
	{ "inspection", TYPE_CODE, LEDGER_KEY, "the inspection" },
	{ "defect", TYPE_CODE, LEDGER_KEY, "what was wrong" },
	{ "qty", TYPE_QTY, 0, "with how much" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column measure_cols[] = {
	{ "inspection", TYPE_CODE, LEDGER_KEY, "the inspection" },
	{ "characteristic", TYPE_CODE, LEDGER_KEY, "what was measured" },
	{ "piece", TYPE_INT, LEDGER_KEY, "of which piece" },
	{ "value", TYPE_RATIO, 0, "what it was; of an attribute 1 or 0" },
	{ "lower", TYPE_RATIO, 0, "the least that was good" },
	{ "upper", TYPE_RATIO, 0, "the most that was good" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

SQL(sql_findings,
    "SELECT defect FROM defect WHERE inspection = $1 UNION ALL "
    "SELECT characteristic FROM measure WHERE inspection = $1 LIMIT 1");
SQL(sql_repeated, "SELECT code FROM inspection WHERE repeats = $1 LIMIT 1");

SQL(sql_there, "SELECT entry FROM inspection WHERE code = $1");

/* A finding comes back with its inspection, not alone. */
static int
check_finding(struct ops *ops, const struct db_value *v, int live)
{
	int64_t entry = NONE;
	int err = live ? db_get(ops, &entry, sql_there, v[0]) : 0;

	return err != 0 || !live || entry != NONE ? err : fail(ops, OPS_DATA,
	    "'%s' is of inspection '%s', which is not there",
	    (const char *)v[1].p, (const char *)v[0].p);
}

/* What stands on it goes first. */
static int
check_gone(struct ops *ops, const char *code)
{
	const char *first = NULL;
	int err = db_get_text(ops, &first, sql_findings, V(code));

	if (err == 0 && first != NULL)
		return fail(ops, OPS_DATA, "inspection '%s' has findings "
		    "('%s'): they are undone with it, as one entry", code,
		    first);
	if (err == 0)
		err = db_get_text(ops, &first, sql_repeated, V(code));
	if (err == 0 && first != NULL)
		return fail(ops, OPS_DATA, "inspection '%s' is repeated by "
		    "'%s': that is undone first", code, first);
	return err;
}

static int
check_inspection(struct ops *ops, const struct db_value *v, int live)
{
	int64_t sum;

	if (!live)
		return check_gone(ops, v[CODE].p);
	if (v[QTY].i <= 0 || v[ACCEPTED].i < 0 || v[REJECTED].i < 0 ||
	    add_i64(v[ACCEPTED].i, v[REJECTED].i, &sum) != 0 ||
	    sum != v[QTY].i)
		return fail(ops, OPS_DATA, "inspection '%s': accepted and "
		    "rejected are not what was inspected",
		    (const char *)v[CODE].p);
	return v[REPEATS].type == DB_NULL ? 0 :
	    inspection_check_repeats(ops, v[REPEATS].p, v[ITEM].p);
}

/* It came with its moves, and goes with them. */
static int
reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct reversal here = *r;

	here.keep_new = 0;
	return record_reverse(ops, e, l, &here);
}

SQL(sql_date, "SELECT date FROM inspection_version WHERE code = $1 "
	      "AND live = 1 ORDER BY entry DESC, line DESC LIMIT 1");

/*
 * Its counts belong to their period: what is closed stays, also where the
 * goods could be moved back at a later date.
 */
static int
reverse_inspection(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	int64_t date = NONE; /* the line of one that is gone has none */
	int err = db_get(ops, &date, sql_date, r->cols[CODE]);

	if (err == 0)
		err = entry_check_date(ops, e, date);
	return err != 0 ? fail_at(ops, "inspection '%s'",
	    (const char *)r->cols[CODE].p) : reverse(ops, e, l, r);
}

SQL(sql_lost,
    "SELECT '''' || what || ''' is of ''' || inspection || "
    "''', which is not there' FROM ("
    "SELECT inspection, defect AS what FROM defect UNION ALL "
    "SELECT inspection, characteristic FROM measure) x WHERE NOT EXISTS ("
    "SELECT 1 FROM inspection i WHERE i.code = x.inspection) "
    "ORDER BY inspection, what");

static int
verify_inspection(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	int err = record_verify(ops, l, report, data);

	return err != 0 ? err : ledger_wrong(ops, l, sql_lost, report, data);
}

const struct ledger ledger_inspection = { .name = "stock inspection",
	RECORD_LEDGER(inspection_cols, "inspection"),
	.check = check_inspection,
	.reverse = reverse_inspection,
	.verify = verify_inspection };

const struct ledger ledger_defect = { .name = "stock defect",
	RECORD_LEDGER(defect_cols, "defect"),
	.check = check_finding,
	.reverse = reverse,
	.verify = record_verify };

const struct ledger ledger_measure = { .name = "stock measure",
	RECORD_LEDGER(measure_cols, "measure"),
	.check = check_finding,
	.reverse = reverse,
	.verify = record_verify };

/* ---- posting ---- */

int
inspection_check_new(struct ops *ops, const char *code)
{
	int64_t entry = NONE;
	int err = db_get(ops, &entry, sql_there, V(code));

	return err != 0 || entry == NONE ? err : fail(ops, OPS_DATA, "code: "
	    "inspection '%s' is there already (entry %lld)", code,
	    (long long)entry);
}

SQL(sql_repeats, "SELECT item FROM inspection WHERE code = $1");

int
inspection_check_repeats(struct ops *ops, const char *code,
    const char *item)
{
	const char *of = NULL;
	int err = db_get_text(ops, &of, sql_repeats, V(code));

	if (err == 0 && of == NULL)
		return fail(ops, OPS_DATA,
		    "repeats: '%s' is not a known inspection", code);
	if (err == 0 && strcmp(of, item) != 0)
		return fail(ops, OPS_DATA,
		    "repeats: inspection '%s' is of '%s'", code, of);
	return err;
}

int
inspection_records(struct ops *ops, struct entry *e,
    const struct inspection_order *o)
{
	const struct inspection *i = &o->about;
	struct db_value v[LEDGER_COLUMNS] = { V(i->code), V(i->item),
		V(i->lot), V(i->location), V(i->stage), V(i->party),
		V(i->date), V(i->qty), V(i->accepted), V(i->rejected),
		V(i->accepted_to), V(i->rejected_to), V(i->repeats),
		V(i->reason), V(i->override), V(i->inspector) };
	int err = record_post(ops, e, &ledger_inspection, v, NULL);

	for (size_t k = 0; err == 0 && k < o->defects; k++) {
		struct db_value d[LEDGER_COLUMNS] = { V(i->code),
			V(o->defect[k].defect), V(o->defect[k].qty) };

		err = record_post(ops, e, &ledger_defect, d, NULL);
	}
	for (size_t k = 0; err == 0 && k < o->measures; k++) {
		const struct measure *m = &o->measure[k];
		struct db_value d[LEDGER_COLUMNS] = { V(i->code),
			V(m->characteristic), V(m->piece), V(m->value),
			V(m->lower), V(m->upper) };

		if (m->value != NONE)
			err = record_post(ops, e, &ledger_measure, d, NULL);
	}
	return err;
}

/* ---- reading ---- */

static const char *
text_of(struct ops *ops, const struct db_query *q, int column)
{
	return arena_strdup(ops->keep, db_text(q, 3 + column));
}

static int
compare_texts(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* What was looked at together, in the order of time. */
static int
by_goods(const void *a, const void *b)
{
	const struct inspection *x = *(struct inspection *const *)a;
	const struct inspection *y = *(struct inspection *const *)b;
	int order = strcmp(x->item, y->item);

	if (order == 0)
		order = compare_texts(x->lot, y->lot);
	if (order == 0)
		order = strcmp(x->stage, y->stage);
	if (order == 0)
		order = (x->date > y->date) - (x->date < y->date);
	if (order == 0)
		order = (x->entry > y->entry) - (x->entry < y->entry);
	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static int
same_goods(const struct inspection *a, const struct inspection *b)
{
	return strcmp(a->item, b->item) == 0 &&
	    compare_texts(a->lot, b->lot) == 0 &&
	    strcmp(a->stage, b->stage) == 0;
}

/* Are rejects still in a place of ours? */
static int
leaves_rejects(struct ops *ops, const struct inspection *i, int *leaves)
{
	const struct location *to;
	int err = 0;

	*leaves = i->rejected > 0;
	if (*leaves && i->rejected_to != NULL) {
		err = location_by_code(ops, i->rejected_to, &to);
		*leaves = err == 0 && place_is_stock(to->kind);
	}
	return err;
}

static int
mark_first(struct ops *ops, struct inspection *all, size_t n)
{
	struct inspection **v = ARENA_ARRAY(ops->mem, struct inspection *,
	    n + 1);
	int err = 0, left = 0, leaves;

	for (size_t i = 0; i < n; i++)
		v[i] = &all[i];
	if (n > 1)
		qsort(v, n, sizeof *v, by_goods);
	for (size_t i = 0; err == 0 && i < n; i++) {
		if (i == 0 || v[i]->lot == NULL || !same_goods(v[i - 1], v[i]))
			left = 0;
		v[i]->first = v[i]->repeats == NULL && !left;
		err = leaves_rejects(ops, v[i], &leaves);
		left |= leaves;
	}
	return err;
}

int
inspections_all(struct ops *ops, int64_t known, struct inspection **out,
    size_t *n)
{
	VEC(struct inspection) all = { NULL, 0, 0 };
	struct db_query q;
	int err = record_query(ops, &ledger_inspection, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->keep, &all) = (struct inspection){
			text_of(ops, &q, CODE), text_of(ops, &q, ITEM),
			text_of(ops, &q, LOT), text_of(ops, &q, LOCATION),
			text_of(ops, &q, STAGE), text_of(ops, &q, PARTY),
			db_int(&q, 3 + DATE), db_int(&q, 3 + QTY),
			db_int(&q, 3 + ACCEPTED), db_int(&q, 3 + REJECTED),
			text_of(ops, &q, ACCEPTED_TO),
			text_of(ops, &q, REJECTED_TO),
			text_of(ops, &q, REPEATS), text_of(ops, &q, REASON),
			text_of(ops, &q, OVERRIDE),
			text_of(ops, &q, INSPECTOR), db_int(&q, 1),
			db_int(&q, 2), 1 };
		err = 0;
	}
	db_done(&q);
	*out = all.v;
	*n = all.n;
	return err != 0 ? err : mark_first(ops, all.v, all.n);
}

int
defects_all(struct ops *ops, int64_t known, struct defect **out, size_t *n)
{
	VEC(struct defect) all = { NULL, 0, 0 };
	struct db_query q;
	int err = record_query(ops, &ledger_defect, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->keep, &all) = (struct defect){
			text_of(ops, &q, 0), text_of(ops, &q, 1),
			db_int(&q, 3 + 2) };
		err = 0;
	}
	db_done(&q);
	*out = all.v;
	*n = all.n;
	return err;
}

int
measures_all(struct ops *ops, int64_t known, struct measure **out, size_t *n)
{
	VEC(struct measure) all = { NULL, 0, 0 };
	struct db_query q;
	int err = record_query(ops, &ledger_measure, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->keep, &all) = (struct measure){
			text_of(ops, &q, 0), text_of(ops, &q, 1),
			db_int(&q, 3 + 2), db_int(&q, 3 + 3),
			db_int(&q, 3 + 4), db_int(&q, 3 + 5) };
		err = 0;
	}
	db_done(&q);
	*out = all.v;
	*n = all.n;
	return err;
}
