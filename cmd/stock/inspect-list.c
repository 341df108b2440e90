/* ops stock inspect list: what was inspected, and what was wrong. */
#include <string.h>

#include "base/str.h"
#include "inspect.h"

struct list_input {
	int lines;
};

static const struct field fields[] = {
	{ "lines", 0, &kind_flag, AT_FLAG(struct list_input, lines), 0,
	    "a row for each defect and each value, too" },
	{ NULL },
};

enum { CODE, DATE, ITEM, LOT, LOCATION, STAGE, PARTY, QTY, ACCEPTED, REJECTED,
	UNIT, TO, REJECT_TO, REPEATS, REASON, OVERRIDE, INSPECTOR, FIRST,
	ENTRY, HEAD, DEFECT = HEAD, COUNT, CHARACTERISTIC, PIECE, VALUE, LOWER,
	UPPER, COLUMNS };

const struct column inspect_columns[] = {
	{ "code", TYPE_CODE, COL_FILTER, "the inspection" },
	{ "date", TYPE_TIME, 0, "when it was decided" },
	{ "item", TYPE_CODE, COL_FILTER, "what was inspected",
	    &kind_known_item },
	{ "lot", TYPE_CODE, COL_FILTER, "its lot" },
	{ "location", TYPE_CODE, COL_FILTER, "where it was held",
	    &kind_known_location },
	{ "stage", TYPE_CODE, COL_FILTER, "receipt, production, stock ..." },
	{ "party", TYPE_CODE, COL_FILTER, "whose goods they are",
	    &kind_known_party },
	{ "qty", TYPE_QTY, 0, "how much was inspected" },
	{ "accepted", TYPE_QTY, 0, "of it, what is good" },
	{ "rejected", TYPE_QTY, 0, "of it, what is not" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "to", TYPE_CODE, 0, "where what is good went" },
	{ "reject_to", TYPE_CODE, 0, "where what is not went (missing: it "
				     "stayed)" },
	{ "repeats", TYPE_CODE, COL_MINOR,
	    "the inspection before, of the same goods" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "override", TYPE_TEXT, COL_WIDE | COL_MINOR,
	    "why values outside the limits are good" },
	{ "inspector", TYPE_TEXT, COL_PERSON | COL_MINOR, "who inspected" },
	{ "first", TYPE_BOOL, COL_MINOR,
	    "is it the first of these goods ('ops stock quality')" },
	{ "entry", TYPE_INT, COL_MINOR, "the entry" },
	{ "defect", TYPE_CODE, COL_FILTER, "what was wrong (--lines)" },
	{ "count", TYPE_QTY, 0, "with how much (--lines)" },
	{ "characteristic", TYPE_CODE, COL_FILTER,
	    "what was measured (--lines)" },
	{ "piece", TYPE_INT, 0, "of which piece (--lines)" },
	{ "value", TYPE_RATIO, 0, "what it was (--lines)" },
	{ "lower", TYPE_RATIO, 0, "the least that was good (--lines)" },
	{ "upper", TYPE_RATIO, 0, "the most that was good (--lines)" },
	{ NULL },
};

/* All there is; defects and values stand in the order of the inspections. */
struct listing {
	struct call *call;
	int lines;
	struct inspection *inspection;
	struct defect *defect;
	struct measure *measure;
	size_t n, defects, measures, next_defect, next_measure;
};

static int
fill_head(struct call *c, const struct inspection *i, struct cell *cells)
{
	const struct item *item;
	int err = item_by_sku(c->ops, i->item, &item);

	for (int k = HEAD; k < COLUMNS; k++)
		cells[k] = CELL_MISSING;
	cells[CODE] = cell_text(i->code);
	cells[DATE] = cell_int(i->date);
	cells[ITEM] = cell_text(i->item);
	cells[LOT] = cell_text(i->lot);
	cells[LOCATION] = cell_text(i->location);
	cells[STAGE] = cell_text(i->stage);
	cells[PARTY] = cell_text(i->party);
	cells[QTY] = cell_int(i->qty);
	cells[ACCEPTED] = cell_int(i->accepted);
	cells[REJECTED] = cell_int(i->rejected);
	cells[UNIT] = cell_text(err == 0 ? item->unit : NULL);
	cells[TO] = cell_text(i->accepted_to);
	cells[REJECT_TO] = cell_text(i->rejected_to);
	cells[REPEATS] = cell_text(i->repeats);
	cells[REASON] = cell_text(i->reason);
	cells[OVERRIDE] = cell_text(i->override);
	cells[INSPECTOR] = cell_text(i->inspector);
	cells[FIRST] = cell_int(i->first);
	cells[ENTRY] = cell_int(i->entry);
	return err;
}

/* The next defect of the inspection, or NULL. */
static const struct defect *
next_defect(struct listing *l, const char *code)
{
	while (l->next_defect < l->defects &&
	    strcmp(l->defect[l->next_defect].inspection, code) < 0)
		l->next_defect++;
	return l->next_defect < l->defects &&
		text_eq(l->defect[l->next_defect].inspection, code)
	    ? &l->defect[l->next_defect++] : NULL;
}

static const struct measure *
next_measure(struct listing *l, const char *code)
{
	while (l->next_measure < l->measures &&
	    strcmp(l->measure[l->next_measure].inspection, code) < 0)
		l->next_measure++;
	return l->next_measure < l->measures &&
		text_eq(l->measure[l->next_measure].inspection, code)
	    ? &l->measure[l->next_measure++] : NULL;
}

/* Its defects, then its values; without any, itself. */
static int
print_lines(struct listing *l, const char *code, struct cell *cells)
{
	const struct defect *d;
	const struct measure *m;
	int err = 0, n = 0;

	for (; err == 0 && (d = next_defect(l, code)) != NULL; n++) {
		cells[DEFECT] = cell_text(d->defect);
		cells[COUNT] = cell_int(d->qty);
		err = call_row(l->call, cells);
	}
	cells[DEFECT] = cells[COUNT] = CELL_MISSING;
	for (; err == 0 && (m = next_measure(l, code)) != NULL; n++) {
		cells[CHARACTERISTIC] = cell_text(m->characteristic);
		cells[PIECE] = cell_int(m->piece);
		cells[VALUE] = cell_int(m->value);
		cells[LOWER] = cell_int(m->lower);
		cells[UPPER] = cell_int(m->upper);
		err = call_row(l->call, cells);
	}
	return err == 0 && n == 0 ? call_row(l->call, cells) : err;
}

static int
print_all(struct listing *l)
{
	struct cell cells[COLUMNS];
	int err = 0;

	for (size_t i = 0; err == 0 && i < l->n; i++) {
		if (l->inspection[i].date > l->call->clock.now)
			continue;
		err = fill_head(l->call, &l->inspection[i], cells);
		if (err == 0)
			err = l->lines
			    ? print_lines(l, l->inspection[i].code, cells)
			    : call_row(l->call, cells);
	}
	return err;
}

static int
run(struct call *c)
{
	struct list_input in = { 0 };
	struct listing l = { .call = c };
	int err = fill_given(c, &in, NULL);

	l.lines = in.lines || call_filter(c, "defect") != NULL ||
	    call_filter(c, "characteristic") != NULL;
	if (err == 0)
		err = inspections_all(c->ops, c->known, &l.inspection, &l.n);
	if (err == 0 && l.lines)
		err = defects_all(c->ops, c->known, &l.defect, &l.defects);
	if (err == 0 && l.lines)
		err = measures_all(c->ops, c->known, &l.measure, &l.measures);
	if (err == 0)
		err = call_begin(c, inspect_columns, l.lines ? COLUMNS : HEAD);
	if (err == 0)
		err = print_all(&l);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what was inspected at a stage",
	    "ops stock inspect list --stage stock", "inspections" },
	{ "each value that was measured of an item",
	    "ops stock inspect list --lines --item HELMET-M "
	    "--where 'value > upper or value < lower'", "measurements" },
	{ NULL },
};

const struct cmd cmd_stock_inspect_list = {
	.path = "stock inspect list",
	.brief = "list what was inspected",
	.about = "As 'ops stock inspect -i' takes it: with --lines, which "
		 "--defect and --characteristic imply, the defects and the "
		 "values of an inspection are rows that repeat its head.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = inspect_columns,
	.examples = examples,
	.run = run,
};
