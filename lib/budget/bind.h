/* Money asked for, ordered, spent and let go: each uses up the one before. */
#ifndef BUDGET_BIND_H
#define BUDGET_BIND_H

#include "budget/accountrule.h"
#include "budget/line.h"

enum bind { BIND_RESERVE, BIND_COMMIT, BIND_SPEND, BIND_REFUND, BIND_RELEASE };

/*
 * What is asked.  Missing: NONE, NULL.  Without an amount it is qty x
 * unit_price; without an account that of the document it is against, where
 * that is one, else the one that the rules have for `what`; without a period
 * the month of `at`.
 */
struct bind_order {
	const struct account *account;
	int64_t at, period, amount;
	const char *currency; /* of amount and unit_price; NULL: the book's */
	struct subject what; /* is bought */
	const char *dimension, *reference, *note;
	int64_t qty, unit_price;
	const char *document; /* of a reservation or commitment */
	const char *against;  /* the document that is used up */
	int final;	      /* the rest of it is free again */
	int restore;	      /* release: to the stage it came from */
};

/*
 * Posts it; an amount in another currency by the rate of the day.
 *	reserve	available to pre
 *	commit	pre of `against` to committed; what lacks, from available
 *	spend	pre or committed of `against` to actual; what lacks, from
 *		available; below 0 it is a refund
 *	refund	actual to available; with `against` to committed again
 *	release	pre or committed of `against` to available: all without an
 *		amount; one in the currency that it was bound in, by the rate
 *		that it was bound by
 * Of a document that was said in quantities (qty), the same part is used up
 * as of the quantity; of one in the same currency, as of what was said in it;
 * else the same amount; never more than it holds.  What
 * it holds in another month is free there, and taken from the month of the
 * order.  A vendor or item that is missing is that of the document, where
 * that has one.  Errors: OPS_DATA; OPS_DENIED of the gate.
 */
int budget_bind(struct ops *, struct entry *, enum bind,
    const struct bind_order *);

/* What a document holds of an account, month and stage. */
struct holding {
	const struct account *account;
	int64_t period, amount;
	enum stage stage; /* pre or committed */
	const char *dimension;
};

/* What a document holds, the entry's lines so far included; in ops->mem. */
int holdings_of(struct ops *, struct entry *, const char *document,
    struct holding **, size_t *n);

/* The next code of a document: prefix and number, as "CM-8". */
int document_next(struct ops *, struct entry *, const char *prefix,
    const char **code);

#endif
