/* The SQLite engine: questions of people, over views, within limits. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/ticks.h"
#include "db/spool.h"
#include "db/sqlite.h"

enum {
	VALUE_BYTES_MAX = 16 << 20, /* of one text or blob */
	PATTERN_MAX = 1000,	    /* of LIKE: long ones take for ever */
	STEPS_A_LOOK = 1000	    /* between two looks at the clock */
};

/*
 * SQLite tells the guard in which view or common table expression a table is
 * read, by its name; and people name such expressions as they like.  So the
 * tables are read in views whose names nobody can guess, and they are in a
 * schema whose name nobody can guess.
 */
struct asking {
	struct ops *ops;
	const struct db_question *q;
	struct db db;	     /* a connection of its own */
	char secret[24];     /* the end of those names; the schema's name */
	struct map tables;   /* the names of the store's own */
	int ready;	     /* the views are made: the guard is on */
	const char *refused; /* what the guard did not let pass */
	int64_t until;	     /* milliseconds of the monotonic clock */
};

static int
is_over(void *data)
{
	return milliseconds() > ((struct asking *)data)->until;
}

/* Calls each(name) for all views; stops at the first that gives not 0. */
static const struct db_view *
find_view(const struct db_question *q, const char *name)
{
	for (size_t i = 0; name != NULL && q->views[i] != NULL; i++)
		for (const struct db_view *v = q->views[i]; v->name; v++)
			if (strcmp(v->name, name) == 0)
				return v;
	return NULL;
}

static const char *
list_views(struct ops *ops, const struct db_question *q)
{
	const char *all = "";

	for (size_t i = 0; q->views[i] != NULL; i++)
		for (const struct db_view *v = q->views[i]; v->name; v++)
			all = arena_printf(ops->mem, "%s%s%s", all,
			    all[0] == '\0' ? "" : ", ", v->name);
	return all;
}

/* Functions that act, read files, or take the names of tables. */
static int
is_harmful(const char *function)
{
	static const char *const harmful[] = { "load_extension",
		"fts3_tokenizer", "fts5", "optimize", "rtreecheck",
		"rtreedepth", "rtreenode", "sqlite_log", "readfile",
		"writefile", "edit", "usleep" };

	for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++)
		if (strcasecmp(harmful[i], function) == 0)
			return 1;
	return 0;
}

/*
 * Something of which no column is used is told without the view it is in,
 * but with its schema as it was written; it may be a common table
 * expression.
 */
static int
may_count(const struct asking *a, const char *table, const char *db)
{
	if (db != NULL)
		return strcmp(db, a->secret) == 0;
	return map_get(&a->tables, table) == NULL &&
	    !text_starts(table, "sqlite_") && !text_starts(table, "pragma_");
}

static int
may_read(const struct asking *a, const char *table, const char *column,
    const char *db, const char *inner)
{
	if (inner != NULL && strstr(inner, a->secret) != NULL)
		return 1;
	if (strstr(table, a->secret) != NULL)
		return 1;
	if (column[0] == '\0' && may_count(a, table, db))
		return 1;
	if (find_view(a->q, table) != NULL)
		return db == NULL || strcmp(db, a->secret) != 0;
	return strcmp(table, "json_each") == 0 ||
	    strcmp(table, "json_tree") == 0;
}

static const char no_query[] = "it is no query: expected SELECT, WITH or "
			       "VALUES, over views that 'ops help sql' lists";

/* Asked by SQLite while it compiles a statement: may it do this? */
static int
guard(void *data, int action, const char *one, const char *two, const char *db,
    const char *inner)
{
	struct asking *a = data;
	struct arena *mem = a->ops->mem;
	const char *why = no_query;

	if (!a->ready || action == SQLITE_SELECT || action == SQLITE_RECURSIVE)
		return SQLITE_OK;
	if (action == SQLITE_READ) {
		if (may_read(a, one, two, db, inner))
			return SQLITE_OK;
		why = arena_printf(mem, "'%s' is not to be read: expected %s",
		    one, list_views(a->ops, a->q));
	} else if (action == SQLITE_FUNCTION) {
		if (!is_harmful(two))
			return SQLITE_OK;
		why =
		    arena_printf(mem, "the function '%s' is not allowed", two);
	}
	if (a->refused == NULL)
		a->refused = why;
	return SQLITE_DENY;
}

static const char *
view_name(size_t i, const void *data)
{
	const struct db_question *q = data;

	for (size_t k = 0; q->views[k] != NULL; k++)
		for (const struct db_view *v = q->views[k]; v->name; v++)
			if (i-- == 0)
				return v->name;
	return NULL;
}

/* "no such table: stock_balnce" */
static int
fail_table(struct asking *a, const char *name)
{
	const char *near;
	size_t n = 0;

	while (view_name(n, a->q) != NULL)
		n++;
	near = text_nearest(name, n, view_name, a->q);
	if (near != NULL)
		return fail(a->ops, OPS_USAGE,
		    "'%s' is not known (did you mean '%s'?)", name, near);
	return fail(a->ops, OPS_USAGE, "'%s' is not known: expected %s", name,
	    list_views(a->ops, a->q));
}

static int
fail_limit(struct asking *a, int code)
{
	if (code == SQLITE_NOMEM)
		return fail(a->ops, OPS_BUSY,
		    "stopped: it needs more memory than %lld MiB (sql.memory)",
		    (long long)a->q->mebibytes);
	return fail(a->ops, OPS_BUSY,
	    "stopped: it took longer than %lld s (sql.time)",
	    (long long)a->q->seconds);
}

/* The statement is wrong (before it runs), or cannot be reckoned. */
static int
fail_statement(struct asking *a, enum ops_err code)
{
	static const char table[] = "no such table: ";
	int got = sqlite3_errcode(a->db.handle) & 0xff;
	const char *said = sqlite3_errmsg(a->db.handle);

	if (a->refused != NULL)
		return fail(a->ops, OPS_USAGE, "%s", a->refused);
	switch (got) {
	case SQLITE_NOMEM:
	case SQLITE_INTERRUPT:
		return fail_limit(a, got);
	case SQLITE_TOOBIG:
		return fail(a->ops, code, "%s: expected at most %d MiB", said,
		    VALUE_BYTES_MAX >> 20);
	case SQLITE_ERROR:
	case SQLITE_MISMATCH:
	case SQLITE_RANGE:
		if (text_starts(said, table))
			return fail_table(a, said + strlen(table));
		return fail(a->ops, code, "%s", said);
	default:
		return sqlite_fail(a->ops, &a->db, "sql");
	}
}

/* Puts `with` in the place of each `word`. */
static char *
put(struct asking *a, const char *text, const char *word, const char *with)
{
	struct str s = STR_INIT;
	const char *at;
	char *done;

	for (; (at = strstr(text, word)) != NULL; text = at + strlen(word)) {
		str_addn(&s, text, (size_t)(at - text));
		str_add(&s, with);
	}
	str_add(&s, text);
	done = arena_strdup(a->ops->mem, s.p);
	str_free(&s);
	return done;
}

static int
make_view(struct asking *a, const struct db_view *v)
{
	char minor[24] = "1";
	const char *text;

	for (int i = 0; i < a->q->decimals; i++)
		memcpy(minor + 1 + i, "0", 2);
	text = put(a, v->select, "@minor@", minor);
	text = put(a, text, "@hidden@", a->secret);
	text =
	    put(a, text, "main.", arena_printf(a->ops->mem, "%s.", a->secret));
	return sqlite_script(a->ops, &a->db,
	    arena_printf(a->ops->mem,
		"CREATE TEMP VIEW %s_%s AS %s; CREATE TEMP VIEW %s AS "
		"SELECT * FROM temp.%s_%s",
		v->name, a->secret, text, v->name, v->name, a->secret));
}

SQL(sql_tables, "SELECT name FROM sqlite_schema WHERE type = 'table'");

static int
list_tables(struct asking *a)
{
	sqlite3_stmt *h = NULL;

	a->tables.mem = a->ops->keep;
	if (sqlite3_prepare_v2(a->db.handle, sql_tables, -1, &h, NULL) !=
	    SQLITE_OK)
		return sqlite_fail(a->ops, &a->db, sql_tables);
	while (sqlite3_step(h) == SQLITE_ROW)
		*map_put(&a->tables, (const char *)sqlite3_column_text(h, 0)) =
		    a;
	return sqlite3_finalize(h) == SQLITE_OK ? 0
	    : sqlite_fail(a->ops, &a->db, sql_tables);
}

static int
make_views(struct asking *a)
{
	uint64_t random;
	int err = list_tables(a);

	if (err != 0)
		return err;

	sqlite3_randomness(sizeof random, &random);
	snprintf(a->secret, sizeof a->secret, "s%016llx",
	    (unsigned long long)random);
	sqlite3_db_config(a->db.handle, SQLITE_DBCONFIG_MAINDBNAME, a->secret);
	/* Table functions are made when they are first seen. */
	err = sqlite_script(a->ops, &a->db,
	    "SELECT 1 FROM json_each('[]'), json_tree('[]')");
	for (size_t i = 0; err == 0 && a->q->views[i] != NULL; i++)
		for (const struct db_view *v = a->q->views[i];
		     err == 0 && v->name != NULL; v++)
			err = make_view(a, v);
	return err;
}

/* The guard and the limits, from here on. */
static void
set_limits(struct asking *a)
{
	static const int limit[][2] = {
		{ SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_MAX },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	sqlite3 *h = a->db.handle;

	for (size_t i = 0; i < sizeof limit / sizeof *limit; i++)
		sqlite3_limit(h, limit[i][0], limit[i][1]);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_hard_heap_limit64(
	    sqlite3_memory_used() + a->q->mebibytes * (1 << 20));
	a->until = milliseconds() + a->q->seconds * 1000;
	sqlite3_progress_handler(h, STEPS_A_LOOK, is_over, a);
	a->ready = 1;
}

/* One statement that only reads, and nothing behind it. */
static int
compile(struct asking *a, sqlite3_stmt **out)
{
	sqlite3 *h = a->db.handle;
	sqlite3_stmt *more = NULL;
	const char *rest;
	int n;

	if (sqlite3_prepare_v2(h, a->q->sql, -1, out, &rest) != SQLITE_OK)
		return fail_statement(a, OPS_USAGE);
	if (*out == NULL)
		return fail(a->ops, OPS_USAGE, "the statement is empty");
	if (!sqlite3_stmt_readonly(*out) || sqlite3_column_count(*out) == 0)
		return fail(a->ops, OPS_USAGE, "%s", no_query);
	n = sqlite3_bind_parameter_count(*out);
	if (n > 0)
		return fail(a->ops, OPS_USAGE,
		    "'%s' has no value: parameters "
		    "are not known here",
		    sqlite3_bind_parameter_name(*out, 1)
			? sqlite3_bind_parameter_name(*out, 1)
			: "?");
	n = sqlite3_prepare_v2(h, rest, -1, &more, NULL);
	if (n == SQLITE_OK && more == NULL)
		return 0;
	sqlite3_finalize(more);
	return fail(a->ops, OPS_USAGE,
	    "there is a second statement: expected one");
}

/* A number with a fraction; SQLite writes it, so no float is reckoned with. */
static void
add_float(struct spool *s, double value)
{
	char text[400];
	int64_t millionths;
	size_t n;

	sqlite3_snprintf(sizeof text, text, "%.6f", value);
	n = strlen(text);
	if (decimal_parse(text, n, RATIO_SCALE, &millionths) == NULL) {
		spool_float(s, millionths);
		return;
	}
	while (strchr(text, '.') != NULL &&
	    (text[n - 1] == '0' || text[n - 1] == '.'))
		text[--n] = '\0';
	spool_text(s, text, n);
}

static void
add_blob(struct spool *s, const unsigned char *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	struct str hex = STR_INIT;

	for (size_t i = 0; i < n; i++) {
		str_addc(&hex, digit[p[i] >> 4]);
		str_addc(&hex, digit[p[i] & 15]);
	}
	spool_text(s, hex.p, hex.len);
	str_free(&hex);
}

static void
add_value(struct spool *s, sqlite3_stmt *h, int i)
{
	size_t n;

	switch (sqlite3_column_type(h, i)) {
	case SQLITE_INTEGER:
		spool_int(s, sqlite3_column_int64(h, i));
		break;
	case SQLITE_FLOAT:
		add_float(s, sqlite3_column_double(h, i));
		break;
	case SQLITE_TEXT:
		n = (size_t)sqlite3_column_bytes(h, i);
		spool_text(s, (const char *)sqlite3_column_text(h, i), n);
		break;
	case SQLITE_BLOB:
		n = (size_t)sqlite3_column_bytes(h, i);
		add_blob(s, sqlite3_column_blob(h, i), n);
		break;
	default:
		spool_null(s);
	}
}

static int
run(struct asking *a, sqlite3_stmt *h, struct spool *s)
{
	int n = sqlite3_column_count(h), code, err = 0;

	while (err == 0 && (code = sqlite3_step(h)) == SQLITE_ROW) {
		for (int i = 0; i < n; i++)
			add_value(s, h, i);
		err = spool_row(s);
	}
	if (err == 0 && code != SQLITE_DONE)
		err = fail_statement(a, OPS_DATA);
	return err;
}

static int
answer(struct asking *a, struct sink *out)
{
	sqlite3_stmt *h = NULL;
	struct spool *s = NULL;
	int err = compile(a, &h);

	if (err == 0)
		err = spool_open(a->ops, (size_t)sqlite3_column_count(h), &s);
	for (int i = 0; err == 0 && i < sqlite3_column_count(h); i++)
		spool_name(s, (size_t)i, sqlite3_column_name(h, i));
	if (err == 0)
		err = run(a, h, s);
	sqlite3_finalize(h);
	if (err == 0)
		err = spool_print(s, out);
	spool_close(s);
	return err;
}

int
sqlite_ask(struct ops *ops, struct db *db, const struct db_question *q,
    struct sink *out)
{
	struct asking a = { .ops = ops,
		.q = q,
		.db = { .driver = db->driver,
		    .path = db->path,
		    .wait = db->wait } };
	int err = db->driver->open(ops, &a.db, DB_ASK);

	if (err == 0)
		sqlite3_set_authorizer(a.db.handle, guard, &a);
	if (err == 0)
		err = make_views(&a);
	if (err == 0) {
		set_limits(&a);
		err = answer(&a, out);
	}
	sqlite_close(&a.db);
	sqlite3_hard_heap_limit64(0);
	return err;
}
