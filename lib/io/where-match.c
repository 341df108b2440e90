/* Conditions on rows: the walk through a bound tree, once a row. */
#include "io/sort.h"
#include "io/where-tree.h"
#include "time/zone.h"

__extension__ typedef __int128 int128;

static int
in_ranges(const struct test *test, int64_t value)
{
	const struct range *r = test->ranges;
	size_t low = 0, high = test->n;

	/* The last range that does not begin behind the value. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r[middle].first <= value)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && value <= r[low - 1].last;
}

static int
in_texts(const struct test *test, const struct cell *cell)
{
	size_t low = 0, high = test->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = cell_compare(TYPE_TEXT, cell, &test->texts[middle]);

		if (order == 0)
			return 1;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return 0;
}

static int
is_of_texts(const struct test *test, const struct cell *cell)
{
	if (test->op == IS_NOT)
		return cell->s != NULL && !in_texts(test, cell);
	return cell->s == NULL ? test->or_missing : in_texts(test, cell);
}

static int
in_order(enum compare op, int order)
{
	switch (op) {
	case IS_EQUAL:
		return order == 0;
	case IS_NOT:
		return order != 0;
	case IS_LESS:
		return order < 0;
	case IS_AT_MOST:
		return order <= 0;
	case IS_MORE:
		return order > 0;
	case IS_AT_LEAST:
		return order >= 0;
	default:
		BUG("operator %d has no order", op);
	}
}

static int64_t
day_of(const struct test *test, enum type type, int64_t value)
{
	int64_t day;
	int second;

	if (type == TYPE_DATE)
		return value;
	zone_from_utc(test->zone, value, &day, &second);
	return day;
}

static int
compare_columns(const struct test *test, const struct cell *row)
{
	const struct cell *a = &row[test->column], *b = &row[test->other];
	int order;

	if (cell_missing(test->type, a) || cell_missing(test->other_type, b))
		return 0;
	if (test->type == test->other_type || type_is_text(test->type)) {
		order = cell_compare(test->type, a, b);
	} else if (test->zone != NULL) {
		int64_t x = day_of(test, test->type, a->i);
		int64_t y = day_of(test, test->other_type, b->i);

		order = (x > y) - (x < y);
	} else {
		int128 x = (int128)a->i * test->scale;
		int128 y = (int128)b->i * test->other_scale;

		order = (x > y) - (x < y);
	}
	return in_order(test->op, order);
}

static int
match_test(const struct test *test, const struct cell *row)
{
	const struct cell *cell = &row[test->column];

	switch (test->look) {
	case LOOK_RANGES:
		return in_ranges(test, cell->i);
	case LOOK_TEXTS:
		return is_of_texts(test, cell);
	case LOOK_ORDER:
		return cell->s != NULL &&
		    in_order(test->op,
		        cell_compare(TYPE_TEXT, cell, test->texts));
	case LOOK_PATTERN:
		return cell->s != NULL &&
		    pattern_search(test->pattern, cell->s);
	case LOOK_COLUMNS:
		return compare_columns(test, row);
	}
	BUG("look %d", test->look);
}

static int
match_node(const struct node *node, const struct cell *row)
{
	const struct node *child = node->child;

	switch (node->kind) {
	case NODE_TEST:
		return match_test(&node->test, row);
	case NODE_NOT:
		return !match_node(child, row);
	case NODE_AND:
		while (child != NULL && match_node(child, row))
			child = child->next;
		return child == NULL;
	case NODE_OR:
		while (child != NULL && !match_node(child, row))
			child = child->next;
		return child != NULL;
	}
	BUG("node %d", node->kind);
}

int
where_match(const struct where *where, const struct cell *row)
{
	return where->root == NULL || match_node(where->root, row);
}
