/* How an amount is spread over months: evenly, by weights, as it was spent. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "budget/numbers.h"
#include "budget/plan.h"
#include "ledger/book.h"

int
plan_spread(struct ops *ops, int64_t amount, const int64_t *shares, size_t n,
    int64_t *part)
{
	int64_t *even = NULL;

	if (shares == NULL) {
		even = ARENA_ARRAY(ops->mem, int64_t, n);
		for (size_t i = 0; i < n; i++)
			even[i] = 1;
	}
	if (money_split(amount, shares == NULL ? even : shares, n, part) == 0)
		return 0;
	return fail(ops, OPS_DATA,
	    "weights: they cannot all be 0, nor below it");
}

int
plan_weights(struct ops *ops, const char *text, size_t n, int64_t *shares)
{
	const char *p = text, *why;
	size_t i = 0;

	for (;; i++) {
		size_t len = strcspn(p, ",");
		int64_t v;

		why = decimal_parse(p, len, QTY_SCALE, &v);
		if (why != NULL || v < 0)
			return fail(ops, OPS_DATA, "weights: '%s' is wrong: "
			    "expected numbers from 0 with commas between them: "
			    "3,1,2.5", text);
		if (i < n)
			shares[i] = v;
		p += len;
		if (*p++ == '\0')
			break;
	}
	if (i + 1 == n)
		return 0;
	return fail(ops, OPS_DATA,
	    "weights: '%s' are %zu: expected %zu, one for each month", text,
	    i + 1, n);
}

int
plan_like(struct ops *ops, const struct account *a, const struct months *m,
    size_t n, int64_t *shares)
{
	struct numbers_wish w = {
		.months = *m, .until = NONE, .known = NONE, .under = a->name
	};
	const struct number_node *node;
	struct numbers *all;
	char text[PERIOD_SIZE];
	int64_t some = 0;
	int err;

	if (m->last - m->first + 1 != (int64_t)n) {
		months_print(text, m, ops->book->fiscal_month);
		return fail(ops, OPS_DATA, "like: '%s' is wrong: expected as "
		    "many months as the period has: %zu", text, n);
	}
	err = numbers_load(ops, &w, &all);
	if (err != 0)
		return err;
	node = numbers_of(all, a);
	for (size_t i = 0; i < n; i++) {
		shares[i] = node == NULL || node->sum[i].actual < 0 ? 0
		    : node->sum[i].actual;
		some |= shares[i];
	}
	if (some != 0)
		return 0;
	return fail(ops, OPS_DATA, "like: nothing was spent on '%s' then",
	    a->name);
}
