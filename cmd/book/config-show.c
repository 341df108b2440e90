/* ops config show: the text of the rules of an entry or digest. */
#include <string.h>

#include "cli/cmd.h"
#include "io/out.h"
#include "ledger/rules.h"

struct show {
	const char *which;
};

static const struct field fields[] = {
	{ "which", 0, &kind_code, AT_TEXT(struct show, which), FIELD_ARG,
	    "the beginning of a digest, or @ and an entry's number (those in "
	    "force now)" },
	{ NULL },
};

static const struct column columns[] = {
	{ "digest", TYPE_CODE, 0, "the digest of the text" },
	{ "text", TYPE_TEXT, COL_WIDE,
	    "each file behind 'file <bytes> "
	    "<name>'" },
	{ NULL },
};

/* The digest that an entry names. */
static int
digest_of_entry(struct call *c, const char *which, const char **digest)
{
	int64_t n = 0;
	size_t digits = strspn(which + 1, "0123456789");

	for (size_t i = 1; i <= digits && i < 18; i++)
		n = n * 10 + (which[i] - '0');
	if (digits == 0 || digits > 17 || which[1 + digits] != '\0')
		return fail(c->ops, OPS_USAGE,
		    "which: '%s' is wrong: expected @ and an entry's number",
		    which);
	if (rules_of_entry(c->ops, n, digest) != 0)
		return c->ops->code;
	return *digest != NULL ? 0
	    : fail(c->ops, OPS_DATA, "which: entry '%s' names no rules",
		which + 1);
}

static int
run(struct call *c)
{
	const char *digest = c->ops->book->rules;
	const char *text = c->ops->book->rules_text;
	struct show want = { NULL };
	struct cell cells[2];
	int err = fill_given(c, &want, NULL);

	if (err == 0 && want.which != NULL && want.which[0] == '@')
		err = digest_of_entry(c, want.which, &want.which);
	if (err == 0 && want.which != NULL &&
	    rules_find(c->ops, want.which, &digest, &text) != 0)
		return fail_at(c->ops, "which");
	if (err != 0)
		return err;
	if (c->format == FORMAT_TABLE) {
		if (!c->opt.quiet)
			out_text(c->stream, text);
		return 0;
	}
	cells[0] = cell_text(digest);
	cells[1] = cell_text(text);
	return call_one_row(c, columns, 2, cells);
}

static const struct example examples[] = {
	{ "the rules as the journal keeps them", "ops config show" },
	{ NULL },
};

const struct cmd cmd_book_config_show = {
	.path = "config show",
	.brief = "print the text of the rules",
	.about = "Without an argument those in force now; else the text that "
		 "was recorded under a digest ('ops config log' lists them) "
		 "or with an entry: @12.",
	.prints = PRINTS_DOCUMENT,
	.needs = NEED_BOOK,
	.fields = fields,
	.size = sizeof(struct show),
	.examples = examples,
	.run = run,
};
