/* ops stock quality: how good goods are, and what is wrong with them. */
#include <string.h>

#include "analysis.h"
#include "base/str.h"
#include "cli/takes.h"
#include "stock/quality.h"
#include "time/grain.h"
#include "time/zone.h"

struct quality_input {
	struct texts item, party, stage;
	const char *by;
};

#define INPUT(how, member) AT_##how(struct quality_input, member)

static const struct field fields[] = {
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "the keys: any of item, party, stage, lot, defect and one of "
	    "day, week, month, quarter, year (item)" },
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "party", 0, &kind_parties, INPUT(TEXTS, party), 0,
	    "only goods of these vendors (repeatable)" },
	{ "stage", 0, &kind_texts, INPUT(TEXTS, stage), 0,
	    "only inspections at these stages (repeatable)" },
	{ NULL },
};

/* Behind the keys of enum quality_key that words can name. */
static const char *const key_words[] = { "item", "party", "stage", "lot",
	"defect", "day", "week", "month", "quarter", "year", NULL };
enum { WORDS = 5 };

enum { T_CODE, T_ITEM, T_LOT, T_STAGE, T_PARTY, T_DATE, T_QTY, T_ACCEPTED,
	T_REJECTED, T_UNIT, T_FIRST, T_DEFECT, T_COUNT, TAKEN };

static const struct column takes[] = {
	{ "code", TYPE_CODE, 0, "the inspection; rows with the same one "
				"behind each other are one" },
	{ "item", TYPE_CODE, 0, "what was inspected" },
	{ "lot", TYPE_CODE, 0, "its lot" },
	{ "stage", TYPE_CODE, 0, "at which stage" },
	{ "party", TYPE_CODE, 0, "whose goods" },
	{ "date", TYPE_TIME, 0, "when" },
	{ "qty", TYPE_QTY, COL_NEEDED, "how much was inspected" },
	{ "accepted", TYPE_QTY, 0, "of it, what is good" },
	{ "rejected", TYPE_QTY, 0, "of it, what is not" },
	{ "unit", TYPE_CODE, 0, "the unit of the quantities" },
	{ "first", TYPE_BOOL, 0, "is it the first of these goods (yes)" },
	{ "defect", TYPE_CODE, 0, "what was wrong" },
	{ "count", TYPE_QTY, 0, "with how much" },
	{ NULL },
};

enum { PERIOD, ITEM, PARTY, STAGE, LOT, DEFECT, INSPECTIONS, INSPECTED,
	ACCEPTED, REJECTED, YIELD, FIRST, FIRST_PASS, DEFECTS, SHARE,
	CUMULATED, UNIT, COLUMNS };

static const struct column columns[] = {
	{ "period", TYPE_CODE, 0, "the day, week ... (--by month)" },
	{ "item", TYPE_CODE, 0, "the item (--by item)" },
	{ "party", TYPE_CODE, 0, "whose goods (--by party)" },
	{ "stage", TYPE_CODE, 0, "at which stage (--by stage)" },
	{ "lot", TYPE_CODE, 0, "the lot (--by lot)" },
	{ "defect", TYPE_CODE, 0, "what was wrong (--by defect; missing: "
				  "nobody said)" },
	{ "inspections", TYPE_INT, 0, "how many there were" },
	{ "inspected", TYPE_QTY, 0, "how much; by defect missing, and what "
				    "follows" },
	{ "accepted", TYPE_QTY, 0, "of it, what was good" },
	{ "rejected", TYPE_QTY, 0, "of it, what was not" },
	{ "yield", TYPE_RATIO, 0, "accepted / inspected" },
	{ "first", TYPE_QTY, COL_MINOR, "inspected for the first time" },
	{ "first_pass", TYPE_RATIO, 0, "accepted then / first" },
	{ "defects", TYPE_QTY, 0, "the counts of the defects" },
	{ "share", TYPE_RATIO, 0, "rejected (or, by defect, defects) / its "
				  "sum" },
	{ "cumulated", TYPE_RATIO, 0, "the shares down to this one" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ NULL },
};

struct reading {
	struct sink sink;
	struct call *call;
	const struct quality_input *in;
	struct quality *quality;
	unsigned keys; /* of enum quality_key */
	enum grain grain;
};

static int
is_asked(const struct texts *asked, const char *is)
{
	for (size_t i = 0; i < asked->n; i++)
		if (text_eq(asked->v[i], is))
			return 1;
	return asked->n == 0;
}

/* What is without a date is in no period. */
static int
is_within(const struct call *c, int64_t date)
{
	if (date == NONE)
		return c->since == NONE && c->until == NONE;
	return date <= c->clock.now &&
	    (c->since == NONE || date >= c->since) &&
	    (c->until == NONE || date <= c->until);
}

static const char *
period_of(struct reading *r, int64_t date)
{
	char text[PERIOD_SIZE];
	struct period p;
	int64_t day;
	int second;

	if (date == NONE || !(r->keys >> QUALITY_PERIOD & 1))
		return NULL;
	zone_from_utc(r->call->clock.zone, date, &day, &second);
	p = grain_of(r->grain, day);
	period_print(text, &p);
	return arena_strdup(r->call->ops->keep, text);
}

static int
take_row(struct sink *s, const struct cell *cells)
{
	struct reading *r = (struct reading *)s;
	struct quality_row row = { .code = cells[T_CODE].s,
		.key = { [QUALITY_UNIT] = cells[T_UNIT].s,
		    [QUALITY_ITEM] = cells[T_ITEM].s,
		    [QUALITY_PARTY] = cells[T_PARTY].s,
		    [QUALITY_STAGE] = cells[T_STAGE].s,
		    [QUALITY_LOT] = cells[T_LOT].s,
		    [QUALITY_DEFECT] = cells[T_DEFECT].s },
		.qty = cells[T_QTY].i, .accepted = cells[T_ACCEPTED].i,
		.rejected = cells[T_REJECTED].i, .count = cells[T_COUNT].i,
		.first = cells[T_FIRST].i != 0 };

	if (row.qty == NONE || !is_within(r->call, cells[T_DATE].i) ||
	    !is_asked(&r->in->item, cells[T_ITEM].s) ||
	    !is_asked(&r->in->party, cells[T_PARTY].s) ||
	    !is_asked(&r->in->stage, cells[T_STAGE].s))
		return 0;
	row.key[QUALITY_PERIOD] = period_of(r, cells[T_DATE].i);
	return quality_add(r->quality, &row);
}

/* The keys, as words and as bits of enum quality_key. */
static int
read_keys(struct reading *r)
{
	struct call *c = r->call;
	const char *by = r->in->by == NULL ? "item" : r->in->by;
	unsigned words;
	int grain, err;

	if (strstr(by, "inspector") != NULL)
		return fail(c->ops, OPS_USAGE, "--by: '%s' is wrong: goods and "
		    "their makers are compared, not persons", by);
	err = by_read(c, by, &words);
	if (err == 0)
		err = by_one(c, words, WORDS, &grain);
	if (err != 0)
		return err;
	r->keys = (words & ((1U << WORDS) - 1)) << QUALITY_ITEM;
	if (grain < 0)
		return 0;
	r->keys |= 1U << QUALITY_PERIOD;
	r->grain = (enum grain)grain;
	return 0;
}

/* The keys that are columns stand in the same order. */
static unsigned
shown_columns(unsigned by)
{
	unsigned all = (1U << COLUMNS) - 1, keyed = (1U << INSPECTIONS) - 1;

	return (all & ~keyed) | by >> QUALITY_PERIOD;
}

/* A defect is of no quantity but its own. */
static int
print_line(const struct shown *shown, const struct quality_line *l)
{
	const char *const *key = l->sums->key;
	const int64_t *sum = l->sums->sum;
	int whole = !(shown->bits >> DEFECT & 1);

	return shown_row(shown, (struct cell[COLUMNS]){
	    [PERIOD] = cell_text(key[QUALITY_PERIOD]),
	    [ITEM] = cell_text(key[QUALITY_ITEM]),
	    [PARTY] = cell_text(key[QUALITY_PARTY]),
	    [STAGE] = cell_text(key[QUALITY_STAGE]),
	    [LOT] = cell_text(key[QUALITY_LOT]),
	    [DEFECT] = cell_text(key[QUALITY_DEFECT]),
	    [INSPECTIONS] = cell_int(sum[QUALITY_INSPECTIONS]),
	    [INSPECTED] = cell_int(whole ? sum[QUALITY_INSPECTED] : NONE),
	    [ACCEPTED] = cell_int(whole ? sum[QUALITY_ACCEPTED] : NONE),
	    [REJECTED] = cell_int(whole ? sum[QUALITY_REJECTED] : NONE),
	    [YIELD] = cell_int(ratio_or_none(sum[QUALITY_ACCEPTED],
		sum[QUALITY_INSPECTED])),
	    [FIRST] = cell_int(whole ? sum[QUALITY_FIRST] : NONE),
	    [FIRST_PASS] = cell_int(ratio_or_none(sum[QUALITY_PASSED],
		sum[QUALITY_FIRST])),
	    [DEFECTS] = cell_int(sum[QUALITY_DEFECTS]),
	    [SHARE] = cell_int(l->share),
	    [CUMULATED] = cell_int(l->cumulated),
	    [UNIT] = cell_text(key[QUALITY_UNIT]) });
}

static int
print(struct reading *r)
{
	struct call *c = r->call;
	struct shown shown = { c, columns, COLUMNS, shown_columns(r->keys) };
	struct quality_line *line;
	size_t n;
	int err = quality_lines(r->quality, &line, &n);

	if (err == 0)
		err = shown_begin(&shown);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_line(&shown, &line[i]);
	return err < 0 ? err : sink_end(c->out);
}

/* In a book they are known; a file has its own. */
static int
check_names(struct call *c, const struct quality_input *in)
{
	const struct item *item;
	const struct party *party;
	int err = 0;

	if (c->opt.input != NULL)
		return 0;
	for (size_t i = 0; err == 0 && i < in->item.n; i++)
		err = item_by_sku(c->ops, in->item.v[i], &item);
	if (err != 0)
		return fail_at(c->ops, "--item");
	for (size_t i = 0; err == 0 && i < in->party.n; i++)
		err = party_by_code(c->ops, in->party.v[i], &party);
	return err == 0 ? 0 : fail_at(c->ops, "--party");
}

static int
run(struct call *c)
{
	struct quality_input in = { .by = NULL };
	struct reading r = { { .row = take_row }, c, &in,
		NULL, 0, GRAIN_DAY };
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = read_keys(&r);
	if (err == 0)
		err = check_names(c, &in);
	r.quality = quality_new(c->ops, r.keys);
	if (err == 0)
		tell_period(c, NONE, c->clock.now);
	if (err == 0)
		err = call_takes(c, takes, TAKEN, c->opt.input != NULL ? NULL
		    : arena_printf(c->ops->keep, "stock inspect list --lines%s",
			  takes_times(c, NONE, NONE)), &r.sink);
	return err != 0 ? err : print(&r);
}

static const struct example examples[] = {
	{ "how good each vendor's goods are",
	    "ops stock quality --by party --stage receipt",
	    "supplier quality yield reject rate ppm" },
	{ "which defects are most of the trouble",
	    "ops stock quality --by defect", "pareto defects" },
	{ "is it getting better",
	    "ops stock quality --by month --period ytd", "trend" },
	{ NULL },
};

const struct cmd cmd_stock_quality = {
	.path = "stock quality",
	.brief = "show yield, first-pass yield and defects",
	.about = "Of the inspections of the period (all that the book has): "
		 "yield is what was accepted of what was inspected; first-pass "
		 "yield the same of first inspections alone. An inspection is "
		 "no first one where it says which one it repeats, or where "
		 "its lot was inspected before at its stage and rejects of "
		 "that stayed ours.\n\nThe most rejects come first (by defect: "
		 "the most defects), with their share of the whole and the "
		 "shares summed up: the Pareto order; by a period, time goes "
		 "first. Quantities of different units are rows of their own. "
		 "-i takes the inspections of any file.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct quality_input),
	.keys = key_words,
	.columns = columns,
	.takes = takes,
	.examples = examples,
	.run = run,
};
