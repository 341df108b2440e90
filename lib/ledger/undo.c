/* Undoing: an entry that posts the reverse of another, or of one line. */
#include "base/str.h"
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
		    "brought back: 'ops undo %lld' takes it away again",
		    undone, (long long)u->first, (long long)u->last);
	return fail(ops, OPS_DATA, "%s was undone by entry %lld already: "
	    "'ops undo %lld' brings it back", undone, (long long)u->first,
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
	struct db_query q;
	int got = 0;

	*has = 0;
	for (size_t i = 0; got >= 0 && !*has && all_ledgers[i] != NULL; i++) {
		const struct ledger *l = all_ledgers[i];

		if (l->sort == LEDGER_RECORD)
			continue;
		got = l->lines(ops, l, number, &q);
		if (got == 0)
			got = db_next(&q);
		*has = got == 1;
		if (got == 1)
			db_done(&q);
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
		return fail(ops, OPS_DATA, "entry %lld has no line %lld: it "
		    "has %lld", (long long)number, (long long)line,
		    (long long)was.lines);
	if (text_eq(was.command, "redact"))
		return fail(ops, OPS_DATA, "entry %lld cannot be undone: the "
		    "text it redacted is gone", (long long)number);
	if (was.lines == 1)
		line = NONE;
	r.whole = line == NONE;
	e->head.undoes = number;
	e->head.undoes_line = line;
	err = check_once(ops, number, line);
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
