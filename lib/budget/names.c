/* Documents and dimensions: texts that many lines name by a number. */
#include <string.h>

#include "budget/budget.h"

SQL(sql_name, "SELECT id FROM budget_name WHERE kind = $1 AND name = $2");
SQL(sql_last, "SELECT MAX(id) FROM budget_name");
SQL(sql_add, "INSERT INTO budget_name (id, kind, name) VALUES ($1, $2, $3)");

static int
add(struct ops *ops, enum name_kind kind, const char *text, int64_t *id)
{
	int64_t last = NONE;
	int err = db_get_values(ops, &last, sql_last, NULL, 0);

	*id = last == NONE ? 1 : last + 1;
	return err != 0 ?
	    err :
	    db_run(ops, sql_add, V(*id), V((int64_t)kind), V(text));
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
