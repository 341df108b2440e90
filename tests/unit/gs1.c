/* GS1: check digits and element strings; vectors from GS1's own documents. */
#include "base/none.h"
#include "stock/gs1.h"
#include "tap.h"
#include "time/date.h"

static struct arena *mem;
static int64_t today;

static void
gtin(const char *text, const char *want)
{
	char out[GTIN_SIZE] = "";
	const char *wrong = gtin_parse(text, out);

	is_text(wrong == NULL ? out : NULL, want, text);
}

/* "gtin lot serial expires count", - for what is not there; NULL: refused. */
static void
label(const char *text, const char *want)
{
	struct gs1 g;
	char got[200], day[DATE_SIZE] = "-", count[32] = "-";

	if (gs1_parse(mem, text, today, &g) != NULL) {
		is_text(NULL, want, text);
		return;
	}
	if (g.expires != NONE)
		date_print(day, g.expires);
	if (g.count != NONE)
		snprintf(count, sizeof count, "%lld", (long long)g.count);
	snprintf(got, sizeof got, "%s %s %s %s %s",
	    g.gtin == NULL ? "-" : g.gtin, g.lot == NULL ? "-" : g.lot,
	    g.serial == NULL ? "-" : g.serial, day, count);
	is_text(got, want, text);
}

int
main(void)
{
	mem = arena_new();
	today = day_from_civil(2026, 11, 22);

	/* 9501101530003 and 09501101530003: GS1 General Specifications. */
	gtin("9501101530003", "09501101530003");
	gtin("09501101530003", "09501101530003");
	gtin("4006381333931", "04006381333931");
	gtin("036000291452", "00036000291452");
	gtin("96385074", "00000096385074");
	gtin("9501101530004", NULL);
	gtin("950110153000", NULL);
	gtin("95011015300O3", NULL);
	gtin("", NULL);

	label("(01)09501101530003(17)271231(10)AB-123",
	    "09501101530003 AB-123 - 2027-12-31 -");
	label("010950110153000317271231" "10AB-123",
	    "09501101530003 AB-123 - 2027-12-31 -");
	label("]C1010950110153000310AB-123\x1d" "17271231",
	    "09501101530003 AB-123 - 2027-12-31 -");
	label("]d2\x1d" "0109501101530003" "21S1",
	    "09501101530003 - S1 - -");
	label("(02)09501101530003(37)24", "09501101530003 - - - 24");
	label("(10)L-1", "- L-1 - - -");
	label("(17)270200", "- - - 2027-02-28 -");
	label("(17)990101", "- - - 1999-01-01 -");
	label("(17)760101", "- - - 2076-01-01 -");
	label("(30)8(21)X", "- - X - 8");

	/* The lot may be AB17271231, or AB with a date behind it. */
	label("010950110153000310AB17271231", NULL);
	label("010950110153000310AB\x1d" "17271231",
	    "09501101530003 AB - 2027-12-31 -");
	label("10A21B", NULL);

	label("(01)09501101530004", NULL);
	label("(01)0950110153000", NULL);
	label("(17)271331", NULL);
	label("(17)27123", NULL);
	label("(10)", NULL);
	label("(10)123456789012345678901", NULL);
	label("(99)1", NULL);
	label("(01", NULL);
	label("01095", NULL);
	label("(37)123456789", NULL);
	label("hello", NULL);

	ok(gs1_looks_so("(01)09501101530003"), "brackets look like a label");
	ok(gs1_looks_so("]C110L"), "so does a symbology identifier");
	ok(gs1_looks_so("010950110153000310L"), "so do 01 and 14 digits more");
	ok(!gs1_looks_so("0109501101530003"), "16 digits alone may be all");
	ok(!gs1_looks_so("TYRE-700"), "a code does not");
	ok(!gs1_looks_so("(A)"), "nor do any brackets");
	arena_free(mem);
	return done();
}
