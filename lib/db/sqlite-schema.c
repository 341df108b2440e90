/* The SQLite engine: is the schema of a store the one that ops made? */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "db/sqlite.h"

/*
 * The indexes of PRIMARY KEY and UNIQUE have no text: they follow their
 * table.  SQLite's own statistics may be there: ANALYZE makes them.
 */
SQL(sql_schema,
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE sql IS NOT NULL AND NOT (type = 'table' AND "
    "name IN ('sqlite_stat1', 'sqlite_stat4')) ORDER BY type, name");

/* One of the two schemas that are compared, in the same order. */
struct list {
	struct db *db;
	sqlite3_stmt *stmt;
	int more;
};

static int
next(struct ops *ops, struct list *l)
{
	int code = sqlite3_step(l->stmt);

	l->more = code == SQLITE_ROW;
	return l->more || code == SQLITE_DONE ? 0
	    : sqlite_fail(ops, l->db, "schema");
}

static int
begin(struct ops *ops, struct list *l)
{
	if (sqlite3_prepare_v2(l->db->handle, sql_schema, -1, &l->stmt, NULL) !=
	    SQLITE_OK)
		return sqlite_fail(ops, l->db, "schema");
	return next(ops, l);
}

static const char *
text(const struct list *l, int column)
{
	const unsigned char *p = sqlite3_column_text(l->stmt, column);

	return p == NULL ? "" : (const char *)p;
}

/* Which comes first, as the rows are ordered: by type, then name. */
static int
order(const struct list *a, const struct list *b)
{
	int first;

	if (!a->more || !b->more)
		return b->more - a->more;
	first = strcmp(text(a, 0), text(b, 0));
	return first != 0 ? first : strcmp(text(a, 1), text(b, 1));
}

/* A trigger or view that somebody planted would run as whoever writes. */
static int
compare(struct ops *ops, struct list *have, struct list *want)
{
	const char *path = have->db->path;
	int err = 0;

	while (err == 0 && (have->more || want->more)) {
		int which = order(have, want);

		if (which < 0)
			return fail(ops, OPS_DATA, "'%s' has the %s '%s', "
			    "which ops did not make: nothing is written to it",
			    path, text(have, 0), text(have, 1));
		if (which > 0)
			return fail(ops, OPS_DATA,
			    "'%s' lacks the %s '%s': nothing is written to it",
			    path, text(want, 0), text(want, 1));
		if (strcmp(text(have, 2), text(want, 2)) != 0 ||
		    strcmp(text(have, 3), text(want, 3)) != 0)
			return fail(ops, OPS_DATA, "in '%s' the %s '%s' is not "
			    "as ops made it: nothing is written to it", path,
			    text(have, 0), text(have, 1));
		err = next(ops, have);
		if (err == 0)
			err = next(ops, want);
	}
	return err;
}

/* Makes the schema in memory: slow (30 us an object), but SQLite's word. */
static int
compare_made(struct ops *ops, struct db *db, const char *chain)
{
	struct db made = { .path = arena_strdup(ops->mem, ":memory:") };
	struct list have = { .db = db }, want = { .db = &made };
	int err = sqlite_open_handle(ops, &made, ":memory:",
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY);

	if (err == 0)
		err = sqlite_script(ops, &made, chain);
	if (err == 0)
		err = begin(ops, &want);
	if (err == 0)
		err = begin(ops, &have);
	if (err == 0)
		err = compare(ops, &have, &want);
	sqlite3_finalize(have.stmt);
	sqlite3_finalize(want.stmt);
	sqlite_close(&made);
	return err;
}

/* Behind blanks and comments. */
static const char *
skip_blanks(const char *p)
{
	for (;;) {
		p += strspn(p, " \t\n;");
		if (strncmp(p, "--", 2) != 0)
			return p;
		p += strcspn(p, "\n");
	}
}

/* What SQLite keeps of each statement of the chain, as the keys of a map. */
static void
add_statements(struct ops *ops, const char *chain, struct map *out)
{
	static const char table[] = "CREATE TABLE ", absent[] =
	    "CREATE TABLE IF NOT EXISTS ";
	const char *p = skip_blanks(chain), *end;

	out->mem = ops->mem;
	for (; *p != '\0'; p = skip_blanks(end)) {
		char *text = NULL;

		/* A trigger has semicolons inside. */
		for (end = p; (end = strchr(end, ';')) != NULL; end++) {
			text = arena_strndup(ops->mem, p,
			    (size_t)(end - p) + 1);
			if (sqlite3_complete(text))
				break;
		}
		if (end == NULL)
			end = p + strlen(p);
		text = arena_strndup(ops->mem, p, (size_t)(end - p));
		if (text_starts(text, absent))
			text = arena_printf(ops->mem, "%s%s", table,
			    text + strlen(absent));
		*map_put(out, text) = text;
	}
}

/* Is the row's text that of a statement, and of what the row says it is? */
static int
is_statement(struct ops *ops, const struct list *l, const struct map *want)
{
	const char *sql = text(l, 3);
	char *begin = arena_printf(ops->mem, "CREATE %s %s", text(l, 0),
	    text(l, 1));
	size_t n = strlen(begin);

	for (char *p = begin + strlen("CREATE "); *p != ' '; p++)
		*p = (char)(*p - 'a' + 'A');
	return strncmp(sql, begin, n) == 0 && strchr(" (\n", sql[n]) != NULL &&
	    map_get(want, sql) != NULL;
}

/*
 * A schema is mostly just what the statements say, and that is seen without
 * making it: 1 where it is; else the comparison has the word.
 */
static int
is_plainly_same(struct ops *ops, struct db *db, const char *chain)
{
	struct ops quiet = { .mem = ops->mem, .keep = ops->keep };
	struct list have = { .db = db };
	struct map want = { .mem = NULL };
	size_t n = 0;
	int same;

	add_statements(ops, chain, &want);
	same = begin(&quiet, &have) == 0;
	for (; same && have.more; n++)
		same = is_statement(ops, &have, &want) &&
		    next(&quiet, &have) == 0;
	sqlite3_finalize(have.stmt);
	return same && n == want.n;
}

int
sqlite_compare(struct ops *ops, struct db *db, const char *chain)
{
	return is_plainly_same(ops, db, chain) ? 0
					       : compare_made(ops, db, chain);
}
