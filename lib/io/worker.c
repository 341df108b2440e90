/* A second thread that takes what it is given, in order. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "io/ring.h"
#include "io/worker.h"

enum { BATCH_SIZE = 64 * 1024 };

enum { HINT_AHEAD = 6 }; /* things between two hints */

/* Stands before its bytes in a batch. */
struct given {
	const struct worker_job *job;
	void *data;
	size_t n;
};

struct batch {
	char *bytes;
	size_t used, size;
};

struct worker {
	struct ops ops; /* the thread's own */
	size_t given;
	int runs; /* the thread */
	pthread_t thread;
	struct ring ring;
	struct batch batch[RING];
	int hand;	/* the batch at hand */
	atomic_int err; /* ops says why */
};

struct worker *
worker_new(void)
{
	struct worker *w = xmalloc(sizeof *w);

	memset(w, 0, sizeof *w);
	w->ops.mem = arena_new();
	w->ops.keep = w->ops.mem;
	ring_begin(&w->ring);
	return w;
}

/* Says a hint of the thing at *at, and goes on to the next. */
static void
hint(const struct batch *b, size_t *at, int step)
{
	struct given g;

	if (*at == b->used)
		return;
	memcpy(&g, b->bytes + *at, sizeof g);
	if (g.job->hint != NULL)
		g.job->hint(b->bytes + *at + sizeof g, step);
	*at += sizeof g + g.n;
}

static int
take_batch(struct worker *w, const struct batch *b)
{
	struct arena_mark mark = arena_mark(w->ops.mem);
	size_t ahead[WORKER_HINTS] = { 0 };
	int err = 0;

	for (int step = 0; step < WORKER_HINTS; step++)
		for (int i = 0; i < (WORKER_HINTS - step) * HINT_AHEAD; i++)
			hint(b, &ahead[step], step);
	for (size_t at = 0; err == 0 && at < b->used;) {
		struct given g;

		for (int step = 0; step < WORKER_HINTS; step++)
			hint(b, &ahead[step], step);
		memcpy(&g, b->bytes + at, sizeof g);
		at += sizeof g;
		err = g.job->take(&w->ops, g.data, b->bytes + at, g.n);
		at += g.n;
		arena_back(w->ops.mem, mark);
	}
	return err;
}

static void *
run(void *data)
{
	struct worker *w = data;
	int i = ring_take(&w->ring, 0);

	for (; i >= 0; i = ring_take(&w->ring, 1))
		if (w->err == 0)
			w->err = take_batch(w, &w->batch[i]);
	return NULL;
}

/* The batch at hand goes to the thread; waits while all others are full. */
static void
hand_over(struct worker *w)
{
	w->hand = ring_fill(&w->ring, 1);
	w->batch[w->hand].used = 0;
}

static int
failed(struct ops *ops, struct worker *w)
{
	return w->err == 0 ? 0 : fail(ops, w->ops.code, "%s", w->ops.why);
}

static char *
room(struct worker *w, size_t need)
{
	struct batch *b = &w->batch[w->hand];

	if (b->used > 0 && b->used + need > b->size) {
		hand_over(w);
		b = &w->batch[w->hand];
	}
	if (need > b->size) {
		b->size = need > BATCH_SIZE ? need : BATCH_SIZE;
		b->bytes = xrealloc(b->bytes, b->size);
	}
	b->used += need;
	return b->bytes + b->used - need;
}

int
worker_give(struct ops *ops, struct worker *w, const struct worker_job *job,
    void *data, const void *bytes, size_t n)
{
	struct given g = { job, data, n };
	char *to;

	if (!w->runs && ++w->given == WORKER_STARTS)
		w->runs = pthread_create(&w->thread, NULL, run, w) == 0;
	if (!w->runs)
		return job->take(ops, data, bytes, n);
	to = room(w, sizeof g + n);
	memcpy(to, &g, sizeof g);
	memcpy(to + sizeof g, bytes, n);
	return w->batch[w->hand].used == sizeof g + n
	    ? failed(ops, w) : 0;
}

int
worker_wait(struct ops *ops, struct worker *w)
{
	if (!w->runs)
		return 0;
	if (w->batch[w->hand].used > 0)
		hand_over(w);
	ring_drain(&w->ring);
	return failed(ops, w);
}

void
worker_free(struct worker *w)
{
	if (w == NULL)
		return;
	if (w->runs) {
		ring_stop(&w->ring);
		pthread_join(w->thread, NULL);
	}
	for (size_t i = 0; i < RING; i++)
		free(w->batch[i].bytes);
	ring_end(&w->ring);
	arena_free(w->ops.mem);
	free(w);
}
