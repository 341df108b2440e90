/* Opening an installed manual page. */
#ifndef CMD_BOOK_MANPAGE_H
#define CMD_BOOK_MANPAGE_H

#include "base/ops.h"

/*
 * Shows "ops-stock.1" with man(1), at the heading `at` (or NULL) where the
 * pager is less.  1 when that was done, 0 where the page is not installed
 * beside this program (its ../share/man) or there is no man.
 */
int manpage_open(struct ops *, const char *page, const char *at);

#endif
