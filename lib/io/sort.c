/* Rows kept in memory, and put in order. */
#include <string.h>

#include "io/sort.h"

struct kept_row *
row_keep(struct arena *mem, const struct column *cols, size_t n,
    const struct cell *row)
{
	struct kept_row *kept =
	    arena_alloc(mem, sizeof *kept + n * sizeof *row);

	for (size_t i = 0; i < n; i++) {
		kept->cell[i] = row[i];
		if (type_is_text(cols[i].type) && row[i].s != NULL)
			kept->cell[i].s =
			    arena_strndup(mem, row[i].s, (size_t)row[i].i);
	}
	return kept;
}

int
cell_compare(enum type type, const struct cell *a, const struct cell *b)
{
	int64_t n = a->i < b->i ? a->i : b->i;
	int order;

	if (type_is_text(type) && (order = memcmp(a->s, b->s, (size_t)n)) != 0)
		return order;
	return (a->i > b->i) - (a->i < b->i);
}

int
row_compare(const struct sort_key *keys, size_t n_keys, const struct cell *a,
    const struct cell *b)
{
	for (size_t k = 0; k < n_keys; k++) {
		const struct cell *x = &a[keys[k].column];
		const struct cell *y = &b[keys[k].column];
		int x_missing = cell_missing(keys[k].type, x);
		int y_missing = cell_missing(keys[k].type, y);
		int order = x_missing - y_missing;

		if (order == 0 && !x_missing) {
			order = cell_compare(keys[k].type, x, y);
			if (keys[k].down)
				order = (order < 0) - (order > 0);
		}
		if (order != 0)
			return order;
	}
	return 0;
}

/* Joins two ordered lists; of equal rows those of `a` come first. */
static struct kept_row *
merge(struct kept_row *a, struct kept_row *b, const struct sort_key *keys,
    size_t n_keys)
{
	struct kept_row *first = NULL, **last = &first;

	while (a != NULL && b != NULL) {
		if (row_compare(keys, n_keys, a->cell, b->cell) <= 0) {
			*last = a;
			a = a->next;
		} else {
			*last = b;
			b = b->next;
		}
		last = &(*last)->next;
	}
	*last = a != NULL ? a : b;
	return first;
}

struct kept_row *
rows_sort(struct kept_row *rows, const struct sort_key *keys, size_t n_keys)
{
	/*
	 * run[i] is empty or 2^i rows in order, all before those of run[i-1].
	 */
	struct kept_row *run[64] = { NULL }, *sorted = NULL;

	while (rows != NULL) {
		struct kept_row *carry = rows;
		size_t i;

		rows = rows->next;
		carry->next = NULL;
		for (i = 0; run[i] != NULL; i++) {
			carry = merge(run[i], carry, keys, n_keys);
			run[i] = NULL;
		}
		run[i] = carry;
	}
	for (size_t i = 0; i < 64; i++)
		sorted = merge(run[i], sorted, keys, n_keys);
	return sorted;
}
