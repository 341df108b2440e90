/* Stock as `ops sql` shows it: views with the columns of the read verbs. */
#ifndef STOCK_VIEWS_H
#define STOCK_VIEWS_H

#include "db/db.h"

extern const struct db_view stock_views[]; /* ends with name NULL */

#endif
