/* The sample's requests for money, which wait for an answer. */
#include "base/decimal.h"
#include "budget/request.h"
#include "sample/year.h"

static const struct request asked[] = {
	{ .code = "BR-1", .account = "ops:logistics:freight",
	    .amount = 48000, .reason = "pallets for the spring fair",
	    .requester = "lena", .qty = NONE, .unit_price = NONE },
	{ .code = "BR-2", .account = "ops:works:tools", .amount = NONE,
	    .reason = "truing stands, the old ones are bent",
	    .item = "STAND", .qty = 5 * MILLION,
	    .unit_price = 130 * MILLION, .requester = "omar" },
};
enum { ASKED = sizeof asked / sizeof *asked };

static int
begin(struct year *y)
{
	(void)y;
	return 0;
}

/* On the last evening, behind the accounts. */
static int
day(struct year *y)
{
	int err = 0;

	for (int i = 0; err == 0 && y->day == y->last && i < ASKED; i++) {
		struct sample_act act = { asked[i].requester, 18, i,
			"budget request", asked[i].reason };
		struct request r = asked[i];

		err = year_entry(y, &act);
		r.date = y->ops->now;
		r.needed_by = y->last + 21;
		if (err == 0)
			err = request_post(y->ops, y->entry, &r);
		if (err == 0)
			err = year_end(y);
	}
	return err;
}

const struct sample_domain sample_requests = { begin, day };
