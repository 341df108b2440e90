/* What requests, reservations and commitments still hold, and since when. */
#ifndef BUDGET_OPEN_H
#define BUDGET_OPEN_H

#include "budget/line.h"

struct open_row {
	const char *document, *dimension;
	const struct account *account;
	int64_t period; /* the month it counts in */
	enum stage stage;
	int64_t amount;			       /* minor units, above 0 */
	int64_t since;			       /* seconds UTC: its first line */
	const char *vendor, *reference, *note; /* as that line says */
};

/*
 * Lines effective up to a second and known up to an entry count, NONE: all;
 * and lines that are not posted, as if they were.
 */
struct open_wish {
	int64_t until, known;
	const struct budget_line *extra;
	size_t n_extra;
};

/* Calls `row` for each, in the order of documents, accounts, months. */
int open_rows(struct ops *, const struct open_wish *,
    int (*row)(void *, const struct open_row *), void *data);

#endif
