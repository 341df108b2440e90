/* The form of a line between the sorter and the table. */
#ifndef BUDGET_LINEPACK_H
#define BUDGET_LINEPACK_H

#include "budget/linestore.h"

/* What most lines lack. */
struct rare {
	int64_t dimension, document, against;
	int64_t qty, unit_price, original, rate, rate_date;
};

/*
 * What is stored of a line.  Behind it vendor, reference and note; where it is
 * rare, then item, currency and about; else what is rare is not there, either.
 */
struct packed {
	struct flow_head head;
	int64_t amount;
	uint8_t from, to, reason, is_rare;
	struct rare rare;
};

/* The line; the texts behind it. */
const char *line_unpack(struct packed *, const char *packed);

/*
 * Fills the columns of a row behind its line, in the order of the table: at,
 * src, dst, amount, reason and the texts; then, where they are wanted, those
 * that most lines lack.
 */
void line_columns(const struct packed *, const char *text, int rare,
    struct db_value *row);

#endif
