/* A clock that only goes on: how long something took. */
#include <time.h>

#include "base/ticks.h"

int64_t
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
