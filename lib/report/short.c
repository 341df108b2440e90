/* What needs a decision first: negative stock, and what is below minimum. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "cli/within.h"
#include "report/night.h"

enum { ROWS_SHOWN = 25 };

static int
row_is(const struct block *b, size_t row, const char *kind)
{
	return text_eq(collected_cell(&b->rows, row, "kind").s, kind);
}

void
night_count(const struct night *n, int64_t *negative, int64_t *below)
{
	*negative = *below = 0;
	for (size_t i = 0; i < n->now.rows.n; i++) {
		*negative += row_is(&n->now, i, "negative");
		*below += row_is(&n->now, i, "below-min");
	}
}

/* "<kind>\n<item>\n<location>\n<lot>": no code holds a line end. */
static const char *
row_key(struct night *n, const struct block *b, size_t row)
{
	static const char *const name[] = { "kind", "item", "location", "lot" };
	const char *part[4];

	for (size_t i = 0; i < 4; i++) {
		part[i] = collected_cell(&b->rows, row, name[i]).s;
		if (part[i] == NULL)
			part[i] = "";
	}
	return arena_printf(n->mem, "%s\n%s\n%s\n%s", part[0], part[1],
	    part[2], part[3]);
}

static void
find_keys(struct night *n, struct block *b)
{
	b->keys = (struct map){ .mem = n->mem };
	for (size_t i = 0; i < b->rows.n; i++)
		*map_put(&b->keys, row_key(n, b, i)) = b;
}

/* Does the block have a row of the same kind, item, place and lot? */
static int
has_row(struct night *n, const struct block *in, const struct block *b,
    size_t row)
{
	return map_get(&in->keys, row_key(n, b, row)) != NULL;
}

static struct cell
state_cell(struct night *n, size_t row)
{
	return cell_text(has_row(n, &n->then, &n->now, row) ? NULL : "NEW");
}

static const struct column negative_columns[] = {
	{ "state", TYPE_CODE, 0, "" },
	{ "item", TYPE_CODE, 0, "" },
	{ "name", TYPE_TEXT, COL_WIDE, "" },
	{ "location", TYPE_CODE, 0, "" },
	{ "lot", TYPE_CODE, 0, "" },
	{ "on_hand", TYPE_QTY, 0, "" },
	{ "unit", TYPE_CODE, 0, "" },
};

static int
print_negative_row(struct night *n, struct sink *s, size_t row)
{
	const struct collected *r = &n->now.rows;
	struct cell cells[7] = { state_cell(n, row),
		collected_cell(r, row, "item"),
		collected_cell(r, row, "name"),
		collected_cell(r, row, "location"),
		collected_cell(r, row, "lot"),
		collected_cell(r, row, "on_hand"),
		collected_cell(r, row, "unit") };

	return sink_row(s, cells);
}

static int
print_negative(struct night *n, int64_t count)
{
	struct sink *s;
	size_t shown = 0;
	int err = document_part(n->doc, "negative_stock",
	    "To decide: stock below zero", negative_columns, 7, &s);

	for (size_t i = 0; err == 0 && i < n->now.rows.n; i++)
		if (row_is(&n->now, i, "negative") && shown++ < ROWS_SHOWN)
			err = print_negative_row(n, s, i);
	if (err == 0)
		err = sink_end(s);
	night_cut(n, "negative_stock", ROWS_SHOWN, (size_t)count);
	if (err == 0)
		night_line(n, "negative_stock", arena_printf(n->mem,
		    "%s --kind negative", n->now.line));
	return err;
}

/* "<item>\n<level>" of a row of the plan: the level that it fills up. */
static const char *
level_key(struct night *n, const char *item, struct cell level)
{
	return arena_printf(n->mem, "%s\n%s", item,
	    level.s == NULL ? "" : level.s);
}

/* The rows of a level, which several sources may fill, are put together. */
static void
add_proposed(struct night *n, const struct collected *r, size_t row)
{
	void **at = map_put(&n->plan.keys,
	    level_key(n, collected_cell(r, row, "item").s,
		collected_cell(r, row, "level")));
	int64_t *sum = *at;

	if (sum == NULL)
		*at = sum = ARENA_NEW(n->mem, int64_t);
	if (add_i64(*sum, collected_cell(r, row, "qty").i, sum) != 0)
		*sum = INT64_MAX;
}

void
night_plan_ask(struct night *n)
{
	struct block *b = &n->plan;
	int64_t negative, below;

	b->keys = (struct map){ .mem = n->mem };
	night_count(n, &negative, &below);
	if (below == 0)
		return;
	b->line = arena_printf(n->mem, "stock plan --explain --as-of %s%s%s",
	    n->as_of, n->of_site, n->as_known);
	night_caught(n, b, call_collect(n->call, arena_printf(n->mem,
	    "%s --columns item,qty,level", b->line), n->mem, &b->rows));
	for (size_t i = 0; i < b->rows.n; i++)
		add_proposed(n, &b->rows, i);
}

/* What the plan has for an item and the place of its level; else NONE. */
static int64_t
proposed(struct night *n, const char *item, struct cell level)
{
	const int64_t *qty = map_get(&n->plan.keys, level_key(n, item, level));

	return qty == NULL ? NONE : *qty;
}

static const struct column below_columns[] = {
	{ "state", TYPE_CODE, 0, "" },
	{ "item", TYPE_CODE, 0, "" },
	{ "name", TYPE_TEXT, COL_WIDE, "" },
	{ "on_hand", TYPE_QTY, 0, "" },
	{ "min", TYPE_QTY, 0, "" },
	{ "max", TYPE_QTY, 0, "" },
	{ "order", TYPE_QTY, 0, "" },
	{ "unit", TYPE_CODE, 0, "" },
	{ "days_left", TYPE_INT, 0, "" },
	{ "location", TYPE_CODE, 0, "" },
};

enum { BELOW_MAX = 5, BELOW_LOCATION = 9, BELOW_COLUMNS };

static int
has_places(const struct night *n)
{
	const struct collected *r = &n->now.rows;

	for (size_t i = 0; i < r->n; i++)
		if (row_is(&n->now, i, "below-min") &&
		    collected_cell(r, i, "location").s != NULL)
			return 1;
	return 0;
}

/*
 * A page of text has room for nine: the place whose level it is, where one
 * has a level, goes before max, for order is what is to be done.
 */
static size_t
below_left_out(const struct night *n)
{
	if (n->call->format == FORMAT_JSON)
		return BELOW_COLUMNS;
	return has_places(n) ? BELOW_MAX : BELOW_LOCATION;
}

/* n things of a size without the one at `out`. */
static void
leave_out(void *v, size_t size, size_t n, size_t out)
{
	char *at = (char *)v + out * size;

	if (out < n)
		memmove(at, at + size, (n - out - 1) * size);
}

/* A row below minimum, and how bad it is: millionths of the minimum. */
struct shortage {
	size_t row;
	int64_t share;
	const char *item;
};

/* The emptiest first; among equals by code. */
static int
worse(const void *a, const void *b)
{
	const struct shortage *x = a, *y = b;

	if (x->share != y->share)
		return x->share < y->share ? -1 : 1;
	return strcmp(x->item, y->item);
}

/* At the pace of the last 28 days, used up or sold; NONE: not used. */
static int64_t
days_left(const struct night *n, const char *sku, int64_t on_hand)
{
	const struct item_flow *f = map_get(&n->flows.items, sku);
	int64_t days;

	if (n->moves.err != 0 || f == NULL || f->used <= 0)
		return NONE;
	if (on_hand <= 0)
		return 0;
	if (mul_div(on_hand, SPARK_DAYS, f->used, &days) != 0)
		return NONE;
	return days;
}

static int
print_shortage(struct night *n, struct sink *s, size_t row)
{
	const struct collected *r = &n->now.rows;
	struct cell item = collected_cell(r, row, "item");
	int64_t on_hand = collected_cell(r, row, "on_hand").i;
	int64_t min = collected_cell(r, row, "min").i;
	int64_t max = collected_cell(r, row, "max").i;
	struct cell place = collected_cell(r, row, "location");
	struct cell cells[BELOW_COLUMNS];

	cells[0] = state_cell(n, row);
	cells[1] = item;
	cells[2] = collected_cell(r, row, "name");
	cells[3] = cell_int(on_hand);
	cells[4] = cell_int(min);
	cells[5] = cell_int(max);
	cells[6] = cell_int(proposed(n, item.s, place));
	cells[7] = collected_cell(r, row, "unit");
	cells[BELOW_LOCATION] = place;
	cells[8] = cell_int(
	    place.s != NULL ? NONE : days_left(n, item.s, on_hand));
	leave_out(cells, sizeof *cells, BELOW_COLUMNS, below_left_out(n));
	return sink_row(s, cells);
}

static int
print_below(struct night *n, int64_t count)
{
	struct shortage *all =
	    ARENA_ARRAY(n->mem, struct shortage, (size_t)count + 1);
	size_t k = 0;
	struct column *cols =
	    ARENA_ARRAY(n->mem, struct column, BELOW_COLUMNS);
	size_t out = below_left_out(n);
	struct sink *s;
	int err;

	for (size_t i = 0; i < n->now.rows.n; i++) {
		int64_t min = collected_cell(&n->now.rows, i, "min").i;
		int64_t on_hand = collected_cell(&n->now.rows, i, "on_hand").i;

		if (!row_is(&n->now, i, "below-min"))
			continue;
		all[k].row = i;
		all[k].item = collected_cell(&n->now.rows, i, "item").s;
		if (mul_div(on_hand, MILLION, min, &all[k].share) != 0)
			all[k].share = 0;
		k++;
	}
	qsort(all, k, sizeof *all, worse);
	memcpy(cols, below_columns, sizeof below_columns);
	leave_out(cols, sizeof *cols, BELOW_COLUMNS, out);
	err = document_part(n->doc, "below_minimum", "To decide: below minimum",
	    cols, out < BELOW_COLUMNS ? BELOW_COLUMNS - 1 : BELOW_COLUMNS, &s);
	for (size_t i = 0; err == 0 && i < k && i < ROWS_SHOWN; i++)
		err = print_shortage(n, s, all[i].row);
	if (err == 0)
		err = sink_end(s);
	night_cut(n, "below_minimum", ROWS_SHOWN, k);
	return err;
}

/* What was on the list when the day began, and is not any more. */
static void
print_resolved(struct night *n)
{
	struct str s = STR_INIT;

	for (size_t i = 0; i < n->then.rows.n; i++) {
		const struct collected *r = &n->then.rows;
		struct cell place = collected_cell(r, i, "location");

		if (has_row(n, &n->now, &n->then, i))
			continue;
		str_addf(&s, "%s%s%s%s (%s)", s.len > 0 ? ", " : "",
		    collected_cell(r, i, "item").s,
		    place.s == NULL ? "" : " at ",
		    place.s == NULL ? "" : place.s,
		    collected_cell(r, i, "kind").s);
	}
	if (s.len == 0 && n->call->format == FORMAT_JSON)
		document_field(n->doc, "resolved", TYPE_TEXT, CELL_MISSING);
	else if (s.len > 0)
		document_para(n->doc, "resolved",
		    arena_printf(n->mem, "Resolved since the end of %s: %s.",
			night_day(n, n->day - 1), s.p));
	str_free(&s);
}

int
night_short(struct night *n)
{
	int64_t negative, below;
	int err = 0;

	if (night_broken(n, &n->now, "short"))
		return 0;
	find_keys(n, &n->now);
	find_keys(n, &n->then);
	night_count(n, &negative, &below);
	if (negative > 0 || n->call->format == FORMAT_JSON)
		err = print_negative(n, negative);
	if (err == 0)
		err = print_below(n, below);
	if (err != 0)
		return err;
	if (!night_broken(n, &n->then, "resolved"))
		print_resolved(n);
	night_line(n, "short",
	    arena_printf(n->mem, "%s --kind below-min", n->now.line));
	if (below == 0 || night_broken(n, &n->plan, "order"))
		return 0;
	document_para(n->doc, "order_note", "Order is the plan's: nothing "
	    "where what is expected will do, or where its source has none.");
	night_line(n, "order", n->plan.line);
	return 0;
}
