/* What ops stock reserve and unreserve share. */
#ifndef CMD_STOCK_RESERVE_H
#define CMD_STOCK_RESERVE_H

#include "stock/reserve.h"

extern const struct column reserve_columns[]; /* ends with name NULL */

/* Prints a reservation; `call` is the struct call. */
int reserve_row(void *call, const struct reservation *);

#endif
