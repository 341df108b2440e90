/* Virement: the rules that say which account may give money to which. */
#include <string.h>

#include "base/decimal.h"
#include "budget/virement.h"
#include "conf/conf.h"

struct reading {
	struct ops *ops;
	const struct yaml *map;
	const char *what; /* "budget.transfers 'within'" */
};

static const char *
said(const struct reading *r, const char *field)
{
	return arena_printf(r->ops->mem, "%s: %s", r->what, field);
}

static int
wrong(const struct reading *r, const char *field, const char *text,
    const char *expected)
{
	return yaml_fail(r->ops, yaml_get(r->map, field),
	    "%s: '%s' is wrong: expected %s", said(r, field),
	    yaml_shown(r->ops, text), expected);
}

static int
read_number(const struct reading *r, const char *field, int64_t *out)
{
	const struct yaml *node = yaml_get(r->map, field);
	const char *text, *expected;
	int err;

	*out = NONE;
	if (node == NULL)
		return 0;
	err = yaml_want_text(r->ops, node, said(r, field), &text);
	if (err != 0)
		return err;
	expected = decimal_parse(text, strlen(text), RATIO_SCALE, out);
	if (expected == NULL && *out < 0)
		expected = "a number from 0";
	return expected == NULL ? 0 : wrong(r, field, text, expected);
}

static int
read_accounts(const struct reading *r, const char *field,
    const char *const **out, size_t *n)
{
	const struct yaml *node = yaml_get(r->map, field);
	int err;

	*out = NULL;
	*n = 0;
	if (node == NULL)
		return 0;
	err = yaml_want_list(r->ops, node, said(r, field), out, n);
	for (size_t i = 0; err == 0 && i < *n; i++) {
		const char *expected = account_name_check((*out)[i]);

		if (expected != NULL)
			err = wrong(r, field, (*out)[i], expected);
	}
	return err;
}

static int
read_allow(const struct reading *r, int *out)
{
	const struct yaml *node = yaml_get(r->map, "allow");
	const char *text;
	int err;

	*out = 1;
	if (node == NULL)
		return 0;
	err = yaml_want_text(r->ops, node, said(r, "allow"), &text);
	if (err != 0)
		return err;
	*out = strcmp(text, "yes") == 0;
	if (*out || strcmp(text, "no") == 0)
		return 0;
	return wrong(r, "allow", text, "yes or no");
}

static int
read_rule(struct reading *r, const struct yaml_item *item,
    struct virement *rule)
{
	int err;

	rule->name = item->key->text;
	r->map = item->value;
	r->what = arena_printf(r->ops->mem, "budget.transfers '%s'",
	    yaml_shown(r->ops, rule->name));
	err = yaml_want_keys(r->ops, item->value, r->what,
	    "from to limit percent allow");
	if (err == 0)
		err = read_accounts(r, "from", &rule->from, &rule->n_from);
	if (err == 0)
		err = read_accounts(r, "to", &rule->to, &rule->n_to);
	if (err == 0)
		err = read_number(r, "limit", &rule->limit);
	if (err == 0)
		err = read_number(r, "percent", &rule->percent);
	return err != 0 ? err : read_allow(r, &rule->allow);
}

int
virements_read(struct ops *ops, struct virements *out)
{
	const struct yaml *node = conf_section(ops->conf, "budget.transfers");
	struct reading r = { .ops = ops };
	int err;

	*out = (struct virements){ .any = node != NULL };
	if (node == NULL)
		return 0;
	if ((err = yaml_want_map(ops, node, "budget.transfers")) != 0)
		return err;
	out->rule = ARENA_ARRAY(ops->mem, struct virement, node->n);
	for (size_t i = 0; err == 0 && i < node->n; i++)
		err = read_rule(&r, &node->item[i], &out->rule[out->n++]);
	return err;
}

static int
names(const char *const *list, size_t n, const char *account)
{
	for (size_t i = 0; i < n; i++)
		if (account_within(account, list[i]))
			return 1;
	return n == 0;
}

const struct virement *
virement_of(const struct virements *all, const char *from, const char *to)
{
	for (size_t i = 0; i < all->n; i++)
		if (names(all->rule[i].from, all->rule[i].n_from, from) &&
		    names(all->rule[i].to, all->rule[i].n_to, to))
			return &all->rule[i];
	return NULL;
}
