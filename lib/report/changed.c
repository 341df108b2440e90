/* What changed in the book since the day began, beside new facts. */
#include "report/night.h"

int
night_changed(struct night *n)
{
	(void)n;
	return 0;
}
