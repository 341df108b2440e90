/* Undoing: an entry that posts the reverse of another, or of one line. */
#include "base/str.h"
#include "ledger/readback.h"
#include "ledger/undo.h"

/* "entry 12", "line 3 of entry 12" */
static const char *
what(struct ops *ops, int64_t number, int64_t line)
{
	if (line == NONE)
		return arena_printf(ops->mem, "entry %lld", (long long)number);
	return arena_printf(ops->mem, "line %lld of entry %lld",
	    (long long)line, (long long)number);
}

static int
refuse_undone(struct ops *ops, const char *undone, const struct undoing *u)
{
	if (u->stands)
		return fail(ops, OPS_DATA, "%s was undone by entry %lld and "
		    "brought back: 'ops undo %lld' takes it away again", undone,
		    (long long)u->first, (long long)u->last);
	return fail(ops, OPS_DATA, "%s was undone by entry %lld already: 'ops "
	    "undo %lld' brings it back", undone, (long long)u->first,
	    (long long)u->last);
}

SQL(sql_lines_undone, "SELECT MIN(undoes_line) FROM entry WHERE undoes = $1");

/* Undone once: as a whole, or each line by itself. */
static int
check_once(struct ops *ops, int64_t number, int64_t line)
{
	struct undoing u;
	int64_t alone = NONE;
	int err = entry_undoing(ops, number, NONE, &u);

	if (err == 0 && u.first != NONE)
		return refuse_undone(ops, what(ops, number, NONE), &u);
	if (err == 0 && line != NONE) {
		err = entry_undoing(ops, number, line, &u);
		if (err == 0 && u.first != NONE)
			return refuse_undone(ops, what(ops, number, line), &u);
		return err;
	}
	if (err == 0)
		err = db_get(ops, &alone, sql_lines_undone, V(number));
	if (err == 0 && alone != NONE)
		return fail(ops, OPS_DATA, "line %lld of entry %lld was undone "
		    "by itself: undo its other lines one by one ('ops undo "
		    "%lld.<line>')", (long long)alone, (long long)number,
		    (long long)number);
	return err;
}

/* Does the entry have lines that are no versions of records? */
static int
has_flows(struct ops *ops, int64_t number, int *has)
{
	struct walk_line first;
	int got = 0;

	*has = 0;
	for (size_t i = 0; got >= 0 && !*has && all_ledgers[i] != NULL; i++) {
		struct readback *lines;

		if (all_ledgers[i]->sort == LEDGER_RECORD)
			continue;
		got = readback_open(ops, all_ledgers[i], number, 0, &lines);
		if (got == 0)
			got = readback_next(lines, &first);
		*has = got == 1;
		readback_close(lines);
	}
	return got < 0 ? got : 0;
}

static int
reverse(struct ops *ops, struct entry *e, const struct walk_line *at,
    struct reversal *r, int several, const struct ledger **posted)
{
	int64_t before = e->lines;
	int err;

	r->line = at->line;
	r->cols = at->cols;
	err = at->ledger->reverse(ops, e, at->ledger, r);
	if (err != 0)
		return !several ? err
		    : fail_at(ops, "line %lld", (long long)at->line);
	if (*posted == NULL && e->lines > before)
		*posted = at->ledger;
	return 0;
}

static int
reverse_lines(struct ops *ops, struct entry *e, struct reversal *r,
    int64_t line, int several, const struct ledger **posted)
{
	struct walk_line at;
	struct walk *w;
	int err = walk_back(ops, r->entry, &w), got = 0;

	if (err != 0)
		return err;
	while (err == 0 && (got = walk_next(w, &at)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);

		if (line == NONE || at.line == line)
			err = reverse(ops, e, &at, r, several, posted);
		arena_back(ops->mem, mark);
	}
	walk_close(w);
	return err != 0 ? err : got;
}

SQL(sql_same_rows, "SELECT DISTINCT b.entry FROM import_mark a "
		   "JOIN import_mark b ON b.identity = a.identity "
		   "WHERE a.entry = $1 AND b.entry <> $1 AND b.entry > $2 "
		   "ORDER BY b.entry");

/*
 * Rows of an import belong to one standing entry: one that has taken them
 * over stands in the way, and so does any other where they would come back.
 */
static int
check_marks(struct ops *ops, int64_t number, int back)
{
	struct db_query q;
	int stands, err = db_query(ops, &q, sql_same_rows, V(number),
	    V(back ? INT64_C(0) : number));

	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t other = db_int(&q, 0);

		err = entry_stands(ops, other, &stands);
		if (err == 0 && stands)
			err = fail(ops, OPS_DATA, "entry %lld has imported "
			    "rows of entry %lld again: undo that first",
			    (long long)other, (long long)number);
	}
	db_done(&q);
	return err;
}

/* A key belongs to one standing entry. */
static int
check_key(struct ops *ops, const struct entry_head *back)
{
	int64_t other = NONE;
	int err = back->key == NULL ? 0 : entry_by_key(ops, back->key, &other);

	if (err == 0 && other != NONE && other != back->number)
		return fail(ops, OPS_DATA, "the key '%s' of entry %lld was "
		    "used again by entry %lld: undo that first", back->key,
		    (long long)back->number, (long long)other);
	return err;
}

/* The entry whose effect an undo takes away, or brings back. */
static int
check_effect(struct ops *ops, const struct entry_head *undone)
{
	struct entry_head h = *undone;
	int back = 0, err = 0;

	while (err == 0 && h.undoes != NONE) {
		err = entry_read(ops, h.undoes, &h);
		back = !back;
	}
	if (err == 0)
		err = check_marks(ops, h.number, back);
	return err != 0 || !back ? err : check_key(ops, &h);
}

int
undo_post(struct ops *ops, struct entry *e, int64_t number, int64_t line,
    int64_t date, const struct ledger **posted)
{
	struct reversal r = { .entry = number, .date = date };
	struct entry_head was;
	int err = entry_read(ops, number, &was);

	*posted = NULL;
	if (err != 0)
		return err;
	if (line != NONE && line > was.lines)
		return fail(ops, OPS_DATA,
		    "entry %lld has no line %lld: it has %lld",
		    (long long)number, (long long)line, (long long)was.lines);
	if (text_eq(was.command, "redact"))
		return fail(ops, OPS_DATA, "entry %lld cannot be undone: the "
		    "text it redacted is gone", (long long)number);
	if (was.lines == 1)
		line = NONE;
	r.whole = line == NONE;
	e->head.undoes = number;
	e->head.undoes_line = line;
	err = check_once(ops, number, line);
	if (err == 0)
		err = check_effect(ops, &was);
	if (err == 0 && r.whole)
		err = has_flows(ops, number, &r.keep_new);
	if (err == 0)
		err = reverse_lines(ops, e, &r, line,
		    r.whole && was.lines > 1, posted);
	if (err == 0 && e->lines == 0)
		return fail(ops, OPS_DATA, "%s has nothing to undo",
		    what(ops, number, line));
	return err;
}
