/* The files of a folder that the mappings take. */
#ifndef IMPORT_FOLDER_H
#define IMPORT_FOLDER_H

#include "import/mapping.h"

struct import_file {
	const char *path;
	struct mapping *mapping;
};

struct import_files {
	struct import_file *v;
	size_t n, cap;
};

/*
 * The regular files of a folder whose names match a mapping's `files`, in
 * the order of their names (by bytes).  OPS_NOINPUT: it cannot be read;
 * OPS_USAGE: two mappings take the same file.
 */
int import_folder(struct ops *, const struct mappings *, const char *folder,
    struct import_files *);

#endif
