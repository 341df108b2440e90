/* The SQLite engine: how a store is opened, asked, fed and copied. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/str.h"
#include "db/batch.h"
#include "db/driver.h"
#include "db/feed.h"
#include "db/sqlite.h"

/* "ops1", in the file's header: this is a store of ours. */
#define APPLICATION_ID INT32_C(0x6f707331)

int
sqlite_fail(struct ops *ops, struct db *db, const char *doing)
{
	sqlite3 *h = db->handle;
	int code = sqlite3_extended_errcode(h);

	/*
	 * A sum beyond int64 is a float, which none of our columns takes, or
	 * (SUM) an error that has no code of its own.
	 */
	if (code == SQLITE_CONSTRAINT_DATATYPE ||
	    strcmp(sqlite3_errmsg(h), "integer overflow") == 0)
		return fail(ops, OPS_DATA, "a sum would be too large a number");
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		no_memory();
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fail(ops, OPS_BUSY, "'%s' is busy: another program has "
		    "been writing for %d s, try again", db->path,
		    db->wait / 1000);
	case SQLITE_FULL:
		return db->reads ? fail(ops, OPS_IO, "cannot write a temporary "
		    "file: the disk is full (TMPDIR names its folder)") :
		    fail(ops, OPS_IO, "cannot write '%s': the disk is full",
		    db->path);
	case SQLITE_READONLY:
		return fail(ops, OPS_IO, "cannot write '%s': it is read-only",
		    db->path);
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return fail(ops, OPS_DENIED, "%s", sqlite3_errmsg(h));
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail(ops, OPS_DATA, "'%s' is damaged (%s): keep it, and "
		    "restore a backup with 'ops restore'", db->path,
		    sqlite3_errmsg(h));
	case SQLITE_IOERR:
		return fail(ops, OPS_IO, "cannot read or write '%s': %s",
		    db->path, sqlite3_errmsg(h));
	case SQLITE_CANTOPEN:
		if (access(db->path, W_OK) != 0)
			return fail(ops, OPS_IO, "cannot write '%s': %s",
			    db->path, strerror(errno));
		return fail(ops, OPS_IO, "cannot open '%s' or a file beside "
		    "it: %s", db->path, sqlite3_errmsg(h));
	case SQLITE_INTERRUPT:
		return fail(ops, OPS_BUSY,
		    "stopped: it took longer than the time limit");
	default:
		return fail(ops, OPS_INTERNAL, "%s: %s", doing,
		    sqlite3_errmsg(h));
	}
}

int
sqlite_network_type(long type)
{
	static const unsigned long network[] = {
		0x6969,	    /* NFS */
		0x517b,	    /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB2 */
		0x01021997, /* 9P */
		0x00c36400, /* Ceph */
		0x5346414f, /* OpenAFS */
		0x6b414653, /* kAFS */
		0x73757245, /* Coda */
		0x7461636f, /* OCFS2 */
	};

	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if (((unsigned long)type & 0xffffffff) == network[i])
			return 1;
	return 0;
}

static int
refuse_network(struct ops *ops, const char *path)
{
	struct statfs fs;

	if (statfs(path, &fs) != 0 || !sqlite_network_type((long)fs.f_type))
		return 0;
	return fail(ops, OPS_UNAVAIL, "'%s' is on a network file system, where "
	    "two machines can damage it: keep the book on a local disk and run "
	    "ops there (ssh host ops ...)", path);
}

static uint32_t
big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

/* A log beside the file says more than the file: SQLite completes it. */
static int
has_log(struct ops *ops, const char *path)
{
	static const char *const ends[] = { "-wal", "-journal" };
	struct stat st;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (stat(arena_printf(ops->mem, "%s%s", path, ends[i]),
			&st) == 0 && st.st_size > 0)
			return 1;
	return 0;
}

/* A writer that was killed may have left one: what it says is undone. */
static int
has_journal(const char *path)
{
	struct str name = STR_INIT;
	int has;

	str_addf(&name, "%s-journal", path);
	has = access(name.p, F_OK) == 0;
	str_free(&name);
	return has;
}

/*
 * SQLite gives its files beside the store the store's mode: those that were
 * made while it was read-only would keep it so when it is not any more.
 */
static void
follow_mode(struct ops *ops, const char *path)
{
	static const char *const ends[] = { "-wal", "-shm" };
	struct stat st, beside;
	const char *name;

	if (stat(path, &st) != 0 || !(st.st_mode & S_IWUSR))
		return;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		name = arena_printf(ops->mem, "%s%s", path, ends[i]);
		if (lstat(name, &beside) == 0 && S_ISREG(beside.st_mode) &&
		    !(beside.st_mode & S_IWUSR))
			chmod(name, st.st_mode & 0777);
	}
}

/* Looks at the file's header before SQLite touches it. */
static int
check_header(struct ops *ops, const char *path)
{
	unsigned char head[100];
	struct stat st;
	uint64_t want, page;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fail(ops, errno == ENOENT ? OPS_NOINPUT : OPS_IO,
		    "cannot open '%s': %s", path, strerror(errno));
	n = read(fd, head, sizeof head);
	if (n < 0 || fstat(fd, &st) != 0) {
		close(fd);
		return fail(ops, OPS_IO, "cannot read '%s': %s", path,
		    strerror(errno));
	}
	close(fd);
	if (n < (ssize_t)sizeof head ||
	    memcmp(head, "SQLite format 3", 16) != 0 ||
	    big_endian(head + 68) != (uint32_t)APPLICATION_ID)
		return fail(ops, OPS_DATA, "'%s' is not a store that ops made",
		    path);
	page = (uint64_t)head[16] << 8 | head[17];
	want = big_endian(head + 28) * (page == 1 ? 65536 : page);
	if ((uint64_t)st.st_size < want && !has_log(ops, path))
		return fail(ops, OPS_DATA, "'%s' is truncated: %lld of %llu "
		    "bytes are there; restore a backup with 'ops restore'",
		    path, (long long)st.st_size, (unsigned long long)want);
	return 0;
}

int
sqlite_script(struct ops *ops, struct db *db, const char *text)
{
	if (sqlite3_exec(db->handle, text, NULL, NULL, NULL) != SQLITE_OK)
		return sqlite_fail(ops, db, "schema");
	return 0;
}

int
sqlite_open_handle(struct ops *ops, struct db *db, const char *name, int flags)
{
	sqlite3 *h = NULL;
	int code = sqlite3_open_v2(name, &h, flags, NULL);

	db->handle = h;
	if (h == NULL)
		no_memory();
	sqlite3_extended_result_codes(h, 1);
	return code == SQLITE_OK ? 0 : sqlite_fail(ops, db, "open");
}

static void
harden(struct db *db)
{
	sqlite3 *h = db->handle;

	sqlite3_busy_timeout(h, db->wait);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

int
sqlite_create_file(struct ops *ops, struct db *db)
{
	int fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
	    db->shared ? 0660 : 0600);

	if (fd < 0)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s",
		    db->path, errno == EEXIST ? "it is there already"
					      : strerror(errno));
	if (db->shared && fchmod(fd, 0660) != 0) {
		close(fd);
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s",
		    db->path, strerror(errno));
	}
	close(fd);
	return refuse_network(ops, db->path);
}

/*
 * Only when nobody else is at the store can its journal be changed; with
 * either one it is written right, so nobody is waited for.
 */
static int
set_journal(struct db *db, const char *pragma)
{
	int code;

	sqlite3_busy_timeout(db->handle, 0);
	code = sqlite3_exec(db->handle, pragma, NULL, NULL, NULL);
	sqlite3_busy_timeout(db->handle, db->wait);
	return (code & 0xff) == SQLITE_BUSY ? SQLITE_OK : code;
}

static const char log_on[] = "PRAGMA main.journal_mode = WAL";

static int
settings(struct ops *ops, struct db *db, enum db_mode mode)
{
	char text[400];
	int err;

	snprintf(text, sizeof text,
	    "%sPRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
	    "PRAGMA secure_delete = FAST; PRAGMA cache_size = -8192;",
	    mode == DB_CREATE ? "PRAGMA page_size = 8192;"
				"PRAGMA application_id = 1869640497;"
			      : "");
	err = sqlite_script(ops, db, text);
	if (err == 0 && mode >= DB_WRITE &&
	    set_journal(db, log_on) != SQLITE_OK)
		err = sqlite_fail(ops, db, "schema");
	return err;
}

/*
 * A reader of a WAL file needs the -shm file; where nobody can make one
 * (read-only media) nobody writes either, and the file is immutable.
 */
static int
open_read_only_media(struct ops *ops, struct db *db)
{
	struct str uri = STR_INIT;
	int err;

	str_add(&uri, "file:");
	for (const char *p = db->path; *p != '\0'; p++) {
		if (*p == '?' || *p == '#' || *p == '%')
			str_addf(&uri, "%%%02x", (unsigned char)*p);
		else
			str_addc(&uri, *p);
	}
	str_add(&uri, "?immutable=1");
	err = sqlite_open_handle(ops, db, uri.p, SQLITE_OPEN_READONLY |
	    SQLITE_OPEN_URI);
	str_free(&uri);
	return err;
}

static int
can_write_beside(const char *path)
{
	char *folder = strdup(path), *slash;
	int can;

	if (folder == NULL)
		no_memory();
	slash = strrchr(folder, '/');
	if (slash != NULL)
		slash[slash == folder] = '\0';
	can = access(slash == NULL ? "." : folder, W_OK) == 0;
	free(folder);
	return can;
}

/* A reader cannot undo what a killed load left: it is done for it. */
static void
undo_killed(struct ops *ops, struct db *db)
{
	struct ops quiet = { .mem = ops->mem, .keep = ops->keep };
	struct db once = { .path = db->path, .wait = db->wait };

	if (sqlite_open_handle(&quiet, &once, db->path,
		SQLITE_OPEN_READWRITE) == 0) {
		harden(&once);
		sqlite_script(&quiet, &once, "SELECT 1 FROM sqlite_schema");
	}
	sqlite_close(&once);
}

/*
 * Before SQLite begins; later opens change nothing.  One thread alone speaks
 * with it, so no locks between threads; the pages of a small store are taken
 * one by one; and only what people ask needs its memory counted.
 */
static void
configure(enum db_mode mode)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	if (mode != DB_ASK)
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* SQLite's own files are beside the one that a link names in the end. */
static void
follow_link(struct ops *ops, struct db *db)
{
	struct stat st;
	char *path = NULL;

	if (lstat(db->path, &st) == 0 && S_ISLNK(st.st_mode))
		path = realpath(db->path, NULL);
	if (path != NULL)
		db->path = arena_strdup(ops->keep, path);
	free(path);
}

static int
sqlite_open(struct ops *ops, struct db *db, enum db_mode mode)
{
	int err;

	configure(mode);
	db->reads = mode <= DB_READ;
	follow_link(ops, db);
	if (mode == DB_CREATE)
		err = sqlite_create_file(ops, db);
	else if ((err = refuse_network(ops, db->path)) == 0)
		err = check_header(ops, db->path);
	if (err != 0)
		return err;
	if (mode == DB_WRITE && can_write_beside(db->path))
		follow_mode(ops, db->path);
	if (mode <= DB_READ && has_journal(db->path))
		undo_killed(ops, db);
	if (mode <= DB_READ && access(db->path, W_OK) != 0 &&
	    !can_write_beside(db->path))
		err = open_read_only_media(ops, db);
	else
		err = sqlite_open_handle(ops, db, db->path, mode <= DB_READ
			? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	if (err != 0)
		return err;
	harden(db);
	err = settings(ops, db, mode);
	return err != 0 ? err : feed_register(ops, db);
}

/*
 * New pages need no rollback journal, but would pass through a log of their
 * own size.  Where it cannot be turned on again at the end, the next writer
 * does it.
 */
static void
load_alone(struct db *db)
{
	set_journal(db, "PRAGMA main.journal_mode = DELETE");
	db->alone = 1;
}

void
sqlite_close(struct db *db)
{
	if (db->handle != NULL && db->alone)
		set_journal(db, log_on);
	if (db->handle != NULL)
		sqlite3_close_v2(db->handle);
	db->handle = NULL;
}

static int
prepare(struct ops *ops, struct db *db, const char *sql, struct db_stmt *s)
{
	sqlite3_stmt *h = NULL;

	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&h, NULL) != SQLITE_OK) {
		/* Our statements are right: the tables are not ours. */
		if ((sqlite3_errcode(db->handle) & 0xff) == SQLITE_ERROR)
			return fail(ops, OPS_DATA, "'%s' is damaged, or "
			    "another version of ops made it (%s): keep it, and "
			    "restore a backup with 'ops restore'", db->path,
			    sqlite3_errmsg(db->handle));
		return sqlite_fail(ops, db, sql);
	}
	s->handle = h;
	return 0;
}

/* SQLite numbers $1 $2 by first appearance, so they are found by name. */
static int
bind(struct ops *ops, struct db_stmt *s, const struct db_value *v, size_t n)
{
	sqlite3_stmt *h = s->handle;

	for (int at = sqlite3_bind_parameter_count(h); at > 0; at--) {
		const char *name = sqlite3_bind_parameter_name(h, at);
		size_t k = 0;
		int code = SQLITE_OK;

		for (const char *p = name + 1; *p >= '0' && *p <= '9'; p++)
			k = k * 10 + (size_t)(*p - '0');
		if (k == 0 || k > n)
			BUG("'%s' has no value %s", sqlite3_sql(h), name);
		switch (v[k - 1].type) {
		case DB_NULL:
			code = sqlite3_bind_null(h, at);
			break;
		case DB_INT:
			code = sqlite3_bind_int64(h, at, v[k - 1].i);
			break;
		case DB_TEXT:
			code = sqlite3_bind_text64(h, at, v[k - 1].p,
			    (sqlite3_uint64)v[k - 1].i, SQLITE_TRANSIENT,
			    SQLITE_UTF8);
			break;
		}
		if (code != SQLITE_OK)
			return sqlite_fail(ops, s->db, "bind");
	}
	return 0;
}

static int
step(struct ops *ops, struct db_stmt *s)
{
	switch (sqlite3_step(s->handle)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		return 0;
	default:
		if (ops->code != OPS_OK) /* a feed said why */
			return ops->code;
		return sqlite_fail(ops, s->db, sqlite3_sql(s->handle));
	}
}

static void
reset(struct db_stmt *s)
{
	sqlite3_reset(s->handle);
	sqlite3_clear_bindings(s->handle);
}

static void
finish(struct db_stmt *s)
{
	sqlite3_finalize(s->handle);
}

static int64_t
get_int(const struct db_stmt *s, int column)
{
	sqlite3_value *v = sqlite3_column_value(s->handle, column);

	return sqlite3_value_type(v) == SQLITE_NULL ? NONE
						    : sqlite3_value_int64(v);
}

static const char *
get_text(const struct db_stmt *s, int column)
{
	return (const char *)sqlite3_column_text(s->handle, column);
}

static size_t
get_bytes(const struct db_stmt *s, int column)
{
	return (size_t)sqlite3_column_bytes(s->handle, column);
}

static int
forget(struct ops *ops, struct db *db)
{
	return sqlite_script(ops, db, "PRAGMA secure_delete = ON");
}

SQL(sql_integrity_check, "PRAGMA integrity_check(1)");

/* The check tells as damage, too, that it had no memory for a page. */
static int
says_no_memory(const char *said)
{
	const char *code = said == NULL ? NULL : strstr(said, "error code=");

	return code != NULL &&
	    strtol(code + strlen("error code="), NULL, 10) == SQLITE_NOMEM;
}

static int
verify(struct ops *ops, struct db *db)
{
	const char *said = NULL;
	int err = db_get_text_values(ops, &said, sql_integrity_check, NULL, 0);

	if (err != 0)
		return err;
	if (says_no_memory(said))
		no_memory();
	if (said == NULL || strcmp(said, "ok") != 0)
		return fail(ops, OPS_DATA, "'%s' is damaged: %s", db->path,
		    said == NULL ? "no answer" : said);
	return 0;
}

static const char *
word(const char *name)
{
	static const struct {
		const char *name, *text;
	} words[] = {
		{ "int", "INTEGER" },
		{ "text", "TEXT" },
		{ "blob", "BLOB" },
		{ "strict", "STRICT" },
		{ "clustered", "STRICT, WITHOUT ROWID" },
		/* of a condition that many rows meet, one in a hundred */
		{ "common(", "likelihood(" },
		{ ")", ", 0.01)" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, name) == 0)
			return words[i].text;
	return NULL;
}

const struct db_driver db_sqlite = {
	.name = "sqlite",
	.open = sqlite_open,
	.close = sqlite_close,
	.script = sqlite_script,
	.prepare = prepare,
	.bind = bind,
	.step = step,
	.batch = batch_text,
	.step_batch = batch_step,
	.reset = reset,
	.finish = finish,
	.get_int = get_int,
	.get_text = get_text,
	.get_bytes = get_bytes,
	.load_alone = load_alone,
	.feed = feed_set,
	.load = sqlite_load,
	.backup = sqlite_backup,
	.copy = sqlite_copy,
	.compare = sqlite_compare,
	.ask = sqlite_ask,
	.verify = verify,
	.forget = forget,
	.word = word,
};
