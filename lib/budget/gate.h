/* The gate: is there money for this, and if not, why not. */
#ifndef BUDGET_GATE_H
#define BUDGET_GATE_H

#include "budget/line.h"
#include "budget/numbers.h"
#include "budget/standing.h"

enum gate_code {
	GATE_FINE,
	GATE_THRESHOLD,	   /* warn_at percent are used */
	GATE_OVER,	   /* there is not so much */
	GATE_NO_BUDGET,	   /* none of it, nor above it */
	GATE_CLOSED,	   /* the month */
	GATE_ON_HOLD,	   /* the account */
	GATE_OUT_OF_DATES, /* of the account */
	GATE_AUTHORITY,	   /* for who approves */
	GATE_UNKNOWN,	   /* account */
	GATE_BLANK	   /* account or amount */
};
extern const char *const gate_code_words[]; /* GATE_FINE: "ok" */

/* ok; or not, and it is to be said; or it is refused. */
enum gate_result { GATE_OK, GATE_WARN, GATE_NO };
extern const char *const gate_result_words[];

/* What is asked, and posted or in the numbers already. */
struct gate_question {
	const struct account *account;
	int64_t period, day;
	enum gate_stage stage;
	const char *dimension; /* canonical, or NULL */
};

/* The first that stands in the way, else the account's own. */
struct gate_answer {
	enum gate_result result;
	enum gate_code code;
	const char *account;  /* whose budget decides: it, or one above */
	const char *dimension; /* its part that decides; NULL: the whole */
	struct months months; /* that are controlled together */
	struct five five;     /* of both, when it is done */
};

/*
 * The one gate: `after` are the numbers with what is asked in them, of whole
 * fiscal years (gate_months()); of the account with all above and below.
 */
int gate_ask(struct ops *, const struct numbers *after,
    const struct gate_question *, struct gate_answer *);

/*
 * The gate's answer as if an amount of the account were taken from what is
 * available to the question's stage.
 */
int gate_foresee(struct ops *, struct standing *, const struct gate_question *,
    int64_t amount, struct gate_answer *);

/*
 * The same of a part of it, a dimension, for gateparts.h: `after` are the
 * numbers of the part.  Only a worse answer replaces the one in *out.
 */
int gate_ask_part(struct ops *, const struct numbers *after,
    const struct gate_question *, const char *part, struct gate_answer *out);

/* The fiscal years of a month, for numbers_load(). */
struct months gate_months(struct ops *, int64_t first, int64_t last);

/* "has 3.00 of 1000.00 left in 2026-01..2026-11", in ops->mem. */
const char *gate_words(struct ops *, const struct gate_answer *);

/*
 * What an entry takes from the available money of accounts and months, on
 * its way into the store; the arena is the caller's.  A dimension is said by
 * its number (0: none), or by its text where that has no number yet.
 */
struct touched;
struct touched *gate_touched(struct arena *);
void gate_touch(struct touched *, int64_t account, int64_t period, int64_t at,
    enum stage from, enum stage to, int64_t amount, int64_t dimension,
    const char *text);

/* When it is stored: does it stand?  OPS_DENIED, or notes where it warns. */
int gate_result(struct ops *, const struct touched *);

/* The same for lines that are not posted yet. */
int gate_lines(struct ops *, const struct budget_line *, size_t n);

#endif
