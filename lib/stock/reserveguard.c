/* Rows that are posted one by one: none of them takes what is reserved. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "conf/conf.h"
#include "stock/move.h"
#include "stock/reserve.h"

enum { STATE = 3 }; /* of entry->state: this guard's own */

/* What the entry has brought to places, by "<item> <place>\n<lot>". */
struct guard {
	struct map changes; /* to int64_t */
};

static int64_t *
change_of(struct ops *ops, struct guard *g, const struct move *m,
    const struct location *place, const char *lot)
{
	void **at = map_put(&g->changes, arena_printf(ops->mem,
	    "%lld %lld\n%s", (long long)m->item->id, (long long)place->id,
	    lot == NULL ? "" : lot));

	if (*at == NULL)
		*at = ARENA_NEW(g->changes.mem, int64_t);
	return *at;
}

static struct guard *
guard_of(struct entry *e)
{
	struct guard *g = entry_state(e, STATE, sizeof *g, NULL);

	g->changes.mem = e->own;
	return g;
}

/* May it be taken to there, whoever it is reserved for? */
static int
is_loss(const struct location *to)
{
	return to->kind == PLACE_ADJUSTMENT || to->kind == PLACE_SCRAP ||
	    to->kind == PLACE_QUARANTINE;
}

SQL(sql_reserved,
    "SELECT order_code, order_line, CAST(SUM(qty) AS BIGINT) "
    "FROM reservation WHERE item = $1 AND location = $2 "
    "AND COALESCE(lot, '') = $3 GROUP BY order_code, order_line "
    "ORDER BY order_code, order_line");

/* What stays reserved there of a line: what it ships is used up. */
static int64_t
keeps(const struct move_order *o, const char *order, int64_t line, int64_t qty)
{
	for (size_t i = 0; o->ships != NULL && i < o->ships->n; i++)
		if (o->ships->v[i].line == line &&
		    text_eq(o->ships->v[i].order, order))
			qty -= o->ships->v[i].qty;
	return qty > 0 ? qty : 0;
}

/* What is reserved there, when the move is done. */
static int
read_reserved(struct ops *ops, const struct move_order *o, const char *lot,
    int64_t *out)
{
	struct db_query q;
	int got = 0, err = db_query(ops, &q, sql_reserved,
	    V(o->move.item->sku), V(o->move.from->code), V(lot));

	*out = 0;
	while (err == 0 && (got = db_next(&q)) == 1)
		if (add_i64(*out, keeps(o, db_text(&q, 0), db_int(&q, 1),
			db_int(&q, 2)), out) != 0)
			err = fail(ops, OPS_DATA,
			    "qty: what is reserved is too large a number");
	db_done(&q);
	return err != 0 ? err : got;
}

SQL(sql_held,
    "SELECT qty FROM on_hand "
    "WHERE item = $1 AND location = $2 AND lot = $3");

/* One that leaves a place, with those of its record before and behind it. */
static int
check(struct ops *ops, struct guard *g, const struct move_order *o, size_t n,
    size_t i)
{
	const struct move *m = &o[i].move;
	const char *lot = o[i].lot == NULL ? "" : o[i].lot;
	char kept[DECIMAL_MAX], left[DECIMAL_MAX];
	int64_t reserved = 0, held = 0;
	int err = read_reserved(ops, &o[i], lot, &reserved);

	if (err != 0 || reserved == 0)
		return err;
	err = db_get(ops, &held, sql_held, V(m->item->id), V(m->from->id),
	    V(m->lot == NULL ? INT64_C(0) : m->lot->id));
	held += *change_of(ops, g, m, m->from, lot);
	for (size_t k = 0; k < n; k++) {
		const struct move *x = &o[k].move;

		if (x->item != m->item || strcmp(lot, o[k].lot == NULL
			? "" : o[k].lot) != 0)
			continue;
		held += x->to == m->from ? x->qty : 0;
		held -= x->from == m->from ? x->qty : 0;
	}
	if (err != 0 || held >= reserved)
		return err;
	decimal_print(kept, reserved, QTY_SCALE, 0);
	decimal_print(left, held, QTY_SCALE, 0);
	return fail(ops, OPS_DATA, "qty: %s of '%s'%s%s at %s %s reserved %s "
	    "and %s would be there (stock.reserved: refuse)", kept,
	    m->item->sku, lot[0] == '\0' ? "" : " lot ", lot, m->from->code,
	    reserved == MILLION ? "is" : "are",
	    o[i].ships == NULL ? "for others" : "besides", left);
}

int
reserve_check_now(struct ops *ops, struct entry *e, const struct move_order *o,
    size_t n)
{
	int err = 0;

	if (conf_choice(ops->conf, "stock.reserved") != RESERVED_REFUSE)
		return 0;
	for (size_t i = 0; err == 0 && i < n; i++)
		if (place_is_stock(o[i].move.from->kind) &&
		    !is_loss(o[i].move.to))
			err = check(ops, guard_of(e), o, n, i);
	return err;
}

void
reserve_passed(struct ops *ops, struct entry *e, const struct move_order *o,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct move *m = &o[i].move;

		if (place_is_stock(m->from->kind))
			*change_of(ops, guard_of(e), m, m->from, o[i].lot) -=
			    m->qty;
		if (place_is_stock(m->to->kind))
			*change_of(ops, guard_of(e), m, m->to, o[i].lot) +=
			    m->qty;
	}
}

void
reserve_kept(struct entry *e)
{
	e->state[STATE] = NULL;
}
