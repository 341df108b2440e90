/* ops redact: empty a personal text, visibly, with the chain whole. */
#include "base/str.h"
#include "cli/cmd.h"
#include "ledger/redact.h"
#include "stock/kinds.h"

struct redact {
	const char *noun, *field;
	struct texts key;
};

struct typed {
	struct call *call;
	const char *prefix;
};

static void
offer_noun(void *data, const char *noun, const struct ledger *l)
{
	struct typed *t = data;

	if (text_starts(noun, t->prefix))
		call_candidate(t->call, noun, l->name);
}

static int
complete_noun(struct call *c, const char *prefix)
{
	struct typed t = { c, prefix };

	redact_each(offer_noun, &t);
	return 0;
}

static void
offer_field(void *data, const char *noun, const struct ledger *l)
{
	struct typed *t = data;

	for (size_t i = 0; i < l->n; i++)
		if ((l->cols[i].flags & LEDGER_PERSONAL) &&
		    text_starts(l->cols[i].name, t->prefix))
			call_candidate(t->call, l->cols[i].name, noun);
}

static int
complete_field(struct call *c, const char *prefix)
{
	struct typed t = { c, prefix };

	redact_each(offer_field, &t);
	return 0;
}

/* Codes of parties: what people ask for. */
static int
complete_code(struct call *c, const char *prefix)
{
	return kind_party.complete(c, prefix);
}

static int
parse_codes(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	return kind_texts.parse(c, f, text, n, at);
}

static const struct kind kind_noun = { .name = "noun", .store = STORE_TEXT,
	.accepts = "what has personal texts: party, count, inspection",
	.complete = complete_noun, .parse = kind_parse_code };
static const struct kind kind_personal = { .name = "field",
	.store = STORE_TEXT, .accepts = "a personal text: contact",
	.complete = complete_field, .parse = kind_parse_code };
static const struct kind kind_codes = { .name = "code", .store = STORE_TEXTS,
	.accepts = "its code", .complete = complete_code,
	.parse = parse_codes };

static const struct field fields[] = {
	{ "noun", 0, &kind_noun, AT_TEXT(struct redact, noun),
	    FIELD_REQUIRED | FIELD_ARG, "what it is: party" },
	{ "code", 0, &kind_codes, AT_TEXTS(struct redact, key),
	    FIELD_REQUIRED | FIELD_ARG, "its code" },
	{ "field", 0, &kind_personal, AT_TEXT(struct redact, field),
	    FIELD_REQUIRED, "the personal text: contact" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct redact *in = rec;
	int err = redact_ledger(c->ops, in->noun, &c->posts);

	if (err == 0 && text_is_blank(c->opt.message))
		return fail(c->ops, OPS_USAGE,
		    "--message is missing: say why the text has to go");
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
