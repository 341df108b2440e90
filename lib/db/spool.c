/* Rows of a query whose columns have no types until all rows are there. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "db/spool.h"
#include "io/sorter.h"

/* What a column has held so far. */
enum { HELD_INT = 1, HELD_LARGE = 2, HELD_FLOAT = 4, HELD_TEXT = 8 };

struct spool {
	struct ops *ops;
	struct sorter *rows;
	struct column *cols;
	unsigned char *held;
	struct cell *cells;
	size_t n, at; /* columns, and the next one of the row */
	uint64_t row;
	struct str bytes; /* of the row: a tag and its value for each column */
	struct str text;  /* numbers of the row that are shown as texts */
};

int
spool_open(struct ops *ops, size_t n, struct spool **out)
{
	struct spool *s = xmalloc(sizeof *s);

	*s = (struct spool){
		.ops = ops, .n = n, .bytes = STR_INIT, .text = STR_INIT
	};
	s->cols = ARENA_ARRAY(ops->keep, struct column, n);
	s->held = arena_alloc(ops->keep, n);
	s->cells = ARENA_ARRAY(ops->keep, struct cell, n);
	*out = s;
	return sorter_open(ops, 0, &s->rows);
}

void
spool_close(struct spool *s)
{
	if (s == NULL)
		return;
	sorter_close(s->rows);
	str_free(&s->bytes);
	str_free(&s->text);
	free(s);
}

static int
is_taken(const struct spool *s, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(s->cols[i].name, name) == 0)
			return 1;
	return 0;
}

void
spool_name(struct spool *s, size_t column, const char *name)
{
	struct arena *mem = s->ops->keep;
	const char *base = name == NULL || name[0] == '\0'
	    ? arena_printf(mem, "column_%zu", column + 1)
	    : arena_strdup(mem, name);

	name = base;
	for (int i = 2; is_taken(s, column, name); i++)
		name = arena_printf(mem, "%s_%d", base, i);
	s->cols[column] = (struct column){ name, TYPE_TEXT, 0, "" };
}

static void
add(struct spool *s, char tag, unsigned held, const void *p, size_t n)
{
	s->held[s->at++] |= (unsigned char)held;
	str_addc(&s->bytes, tag);
	str_addn(&s->bytes, p, n);
}

void
spool_null(struct spool *s)
{
	add(s, '-', 0, "", 0);
}

void
spool_int(struct spool *s, int64_t i)
{
	int large = i > INT64_MAX / MILLION || i < -(INT64_MAX / MILLION);

	if (i == NONE)
		spool_text(s, "-9223372036854775808", 20);
	else
		add(s, 'i', large ? HELD_INT | HELD_LARGE : HELD_INT, &i,
		    sizeof i);
}

void
spool_float(struct spool *s, int64_t millionths)
{
	add(s, 'f', HELD_FLOAT, &millionths, sizeof millionths);
}

void
spool_text(struct spool *s, const char *text, size_t n)
{
	add(s, 't', HELD_TEXT, &n, sizeof n);
	str_addn(&s->bytes, text, n);
	str_addc(&s->bytes, '\0');
}

int
spool_row(struct spool *s)
{
	uint64_t key[2] = { s->row++, 0 };
	int err = sorter_add(s->ops, s->rows, key, s->bytes.p, s->bytes.len);

	str_reset(&s->bytes);
	s->at = 0;
	return err;
}

static enum type
type_of(unsigned held)
{
	if (held == HELD_INT || held == (HELD_INT | HELD_LARGE))
		return TYPE_INT;
	if ((held & HELD_FLOAT) && !(held & (HELD_TEXT | HELD_LARGE)))
		return TYPE_RATIO;
	return TYPE_TEXT;
}

/* A number among texts; its place in s->text is found when all are there. */
static void
number_as_text(struct spool *s, char tag, int64_t v, struct cell *cell)
{
	char *room = str_room(&s->text, DECIMAL_MAX);
	size_t n = decimal_print(room, v, tag == 'i' ? 0 : RATIO_SCALE, 0);

	cell->s = NULL;
	cell->i = (int64_t)s->text.len;
	s->text.len += n;
	str_addc(&s->text, '\0');
}

/* Takes a value from the bytes at p, gives what stands behind it. */
static const char *
take(struct spool *s, const char *p, enum type type, struct cell *cell,
    int *late)
{
	char tag = *p++;
	int64_t v = 0;
	size_t n;

	*late = 0;
	*cell = CELL_MISSING;
	if (tag == 't') {
		memcpy(&n, p, sizeof n);
		*cell = (struct cell){ p + sizeof n, (int64_t)n };
		return p + sizeof n + n + 1;
	}
	if (tag == '-')
		return p;
	memcpy(&v, p, sizeof v);
	if (type == TYPE_TEXT) {
		number_as_text(s, tag, v, cell);
		*late = 1;
	} else {
		*cell = cell_int(
		    tag == 'i' && type == TYPE_RATIO ? v * MILLION : v);
	}
	return p + sizeof v;
}

static int
print_row(struct spool *s, const char *p, struct sink *out)
{
	unsigned char *late = s->held; /* the types are known by now */

	str_reset(&s->text);
	for (size_t i = 0; i < s->n; i++) {
		int is_late;

		p = take(s, p, s->cols[i].type, &s->cells[i], &is_late);
		late[i] = (unsigned char)is_late;
	}
	for (size_t i = 0; i < s->n; i++)
		if (late[i])
			s->cells[i] = cell_text(s->text.p + s->cells[i].i);
	return sink_row(out, s->cells);
}

int
spool_print(struct spool *s, struct sink *out)
{
	const void *bytes;
	size_t n;
	int err, got = 0;

	for (size_t i = 0; i < s->n; i++)
		s->cols[i].type = type_of(s->held[i]);
	err = sorter_sort(s->ops, s->rows);
	if (err == 0)
		err = sink_begin(out, s->cols, s->n);
	while (err == 0 &&
	    (got = sorter_next(s->ops, s->rows, &bytes, &n, NULL)) == 1)
		err = print_row(s, bytes, out);
	if (got < 0)
		return got;
	return err < 0 ? err : sink_end(out);
}
