/* What stands between a read verb and its writer: --where, --sort ... */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "io/choice.h"
#include "io/sort.h"
#include "io/steps.h"
#include "io/where-tree.h"

int
column_find(const struct column *cols, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(cols[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

static const char *
column_name(size_t i, const void *cols)
{
	return ((const struct column *)cols)[i].name;
}

const char *
column_nearest(const struct column *cols, size_t n, const char *name)
{
	return text_nearest(name, n, column_name, cols);
}

int
column_unknown(struct ops *ops, const struct column *cols, size_t n,
    const char *name)
{
	const char *near = column_nearest(cols, n, name);
	const char *shown = where_shown(ops, name, strlen(name));
	struct str names = STR_INIT;
	int err;

	if (near != NULL)
		return fail(ops, OPS_USAGE,
		    "column '%s' is not known (did you mean '%s'?)", shown,
		    near);
	for (size_t i = 0; i < n && names.len < 400; i++)
		str_addf(&names, "%s%s", i > 0 ? ", " : "", cols[i].name);
	err = fail(ops, OPS_USAGE, "column '%s' is not known (there are: %s)",
	    shown, names.p);
	str_free(&names);
	return err;
}

struct step_where {
	struct sink sink;
	struct ops *ops;
	struct sink *next;
	struct where *where;
	struct value_context ctx;
};

static int
where_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct step_where *step = (struct step_where *)sink;
	int err = where_bind(step->ops, step->where, &step->ctx, cols, n);

	return err < 0 ? err : sink_begin(step->next, cols, n);
}

static int
where_row(struct sink *sink, const struct cell *row)
{
	struct step_where *step = (struct step_where *)sink;

	return where_match(step->where, row) ? sink_row(step->next, row) : 0;
}

static int
where_end(struct sink *sink)
{
	return sink_end(((struct step_where *)sink)->next);
}

int
step_where(struct ops *ops, const char *expr, const struct filter *filters,
    size_t n_filters, const struct value_context *ctx, struct sink *next,
    struct sink **out)
{
	struct step_where *step = ARENA_NEW(ops->mem, struct step_where);
	int err = where_parse(ops, expr, &step->where);

	if (err < 0)
		return err;
	for (size_t i = n_filters; i > 0; i--)
		where_filter(ops, step->where, &filters[i - 1]);
	step->sink = (struct sink){ where_begin, where_row, where_end };
	step->ops = ops;
	step->next = next;
	step->ctx = *ctx;
	*out = &step->sink;
	return 0;
}

struct step_limit {
	struct sink sink;
	struct sink *next;
	int64_t left;
};

static int
limit_begin(struct sink *sink, const struct column *cols, size_t n)
{
	return sink_begin(((struct step_limit *)sink)->next, cols, n);
}

static int
limit_row(struct sink *sink, const struct cell *row)
{
	struct step_limit *step = (struct step_limit *)sink;
	int err;

	if (step->left == 0)
		return SINK_FULL;
	step->left--;
	if ((err = sink_row(step->next, row)) != 0)
		return err;
	return step->left == 0 ? SINK_FULL : 0;
}

static int
limit_end(struct sink *sink)
{
	return sink_end(((struct step_limit *)sink)->next);
}

int
step_limit(struct ops *ops, int64_t n, struct sink *next, struct sink **out)
{
	struct step_limit *step = ARENA_NEW(ops->mem, struct step_limit);

	if (n < 0)
		return fail(ops, OPS_USAGE,
		    "--limit: '%lld' is wrong: expected 0 or more",
		    (long long)n);
	step->sink = (struct sink){ limit_begin, limit_row, limit_end };
	step->next = next;
	step->left = n;
	*out = &step->sink;
	return 0;
}

/* Counts all rows, also those that nobody behind it wants. */
struct step_count {
	struct sink sink;
	struct sink *next;
	size_t *all;
	int full;
};

static int
count_begin(struct sink *sink, const struct column *cols, size_t n)
{
	return sink_begin(((struct step_count *)sink)->next, cols, n);
}

static int
count_row(struct sink *sink, const struct cell *row)
{
	struct step_count *step = (struct step_count *)sink;
	int err;

	++*step->all;
	if (step->full)
		return 0;
	err = sink_row(step->next, row);
	step->full = err == SINK_FULL;
	return step->full ? 0 : err;
}

static int
count_end(struct sink *sink)
{
	return sink_end(((struct step_count *)sink)->next);
}

static struct sink *
step_count(struct ops *ops, size_t *all, struct sink *next)
{
	struct step_count *step = ARENA_NEW(ops->mem, struct step_count);

	step->sink = (struct sink){ count_begin, count_row, count_end };
	step->next = next;
	step->all = all;
	*all = 0;
	return &step->sink;
}

struct step_columns {
	struct sink sink;
	struct ops *ops;
	struct sink *next;
	struct choice choice;
	struct column *cols;
	struct cell *row;
};

static int
columns_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct step_columns *step = (struct step_columns *)sink;
	int err = choice_bind(step->ops, &step->choice, cols, n);

	if (err < 0)
		return err;
	for (size_t i = 0; i < step->choice.n; i++)
		step->cols[i] = cols[step->choice.v[i].column];
	return sink_begin(step->next, step->cols, step->choice.n);
}

static int
columns_row(struct sink *sink, const struct cell *row)
{
	struct step_columns *step = (struct step_columns *)sink;

	for (size_t i = 0; i < step->choice.n; i++)
		step->row[i] = row[step->choice.v[i].column];
	return sink_row(step->next, step->row);
}

static int
columns_end(struct sink *sink)
{
	return sink_end(((struct step_columns *)sink)->next);
}

/* The columns "a,b" in that order; a column named twice is refused. */
static int
step_columns(struct ops *ops, const char *spec, struct sink *next,
    struct sink **out)
{
	struct step_columns *step = ARENA_NEW(ops->mem, struct step_columns);
	int err;

	step->choice.option = "--columns";
	if ((err = choice_parse(ops, spec, 0, &step->choice)) < 0)
		return err;
	step->cols = ARENA_ARRAY(ops->mem, struct column, step->choice.n);
	step->row = ARENA_ARRAY(ops->mem, struct cell, step->choice.n);
	step->sink = (struct sink){ columns_begin, columns_row, columns_end };
	step->ops = ops;
	step->next = next;
	*out = &step->sink;
	return 0;
}

struct step_collect {
	struct sink sink;
	struct arena *mem;
	struct collected *out;
	struct kept_row *first, **last;
};

static int
collect_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct step_collect *step = (struct step_collect *)sink;
	struct column *copy = ARENA_ARRAY(step->mem, struct column, n);

	if (n > 0)
		memcpy(copy, cols, n * sizeof *cols);
	*step->out = (struct collected){ copy, n, 0, NULL };
	return 0;
}

static int
collect_row(struct sink *sink, const struct cell *row)
{
	struct step_collect *step = (struct step_collect *)sink;

	*step->last =
	    row_keep(step->mem, step->out->cols, step->out->n_cols, row);
	step->last = &(*step->last)->next;
	step->out->n++;
	return 0;
}

static int
collect_end(struct sink *sink)
{
	struct step_collect *step = (struct step_collect *)sink;
	struct collected *out = step->out;
	size_t i = 0;

	out->rows = ARENA_ARRAY(step->mem, struct cell *, out->n);
	for (struct kept_row *row = step->first; row; row = row->next)
		out->rows[i++] = row->cell;
	return 0;
}

struct sink *
step_collect(struct arena *mem, struct collected *out)
{
	struct step_collect *step = ARENA_NEW(mem, struct step_collect);

	step->sink = (struct sink){ collect_begin, collect_row, collect_end };
	step->mem = mem;
	step->out = out;
	step->last = &step->first;
	return &step->sink;
}

static int
has_filters(const struct steps_options *opt)
{
	for (size_t i = 0; i < opt->n_filters; i++) {
		if (opt->filters[i].n > 0)
			return 1;
	}
	return 0;
}

int
steps_build(struct ops *ops, const struct steps_options *opt,
    const struct value_context *ctx, struct sink *writer, struct sink **first)
{
	struct sink *sink = writer;
	int err = 0;

	if (opt->columns != NULL)
		err = step_columns(ops, opt->columns, sink, &sink);
	else if (opt->table)
		sink = step_table(ops, sink);
	if (err == 0 && opt->has_limit)
		err = step_limit(ops, opt->limit, sink, &sink);
	if (err == 0 && opt->sort != NULL)
		err = step_sort(ops, opt->sort,
		    opt->has_limit ? opt->limit : NONE, sink, &sink);
	if (err == 0 && opt->all != NULL)
		sink = step_count(ops, opt->all, sink);
	if (err == 0 && (opt->where != NULL || has_filters(opt)))
		err = step_where(ops, opt->where, opt->filters, opt->n_filters,
		    ctx, sink, &sink);
	if (err == 0)
		*first = sink;
	return err;
}
