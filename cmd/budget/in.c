/* Amounts in another currency: --in of the verbs that report budgets. */
#include <string.h>

#include "base/money.h"
#include "base/str.h"
#include "in.h"

static const struct column added[] = {
	{ "currency", TYPE_CODE, 0, "of all amounts (--in)" },
	{ "fx_rate", TYPE_PRICE, 0, "units of it for one of the book's" },
	{ "fx_date", TYPE_DATE, 0, "the day from which that holds" },
};
enum { ADDED = sizeof added / sizeof *added };

struct turning {
	struct sink sink;
	struct call *call;
	struct sink *to;
	struct rate rate;
	struct column *cols;
	struct cell *cells;
	size_t n;
	int unit, account; /* the columns, or -1 */
	size_t said_at;
	int64_t said; /* the next row's amount there, or NONE */
};

static int
turn_begin(struct sink *s, const struct column *cols, size_t n)
{
	struct turning *t = (struct turning *)s;
	struct arena *keep = t->call->ops->keep;

	t->n = n;
	t->unit = t->account = -1;
	t->cols = ARENA_ARRAY(keep, struct column, n + ADDED);
	t->cells = ARENA_ARRAY(keep, struct cell, n + ADDED);
	memcpy(t->cols, cols, n * sizeof *cols);
	memcpy(t->cols + n, added, sizeof added);
	for (size_t i = 0; i < n; i++)
		if (strcmp(cols[i].name, "unit") == 0)
			t->unit = (int)i;
		else if (strcmp(cols[i].name, "account") == 0)
			t->account = (int)i;
	return sink_begin(t->to, t->cols, n + ADDED);
}

/* A row says what it counts, or its account does. */
static int
is_money(struct turning *t, const struct cell *cells, int *yes)
{
	const struct account *a = NULL;
	int err = 0;

	if (t->unit >= 0)
		*yes = cells[t->unit].s == NULL;
	else if (t->account >= 0 && cells[t->account].s != NULL)
		err = account_find(t->call->ops, cells[t->account].s, &a);
	if (t->unit < 0)
		*yes = a == NULL || a->unit == NULL;
	return err;
}

/* A count of hours is no money; it has the decimals of it all the same. */
static int
turn_unit(struct turning *t, struct cell *cell)
{
	struct rate one = t->rate;

	one.rate = INT64_C(1000000);
	return rate_from_base(t->call->ops, &one, cell->i, &cell->i);
}

static int
turn_row(struct sink *s, const struct cell *cells)
{
	struct turning *t = (struct turning *)s;
	int money = 0, err = is_money(t, cells, &money);

	memcpy(t->cells, cells, t->n * sizeof *cells);
	for (size_t i = 0; err == 0 && i < t->n; i++) {
		struct cell *cell = &t->cells[i];

		if (t->cols[i].type != TYPE_MONEY || cell->i == NONE)
			continue;
		err = money ? rate_from_base(t->call->ops, &t->rate, cell->i,
				  &cell->i)
			    : turn_unit(t, cell);
	}
	if (err != 0)
		return fail_at(t->call->ops, "in");
	if (t->said != NONE)
		t->cells[t->said_at] = cell_int(t->said);
	t->cells[t->n] = cell_text(money ? t->rate.currency : NULL);
	t->cells[t->n + 1] = cell_int(money ? t->rate.rate : NONE);
	t->cells[t->n + 2] = cell_int(money && t->rate.entry != NONE
		? t->rate.day : NONE);
	return sink_row(t->to, t->cells);
}

static int
turn_end(struct sink *s)
{
	return sink_end(((struct turning *)s)->to);
}

int
in_open(struct call *c, struct sink **writer)
{
	const struct given *g;

	(void)writer;
	VEC_EACH(&c->given, g)
		if (!g->common && strcmp(g->field->name, "in") == 0 &&
		    currency_decimals(g->text) >= 0)
			c->values.decimals = c->style.decimals =
			    currency_decimals(g->text);
	return 0;
}

int
in_begin(struct call *c, const char *currency)
{
	struct turning *t;
	int err;

	if (currency == NULL)
		return 0;
	t = ARENA_NEW(c->ops->keep, struct turning);
	err = rate_at(c->ops, c->known, currency, clock_today(&c->clock),
	    &t->rate);
	if (err != 0)
		return fail_at(c->ops, "in");
	rate_note_age(c->ops, &t->rate, clock_today(&c->clock));
	t->sink = (struct sink){ turn_begin, turn_row, turn_end };
	t->said = NONE;
	t->call = c;
	t->to = c->out;
	c->out = &t->sink;
	return 0;
}

void
in_said(struct sink *s, size_t column, const char *currency, int64_t amount)
{
	struct turning *t = (struct turning *)s;

	t->said_at = column;
	t->said = text_eq(currency, t->rate.currency) ? amount : NONE;
}
