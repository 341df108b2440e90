/* One order on its way to its lines; only the files of bind.h include it. */
#ifndef BUDGET_BINDING_H
#define BUDGET_BINDING_H

#include "budget/bind.h"

struct binding {
	struct ops *ops;
	struct entry *entry;
	enum bind how;
	struct bind_order o;
	struct holding *held;
	size_t n;
	const char *about;
	struct foreign said; /* the amount, as it was */
	VEC(struct budget_line) lines;
};

/* What a document was bound by in a currency, and how often it was used. */
struct bound {
	int64_t original, amount, uses;
	int64_t rate, rate_date; /* 0: not one, but several */
};

/* What is used first of what is held: of the month, else the oldest; NULL. */
struct holding *binding_best(const struct binding *, int64_t period);

/* Frees what is held where it is held. */
void binding_free(struct binding *, struct holding *, int64_t amount,
    enum reason);

/*
 * All that the document holds of the order's account, or of any; OPS_DATA
 * where that is too large.
 */
int binding_held(const struct binding *, int64_t *held);

/* How the document was bound in the order's currency. */
int binding_bound(struct binding *, struct bound *);

/*
 * Of a document in quantities: as large a part of it as of its quantity; of
 * one in the currency of the order, as of what was said, whatever the rates.
 */
int binding_part(struct binding *, int64_t *use);

/* The vendor and item of the document, where it has one and the order none. */
int binding_said(struct binding *);

/* Makes the lines of a release. */
int binding_release(struct binding *);

#endif
