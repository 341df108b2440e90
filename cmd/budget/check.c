/* ops budget check: is there money for this? */
#include <string.h>

#include "base/str.h"
#include "budget/dimension.h"
#include "budget/gateparts.h"
#include "budget/kinds.h"
#include "cli/nagios.h"
#include "cli/takes.h"
#include "in.h"
#include "ways.h"
#include "with.h"

struct check_input {
	const char *account, *stage, *amount, *currency, *dimension, *in;
	int64_t date, period;
	struct texts with;
};

#define INPUT(how, member) AT_##how(struct check_input, member)

static const struct kind kind_stage = { .name = "stage",
	.store = STORE_TEXT,
	.accepts = "request, commit or spend",
	.words = gate_stage_words };

static const struct field fields[] = {
	{ "account", 0, &kind_code, INPUT(TEXT, account), FIELD_ARG,
	    "whose money it is" },
	{ "amount", 0, &kind_amount, INPUT(TEXT, amount), FIELD_ARG,
	    "how much" },
	{ "currency", 0, &kind_currency, INPUT(TEXT, currency), 0,
	    "of the amount (that of the book)" },
	{ "date", 0, &kind_day, INPUT(INT, date), 0, "on which day (today)" },
	{ "period", 0, &kind_month, INPUT(INT, period), 0,
	    "in which month (that of the date)" },
	{ "stage", 0, &kind_stage, INPUT(TEXT, stage), 0,
	    "by the control of which stage (commit)" },
	{ "dimension", 0, &kind_dimension, INPUT(TEXT, dimension), 0,
	    "cost centre, project: name=value,..." },
	FIELD_WITH(struct check_input, with),
	FIELD_IN(struct check_input, in),
	{ NULL },
};

static const struct column asked_columns[] = {
	{ "account", TYPE_CODE, 0, "whose money it is" },
	{ "amount", TYPE_TEXT, COL_NEEDED, "how much: 12.50, 12.50 USD" },
	{ "date", TYPE_DATE, 0, "on which day (today)" },
	{ "period", TYPE_CODE, 0, "in which month (that of the date)" },
	{ "stage", TYPE_CODE, 0, "request, commit or spend (commit)" },
	{ "dimension", TYPE_CODE, 0, "cost centre, project: name=value" },
	{ "currency", TYPE_CODE, 0, "of the amount (that of the book)" },
	{ NULL },
};

enum { ASKED = sizeof asked_columns / sizeof *asked_columns - 1 };

static const struct column columns[] = {
	{ "account", TYPE_CODE, 0, "the account asked for" },
	{ "period", TYPE_CODE, 0, "the months that are controlled together" },
	{ "amount", TYPE_MONEY, 0, "what is asked for" },
	{ "budget", TYPE_MONEY, 0, "of the account that decides" },
	{ "pre", TYPE_MONEY, 0, "asked for before" },
	{ "committed", TYPE_MONEY, 0, "ordered before" },
	{ "actual", TYPE_MONEY, 0, "spent before" },
	{ "available", TYPE_MONEY, 0, "what is left before" },
	{ "result", TYPE_CODE, 0, "ok, warn or no" },
	{ "reason", TYPE_CODE, 0,
	    "ok threshold over no-budget closed on-hold "
	    "out-of-dates unknown-account blank" },
	{ "decides", TYPE_CODE, COL_MINOR, "the account whose budget decides" },
	{ "way", TYPE_TEXT, COL_WIDE, "of a no: the ways out" },
	{ "dimension", TYPE_CODE, COL_MINOR,
	    "of the account, where its budget decides" },
	{ "original", TYPE_TEXT, COL_MINOR, "the amount as it was said ..." },
	{ "original_currency", TYPE_CODE, COL_MINOR, "... in this currency" },
	{ "rate", TYPE_PRICE, COL_MINOR, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, COL_MINOR, "the day from which that holds" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

struct checking {
	struct sink sink;
	struct call *call;
	int64_t no, warn, n;
	struct standing *standing;
	struct sink *turned; /* --in, or NULL */
	struct foreign said; /* the amount at hand, as it was */
	struct str noes, warns; /* the first of them, and why */
};

enum { NAMED = 3 }; /* in a line for monitoring */

/* ---- one question ---- */

/* The code, and of which account. */
static void
name_one(struct str *to, int64_t n, const char *account,
    const struct gate_answer *a)
{
	if (n > NAMED + 1)
		return;
	if (n > 1)
		str_add(to, ", ");
	if (n > NAMED) {
		str_add(to, "...");
		return;
	}
	str_add(to, gate_code_words[a->code]);
	if (account != NULL) {
		str_add(to, " ");
		str_add(to, account);
	}
}

static void
count(struct checking *k, const char *account, const struct gate_answer *a)
{
	k->n++;
	if (a->result == GATE_NO) {
		name_one(&k->noes, ++k->no, account, a);
		k->call->answer = OPS_NO;
	}
	if (a->result == GATE_WARN)
		name_one(&k->warns, ++k->warn, account, a);
}

static int
print(struct checking *k, const char *account, int64_t amount,
    const struct gate_answer *a, const struct five *before, const char *way)
{
	char period[PERIOD_SIZE] = "";
	struct cell cells[COLUMNS] = { cell_text(account) };
	const struct foreign *f = &k->said;
	struct call *c = k->call;

	if (before != NULL)
		months_print(period, &a->months, c->ops->book->fiscal_month);
	cells[1] = cell_text(before == NULL ? NULL : period);
	cells[2] = cell_int(amount);
	cells[3] = cell_int(before == NULL ? NONE : before->budget);
	cells[4] = cell_int(before == NULL ? NONE : before->pre);
	cells[5] = cell_int(before == NULL ? NONE : before->committed);
	cells[6] = cell_int(before == NULL ? NONE : before->actual);
	cells[7] = cell_int(before == NULL ? NONE : before->available);
	cells[8] = cell_text(gate_result_words[a->result]);
	cells[9] = cell_text(gate_code_words[a->code]);
	cells[10] = cell_text(a->account);
	cells[11] = cell_text(way);
	cells[12] = cell_text(a->dimension);
	cells[13] = cell_text(foreign_text(c->ops, f));
	cells[14] = cell_text(f->currency);
	cells[15] = cell_int(f->currency == NULL ? NONE : f->rate);
	cells[16] = cell_int(f->currency == NULL ? NONE : f->rate_date);
	count(k, account, a);
	if (k->turned != NULL)
		in_said(k->turned, 2, f->currency, f->original);
	return c->opt.nagios ? 0 : call_row(c, cells);
}

/*
 * In the book's currency; NONE where it is missing.  What an account counts
 * that is not money is in none.
 */
static int
read_amount(struct ops *ops, const struct check_input *in,
    const struct account *a, int64_t day, int64_t *amount,
    struct foreign *said)
{
	const char *currency;
	int err;

	*amount = NONE;
	if (in->amount == NULL)
		return 0;
	err = amount_read(ops, in->amount, in->currency, amount, &currency);
	if (err == 0 && currency != NULL && a != NULL && a->unit != NULL)
		return fail(ops, OPS_DATA,
		    "currency: '%s' counts %s: expected none", a->name,
		    a->unit);
	return err != 0 || currency == NULL ? err
	    : amount_to_base(ops, currency,
		zone_to_utc(ops->book->zone, day, 0), *amount, amount, said);
}

/* What is missing or unknown is a no, too: a blank never passes. */
static int
refuse(struct checking *k, const char *account, int64_t amount,
    enum gate_code code)
{
	struct gate_answer a = { .result = GATE_NO, .code = code };

	return print(k, account, amount, &a, NULL, NULL);
}

/* The numbers before it, of what decides. */
static int
numbers_before(const struct checking *k, const struct gate_answer *a,
    const struct account *asked, struct five *out)
{
	struct ops *ops = k->call->ops;
	struct numbers_wish w = standing_wish(k->standing);
	const struct number_node *node;
	struct numbers *all;
	size_t from;
	int err;

	w.under = asked->name;
	w.months = gate_months(ops, a->months.first, a->months.last);
	if (a->dimension != NULL)
		w.dimensions = dimension_split(ops, a->dimension, &w.dimension);
	err = a->dimension != NULL ? numbers_load(ops, &w, &all)
	    : standing_of(ops, k->standing, asked, &a->months, &all);

	*out = (struct five){ 0 };
	if (err != 0)
		return err;
	node = numbers_find(all, a->account, asked->unit);
	from = (size_t)(a->months.first - all->months.first);
	/* What is below an account is none of its own. */
	return node == NULL ? 0
	    : five_sum(ops, a->code == GATE_NO_BUDGET ? node->own : node->sum,
		from, from + (size_t)(a->months.last - a->months.first) + 1,
		out);
}

static int
one(struct checking *k, const struct check_input *in)
{
	struct call *c = k->call;
	struct ops *ops = c->ops;
	struct gate_question q = { .stage = GATE_COMMIT,
		.dimension = in->dimension };
	const char *way = NULL;
	int64_t amount = NONE;
	struct gate_answer a;
	struct five before;
	int err = 0;

	k->said = (struct foreign){ NULL };
	q.day = in->date == NONE ? clock_today(&c->clock) : in->date;
	if (in->account != NULL)
		err = account_find(ops, in->account, &q.account);
	if (err == 0)
		err = read_amount(ops, in, q.account, q.day, &amount, &k->said);
	if (err != 0)
		return err;
	if (in->account == NULL || amount == NONE)
		return refuse(k, in->account, amount, GATE_BLANK);
	if (q.account == NULL)
		return refuse(k, in->account, amount, GATE_UNKNOWN);
	q.period = in->period == NONE ? month_of_day(q.day) : in->period;
	for (int i = 0; in->stage != NULL && gate_stage_words[i] != NULL; i++)
		if (strcmp(in->stage, gate_stage_words[i]) == 0)
			q.stage = (enum gate_stage)i;
	err = gate_foresee(ops, k->standing, &q, amount, &a);
	/* A credit is never refused. */
	if (err == 0 && amount <= 0 && a.result == GATE_NO)
		a = (struct gate_answer){ .account = a.account,
			.dimension = a.dimension,
			.months = a.months,
			.five = a.five };
	if (err == 0)
		err = numbers_before(k, &a, q.account, &before);
	if (err == 0)
		err = ways_out(ops, k->standing, &q, amount, &a, &way);
	return err != 0 ? err : print(k, in->account, amount, &a, &before, way);
}

/* ---- many ---- */

static int
is_word(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, text) == 0)
			return 1;
	return 0;
}

static int
take_row(struct sink *s, const struct cell *cells)
{
	struct checking *k = (struct checking *)s;
	struct ops *ops = k->call->ops;
	struct arena_mark mark = arena_mark(ops->mem);
	struct check_input in = { .account = cells[0].s,
		.stage = cells[4].s,
		.amount = cells[1].s,
		.currency = cells[6].s,
		.date = cells[2].i,
		.period = NONE };
	const char *why;
	int err;

	if (in.stage != NULL && !is_word(in.stage, gate_stage_words))
		return fail(ops, OPS_DATA,
		    "stage: '%s' is wrong: expected request, commit or spend",
		    in.stage);
	if (cells[3].s != NULL &&
	    (why = month_parse(cells[3].s, strlen(cells[3].s), &in.period)) !=
		NULL)
		return fail(ops, OPS_DATA, "period: '%s' is wrong: expected %s",
		    cells[3].s, why);
	if (cells[5].s != NULL &&
	    dimension_read(ops, cells[5].s, &in.dimension) != 0)
		return fail_at(ops, "dimension");
	err = one(k, &in);
	arena_back(ops->mem, mark);
	return err;
}

static void
tell_nagios(struct checking *k)
{
	const struct nagios_count counts[] = {
		{ "no", "without money", k->no, NONE, 0,
		    k->no == 0 ? NULL : k->noes.p },
		{ "warn", "with a warning", k->warn, 0, NONE,
		    k->warn == 0 ? NULL : k->warns.p },
	};

	nagios_print(k->call, "BUDGET", counts, 2);
}

static int
run(struct call *c)
{
	struct checking k = { .sink = { .row = take_row },
		.call = c,
		.noes = STR_INIT,
		.warns = STR_INIT };
	const struct budget_line *with = NULL; /* what if */
	struct check_input in;
	size_t n = 0;
	int err;

	fill_clear(fields, 0, 0, &in);
	err = fill_given(c, &in, NULL);
	if (err == 0)
		err = with_lines(c, &with, &n);
	if (err == 0 && !c->opt.nagios)
		err = in_begin(c, in.in);
	if (err == 0 && !c->opt.nagios && in.in != NULL)
		k.turned = c->out;
	k.standing = standing_new(c->ops, c->ops->known, with, n);
	if (err == 0 && !c->opt.nagios)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = c->opt.input != NULL
		    ? call_takes(c, asked_columns, ASKED, NULL, &k.sink)
		    : one(&k, &in);
	if (err >= 0 && c->opt.nagios)
		tell_nagios(&k);
	str_free(&k.noes);
	str_free(&k.warns);
	return err < 0 || c->opt.nagios ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "is there money for this",
	    "ops budget check --account ops:works:tools --amount 120",
	    "gate afford funds available may i order" },
	{ "is there money for an amount in another currency",
	    "ops budget check ops:works:tools '120.00 USD' --in USD",
	    "foreign exchange convert" },
	{ NULL },
};

const struct cmd cmd_budget_check = {
	.path = "budget check",
	.brief = "is there money for this",
	.about = "One row with the five numbers of the account that decides "
		 "(the one asked for, or one above that caps it) in the "
		 "months that it controls together, before what is asked "
		 "for; exit 0 for yes, 1 for no. The same gate stands before "
		 "reserve, commit and spend. A no names the ways out: "
		 "accounts beside it that 'ops budget transfer' lets give "
		 "what is lacking, the first month in which it fits, who may "
		 "override. An amount in another currency is asked for as "
		 "commit would book it, in the book's, rounded to its minor "
		 "unit by the rate of the date; both are shown. With -i many "
		 "questions are answered, each by itself.",
	.prints = PRINTS_ANSWER,
	.needs = NEED_BOOK,
	.fields = fields,
	.own_writer = in_open,
	.size = sizeof(struct check_input),
	.columns = columns,
	.takes = asked_columns,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
