/* ops stock classify: items by value and by how their demand varies. */
#include "analysis.h"
#include "cli/takes.h"
#include "stock/classify.h"
#include "time/date.h"

struct classify_input {
	const char *per, *cuts, *crossing, *xyz;
	int explain;
};

#define INPUT(how, member) AT_##how(struct classify_input, member)

static const struct kind kind_grain = { .name = "grain",
	.store = STORE_TEXT, .accepts = "day, week, month, quarter or year",
	.words = grain_words };

static const struct field fields[] = {
	{ "per", 0, &kind_grain, INPUT(TEXT, per), 0,
	    "the periods in which demand is summed up (month)" },
	{ "cuts", 0, &kind_text, INPUT(TEXT, cuts), 0,
	    "shares of the whole at which A, B ... end (0.80,0.95)" },
	{ "crossing", 0, &kind_crossing, INPUT(TEXT, crossing), 0,
	    "the class of what crosses such a cut: higher or lower" },
	{ "xyz", 0, &kind_text, INPUT(TEXT, xyz), 0,
	    "coefficients of variation at which X and Y end (0.5,1.0)" },
	{ "explain", 0, &kind_flag, INPUT(FLAG, explain), 0,
	    "the number of periods, of those with demand, and the rule, too" },
	{ NULL },
};

enum { ITEM, NAME, PERIOD, QTY, COST, TAKEN };

static const struct column takes[] = {
	{ "item", TYPE_CODE, COL_NEEDED, "what is classed" },
	{ "name", TYPE_TEXT, 0, "its name" },
	{ "period", TYPE_CODE, COL_NEEDED,
	    "a day, week, month, quarter or year; without a row: no demand" },
	{ "qty", TYPE_QTY, COL_NEEDED, "the demand in it" },
	{ "cost", TYPE_PRICE, 0, "what that is worth" },
	{ NULL },
};

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "cost", TYPE_MONEY, 0, "what was used, at cost" },
	{ "abc", TYPE_CODE, 0, "its class by cost: A, B or C" },
	{ "cv", TYPE_RATIO, 0, "the coefficient of variation of its demand" },
	{ "xyz", TYPE_CODE, 0, "its class by that: X, Y or Z" },
	{ "class", TYPE_CODE, 0, "both: AX" },
	{ "adi", TYPE_RATIO, 0, "periods from one demand to the next" },
	{ "cv2", TYPE_RATIO, 0, "squared variation of demands that are not 0" },
	{ "pattern", TYPE_CODE, 0, "smooth, erratic, intermittent or lumpy" },
	{ "periods", TYPE_INT, 0, "how many periods there are (--explain)" },
	{ "demands", TYPE_INT, 0, "of them, with a demand (--explain)" },
	{ "rule", TYPE_TEXT, COL_WIDE, "the rule of abc (--explain)" },
	{ NULL },
};

enum { ALL = sizeof columns / sizeof *columns - 1, PLAIN = ALL - 3 };

struct classing {
	struct sink sink;
	struct call *call;
	struct demands demands;
	struct abc_rules abc;
	struct cuts xyz;
	enum type cost;
	const char *words; /* how it was classed */
};

static int
take_begin(struct sink *s, const struct column *cols, size_t n)
{
	(void)n;
	((struct classing *)s)->cost = cols[COST].type;
	return 0;
}

static int
take_row(struct sink *s, const struct cell *cells)
{
	struct classing *k = (struct classing *)s;
	struct call *c = k->call;

	if (cells[ITEM].s == NULL)
		return 0;
	return demands_add(c->ops, &k->demands, &c->clock, cells[ITEM].s,
	    cells[NAME].s, cells[PERIOD].s, cells[QTY].i, cells[COST].i);
}

static int
take_end(struct sink *s)
{
	struct classing *k = (struct classing *)s;

	return demands_end(k->call->ops, &k->demands);
}

static const char *
xyz_of(const struct classing *k, int64_t cv)
{
	static const char *const letter[] = { "X", "Y", "Z" };
	size_t i = 0;

	while (i < k->xyz.n && cv > k->xyz.at[i])
		i++;
	return cv == NONE ? NULL : letter[i];
}

static int
print_row(struct classing *k, const struct ranked *r)
{
	struct call *c = k->call;
	const struct demand_of *of = r->data;
	const char *abc = abc_class(&k->demands.abc, r, &k->abc), *xyz;
	struct demand_shape shape;
	int pattern, err = demands_shape(c->ops, &k->demands, of, &shape);

	if (err != 0)
		return err;
	xyz = xyz_of(k, shape.cv);
	pattern = demand_pattern(&shape);
	return call_row(c,
	    (struct cell[ALL]){ cell_text(of->item), cell_text(of->name),
		cell_int(r->value), cell_text(abc), cell_int(shape.cv),
		cell_text(xyz),
		cell_text(abc == NULL || xyz == NULL ? NULL
		    : arena_printf(c->ops->mem, "%s%s", abc, xyz)),
		cell_int(shape.adi), cell_int(shape.cv2),
		cell_text(pattern < 0 ? NULL : pattern_words[pattern]),
		cell_int((int64_t)k->demands.begins.n),
		cell_int((int64_t)shape.hits),
		cell_text(k->words) });
}

/*
 * The book's own rows: all that was used in the period, else in the last
 * twelve whole months; all its periods count, those without a row, too.
 */
static const char *
line_of(struct classing *k, const char *per)
{
	struct call *c = k->call;
	int64_t since = c->since, until = until_now(c);

	if (c->opt.input != NULL)
		return NULL;
	if (since == NONE && c->until == NONE) {
		int64_t month = month_first(clock_today(&c->clock));

		since = day_start(c->clock.zone, day_add_months(month, -12));
		until = day_start(c->clock.zone, month) - 1;
	}
	tell_period(c, since, until);
	if (since != NONE) {
		k->demands.first = day_of(c, since);
		k->demands.last = day_of(c, until);
	}
	return arena_printf(c->ops->keep, "stock sales --consumed --by "
	    "item,%s%s", per, takes_times(c, since, until));
}

static int
run(struct call *c)
{
	struct classify_input in = { .explain = 0 };
	struct classing k = { .sink = { take_begin, take_row, take_end },
		.call = c, .cost = TYPE_MONEY };
	struct column cols[ALL];
	const struct ranked *r;
	size_t n;
	int err = fill_given(c, &in, NULL);

	demands_begin(c->ops, &k.demands);
	if (err == 0)
		err = abc_rules(c->ops, in.cuts, in.crossing, &k.abc);
	if (err == 0)
		err = abc_cuts(c->ops, "--xyz", in.xyz, "stock.xyz", &k.xyz);
	if (err == 0)
		err = call_takes(c, takes, TAKEN, line_of(&k, in.per == NULL
		    ? "month" : in.per), &k.sink);
	if (err != 0)
		return err;
	for (n = 0; n < ALL; n++)
		cols[n] = columns[n];
	cols[2].type = k.cost;
	n = in.explain ? ALL : PLAIN;
	k.words = abc_words(c->ops, &k.abc);
	err = call_begin(c, cols, n);
	VEC_EACH(&k.demands.abc.rows, r)
		if (err == 0)
			err = print_row(&k, r);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "which goods cost much, and how regular their demand is",
	    "ops stock classify", "abc xyz demand pattern" },
	{ "goods whose demand is lumpy", "ops stock classify --where 'pattern "
					 "= lumpy'", "intermittent spare" },
	{ NULL },
};

const struct cmd cmd_stock_classify = {
	.path = "stock classify",
	.brief = "class items by cost and by how their demand varies",
	.about = "ABC by the cost of what was used, as ops stock abc has it; "
		 "XYZ by the coefficient of variation of the demand of all "
		 "periods; and the pattern of the demand by Syntetos and "
		 "Boylan. Without -i it is what was sold and consumed in the "
		 "last twelve whole months (or in the period), month by "
		 "month.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct classify_input),
	.columns = columns,
	.takes = takes,
	.examples = examples,
	.run = run,
};
