/* Budgets of dimensions: which of them cap a line, and the gate's answer. */
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "budget/budget.h"
#include "budget/dimension.h"
#include "budget/gateparts.h"

enum { AXES = 6 }; /* more of them are not looked at one by one */

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

/* ---- parts: some of the axes ---- */

/* A text in its axes, and their order by bytes, so that keys are alike. */
struct axes {
	const char *const *of;
	size_t n, order[AXES];
};

static struct axes
axes_of(struct ops *ops, const char *canonical)
{
	struct axes a = { .n = dimension_split(ops, canonical, &a.of) };

	for (size_t i = 0; i < a.n && i < AXES; i++) {
		size_t k = i;

		for (; k > 0 && strcmp(a.of[a.order[k - 1]], a.of[i]) > 0; k--)
			a.order[k] = a.order[k - 1];
		a.order[k] = i;
	}
	return a;
}

/* ---- what is planned ---- */

/*
 * The parts that have a budget in the account, in one above it, or of a
 * subtree as a whole in all of it.
 */
struct planned {
	struct map parts;
	VEC(const char *) wide; /* of too many axes */
};

struct parts_asker {
	struct arena *mem;
	struct map planned; /* by account and first month */
	struct map asked;   /* by account, month, stage and part */
	VEC(char) key;	    /* of the part at hand */
};

struct parts_asker *
parts_asker_new(struct arena *mem)
{
	struct parts_asker *p = ARENA_NEW(mem, struct parts_asker);

	p->mem = p->planned.mem = p->asked.mem = mem;
	return p;
}

static void
key_add(struct parts_asker *p, const void *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*VEC_ADD(p->mem, &p->key) = ((const char *)bytes)[i];
}

/* The axes of a set, joined. */
static void
key_of(struct parts_asker *p, const struct axes *a, unsigned set)
{
	p->key.n = 0;
	for (size_t i = 0; i < a->n; i++)
		if (set >> a->order[i] & 1) {
			key_add(p, ",", 1);
			key_add(p, a->of[a->order[i]],
			    strlen(a->of[a->order[i]]));
		}
}

static void
add_text(struct ops *ops, struct parts_asker *p, struct planned *to,
    const char *text)
{
	struct arena_mark mark = arena_mark(ops->mem);
	struct axes a = axes_of(ops, text);

	if (a.n > AXES)
		*VEC_ADD(p->mem, &to->wide) = arena_strdup(p->mem, text);
	for (unsigned set = 1; a.n <= AXES && set < 1U << a.n; set++) {
		key_of(p, &a, set);
		*map_putn(&to->parts, p->key.v, p->key.n) = p;
	}
	/* Where all is in one arena, nothing of it goes. */
	if (p->mem != ops->mem)
		arena_back(ops->mem, mark);
}

SQL(sql_planned,
    "SELECT DISTINCT dimension FROM budget_total "
    "WHERE account = $1 AND period BETWEEN $2 AND $3 AND dimension > 0 "
    "AND available + pre + committed + actual <> 0");

static int
add_planned(struct ops *ops, struct parts_asker *p, const struct account *a,
    const struct months *m, struct planned *to)
{
	const char *text;
	struct db_query q;
	int err =
	    db_query(ops, &q, sql_planned, V(a->id), V(m->first), V(m->last));

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = dimension_by_id(ops, db_int(&q, 0), &text);
		if (err == 0 && text != NULL)
			add_text(ops, p, to, text);
	}
	db_done(&q);
	return err;
}

/* A subtree as a whole has what all below it have. */
static int
read_planned(struct ops *ops, struct parts_asker *asker,
    const struct numbers_wish *w, const struct gate_question *q,
    struct planned *to)
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
			add_text(ops, asker, to, w->extra[i].dimension);
	if (err == 0 && p.subtree != NULL)
		err = accounts_all(ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (account_within(all[i]->name, p.subtree->name))
			err = add_planned(ops, asker, all[i], &w->months, to);
	for (;;) {
		const char *end = strrchr(name, ':');

		if (err == 0)
			err = account_find(ops, name, &a);
		if (err == 0 && a != NULL)
			err = add_planned(ops, asker, a, &w->months, to);
		if (err != 0 || end == NULL)
			return err;
		name = arena_strndup(ops->mem, name, (size_t)(end - name));
	}
}

static int
planned_of(struct ops *ops, struct parts_asker *p,
    const struct numbers_wish *w, const struct gate_question *q,
    const struct planned **out)
{
	const int64_t key[2] = { q->account->id, w->months.first };
	void **at = map_putn(&p->planned, (const char *)key, sizeof key);
	struct planned *new;

	*out = *at;
	if (*out != NULL)
		return 0;
	*at = new = ARENA_NEW(p->mem, struct planned);
	new->parts.mem = p->mem;
	*out = new;
	return read_planned(ops, p, w, q, new);
}

static int
is_planned(const struct parts_asker *p, const struct planned *all,
    const char *const *part, size_t n)
{
	if (map_getn(&all->parts, p->key.v, p->key.n) != NULL)
		return 1;
	for (size_t i = 0; i < all->wide.n; i++) {
		size_t k = 0;

		while (k < n && dimension_has(all->wide.v[i], part[k]))
			k++;
		if (k == n)
			return 1;
	}
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

/* The key of the part is in p->key. */
static int
was_asked(struct parts_asker *p, const struct gate_question *q)
{
	const int64_t of[3] = { q->account->id, q->period, q->stage };
	void **at;

	key_add(p, of, sizeof of);
	at = map_putn(&p->asked, p->key.v, p->key.n);
	if (*at != NULL)
		return 1;
	*at = p;
	return 0;
}

static int
ask_part(struct ops *ops, struct parts_asker *p, const struct numbers_wish *w,
    const struct planned *all, const char *const *part, size_t n,
    const struct gate_question *q, struct gate_answer *out)
{
	struct numbers_wish of = *w;
	struct numbers *after;
	int err;

	if (!is_planned(p, all, part, n) || was_asked(p, q))
		return 0;
	of.dimension = part;
	of.dimensions = n;
	err = numbers_load(ops, &of, &after);
	return err != 0 ? err
	    : gate_ask_part(ops, after, q, joined(ops, part, n), out);
}

/* Of more axes than are looked at one by one: all of them together. */
static int
ask_whole(struct ops *ops, struct parts_asker *p, const struct numbers_wish *w,
    const struct planned *all, const struct axes *a,
    const struct gate_question *q, struct gate_answer *out)
{
	p->key.n = 0;
	key_add(p, q->dimension, strlen(q->dimension));
	return ask_part(ops, p, w, all, a->of, a->n, q, out);
}

int
gate_ask_parts(struct ops *ops, struct parts_asker *p,
    const struct numbers_wish *w, const struct gate_question *q,
    struct gate_answer *out)
{
	struct axes a = axes_of(ops, q->dimension);
	const struct planned *all;
	const char *part[AXES];
	int err;

	if (p == NULL)
		p = parts_asker_new(ops->mem);
	err = planned_of(ops, p, w, q, &all);
	if (err != 0 || (all->parts.n == 0 && all->wide.n == 0))
		return err;
	if (a.n > AXES)
		return ask_whole(ops, p, w, all, &a, q, out);
	for (unsigned set = 1; err == 0 && set < 1U << a.n; set++) {
		size_t k = 0;

		for (size_t i = 0; i < a.n; i++)
			if (set >> i & 1)
				part[k++] = a.of[i];
		key_of(p, &a, set);
		err = ask_part(ops, p, w, all, part, k, q, out);
	}
	return err;
}
