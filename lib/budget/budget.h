/* What was met of the budget's names; inside lib/budget only. */
#ifndef BUDGET_BUDGET_H
#define BUDGET_BUDGET_H

#include "base/map.h"
#include "base/vec.h"
#include "budget/account.h"

struct account_rules;
struct standing;

/* The documents whose codes are a prefix and a number: the last of them. */
struct budget_series {
	const char *prefix;
	int64_t last;
};

struct budget {
	struct map accounts; /* to struct account; a forgotten one is NULL */
	VEC(struct account *) ids; /* by row id */
	int loaded;
	const struct account **all; /* in order; NULL: make it */
	size_t n;
	struct map old_rates; /* that were told of */
	struct map dimensions; /* texts by id, as far as they were asked for */
	struct map names[2]; /* documents, dimensions: to struct budget_name */
	struct standing *standing; /* standing.h; NULL: nobody has asked */
	VEC(struct budget_series) series; /* that were asked for */
	struct account_rules *rules; /* NULL: not read yet */
	struct askings *askings;     /* beside.c; NULL: nobody has asked */
};

struct budget *budget_of(struct ops *);

/* A text that lines name by its number, which is above 0. */
enum name_kind { NAME_DOCUMENT = 1, NAME_DIMENSION };
struct budget_name {
	int64_t id;
	const char *text; /* in ops->keep */
};

/* NULL for NULL; *out is NULL where it is not known and not to be made. */
int budget_name(struct ops *, enum name_kind, const char *text, int make,
    const struct budget_name **out);

/* The text of a dimension's number, 0: NULL; in ops->mem or ops->keep. */
int dimension_by_id(struct ops *, int64_t id, const char **out);

/* The last number of the documents with a prefix, 0: none. */
int budget_name_last(struct ops *, const char *prefix, int64_t *last);

#endif
