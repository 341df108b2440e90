/* ops stock unreserve: goods that were kept are free again. */
#include "base/str.h"
#include "demand.h"
#include "reserve.h"
#include "stock/bins.h"
#include "stock/units.h"

struct unreserve_input {
	const char *order, *lot;
	int64_t line;
	const struct location *location;
	const struct item *item;
	struct said qty;
};

#define INPUT(how, member) AT_##how(struct unreserve_input, member)

static const struct field fields[] = {
	{ "order", 0, &kind_order, INPUT(TEXT, order), FIELD_ARG, "the order" },
	{ "line", 0, &kind_count, INPUT(INT, line), 0, "only this line of it" },
	{ "item", 0, &kind_item, INPUT(ITEM, item), 0, "only this item" },
	{ "location", 0, &kind_location, INPUT(LOCATION, location), 0,
	    "only what lies in this place and all below it" },
	{ "lot", 0, &kind_code, INPUT(TEXT, lot), 0, "only this lot" },
	{ "qty", 0, &kind_said, INPUT(SAID, qty), 0, "how much (all)" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct unreserve_input *in = rec;
	struct release what = { in->order, in->line, in->item,
		{ in->location, in->lot }, in->qty.qty };
	int64_t released = 0;
	int err = 0;

	if (in->order == NULL && (in->item == NULL || in->line != NONE))
		return c->source == NULL
		    ? fail(c->ops, OPS_USAGE, "<order> or --item is missing")
		    : fail(c->ops, OPS_DATA, "order: is missing");
	if (in->qty.unit != NULL && in->item == NULL)
		return fail(c->ops, OPS_DATA,
		    "qty: a unit goes with item only");
	if (in->qty.unit != NULL)
		err = unit_qty(c->ops, in->item, in->qty.qty, in->qty.unit,
		    &what.qty);
	if (err == 0)
		err = reserve_release(c->ops, c->entry, &what, &released);
	if (err == 0 && released == 0)
		return fail(c->ops, OPS_DATA, "%s: nothing of it is reserved",
		    in->order != NULL ? "order" : "item");
	return err;
}

struct printing {
	struct call *call;
	const struct unreserve_input *in;
	const struct reserved *all;
};

static int
print_item(const struct printing *p, const struct item *item)
{
	const struct reservation *r = reserved_first(p->all, item);
	struct bin_filter f = { p->in->location, p->in->lot };
	int err = 0;

	for (; err == 0 && r != NULL; r = r->next) {
		struct bin bin = { .location = r->location, .lot = r->lot };

		if ((p->in->order == NULL || text_eq(p->in->order, r->order)) &&
		    (p->in->line == NONE || p->in->line == r->line) &&
		    bin_fits(&bin, &f))
			err = reserve_row(p->call, r);
	}
	return err;
}

static int
sheet(struct call *c)
{
	struct unreserve_input in;
	struct printing p = { c, &in, NULL };
	struct reserved *reserved = NULL;
	const struct item *const *all;
	size_t n = 0;
	int err = 0;

	fill_clear(fields, 0, 0, &in);
	err = fill_given(c, &in, NULL);
	if (err == 0)
		err = call_begin(c, reserve_columns, 6);
	if (err == 0)
		err = reserved_load(c->ops, c->ops->keep, in.item, NONE, NONE,
		    &reserved);
	if (err == 0)
		err = items_all(c->ops, &all, &n);
	p.all = reserved;
	for (size_t i = 0; err == 0 && i < n; i++)
		if (in.item == NULL || in.item == all[i])
			err = print_item(&p, all[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what is reserved, and for whom", "ops stock unreserve --sheet",
	    "reservations allocated" },
	{ "free what was kept for an order",
	    "ops stock unreserve SO-8004 --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_unreserve = {
	.path = "stock unreserve",
	.brief = "free goods that are kept for orders",
	.about = "All that is reserved for an order, or that of a line, an "
		 "item, a place or a lot; --item alone frees it for all "
		 "orders. --sheet prints what is reserved now.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct unreserve_input),
	.columns = reserve_columns,
	.posts = &ledger_reservation,
	.examples = examples,
	.record = record,
	.sheet = sheet,
};
