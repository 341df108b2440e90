/* The texts of the rules that the journal keeps, by their digests. */
#include <string.h>

#include "ledger/rules.h"

static int
ask_changes(struct ops *ops, int64_t known, int64_t since, int64_t until,
    struct db_query *q)
{
	struct db_select s;

	db_select(&s, ops, "SELECT e.entry, e.recorded, e.rules FROM entry e "
	    "LEFT JOIN entry b ON b.entry = e.entry - 1 WHERE e.rules IS NOT "
	    "NULL AND (b.rules IS NULL OR b.rules <> e.rules)");
	if (known != NONE)
		db_where(&s, " AND e.entry <= $", V(known));
	if (since != NONE)
		db_where(&s, " AND e.recorded >= $", V(since));
	if (until != NONE)
		db_where(&s, " AND e.recorded <= $", V(until));
	db_clause(&s, " ORDER BY e.entry");
	return db_select_query(&s, q);
}

int
rules_changes(struct ops *ops, int64_t known, int64_t since, int64_t until,
    int (*row)(void *, const struct rules_change *), void *data)
{
	struct db_query q;
	int err = ask_changes(ops, known, since, until, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct rules_change change = { db_int(&q, 0), db_int(&q, 1),
			db_text(&q, 2) };

		err = row(data, &change);
		if (err != 0)
			db_done(&q);
	}
	return err;
}

SQL(sql_of_entry, "SELECT rules FROM entry WHERE entry = $1");

int
rules_of_entry(struct ops *ops, int64_t entry, const char **digest)
{
	*digest = NULL;
	return db_get_text(ops, digest, sql_of_entry, V(entry));
}

SQL(sql_rules,
    "SELECT digest, text FROM rules WHERE digest >= $1 "
    "ORDER BY digest LIMIT 2");

int
rules_find(struct ops *ops, const char *begin, const char **digest,
    const char **text)
{
	size_t n = strlen(begin);
	struct db_query q;
	int found = 0, err = db_query(ops, &q, sql_rules, V(begin));

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		if (strncmp(db_text(&q, 0), begin, n) != 0)
			continue;
		*digest = arena_strdup(ops->keep, db_text(&q, 0));
		*text = arena_strdup(ops->keep, db_text(&q, 1));
		found++;
	}
	if (err != 0 || found == 1)
		return err;
	return fail(ops, OPS_DATA, found == 0
		? "'%s' is no digest of rules: 'ops config log' lists them"
		: "'%s' begins more than one digest", begin);
}
