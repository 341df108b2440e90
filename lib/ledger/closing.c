/* Closed periods: up to which day nothing is posted any more. */
#include "ledger/record.h"

static const struct column cols[] = {
	{ "period", TYPE_CODE, LEDGER_KEY, "what is closed: book" },
	{ "through", TYPE_DATE, 0, "the last closed day" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

const struct ledger ledger_closing = {
	.name = "book closing",
	.cols = cols,
	.n = sizeof cols / sizeof *cols,
	.kept = "closing",
	RECORD_LEDGER,
};
