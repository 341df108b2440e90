/* Shortcuts, alias.<name> of a person's settings: words, never a shell line. */
#ifndef CLI_ALIAS_H
#define CLI_ALIAS_H

#include "cli/cmd.h"

/* The shortcut of a name in ops->conf; NULL where there is none. */
const struct conf_value *alias_find(const struct ops *, const char *name);

/*
 * Replaces the first word by what it stands for, as long as it is a
 * shortcut; the new words are in ops->keep.  OPS_CONFIG, located: it leads
 * back to itself, stands for nothing, or begins with an option.
 */
int alias_expand(struct ops *, int *argc, char ***argv);

/* OPS_CONFIG, located, where a shortcut has the first word of a command. */
int alias_check(struct ops *);

/* Calls each() for every shortcut that hides nothing: name and its words. */
void alias_each(const struct ops *,
    void (*each)(void *, const char *name, const char *words), void *);

#endif
