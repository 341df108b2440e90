/* How goods flowed against the same days before. */
#include "base/decimal.h"
#include "ledger/book.h"
#include "report/night.h"

/* Amounts in whole units for people, exact for programs. */
static const struct column flow_columns[] = {
	{ "period", TYPE_CODE, 0, "" },
	{ "received", TYPE_QTY, 0, "" },
	{ "issued", TYPE_QTY, 0, "" },
	{ "made", TYPE_QTY, 0, "" },
	{ "used", TYPE_QTY, 0, "" },
	{ "moved", TYPE_QTY, 0, "" },
	{ "adjust", TYPE_QTY, 0, "" },
	{ "scrap", TYPE_QTY, 0, "" },
	{ "moves", TYPE_INT, 0, "" },
};

static const char *const span_names[SPANS] = { "today", "day", "day -7",
	"7 days", "7 before", "28 days", "28 before" };

static int64_t
whole_units(struct night *n, int64_t minor)
{
	int64_t units, scale = power_of_ten(n->call->style.decimals);

	return mul_div(minor, 1, scale, &units) == 0 ? units : NONE;
}

/* As amounts, which tables group; as counts where one is too large for it. */
static enum type
whole_type(struct night *n)
{
	int64_t units;

	for (int span = 0; span < SPANS; span++)
		for (int w = 0; w < FLOWS; w++)
			if (mul_div(whole_units(n, n->flows.value[span][w]),
				MILLION, 1, &units) != 0)
				return TYPE_INT;
	return TYPE_QTY;
}

static struct cell
flow_cell(struct night *n, enum type type, int64_t minor)
{
	int64_t units = whole_units(n, minor);

	return cell_int(type == TYPE_MONEY ? minor
		: type == TYPE_INT ? units : units * MILLION);
}

int
night_totals(struct night *n)
{
	int exact = n->call->format == FORMAT_JSON;
	enum type type = exact ? TYPE_MONEY : whole_type(n);
	struct column cols[FLOWS + 2];
	struct sink *s;
	int err;

	if (night_broken(n, &n->moves, "flows"))
		return 0;
	for (size_t i = 0; i < FLOWS + 2; i++) {
		cols[i] = flow_columns[i];
		if (cols[i].type == TYPE_QTY)
			cols[i].type = type;
	}
	err = document_part(n->doc, "flows", "What flowed", cols, FLOWS + 2,
	    &s);
	for (int span = n->part_day ? TODAY : DAY; err == 0 && span < SPANS;
	     span++) {
		struct cell cells[FLOWS + 2] = { cell_text(span_names[span]) };

		for (int w = 0; w < FLOWS; w++)
			cells[w + 1] = flow_cell(n, type,
			    n->flows.value[span][w]);
		cells[FLOWS + 1] = cell_int(n->flows.moves[span]);
		err = sink_row(s, cells);
	}
	if (err == 0)
		err = sink_end(s);
	if (err != 0)
		return err;
	document_para(n->doc, "flows_note",
	    arena_printf(n->mem,
		"At item cost, in %s%s; day is %s%s. What came back is taken "
		"off; the periods before are as long%s.",
		exact ? "" : "whole ", n->call->ops->book->currency,
		night_day(n, n->day), n->part_day ? ", today is not over" : "",
		n->flows.no_cost == 0 ? ""
		    : arena_printf(n->mem,
			"; %lld moves of items without a cost count as 0",
			(long long)n->flows.no_cost)));
	night_line(n, "flows", n->moves.line);
	return 0;
}
