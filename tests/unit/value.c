/* Values as the contract writes them. */
#include "io/value.h"
#include "base/ops.h"
#include "tap.h"
#include "time/zone.h"

static struct style euro = { .decimals = 2, .zone = NULL };

static const char *
shown(const struct style *style, enum type type, int64_t v, int human)
{
	static struct str s = STR_INIT;
	const struct cell c = { NULL, v };

	str_reset(&s);
	cell_print(&s, style, type, &c, human);
	return s.p;
}

static void
canonical(void)
{
	const struct style yen = { 0, NULL }, dinar = { 3, NULL };

	is_text(shown(&euro, TYPE_INT, -12345678, 0), "-12345678", "int");
	is_text(shown(&euro, TYPE_QTY, 7000000, 0), "7", "a whole quantity");
	is_text(shown(&euro, TYPE_QTY, 125000, 0), "0.125", "0.125");
	is_text(shown(&euro, TYPE_QTY, -1, 0), "-0.000001", "a millionth");
	is_text(shown(&euro, TYPE_QTY, 0, 0), "0", "nothing");
	is_text(shown(&euro, TYPE_MONEY, 1250, 0), "12.50", "money");
	is_text(shown(&yen, TYPE_MONEY, 1250, 0), "1250", "yen");
	is_text(shown(&dinar, TYPE_MONEY, -1, 0), "-0.001", "dinar");
	is_text(shown(&euro, TYPE_PRICE, 2000000, 0), "2.00", "a price");
	is_text(shown(&euro, TYPE_PRICE, 2123450, 0), "2.12345", "finer");
	is_text(shown(&euro, TYPE_RATIO, 333333, 0), "0.333333", "a ratio");
	is_text(shown(&euro, TYPE_DATE, 20778, 0), "2026-11-21", "a date");
	is_text(shown(&euro, TYPE_TIME, 1795269900, 0), "2026-11-21T14:05:00Z",
	    "a time");
	is_text(shown(&euro, TYPE_BOOL, 1, 0), "yes", "yes");
	is_text(shown(&euro, TYPE_BOOL, 0, 0), "no", "no");
	for (int type = TYPE_INT; type <= TYPE_BOOL; type++)
		is_text(shown(&euro, (enum type)type, NONE, type % 2), "",
		    "missing is empty");
	is_text(shown(&euro, TYPE_QTY, INT64_MAX, 0), "9223372036854.775807",
	    "the largest");
}

static void
human(void)
{
	struct ops ops = { .mem = arena_new() };
	struct style berlin = { 2, NULL };
	struct zone *zone;
	char text[VALUE_MAX];

	is_text(shown(&euro, TYPE_MONEY, 99999, 1), "999.99", "no thousands");
	is_text(shown(&euro, TYPE_MONEY, 100000, 1), "1,000.00", "one");
	is_text(shown(&euro, TYPE_MONEY, -123456789, 1), "-1,234,567.89",
	    "negative millions");
	is_text(shown(&euro, TYPE_QTY, 123456789000001, 1),
	    "123,456,789.000001", "decimals are not grouped");
	is_text(shown(&euro, TYPE_QTY, -INT64_MAX, 1),
	    "-9,223,372,036,854.775807", "the least");
	is_text(shown(&euro, TYPE_INT, 10042, 1), "10042",
	    "an entry's number stays");
	text[count_put(text, 1234567)] = '\0';
	is_text(text, "1,234,567", "a count is grouped where it is one");
	is_text(shown(&euro, TYPE_TIME, 1795269900, 1), "2026-11-21 14:05",
	    "a time without a zone is UTC");
	if (zone_open(&ops, "Europe/Berlin", &zone) == 0) {
		berlin.zone = zone;
		is_text(shown(&berlin, TYPE_TIME, 1795269900, 1),
		    "2026-11-21 15:05", "a time on the book's clock");
		is_text(shown(&berlin, TYPE_TIME, 1795269907, 1),
		    "2026-11-21 15:05:07", "with seconds where it has some");
	} else {
		ok(1, "a zone # SKIP no time zone database");
	}
	arena_free(ops.mem);
}

static void
texts(void)
{
	struct str s = STR_INIT;
	struct cell c = { "a\0b", 3 };

	is_int((int64_t)cell_print(&s, &euro, TYPE_TEXT, &c, 1), 3,
	    "texts keep their bytes");
	ok(memcmp(s.p, "a\0b", 3) == 0, "all of them");
	c = CELL_MISSING;
	is_int((int64_t)cell_print(&s, &euro, TYPE_CODE, &c, 0), 0,
	    "a missing text has none");
	str_free(&s);
	ok(type_is_number(TYPE_PRICE) && !type_is_number(TYPE_CODE) &&
		!type_is_number(TYPE_DATE),
	    "codes and dates are no numbers");
}

int
main(void)
{
	canonical();
	human();
	texts();
	return done();
}
