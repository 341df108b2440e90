/* ops stock abc: the few that make up most of the whole. */
#include <string.h>

#include "analysis.h"
#include "cli/takes.h"
#include "stock/abc.h"

struct abc_input {
	const char *by, *value, *cuts, *crossing;
	int explain;
};

#define INPUT(how, member) AT_##how(struct abc_input, member)

static const struct field fields[] = {
	{ "by", 0, &kind_code, INPUT(TEXT, by), 0,
	    "the column of what is classed (item)" },
	{ "value", 0, &kind_code, INPUT(TEXT, value), 0,
	    "the column by which it is classed (cost)" },
	{ "cuts", 0, &kind_text, INPUT(TEXT, cuts), 0,
	    "shares of the whole at which classes end (0.80,0.95)" },
	{ "crossing", 0, &kind_crossing, INPUT(TEXT, crossing), 0,
	    "the class of what crosses a cut: higher or lower" },
	{ "explain", 0, &kind_flag, INPUT(FLAG, explain), 0,
	    "the rank and the rule, too" },
	{ NULL },
};

enum { KEY, NAME, VALUE, TAKEN };

static const struct column takes[] = {
	{ "item", TYPE_CODE, COL_NEEDED, "what is classed (--by)" },
	{ "name", TYPE_TEXT, 0, "its name" },
	{ "cost", TYPE_PRICE, COL_NEEDED, "what it is classed by (--value)" },
	{ NULL },
};

enum { SHARE = TAKEN, CUMULATED, CLASS, RANK, OF, RULE, COLUMNS };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "what is classed: the column of --by" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "cost", TYPE_MONEY, 0, "its value: the column of --value" },
	{ "share", TYPE_RATIO, 0, "value / the sum of all above 0" },
	{ "cumulated", TYPE_RATIO, 0, "the shares down to this one" },
	{ "class", TYPE_CODE, 0, "A, B or C" },
	{ "rank", TYPE_INT, 0, "its place, the largest first (--explain)" },
	{ "of", TYPE_INT, 0, "how many there are (--explain)" },
	{ "rule", TYPE_TEXT, COL_WIDE, "the rule (--explain)" },
	{ NULL },
};

/* Takes the rows in, and remembers what they count. */
struct classing {
	struct sink sink;
	struct call *call;
	struct abc abc;
	enum type type;
};

static int
take_begin(struct sink *s, const struct column *cols, size_t n)
{
	(void)n;
	((struct classing *)s)->type = cols[VALUE].type;
	return 0;
}

static int
take_row(struct sink *s, const struct cell *cells)
{
	struct classing *k = (struct classing *)s;
	struct ops *ops = k->call->ops;

	if (cells[KEY].s == NULL)
		return 0;
	return abc_add(ops, &k->abc, cells[KEY].s,
	    arena_strdup(ops->keep, cells[NAME].s), cells[VALUE].i);
}

static int
take_end(struct sink *s)
{
	struct classing *k = (struct classing *)s;

	return abc_rank(k->call->ops, &k->abc);
}

/* Amounts of a file have the decimals that money has, others those said. */
static enum type
type_of(const char *column)
{
	static const char *const money[] = { "revenue", "cost", "margin",
		"value", "amount", "price" };

	for (size_t i = 0; i < sizeof money / sizeof *money; i++)
		if (strcmp(column, money[i]) == 0)
			return TYPE_PRICE;
	return TYPE_QTY;
}

static int
print(struct classing *k, const struct abc_input *in,
    const struct abc_rules *rules)
{
	struct call *c = k->call;
	struct column cols[COLUMNS];
	const struct ranked *r;
	const char *words = abc_words(c->ops, rules);
	size_t n = in->explain ? COLUMNS : RANK;
	int64_t place = 0;
	int err;

	memcpy(cols, columns, sizeof cols);
	cols[KEY].name = in->by;
	cols[VALUE].name = in->value;
	cols[VALUE].type = k->type;
	err = call_begin(c, cols, n);
	VEC_EACH(&k->abc.rows, r) {
		struct cell cells[COLUMNS] = { cell_text(r->key),
			cell_text(r->data), cell_int(r->value),
			cell_int(r->share),
			cell_int(ranked_cumulated(r, k->abc.total)),
			cell_text(abc_class(&k->abc, r, rules)),
			cell_int(++place), cell_int((int64_t)k->abc.rows.n),
			cell_text(words) };

		if (err == 0)
			err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

/* The book's own rows: all that was used. */
static const char *
line_of(struct call *c, const char *by)
{
	int64_t since, until;

	if (c->opt.input != NULL)
		return NULL;
	last_year(c, &since, &until);
	tell_period(c, since, until);
	return arena_printf(c->ops->keep, "stock sales --consumed --by %s%s",
	    by, takes_times(c, since, until));
}

static int
run(struct call *c)
{
	struct abc_input in = { .by = NULL };
	struct classing k = { { take_begin, take_row, take_end }, c,
		{ .keys.mem = c->ops->keep }, TYPE_MONEY };
	struct column cols[TAKEN];
	struct abc_rules rules;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = abc_rules(c->ops, in.cuts, in.crossing, &rules);
	if (err != 0)
		return err;
	if (in.by == NULL)
		in.by = takes[KEY].name;
	if (in.value == NULL)
		in.value = takes[VALUE].name;
	if (strcmp(in.by, in.value) == 0)
		return fail(c->ops, OPS_USAGE, "--value: '%s' is the column "
		    "of --by: expected another one", in.value);
	memcpy(cols, takes, sizeof cols);
	cols[KEY].name = in.by;
	cols[VALUE].name = in.value;
	cols[VALUE].type = type_of(in.value);
	err = call_takes(c, cols, TAKEN, line_of(c, in.by), &k.sink);
	return err != 0 ? err : print(&k, &in, &rules);
}

static const struct example examples[] = {
	{ "which items most of the money goes through", "ops stock abc",
	    "pareto 80/20 classes" },
	{ "which customers bring most of the revenue",
	    "ops stock abc --by customer --value revenue" },
	{ "classes of whatever a file has",
	    "ops stock sales --period ytd --by item -F csv | ops stock abc -i "
	    "- --value cost -F md" },
	{ NULL },
};

const struct cmd cmd_stock_abc = {
	.path = "stock abc",
	.brief = "class items by their share of the whole",
	.about = "Sorts by a column, the largest first, and sums up from the "
		 "top: A are those that make up 80 % of the whole, B those up "
		 "to 95 %, C the rest. The one that crosses a cut is of the "
		 "higher class, as in textbooks; --crossing lower puts it in "
		 "the lower one, as some programs do. What is not above 0 is "
		 "of the last class and has no share. Without -i it classes "
		 "by the cost of what was sold and consumed in the period "
		 "(the last 365 days), as ops stock sales --consumed has it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct abc_input),
	.columns = columns,
	.takes = takes,
	.examples = examples,
	.run = run,
};
