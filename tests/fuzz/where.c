/* Any bytes as --where: a condition that gives 0 or 1, or one message. */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "io/where.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct column cols[] = {
	{ "c", TYPE_CODE, 0, "" },
	{ "t", TYPE_TEXT, 0, "" },
	{ "i", TYPE_INT, 0, "" },
	{ "q", TYPE_QTY, 0, "" },
	{ "m", TYPE_MONEY, 0, "" },
	{ "p", TYPE_PRICE, 0, "" },
	{ "r", TYPE_RATIO, 0, "" },
	{ "d", TYPE_DATE, 0, "" },
	{ "w", TYPE_TIME, 0, "" },
	{ "b", TYPE_BOOL, 0, "" },
};
enum { N_COLS = sizeof cols / sizeof *cols };

/* A row of small values, one of the largest, and one of missing ones. */
static void
match(const struct where *where)
{
	struct cell row[N_COLS];

	for (int kind = 0; kind < 3; kind++) {
		for (int c = 0; c < N_COLS; c++) {
			row[c] = CELL_MISSING;
			if (kind < 2)
				row[c] = type_is_text(cols[c].type) ?
				    cell_text(kind ? "zz\xff" : "a") :
				    cell_int(kind ? INT64_MAX : 1);
			if (kind == 1 && cols[c].type == TYPE_TIME)
				row[c].i = INT64_C(253402300799);
		}
		if (where_match(where, row) >> 1 != 0)
			BUG("neither true nor false");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ops ops = { .mem = arena_new() };
	struct clock clock = { 1795262400, zone_utc() };
	struct value_context ctx = { &clock, 2, 1 };
	const char *expr = arena_strndup(ops.mem, (const char *)bytes, n);
	struct where *where;

	if (where_parse(&ops, expr, &where) == 0 &&
	    where_bind(&ops, where, &ctx, cols, N_COLS) == 0)
		match(where);
	else if (ops.code != OPS_USAGE || !text_starts(ops.why, "--where: "))
		BUG("a failure without a place: %s", ops.why);
	arena_free(ops.mem);
	return 0;
}
