/* What the export of a book consists of, for its writer and its reader. */
#include "ledger/copy.h"
#include "io/input.h"

static const struct column fixed_cols[] = {
	{ "name", TYPE_CODE, 0, "what is fixed" },
	{ "value", TYPE_TEXT, 0, "for ever" },
};
SQL(sql_fixed, "SELECT name, value FROM fixed ORDER BY name");

static const struct column rules_cols[] = {
	{ "digest", TYPE_CODE, 0, "of the text" },
	{ "entry", TYPE_INT, 0, "the first that it was in force for" },
	{ "text", TYPE_TEXT, 0, "ops.yaml and what it includes" },
};
SQL(sql_rules, "SELECT digest, entry, text FROM rules ORDER BY entry, digest");
SQL(sql_rules_add,
    "INSERT INTO rules (digest, entry, text) "
    "VALUES ($1, $2, $3)");

static const struct column private_cols[] = {
	{ "digest", TYPE_CODE, 0, "of salt and body: what a line holds" },
	{ "salt", TYPE_CODE, 0, "missing where the text was redacted" },
	{ "body", TYPE_TEXT, 0, "the personal text" },
};
SQL(sql_private, "SELECT digest, salt, body FROM private ORDER BY digest");
SQL(sql_private_add,
    "INSERT INTO private (digest, salt, body) "
    "VALUES ($1, $2, $3)");

static const struct column mark_cols[] = {
	{ "identity", TYPE_CODE, 0, "digest of the mapping and the row's key" },
	{ "entry", TYPE_INT, 0, "where the row went" },
	{ "line", TYPE_INT, 0, "its first line there" },
	{ "last", TYPE_INT, 0, "and its last" },
	{ "content", TYPE_CODE, 0, "digest of the row" },
};
SQL(sql_marks,
    "SELECT identity, entry, line, last, content "
    "FROM import_mark ORDER BY identity, entry");
SQL(sql_mark_add,
    "INSERT INTO import_mark (identity, entry, line, last, "
    "content) VALUES ($1, $2, $3, $4, $5)");

static const struct column run_cols[] = {
	{ "entry", TYPE_INT, 0, "the entry that an import made" },
	{ "mapping", TYPE_CODE, 0, "which import" },
	{ "source", TYPE_TEXT, 0, "the file" },
	{ "latest", TYPE_TIME, 0, "when the last of its rows is effective" },
};
SQL(sql_runs,
    "SELECT entry, mapping, source, latest FROM import_run "
    "ORDER BY entry");
SQL(sql_run_add,
    "INSERT INTO import_run (entry, mapping, source, latest) "
    "VALUES ($1, $2, $3, $4)");

static const struct column entry_cols[] = {
	{ "entry", TYPE_INT, 0, "its number" },
	{ "recorded", TYPE_TIME, 0, "when it was posted" },
	{ "effective", TYPE_TIME, 0, "the latest of its lines" },
	{ "actor", TYPE_TEXT, 0, "who posted it" },
	{ "login", TYPE_TEXT, 0, "under which login" },
	{ "host", TYPE_TEXT, 0, "on which machine" },
	{ "command", TYPE_TEXT, 0, "by which verb" },
	{ "message", TYPE_TEXT, 0, "why" },
	{ "key", TYPE_TEXT, 0, "so that it is posted once" },
	{ "request", TYPE_CODE, 0, "digest of what was asked" },
	{ "undoes", TYPE_INT, 0, "the entry that it undoes" },
	{ "undoes_line", TYPE_INT, 0, "the line of that" },
	{ "rules", TYPE_CODE, 0, "digest of the rules in force" },
	{ "lines", TYPE_INT, 0, "how many it has" },
	{ "digest", TYPE_CODE, 0, "of the chain up to it" },
};
SQL(sql_entries,
    "SELECT entry, recorded, effective, actor, login, host, "
    "command, message, key, request, undoes, undoes_line, rules, "
    "lines, digest FROM entry ORDER BY entry");

#define COLS(c) (c), sizeof(c) / sizeof *(c)
const struct copy_table copy_fixed = { "fixed.csv", COLS(fixed_cols), sql_fixed,
	NULL };
const struct copy_table copy_rules = { "rules.csv", COLS(rules_cols), sql_rules,
	sql_rules_add };
const struct copy_table copy_private = { "private.csv", COLS(private_cols),
	sql_private, sql_private_add };
const struct copy_table copy_marks = { "import-mark.csv", COLS(mark_cols),
	sql_marks, sql_mark_add };
const struct copy_table copy_runs = { "import-run.csv", COLS(run_cols),
	sql_runs, sql_run_add };
const struct copy_table copy_entries = { "entry.csv", COLS(entry_cols),
	sql_entries, NULL };

const struct column copy_place[2] = {
	{ "entry", TYPE_INT, 0, "the entry" },
	{ "line", TYPE_INT, 0, "its line in the entry" },
};

const char copy_sums[] = "b2sums.txt";

char *
copy_file_name(struct ops *ops, const struct ledger *l)
{
	char *name = arena_printf(ops->mem, "%s.csv", l->name);

	for (char *p = name; *p != '\0'; p++)
		if (*p == ' ')
			*p = '-';
	return name;
}

int
copy_sum(struct ops *ops, const char *path, char text[DIGEST_TEXT])
{
	struct digest d;
	struct input *in = NULL;
	char bytes[65536];
	int64_t n = 0;
	int err = input_open(ops, path, &in);

	digest_begin(&d);
	while (err == 0 && (n = input_read(ops, in, bytes, sizeof bytes)) > 0)
		digest_raw(&d, bytes, (size_t)n);
	digest_end(&d, text);
	input_close(in);
	return err != 0 ? err : (int)n;
}

SQL(sql_count, "SELECT COUNT(*), CAST(SUM(lines) AS BIGINT) FROM entry");
SQL(sql_last, "SELECT digest FROM entry ORDER BY entry DESC LIMIT 1");

int
book_count(struct ops *ops, struct copied *out)
{
	struct db_query q;
	int err = db_query0(ops, &q, sql_count);

	*out = (struct copied){ 0, 0, "" };
	if (err != 0 || (err = db_next(&q)) < 0)
		return err;
	if (err == 1) {
		out->entries = db_int(&q, 0);
		out->lines = db_int(&q, 1) == NONE ? 0 : db_int(&q, 1);
	}
	db_done(&q);
	err = db_get_text_values(ops, &out->digest, sql_last, NULL, 0);
	out->digest =
	    out->digest == NULL ? "" : arena_strdup(ops->keep, out->digest);
	return err;
}
