/* Closed periods: up to which day nothing is posted any more. */
#include "ledger/book.h"
#include "ledger/closing.h"
#include "time/date.h"
#include "time/when.h"

static const struct column cols[] = {
	{ "period", TYPE_CODE, LEDGER_KEY, "what is closed: book" },
	{ "through", TYPE_DATE, 0, "the last closed day" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

/* Opening what was closed wants a reason, so undo is not the way. */
static int
closing_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	(void)e;
	(void)l;
	(void)r;
	return fail(ops, OPS_DATA, "a closing is not undone: 'ops reopen "
	    "<date> -m <why>' opens the book again, 'ops close <date>' closes "
	    "it");
}

const struct ledger ledger_closing = { .name = "book closing",
	RECORD_LEDGER(cols, "closing"),
	.reverse = closing_reverse,
	.verify = record_verify };

SQL(sql_through, "SELECT through FROM closing WHERE period = 'book'");

static int
closed_through(struct ops *ops, int64_t *day)
{
	*day = NONE;
	return db_get_values(ops, day, sql_through, NULL, 0);
}

SQL(sql_through_then, "SELECT through FROM closing_version "
    "WHERE entry <= $1 ORDER BY entry DESC, line DESC LIMIT 1");

int
closing_through(struct ops *ops, int64_t entry, int64_t *day)
{
	*day = NONE;
	if (entry == NONE)
		return closed_through(ops, day);
	return db_get(ops, day, sql_through_then, V(entry));
}

static int
post(struct ops *ops, struct entry *e, int64_t through)
{
	struct db_value v[LEDGER_COLUMNS] = { V("book"), V(through) };

	return record_post(ops, e, &ledger_closing, v, NULL);
}

int
closing_post(struct ops *ops, struct entry *e, int64_t day)
{
	struct clock clock = { ops->now, ops->book->zone };
	char text[DATE_SIZE], closed[DATE_SIZE], open[DATE_SIZE];
	int64_t through;
	int err = closed_through(ops, &through);

	if (err != 0)
		return err;
	date_print(text, day);
	if (day > clock_today(&clock))
		return fail(ops, OPS_DATA, "date: '%s' is after today: a day "
		    "is closed when it has come", text);
	if (through != NONE && day < through) {
		date_print(closed, through);
		date_print(open, day + 1);
		return fail(ops, OPS_DATA, "date: the book is closed through "
		    "%s already: 'ops reopen %s -m <why>' opens what is later",
		    closed, open);
	}
	if (through == day) {
		note(ops,
		    "the book is closed through %s already, nothing is posted",
		    text);
		return 0;
	}
	return post(ops, e, day);
}

int
closing_reopen(struct ops *ops, struct entry *e, int64_t day)
{
	char text[DATE_SIZE], closed[DATE_SIZE];
	int64_t through;
	int err = closed_through(ops, &through);

	if (err != 0)
		return err;
	if (through == NONE)
		return fail(ops, OPS_DATA, "date: nothing is closed");
	date_print(text, day);
	date_print(closed, through);
	if (day > through)
		return fail(ops, OPS_DATA, "date: '%s' is open: the book is "
		    "closed through %s", text, closed);
	return post(ops, e, day - 1);
}
