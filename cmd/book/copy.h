/* What export, backup and restore share. */
#ifndef CMD_BOOK_COPY_H
#define CMD_BOOK_COPY_H

#include "cli/cmd.h"
#include "ledger/copy.h"

struct copy_input {
	const char *from, *to;
	int shared;
};

/* The one row that each of them prints. */
extern const struct column copy_columns[];
int copy_print(struct call *, const char *to, const struct copied *);

/* A run() that makes a copy, a "folder" or a "file", and prints it. */
int copy_run(struct call *, const char *noun,
    int (*make)(struct ops *, const char *to, struct copied *));

#endif
