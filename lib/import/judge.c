/* What is to become of a row: new, seen, changed, left out, or wrong. */
#include <string.h>

#include "import/own.h"
#include "ledger/record.h"

/* The content of a row that is left out, and was posted once. */
static const char nothing[] = "";

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
run_maker(struct call *c, const struct import *im, struct make *make,
    const char *code, const struct csv_row *file)
{
	struct call made = *c;
	char *rec = arena_alloc(c->ops->mem, make->cmd->size);
	const struct worth *w;
	int err;

	made.cmd = make->cmd;
	made.from = NULL;
	made.defaults = make->defaults;
	made.defaults_said = make->defaults_said;
	made.may_fill = make->may_fill;
	made.numbered = NONE;
	made.given.n = 0;
	made.fields_wrong = 0;
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
		err = fill_missing(&made, rec, NULL);
	make->defaults = made.defaults;
	make->defaults_said = made.defaults_said;
	make->may_fill = made.may_fill;
	return err != 0 ? err : make->cmd->record(&made, rec);
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
		/* A row that may be left out must not leave records behind. */
		c->entry->holding = c->entry->immediate;
		if (err == 0 && id == NONE)
			err = run_maker(c, im, make, code, file);
		c->entry->holding = 0;
		if (err == 0 && (id != NONE || !c->entry->immediate))
			*map_put(&make->known, code) = make;
		else if (err != 0)
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
	return arena_printf(im->ops->mem,
	    "%s was posted by entry %lld %s: --correct posts the difference",
	    shown_identity(im, file), (long long)was->entry, how);
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
			number_identity(p.identity,
			    marks_met(
				im->marks, p.identity, file->line, &line));
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
		return is_wrong(im, row,
		    refuse_change(im, file, &p.was,
			arena_printf(
			    im->ops->mem, "and is skipped now (%s)", w->skip)));
	im->counts.changed++;
	got = reversals_add(im->ops, &im->reversals, &p.was);
	p.was = (struct mark){ .content = "" };
	return got != 0 ? got : marks_note(im->marks, p.identity, &p.was);
}

/* 1: the row is to be posted; 0: it is seen; or an error. */
static int
judge_event(struct import *im, const struct csv_row *file, struct csv_row *row)
{
	struct pending p = { .outcome = ROW_NEW };
	int64_t line;
	uint32_t met;
	int got;

	identity_of(im, file, p.identity);
	content_of(im, row, p.content);
	met = marks_met(im->marks, p.identity, file->line, &line);
	if (met > 0 && im->mapping->n_identity > 0)
		return is_wrong(im, row,
		    arena_printf(im->ops->mem,
			"%s stands in line %lld, too: the mapping's identity "
			"does not tell them apart",
			shown_identity(im, file), (long long)line));
	number_identity(p.identity, met);
	got = marks_find(im->marks, p.identity, &p.was);
	if (got < 0)
		return got;
	if (got == 1 &&
	    (!compares(im) || strcmp(p.was.content, p.content) == 0)) {
		im->counts.seen++;
		return 0;
	}
	if (got == 1 && !im->correct)
		return is_wrong(im, row,
		    refuse_change(im, file, &p.was, "with other values"));
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
		return is_wrong(im, row,
		    arena_printf(im->ops->mem, "%s: is missing",
			im->mapping->column[im->key]));
	snapshot_key(im, code, key);
	if (marks_met(im->marks, key, file->line, &line) > 0)
		return is_wrong(im, row,
		    arena_printf(im->ops->mem,
			"%s: '%s' stands in line %lld, too",
			im->mapping->column[im->key], code, (long long)line));
	value = V(code);
	err = record_find(c->ops, im->mapping->cmd->posts, &value, &id);
	if (err == 0)
		add_waiting(im, id == NONE ? ROW_NEW : ROW_CHANGED);
	return err != 0 ? err : 1;
}

/* What the list does not name any more is said, never taken away. */
int
import_missing(struct call *c, struct import *im)
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
			note(c->ops, "%s: '%s' is not in it any more", im->file,
			    db_text(&q, 3));
	}
	db_done(&q);
	if (err == 0 && n > PROBLEMS_SHOWN)
		note(c->ops, "... and %lld more",
		    (long long)(n - PROBLEMS_SHOWN));
	return err;
}

int
import_judge(struct call *c, struct import *im, const struct csv_row *file,
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
		got = snapshot ? judge_record(c, im, file, row) :
				 judge_event(im, file, row);
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
