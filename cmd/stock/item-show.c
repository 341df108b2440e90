/* ops stock item show: all that is known of an item, on a page. */
#include "io/document.h"
#include "item.h"
#include "stock/balance.h"
#include "stock/history.h"
#include "stock/versions.h"

struct show_input {
	const struct item *item;
};

static const struct field fields[] = {
	{ "sku", 0, &kind_item, AT_ITEM(struct show_input, item),
	    FIELD_REQUIRED | FIELD_ARG, "the item's code" },
	{ NULL },
};

struct showing {
	struct call *call;
	const struct item *item;
	struct document *doc;
	struct sink *rows; /* of the section at hand */
	int64_t on_hand;
};

static const struct column place_columns[] = {
	{ "location", TYPE_CODE, 0, "the place" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "on_hand", TYPE_QTY, 0, "what is there" },
};

static const struct column move_columns[] = {
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "entry", TYPE_INT, 0, "the entry that posted it" },
	{ "from", TYPE_CODE, 0, "the place it left" },
	{ "to", TYPE_CODE, 0, "the place it came to" },
	{ "qty", TYPE_QTY, 0, "how much" },
	{ "balance", TYPE_QTY, 0, "what all places of ours held after it" },
	{ "reference", TYPE_TEXT, 0, "order, delivery note, document" },
};

static const struct column version_columns[] = {
	{ "entry", TYPE_INT, 0, "the entry that made it" },
	{ "recorded", TYPE_TIME, 0, "when it was written" },
	{ "actor", TYPE_TEXT, 0, "by whom" },
	{ "changes", TYPE_TEXT, COL_WIDE, "what is new in it" },
};

enum { LAST_MOVES = 10 };

static int
sum_balance(void *data, const struct balance_row *b)
{
	struct showing *s = data;

	return balance_add(s->call->ops, b->item, &s->on_hand, b->on_hand);
}

static int
show_place(void *data, const struct balance_row *b)
{
	struct showing *s = data;
	struct cell cells[3] = { cell_text(b->location->code),
		cell_text(b->lot == NULL ? NULL : b->lot->lot),
		cell_int(b->on_hand) };

	return sink_row(s->rows, cells);
}

static int
show_version(void *data, const struct item_version *v)
{
	struct showing *s = data;
	struct cell cells[4] = { cell_int(v->entry), cell_int(v->recorded),
		cell_text(v->actor), cell_text(v->changes) };

	return sink_row(s->rows, cells);
}

static struct balance_query
ask(const struct showing *s)
{
	return (struct balance_query){ .item = s->item,
		.as_of = s->call->clock.now, .known = s->call->known };
}

/* The document begins with what the item is, and whether there is enough. */
static int
show_fields(struct showing *s)
{
	const struct item *i = s->item;
	struct cell cells[ITEM_COLUMNS];
	const char *state = NULL;

	item_cells(i, cells);
	for (size_t k = 0; k < ITEM_COLUMNS; k++)
		document_field(s->doc, item_columns[k].name,
		    item_columns[k].type, cells[k]);
	if (i->min != NONE && s->on_hand < i->min)
		state = "below min";
	else if (i->max != NONE && s->on_hand > i->max)
		state = "above max";
	else if (i->min != NONE || i->max != NONE)
		state = "ok";
	document_field(s->doc, "on_hand", TYPE_QTY, cell_int(s->on_hand));
	document_field(s->doc, "state", TYPE_TEXT, cell_text(state));
	return 0;
}

static int
show_places(struct showing *s)
{
	struct balance_query q = ask(s);
	int err = document_section(s->doc, "places", place_columns, 3,
	    &s->rows);

	q.by_location = q.by_lot = 1;
	if (err == 0)
		err = balances(s->call->ops, &q, show_place, s);
	return err != 0 ? err : sink_end(s->rows);
}

static int
show_moves(struct showing *s)
{
	struct history_query q = { .item = s->item, .since = NONE,
		.until = s->call->clock.now, .known = s->call->known };
	struct history_row row[LAST_MOVES];
	size_t n = LAST_MOVES;
	int err = document_section(s->doc, "last_moves", move_columns, 7,
	    &s->rows);

	if (err == 0)
		err = history_last(s->call->ops, &q, row, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct cell cells[7] = { cell_int(row[i].at),
			cell_int(row[i].entry), cell_text(row[i].from->code),
			cell_text(row[i].to->code), cell_int(row[i].qty),
			cell_int(row[i].balance),
			cell_text(row[i].reference) };

		err = sink_row(s->rows, cells);
	}
	return err != 0 ? err : sink_end(s->rows);
}

static int
show_versions(struct showing *s)
{
	int err = document_section(s->doc, "versions", version_columns, 4,
	    &s->rows);

	if (err == 0)
		err = item_versions(s->call->ops, s->item, s->call->known,
		    &s->call->style, show_version, s);
	return err != 0 ? err : sink_end(s->rows);
}

static const char *
title(struct ops *ops, const struct item *i)
{
	if (i->name == NULL)
		return i->sku;
	return arena_printf(ops->mem, "%s %s", i->sku, i->name);
}

static int
run(struct call *c)
{
	struct show_input in = { .item = NULL };
	struct showing s = { .call = c };
	struct balance_query q;
	int err = fill_record(c, &in);

	if (err != 0)
		return err;
	s.item = in.item;
	q = ask(&s);
	err = balances(c->ops, &q, sum_balance, &s);
	if (err == 0)
		err = document_open(c->ops, c->format, c->stream, &c->style,
		    c->opt.output != NULL, title(c->ops, s.item), &s.doc);
	if (err == 0)
		err = show_fields(&s);
	if (err == 0)
		err = show_places(&s);
	if (err == 0)
		err = show_moves(&s);
	if (err == 0)
		err = show_versions(&s);
	if (err == 0)
		document_close(s.doc);
	return err;
}

static const struct example examples[] = {
	{ "all that is known of an item", "ops stock item show BELL-BRASS" },
	{ "an item as it was at the end of last month",
	    "ops stock item show BELL-BRASS --as-of som-1d" },
	{ NULL },
};

const struct cmd cmd_stock_item_show = {
	.path = "stock item show",
	.brief = "show all that is known of an item",
	.about = "Its master data, what each place holds of it, its last ten "
		 "moves with the balance after each, and its versions.",
	.prints = PRINTS_DOCUMENT,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct show_input),
	.examples = examples,
	.run = run,
};
