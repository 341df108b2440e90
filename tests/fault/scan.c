/* Loaded before SQLite, tells which statements went through whole tables. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows that were stepped over because no index led past them. */
static void
tell(sqlite3_stmt *s)
{
	const char *limit = getenv("SCAN_LIMIT");
	int rows;

	if (s == NULL || limit == NULL ||
	    strcmp(program_invocation_short_name, "ops") != 0)
		return;
	rows = sqlite3_stmt_status(s, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	if (rows > strtol(limit, NULL, 10))
		fprintf(stderr, "%d rows for: %s\n", rows, sqlite3_sql(s));
}

int
sqlite3_reset(sqlite3_stmt *s)
{
	int (*next)(sqlite3_stmt *);

	*(void **)&next = dlsym(RTLD_NEXT, "sqlite3_reset");
	tell(s);
	return next(s);
}

int
sqlite3_finalize(sqlite3_stmt *s)
{
	int (*next)(sqlite3_stmt *);

	*(void **)&next = dlsym(RTLD_NEXT, "sqlite3_finalize");
	tell(s);
	return next(s);
}
