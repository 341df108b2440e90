/* A second thread that takes what it is given, in order. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "io/worker.h"

enum { BATCHES = 4, BATCH_SIZE = 256 * 1024 };

/* Stands before its bytes in a batch. */
struct job {
	worker_take *take;
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
	pthread_mutex_t lock;
	pthread_cond_t change;
	struct batch batch[BATCHES];
	size_t filled, taken; /* batches handed over, and done, in all */
	int stop, err;
};

struct worker *
worker_new(void)
{
	struct worker *w = xmalloc(sizeof *w);

	memset(w, 0, sizeof *w);
	w->ops.mem = arena_new();
	w->ops.keep = w->ops.mem;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->change, NULL);
	return w;
}

static int
take_batch(struct worker *w, const struct batch *b)
{
	int err = 0;

	for (size_t at = 0; err == 0 && at < b->used;) {
		struct job job;

		memcpy(&job, b->bytes + at, sizeof job);
		at += sizeof job;
		err = job.take(&w->ops, job.data, b->bytes + at, job.n);
		at += job.n;
	}
	return err;
}

static void *
run(void *data)
{
	struct worker *w = data;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (w->taken == w->filled && !w->stop)
			pthread_cond_wait(&w->change, &w->lock);
		if (w->stop)
			break;
		if (w->err == 0) {
			struct batch *b = &w->batch[w->taken % BATCHES];
			int err;

			pthread_mutex_unlock(&w->lock);
			err = take_batch(w, b);
			pthread_mutex_lock(&w->lock);
			w->err = err;
		}
		w->taken++;
		pthread_cond_broadcast(&w->change);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* The batch at hand goes to the thread; waits while all others are full. */
static void
hand_over(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	w->filled++;
	pthread_cond_broadcast(&w->change);
	while (w->filled - w->taken == BATCHES)
		pthread_cond_wait(&w->change, &w->lock);
	pthread_mutex_unlock(&w->lock);
	w->batch[w->filled % BATCHES].used = 0;
}

static int
failed(struct ops *ops, struct worker *w)
{
	int err;

	pthread_mutex_lock(&w->lock);
	err = w->err;
	pthread_mutex_unlock(&w->lock);
	return err == 0 ? 0 : fail(ops, w->ops.code, "%s", w->ops.why);
}

static char *
room(struct worker *w, size_t need)
{
	struct batch *b = &w->batch[w->filled % BATCHES];

	if (b->used > 0 && b->used + need > b->size) {
		hand_over(w);
		b = &w->batch[w->filled % BATCHES];
	}
	if (need > b->size) {
		b->size = need > BATCH_SIZE ? need : BATCH_SIZE;
		b->bytes = xrealloc(b->bytes, b->size);
	}
	b->used += need;
	return b->bytes + b->used - need;
}

int
worker_give(struct ops *ops, struct worker *w, worker_take *take, void *data,
    const void *bytes, size_t n)
{
	struct job job = { take, data, n };
	char *to;

	if (!w->runs && ++w->given == WORKER_STARTS)
		w->runs = pthread_create(&w->thread, NULL, run, w) == 0;
	if (!w->runs)
		return take(ops, data, bytes, n);
	to = room(w, sizeof job + n);
	memcpy(to, &job, sizeof job);
	memcpy(to + sizeof job, bytes, n);
	return w->batch[w->filled % BATCHES].used == sizeof job + n
	    ? failed(ops, w) : 0;
}

int
worker_wait(struct ops *ops, struct worker *w)
{
	if (!w->runs)
		return 0;
	if (w->batch[w->filled % BATCHES].used > 0)
		hand_over(w);
	pthread_mutex_lock(&w->lock);
	while (w->taken != w->filled)
		pthread_cond_wait(&w->change, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return failed(ops, w);
}

void
worker_free(struct worker *w)
{
	if (w == NULL)
		return;
	if (w->runs) {
		pthread_mutex_lock(&w->lock);
		w->stop = 1;
		pthread_cond_broadcast(&w->change);
		pthread_mutex_unlock(&w->lock);
		pthread_join(w->thread, NULL);
	}
	for (size_t i = 0; i < BATCHES; i++)
		free(w->batch[i].bytes);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->change);
	arena_free(w->ops.mem);
	free(w);
}
