/* Programs called ops-<name> on the PATH: `ops <name>` runs them. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "base/str.h"
#include "cli/program.h"
#include "cli/usage.h"

static const char prefix[] = "ops-";

static int
is_name(const char *name)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_.";

	return name[0] != '\0' && name[0] != '-' && name[0] != '.' &&
	    name[strspn(name, letters)] == '\0';
}

static int
may_run(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    access(path, X_OK) == 0;
}

/* The next absolute folder of $PATH, or NULL; *at begins as $PATH. */
static const char *
next_folder(struct ops *ops, const char **at)
{
	while (*at != NULL && **at != '\0') {
		const char *folder = *at;
		size_t n = strcspn(folder, ":");

		*at += n + (folder[n] == ':');
		/* "." would run what happens to lie here. */
		if (folder[0] == '/')
			return arena_strndup(ops->mem, folder, n);
	}
	return NULL;
}

const char *
program_find(struct ops *ops, const char *name)
{
	const char *at = getenv("PATH"), *folder;

	if (!is_name(name))
		return NULL;
	while ((folder = next_folder(ops, &at)) != NULL) {
		const char *path =
		    arena_printf(ops->keep, "%s/%s%s", folder, prefix, name);

		if (may_run(path))
			return path;
	}
	return NULL;
}

static void
look_into(struct ops *ops, const char *folder, struct map *found)
{
	DIR *dir = opendir(folder);
	struct dirent *e;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		const char *name = e->d_name + strlen(prefix), *path;

		if (!text_starts(e->d_name, prefix) || !is_name(name) ||
		    cmd_begins(name) || map_get(found, name) != NULL)
			continue;
		path = arena_printf(ops->mem, "%s/%s", folder, e->d_name);
		if (may_run(path))
			*map_put(found, name) = (void *)(uintptr_t)path;
	}
	if (dir != NULL)
		closedir(dir);
}

static int
by_key(const void *a, const void *b)
{
	const struct map_pair *x = a, *y = b;

	return strcmp(x->key, y->key);
}

void
program_each(struct ops *ops, void (*each)(void *, const char *, const char *),
    void *data)
{
	const char *at = getenv("PATH"), *folder;
	struct map found = { .mem = ops->mem };

	while ((folder = next_folder(ops, &at)) != NULL)
		look_into(ops, folder, &found);
	if (found.n > 0)
		qsort(found.pair, found.n, sizeof *found.pair, by_key);
	for (size_t i = 0; i < found.n; i++)
		each(data, found.pair[i].key, found.pair[i].value);
}
