/* What the verbs of ops budget case share. */
#ifndef CMD_BUDGET_CASE_H
#define CMD_BUDGET_CASE_H

#include "budget/case.h"
#include "budget/kinds.h"

extern const struct column case_columns[]; /* of list, and taken by add */
extern const struct kind kind_case, kind_every;

#define AT_CASE(S, f) AT(S, f, const struct budget_case *)

/* The fields of a head, of both add and set; H(how, member) places them. */
#define CASE_FIELDS                                                          \
	{ "name", 0, &kind_text, H(TEXT, name), 0, "what people call it" },  \
	{ "owner", 0, &kind_code, H(TEXT, owner), 0, "who answers for it" }, \
	{ "rate", 0, &kind_number, H(INT, rate), 0,                          \
	    "what money costs in a year: 0.08 is 8 % (budget.rate)" },       \
	{ "every", 0, &kind_every, H(TEXT, every), 0,                        \
	    "how long a period is: year, quarter or month (year)" },         \
	{ "base", 0, &kind_code, H(TEXT, base), 0,                           \
	    "the alternative that others are compared with (the first)" },   \
	{ "account", 0, &kind_known_account, H(TEXT, account), 0,            \
	    "the account that will show the saving" },                       \
	{ "measure", 0, &kind_text, H(TEXT, measure), 0,                     \
	    "or the measure that will, in words" },                          \
	{ "baseline", 0, &kind_number, H(INT, baseline), 0,                  \
	    "what it is in a month before" },                                \
	{ "promised", 0, &kind_number, H(INT, promised), 0,                  \
	    "what it will be in a month after" },                            \
	{ "chosen", 0, &kind_code, H(TEXT, chosen), 0,                       \
	    "the alternative that is done" },                                \
	{ "starts", 0, &kind_day, H(INT, starts), 0,                         \
	    "the day on which it begins to count" },                         \
	{ "note", 0, &kind_text, H(TEXT, note), 0, "more" }

#endif
