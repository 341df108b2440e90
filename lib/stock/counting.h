/* Counting: what was found is posted, or waits to be counted again. */
#ifndef STOCK_COUNTING_H
#define STOCK_COUNTING_H

#include "stock/counted.h"

/* A line as somebody gives it. */
struct counting_line {
	const struct item *item;
	const struct location *location;
	const char *lot;  /* NULL */
	int64_t counted;  /* millionths, from 0 */
	const char *unit; /* it was said in, NULL */
	int64_t date;	  /* the instant, NONE: now */
};

/* One call that posts counts. */
struct counting;
struct counting *counting_new(struct ops *);

/*
 * Posts lines of a count (code NULL: one more, numbered; all of a call that
 * have none are one count).  The difference to what the book had at a line's
 * instant is a move from or to ADJUSTMENT with the count's code as
 * reference; one that is over the tolerance is held back until a further
 * round, which decides: a line of a place that waits in the count.
 *
 * OPS_DATA where a place was counted before in this count, or call, is none
 * of ours, or the lot is missing; OPS_DENIED where the item is blocked or the
 * date is closed.  Where the entry is immediate nothing was posted then.
 */
int counting_post(struct ops *, struct entry *, struct counting *,
    const char *code, const char *by, int64_t source_line,
    const struct counting_line *, size_t n);

/* Behind the last line: values what was posted and says what came of it. */
int counting_end(struct ops *, struct entry *, struct counting *);

#endif
