/*
 * One clustered table as a SQLite database file, written by ourselves: page
 * by page, once, from rows that come in the order of its primary key.
 *
 * The format is that of https://www.sqlite.org/fileformat2.html, where a
 * WITHOUT ROWID table is an index b-tree whose records are the rows, the
 * columns of the key first.
 */
#ifndef DB_IMAGE_H
#define DB_IMAGE_H

#include "db/db.h"

struct image_column {
	enum db_type type; /* DB_INT or DB_TEXT */
	int may_be_null;
};

struct image_form {
	const char *table, *sql; /* its name, and its CREATE TABLE */
	const struct image_column *column;
	size_t columns, keys; /* the key is the first `keys` columns, INTs */
	uint32_t page;	      /* bytes: a power of two from 512 to 32768 */
	uint32_t lock;	      /* where the file is never written: IMAGE_LOCK */
};

/* The page that holds this byte is SQLite's own, for its locks. */
#define IMAGE_LOCK (UINT32_C(1) << 30)

/* Can one be made?  Not where the CREATE TABLE is longer than a page. */
int image_fits(const struct image_form *);

/*
 * Begins one in the empty file `fd`, which the caller closes; `path` names
 * it in messages.  The form lives as long as the image.
 */
struct image *image_new(const struct image_form *, int fd, const char *path);
void image_free(struct image *); /* NULL is fine */

/*
 * Adds a row, whose key comes behind that of the row before.  OPS_IO: it
 * cannot be written; OPS_INTERNAL: the table cannot hold it, or not there.
 */
int image_add(struct ops *, struct image *, const struct db_value *row);

/* Writes what is left: the file is a database now.  OPS_IO. */
int image_end(struct ops *, struct image *);

#endif
