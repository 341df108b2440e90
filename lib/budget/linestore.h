/* Where lines are stored; only the files of the line ledger include it. */
#ifndef BUDGET_LINESTORE_H
#define BUDGET_LINESTORE_H

#include "budget/budget.h"
#include "budget/line.h"
#include "ledger/flow.h"

/* The numbers that a line is stored with, beside itself. */
struct line_names {
	int64_t dimension, document, against; /* 0: none */
};

/*
 * Adds a line to what finish() will store: as the worker of the entry.  Its
 * texts are vendor, reference, note, item, currency and about.
 */
int line_add(struct ops *, struct entry *, int64_t line,
    const struct budget_line *, const struct line_names *,
    const char *texts, size_t n);

/*
 * What lines not yet stored change of what documents hold: those of one
 * document in the order of posting, the first behind NULL; NULL at the end.
 * They stay until the next line_pend().
 */
struct pending {
	const char *document, *dimension; /* in ops->keep */
	const struct account *account;
	int64_t period, amount;
	int64_t qty; /* NONE: none */
	enum stage stage;
	size_t next; /* its number, 0: none */
};
const struct pending *line_pending(struct ops *, struct entry *,
    const char *document, const struct pending *);
void line_pend(struct ops *, struct entry *, const struct budget_line *);
int line_overridden(struct entry *);

extern const struct flow_ledger line_flow;
int line_finish(struct ops *, struct entry *, const struct ledger *);

#endif
