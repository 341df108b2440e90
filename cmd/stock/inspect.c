/* ops stock inspect: goods that are held are accepted or rejected. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/sheet.h"
#include "inspect.h"
#include "stock/balance.h"
#include "stock/units.h"

struct inspect_head {
	struct inspection about;
	const struct item *item;
	const struct location *location, *to, *reject_to;
	const char *group;
};

/* The quantities are the head's: lines repeat them, or leave them out. */
struct inspect_line {
	struct said qty;
	int64_t accepted, rejected;
	const char *defect, *characteristic;
	int64_t count, piece, value;
};

#define HEAD(how, member) AT_##how(struct inspect_head, member)
#define LINE(how, member) AT_##how(struct inspect_line, member)

/* "yes", "no", or a number. */
static int
parse_value(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int64_t *value = at;

	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		return kind_number.parse(c, f, text, n, at);
	*value = strcmp(text, "yes") == 0 ? MILLION : 0;
	return 0;
}

static const struct kind kind_value = { .name = "value", .store = STORE_INT,
	.accepts = "a number; of an attribute yes (1) or no (0)",
	.number = 1,
	.parse = parse_value };

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, about.date), 0,
	    "when it was decided (now)" },
	{ "code", 0, &kind_code, HEAD(TEXT, about.code),
	    FIELD_REQUIRED | FIELD_KEY | FIELD_NEW, "the inspection's code" },
	{ "group", 0, &kind_text, HEAD(TEXT, group),
	    FIELD_KEY | FIELD_COLUMN, "rows of a group are one inspection" },
	{ "item", 0, &kind_item, HEAD(ITEM, item), FIELD_REQUIRED,
	    "what is inspected" },
	{ "lot", 0, &kind_code, HEAD(TEXT, about.lot), 0,
	    "the lot, or the serial" },
	{ "location", 0, &kind_location, HEAD(LOCATION, location), 0,
	    "where it is held (the only quarantine that holds it)", "from" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), FIELD_LINE,
	    "how much is inspected (all that is held)" },
	{ "accepted", 0, &kind_qty, LINE(INT, accepted), FIELD_LINE,
	    "of it, what is good (what is not rejected)" },
	{ "rejected", 0, &kind_qty, LINE(INT, rejected), FIELD_LINE,
	    "of it, what is not (what is not accepted; or pieces outside "
	    "the limits)" },
	{ "to", 0, &kind_location, HEAD(LOCATION, to), 0,
	    "where what is good goes (where it came from)" },
	{ "reject_to", 0, &kind_location, HEAD(LOCATION, reject_to), 0,
	    "where what is not goes: SCRAP, VENDOR, another quarantine (it "
	    "stays)" },
	{ "stage", 0, &kind_code, HEAD(TEXT, about.stage), 0,
	    "receipt, production, stock ... (receipt)" },
	{ "party", 0, &kind_party, HEAD(TEXT, about.party), 0,
	    "whose goods they are (of a lot: its vendor)" },
	{ "repeats", 0, &kind_code, HEAD(TEXT, about.repeats), 0,
	    "the inspection before, of the same goods: it was rework" },
	{ "reason", 0, &kind_text, HEAD(TEXT, about.reason), 0,
	    "why (what was most wrong)" },
	{ "override", 0, &kind_text, HEAD(TEXT, about.override), 0,
	    "why values outside the limits are good" },
	{ "inspector", 0, &kind_text, HEAD(TEXT, about.inspector), 0,
	    "who inspected" },
	{ "defect", 0, &kind_code, LINE(TEXT, defect), FIELD_LINE,
	    "what was wrong" },
	{ "count", 0, &kind_qty, LINE(INT, count), FIELD_LINE,
	    "with how much (what is rejected)" },
	{ "characteristic", 0, &kind_code, LINE(TEXT, characteristic),
	    FIELD_LINE, "what was measured" },
	{ "piece", 0, &kind_count, LINE(INT, piece), FIELD_LINE,
	    "of which piece (the next)" },
	{ "value", 0, &kind_value, LINE(INT, value), FIELD_LINE,
	    "what it was" },
	{ NULL },
};

/* What is said of the quantities, by any line. */
static int
same_qty(struct call *c, const char *name, int64_t line, int64_t *head)
{
	if (line != NONE && *head != NONE && line != *head)
		return fail(c->ops, OPS_DATA, "%s: the rows of one inspection "
		    "say different things", name);
	if (line != NONE)
		*head = line;
	return 0;
}

static int
read_quantities(struct call *c, const struct item *item,
    const struct inspect_line *line, size_t n, struct inspection *i)
{
	int err = 0;

	i->qty = i->accepted = i->rejected = NONE;
	for (size_t k = 0; err == 0 && k < n; k++) {
		int64_t qty = NONE;

		if (line[k].qty.qty != NONE)
			err = unit_qty(c->ops, item, line[k].qty.qty,
			    line[k].qty.unit, &qty);
		if (err == 0)
			err = same_qty(c, "qty", qty, &i->qty);
		if (err == 0)
			err = same_qty(c, "accepted", line[k].accepted,
			    &i->accepted);
		if (err == 0)
			err = same_qty(c, "rejected", line[k].rejected,
			    &i->rejected);
		if (err == 0 && k > 0 && line[k].defect == NULL &&
		    line[k].characteristic == NULL)
			err = fail(c->ops, OPS_DATA, "characteristic: is "
			    "missing, and so is defect: a row with the same "
			    "code or group as the one before is of the same "
			    "inspection");
	}
	return err;
}

/* The count of the only defect may be left out: all that is rejected. */
static int
count_of(struct call *c, const struct inspect_line *line, size_t n,
    const struct inspection *i, int64_t *count)
{
	size_t defects = 0;

	for (size_t k = 0; k < n; k++)
		defects += line[k].defect != NULL;
	if (defects == 1 && i->rejected != NONE)
		*count = i->rejected;
	if (defects == 1 && i->rejected == NONE && i->accepted != NONE &&
	    i->qty != NONE)
		*count = i->qty - i->accepted;
	return *count != NONE ? 0
	    : fail(c->ops, OPS_DATA, "count: is missing: with how much?");
}

static int
read_lines(struct call *c, const struct inspect_line *line, size_t n,
    struct inspection_order *o)
{
	int err = 0;

	o->defect = ARENA_ARRAY(c->ops->mem, struct defect, n);
	o->measure = ARENA_ARRAY(c->ops->mem, struct measure, n);
	for (size_t k = 0; err == 0 && k < n; k++) {
		int64_t count = line[k].count;

		if (line[k].defect == NULL && count != NONE)
			return fail(c->ops, OPS_DATA, "defect: is missing");
		if (line[k].characteristic == NULL && line[k].value != NONE)
			return fail(c->ops, OPS_DATA,
			    "characteristic: is missing");
		if (line[k].defect != NULL && count == NONE)
			err = count_of(c, line, n, &o->about, &count);
		if (line[k].defect != NULL)
			o->defect[o->defects++] = (struct defect){
				.defect = line[k].defect, .qty = count };
		if (line[k].characteristic != NULL)
			o->measure[o->measures++] = (struct measure){
				.characteristic = line[k].characteristic,
				.piece = line[k].piece,
				.value = line[k].value,
				.lower = NONE, .upper = NONE };
	}
	return err;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	const struct inspect_head *h = rec;
	struct inspection_order o = { .about = h->about, .item = h->item,
		.location = h->location, .to = h->to,
		.reject_to = h->reject_to,
		.source_line = c->source == NULL ? NONE : c->line };
	int err;

	if (o.about.date == NONE)
		o.about.date = c->ops->now;
	if (o.about.stage == NULL)
		o.about.stage = "receipt";
	if (c->own == NULL)
		c->own = inspecting_new(c->ops);
	c->entry->source = c->source;
	err = read_quantities(c, h->item, lines, n, &o.about);
	if (err == 0)
		err = read_lines(c, lines, n, &o);
	return err != 0 ? err : inspection_post(c->ops, c->entry, c->own, &o);
}

/* ---- the sheet ---- */

static const struct column sheet_columns[] = {
	{ "group", TYPE_INT, 0, "rows of a group are one inspection" },
	{ "item", TYPE_CODE, 0, "the item" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "location", TYPE_CODE, 0, "where it is held" },
	{ "stage", TYPE_CODE, 0, "receipt, production, stock ..." },
	{ "party", TYPE_CODE, 0, "whose goods they are" },
	{ "qty", TYPE_QTY, 0, "what is held" },
	{ "accepted", TYPE_QTY, 0, "to be filled in" },
	{ "rejected", TYPE_QTY, 0, "to be filled in" },
	{ "to", TYPE_CODE, 0, "where what is good goes" },
	{ "reject_to", TYPE_CODE, 0, "where what is not goes" },
	{ "defect", TYPE_CODE, 0, "to be filled in" },
	{ "count", TYPE_QTY, 0, "to be filled in" },
	{ "characteristic", TYPE_CODE, 0, "what is looked at" },
	{ "piece", TYPE_INT, 0, "of which piece" },
	{ "value", TYPE_RATIO, 0, "to be filled in" },
	{ "nominal", TYPE_RATIO, 0, "what it shall be" },
	{ "lower", TYPE_RATIO, 0, "the least that is good" },
	{ "upper", TYPE_RATIO, 0, "the most that is good" },
	{ "unit", TYPE_CODE, 0, "the unit of the value" },
	{ "gauge", TYPE_TEXT, 0, "what it is measured with" },
	/* A list has these beside it: -i leaves them out. */
	{ "first", TYPE_BOOL, 0, "" },
	{ "entry", TYPE_INT, 0, "" },
	{ NULL },
};

enum { SHEET = sizeof sheet_columns / sizeof *sheet_columns - 3 };

struct sheet {
	struct call *call;
	const struct inspect_head *asked;
	int64_t group;
};

/* A row for each piece of the sample. */
static int
sheet_pieces(struct sheet *s, struct cell *cells,
    const struct characteristic *p, int64_t held)
{
	int64_t whole = held < MILLION ? 1 : held / MILLION;
	int64_t n = p->sample < whole ? p->sample : whole;
	int err = 0;

	cells[13] = cell_text(p->name);
	cells[16] = cell_int(p->nominal);
	cells[17] = cell_int(p->lower);
	cells[18] = cell_int(p->upper);
	cells[19] = cell_text(p->unit);
	cells[20] = cell_text(p->gauge);
	for (int64_t piece = 1; err == 0 && piece <= n; piece++) {
		cells[14] = cell_int(piece);
		err = call_row(s->call, cells);
	}
	return err;
}

static int
sheet_row(void *data, const struct balance_row *row)
{
	struct sheet *s = data;
	struct ops *ops = s->call->ops;
	const char *lot = row->lot == NULL ? NULL : row->lot->lot;
	const char *stage = s->asked->about.stage == NULL ? "receipt"
	    : s->asked->about.stage, *party = s->asked->about.party;
	struct characteristic *plan;
	struct cell cells[SHEET];
	size_t n;
	int err = 0;

	if (row->location->kind != PLACE_QUARANTINE || row->on_hand <= 0 ||
	    (s->asked->about.lot != NULL &&
		!text_eq(s->asked->about.lot, lot)))
		return 0;
	if (party == NULL)
		err = lot_vendor(ops, row->item, lot, &party);
	if (err == 0)
		err = inspection_plan(ops, row->item, party, stage, &plan,
		    &n);
	if (err != 0)
		return err;
	for (int i = 0; i < SHEET; i++)
		cells[i] = CELL_MISSING;
	cells[0] = cell_int(++s->group);
	cells[1] = cell_text(row->item->sku);
	cells[2] = cell_text(lot);
	cells[3] = cell_text(row->location->code);
	cells[4] = cell_text(stage);
	cells[5] = cell_text(party);
	cells[6] = cell_int(row->on_hand);
	if (n == 0)
		return call_row(s->call, cells);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = sheet_pieces(s, cells, &plan[i], row->on_hand);
	return err;
}

static int
sheet(struct call *c)
{
	struct balance_query query = { .as_of = NONE, .known = NONE,
		.by_location = 1, .by_lot = 1 };
	struct inspect_head head;
	struct sheet s = { .call = c, .asked = &head };
	int err = sheet_fields(c, " item lot location stage party ");

	fill_clear(fields, 0, FIELD_LINE, &head);
	if (err == 0)
		err = fill_given(c, &head, NULL);
	query.item = head.item;
	query.place = &head.location;
	query.n = head.location != NULL;
	if (err == 0)
		err = call_begin(c, sheet_columns, SHEET);
	if (err == 0)
		err = balances(c->ops, &query, sheet_row, &s);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what is to be inspected, and how",
	    "ops stock inspect --sheet -o inspect.csv",
	    "incoming inspection checklist" },
	{ "some of what is held is good",
	    "ops stock inspect --code INS-2 --item HELMET-M --rejected 1 "
	    "--defect torn --reject-to SCRAP --to SOUTH/A --dry-run",
	    "accept reject quality control" },
	{ NULL },
};

const struct cmd cmd_stock_inspect = {
	.path = "stock inspect",
	.brief = "accept or reject goods that are held",
	.about = "Goods in a place of kind quarantine are inspected: what is "
		 "good goes to --to, what is not stays, or goes to "
		 "--reject-to. One entry holds the moves, the decision, the "
		 "defects and the values.\n\nValues are of characteristics "
		 "in the plan ('ops stock inspect plan set'); a piece with a "
		 "value outside its limits is a reject, unless --override "
		 "says why not. Several defects and values are --line, "
		 "repeated, or rows with the same code or group. --sheet "
		 "prints what is held with what is to be looked at; filled "
		 "in, -i takes it back.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct inspect_head),
	.line_size = sizeof(struct inspect_line),
	.columns = sheet_columns,
	.posts = &ledger_inspection,
	.examples = examples,
	.document = record,
	.sheet = sheet,
};
