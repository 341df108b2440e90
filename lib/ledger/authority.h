/* Who may approve what: the table `authority` of the rules, and its answer. */
#ifndef LEDGER_AUTHORITY_H
#define LEDGER_AUTHORITY_H

#include "conf/people.h"

/*
 *	authority:
 *	  desk:                     # the rule's name
 *	    role: buyer             # or person: ida, or team: office
 *	    subject: budget         # plan, vendor, count, incident; or several
 *	    of: [ops:freight]       # these and all below (missing: all)
 *	    limit: 5000             # up to so much (missing: any amount)
 *	    step: 2                 # who answers second (missing: 1)
 *	    above: 1000             # the step is needed above it only
 *	    from: 2026-01-01        # its first and its last day
 *	    until: 2026-12-31
 *	    override: yes           # what a gate refuses, and parts of
 *	                            # what is above the limit, too
 *
 * The first step is always needed; a further one where a rule that names it
 * is of the subject and the amount is above the rule's `above`.  A rule that
 * is out of its dates still makes its step needed: a right that ran out
 * never makes an approval easier.
 */
enum authority_subject {
	AUTHORITY_BUDGET,    /* spending it */
	AUTHORITY_PLAN,	     /* granting it */
	AUTHORITY_VENDOR,
	AUTHORITY_COUNT,
	AUTHORITY_INCIDENT,
	AUTHORITY_SUBJECTS
};
extern const char *const authority_subject_words[]; /* ends with NULL */

enum { AUTHORITY_STEPS = 9 };

struct authority_rule {
	const char *name;
	const char *role, *team;     /* one of the three */
	const struct person *person;
	unsigned subjects;	     /* bit of each enum authority_subject */
	const char *const *of;	     /* and what is behind their ':' or '/' */
	size_t n;		     /* 0: all */
	int64_t limit, above;	     /* millionths of the currency, NONE */
	int64_t from, until;	     /* days, NONE */
	int64_t step;		     /* 1 to AUTHORITY_STEPS */
	int override;
	const struct yaml *node;     /* where it stands */
};

struct authority {
	const struct people *people;
	struct authority_rule *rule; /* in the order of the file */
	size_t n;
};

/*
 * Reads `authority` (and people) of the settings, into ops->mem; nothing is
 * set: no rule, and nobody may.  OPS_CONFIG, located: an unknown field,
 * person, team, subject or role, a wrong number or day.
 */
int authority_read(struct ops *, const struct conf *, struct authority **);

/* Names that approve must be people's; the makers may be anybody's. */
struct authority_given {
	const char *person; /* the id */
	int64_t step;
	const char *entered; /* by whom, where that was another; NULL */
};

/* What may be a part of the same purchase, and is asked for by itself. */
struct authority_beside {
	const char *code, *of; /* as in the question */
	int64_t amount;
};

struct authority_question {
	enum authority_subject subject;
	const char *of;	     /* the account, place or code it is about */
	int64_t amount;	     /* minor units, from 0 */
	int decimals;	     /* of the currency */
	int64_t day;
	const char *maker[2]; /* who asked, who entered it: id, login or
				 name; NULL: nobody */
	const struct authority_given *given; /* the steps so far */
	size_t n;
	/* To a limit of a rule counts what it covers of these, too. */
	const struct authority_beside *beside;
	size_t n_beside;
	int override;	     /* what a gate refuses; what is beside it */
};

enum authority_reason {
	AUTHORITY_MAY,
	AUTHORITY_NOBODY,    /* is none of the people, or no rule is theirs */
	AUTHORITY_SELF,	     /* has asked for it, or entered it */
	AUTHORITY_TWICE,     /* has approved a step before, or entered one */
	AUTHORITY_DATES,     /* the rule is not valid then */
	AUTHORITY_LIMIT,     /* the amount is above the limit */
	AUTHORITY_SPLIT,     /* the amount is not, with what is beside it */
	AUTHORITY_OVERRIDE,  /* has no right to override */
	AUTHORITY_DONE	     /* all steps are given */
};
extern const char *const authority_reason_words[];

struct authority_answer {
	enum authority_reason reason; /* AUTHORITY_MAY: yes */
	const struct authority_rule *rule; /* that allows, or came nearest */
	int64_t step;	     /* the one that is open */
	int last;	     /* no step is needed behind it */
	const char *why;     /* a sentence without full stop, in ops->mem */
};

/* The step that is open, or NONE where all that are needed are given. */
int64_t authority_step(const struct authority *,
    const struct authority_question *);

/*
 * May this person (id, login or name) give the step that is open?  The rule
 * that says yes is the first of the file; where none does, the one that
 * comes nearest tells why.
 */
void authority_check(struct ops *, const struct authority *,
    const char *person, const struct authority_question *,
    struct authority_answer *);

/* The same as an error: OPS_DENIED with the reason and who can. */
int authority_want(struct ops *, const struct authority *, const char *person,
    const struct authority_question *, struct authority_answer *);

/*
 * Whoever a rule of the subject names, in the order of people, with the
 * answer for each; NULL where the arrays end.  In ops->mem.
 */
struct authority_who {
	const struct person *person;
	struct authority_answer answer;
};
void authority_who(struct ops *, const struct authority *,
    const struct authority_question *, struct authority_who **, size_t *n);

/* Does a rule name this person, by id, role or team? */
int authority_is_whose(const struct authority_rule *, const struct person *);

#endif
