/* Budgets of dimensions: which of them cap a line, and the gate's answer. */
#include <string.h>

#include "base/str.h"
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
dimension_split(
    struct ops *ops, const char *canonical, const char *const **out)
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

/* Is there a budget in the months, of any account, with all of a part? */
SQL(sql_planned,
    "SELECT DISTINCT n.name FROM budget_total t "
    "JOIN budget_name n ON n.id = t.dimension "
    "WHERE t.dimension > 0 AND t.period BETWEEN $1 AND $2 "
    "AND t.available + t.pre + t.committed + t.actual <> 0");

static int
has_all(struct ops *ops, const char *canonical, const char *const *part,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t axis = strcspn(part[i], "=");
		const char *value = dimension_value(ops, canonical,
		    arena_strndup(ops->mem, part[i], axis));

		if (!text_eq(value, part[i] + axis + 1))
			return 0;
	}
	return 1;
}

static int
is_planned(struct ops *ops, const struct numbers_wish *w,
    const char *const *part, size_t n, int *yes)
{
	struct db_query q;
	int err = db_query(
	    ops, &q, sql_planned, V(w->months.first), V(w->months.last));

	*yes = 0;
	for (size_t i = 0; !*yes && i < w->n_extra; i++) {
		const struct budget_line *l = &w->extra[i];

		*yes = l->dimension != NULL &&
		    (l->from == STAGE_SOURCE || l->to == STAGE_SOURCE) &&
		    has_all(ops, l->dimension, part, n);
	}
	while (err == 0 && !*yes && (err = db_next(&q)) == 1) {
		*yes = has_all(ops, db_text(&q, 0), part, n);
		err = 0;
	}
	db_done(&q);
	return err;
}

static const char *
joined(struct ops *ops, const char *const *part, size_t n)
{
	const char *out = part[0];

	for (size_t i = 1; i < n; i++)
		out = arena_printf(ops->mem, "%s,%s", out, part[i]);
	return out;
}

static int
ask_part(struct ops *ops, const struct numbers_wish *w,
    const char *const *part, size_t n, const struct gate_question *q,
    struct gate_answer *out)
{
	struct numbers_wish of = *w;
	struct numbers *after;
	int yes, err = is_planned(ops, w, part, n, &yes);

	if (err != 0 || !yes)
		return err;
	of.dimension = part;
	of.dimensions = n;
	err = numbers_load(ops, &of, &after);
	return err != 0 ? err
	    : gate_ask_part(ops, after, q, joined(ops, part, n), out);
}

int
gate_ask_parts(struct ops *ops, const struct numbers_wish *w,
    const struct gate_question *q, struct gate_answer *out)
{
	const char *const *axis, *part[AXES];
	size_t n = dimension_split(ops, q->dimension, &axis);
	int err = 0;

	if (n > AXES)
		return ask_part(ops, w, axis, n, q, out);
	for (unsigned set = 1; err == 0 && set < 1U << n; set++) {
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (set >> i & 1)
				part[k++] = axis[i];
		err = ask_part(ops, w, part, k, q, out);
	}
	return err;
}
