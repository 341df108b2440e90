/* Virement: the rules that say which account may give money to which. */
#ifndef BUDGET_VIREMENT_H
#define BUDGET_VIREMENT_H

#include "budget/account.h"
#include "io/yaml.h"

/*
 *	budget:
 *	  transfers:
 *	    within-logistics:	  # the rule's name
 *	      from: ops:logistics # these and all below (missing: all)
 *	      to: [ops:logistics]
 *	      limit: 5000	  # one transfer, up to so much
 *	      percent: 10	  # of the giver's budget of the fiscal year:
 *				  # all that it gave in it, less what it got
 *	    none-from-energy:
 *	      from: ops:works:energy
 *	      allow: no
 *
 * The first rule that names both decides; where there are rules, none may
 * without one.  Without any all accounts may.
 */
struct virement {
	const char *name;
	const char *const *from, *const *to;
	size_t n_from, n_to; /* 0: all */
	int64_t limit;	     /* millionths of the currency, NONE */
	int64_t percent;     /* millionths, NONE */
	int allow;
};

struct virements {
	struct virement *rule; /* in the order of the file */
	size_t n;
	int any; /* the settings have the section */
};

/* Into ops->mem.  OPS_CONFIG, located. */
int virements_read(struct ops *, struct virements *);

/* The rule that decides, NULL: none names both. */
const struct virement *virement_of(const struct virements *, const char *from,
    const char *to);

#endif
