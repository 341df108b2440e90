/* ops config get: the value of one setting, as it is in force. */
#include "cli/cmd.h"
#include "conf/keys.h"
#include "config.h"
#include "io/out.h"

struct get {
	const char *key;
};

static const struct field fields[] = {
	{ "key", 0, &kind_setting, AT_TEXT(struct get, key),
	    FIELD_REQUIRED | FIELD_ARG, "the setting's name" },
	{ NULL },
};

static int
run(struct call *c)
{
	struct get want = { NULL };
	const struct conf_value *v;
	const struct key *key;
	int err = fill_record(c, &want);

	if (err != 0)
		return err;
	key = key_find(want.key);
	if (key == NULL)
		return conf_unknown(c->ops, want.key);
	v = conf_value(c->ops->conf, want.key);
	if (v == NULL) {
		c->answer = OPS_NO;
		return 0;
	}
	if (key->type == KEY_SECTION)
		return fail(c->ops, OPS_DATA,
		    "'%s' is a section of %s: it stands at %s", want.key,
		    v->text, v->origin);
	if (c->format != FORMAT_TABLE)
		return config_value_row(c, v);
	if (c->opt.quiet)
		return 0;
	for (size_t i = 0; i < v->n; i++)
		out_printf(c->stream, "%s\n", v->list[i]);
	if (v->n == 0)
		out_printf(c->stream, "%s\n", v->text);
	return 0;
}

static const struct example examples[] = {
	{ "what happens when more is taken than is there",
	    "ops config get stock.negative" },
	{ NULL },
};

const struct cmd cmd_book_config_get = {
	.path = "config get",
	.brief = "print the value of a setting",
	.about = "The value that is in force, the default included; a list "
		 "is printed one text a line. Exits 1 where the setting has "
		 "no value. With --known-at a rule is that of then.",
	.prints = PRINTS_DOCUMENT,
	.needs = WANTS_RULES | TAKES_KNOWN,
	.fields = fields,
	.size = sizeof(struct get),
	.examples = examples,
	.run = run,
};
