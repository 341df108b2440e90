/* Batches that one thread fills and another takes, in order. */
#ifndef IO_RING_H
#define IO_RING_H

#include <pthread.h>
#include <stddef.h>

/*
 * Says which of RING batches is whose; what they are is the threads' own.
 * Who waits for room goes on when half of them are free, so that two threads
 * of unlike speed wake each other seldom.
 */
enum { RING = 32 };

struct ring {
	pthread_mutex_t lock;
	pthread_cond_t more, room;
	size_t filled, taken; /* batches, in all */
	int waits;	      /* for room */
	int stop;
};

void ring_begin(struct ring *);
void ring_end(struct ring *); /* no thread uses it any more */

/*
 * Hands over `full` batches (0 or 1) that were filled, or were taken; gives
 * the number of the next, or -1 after ring_stop().  Waits until there is
 * one.
 */
int ring_fill(struct ring *, int full);
int ring_take(struct ring *, int done);

/* The filler waits until all is taken. */
void ring_drain(struct ring *);

/* Nobody waits, fills or takes any more. */
void ring_stop(struct ring *);

#endif
