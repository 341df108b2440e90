/*
 * The table `feed`, whose rows come from the program: one INSERT ... SELECT
 * takes millions of them without a step for each.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "db/feed.h"
#include "db/sqlite.h"

/* One a connection; it outlives the statements. */
struct feed_table {
	sqlite3_vtab base;
	struct feed_table **home;
	struct db_feed *feed;
};

struct feed_cursor {
	sqlite3_vtab_cursor base;
	struct db_value row[DB_FEED_COLUMNS];
	sqlite3_int64 n;
	int end;
};

struct feed_place {
	struct feed_table *table;
	struct db_feed *feed;
};

static int
feed_connect(sqlite3 *h, void *aux, int argc, const char *const *argv,
    sqlite3_vtab **out, char **why)
{
	char text[400] = "CREATE TABLE x(";
	struct feed_place *place = aux;
	struct feed_table *t;
	size_t n = strlen(text);
	int code;

	(void)argc;
	(void)argv;
	(void)why;
	for (int i = 0; i < DB_FEED_COLUMNS; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%sc%d",
		    i == 0 ? "" : ",", i);
	snprintf(text + n, sizeof text - n, ")");
	code = sqlite3_declare_vtab(h, text);
	if (code != SQLITE_OK)
		return code;
	t = sqlite3_malloc(sizeof *t);
	if (t == NULL)
		return SQLITE_NOMEM;
	memset(t, 0, sizeof *t);
	t->home = &place->table;
	t->feed = place->feed;
	place->table = t;
	*out = &t->base;
	return SQLITE_OK;
}

static int
feed_disconnect(sqlite3_vtab *tab)
{
	struct feed_table *t = (struct feed_table *)tab;

	*t->home = NULL;
	sqlite3_free(t);
	return SQLITE_OK;
}

static int
feed_best_index(sqlite3_vtab *tab, sqlite3_index_info *info)
{
	(void)tab;
	info->estimatedCost = 1e6;
	info->estimatedRows = 1000000;
	return SQLITE_OK;
}

static int
feed_open(sqlite3_vtab *tab, sqlite3_vtab_cursor **out)
{
	struct feed_cursor *c = sqlite3_malloc(sizeof *c);

	(void)tab;
	if (c == NULL)
		return SQLITE_NOMEM;
	memset(c, 0, sizeof *c);
	*out = &c->base;
	return SQLITE_OK;
}

static int
feed_close(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int
feed_next(sqlite3_vtab_cursor *cursor)
{
	struct feed_cursor *c = (struct feed_cursor *)cursor;
	struct db_feed *f = ((struct feed_table *)c->base.pVtab)->feed;
	int got = f == NULL ? 0 : f->next(f->data, c->row);

	c->n++;
	c->end = got == 0;
	return got < 0 ? SQLITE_ABORT : SQLITE_OK;
}

static int
feed_filter(sqlite3_vtab_cursor *cursor, int index, const char *name, int argc,
    sqlite3_value **argv)
{
	(void)index;
	(void)name;
	(void)argc;
	(void)argv;
	return feed_next(cursor);
}

static int
feed_eof(sqlite3_vtab_cursor *cursor)
{
	return ((struct feed_cursor *)cursor)->end;
}

static int
feed_column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int i)
{
	const struct db_value *v = &((struct feed_cursor *)cursor)->row[i];

	switch (v->type) {
	case DB_NULL:
		sqlite3_result_null(to);
		break;
	case DB_INT:
		sqlite3_result_int64(to, v->i);
		break;
	case DB_TEXT:
		sqlite3_result_text(to, v->p, (int)v->i, SQLITE_STATIC);
		break;
	}
	return SQLITE_OK;
}

static int
feed_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
	*out = ((struct feed_cursor *)cursor)->n;
	return SQLITE_OK;
}

static const sqlite3_module feed_module = {
	.xConnect = feed_connect,
	.xBestIndex = feed_best_index,
	.xDisconnect = feed_disconnect,
	.xOpen = feed_open,
	.xClose = feed_close,
	.xFilter = feed_filter,
	.xNext = feed_next,
	.xEof = feed_eof,
	.xColumn = feed_column,
	.xRowid = feed_rowid,
};

int
feed_register(struct ops *ops, struct db *db)
{
	struct feed_place *place = ARENA_NEW(ops->keep, struct feed_place);

	db->feed = place;
	if (sqlite3_create_module(db->handle, "feed", &feed_module, place) !=
	    SQLITE_OK)
		return sqlite_fail(ops, db, "feed");
	return 0;
}

int
feed_set(struct ops *ops, struct db *db, struct db_feed *feed)
{
	struct feed_place *place = db->feed;

	(void)ops;
	place->feed = feed;
	if (place->table != NULL)
		place->table->feed = feed;
	return 0;
}
