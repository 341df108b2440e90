/* The book: a folder with rules and a store, found, checked and opened. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/money.h"
#include "base/str.h"
#include "ledger/book.h"
#include "ledger/digest.h"
#include "ledger/version.h"

const char book_rules_file[] = "ops.yaml";

char *
book_path(struct ops *ops, const char *folder, const char *name)
{
	if (name[0] == '/')
		return arena_strdup(ops->keep, name);
	return arena_printf(ops->keep, "%s/%s",
	    strcmp(folder, "/") == 0 ? "" : folder, name);
}

static int
absolute(struct ops *ops, const char *path, const char **out)
{
	char *real = realpath(path, NULL);

	if (real == NULL)
		return fail(ops, OPS_NOINPUT, "cannot open the book '%s': %s",
		    path, strerror(errno));
	*out = arena_strdup(ops->keep, real);
	free(real);
	return 0;
}

int
book_has_rules(struct ops *ops, const char *folder)
{
	return access(book_path(ops, folder, book_rules_file), F_OK) == 0;
}

static int
find_upwards(struct ops *ops, const char **out)
{
	const char *here;
	char *folder, *slash;
	int err = absolute(ops, ".", &here);

	if (err != 0)
		return err;
	folder = arena_strdup(ops->keep, here);
	while (!book_has_rules(ops, folder)) {
		slash = strrchr(folder, '/');
		if (strcmp(folder, "/") == 0)
			return fail(ops, OPS_NOINPUT, "there is no book in "
			    "'%s' or above it: run 'ops init', or name one "
			    "with --book or OPS_BOOK", here);
		slash[slash == folder] = '\0';
	}
	*out = folder;
	return 0;
}

int
book_find(struct ops *ops, const struct book_words *words, const char **folder)
{
	const char *named = words->book;
	struct stat st;
	int err;

	if (named == NULL && !words->changed)
		named = getenv("OPS_BOOK");
	if (named == NULL || named[0] == '\0')
		return find_upwards(ops, folder);
	err = absolute(ops, named, folder);
	if (err == 0 && stat(*folder, &st) == 0 && !S_ISDIR(st.st_mode))
		return fail(ops, OPS_NOINPUT,
		    "'%s' is no book: expected the folder, not a file", named);
	if (err == 0 && !book_has_rules(ops, *folder))
		return fail(ops, OPS_NOINPUT, "'%s' is no book: it has no %s "
		    "(run 'ops init %s')", named, book_rules_file, named);
	return err;
}

static int
listed_as_safe(struct ops *ops, const char *folder)
{
	const char *const *list;
	size_t n;

	list = conf_list(ops->conf, "safe.book", &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], folder) == 0 || strcmp(list[i], "*") == 0)
			return 1;
	return 0;
}

/* The folder that is being opened: safe.book names it. */
static const char *opening;

static const char *
owner_name(struct ops *ops, uid_t uid)
{
	struct passwd *who = getpwuid(uid);

	return who != NULL ? arena_strdup(ops->mem, who->pw_name)
			   : arena_printf(ops->mem, "user %u", (unsigned)uid);
}

static int
check_owner(struct ops *ops, const char *path, int fd)
{
	struct stat st;
	const char *why;

	if ((fd >= 0 ? fstat(fd, &st) : stat(path, &st)) != 0)
		return fail(ops, errno == ENOENT ? OPS_NOINPUT : OPS_IO,
		    "cannot open '%s': %s", path, strerror(errno));
	if (st.st_uid != geteuid())
		why = arena_printf(ops->mem, "belongs to %s",
		    owner_name(ops, st.st_uid));
	else if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		why = "can be written by others";
	else
		return 0;
	if (listed_as_safe(ops, opening))
		return 0;
	return fail(ops, OPS_DENIED, "'%s' %s: if you trust this book, put the "
	    "line 'safe.book: [%s]' into your configuration, or run 'ops -c "
	    "safe.book=%s ...'", path, why, opening, opening);
}

const char *
book_user_config(struct ops *ops)
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (base != NULL && base[0] == '/')
		return arena_printf(ops->keep, "%s/ops/config.yaml", base);
	if (home != NULL && home[0] == '/')
		return arena_printf(ops->keep, "%s/.config/ops/config.yaml",
		    home);
	return NULL;
}

/* Where habits come from; the book is to be added. */
static struct conf_sources
habits_from(struct ops *ops, const char *const *option, size_t n)
{
	return (struct conf_sources){ .system = "/etc/ops.yaml",
		.user = book_user_config(ops), .option = option, .options = n };
}

int
book_settings(struct ops *ops, const char *const *option, size_t n,
    const char *folder)
{
	struct conf_sources from = habits_from(ops, option, n);
	struct conf *habits;
	int err;

	opening = folder;
	from.check_file = check_owner;
	err = conf_load(ops, &from, &habits);
	if (err != 0)
		return err;
	ops->conf = habits;
	if (folder == NULL)
		return 0;
	err = check_owner(ops, folder, -1);
	from.book = folder;
	if (err == 0)
		err = conf_load(ops, &from, &ops->conf);
	return err;
}

int
book_check_include(struct ops *ops, const char *const *option, size_t n,
    const char *folder, const char *name)
{
	struct conf_sources from = habits_from(ops, option, n);
	struct conf *all;

	opening = folder;
	from.check_file = check_owner;
	from.book = folder;
	from.include = name;
	return conf_load(ops, &from, &all);
}

SQL(sql_fixed, "SELECT name, value FROM fixed ORDER BY name");

int
book_fixed_words(struct ops *ops, const char **out)
{
	const char *all = "";
	struct db_query q;
	int err = db_query0(ops, &q, sql_fixed);

	for (; err == 0 && (err = db_next(&q)) == 1; err = 0)
		all = arena_printf(ops->keep, "%s%s%s %s", all,
		    all[0] == '\0' ? "" : ", ", db_text(&q, 0),
		    db_text(&q, 1));
	db_done(&q);
	*out = all;
	return err;
}

int
book_read_fixed(struct ops *ops, struct book *b)
{
	const char *zone = "UTC";
	struct db_query q;
	int err = db_query0(ops, &q, sql_fixed);

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *name = db_text(&q, 0);
		const char *value = arena_strdup(ops->keep, db_text(&q, 1));

		if (strcmp(name, "name") == 0)
			b->name = value;
		else if (strcmp(name, "currency") == 0)
			b->currency = value;
		else if (strcmp(name, "timezone") == 0)
			zone = value;
		else if (strcmp(name, "fiscal_year_start") == 0)
			b->fiscal_month = (int)strtol(value, NULL, 10);
		err = 0;
	}
	if (err != 0)
		return err;
	b->decimals = b->currency == NULL ? -1
					  : currency_decimals(b->currency);
	if (b->decimals < 0 || b->fiscal_month < 1)
		return fail(ops, OPS_DATA, "'%s' does not say its currency and "
		    "fiscal year", db_path(ops->db));
	err = zone_open(ops, zone, &b->zone);
	return err == 0 ? 0 : fail_at(ops, "timezone");
}

static void
note_rules(struct ops *ops, struct book *b)
{
	struct digest d;
	char text[DIGEST_TEXT];
	size_t n;

	b->rules_text = conf_rules_text(ops->conf, &n);
	digest_begin(&d);
	digest_raw(&d, b->rules_text, n);
	digest_end(&d, text);
	b->rules = arena_strdup(ops->keep, text);
}

SQL(sql_rules_before, "SELECT rules FROM entry WHERE entry <= $1 "
		      "AND rules IS NOT NULL ORDER BY entry DESC LIMIT 1");
SQL(sql_rules_after, "SELECT rules FROM entry WHERE entry > $1 "
		     "AND rules IS NOT NULL ORDER BY entry LIMIT 1");

int
book_rules_of(struct ops *ops, int64_t entry, const char **digest)
{
	int64_t last = entry == NONE ? INT64_MAX : entry;
	int err;

	*digest = NULL;
	err = db_get_text(ops, digest, sql_rules_before, V(last));
	if (err == 0 && *digest == NULL)
		err = db_get_text(ops, digest, sql_rules_after, V(last));
	return err;
}

SQL(sql_rules_text, "SELECT text FROM rules WHERE digest = $1");

int
book_take_rules(struct ops *ops, const char *const *option, size_t n,
    int64_t entry)
{
	struct conf_sources from = habits_from(ops, option, n);
	const char *digest, *text = NULL;
	int err = book_rules_of(ops, entry, &digest);

	if (err != 0 || digest == NULL || strcmp(digest, ops->book->rules) == 0)
		return err;
	err = db_get_text(ops, &text, sql_rules_text, V(digest));
	if (err == 0 && text == NULL)
		err = fail(ops, OPS_DATA, "their text is not in the book");
	if (err == 0)
		err = conf_load_rules_text(ops, &from, text, strlen(text),
		    &ops->conf);
	if (err != 0)
		return fail_at(ops, "the rules %.12s of then ('--config now' "
		    "takes today's)", digest);
	note_rules(ops, ops->book);
	return 0;
}

/* A writer brings an older store up to date, a reader cannot. */
static int
check_version(struct ops *ops, int64_t have, enum db_mode mode)
{
	const char *path = db_path(ops->db);
	int known = db_schema_known();

	if (have == NONE)
		return 0;
	if (have > known)
		return fail(ops, OPS_CONFIG, "'%s' was made by a newer ops "
		    "(schema %d, this one knows %d): update ops", path,
		    (int)have, known);
	if (have < known && mode <= DB_READ)
		return fail(ops, OPS_CONFIG, "'%s' was made by an older ops "
		    "(schema %d, this one knows %d): the next write brings it "
		    "up to date", path, (int)have, known);
	return 0;
}

int
book_open(struct ops *ops, const char *folder, enum db_mode mode)
{
	struct book *b = ARENA_NEW(ops->keep, struct book);
	const char *store = book_path(ops, folder,
	    conf_text(ops->conf, "store"));
	int64_t have = NONE, wait = conf_seconds(ops->conf, "store.wait");
	int err;

	b->folder = folder;
	err = check_owner(ops, store, -1);
	if (err == 0)
		err = db_open(ops, store, mode, (int)wait * 1000, 0);
	if (err == 0) {
		db_derive(ops, version_query);
		err = db_schema_said(ops, &have);
	}
	if (err == 0)
		err = check_version(ops, have, mode);
	if (err != 0)
		return err;
	err = book_read_fixed(ops, b);
	note_rules(ops, b);
	ops->book = b;
	return err;
}

SQL(sql_closed, "SELECT through FROM closing WHERE period = 'book'");

int
book_closed(struct ops *ops, int64_t *last)
{
	int64_t day = NONE;
	int err = db_get_values(ops, &day, sql_closed, NULL, 0);

	*last = day == NONE ? NONE : day_end(ops->book->zone, day);
	return err;
}

SQL(sql_any_flow, "SELECT 1 FROM ledger_span LIMIT 1");

int
book_before_load(struct ops *ops, int64_t bytes)
{
	int64_t any = NONE;
	int err = 0;

	if (bytes < BOOK_LOAD)
		return 0;
	err = db_get_values(ops, &any, sql_any_flow, NULL, 0);
	if (err == 0 && any == NONE)
		db_load_alone(ops);
	return err;
}

static int
same_file(const struct stat *st, const char *path)
{
	struct stat own;

	return stat(path, &own) == 0 && own.st_dev == st->st_dev &&
	    own.st_ino == st->st_ino;
}

int
book_spare(struct ops *ops, const char *path)
{
	const char *const *include;
	const char *folder, *store;
	struct stat st;
	size_t n;
	int own;

	if (ops->book == NULL || ops->db == NULL || stat(path, &st) != 0)
		return 0;
	folder = ops->book->folder;
	store = db_path(ops->db);
	own = same_file(&st, book_path(ops, folder, book_rules_file)) ||
	    same_file(&st, store) ||
	    same_file(&st, arena_printf(ops->mem, "%s-wal", store)) ||
	    same_file(&st, arena_printf(ops->mem, "%s-shm", store));
	include = conf_list(ops->conf, "include", &n);
	for (size_t i = 0; i < n; i++)
		own |= same_file(&st, book_path(ops, folder, include[i]));
	if (!own)
		return 0;
	return fail(ops, OPS_CANTCREAT,
	    "'%s' belongs to the book itself: it is not overwritten", path);
}
