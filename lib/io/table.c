/* Aligned tables for people: as wide as needed, no wider than asked. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "io/table-fit.h"
#include "io/value.h"
#include "io/width.h"
#include "io/writers.h"

enum {
	ROWS_HELD = 10000,	      /* the rows that decide the widths */
	BYTES_HELD = 8 * 1024 * 1024, /* or fewer, if they are large */
	TO_MINUTES = 16,	      /* 2026-11-21 14:05 */
	TO_SECONDS = 19
};

/* A held cell, as it will be shown. */
struct span {
	size_t at, len, width;
};

struct table {
	struct writer w;
	struct fit fit;	   /* of each column */
	int *seconds;	   /* has a time of the column any? */
	int fixed;	   /* widths are decided, rows pass through */
	struct str held;   /* the bytes of the spans */
	struct span *span; /* n for each held row */
	size_t spans, span_cap;
	struct str line;
	size_t blanks; /* owed to the line before its next word */
	size_t used;   /* how wide the line is */
	int full;      /* nothing more stands on it */
};

/* Appends the cell as it is shown to s; gives its columns. */
static size_t
render(const struct table *t, size_t i, const struct cell *c, struct str *s)
{
	enum type type = t->w.cols[i].type;
	const char *none = column_undefined(&t->w.cols[i], c);

	if (none != NULL)
		str_add(s, none);
	if (cell_missing(type, c))
		return none == NULL ? 0 : strlen(none);
	if (!type_is_text(type))
		return cell_print(s, t->w.style, type, c, 1);
	text_safe(s, c->s, (size_t)c->i);
	return text_width(c->s, (size_t)c->i);
}

/* Is the width one that no line may exceed? */
static int
is_strict(const struct table *t)
{
	return t->w.opt.width > 0 && t->fit.tight && t->fit.may_leave_out;
}

static int
may_be_cut(const struct table *t, size_t i)
{
	enum type type = t->w.cols[i].type;

	return t->w.opt.width > 0 &&
	    (type == TYPE_TEXT || (type == TYPE_CODE && is_strict(t)));
}

/*
 * One line
 */
static void
add_blanks(struct str *s, size_t n)
{
	memset(str_room(s, n), ' ', n);
	s->len += n;
	s->p[s->len] = '\0';
}

/*
 * The columns that a word may take: those of its own, and on a terminal no
 * more than are left.  What may not be cut and does not fit is not shown.
 */
static size_t
room_for(struct table *t, size_t i, size_t width)
{
	size_t limit = (size_t)t->w.opt.width, left;

	if (width > t->fit.cols[i].width && may_be_cut(t, i))
		width = t->fit.cols[i].width;
	if (!is_strict(t))
		return width;
	left = t->used + t->blanks < limit ? limit - t->used - t->blanks : 0;
	if (width <= left)
		return width;
	t->full = 1;
	return may_be_cut(t, i) ? left : 0;
}

/* The line ends here: what does not fit is seen to be missing. */
static void
mark_cut(struct table *t)
{
	if (t->used + t->blanks >= (size_t)t->w.opt.width)
		return;
	add_blanks(&t->line, t->blanks);
	str_add(&t->line, "\u2026");
	t->blanks = 0;
}

/* Blanks are owed until a word follows, so that no line ends with them. */
static void
place(struct table *t, size_t i, const char *s, size_t len, size_t width)
{
	size_t room = t->fit.cols[i].width, shown;
	int right = type_is_number(t->w.cols[i].type);

	if (t->fit.cols[i].left_out || t->full)
		return;
	if (i > 0)
		t->blanks += t->fit.gutter;
	if (width == 0) {
		t->blanks += room;
		return;
	}
	if (right && width < room)
		t->blanks += room - width;
	shown = room_for(t, i, width);
	if (shown == 0) {
		mark_cut(t);
		return;
	}
	add_blanks(&t->line, t->blanks);
	t->used += t->blanks;
	t->blanks = 0;
	if (shown < width)
		shown = text_cut(&t->line, s, len, shown);
	else
		str_addn(&t->line, s, len);
	t->used += shown;
	if (!right && shown < room)
		t->blanks = room - shown;
}

/* As a time with seconds, where another of its column has some. */
static void
place_value(struct table *t, size_t i, const char *s, const struct span *c)
{
	char time[TO_SECONDS];

	if (!t->seconds[i] || c->len != TO_MINUTES) {
		place(t, i, s, c->len, c->width);
		return;
	}
	memcpy(time, s, TO_MINUTES);
	memcpy(time + TO_MINUTES, ":00", 3);
	place(t, i, time, TO_SECONDS, TO_SECONDS);
}

static void
end_line(struct table *t)
{
	while (t->line.len > 0 && t->line.p[t->line.len - 1] == ' ')
		t->line.len--;
	out_write(t->w.o, t->line.p, t->line.len);
	out_char(t->w.o, '\n');
	str_reset(&t->line);
	t->blanks = t->used = 0;
	t->full = 0;
}

/* The column's name, cut where its texts are; numbers keep theirs whole. */
static void
place_heading(struct table *t, size_t i, struct str *safe)
{
	const char *s = t->w.cols[i].name;

	str_reset(safe);
	text_safe(safe, s, strlen(s));
	place(t, i, safe->p, safe->len, text_width(s, strlen(s)));
}

static void
print_header(struct table *t)
{
	struct str name = STR_INIT;

	if (t->w.opt.color)
		out_text(t->w.o, "\033[1m");
	for (size_t i = 0; i < t->w.n; i++)
		place_heading(t, i, &name);
	if (!t->w.opt.color) {
		end_line(t);
		for (size_t i = 0; i < t->w.n; i++) {
			size_t width = t->fit.cols[i].width;

			str_reset(&name);
			memset(str_room(&name, width), '-', width);
			place(t, i, name.p, width, width);
		}
		end_line(t);
	} else {
		str_add(&t->line, "\033[0m");
		end_line(t);
	}
	str_free(&name);
}

/*
 * The widths
 */
/* Where rows follow that nobody has seen, texts get what room is left. */
static void
widen(struct table *t)
{
	size_t limit = (size_t)t->w.opt.width, total = fit_total(&t->fit);
	size_t texts = 0, spare;

	for (size_t i = 0; i < t->w.n; i++)
		texts +=
		    t->w.cols[i].type == TYPE_TEXT && !t->fit.cols[i].left_out;
	if (texts == 0 || total >= limit)
		return;
	spare = (limit - total) / texts;
	for (size_t i = 0; i < t->w.n; i++)
		if (t->w.cols[i].type == TYPE_TEXT)
			t->fit.cols[i].width += spare;
}

/* The widths that cut nothing, and those there is room for. */
static void
decide(struct table *t, int more)
{
	for (size_t i = 0; i < t->w.n; i++) {
		struct fit_column *c = &t->fit.cols[i];

		if (t->seconds[i] && c->natural < TO_SECONDS)
			c->natural = TO_SECONDS;
		if (t->w.rows == 0)
			c->empty = c->nothing = 0;
		c->width = c->natural;
	}
	if (t->w.opt.width <= 0)
		return;
	t->fit.limit = (size_t)t->w.opt.width;
	fit_columns(&t->fit);
	if (more)
		widen(t);
}

/* Decides the widths and prints what was held. */
static void
release(struct table *t, int more)
{
	decide(t, more);
	t->fixed = 1;
	if (!t->w.opt.no_header)
		print_header(t);
	for (size_t k = 0; k < t->spans; k++) {
		const struct span *s = &t->span[k];

		place_value(t, k % t->w.n, t->held.p + s->at, s);
		if (k % t->w.n == t->w.n - 1)
			end_line(t);
	}
	t->spans = 0;
	str_free(&t->held);
}

/*
 * The sink
 */
static int
table_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct table *t = (struct table *)sink;

	writer_begin(&t->w, cols, n);
	t->fit = (struct fit){ .n = n,
		.gutter = GUTTER,
		.tight = t->w.opt.on_terminal,
		.may_leave_out = !t->w.opt.all_columns };
	t->fit.cols = ARENA_ARRAY(t->w.mem, struct fit_column, n);
	t->seconds = ARENA_ARRAY(t->w.mem, int, n);
	for (size_t i = 0; i < n; i++) {
		const char *name = cols[i].name;
		size_t heading =
		    t->w.opt.no_header ? 0 : text_width(name, strlen(name));

		t->fit.cols[i] = (struct fit_column){ .type = cols[i].type,
			.flags = cols[i].flags,
			.heading = heading,
			.natural = heading,
			.empty = 1,
			.nothing = 1 };
	}
	return 0;
}

/* What a value says about its column. */
static void
learn(struct table *t, size_t i, const struct cell *c, size_t width)
{
	struct fit_column *f = &t->fit.cols[i];

	if (width > f->natural)
		f->natural = width;
	if (f->type == TYPE_TIME && width == TO_SECONDS)
		t->seconds[i] = 1;
	if (cell_missing(f->type, c))
		return;
	f->empty = 0;
	if (!type_is_number(f->type) || c->i != 0)
		f->nothing = 0;
}

static void
hold(struct table *t, const struct cell *cells)
{
	if (t->spans + t->w.n > t->span_cap) {
		t->span_cap = t->span_cap * 2 + 16 * t->w.n;
		t->span = xrealloc(t->span, t->span_cap * sizeof *t->span);
	}
	for (size_t i = 0; i < t->w.n; i++) {
		struct span *s = &t->span[t->spans++];

		s->at = t->held.len;
		s->width = render(t, i, &cells[i], &t->held);
		s->len = t->held.len - s->at;
		learn(t, i, &cells[i], s->width);
	}
}

static int
table_row(struct sink *sink, const struct cell *cells)
{
	struct table *t = (struct table *)sink;

	t->w.rows++;
	if (!t->fixed) {
		hold(t, cells);
		if (t->w.rows >= ROWS_HELD || t->held.len >= BYTES_HELD)
			release(t, 1);
		return writer_result(&t->w);
	}
	for (size_t i = 0; i < t->w.n; i++) {
		struct span c = { 0 };

		str_reset(&t->held);
		c.width = render(t, i, &cells[i], &t->held);
		c.len = t->held.len;
		place_value(t, i, t->held.p, &c);
	}
	end_line(t);
	return writer_result(&t->w);
}

/* Which columns are missing, in lines of the terminal. */
static void
name_left_out(struct table *t)
{
	size_t limit = (size_t)t->w.opt.width;
	const char *before = "(not shown: ";
	size_t used = 0;

	for (size_t i = 0; i < t->w.n; i++) {
		const char *name = t->w.cols[i].name;

		if (!t->fit.cols[i].left_out)
			continue;
		if (used == 0 && t->w.opt.color)
			out_text(t->w.o, "\033[2m");
		if (used > 0)
			out_char(t->w.o, ',');
		if (used > 0 && used + strlen(name) + 3 > limit) {
			before = "\n";
			used = 0;
		}
		out_text(t->w.o, before);
		str_reset(&t->line);
		text_safe(&t->line, name, strlen(name));
		out_write(t->w.o, t->line.p, t->line.len);
		used += strlen(before) + t->line.len + 1;
		before = " ";
	}
	str_reset(&t->line);
	if (used > 0)
		out_text(t->w.o, t->w.opt.color ? ")\033[0m\n" : ")\n");
}

static int
table_end(struct sink *sink)
{
	struct table *t = (struct table *)sink;

	if (!t->fixed)
		release(t, 0);
	if (t->w.rows == 0 && t->w.opt.on_terminal)
		out_text(t->w.o,
		    t->w.opt.color ? "\033[2mno rows\033[0m\n" : "no rows\n");
	name_left_out(t);
	return writer_result(&t->w);
}

static void
table_clear(struct writer *w)
{
	struct table *t = (struct table *)w;

	str_free(&t->held);
	str_free(&t->line);
	free(t->span);
}

struct writer *
table_writer(struct arena *mem)
{
	struct table *t = ARENA_NEW(mem, struct table);

	t->w.sink = (struct sink){ table_begin, table_row, table_end };
	t->w.clear = table_clear;
	t->held = t->line = (struct str)STR_INIT;
	return &t->w;
}
