/* A line on standard error that says how far a long command has come. */
#ifndef IO_PROGRESS_H
#define IO_PROGRESS_H

#include <stdint.h>

/*
 * Shows itself after a second, where standard error is a terminal and no
 * pager runs, then five times a second.  The fields are its own.
 */
struct progress {
	const char *what;     /* "reading moves.csv" */
	int64_t total;	      /* rows, or -1 where not known */
	int64_t done;	      /* rows so far */
	int64_t next;	      /* rows at which to look at the clock */
	int64_t began, shown; /* milliseconds of the monotonic clock */
	int on, visible;
};

/* `what` must live until progress_end(); total is -1 where not known. */
void progress_begin(struct progress *, const char *what, int64_t total);
void progress_look(struct progress *);
void progress_end(struct progress *); /* clears the line */

/* One row more: an addition and a comparison, mostly. */
static inline void
progress_row(struct progress *p)
{
	if (++p->done >= p->next)
		progress_look(p);
}

#endif
