/* The lines of accounts in order, each with what was left behind it. */
#ifndef BUDGET_LEDGERLIST_H
#define BUDGET_LEDGERLIST_H

#include "budget/line.h"
#include "budget/month.h"

/* Missing: NONE, NULL.  Times are those of the lines. */
struct ledger_list_wish {
	int64_t since, until, known;
	const char *under;    /* an account, and all below it */
	const char *document; /* that holds or held them */
	const struct budget_line *extra; /* not posted, as if they were */
	size_t n_extra;
};

struct ledger_list_row {
	int64_t entry, number; /* NONE: not posted */
	struct budget_line line;
	int64_t available; /* of the account, all months, behind the line */
};

/* In the order of account, time, entry, line; texts live until row() ends. */
int ledger_list(struct ops *, const struct ledger_list_wish *,
    int (*row)(void *, const struct ledger_list_row *), void *data);

#endif
