/* ABC classes of the rows of a relation: by the book's rules or by others. */
#include <string.h>

#include "base/decimal.h"
#include "conf/conf.h"
#include "stock/abc.h"

static const char *const crossing_words[] = { "higher", "lower" };

int
abc_cuts(struct ops *ops, const char *option, const char *text,
    const char *setting, struct cuts *out)
{
	const struct conf_value *v = conf_value(ops->conf, setting);
	const char *expected = cuts_parse(text != NULL ? text : v->text,
	    v->key->most, v->key->max, out);

	return expected == NULL ? 0
	    : fail(ops, OPS_USAGE, "%s: '%s' is wrong: expected %s", option,
		text, expected);
}

int
abc_rules(struct ops *ops, const char *cuts, const char *crossing,
    struct abc_rules *out)
{
	int n = 0;

	if (crossing == NULL)
		n = conf_choice(ops->conf, "stock.crossing");
	else
		n = strcmp(crossing, crossing_words[1]) == 0;
	out->crossing = n == 0 ? CROSSING_HIGHER : CROSSING_LOWER;
	return abc_cuts(ops, "--cuts", cuts, "stock.abc", &out->cuts);
}

int
abc_add(struct ops *ops, struct abc *a, const char *key, const void *data,
    int64_t value)
{
	void **place = map_put(&a->keys, key);
	size_t n = (size_t)(uintptr_t)*place;
	struct ranked *r;

	if (n == 0) {
		*place = (void *)(uintptr_t)(a->rows.n + 1);
		r = VEC_ADD(a->keys.mem, &a->rows);
		r->key = map_key(place);
		r->data = data;
		r->value = value;
		return 0;
	}
	r = &a->rows.v[n - 1];
	if (r->value == NONE)
		r->value = value;
	else if (value != NONE && add_i64(r->value, value, &r->value) != 0)
		return fail(ops, OPS_DATA,
		    "the sum of '%s' is too large a number", key);
	return 0;
}

int
abc_rank(struct ops *ops, struct abc *a)
{
	return rank(a->rows.v, a->rows.n, &a->total) == 0 ? 0
	    : fail(ops, OPS_DATA, "the sum of all is too large a number");
}

const char *
abc_class(const struct abc *a, const struct ranked *r,
    const struct abc_rules *rules)
{
	static const char *const letter[] = { "A", "B", "C", "D", "E", "F",
		"G", "H", "I", "J" };
	int n = ranked_class(r, a->total, &rules->cuts, rules->crossing);

	return n < 0 ? NULL : letter[n];
}

const char *
abc_words(struct ops *ops, const struct abc_rules *rules)
{
	const char *text = "cut at";
	char buf[DECIMAL_MAX];

	for (size_t i = 0; i < rules->cuts.n; i++) {
		decimal_print(buf, rules->cuts.at[i], RATIO_SCALE, 2);
		text = arena_printf(ops->mem, "%s%s %s", text,
		    i == 0 ? "" : ",", buf);
	}
	return arena_printf(ops->mem, "%s; what crosses a cut: the %s class",
	    text, crossing_words[rules->crossing]);
}
