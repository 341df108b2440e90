/* What to do where the gate of a budget says no. */
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "budget/month.h"
#include "budget/transfer.h"
#include "ledger/book.h"
#include "ways.h"

struct ways {
	struct ops *ops;
	struct standing *standing;
	const struct gate_question *q;
	int64_t amount;
	const char *text;
};

static void
add_way(struct ways *w, const char *way)
{
	w->text = w->text == NULL ? way
	    : arena_printf(w->ops->mem, "%s; %s", w->text, way);
}

static const char *
money_text(struct ops *ops, int64_t amount)
{
	char buf[DECIMAL_MAX];

	decimal_print(buf, amount, ops->book->decimals, ops->book->decimals);
	return arena_strdup(ops->mem, buf);
}

/* Would it be fine in this month? */
static int
fits(struct ways *w, int64_t period, int *yes)
{
	struct gate_question q = *w->q;
	struct gate_answer answer = { .result = GATE_NO };
	int err;

	q.period = period;
	err = gate_foresee(w->ops, w->standing, &q, w->amount, &answer);
	*yes = err == 0 && answer.result != GATE_NO;
	return err;
}

static int
first_month(struct ways *w)
{
	struct months year = gate_months(w->ops, w->q->period, w->q->period);
	char text[MONTH_SIZE];
	int yes = 0, err = 0;

	for (int64_t m = w->q->period + 1; err == 0 && m <= year.last; m++) {
		err = fits(w, m, &yes);
		if (!yes)
			continue;
		month_print(text, m);
		add_way(w, arena_printf(w->ops->mem, "it fits in %s", text));
		break;
	}
	return err;
}

static int
is_sibling(const char *a, const char *b)
{
	const char *x = strrchr(a, ':'), *y = strrchr(b, ':');
	size_t n = x == NULL ? 0 : (size_t)(x - a);

	return strcmp(a, b) != 0 && n == (y == NULL ? 0 : (size_t)(y - b)) &&
	    memcmp(a, b, n) == 0;
}

/* Would it do to have so much more, or is something lacking above, too? */
static int
enough(struct ways *w, int64_t lacking, int *yes)
{
	struct ops *ops = w->ops;
	const struct gate_question *q = w->q;
	struct numbers_wish wish = standing_wish(w->standing);
	struct budget_line *extra =
	    ARENA_ARRAY(ops->mem, struct budget_line, wish.n_extra + 2);
	struct budget_line *more = extra + wish.n_extra;
	struct gate_answer answer = { .result = GATE_NO };
	struct numbers *after;
	int err;

	if (wish.n_extra > 0)
		memcpy(extra, wish.extra, wish.n_extra * sizeof *extra);
	more[0] = (struct budget_line){ .account = q->account,
		.period = q->period,
		.from = STAGE_SOURCE,
		.to = STAGE_AVAILABLE,
		.amount = lacking };
	more[1] = more[0];
	more[1].from = STAGE_AVAILABLE;
	more[1].to = (enum stage)(STAGE_PRE + (int)q->stage);
	more[1].amount = w->amount;
	wish.extra = extra;
	wish.n_extra += 2;
	wish.under = q->account->name;
	wish.months = gate_months(ops, q->period, q->period);
	err = numbers_load(ops, &wish, &after);
	if (err == 0)
		err = gate_ask(ops, after, q, &answer);
	*yes = err == 0 && answer.result != GATE_NO;
	return err;
}

enum { SIBLINGS = 3 };

/* Those that 'ops budget transfer' lets give what is lacking. */
static int
siblings(struct ways *w, int64_t lacking)
{
	struct ops *ops = w->ops;
	struct numbers_wish wish = standing_wish(w->standing);
	const struct account *const *all, *own = w->q->account;
	VEC(struct transfer) t = { NULL, 0, 0 };
	size_t n = 0;
	int err = accounts_all(ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (is_sibling(all[i]->name, own->name))
			*VEC_ADD(ops->mem, &t) =
			    (struct transfer){ .from = all[i],
				    .to = own,
				    .at = ops->now,
				    .period = w->q->period,
				    .to_period = w->q->period,
				    .amount = lacking };
	if (err == 0)
		err = transfers_may(ops, wish.extra, wish.n_extra, t.v, &t.n,
		    SIBLINGS);
	for (size_t i = 0; err == 0 && i < t.n; i++)
		add_way(w,
		    arena_printf(ops->mem, "'%s' may give %s",
			t.v[i].from->name, money_text(ops, lacking)));
	return err;
}

int
ways_out(struct ops *ops, struct standing *standing,
    const struct gate_question *q, int64_t amount, const struct gate_answer *a,
    const char **out)
{
	struct ways w = { ops, standing, q, amount, NULL };
	int64_t lacking = a->code == GATE_OVER ? -a->five.available : amount;
	int yes = 0, err = 0;

	if (a->result != GATE_NO)
		return 0;
	if (a->code == GATE_OVER || a->code == GATE_NO_BUDGET) {
		/* Of a dimension, they have none to give. */
		if (a->dimension == NULL)
			err = enough(&w, lacking, &yes);
		if (err == 0 && yes)
			err = siblings(&w, lacking);
		if (err == 0)
			err = first_month(&w);
	}
	if (err == 0 && a->code != GATE_CLOSED)
		add_way(&w,
		    arena_printf(ops->mem,
			"'ops budget "
			"who-can-approve --override' names who may override"));
	*out = w.text;
	return err;
}
