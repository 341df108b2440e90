/* Budgets as `ops sql` shows them: views with the columns of the read verbs. */
#ifndef BUDGET_VIEWS_H
#define BUDGET_VIEWS_H

#include "db/db.h"

/* The journal, which says for whom decisions were entered. */
extern const struct db_view log_views[]; /* ends so, too */

extern const struct db_view budget_views[]; /* ends with name NULL */

#endif
