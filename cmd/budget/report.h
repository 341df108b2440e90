/* What the verbs share that report the five numbers. */
#ifndef CMD_BUDGET_REPORT_H
#define CMD_BUDGET_REPORT_H

#include "budget/kinds.h"
#include "budget/numbers.h"
#include "in.h"
#include "with.h"

struct report_input {
	const char *account;
	struct texts dimension;
	int64_t depth;
	int tree, all, total;
	struct texts with;
	const char *in;
};

#define REPORT_AT(S, how, member) AT_##how(S, report.member)
#define REPORT_FIELDS(S)                                                       \
 { "account", 0, &kind_known_account, REPORT_AT(S, TEXT, account), FIELD_ARG,  \
	 "only this account, and all below it" },                              \
     { "depth", 0, &kind_depth, REPORT_AT(S, INT, depth), 0,                   \
	     "what is deeper is in the row above it" },                        \
     { "tree", 0, &kind_flag, REPORT_AT(S, FLAG, tree), 0,                     \
	     "a row for each account that others are below, before them" },    \
     { "all", 0, &kind_flag, REPORT_AT(S, FLAG, all), 0,                       \
	     "accounts without a budget, or without a number, by name" },      \
     { "total", 0, &kind_flag, REPORT_AT(S, FLAG, total), 0,                   \
	     "a last row with the sum" },                                      \
 {                                                                             \
  "dimension", 0, &kind_dimensions, REPORT_AT(S, TEXTS, dimension), 0,         \
      "only what has this, too: cost_centre=K1 (repeatable)"                   \
 },                                                                            \
     FIELD_WITH(S, report.with), FIELD_IN(S, report.in)

extern const struct kind kind_dimensions;

/*
 * All of the wish but its months; reads the files of --with, begins --in:
 * before call_begin().
 */
int report_wish(struct call *, const struct report_input *,
    struct numbers_wish *, struct numbers_view *);

/* --period as whole months, *said 1; without one *said is 0. */
int report_months(struct call *, struct months *, int *said);

#endif
