/* Finding commands by their words, and the one screen of -h. */
#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "base/str.h"
#include "cli/cmd.h"
#include "io/out.h"

/* The one screen of -h. */
void usage_print(const struct cmd *, struct out *);

/* " <sku> --qty <quantity> [<options>]"; '\1' is a blank within. */
void usage_words(const struct cmd *, struct str *);

/* The commands whose path begins so, a line each. */
void usage_group(struct out *, const char *prefix);

/* One such line: a name and what it does. */
void usage_line(struct out *, const char *name, const char *about);

/*
 * The next group of commands ("stock") from all_commands[*i] on, in ops->keep;
 * NULL behind the last one.
 */
const char *cmd_group(struct ops *, size_t *i);

/* Is it the first word of a command? */
int cmd_begins(const char *word);

/* The command that the first words name, and how many they are; or NULL. */
const struct cmd *cmd_find(int argc, char **argv, int *used);

/*
 * The word that may follow `prefix` ("" or "stock ") and is meant, or NULL;
 * behind no prefix also one in a group, with it: "stock receive".
 */
const char *cmd_nearest(const char *word, const char *prefix);

/* The words that may follow `prefix`, each with its brief where it is one. */
void cmd_next(const char *prefix,
    void (*each)(void *, const char *word, const char *about), void *);

#endif
