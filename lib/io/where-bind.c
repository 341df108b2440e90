/* Conditions on rows: literals get the type of the column they stand beside. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "io/sort.h"
#include "io/steps.h"
#include "io/where-tree.h"

struct binder {
	struct ops *ops;
	const char *expr;
	const struct value_context *ctx;
	const struct column *cols;
	size_t n_cols;
};

/* The column that an operand names, or NULL. */
static const struct column *
named_column(const struct binder *b, const struct operand *o)
{
	int i = o->quoted ? -1 : column_find(b->cols, b->n_cols, o->text);

	return i < 0 ? NULL : &b->cols[i];
}

static int
unknown_column(const struct binder *b, const struct operand *o)
{
	if (o->quoted)
		return where_fail(b->ops, b->expr, o->at,
		    "a column is expected, not the text '%s'",
		    where_shown(b->ops, o->text, o->n));
	column_unknown(b->ops, b->cols, b->n_cols, o->text);
	return fail_at(b->ops, "--where: at character %zu",
	    where_character(b->expr, o->at));
}

/* The option has a dash where its column has an underscore. */
static int
fail_filter(const struct binder *b, const struct column *col, const char *shown,
    const char *expected)
{
	char *option = arena_strdup(b->ops->mem, col->name);

	for (char *c = option; *c != '\0'; c++) {
		if (*c == '_')
			*c = '-';
	}
	return fail(b->ops, OPS_DATA, "--%s: '%s' is wrong: expected %s",
	    option, shown, expected);
}

/* A literal that its column cannot take. */
static int
wrong_literal(const struct binder *b, const struct test *test,
    const struct column *col, const struct operand *o, const char *expected)
{
	const char *shown = where_shown(b->ops, o->text, o->n), *near = NULL;

	if (test->option != NULL)
		return fail_filter(b, col, shown, expected);
	if (!o->quoted && test->op != IS_IN)
		near = column_nearest(b->cols, b->n_cols, o->text);
	if (near == NULL)
		return where_fail(b->ops, b->expr, o->at,
		    "%s: '%s' is wrong: expected %s", col->name, shown,
		    expected);
	return where_fail(b->ops, b->expr, o->at,
	    "%s: '%s' is wrong: expected %s (or did you mean '%s'?)", col->name,
	    shown, expected, near);
}

static int
misplaced_missing(const struct binder *b, const struct operand *o)
{
	return where_fail(b->ops, b->expr, o->at,
	    "'' is the missing value: only =, != and in take it");
}

/* The one operator that says the same of b and a. */
static enum compare
mirrored(enum compare op)
{
	switch (op) {
	case IS_LESS:
		return IS_MORE;
	case IS_AT_MOST:
		return IS_AT_LEAST;
	case IS_MORE:
		return IS_LESS;
	case IS_AT_LEAST:
		return IS_AT_MOST;
	default:
		return op;
	}
}

static int
by_first(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* Sorts the ranges and joins those that overlap. */
static void
tidy_ranges(struct test *test)
{
	struct range *r = test->ranges;
	size_t kept = 0;

	if (test->n == 0)
		return;
	qsort(r, test->n, sizeof *r, by_first);
	for (size_t i = 1; i < test->n; i++) {
		if (r[i].first > r[kept].last)
			r[++kept] = r[i];
		else if (r[i].last > r[kept].last)
			r[kept].last = r[i].last;
	}
	test->n = kept + 1;
}

static void
add_range(struct test *test, int64_t first, int64_t last)
{
	if (first <= last)
		test->ranges[test->n++] = (struct range){ first, last };
}

/*
 * Every comparison of a number is a set of ranges, from which the missing
 * value, the least of all numbers, stays out by itself.
 */
static void
add_ranges(struct test *test, int64_t first, int64_t last)
{
	const int64_t least = NONE + 1;
	int missing = first == NONE;

	switch (test->op) {
	case IS_EQUAL:
	case IS_IN:
		add_range(test, first, last);
		break;
	case IS_NOT:
		if (!missing)
			add_range(test, least, first - 1);
		if (last < INT64_MAX)
			add_range(test, last + 1, INT64_MAX);
		break;
	case IS_LESS:
		add_range(test, least, first - 1);
		break;
	case IS_AT_MOST:
		add_range(test, least, last);
		break;
	case IS_MORE:
		if (last < INT64_MAX)
			add_range(test, last + 1, INT64_MAX);
		break;
	case IS_AT_LEAST:
		add_range(test, first, INT64_MAX);
		break;
	case IS_LIKE:
		BUG("a pattern on a number");
	}
}

static size_t
count_operands(const struct operand *o)
{
	size_t n = 0;

	for (; o != NULL; o = o->next)
		n++;
	return n;
}

static int
takes_missing(enum compare op)
{
	return op == IS_EQUAL || op == IS_NOT || op == IS_IN;
}

static int
bind_ranges(const struct binder *b, struct test *test, const struct column *col)
{
	test->look = LOOK_RANGES;
	test->ranges = ARENA_ARRAY(
	    b->ops->mem, struct range, count_operands(test->right) + 1);
	for (const struct operand *o = test->right; o != NULL; o = o->next) {
		const char *wrong;
		int64_t first, last;

		if (o->n == 0 && !takes_missing(test->op))
			return misplaced_missing(b, o);
		wrong = value_parse_range(o->text, o->n, col->type, b->ctx,
		    &first, &last);
		if (wrong != NULL)
			return wrong_literal(b, test, col, o, wrong);
		add_ranges(test, first, last);
	}
	tidy_ranges(test);
	return 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return cell_compare(TYPE_TEXT, a, b);
}

static int
bind_texts(const struct binder *b, struct test *test, const struct column *col)
{
	test->look = takes_missing(test->op) ? LOOK_TEXTS : LOOK_ORDER;
	test->texts =
	    ARENA_ARRAY(b->ops->mem, struct cell, count_operands(test->right));
	for (const struct operand *o = test->right; o != NULL; o = o->next) {
		struct cell cell;
		const char *wrong = value_parse(o->text, o->n, col->type,
		    b->ctx, WHEN_FIRST, &cell);

		if (wrong != NULL)
			return wrong_literal(b, test, col, o, wrong);
		if (cell.s != NULL)
			test->texts[test->n++] = cell;
		else if (takes_missing(test->op))
			test->or_missing = 1;
		else
			return misplaced_missing(b, o);
	}
	if (test->n > 1)
		qsort(test->texts, test->n, sizeof *test->texts, by_bytes);
	return 0;
}

static int
bind_pattern(const struct binder *b, struct test *test,
    const struct column *col)
{
	const struct operand *o = test->right;
	const char *wrong;

	if (!type_is_text(col->type))
		return where_fail(b->ops, b->expr, test->left->at,
		    "~ searches texts, and '%s' is none", col->name);
	if (o->n == 0)
		return misplaced_missing(b, o);
	test->look = LOOK_PATTERN;
	wrong = pattern_compile(b->ops->mem, o->text, &test->pattern);
	if (wrong != NULL)
		return where_fail(b->ops, b->expr, o->at,
		    "'%s' is wrong: expected %s",
		    where_shown(b->ops, o->text, o->n), wrong);
	return 0;
}

/* Types that can be compared with each other have the same family. */
static int
type_family(enum type type)
{
	switch (type) {
	case TYPE_TEXT:
	case TYPE_CODE:
		return TYPE_TEXT;
	case TYPE_INT:
	case TYPE_QTY:
	case TYPE_RATIO:
		return TYPE_QTY;
	case TYPE_MONEY:
	case TYPE_PRICE:
		return TYPE_PRICE;
	case TYPE_DATE:
	case TYPE_TIME:
		return TYPE_TIME;
	case TYPE_BOOL:
		return TYPE_BOOL;
	}
	BUG("type %d", type);
}

/* What numbers of the type are multiplied by to count 10^-12. */
static int64_t
type_scale(enum type type, const struct value_context *ctx)
{
	if (type == TYPE_INT)
		return power_of_ten(12);
	if (type == TYPE_MONEY)
		return power_of_ten(12 - ctx->decimals);
	return power_of_ten(6);
}

static int
bind_columns(const struct binder *b, struct test *test,
    const struct column *left, const struct column *right)
{
	if (type_family(left->type) != type_family(right->type))
		return where_fail(b->ops, b->expr, test->right->at, "the "
		    "columns '%s' and '%s' cannot be compared (quote what is a "
		    "text)", left->name, right->name);
	test->look = LOOK_COLUMNS;
	test->other = (size_t)(right - b->cols);
	test->other_type = right->type;
	test->scale = test->other_scale = 1;
	if (left->type != right->type) {
		test->scale = type_scale(left->type, b->ctx);
		test->other_scale = type_scale(right->type, b->ctx);
		if (type_family(left->type) == TYPE_TIME)
			test->zone = b->ctx->clock->zone;
	}
	return 0;
}

static int
bind_test(const struct binder *b, struct test *test)
{
	const struct column *left = named_column(b, test->left), *right = NULL;

	if (test->op != IS_IN && test->op != IS_LIKE)
		right = named_column(b, test->right);
	if (left == NULL && test->option != NULL)
		BUG("no column '%s' to filter by", test->option);
	if (left == NULL && right == NULL)
		return unknown_column(b, test->left);
	if (left == NULL) {
		struct operand *literal = test->left;

		test->left = test->right;
		test->right = literal;
		test->op = mirrored(test->op);
		left = right;
		right = NULL;
	}
	test->column = (size_t)(left - b->cols);
	test->type = left->type;
	if (right != NULL)
		return bind_columns(b, test, left, right);
	if (test->op == IS_LIKE)
		return bind_pattern(b, test, left);
	if (type_is_text(left->type))
		return bind_texts(b, test, left);
	return bind_ranges(b, test, left);
}

static int
bind_node(const struct binder *b, struct node *node)
{
	int err;

	if (node->kind == NODE_TEST)
		return bind_test(b, &node->test);
	for (struct node *child = node->child; child; child = child->next) {
		if ((err = bind_node(b, child)) < 0)
			return err;
	}
	return 0;
}

int
where_bind(struct ops *ops, struct where *where,
    const struct value_context *ctx, const struct column *cols, size_t n)
{
	struct binder b = { ops, where->expr, ctx, cols, n };

	return where->root == NULL ? 0 : bind_node(&b, where->root);
}
