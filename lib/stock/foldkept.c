/* What a closing keeps of values: written, read in folds, checked. */
#include <string.h>

#include "base/decimal.h"
#include "ledger/book.h"
#include "stock/foldkept.h"

SQL(sql_day, "SELECT day, entry FROM kept_pool WHERE day <= $1 "
	     "AND entry <= $2 ORDER BY day DESC LIMIT 1");

/* The last closed day that something was kept of, and its entry; or NONE. */
static int
last_kept(struct ops *ops, int64_t as_of, int64_t known, int64_t *last,
    int64_t *entry)
{
	int64_t day, end = as_of == NONE ? ops->now : as_of;
	struct db_query q;
	int second, err;

	*last = *entry = NONE;
	zone_from_utc(ops->book->zone, end + 1, &day, &second);
	err = db_query(ops, &q, sql_day, V(day - 1),
	    V(known == NONE ? INT64_MAX : known));
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	*last = db_int(&q, 0);
	*entry = db_int(&q, 1);
	db_done(&q);
	return 0;
}

int
values_from_closing(struct ops *ops, int64_t as_of, int64_t known, int *closing)
{
	int64_t day, entry;
	int err = last_kept(ops, as_of, known, &day, &entry);

	*closing = day != NONE;
	return err;
}

int
kept_open(struct valuation *v)
{
	const struct value_query *ask = v->ask;
	int err = 0;

	v->kept_day = v->kept_at = NONE;
	if (!ask->from_start)
		err = last_kept(v->ops, ask->as_of, ask->known, &v->kept_day,
		    &v->kept_entry);
	if (v->kept_day != NONE)
		v->kept_at = zone_to_utc(v->ops->book->zone, v->kept_day + 1,
		    0) - 1;
	return err;
}

SQL(sql_layers, "SELECT at, entry, line, place, party, came, qty, value "
		"FROM kept_layer WHERE day = $1 AND item = $2 AND lot = $3 "
		"ORDER BY n");

/* The number of what left before it came, as the fold has it. */
static uint32_t
early_number(const struct fold *f, const struct layer *l)
{
	size_t i = f->early.n;

	while (i-- > 0)
		if (f->early.v[i].move.entry == l->entry &&
		    f->early.v[i].move.line == l->line)
			return (uint32_t)i;
	return 0;
}

static int
read_layers(struct fold *f, struct pool *p)
{
	struct ops *ops = f->all->ops;
	struct db_query q;
	int got = 0, err = db_query(ops, &q, sql_layers, V(f->all->kept_day),
	    V(f->item->id), V((int64_t)p->lot));

	p->layers.n = p->head = 0;
	while (err == 0 && (got = db_next(&q)) == 1) {
		struct layer *l = VEC_ADD(p->mem, &p->layers);

		*l = (struct layer){ .at = db_int(&q, 0),
			.entry = db_int(&q, 1), .line = db_int(&q, 2),
			.place = (uint32_t)db_int(&q, 3),
			.party = (uint32_t)db_int(&q, 4),
			.came = db_int(&q, 5), .qty = db_int(&q, 6),
			.value = db_int(&q, 7) };
		if (l->qty < 0)
			l->out = early_number(f, l);
	}
	db_done(&q);
	return err != 0 ? err : got;
}

static int
tell(const struct fold *f, const struct pool *p, int64_t value)
{
	struct valuation *v = f->all;
	struct value_event e = { .item = f->item, .kind = VALUE_REVALUED,
		.at = v->kept_at, .entry = v->kept_entry, .value = value,
		.price = NONE, .of_entry = NONE, .of_line = NONE };
	int err = 0;

	if (f->quiet || v->ask->event == NULL || value == 0)
		return 0;
	if (p->lot != 0)
		err = lot_by_id(v->ops, p->lot, &e.lot);
	return err != 0 ? err : v->ask->event(v->data, &e);
}

/*
 * Today's rules may give the closed time another value than it was closed
 * with: it stays what it was, and the difference is seen.
 */
static int
take_over(struct fold *f, struct pool *p, const struct db_query *q)
{
	int64_t change, value = db_int(q, 2);
	int err;

	if (sub_i64(value, p->value, &change) != 0)
		return value_too_large(f->all->ops, f->item);
	p->value = value;
	p->last_qty = db_int(q, 3);
	p->last_value = db_int(q, 4);
	err = read_layers(f, p);
	return err != 0 ? err : tell(f, p, change);
}

SQL(sql_pools, "SELECT lot, qty, value, last_qty, last_value FROM kept_pool "
	       "WHERE day = $1 AND item = $2");

int
kept_until(struct fold *f, int64_t at)
{
	struct valuation *v = f->all;
	struct db_query q;
	int got = 0, err;

	if (f->kept || v->kept_at == NONE || at <= v->kept_at)
		return 0;
	f->kept = 1;
	if (f->costing == COSTING_STANDARD)
		return 0;
	err = db_query(v->ops, &q, sql_pools, V(v->kept_day), V(f->item->id));
	while (err == 0 && (got = db_next(&q)) == 1) {
		struct pool *p;

		VEC_EACH(&f->pools, p)
			if (err == 0 && p->lot == db_int(&q, 0) &&
			    p->qty == db_int(&q, 1))
				err = take_over(f, p, &q);
	}
	db_done(&q);
	return err != 0 ? err : got;
}

struct keeping {
	struct ops *ops;
	int64_t day, entry;
};

SQL(sql_pool, "INSERT INTO kept_pool (day, item, lot, entry, qty, value, "
	      "last_qty, last_value) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(sql_layer, "INSERT INTO kept_layer (day, item, lot, n, at, entry, line, "
	       "place, party, came, qty, value) VALUES ($1, $2, $3, $4, $5, "
	       "$6, $7, $8, $9, $10, $11, $12)");

static int
keep_pool(void *data, const struct value_pool *p)
{
	struct keeping *k = data;
	int64_t lot = p->by_lot && p->lot != NULL ? p->lot->id : 0;
	int err = db_run(k->ops, sql_pool, V(k->day), V(p->item->id), V(lot),
	    V(k->entry), V(p->qty), V(p->value), V(p->last_qty),
	    V(p->last_value));

	for (size_t i = 0; err == 0 && i < p->n; i++) {
		const struct value_layer *l = &p->layer[i];

		err = db_run(k->ops, sql_layer, V(k->day), V(p->item->id),
		    V(lot), V((int64_t)i + 1), V(l->at), V(l->entry),
		    V(l->line), V(l->place->id),
		    V(l->party == NULL ? (int64_t)0 : l->party->id),
		    V(l->came), V(l->qty), V(l->value));
	}
	return err;
}

SQL(sql_closes, "SELECT through FROM closing_version WHERE entry = $1 "
		"ORDER BY line DESC LIMIT 1");
SQL(sql_has, "SELECT day FROM kept_pool WHERE day = $1 LIMIT 1");
SQL(sql_drop_pools, "DELETE FROM kept_pool WHERE day > $1");
SQL(sql_drop_layers, "DELETE FROM kept_layer WHERE day > $1");

int
kept_finish(struct ops *ops, struct entry *e, const struct ledger *l)
{
	struct keeping k = { .ops = ops, .day = NONE,
		.entry = e->head.number };
	struct value_query q = { .known = NONE, .pool = keep_pool };
	int64_t has = NONE;
	int err = 0;

	(void)l;
	if (!e->ending)
		return 0;
	err = db_get(ops, &k.day, sql_closes, V(e->head.number));
	if (err != 0 || k.day == NONE)
		return err;
	err = db_run(ops, sql_drop_pools, V(k.day));
	if (err == 0)
		err = db_run(ops, sql_drop_layers, V(k.day));
	if (err == 0)
		err = db_get(ops, &has, sql_has, V(k.day));
	q.as_of = zone_to_utc(ops->book->zone, k.day + 1, 0) - 1;
	return err != 0 || has != NONE ? err : values(ops, &q, &k);
}

SQL(sql_sums,
    "SELECT p.item, p.day FROM kept_pool p LEFT JOIN (SELECT day, item, lot, "
    "SUM(qty) AS qty, SUM(value) AS value FROM kept_layer "
    "GROUP BY day, item, lot) l ON l.day = p.day AND l.item = p.item "
    "AND l.lot = p.lot WHERE p.qty <> COALESCE(l.qty, 0) "
    "OR p.value <> COALESCE(l.value, 0) ORDER BY p.day, p.item");
SQL(sql_lost,
    "SELECT l.item, l.day FROM kept_layer l LEFT JOIN kept_pool p "
    "ON p.day = l.day AND p.item = l.item AND p.lot = l.lot "
    "WHERE p.day IS NULL ORDER BY l.day, l.item");

struct verifying {
	struct ops *ops;
	int64_t day;
	int (*report)(void *, const char *);
	void *data;
	int skip; /* rules have changed: only quantities */
};

SQL(sql_kept, "SELECT value FROM kept_pool WHERE day = $1 AND item = $2 "
	      "AND lot = $3 AND qty = $4");
SQL(sql_closing, "SELECT MAX(entry) FROM kept_pool WHERE day = $1");
SQL(sql_item_since, "SELECT entry FROM item WHERE id = $1");

/* Of items that have been as they are: by the same rules the same value. */
static int
compare_pool(void *data, const struct value_pool *p)
{
	struct verifying *v = data;
	int64_t lot = p->by_lot && p->lot != NULL ? p->lot->id : 0;
	int64_t value = NONE;
	int err = db_get(v->ops, &value, sql_kept, V(v->day), V(p->item->id),
	    V(lot), V(p->qty));

	if (err != 0 || (value != NONE && (v->skip || value == p->value)))
		return err;
	if (value != NONE) {
		int64_t since = NONE, closed = NONE;

		err = db_get(v->ops, &since, sql_item_since, V(p->item->id));
		if (err == 0)
			err = db_get(v->ops, &closed, sql_closing, V(v->day));
		if (err != 0 || since > closed)
			return err;
	}
	return v->report(v->data, arena_printf(v->ops->mem, "stock value: "
	    "what was kept of item '%s' at the closing is not what its moves "
	    "give", p->item->sku));
}

SQL(sql_last, "SELECT k.day, k.entry, e.rules FROM kept_pool k "
	      "JOIN entry e ON e.entry = k.entry ORDER BY k.day DESC LIMIT 1");

static int
compare_last(struct ops *ops, struct verifying *v)
{
	struct value_query q = { .from_start = 1, .pool = compare_pool };
	struct db_query last;
	int err = db_query0(ops, &last, sql_last);

	if (err != 0 || (err = db_next(&last)) != 1)
		return err;
	v->day = db_int(&last, 0);
	q.known = db_int(&last, 1);
	v->skip = ops->book->rules == NULL || db_text(&last, 2) == NULL ||
	    strcmp(ops->book->rules, db_text(&last, 2)) != 0;
	db_done(&last);
	q.as_of = zone_to_utc(ops->book->zone, v->day + 1, 0) - 1;
	return values(ops, &q, v);
}

static int
each(struct verifying *v, const char *sql)
{
	struct db_query q;
	int err = db_query0(v->ops, &q, sql);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = v->report(v->data, arena_printf(v->ops->mem, "stock "
		    "value: the kept layers of item %lld, day %lld are not "
		    "its pool", (long long)db_int(&q, 0),
		    (long long)db_int(&q, 1)));
	db_done(&q);
	return err;
}

int
kept_verify(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	struct verifying v = { .ops = ops, .report = report, .data = data };
	int err = record_verify(ops, l, report, data);

	if (err == 0)
		err = each(&v, sql_sums);
	if (err == 0)
		err = each(&v, sql_lost);
	return err != 0 ? err : compare_last(ops, &v);
}
