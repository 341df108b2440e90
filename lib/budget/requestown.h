/* What the files of requests share; only they include it. */
#ifndef BUDGET_REQUESTOWN_H
#define BUDGET_REQUESTOWN_H

#include "budget/request.h"

/* The index of a word, 0 where it is none of them. */
int request_word(const char *const *words, const char *text);

/* Posts a version as it is. */
int request_keep(struct ops *, struct entry *, const struct request *);

/* The id of the person meant, or the text itself. */
const char *person_code(const struct people *, const char *text);

/*
 * decision.c, for all that is decided on: is the evidence or the reason there
 * that the way needs; is who enters another one's answer none of the makers
 * of the question; no limit keeps anybody from saying no; the steps given;
 * a decision is posted (of the request its code and state; answer NULL:
 * nobody's right was asked).
 */
int decide_check(struct ops *, const struct decide *);
int decide_check_maker(struct ops *, const struct decide *,
    const struct authority_question *);
int decide_may_reject(enum authority_reason);
int decision_steps(struct ops *, const char *request,
    struct authority_question *);
int decision_keep(struct ops *, struct entry *, const struct request *,
    const struct decide *, const struct authority_answer *);

/*
 * beside.c: what was asked for within budget.split_window that may be a part
 * of the same purchase: from the same vendor, by whomever; or, where one
 * names none, by the same person of the same account or one next to it.
 */
int request_beside(struct ops *, const struct request *,
    struct authority_question *);

/* The codes of a request that are good still end: all, or a person's. */
int codes_end(struct ops *, struct entry *, const char *request,
    const char *person);

/* Is there such an account, month, dimension (which becomes canonical)? */
int request_check(struct ops *, struct request *);

/* The approved amount goes from available to pre; and back what is left. */
int request_reserve(struct ops *, struct entry *, const struct request *,
    int64_t at, int override);
int request_release(struct ops *, struct entry *, const struct request *,
    int64_t at);

#endif
