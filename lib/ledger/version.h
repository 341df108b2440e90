/* Where the lines of record ledgers are: all in the one table `version`. */
#ifndef LEDGER_VERSION_H
#define LEDGER_VERSION_H

#include "ledger/ledger.h"

struct str;

/*
 * Adds the columns of `version` that hold the ledger's, in its order: "t1,
 * n1, t2, live".  A column is added to a ledger behind all others, so that
 * what was written before keeps its place.
 */
void version_columns(struct str *, const struct ledger *);

/* The ledger whose lines have this word in the column `record`, or NULL. */
const struct ledger *version_ledger(const char *record);

/*
 * What "<kept>_version" stands for in a statement (see db_derive()): rows
 * `id, entry, line, <cols>` of that ledger; NULL where no ledger is kept
 * there.
 */
const char *version_query(struct ops *, const char *name);

#endif
