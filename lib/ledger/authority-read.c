/* The table `authority` of the rules, read and checked to the end. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "ledger/authority.h"
#include "time/date.h"

const char *const authority_subject_words[] = { "budget", "plan", "vendor",
	"count", "incident", NULL };

struct reading {
	struct ops *ops;
	struct authority *all;
	const struct yaml *map; /* of the rule */
	const char *what;	/* "authority 'desk'" */
};

static const char *
said(const struct reading *r, const char *field)
{
	return arena_printf(r->ops->mem, "%s: %s", r->what, field);
}

static int
wrong(const struct reading *r, const char *field, const struct yaml *node,
    const char *text, const char *expected)
{
	return yaml_fail(r->ops, node, "%s: '%s' is wrong: expected %s",
	    said(r, field), yaml_shown(r->ops, text), expected);
}

/* A field that is a text; NULL where it is missing. */
static int
read_text(const struct reading *r, const char *field, const char **out)
{
	const struct yaml *node = yaml_get(r->map, field);

	*out = NULL;
	return node == NULL ? 0
	    : yaml_want_text(r->ops, node, said(r, field), out);
}

static int
read_money(const struct reading *r, const char *field, int64_t *out)
{
	const char *text, *expected = NULL;
	int err = read_text(r, field, &text);

	*out = NONE;
	if (err != 0 || text == NULL)
		return err;
	expected = decimal_parse(text, strlen(text), RATIO_SCALE, out);
	if (expected == NULL && *out < 0)
		expected = "an amount from 0";
	return expected == NULL ? 0
	    : wrong(r, field, yaml_get(r->map, field), text, expected);
}

static int
read_day(const struct reading *r, const char *field, int64_t *out)
{
	const char *text, *expected;
	int err = read_text(r, field, &text);

	*out = NONE;
	if (err != 0 || text == NULL)
		return err;
	expected = date_parse(text, strlen(text), out);
	return expected == NULL ? 0
	    : wrong(r, field, yaml_get(r->map, field), text, expected);
}

static int
read_step(const struct reading *r, int64_t *out)
{
	const char *text;
	int err = read_text(r, "step", &text);

	*out = 1;
	if (err != 0 || text == NULL)
		return err;
	*out = text[0] - '0';
	if (text[0] >= '1' && text[0] <= '9' && text[1] == '\0')
		return 0;
	return wrong(r, "step", yaml_get(r->map, "step"), text,
	    "a number from 1 to 9");
}

static int
read_override(const struct reading *r, int *out)
{
	const char *text;
	int err = read_text(r, "override", &text);

	*out = 0;
	if (err != 0 || text == NULL)
		return err;
	*out = strcmp(text, "yes") == 0 || strcmp(text, "true") == 0;
	if (*out || strcmp(text, "no") == 0 || strcmp(text, "false") == 0)
		return 0;
	return wrong(r, "override", yaml_get(r->map, "override"), text,
	    "yes or no");
}

/* The i-th item of what yaml_want_list() took: a list, or one text. */
static const struct yaml *
item_at(const struct yaml *node, size_t i)
{
	return node->type == YAML_LIST ? node->item[i].value : node;
}

static int
read_subjects(const struct reading *r, unsigned *out)
{
	const struct yaml *node = yaml_get(r->map, "subject");
	const char *const *text;
	size_t n;
	int err;

	if (node == NULL)
		return yaml_fail(r->ops, r->map, "%s: subject is missing: "
		    "expected budget, plan, vendor, count or incident",
		    r->what);
	err = yaml_want_list(r->ops, node, said(r, "subject"), &text, &n);
	if (err == 0 && n == 0)
		err = wrong(r, "subject", node, "",
		    "budget, plan, vendor, count or incident");
	for (size_t i = 0; err == 0 && i < n; i++) {
		int k = 0;

		while (k < AUTHORITY_SUBJECTS &&
		    strcmp(authority_subject_words[k], text[i]) != 0)
			k++;
		*out |= 1u << k;
		if (k == AUTHORITY_SUBJECTS)
			err = wrong(r, "subject", item_at(node, i), text[i],
			    "budget, plan, vendor, count or incident");
	}
	return err;
}

struct words {
	VEC(const char *) v;
};

static const char *
word_at(size_t i, const void *data)
{
	return ((const struct words *)data)->v.v[i];
}

/* A role that nobody has is a mistake of the hand. */
static int
check_role(const struct reading *r, const char *role)
{
	const struct people *people = r->all->people;
	struct words all = { { NULL, 0, 0 } };
	const char *near;

	for (size_t i = 0; i < people->n; i++)
		for (size_t k = 0; k < people->person[i].roles; k++) {
			*VEC_ADD(r->ops->mem, &all.v) =
			    people->person[i].role[k];
			if (strcmp(people->person[i].role[k], role) == 0)
				return 0;
		}
	near = text_nearest(role, all.v.n, word_at, &all);
	if (near == NULL)
		return yaml_fail(r->ops, yaml_get(r->map, "role"),
		    "%s: role '%s' is nobody's: expected one of people",
		    r->what, yaml_shown(r->ops, role));
	return yaml_fail(r->ops, yaml_get(r->map, "role"),
	    "%s: role '%s' is nobody's (did you mean '%s'?)", r->what,
	    yaml_shown(r->ops, role), near);
}

static int
read_who(const struct reading *r, struct authority_rule *rule)
{
	const char *person;
	int n, err = read_text(r, "role", &rule->role);

	if (err == 0)
		err = read_text(r, "team", &rule->team);
	if (err == 0)
		err = read_text(r, "person", &person);
	if (err != 0)
		return err;
	n = (rule->role != NULL) + (rule->team != NULL) + (person != NULL);
	if (n != 1)
		return yaml_fail(r->ops, rule->node,
		    "%s: expected one of role, person and team, and not %s",
		    r->what, n == 0 ? "none" : "several");
	if (rule->role != NULL)
		return check_role(r, rule->role);
	if (rule->team != NULL) {
		if (people_team(r->all->people, rule->team) != NULL)
			return 0;
		return yaml_fail(r->ops, yaml_get(r->map, "team"),
		    "%s: team '%s' is not known", r->what,
		    yaml_shown(r->ops, rule->team));
	}
	rule->person = people_find(r->all->people, person);
	return rule->person != NULL ? 0 : people_unknown(r->ops,
	    r->all->people, yaml_get(r->map, "person"), person);
}

static int
read_of(const struct reading *r, struct authority_rule *rule)
{
	const struct yaml *node = yaml_get(r->map, "of");
	int err;

	if (node == NULL)
		return 0;
	err = yaml_want_list(r->ops, node, said(r, "of"), &rule->of, &rule->n);
	if (err == 0 && rule->n == 0)
		err = yaml_fail(r->ops, node, "%s: of is empty: expected "
		    "accounts or codes, or no 'of' at all", r->what);
	for (size_t i = 0; err == 0 && i < rule->n; i++)
		if (rule->of[i][0] == '\0')
			err = wrong(r, "of", item_at(node, i), "",
			    "an account or a code");
	return err;
}

static int
read_rule(struct reading *r, const struct yaml_item *item)
{
	struct authority_rule *rule = &r->all->rule[r->all->n++];
	int err;

	rule->name = item->key->text;
	rule->node = item->key;
	r->map = item->value;
	r->what = arena_printf(r->ops->mem, "authority '%s'",
	    yaml_shown(r->ops, rule->name));
	err = yaml_want_keys(r->ops, item->value, r->what,
	    "role person team subject of limit above step from until override");
	if (err == 0)
		err = read_who(r, rule);
	if (err == 0)
		err = read_subjects(r, &rule->subjects);
	if (err == 0)
		err = read_of(r, rule);
	if (err == 0)
		err = read_money(r, "limit", &rule->limit);
	if (err == 0)
		err = read_money(r, "above", &rule->above);
	if (err == 0)
		err = read_step(r, &rule->step);
	if (err == 0)
		err = read_day(r, "from", &rule->from);
	if (err == 0)
		err = read_day(r, "until", &rule->until);
	if (err == 0)
		err = read_override(r, &rule->override);
	if (err == 0 && rule->from != NONE && rule->until != NONE &&
	    rule->from > rule->until)
		err = yaml_fail(r->ops, yaml_get(r->map, "until"),
		    "%s: until is before from", r->what);
	if (err == 0 && rule->above != NONE && rule->limit != NONE &&
	    rule->above >= rule->limit)
		err = yaml_fail(r->ops, yaml_get(r->map, "above"),
		    "%s: above is not below limit: nothing is between them",
		    r->what);
	return err;
}

int
authority_read(struct ops *ops, const struct conf *conf, struct authority **out)
{
	const struct yaml *node = conf_section(conf, "authority");
	struct reading r = { .ops = ops };
	struct people *people;
	int err = people_read(ops, conf, &people);

	if (err != 0)
		return err;
	r.all = *out = ARENA_NEW(ops->mem, struct authority);
	r.all->people = people;
	if (node == NULL)
		return 0;
	if ((err = yaml_want_map(ops, node, "authority")) != 0)
		return err;
	r.all->rule = ARENA_ARRAY(ops->mem, struct authority_rule, node->n);
	for (size_t i = 0; err == 0 && i < node->n; i++)
		err = read_rule(&r, &node->item[i]);
	return err;
}
