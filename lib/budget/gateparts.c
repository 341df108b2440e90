/* Budgets of dimensions: which of them cap a line, and the gate's answer. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "budget/dimension.h"
#include "budget/gateparts.h"

enum { AXES = 6 }; /* more of them are not looked at one by one */

SQL(sql_by_id, "SELECT name FROM budget_name WHERE id = $1");

int
dimension_by_id(struct ops *ops, int64_t id, const char **out)
{
	*out = NULL;
	return id == 0 ? 0 : db_get_text(ops, out, sql_by_id, V(id));
}

size_t
dimension_split(struct ops *ops, const char *canonical, const char *const **out)
{
	size_t n = 1, i = 0;
	const char **axis;

	for (const char *p = canonical; *p != '\0'; p++)
		n += *p == ',';
	axis = ARENA_ARRAY(ops->mem, const char *, n);
	for (const char *p = canonical; i < n; i++) {
		size_t len = strcspn(p, ",");

		axis[i] = arena_strndup(ops->mem, p, len);
		p += len + 1;
	}
	*out = axis;
	return n;
}

SQL(sql_any,
    "SELECT COUNT(*) FROM (SELECT 1 FROM budget_total WHERE dimension > $1 "
    "AND available + pre + committed + actual <> 0 LIMIT 1) x");

int
parts_any(struct ops *ops, int *some)
{
	int64_t n = 0;
	int err = db_get(ops, &n, sql_any, V(INT64_C(0)));

	*some = n > 0;
	return err;
}

/* ---- what is planned ---- */

/* The dimensions that have a budget in the account, or in one above it. */
typedef VEC(const char *) value_list;

SQL(sql_planned,
    "SELECT DISTINCT n.name FROM budget_total t "
    "JOIN budget_name n ON n.id = t.dimension "
    "WHERE t.account = $1 AND t.period BETWEEN $2 AND $3 "
    "AND t.dimension > 0 "
    "AND t.available + t.pre + t.committed + t.actual <> 0");

static int
add_planned(struct ops *ops, const struct account *a, const struct months *m,
    value_list *out)
{
	struct db_query q;
	int err =
	    db_query(ops, &q, sql_planned, V(a->id), V(m->first), V(m->last));

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->mem, out) =
		    arena_strdup(ops->mem, db_text(&q, 0));
		err = 0;
	}
	db_done(&q);
	return err;
}

/* A subtree as a whole has what all below it have. */
static int
planned(struct ops *ops, const struct numbers_wish *w,
    const struct gate_question *q, value_list *out)
{
	const struct account *const *all, *a;
	struct account_policy p;
	const char *name = q->account->name;
	size_t n = 0;
	int err = account_policy(ops, name, &p);

	for (size_t i = 0; i < w->n_extra; i++)
		if (w->extra[i].dimension != NULL &&
		    (w->extra[i].from == STAGE_SOURCE ||
			w->extra[i].to == STAGE_SOURCE))
			*VEC_ADD(ops->mem, out) = w->extra[i].dimension;
	if (err == 0 && p.subtree != NULL)
		err = accounts_all(ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (account_within(all[i]->name, p.subtree->name))
			err = add_planned(ops, all[i], &w->months, out);
	for (;;) {
		const char *end = strrchr(name, ':');

		if (err == 0)
			err = account_find(ops, name, &a);
		if (err == 0 && a != NULL)
			err = add_planned(ops, a, &w->months, out);
		if (err != 0 || end == NULL)
			return err;
		name = arena_strndup(ops->mem, name, (size_t)(end - name));
	}
}

static int
has_all(
    struct ops *ops, const char *canonical, const char *const *part, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t axis = strcspn(part[i], "=");
		const char *value = dimension_value(
		    ops, canonical, arena_strndup(ops->mem, part[i], axis));

		if (!text_eq(value, part[i] + axis + 1))
			return 0;
	}
	return 1;
}

static int
is_planned(struct ops *ops, const value_list *all, const char *const *part, size_t n)
{
	for (size_t i = 0; i < all->n; i++)
		if (has_all(ops, all->v[i], part, n))
			return 1;
	return 0;
}

/* ---- the question ---- */

static const char *
joined(struct ops *ops, const char *const *part, size_t n)
{
	const char *out = part[0];

	for (size_t i = 1; i < n; i++)
		out = arena_printf(ops->mem, "%s,%s", out, part[i]);
	return out;
}

static int
ask_part(struct ops *ops, const struct numbers_wish *w, const value_list *all,
    const char *const *part, size_t n, const struct gate_question *q,
    struct gate_answer *out)
{
	struct numbers_wish of = *w;
	struct numbers *after;
	int err;

	if (!is_planned(ops, all, part, n))
		return 0;
	of.dimension = part;
	of.dimensions = n;
	err = numbers_load(ops, &of, &after);
	return err != 0 ?
	    err :
	    gate_ask_part(ops, after, q, joined(ops, part, n), out);
}

int
gate_ask_parts(struct ops *ops, const struct numbers_wish *w,
    const struct gate_question *q, struct gate_answer *out)
{
	const char *part[AXES];
	const char *const *axis;
	size_t n = dimension_split(ops, q->dimension, &axis);
	value_list all = { NULL, 0, 0 };
	int err = planned(ops, w, q, &all);

	if (err != 0 || all.n == 0)
		return err;
	if (n > AXES)
		return ask_part(ops, w, &all, axis, n, q, out);
	for (unsigned set = 1; err == 0 && set < 1U << n; set++) {
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (set >> i & 1)
				part[k++] = axis[i];
		err = ask_part(ops, w, &all, part, k, q, out);
	}
	return err;
}
