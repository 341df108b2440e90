/* Cases: does an improvement pay, which way of it, and did it in the end. */
#ifndef BUDGET_CASE_H
#define BUDGET_CASE_H

#include "budget/account.h"
#include "ledger/record.h"

enum { CASE_AFTER_MAX = 600 }; /* periods */

/* What one alternative brings (above 0) or takes in one period. */
struct case_flow {
	const char *alternative;
	int64_t after; /* periods from now; 0 is at once */
	int64_t amount;
	const char *remark;
};

/* An alternative: what it brings in each period, in minor units. */
struct case_way {
	const char *name;
	int64_t *flow;
	size_t n;
};

/* What was measured when so many months had passed since the start. */
struct case_review {
	int64_t months, date, measured; /* date: a day */
	const char *note;
};

extern const char *const case_every_words[]; /* year quarter month NULL */

/*
 * One case.  Texts may be NULL and numbers NONE but for code, rate, every
 * and base.  `baseline` and `promised` are what the account or the measure
 * is in a month, before and after, in millionths (of a currency unit where it
 * is an account).
 */
struct budget_case {
	const char *code, *name, *owner;
	int64_t rate;	   /* of a year, millionths */
	const char *every; /* how long a period is */
	const char *base;  /* the alternative that others are compared with */
	const char *account, *measure;
	int64_t baseline, promised;
	const char *chosen; /* an alternative */
	int64_t starts;	    /* the day on which it begins to count */
	const char *note;
	/* In the order of alternatives and periods: its lines. */
	const struct case_flow *flow;
	size_t flows;
	/* The base first, then by name. */
	struct case_way *way;
	size_t ways;
	const struct case_review *review;
	size_t reviews;
};

extern const struct ledger ledger_case;
extern const struct ledger ledger_case_flow;
extern const struct ledger ledger_case_review;

/* A new one with its flows; OPS_DATA where its code is there already. */
int case_add(struct ops *, struct entry *, const struct budget_case *);

/* Another version of its head; flows and reviews stay. */
int case_change(struct ops *, struct entry *, const struct budget_case *);

/* What was measured; the review of these months gets a new version. */
int case_measured(struct ops *, struct entry *, const struct budget_case *,
    const struct case_review *);

/* All as known after entry `known` (NONE: now), by code, in ops->keep. */
int cases_all(struct ops *, int64_t known, struct budget_case **, size_t *n);

/* By its code or the digits of it: OPS_DATA "'x' is not a known case". */
int case_by_code(struct ops *, int64_t known, const char *code,
    const struct budget_case **);

/* 1, 4 or 12. */
int case_per_year(const struct budget_case *);

/*
 * The next review that nobody has made: its months and its day; NONE where
 * all are made, or it has not been said when it starts.
 */
int64_t case_next_review(const struct budget_case *, int64_t *day);

/* How much of what was promised was measured, in percent (percent_of()). */
int64_t case_kept(const struct budget_case *, int64_t measured);

#endif
