/* The ledgers of stock: the masters and the moves. */
#ifndef STOCK_LEDGERS_H
#define STOCK_LEDGERS_H

#include "ledger/record.h"

extern const struct ledger ledger_item, ledger_location, ledger_party,
    ledger_lot, ledger_unit, ledger_move;

#endif
