/* A new book from the folder of CSVs that an export is. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/vec.h"
#include "io/csv.h"
#include "io/literal.h"
#include "io/progress.h"
#include "ledger/copy.h"

/* A CSV of the copy, at one of its rows. */
struct table {
	const char *path;
	struct input *input;
	struct csv *csv;
	const struct column *cols;
	size_t n;
	int64_t line; /* of the file */
	struct cell cell[LEDGER_COLUMNS + 2];
	int more;		     /* there is a row */
	const struct ledger *ledger; /* whose lines these are, or NULL */
	int64_t first, last; /* lines of the file with the entry at hand */
};

struct restore {
	struct ops *ops;
	const char *from;
	struct clock clock;
	struct value_context values;
	struct table entries;
	VEC(struct table) ledger;
	size_t at; /* the ledger whose line came last */
	struct progress progress;
};

static int
check_header(struct ops *ops, const struct table *t)
{
	size_t n;
	const char *const *name = csv_header(t->csv, &n);

	for (size_t i = 0; i < t->n || i < n; i++)
		if (i >= n || i >= t->n ||
		    strcmp(name[i], t->cols[i].name) != 0)
			return fail(ops, OPS_DATA,
			    "%s:%lld: column %zu is "
			    "'%s': expected '%s'",
			    t->path, (long long)csv_header_line(t->csv), i + 1,
			    i < n ? name[i] : "",
			    i < t->n ? t->cols[i].name : "");
	return 0;
}

static int
table_open(struct restore *r, struct table *t, const char *name,
    const struct column *cols, size_t n)
{
	struct ops *ops = r->ops;
	int err;

	t->path = arena_printf(ops->keep, "%s/%s", r->from, name);
	t->cols = cols;
	t->n = n;
	err = input_open(ops, t->path, &t->input);
	if (err == 0)
		err = csv_open(ops, t->input, NULL, &t->csv);
	return err != 0 ? err : check_header(ops, t);
}

static void
table_close(struct table *t)
{
	csv_close(t->csv);
	input_close(t->input);
	t->csv = NULL;
	t->input = NULL;
}

/* The next row's values; at the end `more` is 0. */
static int
table_next(struct restore *r, struct table *t)
{
	struct csv_row row;
	int got = csv_next(r->ops, t->csv, &row);

	t->more = got == 1;
	if (got <= 0)
		return got;
	t->line = row.line;
	if (row.problem != NULL)
		return fail(r->ops, OPS_DATA, "%s:%lld: %s", t->path,
		    (long long)t->line, row.problem);
	for (size_t i = 0; i < t->n; i++) {
		const char *text = row.cell[i] == NULL ? "" : row.cell[i];
		const char *expected = value_parse(text, row.len[i],
		    t->cols[i].type, &r->values, WHEN_FIRST, &t->cell[i]);

		if (expected != NULL)
			return fail(r->ops, OPS_DATA,
			    "%s:%lld: %s: '%s' is "
			    "wrong: expected %s",
			    t->path, (long long)t->line, t->cols[i].name, text,
			    expected);
	}
	return 0;
}

static struct db_value
value_of(const struct table *t, size_t i)
{
	const struct cell *c = &t->cell[i];

	if (!type_is_text(t->cols[i].type))
		return db_value_int(c->i);
	if (c->s == NULL)
		return db_value_text(NULL);
	return (struct db_value){ DB_TEXT, c->i, c->s };
}

/* Calls take() for each row of a table. */
static int
each_row(struct restore *r, const struct copy_table *from,
    int (*take)(struct restore *, struct table *, void *), void *data)
{
	struct table t = { .path = NULL };
	int err = table_open(r, &t, from->file, from->cols, from->n);

	while (err == 0 && (err = table_next(r, &t)) == 0 && t.more) {
		struct arena_mark mark = arena_mark(r->ops->mem);

		err = take(r, &t, data);
		arena_back(r->ops->mem, mark);
	}
	table_close(&t);
	return err;
}

static int
take_fixed(struct restore *r, struct table *t, void *data)
{
	struct book_fixed *f = data;
	const char *name = t->cell[0].s;
	const char *value = arena_strdup(r->ops->keep, t->cell[1].s);

	if (text_eq(name, "name"))
		f->name = value;
	else if (text_eq(name, "currency"))
		f->currency = value;
	else if (text_eq(name, "timezone"))
		f->timezone = value;
	else if (text_eq(name, "fiscal_year_start") && value != NULL &&
	    strlen(value) < 3)
		f->fiscal_month = strtol(value, NULL, 10);
	else
		return fail(r->ops, OPS_DATA,
		    "%s:%lld: name: '%s' is not "
		    "known, or its value is wrong",
		    t->path, (long long)t->line, name == NULL ? "" : name);
	return 0;
}

static int
read_fixed(struct restore *r, struct book_fixed *f)
{
	int err = each_row(r, &copy_fixed, take_fixed, f);

	if (err == 0 &&
	    (f->currency == NULL || f->timezone == NULL ||
		f->fiscal_month < 1 || f->fiscal_month > 12))
		return fail(r->ops, OPS_DATA,
		    "%s/%s: the currency, the time "
		    "zone or the fiscal year is missing",
		    r->from, copy_fixed.file);
	return err;
}

/* The digest of a row is reckoned again. */
static int
check_digest(struct restore *r, const struct table *t, const char *digest)
{
	if (text_eq(t->cell[0].s, digest))
		return 0;
	return fail(r->ops, OPS_DATA,
	    "%s:%lld: the text has the digest %s, "
	    "not %s: the copy was changed",
	    t->path, (long long)t->line, digest,
	    t->cell[0].s == NULL ? "none" : t->cell[0].s);
}

static int
insert(struct restore *r, struct table *t, void *data)
{
	const struct copy_table *into = data;
	struct db_value v[LEDGER_COLUMNS];

	for (size_t i = 0; i < into->n; i++)
		v[i] = value_of(t, i);
	if (db_run_values(r->ops, into->insert, v, into->n) == 0)
		return 0;
	/* Only a row that is there twice, or that is not whole. */
	return r->ops->code == OPS_INTERNAL ?
	    (fail_clear(r->ops),
		fail(r->ops, OPS_DATA,
		    "%s:%lld: the row "
		    "is there twice, or not whole",
		    t->path, (long long)t->line)) :
	    r->ops->code;
}

static int
take_rules(struct restore *r, struct table *t, void *data)
{
	struct digest d;
	char text[DIGEST_TEXT];
	int err;

	digest_begin(&d);
	if (t->cell[2].s != NULL)
		digest_raw(&d, t->cell[2].s, (size_t)t->cell[2].i);
	digest_end(&d, text);
	err = check_digest(r, t, text);
	return err != 0 ? err : insert(r, t, data);
}

static int
take_private(struct restore *r, struct table *t, void *data)
{
	char text[DIGEST_TEXT];
	int err = 0;

	if (t->cell[2].s != NULL) {
		digest_private(t->cell[1].s, t->cell[2].s, text);
		err = check_digest(r, t, text);
	}
	return err != 0 ? err : insert(r, t, data);
}

/*
 * The lines of all ledgers, in order
 */
static int
open_ledgers(struct restore *r)
{
	int err = 0;

	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++) {
		const struct ledger *l = all_ledgers[i];
		const char *name = copy_file_name(r->ops, l);
		struct column *cols;
		struct table *t;

		/* An older ops may not have had this ledger. */
		if (access(arena_printf(r->ops->mem, "%s/%s", r->from, name),
			F_OK) != 0 &&
		    errno == ENOENT)
			continue;
		cols = ARENA_ARRAY(r->ops->keep, struct column, l->n + 2);
		memcpy(cols, copy_place, sizeof copy_place);
		memcpy(cols + 2, l->cols, l->n * sizeof *cols);
		t = VEC_ADD(r->ops->keep, &r->ledger);
		t->ledger = l;
		err = table_open(r, t, name, cols, l->n + 2);
		if (err == 0)
			err = table_next(r, t);
	}
	return err;
}

static int
is_line(const struct table *t, int64_t entry, int64_t line)
{
	return t->more && t->cell[0].i == entry && t->cell[1].i == line;
}

/* The table that is at this line; mostly the one that had the last. */
static struct table *
find_line(struct restore *r, int64_t entry, int64_t line)
{
	struct table *t;

	if (r->at < r->ledger.n && is_line(&r->ledger.v[r->at], entry, line))
		return &r->ledger.v[r->at];
	VEC_EACH(&r->ledger, t)
	if (is_line(t, entry, line)) {
		r->at = (size_t)(t - r->ledger.v);
		return t;
	}
	return NULL;
}

SQL(sql_private_is, "SELECT 1 FROM private WHERE digest = $1");

static int
check_personal(struct restore *r, const struct table *t)
{
	const struct ledger *l = t->ledger;

	for (size_t i = 0; i < l->n; i++) {
		int64_t there = 0;
		int err;

		if ((l->cols[i].flags & LEDGER_PERSONAL) == 0 ||
		    t->cell[i + 2].s == NULL)
			continue;
		err =
		    db_get(r->ops, &there, sql_private_is, value_of(t, i + 2));
		if (err == 0 && there == 0)
			return fail(r->ops, OPS_DATA,
			    "%s:%lld: %s: '%s' is "
			    "not in %s",
			    t->path, (long long)t->line, l->cols[i].name,
			    t->cell[i + 2].s, copy_private.file);
		if (err != 0)
			return err;
	}
	return 0;
}

/* Puts where it stands before what is wrong with the data. */
static int
at_line(struct restore *r, const char *path, int64_t line)
{
	return r->ops->code == OPS_DATA || r->ops->code == OPS_INTERNAL ?
	    (r->ops->code = OPS_DATA,
		fail_at(r->ops, "%s:%lld", path, (long long)line)) :
	    r->ops->code;
}

static int
post_line(struct restore *r, struct entry *e, struct table *t)
{
	struct db_value cols[LEDGER_COLUMNS];
	struct arena_mark mark = arena_mark(r->ops->mem);
	int err = check_personal(r, t);

	for (size_t i = 0; i < t->ledger->n; i++)
		cols[i] = value_of(t, i + 2);
	if (err == 0 && entry_post(r->ops, e, t->ledger, cols, NULL) != 0)
		err = at_line(r, t->path, t->line);
	arena_back(r->ops->mem, mark);
	if (t->first == 0)
		t->first = t->line;
	t->last = t->line;
	return err != 0 ? err : table_next(r, t);
}

/* No line may be left that the entry does not count, or that is before it. */
static int
check_rest(struct restore *r, int64_t entry, int64_t lines)
{
	const struct table *t;

	VEC_EACH(&r->ledger, t)
	if (t->more && (entry == NONE || t->cell[0].i <= entry))
		return fail(r->ops, OPS_DATA,
		    "%s:%lld: line %lld of "
		    "entry %lld is not to be here: %s",
		    t->path, (long long)t->line, (long long)t->cell[1].i,
		    (long long)t->cell[0].i,
		    t->cell[0].i == entry ?
			arena_printf(r->ops->mem,
			    "the entry has "
			    "%lld lines",
			    (long long)lines) :
			"there is no such entry, or it came before");
	return 0;
}

/*
 * Entries
 */
static const char *
text_or_empty(const struct table *t, size_t i)
{
	return t->cell[i].s == NULL ? "" : t->cell[i].s;
}

static void
read_head(const struct table *t, struct entry_head *h)
{
	*h = (struct entry_head){ .number = t->cell[0].i,
		.recorded = t->cell[1].i,
		.effective = t->cell[2].i,
		.actor = text_or_empty(t, 3),
		.login = text_or_empty(t, 4),
		.host = text_or_empty(t, 5),
		.command = text_or_empty(t, 6),
		.message = t->cell[7].s,
		.key = t->cell[8].s,
		.request = t->cell[9].s,
		.undoes = t->cell[10].i,
		.undoes_line = t->cell[11].i,
		.rules = t->cell[12].s,
		.lines = t->cell[13].i,
		.digest = text_or_empty(t, 14) };
}

/* "copy/entry.csv:4 (stock-move.csv:2-9): " before what is wrong. */
static int
at_entry(struct restore *r)
{
	struct str where = STR_INIT;
	const struct table *t;
	const char *text;

	if (r->ops->code != OPS_DATA)
		return r->ops->code;
	VEC_EACH(&r->ledger, t)
	if (t->first != 0)
		str_addf(&where, "%s%s:%lld-%lld",
		    where.len == 0 ? " (lines: " : ", ",
		    strrchr(t->path, '/') + 1, (long long)t->first,
		    (long long)t->last);
	if (where.len > 0)
		str_addc(&where, ')');
	text = arena_strdup(r->ops->mem, where.p);
	str_free(&where);
	return fail_at(r->ops, "%s:%lld%s", r->entries.path,
	    (long long)r->entries.line, text);
}

static int
post_lines(struct restore *r, struct entry *e, const struct entry_head *h)
{
	int err = 0;

	for (int64_t k = 1; err == 0 && k <= h->lines; k++) {
		struct table *t = find_line(r, h->number, k);

		if (t == NULL) {
			fail(r->ops, OPS_DATA,
			    "line %lld of entry %lld is "
			    "missing",
			    (long long)k, (long long)h->number);
			return at_entry(r);
		}
		err = post_line(r, e, t);
		progress_row(&r->progress);
	}
	return err != 0 ? err : check_rest(r, h->number, h->lines);
}

SQL(sql_rules_is, "SELECT 1 FROM rules WHERE digest = $1");

static int
check_head(struct restore *r, const struct entry_head *h, const struct entry *e)
{
	int64_t there = 0;
	int err = 0;

	if (e->effective != h->effective)
		return fail(r->ops, OPS_DATA,
		    "effective: it is not that of "
		    "the lines: the copy was changed");
	if (h->rules != NULL)
		err = db_get(r->ops, &there, sql_rules_is, V(h->rules));
	if (err == 0 && h->rules != NULL && there == 0)
		return fail(r->ops, OPS_DATA, "rules: '%s' is not in %s",
		    h->rules, copy_rules.file);
	return err;
}

/* What an entry keeps to the end of its command is kept to its own end. */
static int
begin_entry(struct restore *r, struct entry_head *h, struct arena *own,
    struct entry **e)
{
	struct arena *keep = r->ops->keep;
	int err;

	r->ops->keep = own;
	err = entry_begin(r->ops, h, 1, e);
	r->ops->keep = keep;
	return err;
}

static int
post_entry(struct restore *r)
{
	struct arena *own = arena_new();
	struct entry_head h;
	struct entry *e;
	struct table *t;
	int err;

	VEC_EACH(&r->ledger, t)
	t->first = 0;
	read_head(&r->entries, &h);
	err = begin_entry(r, &h, own, &e);
	if (err != 0)
		err = at_entry(r);
	else
		err = post_lines(r, e, &h);
	if (err == 0 &&
	    (entry_end(r->ops, e) != 0 || check_head(r, &h, e) != 0))
		err = at_entry(r);
	arena_free(own);
	return err;
}

static int
post_entries(struct restore *r)
{
	int err = table_open(r, &r->entries, copy_entries.file,
	    copy_entries.cols, copy_entries.n);

	while (err == 0 && (err = table_next(r, &r->entries)) == 0 &&
	    r->entries.more) {
		struct arena_mark mark = arena_mark(r->ops->mem);

		err = post_entry(r);
		arena_back(r->ops->mem, mark);
	}
	return err != 0 ? err : check_rest(r, NONE, 0);
}

/*
 * What no digest of the journal covers (marks, requests, a tail that was
 * cut off) is found by the sums of the files.
 */
static int
check_sum(struct restore *r, const char *line, size_t n)
{
	const char *name = arena_strndup(
	    r->ops->mem, line + DIGEST_TEXT + 1, n - DIGEST_TEXT - 1);
	char text[DIGEST_TEXT];
	int err = copy_sum(
	    r->ops, arena_printf(r->ops->mem, "%s/%s", r->from, name), text);

	if (err == 0 && memcmp(text, line, DIGEST_TEXT - 1) != 0) {
		if (strlen(name) < 4 ||
		    strcmp(name + strlen(name) - 4, ".csv") != 0) {
			note(r->ops,
			    "restore: %s/%s was changed since the "
			    "export: taken as it is",
			    r->from, name);
			return 0;
		}
		return fail(r->ops, OPS_DATA,
		    "%s/%s: the copy was changed: "
		    "its sum is not that of %s",
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

		if (n < DIGEST_TEXT + 2)
			err = fail(r->ops, OPS_DATA,
			    "%s: is not what was "
			    "exported",
			    path);
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
	int err = each_row(r, &copy_rules, take_rules, (void *)&copy_rules);

	if (err == 0)
		err = each_row(
		    r, &copy_private, take_private, (void *)&copy_private);
	if (err == 0)
		err = open_ledgers(r);
	if (err == 0)
		err = post_entries(r);
	if (err == 0)
		err = each_row(r, &copy_marks, insert, (void *)&copy_marks);
	if (err == 0)
		err = each_row(r, &copy_runs, insert, (void *)&copy_runs);
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
	struct table *t;
	int err = load_rules(ops, from);

	r.values.clock = &r.clock;
	r.clock = (struct clock){ ops->now, zone_utc() };
	if (err == 0)
		err = read_fixed(&r, &fixed);
	fixed.store = err == 0 ? conf_text(ops->conf, "store") : NULL;
	if (err == 0)
		err = book_create(ops, folder, &fixed);
	if (err != 0)
		return err;
	r.values.decimals = ops->book->decimals;
	r.values.fiscal_month = ops->book->fiscal_month;
	progress_begin(&r.progress, "restoring", -1);
	err = restore_all(&r);
	progress_end(&r.progress);
	table_close(&r.entries);
	VEC_EACH(&r.ledger, t)
	table_close(t);
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
	const char *folder = slash == NULL ?
	    "." :
	    arena_strndup(
		ops->keep, path, slash == path ? 1 : (size_t)(slash - path));
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

	if (err == 0)
		err = db_begin(ops, DB_READ);
	if (err == 0)
		err = db_schema_version(ops, &have);
	if (err == 0 && have > db_schema_known())
		return fail(ops, OPS_CONFIG,
		    "'%s' was made by a newer ops "
		    "(schema %d, this one knows %d): update ops",
		    from, (int)have, db_schema_known());
	if (err == 0)
		err = db_verify(ops);
	if (err == 0)
		err = rules_of_file(ops, from);
	if (err == 0)
		err = book_create_copy(
		    ops, folder, conf_text(ops->conf, "store"), shared);
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
