/* What ops stock value prints besides values: proof, layers, exposures. */
#include "base/decimal.h"
#include "base/money.h"
#include "value.h"

static const struct column proof_columns[] = {
	{ "side", TYPE_CODE, 0, "in, out or on hand" },
	{ "kind", TYPE_CODE, 0, "what changed the value" },
	{ "changes", TYPE_INT, 0, "how often" },
	{ "value", TYPE_MONEY, 0, "by how much" },
};

/* n of them, less what is left; on the way it may be more than fits. */
static int
total(struct ops *ops, const struct worth_sum *sum, int n, int64_t left,
    int64_t *value)
{
	__extension__ __int128 all = -left;

	for (int i = 0; i < n; i++)
		all += sum[i].value;
	*value = (int64_t)all;
	return *value == all ? 0
	    : fail(ops, OPS_DATA, "the sum of the values is too large a "
		"number");
}

static int
print_proof_row(struct call *c, const char *side, const char *kind, int64_t n,
    int64_t value)
{
	struct cell cells[] = { cell_text(side), cell_text(kind), cell_int(n),
		cell_int(value) };

	return call_row(c, cells);
}

/* Rows that sum to 0 but for the last: in - out - on hand. */
static int
print_sums(struct call *c, const struct worth_sum *sum, int64_t on_hand)
{
	int64_t rest;
	int err = call_begin(c, proof_columns, 4);

	for (int i = 0; err == 0 && i < VALUE_KINDS; i++) {
		int out = i >= VALUE_ISSUED;

		if (sum[i].n > 0)
			err = print_proof_row(c, out ? "out" : "in",
			    value_words[i], sum[i].n,
			    out ? -sum[i].value : sum[i].value);
	}
	if (err == 0)
		err = print_proof_row(c, "on hand", NULL, NONE, on_hand);
	if (err == 0)
		err = total(c->ops, sum, VALUE_KINDS, on_hand, &rest);
	return err != 0 ? err
	    : print_proof_row(c, "difference", NULL, NONE, rest);
}

int
value_print_footer(struct call *c, const struct worth_sum *sum, int64_t on_hand)
{
	char in[DECIMAL_MAX], out[DECIMAL_MAX], left[DECIMAL_MAX];
	int decimals = c->style.decimals, err;
	int64_t came, gone;

	if (c->format != FORMAT_TABLE || c->opt.quiet)
		return 0;
	err = total(c->ops, sum, VALUE_ISSUED, 0, &came);
	if (err == 0)
		err = total(c->ops, sum + VALUE_ISSUED,
		    VALUE_KINDS - VALUE_ISSUED, 0, &gone);
	if (err != 0)
		return err;
	decimal_print(in, came, decimals, decimals);
	decimal_print(out, -gone, decimals, decimals);
	decimal_print(left, on_hand, decimals, decimals);
	out_printf(c->stream, "in %s = out %s + on hand %s\n", in, out, left);
	return 0;
}

static int
nothing(void *data, const struct worth_row *r)
{
	(void)data;
	(void)r;
	return 0;
}

int
value_print_proof(struct call *c, struct worth_query *q, int none)
{
	struct worth_sum sum[VALUE_KINDS] = { { 0, 0 } };
	int64_t on_hand = 0;
	int err;

	q->row = nothing;
	q->by_location = q->by_lot = 0;
	err = none ? 0 : worths(c->ops, q, sum, &on_hand, c);
	if (err == 0)
		err = print_sums(c, sum, on_hand);
	return err < 0 ? err : sink_end(c->out);
}

static int64_t
unit_value(const struct call *c, int64_t value, int64_t qty)
{
	int64_t price = NONE;

	if (qty != 0)
		money_price(value, qty, c->style.decimals, &price);
	return price;
}

/* Whole days from a time to the time that is asked for. */
static int64_t
age(const struct call *c, int64_t at)
{
	int64_t then, now;
	int second;

	if (at == NONE)
		return NONE;
	zone_from_utc(c->clock.zone, at, &then, &second);
	zone_from_utc(c->clock.zone, c->clock.now, &now, &second);
	return now - then;
}

static const struct column layer_columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "lot", TYPE_CODE, 0, "the lot, where it has a value of its own" },
	{ "date", TYPE_TIME, 0, "when it came, or left before it came" },
	{ "entry", TYPE_INT, 0, "the entry of that" },
	{ "line", TYPE_INT, COL_MINOR, "and its line" },
	{ "location", TYPE_CODE, 0, "where it came to, or left from" },
	{ "party", TYPE_CODE, 0, "the vendor it came from" },
	{ "qty", TYPE_QTY, 0, "what is left of it; below 0: not come yet" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "what that is worth" },
	{ "unit_value", TYPE_PRICE, 0, "what one is worth" },
	{ "age", TYPE_INT, 0, "days since then" },
};

static int
print_layers(void *data, const struct value_pool *p)
{
	struct call *c = data;
	int err = 0;

	for (size_t i = 0; err == 0 && i < p->n; i++) {
		const struct value_layer *l = &p->layer[i];
		struct cell cells[] = { cell_text(p->item->sku),
			cell_text(p->lot == NULL ? NULL : p->lot->lot),
			cell_int(l->at), cell_int(l->entry), cell_int(l->line),
			cell_text(l->place->code),
			cell_text(l->party == NULL ? NULL : l->party->code),
			cell_int(l->qty), cell_text(p->item->unit),
			cell_int(l->value),
			cell_int(unit_value(c, l->value, l->qty)),
			cell_int(age(c, l->at)) };

		err = call_row(c, cells);
	}
	return err;
}

int
value_print_layers(struct call *c, const struct worth_query *q, int none)
{
	struct value_query v = { .item = q->item, .n = q->n,
		.as_of = q->as_of, .known = q->known, .pool = print_layers };
	int err = call_begin(c, layer_columns,
	    sizeof layer_columns / sizeof *layer_columns);

	if (err == 0 && !none)
		err = values(c->ops, &v, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct column negative_columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "location", TYPE_CODE, 0, "the place" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "qty", TYPE_QTY, 0, "how much more left than was there" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "since", TYPE_TIME, 0, "since when" },
	{ "age", TYPE_INT, 0, "days since then" },
	{ "value", TYPE_MONEY, 0, "what it is taken to be worth" },
	{ "unit_value", TYPE_PRICE, 0, "and one of it" },
};

static int
print_negative(void *data, const struct worth_row *r)
{
	struct call *c = data;
	struct cell cells[] = { cell_text(r->item->sku),
		cell_text(r->item->name), cell_text(r->location->code),
		cell_text(r->lot == NULL ? NULL : r->lot->lot),
		cell_int(r->qty), cell_text(r->item->unit),
		cell_int(r->since), cell_int(age(c, r->since)),
		cell_int(r->value),
		cell_int(unit_value(c, r->value, r->qty)) };

	return call_row(c, cells);
}

int
value_print_negative(struct call *c, struct worth_query *q, int none)
{
	struct worth_sum sum[VALUE_KINDS];
	int64_t on_hand;
	int err = call_begin(c, negative_columns,
	    sizeof negative_columns / sizeof *negative_columns);

	q->row = print_negative;
	q->negative = q->by_location = q->by_lot = 1;
	if (err == 0 && !none)
		err = worths(c->ops, q, sum, &on_hand, c);
	return err < 0 ? err : sink_end(c->out);
}
