/* What the verbs of ops budget account share. */
#ifndef CMD_BUDGET_ACCOUNT_H
#define CMD_BUDGET_ACCOUNT_H

#include "budget/kinds.h"

struct account_input {
	struct account account;
	int create;
};

extern const struct column account_columns[]; /* ends with name NULL */

#define ACCOUNT_AT(how, member) AT_##how(struct account_input, account.member)

/* The fields behind the name, of both add and set. */
#define ACCOUNT_FIELDS                                                         \
 { "name", 0, &kind_text, ACCOUNT_AT(TEXT, title), 0, "what people call it" }, \
     { "owner", 0, &kind_code, ACCOUNT_AT(TEXT, owner), 0,                     \
	     "who answers for it" },                                           \
     { "control", 0, &kind_control, ACCOUNT_AT(TEXT, control), 0,              \
	     "what happens where there is no money" },                         \
     { "unit", 0, &kind_code, ACCOUNT_AT(TEXT, unit), 0,                       \
	     "what is counted: h, kWh, pallet (missing: money)" },             \
     { "tolerance", 0, &kind_money, ACCOUNT_AT(INT, tolerance), 0,             \
	     "it may be over by so much" },                                    \
     { "tolerance_percent", 0, &kind_percent,                                  \
	     ACCOUNT_AT(INT, tolerance_percent), 0,                            \
	     "by so many percent of the budget" },                             \
     { "warn_at", 0, &kind_percent, ACCOUNT_AT(INT, warn_at), 0,               \
	     "say it from so many percent used" },                             \
     { "horizon", 0, &kind_horizon, ACCOUNT_AT(TEXT, horizon), 0,              \
	     "the months that are controlled together" },                      \
     { "level", 0, &kind_control_level, ACCOUNT_AT(TEXT, level), 0,            \
	     "control each line, or the subtree as a whole" },                 \
     { "closed", 0, &kind_closed_month, ACCOUNT_AT(TEXT, closed), 0,           \
	     "closed through this month" },                                    \
     { "hold", 0, &kind_yes_no, ACCOUNT_AT(INT, hold), 0,                      \
	     "nothing is bound meanwhile" },                                   \
     { "valid_from", 0, &kind_day, ACCOUNT_AT(INT, valid_from), 0,             \
	     "its first day" },                                                \
 {                                                                             \
  "valid_until", 0, &kind_day, ACCOUNT_AT(INT, valid_until), 0, "its last day" \
 }

#endif
