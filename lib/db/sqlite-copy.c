/* The SQLite engine: a whole store as one more file. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "db/sqlite.h"
#include "io/fd.h"

/*
 * Copies all pages within the reader's snapshot, so that writers need not
 * wait and the copy is of one moment.
 */
static int
copy_pages(struct ops *ops, struct db *db, struct db *copy)
{
	sqlite3_backup *b =
	    sqlite3_backup_init(copy->handle, "main", db->handle, "main");
	int code;

	if (b == NULL)
		return sqlite_fail(ops, copy, "backup");
	code = sqlite3_backup_step(b, -1);
	if (sqlite3_backup_finish(b) != SQLITE_OK)
		return sqlite_fail(ops, copy, "backup");
	if (code != SQLITE_DONE)
		return fail(ops, OPS_BUSY, "cannot copy '%s': %s", db->path,
		    sqlite3_errstr(code));
	return 0;
}

/* Fills the new file that copy->path names; `pragma` sets its journal. */
static int
make_copy(struct ops *ops, struct db *db, struct db *copy, const char *pragma)
{
	int err =
	    sqlite_open_handle(ops, copy, copy->path, SQLITE_OPEN_READWRITE);

	if (err == 0)
		err = copy_pages(ops, db, copy);
	if (err == 0)
		err = sqlite_script(ops, copy, pragma);
	sqlite_close(copy);
	if (err == 0 && path_sync(copy->path, 0) != 0)
		err = fail(ops, OPS_IO, "cannot write '%s': %s", copy->path,
		    strerror(errno));
	return err;
}

int
sqlite_copy(struct ops *ops, struct db *db, const char *path, int shared)
{
	struct db copy = { .path = arena_strdup(ops->mem, path),
		.shared = shared,
		.wait = db->wait };
	int err = sqlite_create_file(ops, &copy);

	return err != 0 ? err
	    : make_copy(ops, db, &copy, "PRAGMA journal_mode = WAL");
}

/* The folder that a path is in: "." where it has none. */
static char *
folder_of(struct ops *ops, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return arena_strdup(ops->mem, ".");
	return arena_strndup(ops->mem, path,
	    slash == path ? 1 : (size_t)(slash - path));
}

/* A name is given once: link(2) never replaces, as rename(2) does. */
static int
give_name(struct ops *ops, const char *temp, const char *path)
{
	if (link(temp, path) == 0) {
		unlink(temp);
	} else if (errno == EEXIST || access(path, F_OK) == 0) {
		return fail(ops, OPS_CANTCREAT,
		    "cannot make '%s': it is there already", path);
	} else if (rename(temp, path) != 0) {
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
		    strerror(errno));
	}
	if (path_sync(folder_of(ops, path), O_DIRECTORY) != 0)
		return fail(ops, OPS_IO, "cannot write '%s': %s", path,
		    strerror(errno));
	return 0;
}

int
sqlite_backup(struct ops *ops, struct db *db, const char *path)
{
	struct db copy = { .wait = db->wait };
	int err, fd;

	if (access(path, F_OK) == 0)
		return fail(ops, OPS_CANTCREAT,
		    "cannot make '%s': it is there already", path);
	copy.path = arena_printf(ops->mem, "%s/.ops-backup-XXXXXX",
	    folder_of(ops, path));
	fd = mkstemp(copy.path);
	if (fd < 0)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
		    strerror(errno));
	close(fd);
	err = make_copy(ops, db, &copy, "PRAGMA journal_mode = DELETE");
	if (err == 0)
		err = give_name(ops, copy.path, path);
	if (err != 0) {
		unlink(copy.path);
		unlink(arena_printf(ops->mem, "%s-journal", copy.path));
	}
	return err;
}
