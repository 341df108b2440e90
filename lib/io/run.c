/* Records in one buffer, and their order: a run of the external sort. */
#include <stdlib.h>

#include "base/arena.h"
#include "io/run.h"

enum {
	DIGIT = 11, /* bits of one radix pass */
	FEW = 48,   /* so many are sorted by insertion */
	AHEAD = 8   /* records fetched before they are asked for */
};

size_t
run_cost(const struct run *r, size_t n)
{
	return r->len + RECORD_HEAD + n + (r->n + 1) * 2 * sizeof(struct slot);
}

static void
room(struct run *r, size_t more, size_t most)
{
	size_t cap = r->cap > 0 ? 2 * r->cap : 512;

	if (r->cap - r->len >= more)
		return;
	if (cap > most)
		cap = most;
	if (cap < r->len + more)
		cap = r->len + more;
	r->p = xrealloc(r->p, cap);
	r->cap = cap;
}

static void
note_key(struct run *r, const uint64_t key[2])
{
	if (r->n == 0) {
		memcpy(r->low, key, sizeof r->low);
		memcpy(r->high, key, sizeof r->high);
		r->in_order = 1;
	} else if (key[0] < r->last[0] ||
	    (key[0] == r->last[0] && key[1] < r->last[1])) {
		r->in_order = 0;
	}
	for (int i = 0; i < 2; i++) {
		if (key[i] < r->low[i])
			r->low[i] = key[i];
		if (key[i] > r->high[i])
			r->high[i] = key[i];
		r->last[i] = key[i];
	}
}

void
run_add(struct run *r, const uint64_t key[2], const void *bytes, uint32_t n,
    size_t most)
{
	char *record;

	room(r, RECORD_HEAD + (size_t)n, most);
	note_key(r, key);
	record = r->p + r->len;
	memcpy(record, key, 16);
	memcpy(record + 16, &n, sizeof n);
	if (n > 0)
		memcpy(record + RECORD_HEAD, bytes, n);
	r->len += RECORD_HEAD + (size_t)n;
	r->n++;
}

static unsigned
width(uint64_t v)
{
	unsigned n = 0;

	for (; v != 0; v >>= 1)
		n++;
	return n;
}

static void
insertion_sort(struct slot *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct slot x = v[i];
		size_t j = i;

		for (; j > 0 && v[j - 1].key > x.key; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

static void
scatter(const struct slot *from, struct slot *to, size_t n, unsigned shift)
{
	const size_t mask = (1 << DIGIT) - 1;
	size_t at[1 << DIGIT] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		at[from[i].key >> shift & mask]++;
	for (size_t i = 0; i <= mask; i++) {
		size_t here = at[i];

		at[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[at[from[i].key >> shift & mask]++] = from[i];
}

/* By the lowest `bits` of the slots' keys: radix sort from the last digit. */
static void
slots_sort(struct run *r, unsigned bits)
{
	if (r->n <= FEW) {
		insertion_sort(r->slot[0], r->n);
		return;
	}
	for (unsigned shift = 0; shift < bits; shift += DIGIT) {
		struct slot *to = r->slot[1];

		scatter(r->slot[0], to, r->n, shift);
		r->slot[1] = r->slot[0];
		r->slot[0] = to;
	}
}

static void
slots_room(struct run *r)
{
	if (r->n <= r->slots)
		return;
	for (int i = 0; i < 2; i++) {
		free(r->slot[i]);
		r->slot[i] = xmalloc(r->n * sizeof(struct slot));
	}
	r->slots = r->n;
}

/*
 * Only the bits in which keys differ are looked at; mostly those of both
 * parts fit one number, else the second part is sorted before the first.
 */
void
run_sort(struct run *r)
{
	const unsigned high = width(r->high[0] - r->low[0]);
	const unsigned low = width(r->high[1] - r->low[1]);
	const int fits = high + low <= 64;
	const char *record = r->p;
	struct slot *v;

	if (r->n == 0 || r->in_order)
		return;
	slots_room(r);
	v = r->slot[0];
	for (size_t i = 0; i < r->n; i++) {
		v[i].at = (uint32_t)(record - r->p);
		v[i].key = record_key(record, 1) - r->low[1];
		if (fits && high > 0)
			v[i].key |= (record_key(record, 0) - r->low[0]) << low;
		record += RECORD_HEAD + (size_t)record_size(record);
	}
	slots_sort(r, fits ? high + low : low);
	if (fits)
		return;
	v = r->slot[0];
	for (size_t i = 0; i < r->n; i++)
		v[i].key = record_key(r->p + v[i].at, 0) - r->low[0];
	slots_sort(r, high);
}

const char *
run_next(const struct run *r, size_t *at)
{
	const char *record;

	if (r->n == 0 || *at == (r->in_order ? r->len : r->n))
		return NULL;
	if (r->in_order) {
		record = r->p + *at;
		*at += RECORD_HEAD + (size_t)record_size(record);
		return record;
	}
	if (*at + AHEAD < r->n)
		__builtin_prefetch(r->p + r->slot[0][*at + AHEAD].at);
	return r->p + r->slot[0][(*at)++].at;
}

void
run_reset(struct run *r)
{
	r->len = r->n = 0;
}

void
run_free(struct run *r)
{
	free(r->p);
	free(r->slot[0]);
	free(r->slot[1]);
	*r = (struct run){ 0 };
}
