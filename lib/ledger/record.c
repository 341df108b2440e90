/* Record ledgers: masters whose versions are lines and whose latest is kept. */
#include <string.h>

#include "base/str.h"
#include "ledger/held.h"
#include "ledger/record.h"
#include "ledger/version.h"

size_t
record_keys(const struct ledger *l)
{
	size_t n = 0;

	while (n < l->n && (l->cols[n].flags & LEDGER_KEY) != 0)
		n++;
	return n;
}

size_t
record_code(const struct ledger *l)
{
	size_t n = record_keys(l) - 1;

	for (size_t i = 0; i <= n; i++)
		if ((l->cols[i].flags & LEDGER_NAME) != 0)
			return i;
	while (n > 0 && !type_is_text(l->cols[n].type))
		n--;
	return n;
}

void
record_names(struct str *s, const struct ledger *l, size_t n,
    const char *prefix)
{
	for (size_t i = 0; i < n; i++)
		str_addf(s, "%s%s%s", i == 0 ? "" : ", ", prefix,
		    l->cols[i].name);
}

/* Adds "$1, $2 ..." */
static void
add_numbers(struct str *s, size_t n)
{
	for (size_t i = 1; i <= n; i++)
		str_addf(s, "%s$%zu", i == 1 ? "" : ", ", i);
}

/* Adds " AND <alias>key = $n ..." */
static void
add_key(struct str *s, const struct ledger *l, const char *alias,
    size_t first)
{
	for (size_t i = 0; i < record_keys(l); i++)
		str_addf(s, " AND %s%s = $%zu", alias, l->cols[i].name,
		    first + i);
}

static int
run(struct ops *ops, struct str *s, const struct db_value *v, size_t n)
{
	int err = db_run_values(ops, s->p, v, n);

	str_free(s);
	return err;
}

static int
query(struct ops *ops, struct db_query *q, struct str *s,
    const struct db_value *v, size_t n)
{
	int err = db_query_values(ops, q, s->p, v, n);

	str_free(s);
	return err;
}

/* The statements that every posted version needs: built once a ledger. */
enum text { TEXT_FIND, TEXT_LAST_ID, TEXT_ADD, TEXT_KEEP, TEXT_ONE };

static void
build(struct str *s, const struct ledger *l, enum text which)
{
	switch (which) {
	case TEXT_FIND:
		str_addf(s, "SELECT id FROM %s WHERE 1 = 1", l->kept);
		add_key(s, l, "", 1);
		break;
	case TEXT_LAST_ID:
		str_addf(s, "SELECT MAX(id) FROM %s_version", l->kept);
		break;
	case TEXT_ADD:
		str_add(s, "INSERT INTO version (id, entry, line, ");
		version_columns(s, l);
		str_add(s, ", record) VALUES (");
		add_numbers(s, l->n + 3);
		str_addf(s, ", '%s')", l->kept);
		break;
	case TEXT_KEEP:
		str_addf(s, "INSERT INTO %s (id, entry, line, ", l->kept);
		record_names(s, l, l->n - 1, "");
		str_add(s, ") VALUES (");
		add_numbers(s, l->n + 2);
		str_add(s, ") ON CONFLICT (id) DO UPDATE SET entry = "
		    "excluded.entry, line = excluded.line");
		for (size_t i = record_keys(l); i + 1 < l->n; i++)
			str_addf(s, ", %s = excluded.%s", l->cols[i].name,
			    l->cols[i].name);
		break;
	case TEXT_ONE:
		str_add(s, "SELECT id, entry, line, ");
		record_names(s, l, l->n - 1, "");
		str_addf(s, " FROM %s r WHERE 1 = 1", l->kept);
		add_key(s, l, "r.", 1);
		break;
	}
}

static const char *
text(struct ops *ops, const struct ledger *l, enum text which)
{
	const char *kept = db_built(ops, l, (int)which);
	struct str s = STR_INIT;

	if (kept != NULL)
		return kept;
	build(&s, l, which);
	kept = db_keep_built(ops, l, (int)which, s.p);
	str_free(&s);
	return kept;
}

int
record_find(struct ops *ops, const struct ledger *l,
    const struct db_value *key, int64_t *id)
{
	*id = NONE;
	return db_get_values(ops, id, text(ops, l, TEXT_FIND), key,
	    record_keys(l));
}

int
record_id(struct ops *ops, const struct ledger *l, const struct db_value *key,
    int64_t *id)
{
	int err = record_find(ops, l, key, id);

	if (err != 0 || *id != NONE)
		return err;
	err = db_get_values(ops, id, text(ops, l, TEXT_LAST_ID), NULL, 0);
	*id = *id == NONE ? 1 : *id + 1;
	return err;
}

SQL(sql_private_add, "INSERT INTO private (digest, salt, body) "
		     "VALUES ($1, $2, $3)");
SQL(sql_private_body, "SELECT body FROM private WHERE digest = $1");

/* The line of a version: personal texts become their salted digest. */
static int
hide_personal(struct ops *ops, const struct ledger *l,
    const struct db_value *plain, struct db_value *line)
{
	for (size_t i = 0; i + 1 < l->n; i++) {
		char salt[SALT_TEXT], digest[DIGEST_TEXT];
		int err;

		line[i] = plain[i];
		if ((l->cols[i].flags & LEDGER_PERSONAL) == 0 ||
		    plain[i].type == DB_NULL)
			continue;
		digest_salt(salt);
		digest_private(salt, plain[i].p, digest);
		err = db_run(ops, sql_private_add, V((char *)digest),
		    V((char *)salt), plain[i]);
		if (err != 0)
			return err;
		line[i] = V(arena_strdup(ops->mem, digest));
	}
	return 0;
}

int
record_personal(struct ops *ops, const char *digest, const char **text)
{
	return db_get_text(ops, text, sql_private_body, V(digest));
}

static int
show_personal(struct ops *ops, const struct ledger *l,
    const struct db_value *line, struct db_value *plain)
{
	for (size_t i = 0; i + 1 < l->n; i++) {
		const char *body;
		int err;

		plain[i] = line[i];
		if ((l->cols[i].flags & LEDGER_PERSONAL) == 0 ||
		    line[i].type == DB_NULL)
			continue;
		err = record_personal(ops, line[i].p, &body);
		if (err != 0)
			return err;
		plain[i] = V(body);
	}
	return 0;
}

static int
add_version(struct ops *ops, const struct entry *e, const struct ledger *l,
    int64_t id, int64_t line, const struct db_value *cols)
{
	struct db_value v[LEDGER_COLUMNS + 3] = { V(id), V(e->head.number),
		V(line) };

	memcpy(v + 3, cols, l->n * sizeof *cols);
	return db_run_values(ops, text(ops, l, TEXT_ADD), v, l->n + 3);
}

static int
keep_latest(struct ops *ops, const struct entry *e, const struct ledger *l,
    int64_t id, int64_t line, const struct db_value *plain)
{
	struct db_value v[LEDGER_COLUMNS + 3] = { V(id), V(e->head.number),
		V(line) };

	memcpy(v + 3, plain, (l->n - 1) * sizeof *plain);
	return db_run_values(ops, text(ops, l, TEXT_KEEP), v, l->n + 2);
}

static int
drop_kept(struct ops *ops, const struct ledger *l, int64_t id)
{
	struct str s = STR_INIT;

	str_addf(&s, "DELETE FROM %s WHERE id = $1", l->kept);
	return run(ops, &s, DB_VALUES(V(id)), 1);
}

static int
note_when(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct db_value *cols)
{
	for (size_t i = 0; i + 1 < l->n; i++)
		if ((l->cols[i].flags & LEDGER_WHEN) && cols[i].type == DB_INT)
			return entry_effective(ops, e, l, cols[i].i);
	return 0;
}

int
record_store(struct ops *ops, struct entry *e, const struct ledger *l,
    int64_t line, const struct db_value *cols, const struct db_value *native)
{
	struct db_value shown[LEDGER_COLUMNS];
	const struct db_value *plain = native;
	int64_t id = NONE;
	int err = record_id(ops, l, cols, &id);

	e->record_id = id;
	if (err == 0 && plain == NULL) {
		err = show_personal(ops, l, cols, shown);
		plain = shown;
	}
	if (err == 0)
		err = add_version(ops, e, l, id, line, cols);
	if (err == 0)
		err = note_when(ops, e, l, cols);
	if (err != 0)
		return err;
	if (native == NULL && l->forget != NULL)
		l->forget(ops, cols);
	if (cols[l->n - 1].i == 0)
		return drop_kept(ops, l, id);
	return keep_latest(ops, e, l, id, line, plain);
}

int
record_same(struct ops *ops, const struct ledger *l,
    const struct db_value *cols, int64_t *id, int *same)
{
	struct db_value now[LEDGER_COLUMNS];
	struct db_query q;
	int got, err = record_query(ops, l, NONE, cols, &q);

	*same = 0;
	if (err != 0 || (got = db_next(&q)) != 1)
		return err != 0 ? err : got;
	ledger_row(l, &q, 3, now);
	*same = 1;
	for (size_t i = 0; i + 1 < l->n; i++)
		*same &= now[i].type == cols[i].type &&
		    (cols[i].type != DB_INT || now[i].i == cols[i].i) &&
		    (cols[i].type != DB_TEXT || text_eq(now[i].p, cols[i].p));
	if (*same && id != NULL)
		*id = db_int(&q, 0);
	db_done(&q);
	return 0;
}

int
record_post(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct db_value *cols, int64_t *id)
{
	struct db_value line[LEDGER_COLUMNS];
	int err = 0, same = 0;

	if (e->snapshot)
		err = record_same(ops, l, cols, id, &same);
	if (err != 0 || same)
		return err;
	if (l->check != NULL && !e->restoring)
		err = l->check(ops, cols, 1);
	if (err == 0 && e->holding) {
		err = held_add(ops, e, l, cols, &e->record_id);
		if (err == 0 && id != NULL)
			*id = e->record_id;
		return err;
	}
	if (err == 0)
		err = hide_personal(ops, l, cols, line);
	line[l->n - 1] = V(1);
	if (err == 0)
		err = entry_post(ops, e, l, line, cols);
	if (err == 0 && id != NULL)
		*id = e->record_id;
	return err;
}

int
record_remove(struct ops *ops, struct entry *e, const struct ledger *l,
    struct db_value *cols)
{
	int err = l->check == NULL ? 0 : l->check(ops, cols, 0);

	cols[l->n - 1] = V(0);
	return err != 0 ? err : entry_post(ops, e, l, cols, NULL);
}

int
record_lines(struct ops *ops, const struct ledger *l, int64_t entry,
    struct db_query *q)
{
	struct str s = STR_INIT;

	str_add(&s, "SELECT entry, line, ");
	record_names(&s, l, l->n, "");
	str_addf(&s, " FROM %s_version", l->kept);
	if (entry != NONE)
		str_add(&s, " WHERE entry = $1");
	str_add(&s, " ORDER BY entry, line");
	return query(ops, q, &s, DB_VALUES(V(entry)), entry != NONE);
}

int
record_lines_back(struct ops *ops, const struct ledger *l, int64_t entry,
    struct db_query *q)
{
	struct str s = STR_INIT;

	str_add(&s, "SELECT entry, line, ");
	record_names(&s, l, l->n, "");
	str_addf(&s, " FROM %s_version WHERE entry = $1 ORDER BY line DESC",
	    l->kept);
	return query(ops, q, &s, DB_VALUES(V(entry)), 1);
}

/* All records (key NULL) or one, in the order of their keys, or of none. */
static int
read_records(struct ops *ops, const struct ledger *l, int64_t known,
    const struct db_value *key, int ordered, struct db_query *q)
{
	struct db_value v[LEDGER_COLUMNS];
	size_t n = 0, keys = record_keys(l);
	struct str s = STR_INIT;

	if (known == NONE) {
		str_add(&s, "SELECT id, entry, line, ");
		record_names(&s, l, l->n - 1, "");
		str_addf(&s, " FROM %s r WHERE 1 = 1", l->kept);
	} else {
		str_add(&s, "SELECT r.id, r.entry, r.line");
		for (size_t i = 0; i + 1 < l->n; i++)
			if (l->cols[i].flags & LEDGER_PERSONAL)
				str_addf(&s, ", (SELECT p.body FROM private p "
				    "WHERE p.digest = r.%s)", l->cols[i].name);
			else
				str_addf(&s, ", r.%s", l->cols[i].name);
		str_addf(&s, " FROM %s_version r WHERE r.live = 1 AND r.entry "
		    "<= $1 AND NOT EXISTS (SELECT 1 FROM %s_version x WHERE "
		    "x.id = r.id AND x.entry <= $1 AND (x.entry > r.entry OR "
		    "(x.entry = r.entry AND x.line > r.line)))", l->kept,
		    l->kept);
		v[n++] = V(known);
	}
	if (key != NULL) {
		add_key(&s, l, "r.", n + 1);
		memcpy(v + n, key, keys * sizeof *key);
		n += keys;
	}
	if (ordered) {
		str_add(&s, " ORDER BY ");
		record_names(&s, l, keys, "r.");
	}
	return query(ops, q, &s, v, n);
}

int
record_query(struct ops *ops, const struct ledger *l, int64_t known,
    const struct db_value *key, struct db_query *q)
{
	return known == NONE && key != NULL ?
	    db_query_values(
		ops, q, text(ops, l, TEXT_ONE), key, record_keys(l)) :
	    read_records(ops, l, known, key, 1, q);
}

int
record_scan(struct ops *ops, const struct ledger *l, int64_t known,
    struct db_query *q)
{
	return read_records(ops, l, known, NULL, 0, q);
}

/* Kept personal texts are those behind the digests (none is empty). */
static int
verify_personal(struct ops *ops, const struct ledger *l, const char *name,
    int (*report)(void *, const char *), void *data)
{
	struct str s = STR_INIT;
	int err;

	str_addf(&s, "SELECT 'the %s of the kept row ' || k.id || ' is not "
	    "what its version says' FROM %s k JOIN %s_version v ON v.id = k.id "
	    "AND v.entry = k.entry AND v.line = k.line LEFT JOIN private p ON "
	    "p.digest = v.%s WHERE COALESCE(k.%s, '') <> COALESCE(p.body, '') "
	    "ORDER BY k.id", name, l->kept, l->kept, name, name);
	err = ledger_wrong(ops, l, s.p, report, data);
	str_free(&s);
	return err;
}

int
record_verify(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	struct str s = STR_INIT, names = STR_INIT;
	size_t plain = 0;
	int err;

	/* The kept columns whose text the version itself holds. */
	for (size_t i = 0; i + 1 < l->n; i++)
		if ((l->cols[i].flags & LEDGER_PERSONAL) == 0)
			str_addf(&names, "%s%s", plain++ ? ", " : "",
			    l->cols[i].name);
	str_addf(&s, "SELECT 'the kept row ' || id || ' is not what its "
	    "versions say' FROM (SELECT id FROM (SELECT id, entry, line, %s "
	    "FROM %s_version v WHERE live = 1 AND NOT EXISTS (SELECT 1 FROM "
	    "%s_version x WHERE x.id = v.id AND (x.entry > v.entry OR (x.entry "
	    "= v.entry AND x.line > v.line))) EXCEPT SELECT id, entry, line, "
	    "%s FROM %s) a UNION SELECT id FROM %s k WHERE NOT EXISTS (SELECT "
	    "1 FROM %s_version v WHERE v.id = k.id AND v.entry = k.entry AND "
	    "v.line = k.line AND v.live = 1)) b ORDER BY id", names.p, l->kept,
	    l->kept, names.p, l->kept, l->kept, l->kept);
	str_free(&names);
	err = ledger_wrong(ops, l, s.p, report, data);
	str_free(&s);
	for (size_t i = 0; err == 0 && i + 1 < l->n; i++)
		if (l->cols[i].flags & LEDGER_PERSONAL)
			err = verify_personal(ops, l, l->cols[i].name, report,
			    data);
	return err;
}
