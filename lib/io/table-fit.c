/* Which columns of a table stand on a narrow terminal, and how wide. */
#include "io/table-fit.h"

enum {
	TEXT_MIN = 10, /* a text is not cut below this without need */
	TEXT_LEAST = 6,
	CODE_LEAST = 8,
	MAIN_COLUMNS =
	    3 /* the first: codes are cut before these are left out */
};

size_t
fit_total(const struct fit *f)
{
	size_t sum = 0, shown = 0;

	for (size_t i = 0; i < f->n; i++)
		if (!f->cols[i].left_out)
			sum += f->cols[i].width + (shown++ > 0 ? f->gutter : 0);
	return sum;
}

static int
too_wide(const struct fit *f)
{
	return fit_total(f) > f->limit;
}

/* How far texts and codes may be cut; 0: codes may not. */
struct floor {
	size_t text, code;
	int with_heading; /* not below the name of the column */
};

static size_t
least(const struct fit_column *c, const struct floor *floor)
{
	size_t w = c->type == TYPE_TEXT ? floor->text : floor->code;

	if (w == 0)
		return c->natural;
	return floor->with_heading && c->heading > w ? c->heading : w;
}

/* The widest text (with all the flags) that can be narrower, or n. */
static size_t
widest(const struct fit *f, const struct floor *floor, unsigned flags)
{
	size_t found = f->n;

	for (size_t i = 0; i < f->n; i++) {
		const struct fit_column *c = &f->cols[i];

		if (!c->left_out && type_is_text(c->type) &&
		    (c->flags & flags) == flags && c->width > least(c, floor) &&
		    (found == f->n || c->width > f->cols[found].width))
			found = i;
	}
	return found;
}

/* Free text gives up width first, then the other texts; 1 where it fits. */
static int
narrow(struct fit *f, const struct floor *floor)
{
	static const unsigned order[] = { COL_WIDE, 0 };
	size_t i;

	for (i = 0; i < f->n; i++) {
		struct fit_column *c = &f->cols[i];

		c->width = c->natural;
		if (type_is_text(c->type) && c->width > f->limit &&
		    least(c, floor) < c->width)
			c->width = f->limit;
	}
	for (size_t k = 0; k < 2; k++)
		while (too_wide(f) && (i = widest(f, floor, order[k])) < f->n)
			f->cols[i].width--;
	return !too_wide(f);
}

/* Leaves out the last column that says nothing: empty ones, then zeros. */
static int
drop_nothing(struct fit *f)
{
	for (int zeros = 0; zeros < 2; zeros++)
		for (size_t i = f->n; i-- > 1;) {
			struct fit_column *c = &f->cols[i];

			if (!c->left_out && (c->empty || (zeros && c->nothing)))
				return c->left_out = 1;
		}
	return 0;
}

/* Leaves out the last minor column, else the last, never the first `keep`. */
static int
drop_last(struct fit *f, size_t keep)
{
	for (size_t i = f->n; i-- > 1;)
		if (!f->cols[i].left_out && (f->cols[i].flags & COL_MINOR))
			return f->cols[i].left_out = 1;
	for (size_t i = f->n; i-- > keep;)
		if (!f->cols[i].left_out)
			return f->cols[i].left_out = 1;
	return 0;
}

/* The steps after which something is missing; 1 where it fits. */
static int
leave_out(struct fit *f, const struct floor *floor)
{
	const struct floor last = { TEXT_LEAST, CODE_LEAST, 0 };

	while (drop_last(f, MAIN_COLUMNS))
		if (narrow(f, floor))
			return 1;
	if (narrow(f, &last))
		return 1;
	while (drop_last(f, 1))
		if (narrow(f, &last))
			return 1;
	return 0;
}

static int
tighten(struct fit *f)
{
	const struct floor usual = { TEXT_MIN, 0, 1 };
	const struct floor low = { TEXT_LEAST, 0, 0 };

	while (f->may_leave_out && drop_nothing(f))
		if (narrow(f, &usual))
			return 1;
	f->gutter = 1;
	return narrow(f, &usual) || narrow(f, &low) ||
	    (f->may_leave_out && leave_out(f, &low));
}

void
fit_columns(struct fit *f)
{
	const struct floor usual = { TEXT_MIN, 0, 1 };

	f->gutter = GUTTER;
	for (size_t i = 0; i < f->n; i++)
		f->cols[i].left_out = 0;
	if (narrow(f, &usual) || !f->tight || !tighten(f))
		return;
	f->gutter = GUTTER;
	if (too_wide(f))
		f->gutter = 1;
}
