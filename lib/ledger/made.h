/* Files and folders a command has made, so that they can be unmade. */
#ifndef LEDGER_MADE_H
#define LEDGER_MADE_H

#include <stddef.h>
#include <sys/types.h>

#include "base/ops.h"
#include "base/vec.h"

/* Zero it to begin; the paths are kept in ops->keep. */
struct made {
	VEC(const char *) path;
};

/* This path is ours from now on: made_undo() removes it. */
void made_note(struct ops *, struct made *, const char *path);

/* A folder; one that is there already stays what it is.  OPS_CANTCREAT. */
int made_folder(struct ops *, struct made *, const char *path, mode_t);

/*
 * A new file `name` (which may have folders in it) below a folder, with
 * these bytes, synced.  OPS_CANTCREAT where it is there, OPS_IO.
 */
int made_file(struct ops *, struct made *, const char *folder,
    const char *name, const void *bytes, size_t n, mode_t);

/* Removes all of it, the last first; what others put there stays. */
void made_undo(struct made *);

#endif
