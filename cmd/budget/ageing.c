/* ops budget ageing: what is bound and still open, by its age. */
#include <stdlib.h>
#include <string.h>

#include "budget/month.h"
#include "budget/open.h"
#include "in.h"
#include "with.h"

struct ageing_input {
	const char *buckets, *in;
	struct texts account, with;
};

static const struct field fields[] = {
	{ "account", 0, &kind_texts, AT_TEXTS(struct ageing_input, account),
	    FIELD_ARG,
	    "of these accounts and all below them (all)" },
	{ "buckets", 0, &kind_text, AT_TEXT(struct ageing_input, buckets), 0,
	    "where ages are cut, in days (30,60,90)" },
	FIELD_WITH(struct ageing_input, with),
	FIELD_IN(struct ageing_input, in),
	{ NULL },
};

static const struct kind kind_stage = { .name = "stage", .words = stage_words };

static const struct column columns[] = {
	{ "document", TYPE_CODE, COL_FILTER, "the request, the order" },
	{ "account", TYPE_CODE, 0, "the account" },
	{ "period", TYPE_CODE, 0, "the month that it counts in" },
	{ "dimension", TYPE_CODE, COL_MINOR, "cost centre, project" },
	{ "stage", TYPE_CODE, COL_FILTER, "pre: asked for; committed: ordered",
	    &kind_stage },
	{ "vendor", TYPE_CODE, COL_FILTER, "who is going to be paid" },
	{ "amount", TYPE_MONEY, 0, "what is still open" },
	{ "unit", TYPE_CODE, COL_MINOR, "of the amount (missing: money)" },
	{ "since", TYPE_DATE, 0, "the day of its first line" },
	{ "age", TYPE_INT, 0, "in days" },
	{ "bucket", TYPE_CODE, 0, "0-30 31-60 61-90 91+" },
	{ "overdue", TYPE_BOOL, 0, "its month is over" },
	{ "reference", TYPE_CODE, COL_MINOR, "order, document" },
	{ "note", TYPE_TEXT, COL_WIDE, "why" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1, CUTS = 12 };

struct printing {
	struct call *call;
	const struct ageing_input *in;
	int64_t today, cut[CUTS];
	const char *bucket[CUTS + 1]; /* up to each cut; above the last */
	int cuts;
};

static int
read_buckets(struct printing *p)
{
	const char *text = p->in->buckets == NULL ? "30,60,90" : p->in->buckets;
	const char *s = text;
	struct arena *mem = p->call->ops->keep;
	long from = 0;

	while (*s != '\0') {
		char *end;
		long v = strtol(s, &end, 10);

		if (*s < '0' || *s > '9' || v < 1 || v > 99999 ||
		    p->cuts == CUTS ||
		    (p->cuts > 0 && v <= p->cut[p->cuts - 1]) ||
		    (*end != ',' && *end != '\0') || (*end == ',' && !end[1]))
			return fail(p->call->ops, OPS_USAGE, "--buckets: '%s' "
			    "is wrong: expected days, each more than the one "
			    "before: 30,60,90", text);
		p->bucket[p->cuts] = arena_printf(mem, "%ld-%ld", from, v);
		p->cut[p->cuts++] = v;
		from = v + 1;
		s = end + (*end == ',');
	}
	p->bucket[p->cuts] = arena_printf(mem, "%ld+", from);
	return 0;
}

static const char *
bucket(const struct printing *p, int64_t age)
{
	int i = 0;

	while (i < p->cuts && age > p->cut[i])
		i++;
	return p->bucket[i];
}

static int
wanted(const struct ageing_input *in, const char *account)
{
	for (size_t i = 0; i < in->account.n; i++)
		if (account_within(account, in->account.v[i]))
			return 1;
	return in->account.n == 0;
}

static int
print_row(void *data, const struct open_row *r)
{
	struct printing *p = data;
	struct ops *ops = p->call->ops;
	struct arena_mark mark = arena_mark(ops->mem);
	char period[MONTH_SIZE];
	int64_t day, age;
	int second, err;

	if (!wanted(p->in, r->account->name))
		return 0;
	zone_from_utc(ops->book->zone, r->since, &day, &second);
	age = p->today < day ? 0 : p->today - day;
	month_print(period, r->period);
	err = call_row(p->call,
	    (struct cell[COLUMNS]){ cell_text(r->document),
		cell_text(r->account->name), cell_text(period),
		cell_text(r->dimension), cell_text(stage_words[r->stage]),
		cell_text(r->vendor), cell_int(r->amount),
		cell_text(r->account->unit), cell_int(day), cell_int(age),
		cell_text(bucket(p, age)),
		cell_int(month_end(r->period) < p->today),
		cell_text(r->reference), cell_text(r->note) });
	arena_back(ops->mem, mark);
	return err;
}

static int
run(struct call *c)
{
	struct ageing_input in = { .buckets = NULL };
	struct printing p = { .call = c, .in = &in };
	struct open_wish w = {
		.until = c->clock.now != c->ops->now ? c->clock.now : NONE,
		.known = c->known };
	const struct account *a;
	int second, err = fill_given(c, &in, NULL);

	zone_from_utc(c->ops->book->zone, c->clock.now, &p.today, &second);
	for (size_t i = 0; err == 0 && i < in.account.n; i++)
		err = account_by_name(c->ops, in.account.v[i], &a);
	if (err == 0)
		err = read_buckets(&p);
	if (err == 0)
		err = with_lines(c, &w.extra, &w.n_extra);
	if (err == 0)
		err = in_begin(c, in.in);
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = open_rows(c->ops, &w, print_row, &p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "which orders are open for a long time",
	    "ops budget ageing --where 'age > 90' --sort -age",
	    "open commitments purchase orders stale encumbrance" },
	{ NULL },
};

const struct cmd cmd_budget_ageing = {
	.path = "budget ageing",
	.brief = "list what is bound and still open, by its age",
	.about = "What requests, reservations and commitments still hold of "
		 "the budget, each since its first line. One whose month is "
		 "over is overdue: spend it, release it, or carry it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.own_writer = in_open,
	.size = sizeof(struct ageing_input),
	.columns = columns,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
