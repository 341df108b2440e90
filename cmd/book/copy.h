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

/* OPS_USAGE for a copy to "-", which `field` ("folder", "file") names. */
int copy_check_name(struct call *, const char *field, const char *to);

#endif
