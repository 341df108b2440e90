/* What an engine has to do; db.c does the rest.  Only lib/db includes it. */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "base/map.h"
#include "base/vec.h"
#include "db/db.h"

struct db_stmt {
	struct db *db;
	void *handle; /* the engine's own */
	int busy;     /* handed out to a query that is not done */
};

struct db_driver {
	const char *name;
	int (*open)(struct ops *, struct db *, enum db_mode);
	void (*close)(struct db *);
	int (*script)(struct ops *, struct db *, const char *text);
	int (*prepare)(struct ops *, struct db *, const char *sql,
	    struct db_stmt *);
	int (*bind)(struct ops *, struct db_stmt *, const struct db_value *,
	    size_t n);
	int (*step)(struct ops *, struct db_stmt *); /* as db_next() */
	/* The text of a query that gives the rows of another in batches. */
	int (*batch)(struct ops *, struct db *, const char *sql,
	    const char **out);
	int (*step_batch)(struct ops *, struct db_stmt *, int64_t *out,
	    size_t most, size_t *n);
	void (*reset)(struct db_stmt *);
	void (*finish)(struct db_stmt *);
	int64_t (*get_int)(const struct db_stmt *, int column);
	const char *(*get_text)(const struct db_stmt *, int column);
	size_t (*get_bytes)(const struct db_stmt *, int column);
	void (*load_alone)(struct db *);
	int (*feed)(struct ops *, struct db *, struct db_feed *);
	/* As db_load(): 1, or 0 where db_feed() has to do it. */
	int (*load)(struct ops *, struct db *, const char *table,
	    struct db_feed *);
	int (*backup)(struct ops *, struct db *, const char *path);
	int (*copy)(struct ops *, struct db *, const char *path, int shared);
	/* OPS_DATA where the store's schema is not what `chain` makes. */
	int (*compare)(struct ops *, struct db *, const char *chain);
	int (*ask)(struct ops *, struct db *, const struct db_question *,
	    struct sink *);
	int (*verify)(struct ops *, struct db *);
	int (*forget)(struct ops *, struct db *);
	/* A schema word such as @int@, or NULL. */
	const char *(*word)(const char *name);
};

struct db_built {
	const void *table;
	int which;
	const char *text;
};

struct db {
	const struct db_driver *driver;
	void *handle;
	char *path;
	int wait; /* milliseconds */
	int shared; /* a group's book */
	int open_transaction;
	int reads; /* and writes no more than temporary files */
	const char *(*derive)(struct ops *, const char *name);
	VEC(struct db_built) built;
	struct map stmts; /* text -> struct db_stmt * */
	void *feed;	  /* feed.c's own */
	void *batch;	  /* batch.c's own */
	int alone;	  /* the log is turned off for a load */
	int loaded;	  /* the load's file is attached */
};

extern const struct db_driver db_sqlite;

/* Text of a schema file with the driver's words filled in, in ops->mem. */
char *db_expand(struct ops *, const struct db_driver *, const char *text);

#endif
