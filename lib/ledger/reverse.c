/* Undoing a version of a record: the version before comes back. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "ledger/record.h"

/* How many versions that an entry posted are taken back by later ones. */
struct cancelled {
	int64_t entry, by, n;
};

struct later {
	struct ops *ops;
	VEC(struct cancelled) undone;
};

static struct cancelled *
of_entry(struct later *l, int64_t entry)
{
	struct cancelled *c;

	VEC_EACH(&l->undone, c)
		if (c->entry == entry)
			return c;
	c = VEC_ADD(l->ops->mem, &l->undone);
	c->entry = entry;
	return c;
}

static int
query_later(struct ops *ops, const struct ledger *l, const struct entry *e,
    const struct reversal *r, int64_t id, struct db_query *q)
{
	struct str s = STR_INIT;
	int err;

	str_addf(&s, "SELECT v.entry, j.undoes FROM %s_version v LEFT JOIN "
	    "entry j ON j.entry = v.entry WHERE v.id = $1 AND v.entry <> $2 "
	    "AND (v.entry > $3 OR (v.entry = $3 AND v.line > $4)) ORDER BY "
	    "v.entry DESC, v.line DESC", l->kept);
	err = db_query_values(ops, q, s.p, DB_VALUES(V(id),
	    V(e->head.number), V(r->entry),
	    V(r->whole ? INT64_MAX : r->line)), 4);
	str_free(&s);
	return err;
}

/*
 * The last entry after the undone line that still says something else about
 * its record, or NONE: a version and the one that undid it say nothing.
 */
static int
changed_by(struct ops *ops, const struct ledger *l, const struct entry *e,
    const struct reversal *r, int64_t id, int64_t *by)
{
	struct later later = { .ops = ops };
	struct cancelled *c;
	struct db_query q;
	int err = query_later(ops, l, e, r, id, &q);

	*by = NONE;
	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t entry = db_int(&q, 0), undoes = db_int(&q, 1);

		err = 0;
		c = of_entry(&later, entry);
		if (c->n > 0) {
			c->n--;
		} else if (undoes != NONE) {
			c = of_entry(&later, undoes);
			c->n++;
			c->by = entry;
		} else {
			*by = entry;
			break;
		}
	}
	db_done(&q);
	VEC_EACH(&later.undone, c)
		if (c->n > 0 && (*by == NONE || c->by > *by))
			*by = c->by;
	return err;
}

/* Fills `cols` with the version before; *there is 0 where there is none. */
static int
version_before(struct ops *ops, const struct ledger *l,
    const struct reversal *r, int64_t id, struct db_value *cols, int *there)
{
	struct str s = STR_INIT;
	struct db_query q;
	int err;

	str_add(&s, "SELECT ");
	record_names(&s, l, l->n, "");
	str_addf(&s, " FROM %s_version WHERE id = $1 AND (entry < $2 OR (entry "
	    "= $2 AND line < $3)) ORDER BY entry DESC, line DESC LIMIT 1",
	    l->kept);
	err = db_query_values(ops, &q, s.p, DB_VALUES(V(id), V(r->entry),
	    V(r->line)), 3);
	str_free(&s);
	*there = 0;
	if (err != 0 || (err = db_next(&q)) < 0)
		return err;
	*there = err;
	if (err == 0)
		return 0;
	ledger_row_kept(l, &q, 0, cols);
	db_done(&q);
	return 0;
}

static int
id_of(struct ops *ops, const struct ledger *l, const struct reversal *r,
    int64_t *id)
{
	struct str s = STR_INIT;
	int err;

	*id = NONE;
	str_addf(&s, "SELECT id FROM %s_version WHERE entry = $1 AND line = $2",
	    l->kept);
	err = db_get_values(ops, id, s.p, DB_VALUES(V(r->entry), V(r->line)),
	    2);
	str_free(&s);
	return err;
}

int
record_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct db_value cols[LEDGER_COLUMNS];
	size_t keys = record_keys(l);
	int64_t id, by = NONE;
	int err = id_of(ops, l, r, &id), there = 0;

	if (err == 0)
		err = changed_by(ops, l, e, r, id, &by);
	if (err == 0 && by != NONE)
		return fail(ops, OPS_DATA, "%s '%s' was changed again by entry "
		    "%lld: undo that first", l->name,
		    (const char *)r->cols[record_code(l)].p, (long long)by);
	memcpy(cols, r->cols, l->n * sizeof *cols);
	if (err == 0)
		err = version_before(ops, l, r, id, cols, &there);
	if (err != 0 || (!there && r->keep_new))
		return err;
	if (!there) {
		for (size_t i = keys; i + 1 < l->n; i++)
			cols[i] = V((char *)NULL);
		cols[l->n - 1] = V(0);
	}
	if (l->check != NULL)
		err = l->check(ops, cols, cols[l->n - 1].i != 0);
	return err != 0 ? err : entry_post(ops, e, l, cols, NULL);
}

int
record_reverse_new(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct reversal here = *r;

	here.keep_new = 0;
	return record_reverse(ops, e, l, &here);
}
