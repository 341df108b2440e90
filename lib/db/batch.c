/*
 * Rows of numbers, many at a step of SQLite: a function in the WHERE clause
 * takes them, and is true only where its room is full.  It is handed all
 * columns of a row at once; to step and ask for each costs three times that.
 */
#include <sqlite3.h>

#include "base/str.h"
#include "db/batch.h"
#include "db/sqlite.h"

#define FUNCTION "ops_batch"

/* Where the function of a connection puts the rows of the step at hand. */
struct batch {
	int64_t *out;
	size_t most, n; /* rows */
};

static void
take(sqlite3_context *c, int argc, sqlite3_value **argv)
{
	struct batch *b = sqlite3_user_data(c);
	int64_t *out = b->out;

	for (int i = 0; i < argc; i++) {
		int64_t v = sqlite3_value_int64(argv[i]);

		/* NULL reads as 0 */
		if (v == 0 && sqlite3_value_type(argv[i]) == SQLITE_NULL)
			v = NONE;
		*out++ = v;
	}
	b->out = out;
	sqlite3_result_int(c, ++b->n == b->most);
}

/* Only a connection that asks for batches has the function. */
static int
add_function(struct ops *ops, struct db *db)
{
	struct batch *b = ARENA_NEW(ops->keep, struct batch);

	if (sqlite3_create_function_v2(db->handle, FUNCTION, -1,
		SQLITE_UTF8 | SQLITE_DIRECTONLY, b, take, NULL, NULL,
		NULL) != SQLITE_OK)
		return sqlite_fail(ops, db, FUNCTION);
	db->batch = b;
	return 0;
}

int
batch_text(struct ops *ops, struct db *db, const char *sql, const char **out)
{
	struct str names = STR_INIT;
	sqlite3_stmt *h = NULL;
	int err = db->batch == NULL ? add_function(ops, db) : 0;

	if (err == 0 &&
	    sqlite3_prepare_v2(db->handle, sql, -1, &h, NULL) != SQLITE_OK)
		err = sqlite_fail(ops, db, sql);
	for (int i = 0; err == 0 && i < sqlite3_column_count(h); i++)
		str_addf(&names, "%s%s", i == 0 ? "" : ", ",
		    sqlite3_column_name(h, i));
	sqlite3_finalize(h);
	if (err == 0)
		*out = arena_printf(ops->mem,
		    "SELECT 0 FROM (%s) WHERE " FUNCTION "(%s)", sql, names.p);
	str_free(&names);
	return err;
}

int
batch_step(struct ops *ops, struct db_stmt *s, int64_t *out, size_t most,
    size_t *n)
{
	struct batch *b = s->db->batch;
	int got;

	*b = (struct batch){ out, most, 0 };
	got = s->db->driver->step(ops, s);
	*n = b->n;
	return got;
}
