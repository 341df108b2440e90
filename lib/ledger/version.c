/* The lines of record ledgers, under the names that each ledger gives them. */
#include <string.h>

#include "base/str.h"
#include "ledger/version.h"

enum { INTEGERS = 10, TEXTS = 12 }; /* as in the schema */

/* Adds the columns, " AS <name>" behind those that `version` calls else. */
static void
add_columns(struct str *s, const struct ledger *l, int named)
{
	int integers = 0, texts = 0;

	for (size_t i = 0; i + 1 < l->n; i++) {
		int text = type_is_text(l->cols[i].type);

		str_addf(s, "%s%d", text ? "t" : "n",
		    text ? ++texts : ++integers);
		if (named)
			str_addf(s, " AS %s", l->cols[i].name);
		str_add(s, ", ");
	}
	str_add(s, "live");
	if (integers > INTEGERS || texts > TEXTS)
		BUG("%s: more columns than a version has", l->name);
}

void
version_columns(struct str *s, const struct ledger *l)
{
	add_columns(s, l, 0);
}

const struct ledger *
version_ledger(const char *record)
{
	for (const struct ledger *const *l = all_ledgers; *l != NULL; l++)
		if ((*l)->kept != NULL && strcmp((*l)->kept, record) == 0)
			return *l;
	return NULL;
}

const char *
version_query(struct ops *ops, const char *name)
{
	const struct ledger *l = version_ledger(arena_strndup(ops->mem, name,
	    strlen(name) - strlen("_version")));
	struct str s = STR_INIT;
	const char *query;

	if (l == NULL)
		return NULL;
	str_add(&s, "SELECT id, entry, line, ");
	add_columns(&s, l, 1);
	/*
	 * Or an engine takes it for what few rows meet, and looks no further.
	 */
	str_addf(&s, " FROM version WHERE @common(@record = '%s'@)@",
	    l->kept);
	query = arena_strdup(ops->mem, s.p);
	str_free(&s);
	return query;
}
