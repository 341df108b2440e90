/* ops log: the journal's entries, the newest first. */
#include "cli/cmd.h"
#include "ledger/log.h"

static const struct column columns[] = {
	{ "entry", TYPE_INT, 0, "its number" },
	{ "recorded", TYPE_TIME, 0, "when it was written" },
	{ "effective", TYPE_TIME, COL_DETAIL, "the latest time of its lines" },
	{ "actor", TYPE_TEXT, COL_FILTER | COL_PERSON, "who wrote it" },
	{ "login", TYPE_TEXT, COL_PERSON | COL_BESIDE, "whose login it was" },
	{ "host", TYPE_TEXT, COL_DETAIL, "on which machine" },
	{ "command", TYPE_TEXT, COL_FILTER, "with which command" },
	{ "lines", TYPE_INT, 0, "how many lines it has" },
	{ "message", TYPE_TEXT, COL_WIDE, "why" },
	{ "key", TYPE_CODE, COL_FILTER | COL_DETAIL, "the key it was given" },
	{ "undoes", TYPE_CODE, 0, "the entry, or entry.line, that it undoes" },
	{ "undone_by", TYPE_INT, 0,
	    "the first entry that undid it or a line of it" },
	{ "digest", TYPE_CODE, COL_DETAIL,
	    "of it and all before it (BLAKE2b-256)" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
print(void *data, const struct entry_head *h, int64_t undone_by)
{
	struct call *c = data;
	struct cell cells[COLUMNS] = { cell_int(h->number),
		cell_int(h->recorded), cell_int(h->effective),
		cell_text(h->actor), cell_text(h->login), cell_text(h->host),
		cell_text(h->command), cell_int(h->lines),
		cell_text(h->message), cell_text(h->key),
		cell_text(log_undoes(c->ops, h)), cell_int(undone_by),
		cell_text(h->digest) };

	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct log_query ask = { .known = c->known, .since = c->since,
		.until = c->until, .actor = call_filter_one(c, "actor"),
		.command = call_filter_one(c, "command"),
		.key = call_filter_one(c, "key") };
	int err = call_begin(c, columns, COLUMNS);

	if (err == 0)
		err = log_entries(c->ops, &ask, print, c);
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
