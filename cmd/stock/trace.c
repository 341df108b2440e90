/* ops stock trace: a lot from its vendor to the customers, and back. */
#include "stock/trace.h"
#include "base/decimal.h"
#include "base/str.h"
#include "stock/kinds.h"

struct trace_input {
	struct texts lot, item;
	int forward, back, on_hand;
};

#define INPUT(how, member) AT_##how(struct trace_input, member)

static const struct field fields[] = {
	{ "lot", 0, &kind_texts, INPUT(TEXTS, lot), FIELD_REQUIRED,
	    "the lot's number, or a serial (repeatable)" },
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "of these items (repeatable); needed where several have a lot "
	    "of that number" },
	{ "forward", 0, &kind_flag, INPUT(FLAG, forward), 0,
	    "only what became of it" },
	{ "back", 0, &kind_flag, INPUT(FLAG, back), 0,
	    "only where it came from" },
	{ "on_hand", 0, &kind_flag, INPUT(FLAG, on_hand), 0,
	    "what is ours still of all lots forward, for 'ops stock hold -i "
	    "-' to take, instead" },
	{ NULL },
};

static const struct column columns[] = {
	{ "step", TYPE_INT, 0,
	    "productions from the lot; below 0: back; sums have none" },
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "party", TYPE_CODE, COL_FILTER, "who gave or took it",
	    &kind_known_party },
	{ "kind", TYPE_TEXT, COL_FILTER, "what it was, or which sum" },
	{ "from", TYPE_CODE, COL_FILTER, "the place it left",
	    &kind_known_location },
	{ "to", TYPE_CODE, COL_FILTER, "the place it came to",
	    &kind_known_location },
	{ "item", TYPE_CODE, 0, "the item" },
	{ "lot", TYPE_CODE, 0, "its lot; without one the trace ends" },
	{ "qty", TYPE_QTY, 0, "how much, in the item's unit" },
	{ "reference", TYPE_CODE, COL_FILTER,
	    "order, delivery note, document" },
	{ "entry", TYPE_INT, COL_MINOR, "the entry that posted it" },
	{ "line", TYPE_INT, COL_MINOR, "its line in the entry" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static const struct column left_columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "location", TYPE_CODE, 0, "the place" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "qty", TYPE_QTY, 0, "what is there" },
};

enum { LEFT_COLUMNS = sizeof left_columns / sizeof *left_columns };

static const char *
lot_number(const struct lot *lot)
{
	return lot == NULL ? NULL : lot->lot;
}

static int
print_moves(struct call *c, const struct trace *t)
{
	const struct trace_row *r;
	int err = 0;

	VEC_EACH(&t->rows, r) {
		const struct trace_move *m = r->move;
		struct cell cells[COLUMNS] = { cell_int(r->lot->step),
			cell_int(m->at),
			cell_text(m->party == NULL ? NULL : m->party->code),
			cell_text(trace_words[r->kind]),
			cell_text(m->from->code), cell_text(m->to->code),
			cell_text(r->lot->item->sku),
			cell_text(lot_number(r->lot->lot)), cell_int(m->qty),
			cell_text(m->reference), cell_int(m->entry),
			cell_int(m->line) };

		if (err == 0)
			err = call_row(c, cells);
	}
	return err;
}

/* Of an item that has no lots nothing is known to be on hand. */
static int
is_said(const struct trace_item *i, int sum)
{
	return i->qty[sum] != 0 || sum == SUM_DIFFERENCE ||
	    (sum == SUM_ON_HAND && i->lots > 0);
}

static int
print_sums(struct call *c, const struct trace *t)
{
	const struct trace_item *i;
	int err = 0;

	VEC_EACH(&t->items, i)
		for (int k = 0; err == 0 && k < TRACE_SUMS; k++) {
			struct cell cells[COLUMNS] = { CELL_MISSING,
				CELL_MISSING, CELL_MISSING,
				cell_text(trace_sum_words[k]), CELL_MISSING,
				CELL_MISSING, cell_text(i->item->sku),
				cell_text(lot_number(i->lot)),
				cell_int(i->qty[k]), CELL_MISSING, CELL_MISSING,
				CELL_MISSING };

			if (is_said(i, k))
				err = call_row(c, cells);
		}
	return err;
}

/* What is below 0 cannot be held. */
static int
print_left(struct call *c, const struct trace *t)
{
	const struct trace_left *l;
	int err = 0;

	VEC_EACH(&t->left, l) {
		struct cell cells[LEFT_COLUMNS] = { cell_text(
							l->lot->item->sku),
			cell_text(l->location->code), cell_text(l->lot->lot),
			cell_int(l->qty) };

		if (err == 0 && l->qty > 0)
			err = call_row(c, cells);
	}
	return err;
}

/* Where the trace goes cold; a recall that is silent about it is not whole. */
static void
tell_ends(struct call *c, const struct trace *t)
{
	char qty[DECIMAL_MAX];
	const char *reference = t->ends == 0 ? NULL : t->end->reference;
	const struct trace_item *i;

	VEC_EACH(&t->items, i)
		if (i->qty[SUM_UNTRACED] != 0) {
			decimal_print(qty, i->qty[SUM_UNTRACED], QTY_SCALE, 0);
			note(c->ops, "%s of '%s' were made of it and have no "
			    "lot: their trace ends there", qty, i->item->sku);
		}
	if (t->ends > 0)
		note(c->ops, "moves into production from which nothing came "
		    "out, by entry and reference: %zu, the first in entry %lld "
		    "%s%s%s", t->ends, (long long)t->end->entry,
		    reference == NULL ? "without one" : "under '",
		    reference == NULL ? "" : reference,
		    reference == NULL ? "" : "'");
}

static int
is_chosen(const struct trace_input *in, const char *sku)
{
	for (size_t i = 0; i < in->item.n; i++)
		if (text_eq(in->item.v[i], sku))
			return 1;
	return in->item.n == 0;
}

static const char *
lot_at(size_t i, const void *all)
{
	return ((const struct lot *const *)all)[i]->lot;
}

static int
unknown_lot(struct call *c, const struct trace_input *in, const char *number)
{
	const struct lot *const *all;
	const char *near;
	size_t n;
	int err = lots_all(c->ops, &all, &n);

	if (err != 0)
		return err;
	near = in->item.n > 0 ? NULL : text_nearest(number, n, lot_at, all);
	if (near != NULL)
		return fail(c->ops, OPS_DATA, "lot: '%s' is not a known lot "
		    "(did you mean '%s'?)", number, near);
	return fail(c->ops, OPS_DATA, "lot: '%s' is not a known lot%s", number,
	    in->item.n == 0 ? "" : in->item.n == 1 ? " of that item" :
						     " of those items");
}

/* A number is of one item, unless the items are named. */
static int
choose_lot(struct call *c, const struct trace_input *in, const char *number,
    const struct lot **out, size_t *n)
{
	const struct lot **all;
	size_t found, before = *n;
	int err = trace_lots(c->ops, number, c->known, &all, &found);

	if (err != 0)
		return err;
	if (found > 1 && in->item.n == 0)
		return fail(c->ops, OPS_DATA, "lot: '%s' is a lot of %zu items "
		    "('%s', '%s'%s): expected --item, too", number, found,
		    all[0]->item->sku, all[1]->item->sku,
		    found > 2 ? " ..." : "");
	for (size_t i = 0; i < found; i++)
		if (is_chosen(in, all[i]->item->sku))
			out[(*n)++] = all[i];
	return *n == before ? unknown_lot(c, in, number) : 0;
}

static int
choose_lots(struct call *c, const struct trace_input *in, struct trace_query *q)
{
	size_t most = in->lot.n * (in->item.n == 0 ? 1 : in->item.n);
	const struct lot **lot =
	    ARENA_ARRAY(c->ops->keep, const struct lot *, most);
	const struct item *item;
	int err = 0;

	for (size_t i = 0; err == 0 && i < in->item.n; i++)
		err = item_by_sku(c->ops, in->item.v[i], &item);
	for (size_t i = 0; err == 0 && i < in->lot.n; i++)
		err = choose_lot(c, in, in->lot.v[i], lot, &q->n);
	q->lot = lot;
	return err;
}

static int
answer(struct call *c, const struct trace_input *in, const struct trace *t)
{
	int err = in->on_hand ? call_begin(c, left_columns, LEFT_COLUMNS) :
				call_begin(c, columns, COLUMNS);

	if (err == 0 && in->on_hand)
		err = print_left(c, t);
	else if (err == 0)
		err = print_moves(c, t);
	if (err == 0 && !in->on_hand)
		err = print_sums(c, t);
	if (err >= 0)
		tell_ends(c, t);
	return err < 0 ? err : sink_end(c->out);
}

static int
run(struct call *c)
{
	struct trace_input in = { .on_hand = 0 };
	struct trace_query q = { .as_of = c->clock.now, .known = c->known };
	struct trace *t;
	int err = fill_record(c, &in);

	if (err == 0 && in.on_hand && in.back && !in.forward)
		return fail(c->ops, OPS_USAGE, "--on-hand is of what lies "
		    "forward: it does not go with --back alone");
	q.forward = in.forward || !in.back;
	q.back = !in.on_hand && (in.back || !in.forward);
	if (err == 0)
		err = choose_lots(c, &in, &q);
	if (err == 0)
		err = trace(c->ops, &q, &t);
	return err != 0 ? err : answer(c, &in, t);
}

static const struct example examples[] = {
	{ "where a lot came from, what was made of it, who has it",
	    "ops stock trace --lot L-17",
	    "recall traceability genealogy batch" },
	{ "which vendor is behind it", "ops stock trace --lot L-17 --back" },
	{ "which customers to call",
	    "ops stock trace --lot L-17 --kind shipped --columns "
	    "party,item,lot,qty" },
	{ "the recall's sum only",
	    "ops stock trace --lot L-17 --forward --where \"kind ~ '^sum'\"" },
	{ "what is ours still of it, to be held",
	    "ops stock trace --lot L-17 --on-hand" },
	{ NULL },
};

const struct cmd cmd_stock_trace = {
	.path = "stock trace",
	.brief = "follow a lot from its vendor to the customers, and back",
	.about = "Step 0 is the lot itself; each production adds one forward "
		 "and takes one back. Forward stand all moves of a lot, back "
		 "what it was made of and where that came from. A way forward "
		 "ends with the recall's sum of each item, in rows of a kind "
		 "'sum ...' without a step: received + made = on hand + "
		 "consumed + shipped + returned + scrapped + adjusted + "
		 "untraced, and the difference.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct trace_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
