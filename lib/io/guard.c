/* Guards: a quote before a text that a spreadsheet would take for a formula. */
#include <string.h>

#include "base/decimal.h"
#include "io/guard.h"

/* A text that looks guarded gets a second quote: taking one off is exact. */
int
guard_needed(const char *text, size_t n)
{
	int64_t number;
	size_t quotes = 0;

	while (quotes < n && text[quotes] == '\'')
		quotes++;
	text += quotes;
	n -= quotes;
	return n > 0 && memchr("=+-@\t\r", text[0], 6) != NULL &&
	    decimal_parse(text, n, DECIMAL_SCALE_MAX, &number) != NULL;
}

int
guard_there(const char *text, size_t n)
{
	return n > 1 && text[0] == '\'' && guard_needed(text + 1, n - 1);
}
