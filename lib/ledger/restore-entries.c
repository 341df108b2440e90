/* The journal of a copy: each entry is posted again, line by line. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "ledger/restore.h"

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
		err = db_get(r->ops, &there, sql_private_is,
		    table_value(t, i + 2));
		if (err == 0 && there == 0)
			return fail(r->ops, OPS_DATA,
			    "%s:%lld: %s: '%s' is not in %s", t->path,
			    (long long)t->line, l->cols[i].name,
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
		cols[i] = table_value(t, i + 2);
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
	VEC_EACH(&r->ledger, t) {
		if (t->first == 0)
			continue;
		str_addf(&where, "%s%s:%lld",
		    where.len == 0 ? " (lines: " : ", ",
		    strrchr(t->path, '/') + 1, (long long)t->first);
		if (t->last != t->first)
			str_addf(&where, "-%lld", (long long)t->last);
	}
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
			    "line %lld of entry %lld is missing", (long long)k,
			    (long long)h->number);
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
		return fail(r->ops, OPS_DATA, "effective: it is not that of "
		    "the lines: the copy was changed");
	if (h->rules != NULL)
		err = db_get(r->ops, &there, sql_rules_is, V(h->rules));
	if (err == 0 && h->rules != NULL && there == 0)
		return fail(r->ops, OPS_DATA, "rules: '%s' is not in %s",
		    h->rules, copy_rules.file);
	return err;
}

SQL(sql_rules_text, "SELECT text FROM rules WHERE digest = $1");

/*
 * What a closing keeps of values follows from the rules that held when it was
 * posted.  Those that this program does not understand any more, or that are
 * not there (check_head() says so), are taken to be the last ones.
 */
static int
take_rules_then(struct restore *r)
{
	struct conf_sources from = { .book = NULL };
	const char *digest = r->entries.cell[12].s, *text = NULL;
	int err;

	if (r->then != NULL && text_eq(r->rules, digest))
		return 0;
	r->rules = digest == NULL ? NULL : arena_strdup(r->ops->keep, digest);
	r->then = r->ops->conf;
	if (digest == NULL)
		return 0;
	err = db_get_text(r->ops, &text, sql_rules_text, V(digest));
	if (err == 0 && text != NULL &&
	    conf_load_rules_text(r->ops, &from, text, strlen(text),
		&r->then) != 0) {
		fail_clear(r->ops);
		r->then = r->ops->conf;
	}
	return err;
}

static int
end_entry(struct restore *r, struct entry *e)
{
	struct conf *now = r->ops->conf;
	int err;

	r->ops->conf = r->then;
	err = entry_end(r->ops, e);
	r->ops->conf = now;
	return err;
}

static int
post_entry(struct restore *r)
{
	struct entry_head h;
	struct entry *e;
	struct table *t;
	int err;

	VEC_EACH(&r->ledger, t)
	t->first = 0;
	read_head(&r->entries, &h);
	err = entry_begin(r->ops, &h, 1, &e);
	if (err != 0)
		err = at_entry(r);
	else
		err = post_lines(r, e, &h);
	if (err == 0 &&
	    (end_entry(r, e) != 0 || check_head(r, &h, e) != 0))
		err = at_entry(r);
	entry_drop(e);
	return err;
}

static int
post_entries(struct restore *r)
{
	int err = open_ledgers(r);

	if (err == 0)
		err = table_open(r, &r->entries, copy_entries.file,
		    copy_entries.cols, copy_entries.n);
	while (err == 0 && (err = table_next(r, &r->entries)) == 0 &&
	    r->entries.more && (err = take_rules_then(r)) == 0) {
		struct arena_mark mark = arena_mark(r->ops->mem);

		err = post_entry(r);
		arena_back(r->ops->mem, mark);
	}
	return err != 0 ? err : check_rest(r, NONE, 0);
}

int
restore_entries(struct restore *r)
{
	struct table *t;
	int err;

	progress_begin(&r->progress, "restoring", -1);
	err = post_entries(r);
	progress_end(&r->progress);
	table_close(&r->entries);
	VEC_EACH(&r->ledger, t)
		table_close(t);
	return err;
}
