/* Returns: what comes back was sold, and what goes back had come. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "stock/returned.h"

/* The values of stock.return_unsold, in its order. */
enum { UNSOLD_REFUSE, UNSOLD_WARN, UNSOLD_IGNORE };

struct returned {
	VEC(struct returned_line) lines; /* of this call; texts in keep */
};

struct returned *
returned_new(struct ops *ops)
{
	return ARENA_NEW(ops->keep, struct returned);
}

void
returned_add(struct ops *ops, struct returned *r,
    const struct returned_line *line)
{
	struct returned_line *l = VEC_ADD(ops->keep, &r->lines);

	*l = *line;
	l->lot = arena_strdup(ops->keep, line->lot);
	l->party = arena_strdup(ops->keep, line->party);
}

void
returned_drop(struct returned *r, size_t n)
{
	r->lines.n -= n;
}

/* What may still be returned, at `at` and ever after. */
struct open {
	int64_t sum, least;
	int begun; /* a move after the instant was met */
};

static void
step(struct open *o, int64_t since, int64_t at, int64_t qty)
{
	if (at > since && !o->begun) {
		o->begun = 1;
		o->least = o->sum;
	}
	/* It wraps where nobody ever sold so much; then no line is that big. */
	o->sum = (int64_t)((uint64_t)o->sum + (uint64_t)qty);
	if (o->begun && o->sum < o->least)
		o->least = o->sum;
}

SQL(sql_sold,
    "SELECT m.at, CASE WHEN b.kind = $2 THEN m.qty ELSE -m.qty END, "
    "m.party, m.lot FROM move m JOIN location a ON a.id = m.src "
    "JOIN location b ON b.id = m.dst "
    "WHERE m.item = $1 AND (a.kind = $2 OR b.kind = $2) AND m.entry <> $3 "
    "ORDER BY m.at, m.entry, m.line");

/*
 * What may still be returned, as if an entry (0: none) were not there.  A
 * sale has the sign of what may come back; so has a receipt.
 */
static int
read_open(struct ops *ops, const struct returned_line *l, int64_t party,
    int64_t lot, int64_t without, int64_t *may)
{
	struct open o = { 0, 0, 0 };
	int64_t sign = l->end == PLACE_CUSTOMER ? 1 : -1;
	struct db_query q;
	int err = db_query(ops, &q, sql_sold, V(l->item->id),
	    V(place_words[l->end]), V(without));

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		if ((party == 0 || db_int(&q, 2) == party) &&
		    (lot == 0 || db_int(&q, 3) == lot))
			step(&o, l->at, db_int(&q, 0), sign * db_int(&q, 1));
	}
	db_done(&q);
	*may = o.begun ? o.least : o.sum;
	return err;
}

static int
refuse(struct ops *ops, const struct returned_line *l, int64_t may, int policy)
{
	int sold = l->end == PLACE_CUSTOMER;
	char want[DECIMAL_MAX], had[DECIMAL_MAX];
	const char *why;

	decimal_print(want, l->qty, QTY_SCALE, 0);
	decimal_print(had, may > 0 ? may : 0, QTY_SCALE, 0);
	why = arena_printf(ops->mem, "qty: %s of '%s'%s%s would %s, but %s of "
	    "it was %s%s%s%s (stock.return_unsold: %s)", want, l->item->sku,
	    l->lot == NULL ? "" : " lot ", l->lot == NULL ? "" : l->lot,
	    sold ? "come back" : "go back", may > 0 ? had : "none",
	    sold ? "sold" : "received",
	    l->party == NULL ? "" : sold ? " to '" : " from '",
	    l->party == NULL ? "" : l->party, l->party == NULL ? "" : "'",
	    policy == UNSOLD_WARN ? "warn" : "refuse");
	if (policy == UNSOLD_REFUSE)
		return fail(ops, OPS_DATA, "%s", why);
	note(ops, "%s", why);
	return 0;
}

static int
names(struct ops *ops, const struct returned_line *l, int64_t *party,
    int64_t *lot, int *known)
{
	const struct party *p = NULL;
	const struct lot *x = NULL;
	int err = 0;

	if (l->party != NULL)
		err = party_find(ops, l->party, &p);
	if (err == 0 && l->lot != NULL)
		err = lot_find(ops, l->item, l->lot, &x);
	*party = p == NULL ? 0 : p->id;
	*lot = x == NULL ? 0 : x->id;
	*known = (l->party == NULL || p != NULL) &&
	    (l->lot == NULL || x != NULL);
	return err;
}

int
returned_check(struct ops *ops, const struct returned *r,
    const struct returned_line *l)
{
	int policy = conf_choice(ops->conf, "stock.return_unsold"), known;
	int64_t party, lot, may = 0;
	int err = policy == UNSOLD_IGNORE ? 0
	    : names(ops, l, &party, &lot, &known);

	if (err != 0 || policy == UNSOLD_IGNORE)
		return err;
	if (known)
		err = read_open(ops, l, party, lot, 0, &may);
	for (size_t i = 0; i < r->lines.n; i++) {
		const struct returned_line *x = &r->lines.v[i];

		if (x->item == l->item && x->end == l->end &&
		    (l->party == NULL || text_eq(x->party, l->party)) &&
		    (l->lot == NULL || text_eq(x->lot, l->lot)) &&
		    sub_i64(may, x->qty, &may) != 0)
			may = 0; /* far below it */
	}
	return err != 0 || may >= l->qty ? err
					 : refuse(ops, l, may, policy);
}

/* ---- undo ---- */

/* A line of an undo that takes back a sale, or a receipt. */
struct taken_back {
	struct returned_line line;
	int64_t party, lot; /* 0: none */
};

SQL(sql_taken_back,
    "SELECT m.item, a.kind, MIN(m.at), m.party, m.lot FROM move_span s "
    "JOIN move m ON m.item = s.item AND m.at BETWEEN s.first_at AND s.last_at "
    "AND m.entry = s.entry JOIN location a ON a.id = m.src "
    "JOIN location b ON b.id = m.dst "
    "WHERE s.entry = $1 AND (a.kind = $2 OR b.kind = $3) "
    "GROUP BY m.item, a.kind, m.party, m.lot "
    "ORDER BY m.item, a.kind, m.party, m.lot");
SQL(sql_came_back,
    "SELECT DISTINCT m.entry, m.line FROM move m "
    "JOIN location a ON a.id = m.src JOIN location b ON b.id = m.dst "
    "JOIN entry e ON e.entry = m.entry WHERE m.item = $1 AND m.at >= $2 "
    "AND CASE WHEN $3 = 'customer' THEN a.kind ELSE b.kind END = $3 "
    "AND ($4 = 0 OR m.party = $4) AND ($5 = 0 OR m.lot = $5) "
    "AND e.undoes IS NULL AND m.entry <> $6 ORDER BY m.entry, m.line");

struct came_back {
	int64_t entry, line;
};

SQL(sql_any_back,
    "SELECT m.entry FROM move m JOIN location a ON a.id = m.src "
    "JOIN location b ON b.id = m.dst WHERE m.item = $1 AND m.at >= $2 "
    "AND CASE WHEN $3 = 'customer' THEN a.kind ELSE b.kind END = $3 "
    "AND m.entry <> $4 AND m.entry <> $5 LIMIT 1");

enum { NAMED = 3 };

/*
 * The entries that took back what the line stands for: "12, 14"; but what is
 * undone with it.
 */
static int
came_back(struct ops *ops, const struct entry *e, const struct taken_back *t,
    const char **out)
{
	VEC(struct came_back) all = { NULL, 0, 0 };
	struct came_back *back;
	int64_t named = 0, last = NONE;
	struct db_query q;
	int err = db_query(ops, &q, sql_came_back, V(t->line.item->id),
	    V(t->line.at), V(place_words[t->line.end]), V(t->party),
	    V(t->lot), V(e->head.undoes_line == NONE ? e->head.undoes : 0)),
	    stands = 0;

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		back = VEC_ADD(ops->mem, &all);
		back->entry = db_int(&q, 0);
		back->line = db_int(&q, 1);
	}
	db_done(&q);
	*out = NULL;
	for (size_t i = 0; err == 0 && i < all.n && named <= NAMED; i++) {
		err = entry_line_stands(ops, all.v[i].entry, all.v[i].line,
		    &stands);
		if (err != 0 || !stands || all.v[i].entry == last)
			continue;
		last = all.v[i].entry;
		if (named++ == NAMED)
			*out = arena_printf(ops->mem, "%s ...", *out);
		else
			*out = *out == NULL
			    ? arena_printf(ops->mem, "%lld", (long long)last)
			    : arena_printf(ops->mem, "%s, %lld", *out,
			    (long long)last);
	}
	return err;
}

static int
refuse_undo(struct ops *ops, const struct entry *e,
    const struct taken_back *t, int policy)
{
	const char *by = NULL, *why;
	int err = came_back(ops, e, t, &by);

	if (err != 0 || by == NULL)
		return err;
	why = arena_printf(ops->mem, "'%s' went back meanwhile: undo entry %s "
	    "first (stock.return_unsold: %s)", t->line.item->sku, by,
	    policy == UNSOLD_WARN ? "warn" : "refuse");
	if (policy == UNSOLD_REFUSE)
		return fail(ops, OPS_DATA, "%s", why);
	note(ops, "%s", why);
	return 0;
}

/*
 * Refused where more came back than is still sold, of the party or at all,
 * and it is the undo that makes it so.
 */
static int
check_taken_back(struct ops *ops, const struct entry *e,
    const struct taken_back *t, int policy)
{
	int64_t whose[] = { t->party, 0 }, may = 0, had = 0;
	int err = 0;

	for (size_t i = t->party == 0; err == 0 && i < 2; i++) {
		struct taken_back of = *t;

		of.party = whose[i];
		err = read_open(ops, &t->line, of.party, t->lot, 0, &may);
		if (err == 0 && may < 0)
			err = read_open(ops, &t->line, of.party, t->lot,
			    e->head.number, &had);
		if (err == 0 && may < 0 && had >= 0)
			return refuse_undo(ops, e, &of, policy);
	}
	return err;
}

int
returned_check_undo(struct ops *ops, const struct entry *e)
{
	int policy = conf_choice(ops->conf, "stock.return_unsold");
	VEC(struct taken_back) all = { NULL, 0, 0 };
	int64_t whole = e->head.undoes_line == NONE ? e->head.undoes : 0;
	int64_t first = INT64_MAX, any = NONE;
	struct db_query q;
	int err;

	if (policy == UNSOLD_IGNORE)
		return 0;
	err = db_query(ops, &q, sql_taken_back, V(e->head.number),
	    V(place_words[PLACE_CUSTOMER]), V(place_words[PLACE_VENDOR]));
	while (err == 0 && (err = db_next(&q)) == 1) {
		struct taken_back *t = VEC_ADD(ops->mem, &all);

		t->line.end = text_eq(db_text(&q, 1),
		    place_words[PLACE_CUSTOMER]) ? PLACE_CUSTOMER
						 : PLACE_VENDOR;
		t->line.at = db_int(&q, 2);
		first = t->line.at < first ? t->line.at : first;
		t->party = db_int(&q, 3) == NONE ? 0 : db_int(&q, 3);
		t->lot = db_int(&q, 4) == NONE ? 0 : db_int(&q, 4);
		err = item_by_id(ops, db_int(&q, 0), &t->line.item);
	}
	db_done(&q);
	/* Of most items nothing came back: they are asked once. */
	for (size_t i = 0; err == 0 && i < all.n; i++) {
		const struct taken_back *t = &all.v[i];

		if (i == 0 || t->line.item != t[-1].line.item ||
		    t->line.end != t[-1].line.end) {
			any = NONE;
			err = db_get(ops, &any, sql_any_back,
			    V(t->line.item->id), V(first),
			    V(place_words[t->line.end]), V(e->head.number),
			    V(whole));
		}
		if (err == 0 && any != NONE)
			err = check_taken_back(ops, e, t, policy);
	}
	return err;
}
