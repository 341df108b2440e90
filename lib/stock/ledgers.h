/* The ledgers of stock: the masters and the moves. */
#ifndef STOCK_LEDGERS_H
#define STOCK_LEDGERS_H

#include "ledger/record.h"

extern const struct ledger ledger_item;
extern const struct ledger ledger_location;
extern const struct ledger ledger_party;
extern const struct ledger ledger_lot;
extern const struct ledger ledger_unit;
extern const struct ledger ledger_alias;
extern const struct ledger ledger_kit;
extern const struct ledger ledger_kit_part;
extern const struct ledger ledger_move;
extern const struct ledger ledger_item, ledger_location, ledger_party,
    ledger_lot, ledger_move, ledger_level, ledger_expected, ledger_standard;
extern const struct ledger ledger_count;
extern const struct ledger ledger_counted;
extern const struct ledger ledger_demand;
extern const struct ledger ledger_shipment;
extern const struct ledger ledger_reservation;
extern const struct ledger ledger_characteristic;
extern const struct ledger ledger_inspection;
extern const struct ledger ledger_defect;
extern const struct ledger ledger_measure;

/* Fails: of an item, or of a level. */
int min_above_max(struct ops *, int64_t min, int64_t max);

#endif
