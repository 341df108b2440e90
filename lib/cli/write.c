/* The way of a write verb: who and why, one entry, its result, the commit. */
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/bulk.h"
#include "cli/hooks.h"
#include "cli/output.h"
#include "cli/source.h"
#include "conf/people.h"
#include "io/decode.h"
#include "ledger/closing.h"
#include "ledger/readback.h"
#include "ledger/record.h"

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

/* A name is a line of text that an export can hold. */
static int
check_actor(struct call *c, const char *actor)
{
	size_t n = strlen(actor);

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)actor[i] < 0x20 || actor[i] == 0x7f)
			n = 0;
	if (n > 0 && n <= 200 && utf8_check(actor, n) == n)
		return 0;
	return fail(c->ops, OPS_CONFIG, "the actor '%.200s' is wrong: expected "
	    "a name in UTF-8 of at most 200 bytes, without control characters "
	    "(OPS_ACTOR, user.name)", actor);
}

/* The id or a login of one of the book's people means that person's name. */
static int
name_actor(struct call *c, const char **actor)
{
	const struct person *person;
	struct people *people;
	int err = people_read(c->ops, c->ops->conf, &people);

	if (err != 0)
		return err;
	person = people_find(people, *actor);
	if (person == NULL)
		person = people_login(people, *actor);
	if (person != NULL)
		*actor = arena_strdup(c->ops->keep, person->name);
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
	if (err == 0)
		err = name_actor(c, &h->actor);
	if (err == 0)
		err = check_actor(c, h->actor);
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

/*
 * One row for each record of the entry, its key as id; a document's lines are
 * one.
 */
static int
print_records(struct call *c, int64_t entry)
{
	const struct ledger *l = c->posts;
	int numbered = !type_is_text(l->cols[record_keys(l) - 1].type);
	const char *last = NULL;
	struct readback *lines = NULL;
	struct walk_line at;
	int err = call_begin(c, record_columns, 2), got = 0;

	if (err == 0 && entry != NONE)
		err = readback_open(c->ops, l, entry, 0, &lines);
	while (err == 0 && lines != NULL &&
	    (got = readback_next(lines, &at)) == 1) {
		const char *code = at.cols[record_code(l)].p;
		struct cell cells[2] = { cell_text(code), cell_int(entry) };

		if (numbered && text_eq(last, code))
			continue;
		if (numbered)
			last = arena_strdup(c->ops->mem, code);
		err = call_row(c, cells);
	}
	readback_close(lines);
	if (err == 0 && got < 0)
		err = got;
	return err < 0 ? err : sink_end(c->out);
}

/* Closing has no time: its date is the day closed through. */
static int
print_entry(struct call *c, int64_t entry)
{
	struct entry_head h;
	struct column cols[3];
	struct cell cells[3];
	int err;

	memcpy(cols, entry_columns, sizeof cols);
	if (c->posts == &ledger_closing)
		cols[1].type = TYPE_DATE;
	err = call_begin(c, cols, 3);
	if (err == 0 && entry != NONE) {
		err = entry_read(c->ops, entry, &h);
		if (err == 0 && c->posts == &ledger_closing)
			err = closing_through(c->ops, entry,
			    &h.effective);
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
		{ "line", TYPE_INT, COL_MINOR, "in the entry" } };
	struct readback *lines = NULL;
	struct walk_line at;
	size_t n;
	int err, got = 0;

	if (l == NULL)
		return print_entry(c, entry);
	n = l->sort == LEDGER_RECORD ? l->n - 1 : l->n; /* not `live` */
	memcpy(cols + 1, l->cols, n * sizeof *cols);
	err = call_begin(c, cols, n + 1);
	if (err == 0 && entry != NONE)
		err = readback_open(c->ops, l, entry, 0, &lines);
	while (err == 0 && lines != NULL &&
	    (got = readback_next(lines, &at)) == 1) {
		struct cell cells[LEDGER_COLUMNS + 1];

		cells[0] = cell_int(at.line);
		for (size_t i = 0; i < n; i++)
			cells[i + 1] = ledger_cell(&at.cols[i]);
		err = call_row(c, cells);
	}
	readback_close(lines);
	if (err == 0 && got < 0)
		err = got;
	return err < 0 ? err : sink_end(c->out);
}

static int
print_result(struct call *c, int64_t entry)
{
	int err;

	if (c->from != NULL && c->from->print != NULL)
		return c->from->print(c, c->from, entry);
	if (c->cmd->print != NULL && (err = c->cmd->print(c, entry)) != 1)
		return err;
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
	note(c->ops, "'%s' is entry %lld already, nothing is posted",
	    c->opt.key, (long long)number);
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
		warn(ops, "... and %lld more", (long long)(n - PROBLEMS_SHOWN));
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
	if (err == 0 && takes_records(c->cmd))
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

/* The result is out, and what was rejected, before it is there for good. */
static int
settle(struct call *c, int64_t number)
{
	int commits = !c->opt.dry_run && number != NONE;
	int err = print_result(c, number);

	if (err == 0)
		err = output_settle(c);
	if (err == 0)
		err = bulk_finish_rejects(c, 1);
	if (err == 0 && commits)
		err = db_commit(c->ops);
	if (err != 0)
		return err;
	bulk_forget_rejects(c);
	c->posted = number;
	if (commits)
		hooks_after(c, number);
	if (bulk_rejected(c) == 0)
		return 0;
	warn(c->ops, "%lld %s in '%s', the others %s posted",
	    (long long)bulk_rejected(c),
	    bulk_rejected(c) == 1 ? "row is" : "rows are", c->opt.rejects,
	    c->opt.dry_run ? "would be" : "are");
	return OPS_NO;
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
	c->posted = c->numbered = NONE;
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
	if (err == 0 && number == NONE && c->entry->unchanged > 0 &&
	    (c->from == NULL || c->from->print == NULL)) /* an import counts */
		note(c->ops, "nothing changes, nothing is posted");
	return err != 0 ? err : settle(c, number);
}
