/* The parts of the nightly report that are the rows of one line as it is. */
#include <string.h>

#include "report/night.h"

enum { COLUMNS_MAX = 8, ROWS_SHOWN = 10 };

/*
 * A line that is watched.  What it finds nothing for is left out of a text,
 * but for what is always there; all of it stands in JSON.
 */
struct watched {
	const char *key, *heading;
	const char *line;		 /* without site and time */
	const char *column[COLUMNS_MAX]; /* those that are shown */
	const char *note; /* what the line is about; may be NULL */
	unsigned flags;
};

enum {
	DECIDE = 1 << 0,    /* needs a decision: before the totals */
	ALL_SITES = 1 << 1, /* the line takes no --site */
	ALWAYS = 1 << 2,    /* said, too, where there is none */
};

/* In the order in which they stand. */
static const struct watched watched[] = {
	{ "negative_value", "To decide: what is below zero may cost",
	    "stock value --negative",
	    { "item", "name", "location", "lot", "qty", "unit", "age",
		"value" },
	    "Provisional: until it is received, or counted.", DECIDE },
	{ "at_risk", "To decide: promises at risk",
	    "stock demand list --at-risk",
	    { "order", "party", "item", "open", "promised", "waits_for",
		"covered", "short" },
	    "Nothing covers these by their day. Covered is when all of it is "
	    "there; short is what nothing brings.",
	    DECIDE | ALL_SITES },
	{ "counts_due", "To decide: counts due",
	    "stock count due --sort class,-overdue",
	    { "item", "name", "location", "lot", "class", "on_hand", "unit",
		"overdue" },
	    NULL, DECIDE },
	{ "on_hand", "On hand", "stock value --by site", { "site", "value" },
	    "By each item's method of costing, in the book's currency.",
	    ALWAYS },
};

enum { LISTS = sizeof watched / sizeof *watched };

void
night_lists_ask(struct night *n)
{
	n->lists = ARENA_ARRAY(n->mem, struct block, LISTS);
	for (size_t i = 0; i < LISTS; i++)
		night_ask(n, &n->lists[i], "%s --as-of %s%s%s", watched[i].line,
		    n->as_of, watched[i].flags & ALL_SITES ? "" : n->of_site,
		    n->as_known);
}

int64_t
night_list_count(const struct night *n, const char *key)
{
	for (size_t i = 0; i < LISTS; i++)
		if (strcmp(watched[i].key, key) == 0)
			return (int64_t)n->lists[i].rows.n;
	return 0;
}

/* The columns that are shown, and where they are among the line's own. */
static size_t
choose(const struct watched *w, const struct collected *rows,
    struct column *cols, int *at)
{
	size_t k = 0;

	for (size_t i = 0; i < COLUMNS_MAX && w->column[i] != NULL; i++) {
		at[k] = column_find(rows->cols, rows->n_cols, w->column[i]);
		if (at[k] < 0)
			continue;
		cols[k] = rows->cols[at[k]];
		cols[k++].flags &= COL_WIDE;
	}
	return k;
}

static int
print_rows(
    struct night *n, const struct watched *w, const struct collected *rows)
{
	struct column *cols = ARENA_ARRAY(n->mem, struct column, COLUMNS_MAX);
	int at[COLUMNS_MAX];
	size_t k = choose(w, rows, cols, at);
	struct sink *s;
	int err = document_part(n->doc, w->key, w->heading, &s);

	if (err == 0)
		err = sink_begin(s, cols, k);
	for (size_t i = 0; err == 0 && i < rows->n && i < ROWS_SHOWN; i++) {
		struct cell cells[COLUMNS_MAX];

		for (size_t j = 0; j < k; j++)
			cells[j] = rows->rows[i][at[j]];
		err = sink_row(s, cells);
	}
	return err == 0 ? sink_end(s) : err;
}

static int
print_list(struct night *n, const struct watched *w, const struct block *b)
{
	int err;

	if (night_broken(n, b, w->key))
		return 0;
	if (b->rows.n == 0 && !(w->flags & ALWAYS) &&
	    n->call->format != FORMAT_JSON)
		return 0;
	err = print_rows(n, w, &b->rows);
	if (err != 0)
		return err;
	if (w->note != NULL)
		document_para(
		    n->doc, arena_printf(n->mem, "%s_note", w->key), w->note);
	night_cut(n, w->key, ROWS_SHOWN, b->rows.n);
	night_line(n, w->key, b->line);
	return 0;
}

static int
print_lists(struct night *n, unsigned which)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < LISTS; i++)
		if ((watched[i].flags & DECIDE) == which)
			err = print_list(n, &watched[i], &n->lists[i]);
	return err;
}

int
night_decide(struct night *n)
{
	return print_lists(n, DECIDE);
}

int
night_lists(struct night *n)
{
	return print_lists(n, 0);
}
