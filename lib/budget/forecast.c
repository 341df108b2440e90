/* Where an account will be at the end of the fiscal year. */
#include "budget/forecast.h"
#include "base/decimal.h"

const char *const forecast_words[] = { "run-rate", "plan", NULL };

static int
too_large(struct ops *ops)
{
	return fail(ops, OPS_DATA, "amount: a forecast is too large a number");
}

/* What the rest of a year costs by a method, from its n months; NONE. */
static int
rest(struct ops *ops, const struct five *year, size_t n,
    enum forecast_method how, int64_t *out)
{
	struct five past, coming;
	int err = five_sum(ops, year, 0, n, &past);

	*out = NONE;
	if (err == 0)
		err = five_sum(ops, year, n, 12, &coming);
	if (err != 0)
		return err;
	if (how == FORECAST_RUN_RATE) {
		if (n == 0)
			return 0;
		err = mul_div(past.actual, (int64_t)(12 - n), (int64_t)n, out);
	} else if (past.budget > 0) {
		err = mul_div(coming.budget, past.actual, past.budget, out);
	} else if (coming.budget != 0) {
		*out = coming.budget;
	}
	return err == 0 ? 0 : too_large(ops);
}

static int
find_error(struct ops *ops, const struct five *year, size_t n,
    enum forecast_method how, int64_t *out)
{
	struct five past, all;
	int64_t said;
	int err = five_sum(ops, year, 0, n, &past);

	*out = NONE;
	if (err == 0)
		err = five_sum(ops, year, 0, 12, &all);
	if (err == 0)
		err = rest(ops, year, n, how, &said);
	if (err != 0 || said == NONE || all.actual <= 0)
		return err;
	if (add_i64(said, past.actual, &said) != 0 ||
	    sub_i64(said, all.actual, &said) != 0)
		return too_large(ops);
	if (mul_div(said, MILLION, all.actual, out) != 0)
		*out = NONE;
	return 0;
}

static int
find_end(struct ops *ops, const struct five *year, size_t n,
    enum forecast_method how, int64_t *out)
{
	struct five past, bound;
	int64_t known, more;
	int err = five_sum(ops, year, 0, n, &past);

	*out = NONE;
	if (err == 0)
		err = five_sum(ops, year, n, 12, &bound);
	if (err == 0)
		err = rest(ops, year, n, how, &more);
	if (err != 0 || more == NONE)
		return err;
	/* What is bound in months that are over is still to be paid. */
	if (add_i64(bound.actual, bound.committed, &known) != 0 ||
	    add_i64(known, bound.pre, &known) != 0 ||
	    add_i64(known, past.committed, &known) != 0 ||
	    add_i64(known, past.pre, &known) != 0 ||
	    add_i64(past.actual, known > more ? known : more, out) != 0)
		return too_large(ops);
	return 0;
}

static int64_t
distance(int64_t error)
{
	return error == NONE ? INT64_MAX : error < 0 ? -error : error;
}

/* Month by month: what is known of it, or its share of the forecast. */
static int
find_exhausted(struct ops *ops, const struct five *year, size_t n,
    struct forecast *f)
{
	struct five past;
	int64_t spent = 0, left;
	int err = five_sum(ops, year, 0, n, &past);

	f->exhausted = -1;
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = add_i64(spent, year[i].actual, &spent);
		if (spent > f->year.budget) {
			f->exhausted = (int)i;
			return 0;
		}
	}
	if (err != 0 || f->result == NONE || f->result <= f->year.budget)
		return err;
	err = sub_i64(f->result, past.actual, &left);
	for (size_t i = n; err == 0 && i < 12; i++) {
		int64_t until;

		err = mul_div(left, (int64_t)(i + 1 - n), (int64_t)(12 - n),
		    &until);
		if (err == 0 && past.actual + until > f->year.budget) {
			f->exhausted = (int)i;
			return 0;
		}
	}
	return err == 0 ? 0 : too_large(ops);
}

static int
find_rate(struct ops *ops, const struct five *year, size_t n,
    struct forecast *f)
{
	struct five past;
	int64_t left;
	int err = five_sum(ops, year, 0, n, &past);

	f->rate = NONE;
	if (err != 0 || n == 12)
		return err;
	if (sub_i64(f->year.budget, past.actual, &left) != 0)
		return too_large(ops);
	f->rate = left <= 0 ? 0 : left / (int64_t)(12 - n);
	return 0;
}

int
forecast(struct ops *ops, const struct five *of, size_t n, struct forecast *f)
{
	const struct five *before = of, *year = of + 12;
	int err = five_sum(ops, year, 0, 12, &f->year);

	for (int how = 0; err == 0 && how < 2; how++) {
		err = find_end(ops, year, n, (enum forecast_method)how,
		    &f->end[how]);
		if (err == 0)
			err = find_error(ops, before, n,
			    (enum forecast_method)how, &f->error[how]);
	}
	if (err != 0)
		return err;
	f->method =
	    f->end[FORECAST_PLAN] == NONE ? FORECAST_RUN_RATE : FORECAST_PLAN;
	if (f->end[FORECAST_RUN_RATE] != NONE &&
	    distance(f->error[FORECAST_RUN_RATE]) <
		distance(f->error[FORECAST_PLAN]))
		f->method = FORECAST_RUN_RATE;
	f->result = f->end[f->method];
	err = find_exhausted(ops, year, n, f);
	return err != 0 ? err : find_rate(ops, year, n, f);
}
