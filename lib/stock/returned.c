/* Returns: what comes back was sold, and what goes back had come. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
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
    "WHERE m.item = $1 AND (a.kind = $2 OR b.kind = $2) "
    "ORDER BY m.at, m.entry, m.line");

/* A sale has the sign of what may come back; so has a receipt. */
static int
read_open(struct ops *ops, const struct returned_line *l, int64_t party,
    int64_t lot, struct open *o)
{
	int64_t sign = l->end == PLACE_CUSTOMER ? 1 : -1;
	struct db_query q;
	int err = db_query(ops, &q, sql_sold, V(l->item->id),
	    V(place_words[l->end]));

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		if ((party == 0 || db_int(&q, 2) == party) &&
		    (lot == 0 || db_int(&q, 3) == lot))
			step(o, l->at, db_int(&q, 0), sign * db_int(&q, 1));
	}
	db_done(&q);
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
	note(ops, "stock return: %s", why);
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
	int64_t party, lot, may;
	struct open o = { 0, 0, 0 };
	int err = policy == UNSOLD_IGNORE ? 0
	    : names(ops, l, &party, &lot, &known);

	if (err != 0 || policy == UNSOLD_IGNORE)
		return err;
	if (known)
		err = read_open(ops, l, party, lot, &o);
	may = o.begun ? o.least : o.sum;
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
