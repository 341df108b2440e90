/* Which account it is, where none is said: the book's rules. */
#ifndef BUDGET_ACCOUNTRULE_H
#define BUDGET_ACCOUNTRULE_H

#include "budget/account.h"
#include "conf/condition.h"
#include "conf/conf.h"

/*
 *	budget:
 *	  accounts:
 *	    parts:			# the rule's name
 *	      match: { category: "^(tyres|chains)$", site: ^NORTH$ }
 *	      account: ops:works:parts
 *	      dimension: cost_centre=K1	# where none is said
 *	    vans:
 *	      match: { asset: ^VAN- }
 *	      account: ops:vans
 *	    rest: { account: ops:other }
 *
 * The first rule whose condition holds gives the account; one without
 * `match` always does.
 */
struct account_rule {
	const char *name, *account;
	const char *dimension;	 /* canonical, or NULL */
	struct condition *match; /* NULL: always */
	const struct yaml *node; /* where it stands */
	int said;		 /* that it was used */
};

struct account_rules {
	struct account_rule *rule; /* in the order of the file */
	size_t n;
};

/* What is bought, ordered, repaired; what is not known is NULL. */
struct subject {
	const char *item, *category, *vendor, *asset, *site, *kind;
};

/* Into ops->keep.  OPS_CONFIG, located. */
int account_rules_read(struct ops *, const struct conf *,
    struct account_rules *);

/* Are there any? */
int account_rules_any(struct ops *);

/*
 * The account of a subject by the rules in force, and the rule's dimension
 * (NULL: none); a note names the rule when it is first used.  OPS_DATA where
 * no rule takes it, with what was looked at, or where the book has no
 * account of that name.
 */
int account_by_rule(struct ops *, const struct subject *,
    const struct account **, const char **dimension);

/*
 * What a line keeps of a subject beside its item and vendor, in ops->mem:
 * "category=tyres,asset=VAN-2,site=NORTH,kind=repair"; NULL: nothing.
 */
const char *subject_about(struct ops *, const struct subject *);

#endif
