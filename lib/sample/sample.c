/* The sample: goes through the year day by day, each domain in turn. */
#include <string.h>

#include "conf/conf.h"
#include "ledger/book.h"
#include "ledger/undo.h"
#include "sample/sample.h"
#include "sample/year.h"
#include "stock/masters.h"
#include "time/date.h"

enum { DAYS = 365, SEED = 1817 /* of the first bicycle */ };

static const struct sample_domain *const domains[] = {
	&sample_stock,
	&sample_orders,
	&sample_quality,
	&sample_lots,
	&sample_budget,
	&sample_requests, &sample_cases,
};

int64_t
year_at(const struct year *y, int64_t day, int hour, int minute)
{
	return zone_to_utc(y->zone, day, hour * 3600 + minute * 60);
}

int64_t
year_left(const struct year *y)
{
	return y->last - y->day;
}

int64_t
year_season(int64_t day)
{
	static const int64_t month[12] = { 55, 65, 100, 135, 150, 140, 120, 110,
		100, 75, 60, 90 };
	struct civil c;

	day_to_civil(day, &c);
	return month[c.month - 1];
}

static int
begin(struct year *y, const struct sample_act *act, int64_t undoes)
{
	struct entry_head head = { .number = NONE,
		.actor = act->actor,
		.login = act->actor,
		.host = "sample",
		.command = act->command,
		.message = act->message,
		.undoes = undoes,
		.undoes_line = NONE };

	y->ops->now = year_at(y, y->day, act->hour, act->minute);
	return entry_begin(y->ops, &head, 0, &y->entry);
}

int
year_entry(struct year *y, const struct sample_act *act)
{
	return begin(y, act, NONE);
}

int
year_end(struct year *y)
{
	int err = entry_end(y->ops, y->entry);

	entry_drop(y->entry);
	y->entry = NULL;
	return err;
}

int
year_undo(struct year *y, const struct sample_act *act, int64_t number)
{
	const struct ledger *posted;
	int err = begin(y, act, number);

	if (err == 0)
		err = undo_post(y->ops, y->entry, number, NONE, NONE, &posted);
	return err != 0 ? err : year_end(y);
}

/* On the tenth the month before is closed. */
static int
close_month(struct year *y)
{
	struct sample_act act = { "noor", 8, 0, "close", NULL };
	int64_t through = month_first(y->day) - 1;
	struct db_value cols[LEDGER_COLUMNS] = { V("book"), V(through) };
	struct civil c;
	int err;

	day_to_civil(y->day, &c);
	if (c.day != 10 || through < y->first)
		return 0;
	day_to_civil(through, &c);
	act.message =
	    arena_printf(y->ops->mem, "%04d-%02d is done", c.year, c.month);
	err = year_entry(y, &act);
	if (err == 0)
		err =
		    record_post(y->ops, y->entry, &ledger_closing, cols, NULL);
	return err != 0 ? err : year_end(y);
}

static int
one_day(struct year *y)
{
	int err = close_month(y);

	for (size_t i = 0; err == 0 && i < sizeof domains / sizeof *domains;
	     i++)
		err = domains[i]->day(y);
	return err;
}

static int
found_book(struct year *y)
{
	struct sample_act act = { "noor", 7, 0, "init", NULL };
	int err = book_fixed_words(y->ops, &act.message);

	if (err == 0)
		err = year_entry(y, &act);
	if (err == 0)
		err = locations_of_new_book(y->ops, y->entry);
	return err != 0 ? err : year_end(y);
}

/* The rules that ops.yaml will have are in force from the beginning. */
static int
take_rules(struct ops *ops)
{
	const struct conf_sources from = { .system = NULL };
	const char *yaml = sample_rules(ops->keep), *text = arena_printf(
	    ops->keep, "file %zu ops.yaml\n%s", strlen(yaml), yaml);

	return conf_load_rules_text(ops, &from, text, strlen(text), &ops->conf);
}

int
sample_post(struct ops *ops)
{
	struct conf *conf = ops->conf;
	int64_t now = ops->now;
	struct year y = { .ops = ops,
		.zone = ops->book->zone,
		.dice = { SEED },
		.mem = ops->keep };
	int second, err, quiet = ops->quiet;

	/* A day's entries are told domain by domain, not by the clock. */
	ops->quiet = 1;
	zone_from_utc(y.zone, now, &y.last, &second);
	y.last--;
	y.first = y.last - DAYS + 1;
	y.day = y.first - 1;
	err = take_rules(ops);
	if (err == 0)
		err = found_book(&y);
	for (size_t i = 0; err == 0 && i < sizeof domains / sizeof *domains;
	     i++)
		err = domains[i]->begin(&y);
	for (y.day = y.first; err == 0 && y.day <= y.last; y.day++)
		err = one_day(&y);
	ops->now = now;
	ops->conf = conf;
	ops->quiet = quiet;
	return err;
}
