/* ops --install: links that are called like the groups of commands. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/vec.h"
#include "cli/cmd.h"
#include "cli/install.h"
#include "cli/usage.h"
#include "io/out.h"

struct links {
	VEC(const char *) path; /* those to be made */
	struct stat self;
	const char *target;
};

/* This program's own file, absolute. */
static int
find_self(struct ops *ops, const char *self, const char **out)
{
	const char *path = getenv("PATH");
	char *real = NULL;

	if (strchr(self, '/') != NULL)
		real = realpath(self, NULL);
	while (real == NULL && path != NULL && *path != '\0' &&
	    strchr(self, '/') == NULL) {
		size_t n = strcspn(path, ":");
		const char *file = arena_printf(ops->mem, "%.*s/%s",
		    n == 0 ? 1 : (int)n, n == 0 ? "." : path, self);

		if (access(file, X_OK) == 0)
			real = realpath(file, NULL);
		path += n + (path[n] == ':');
	}
	if (real == NULL)
		return fail(ops, OPS_NOINPUT,
		    "cannot find the program '%s': call it with its whole path",
		    self);
	*out = arena_strdup(ops->keep, real);
	free(real);
	return 0;
}

static int
is_self(const struct links *l, const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_dev == l->self.st_dev &&
	    st.st_ino == l->self.st_ino;
}

/* Notes a link that is missing; one that is there already stays. */
static int
plan(struct ops *ops, struct links *l, const char *path)
{
	struct stat st;

	if (is_self(l, path))
		return 0;
	if (lstat(path, &st) == 0)
		return fail(ops, OPS_CANTCREAT, "'%s' is there already, and is "
		    "no link to this ops: nothing is made", path);
	if (errno != ENOENT)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
		    strerror(errno));
	*VEC_ADD(ops->keep, &l->path) = path;
	return 0;
}

static int
print(struct ops *ops, const struct links *l)
{
	struct out *o;
	int err = out_open_stdout(ops, &o);

	if (err != 0)
		return err;
	for (size_t i = 0; i < l->path.n; i++)
		out_printf(o, "%s\n", l->path.v[i]);
	return out_close(ops, o);
}

static int
make(struct ops *ops, const struct links *l)
{
	for (size_t i = 0; i < l->path.n; i++)
		if (symlink(l->target, l->path.v[i]) != 0) {
			int err =
			    fail(ops, OPS_CANTCREAT, "cannot make '%s': %s",
				l->path.v[i], strerror(errno));

			while (i-- > 0)
				unlink(l->path.v[i]);
			return err;
		}
	return print(ops, l);
}

int
install_links(struct ops *ops, const char *self, const char *folder)
{
	struct links l = { .path = { NULL, 0, 0 } };
	const char *group;
	int err = find_self(ops, self, &l.target);

	if (err != 0)
		return err;
	if (stat(l.target, &l.self) != 0)
		return fail(ops, OPS_IO, "cannot read '%s': %s", l.target,
		    strerror(errno));
	/* Beside the program itself a link that moves with it is better. */
	if (is_self(&l, arena_printf(ops->mem, "%s/ops", folder)))
		l.target = "ops";
	for (size_t i = 0; err == 0 && (group = cmd_group(ops, &i)) != NULL;)
		err = plan(ops, &l, arena_printf(ops->keep, "%s/ops-%s",
		    folder, group));
	return err != 0 ? err : make(ops, &l);
}
