/* The parts of the nightly report that are the rows of one line as it is. */
#include <string.h>

#include "cli/within.h"
#include "report/night.h"
#include "stock/itemsums.h"

enum { ROWS_SHOWN = 10 };

/*
 * A line that is watched.  What it finds nothing for is left out of a text,
 * but for what is always there; all of it stands in JSON.
 */
struct watched {
	const char *key, *heading;
	const char *line;    /* without site and time */
	const char *columns; /* those that are shown */
	const char *note;    /* what the line is about; may be NULL */
	unsigned flags;
};

enum {
	DECIDE = 1 << 0,      /* needs a decision: before the totals */
	ALWAYS = 1 << 1,      /* said, too, where there is none */
	IF_NEGATIVE = 1 << 2, /* has no rows where no stock is below zero */
	BUDGET = 1 << 3,      /* where the book has one; it is of no site */
};

/* In the order in which they stand. */
static const struct watched watched[] = {
	{ "negative_value", "To decide: what is below zero may cost",
	    "stock value --negative",
	    "item,name,location,lot,qty,unit,age,value",
	    "Provisional: until it is received, or counted.",
	    DECIDE | IF_NEGATIVE },
	{ "at_risk", "To decide: promises at risk",
	    "stock demand list --at-risk --sort day",
	    "order,party,item,open,day,waits_for,covered,short",
	    "Nothing covers these by their day. Covered is when all of it is "
	    "there; short is what nothing brings.",
	    DECIDE },
	{ "expiring", "To decide: expiring", "stock expiring",
	    "item,name,lot,location,expires,days,qty,value",
	    "Within 30 days; days below 0 have expired.", DECIDE },
	{ "counts_due", "To decide: counts due",
	    "stock count due --sort class,-overdue",
	    "item,name,location,lot,class,on_hand,unit,overdue", NULL, DECIDE },
	{ "budget_requests", "To decide: requests that wait",
	    "budget request list --state asked",
	    "request,account,amount,reason,needed_by,requester",
	    "'ops budget who-can-approve' says who may say yes.",
	    DECIDE | BUDGET },
	{ "budget_over", "To decide: over budget, or without one",
	    "budget status --all --where 'available < 0' --sort available",
	    "account,budget,committed,actual,available,unit",
	    "Of the fiscal year; where the budget is 0, none was planned.",
	    DECIDE | BUDGET },
	{ "budget_short", "To decide: budgets that will not do",
	    "budget forecast --where 'left < 0' --sort left",
	    "account,budget,forecast,left,exhausted,unit",
	    "Where the fiscal year will end, if it goes on so.",
	    DECIDE | BUDGET },
	{ "budget_overdue", "To decide: bound in months that are over",
	    "budget ageing --where 'overdue = yes' --sort since",
	    "document,account,period,stage,vendor,amount,unit,age",
	    "Spend it, release it or carry it before its month is closed.",
	    DECIDE | BUDGET },
	{ "budget_reviews", "To decide: savings to be reviewed",
	    "budget case list --due",
	    "case,name,owner,account,promised,review,review_due",
	    "What was promised is set against what is measured.",
	    DECIDE | BUDGET },
	{ "on_hand", "On hand", "stock value --by site", "site,value",
	    "By each item's method of costing, in the book's currency.",
	    ALWAYS },
	{ "dead", "Dead stock", "stock dead",
	    "item,name,qty,unit,value,last_out,idle",
	    "Nothing of it was sold or used in 180 days; nor, of a site, "
	    "moved to another.", 0 },
	{ "bottleneck", "The bottleneck",
	    "stock flow --where 'bottleneck = yes'",
	    "location,throughput,wip,dwell_days,why",
	    "Amounts of 90 days at cost; throughput is what left a day, wip "
	    "what was there.",
	    0 },
	{ "budget", "Budget", "budget status --depth 1 --total",
	    "account,budget,pre,committed,actual,available,used,unit",
	    "Of the fiscal year.", BUDGET },
	{ "budget_forecast", "Where the fiscal year will end",
	    "budget forecast --depth 1 --total",
	    "account,budget,actual,forecast,left,exhausted,unit",
	    "Each row is a forecast by itself.", BUDGET },
};

enum { LISTS = sizeof watched / sizeof *watched };

static int
is_wanted(const struct night *n, const struct watched *w)
{
	return !(w->flags & BUDGET) || (n->budget && n->site == NULL);
}

static void
ask(struct night *n, const struct watched *w, struct block *b, int64_t negative)
{
	b->line = arena_printf(n->mem, "%s --as-of %s%s%s", w->line, n->as_of,
	    w->flags & BUDGET ? "" : n->of_site, n->as_known);
	if (negative > 0 || !(w->flags & IF_NEGATIVE))
		night_caught(n, b,
		    call_collect_first(n->call,
			arena_printf(
			    n->mem, "%s --columns %s", b->line, w->columns),
			n->mem, ROWS_SHOWN, &b->rows, &b->all));
}

void
night_lists_ask(struct night *n)
{
	int64_t negative, below;

	night_count(n, &negative, &below);
	n->lists = ARENA_ARRAY(n->mem, struct block, LISTS);
	/* Of several lines that fold all moves, the first does it for all. */
	item_sums_share(n->call->ops,
	    SUMS_USED | SUMS_LAST | SUMS_POOLS | SUMS_HELD);
	for (size_t i = 0; i < LISTS; i++)
		if (is_wanted(n, &watched[i]))
			ask(n, &watched[i], &n->lists[i], negative);
	item_sums_share_end(n->call->ops);
}

int64_t
night_found(const struct night *n, const char *key)
{
	for (size_t i = 0; i < LISTS; i++)
		if (strcmp(watched[i].key, key) == 0)
			return (int64_t)n->lists[i].all;
	return 0;
}

/* The line's columns; here only free text gives up width. */
static const struct column *
columns_of(struct night *n, const struct collected *rows)
{
	struct column *cols = ARENA_ARRAY(n->mem, struct column, rows->n_cols);

	for (size_t i = 0; i < rows->n_cols; i++) {
		cols[i] = rows->cols[i];
		cols[i].flags &= COL_WIDE;
	}
	return cols;
}

static int
print_rows(struct night *n, const struct watched *w,
    const struct collected *rows)
{
	struct sink *s;
	int err = document_part(n->doc, w->key, w->heading,
	    columns_of(n, rows), rows->n_cols, &s);

	for (size_t i = 0; err == 0 && i < rows->n && i < ROWS_SHOWN; i++)
		err = sink_row(s, rows->rows[i]);
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
		document_para(n->doc, arena_printf(n->mem, "%s_note", w->key),
		    w->note);
	night_cut(n, w->key, ROWS_SHOWN, b->all);
	night_line(n, w->key, b->line);
	return 0;
}

static int
print_lists(struct night *n, unsigned which)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < LISTS; i++)
		if ((watched[i].flags & DECIDE) == which &&
		    is_wanted(n, &watched[i]))
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
