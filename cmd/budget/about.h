/* What is bought, beside its item and vendor: by it rules find the account. */
#ifndef CMD_BUDGET_ABOUT_H
#define CMD_BUDGET_ABOUT_H

#include "budget/accountrule.h"
#include "cli/cmd.h"

/* `member` is a struct subject. */
#define FIELDS_ABOUT(S, member)                                               \
	{ "category", 0, &kind_code, AT_TEXT(S, member.category), 0,          \
	    "of what is bought (that of the item)" },                         \
	{ "asset", 0, &kind_code, AT_TEXT(S, member.asset), 0,                \
	    "what it is for: a van, a machine" },                             \
	{ "site", 0, &kind_code, AT_TEXT(S, member.site), 0,                  \
	    "where it is for" },                                              \
	{ "kind", 0, &kind_code, AT_TEXT(S, member.kind), 0,                  \
	    "what sort of cost: repair, freight, part" }

/* What is known of its item by the stock, and was not said. */
int about_item(struct call *, struct subject *);

#endif
