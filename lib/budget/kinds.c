/* The kinds of fields of budgets: accounts, months, dimensions. */
#include <string.h>

#include "base/str.h"
#include "budget/dimension.h"
#include "budget/kinds.h"
#include "budget/month.h"

static int
parse_account(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	(void)n;
	return account_by_name(c->ops, text, at);
}

/* A name above accounts will do: ops, where there is ops:freight. */
static int
parse_known_account(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	const struct account *const *all;
	const struct account *a;
	int err = accounts_all(c->ops, &all, &n);

	(void)f;
	*(const char **)at = arena_strdup(c->ops->mem, text);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (account_within(all[i]->name, text))
			return 0;
	return err != 0 ? err : account_by_name(c->ops, text, &a);
}

static int
complete_account(struct call *c, const char *prefix)
{
	const struct account *const *all;
	size_t n = 0;
	int err = accounts_all(c->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (text_starts(all[i]->name, prefix))
			call_candidate(c, all[i]->name, all[i]->title);
	return err;
}

static int
wrong(struct call *c, const char *text, const char *expected)
{
	return fail(c->ops, OPS_DATA, "'%s' is wrong: expected %s", text,
	    expected);
}

static int
parse_account_name(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	const char *expected = account_name_check(text);

	if (expected != NULL)
		return wrong(c, text, expected);
	return kind_parse_code(c, f, text, n, at);
}

static int
parse_control(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const char *expected = control_check(text);

	return expected != NULL ? wrong(c, text, expected) :
				  kind_parse_code(c, f, text, n, at);
}

static int
parse_months(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct period p;
	struct months m;
	const char *expected =
	    period_parse(text, n, &c->clock, c->values.fiscal_month, &p);

	if (expected == NULL)
		expected = months_of(&p, &m);
	return expected != NULL ? wrong(c, text, expected) :
				  kind_parse_code(c, f, text, n, at);
}

/* A month by any word for it: 2026-11, this-month. */
static int
parse_month(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct period p;
	struct months m;

	(void)f;
	if (period_parse(text, n, &c->clock, c->values.fiscal_month, &p) !=
		NULL ||
	    months_of(&p, &m) != NULL || m.first != m.last)
		return wrong(c, text, "a month as 2026-11");
	*(int64_t *)at = m.first;
	return 0;
}

static int
parse_closed(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int64_t month;
	const char *expected = month_parse(text, n, &month);

	return expected != NULL ? wrong(c, text, expected) :
				  kind_parse_code(c, f, text, n, at);
}

static int
parse_dimension(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	(void)f;
	(void)n;
	return dimension_read(c->ops, text, at);
}

static int
parse_yes_no(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	(void)n;
	if (!text_eq(text, "yes") && !text_eq(text, "no"))
		return wrong(c, text, "yes or no");
	*(int64_t *)at = text[0] == 'y';
	return 0;
}

static int
parse_percent(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = kind_number.parse(c, f, text, n, at);

	if (err == 0 && *(int64_t *)at < 0)
		return wrong(c, text, "a percentage from 0");
	return err;
}

const struct kind kind_account = { .name = "account",
	.store = STORE_POINT,
	.parse = parse_account,
	.complete = complete_account,
	.accepts = "an account: ops:logistics:freight" };
const struct kind kind_known_account = { .name = "account",
	.store = STORE_TEXT,
	.parse = parse_known_account,
	.complete = complete_account,
	.accepts = "an account: ops:logistics:freight" };
const struct kind kind_account_name = { .name = "account",
	.store = STORE_TEXT,
	.parse = parse_account_name,
	.complete = complete_account,
	.accepts = "an account, its parts between colons: ops:freight" };
const struct kind kind_control = { .name = "control",
	.store = STORE_TEXT,
	.parse = parse_control,
	.accepts = "stop, warn or ignore, or one for each stage: "
		   "request=stop,commit=stop,spend=warn" };
const struct kind kind_months = { .name = "period",
	.store = STORE_TEXT,
	.parse = parse_months,
	.accepts = "whole months: 2026-11, 2026-Q4, 2026, FY2026" };
const struct kind kind_month = { .name = "month",
	.store = STORE_INT,
	.parse = parse_month,
	.accepts = "a month: 2026-11" };
const struct kind kind_closed_month = { .name = "month",
	.store = STORE_TEXT,
	.parse = parse_closed,
	.accepts = "a month: 2026-11" };
const struct kind kind_dimension = { .name = "dimension",
	.store = STORE_TEXT,
	.parse = parse_dimension,
	.accepts = "axes that budget.dimensions names: "
		   "cost_centre=K1,project=P2" };
const struct kind kind_horizon = { .name = "horizon",
	.store = STORE_TEXT,
	.words = horizon_words,
	.accepts = "monthly, cumulative or annual" };
const struct kind kind_control_level = { .name = "level",
	.store = STORE_TEXT,
	.words = control_level_words,
	.accepts = "line or subtree" };
const struct kind kind_yes_no = { .name = "yes-no",
	.store = STORE_INT,
	.parse = parse_yes_no,
	.accepts = "yes or no" };
const struct kind kind_percent = { .name = "percent",
	.store = STORE_INT,
	.number = 1,
	.parse = parse_percent,
	.accepts = "a percentage: 10, 2.5" };
