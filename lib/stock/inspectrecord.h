/* The records of an inspection; for lib/stock alone. */
#ifndef STOCK_INSPECTRECORD_H
#define STOCK_INSPECTRECORD_H

#include "stock/inspection.h"

/* OPS_DATA where there is one of that code. */
int inspection_check_new(struct ops *, const char *code);

/* OPS_DATA where there is none of that code, or it is of another item. */
int inspection_check_repeats(struct ops *, const char *code,
    const char *item);

/* Posts the record, its defects, and the values that are not NONE. */
int inspection_records(struct ops *, struct entry *,
    const struct inspection_order *);

#endif
