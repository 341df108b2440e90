/* The keys of --by: which columns a verb groups by, and which it shows. */
#ifndef CLI_BY_H
#define CLI_BY_H

#include "cli/cmd.h"

/*
 * Reads "item,site" as words of the command's keys: bit i of *chosen for
 * keys[i].  `all`, alone, chooses none.  OPS_USAGE.
 */
int by_read(struct call *, const char *text, unsigned *chosen);

/*
 * Of the keys from keys[first] on there can be one: *which of them, from 0,
 * was chosen; -1: none was.  OPS_USAGE.
 */
int by_one(struct call *, unsigned chosen, int first, int *which);

/* A relation of which only some columns are shown: bit i for cols[i]. */
enum { SHOWN_MAX = 32 };
struct shown {
	struct call *call;
	const struct column *cols;
	size_t n; /* of cols, hidden ones too */
	unsigned bits;
};
int shown_begin(const struct shown *);
int shown_row(const struct shown *, const struct cell *all);

#endif
