/* What `ops close` and `ops reopen` share. */
#ifndef CMD_BOOK_CLOSING_H
#define CMD_BOOK_CLOSING_H

#include "cli/cmd.h"
#include "ledger/closing.h"

struct closing_input {
	int64_t date; /* day number */
};

extern const struct field closing_fields[];

#endif
