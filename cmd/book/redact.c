/* ops redact: empty a personal text, visibly, with the chain whole. */
#include "cli/cmd.h"
#include "ledger/redact.h"

struct redact {
	const char *noun, *field;
	struct texts key;
};

static const struct field fields[] = {
	{ "noun", 0, &kind_code, AT_TEXT(struct redact, noun),
	    FIELD_REQUIRED | FIELD_ARG, "what it is: party" },
	{ "code", 0, &kind_texts, AT_TEXTS(struct redact, key),
	    FIELD_REQUIRED | FIELD_ARG, "its code" },
	{ "field", 0, &kind_code, AT_TEXT(struct redact, field),
	    FIELD_REQUIRED, "the personal text: contact" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	const struct redact *in = rec;
	int err = redact_ledger(c->ops, in->noun, &c->posts);

	(void)lines;
	(void)n;
	if (err == 0 && c->opt.message == NULL)
		return fail(c->ops, OPS_USAGE, "--message is missing: say why "
		    "the text has to go");
	return err != 0 ? err : redact_post(c->ops, c->entry, c->posts,
	    in->key.v, in->key.n, in->field);
}

static const struct example examples[] = {
	{ "forget how to reach a person who asked for it",
	    "ops stock party set ECHO --contact 'Eva, 555-0100' -q && "
	    "ops redact party ECHO --field contact "
	    "-m 'asked by letter of 3 March'",
	    "delete person gdpr dsgvo privacy personal data" },
	{ NULL },
};

const struct cmd cmd_book_redact = {
	.path = "redact",
	.brief = "empty a personal text for ever",
	.about = "The journal holds a salted digest of each personal text, "
		 "not the text: so the text can go, as the law asks, and the "
		 "chain stays whole. It goes from all versions of the record, "
		 "and from the file; lists then show nothing, the journal "
		 "shows (redacted). This cannot be undone. Backups and "
		 "exports made before still have the text: see to them. The "
		 "message is required; it stays, so do not repeat the text "
		 "in it.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE | TAKES_NO_INPUT,
	.fields = fields,
	.size = sizeof(struct redact),
	.examples = examples,
	.record = record,
};
