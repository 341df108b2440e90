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
 * Calls `row` for each, in the order of documents, accounts, months; lines
 * effective up to a second and known up to an entry count, NONE: all.
 */
int open_rows(struct ops *, int64_t until, int64_t known,
    int (*row)(void *, const struct open_row *), void *data);

#endif
