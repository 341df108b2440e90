/*
 * Brings a store's schema, step by numbered step, to what this program knows.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "db/driver.h"

/* The numbered files of lib/db/schema, compiled in; append-only. */
static const struct step {
	int version;
	const char *name, *text;
} steps[] = {
#include "schema.inc"
};

enum { STEPS = sizeof steps / sizeof *steps };

/* "@append_only T@": no row of T is ever changed or removed. */
static void
add_append_only(struct str *out, const char *table)
{
	static const char *const verbs[] = { "UPDATE", "DELETE" };

	for (size_t i = 0; i < 2; i++)
		str_addf(out, "CREATE TRIGGER %s_no_%s BEFORE %s ON %s BEGIN "
		    "SELECT RAISE(ABORT, '%s is append-only'); END;\n", table,
		    verbs[i], verbs[i], table, table);
}

char *
db_expand(struct ops *ops, const struct db_driver *driver, const char *text)
{
	struct str out = STR_INIT;
	const char *at, *end;
	char *copy;

	for (; (at = strchr(text, '@')) != NULL; text = end + 1) {
		char word[64];

		end = strchr(at + 1, '@');
		if (end == NULL || (size_t)(end - at) > sizeof word)
			BUG("schema: unclosed '@'");
		str_addn(&out, text, (size_t)(at - text));
		memcpy(word, at + 1, (size_t)(end - at - 1));
		word[end - at - 1] = '\0';
		if (text_starts(word, "append_only "))
			add_append_only(&out, word + strlen("append_only "));
		else if (driver->word(word) != NULL)
			str_add(&out, driver->word(word));
		else
			BUG("schema: unknown word '%s'", word);
	}
	str_add(&out, text);
	copy = arena_strdup(ops->mem, out.p);
	str_free(&out);
	return copy;
}

SQL(sql_version_table, "CREATE TABLE IF NOT EXISTS schema_version ("
		       "version @int@ PRIMARY KEY, "
		       "applied @int@ NOT NULL) @strict@");
SQL(sql_version_max, "SELECT MAX(version) FROM schema_version");
SQL(sql_version_add,
    "INSERT INTO schema_version (version, applied) VALUES ($1, $2)");

/* The version a store has; NONE: none. */
static int
schema_version(struct ops *ops, int64_t *have)
{
	*have = NONE;
	return db_get_values(ops, have, sql_version_max, NULL, 0);
}

int
db_schema_said(struct ops *ops, int64_t *have)
{
	int err = schema_version(ops, have);

	if (err == 0 && (*have == NONE || *have < steps[0].version))
		return fail(ops, OPS_DATA, "'%s' does not say which schema it "
		    "has (schema_version): it was changed by hand, restore a "
		    "backup with 'ops restore'", db_path(ops->db));
	return err;
}

SQL(sql_versions, "SELECT version FROM schema_version ORDER BY version");

int
db_schema_noted(struct ops *ops, int *all)
{
	struct db_query q;
	size_t i = 0;
	int err = db_query0(ops, &q, sql_versions);

	*all = 1;
	for (; err == 0 && (err = db_next(&q)) == 1; i++, err = 0)
		if (i >= STEPS || db_int(&q, 0) != steps[i].version)
			*all = 0;
	db_done(&q);
	return err;
}

int
db_schema_known(void)
{
	return steps[STEPS - 1].version;
}

int
db_schema_check(struct ops *ops)
{
	struct db *db = ops->db;
	struct str chain = STR_INIT;
	int64_t have;
	int err = schema_version(ops, &have);

	if (err != 0 || have == NONE)
		return err;
	str_add(&chain, db_expand(ops, db->driver, sql_version_table));
	for (size_t i = 0; i < STEPS && steps[i].version <= have; i++)
		str_addf(&chain, ";\n%s", db_expand(ops, db->driver,
		    steps[i].text));
	err = db->driver->compare(ops, db, chain.p);
	str_free(&chain);
	return err;
}

int
db_migrate(struct ops *ops)
{
	int64_t have = NONE;
	int err = db_script(ops, sql_version_table);

	if (err == 0)
		err = schema_version(ops, &have);
	if (err == 0 && have != NONE && have > db_schema_known())
		return fail(ops, OPS_CONFIG, "'%s' was made by a newer ops "
		    "(schema %d, this one knows %d): update ops",
		    db_path(ops->db), (int)have, db_schema_known());
	if (err == 0 && have != NONE)
		err = db_schema_check(ops);
	for (size_t i = 0; err == 0 && i < STEPS; i++) {
		if (have != NONE && steps[i].version <= have)
			continue;
		err = db_script(ops, steps[i].text);
		if (err == 0)
			err = db_run(ops, sql_version_add,
			    V(steps[i].version), V(ops->now));
	}
	return err;
}
