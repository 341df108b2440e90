/* A second thread that takes what it is given, in order. */
#ifndef IO_WORKER_H
#define IO_WORKER_H

#include <stddef.h>

#include "base/ops.h"

/*
 * Work that must happen in order, but not at once: digesting and sorting
 * the lines of a long entry while the next rows are read.  The thread is
 * started when WORKER_STARTS things were given; until then, and where no
 * thread can be had, they are taken at once by the caller.
 */
struct worker;

enum { WORKER_STARTS = 2000 };

/* Takes n bytes, which are gone when it returns; has an ops of its own. */
typedef int worker_take(struct ops *, void *data, const void *bytes, size_t n);

/*
 * The thread says hint() of bytes that it will take soon, from step 0: each
 * step fetches what is in memory where the one before it points, so that
 * take() need not wait for it.  NULL: there is nothing to fetch.
 */
enum { WORKER_HINTS = 2 };
struct worker_job {
	worker_take *take;
	void (*hint)(const void *bytes, int step);
};

struct worker *worker_new(void);

/* Gives a copy of the bytes; an earlier failure of a take is given back. */
int worker_give(struct ops *, struct worker *, const struct worker_job *,
    void *data, const void *bytes, size_t n);

/* Waits until all is taken; the first failure of a take, with its message. */
int worker_wait(struct ops *, struct worker *);

/* Ends the thread, frees; what was not taken is dropped.  NULL is fine. */
void worker_free(struct worker *);

#endif
