/* Requests for money, and what was decided of them. */
#ifndef BUDGET_REQUEST_H
#define BUDGET_REQUEST_H

#include "budget/line.h"
#include "ledger/authority.h"
#include "ledger/record.h"

/*
 * The life of a request:
 *	asked -approve (each step)-> approved
 *	asked -reject-> rejected	asked, approved -withdraw-> withdrawn
 */
enum request_state {
	REQUEST_ASKED,
	REQUEST_APPROVED,
	REQUEST_REJECTED,
	REQUEST_WITHDRAWN
};
extern const char *const request_state_words[]; /* ends with NULL */

/* Codes are codes; what is missing is NULL or NONE. */
struct request {
	const char *code;
	int64_t date;	    /* when it was asked, seconds UTC */
	const char *period; /* the month whose money it is: 2026-11 */
	const char *account, *dimension;
	int64_t amount;	    /* minor units, above 0 */
	const char *reason, *vendor, *item;
	int64_t qty, unit_price; /* millionths */
	int64_t needed_by;  /* a day */
	const char *requester, *entered_by;
	struct foreign foreign; /* the amount, as it was said */
	const char *about;  /* accountrule.h: "asset=VAN-2" */
	enum request_state state;
	int64_t entry;	    /* of its latest version */
};

extern const struct ledger ledger_request, ledger_decision, ledger_code;

/* The role in `people` of an account that sends codes and takes answers. */
extern const char mailer_role[];

/* By its code: OPS_DATA where there is none. */
int request_by_code(struct ops *, const char *code, struct request *);

/*
 * All of them (as known after an entry, NONE: now) in the order of codes, or
 * the one with a code (NULL: all).
 */
int requests(struct ops *, int64_t known, const char *code,
    int (*row)(void *, const struct request *), void *data);

/*
 * Posts a new one: entered_by, the month and the state are filled in; the
 * amount is qty x unit_price where it is missing.  Where foreign.currency is
 * set, both are in that, and turned into the book's by the rate of the date.
 * OPS_DATA.
 */
int request_post(struct ops *, struct entry *, struct request *);

/*
 * The five numbers of a request's account, minor units; budget is NONE where
 * nothing is there.
 */
struct request_numbers {
	int64_t budget, pre, committed, actual, available;
	const char *months; /* which are controlled together */
};
int request_five(struct ops *, const struct request *,
    struct request_numbers *);

/*
 * Would the gate let it be approved now?  And if not, why: in ops->mem.  The
 * amount must not be reserved yet.
 */
int request_foresee(struct ops *, const struct request *, int *fits,
    const char **why);

enum decision_kind { DECISION_APPROVE, DECISION_REJECT, DECISION_WITHDRAW };

/* How the answer came. */
enum decision_way { WAY_SHELL, WAY_MAIL, WAY_ON_BEHALF };
extern const char *const decision_way_words[];

struct decision {
	const char *request;
	int64_t number; /* from 1, in order */
	int64_t date;
	enum decision_kind kind;
	enum request_state state; /* what the request was from then on */
	int64_t step;	    /* of an approval, else NONE */
	const char *person; /* who decided: the id, or as it was said */
	const char *rule;   /* of authority; NULL */
	int override;	    /* 1: what the gate refuses, too */
	const char *reason;
	const char *entered_by;
	enum decision_way way;
	const char *evidence;	   /* digest of a file, NULL */
	const char *evidence_file; /* what it was called */
};

/* Those of one request, in order; in ops->mem. */
int request_decisions(struct ops *, const char *request, int64_t known,
    struct decision **, size_t *n);

/*
 * Calls row() for what another one decided on behalf of somebody: requests,
 * and versions of the plan, of which `code` is "plan v2" and all else is
 * missing.
 */
int requests_on_behalf(struct ops *, int64_t known,
    int (*row)(void *, const struct request *), void *data);

/* What somebody wants to decide, and with what right. */
struct decide {
	enum decision_kind kind;
	const struct authority *authority;
	const char *person; /* who decides: id, login or name */
	const char *actor;  /* who enters it */
	const char *login;  /* from which account; NULL: a mail's */
	enum decision_way way;
	int64_t date;
	const char *reason;
	int override;
	const char *evidence, *evidence_file;
};

/*
 * The question that stands before the approval of a request: what was given,
 * and what was asked for beside it (budget.split_window).
 */
int request_question(struct ops *, const struct request *, int64_t date,
    struct authority_question *);

/*
 * Approve: gives the step that is open; the last one reserves the money and
 * makes it approved.  Reject: whoever has a rule for the open step may,
 * whatever its limit.  Withdraw: who asked or entered it.  OPS_DENIED with
 * the reason; OPS_DATA where the request's state does not allow it.
 */
int request_decide(struct ops *, struct entry *, struct request *,
    const struct decide *);

/*
 * The same of a version of the plan, which then counts, or is rejected; who
 * made it rejects it to take it back.  The authority is over subject `plan`, of
 * the account that all its accounts are below, for the sum of its amounts.
 */
int plan_decide(struct ops *, struct entry *, const char *version,
    const struct decide *);

/*
 * Answers by code.  request_ask(): a code for each who may give the open
 * step now (or for the one person), only the digest of which is posted; what
 * was sent to them before ends.  Who reads a code can answer with it, so only
 * the role `mailer` gets them, who neither asks for money nor approves any;
 * `only_shown`: nothing is going to be posted, and anybody may.  `unasked`:
 * nobody who has a good code, and it is no error if nobody is left.
 * OPS_DENIED.
 *
 * request_answer(): what a code stands for, and from now on it is used;
 * OPS_DENIED: unknown, used, ended, too old, or of a step that is not open
 * any more.
 */
struct ask_wish {
	const char *person; /* NULL: all who may */
	int only_shown, unasked;
};
struct request_asked {
	const struct person *person;
	const struct authority_rule *rule;
	const char *code; /* in ops->keep; NULL: the person has no mail */
	int64_t step, until;
};
int request_ask(struct ops *, struct entry *, const struct authority *,
    const struct request *, const struct ask_wish *, struct request_asked **,
    size_t *n);
int request_answer(struct ops *, struct entry *, const char *code,
    int64_t date, struct request *, const char **person);

#endif
