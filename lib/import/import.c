/* One foreign file on its way into the book, through a verb's own record(). */
#include <string.h>

#include "base/str.h"
#include "import/import.h"
#include "io/out.h"
#include "import/marks.h"
#include "import/reverse.h"
#include "ledger/record.h"

/* What a row that was given to the verb will be counted as. */
enum outcome { ROW_NEW, ROW_CHANGED, ROW_WRONG };

/* A row between map() and took() or dropped(). */
struct pending {
	enum outcome outcome;
	char identity[MARK_TEXT], content[MARK_TEXT];
	struct mark was; /* CHANGED */
};

struct import {
	struct ops *ops;
	struct mapping *mapping;
	struct source source;
	const char *file; /* the last part of the path */
	int correct;
	struct marks *marks;
	struct import_counts counts;
	int64_t before; /* latest row of the last import, NONE */
	int64_t latest; /* of this one, NONE */
	size_t *order;	/* the columns in the order of the verb's fields */
	const struct field *date;
	int counts_stock; /* SNAPSHOT: of stock; else ... */
	size_t key;	  /* ... the slot of the record's code */
	VEC(struct pending) waiting;
	size_t first; /* of them that is not spoken of */
	struct reversals reversals;
	int (*print)(void *, struct call *, const struct import *, int64_t);
	void *print_data;
};

/* The content of a row that is left out, and was posted once. */
static const char nothing[] = "";

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

/* ---- identity and content ---- */

static void
identity_of(const struct import *im, const struct csv_row *row,
    char out[MARK_TEXT])
{
	const struct mapping *m = im->mapping;
	struct digest d;
	size_t n;
	const char *const *name = csv_header(im->source.csv, &n);

	digest_begin(&d);
	digest_text(&d, m->name);
	for (size_t i = 0; i < m->n_identity; i++) {
		digest_text(&d, m->identity[i].name);
		digest_text(&d, row->cell[m->identity[i].at]);
	}
	for (size_t i = 0; m->n_identity == 0 && i < n && i < row->n; i++) {
		/* A rejects file adds these two. */
		if (i < 2 && strcmp(name[i], i ? "error" : "line") == 0)
			continue;
		digest_text(&d, name[i]);
		digest_text(&d, row->cell[i]);
	}
	mark_end(&d, out);
}

/* Equal rows are told apart by their number in the file. */
static void
number_identity(char identity[MARK_TEXT], uint32_t occurrence)
{
	struct digest d;

	if (occurrence == 0)
		return;
	digest_begin(&d);
	digest_text(&d, identity);
	digest_int(&d, occurrence);
	mark_end(&d, identity);
}

static void
content_of(const struct import *im, const struct csv_row *row,
    char out[MARK_TEXT])
{
	const struct mapping *m = im->mapping;
	struct digest d;

	digest_begin(&d);
	for (size_t i = 0; i < m->n; i++) {
		size_t at = im->order[i];

		if (row->cell[at] == NULL)
			continue;
		digest_text(&d, m->column[at]);
		digest_text(&d, row->cell[at]);
	}
	mark_end(&d, out);
}

static struct pending *
add_waiting(struct import *im, enum outcome outcome)
{
	struct pending *p;

	if (im->first == im->waiting.n)
		im->first = im->waiting.n = 0;
	p = VEC_ADD(im->ops->keep, &im->waiting);
	memset(p, 0, sizeof *p);
	p->outcome = outcome;
	return p;
}

/* The row goes on, to be rejected with its reason. */
static int
is_wrong(struct import *im, struct csv_row *row, const char *why)
{
	add_waiting(im, ROW_WRONG);
	row->problem = why;
	return 1;
}

/* ---- what the book does not know ---- */

static int
run_maker(struct call *c, const struct import *im, const struct make *make,
    const char *code, const struct csv_row *file)
{
	struct call made = *c;
	char *rec = arena_alloc(c->ops->mem, make->cmd->size);
	const struct worth *w;
	int err;

	made.cmd = make->cmd;
	made.from = NULL;
	made.given.n = 0;
	made.fields_given = UINT64_C(1) << (make->key - make->cmd->fields);
	fill_clear(make->cmd->fields, 0, FIELD_LINE, rec);
	err = fill_value(&made, make->key, code, strlen(code), rec);
	VEC_EACH(&make->fields, w) {
		const char *text, *why;
		size_t n;

		if (err != 0)
			break;
		why = worth_text(c->ops, im->mapping, w, file, &text, &n);
		if (why != NULL)
			return fail(c->ops, OPS_DATA, "%s", why);
		made.fields_given |= UINT64_C(1)
		    << (w->field - make->cmd->fields);
		if (text != NULL)
			err = fill_value(&made, w->field, text, n, rec);
	}
	if (err == 0)
		err = fill_missing(&made, make->cmd->fields, rec, 0,
		    FIELD_LINE);
	return err != 0 ? err : make->cmd->record(&made, rec, NULL, 0);
}

/* Makes what the row names and the book does not know. */
static int
make_unknown(struct call *c, struct import *im, const struct csv_row *file,
    const struct csv_row *row)
{
	struct make *make;
	int err = 0;

	VEC_EACH(&im->mapping->makes, make) {
		const char *code = row->cell[make->slot];
		struct db_value key;
		int64_t id;

		if (err != 0)
			break;
		if (code == NULL || map_get(&make->known, code) != NULL)
			continue;
		key = V(code);
		err = record_find(c->ops, make->cmd->posts, &key, &id);
		if (err == 0 && id == NONE)
			err = run_maker(c, im, make, code, file);
		if (err == 0)
			*map_put(&make->known, code) = make;
		else
			fail_at(c->ops, "%s: '%s' cannot be made",
			    make->field->name, code);
	}
	return err;
}

/* ---- events: a row counts once for ever ---- */

static const char *
shown_identity(const struct import *im, const struct csv_row *file)
{
	const char *all = "the row";

	for (size_t i = 0; i < im->mapping->n_identity; i++) {
		const struct column_use *use = &im->mapping->identity[i];
		const char *text = file->cell[use->at];

		all = arena_printf(im->ops->mem, "%s%s%s '%s'",
		    i == 0 ? "" : all, i == 0 ? "" : ", ", use->name,
		    text == NULL ? "" : text);
	}
	return all;
}

/* Only who asks compares what the mapping makes of a row without identity. */
static int
compares(const struct import *im)
{
	return im->mapping->n_identity > 0 || im->correct;
}

static const char *
refuse_change(const struct import *im, const struct csv_row *file,
    const struct mark *was, const char *how)
{
	return arena_printf(im->ops->mem, "%s was posted by entry %lld %s: "
	    "--correct posts the difference", shown_identity(im, file),
	    (long long)was->entry, how);
}

/* A row that `when` leaves out: that is news only if it was posted once. */
static int
skip_event(struct import *im, struct when *w, const struct csv_row *file,
    struct csv_row *row)
{
	struct pending p = { .outcome = ROW_CHANGED };
	int64_t line;
	int got = 0;

	if (compares(im)) {
		identity_of(im, file, p.identity);
		if (im->mapping->n_identity == 0)
			number_identity(p.identity, marks_met(im->marks,
			    p.identity, file->line, &line));
		got = marks_find(im->marks, p.identity, &p.was);
	}
	if (got < 0)
		return got;
	if (got == 0 || strcmp(p.was.content, nothing) == 0) {
		im->counts.skipped++;
		w->skipped++;
		return 0;
	}
	if (!im->correct)
		return is_wrong(im, row, refuse_change(im, file, &p.was,
		    arena_printf(im->ops->mem, "and is skipped now (%s)",
			w->skip)));
	im->counts.changed++;
	got = reversals_add(im->ops, &im->reversals, &p.was);
	p.was = (struct mark){ .content = "" };
	return got != 0 ? got : marks_note(im->marks, p.identity, &p.was);
}

/* 1: the row is to be posted; 0: it is seen; or an error. */
static int
judge_event(struct import *im, const struct csv_row *file,
    struct csv_row *row)
{
	struct pending p = { .outcome = ROW_NEW };
	int64_t line;
	uint32_t met;
	int got;

	identity_of(im, file, p.identity);
	content_of(im, row, p.content);
	met = marks_met(im->marks, p.identity, file->line, &line);
	if (met > 0 && im->mapping->n_identity > 0)
		return is_wrong(im, row, arena_printf(im->ops->mem,
		    "%s stands in line %lld, too: the mapping's identity "
		    "does not tell them apart", shown_identity(im, file),
		    (long long)line));
	number_identity(p.identity, met);
	got = marks_find(im->marks, p.identity, &p.was);
	if (got < 0)
		return got;
	if (got == 1 && (!compares(im) ||
		strcmp(p.was.content, p.content) == 0)) {
		im->counts.seen++;
		return 0;
	}
	if (got == 1 && !im->correct)
		return is_wrong(im, row, refuse_change(im, file, &p.was,
		    "with other values"));
	if (got == 1)
		p.outcome = ROW_CHANGED;
	*add_waiting(im, ROW_NEW) = p;
	return 1;
}

/* ---- snapshot: the whole list ---- */

static void
snapshot_key(const struct import *im, const char *code, char out[MARK_TEXT])
{
	struct digest d;

	digest_begin(&d);
	digest_text(&d, im->mapping->name);
	digest_text(&d, code);
	mark_end(&d, out);
}

static int
judge_record(struct call *c, struct import *im, const struct csv_row *file,
    struct csv_row *row)
{
	const char *code = row->cell[im->key];
	char key[MARK_TEXT];
	struct db_value value;
	int64_t line, id;
	int err;

	if (code == NULL)
		return is_wrong(im, row, arena_printf(im->ops->mem,
		    "%s: is missing", im->mapping->column[im->key]));
	snapshot_key(im, code, key);
	if (marks_met(im->marks, key, file->line, &line) > 0)
		return is_wrong(im, row, arena_printf(im->ops->mem,
		    "%s: '%s' stands in line %lld, too",
		    im->mapping->column[im->key], code, (long long)line));
	value = V(code);
	err = record_find(c->ops, im->mapping->cmd->posts, &value, &id);
	if (err == 0)
		add_waiting(im, id == NONE ? ROW_NEW : ROW_CHANGED);
	return err != 0 ? err : 1;
}

/* What the list does not name any more is said, never taken away. */
static int
tell_vanished(struct call *c, struct import *im)
{
	struct ledger const *l = im->mapping->cmd->posts;
	char key[MARK_TEXT];
	struct db_query q;
	int64_t n = 0;
	int err = record_query(c->ops, l, NONE, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		snapshot_key(im, db_text(&q, 3), key);
		if (marks_has_met(im->marks, key))
			continue;
		if (n++ < PROBLEMS_SHOWN)
			note(c->ops, "%s: %s: '%s' is not in it any more",
			    c->as, im->file, db_text(&q, 3));
	}
	db_done(&q);
	if (err == 0 && n > PROBLEMS_SHOWN)
		note(c->ops, "%s: ... and %lld more", c->as,
		    (long long)(n - PROBLEMS_SHOWN));
	return err;
}

/* ---- the functions of the source ---- */

static int
judge(struct call *c, struct import *im, const struct csv_row *file,
    struct csv_row *row)
{
	int snapshot = im->mapping->mode == MODE_SNAPSHOT;
	struct when *w = NULL;
	int got, err;

	if (file->problem != NULL)
		return is_wrong(im, row, file->problem);
	got = mapping_row(c->ops, im->mapping, file, row, &w);
	if (got == 0 && snapshot) {
		im->counts.skipped++;
		w->skipped++;
		return 0;
	}
	if (got == 0)
		return skip_event(im, w, file, row);
	if (row->problem != NULL)
		return is_wrong(im, row, row->problem);
	if (im->counts_stock) {
		add_waiting(im, ROW_CHANGED);
		got = 1;
	} else {
		got = snapshot ? judge_record(c, im, file, row)
			       : judge_event(im, file, row);
	}
	if (got != 1 || row->problem != NULL)
		return got;
	err = make_unknown(c, im, file, row);
	if (err == 0 || (err != OPS_DATA && err != OPS_DENIED))
		return err != 0 ? err : 1;
	row->problem = arena_strdup(c->ops->mem, c->ops->why);
	fail_clear(c->ops);
	return 1;
}

static int
map(struct call *c, struct source *s, const struct csv_row *file,
    struct csv_row *row)
{
	struct arena_mark mark = arena_mark(c->ops->mem);
	int got = judge(c, s->data, file, row);

	if (got == 0)
		arena_back(c->ops->mem, mark);
	return got;
}

static int64_t
date_of(const struct call *c, const struct import *im, const void *rec)
{
	int64_t at = im->date == NULL ? NONE
	    : *(const int64_t *)(const void *)
		  ((const char *)rec + im->date->at);

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
		im->counts.new++;
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
			im->counts.new++;
		else
			im->counts.changed++;
	}
	return err;
}

static void
dropped(struct call *c, struct source *s, size_t rows)
{
	struct import *im = s->data;

	(void)c;
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
			note(c->ops, "%s: %s: %lld %s skipped: %s", c->as,
			    im->file, (long long)w->skipped,
			    w->skipped == 1 ? "row is" : "rows are", w->skip);
	if (im->counts.late > 0)
		note(c->ops, "%s: %s: %lld %s late: effective before the "
		    "latest row of the import before", c->as, im->file,
		    (long long)im->counts.late,
		    im->counts.late == 1 ? "row is" : "rows are");
	if (n->short_rows + n->long_rows + n->stray_quotes + n->blank_rows > 0)
		note(c->ops, "%s: %s: repaired: %lld short, %lld long, %lld "
		    "blank rows, %lld stray quotes", c->as, im->file,
		    (long long)n->short_rows, (long long)n->long_rows,
		    (long long)n->blank_rows, (long long)n->stray_quotes);
}

static int
finish(struct call *c, struct source *s)
{
	struct import *im = s->data;
	int err = reversals_post(c->ops, c->entry, &im->reversals);

	if (err == 0 && im->mapping->mode == MODE_SNAPSHOT &&
	    !im->counts_stock)
		err = tell_vanished(c, im);
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

/* A snapshot is of records, named by one code, or of what was counted. */
static int
find_key(struct import *im)
{
	const struct mapping *m = im->mapping;
	const struct ledger *l = m->cmd->posts;

	for (size_t i = 0; i < m->n; i++)
		im->counts_stock |= strcmp(m->column[i], "counted") == 0;
	if (im->counts_stock)
		return 0;
	if (l == NULL || l->sort != LEDGER_RECORD || record_keys(l) != 1 ||
	    m->cmd->line_size > 0)
		return yaml_fail(im->ops, m->node, "import '%s': a snapshot "
		    "is of records with one code, such as those of 'stock "
		    "item set', or of what was counted: 'ops %s' posts others",
		    m->name, m->cmd->path);
	while (im->key < m->n &&
	    strcmp(m->column[im->key], l->cols[0].name) != 0)
		im->key++;
	if (im->key == m->n)
		return yaml_fail(im->ops, m->node, "import '%s': a snapshot "
		    "needs the field '%s'", m->name, l->cols[0].name);
	return 0;
}

static void
override(struct csv_options *csv, const struct import_options *o)
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
	*s = (struct source){ .name = path, .options = m->csv,
		.column = m->column, .n = m->n, .digest = add_digest,
		.begin = begin, .map = map, .took = took, .dropped = dropped,
		.finish = finish, .data = im };
	s->message = arena_printf(ops->keep, "%s: %s", m->name, im->file);
	override(&s->options, o);
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
