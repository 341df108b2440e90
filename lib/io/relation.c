/* What a relation is: named, typed columns, rows of cells. */
#include <string.h>

#include "io/relation.h"

struct cell
cell_text(const char *text)
{
	return (struct cell){ text,
		text == NULL ? NONE : (int64_t)strlen(text) };
}

struct cell
cell_int(int64_t i)
{
	return (struct cell){ NULL, i };
}

int
type_is_text(enum type type)
{
	return type == TYPE_TEXT || type == TYPE_CODE;
}

int
cell_missing(enum type type, const struct cell *c)
{
	return type_is_text(type) ? c->s == NULL : c->i == NONE;
}

const char *
column_undefined(const struct column *col, const struct cell *c)
{
	return (col->flags & COL_UNDEFINED) && cell_missing(col->type, c)
	    ? "n/a" : NULL;
}

int
sink_begin(struct sink *s, const struct column *cols, size_t n)
{
	return s->begin == NULL ? 0 : s->begin(s, cols, n);
}

int
sink_row(struct sink *s, const struct cell *cells)
{
	return s->row(s, cells);
}

int
sink_end(struct sink *s)
{
	return s->end == NULL ? 0 : s->end(s);
}
