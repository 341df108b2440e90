/* What the files of the SQLite engine share; only they include it. */
#ifndef DB_SQLITE_H
#define DB_SQLITE_H

#include "db/driver.h"

/* Turns SQLite's last error into ours. */
int sqlite_fail(struct ops *, struct db *, const char *doing);

/* Is a statfs(2) type that of a file system shared by machines? */
int sqlite_network_type(long type);

#endif
