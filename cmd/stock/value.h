/* What the parts of ops stock value share. */
#ifndef CMD_STOCK_VALUE_H
#define CMD_STOCK_VALUE_H

#include "stock/kinds.h"
#include "stock/worth.h"

/*
 * Each prints a relation of its own about the query's items, or about none;
 * they set what they want of its row, keys and filters.
 */
int value_print_proof(struct call *, struct worth_query *, int none);
int value_print_layers(struct call *, const struct worth_query *, int none);
int value_print_negative(struct call *, struct worth_query *, int none);

/* The last line of a table: what came in went out or is on hand. */
int value_print_footer(struct call *, const struct worth_sum *,
    int64_t on_hand);

#endif
