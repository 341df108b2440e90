/*
 * The SQLite engine: very many rows at once into a table that has none.
 *
 * INSERT INTO a SELECT * FROM b copies records as they are, and looks into
 * none, where a is empty and b has the same declaration (the "transfer
 * optimization"; where an engine does not do it, the same rows come slower).
 * So b is a table of a file that image.c writes, and SQLite's own part is
 * the copy, in the transaction that is open.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "db/image.h"
#include "db/sqlite.h"

/* What is there beside the store's own tables: names of nothing else. */
#define SCHEMA "ops_load"

enum { PAGE_SIZE = 8192 };

SQL(sql_declared,
    "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = $1");
SQL(sql_columns,
    "SELECT type, \"notnull\", pk FROM pragma_table_info($1, 'main') "
    "ORDER BY cid");

/*
 * What the table is like: 1, or 0 where it is none that can be had as an
 * image: its rows have to be where its key is, and the key whole numbers.
 */
static int
describe(struct ops *ops, struct image_form *form)
{
	struct image_column *column =
	    ARENA_ARRAY(ops->mem, struct image_column, DB_FEED_COLUMNS);
	size_t n = 0, keys = 0;
	int fine = 1, err;
	struct db_query q;

	err = db_get_text(ops, &form->sql, sql_declared, V(form->table));
	if (err == 0)
		err = db_query(ops, &q, sql_columns, V(form->table));
	if (err != 0)
		return err;
	while ((err = db_next(&q)) == 1 && n < DB_FEED_COLUMNS) {
		int is_int = text_eq(db_text(&q, 0), "INTEGER");
		int64_t key = db_int(&q, 2);

		column[n].type = is_int ? DB_INT : DB_TEXT;
		column[n].may_be_null = !db_int(&q, 1);
		fine = fine && (is_int || text_eq(db_text(&q, 0), "TEXT"));
		if (key != 0)
			fine = fine && is_int && key == (int64_t)++keys;
		fine = fine && (key == 0 || keys == n + 1);
		n++;
	}
	db_done(&q);
	form->column = column;
	form->columns = n;
	form->keys = keys;
	if (err != 0)
		return err < 0 ? err : 0;
	return fine && keys > 0 && form->sql != NULL &&
	    strstr(form->sql, "STRICT, WITHOUT ROWID") != NULL &&
	    image_fits(form);
}

/* 1: the table has rows, 0 */
static int
has_rows(struct ops *ops, const char *table)
{
	const char *sql =
	    arena_printf(ops->keep, "SELECT 1 FROM %s LIMIT 1", table);
	int64_t has = 0;
	int err = db_get_values(ops, &has, sql, NULL, 0);

	return err != 0 ? err : has == 1;
}

/*
 * A file beside the store, where nobody else may make one, that has lost its
 * name when this returns: its descriptor, or -1 where that cannot be.
 */
static int
attach_file(struct ops *ops, struct db *db)
{
	char *path = arena_printf(ops->mem, "%s-load-XXXXXX", db->path), *sql;
	int fd = mkstemp(path), code;

	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	sql = sqlite3_mprintf("ATTACH %Q AS " SCHEMA, path);
	if (sql == NULL)
		no_memory();
	code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	sqlite3_free(sql);
	unlink(path);
	if (code == SQLITE_OK)
		return fd;
	close(fd);
	return -1;
}

static int
fill(struct ops *ops, struct db *db, const struct image_form *form, int fd,
    struct db_feed *feed)
{
	struct image *m = image_new(form, fd, db->path);
	struct db_value row[DB_FEED_COLUMNS] = { 0 };
	int err = 0, got = 0;

	while (err == 0 && (got = feed->next(feed->data, row)) == 1)
		err = image_add(ops, m, row);
	if (err == 0)
		err = got < 0 ? got : image_end(ops, m);
	image_free(m);
	return err;
}

int
sqlite_load(struct ops *ops, struct db *db, const char *table,
    struct db_feed *feed)
{
	struct image_form form = {
		.table = table, .page = PAGE_SIZE, .lock = IMAGE_LOCK
	};
	int fd, err;

	if (db->loaded)
		return 0;
	err = has_rows(ops, table);
	if (err != 0)
		return err < 0 ? err : 0;
	err = describe(ops, &form);
	if (err != 1 || (fd = attach_file(ops, db)) < 0)
		return err < 0 ? err : 0;
	db->loaded = 1;
	err = fill(ops, db, &form, fd, feed);
	close(fd);
	if (err == 0)
		err = sqlite_script(ops, db,
		    arena_printf(ops->mem,
			"INSERT INTO main.%s SELECT * FROM " SCHEMA ".%s",
			table, table));
	return err != 0 ? err : 1;
}
