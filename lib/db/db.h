/* The store: statements, rows and transactions, whatever engine keeps them. */
#ifndef DB_DB_H
#define DB_DB_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/none.h"
#include "base/ops.h"
#include "io/relation.h"

/*
 * One text serves every engine: $1 $2 ... and the portable subset that
 * tests/lint/sql proves on SQLite and PostgreSQL.  A statement is constant
 * text, written with SQL() right above the one function that runs it, so
 * that the lint finds it.
 */
#define SQL(name, text) static const char name[] = text

enum db_mode { /* those that only read come first */
	DB_ASK,	  /* DB_READ for db_ask(): the memory it takes is counted */
	DB_READ,  /* one snapshot, never waits */
	DB_WRITE, /* may begin the one write transaction */
	DB_CREATE /* makes a new store, refuses an old one */
};

/* A value on its way into a statement, or out of a feed. */
enum db_type { DB_NULL, DB_INT, DB_TEXT };
struct db_value {
	enum db_type type;
	int64_t i; /* INT, or the length of TEXT */
	const void *p;
};

/* NONE and NULL are missing. */
static inline struct db_value
db_value_int(int64_t i)
{
	return (struct db_value){ i == NONE ? DB_NULL : DB_INT, i, NULL };
}

static inline struct db_value
db_value_text(const char *text)
{
	if (text == NULL)
		return (struct db_value){ DB_NULL, 0, NULL };
	return (struct db_value){ DB_TEXT, (int64_t)strlen(text), text };
}

/* V(x): an int64_t or a text, by its type; V(1.5) does not compile. */
#define V(x)                          \
	_Generic((x),                 \
	    int: db_value_int,        \
	    unsigned: db_value_int,   \
	    long: db_value_int,       \
	    long long: db_value_int,  \
	    char *: db_value_text,    \
	    const char *: db_value_text)(x)

#define DB_VALUES(...) ((struct db_value[]){ __VA_ARGS__ })
#define DB_COUNT(...) (sizeof DB_VALUES(__VA_ARGS__) / sizeof(struct db_value))

/*
 * Opens the store at `path`.  Errors: OPS_NOINPUT (none there),
 * OPS_CANTCREAT, OPS_DATA (not ours, damaged), OPS_CONFIG (made by a newer
 * ops), OPS_UNAVAIL (network file system), OPS_BUSY, OPS_IO.  `wait` is how
 * many milliseconds a writer waits for another.  Sets ops->db; db_close()
 * rolls back what was not committed.
 */
int db_open(struct ops *, const char *path, enum db_mode, int wait,
    int shared);
void db_close(struct ops *);
const char *db_path(const struct db *);

/*
 * Before the transaction of a first load of very many rows: they are
 * written once instead of twice, and readers have to wait for the commit.
 * Where others have the store open all stays as it is.
 */
void db_load_alone(struct ops *);

/*
 * A name in a statement that ends in "_version" stands for a query: the one
 * that `derive` gives for it, or a table's own name where it gives NULL.  Of
 * the schema's words it may have @common(@, @)@ around a condition that many
 * rows meet.
 */
void db_derive(struct ops *,
    const char *(*derive)(struct ops *, const char *name));

/* One transaction a command: a write begins with the writer's lock. */
int db_begin(struct ops *, enum db_mode);
int db_commit(struct ops *);
void db_rollback(struct ops *);

/*
 * Brings the schema, inside the write transaction, to what this program
 * knows; a new store runs the whole chain.  OPS_CONFIG where a newer ops
 * made it.
 */
int db_migrate(struct ops *);

/* The version of a store that was made before: OPS_DATA where it says none. */
int db_schema_said(struct ops *, int64_t *have);

/* Are the steps up to its version noted, each, and no others? */
int db_schema_noted(struct ops *, int *all);

/* The version that this program knows. */
int db_schema_known(void);

/*
 * OPS_DATA where the store's schema is not what the steps up to its version
 * make, and nothing else: somebody planted a trigger, or dropped one.
 */
int db_schema_check(struct ops *);

/* Runs a statement that gives no rows. */
#define db_run(ops, sql, ...)                                           \
	db_run_values((ops), (sql), DB_VALUES(__VA_ARGS__),             \
	    DB_COUNT(__VA_ARGS__))
int db_run_values(struct ops *, const char *sql, const struct db_value *,
    size_t n);
int db_run0(struct ops *, const char *sql);

/* Runs a script of several statements; the driver's words are expanded. */
int db_script(struct ops *, const char *text);

/*
 * A query: begin it, step it with db_next() (1 a row, 0 no more, negative
 * an error), read its columns (texts are valid until the next step), end
 * it with db_done(), which db_next() does at the end and on error itself.
 */
struct db_query {
	struct ops *ops;
	struct db_stmt *stmt;
};

#define db_query(ops, q, sql, ...)                                      \
	db_query_values((ops), (q), (sql), DB_VALUES(__VA_ARGS__),      \
	    DB_COUNT(__VA_ARGS__))
int db_query_values(struct ops *, struct db_query *, const char *sql,
    const struct db_value *, size_t n);
int db_query0(struct ops *, struct db_query *, const char *sql);
int db_next(struct db_query *);
void db_done(struct db_query *);

int64_t db_int(const struct db_query *, int column);	  /* NULL is NONE */
const char *db_text(const struct db_query *, int column); /* NULL is NULL */
size_t db_bytes(const struct db_query *, int column);

/*
 * The bulk path out, for a query whose columns are all named and numbers and
 * that has no LIMIT: db_batch() begins it, db_batch_next() puts up to `most`
 * rows, column by column, into `out` and says how many.  It gives 1 where
 * there may be more, 0 with the last ones (or none), negative an error; at 0
 * and negative it ends the query itself, else db_done() does.
 */
#define db_batch(ops, q, sql, ...)                                      \
	db_batch_values((ops), (q), (sql), DB_VALUES(__VA_ARGS__),      \
	    DB_COUNT(__VA_ARGS__))
int db_batch_values(struct ops *, struct db_query *, const char *sql,
    const struct db_value *, size_t n);
int db_batch_next(struct db_query *, int64_t *out, size_t most, size_t *n);

/* The one number a query gives; `*out` keeps its value where no row is. */
#define db_get(ops, out, sql, ...)                                      \
	db_get_values((ops), (out), (sql), DB_VALUES(__VA_ARGS__),      \
	    DB_COUNT(__VA_ARGS__))
int db_get_values(struct ops *, int64_t *out, const char *sql,
    const struct db_value *, size_t n);

/* The one text a query gives, in ops->mem; NULL where no row is. */
#define db_get_text(ops, out, sql, ...)                                 \
	db_get_text_values((ops), (out), (sql), DB_VALUES(__VA_ARGS__), \
	    DB_COUNT(__VA_ARGS__))
int db_get_text_values(struct ops *, const char **out, const char *sql,
    const struct db_value *, size_t n);

/*
 * A select with optional clauses, each a string literal that ends in `$`
 * (the number is filled in) or has no value at all:
 *	db_select(&s, ops, "SELECT ... FROM move m WHERE 1 = 1");
 *	if (item != NULL)
 *		db_where(&s, " AND m.item = $", V(item->id));
 *	db_clause(&s, " ORDER BY m.item");
 *	db_query_values(ops, &q, db_select_text(&s), s.value, s.n);
 */
enum { DB_SELECT_MAX = 32 };
struct db_select {
	struct ops *ops;
	char *text;
	size_t n;
	struct db_value value[DB_SELECT_MAX];
};
#define db_select(s, ops, literal) db_select_begin((s), (ops), "" literal)
#define db_where(s, literal, v) db_select_add((s), "" literal, (v))
#define db_clause(s, literal) db_select_clause((s), "" literal)
void db_select_begin(struct db_select *, struct ops *, const char *);
void db_select_add(struct db_select *, const char *, struct db_value);
void db_select_clause(struct db_select *, const char *);
int db_select_query(struct db_select *, struct db_query *);

/*
 * A statement that is built from a table is built once: its text under the
 * table's address and a small number, NULL where nobody has kept one yet.
 */
const char *db_built(struct ops *, const void *table, int which);
const char *db_keep_built(struct ops *, const void *table, int which,
    const char *text);

/*
 * The bulk path: `sql` reads from the table `feed` (columns c0 c1 ...),
 * whose rows next() fills one by one: 1 a row, 0 the end, negative an
 * error (its message set).  One statement instead of a step for each row.
 * Texts must live until the next call.
 */
enum { DB_FEED_COLUMNS = 24 };
struct db_feed {
	int (*next)(void *data, struct db_value *row);
	void *data;
};
int db_feed(struct ops *, const char *sql, struct db_feed *);

/*
 * The same for very many rows that go to one table of the schema, which have
 * all its columns, as they are declared, and come in the order of its key:
 * where the table is empty, the engine may take them a shorter way than `sql`.
 */
int db_load(struct ops *, const char *table, const char *sql,
    struct db_feed *);

/*
 * Copies the whole store, as it stands in the transaction that is open, into
 * a new file that stands alone and is the user's only (0600); others may
 * write meanwhile.  It is there whole or not at all.  OPS_CANTCREAT where a
 * file is there already.
 */
int db_backup(struct ops *, const char *path);

/* The same as a new store, for a new book. */
int db_copy(struct ops *, const char *path, int shared);

/*
 * What people may ask of: a view of this name, by its SELECT, in which all
 * tables are called main.<name> and @hidden@ is the name of any common table
 * expression.
 */
struct db_view {
	const char *name, *select;
};

struct db_question {
	const char *sql; /* one statement, NUL-terminated */
	const struct db_view *const *views; /* lists; all end with a zero */
	int decimals; /* of the book's currency: @minor@ units in a view */
	int64_t seconds, mebibytes; /* its limits */
};

/*
 * Answers one SELECT over the views, on a connection of its own that can do
 * nothing else.  A column is INT where all its values are whole numbers,
 * RATIO (6 decimals at most) where all are numbers, else TEXT; so rows come
 * when all are there.  OPS_USAGE: it is no query, or asks for what is no
 * view; OPS_DATA: it cannot be reckoned; OPS_BUSY: over a limit.
 */
int db_ask(struct ops *, const struct db_question *, struct sink *);

/*
 * From now on this connection leaves no trace in the file of what it
 * overwrites; else what was deleted may be found there for a while.
 */
int db_forget(struct ops *);

/* What the engine itself says of the file: OPS_DATA with its words. */
int db_verify(struct ops *);

#endif
