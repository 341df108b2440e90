/* Reads the rows of a long CSV file ahead, in a second thread. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "io/ahead.h"
#include "io/ring.h"

enum {
	BATCH_SIZE = 64 * 1024,
	BATCH_ROWS = 1024,
	NUMBERS_MAX = 1 << 17 /* texts of one column that have one */
};

/* A row in a batch. */
struct flat {
	int64_t line;
	const uint32_t *end; /* of its cells in what stands behind: the texts */
	uint32_t n;	     /* of the cells; an empty one has no text */
	int problem;	     /* is the last of the texts */
};

struct batch {
	struct flat row[BATCH_ROWS];
	size_t rows;
	char *bytes;
	size_t used, size;
	uint32_t *number; /* BATCH_ROWS of each numbered column */
	int end; /* what csv_next() said after the rows, if it was not 1 */
};

/* A column whose cells are numbered. */
struct numbered {
	size_t column;
	struct map texts;
};

struct ahead {
	struct ops ops; /* the thread's own */
	struct csv *csv;
	pthread_t thread;
	struct ring ring;
	struct batch batch[RING];
	struct numbered *numbered;
	size_t n; /* of them */
	struct map_key key[BATCH_ROWS];
	size_t key_row[BATCH_ROWS];
	struct batch *hand; /* what is being taken, NULL */
	size_t at;	    /* its next row */
	char **cell;	    /* of the row that was taken, */
	size_t *len, room;  /* and of so many */
};

static size_t
round_up(size_t n)
{
	return (n + sizeof(uint32_t) - 1) / sizeof(uint32_t) * sizeof(uint32_t);
}

static size_t
bytes_of(const struct csv_row *row)
{
	size_t n = row->n * sizeof(uint32_t);

	for (size_t i = 0; i < row->n; i++)
		n += row->len[i] + (row->len[i] > 0);
	if (row->problem != NULL)
		n += strlen(row->problem) + 1;
	return round_up(n);
}

/* Copies a row into the batch; 0 where it has no room left for it. */
static int
add_row(struct batch *b, const struct csv_row *row)
{
	size_t need = bytes_of(row), used = 0;
	uint32_t *end;
	char *text;

	if (b->rows == BATCH_ROWS || (b->rows > 0 && b->used + need > b->size))
		return 0;
	if (need > b->size) {
		b->size = need > BATCH_SIZE ? need : BATCH_SIZE;
		b->bytes = xrealloc(b->bytes, b->size);
	}
	end = (uint32_t *)(void *)(b->bytes + b->used);
	text = (char *)(end + row->n);
	for (size_t i = 0; i < row->n; i++) {
		if (row->len[i] > 0) {
			memcpy(text + used, row->cell[i], row->len[i] + 1);
			used += row->len[i] + 1;
		}
		end[i] = (uint32_t)used;
	}
	if (row->problem != NULL)
		memcpy(text + used, row->problem, strlen(row->problem) + 1);
	b->row[b->rows++] = (struct flat){ row->line, end, (uint32_t)row->n,
		row->problem != NULL };
	b->used += need;
	return 1;
}

/* Numbers the cells of a column. */
static void
number_cells(struct ahead *a, const struct batch *b, size_t k)
{
	struct numbered *c = &a->numbered[k];
	uint32_t *number = b->number + k * BATCH_ROWS;
	size_t n = 0;

	for (size_t i = 0; i < b->rows; i++) {
		const struct flat *row = &b->row[i];
		uint32_t at;

		number[i] = 0;
		if (c->column >= row->n)
			continue;
		at = c->column == 0 ? 0 : row->end[c->column - 1];
		if (row->end[c->column] == at)
			continue;
		a->key[n].text = (const char *)(row->end + row->n) + at;
		a->key[n].len = row->end[c->column] - at - 1;
		a->key_row[n++] = i;
	}
	map_numbers(&c->texts, a->key, n, NUMBERS_MAX);
	for (size_t i = 0; i < n; i++)
		number[a->key_row[i]] = a->key[i].number;
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

/* Hands a batch over, and gives the next. */
static struct batch *
hand_over(struct ahead *a, struct batch *b, int end)
{
	b->end = end;
	for (size_t k = 0; k < a->n; k++)
		number_cells(a, b, k);
	return next_to_fill(a, 1);
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
		while (b != NULL && got == 1 && !add_row(b, &row))
			b = hand_over(a, b, 1);
		if (b != NULL && got != 1)
			hand_over(a, b, got);
	}
	return NULL;
}

void
ahead_start(struct csv *csv, const size_t *column, size_t n, struct ahead **out)
{
	struct ahead *a = xmalloc(sizeof *a);

	memset(a, 0, sizeof *a);
	a->csv = csv;
	a->ops.mem = a->ops.keep = arena_new();
	a->numbered = ARENA_ARRAY(a->ops.keep, struct numbered, n);
	a->n = n;
	for (size_t i = 0; i < n; i++) {
		a->numbered[i].column = column[i];
		a->numbered[i].texts.mem = a->ops.keep;
	}
	ring_begin(&a->ring);
	for (size_t i = 0; i < RING; i++)
		a->batch[i].number = ARENA_ARRAY(a->ops.keep, uint32_t,
		    n * BATCH_ROWS);
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

/* The row as csv_next() would give it; its pointers are ours. */
static void
unfold(struct ahead *a, const struct flat *from, struct csv_row *row)
{
	char *text = (char *)(uintptr_t)(from->end + from->n);
	uint32_t at = 0;

	if (from->n > a->room) {
		a->room = from->n;
		a->cell = xrealloc(a->cell, a->room * sizeof *a->cell);
		a->len = xrealloc(a->len, a->room * sizeof *a->len);
	}
	for (size_t i = 0; i < from->n; i++) {
		int empty = from->end[i] == at;

		a->cell[i] = empty ? NULL : text + at;
		a->len[i] = empty ? 0 : from->end[i] - at - 1;
		at = from->end[i];
	}
	*row = (struct csv_row){ from->n, a->cell, a->len, from->line,
		from->problem ? text + at : NULL };
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
	unfold(a, &a->hand->row[a->at++], row);
	return 1;
}

uint32_t
ahead_number(const struct ahead *a, size_t k, size_t rows)
{
	size_t at = a->at + rows - 1;

	return a->hand == NULL || k >= a->n || at >= a->hand->rows ? 0 :
	    a->hand->number[k * BATCH_ROWS + at];
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
	for (size_t i = 0; i < RING; i++)
		free(a->batch[i].bytes);
	ring_end(&a->ring);
	arena_free(a->ops.mem);
	free(a->cell);
	free(a->len);
	free(a);
}
