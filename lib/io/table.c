/* Aligned tables for people: as wide as needed, no wider than asked. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "io/value.h"
#include "io/width.h"
#include "io/writers.h"

enum {
	GUTTER = 2,
	ROWS_HELD = 10000,	      /* the rows that decide the widths */
	BYTES_HELD = 8 * 1024 * 1024, /* or fewer, if they are large */
	TEXT_MIN = 10		      /* a text is not cut below this */
};

/* A held cell, as it will be shown. */
struct span {
	size_t at, len, width;
};

struct table {
	struct writer w;
	size_t *width;	   /* of each column */
	int fixed;	   /* widths are decided, rows pass through */
	struct str held;   /* the bytes of the spans */
	struct span *span; /* n for each held row */
	size_t spans, span_cap;
	struct str line;
	size_t blanks; /* owed to the line before its next word */
};

/* Appends the cell as it is shown to s; gives its columns. */
static size_t
render(const struct table *t, size_t i, const struct cell *c, struct str *s)
{
	enum type type = t->w.cols[i].type;

	if (cell_missing(type, c))
		return 0;
	if (!type_is_text(type))
		return cell_print(s, t->w.style, type, c, 1);
	text_safe(s, c->s, (size_t)c->i);
	return text_width(c->s, (size_t)c->i);
}

static int
may_be_cut(const struct table *t, size_t i)
{
	return t->w.opt.width > 0 && t->w.cols[i].type == TYPE_TEXT;
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

/* Blanks are owed until a word follows, so that no line ends with them. */
static void
place(struct table *t, size_t i, const char *s, size_t len, size_t width)
{
	size_t room = t->width[i], pad;

	if (i > 0)
		t->blanks += GUTTER;
	if (width == 0) {
		t->blanks += room;
		return;
	}
	pad = width < room ? room - width : 0;
	if (type_is_number(t->w.cols[i].type))
		t->blanks += pad;
	add_blanks(&t->line, t->blanks);
	t->blanks = 0;
	if (width > room && may_be_cut(t, i)) {
		width = text_cut(&t->line, s, len, room);
		pad = room - width;
	} else {
		str_addn(&t->line, s, len);
	}
	if (!type_is_number(t->w.cols[i].type))
		t->blanks = pad;
}

static void
end_line(struct table *t)
{
	while (t->line.len > 0 && t->line.p[t->line.len - 1] == ' ')
		t->line.len--;
	out_write(t->w.o, t->line.p, t->line.len);
	out_char(t->w.o, '\n');
	str_reset(&t->line);
	t->blanks = 0;
}

static void
print_header(struct table *t)
{
	struct str name = STR_INIT;

	if (t->w.opt.color)
		out_text(t->w.o, "\033[1m");
	for (size_t i = 0; i < t->w.n; i++) {
		const char *s = t->w.cols[i].name;

		str_reset(&name);
		text_safe(&name, s, strlen(s));
		place(t, i, name.p, name.len, text_width(s, strlen(s)));
	}
	if (!t->w.opt.color) {
		end_line(t);
		for (size_t i = 0; i < t->w.n; i++) {
			str_reset(&name);
			memset(str_room(&name, t->width[i]), '-', t->width[i]);
			place(t, i, name.p, t->width[i], t->width[i]);
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
static size_t
total_width(const struct table *t)
{
	size_t sum = 0;

	for (size_t i = 0; i < t->w.n; i++)
		sum += t->width[i] + (i > 0 ? GUTTER : 0);
	return sum;
}

static size_t
least_width(const struct table *t, size_t i)
{
	const char *name = t->w.cols[i].name;
	size_t w = t->w.opt.no_header ? 0 : text_width(name, strlen(name));

	return w > TEXT_MIN ? w : TEXT_MIN;
}

/* The widest text column (with all the flags) that can be narrower, or n. */
static size_t
widest(const struct table *t, unsigned flags)
{
	size_t found = t->w.n;

	for (size_t i = 0; i < t->w.n; i++)
		if (may_be_cut(t, i) && (t->w.cols[i].flags & flags) == flags &&
		    t->width[i] > least_width(t, i) &&
		    (found == t->w.n || t->width[i] > t->width[found]))
			found = i;
	return found;
}

/* Free text gives up width first, then the other texts; nothing else does. */
static void
narrow(struct table *t)
{
	static const unsigned order[] = { COL_WIDE, 0 };
	size_t limit = (size_t)t->w.opt.width, i;

	for (i = 0; i < t->w.n; i++)
		if (t->width[i] > limit && may_be_cut(t, i))
			t->width[i] = limit;
	for (size_t k = 0; k < 2; k++)
		while (total_width(t) > limit &&
		    (i = widest(t, order[k])) < t->w.n)
			t->width[i]--;
}

/* Where rows follow that nobody has seen, texts get what room is left. */
static void
widen(struct table *t)
{
	size_t limit = (size_t)t->w.opt.width, total = total_width(t);
	size_t texts = 0, spare;

	for (size_t i = 0; i < t->w.n; i++)
		texts += t->w.cols[i].type == TYPE_TEXT;
	if (texts == 0 || total >= limit)
		return;
	spare = (limit - total) / texts;
	for (size_t i = 0; i < t->w.n; i++)
		if (t->w.cols[i].type == TYPE_TEXT)
			t->width[i] += spare;
}

/* Decides the widths and prints what was held. */
static void
release(struct table *t, int more)
{
	if (t->w.opt.width > 0) {
		narrow(t);
		if (more)
			widen(t);
	}
	t->fixed = 1;
	if (!t->w.opt.no_header)
		print_header(t);
	for (size_t k = 0; k < t->spans; k++) {
		const struct span *s = &t->span[k];

		place(t, k % t->w.n, t->held.p + s->at, s->len, s->width);
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
	t->width = ARENA_ARRAY(t->w.mem, size_t, n);
	for (size_t i = 0; i < n && !t->w.opt.no_header; i++)
		t->width[i] = text_width(cols[i].name, strlen(cols[i].name));
	return 0;
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
		if (s->width > t->width[i])
			t->width[i] = s->width;
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
		size_t width;

		str_reset(&t->held);
		width = render(t, i, &cells[i], &t->held);
		place(t, i, t->held.p, t->held.len, width);
	}
	end_line(t);
	return writer_result(&t->w);
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
