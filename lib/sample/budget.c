/*
 * The sample's budget: accounts, plan and bills, behind what else the year
 * brought.
 */
#include <string.h>

#include "base/decimal.h"
#include "budget/bind.h"
#include "budget/month.h"
#include "budget/plan.h"
#include "budget/rates.h"
#include "ledger/book.h"
#include "sample/year.h"
#include "time/date.h"

static const struct account accounts[] = {
#define ACCOUNT(n, t, o, ...)                                                  \
 {                                                                             \
  .name = n, .title = t, .owner = o, .tolerance = NONE,                        \
  .tolerance_percent = NONE, .warn_at = NONE, .hold = NONE,                    \
  .valid_from = NONE, .valid_until = NONE, __VA_ARGS__                         \
 }
	ACCOUNT("ops", "All operations", "noor", .horizon = "annual"),
	ACCOUNT(
	    "ops:logistics:courier", "Parcels to customers", "lena", .id = 0),
	ACCOUNT("ops:logistics:freight", "Freight of parts", "tomas", .id = 0),
	ACCOUNT("ops:works:energy", "Power and gas", "ida", .id = 0),
	ACCOUNT("ops:works:maintenance", "Machines and vans", "ida", .id = 0),
	ACCOUNT("ops:works:overtime", "Overtime", "ida", .unit = "h"),
	ACCOUNT("ops:works:tools", "Tools and jigs", "omar", .id = 0),
	ACCOUNT("sales:fairs", "Fairs", "tomas", .horizon = "annual"),
	ACCOUNT("sales:web", "Web shop and search words", "tomas", .id = 0),
#undef ACCOUNT
};

static int
make_accounts(struct year *y)
{
	struct sample_act act = { "noor", 20, 0, "budget account add", NULL };
	int err = year_entry(y, &act);

	for (size_t i = 0; err == 0 && i < sizeof accounts / sizeof *accounts;
	     i++)
		err = account_post(y->ops, y->entry, &accounts[i]);
	return err != 0 ? err : year_end(y);
}

/* A month's money, in whole units of the currency (hours: of them). */
static const struct {
	const char *account;
	int64_t month;
	int season; /* as the trade in bicycles, or the same all year */
	const char *item; /* whose bills say how many; what one costs, cents */
	int64_t price;
} plan[] = {
	{ "ops", 16500, 0, NULL, 0 },
	{ "ops:logistics:courier", 4200, 1, "PARCEL", 640 },
	{ "ops:logistics:freight", 3100, 1, NULL, 0 },
	{ "ops:works:energy", 2400, 0, "POWER", 26 },
	{ "ops:works:maintenance", 1500, 0, NULL, 0 },
	{ "ops:works:overtime", 60, 1, NULL, 0 },
	{ "ops:works:tools", 800, 0, NULL, 0 },
	{ "sales:web", 1900, 1, NULL, 0 },
};
enum { PLANS = sizeof plan / sizeof *plan };

static int64_t
planned(const struct year *y, size_t i, int64_t month)
{
	int64_t one = power_of_ten(y->ops->book->decimals);

	return plan[i].month * one *
	    (plan[i].season ? year_season(month_start(month)) : 100) / 100;
}

static int
make_plan(struct year *y)
{
	struct sample_act act = { "noor", 20, 5, "budget plan set",
		"as agreed at the table of the six" };
	int64_t first = month_of_day(y->first);
	int64_t last = month_of_day(year_last(y->last + 31));
	struct planning p;
	int err = year_entry(y, &act);

	if (err != 0)
		return err;
	plan_begin(y->ops, PLAN_SET, &p);
	y->entry->closed = NONE; /* it is written afterwards */
	for (size_t i = 0; err == 0 && i < PLANS; i++) {
		const struct account *a;

		err = account_by_name(y->ops, plan[i].account, &a);
		for (int64_t m = first; err == 0 && m <= last; m++) {
			int64_t amount = planned(y, i, m);

			err = plan_amounts(y->ops, y->entry, &p, a, NULL, m,
			    &amount, NULL, 1, y->ops->now);
		}
	}
	return err != 0 ? err : year_end(y);
}

/* How many it was for: prices go up by two in a hundred with each quarter. */
static int64_t
bought(const struct year *y, size_t i, int64_t month, int64_t amount)
{
	int64_t quarter = month / 3 - month_of_day(y->first) / 3;
	int64_t price = plan[i].price * (100 + 2 * quarter) / 100;

	if (plan[i].item == NULL)
		return NONE;
	return amount * 100 / power_of_ten(y->ops->book->decimals) / price *
	    MILLION;
}

/* What was spent in a month: about as planned, now and then much more. */
static int
spend_month(struct year *y, int64_t month, int64_t closed)
{
	int64_t day = month_end(month) < y->last ? month_end(month) : y->last;
	int64_t at = year_at(y, day, 9, 0);
	int err = 0;

	/* The months are closed by now: their bills are taken over. */
	if (closed != NONE && at <= closed)
		at = closed + 1;
	for (size_t i = 1; err == 0 && i < PLANS; i++) {
		int64_t percent = 84 + ((int64_t)i * 37 + month * 53) % 29;
		struct bind_order o = { .at = at,
			.period = month,
			.unit_price = NONE,
			.reference = arena_printf(
			    y->ops->mem, "INV-%lld-%zu", (long long)month, i),
			.amount = planned(y, i, month) * percent / 100,
			.what = { .item = plan[i].item } };

		o.qty = bought(y, i, month, o.amount);
		err = account_by_name(y->ops, plan[i].account, &o.account);
		if (err == 0)
			err = budget_bind(y->ops, y->entry, BIND_SPEND, &o);
	}
	return err;
}

static int
make_actuals(struct year *y)
{
	struct sample_act act = { "noor", 20, 10, "budget spend",
		"the year's bills, taken over" };
	int err = year_entry(y, &act), quiet = y->ops->quiet;
	int64_t closed = y->entry->closed;

	y->entry->closed = NONE;
	for (int64_t m = month_of_day(y->first);
	     err == 0 && m <= month_of_day(y->last); m++)
		err = spend_month(y, m, closed);
	y->ops->quiet = 1; /* what was over then is no news */
	if (err == 0)
		err = year_end(y);
	y->ops->quiet = quiet;
	return err;
}

/* What the euro was worth on the first day of each month. */
static int
make_rates(struct year *y)
{
	struct sample_act act = { "noor", 20, 40, "budget rates set", NULL };
	int64_t first = month_of_day(y->first), last = month_of_day(y->last);
	int err = year_entry(y, &act);

	for (int64_t m = first; err == 0 && m <= last; m++) {
		struct rate dollar = { .currency = "USD",
			.day = month_start(m),
			.rate = 1080000 + (m * 53) % 29 * 1100 };

		err = rate_post(y->ops, y->entry, &dollar);
	}
	return err != 0 ? err : year_end(y);
}

/* What is asked for and ordered, and not yet paid. */
static int
make_open(struct year *y)
{
	struct sample_act reserve = { "omar", 20, 20, "budget reserve", NULL };
	struct sample_act commit = { "tomas", 20, 30, "budget commit", NULL };
	int64_t one = power_of_ten(y->ops->book->decimals);
	struct bind_order o = { .period = month_of_day(y->last),
		.qty = NONE,
		.unit_price = NONE,
		.amount = 180 * one,
		.document = "RS-1",
		.note = "truing stands" };
	int err = year_entry(y, &reserve);

	o.at = y->ops->now;
	if (err == 0)
		err = account_by_name(y->ops, "ops:works:maintenance",
		    &o.account);
	if (err == 0)
		err = budget_bind(y->ops, y->entry, BIND_RESERVE, &o);
	if (err == 0)
		err = year_end(y);
	if (err == 0)
		err = year_entry(y, &commit);
	o = (struct bind_order){ .at = y->ops->now,
		.period = month_of_day(y->last) + 1,
		.qty = NONE,
		.unit_price = NONE,
		.amount = 950 * one,
		.document = "CM-1",
		.reference = "PO-4410",
		.what = { .vendor = "ECHO" } };
	/* Its account is found by the rule 'goods'. */
	if (err == 0)
		err = budget_bind(y->ops, y->entry, BIND_COMMIT, &o);
	return err != 0 ? err : year_end(y);
}

static int
begin(struct year *y)
{
	(void)y;
	return 0;
}

/* The entries of the stock keep their numbers: these stand behind them. */
static int
day(struct year *y)
{
	int err;

	if (y->day != y->last)
		return 0;
	err = make_accounts(y);
	if (err == 0)
		err = make_plan(y);
	if (err == 0)
		err = make_actuals(y);
	if (err == 0)
		err = make_open(y);
	if (err != 0 || strcmp(y->ops->book->currency, "USD") == 0)
		return err;
	return make_rates(y);
}

const struct sample_domain sample_budget = { begin, day };
