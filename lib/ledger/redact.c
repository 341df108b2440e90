/* Redacting: personal texts are emptied, visibly, with the chain whole. */
#include <string.h>

#include "base/str.h"
#include "ledger/redact.h"

const char redacted[] = "(redacted)";

static int
is_personal(const struct ledger *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->cols[i].flags & LEDGER_PERSONAL)
			return 1;
	return 0;
}

/* "party" of "stock party" */
static int
is_named(const struct ledger *l, const char *noun)
{
	const char *last = strrchr(l->name, ' ');

	return strcmp(l->name, noun) == 0 ||
	    (last != NULL && strcmp(last + 1, noun) == 0);
}

void
redact_each(void (*each)(void *, const char *noun, const struct ledger *),
    void *data)
{
	for (size_t i = 0; all_ledgers[i] != NULL; i++)
		if (is_personal(all_ledgers[i]))
			each(data, strrchr(all_ledgers[i]->name, ' ') + 1,
			    all_ledgers[i]);
}

int
redact_ledger(struct ops *ops, const char *noun, const struct ledger **out)
{
	struct str all = STR_INIT;

	for (size_t i = 0; all_ledgers[i] != NULL; i++) {
		*out = all_ledgers[i];
		if (!is_personal(*out))
			continue;
		if (is_named(*out, noun)) {
			str_free(&all);
			return 0;
		}
		str_addf(&all, "%s%s", all.len == 0 ? "" : ", ",
		    strrchr((*out)->name, ' ') + 1);
	}
	fail(ops, OPS_DATA, "noun: '%s' has no personal texts: expected %s",
	    noun, all.p);
	str_free(&all);
	return OPS_DATA;
}

static int
find_field(struct ops *ops, const struct ledger *l, const char *name,
    size_t *out)
{
	struct str all = STR_INIT;

	for (*out = 0; *out < l->n; ++*out) {
		if (!(l->cols[*out].flags & LEDGER_PERSONAL))
			continue;
		if (strcmp(l->cols[*out].name, name) == 0) {
			str_free(&all);
			return 0;
		}
		str_addf(&all, "%s%s", all.len == 0 ? "" : ", ",
		    l->cols[*out].name);
	}
	fail(ops, OPS_DATA, "field: '%s' is no personal text: expected %s",
	    name, all.p);
	str_free(&all);
	return OPS_DATA;
}

/* The latest version by key, of a record that is there or was. */
static int
latest(struct ops *ops, const struct ledger *l, const char *const *key,
    int64_t *id, struct db_value *cols)
{
	struct db_value v[LEDGER_COLUMNS];
	struct str s = STR_INIT;
	struct db_query q;
	int err;

	str_add(&s, "SELECT id, ");
	record_names(&s, l, l->n, "");
	str_addf(&s, " FROM %s_version WHERE 1 = 1", l->kept);
	for (size_t i = 0; i < record_keys(l); i++) {
		v[i] = V(key[i]);
		str_addf(&s, " AND %s = $%zu", l->cols[i].name, i + 1);
	}
	str_add(&s, " ORDER BY entry DESC, line DESC LIMIT 1");
	err = db_query_values(ops, &q, s.p, v, record_keys(l));
	str_free(&s);
	if (err != 0 || (err = db_next(&q)) < 0)
		return err;
	if (err == 0)
		return fail(ops, OPS_DATA, "code: %s '%s' is not known",
		    l->name, key[record_keys(l) - 1]);
	*id = db_int(&q, 0);
	ledger_row_kept(l, &q, 1, cols);
	db_done(&q);
	return 0;
}

/* How many texts of the column are not empty yet. */
static int
count_texts(struct ops *ops, const struct ledger *l, int64_t id,
    const char *column, int64_t *n)
{
	struct str s = STR_INIT;
	int err;

	str_addf(&s, "SELECT COUNT(*) FROM private WHERE body IS NOT NULL AND "
	    "digest IN (SELECT v.%s FROM %s_version v WHERE v.id = $1)", column,
	    l->kept);
	*n = 0;
	err = db_get_values(ops, n, s.p, DB_VALUES(V(id)), 1);
	str_free(&s);
	return err;
}

/*
 * The salt goes, too: with it, who guesses the text could prove the guess.
 */
static int
empty_texts(struct ops *ops, const struct ledger *l, int64_t id,
    const char *column)
{
	struct str s = STR_INIT;
	int err = db_forget(ops);

	str_addf(&s, "UPDATE private SET salt = NULL, body = NULL WHERE digest "
	    "IN (SELECT v.%s FROM %s_version v WHERE v.id = $1)", column,
	    l->kept);
	if (err == 0)
		err = db_run_values(ops, s.p, DB_VALUES(V(id)), 1);
	str_free(&s);
	return err;
}

int
redact_post(struct ops *ops, struct entry *e, const struct ledger *l,
    const char *const *key, size_t n, const char *field)
{
	struct db_value cols[LEDGER_COLUMNS];
	int64_t id = NONE, texts = 0;
	size_t at;
	int err = find_field(ops, l, field, &at);

	if (err == 0 && n != record_keys(l))
		return fail(ops, OPS_USAGE, "a %s is named by %zu %s", l->name,
		    record_keys(l), record_keys(l) == 1 ? "word" : "words");
	if (err == 0)
		err = latest(ops, l, key, &id, cols);
	if (err == 0)
		err = count_texts(ops, l, id, field, &texts);
	if (err == 0 && texts == 0)
		return fail(ops, OPS_DATA, "%s '%s' has no %s to redact",
		    l->name, key[n - 1], field);
	if (err == 0)
		err = empty_texts(ops, l, id, field);
	cols[at] = V((char *)NULL);
	return err != 0 ? err : entry_post(ops, e, l, cols, NULL);
}
