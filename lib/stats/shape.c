/* The shape of a demand: how much it varies, and how often there is any. */
#include <math.h>

#include "base/none.h"
#include "stats/shape.h"

const char *const pattern_words[] = { "smooth", "erratic", "intermittent",
	"lumpy" };

/* In millionths; what is too large for that has no name. */
static int64_t
millionths(double x)
{
	return x >= 0 && x < 9e12 ? (int64_t)(x * 1e6 + 0.5) : NONE;
}

static double
mean_of(const int64_t *x, size_t n, int hits_only, size_t *count)
{
	double sum = 0;

	*count = 0;
	for (size_t i = 0; i < n; i++)
		if (!hits_only || x[i] > 0) {
			sum += (double)x[i];
			++*count;
		}
	return *count == 0 ? 0 : sum / (double)*count;
}

/* The sum of squared distances from the mean. */
static double
spread_of(const int64_t *x, size_t n, int hits_only, double mean)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		if (!hits_only || x[i] > 0)
			sum += ((double)x[i] - mean) * ((double)x[i] - mean);
	return sum;
}

void
demand_shape(const int64_t *x, size_t n, struct demand_shape *out)
{
	size_t count, last = n;
	double mean = mean_of(x, n, 0, &count);

	out->cv = out->adi = out->cv2 = NONE;
	if (mean > 0)
		out->cv = millionths(
		    sqrt(spread_of(x, n, 0, mean) / (double)n) / mean);
	while (last > 0 && x[last - 1] <= 0)
		last--;
	mean = mean_of(x, n, 1, &out->hits);
	if (out->hits > 0)
		out->adi = millionths((double)last / (double)out->hits);
	if (out->hits > 1)
		out->cv2 = millionths(spread_of(x, n, 1, mean) /
		    (double)(out->hits - 1) / (mean * mean));
}

int
demand_pattern(const struct demand_shape *s)
{
	if (s->adi == NONE || s->cv2 == NONE)
		return -1;
	return (s->adi > 1320000 ? INTERMITTENT : SMOOTH) +
	    (s->cv2 > 490000 ? 1 : 0);
}
