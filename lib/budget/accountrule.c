/* Which account it is, where none is said: the book's rules. */
#include <string.h>

#include "base/str.h"
#include "budget/accountrule.h"
#include "budget/budget.h"
#include "budget/dimension.h"

enum { ITEM, VENDOR = 2, TEXTS = 6 };
static const char *const names[] = { "item", "category", "vendor", "asset",
	"site", "kind" };

static void
texts_of(const struct subject *s, const char *out[TEXTS])
{
	const char *const texts[TEXTS] = { s->item, s->category, s->vendor,
		s->asset, s->site, s->kind };

	memcpy(out, texts, sizeof texts);
}

/* ---- how they are written ---- */

static const char *
name_at(size_t i, const void *data)
{
	(void)data;
	return names[i];
}

static int
find_name(void *data, const char *name, const struct yaml *node, size_t *at)
{
	const char *near;

	for (*at = 0; *at < TEXTS; ++*at)
		if (strcmp(names[*at], name) == 0)
			return 0;
	near = text_nearest(name, TEXTS, name_at, NULL);
	if (near != NULL)
		return yaml_fail(data, node,
		    "match: '%s' is not known (did you mean '%s'?)",
		    yaml_shown(data, name), near);
	return yaml_fail(data, node, "match: '%s' is not known; expected one "
	    "of item category vendor asset site kind", yaml_shown(data, name));
}

static int
read_account(struct ops *ops, const struct yaml *map, const char *what,
    struct account_rule *r)
{
	const struct yaml *node = yaml_get(map, "account");
	const char *expected;
	int err;

	if (node == NULL)
		return yaml_fail(ops, r->node, "%s: 'account' is missing",
		    what);
	err = yaml_want_text(ops, node, "account", &r->account);
	expected = err == 0 ? account_name_check(r->account) : NULL;
	return expected == NULL ? err
	    : yaml_fail(ops, node, "account: '%s' is wrong: expected %s",
		  yaml_shown(ops, r->account), expected);
}

static int
read_dimension(struct ops *ops, const struct yaml *node, const char **out)
{
	const char *text;
	int err = yaml_want_text(ops, node, "dimension", &text);

	if (err != 0 || (err = dimension_read(ops, text, out)) == 0)
		return err;
	text = arena_strdup(ops->mem, ops->why);
	fail_clear(ops);
	return yaml_fail(ops, node, "dimension: %s", text);
}

static int
read_rule(struct ops *ops, const struct yaml_item *item, struct account_rule *r)
{
	const struct yaml *map = item->value, *node;
	const char *what = arena_printf(ops->mem, "budget.accounts '%s'",
	    yaml_shown(ops, item->key->text));
	int err = yaml_want_keys(ops, map, what, "match account dimension");

	r->name = item->key->text;
	r->node = item->key;
	if (err == 0 && (node = yaml_get(map, "match")) != NULL) {
		err = condition_read(ops, node, &r->match);
		if (err == 0)
			err = condition_bind(r->match, find_name, ops);
	}
	if (err == 0)
		err = read_account(ops, map, what, r);
	if (err == 0 && (node = yaml_get(map, "dimension")) != NULL)
		err = read_dimension(ops, node, &r->dimension);
	r->dimension = arena_strdup(ops->keep, r->dimension);
	return err;
}

int
account_rules_read(struct ops *ops, const struct conf *conf,
    struct account_rules *out)
{
	const struct yaml *map = conf_section(conf, "budget.accounts");
	int err = map == NULL ? 0 : yaml_want_map(ops, map, "budget.accounts");

	*out = (struct account_rules){ NULL, 0 };
	if (err != 0 || map == NULL)
		return err;
	out->rule = ARENA_ARRAY(ops->keep, struct account_rule, map->n);
	for (size_t i = 0; err == 0 && i < map->n; i++)
		err = read_rule(ops, &map->item[i], &out->rule[out->n++]);
	return err;
}

/* ---- how they are used ---- */

int
account_rules_any(struct ops *ops)
{
	return conf_section(ops->conf, "budget.accounts") != NULL;
}

/* Those in force, read once. */
static int
rules_of(struct ops *ops, struct account_rules **out)
{
	struct budget *b = budget_of(ops);
	struct account_rules *rules = b->rules;
	int err = 0;

	if (rules == NULL) {
		rules = ARENA_NEW(ops->keep, struct account_rules);
		err = account_rules_read(ops, ops->conf, rules);
		b->rules = err == 0 ? rules : NULL;
	}
	*out = rules;
	return err;
}

static int
takes_none(struct ops *ops, const char *const texts[TEXTS])
{
	const char *said = NULL;

	for (size_t i = 0; i < TEXTS; i++)
		if (texts[i] != NULL)
			said = arena_printf(ops->mem, "%s%s%s '%s'",
			    said == NULL ? "" : said, said == NULL ? "" : ", ",
			    names[i], texts[i]);
	if (said == NULL)
		return fail(ops, OPS_DATA, "account: is missing (blank), and "
		    "none of item, category, vendor, asset, site, kind is said "
		    "by which a rule of budget.accounts could give it");
	return fail(ops, OPS_DATA, "account: is missing (blank), and no rule "
	    "of budget.accounts takes %s", said);
}

int
account_by_rule(struct ops *ops, const struct subject *s,
    const struct account **account, const char **dimension)
{
	const char *texts[TEXTS];
	struct account_rules *rules;
	int err = rules_of(ops, &rules);

	if (err != 0)
		return err;
	if (rules->n == 0)
		return fail(ops, OPS_DATA, "account: is missing (blank)");
	texts_of(s, texts);
	for (size_t i = 0; i < rules->n; i++) {
		struct account_rule *r = &rules->rule[i];

		if (r->match != NULL && !condition_holds(r->match, texts))
			continue;
		err = account_by_name(ops, r->account, account);
		if (err != 0)
			return fail_at(ops, "account: budget.accounts '%s'",
			    r->name);
		*dimension = r->dimension;
		if (!r->said)
			note(ops, "account: '%s' by the rule '%s' of "
			    "budget.accounts (%s:%d)", r->account, r->name,
			    r->node->file, r->node->line);
		r->said = 1;
		return 0;
	}
	return takes_none(ops, texts);
}

const char *
subject_about(struct ops *ops, const struct subject *s)
{
	const char *texts[TEXTS], *out = NULL;

	texts_of(s, texts);
	for (size_t i = 0; i < TEXTS; i++)
		if (texts[i] != NULL && i != ITEM && i != VENDOR)
			out = arena_printf(ops->mem, "%s%s%s=%s",
			    out == NULL ? "" : out, out == NULL ? "" : ",",
			    names[i], texts[i]);
	return out;
}
