/* A grid: columns whose names are periods become rows period, amount. */
#include <string.h>

#include "cli/melt.h"
#include "time/period.h"

struct melt {
	size_t *kept, n_kept; /* columns of the file that stay */
	size_t *month;	      /* and those that become rows */
	const char **name;
	size_t n;
	size_t at; /* which of them is next */
	const char *why; /* what was wrong with a cell of this row, NULL */
	struct csv_row file;
	char **cell;
	size_t *len;
};

static const struct field *
flagged(const struct cmd *cmd, unsigned flag)
{
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (f->flags & flag)
			return f;
	return NULL;
}

/* 2026-01, FY2026; a word such as mtd is the name of a column. */
static int
is_period(const char *name)
{
	const struct clock clock = { 0, NULL };
	struct period p;

	if ((name[0] < '0' || name[0] > '9') && strncmp(name, "FY", 2) != 0)
		return 0;
	return period_parse(name, strlen(name), &clock, 1, &p) == NULL;
}

/* Sorts the file's columns into those that stay and those that do not. */
static void
sort_columns(struct call *c, const struct source *s, struct melt *m)
{
	struct arena *keep = c->ops->keep;

	m->kept = ARENA_ARRAY(keep, size_t, s->n);
	m->month = ARENA_ARRAY(keep, size_t, s->n);
	m->name = ARENA_ARRAY(keep, const char *, s->n);
	for (size_t i = 0; i < s->n; i++) {
		if (!is_period(s->column[i])) {
			m->kept[m->n_kept++] = i;
			continue;
		}
		m->name[m->n] = arena_strdup(keep, s->column[i]);
		m->month[m->n++] = i;
	}
}

int
melt_attach(struct call *c, struct source *s)
{
	const struct field *name = flagged(c->cmd, FIELD_MELT_NAME);
	const struct field *value = flagged(c->cmd, FIELD_MELT_VALUE);
	struct melt *m = ARENA_NEW(c->ops->keep, struct melt);
	const char **column;

	if (name == NULL || value == NULL)
		return 0;
	sort_columns(c, s, m);
	if (m->n == 0)
		return 0;
	for (size_t i = 0; i < m->n_kept; i++) {
		const char *k = s->column[m->kept[i]];

		if (strcmp(k, name->name) == 0 || strcmp(k, value->name) == 0)
			return fail(c->ops, OPS_DATA, "%s:%lld: column '%s' "
			    "and columns of periods ('%s') do not go together",
			    s->name, (long long)csv_header_line(s->csv), k,
			    m->name[0]);
	}
	if (c->opt.keep_going)
		return fail(c->ops, OPS_USAGE, "--keep-going does not go with "
		    "columns of periods ('%s'): expected one amount a row",
		    m->name[0]);
	column = ARENA_ARRAY(c->ops->keep, const char *, m->n_kept + 2);
	for (size_t i = 0; i < m->n_kept; i++)
		column[i] = arena_strdup(c->ops->keep, s->column[m->kept[i]]);
	column[m->n_kept] = name->name;
	column[m->n_kept + 1] = value->name;
	m->cell = ARENA_ARRAY(c->ops->keep, char *, m->n_kept + 2);
	m->len = ARENA_ARRAY(c->ops->keep, size_t, m->n_kept + 2);
	m->at = m->n;
	s->column = column;
	s->n = m->n_kept + 2;
	s->melt = m;
	return 0;
}

void
melt_take(struct melt *m, const struct csv_row *file)
{
	m->file = *file;
	m->at = 0;
	m->why = NULL;
	for (size_t i = 0; file->problem == NULL && i < m->n_kept; i++) {
		m->cell[i] = file->cell[m->kept[i]];
		m->len[i] = file->len[m->kept[i]];
	}
}

const char *
melt_why(struct call *c, struct melt *m, const char *why)
{
	if (m->file.problem != NULL)
		return why;
	if (m->why != NULL && strcmp(m->why, why) == 0)
		return NULL;
	m->why = arena_strdup(c->ops->keep, why);
	return arena_printf(c->ops->keep, "%s: %s", m->name[m->at - 1], m->why);
}

int
melt_next(struct melt *m, struct csv_row *row)
{
	if (m->file.problem != NULL && m->at == 0) {
		*row = m->file;
		m->at = m->n;
		return 1;
	}
	while (m->at < m->n && m->file.cell[m->month[m->at]] == NULL)
		m->at++;
	if (m->at >= m->n)
		return 0;
	m->cell[m->n_kept] = (char *)(uintptr_t)m->name[m->at];
	m->len[m->n_kept] = strlen(m->name[m->at]);
	m->cell[m->n_kept + 1] = m->file.cell[m->month[m->at]];
	m->len[m->n_kept + 1] = m->file.len[m->month[m->at]];
	m->at++;
	*row = (struct csv_row){ m->n_kept + 2, m->cell, m->len, m->file.line,
		NULL };
	return 1;
}
