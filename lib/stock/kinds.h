/* The kinds of fields that name masters of stock. */
#ifndef STOCK_KINDS_H
#define STOCK_KINDS_H

#include "cli/cmd.h"
#include "stock/masters.h"

extern const struct kind kind_item, kind_location, kind_party, kind_party_kind,
    kind_place, kind_sku, kind_location_code, kind_party_code,
    kind_items, kind_locations, kind_parties, kind_site, kind_sites,
    kind_costing, kind_tracking, kind_item_status, kind_alias,
    kind_kit_status, kind_landed_by;

extern const struct kind kind_characteristic; /* attribute, measured */

/* Of filters: a code of one that is known. */
extern const struct kind kind_known_item, kind_known_location, kind_known_site,
    kind_known_party;

#define AT_ITEM(S, f) AT(S, f, const struct item *)
#define AT_LOCATION(S, f) AT(S, f, const struct location *)

#endif
