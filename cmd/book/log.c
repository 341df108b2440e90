/* ops log: the journal's entries, the newest first. */
#include <string.h>

#include "base/str.h"
#include "budget/onbehalf.h"
#include "cli/cmd.h"
#include "ledger/log.h"

/* The commands that write entries: all others never stand in a journal. */
struct writers {
	const char *path[200];
	size_t n;
};

static const char *
path_at(size_t i, const void *data)
{
	return ((const struct writers *)data)->path[i];
}

static void
find_writers(struct writers *w)
{
	w->n = 0;
	for (size_t i = 0; all_commands[i] != NULL && w->n < 200; i++)
		if ((all_commands[i]->needs & NEED_WRITE) ||
		    strcmp(all_commands[i]->path, "init") == 0)
			w->path[w->n++] = all_commands[i]->path;
}

SQL(sql_written, "SELECT MIN(entry) FROM entry WHERE command = $1");

/* Entries of another version may have commands that this one has not. */
static int
parse_command(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct writers *w = ARENA_NEW(c->ops->mem, struct writers);
	int64_t entry = NONE;
	const char *near;
	int err;

	(void)f;
	(void)n;
	*(const char **)at = text;
	find_writers(w);
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->path[i], text) == 0)
			return 0;
	err = db_get_values(c->ops, &entry, sql_written, DB_VALUES(V(text)), 1);
	if (err != 0 || entry != NONE)
		return err;
	near = text_nearest(text, w->n, path_at, w);
	if (near == NULL)
		return fail(c->ops, OPS_DATA,
		    "'%s' is not a command that writes entries", text);
	return fail(c->ops, OPS_DATA,
	    "'%s' is not a command that writes entries (did you mean '%s'?)",
	    text, near);
}

static int
complete_writer(struct call *c, const char *prefix)
{
	struct writers *w = ARENA_NEW(c->ops->mem, struct writers);

	find_writers(w);
	for (size_t i = 0; i < w->n; i++)
		if (text_starts(w->path[i], prefix))
			call_candidate(c, w->path[i], NULL);
	return 0;
}

static const struct kind kind_writer = { .name = "command",
	.store = STORE_TEXT,
	.parse = parse_command,
	.complete = complete_writer };

static const struct column columns[] = {
	{ "entry", TYPE_INT, 0, "its number" },
	{ "recorded", TYPE_TIME, 0, "when it was written" },
	{ "effective", TYPE_TIME, COL_DETAIL, "the latest time of its lines" },
	{ "actor", TYPE_TEXT, COL_FILTER | COL_PERSON, "who wrote it" },
	{ "login", TYPE_TEXT, COL_PERSON | COL_BESIDE, "whose login it was" },
	{ "host", TYPE_TEXT, COL_DETAIL, "on which machine" },
	{ "command", TYPE_TEXT, COL_FILTER, "with which command",
	    &kind_writer },
	{ "lines", TYPE_INT, 0, "how many lines it has" },
	{ "message", TYPE_TEXT, COL_WIDE, "why" },
	{ "key", TYPE_CODE, COL_FILTER | COL_DETAIL, "the key it was given" },
	{ "undoes", TYPE_CODE, 0, "the entry, or entry.line, that it undoes" },
	{ "undone_by", TYPE_INT, 0,
	    "the first entry that undid it or a line of it" },
	{ "digest", TYPE_CODE, COL_DETAIL,
	    "of it and all before it (BLAKE2b-256)" },
	{ "on_behalf_of", TYPE_CODE, COL_PERSON,
	    "who decided what the actor entered for them" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

struct listing {
	struct call *call;
	struct on_behalves decided;
	int loaded;
};

/* Only a decision asks for all of them. */
static int
find_decider(struct listing *l, const struct entry_head *h, const char **who)
{
	int err = 0;

	*who = NULL;
	if (!text_starts(h->command, "budget "))
		return 0;
	if (!l->loaded)
		err = on_behalf_load(l->call->ops, NONE, &l->decided);
	l->loaded = 1;
	if (err == 0)
		*who = on_behalf_entry(&l->decided, h->number);
	return err;
}

static int
print(void *data, const struct entry_head *h, int64_t undone_by)
{
	struct listing *l = data;
	struct call *c = l->call;
	const char *decider;
	int err = find_decider(l, h, &decider);
	struct cell cells[COLUMNS] = { cell_int(h->number),
		cell_int(h->recorded), cell_int(h->effective),
		cell_text(h->actor), cell_text(h->login), cell_text(h->host),
		cell_text(h->command), cell_int(h->lines),
		cell_text(h->message), cell_text(h->key),
		cell_text(log_undoes(c->ops, h)), cell_int(undone_by),
		cell_text(h->digest), cell_text(decider) };

	return err != 0 ? err : call_row(c, cells);
}

static int
run(struct call *c)
{
	struct log_query ask = { .known = c->known, .since = c->since,
		.until = c->until, .actor = call_filter_one(c, "actor"),
		.command = call_filter_one(c, "command"),
		.key = call_filter_one(c, "key") };
	struct listing l = { .call = c };
	int err = call_begin(c, columns, COLUMNS);

	if (err == 0)
		err = log_entries(c->ops, &ask, print, &l);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what was written last", "ops log --limit 10" },
	{ "who changed items this month, and why",
	    "ops log --command 'stock item set' -p mtd" },
	{ "what was undone", "ops log --where \"undone_by > 0\"" },
	{ NULL },
};

const struct cmd cmd_book_log = {
	.path = "log",
	.brief = "list the journal's entries, the newest first",
	.about = "This is a list of what was written, so --period, --since "
		 "and --until go by the time an entry was recorded, and "
		 "--as-of is only the clock they count from. A table leaves "
		 "out effective, host, key and digest unless --columns asks "
		 "for them, and shows the login behind the actor where the "
		 "two differ. 'ops show' shows an entry with its lines.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.columns = columns,
	.examples = examples,
	.run = run,
};
