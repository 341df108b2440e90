/* Batches that one thread fills and another takes, in order. */
#include <string.h>

#include "io/ring.h"

void
ring_begin(struct ring *r)
{
	memset(r, 0, sizeof *r);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->more, NULL);
	pthread_cond_init(&r->room, NULL);
}

void
ring_end(struct ring *r)
{
	pthread_cond_destroy(&r->more);
	pthread_cond_destroy(&r->room);
	pthread_mutex_destroy(&r->lock);
}

/* The filler waits until so many are left to take. */
static void
wait_for(struct ring *r, size_t left)
{
	r->waits = 1;
	while (!r->stop && r->filled - r->taken > left)
		pthread_cond_wait(&r->room, &r->lock);
	r->waits = 0;
}

int
ring_fill(struct ring *r, int full)
{
	int number;

	pthread_mutex_lock(&r->lock);
	if (full) {
		if (r->filled == r->taken)
			pthread_cond_signal(&r->more);
		r->filled++;
	}
	if (r->filled - r->taken == RING)
		wait_for(r, RING / 2);
	number = r->stop ? -1 : (int)(r->filled % RING);
	pthread_mutex_unlock(&r->lock);
	return number;
}

int
ring_take(struct ring *r, int done)
{
	int number;

	pthread_mutex_lock(&r->lock);
	if (done) {
		r->taken++;
		if (r->waits &&
		    (r->filled - r->taken == RING / 2 || r->filled == r->taken))
			pthread_cond_signal(&r->room);
	}
	while (!r->stop && r->filled == r->taken)
		pthread_cond_wait(&r->more, &r->lock);
	number = r->stop ? -1 : (int)(r->taken % RING);
	pthread_mutex_unlock(&r->lock);
	return number;
}

void
ring_drain(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	wait_for(r, 0);
	pthread_mutex_unlock(&r->lock);
}

void
ring_stop(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->stop = 1;
	pthread_cond_signal(&r->more);
	pthread_cond_signal(&r->room);
	pthread_mutex_unlock(&r->lock);
}
