/* One foreign file on its way into the book, through a verb's own record(). */
#include <string.h>

#include "import/own.h"
#include "io/out.h"
#include "ledger/held.h"
#include "ledger/record.h"

const struct mapping *
import_mapping(const struct import *im)
{
	return im->mapping;
}

const struct import_counts *
import_counts(const struct import *im)
{
	return &im->counts;
}

const char *
import_file(const struct import *im)
{
	return im->file;
}

static void
add_digest(struct source *s, struct digest *d)
{
	const struct import *im = s->data;

	digest_text(d, "import");
	digest_text(d, im->mapping->name);
	digest_int(d, im->correct);
}

static int
begin(struct call *c, struct source *s)
{
	struct import *im = s->data;

	c->entry->negative = im->mapping->negative;
	c->entry->snapshot = im->mapping->mode == MODE_SNAPSHOT;
	return marks_open(c->ops, im->mapping->name, &im->marks, &im->before);
}

/* ---- the functions of the source ---- */

static int
map(struct call *c, struct source *s, const struct csv_row *file,
    struct csv_row *row)
{
	struct arena_mark mark = arena_mark(c->ops->mem);
	int got = import_judge(c, s->data, file, row);

	if (got == 0)
		arena_back(c->ops->mem, mark);
	return got;
}

static int64_t
date_of(const struct call *c, const struct import *im, const void *rec)
{
	int64_t at = im->date == NULL ?
	    NONE :
	    *(const int64_t *)(const void *)((const char *)rec + im->date->at);

	return at == NONE ? c->ops->now : at;
}

static int
took_event(struct call *c, struct import *im, const struct pending *p,
    int64_t at, int64_t first)
{
	struct mark mark = { .line = first, .last = c->entry->lines };
	int err = 0;

	if (p->outcome == ROW_CHANGED) {
		im->counts.changed++;
		err = reversals_add(c->ops, &im->reversals, &p->was);
	} else if (im->before != NONE && at < im->before) {
		im->counts.late++;
	} else {
		im->counts.fresh++;
	}
	if (im->latest == NONE || at > im->latest)
		im->latest = at;
	memcpy(mark.content, p->content, sizeof mark.content);
	return err != 0 ? err : marks_note(im->marks, p->identity, &mark);
}

static int
took(struct call *c, struct source *s, const void *rec, size_t rows,
    int64_t first)
{
	struct import *im = s->data;
	int64_t at = date_of(c, im, rec);
	int err = 0;

	for (size_t i = 0; err == 0 && i < rows; i++) {
		const struct pending *p = &im->waiting.v[im->first++];

		if (im->mapping->mode == MODE_EVENTS)
			err = took_event(c, im, p, at, first);
		else if (c->entry->lines < first)
			im->counts.seen++;
		else if (p->outcome == ROW_NEW)
			im->counts.fresh++;
		else
			im->counts.changed++;
	}
	/* A row of which no line came may name what is new, too. */
	return err == 0 && c->entry->held != NULL ? held_post(c->ops, c->entry)
						  : err;
}

static void
dropped(struct call *c, struct source *s, size_t rows)
{
	struct import *im = s->data;

	held_drop(c->ops, c->entry);
	im->first += rows;
	im->counts.rejected += (int64_t)rows;
}

static void
tell(struct call *c, const struct import *im)
{
	const struct csv_counts *n = csv_counts(im->source.csv);
	const struct when *w;

	VEC_EACH(&im->mapping->when, w)
		if (w->skipped > 0)
			note(c->ops, "%s: %lld %s skipped: %s", im->file,
			    (long long)w->skipped,
			    w->skipped == 1 ? "row is" : "rows are", w->skip);
	if (im->counts.late > 0)
		note(c->ops, "%s: %lld %s late: effective before the latest "
		    "row of the import before", im->file,
		    (long long)im->counts.late,
		    im->counts.late == 1 ? "row is" : "rows are");
	if (n->short_rows + n->long_rows + n->stray_quotes + n->blank_rows > 0)
		note(c->ops, "%s: repaired: %lld short, %lld long, %lld blank "
		    "rows, %lld stray quotes", im->file,
		    (long long)n->short_rows, (long long)n->long_rows,
		    (long long)n->blank_rows, (long long)n->stray_quotes);
}

static int
finish(struct call *c, struct source *s)
{
	struct import *im = s->data;
	int err = reversals_post(c->ops, c->entry, &im->reversals);

	if (err == 0 && im->mapping->mode == MODE_SNAPSHOT && !im->counts_stock)
		err = import_missing(c, im);
	if (err == 0 && c->entry->lines > 0)
		err = marks_keep(im->marks, c->entry->head.number, im->file,
		    im->latest);
	if (err == 0)
		tell(c, im);
	return err;
}

static int
print(struct call *c, struct source *s, int64_t entry)
{
	struct import *im = s->data;

	return im->print(im->print_data, c, im, entry);
}

/* ---- opening and posting ---- */

/* The verb's fields in their order: content does not depend on the YAML's. */
static void
find_order(struct import *im)
{
	const struct mapping *m = im->mapping;
	size_t n = 0;

	im->order = ARENA_ARRAY(im->ops->keep, size_t, m->n + 1);
	for (const struct field *f = m->cmd->fields; f->name; f++)
		for (size_t i = 0; i < m->n; i++)
			if (m->column[i] == f->name) {
				im->order[n++] = i;
				if (strcmp(f->name, "date") == 0 &&
				    f->kind == &kind_time &&
				    !(f->flags & FIELD_LINE))
					im->date = f;
			}
}

/*
 * A snapshot is of records, named by one code, or of what was counted.  (A
 * count that is a record of its own, 'stock count post', is no full list.)
 */
static int
find_key(struct import *im)
{
	const struct mapping *m = im->mapping;
	const struct ledger *l = m->cmd->posts;

	for (size_t i = 0; i < m->n; i++)
		im->counts_stock |= strcmp(m->column[i], "counted") == 0 &&
		    l != NULL && l->sort != LEDGER_RECORD;
	if (im->counts_stock)
		return 0;
	if (l == NULL || l->sort != LEDGER_RECORD || record_keys(l) != 1 ||
	    m->cmd->line_size > 0)
		return yaml_fail(im->ops, m->node, "import '%s': a snapshot is "
		    "of records with one code, such as those of 'stock item "
		    "set', or of what was counted, for 'stock adjust': "
		    "'ops %s' posts others",
		    m->name, m->cmd->path);
	while (
	    im->key < m->n && strcmp(m->column[im->key], l->cols[0].name) != 0)
		im->key++;
	if (im->key == m->n)
		return yaml_fail(im->ops, m->node,
		    "import '%s': a snapshot needs the field '%s'", m->name,
		    l->cols[0].name);
	return 0;
}

void
import_reader(struct csv_options *csv, const struct import_options *o)
{
	if (o->delimiter != 0)
		csv->delimiter = o->delimiter;
	if (o->quote != 0)
		csv->quote = o->quote;
	if (o->encoding != NULL)
		csv->encoding = o->encoding;
	if (o->skip != NONE)
		csv->skip = (int)o->skip;
	csv->lenient |= o->lenient;
	csv->guarded = 1;
}

int
import_open(struct ops *ops, struct mapping *m, const char *path,
    const struct import_options *o, struct import **out)
{
	struct import *im = *out = ARENA_NEW(ops->keep, struct import);
	const char *slash = strrchr(path, '/');
	struct source *s = &im->source;
	int err;

	im->ops = ops;
	im->mapping = m;
	im->file = slash == NULL ? path : slash + 1;
	im->correct = o->correct;
	im->before = im->latest = NONE;
	*s = (struct source){ .name = path,
		.options = m->csv,
		.column = m->column,
		.n = m->n,
		.digest = add_digest,
		.begin = begin,
		.map = map,
		.took = took,
		.dropped = dropped,
		.finish = finish,
		.data = im };
	s->message = arena_printf(ops->keep, "%s: %s", m->name, im->file);
	import_reader(&s->options, o);
	find_order(im);
	err = m->mode == MODE_SNAPSHOT ? find_key(im) : 0;
	if (err == 0)
		err = input_open(ops, path, &s->input);
	if (err == 0)
		err = csv_open(ops, s->input, &s->options, &s->csv);
	return err != 0 ? err : mapping_bind(ops, m, path, s->csv);
}

/* In a snapshot, `set` makes what is not there. */
static void
give_create(struct call *c)
{
	for (const struct field *f = c->cmd->fields; f->name; f++)
		if (strcmp(f->name, "create") == 0 && f->kind == &kind_flag) {
			struct given *g = VEC_ADD(c->ops->keep, &c->given);

			*g = (struct given){ f, "yes", 0 };
		}
}

int
import_post(struct call *outer, struct import *im,
    int (*show)(void *, struct call *, const struct import *, int64_t),
    void *data, int64_t *posted)
{
	struct call c = *outer;
	int err;

	memset(&c.given, 0, sizeof c.given);
	c.cmd = im->mapping->cmd;
	c.posts = c.cmd->posts;
	c.own = NULL;
	im->print = show;
	im->print_data = data;
	if (show != NULL)
		im->source.print = print;
	if (im->mapping->mode == MODE_SNAPSHOT)
		give_create(&c);
	err = source_attach(&c, &im->source);
	if (err == 0)
		err = call_write(&c);
	entry_drop(c.entry);
	outer->stream = c.stream;
	*posted = c.posted;
	return err;
}

void
import_close(struct import *im)
{
	struct source *s;

	if (im == NULL)
		return;
	s = &im->source;
	out_abandon(s->rejects);
	source_close(s);
	marks_close(im->marks);
	memset(s, 0, sizeof *s);
	im->marks = NULL;
}
