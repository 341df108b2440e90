/* Codes that the book gives: a prefix, numbering.<noun>, and a number. */
#include <string.h>

#include "conf/conf.h"
#include "ledger/number.h"
#include "ledger/record.h"

enum { DIGITS_MAX = 18 };

static const char digits[] = "0123456789";

const char *
number_noun(const struct ledger *l)
{
	const char *blank = strrchr(l->name, ' ');

	return blank == NULL ? l->name : blank + 1;
}

const char *
number_prefix(struct ops *ops, const struct ledger *l)
{
	if (ops->conf == NULL)
		return NULL;
	return conf_text(ops->conf,
	    arena_printf(ops->mem, "numbering.%s", number_noun(l)));
}

int64_t
number_of(const char *prefix, const char *code)
{
	size_t n = strlen(prefix);
	int64_t number = 0;

	if (strncmp(code, prefix, n) != 0)
		return NONE;
	code += n;
	n = strlen(code);
	if (n == 0 || n > DIGITS_MAX || code[strspn(code, digits)] != '\0')
		return NONE;
	for (; *code != '\0'; code++)
		number = number * 10 + (*code - '0');
	return number;
}

/* A code behind the prefix and a digit is between the prefix with 0 and :. */
int
number_largest(struct ops *ops, const struct ledger *l, const char *prefix,
    int64_t *largest)
{
	const char *first = arena_printf(ops->mem, "%s0", prefix);
	const char *behind = arena_printf(ops->mem, "%s:", prefix);
	struct db_value v[2] = { V(first), V(behind) };
	struct db_query q;
	int err;

	*largest = 0;
	err = db_query_values(ops, &q,
	    arena_printf(ops->mem,
		"SELECT %s FROM %s_version WHERE %s >= $1 AND %s < $2",
		l->cols[0].name, l->kept, l->cols[0].name, l->cols[0].name),
	    v, 2);
	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t n = number_of(prefix, db_text(&q, 0));

		if (n != NONE && n > *largest)
			*largest = n;
		err = 0;
	}
	return err;
}

int
number_meant(struct ops *ops, const struct ledger *l, const char *typed,
    const char **code)
{
	const char *prefix, *longer;
	struct db_value key = V(typed);
	int64_t id = NONE;
	int err;

	*code = typed;
	if (ops->db == NULL || typed[strspn(typed, digits)] != '\0' ||
	    (prefix = number_prefix(ops, l)) == NULL)
		return 0;
	err = record_find(ops, l, &key, &id);
	if (err != 0 || id != NONE)
		return err;
	longer = arena_printf(ops->mem, "%s%s", prefix, typed);
	key = V(longer);
	err = record_find(ops, l, &key, &id);
	if (err == 0 && id != NONE)
		*code = longer;
	return err;
}
