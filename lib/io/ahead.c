/* Reads the rows of a long CSV file ahead, in a second thread. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "io/ahead.h"
#include "io/ring.h"

enum { BATCH_SIZE = 128 * 1024, BATCH_ROWS = 1024 };

/* Rows, and behind them what they point to. */
struct batch {
	struct csv_row *row;
	size_t rows;
	char *bytes;
	size_t used, size;
	int end; /* what csv_next() said after the rows, if it was not 1 */
};

struct ahead {
	struct ops ops; /* the thread's own */
	struct csv *csv;
	pthread_t thread;
	struct ring ring;
	struct batch batch[RING];
	struct batch *hand; /* what is being taken, NULL */
	size_t at;	    /* its next row */
};

static size_t
round_up(size_t n)
{
	return (n + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);
}

static size_t
bytes_of(const struct csv_row *row)
{
	size_t n = row->n * (sizeof *row->cell + sizeof *row->len);

	for (size_t i = 0; i < row->n; i++)
		n += row->len[i] + 1;
	if (row->problem != NULL)
		n += strlen(row->problem) + 1;
	return round_up(n);
}

/* Copies a row into the batch; 0 where it has no room left for it. */
static int
add_row(struct batch *b, const struct csv_row *row)
{
	size_t need = bytes_of(row), *len;
	struct csv_row *to = &b->row[b->rows];
	char **cell, *p;

	if (b->rows == BATCH_ROWS || (b->rows > 0 && b->used + need > b->size))
		return 0;
	if (need > b->size) {
		b->size = need > BATCH_SIZE ? need : BATCH_SIZE;
		b->bytes = xrealloc(b->bytes, b->size);
	}
	cell = (char **)(void *)(b->bytes + b->used);
	len = (size_t *)(void *)(cell + row->n);
	p = (char *)(len + row->n);
	for (size_t i = 0; i < row->n; i++) {
		len[i] = row->len[i];
		cell[i] = row->cell[i] == NULL ? NULL : p;
		if (row->cell[i] == NULL)
			continue;
		memcpy(p, row->cell[i], len[i] + 1);
		p += len[i] + 1;
	}
	*to = *row;
	to->cell = cell;
	to->len = len;
	if (row->problem != NULL)
		to->problem = memcpy(p, row->problem, strlen(row->problem) + 1);
	b->used += need;
	b->rows++;
	return 1;
}

/* The next batch to fill, empty; NULL where nobody wants one any more. */
static struct batch *
next_to_fill(struct ahead *a, int full)
{
	int i = ring_fill(&a->ring, full);
	struct batch *b = i < 0 ? NULL : &a->batch[i];

	if (b != NULL)
		b->rows = b->used = 0;
	return b;
}

static void *
run(void *data)
{
	struct ahead *a = data;
	struct batch *b = next_to_fill(a, 0);
	struct csv_row row;
	int got = 1;

	while (b != NULL && got == 1) {
		got = csv_next(&a->ops, a->csv, &row);
		while (b != NULL && got == 1 && !add_row(b, &row)) {
			b->end = 1;
			b = next_to_fill(a, 1);
		}
		if (b != NULL && got != 1) {
			b->end = got;
			next_to_fill(a, 1);
		}
	}
	return NULL;
}

void
ahead_start(struct csv *csv, struct ahead **out)
{
	struct ahead *a = xmalloc(sizeof *a);

	memset(a, 0, sizeof *a);
	a->csv = csv;
	a->ops.mem = a->ops.keep = arena_new();
	ring_begin(&a->ring);
	for (size_t i = 0; i < RING; i++)
		a->batch[i].row = xmalloc(BATCH_ROWS * sizeof *a->batch->row);
	if (pthread_create(&a->thread, NULL, run, a) != 0) {
		a->csv = NULL;
		ahead_free(a);
		a = NULL;
	}
	*out = a;
}

/* Gives the batch in hand back and takes the next. */
static void
next_to_take(struct ahead *a)
{
	a->hand = &a->batch[ring_take(&a->ring, a->hand != NULL)];
	a->at = 0;
}

int
ahead_next(struct ops *ops, struct ahead *a, struct csv_row *row)
{
	while (a->hand == NULL || a->at == a->hand->rows) {
		if (a->hand != NULL && a->hand->end < 0)
			return fail(ops, a->ops.code, "%s", a->ops.why);
		if (a->hand != NULL && a->hand->end == 0)
			return 0;
		next_to_take(a);
	}
	*row = a->hand->row[a->at++];
	return 1;
}

const struct csv_row *
ahead_peek(const struct ahead *a, size_t rows)
{
	size_t at = a->at + rows - 1;

	return a->hand != NULL && at < a->hand->rows ? &a->hand->row[at] : NULL;
}

void
ahead_free(struct ahead *a)
{
	if (a == NULL)
		return;
	if (a->csv != NULL) {
		ring_stop(&a->ring);
		pthread_join(a->thread, NULL);
	}
	for (size_t i = 0; i < RING; i++) {
		free(a->batch[i].row);
		free(a->batch[i].bytes);
	}
	ring_end(&a->ring);
	arena_free(a->ops.mem);
	free(a);
}
