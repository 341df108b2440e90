/* A new book: its folder, its store and its rules, or nothing at all. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/money.h"
#include "base/str.h"
#include "ledger/book.h"
#include "ledger/made.h"
#include "ledger/version.h"

/* What book_discard() takes away again. */
static struct making {
	const char *folder, *store;
	struct made made;
	int shared;
} making;

static int
make_folder(struct ops *ops, const char *folder, int shared)
{
	struct stat st;
	char *real;
	int err;

	if (stat(folder, &st) == 0 && !S_ISDIR(st.st_mode))
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", folder,
		    strerror(ENOTDIR));
	if (book_has_rules(ops, folder))
		return fail(ops, OPS_CANTCREAT, "'%s' is a book already",
		    folder);
	err = made_folder(ops, &making.made, folder, shared ? 02770 : 0755);
	if (err != 0)
		return err;
	real = realpath(folder, NULL);
	if (real == NULL)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", folder,
		    strerror(errno));
	making.folder = arena_strdup(ops->keep, real);
	making.shared = shared;
	free(real);
	return 0;
}

/* A store that lies elsewhere is another book's: it is never touched. */
static int
store_path(struct ops *ops, const char *name)
{
	const char *p = name == NULL ? "ops.db" : name;

	making.store = book_path(ops, making.folder, p);
	if (p[0] == '/')
		return fail(ops, OPS_CONFIG, "store: '%s' is not in the new "
		    "book's folder: expected a name below it", p);
	while (*p != '\0') {
		size_t n = strcspn(p, "/");

		if (n == 2 && memcmp(p, "..", 2) == 0)
			return fail(ops, OPS_CONFIG, "store: '%s' is not in "
			    "the new book's folder: expected a name below it",
			    name);
		p += n;
		p += *p == '/';
	}
	return 0;
}

/* Folders between the book and its store, and the names of its files. */
static int
make_room(struct ops *ops)
{
	char *path = arena_strdup(ops->mem, making.store);
	char *slash = path + strlen(making.folder) + 1;
	struct stat st;
	int err = 0;

	for (; err == 0 && (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		err = made_folder(ops, &making.made, path,
		    making.shared ? 02770 : 0755);
		*slash = '/';
	}
	if (err == 0 && lstat(making.store, &st) == 0)
		return fail(ops, OPS_CANTCREAT,
		    "cannot make '%s': it is there already", making.store);
	if (err != 0)
		return err;
	made_note(ops, &making.made, making.store);
	made_note(ops, &making.made,
	    arena_printf(ops->mem, "%s-wal", making.store));
	made_note(ops, &making.made,
	    arena_printf(ops->mem, "%s-shm", making.store));
	return 0;
}

SQL(sql_fix, "INSERT INTO fixed (name, value) VALUES ($1, $2)");

static int
fix(struct ops *ops, const struct book_fixed *f)
{
	char month[12];
	int err;

	snprintf(month, sizeof month, "%d", (int)f->fiscal_month);
	err = db_run(ops, sql_fix, V("currency"), V(f->currency));
	if (err == 0)
		err = db_run(ops, sql_fix, V("fiscal_year_start"),
		    V((char *)month));
	if (err == 0 && f->name != NULL)
		err = db_run(ops, sql_fix, V("name"), V(f->name));
	if (err == 0)
		err = db_run(ops, sql_fix, V("timezone"), V(f->timezone));
	return err;
}

/* The write transaction of the making, in a store that is open. */
static int
begin(struct ops *ops, const struct book_fixed *f)
{
	struct book *b = ARENA_NEW(ops->keep, struct book);
	int err = db_begin(ops, DB_WRITE);

	db_derive(ops, version_query);
	b->folder = making.folder;
	if (err == 0)
		err = db_migrate(ops);
	if (err == 0 && f != NULL)
		err = fix(ops, f);
	if (err == 0)
		err = book_read_fixed(ops, b);
	ops->book = b;
	return err;
}

int
book_create(struct ops *ops, const char *folder, const struct book_fixed *f)
{
	struct zone *zone;
	int err;

	if (currency_decimals(f->currency) < 0)
		return fail(ops, OPS_DATA, "currency: '%s' is not known: "
		    "expected a code of ISO 4217 such as EUR", f->currency);
	/* That of a book that is there is a matter of this machine. */
	if (zone_open(ops, f->timezone, &zone) != 0) {
		ops->code = OPS_DATA;
		return fail_at(ops, "timezone");
	}
	err = make_folder(ops, folder, f->shared);
	if (err == 0)
		err = store_path(ops, f->store);
	if (err == 0)
		err = make_room(ops);
	if (err == 0)
		err = db_open(ops, making.store, DB_CREATE, 30000, f->shared);
	return err != 0 ? err : begin(ops, f);
}

int
book_create_copy(struct ops *ops, const char *folder, const char *store,
    int shared)
{
	int err = make_folder(ops, folder, shared);

	if (err == 0)
		err = store_path(ops, store);
	if (err == 0)
		err = make_room(ops);
	if (err == 0)
		err = db_copy(ops, making.store, shared);
	db_close(ops);
	if (err == 0)
		err = db_open(ops, making.store, DB_WRITE, 30000, shared);
	return err != 0 ? err : begin(ops, NULL);
}

int
book_add_file(struct ops *ops, const char *name, const void *bytes, size_t n)
{
	return made_file(ops, &making.made, making.folder, name, bytes, n,
	    making.shared ? 0660 : 0644);
}

int
book_keep(struct ops *ops, const char *rules_text)
{
	int err = db_commit(ops);

	if (err == 0)
		err = book_add_file(ops, book_rules_file, rules_text,
		    strlen(rules_text));
	if (err == 0)
		making.made.path.n = 0;
	return err;
}

void
book_discard(struct ops *ops)
{
	db_close(ops);
	made_undo(&making.made);
}
