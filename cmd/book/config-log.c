/* ops config log: which rules were in force from which entry on. */
#include "cli/cmd.h"
#include "ledger/rules.h"

/* The beginning of a digest is enough. */
static int
parse_digest(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const char *whole;

	(void)f;
	(void)n;
	return rules_find(c->ops, text, at, &whole);
}

static const struct kind kind_digest = { .name = "digest",
	.store = STORE_TEXT, .parse = parse_digest };

static const struct column columns[] = {
	{ "entry", TYPE_INT, 0, "the first entry under these rules" },
	{ "recorded", TYPE_TIME, 0, "when it was posted" },
	{ "digest", TYPE_CODE, COL_FILTER, "the digest of their text",
	    &kind_digest },
	{ NULL },
};

static int
print(void *data, const struct rules_change *change)
{
	struct cell cells[3] = { cell_int(change->entry),
		cell_int(change->recorded), cell_text(change->digest) };

	return call_row(data, cells);
}

static int
run(struct call *c)
{
	int err = call_begin(c, columns, 3);

	if (err == 0)
		err = rules_changes(c->ops, c->known, c->since, c->until,
		    print, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "when did the rules change", "ops config log" },
	{ NULL },
};

const struct cmd cmd_book_config_log = {
	.path = "config log",
	.brief = "list the rules that were in force",
	.about = "Each entry names the rules under which it was posted by "
		 "the digest of their text; a row stands where they changed. "
		 "'ops config show' prints the text.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.columns = columns,
	.examples = examples,
	.run = run,
};
