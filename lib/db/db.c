/* The store: statements, rows and transactions over an engine's driver. */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "db/db.h"
#include "db/driver.h"

int
db_open(struct ops *ops, const char *path, enum db_mode mode, int wait,
    int shared)
{
	struct db *db = ARENA_NEW(ops->keep, struct db);
	int err;

	db->driver = &db_sqlite;
	db->path = arena_strdup(ops->keep, path);
	db->wait = wait;
	db->shared = shared;
	db->stmts.mem = ops->keep;
	err = db->driver->open(ops, db, mode);
	if (err != 0) {
		db->driver->close(db);
		return err;
	}
	ops->db = db;
	return 0;
}

void
db_close(struct ops *ops)
{
	struct db *db = ops->db;

	if (db == NULL)
		return;
	if (db->open_transaction)
		db_rollback(ops);
	for (size_t i = 0; i < db->stmts.n; i++)
		if (db->stmts.pair[i].value != NULL) /* it was prepared */
			db->driver->finish(db->stmts.pair[i].value);
	db->driver->close(db);
	ops->db = NULL;
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

void
db_load_alone(struct ops *ops)
{
	ops->db->driver->load_alone(ops->db);
}

SQL(sql_begin_read, "BEGIN");
SQL(sql_begin_write, "BEGIN IMMEDIATE");
SQL(sql_commit, "COMMIT");
SQL(sql_rollback, "ROLLBACK");

int
db_begin(struct ops *ops, enum db_mode mode)
{
	int err = db_run0(ops, mode <= DB_READ ? sql_begin_read
					       : sql_begin_write);

	if (err == 0)
		ops->db->open_transaction = 1;
	return err;
}

int
db_commit(struct ops *ops)
{
	int err = db_run0(ops, sql_commit);

	if (err == 0)
		ops->db->open_transaction = 0;
	return err;
}

void
db_rollback(struct ops *ops)
{
	struct ops quiet = { .mem = ops->mem,
		.keep = ops->keep,
		.db = ops->db };

	ops->db->open_transaction = 0;
	if (db_run0(&quiet, sql_rollback) != 0)
		return; /* the engine had rolled back by itself */
}

void
db_derive(struct ops *ops,
    const char *(*derive)(struct ops *, const char *name))
{
	ops->db->derive = derive;
}

static int
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_';
}

/* Adds " name AS (query)" for each name that stands for a query. */
static void
add_derived(struct ops *ops, const char *sql, struct str *with)
{
	static const char tail[] = "_version";
	const char *from, *end;

	for (const char *at = sql; (at = strstr(at, tail)) != NULL; at = end) {
		const char *name, *query;

		for (from = at; from > sql && is_name(from[-1]); from--)
			;
		for (end = at; is_name(*end); end++)
			;
		name = arena_printf(ops->mem, " %.*s AS NOT MATERIALIZED (",
		    (int)(end - from), from);
		if (with->len > 0 && strstr(with->p, name) != NULL)
			continue;
		query = ops->db->derive(ops,
		    arena_strndup(ops->mem, from,
		    (size_t)(end - from)));
		if (query != NULL)
			str_addf(with, "%s%s%s)", with->len > 0 ? "," : "",
			    name, db_expand(ops, ops->db->driver, query));
	}
}

/* The statement as the engine takes it. */
static const char *
derived(struct ops *ops, const char *sql)
{
	struct str with = STR_INIT;
	const char *whole = sql;

	if (ops->db->derive != NULL)
		add_derived(ops, sql, &with);
	if (with.len > 0 && text_starts(sql, "WITH "))
		whole = arena_printf(ops->mem, "WITH%s,%s", with.p,
		    sql + strlen("WITH"));
	else if (with.len > 0)
		whole = arena_printf(ops->mem, "WITH%s %s", with.p, sql);
	str_free(&with);
	return whole;
}

/* The prepared statement for a text; a busy one gets a twin. */
static int
statement(struct ops *ops, const char *sql, struct db_stmt **out)
{
	struct db *db = ops->db;
	void **place;
	struct db_stmt *s;
	int err;

	if (db == NULL)
		BUG("no store is open");
	place = map_put(&db->stmts, sql);
	s = *place;
	if (s != NULL && s->busy) {
		char *twin = arena_printf(ops->mem, "%s -- twin %zu", sql,
		    db->stmts.n);

		place = map_put(&db->stmts, twin);
		s = NULL;
	}
	if (s == NULL) {
		s = ARENA_NEW(db->stmts.mem, struct db_stmt);
		s->db = db;
		err = db->driver->prepare(ops, db, derived(ops, sql), s);
		if (err != 0)
			return err;
		*place = s;
	}
	*out = s;
	return 0;
}

int
db_query_values(struct ops *ops, struct db_query *q, const char *sql,
    const struct db_value *v, size_t n)
{
	struct db_stmt *s;
	int err;

	q->ops = ops;
	q->stmt = NULL;
	err = statement(ops, sql, &s);
	if (err == 0)
		err = s->db->driver->bind(ops, s, v, n);
	if (err != 0)
		return err;
	s->busy = 1;
	q->stmt = s;
	return 0;
}

int
db_query0(struct ops *ops, struct db_query *q, const char *sql)
{
	return db_query_values(ops, q, sql, NULL, 0);
}

int
db_next(struct db_query *q)
{
	int got;

	if (q->stmt == NULL)
		return 0;
	got = q->stmt->db->driver->step(q->ops, q->stmt);
	if (got != 1)
		db_done(q);
	return got;
}

void
db_done(struct db_query *q)
{
	if (q->stmt == NULL)
		return;
	q->stmt->db->driver->reset(q->stmt);
	q->stmt->busy = 0;
	q->stmt = NULL;
}

int
db_batch_values(struct ops *ops, struct db_query *q, const char *sql,
    const struct db_value *v, size_t n)
{
	const char *text = db_built(ops, sql, 0);
	int err = 0;

	q->stmt = NULL;
	if (text == NULL) {
		err = ops->db->driver->batch(ops, ops->db,
		    derived(ops, sql), &text);
		if (err == 0)
			text = db_keep_built(ops, sql, 0, text);
	}
	return err != 0 ? err : db_query_values(ops, q, text, v, n);
}

int
db_batch_next(struct db_query *q, int64_t *out, size_t most, size_t *n)
{
	int got;

	*n = 0;
	if (q->stmt == NULL)
		return 0;
	got = q->stmt->db->driver->step_batch(q->ops, q->stmt, out, most, n);
	if (got != 1)
		db_done(q);
	return got;
}

int64_t
db_int(const struct db_query *q, int column)
{
	return q->stmt->db->driver->get_int(q->stmt, column);
}

const char *
db_text(const struct db_query *q, int column)
{
	return q->stmt->db->driver->get_text(q->stmt, column);
}

size_t
db_bytes(const struct db_query *q, int column)
{
	return q->stmt->db->driver->get_bytes(q->stmt, column);
}

int
db_run_values(struct ops *ops, const char *sql, const struct db_value *v,
    size_t n)
{
	struct db_query q;
	int err = db_query_values(ops, &q, sql, v, n);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = 0;
	return err;
}

int
db_run0(struct ops *ops, const char *sql)
{
	return db_run_values(ops, sql, NULL, 0);
}

int
db_script(struct ops *ops, const char *text)
{
	char *sql = db_expand(ops, ops->db->driver, text);

	return ops->db->driver->script(ops, ops->db, sql);
}

int
db_get_values(struct ops *ops, int64_t *out, const char *sql,
    const struct db_value *v, size_t n)
{
	struct db_query q;
	int err = db_query_values(ops, &q, sql, v, n);

	if (err == 0 && (err = db_next(&q)) == 1) {
		*out = db_int(&q, 0);
		db_done(&q);
		err = 0;
	}
	return err;
}

int
db_get_text_values(struct ops *ops, const char **out, const char *sql,
    const struct db_value *v, size_t n)
{
	struct db_query q;
	int err = db_query_values(ops, &q, sql, v, n);

	*out = NULL;
	if (err == 0 && (err = db_next(&q)) == 1) {
		*out = arena_strdup(ops->mem, db_text(&q, 0));
		db_done(&q);
		err = 0;
	}
	return err;
}

void
db_select_begin(struct db_select *s, struct ops *ops, const char *literal)
{
	s->ops = ops;
	s->n = 0;
	s->text = arena_strdup(ops->mem, literal);
}

void
db_select_add(struct db_select *s, const char *literal, struct db_value v)
{
	if (s->n == DB_SELECT_MAX)
		BUG("more than %d values", DB_SELECT_MAX);
	s->value[s->n++] = v;
	s->text = arena_printf(s->ops->mem, "%s%s%zu", s->text, literal, s->n);
}

void
db_select_clause(struct db_select *s, const char *literal)
{
	s->text = arena_printf(s->ops->mem, "%s%s", s->text, literal);
}

int
db_select_query(struct db_select *s, struct db_query *q)
{
	return db_query_values(s->ops, q, s->text, s->value, s->n);
}

const char *
db_built(struct ops *ops, const void *table, int which)
{
	struct db_built *b;

	VEC_EACH(&ops->db->built, b)
		if (b->table == table && b->which == which)
			return b->text;
	return NULL;
}

const char *
db_keep_built(struct ops *ops, const void *table, int which, const char *text)
{
	struct db_built *b = VEC_ADD(ops->keep, &ops->db->built);

	*b = (struct db_built){ table, which, arena_strdup(ops->keep, text) };
	return b->text;
}

int
db_feed(struct ops *ops, const char *sql, struct db_feed *feed)
{
	struct db *db = ops->db;
	int err = db->driver->feed(ops, db, feed);

	return err != 0 ? err : db_run0(ops, sql);
}

int
db_load(struct ops *ops, const char *table, const char *sql,
    struct db_feed *feed)
{
	int done = ops->db->driver->load(ops, ops->db, table, feed);

	if (done == 0)
		return db_feed(ops, sql, feed);
	return done < 0 ? done : 0;
}

int
db_backup(struct ops *ops, const char *path)
{
	return ops->db->driver->backup(ops, ops->db, path);
}

int
db_copy(struct ops *ops, const char *path, int shared)
{
	return ops->db->driver->copy(ops, ops->db, path, shared);
}

int
db_ask(struct ops *ops, const struct db_question *q, struct sink *out)
{
	return ops->db->driver->ask(ops, ops->db, q, out);
}

int
db_forget(struct ops *ops)
{
	return ops->db->driver->forget(ops, ops->db);
}

int
db_verify(struct ops *ops)
{
	return ops->db->driver->verify(ops, ops->db);
}
