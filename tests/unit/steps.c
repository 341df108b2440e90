/* The chain between a verb and its writer: filter, sort, limit, columns. */
#include <stdlib.h>
#include <sys/resource.h>

#include "base/str.h"
#include "io/sort.h"
#include "io/steps.h"
#include "tap.h"

static const struct column cols[] = {
	{ "item", TYPE_CODE, COL_FILTER, "" },
	{ "qty", TYPE_QTY, 0, "" },
	{ "note", TYPE_TEXT, COL_WIDE, "" },
};
enum { N_COLS = 3 };

static const char *const stock[][N_COLS] = {
	{ "b", "2", "x" },
	{ "a", "10", "" },
	{ "c", "2", "\303\244" },
	{ "a", "", "x" },
	{ "B", "-1", "xx" },
};
enum { N_STOCK = sizeof stock / sizeof *stock };

static const struct clock noon = { 1795262400, NULL };
static const struct value_context ctx = { &noon, 2, 0 };

/* Sends the rows down the chain as a verb does; the rows it took, or -err. */
static int
send_rows(struct sink *first, const char *const (*texts)[N_COLS], int n)
{
	struct cell row[N_COLS];
	int sent = 0, err = sink_begin(first, cols, N_COLS);

	while (err == 0 && sent < n) {
		char scratch[N_COLS][20];

		for (int c = 0; c < N_COLS; c++) {
			size_t len = strlen(texts[sent][c]);

			memcpy(scratch[c], texts[sent][c], len + 1);
			if (value_parse(scratch[c], len, cols[c].type, &ctx,
				WHEN_FIRST, &row[c]) != NULL)
				BUG("row %d", sent);
		}
		err = sink_row(first, row);
		memset(scratch, 'z', sizeof scratch); /* texts are the verb's */
		sent++;
	}
	if (err >= 0)
		err = sink_end(first);
	return err < 0 ? err : sent;
}

/* "item qty note" of each row, with - for a missing value. */
static void
print_collected(struct str *out, const struct collected *got)
{
	for (size_t c = 0; c < got->n_cols; c++)
		str_addf(out, "%s%s", c > 0 ? " " : "", got->cols[c].name);
	for (size_t r = 0; r < got->n; r++) {
		for (size_t c = 0; c < got->n_cols; c++) {
			const struct cell *cell = &got->rows[r][c];
			enum type type = got->cols[c].type;

			str_add(out, c > 0 ? " " : "|");
			if (cell_missing(type, cell))
				str_addc(out, '-');
			else if (type_is_text(type))
				str_add(out, cell->s);
			else
				str_addf(out, "%d", (int)(cell->i / 1000000));
		}
	}
}

static int taken; /* how many rows the chain took */

/* What comes out at the end, or the message. */
static const char *
result(const struct steps_options *opt, int n)
{
	static char shown[3000];
	struct ops ops = { .mem = arena_new() };
	struct str out = STR_INIT;
	struct collected got = { 0 };
	struct sink *writer = step_collect(ops.mem, &got), *first;
	int err = steps_build(&ops, opt, &ctx, writer, &first);

	if (err == 0)
		err = send_rows(first, stock, n);
	taken = err;
	if (err < 0)
		str_addf(&out, "%d %s", -err, ops.why);
	else
		print_collected(&out, &got);
	snprintf(shown, sizeof shown, "%s", out.p);
	str_free(&out);
	arena_free(ops.mem);
	return shown;
}

static void
without_options_all_rows_come_as_they_are(void)
{
	struct ops ops = { .mem = arena_new() };
	struct collected got;
	struct sink *writer = step_collect(ops.mem, &got), *first = NULL;

	is_int(steps_build(
		   &ops, &(struct steps_options){ 0 }, &ctx, writer, &first),
	    0, "no options");
	ok(first == writer, "no options cost nothing: the writer is first");
	arena_free(ops.mem);
	is_text(result(&(struct steps_options){ 0 }, N_STOCK),
	    "item qty note|b 2 x|a 10 -|c 2 \303\244|a - x|B -1 xx",
	    "all rows");
	is_text(result(&(struct steps_options){ 0 }, 0), "item qty note",
	    "no rows");
}

static void
sorts(const char *spec, const char *want)
{
	struct steps_options opt = { .sort = spec };

	is_text(result(&opt, N_STOCK), want, spec);
}

static void
rows_are_sorted(void)
{
	sorts("item", "item qty note|B -1 xx|a 10 -|a - x|b 2 x|c 2 \303\244");
	sorts("-item", "item qty note|c 2 \303\244|b 2 x|a 10 -|a - x|B -1 xx");
	sorts("qty", "item qty note|B -1 xx|b 2 x|c 2 \303\244|a 10 -|a - x");
	sorts("-qty", "item qty note|a 10 -|b 2 x|c 2 \303\244|B -1 xx|a - x");
	sorts("note", "item qty note|b 2 x|a - x|B -1 xx|c 2 \303\244|a 10 -");
	sorts("qty,-item",
	    "item qty note|B -1 xx|c 2 \303\244|b 2 x|a 10 -|a - x");
	sorts("item, -qty",
	    "item qty note|B -1 xx|a 10 -|a - x|b 2 x|c 2 \303\244");
	is_text(result(&(struct steps_options){ .sort = "-qty" }, 0),
	    "item qty note", "nothing to sort");
	is_text(result(&(struct steps_options){ .sort = "-qty" }, 1),
	    "item qty note|b 2 x", "one row to sort");
}

static void
wrong_names_are_refused(void)
{
	sorts("itme",
	    "2 --sort: column 'itme' is not known (did you mean 'item'?)");
	sorts("item,-item", "2 --sort: 'item' stands twice");
	sorts("",
	    "2 --sort: a name is missing: expected columns such as item,date");
	sorts("item,,qty",
	    "2 --sort: a name is missing: expected columns such as item,date");
	sorts("-",
	    "2 --sort: a name is missing: expected columns such as item,date");
	sorts("--item",
	    "2 --sort: column '-item' is not known (did you mean 'item'?)");
	is_text(result(&(struct steps_options){ .columns = "item,qyt" }, 1),
	    "2 --columns: column 'qyt' is not known (did you mean 'qty'?)",
	    "--columns item,qyt");
	is_text(result(&(struct steps_options){ .columns = "-item" }, 1),
	    "2 --columns: column '-item' is not known (did you mean 'item'?)",
	    "--columns has no minus");
	is_text(result(&(struct steps_options){ .columns = "qty,qty" }, 1),
	    "2 --columns: 'qty' stands twice", "--columns qty,qty");
	is_text(result(&(struct steps_options){ .columns = "\033[2J" }, 1), "2 "
	    "--columns: column '\\x1b[2J' is not known (there are: item, qty, "
	    "note)", "control characters are shown escaped");
	is_text(result(&(struct steps_options){ .where = "itme = a" }, 0), "2 "
	    "--where: at character 1: column 'itme' is not known (did you mean "
	    "'item'?)", "names are checked without rows, too");
}

static void
a_limit_stops_the_verb(void)
{
	struct steps_options opt = { .has_limit = 1, .limit = 2 };

	is_text(result(&opt, N_STOCK), "item qty note|b 2 x|a 10 -",
	    "the first two");
	is_int(taken, 2, "the verb learns at once that two are enough");
	opt.limit = 0;
	is_text(result(&opt, N_STOCK), "item qty note", "--limit 0");
	is_int(taken, 1, "it learns that with its first row");
	opt.limit = INT64_MAX;
	is_text(result(&opt, 1), "item qty note|b 2 x", "a huge limit");
	opt.limit = -1;
	is_text(result(&opt, 1), "2 --limit: '-1' is wrong: expected 0 or more",
	    "--limit -1");
	opt = (struct steps_options){
		.where = "qty = 2", .has_limit = 1, .limit = 1
	};
	is_text(result(&opt, N_STOCK), "item qty note|b 2 x",
	    "rows that do not pass do not count");
	is_int(taken, 1, "and the limit is told through --where");
}

static void
rows_behind_a_limit_are_counted_where_asked(void)
{
	size_t all = 99;
	struct steps_options opt = { .has_limit = 1, .limit = 1, .all = &all };

	is_text(result(&opt, N_STOCK), "item qty note|b 2 x", "the first one");
	is_int((int64_t)all, N_STOCK, "of all");
	opt.sort = "item";
	is_text(result(&opt, N_STOCK), "item qty note|B -1 xx", "in order");
	is_int((int64_t)all, N_STOCK, "of as many");
	opt.where = "qty = 2";
	is_text(result(&opt, N_STOCK), "item qty note|b 2 x", "of those");
	is_int((int64_t)all, 2, "that pass");
	is_text(result(&opt, 0), "item qty note", "of none");
	is_int((int64_t)all, 0, "there are none");
}

/* A verb that does not stop when it is told to, then ends. */
static void
rows_after_the_limit_are_dropped(void)
{
	struct ops ops = { .mem = arena_new() };
	struct cell row[N_COLS] = { cell_text("a"), CELL_MISSING,
		CELL_MISSING };
	struct collected got;
	struct sink *first;
	int full = 0;

	step_limit(&ops, 3, step_collect(ops.mem, &got), &first);
	sink_begin(first, cols, N_COLS);
	for (int i = 0; i < 10; i++)
		full += sink_row(first, row) == SINK_FULL;
	is_int(sink_end(first), 0, "a verb may go on after the limit");
	is_int((int64_t)got.n, 3, "its rows are dropped");
	is_int(full, 8, "and it is told each time");
	arena_free(ops.mem);
}

static void
columns_are_chosen_and_ordered(void)
{
	struct steps_options opt = { .columns = "note,item" };

	is_text(result(&opt, 2), "note item|x b|- a", "--columns note,item");
	opt.columns = " qty ";
	is_text(result(&opt, 2), "qty|2|10", "blanks around names");
	opt.columns = "qty";
	opt.sort = "-item";
	opt.where = "note != ''";
	is_text(result(&opt, N_STOCK), "qty|2|2|-|-1",
	    "sort and where see the columns that are not chosen");
}

static void
all_steps_compose(void)
{
	static const char *const items[] = { "a", "b", "c" };
	struct filter filter = { "item", items, 3 };
	struct steps_options opt = { .where = "qty >= 2",
		.filters = &filter,
		.n_filters = 1,
		.sort = "-qty,item",
		.has_limit = 1,
		.limit = 2,
		.columns = "qty,item" };

	is_text(result(&opt, N_STOCK), "qty item|10 a|2 b",
	    "where, filter, sort, limit, columns");
	is_int(taken, N_STOCK, "a sort takes all rows");
	is_text(result(&opt, 0), "qty item", "on an empty relation");
	opt.where = NULL;
	filter.n = 0;
	is_text(result(&opt, N_STOCK), "qty item|10 a|2 b",
	    "a filter without values is none");
}

/* A writer whose disk is full. */
static int
full_begin(struct sink *s, const struct column *c, size_t n)
{
	(void)s, (void)c, (void)n;
	return 0;
}

static int
full_row(struct sink *s, const struct cell *row)
{
	(void)s, (void)row;
	return OPS_IO;
}

static int
full_end(struct sink *s)
{
	(void)s;
	ok(0, "end() is not called after a failure");
	return 0;
}

static void
failures_of_the_writer_come_back(void)
{
	struct sink full = { full_begin, full_row, full_end }, *first;
	struct ops ops = { .mem = arena_new() };
	struct steps_options opt = { .where = "item ~ '.'",
		.sort = "item",
		.has_limit = 1,
		.limit = 3,
		.columns = "item" };

	is_int(steps_build(&ops, &opt, &ctx, &full, &first), 0, "a chain");
	is_int(send_rows(first, stock, N_STOCK), OPS_IO,
	    "through a sort, at the end");
	opt.sort = NULL;
	is_int(steps_build(&ops, &opt, &ctx, &full, &first), 0, "a chain");
	is_int(send_rows(first, stock, N_STOCK), OPS_IO, "at the first row");
	arena_free(ops.mem);
}

static struct sort_key by_value = { 0, TYPE_INT, 0 };

static int
by_value_then_place(const void *a, const void *b)
{
	const struct cell *x = *(const struct cell *const *)a;
	const struct cell *y = *(const struct cell *const *)b;
	int order = row_compare(&by_value, 1, x, y);

	return order != 0 ? order : (x[1].i > y[1].i) - (x[1].i < y[1].i);
}

/* Against qsort(3) with the place as the last key. */
static void
the_sort_is_stable_and_right(void)
{
	enum { MANY = 10007 };
	static const struct column two[] = { { "v", TYPE_INT, 0, "" },
		{ "place", TYPE_INT, 0, "" } };
	static const struct cell *want[MANY];
	struct arena *mem = arena_new();
	struct kept_row *first = NULL, **last = &first;
	size_t same = 0, i = 0;
	uint64_t seed = 1;

	for (int64_t place = 0; place < MANY; place++) {
		struct cell row[2] = { { NULL, NONE }, { NULL, place } };

		seed = seed * UINT64_C(6364136223846793005) + 1;
		if (seed >> 60 != 0)
			row[0].i = (int64_t)(seed >> 40) % 100;
		*last = row_keep(mem, two, 2, row);
		want[place] = (*last)->cell;
		last = &(*last)->next;
	}
	qsort(want, MANY, sizeof *want, by_value_then_place);
	for (first = rows_sort(first, &by_value, 1); first; first = first->next)
		same += i < MANY && first->cell == want[i++];
	is_int((int64_t)same, MANY, "10007 rows stand where qsort puts them");
	arena_free(mem);
}

enum { LONG = 120000, TEXT = 200 };

static uint64_t seed = 5;

static int64_t
dice(int64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

/*
 * Few numbers, the greatest and the least among them; texts that begin alike.
 */
static void
make_row(struct cell row[4], char text[TEXT + 1], int64_t place)
{
	static const int64_t number[] = { NONE, INT64_MIN + 1, INT64_MAX, -1, 0,
		7 };
	size_t n = (size_t)dice(4) * 50;

	memset(text, 'a', TEXT);
	text[n] = dice(9) == 0 ? '\0' : (char)('a' + dice(3));
	text[n + 1] = '\0';
	row[0] = dice(9) == 0 ? CELL_MISSING : cell_text(text);
	row[1] = cell_int(number[dice(6)]);
	row[2] = cell_int(place);
	/* What makes it long is no part of the order. */
	row[3] = (struct cell){ "the same for all the rows that there are, and "
				"longer than most of them are",
		75 };
}

static const struct column wide[] = { { "t", TYPE_TEXT, 0, "" },
	{ "v", TYPE_QTY, 0, "" }, { "place", TYPE_INT, 0, "" },
	{ "rest", TYPE_TEXT, 0, "" } };

/* What comes behind the sort: the order, and how many. */
struct watcher {
	struct sink sink;
	struct sort_key keys[2];
	struct arena *mem;
	struct kept_row *last;
	int64_t rows, wrong, sum;
};

static int
watch_begin(struct sink *sink, const struct column *all, size_t n)
{
	(void)sink;
	(void)all;
	return n == 4 ? 0 : OPS_DATA;
}

static int
watch_row(struct sink *sink, const struct cell *row)
{
	struct watcher *w = (struct watcher *)sink;
	int order =
	    w->last == NULL ? -1 : row_compare(w->keys, 2, w->last->cell, row);

	w->wrong += order > 0 ||
	    (order == 0 && w->last->cell[2].i > row[2].i) || row[3].i != 75 ||
	    row[3].s[75] != '\0' ||
	    (row[0].s != NULL && row[0].s[row[0].i] != '\0');
	arena_back(w->mem, (struct arena_mark){ NULL, 0 });
	w->last = row_keep(w->mem, wide, 4, row);
	if (w->rows++ < 10)
		w->sum = w->sum % 1000003 * 31 + row[2].i;
	return 0;
}

static int
watch_end(struct sink *sink)
{
	(void)sink;
	return 0;
}

/* Sorts rows by t and v, upwards or downwards; `sum` is of the first ten. */
static int64_t
sort_rows(int64_t rows, int down, int64_t limit, struct watcher *w)
{
	struct ops ops = { .mem = arena_new(), .keep = arena_new() };
	struct steps_options opt = { .sort = down ? "-t,-v" : "t,v",
		.has_limit = limit != NONE,
		.limit = limit };
	struct sink *first;
	struct cell row[4];
	char text[TEXT + 1];
	int err;

	*w = (struct watcher){ { watch_begin, watch_row, watch_end },
		{ { 0, TYPE_TEXT, down }, { 1, TYPE_QTY, down } }, arena_new(),
		NULL, 0, 0, 0 };
	seed = 5;
	err = steps_build(&ops, &opt, &ctx, &w->sink, &first);
	if (err == 0)
		err = sink_begin(first, wide, 4);
	for (int64_t i = 0; err == 0 && i < rows; i++) {
		make_row(row, text, i);
		err = sink_row(first, row);
	}
	if (err >= 0)
		err = sink_end(first);
	arena_free(w->mem);
	arena_free(ops.mem);
	arena_free(ops.keep);
	return err;
}

static void
many_rows_go_through_a_file(void)
{
	struct watcher w;

	for (int down = 0; down < 2; down++) {
		is_int(sort_rows(LONG, down, NONE, &w), 0, "a long relation");
		is_int(w.rows, LONG, "is all there");
		is_int(w.wrong, 0, "in order, equal rows as they came");
	}
}

static void
few_of_many_are_the_first(void)
{
	struct watcher few, cut;

	sort_rows(3000, 1, 10, &few);
	is_int(few.rows, 10, "ten of three thousand rows");
	is_int(few.wrong, 0, "are in order");
	sort_rows(LONG, 1, 10, &few);
	sort_rows(LONG, 1, LONG / 2, &cut);
	is_int(cut.rows, LONG / 2, "half of them");
	is_int(cut.wrong, 0, "too");
	is_int(few.sum, cut.sum, "and they begin with the same ten");
	sort_rows(LONG, 1, 0, &few);
	is_int(few.rows, 0, "none of them");
}

/* In MiB, the most there ever was; with sanitizers it is another's. */
static int64_t
resident(void)
{
#ifdef __SANITIZE_ADDRESS__
	return 0;
#else
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss / 1024;
#endif
}

static void
neither_takes_much_memory(void)
{
	struct watcher w;
	int64_t before = resident();

	sort_rows(6 * LONG, 0, 10, &w);
	ok(resident() - before < 10, "ten of 720,000 rows take no memory");
	many_rows_go_through_a_file();
	ok(resident() - before < 64, "a file takes some, and not all");
}

int
main(void)
{
	neither_takes_much_memory();
	few_of_many_are_the_first();
	without_options_all_rows_come_as_they_are();
	rows_are_sorted();
	wrong_names_are_refused();
	a_limit_stops_the_verb();
	rows_behind_a_limit_are_counted_where_asked();
	rows_after_the_limit_are_dropped();
	columns_are_chosen_and_ordered();
	all_steps_compose();
	failures_of_the_writer_come_back();
	the_sort_is_stable_and_right();
	return done();
}
