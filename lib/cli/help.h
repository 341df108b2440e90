/* What `ops help` prints: commands, topics, examples by task, settings. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cmd.h"
#include "cli/doc.h"

/* The whole of what a command's table says. */
void help_command(struct doc *, const struct cmd *);

/* All common options, in their groups. */
void help_options(struct doc *);

/* All settings, as ops-config(5) lists them. */
void help_settings(struct doc *);

/* A short text about one thing; ends with name NULL. */
struct passage {
	const char *term; /* NULL: a paragraph; "$": a line to type */
	const char *text;
};
struct topic {
	const char *name, *brief;
	const struct passage *passages; /* ends with text NULL */
};
extern const struct topic topics[];
const struct topic *topic_find(const char *name);
void help_topic(struct doc *, const struct topic *);

/*
 * The groups that have a manual page of their own (ops-stock); the others'
 * commands are in ops(1).  Ends with NULL.
 */
extern const char *const help_pages[];

/* What `ops help` says: how commands are typed, all of them, the topics. */
void help_overview(struct out *);

/* Is it on the page "stock", or (NULL) on none of the groups'? */
int help_on_page(const struct cmd *, const char *page);

/*
 * The examples that have all the words in their task, line or command, the
 * ones with most of them in the task first; each(data, example, cmd).
 */
int how_search(struct ops *, const char *const *words, size_t n,
    int (*each)(void *data, const struct example *, const struct cmd *),
    void *data);

#endif
