/* What if: rows of files are stacked on the book, by the verbs' own rules. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "cli/melt.h"
#include "cli/source.h"
#include "cli/usage.h"
#include "with.h"

/* ---- the files ---- */

/* The words of the column `verb`. */
static const char *const verbs[] = { "plan set", "plan revise", "request",
	"reserve", "commit", "spend", "refund", "release", "transfer", NULL };
static const char verb_list[] = "plan set, plan revise, request, reserve, "
				"commit, spend, refund, release or transfer";
enum { VERBS = sizeof verbs / sizeof *verbs - 1 };

struct with {
	VEC(struct source) files;
	struct call *call;
	struct entry *entry;
	struct call verb[VERBS + 1]; /* by verb; the last: the file's own */
	struct source *at;	     /* the file that is read */
	int column;		     /* its column `verb`, or -1 */
};

static int
open_file(struct call *c, struct with *w, const char *path)
{
	struct source *s;
	int err = source_check_names(c, path, NULL);

	if (err != 0)
		return err;
	if (strcmp(path, "-") == 0 && text_eq(c->opt.input, "-"))
		return fail(c->ops, OPS_USAGE, "--with: standard input is read "
		    "by -i already: expected another file");
	VEC_EACH(&w->files, s)
		if (strcmp(path, "-") == 0 && strcmp(s->name, "-") == 0)
			return fail(c->ops, OPS_USAGE, "--with: standard input "
			    "is there twice: expected another file");
	s = VEC_ADD(c->ops->keep, &w->files);
	s->name = path;
	s->options.guarded = 1;
	err = input_open(c->ops, path, &s->input);
	if (err == 0)
		err = csv_open(c->ops, s->input, &s->options, &s->csv);
	if (err == 0)
		s->column = csv_header(s->csv, &s->n);
	return err == 0 ? 0 : fail_at(c->ops, "--with");
}

int
with_open(struct call *c)
{
	struct with *w = ARENA_NEW(c->ops->keep, struct with);
	const struct given *g;
	int err = 0;

	w->call = c;
	c->own = w;
	VEC_EACH(&c->given, g)
		if (err == 0 && !g->common &&
		    strcmp(g->field->name, "with") == 0)
			err = open_file(c, w, g->text);
	return err;
}

void
with_close(struct call *c)
{
	struct with *w = c->own;
	struct source *s;

	if (w == NULL)
		return;
	VEC_EACH(&w->files, s)
		source_close(s);
	c->own = NULL;
}

/* ---- what a file is, and what its columns are ---- */

static int
column_of(const struct source *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->column[i], name) == 0)
			return (int)i;
	return -1;
}

static int
has(const struct source *s, const char *name)
{
	return column_of(s, name) >= 0;
}

static void
begin_verb(struct with *w, struct call *verb, const struct cmd *cmd)
{
	struct call *c = w->call;

	*verb = (struct call){ .ops = c->ops,
		.cmd = cmd,
		.clock = c->clock,
		.values = c->values,
		.style = c->style,
		.known = NONE,
		.since = NONE,
		.until = NONE,
		.entry = w->entry,
		.source = w->at->name,
		.as = c->as,
		.numbered = NONE,
		.posted = NONE,
		.folder = c->folder };
	verb->clock.now = c->ops->now;
}

static const struct cmd *
command(const char *verb)
{
	char budget[] = "budget", word[2][16] = { "", "" };
	char *words[3] = { budget, word[0], word[1] };
	size_t n = strcspn(verb, " ");
	int used;

	memcpy(word[0], verb, n);
	if (verb[n] != '\0')
		memcpy(word[1], verb + n + 1, strlen(verb + n + 1));
	return cmd_find(verb[n] == '\0' ? 2 : 3, words, &used);
}

static const struct cmd *
shape_of(const struct source *s)
{
	return s->melt != NULL ? command("plan revise") :
	    has(s, "request")  ? &with_request :
	    has(s, "change")   ? &with_change :
	    has(s, "version")  ? &with_amount :
	    has(s, "from") && has(s, "to") && has(s, "reason") ? &with_line :
								 NULL;
}

static const struct field *
field_of(const struct cmd *cmd, const char *name)
{
	for (const struct field *f = cmd->fields; f->name != NULL; f++)
		if (!(f->flags & FIELD_OPTION) &&
		    f->kind->store != STORE_TEXTS && strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* What a list computes, and what a rejects file adds, is not heeded. */
static int
is_computed(const struct cmd *cmd, const char *name)
{
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (strcmp(k->name, name) == 0)
			return 1;
	return strcmp(name, "line") == 0 || strcmp(name, "error") == 0;
}

static int
is_known(const struct with *w, const char *name)
{
	for (int i = 0; i <= VERBS; i++) {
		const struct cmd *cmd = w->verb[i].cmd;

		if (cmd != NULL &&
		    (field_of(cmd, name) != NULL || is_computed(cmd, name)))
			return 1;
	}
	return 0;
}

/* Makes a call of each verb that the file's rows may be of. */
static int
begin_file(struct with *w, struct source *s)
{
	struct ops *ops = w->call->ops;
	struct call grid = { .ops = ops, .cmd = command("plan set") };
	int err = 0;

	w->at = s;
	w->column = column_of(s, "verb");
	for (int i = 0; i <= VERBS; i++)
		begin_verb(w, &w->verb[i],
		    w->column < 0 || i == VERBS		 ? NULL :
			strcmp(verbs[i], "request") == 0 ? &with_request :
							   command(verbs[i]));
	if (w->column < 0) {
		err = melt_attach(&grid, s);
		w->verb[VERBS].cmd = shape_of(s);
		if (err == 0 && w->verb[VERBS].cmd == NULL)
			err = fail(ops, OPS_DATA, "%s:%lld: column 'verb' is "
			    "missing: expected it (%s), or what 'ops budget' "
			    "prints of a request list, plan list, plan diff or "
			    "ledger, or months as columns", s->name,
			    (long long)csv_header_line(s->csv), verb_list);
	}
	for (size_t i = 0; err == 0 && i < s->n; i++)
		if ((int)i != w->column && !is_known(w, s->column[i]))
			err = fail(ops, OPS_DATA,
			    "%s:%lld: column '%s' is not known", s->name,
			    (long long)csv_header_line(s->csv), s->column[i]);
	for (int i = 0; err == 0 && i <= VERBS; i++)
		if (w->verb[i].cmd != NULL && w->verb[i].cmd->begin != NULL)
			err = w->verb[i].cmd->begin(&w->verb[i]);
	return err;
}

/* ---- rows ---- */

static int
find_verb(struct with *w, const struct csv_row *row, struct call **out)
{
	const char *text;

	*out = &w->verb[VERBS];
	if (row->problem != NULL)
		return fail(w->call->ops, OPS_DATA, "%s", row->problem);
	if (w->column < 0)
		return 0;
	text = row->cell[w->column];
	if (text == NULL)
		return fail(w->call->ops, OPS_DATA,
		    "verb: is missing: expected %s", verb_list);
	if (text_starts(text, "budget "))
		text += strlen("budget ");
	for (int i = 0; i < VERBS; i++)
		if (strcmp(verbs[i], text) == 0) {
			*out = &w->verb[i];
			return 0;
		}
	return fail(w->call->ops, OPS_DATA, "verb: '%s' is wrong: expected %s",
	    text, verb_list);
}

static int
take_cell(struct call *verb, const char *name, const char *text, size_t n,
    void *rec)
{
	const struct field *f = field_of(verb->cmd, name);

	if (f == NULL && is_computed(verb->cmd, name))
		return 0;
	if (f == NULL)
		return fail(verb->ops, OPS_DATA, "%s: '%s' is nothing that "
		    "'%s' takes: expected an empty cell", name, text,
		    verb->cmd->path);
	verb->fields_given |= UINT64_C(1) << (f - verb->cmd->fields);
	return fill_value(verb, f, text, n, rec);
}

static int
take_row(struct with *w, const struct csv_row *row)
{
	struct call *verb;
	void *rec;
	int err = find_verb(w, row, &verb);

	if (err != 0)
		return err;
	rec = arena_alloc(w->call->ops->mem, verb->cmd->size);
	fill_clear(verb->cmd->fields, 0, 0, rec);
	verb->fields_given = verb->fields_wrong = 0;
	verb->line = row->line;
	for (size_t i = 0; err == 0 && i < w->at->n; i++)
		if (row->cell[i] != NULL && (int)i != w->column)
			err = take_cell(verb, w->at->column[i], row->cell[i],
			    row->len[i], rec);
	if (err == 0)
		err = fill_missing(verb, rec, NULL);
	return err != 0 ? err : verb->cmd->record(verb, rec);
}

/* What is wrong with a row is said; the others are looked at all the same. */
static int
row_failed(struct with *w, int64_t line)
{
	struct ops *ops = w->call->ops;
	char where[600];

	if (ops->code != OPS_DATA && ops->code != OPS_DENIED &&
	    ops->code != OPS_USAGE)
		return ops->code;
	snprintf(where, sizeof where, "%s:%lld", w->at->name, (long long)line);
	problem_caught(ops, where);
	return 0;
}

static int
read_file(struct with *w, struct source *s)
{
	struct ops *ops = w->call->ops;
	struct arena_mark mark;
	struct csv_row row;
	int got = 0, err = begin_file(w, s);

	if (err != 0)
		return fail_at(ops, "--with");
	mark = arena_mark(ops->mem);
	progress_begin(&s->progress, s->name, -1);
	while (err == 0 && (got = source_next(w->call, s, &row)) == 1) {
		err = take_row(w, &row);
		if (err != 0)
			err = row_failed(w, row.line);
		arena_back(ops->mem, mark);
	}
	progress_end(&s->progress);
	return err != 0 ? err : got;
}

static int
sum_up(struct call *c)
{
	int64_t n = c->ops->problems;

	if (n == 0)
		return 0;
	if (n > PROBLEMS_SHOWN)
		warn(c->ops, "... and %lld more",
		    (long long)(n - PROBLEMS_SHOWN));
	return fail(c->ops, c->ops->problem_code, "--with: %lld %s wrong",
	    (long long)n, n == 1 ? "row is" : "rows are");
}

int
with_lines(struct call *c, const struct budget_line **lines, size_t *n)
{
	int opened = c->own != NULL, err = opened ? 0 : with_open(c);
	struct with *w = c->own;
	struct source *s;

	*lines = NULL;
	*n = 0;
	if (err != 0 || w->files.n == 0)
		return err;
	if (c->known != NONE || c->clock.now < c->ops->now)
		return fail(c->ops, OPS_USAGE, "--with: it is stacked on the "
		    "book as it stands: --known-at, and an --as-of before now, "
		    "do not go with it");
	err = rehearsal_begin(c->ops, &w->entry);
	VEC_EACH(&w->files, s)
		if (err == 0)
			err = read_file(w, s);
	if (err == 0)
		err = sum_up(c);
	if (err == 0) {
		*lines = rehearsal_of(w->entry)->lines.v;
		*n = rehearsal_of(w->entry)->lines.n;
	}
	if (!opened)
		with_close(c);
	return err;
}
