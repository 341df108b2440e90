/* Hooks: a book's own programs, run before a write and after its commit. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/hooks.h"
#include "io/child.h"

enum { WORDS_MAX = 8, LINES_SHOWN = 20 };

/* One file of a list, and where the list stands. */
struct hook {
	struct call *call;
	const char *setting; /* hooks.before, hooks.after */
	const char *origin, *name;
	char *path; /* absolute, without links */
};

static int
wrong(const struct hook *h, enum ops_err code, const char *why)
{
	return fail(h->call->ops, code, "%s: %s: '%s' %s", h->origin,
	    h->setting, h->name, why);
}

static int
cannot_find(const struct hook *h)
{
	return wrong(h, OPS_CONFIG, arena_printf(h->call->ops->mem,
	    "cannot be found: %s", strerror(errno)));
}

/* Whoever may write a folder above puts another file there. */
static int
check_folders(const struct hook *h, uid_t owner)
{
	char *path = arena_strdup(h->call->ops->mem, h->path);
	char *slash;

	while ((slash = strrchr(path, '/')) != NULL) {
		struct stat st;

		*slash = '\0';
		/* The book's own folder has been found to be safe. */
		if (strcmp(path, h->call->folder) == 0)
			continue;
		if (stat(path[0] == '\0' ? "/" : path, &st) != 0)
			return cannot_find(h);
		if ((st.st_uid != owner && st.st_uid != 0) ||
		    ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0 &&
			(st.st_mode & S_ISVTX) == 0))
			return wrong(h, OPS_DENIED,
			    "is in a folder that others may write");
	}
	return 0;
}

/* In the book's folder or absolute; of its owner, who alone may write it. */
static int
find_file(struct hook *h)
{
	struct ops *ops = h->call->ops;
	struct stat book, st;
	char *real;

	if (stat(h->call->folder, &book) != 0)
		return fail(ops, OPS_IO, "cannot read '%s': %s",
		    h->call->folder, strerror(errno));
	real = realpath(book_path(ops, h->call->folder, h->name), NULL);
	if (real == NULL)
		return cannot_find(h);
	h->path = arena_strdup(ops->keep, real);
	free(real);
	if (h->name[0] != '/' &&
	    !text_starts(h->path, book_path(ops, h->call->folder, "")))
		return wrong(h, OPS_CONFIG, "is not in the book's folder");
	if (stat(h->path, &st) != 0 || !S_ISREG(st.st_mode))
		return wrong(h, OPS_CONFIG, "is no file");
	if (st.st_uid != book.st_uid)
		return wrong(h, OPS_DENIED,
		    "does not belong to the book's owner");
	if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return wrong(h, OPS_DENIED, "can be written by others");
	if (access(h->path, X_OK) != 0)
		return wrong(h, OPS_CONFIG, "cannot be run: chmod +x");
	return check_folders(h, book.st_uid);
}

static int
add_words(struct ops *ops, const char *path, char **argv, int n)
{
	while (*path != '\0' && n < WORDS_MAX) {
		size_t len = strcspn(path, " ");

		argv[n++] = arena_strndup(ops->mem, path, len);
		path += len + (path[len] == ' ');
	}
	argv[n] = NULL;
	return n;
}

/* Nothing of ours but what a hook is promised. */
static void
fill_environment(const struct hook *h, int64_t entry, char **env)
{
	struct arena *mem = h->call->ops->mem;
	const char *home = getenv("HOME"), *lang = getenv("LANG");

	*env++ = arena_strdup(mem, "PATH=/usr/local/bin:/usr/bin:/bin");
	if (home != NULL)
		*env++ = arena_printf(mem, "HOME=%s", home);
	*env++ = arena_printf(mem, "LANG=%s", lang != NULL ? lang : "C");
	*env++ = arena_printf(mem, "OPS_BOOK=%s", h->call->folder);
	*env++ = arena_printf(mem, "OPS_COMMAND=%s", h->call->as);
	if (entry != NONE)
		*env++ = arena_printf(mem, "OPS_ENTRY=%lld", (long long)entry);
	*env = NULL;
}

/* What it said, a note a line, but the first where that is the reason. */
static const char *
say(const struct hook *h, const struct str *said, int failed)
{
	const char *p = said->p, *first = NULL;
	int shown = 0;

	for (size_t n; *p != '\0'; p += n + (p[n] == '\n')) {
		const char *line;

		n = strcspn(p, "\n");
		line = arena_strndup(h->call->ops->mem, p, n);
		if (failed && first == NULL && n > 0)
			first = line;
		else if (n > 0 && shown++ < LINES_SHOWN)
			note(h->call->ops, "%s: %s", h->name, line);
	}
	return first;
}

static int
run_one(struct hook *h, int64_t entry)
{
	struct ops *ops = h->call->ops;
	int64_t seconds = conf_seconds(ops->conf, "hooks.time");
	char *argv[WORDS_MAX + 1], *env[8];
	struct str said = STR_INIT;
	const char *why;
	int status = 0, err;

	argv[0] = h->path;
	add_words(ops, h->call->as, argv, 1);
	fill_environment(h, entry, env);
	err = child_run(ops, h->path, argv, env, seconds, &said, &status);
	if (err != 0) {
		fail_at(ops, "%s: %s: '%s'", h->origin, h->setting, h->name);
	} else if (status == CHILD_TOO_LONG) {
		err = fail(ops, OPS_DENIED, "%s: '%s' took longer than %lld s",
		    h->setting, h->name, (long long)seconds);
	} else {
		why = say(h, &said, status != 0);
		if (status != 0 && why == NULL)
			why = arena_printf(ops->mem, "exit status %d", status);
		if (status != 0)
			err = fail(ops, OPS_DENIED, "%s: '%s': %s", h->setting,
			    h->name, why);
	}
	str_free(&said);
	return err;
}

/* The files of a list: found, and run where `runs`. */
static int
each(struct call *c, const char *setting, int runs, int64_t entry, int go_on)
{
	const struct conf_value *v = conf_value(c->ops->conf, setting);
	int err = 0;

	for (size_t i = 0; err == 0 && v != NULL && i < v->n; i++) {
		struct hook h = { .call = c,
			.setting = setting,
			.origin = v->origin,
			.name = v->list[i] };

		err = find_file(&h);
		if (err == 0 && runs)
			err = run_one(&h, entry);
		if (err == 0 || !go_on)
			continue;
		note(c->ops, "%s", c->ops->why);
		fail_clear(c->ops);
		err = 0;
	}
	return err;
}

int
hooks_check(struct call *c)
{
	int err = each(c, "hooks.before", 0, NONE, 0);

	return err != 0 ? err : each(c, "hooks.after", 0, NONE, 0);
}

int
hooks_before(struct call *c)
{
	int err;

	if (conf_value(c->ops->conf, "hooks.before") == NULL &&
	    conf_value(c->ops->conf, "hooks.after") == NULL)
		return 0;
	if (getenv("OPS_COMMAND") != NULL)
		return fail(c->ops, OPS_DENIED, "a hook cannot write to a book "
		    "that has hooks (OPS_COMMAND is set)");
	err = each(c, "hooks.after", 0, NONE, 0);
	return err != 0 ? err : each(c, "hooks.before", 1, NONE, 0);
}

int
hooks_check_one(struct call *c, const char *setting, const char *name)
{
	struct hook h = { .call = c,
		.setting = setting,
		.origin = "value",
		.name = name };

	if (strcmp(setting, "hooks.before") != 0 &&
	    strcmp(setting, "hooks.after") != 0)
		return 0;
	return find_file(&h);
}

void
hooks_after(struct call *c, int64_t entry)
{
	each(c, "hooks.after", 1, entry, 1);
}
