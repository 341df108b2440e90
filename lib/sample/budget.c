/* The sample's budget: accounts, behind all that the year has brought. */
#include "budget/account.h"
#include "sample/year.h"

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
	struct sample_act act = { "noor", 17, 0, "budget account add", NULL };
	int err = year_entry(y, &act);

	for (size_t i = 0; err == 0 && i < sizeof accounts / sizeof *accounts;
	     i++)
		err = account_post(y->ops, y->entry, &accounts[i]);
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
	return y->day == y->last ? make_accounts(y) : 0;
}

const struct sample_domain sample_budget = { begin, day };
