/* Actuals: what was spent, line by line, for the accounts of others. */
#ifndef BUDGET_ACTUALS_H
#define BUDGET_ACTUALS_H

#include "io/out.h"
#include "io/relation.h"
#include "io/yaml.h"

/*
 * Each line that money was spent or came back by, in the order of entries:
 * a line that was undone is there, and so is its reverse.  Only entries
 * behind `after` and up to `known` (NONE: no limit), effective from `since`
 * (NONE) to `until`.
 */
struct actuals_wish {
	int64_t after, known, since, until;
};
extern const struct column actual_columns[]; /* ends with name NULL */
enum { ACTUAL_ENTRY, ACTUAL_LINE, ACTUAL_DATE, ACTUAL_PERIOD, ACTUAL_ACCOUNT,
	ACTUAL_AMOUNT, ACTUAL_UNIT, ACTUAL_DIMENSION, ACTUAL_REASON,
	ACTUAL_VENDOR, ACTUAL_REFERENCE, ACTUAL_ITEM, ACTUAL_QTY,
	ACTUAL_UNIT_PRICE, ACTUAL_AGAINST, ACTUAL_NOTE, ACTUAL_CURRENCY,
	ACTUAL_ORIGINAL, ACTUAL_RATE, ACTUAL_RATE_DATE, ACTUAL_ABOUT,
	ACTUAL_COLUMNS };
int actuals(struct ops *, const struct actuals_wish *, struct sink *to);

/* ---- as the journal of another program ---- */

enum journal { JOURNAL_LEDGER, JOURNAL_HLEDGER, JOURNAL_BEANCOUNT };
extern const char *const journal_words[]; /* ends with NULL */

/*
 * A sink of rows with actual_columns that prints each as a transaction with
 * two postings: its account below Expenses, and `against`.  Accounts and
 * units are spelt as the program takes them; OPS_DATA where two of ours
 * would be one of theirs.  The sink lives in ops->keep.
 */
int journal_open(struct ops *, enum journal, const char *against,
    struct out *, struct sink **);

/* ---- as the CSV of another program ---- */

/*
 * The same as a CSV of its own columns, as the mapping `name` of `exports`
 * in ops.yaml says.  OPS_CONFIG where it is wrong, OPS_USAGE where there is
 * none; and, of a row, OPS_DATA where a map has no word for a value.
 */
int export_open(struct ops *, const struct yaml *exports, const char *name,
    int no_header, struct out *, struct sink **);

#endif
