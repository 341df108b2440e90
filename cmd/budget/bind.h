/* What ops budget reserve, commit, spend, refund and release share. */
#ifndef CMD_BUDGET_BIND_H
#define CMD_BUDGET_BIND_H

#include "budget/bind.h"
#include "about.h"
#include "budget/kinds.h"

#define BIND_AT(how, member) AT_##how(struct bind_order, member)

/* In the order of the CSV columns. */
#define BIND_DATE                                                             \
	{ "date", 0, &kind_time, BIND_AT(INT, at), 0,                         \
	    "when it happened (now)" },                                       \
	{ "period", 0, &kind_month, BIND_AT(INT, period), 0,                  \
	    "the month it counts in (that of the date)" }
#define BIND_ACCOUNT                                                          \
	{ "account", 0, &kind_account, BIND_AT(ACCOUNT, account), 0,          \
	    "whose money it is (that of against; else by budget.accounts)" }
#define BIND_AMOUNT(help)                                                     \
	{ "amount", 0, &kind_money, BIND_AT(INT, amount), 0, help }
#define BIND_PAPERS                                                           \
	{ "vendor", 0, &kind_code, BIND_AT(TEXT, what.vendor), 0,                  \
	    "who is paid" },                                                  \
	{ "reference", 0, &kind_code, BIND_AT(TEXT, reference), 0,            \
	    "order, invoice, document" },                                     \
	{ "qty", 0, &kind_qty, BIND_AT(INT, qty), 0, "how many" },            \
	{ "unit_price", 0, &kind_price, BIND_AT(INT, unit_price), 0,          \
	    "what one costs" },                                               \
	{ "note", 0, &kind_text, BIND_AT(TEXT, note), 0, "why" }
#define BIND_AGAINST(help)                                                    \
	{ "against", 0, &kind_code, BIND_AT(TEXT, against), 0, help }
#define BIND_MORE                                                             \
	{ "item", 0, &kind_code, BIND_AT(TEXT, what.item), 0, "what for" },        \
	{ "dimension", 0, &kind_dimension, BIND_AT(TEXT, dimension), 0,       \
	    "cost centre, project: name=value,..." },                         \
	FIELDS_ABOUT(struct bind_order, what)
#define BIND_FINAL                                                            \
	{ "final", 0, &kind_flag, BIND_AT(FLAG, final), FIELD_OPTION,         \
	    "what against still holds is free again" }

/* A record of each of them. */
int bind_record(struct call *, enum bind, struct bind_order *);

/*
 * The same of what is held under a code: document, else reference, else the
 * next number behind the setting's prefix (numbering.<noun>), or this one.
 */
int bind_document(struct call *, enum bind, struct bind_order *,
    const char *noun, const char *prefix);

#endif
