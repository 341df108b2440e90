/* ops show: an entry of the journal, with its lines. */
#include <string.h>

#include "cli/cmd.h"
#include "io/document.h"
#include "ledger/log.h"
#include "ledger/readback.h"

struct show_input {
	const char *entry;
};

static const struct field fields[] = {
	{ "entry", 0, &kind_entry, AT_TEXT(struct show_input, entry),
	    FIELD_REQUIRED | FIELD_ARG, "the entry, or one line of it" },
	{ NULL },
};

struct showing {
	struct call *call;
	struct document *doc;
	int64_t entry, line; /* NONE: all lines */
	int64_t effective;   /* what the header says */
};

/* "anna (root) on desk7" */
static const char *
who(struct call *c, const struct entry_head *h)
{
	if (strcmp(h->actor, h->login) == 0)
		return arena_printf(c->ops->mem, "%s on %s", h->actor,
		    h->host);
	return arena_printf(c->ops->mem, "%s (%s) on %s", h->actor, h->login,
	    h->host);
}

static void
show_who(struct showing *s, const struct entry_head *h)
{
	struct document *d = s->doc;

	if (s->call->format == FORMAT_JSON) {
		document_field(d, "actor", TYPE_TEXT, cell_text(h->actor));
		document_field(d, "login", TYPE_TEXT, cell_text(h->login));
		document_field(d, "host", TYPE_TEXT, cell_text(h->host));
	} else {
		document_field(d, "actor", TYPE_TEXT,
		    cell_text(who(s->call, h)));
	}
}

static int
show_header(struct showing *s, const struct entry_head *h)
{
	struct document *d = s->doc;
	const char *undoes = log_undoes(s->call->ops, h);
	int64_t by;
	int err = entry_undone_by(s->call->ops, h->number, &by);

	if (err != 0)
		return err;
	if (s->call->known != NONE && by > s->call->known)
		by = NONE;
	document_field(d, "entry", TYPE_INT, cell_int(h->number));
	document_field(d, "recorded", TYPE_TIME, cell_int(h->recorded));
	document_field(d, "effective", TYPE_TIME, cell_int(h->effective));
	show_who(s, h);
	document_field(d, "command", TYPE_TEXT, cell_text(h->command));
	document_field(d, "message", TYPE_TEXT, cell_text(h->message));
	document_field(d, "key", TYPE_CODE, cell_text(h->key));
	document_field(d, "undoes", TYPE_CODE, cell_text(undoes));
	document_field(d, "undone_by", TYPE_INT, cell_int(by));
	document_field(d, "rules", TYPE_CODE, cell_text(h->rules));
	document_field(d, "digest", TYPE_CODE, cell_text(h->digest));
	return 0;
}

/* The columns that are shown of a ledger's lines, behind their numbers. */
struct shown {
	struct column cols[LEDGER_COLUMNS + 1];
	size_t from[LEDGER_COLUMNS + 1];
	size_t n;
	int64_t lines;
};

static int
next_line(const struct showing *s, struct readback *lines, struct walk_line *at)
{
	int got;

	while ((got = readback_next(lines, at)) == 1)
		if (s->line == NONE || at->line == s->line)
			break;
	return got;
}

/* What goes without saying: a record that is there, the header's time. */
static int
says(const struct showing *s, const struct column *c, const struct db_value *v)
{
	if (v->type == DB_NULL)
		return 0;
	if (c->type == TYPE_BOOL)
		return v->i == 0;
	return c->type != TYPE_TIME || v->i != s->effective;
}

/* People see the columns in which some line says something. */
static int
choose_columns(struct showing *s, const struct ledger *l, struct shown *out)
{
	int all = s->call->format == FORMAT_JSON, got = 0;
	int said[LEDGER_COLUMNS] = { 0 };
	struct readback *lines;
	struct walk_line at;
	int err = readback_open(s->call->ops, l, s->entry, 0, &lines);

	out->cols[0] = (struct column){ "line", TYPE_INT, 0, "in the entry" };
	out->n = 1;
	out->lines = 0;
	while (err == 0 && (got = next_line(s, lines, &at)) == 1) {
		out->lines++;
		for (size_t i = 0; i < l->n; i++)
			said[i] |= says(s, &l->cols[i], &at.cols[i]);
	}
	readback_close(lines);
	for (size_t i = 0; i < l->n; i++) {
		if (!all && !said[i])
			continue;
		out->from[out->n] = i;
		out->cols[out->n++] = l->cols[i];
	}
	return err != 0 ? err : got;
}

static int
show_lines(struct showing *s, const struct ledger *l,
    const struct shown *shown, struct sink *rows)
{
	struct ops *ops = s->call->ops;
	struct cell cells[LEDGER_COLUMNS + 1];
	struct readback *lines;
	struct walk_line at;
	int err = readback_open(ops, l, s->entry, 0, &lines), got = 0;

	while (err == 0 && (got = next_line(s, lines, &at)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);

		cells[0] = cell_int(at.line);
		for (size_t i = 1; err == 0 && i < shown->n; i++)
			err = log_cell(ops, l, at.cols, shown->from[i],
			    &cells[i]);
		if (err == 0)
			err = sink_row(rows, cells);
		arena_back(ops->mem, mark);
	}
	readback_close(lines);
	return err != 0 ? err : got;
}

/* "stock move" is the section stock_move. */
static const char *
section_name(struct ops *ops, const struct ledger *l)
{
	char *name = arena_strdup(ops->mem, l->name);

	for (char *p = name; *p != '\0'; p++)
		if (*p == ' ')
			*p = '_';
	return name;
}

static int
show_ledger(struct showing *s, const struct ledger *l)
{
	struct shown shown;
	struct sink *rows;
	int err = choose_columns(s, l, &shown);

	if (err != 0 || shown.lines == 0)
		return err;
	err = document_section(s->doc, section_name(s->call->ops, l),
	    shown.cols, shown.n, &rows);
	if (err == 0)
		err = show_lines(s, l, &shown, rows);
	return err < 0 ? err : sink_end(rows);
}

static int
open_entry(struct showing *s, const char *text, struct entry_head *h)
{
	struct call *c = s->call;
	const char *expected = entry_words(text, &s->entry, &s->line);
	int err;

	if (expected != NULL)
		return fail(c->ops, OPS_DATA,
		    "entry: '%s' is wrong: expected %s", text, expected);
	if (c->known != NONE && s->entry > c->known)
		return fail(c->ops, OPS_DATA, "there is no entry %lld up to "
		    "--known-at", (long long)s->entry);
	err = entry_read(c->ops, s->entry, h);
	s->effective = err == 0 ? h->effective : NONE;
	if (err == 0 && s->line != NONE && s->line > h->lines)
		return fail(c->ops, OPS_DATA, "entry %lld has no line %lld: "
		    "it has %lld", (long long)s->entry, (long long)s->line,
		    (long long)h->lines);
	return err;
}

static int
run(struct call *c)
{
	struct showing s = { .call = c };
	struct show_input in = { NULL };
	struct entry_head h;
	int err = fill_record(c, &in);

	if (err == 0)
		err = open_entry(&s, in.entry, &h);
	if (err == 0)
		err = document_open(c->ops, c->format, c->stream, &c->style,
		    c->opt.output != NULL, arena_printf(c->ops->mem,
		    "Entry %s", in.entry), &s.doc);
	if (err == 0)
		err = show_header(&s, &h);
	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++)
		err = show_ledger(&s, all_ledgers[i]);
	if (err == 0)
		document_close(s.doc);
	return err;
}

static const struct example examples[] = {
	{ "what an entry did", "ops show 3" },
	{ "one line of an entry, for a script", "ops show 3.1 -F json" },
	{ NULL },
};

const struct cmd cmd_book_show = {
	.path = "show",
	.brief = "show an entry of the journal with its lines",
	.about = "Who wrote it, when and why, what undid it, and its lines by "
		 "ledger. People see the columns that have something in "
		 "them; json has all. A personal text that was redacted is "
		 "shown as (redacted).",
	.prints = PRINTS_DOCUMENT,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct show_input),
	.examples = examples,
	.run = run,
};
