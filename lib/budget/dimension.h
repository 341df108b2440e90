/* Dimensions: the further axes of a budget, cost centre or project. */
#ifndef BUDGET_DIMENSION_H
#define BUDGET_DIMENSION_H

#include "base/ops.h"

/*
 * "project=P2,cost_centre=K1" in the order of the setting budget.dimensions,
 * in ops->mem: "cost_centre=K1,project=P2".  OPS_DATA where an axis is not
 * named there, or twice here.
 */
int dimension_read(struct ops *, const char *text, const char **canonical);

/* Is "axis=value" one of the parts of a canonical text (NULL: none)? */
int dimension_has(const char *canonical, const char *part);

#endif
