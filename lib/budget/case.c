/* Cases: their records, kept and read. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/case.h"
#include "ledger/number.h"
#include "stats/variance.h"
#include "time/date.h"

/* A review is due so many months after the start; ends with 0. */
static const int64_t review_months[] = { 3, 12, 0 };
const char *const case_every_words[] = { "year", "quarter", "month", NULL };

static const struct column case_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the case" },
	{ "name", TYPE_TEXT, 0, "what people call it" },
	{ "owner", TYPE_CODE, 0, "who answers for it" },
	{ "rate", TYPE_RATIO, 0, "what money costs in a year" },
	{ "every", TYPE_CODE, 0, "how long a period is" },
	{ "base", TYPE_CODE, 0, "what the others are compared with" },
	{ "account", TYPE_CODE, 0, "where the saving will show" },
	{ "measure", TYPE_TEXT, 0, "or the measure that will show it" },
	{ "baseline", TYPE_QTY, 0, "what it is in a month, before" },
	{ "promised", TYPE_QTY, 0, "what it will be, after" },
	{ "chosen", TYPE_CODE, 0, "the alternative that is done" },
	{ "starts", TYPE_DATE, 0, "when it begins to count" },
	{ "note", TYPE_TEXT, 0, "more" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column flow_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the case" },
	{ "alternative", TYPE_CODE, LEDGER_KEY, "the way to do it" },
	{ "after", TYPE_INT, LEDGER_KEY, "in how many periods" },
	{ "amount", TYPE_MONEY, 0, "what it brings, or takes" },
	{ "remark", TYPE_TEXT, 0, "what for" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column review_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the case" },
	{ "months", TYPE_INT, LEDGER_KEY, "how many after the start" },
	{ "date", TYPE_DATE, 0, "when it was measured" },
	{ "measured", TYPE_QTY, 0, "what it is in a month" },
	{ "note", TYPE_TEXT, 0, "why it differs" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

const struct ledger ledger_case = { .name = "budget case",
	RECORD_LEDGER(case_cols, "budget_case"),
	.reverse = record_reverse,
	.verify = record_verify };

const struct ledger ledger_case_flow = { .name = "budget case flow",
	RECORD_LEDGER(flow_cols, "budget_case_flow"),
	.reverse = record_reverse,
	.verify = record_verify };

const struct ledger ledger_case_review = { .name = "budget case review",
	RECORD_LEDGER(review_cols, "budget_case_review"),
	.reverse = record_reverse,
	.verify = record_verify };

/* ---- reading ---- */

enum { KEY = 3 }; /* of a row of record_query(): where its columns begin */

struct reading {
	struct ops *ops;
	struct map of; /* code to its place */
	VEC(struct budget_case) all;
};

static const char *
text(const struct reading *r, const struct db_query *q, int col)
{
	return arena_strdup(r->ops->keep, db_text(q, KEY + col));
}

static int
read_heads(struct reading *r, int64_t known)
{
	struct db_query q;
	int err = record_query(r->ops, &ledger_case, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct budget_case *k = VEC_ADD(r->ops->keep, &r->all);

		*k = (struct budget_case){ .code = text(r, &q, 0),
			.name = text(r, &q, 1),
			.owner = text(r, &q, 2),
			.rate = db_int(&q, KEY + 3),
			.every = text(r, &q, 4),
			.base = text(r, &q, 5),
			.account = text(r, &q, 6),
			.measure = text(r, &q, 7),
			.baseline = db_int(&q, KEY + 8),
			.promised = db_int(&q, KEY + 9),
			.chosen = text(r, &q, 10),
			.starts = db_int(&q, KEY + 11),
			.note = text(r, &q, 12) };
		*map_put(&r->of, k->code) = (void *)(uintptr_t)r->all.n;
		err = 0;
	}
	db_done(&q);
	return err;
}

/* The case of a row, or NULL. */
static struct budget_case *
case_of(struct reading *r, const struct db_query *q)
{
	uintptr_t n = (uintptr_t)map_get(&r->of, db_text(q, KEY));

	return n == 0 ? NULL : &r->all.v[n - 1];
}

/* Rows come by case, so that those of one stand together. */
static int
read_flows(struct reading *r, int64_t known)
{
	VEC(struct case_flow) flows = { 0 };
	struct budget_case *last = NULL;
	struct db_query q;
	int err = record_query(r->ops, &ledger_case_flow, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct budget_case *k = case_of(r, &q);

		err = 0;
		if (k == NULL)
			continue;
		if (k != last)
			memset(&flows, 0, sizeof flows);
		last = k;
		*VEC_ADD(r->ops->keep, &flows) = (struct case_flow){
			text(r, &q, 1), db_int(&q, KEY + 2),
			db_int(&q, KEY + 3), text(r, &q, 4) };
		k->flow = flows.v;
		k->flows = flows.n;
	}
	db_done(&q);
	return err;
}

static int
read_reviews(struct reading *r, int64_t known)
{
	VEC(struct case_review) reviews = { 0 };
	struct budget_case *last = NULL;
	struct db_query q;
	int err = record_query(r->ops, &ledger_case_review, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct budget_case *k = case_of(r, &q);

		err = 0;
		if (k == NULL)
			continue;
		if (k != last)
			memset(&reviews, 0, sizeof reviews);
		last = k;
		*VEC_ADD(r->ops->keep, &reviews) = (struct case_review){
			db_int(&q, KEY + 1), db_int(&q, KEY + 2),
			db_int(&q, KEY + 3), text(r, &q, 4) };
		k->review = reviews.v;
		k->reviews = reviews.n;
	}
	db_done(&q);
	return err;
}

/* How many alternatives there are, and periods with the last of them. */
static void
count_ways(const struct budget_case *k, size_t *ways, size_t *periods)
{
	*ways = *periods = 0;
	for (size_t i = 0; i < k->flows; i++) {
		const struct case_flow *f = &k->flow[i];

		*ways += i == 0 || !text_eq(f->alternative, f[-1].alternative);
		if ((size_t)f->after >= *periods)
			*periods = (size_t)f->after + 1;
	}
}

/* Their flows side by side, each of its own length; the base goes first. */
static void
make_ways(struct arena *mem, struct budget_case *k)
{
	struct case_way *way = NULL, first;
	size_t periods, n;

	count_ways(k, &n, &periods);
	k->way = ARENA_ARRAY(mem, struct case_way, n);
	for (size_t i = 0; i < k->flows; i++) {
		const struct case_flow *f = &k->flow[i];

		if (way == NULL || !text_eq(way->name, f->alternative)) {
			way = &k->way[k->ways++];
			way->name = f->alternative;
			way->flow = ARENA_ARRAY(mem, int64_t, periods);
		}
		way->flow[f->after] = f->amount;
		way->n = (size_t)f->after + 1;
	}
	for (size_t i = 1; i < k->ways; i++)
		if (text_eq(k->way[i].name, k->base)) {
			first = k->way[i];
			memmove(&k->way[1], &k->way[0], i * sizeof first);
			k->way[0] = first;
		}
}

int
cases_all(struct ops *ops, int64_t known, struct budget_case **out, size_t *n)
{
	struct reading r = { .ops = ops, .of = { .mem = ops->keep } };
	int err = read_heads(&r, known);

	if (err == 0)
		err = read_flows(&r, known);
	if (err == 0)
		err = read_reviews(&r, known);
	for (size_t i = 0; err == 0 && i < r.all.n; i++)
		make_ways(ops->keep, &r.all.v[i]);
	*out = r.all.v;
	*n = r.all.n;
	return err;
}


static const char *
code_at(size_t i, const void *data)
{
	return ((const struct budget_case *)data)[i].code;
}

int
case_by_code(struct ops *ops, int64_t known, const char *code,
    const struct budget_case **out)
{
	struct budget_case *all;
	const char *near;
	size_t n;
	int err = number_meant(ops, &ledger_case, code, &code);

	if (err == 0)
		err = cases_all(ops, known, &all, &n);
	if (err != 0)
		return err;
	for (size_t i = 0; i < n; i++) {
		*out = &all[i];
		if (text_eq(all[i].code, code))
			return 0;
	}
	near = text_nearest(code, n, code_at, all);
	if (near != NULL)
		return fail(ops, OPS_DATA, "'%s' is not a known case (did you "
		    "mean '%s'?)", code, near);
	return fail(ops, OPS_DATA,
	    "'%s' is not a known case: 'ops budget case add' makes it", code);
}

int
case_per_year(const struct budget_case *k)
{
	return k->every[0] == 'y' ? 1 : k->every[0] == 'q' ? 4 : 12;
}

int64_t
case_next_review(const struct budget_case *k, int64_t *day)
{
	*day = NONE;
	if (k->starts == NONE)
		return NONE;
	for (const int64_t *m = review_months; *m != 0; m++) {
		size_t i = 0;

		while (i < k->reviews && k->review[i].months != *m)
			i++;
		if (i < k->reviews)
			continue;
		*day = day_add_months(k->starts, *m);
		return *m;
	}
	return NONE;
}

int64_t
case_kept(const struct budget_case *k, int64_t measured)
{
	int64_t promised, kept;

	if (k->baseline == NONE || k->promised == NONE || measured == NONE ||
	    sub_i64(k->baseline, k->promised, &promised) != 0 ||
	    sub_i64(k->baseline, measured, &kept) != 0)
		return NONE;
	return percent_of(kept, promised, 1);
}

/* ---- posting ---- */

static int
has_way(const struct budget_case *k, const char *name)
{
	for (size_t i = 0; i < k->flows; i++)
		if (text_eq(k->flow[i].alternative, name))
			return 1;
	return 0;
}

static int
check_head(struct ops *ops, const struct budget_case *k)
{
	if (k->rate <= -MILLION || k->rate > 100 * MILLION)
		return decimal_wrong(ops, "rate", k->rate, RATIO_SCALE,
		    "what money costs in a year, as 0.08 for 8 %");
	if (!has_way(k, k->base))
		return fail(ops, OPS_DATA,
		    "base: '%s' is no alternative of '%s'", k->base, k->code);
	if (k->chosen != NULL && !has_way(k, k->chosen))
		return fail(ops, OPS_DATA, "chosen: '%s' is no alternative of "
		    "'%s'", k->chosen, k->code);
	if (k->promised != NONE && k->baseline == NONE)
		return fail(ops, OPS_DATA, "baseline: is missing: what is "
		    "promised is compared with it");
	if (k->promised != NONE && k->promised == k->baseline)
		return decimal_wrong(ops, "promised", k->promised, QTY_SCALE,
		    "another number than the baseline");
	return 0;
}

static int
check_flows(struct ops *ops, const struct budget_case *k)
{
	for (size_t i = 0; i < k->flows; i++) {
		const struct case_flow *f = &k->flow[i];

		if (f->after > CASE_AFTER_MAX)
			return fail(ops, OPS_DATA, "after: '%lld' is wrong: "
			    "expected at most %d periods", (long long)f->after,
			    CASE_AFTER_MAX);
		for (size_t j = 0; j < i; j++)
			if (k->flow[j].after == f->after &&
			    text_eq(k->flow[j].alternative, f->alternative))
				return fail(ops, OPS_DATA,
				    "after: '%s' has '%lld' twice",
				    f->alternative, (long long)f->after);
	}
	return 0;
}

static int
post_head(struct ops *ops, struct entry *e, const struct budget_case *k)
{
	struct db_value v[LEDGER_COLUMNS] = { V(k->code), V(k->name),
		V(k->owner), V(k->rate), V(k->every), V(k->base),
		V(k->account), V(k->measure), V(k->baseline), V(k->promised),
		V(k->chosen), V(k->starts), V(k->note) };
	int same, err = check_head(ops, k);

	if (err == 0)
		err = record_same(ops, &ledger_case, v, NULL, &same);
	if (err == 0 && same)
		e->unchanged++;
	return err != 0 || same ? err
				: record_post(ops, e, &ledger_case, v, NULL);
}

int
case_add(struct ops *ops, struct entry *e, const struct budget_case *k)
{
	struct db_value key[] = { V(k->code) };
	int64_t id;
	int err = record_find(ops, &ledger_case, key, &id);

	if (err == 0 && id != NONE)
		return fail(ops, OPS_DATA, "case: '%s' is there already: 'ops "
		    "budget case set' changes it", k->code);
	if (err == 0)
		err = check_flows(ops, k);
	if (err == 0)
		err = post_head(ops, e, k);
	for (size_t i = 0; err == 0 && i < k->flows; i++) {
		const struct case_flow *f = &k->flow[i];
		struct db_value v[LEDGER_COLUMNS] = { V(k->code),
			V(f->alternative), V(f->after), V(f->amount),
			V(f->remark) };

		err = record_post(ops, e, &ledger_case_flow, v, NULL);
	}
	return err;
}

int
case_change(struct ops *ops, struct entry *e, const struct budget_case *k)
{
	return post_head(ops, e, k);
}

int
case_measured(struct ops *ops, struct entry *e, const struct budget_case *k,
    const struct case_review *r)
{
	struct db_value v[LEDGER_COLUMNS] = { V(k->code), V(r->months),
		V(r->date), V(r->measured), V(r->note) };
	int same, err;

	if (k->starts == NONE)
		return fail(ops, OPS_DATA, "case: '%s' has not started: 'ops "
		    "budget case set --starts' says when it does", k->code);
	err = record_same(ops, &ledger_case_review, v, NULL, &same);
	if (err == 0 && same)
		e->unchanged++;
	return err != 0 || same
	    ? err : record_post(ops, e, &ledger_case_review, v, NULL);
}
