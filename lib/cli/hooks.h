/* Hooks: a book's own programs, run before a write and after its commit. */
#ifndef CLI_HOOKS_H
#define CLI_HOOKS_H

#include "cli/cmd.h"

/*
 * Checks the files of hooks.before and hooks.after and runs the former, in
 * their order, before the store is opened.  OPS_DENIED with the first line
 * of its standard error where one ends with another status than 0, does not
 * end in time (hooks.time), or is a file that others may write; OPS_CONFIG,
 * located, where it cannot be run.  Inside a hook nothing may be written.
 */
int hooks_before(struct call *);

/*
 * Checks those files only: OPS_CONFIG or OPS_DENIED, located, for the first
 * that could not be run.
 */
int hooks_check(struct call *);

/* The same of the one file that a setting, of whatever name, shall have. */
int hooks_check_one(struct call *, const char *setting, const char *name);

/* Runs hooks.after for an entry that is committed: failures are notes. */
void hooks_after(struct call *, int64_t entry);

#endif
