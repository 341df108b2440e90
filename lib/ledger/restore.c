/* A new book from the folder of an export, or from the file of a backup. */
#include <string.h>

#include "base/str.h"
#include "ledger/restore.h"
#include "ledger/version.h"

/*
 * What no digest of the journal covers (marks, requests, a tail that was
 * cut off) is found by the sums of the files.
 */
static int
check_sum(struct restore *r, const char *line, size_t n)
{
	const char *name = arena_strndup(r->ops->mem, line + DIGEST_TEXT + 1,
	    n - DIGEST_TEXT - 1);
	char text[DIGEST_TEXT];
	int err = copy_sum(r->ops,
	    arena_printf(r->ops->mem, "%s/%s", r->from, name), text);

	if (err == 0 && memcmp(text, line, DIGEST_TEXT - 1) != 0) {
		if (strlen(name) < 4 ||
		    strcmp(name + strlen(name) - 4, ".csv") != 0) {
			warn(r->ops, "%s/%s was changed since the export: "
			    "taken as it is", r->from, name);
			return 0;
		}
		return fail(r->ops, OPS_DATA,
		    "%s/%s: the copy was changed: its sum is not that of %s",
		    r->from, name, copy_sums);
	}
	return err;
}

static int
check_sums(struct restore *r)
{
	const char *path =
	    arena_printf(r->ops->mem, "%s/%s", r->from, copy_sums);
	struct input *in = NULL;
	struct str all = STR_INIT;
	int64_t got = 0;
	int err = input_open(r->ops, path, &in);

	while (err == 0 && all.len < 1 << 20 &&
	    (got = input_read(r->ops, in, str_room(&all, 4096), 4096)) > 0) {
		all.len += (size_t)got;
		all.p[all.len] = '\0';
	}
	input_close(in);
	if (err == 0 && got < 0)
		err = (int)got;
	for (const char *p = all.p; err == 0 && *p != '\0';) {
		size_t n = strcspn(p, "\n");

		if (strspn(p, "0123456789abcdef") != DIGEST_TEXT - 1 ||
		    strncmp(p + DIGEST_TEXT - 1, "  ", 2) != 0)
			err = fail(r->ops, OPS_DATA,
			    "%s: is not what was exported", path);
		else
			err = check_sum(r, p, n);
		p += n;
		p += *p == '\n';
	}
	str_free(&all);
	return err;
}

static int
restore_all(struct restore *r)
{
	int err = restore_texts(r);

	if (err == 0)
		err = restore_entries(r);
	if (err == 0)
		err = restore_marks(r);
	return err != 0 ? err : check_sums(r);
}

/* The rules of the copy: they must be what this program understands. */
static int
load_rules(struct ops *ops, const char *folder)
{
	struct conf_sources from = { .book = folder };

	return conf_load(ops, &from, &ops->conf);
}

int
book_restore(struct ops *ops, const char *from, const char *folder, int shared,
    struct copied *out)
{
	struct book_fixed fixed = { .shared = shared };
	struct restore r = { .ops = ops, .from = from };
	int err = load_rules(ops, from);

	r.values.clock = &r.clock;
	r.clock = (struct clock){ ops->now, zone_utc() };
	if (err == 0)
		err = restore_fixed(&r, &fixed);
	fixed.store = err == 0 ? conf_text(ops->conf, "store") : NULL;
	if (err == 0)
		err = book_create(ops, folder, &fixed);
	if (err == OPS_DATA && fixed.currency != NULL && ops->book == NULL)
		return fail_at(ops, "%s/%s", from, copy_fixed.file);
	if (err != 0)
		return err;
	r.values.decimals = ops->book->decimals;
	r.values.fiscal_month = ops->book->fiscal_month;
	err = restore_all(&r);
	return err != 0 ? err : book_count(ops, out);
}

SQL(sql_last_rules,
    "SELECT r.text FROM entry e JOIN rules r "
    "ON r.digest = e.rules ORDER BY e.entry DESC LIMIT 1");

/* Recorded last; else beside the file; else none but the format. */
static int
rules_of_file(struct ops *ops, const char *path)
{
	static const char none[] = "file 7 ops.yaml\nops: 1\n";
	const char *slash = strrchr(path, '/'), *text;
	const char *folder = slash == NULL ? "."
	    : arena_strndup(ops->keep, path,
	        slash == path ? 1 : (size_t)(slash - path));
	struct conf_sources from = { .book = NULL };
	int err = db_get_text_values(ops, &text, sql_last_rules, NULL, 0);

	if (err != 0)
		return err;
	if (text == NULL && book_has_rules(ops, folder))
		return load_rules(ops, folder);
	if (text == NULL)
		text = none;
	return conf_load_rules_text(ops, &from, text, strlen(text), &ops->conf);
}

int
book_restore_file(struct ops *ops, const char *from, const char *folder,
    int shared, struct copied *out)
{
	int64_t have = NONE;
	int err = db_open(ops, from, DB_READ, 30000, 0);

	if (err == 0) {
		db_derive(ops, version_query);
		err = db_begin(ops, DB_READ);
	}
	if (err == 0)
		err = db_schema_said(ops, &have);
	if (err == 0 && have > db_schema_known())
		return fail(ops, OPS_CONFIG, "'%s' was made by a newer ops "
		    "(schema %d, this one knows %d): update ops", from,
		    (int)have, db_schema_known());
	if (err == 0)
		err = db_verify(ops);
	if (err == 0)
		err = rules_of_file(ops, from);
	if (err == 0)
		err = book_create_copy(ops, folder,
		    conf_text(ops->conf, "store"), shared);
	return err != 0 ? err : book_count(ops, out);
}

int
book_keep_rules(struct ops *ops)
{
	struct conf_file file;
	const char *main_text = NULL;
	size_t n, at = 0;
	const char *text = conf_rules_text(ops->conf, &n);
	int err;

	while ((err = conf_rules_next(ops, text, n, &at, &file)) == 1) {
		if (main_text == NULL)
			main_text = arena_strndup(ops->mem, file.bytes, file.n);
		else
			err = book_add_file(ops, file.name, file.bytes, file.n);
		if (err < 0)
			return err;
	}
	return err < 0 ? err : book_keep(ops, main_text);
}
