/* The plan of inspections: which characteristics of goods are looked at. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/inspectplan.h"

#define ANY "*"

const char *const characteristic_words[] = { "attribute", "measured", NULL };

static const struct column cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY, "of which item; * of a category" },
	{ "category", TYPE_TEXT, LEDGER_KEY, "of which category" },
	{ "party", TYPE_CODE, LEDGER_KEY, "whose goods; * everybody's" },
	{ "stage", TYPE_CODE, LEDGER_KEY, "at which stage; * at all" },
	{ "characteristic", TYPE_CODE, LEDGER_KEY, "what is looked at" },
	{ "kind", TYPE_CODE, 0, "attribute or measured" },
	{ "nominal", TYPE_RATIO, 0, "what it shall be" },
	{ "lower", TYPE_RATIO, 0, "the least that is good" },
	{ "upper", TYPE_RATIO, 0, "the most that is good" },
	{ "unit", TYPE_CODE, 0, "the unit of the values" },
	{ "gauge", TYPE_TEXT, 0, "what it is measured with" },
	{ "sample", TYPE_INT, 0, "how many pieces are looked at" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { KIND = 5, NOMINAL, LOWER, UPPER, UNIT, GAUGE, SAMPLE };

static int
check_limits(struct ops *ops, const struct db_value *v)
{
	const struct db_value *low = &v[LOWER], *up = &v[UPPER];
	const struct db_value *is = &v[NOMINAL];

	if (low->type == DB_INT && up->type == DB_INT && low->i > up->i)
		return decimal_wrong(ops, "lower", low->i, RATIO_SCALE,
		    "at most the upper limit");
	if (is->type == DB_INT &&
	    ((low->type == DB_INT && is->i < low->i) ||
		(up->type == DB_INT && is->i > up->i)))
		return decimal_wrong(ops, "nominal", is->i, RATIO_SCALE,
		    "a number within the limits");
	return 0;
}

static int
check(struct ops *ops, const struct db_value *v, int live)
{
	if (!live)
		return 0;
	if ((strcmp(v[0].p, ANY) == 0) == (strcmp(v[1].p, ANY) == 0))
		return fail(ops, OPS_DATA, "item: expected it, or a category");
	if (v[SAMPLE].i < 0)
		return fail(ops, OPS_DATA, "sample: it is below 0");
	if (strcmp(v[KIND].p, "attribute") != 0)
		return check_limits(ops, v);
	for (int i = NOMINAL; i <= UNIT; i++)
		if (v[i].type != DB_NULL)
			return fail(ops, OPS_DATA, "%s: an attribute is good "
			    "or it is not: expected kind measured",
			    cols[i].name);
	return 0;
}

const struct ledger ledger_characteristic = { .name = "stock characteristic",
	RECORD_LEDGER(cols, "characteristic"),
	.check = check,
	.reverse = record_reverse,
	.verify = record_verify };

static const char *
or_any(const char *text)
{
	return text == NULL ? ANY : text;
}

int
characteristic_post(struct ops *ops, struct entry *e,
    const struct characteristic *c)
{
	struct db_value v[LEDGER_COLUMNS] = { V(or_any(c->item)),
		V(or_any(c->category)), V(or_any(c->party)),
		V(or_any(c->stage)), V(c->name), V(c->kind), V(c->nominal),
		V(c->lower), V(c->upper), V(c->unit), V(c->gauge),
		V(c->sample) };
	int same, err = record_same(ops, &ledger_characteristic, v, NULL,
	    &same);

	if (err == 0 && same)
		e->unchanged++;
	return err != 0 || same
	    ? err : record_post(ops, e, &ledger_characteristic, v, NULL);
}

static const char *
not_any(struct ops *ops, const char *text)
{
	return strcmp(text, ANY) == 0 ? NULL : arena_strdup(ops->mem, text);
}

/* The columns from `at` on. */
static void
read_row(struct ops *ops, const struct db_query *q, int at,
    struct characteristic *c)
{
	c->item = not_any(ops, db_text(q, at));
	c->category = not_any(ops, db_text(q, at + 1));
	c->party = not_any(ops, db_text(q, at + 2));
	c->stage = not_any(ops, db_text(q, at + 3));
	c->name = arena_strdup(ops->mem, db_text(q, at + 4));
	c->kind = arena_strdup(ops->mem, db_text(q, at + KIND));
	c->nominal = db_int(q, at + NOMINAL);
	c->lower = db_int(q, at + LOWER);
	c->upper = db_int(q, at + UPPER);
	c->unit = arena_strdup(ops->mem, db_text(q, at + UNIT));
	c->gauge = arena_strdup(ops->mem, db_text(q, at + GAUGE));
	c->sample = db_int(q, at + SAMPLE);
}

int
characteristic_read(struct ops *ops, struct characteristic *c, int *found)
{
	struct db_value key[] = { V(or_any(c->item)), V(or_any(c->category)),
		V(or_any(c->party)), V(or_any(c->stage)), V(c->name) };
	struct db_query q;
	int err = record_query(ops, &ledger_characteristic, NONE, key, &q);

	*found = 0;
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	*found = 1;
	read_row(ops, &q, 3, c);
	db_done(&q);
	return 0;
}

int
characteristics(struct ops *ops, int64_t known,
    int (*row)(void *, const struct characteristic *), void *data)
{
	struct characteristic c;
	struct db_query q;
	int err = record_query(ops, &ledger_characteristic, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		read_row(ops, &q, 3, &c);
		err = row(data, &c);
	}
	db_done(&q);
	return err;
}

SQL(sql_plan,
    "SELECT item, category, party, stage, characteristic, kind, nominal, "
    "lower, upper, unit, gauge, sample FROM characteristic "
    "WHERE (item = $1 OR category = $2) AND (party = $3 OR party = '*') "
    "AND (stage = $4 OR stage = '*') ORDER BY characteristic, "
    "CASE item WHEN '*' THEN 1 ELSE 0 END, "
    "CASE party WHEN '*' THEN 1 ELSE 0 END, "
    "CASE stage WHEN '*' THEN 1 ELSE 0 END");

int
inspection_plan(struct ops *ops, const struct item *item, const char *party,
    const char *stage, struct characteristic **out, size_t *n)
{
	VEC(struct characteristic) all = { NULL, 0, 0 };
	const char *last = NULL;
	struct db_query q;
	int err = db_query(ops, &q, sql_plan, V(item->sku),
	    V(item->category == NULL ? "" : item->category),
	    V(or_any(party)), V(stage));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct characteristic c;

		err = 0;
		if (text_eq(last, db_text(&q, 4)))
			continue;
		read_row(ops, &q, 0, &c);
		last = c.name;
		if (c.sample > 0)
			*VEC_ADD(ops->mem, &all) = c;
	}
	db_done(&q);
	*out = all.v;
	*n = all.n;
	return err;
}

int
characteristic_outside(const struct characteristic *c, int64_t value)
{
	if (strcmp(c->kind, "attribute") == 0)
		return value == 0;
	return (c->lower != NONE && value < c->lower) ||
	    (c->upper != NONE && value > c->upper);
}
