/* Reads the rows of a long CSV file ahead, in a second thread. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "io/ahead.h"

enum { BATCHES = 4, BATCH_SIZE = 256 * 1024, BATCH_ROWS = 2048 };

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
	pthread_mutex_t lock;
	pthread_cond_t change;
	struct batch batch[BATCHES];
	size_t filled, taken; /* batches, in all */
	size_t at;	      /* the next row of the batch in hand */
	int holds;	      /* a batch is in hand */
	int stop;
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
next_to_fill(struct ahead *a, int hand_over)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&a->lock);
	if (hand_over) {
		a->filled++;
		pthread_cond_broadcast(&a->change);
	}
	while (!a->stop && a->filled - a->taken == BATCHES)
		pthread_cond_wait(&a->change, &a->lock);
	if (!a->stop)
		b = &a->batch[a->filled % BATCHES];
	pthread_mutex_unlock(&a->lock);
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
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->change, NULL);
	for (size_t i = 0; i < BATCHES; i++)
		a->batch[i].row = xmalloc(BATCH_ROWS * sizeof *a->batch->row);
	if (pthread_create(&a->thread, NULL, run, a) != 0) {
		a->csv = NULL;
		ahead_free(a);
		a = NULL;
	}
	*out = a;
}

/* Gives the batch in hand back and takes the next. */
static struct batch *
next_to_take(struct ahead *a)
{
	struct batch *b;

	pthread_mutex_lock(&a->lock);
	if (a->holds) {
		a->taken++;
		pthread_cond_broadcast(&a->change);
	}
	while (a->filled == a->taken)
		pthread_cond_wait(&a->change, &a->lock);
	b = &a->batch[a->taken % BATCHES];
	pthread_mutex_unlock(&a->lock);
	a->holds = 1;
	a->at = 0;
	return b;
}

int
ahead_next(struct ops *ops, struct ahead *a, struct csv_row *row)
{
	struct batch *b = a->holds ? &a->batch[a->taken % BATCHES]
				   : next_to_take(a);

	while (a->at == b->rows) {
		if (b->end < 0)
			return fail(ops, a->ops.code, "%s", a->ops.why);
		if (b->end == 0)
			return 0;
		b = next_to_take(a);
	}
	*row = b->row[a->at++];
	return 1;
}

void
ahead_free(struct ahead *a)
{
	if (a == NULL)
		return;
	if (a->csv != NULL) {
		pthread_mutex_lock(&a->lock);
		a->stop = 1;
		pthread_cond_broadcast(&a->change);
		pthread_mutex_unlock(&a->lock);
		pthread_join(a->thread, NULL);
	}
	for (size_t i = 0; i < BATCHES; i++) {
		free(a->batch[i].row);
		free(a->batch[i].bytes);
	}
	pthread_mutex_destroy(&a->lock);
	pthread_cond_destroy(&a->change);
	arena_free(a->ops.mem);
	free(a);
}
