/* The plan: how much accounts may spend in months, version by version. */
#ifndef BUDGET_PLAN_H
#define BUDGET_PLAN_H

#include "budget/line.h"
#include "budget/month.h"

enum plan_state { PLAN_DRAFT, PLAN_ASKED, PLAN_APPROVED, PLAN_REJECTED };
extern const char *const plan_state_words[]; /* ends with NULL */

/* set: for the first time; revise: anew. */
enum plan_kind { PLAN_SET, PLAN_REVISE };

/*
 * A version is an entry's: v1, v2 ...  Its amounts are of single months.
 * It counts at once, or where the setting budget.approval is `required`, by
 * plan_count().
 */
extern const struct ledger ledger_budget_plan, ledger_budget_plan_line;

/* How an amount is spread over months; shares[] may be NULL: evenly. */
int plan_spread(struct ops *, int64_t amount, const int64_t *shares, size_t n,
    int64_t *part);

/* Weights as "3,1,2.5", one for each of n months. */
int plan_weights(struct ops *, const char *text, size_t n, int64_t *shares);

/* What accounts, itself and below, spent in months; OPS_DATA: nothing. */
int plan_like(struct ops *, const struct account *, const struct months *,
    size_t n, int64_t *shares);

/* A plan in the making: made with the first amount. */
struct planning {
	const char *version; /* NULL: none yet */
	enum plan_kind kind;
	int counts;
};
void plan_begin(struct ops *, enum plan_kind, struct planning *);

/*
 * Sets the amounts of months from the first on; `said`: each as it was, in
 * another currency, or NULL; `at`: when.
 */
int plan_amounts(struct ops *, struct entry *, struct planning *,
    const struct account *, const char *dimension, int64_t first,
    const int64_t *amount, const struct foreign *said, size_t n, int64_t at);

/* What the plan in force says of a month; NONE: nothing. */
int plan_amount(struct ops *, const struct account *, int64_t month,
    const char *dimension, int64_t *amount);

/*
 * A draft counts from now on: its lines are posted.  The state is the
 * caller's to check before; it is approved afterwards.
 */
int plan_count(struct ops *, struct entry *, const char *version, int64_t at);

/* Posts another state of a version; OPS_DATA where there is none. */
int plan_state(struct ops *, const char *version, enum plan_state *);
int plan_set_state(struct ops *, struct entry *, const char *version,
    enum plan_state);

/* An amount of a version, and the number behind its v. */
struct plan_amount {
	const char *account, *dimension, *version; /* dimension may be NULL */
	int64_t month, amount, number;
	enum plan_state state;
	struct foreign foreign; /* not of plan_all() */
};

/*
 * All amounts as known after an entry (NONE: now), by account, month,
 * dimension, version; in ops->mem.
 */
int plan_all(struct ops *, int64_t known, struct plan_amount **, size_t *n);

/* "v12": 12; NONE where it is none. */
int64_t plan_number(const char *version);

#endif
