/* The form of a line between the sorter and the table. */
#ifndef BUDGET_LINEPACK_H
#define BUDGET_LINEPACK_H

#include "budget/linestore.h"

/*
 * A record is the sorter's key (account, period), then this; then what most
 * lines lack, where `rare`; then the texts, without a NUL.
 */
enum { LINE_TEXTS = 3, RARE_TEXTS = 3 };
struct packed {
	int64_t line, at, amount;
	uint32_t text[LINE_TEXTS]; /* bytes of vendor, reference, note */
	uint8_t from, to, reason, rare;
};

struct rare {
	int64_t dimension, document, against;
	int64_t qty, unit_price, original, rate, rate_date;
	uint32_t text[RARE_TEXTS]; /* item, currency, about */
	uint32_t unused;	   /* all bytes are compared */
};

/* Of a record without its key. */
struct unpacked {
	struct packed p;
	struct rare r;
	const char *text; /* behind the texts that were taken */
};

/*
 * The record with its key and its n bytes: in `small`, or where that is too
 * small in ops->mem.
 */
const char *line_pack(struct ops *, int64_t line, const struct budget_line *,
    const struct line_names *, char *small, size_t size, size_t *n);

void line_unpack(struct unpacked *, const char *record);

/*
 * Fills the columns of a row behind account, period and entry, in the order
 * of the table: line, at, src, dst, amount, reason and the texts; then, where
 * they are wanted, those that most lines lack.
 */
void line_columns(struct unpacked *, int rare, struct db_value *row);

#endif
