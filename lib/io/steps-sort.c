/* The step that puts rows in order: in memory, or through a file. */
#include <string.h>

#include "io/choice.h"
#include "io/sort.h"
#include "io/spill.h"
#include "io/steps.h"

enum { SPARE = 1000 }; /* rows, so that few are not put in order too often */

struct step_sort {
	struct sink sink;
	struct ops *ops;
	struct sink *next;
	struct choice choice;
	struct sort_key *keys;
	struct arena *mem; /* of the rows */
	const struct column *cols;
	size_t n_cols;
	struct kept_row *first, **last;
	int64_t limit, n;      /* rows that are wanted, NONE; that are kept */
	size_t bytes;	       /* what those take, about */
	struct kept_row *worst; /* the last that is wanted so far, NULL */
	struct spill *spill;   /* NULL: they are in memory */
};

static int
sort_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct step_sort *step = (struct step_sort *)sink;
	int err = choice_bind(step->ops, &step->choice, cols, n);

	if (err < 0)
		return err;
	step->cols = cols;
	step->n_cols = n;
	for (size_t i = 0; i < step->choice.n; i++) {
		struct chosen *chosen = &step->choice.v[i];

		step->keys[i] = (struct sort_key){ chosen->column,
			cols[chosen->column].type, chosen->down };
	}
	return sink_begin(step->next, cols, n);
}

static void
keep(struct step_sort *step, const struct cell *row)
{
	*step->last = row_keep(step->mem, step->cols, step->n_cols, row);
	step->last = &(*step->last)->next;
	step->n++;
	step->bytes += sizeof **step->last + step->n_cols * sizeof *row;
	for (size_t i = 0; i < step->n_cols; i++)
		if (type_is_text(step->cols[i].type) && row[i].s != NULL)
			step->bytes += ((size_t)row[i].i + 16) / 16 * 16;
}

/* Forgets what was kept; the caller has it. */
static void
forget(struct step_sort *step)
{
	step->first = step->worst = NULL;
	step->last = &step->first;
	step->n = 0;
	step->bytes = 0;
}

/* Keeps of the rows only those that are wanted by now, in order. */
static void
prune(struct step_sort *step)
{
	struct arena *before = step->mem;
	struct kept_row *row = rows_sort(step->first, step->keys,
	    step->choice.n);

	step->mem = arena_new();
	forget(step);
	for (; row != NULL && step->n < step->limit; row = row->next) {
		struct kept_row **at = step->last;

		keep(step, row->cell);
		step->worst = *at;
	}
	arena_free(before);
}

/* From now on rows go to the file, those that were kept first. */
static int
spill(struct step_sort *step)
{
	int err = spill_open(step->ops, step->cols, step->n_cols, step->keys,
	    step->choice.n, &step->spill);

	for (struct kept_row *row = step->first; err == 0 && row != NULL;
	     row = row->next)
		err = spill_row(step->spill, row->cell);
	arena_back(step->mem, (struct arena_mark){ NULL, 0 });
	forget(step);
	return err;
}

static int
sort_row(struct sink *sink, const struct cell *row)
{
	struct step_sort *step = (struct step_sort *)sink;

	if (step->limit == 0)
		return SINK_FULL;
	if (step->spill != NULL)
		return spill_row(step->spill, row);
	if (step->worst != NULL && row_compare(step->keys, step->choice.n, row,
		step->worst->cell) >= 0)
		return 0;
	keep(step, row);
	if (step->limit != NONE && (step->n - SPARE) / 2 >= step->limit)
		prune(step);
	return step->bytes > SORT_MEMORY ? spill(step) : 0;
}

static int
hand_on(void *next, const struct cell *row)
{
	return sink_row(next, row);
}

static int
sort_end(struct sink *sink)
{
	struct step_sort *step = (struct step_sort *)sink;
	struct kept_row *row;
	int err = 0;

	if (step->spill != NULL)
		err = spill_rows(step->spill, hand_on, step->next);
	row = rows_sort(step->first, step->keys, step->choice.n);
	for (; row != NULL && err == 0; row = row->next)
		err = sink_row(step->next, row->cell);
	spill_close(step->spill);
	step->spill = NULL;
	arena_back(step->mem, (struct arena_mark){ NULL, 0 });
	forget(step);
	return err < 0 ? err : sink_end(step->next);
}

static void
drop(void *own)
{
	arena_free(own);
}

static void
sort_drop(void *data)
{
	struct step_sort *step = data;

	spill_close(step->spill);
	arena_free(step->mem);
}

int
step_sort(struct ops *ops, const char *spec, int64_t limit, struct sink *next,
    struct sink **out)
{
	/* It outlives the ops->mem of a verb that takes that back. */
	struct arena *own = arena_new();
	struct step_sort *step = ARENA_NEW(own, struct step_sort);
	int err;

	arena_defer(ops->mem, drop, own);
	arena_defer(own, sort_drop, step);
	step->mem = arena_new();
	step->choice.option = "--sort";
	if ((err = choice_parse(ops, spec, 1, &step->choice)) < 0)
		return err;
	step->keys = ARENA_ARRAY(ops->mem, struct sort_key, step->choice.n);
	step->sink = (struct sink){ sort_begin, sort_row, sort_end };
	step->ops = ops;
	step->next = next;
	step->limit = limit;
	step->last = &step->first;
	*out = &step->sink;
	return 0;
}
