/* Budgets as `ops sql` shows them: views with the columns of the read verbs. */
#ifndef BUDGET_VIEWS_H
#define BUDGET_VIEWS_H

#include "db/db.h"

extern const struct db_view budget_views[]; /* ends with name NULL */

/* The journal, which says for whom decisions were entered; ends so, too. */
extern const struct db_view log_views[];

#endif
