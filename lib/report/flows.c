/* What moved in the last weeks, added up from the rows of a stock ledger. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/str.h"
#include "report/flows.h"
#include "stock/masters.h"
#include "time/date.h"

enum { ENTRY, LINE, DATE, ITEM, FROM, TO, QTY, COLUMNS };
static const char *const column_names[COLUMNS] = { "entry", "line", "date",
	"item", "from", "to", "qty" };

/* How many days before the last whole one a span's days are. */
static const struct {
	int first, last;
} spans[SPANS] = { { -1, -1 }, { 0, 0 }, { 7, 7 }, { 0, 6 }, { 7, 13 },
	{ 0, 27 }, { 28, 55 } };

struct cell
collected_cell(const struct collected *c, size_t row, const char *column)
{
	int i = column_find(c->cols, c->n_cols, column);

	return i < 0 ? CELL_MISSING : c->rows[row][i];
}

int64_t
flow_issued(const struct item_flow *i, int n)
{
	int64_t sum = 0;

	for (int d = SPARK_DAYS - n; d < SPARK_DAYS; d++)
		if (add_i64(sum, i->issued[d], &sum) != 0)
			return NONE;
	return sum;
}

int
flow_value(const struct flows *f, const struct item_flow *i, int64_t qty,
    int64_t *value)
{
	*value = 0;
	if (i->cost == NONE || money_of(qty, i->cost, f->decimals, value) == 0)
		return 0;
	return fail(f->ops, OPS_DATA, "the value of item '%s' is too large",
	    i->sku);
}

/* Days before the last whole one: -1 is today. */
static int
days_before(const struct flows *f, int64_t at)
{
	int64_t n = floor_div(at - f->start[0], DAY_SECONDS);

	if (n < 0)
		return FLOW_DAYS;
	if (n > FLOW_DAYS)
		n = FLOW_DAYS;
	while (n > 0 && at < f->start[n])
		n--;
	while (n < FLOW_DAYS && at >= f->start[n + 1])
		n++;
	return FLOW_DAYS - 1 - (int)n;
}

/* The way of a move, and whether it goes back (-1). */
static enum flow
way(const char *from, const char *to, int *sign)
{
	static const struct {
		const char *kind;
		enum flow in, out;
	} ends[] = {
		{ "vendor", RECEIVED, RECEIVED },
		{ "customer", ISSUED, ISSUED },
		{ "production", MADE, USED },
		{ "adjustment", ADJUSTED, ADJUSTED },
		{ "scrap", SCRAPPED, SCRAPPED },
	};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		enum flow in = ends[i].in, out = ends[i].out;

		/* Only receipts and what is found are good when they come. */
		if (text_eq(from, ends[i].kind)) {
			*sign = in == ISSUED || in == SCRAPPED ? -1 : 1;
			return in;
		}
		if (text_eq(to, ends[i].kind)) {
			*sign = out == RECEIVED || out == ADJUSTED ? -1 : 1;
			return out;
		}
	}
	*sign = 1;
	return MOVED;
}

static int
add_item(struct flows *f, struct item_flow *i, int ago, enum flow w,
    int64_t qty)
{
	int64_t *day;
	int err = 0;

	if (ago < 0 || ago >= SPARK_DAYS || (w != ISSUED && w != USED))
		return 0;
	day = &i->issued[SPARK_DAYS - 1 - ago];
	if (w == ISSUED)
		err = add_i64(*day, qty, day);
	if (err == 0)
		err = add_i64(i->used, qty, &i->used);
	if (err == 0)
		return 0;
	return fail(f->ops, OPS_DATA, "what was used of item '%s' is too large",
	    i->sku);
}

static int
flows_start(struct sink *s, const struct column *cols, size_t n)
{
	struct flows *f = (struct flows *)s;

	for (int i = 0; i < COLUMNS; i++) {
		f->column[i] = column_find(cols, n, column_names[i]);
		if (f->column[i] < 0)
			return column_unknown(f->ops, cols, n, column_names[i]);
	}
	return 0;
}

static void
note_late(struct flows *f, const struct cell *row)
{
	const int *at = f->column;
	struct late_move *m;

	if (row[at[ENTRY]].i <= f->late_after ||
	    row[at[DATE]].i >= f->late_before)
		return;
	if (f->n_late++ >= LATE_SHOWN)
		return;
	m = &f->late[f->n_late - 1];
	*m = (struct late_move){ row[at[ENTRY]].i, row[at[LINE]].i,
		row[at[DATE]].i, row[at[QTY]].i,
		arena_strdup(f->mem, row[at[ITEM]].s),
		arena_strdup(f->mem, row[at[FROM]].s),
		arena_strdup(f->mem, row[at[TO]].s) };
}

/* A value counts in each span that its day is in. */
static int
add_value(struct flows *f, int ago, enum flow w, int64_t value)
{
	for (int i = 0; i < SPANS; i++) {
		int64_t *sum = &f->value[i][w];

		if (ago < spans[i].first || ago > spans[i].last)
			continue;
		f->moves[i]++;
		if (add_i64(*sum, value, sum) != 0)
			return fail(f->ops, OPS_DATA,
			    "the value of the moves is too large");
	}
	return 0;
}

static int
flows_row(struct sink *s, const struct cell *row)
{
	struct flows *f = (struct flows *)s;
	const int *at = f->column;
	struct item_flow *item = map_get(&f->items, row[at[ITEM]].s);
	int64_t when = row[at[DATE]].i, value;
	int ago = days_before(f, when), sign, err;
	enum flow w = way(map_get(&f->places, row[at[FROM]].s),
	    map_get(&f->places, row[at[TO]].s), &sign);

	note_late(f, row);
	if (f->last_at == NONE || when > f->last_at)
		f->last_at = when;
	if (item == NULL)
		return 0;
	f->no_cost += item->cost == NONE;
	err = add_item(f, item, ago, w, row[at[QTY]].i * sign);
	if (err == 0)
		err = flow_value(f, item, row[at[QTY]].i, &value);
	return err != 0 ? err : add_value(f, ago, w, value * sign);
}

static int
flows_done(struct sink *s)
{
	(void)s;
	return 0;
}

void
flows_begin(struct flows *f, struct ops *ops, struct arena *mem,
    const struct zone *zone, int64_t day, int decimals,
    const struct collected *items, const struct collected *places)
{
	*f = (struct flows){ { flows_start, flows_row, flows_done }, .ops = ops,
		.mem = mem, .decimals = decimals, .late_after = INT64_MAX,
		.last_at = NONE, .items = { .mem = mem },
		.places = { .mem = mem } };
	for (int i = 0; i < FLOW_DAYS + 2; i++)
		f->start[i] = day_start(zone, day - FLOW_DAYS + 1 + i);
	for (size_t i = 0; i < items->n; i++) {
		struct item_flow *item = ARENA_NEW(mem, struct item_flow);

		item->sku = collected_cell(items, i, "sku").s;
		item->name = collected_cell(items, i, "name").s;
		item->unit = collected_cell(items, i, "unit").s;
		item->cost = collected_cell(items, i, "cost").i;
		*map_put(&f->items, item->sku) = item;
	}
	for (size_t i = 0; i < places->n; i++)
		*map_put(&f->places, collected_cell(places, i, "code").s) =
		    (void *)(uintptr_t)collected_cell(places, i, "kind").s;
}
