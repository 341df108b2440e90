/* What the files of the SQLite engine share; only they include it. */
#ifndef DB_SQLITE_H
#define DB_SQLITE_H

#include "db/driver.h"

/* Turns SQLite's last error into ours. */
int sqlite_fail(struct ops *, struct db *, const char *doing);

/* Is a statfs(2) type that of a file system shared by machines? */
int sqlite_network_type(long type);

/* Opens db->handle; closes it; runs statements without rows. */
int sqlite_open_handle(struct ops *, struct db *, const char *name, int flags);
void sqlite_close(struct db *);
int sqlite_script(struct ops *, struct db *, const char *text);

/* Makes the empty file db->path: OPS_CANTCREAT where one is there. */
int sqlite_create_file(struct ops *, struct db *);

/* Functions of the driver that have files of their own. */
int sqlite_backup(struct ops *, struct db *, const char *path);
int sqlite_copy(struct ops *, struct db *, const char *path, int shared);
int sqlite_load(struct ops *, struct db *, const char *table,
    struct db_feed *);
int sqlite_compare(struct ops *, struct db *, const char *chain);
int sqlite_ask(struct ops *, struct db *, const struct db_question *,
    struct sink *);

#endif
