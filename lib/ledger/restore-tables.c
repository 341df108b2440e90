/* The tables of a copy that are no ledger, and how its CSVs are read. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ledger/restore.h"

static int
check_header(struct ops *ops, const struct table *t)
{
	size_t n;
	const char *const *name = csv_header(t->csv, &n);

	for (size_t i = 0; i < t->n || i < n; i++)
		if (i >= n || i >= t->n ||
		    strcmp(name[i], t->cols[i].name) != 0)
			return fail(ops, OPS_DATA,
			    "%s:%lld: column %zu is '%s': expected '%s'",
			    t->path, (long long)csv_header_line(t->csv), i + 1,
			    i < n ? name[i] : "",
			    i < t->n ? t->cols[i].name : "");
	return 0;
}

int
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

void
table_close(struct table *t)
{
	csv_close(t->csv);
	input_close(t->input);
	t->csv = NULL;
	t->input = NULL;
}

int
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
			    "%s:%lld: %s: '%s' is wrong: expected %s", t->path,
			    (long long)t->line, t->cols[i].name, text,
			    expected);
	}
	return 0;
}

struct db_value
table_value(const struct table *t, size_t i)
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
    int (*take)(struct restore *, struct table *,
	const struct copy_table *))
{
	struct table t = { .path = NULL };
	int err = table_open(r, &t, from->file, from->cols, from->n);

	while (err == 0 && (err = table_next(r, &t)) == 0 && t.more) {
		struct arena_mark mark = arena_mark(r->ops->mem);

		err = take(r, &t, from);
		arena_back(r->ops->mem, mark);
	}
	table_close(&t);
	return err;
}

static int
take_fixed(struct restore *r, struct table *t, const struct copy_table *into)
{
	struct book_fixed *f = r->fixed;
	const char *name = t->cell[0].s;
	const char *value = arena_strdup(r->ops->keep, t->cell[1].s);

	(void)into;
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
		    "%s:%lld: name: '%s' is not known, or its value is wrong",
		    t->path, (long long)t->line, name == NULL ? "" : name);
	return 0;
}

int
restore_fixed(struct restore *r, struct book_fixed *f)
{
	int err;

	r->fixed = f;
	err = each_row(r, &copy_fixed, take_fixed);
	if (err == 0 &&
	    (f->currency == NULL || f->timezone == NULL ||
		f->fiscal_month < 1 || f->fiscal_month > 12))
		return fail(r->ops, OPS_DATA, "%s/%s: the currency, the time "
		    "zone or the fiscal year is missing", r->from,
		    copy_fixed.file);
	return err;
}

/* The digest of a row is reckoned again. */
static int
check_digest(struct restore *r, const struct table *t, const char *digest)
{
	if (text_eq(t->cell[0].s, digest))
		return 0;
	return fail(r->ops, OPS_DATA,
	    "%s:%lld: the text has the digest %s, not %s: the copy was changed",
	    t->path, (long long)t->line, digest,
	    t->cell[0].s == NULL ? "none" : t->cell[0].s);
}

static int
insert(struct restore *r, struct table *t, const struct copy_table *into)
{
	struct db_value v[LEDGER_COLUMNS];

	for (size_t i = 0; i < into->n; i++)
		v[i] = table_value(t, i);
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
take_rules(struct restore *r, struct table *t, const struct copy_table *into)
{
	struct digest d;
	char text[DIGEST_TEXT];
	int err;

	digest_begin(&d);
	if (t->cell[2].s != NULL)
		digest_raw(&d, t->cell[2].s, (size_t)t->cell[2].i);
	digest_end(&d, text);
	err = check_digest(r, t, text);
	return err != 0 ? err : insert(r, t, into);
}

static int
take_private(struct restore *r, struct table *t, const struct copy_table *into)
{
	char text[DIGEST_TEXT];
	int err = 0;

	if (t->cell[2].s != NULL) {
		digest_private(t->cell[1].s, t->cell[2].s, text);
		err = check_digest(r, t, text);
	}
	return err != 0 ? err : insert(r, t, into);
}

int
restore_texts(struct restore *r)
{
	int err = each_row(r, &copy_rules, take_rules);

	return err != 0 ? err
			: each_row(r, &copy_private, take_private);
}

int
restore_marks(struct restore *r)
{
	int err = each_row(r, &copy_marks, insert);

	return err != 0 ? err : each_row(r, &copy_runs, insert);
}
