/* Documents and dimensions: texts that many lines name by a number. */
#include <string.h>

#include "budget/budget.h"
#include "ledger/number.h"

SQL(sql_name, "SELECT id FROM budget_name WHERE kind = $1 AND name = $2");
SQL(sql_last, "SELECT MAX(id) FROM budget_name");
SQL(sql_add, "INSERT INTO budget_name (id, kind, name) VALUES ($1, $2, $3)");

/* A document with the prefix of a series, and a number behind it. */
static void
note_number(struct budget_series *s, const char *text)
{
	int64_t n = number_of(s->prefix, text);

	if (n != NONE && n > s->last)
		s->last = n;
}

SQL(sql_codes,
    "SELECT name FROM budget_name WHERE kind = 1 "
    "AND name >= $1 AND name < $2");

int
budget_name_last(struct ops *ops, const char *prefix, int64_t *last)
{
	const char *first = arena_printf(ops->mem, "%s0", prefix);
	const char *behind = arena_printf(ops->mem, "%s:", prefix);
	struct budget *b = budget_of(ops);
	struct budget_series *s, new = { .last = 0 };
	struct db_query q;
	int err;

	*last = 0;
	VEC_EACH(&b->series, s)
		if (strcmp(s->prefix, prefix) == 0) {
			*last = s->last;
			return 0;
		}
	new.prefix = arena_strdup(ops->keep, prefix);
	err = db_query(ops, &q, sql_codes, V(first), V(behind));
	while (err == 0 && (err = db_next(&q)) == 1) {
		note_number(&new, db_text(&q, 0));
		err = 0;
	}
	db_done(&q);
	if (err == 0)
		*VEC_ADD(ops->keep, &b->series) = new;
	*last = new.last;
	return err;
}

static int
add(struct ops *ops, enum name_kind kind, const char *text, int64_t *id)
{
	struct budget_series *s;
	int64_t last = NONE;
	int err = db_get_values(ops, &last, sql_last, NULL, 0);

	*id = last == NONE ? 1 : last + 1;
	VEC_EACH(&budget_of(ops)->series, s)
		if (kind == NAME_DOCUMENT)
			note_number(s, text);
	return err != 0 ? err
	    : db_run(ops, sql_add, V(*id), V((int64_t)kind), V(text));
}

int
budget_name(struct ops *ops, enum name_kind kind, const char *text, int make,
    const struct budget_name **out)
{
	struct map *known = &budget_of(ops)->names[kind - 1];
	struct budget_name *name;
	int64_t id = NONE;
	void **at;
	int err;

	*out = NULL;
	if (text == NULL || (*out = map_get(known, text)) != NULL)
		return 0;
	err = db_get(ops, &id, sql_name, V((int64_t)kind), V(text));
	if (err == 0 && id == NONE && make)
		err = add(ops, kind, text, &id);
	if (err != 0 || id == NONE)
		return err;
	name = ARENA_NEW(ops->keep, struct budget_name);
	at = map_put(known, text);
	*at = name;
	name->id = id;
	name->text = map_key(at);
	*out = name;
	return 0;
}

enum { TEXTS = 1 << 16 }; /* more are asked for again */

SQL(sql_by_id, "SELECT name FROM budget_name WHERE id = $1");

int
dimension_by_id(struct ops *ops, int64_t id, const char **out)
{
	struct map *texts = &budget_of(ops)->dimensions;
	int err;

	*out = NULL;
	if (id == 0)
		return 0;
	*out = map_getn(texts, (const char *)&id, sizeof id);
	if (*out != NULL)
		return 0;
	err = db_get_text(ops, out, sql_by_id, V(id));
	if (err == 0 && *out != NULL && texts->n < TEXTS)
		*map_putn(texts, (const char *)&id, sizeof id) =
		    arena_strdup(ops->keep, *out);
	return err;
}
