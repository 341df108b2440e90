/* Sums of numbers under keys of texts, over millions of rows. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/tally.h"

struct tally {
	struct ops *ops;
	size_t keys, sums;
	struct map words;
	VEC(struct tally_row) rows;
	uint32_t *slot; /* the row + 1, 0 is free */
	size_t slots, last;
};

struct tally *
tally_new(struct ops *ops, size_t keys, size_t sums)
{
	struct tally *t = ARENA_NEW(ops->keep, struct tally);

	*t = (struct tally){ .ops = ops, .keys = keys, .sums = sums,
		.words.mem = ops->keep };
	return t;
}

const char *
tally_word(struct tally *t, const char *text)
{
	return text == NULL ? NULL : map_key(map_put(&t->words, text));
}

static size_t
first_slot(const struct tally *t, const char *const *key)
{
	return (size_t)hash_bytes(key, t->keys * sizeof *key) & (t->slots - 1);
}

static void
grow(struct tally *t)
{
	t->slots = t->slots == 0 ? 64 : t->slots * 4;
	t->slot = ARENA_ARRAY(t->ops->keep, uint32_t, t->slots);
	for (size_t i = 0; i < t->rows.n; i++) {
		size_t s = first_slot(t, t->rows.v[i].key);

		while (t->slot[s] != 0)
			s = (s + 1) & (t->slots - 1);
		t->slot[s] = (uint32_t)i + 1;
	}
}

static int
is_row(const struct tally *t, size_t i, const char *const *key)
{
	return memcmp(t->rows.v[i].key, key, t->keys * sizeof *key) == 0;
}

/* Rows of one key often follow each other. */
static struct tally_row *
find(struct tally *t, const char *const *key)
{
	size_t s;

	if (t->last < t->rows.n && is_row(t, t->last, key))
		return &t->rows.v[t->last];
	if (t->rows.n * 2 >= t->slots)
		grow(t);
	for (s = first_slot(t, key); t->slot[s] != 0;
	     s = (s + 1) & (t->slots - 1))
		if (is_row(t, t->slot[s] - 1, key))
			break;
	if (t->slot[s] == 0) {
		struct tally_row *r = VEC_ADD(t->ops->keep, &t->rows);

		memcpy(r->key, key, t->keys * sizeof *key);
		r->sum = ARENA_ARRAY(t->ops->keep, int64_t, t->sums);
		t->slot[s] = (uint32_t)t->rows.n;
	}
	t->last = t->slot[s] - 1;
	return &t->rows.v[t->last];
}

int
tally_add(struct tally *t, const char *const *key, const int64_t *add)
{
	struct tally_row *r = find(t, key);

	for (size_t i = 0; i < t->sums; i++)
		if (add_i64(r->sum[i], add[i], &r->sum[i]) != 0)
			return fail(t->ops, OPS_DATA,
			    "a sum is too large a number");
	return 0;
}

static int
by_key(const void *a, const void *b)
{
	const struct tally_row *x = a, *y = b;

	for (size_t i = 0; i < TALLY_KEYS; i++) {
		int order = x->key[i] == y->key[i] ?
		    0 :
		    text_order(x->key[i], y->key[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

/* Items often come in the order of their codes. */
static int
are_sorted(const struct tally *t)
{
	for (size_t i = 1; i < t->rows.n; i++)
		if (by_key(&t->rows.v[i - 1], &t->rows.v[i]) > 0)
			return 0;
	return 1;
}

const struct tally_row *
tally_rows(struct tally *t, size_t *n)
{
	*n = t->rows.n;
	if (!are_sorted(t))
		qsort(t->rows.v, t->rows.n, sizeof *t->rows.v, by_key);
	t->slots = 0;
	t->last = 0;
	return t->rows.v;
}
