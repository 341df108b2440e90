/* What ops budget reserve, commit, spend, refund and release share. */
#ifndef CMD_BUDGET_BIND_H
#define CMD_BUDGET_BIND_H

#include "budget/bind.h"
#include "about.h"
#include "budget/kinds.h"
#include "budget/rates.h"

/* What is said: the amount may name its currency. */
struct bind_said {
	struct bind_order o;
	const char *amount;
};

#define BIND_AT(how, member) AT_##how(struct bind_said, member)

/* In the order of the CSV columns. */
#define BIND_DATE                                                       \
	{ "date", 0, &kind_time, BIND_AT(INT, o.at), 0,                 \
	    "when it happened (now)" },                                 \
	{ "period", 0, &kind_month, BIND_AT(INT, o.period), 0,          \
	    "the month it counts in (that of the date)" }
#define BIND_ACCOUNT                                                    \
	{ "account", 0, &kind_account, BIND_AT(ACCOUNT, o.account), 0,  \
	    "whose money it is (that of against; else by budget.accounts)" }
#define BIND_AMOUNT(help)                                                     \
	{ "amount", 0, &kind_amount, BIND_AT(TEXT, amount), 0, help }
#define BIND_PAPERS                                                     \
	{ "vendor", 0, &kind_code, BIND_AT(TEXT, o.what.vendor), 0,     \
	    "who is paid" },                                            \
	{ "reference", 0, &kind_code, BIND_AT(TEXT, o.reference), 0,    \
	    "order, invoice, document" },                               \
	{ "qty", 0, &kind_qty, BIND_AT(INT, o.qty), 0, "how many" },    \
	{ "unit_price", 0, &kind_price, BIND_AT(INT, o.unit_price), 0,  \
	    "what one costs" },                                         \
	{ "note", 0, &kind_text, BIND_AT(TEXT, o.note), 0, "why" }
#define BIND_AGAINST(help)                                                    \
	{ "against", 0, &kind_code, BIND_AT(TEXT, o.against), 0, help }
#define BIND_CURRENCY(help)                                                   \
	{ "currency", 0, &kind_currency, BIND_AT(TEXT, o.currency), 0, help }
#define BIND_MORE                                                             \
	{ "item", 0, &kind_code, BIND_AT(TEXT, o.what.item), 0, "what for" }, \
	{ "dimension", 0, &kind_dimension, BIND_AT(TEXT, o.dimension), 0,     \
	    "cost centre, project: name=value,..." },                         \
	FIELDS_ABOUT(struct bind_said, o.what),                               \
	BIND_CURRENCY("of amount and unit_price (the book's)")
#define BIND_FINAL                                                      \
	{ "final", 0, &kind_flag, BIND_AT(FLAG, o.final), FIELD_OPTION, \
	    "what against still holds is free again" }

/*
 * A record of each of them.  What holds money is called as its document says,
 * else its reference, else it is numbered.
 */
int bind_record(struct call *, void *rec);

/* The print() of verbs whose documents are numbered: says the code. */
int bind_tell(struct call *, int64_t entry);

#endif
