/* The ledgers of stock: four masters and the moves. */
#ifndef STOCK_LEDGERS_H
#define STOCK_LEDGERS_H

#include "ledger/record.h"

extern const struct ledger ledger_item, ledger_location, ledger_party,
    ledger_lot, ledger_move;

#endif
