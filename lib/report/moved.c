/* What moved: the items that went out most, with their last four weeks. */
#include <stdlib.h>
#include <string.h>

#include "io/spark.h"
#include "report/night.h"

enum { TOP = 10 };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "" },
	{ "name", TYPE_TEXT, COL_WIDE, "" },
	{ "day", TYPE_QTY, 0, "" },
	{ "week", TYPE_QTY, 0, "" },
	{ "4_weeks", TYPE_QTY, 0, "" },
	{ "unit", TYPE_CODE, 0, "" },
	{ "daily", TYPE_CODE, 0, "" },
};

struct ranked {
	const struct item_flow *item;
	int64_t value, qty; /* of the week */
};

/* The greatest value first, then the greatest quantity, then by code. */
static int
more(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	if (x->qty != y->qty)
		return x->qty > y->qty ? -1 : 1;
	return strcmp(x->item->sku, y->item->sku);
}

static size_t
rank(struct night *n, struct ranked *r)
{
	size_t k = 0;

	for (size_t i = 0; i < n->flows.items.n; i++) {
		const struct item_flow *item = n->flows.items.pair[i].value;
		int64_t qty = flow_issued(item, 7);

		if (qty <= 0 && item->issued[SPARK_DAYS - 1] <= 0)
			continue;
		r[k] = (struct ranked){ .item = item, .qty = qty };
		if (flow_value(&n->flows, item, qty, &r[k].value) != 0)
			fail_clear(n->call->ops);
		k++;
	}
	qsort(r, k, sizeof *r, more);
	return k;
}

static int
print_item(struct night *n, struct sink *s, const struct item_flow *item)
{
	struct str daily = STR_INIT;
	int64_t issued[SPARK_DAYS];
	struct cell cells[7];
	int err;

	/* On a day of returns only, nothing went out. */
	for (int i = 0; i < SPARK_DAYS; i++)
		issued[i] = item->issued[i] > 0 ? item->issued[i] : 0;
	spark(&daily, issued, SPARK_DAYS);
	cells[0] = cell_text(item->sku);
	cells[1] = cell_text(item->name);
	cells[2] = cell_int(flow_issued(item, 1));
	cells[3] = cell_int(flow_issued(item, 7));
	cells[4] = cell_int(flow_issued(item, SPARK_DAYS));
	cells[5] = cell_text(item->unit);
	cells[6] = cell_text(arena_strdup(n->mem, daily.p));
	err = sink_row(s, cells);
	str_free(&daily);
	return err;
}

int
night_moved(struct night *n)
{
	struct ranked *r =
	    ARENA_ARRAY(n->mem, struct ranked, n->flows.items.n + 1);
	struct sink *s;
	size_t k;
	int err;

	if (night_broken(n, &n->moves, "moved") ||
	    night_broken(n, &n->items, "moved"))
		return 0;
	k = rank(n, r);
	err = document_part(n->doc, "moved", "What went out", columns, 7, &s);
	for (size_t i = 0; err == 0 && i < k && i < TOP; i++)
		err = print_item(n, s, r[i].item);
	if (err == 0)
		err = sink_end(s);
	if (err != 0 || k == 0)
		return err;
	document_para(n->doc, "moved_note",
	    arena_printf(n->mem,
		"Issues less returns of the day, of 7 and of 28 days, by their "
		"value in 7 days: %zu of %zu items.",
		k < TOP ? k : (size_t)TOP, k));
	night_line(n, "moved",
	    arena_printf(n->mem,
		"stock ledger --to CUSTOMER --item %s --since %s --as-of "
		"%s%s%s",
		night_word(n, r[0].item->sku),
		night_day(n, n->day - SPARK_DAYS + 1), n->as_of,
		n->of_site, n->as_known));
	return 0;
}
