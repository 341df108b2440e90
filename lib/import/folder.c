/* The files of a folder that the mappings take. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "import/folder.h"

static int
by_name(const void *a, const void *b)
{
	const struct import_file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static int
take(struct ops *ops, const struct mappings *all, const char *path,
    struct import_files *out)
{
	struct import_file *file;
	struct mapping *m;
	struct stat st;
	int err = mapping_for(ops, all, path, &m);

	if (err != 0 || m == NULL)
		return err;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return 0; /* a link to what is gone fails when it is read */
	file = VEC_ADD(ops->keep, out);
	*file = (struct import_file){ path, m };
	return 0;
}

int
import_folder(struct ops *ops, const struct mappings *all, const char *folder,
    struct import_files *out)
{
	size_t n = strlen(folder);
	struct dirent *d;
	int err = 0;
	DIR *dir = opendir(folder);

	*out = (struct import_files){ NULL, 0, 0 };
	if (dir == NULL)
		return fail(ops, OPS_NOINPUT, "cannot read '%s': %s", folder,
		    strerror(errno));
	while (err == 0 && (errno = 0, d = readdir(dir)) != NULL)
		err = take(ops, all,
		    arena_printf(ops->keep, "%s%s%s", folder,
			n > 0 && folder[n - 1] == '/' ? "" : "/", d->d_name),
		    out);
	if (err == 0 && errno != 0)
		err = fail(ops, OPS_IO, "cannot read '%s': %s", folder,
		    strerror(errno));
	closedir(dir);
	if (err == 0 && out->n > 0)
		qsort(out->v, out->n, sizeof *out->v, by_name);
	return err;
}
