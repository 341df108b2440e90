/* Transfers: budget goes from an account and month to another one. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/numbers.h"
#include "budget/transfer.h"
#include "budget/virement.h"
#include "ledger/book.h"

/* The numbers of a fiscal year and a dimension, with what moves now. */
struct table {
	int64_t first; /* its first month */
	const char *dimension;
	struct numbers *all;
};

struct desk {
	struct ops *ops;
	struct virements rules;
	const struct budget_line *extra; /* what if, not posted */
	size_t n_extra;
	VEC(struct table) tables;
};

int
transfer_check(struct ops *ops, const struct transfer *t)
{
	int err = amount_above_0(ops, t->amount, ops->book->decimals);

	if (err != 0)
		return err;
	if (!text_eq(t->from->unit, t->to->unit))
		return fail(ops, OPS_DATA, "to: '%s' counts %s, '%s' %s: "
		    "expected an account with the same unit", t->to->name,
		    t->to->unit == NULL ? "money" : t->to->unit, t->from->name,
		    t->from->unit == NULL ? "money" : t->from->unit);
	if (t->from == t->to) {
		if (t->period != t->to_period ||
		    !text_eq(t->dimension, t->to_dimension))
			return 0;
		return fail(ops, OPS_DATA, "to: '%s' is the giver itself: "
		    "expected another account, month or dimension",
		    t->to->name);
	}
	if (account_within(t->to->name, t->from->name) ||
	    account_within(t->from->name, t->to->name))
		return fail(ops, OPS_DATA, "to: one of '%s' and '%s' is below "
		    "the other, so that its budget is within the other's "
		    "already", t->from->name, t->to->name);
	return 0;
}

/* ---- the numbers ---- */

/* "a=1,b=2" as the list of both. */
static const char *const *
split(struct ops *ops, const char *text, size_t *n)
{
	VEC(const char *) list = { NULL, 0, 0 };

	while (text != NULL && *text != '\0') {
		size_t end = strcspn(text, ",");

		*VEC_ADD(ops->mem, &list) = arena_strndup(ops->mem, text, end);
		text += end + (text[end] == ',');
	}
	*n = list.n;
	return list.v;
}

static int
table_of(struct desk *d, int64_t month, const char *dimension,
    struct table **out)
{
	struct ops *ops = d->ops;
	int64_t first = fiscal_first(month, ops->book->fiscal_month);
	struct numbers_wish w = {
		.months = { first, first + 11 }, .until = NONE, .known = NONE
	};

	for (size_t i = 0; i < d->tables.n; i++) {
		*out = &d->tables.v[i];
		if ((*out)->first == first &&
		    text_eq((*out)->dimension, dimension))
			return 0;
	}
	w.extra = d->extra;
	w.n_extra = d->n_extra;
	w.dimension = split(ops, dimension, &w.dimensions);
	*out = VEC_ADD(ops->mem, &d->tables);
	(*out)->first = first;
	(*out)->dimension = dimension;
	return numbers_load(ops, &w, &(*out)->all);
}

static int
find(struct table *t, const struct account *a, const struct number_node **out)
{
	*out = numbers_of(t->all, a);
	if (*out == NULL)
		BUG("an account without a node");
	return 0;
}

/* What an amount does to the numbers up to the cap that both stand under. */
static int
shift(struct ops *ops, const struct number_node *node, size_t month,
    const char *other, int64_t amount)
{
	struct five by = { .budget = amount, .available = amount };
	int err = five_add(ops, &node->own[month], &by);

	for (; err == 0 && node != NULL && !account_within(other, node->name);
	     node = node->up)
		err = five_add(ops, &node->sum[month], &by);
	return err;
}

/* ---- is there so much ---- */

/* The least that is free in the months that count together with this one. */
static int
least(struct ops *ops, const struct five *of, size_t month,
    enum horizon horizon, int64_t *out)
{
	struct five sum;
	size_t from = horizon == HORIZON_MONTHLY ? month : 0;
	size_t first = horizon == HORIZON_ANNUAL ? 11 : month;
	size_t last = horizon == HORIZON_MONTHLY ? month : 11;
	int err = 0;

	*out = INT64_MAX;
	for (size_t i = first; err == 0 && i <= last; i++) {
		err = five_sum(ops, of, from, i + 1, &sum);
		if (err == 0 && sum.available < *out)
			*out = sum.available;
	}
	return err;
}

static const char *
money(struct ops *ops, int64_t amount)
{
	char buf[DECIMAL_MAX];

	decimal_print(buf, amount, ops->book->decimals, ops->book->decimals);
	return arena_strdup(ops->mem, buf);
}

static const char *
where(struct ops *ops, const struct transfer *t)
{
	return t->source == NULL ?
	    "" :
	    arena_printf(ops->mem, "%s:%lld: ", t->source, (long long)t->line);
}

static int
check_free(struct desk *d, const struct transfer *t, const char *dimension)
{
	struct ops *ops = d->ops;
	const struct number_node *node;
	struct account_policy policy;
	struct table *table;
	int64_t own, sum = INT64_MAX;
	char month[MONTH_SIZE];
	size_t i;
	int err = table_of(d, t->period, dimension, &table);

	if (err == 0)
		err = find(table, t->from, &node);
	if (err == 0)
		err = account_policy(ops, t->from->name, &policy);
	if (err != 0)
		return err;
	i = (size_t)(t->period - table->first);
	err = least(ops, node->own, i, policy.horizon, &own);
	if (err == 0 && dimension == NULL)
		err = least(ops, node->sum, i, policy.horizon, &sum);
	if (err != 0 || (own >= 0 && sum >= 0))
		return err;
	month_print(month, t->period);
	if (sum < own)
		own = sum;
	return fail(ops, OPS_DENIED, "%samount: %s is more than '%s' has free "
	    "in %s%s%s (over): %s would be lacking", where(ops, t),
	    money(ops, t->amount), t->from->name, month,
	    dimension == NULL ? "" : ", ", dimension == NULL ? "" : dimension,
	    money(ops, -own));
}

/* ---- may it ---- */

SQL(sql_given,
    "SELECT SUM(CASE src WHEN 1 THEN amount ELSE -amount END) "
    "FROM budget_line WHERE account = $1 AND period BETWEEN $2 AND $3 "
    "AND reason = $4 AND (src = 1 AND dst = 0 OR src = 0 AND dst = 1)");

/* All that it gave in the year, as a share of what it had before. */
static int
check_percent(struct desk *d, const struct transfer *t,
    const struct transfer *all, size_t n, const struct virement *rule)
{
	struct ops *ops = d->ops;
	const struct number_node *node;
	struct table *table;
	struct five year;
	int64_t given = 0, now = 0, allowed, had;
	int err = table_of(d, t->period, NULL, &table);

	if (err == 0)
		err = find(table, t->from, &node);
	if (err == 0)
		err = db_get(ops, &given, sql_given, V(t->from->id),
		    V(table->first), V(table->first + 11),
		    V((int64_t)REASON_TRANSFER));
	if (err == 0)
		err = five_sum(ops, node->own, 0, 12, &year);
	if (err != 0)
		return err;
	if (given == NONE)
		given = 0;
	for (size_t i = 0; err == 0 && i < n; i++) {
		if (all[i].from == t->from &&
		    (uint64_t)(all[i].period - table->first) < 12)
			err = add_i64(now, all[i].amount, &now);
		if (err == 0 && all[i].to == t->from &&
		    (uint64_t)(all[i].to_period - table->first) < 12)
			err = sub_i64(now, all[i].amount, &now);
	}
	if (err != 0 || add_i64(year.budget, given, &had) != 0 ||
	    add_i64(given, now, &given) != 0 ||
	    mul_div(had, rule->percent, 100 * MILLION, &allowed) != 0)
		return fail(ops, OPS_DATA, "amount: it is too large a number");
	if (given <= allowed)
		return 0;
	return fail(ops, OPS_DENIED, "%samount: '%s' would have given %s in "
	    "the year: '%s' of budget.transfers allows %s of its %s "
	    "(authority)", where(ops, t), t->from->name, money(ops, given),
	    rule->name, money(ops, allowed), money(ops, had));
}

static int
check_rule(struct desk *d, const struct transfer *t, const struct transfer *all,
    size_t n)
{
	struct ops *ops = d->ops;
	const struct virement *rule;
	int64_t limit;

	if (!d->rules.any || t->from == t->to)
		return 0;
	rule = virement_of(&d->rules, t->from->name, t->to->name);
	if (rule == NULL || !rule->allow)
		return fail(ops, OPS_DENIED,
		    "%sto: %s lets '%s' give to '%s' (authority)",
		    where(ops, t),
		    rule == NULL ?
			"no rule of budget.transfers" :
			arena_printf(ops->mem, "'%s' of budget.transfers never",
			    rule->name),
		    t->from->name, t->to->name);
	if (rule->limit != NONE &&
	    mul_div(rule->limit, power_of_ten(ops->book->decimals), MILLION,
		&limit) == 0 &&
	    t->amount > limit)
		return fail(ops, OPS_DENIED, "%samount: %s is more than '%s' "
		    "of budget.transfers allows: expected at most %s "
		    "(authority)", where(ops, t), money(ops, t->amount),
		    rule->name, money(ops, limit));
	return rule->percent == NONE ? 0 : check_percent(d, t, all, n, rule);
}

/* ---- posting ---- */

int
caps_move(struct ops *ops, struct entry *e, const struct number_node *node,
    size_t i, const char *other, const struct budget_line *like)
{
	struct budget_line l = *like;
	int err = 0;

	l.dimension = NULL;
	for (node = node->up; err == 0 && node != NULL; node = node->up) {
		if (other != NULL && account_within(other, node->name))
			break;
		if (node->account == NULL || !node->caps[i])
			continue;
		l.account = node->account;
		err = budget_post(ops, e, &l, 1);
	}
	return err;
}

/* One side: from available to the source, or back. */
static int
post_side(struct desk *d, struct entry *e, const struct transfer *t, int give)
{
	const struct account *other = give ? t->to : t->from;
	const struct number_node *node;
	struct table *table;
	struct budget_line l = { .account = give ? t->from : t->to,
		.at = t->at,
		.period = give ? t->period : t->to_period,
		.from = give ? STAGE_AVAILABLE : STAGE_SOURCE,
		.to = give ? STAGE_SOURCE : STAGE_AVAILABLE,
		.amount = t->amount,
		.reason = REASON_TRANSFER,
		.dimension = give ? t->dimension : t->to_dimension,
		.reference = t->reference,
		.note = t->note,
		.qty = NONE,
		.unit_price = NONE,
		.foreign = t->said };
	int err = table_of(d, l.period, NULL, &table);

	if (err == 0)
		err = find(table, l.account, &node);
	if (err == 0)
		err = budget_post(d->ops, e, &l, 1);
	if (err != 0)
		return err;
	return caps_move(d->ops, e, node, (size_t)(l.period - table->first),
	    t->period == t->to_period ? other->name : NULL, &l);
}

static int
shift_side(struct desk *d, const struct transfer *t, int give,
    const char *dimension)
{
	const struct account *a = give ? t->from : t->to;
	int64_t month = give ? t->period : t->to_period;
	const struct number_node *node;
	struct table *table;
	int err = table_of(d, month, dimension, &table);

	if (err == 0)
		err = find(table, a, &node);
	if (err != 0)
		return err;
	return shift(d->ops, node, (size_t)(month - table->first),
	    t->period == t->to_period && t->from != t->to ?
		(give ? t->to : t->from)->name :
		"",
	    give ? -t->amount : t->amount);
}

static int
shift_all(struct desk *d, const struct transfer *t)
{
	int err = 0;

	for (int give = 0; err == 0 && give < 2; give++) {
		const char *of = give ? t->dimension : t->to_dimension;

		err = shift_side(d, t, give, NULL);
		if (err == 0 && of != NULL)
			err = shift_side(d, t, give, of);
	}
	return err;
}

int
transfers_post(struct ops *ops, struct entry *e, const struct transfer *t,
    size_t n)
{
	const struct rehearsal *what_if = rehearsal_of(e);
	struct desk d = { .ops = ops };
	int asks = what_if == NULL;
	int err = asks ? virements_read(ops, &d.rules) : 0;

	if (what_if != NULL) {
		d.extra = what_if->lines.v;
		d.n_extra = what_if->lines.n;
	}
	for (size_t i = 0; asks && err == 0 && i < n; i++)
		err = check_rule(&d, &t[i], t, n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = shift_all(&d, &t[i]);
	for (size_t i = 0; asks && err == 0 && i < n; i++) {
		err = check_free(&d, &t[i], NULL);
		if (err == 0 && t[i].dimension != NULL)
			err = check_free(&d, &t[i], t[i].dimension);
	}
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = post_side(&d, e, &t[i], 1);
		if (err == 0)
			err = post_side(&d, e, &t[i], 0);
	}
	return err;
}

/* ---- what is not posted ---- */

/* The tables are as they were afterwards. */
static int
may(struct desk *d, const struct transfer *t, int *yes)
{
	struct transfer back = *t;
	int undone, err = transfer_check(d->ops, t);

	if (err == 0)
		err = check_rule(d, t, t, 1);
	if (err == 0 && (err = shift_all(d, t)) == 0) {
		back.amount = -t->amount;
		err = check_free(d, t, NULL);
		undone = shift_all(d, &back);
		if (undone != 0)
			return undone;
	}
	*yes = err == 0;
	if (err != OPS_DENIED && err != OPS_DATA)
		return err;
	fail_clear(d->ops);
	return 0;
}

int
transfers_may(struct ops *ops, const struct budget_line *extra, size_t n_extra,
    struct transfer *t, size_t *n, size_t most)
{
	struct desk d = { .ops = ops, .extra = extra, .n_extra = n_extra };
	size_t k = 0;
	int yes, err = virements_read(ops, &d.rules);

	for (size_t i = 0; err == 0 && i < *n && k < most; i++) {
		err = may(&d, &t[i], &yes);
		if (err == 0 && yes)
			t[k++] = t[i];
	}
	*n = k;
	return err;
}
