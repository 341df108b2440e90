/* The way of one command, from its words to its exit code. */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/alias.h"
#include "cli/bulk.h"
#include "cli/cmd.h"
#include "cli/sheet.h"
#include "cli/source.h"
#include "io/out.h"
#include "io/progress.h"
#include "io/steps.h"
#include "io/term.h"
#include "io/width.h"
#include "ledger/record.h"
#include "time/period.h"

const struct filter *
call_filter(const struct call *c, const char *column)
{
	for (size_t i = 0; i < c->filters.n; i++)
		if (strcmp(c->filters.v[i].column, column) == 0)
			return &c->filters.v[i];
	return NULL;
}

const char *
call_filter_one(const struct call *c, const char *column)
{
	const struct filter *f = call_filter(c, column);

	return f != NULL && f->n == 1 && f->values[0][0] != '\0'
	    ? f->values[0] : NULL;
}

int
call_begin(struct call *c, const struct column *cols, size_t n)
{
	return sink_begin(c->out, cols, n);
}

int
call_row(struct call *c, const struct cell *cells)
{
	return sink_row(c->out, cells);
}

/* A word and what it is; neither may break the line or the terminal. */
void
call_candidate(struct call *c, const char *word, const char *about)
{
	struct str line = STR_INIT;

	text_safe(&line, word, strlen(word));
	if (about != NULL && about[0] != '\0') {
		str_addc(&line, '\t');
		text_safe(&line, about, strlen(about));
	}
	out_printf(c->stream, "%s\n", line.p);
	str_free(&line);
}

/* Swallows rows: -q. */
static int
quiet_begin(struct sink *s, const struct column *cols, size_t n)
{
	(void)s;
	(void)cols;
	(void)n;
	return 0;
}

static int
quiet_row(struct sink *s, const struct cell *cells)
{
	(void)s;
	(void)cells;
	return 0;
}

static int
quiet_end(struct sink *s)
{
	(void)s;
	return 0;
}

static struct sink quiet = { quiet_begin, quiet_row, quiet_end };

static const char *
moment(struct call *c, const char *option, const char *text,
    enum when_edge edge, int64_t *out)
{
	const char *expected = when_parse(text, strlen(text), &c->clock, edge,
	    out);

	if (expected != NULL)
		fail(c->ops, OPS_USAGE, "--%s: '%s' is wrong: expected %s",
		    option, text, expected);
	return expected;
}

SQL(sql_last, "SELECT MAX(entry) FROM entry");

/* To know the last entry is to know all, which is answered faster. */
static int
knows_all(struct call *c)
{
	int64_t last = NONE;
	int err = db_get_values(c->ops, &last, sql_last, NULL, 0);

	if (err == 0 && last != NONE && c->known >= last)
		c->known = NONE;
	return err;
}

SQL(sql_known, "SELECT MAX(entry) FROM entry WHERE recorded <= $1");

/* --known-at: a time, or @n for an entry. */
static int
known_at(struct call *c)
{
	const char *text = c->opt.known_at;
	int64_t t, n = 0;

	if (text == NULL)
		return 0;
	if (text[0] == '@') {
		for (const char *p = text + 1; *p >= '0' && *p <= '9' &&
		     p < text + 16; p++)
			n = n * 10 + (*p - '0');
		if (n == 0 || text[1] == '\0' ||
		    text[1 + strspn(text + 1, "0123456789")] != '\0')
			return fail(c->ops, OPS_USAGE, "--known-at: '%s' is "
			    "wrong: expected a time, or @ and an entry's "
			    "number", text);
		c->known = n;
		return knows_all(c);
	}
	if (moment(c, "known-at", text, WHEN_LAST, &t) != NULL)
		return OPS_USAGE;
	c->known = NONE;
	if (db_get(c->ops, &c->known, sql_known, V(t)) != 0)
		return c->ops->code;
	if (c->known == NONE)
		c->known = 0;
	return knows_all(c);
}

int
call_times(struct call *c)
{
	const char *expected;
	struct period p;
	int64_t t;

	c->clock.now = c->ops->now;
	c->clock.zone = c->ops->book != NULL ? c->ops->book->zone : zone_utc();
	c->known = c->since = c->until = NONE;
	c->values.clock = &c->clock;
	c->values.decimals = c->ops->book != NULL ? c->ops->book->decimals : 2;
	c->values.fiscal_month = c->ops->book != NULL
	    ? c->ops->book->fiscal_month : 0;
	c->style.decimals = c->values.decimals;
	c->style.zone = c->clock.zone;
	if (c->opt.as_of != NULL) {
		if (moment(c, "as-of", c->opt.as_of, WHEN_LAST, &t) != NULL)
			return OPS_USAGE;
		c->clock.now = t;
	}
	if (known_at(c) != 0)
		return c->ops->code;
	if (c->opt.period != NULL) {
		expected = period_parse(c->opt.period, strlen(c->opt.period),
		    &c->clock, c->values.fiscal_month, &p);
		if (expected != NULL)
			return fail(c->ops, OPS_USAGE, "--period: '%s' is "
			    "wrong: expected %s", c->opt.period, expected);
		c->since = day_start(c->clock.zone, p.first);
		c->until = day_end(c->clock.zone, p.last);
	}
	if (c->opt.since != NULL &&
	    moment(c, "since", c->opt.since, WHEN_FIRST, &c->since) != NULL)
		return OPS_USAGE;
	if (c->opt.until != NULL &&
	    moment(c, "until", c->opt.until, WHEN_LAST, &c->until) != NULL)
		return OPS_USAGE;
	return 0;
}

static int
is_document(const struct call *c)
{
	return c->cmd->prints == PRINTS_DOCUMENT;
}

static int
choose_format(struct call *c)
{
	const char *expected;

	c->format = is_document(c) || term_is_out() ? FORMAT_TABLE
						    : FORMAT_CSV;
	if (c->opt.output != NULL) {
		c->format = is_document(c) ? FORMAT_TABLE : FORMAT_CSV;
		format_by_suffix(c->opt.output, &c->format);
	}
	if (c->opt.format == NULL)
		return 0;
	expected = format_by_name(c->opt.format, &c->format);
	if (expected != NULL)
		return fail(c->ops, OPS_USAGE, "--format: '%s' is wrong: "
		    "expected %s", c->opt.format, expected);
	return 0;
}

static int
choose_color(struct call *c, enum color_when *when)
{
	const char *text = c->opt.color, *expected;

	*when = COLOR_AUTO;
	if (text == NULL && c->ops->conf != NULL)
		text = conf_text(c->ops->conf, "color");
	if (text == NULL)
		return 0;
	expected = color_by_name(text, when);
	if (expected != NULL)
		return fail(c->ops, OPS_USAGE, "--color: '%s' is wrong: "
		    "expected %s", text, expected);
	return 0;
}

/* The output: a stream, a writer on it, and the steps before the writer. */
static int
open_output(struct call *c, struct sink **writer)
{
	struct writer_options w = { .no_header = c->opt.no_header,
		.for_spreadsheet = c->opt.for_spreadsheet };
	struct steps_options steps = { .where = c->opt.where,
		.filters = c->filters.v, .n_filters = c->filters.n,
		.sort = c->opt.sort, .columns = c->opt.columns,
		.has_limit = c->opt.limit != NONE, .limit = c->opt.limit };
	enum color_when when;
	int err = choose_format(c);

	*writer = NULL;
	steps.table = c->format == FORMAT_TABLE;
	if (err == 0)
		err = choose_color(c, &when);
	if (err == 0)
		err = c->opt.output != NULL
		    ? out_open_file(c->ops, c->opt.output, &c->stream)
		    : out_open_stdout(c->ops, &c->stream);
	if (err != 0)
		return err;
	if (c->opt.output == NULL && term_is_out()) {
		w.on_terminal = 1;
		w.width = term_width();
		w.color = term_color(when);
		if (c->format == FORMAT_TABLE && !c->opt.no_pager &&
		    !(c->cmd->needs & (NEED_WRITE | OWN_PAGER)))
			pager_start(c->ops, c->ops->conf == NULL ? NULL :
			    conf_text(c->ops->conf, "pager"));
	} else {
		w.color = when == COLOR_ALWAYS;
	}
	w.document = c->opt.output != NULL;
	if (c->opt.quiet || c->opt.nagios)
		*writer = &quiet;
	else
		err = writer_open(c->ops, c->format, c->stream, &c->style, &w,
		    writer);
	return err != 0 ? err :
	    steps_build(c->ops, &steps, &c->values, *writer, &c->out);
}

static int
flush_output(struct call *c)
{
	return c->stream == NULL ? 0 : out_flush(c->ops, c->stream);
}

/* Before the commit: what was printed is out, a file has its name. */
static int
settle_output(struct call *c)
{
	int err;

	if (c->stream == NULL || c->opt.output == NULL || c->more)
		return flush_output(c);
	err = out_close(c->ops, c->stream);
	c->stream = NULL;
	return err;
}

static int
close_output(struct call *c, struct sink *writer, int err)
{
	if (writer != &quiet)
		writer_close(writer);
	if (c->stream == NULL)
		return err;
	if (err < OPS_NO) {
		out_abandon(c->stream);
	} else {
		int bad = out_close(c->ops, c->stream);

		err = bad != 0 ? bad : err;
	}
	c->stream = NULL;
	pager_wait();
	return err;
}

static int
read_verb(struct call *c)
{
	int err = c->cmd->run(c);

	if (err == 0)
		err = flush_output(c);
	return err;
}

/*
 * The name of the user, or the number where the system has none for it; a
 * look-up that failed is no answer.
 */
static int
find_login(struct call *c, const char **login)
{
	struct passwd *who;

	errno = 0;
	who = getpwuid(getuid());
	if (who == NULL && errno != 0 && errno != ENOENT && errno != ESRCH &&
	    errno != EBADF && errno != EPERM)
		return fail(c->ops, OPS_IO, "cannot find out who you are: %s",
		    strerror(errno));
	*login = who != NULL
	    ? arena_strdup(c->ops->keep, who->pw_name)
	    : arena_printf(c->ops->keep, "%u", (unsigned)getuid());
	return 0;
}

/* Who writes: $OPS_ACTOR, else user.name, else the login. */
int
call_fill_head(struct call *c, struct entry_head *h)
{
	const char *actor = getenv("OPS_ACTOR");
	char host[256] = "";
	int err = find_login(c, &h->login);

	gethostname(host, sizeof host - 1);
	h->host = arena_strdup(c->ops->keep, host);
	h->actor = actor != NULL && actor[0] != '\0' ? actor
	    : conf_text(c->ops->conf, "user.name");
	if (h->actor == NULL)
		h->actor = h->login;
	h->command = c->as;
	h->message = c->opt.message;
	if (h->message == NULL && c->from != NULL)
		h->message = c->from->message;
	h->key = c->opt.key;
	h->undoes = h->undoes_line = NONE;
	return err;
}

static const struct column entry_columns[] = {
	{ "entry", TYPE_INT, 0, "the entry's number" },
	{ "date", TYPE_TIME, 0, "when it is effective" },
	{ "lines", TYPE_INT, 0, "how many lines it has" },
};

static const struct column record_columns[] = {
	{ "id", TYPE_CODE, 0, "the record's code" },
	{ "entry", TYPE_INT, 0, "the entry that made it" },
};

/* One row for each record of the entry, its key as id. */
static int
print_records(struct call *c, int64_t entry)
{
	const struct ledger *l = c->posts;
	struct db_query q;
	int err = call_begin(c, record_columns, 2), got;

	if (err == 0 && entry != NONE)
		err = l->lines(c->ops, l, entry, &q);
	while (err == 0 && entry != NONE && (got = db_next(&q)) != 0) {
		struct cell cells[2];

		if (got < 0)
			return got;
		cells[0] = cell_text(db_text(&q,
		    2 + (int)record_keys(l) - 1));
		cells[1] = cell_int(entry);
		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static int
print_entry(struct call *c, int64_t entry)
{
	struct entry_head h;
	struct cell cells[3];
	int err = call_begin(c, entry_columns, 3);

	if (err == 0 && entry != NONE) {
		err = entry_read(c->ops, entry, &h);
		cells[0] = cell_int(entry);
		cells[1] = cell_int(h.effective);
		cells[2] = cell_int(h.lines);
		if (err == 0)
			err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

/* What --dry-run shows: the lines as they would be posted. */
static int
print_lines(struct call *c, int64_t entry)
{
	const struct ledger *l = c->posts;
	struct column cols[LEDGER_COLUMNS + 1] = {
		{ "line", TYPE_INT, 0, "in the entry" } };
	struct db_query q;
	int err, got = 0;

	if (l == NULL)
		return print_entry(c, entry);
	memcpy(cols + 1, l->cols, l->n * sizeof *cols);
	err = call_begin(c, cols, l->n + 1);
	if (err == 0 && entry != NONE)
		err = l->lines(c->ops, l, entry, &q);
	while (err == 0 && entry != NONE && (got = db_next(&q)) == 1) {
		struct cell cells[LEDGER_COLUMNS + 1];

		cells[0] = cell_int(db_int(&q, 1));
		for (size_t i = 0; i < l->n; i++)
			cells[i + 1] = type_is_text(l->cols[i].type)
			    ? cell_text(db_text(&q, (int)i + 2))
			    : cell_int(db_int(&q, (int)i + 2));
		err = call_row(c, cells);
	}
	if (err == 0 && got < 0)
		err = got;
	return err < 0 ? err : sink_end(c->out);
}

static int
print_result(struct call *c, int64_t entry)
{
	if (c->from != NULL && c->from->print != NULL)
		return c->from->print(c, c->from, entry);
	if (c->opt.dry_run)
		return print_lines(c, entry);
	return c->cmd->prints == PRINTS_RECORDS ? print_records(c, entry)
						: print_entry(c, entry);
}

/* The same key again: the first result, or a refusal. */
static int
answer_key(struct call *c, const char *request, int *answered)
{
	struct entry_head h;
	int64_t number;
	int err;

	if (c->opt.key == NULL)
		return 0;
	err = entry_by_key(c->ops, c->opt.key, &number);
	if (err != 0 || number == NONE)
		return err;
	err = entry_read(c->ops, number, &h);
	if (err != 0)
		return err;
	if (!text_eq(h.request, request))
		return fail(c->ops, OPS_DATA, "--key: '%s' was used by entry "
		    "%lld ('%s') for another request", c->opt.key,
		    (long long)number, h.command);
	*answered = 1;
	note(c->ops, "%s: '%s' is entry %lld already, nothing is posted",
	    c->as, c->opt.key, (long long)number);
	return print_result(c, number);
}

/* Wrong rows were said one by one; this says what became of them. */
static int
sum_up_problems(struct call *c)
{
	struct ops *ops = c->ops;
	int64_t n = ops->problems;

	if (n == 0)
		return 0;
	if (n > PROBLEMS_SHOWN)
		note(ops, "%s: ... and %lld more", c->as,
		    (long long)(n - PROBLEMS_SHOWN));
	return fail(ops, ops->problem_code, "nothing is posted: %lld %s wrong",
	    (long long)n, n == 1 ? "row is" : "rows are");
}

static int
post(struct call *c)
{
	struct source *s = c->from;
	int err = c->cmd->begin == NULL ? 0 : c->cmd->begin(c);

	if (err == 0 && s != NULL && s->begin != NULL)
		err = s->begin(c, s);
	if (err == 0 && c->cmd->record != NULL)
		err = bulk_records(c);
	if (err == 0 && c->cmd->finish != NULL)
		err = c->cmd->finish(c);
	if (err == 0 && s != NULL && s->finish != NULL &&
	    c->ops->problems == 0)
		err = s->finish(c, s);
	return err;
}

/* Begins the entry, posts all records, ends it: *number, or NONE. */
static int
make_entry(struct call *c, const struct entry_head *head, int64_t *number)
{
	int err = entry_begin(c->ops, head, 0, &c->entry);

	if (err != 0)
		return err;
	c->entry->immediate = c->opt.keep_going;
	err = post(c);
	if (err == 0 && c->ops->problems == 0 && c->entry->lines > 0) {
		*number = c->entry->head.number;
		err = entry_end(c->ops, c->entry);
	}
	return err;
}

int
call_write(struct call *c)
{
	struct entry_head head = { .number = NONE };
	struct digest d;
	char request[DIGEST_TEXT];
	int64_t number = NONE;
	int answered = 0, err;

	entry_drop(c->entry); /* of an earlier call of this verb */
	c->entry = NULL;
	c->posted = NONE;
	c->posts = c->cmd->posts;
	err = call_fill_head(c, &head);
	digest_begin(&d);
	if (err == 0 && c->opt.key != NULL)
		err = bulk_digest(c, &d);
	digest_end(&d, request);
	if (c->opt.key != NULL)
		head.request = request;
	if (err == 0)
		err = answer_key(c, request, &answered);
	if (err != 0 || answered)
		return err;
	err = make_entry(c, &head, &number);
	if (err == 0)
		err = sum_up_problems(c);
	if (err == 0)
		err = print_result(c, number);
	if (err == 0)
		err = settle_output(c);
	if (err == 0)
		err = bulk_finish_rejects(c, 1);
	if (err == 0 && !c->opt.dry_run && number != NONE)
		err = db_commit(c->ops);
	if (err == 0)
		c->posted = number;
	if (err == 0 && bulk_rejected(c) > 0) {
		note(c->ops, "%s: %lld %s in '%s', the others are posted",
		    c->as, (long long)bulk_rejected(c),
		    bulk_rejected(c) == 1 ? "row is" : "rows are",
		    c->opt.rejects);
		err = OPS_NO;
	}
	return err;
}

int
call_find_book(struct call *c, enum book_wish wish)
{
	const char *named = getenv("OPS_BOOK");
	int err = book_find(c->ops, c->words, &c->folder);

	if (err != OPS_NOINPUT || wish == BOOK_NEEDED ||
	    c->words->book != NULL ||
	    (!c->words->changed && named != NULL && named[0] != '\0'))
		return err;
	fail_clear(c->ops);
	c->folder = NULL;
	return 0;
}

/* Settings, the book, its store and the transaction, as the table says. */
static int
prepare(struct call *c)
{
	unsigned needs = c->cmd->needs;
	int err = 0;

	if (needs & (NEED_RULES | NEED_BOOK | NEED_WRITE))
		err = call_find_book(c, BOOK_NEEDED);
	else if (needs & WANTS_RULES)
		err = call_find_book(c, BOOK_WANTED);
	if (err == 0 && (needs & (NEED_HABITS | NEED_RULES | NEED_BOOK |
		    NEED_WRITE | WANTS_RULES)))
		err = book_settings(c->ops, c->settings, c->n_settings,
		    c->folder);
	if (err == 0)
		err = alias_check(c->ops);
	if (err == 0 && c->opt.input != NULL)
		err = bulk_open(c);
	if (err == 0 && c->cmd->open != NULL)
		err = c->cmd->open(c);
	if (err == 0 && (needs & (NEED_BOOK | NEED_WRITE)))
		err = book_open(c->ops, c->folder, needs & NEED_WRITE
			? DB_WRITE : DB_READ);
	if (err == 0 && (needs & NEED_WRITE) && c->from != NULL)
		err = book_before_load(c->ops, input_size(c->from->input));
	if (err == 0 && (needs & (NEED_BOOK | NEED_WRITE)))
		err = db_begin(c->ops, needs & NEED_WRITE ? DB_WRITE
							  : DB_READ);
	if (err == 0 && (needs & NEED_WRITE))
		err = db_migrate(c->ops);
	return err != 0 ? err : call_times(c);
}

int
run_call(struct call *c, const char *const *settings, size_t n,
    const struct book_words *words)
{
	struct sink *writer = NULL;
	int writes, err = 0;

	if (c->cmd->instead != NULL)
		c->cmd = c->cmd->instead(c);
	if (c->opt.sheet)
		err = sheet_command(c);
	writes = (c->cmd->needs & NEED_WRITE) != 0;
	c->as = c->cmd->path;
	c->words = words;
	c->settings = settings;
	c->n_settings = n;
	if (err == 0)
		err = prepare(c);
	out_when_reader_leaves(!writes);
	if (err == 0)
		err = open_output(c, &writer);
	if (err == 0 && c->opt.template)
		bulk_template(c, c->stream);
	else if (err == 0)
		err = writes && c->cmd->run == NULL ? call_write(c)
						    : read_verb(c);
	err = close_output(c, writer, err);
	bulk_close(c);
	if (c->cmd->close != NULL)
		c->cmd->close(c);
	entry_drop(c->entry);
	db_close(c->ops);
	return err != 0 ? err : c->answer;
}
