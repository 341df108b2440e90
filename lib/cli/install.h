/* ops --install: links that are called like the groups of commands. */
#ifndef CLI_INSTALL_H
#define CLI_INSTALL_H

#include "base/ops.h"

/*
 * Makes a link ops-<group> for each group of commands in the folder, to the
 * program that was called as `self`, and prints the links it made.  All or
 * none: OPS_CANTCREAT where one of the names is another file already.
 */
int install_links(struct ops *, const char *self, const char *folder);

#endif
