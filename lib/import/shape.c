/* From a row of a foreign file to the fields of a verb. */
#include <string.h>

#include "base/str.h"
#include "import/language.h"

/* ---- the header ---- */

struct header {
	struct ops *ops;
	const struct mapping *mapping;
	const char *file;
	const struct csv *csv;
	const char *const *name;
	size_t n;
};

static const char *
header_at(size_t i, const void *data)
{
	return ((const struct header *)data)->name[i];
}

/* Where a column stands that a node of the mapping names. */
static int
find_column(void *data, const char *name, const struct yaml *node, size_t *at)
{
	const struct header *h = data;
	const char *near;

	for (*at = 0; *at < h->n; ++*at)
		if (strcmp(h->name[*at], name) == 0)
			return 0;
	near = text_nearest(name, h->n, header_at, h);
	return fail(h->ops, OPS_DATA,
	    "%s:%lld: there is no column '%s', which %s:%d:%d wants%s%s%s",
	    h->file, (long long)csv_header_line(h->csv), name, node->file,
	    node->line, node->column, near == NULL ? "" : " (is it '",
	    near == NULL ? "" : near, near == NULL ? "" : "'?)");
}

static int
bind(struct header *h, struct column_use *use)
{
	return find_column(h, use->name, use->node, &use->at);
}

static int
bind_worths(struct header *h, struct worths *list)
{
	struct worth *w;
	int err = 0;

	VEC_EACH(list, w)
		for (size_t i = 0; err == 0 && i < w->n; i++)
			err = bind(h, &w->use[i]);
	return err;
}

int
mapping_bind(struct ops *ops, struct mapping *m, const char *file,
    const struct csv *csv)
{
	struct header h = {
		.ops = ops, .mapping = m, .file = file, .csv = csv
	};
	struct when *w;
	struct make *make;
	int err;

	h.name = csv_header(csv, &h.n);
	err = bind_worths(&h, &m->fields);
	for (size_t i = 0; err == 0 && i < m->n_identity; i++)
		err = bind(&h, &m->identity[i]);
	VEC_EACH(&m->when, w) {
		if (err == 0 && w->match != NULL)
			err = condition_bind(w->match, find_column, &h);
		if (err == 0)
			err = bind_worths(&h, &w->fields);
		w->skipped = 0;
	}
	VEC_EACH(&m->makes, make) {
		if (err == 0)
			err = bind_worths(&h, &make->fields);
		make->known = (struct map){ .mem = ops->keep };
	}
	return err;
}

/* ---- values ---- */

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * "-1.234,50 kg" as "-1234.50 kg": points stand between groups of three
 * digits only.  0 where it is no such number.
 */
static int
plain_number(const char *p, struct str *out)
{
	int digits = 0, grouped = 0;

	if (*p == '-' || *p == '+')
		str_addc(out, *p++);
	for (; is_digit(*p) || *p == '.'; p++) {
		if (*p == '.') {
			if (digits == 0 || digits > 3 ||
			    (grouped && digits != 3))
				return 0;
			grouped = 1;
			digits = 0;
		} else {
			str_addc(out, *p);
			digits++;
		}
	}
	if (digits == 0 || (grouped && digits != 3))
		return 0;
	if (*p == ',') {
		if (!is_digit(p[1]))
			return 0;
		str_addc(out, '.');
		for (p++; is_digit(*p); p++)
			str_addc(out, *p);
	}
	if (*p != '\0' && *p != ' ')
		return 0;
	str_add(out, p);
	return 1;
}

static const char *
wrong(struct ops *ops, const struct worth *w, const char *text,
    const char *expected)
{
	return arena_printf(ops->mem, "%s: '%s' is wrong: expected %s",
	    w->field->name, text, expected);
}

static const char *
keep(struct ops *ops, struct str *s)
{
	const char *text = arena_strndup(ops->mem, s->p, s->len);

	str_free(s);
	return text;
}

/* The number as the verbs read it; NULL and the text, or what is wrong. */
static const char *
number_text(struct ops *ops, const struct mapping *m, const struct worth *w,
    const char **text)
{
	struct str s = STR_INIT;
	int good;

	if (*text == NULL)
		return NULL;
	/* "yes" and "5/105" are what they are. */
	if (m->decimal_comma && strchr(*text, '/') == NULL &&
	    strcmp(*text, "yes") != 0 && strcmp(*text, "no") != 0) {
		good = plain_number(*text, &s);
		if (!good) {
			str_free(&s);
			return wrong(ops, w, *text,
			    "a number with a decimal comma, such as 1.234,50");
		}
		*text = keep(ops, &s);
	}
	if (w->absolute && (**text == '-' || **text == '+'))
		++*text;
	return NULL;
}

static const char *
date_text(struct ops *ops, const struct worth *w, const char **text)
{
	const char *forms = "";
	struct str s = STR_INIT;

	if (*text == NULL || w->forms == 0)
		return NULL;
	for (size_t i = 0; i < w->forms; i++) {
		if (!dateform_read(w->form[i], *text, &s))
			continue;
		if (w->field->kind == &kind_day)
			s.len = s.len > 10 ? 10 : s.len;
		*text = keep(ops, &s);
		return NULL;
	}
	for (size_t i = 0; i < w->forms; i++)
		forms = arena_printf(ops->mem, "%s%s%s", forms,
		    i == 0 ? "" : " or ", dateform_text(w->form[i]));
	return wrong(ops, w, *text,
	    arena_printf(ops->mem, "a date as %s", forms));
}

static const char *
mapped_text(struct ops *ops, const struct worth *w, const char **text)
{
	const char *found;

	if (*text == NULL) /* for a missing text there is `default` */
		return NULL;
	found = map_get(w->map, *text);
	if (found == NULL)
		found = w->other;
	if (found == NULL)
		return arena_printf(ops->mem,
		    "%s: '%s' of column '%s' is not in its map (%s:%d:%d)",
		    w->field->name, *text, w->use[0].name, w->use[0].node->file,
		    w->use[0].node->line, w->use[0].node->column);
	*text = found[0] == '\0' ? NULL : found;
	return NULL;
}

static void
join(struct ops *ops, const struct worth *w, const struct csv_row *row,
    const char **text)
{
	struct str s = STR_INIT;

	for (size_t i = 0; i < w->n; i++) {
		const char *part = row->cell[w->use[i].at];

		if (part == NULL)
			continue;
		if (s.len > 0)
			str_add(&s, w->join);
		str_add(&s, part);
	}
	*text = s.len == 0 ? NULL : keep(ops, &s);
}

static int
is_zero(const char *text)
{
	return text == NULL || text[strspn(text, "+-0.")] == '\0';
}

/* Of two amounts one is there: what came in, or minus what went out. */
static const char *
in_or_out(struct ops *ops, const struct mapping *m, const struct worth *w,
    const struct csv_row *row, const char **text)
{
	const char *side[2] = { row->cell[w->use[0].at],
		row->cell[w->use[1].at] };
	const char *why = number_text(ops, m, w, &side[0]);

	if (why == NULL)
		why = number_text(ops, m, w, &side[1]);
	if (why != NULL)
		return why;
	if (!is_zero(side[0]) && !is_zero(side[1]))
		return arena_printf(ops->mem,
		    "%s: both '%s' and '%s' have an amount", w->field->name,
		    w->use[0].name, w->use[1].name);
	*text = side[0];
	if (is_zero(side[0]) && side[1] != NULL) {
		*text = side[1];
		if (!is_zero(side[1]) && !w->absolute)
			*text = side[1][0] == '-' ? side[1] + 1
			    : arena_printf(ops->mem, "-%s",
			        side[1] + (side[1][0] == '+'));
	}
	return NULL;
}

const char *
worth_text(struct ops *ops, const struct mapping *m, const struct worth *w,
    const struct csv_row *row, const char **text, size_t *n)
{
	const char *why = NULL;

	*text = w->text;
	if (w->sort == WORTH_IN_OUT) {
		why = in_or_out(ops, m, w, row, text);
	} else if (w->sort == WORTH_COLUMN) {
		*text = row->cell[w->use[0].at];
		if (w->n > 1)
			join(ops, w, row, text);
		if (w->map != NULL)
			why = mapped_text(ops, w, text);
		else if (w->field->kind->number)
			why = number_text(ops, m, w, text);
		else if (field_is_date(w->field))
			why = date_text(ops, w, text);
	}
	if (why == NULL && *text == NULL && w->otherwise != NULL &&
	    w->otherwise[0] != '\0')
		*text = w->otherwise;
	*n = *text == NULL ? 0 : strlen(*text);
	return why;
}

/* ---- rows ---- */

/* All of the list but the slots of `but`, which another list sets. */
static const char *
fill(struct ops *ops, const struct mapping *m, const struct worths *list,
    uint64_t but, const struct csv_row *file, const char **cells, size_t *len)
{
	const struct worth *w;
	const char *why, *all = NULL;

	VEC_EACH(list, w) {
		if (but >> w->slot & 1)
			continue;
		why = worth_text(ops, m, w, file, &cells[w->slot],
		    &len[w->slot]);
		if (why != NULL)
			all = all == NULL ? why
			    : arena_printf(ops->mem, "%s; %s", all, why);
	}
	return all;
}

int
mapping_row(struct ops *ops, struct mapping *m, const struct csv_row *file,
    struct csv_row *row, struct when **skipped)
{
	const char **cells = ARENA_ARRAY(ops->mem, const char *, m->n);
	size_t *len = ARENA_ARRAY(ops->mem, size_t, m->n);
	struct when *w, *first = NULL;

	VEC_EACH(&m->when, w)
		if (w->match == NULL ||
		    condition_holds(
			w->match, (const char *const *)file->cell)) {
			first = w;
			break;
		}
	*skipped = first;
	if (first != NULL && first->skip != NULL)
		return 0;
	row->problem = fill(ops, m, &m->fields, first == NULL ? 0 : first->sets,
	    file, cells, len);
	if (row->problem == NULL && first != NULL)
		row->problem =
		    fill(ops, m, &first->fields, 0, file, cells, len);
	row->n = m->n;
	row->cell = (char *const *)cells;
	row->len = len;
	return 1;
}
