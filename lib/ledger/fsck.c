/* Checking the book: what stands in the store beside the journal. */
#include "base/str.h"
#include "ledger/book.h"
#include "ledger/fsck.h"
#include "ledger/record.h"
#include "ledger/version.h"

int
fsck_found(struct fsck *f, const char *kind, int64_t entry, const char *fmt,
    ...)
{
	struct arena_mark mark = arena_mark(f->ops->mem);
	struct finding finding = { kind, entry, NULL };
	va_list ap;
	int err;

	va_start(ap, fmt);
	finding.problem = arena_vprintf(f->ops->mem, fmt, ap);
	va_end(ap);
	f->problems++;
	err = f->found(f->data, &finding);
	arena_back(f->ops->mem, mark);
	return err;
}

/* A damaged store is a finding, too; what follows would only repeat it. */
static int
check_store(struct fsck *f, int *damaged)
{
	int err = db_verify(f->ops);

	*damaged = err == OPS_DATA;
	if (err == 0)
		err = db_schema_check(f->ops);
	if (err != OPS_DATA)
		return err;
	err = fsck_found(f, "store", NONE, "%s", f->ops->why);
	fail_clear(f->ops);
	return err;
}

static int
check_schema(struct fsck *f)
{
	int all = 1, err = db_schema_noted(f->ops, &all);

	return err != 0 || all ? err : fsck_found(f, "store", NONE,
	    "schema_version does not name the steps that made the store, one "
	    "by one");
}

SQL(sql_records,
    "SELECT record, MIN(entry) FROM version GROUP BY record ORDER BY record");

/* Lines that no ledger would ever read are in no digest. */
static int
check_records(struct fsck *f)
{
	struct db_query q;
	int err = db_query0(f->ops, &q, sql_records);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = version_ledger(db_text(&q, 0)) != NULL ? 0 :
		    fsck_found(f, "store", db_int(&q, 1), "version has lines "
			"of '%s', which is no ledger's", db_text(&q, 0));
	db_done(&q);
	return err;
}

SQL(sql_first,
    "SELECT message FROM entry WHERE entry = $1 AND command = 'init'");

/* A book that was made before its first entry said so cannot be checked. */
static int
check_fixed(struct fsck *f)
{
	const char *now, *first = NULL;
	int err = db_get_text(f->ops, &first, sql_first, V(1));

	if (err != 0 || first == NULL || !text_starts(first, "currency "))
		return err;
	err = book_fixed_words(f->ops, &now);
	return err != 0 || text_eq(now, first) ? err : fsck_found(f, "store",
	    1, "what is fixed is '%s', and was '%s'", now, first);
}

/* A finding for each row `entry, other` of a query. */
static int
each_row(struct fsck *f, const char *sql, const char *kind, const char *says)
{
	struct db_query q;
	int err = db_query0(f->ops, &q, sql);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = fsck_found(f, kind, db_int(&q, 0), says,
		    (long long)db_int(&q, 1));
	db_done(&q);
	return err;
}

SQL(sql_undoes_nothing,
    "SELECT u.entry, u.undoes FROM entry u LEFT JOIN entry e "
    "ON e.entry = u.undoes WHERE (u.undoes IS NOT NULL AND "
    "(e.entry IS NULL OR u.undoes >= u.entry OR u.undoes_line > e.lines "
    "OR u.undoes_line < 1)) OR (u.undoes IS NULL AND "
    "u.undoes_line IS NOT NULL) ORDER BY u.entry");
SQL(sql_undoes_again,
    "SELECT MAX(entry), undoes FROM entry WHERE undoes IS NOT NULL "
    "GROUP BY undoes, undoes_line HAVING COUNT(*) > 1 ORDER BY 1");
SQL(sql_undoes_both,
    "SELECT a.entry, a.undoes FROM entry a WHERE a.undoes IS NOT NULL "
    "AND a.undoes_line IS NULL AND EXISTS (SELECT 1 FROM entry b "
    "WHERE b.undoes = a.undoes AND b.undoes_line IS NOT NULL) "
    "ORDER BY a.entry");

static int
check_undoings(struct fsck *f)
{
	int err = each_row(f, sql_undoes_nothing, "undo", "it undoes entry "
	    "%lld, or a line of it, that is not there before it");

	if (err == 0)
		err = each_row(f, sql_undoes_again, "undo",
		    "it undoes entry %lld once more");
	if (err == 0)
		err = each_row(f, sql_undoes_both, "undo", "it undoes entry "
		    "%lld, of which lines are undone by themselves");
	return err;
}

SQL(sql_marks_stray,
    "SELECT m.entry, MIN(m.line) FROM import_mark m "
    "LEFT JOIN import_run r ON r.entry = m.entry "
    "LEFT JOIN entry e ON e.entry = m.entry "
    "WHERE e.entry IS NULL OR r.entry IS NULL OR "
    "((m.line <> 0 OR m.last <> 0) AND "
    "(m.line < 1 OR m.last < m.line - 1 OR m.last > e.lines)) "
    "GROUP BY m.entry ORDER BY m.entry");
SQL(sql_runs_stray,
    "SELECT r.entry, r.entry FROM import_run r "
    "LEFT JOIN entry e ON e.entry = r.entry "
    "LEFT JOIN (SELECT DISTINCT entry FROM import_mark) m "
    "ON m.entry = r.entry WHERE e.entry IS NULL OR m.entry IS NULL "
    "ORDER BY r.entry");

static int
check_imports(struct fsck *f)
{
	int err = each_row(f, sql_marks_stray, "import", "the mark of an "
	    "imported row names its line %lld, or one after it, that is not "
	    "there, or no import");

	return err != 0 ? err : each_row(f, sql_runs_stray, "import",
	    "the import of entry %lld has no entry, or no marks of its rows");
}

SQL(sql_rules, "SELECT digest, entry, text FROM rules ORDER BY entry");
SQL(sql_rules_missing,
    "SELECT e.entry, e.entry FROM entry e LEFT JOIN rules r "
    "ON r.digest = e.rules WHERE e.rules IS NOT NULL AND r.digest IS NULL "
    "ORDER BY e.entry");

static int
check_rules(struct fsck *f)
{
	struct db_query q;
	int err = db_query0(f->ops, &q, sql_rules);

	while (err == 0 && (err = db_next(&q)) == 1) {
		char text[DIGEST_TEXT];
		struct digest d;

		digest_begin(&d);
		digest_raw(&d, db_text(&q, 2), db_bytes(&q, 2));
		digest_end(&d, text);
		err = text_eq(text, db_text(&q, 0)) ? 0
		    : fsck_found(f, "rules", db_int(&q, 1), "the text of the "
			  "rules is not what its digest says");
	}
	db_done(&q);
	if (err == 0)
		err = each_row(f, sql_rules_missing, "rules",
		    "the text of the rules of entry %lld is missing");
	return err;
}

SQL(sql_private, "SELECT digest, salt, body FROM private ORDER BY digest");

static int
check_private(struct fsck *f)
{
	struct db_query q;
	int err = db_query0(f->ops, &q, sql_private);

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *salt = db_text(&q, 1), *body = db_text(&q, 2);
		char text[DIGEST_TEXT] = "";

		if (salt != NULL && body != NULL)
			digest_private(salt, body, text);
		err = (salt == NULL && body == NULL) ||
		    text_eq(text, db_text(&q, 0)) ? 0
		    : fsck_found(f, "personal", NONE, "the text is not what "
			  "its digest %s says", db_text(&q, 0));
	}
	db_done(&q);
	return err;
}

/* Digests of a column without a text, not even a redacted one. */
static int
check_personal_column(struct fsck *f, const struct ledger *l, const char *name)
{
	struct str s = STR_INIT;
	struct db_query q;
	int err;

	str_addf(&s, "SELECT v.entry FROM %s_version v WHERE v.%s IS NOT NULL "
	    "AND NOT EXISTS (SELECT 1 FROM private p WHERE p.digest = v.%s) "
	    "ORDER BY v.entry, v.line", l->kept, name, name);
	err = db_query_values(f->ops, &q, s.p, NULL, 0);
	str_free(&s);
	while (err == 0 && (err = db_next(&q)) == 1)
		err = fsck_found(f, "personal", db_int(&q, 0),
		    "%s: the text of %s is missing", l->name, name);
	db_done(&q);
	return err;
}

static int
check_personal(struct fsck *f)
{
	int err = check_private(f);

	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++) {
		const struct ledger *l = all_ledgers[i];

		for (size_t k = 0; err == 0 && k < l->n; k++)
			if (l->cols[k].flags & LEDGER_PERSONAL)
				err = check_personal_column(f, l,
				    l->cols[k].name);
	}
	return err;
}

static int
kept_differs(void *data, const char *problem)
{
	return fsck_found(data, "kept", NONE, "%s", problem);
}

static int
check_kept(struct fsck *f)
{
	int err = 0;

	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++)
		err = all_ledgers[i]->verify(f->ops, all_ledgers[i],
		    kept_differs, f);
	return err;
}

int
fsck_book(struct fsck *f)
{
	int damaged = 0, err = check_store(f, &damaged);

	if (err != 0 || damaged)
		return err;
	err = check_schema(f);
	if (err == 0)
		err = check_records(f);
	if (err == 0)
		err = check_fixed(f);
	if (err == 0)
		err = fsck_journal(f);
	if (err == 0)
		err = check_undoings(f);
	if (err == 0)
		err = check_rules(f);
	if (err == 0)
		err = check_imports(f);
	if (err == 0)
		err = check_personal(f);
	if (err == 0)
		err = check_kept(f);
	return err;
}
