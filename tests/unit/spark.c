/* Small pictures of numbers. */
#include "io/spark.h"
#include "io/width.h"
#include "tap.h"

static struct str s = STR_INIT;

static const char *
spark_of(const int64_t *v, size_t n)
{
	str_reset(&s);
	spark(&s, v, n);
	return s.p;
}

static const char *
bar_of(int64_t value, int64_t most, size_t width)
{
	str_reset(&s);
	bar(&s, value, most, width);
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

	is_text(bar_of(10, 10, 4), "████", "full");
	is_text(bar_of(5, 10, 4), "██  ", "half");
	is_text(bar_of(3, 10, 4), "█▎  ", "eighths, rounded");
	is_text(bar_of(1, 1000000, 4), "▏   ", "little is not nothing");
	is_text(bar_of(0, 10, 4), "    ", "nothing");
	is_text(bar_of(-5, 10, 4), "    ", "less");
	is_text(bar_of(NONE, 10, 4), "    ", "missing");
	is_text(bar_of(5, 0, 4), "    ", "no scale");
	is_text(bar_of(99, 10, 4), "████", "more than all");
	is_text(bar_of(INT64_MAX - 1, INT64_MAX, 4), "████", "huge");
	is_text(bar_of(5, 10, 0), "", "no room");
	bar_of(7, 9, 20);
	is_int((int64_t)text_width(s.p, s.len), 20, "always as wide as asked");
	str_free(&s);
	return done();
}
