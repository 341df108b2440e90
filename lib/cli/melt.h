/* A grid: columns whose names are periods become rows period, amount. */
#ifndef CLI_MELT_H
#define CLI_MELT_H

#include "cli/source.h"

/*
 * Where a verb has a field FIELD_MELT_NAME (period) and one FIELD_MELT_VALUE
 * (amount) and the file has columns called 2026-01, 2026-Q1, 2026 or FY2026
 * instead: from now on each of their cells that is not empty is a row of
 * its own.  OPS_DATA where the file has the fields' columns, too.
 */
int melt_attach(struct call *, struct source *);

/* The next row of the grid's row at hand: 1, or 0 where there is none. */
int melt_next(struct melt *, struct csv_row *);

/*
 * What is wrong with the row that came last, as a message names it: with its
 * column; NULL where the same was wrong with the cell before it.
 */
const char *melt_why(struct call *, struct melt *, const char *why);

/* Takes a row of the file as the one at hand. */
void melt_take(struct melt *, const struct csv_row *file);

#endif
