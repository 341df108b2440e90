/* What the domains of the sample share: the calendar, chance, and entries. */
#ifndef SAMPLE_YEAR_H
#define SAMPLE_YEAR_H

#include "ledger/book.h"
#include "ledger/entry.h"
#include "sample/dice.h"

struct year {
	struct ops *ops;
	const struct zone *zone;
	struct dice dice;
	int64_t first, last; /* its days */
	int64_t day;	     /* the one at hand; before `first`: the opening */
	struct arena *mem;   /* lives as long as the year */
	struct entry *entry;
	struct stock_year *stock;
};

/*
 * A domain: begin() posts what is there before the first day, day() what
 * happens on each, later domains after earlier ones.
 */
struct sample_domain {
	int (*begin)(struct year *);
	int (*day)(struct year *);
};
extern const struct sample_domain sample_stock, sample_orders, sample_quality,
    sample_lots, sample_budget, sample_requests, sample_cases;

/* Who does it, and when on the day at hand. */
struct sample_act {
	const char *actor;
	int hour, minute;
	const char *command, *message; /* message: NULL, or of ops->mem */
};

/* An entry of the day at hand, into y->entry; recorded then. */
int year_entry(struct year *, const struct sample_act *);
int year_end(struct year *);

/* The instant of a clock time on a day. */
int64_t year_at(const struct year *, int64_t day, int hour, int minute);

/* Takes the entry `number` back, line by line, as its undoing. */
int year_undo(struct year *, const struct sample_act *, int64_t number);

/* Days until the end of the year: 0 on its last. */
int64_t year_left(const struct year *);

/* How busy the trade in bicycles is, per cent of the year's mean. */
int64_t year_season(int64_t day);

/* Posts the barcodes and numbers of goods that are there by now. */
int year_numbers(struct year *);

#endif
