/* Why actual is not the base: price, volume and mix of what was bought. */
#ifndef BUDGET_EFFECTS_H
#define BUDGET_EFFECTS_H

#include "budget/line.h"
#include "budget/month.h"

/*
 * The lines with a quantity of an account, by item.  With Q and Q' all
 * quantities of the account, q and q' those of the item, v and v' what they
 * cost in the base and now:
 *	price	v' - v x q' / q			(other prices)
 *	volume	v x Q' / Q - v			(more or less of all)
 *	mix	what is left of v' - v		(another share of the item)
 * An item that only one side has is mix beside its volume.  The three always
 * add up to the variance, v' - v, to the cent.
 */
struct effect_row {
	const struct account *account;
	const char *item;      /* NULL: a quantity of no item */
	int64_t base_qty, qty; /* millionths */
	int64_t base, actual;  /* minor units */
	int64_t price, volume, mix;
};

struct effects_wish {
	struct months months;
	int64_t base; /* the first month of as many others */
	int64_t until, known;
	const char *under; /* an account with all below it, NULL: all */
	const struct budget_line *extra; /* not posted, as if they were */
	size_t n_extra;
};

int effects(struct ops *, const struct effects_wish *,
    int (*row)(void *, const struct effect_row *), void *data);

#endif
