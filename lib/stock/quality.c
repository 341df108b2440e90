/* Quality: yield, first-pass yield and the defects, of inspections. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/quality.h"

struct quality {
	struct ops *ops;
	struct tally *tally;
	unsigned keys;
	const char *code; /* of the inspection at hand, NULL */
	int open;	  /* it has rejects, and no defect was said yet */
	const char *key[QUALITY_KEYS];
	int64_t rejected;
};

struct quality *
quality_new(struct ops *ops, unsigned keys)
{
	struct quality *q = ARENA_NEW(ops->keep, struct quality);

	q->ops = ops;
	q->keys = keys | 1U << QUALITY_UNIT;
	q->tally = tally_new(ops, QUALITY_KEYS, QUALITY_SUMS);
	return q;
}

static void
set_keys(struct quality *q, const struct quality_row *r)
{
	for (unsigned i = 0; i < QUALITY_KEYS; i++)
		q->key[i] = q->keys >> i & 1 ? tally_word(q->tally, r->key[i])
					     : NULL;
}

static int
by_defect(const struct quality *q)
{
	return (q->keys >> QUALITY_DEFECT & 1) != 0;
}

/* Rejects for which nobody said what was wrong. */
static int
close_open(struct quality *q)
{
	const int64_t add[QUALITY_SUMS] = { [QUALITY_INSPECTIONS] = 1,
		[QUALITY_DEFECTS] = q->rejected };

	if (!q->open)
		return 0;
	q->open = 0;
	q->key[QUALITY_DEFECT] = NULL;
	return tally_add(q->tally, q->key, add);
}

static int
add_defect(struct quality *q, const struct quality_row *r)
{
	const int64_t add[QUALITY_SUMS] = { [QUALITY_INSPECTIONS] = 1,
		[QUALITY_DEFECTS] = r->count == NONE ? 0 : r->count };

	q->open = 0;
	return tally_add(q->tally, q->key, add);
}

static int
add_inspection(struct quality *q, const struct quality_row *r,
    int64_t accepted, int64_t rejected, int again)
{
	int64_t add[QUALITY_SUMS] = { [QUALITY_DEFECTS] =
	    r->key[QUALITY_DEFECT] == NULL || r->count == NONE ? 0 : r->count };

	if (!again) {
		add[QUALITY_INSPECTIONS] = 1;
		add[QUALITY_INSPECTED] = r->qty;
		add[QUALITY_ACCEPTED] = accepted;
		add[QUALITY_REJECTED] = rejected;
		add[QUALITY_FIRST] = r->first ? r->qty : 0;
		add[QUALITY_PASSED] = r->first ? accepted : 0;
	}
	return tally_add(q->tally, q->key, add);
}

/* What is missing of the two is the rest; where both are, all is good. */
static int
both(struct quality *q, const struct quality_row *r, int64_t *accepted,
    int64_t *rejected)
{
	*accepted = r->accepted;
	*rejected = r->rejected;
	if (*accepted == NONE && *rejected == NONE)
		*rejected = 0;
	if ((*rejected == NONE && sub_i64(r->qty, *accepted, rejected) != 0) ||
	    (*accepted == NONE && sub_i64(r->qty, *rejected, accepted) != 0))
		return fail(q->ops, OPS_DATA, "qty: it is too large");
	return 0;
}

int
quality_add(struct quality *q, const struct quality_row *r)
{
	int again = r->code != NULL && text_eq(q->code, r->code), err = 0;
	int64_t accepted, rejected;

	if (!again)
		err = close_open(q);
	if (err == 0)
		err = both(q, r, &accepted, &rejected);
	if (err != 0)
		return err;
	q->code = tally_word(q->tally, r->code);
	set_keys(q, r);
	if (!by_defect(q))
		return add_inspection(q, r, accepted, rejected, again);
	if (r->key[QUALITY_DEFECT] != NULL)
		return add_defect(q, r);
	if (!again && rejected > 0) {
		q->open = 1;
		q->rejected = rejected;
	}
	return 0;
}

static int
by_weight(const void *a, const void *b)
{
	const struct quality_line *x = a, *y = b;

	if (x->sums->key[QUALITY_UNIT] != y->sums->key[QUALITY_UNIT])
		return x->sums < y->sums ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->sums < y->sums ? -1 : x->sums > y->sums;
}

static int64_t
share_of(int64_t part, int64_t whole)
{
	int64_t share = NONE;

	if (whole > 0)
		mul_div(part, MILLION, whole, &share);
	return share;
}

/* Of the lines of one unit. */
static int
add_shares(struct quality *q, struct quality_line *line, size_t n)
{
	int64_t whole = 0, sum = 0;

	for (size_t i = 0; i < n; i++)
		if (add_i64(whole, line[i].weight, &whole) != 0)
			return fail(q->ops, OPS_DATA,
			    "a sum is too large a number");
	for (size_t i = 0; i < n; i++) {
		sum += line[i].weight;
		line[i].share = share_of(line[i].weight, whole);
		line[i].cumulated = share_of(sum, whole);
	}
	return 0;
}

int
quality_lines(struct quality *q, struct quality_line **out, size_t *n)
{
	enum quality_sum by = by_defect(q) ? QUALITY_DEFECTS
					   : QUALITY_REJECTED;
	const struct tally_row *rows;
	struct quality_line *line;
	size_t first = 0;
	int err = close_open(q);

	rows = tally_rows(q->tally, n);
	*out = line = ARENA_ARRAY(q->ops->keep, struct quality_line, *n + 1);
	for (size_t i = 0; i < *n; i++)
		line[i] = (struct quality_line){ &rows[i], rows[i].sum[by],
			NONE, NONE };
	if (*n > 1 && !(q->keys >> QUALITY_PERIOD & 1))
		qsort(line, *n, sizeof *line, by_weight);
	for (size_t i = 1; err == 0 && i <= *n; i++)
		if (i == *n || line[i].sums->key[QUALITY_UNIT] !=
		    line[first].sums->key[QUALITY_UNIT]) {
			err = add_shares(q, line + first, i - first);
			first = i;
		}
	return err;
}
