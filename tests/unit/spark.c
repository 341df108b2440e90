/* Small pictures of numbers. */
#include "io/spark.h"
#include "tap.h"

static struct str s = STR_INIT;

static const char *
spark_of(const int64_t *v, size_t n)
{
	str_reset(&s);
	spark(&s, v, n);
	return s.p;
}

int
main(void)
{
	static const int64_t steps[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	static const int64_t gaps[] = { 0, NONE, 10, 5 };
	static const int64_t flat[] = { 3, 3 };
	static const int64_t far[] = { -INT64_MAX, 0, INT64_MAX };
	static const int64_t none[] = { NONE, NONE };

	is_text(spark_of(steps, 8), "▁▂▃▄▅▆▇█", "eight steps");
	is_text(spark_of(gaps, 4), "▁ █▅", "a missing value is a gap");
	is_text(spark_of(flat, 2), "▄▄", "all equal");
	is_text(spark_of(far, 3), "▁▄█", "as far apart as it goes");
	is_text(spark_of(none, 2), "  ", "nothing but gaps");
	is_text(spark_of(NULL, 0), "", "nothing");
	str_free(&s);
	return done();
}
