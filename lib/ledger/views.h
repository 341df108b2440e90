/* The journal as `ops sql` shows it. */
#ifndef LEDGER_VIEWS_H
#define LEDGER_VIEWS_H

#include "db/db.h"

extern const struct db_view ledger_views[]; /* ends with name NULL */

#endif
