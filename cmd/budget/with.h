/* What if: --with of the verbs that report budgets. */
#ifndef CMD_BUDGET_WITH_H
#define CMD_BUDGET_WITH_H

#include "budget/line.h"
#include "cli/cmd.h"

#define FIELD_WITH(S, member)                                                  \
 {                                                                             \
  "with", 0, &kind_texts, AT_TEXTS(S, member), 0,                              \
      "what if: stack the rows of this CSV file on the book, and "             \
      "post nothing (repeatable)"                                              \
 }

/* The verb's open and close: the files are taken in before the snapshot. */
int with_open(struct call *);
void with_close(struct call *);

/*
 * What the files would post, in ops->keep; n is 0 without --with.  A row is
 * what one of the write verbs takes, in a column `verb` its name; or the file
 * is as `request list`, `plan list`, `plan diff` or `ledger` prints it, or a
 * grid of a plan.  OPS_DATA, where rows are wrong: each is said, as
 * file:line: column: ...
 */
int with_lines(struct call *, const struct budget_line **, size_t *n);

/*
 * with-lists.c: what a row of request list, plan list, plan diff and ledger
 * would post; verbs only in name.
 */
extern const struct cmd with_request, with_amount, with_change, with_line;

#endif
