/* Lines: money goes from a stage to a stage of an account and month. */
#ifndef BUDGET_LINE_H
#define BUDGET_LINE_H

#include "base/vec.h"
#include "budget/account.h"

enum stage {
	STAGE_SOURCE, /* where budgets come from, and go back to */
	STAGE_AVAILABLE,
	STAGE_PRE,	 /* asked for: requests, reservations */
	STAGE_COMMITTED, /* ordered */
	STAGE_ACTUAL,	 /* spent */
	STAGES
};
extern const char *const stage_words[]; /* ends with NULL */

enum reason {
	REASON_ORIGINAL,
	REASON_AMENDMENT,
	REASON_TRANSFER,
	REASON_CARRY,
	REASON_REQUEST,
	REASON_RESERVE,
	REASON_COMMIT,
	REASON_SPEND,
	REASON_RELEASE,
	REASON_REFUND,
	REASON_CANCEL,
	REASON_CLOSE,
	REASONS
};
extern const char *const reason_words[]; /* ends with NULL */

/* Refuses an amount that is not above 0, in minor units of so many decimals. */
int amount_above_0(struct ops *, int64_t amount, int decimals);

/* An amount as it was said, in another currency; NULL: in the book's. */
struct foreign {
	const char *currency;
	int64_t original; /* minor units of it, above 0 */
	int64_t rate;	  /* units of it for one of the book's, millionths */
	int64_t rate_date; /* the day from which that holds */
};

/* "120.50", with the decimals of its currency, in ops->mem; or NULL. */
const char *foreign_text(struct ops *, const struct foreign *);

/*
 * One line.  Numbers that are missing are NONE, texts NULL.  What comes into
 * pre or committed is held by `document`; what leaves them, `against` held.
 * So the reverse of a line has from and to, document and against exchanged.
 * An account with a unit counts it with the decimals of the currency.
 */
struct budget_line {
	const struct account *account;
	int64_t at;	/* when it happened, seconds UTC */
	int64_t period; /* a month: month.h */
	enum stage from, to;
	int64_t amount; /* minor units, above 0 */
	enum reason reason;
	const char *dimension; /* canonical: dimension.h */
	const char *document, *against;
	const char *vendor, *reference, *item, *note;
	int64_t qty, unit_price; /* millionths; qty 0: another line has it */
	struct foreign foreign;	 /* the amount, as it was said */
	const char *about;	 /* accountrule.h: "asset=VAN-2,kind=repair" */
};

/*
 * Posts n lines that belong together.  Errors: OPS_DATA (an amount, a date),
 * OPS_DENIED (a closed period); and, from the gate, OPS_DENIED: at once where
 * the entry is immediate, else at its end, for what the whole entry does.
 */
int budget_post(struct ops *, struct entry *, const struct budget_line *,
    size_t n);

/* From now on no gate refuses in this entry: who may, has said so. */
void budget_override(struct entry *);

/*
 * An entry that never is one, for what would be: what is posted to it is
 * kept in `lines` and goes nowhere, no gate refuses, nothing is locked.
 * Whoever posts to it finds in it what was posted before.  It lives in
 * ops->keep and is not ended.
 */
struct rehearsal {
	VEC(struct budget_line) lines;
};
int rehearsal_begin(struct ops *, struct entry **);

/* NULL for an entry that is one. */
struct rehearsal *rehearsal_of(struct entry *);

extern const struct ledger ledger_budget_line;

#endif
