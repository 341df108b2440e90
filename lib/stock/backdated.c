/* What a fact of the past changes: the cost of what left since. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/backdated.h"
#include "stock/value.h"
#include "time/date.h"

/* More than these are not valued anew: the note says how to ask. */
enum { ITEMS_MAX = 2000 };

/* What rises or falls, as the note calls it. */
enum { COGS, OTHER, VARIANCE, WHATS };
static const char *const what_words[WHATS] = { "COGS", "other issues",
	"variances" };

struct month {
	int64_t number;	     /* year * 12 + month - 1 */
	int64_t rose[WHATS]; /* by how much, minor units */
};

struct backdated {
	int64_t last; /* effective second of the moves before, NONE */
	int64_t first; /* the earliest of what is told of */
	VEC(int64_t) items;
	size_t more; /* items beyond ITEMS_MAX */
	struct ops *ops;
	const struct entry *entry;
	int64_t sign; /* -1: without the entry, 1: with it */
	VEC(struct month) months;
	VEC(struct month) item; /* of the item at hand */
	size_t changed;		/* items */
};

SQL(sql_span, "SELECT last_at FROM ledger_span WHERE ledger = 'stock move'");
SQL(sql_later, "SELECT entry FROM move WHERE item = $1 AND at > $2 "
	       "AND entry <> $3 LIMIT 1");

int
backdated_item(struct ops *ops, struct entry *e, struct backdated **list,
    int64_t item, int64_t at)
{
	struct backdated *b = *list;
	int64_t later = NONE;
	int err = 0;

	if (e->restoring || ops->quiet)
		return 0;
	if (b == NULL) {
		b = *list = ARENA_NEW(e->own, struct backdated);
		b->last = NONE;
		b->first = INT64_MAX;
		err = db_get_values(ops, &b->last, sql_span, NULL, 0);
	}
	if (err != 0 || b->last == NONE || at >= b->last)
		return err;
	err = db_get(ops, &later, sql_later, V(item), V(at),
	    V(e->head.number));
	if (err != 0 || later == NONE)
		return err;
	b->first = at < b->first ? at : b->first;
	if (b->items.n < ITEMS_MAX)
		*VEC_ADD(e->own, &b->items) = item;
	else
		b->more++;
	return 0;
}

static int
too_large(struct backdated *b)
{
	return fail(b->ops, OPS_DATA,
	    "what the past changes is too large a number");
}

static struct month *
month_of(struct backdated *b, int64_t at)
{
	struct civil c;
	struct month *m;
	int64_t day, number;
	int second;

	zone_from_utc(b->ops->book->zone, at, &day, &second);
	day_to_civil(day, &c);
	number = c.year * 12 + c.month - 1;
	VEC_EACH(&b->item, m)
		if (m->number == number)
			return m;
	m = VEC_ADD(b->ops->keep, &b->item);
	*m = (struct month){ .number = number };
	return m;
}

/* Costs of the entry's own moves are new; those of a correction instead. */
static int
add_event(void *data, const struct value_event *e)
{
	struct backdated *b = data;
	int cogs = e->kind == VALUE_ISSUED || e->kind == VALUE_RETURNED ||
	    (e->kind == VALUE_TRUE_UP && e->to->kind == PLACE_CUSTOMER);
	int64_t *rose;

	if ((!cogs && e->kind < VALUE_ISSUED) ||
	    (e->kind != VALUE_TRUE_UP && !b->entry->corrects &&
		e->entry == b->entry->head.number))
		return 0;
	rose = &month_of(b, e->at)->rose[cogs ? COGS
	    : e->kind == VALUE_VARIANCE ? VARIANCE : OTHER];
	return add_i64(*rose, -b->sign * e->value, rose) == 0 ? 0
							      : too_large(b);
}

/* What the item's fold gave joins that of the others. */
static int
add_item(struct backdated *b)
{
	struct month *m, *sum;
	int changed = 0;

	VEC_EACH(&b->item, m) {
		int rose = 0;

		for (int i = 0; i < WHATS; i++)
			rose |= m->rose[i] != 0;
		if (!rose)
			continue;
		changed = 1;
		VEC_EACH(&b->months, sum)
			if (sum->number == m->number)
				break;
		if (b->months.n == 0 ||
		    sum == b->months.v + b->months.n) {
			sum = VEC_ADD(b->ops->keep, &b->months);
			sum->number = m->number;
		}
		for (int i = 0; i < WHATS; i++)
			if (add_i64(sum->rose[i], m->rose[i],
				&sum->rose[i]) != 0)
				return too_large(b);
	}
	b->item.n = 0;
	b->changed += (size_t)changed;
	return 0;
}

static int
by_month(const void *a, const void *b)
{
	const struct month *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

static void
say_amount(struct str *s, const char *what, int64_t number, int64_t amount,
    int decimals)
{
	char text[DECIMAL_MAX];

	if (amount == 0)
		return;
	decimal_print(text, amount, decimals, decimals);
	str_addf(s, "%s%s of %04d-%02d %s%s", s->len > 0 ? ", " : "", what,
	    (int)(number / 12), (int)(number % 12 + 1), amount > 0 ? "+" : "",
	    text);
}

static void
say(struct backdated *b)
{
	int decimals = b->ops->book->decimals;
	struct str s = STR_INIT;
	struct month *m;

	if (b->months.n > 1)
		qsort(b->months.v, b->months.n, sizeof *b->months.v, by_month);
	VEC_EACH(&b->months, m)
		for (int i = 0; i < WHATS; i++)
			say_amount(&s, what_words[i], m->number, m->rose[i],
			    decimals);
	if (s.len > 0)
		note(b->ops, "%s; %zu item%s", s.p, b->changed,
		    b->changed == 1 ? "" : "s");
	if (b->more > 0)
		note(b->ops, "%zu more items have later moves: 'ops stock "
		    "value --known-at @%lld' has what was before", b->more,
		    (long long)b->entry->head.number - 1);
	str_free(&s);
}

static void
add_one(struct backdated *b, int64_t item)
{
	for (size_t i = 0; i < b->items.n; i++)
		if (b->items.v[i] == item)
			return;
	if (b->items.n < ITEMS_MAX)
		*VEC_ADD(b->ops->keep, &b->items) = item;
	else
		b->more++;
}

SQL(sql_made,
    "SELECT DISTINCT o.item FROM (SELECT DISTINCT entry FROM move "
    "WHERE item = $1 AND at >= $2 AND dst IN (SELECT id FROM location "
    "WHERE kind = 'production')) u JOIN move_span s ON s.entry = u.entry "
    "JOIN move o ON o.item = s.item AND o.at BETWEEN s.first_at AND s.last_at "
    "AND o.entry = s.entry AND o.src IN (SELECT id FROM location "
    "WHERE kind = 'production') ORDER BY 1");

/* What was made of it since costs something else, too; and so on. */
static int
add_made(struct backdated *b)
{
	struct db_query q;
	int err = 0;

	for (size_t i = 0; err == 0 && i < b->items.n; i++) {
		err = db_query(b->ops, &q, sql_made, V(b->items.v[i]),
		    V(b->first));
		while (err == 0 && (err = db_next(&q)) == 1) {
			add_one(b, db_int(&q, 0));
			err = 0;
		}
		db_done(&q);
	}
	return err;
}

int
backdated_tell(struct ops *ops, const struct entry *e, struct backdated *b)
{
	struct value_query before = { .as_of = NONE,
		.known = e->head.number - 1, .event = add_event };
	struct value_query after = { .as_of = NONE, .known = NONE,
		.event = add_event, .open = e };
	struct valuation *v = NULL, *w = NULL;
	const struct item *item;
	int err;

	if (b == NULL || b->items.n == 0 || ops->quiet)
		return 0;
	b->ops = ops;
	b->entry = e;
	err = add_made(b);
	if (err == 0)
		err = valuation_open(ops, &before, b, &v);
	if (err == 0)
		err = valuation_open(ops, &after, b, &w);
	for (size_t i = 0; err == 0 && i < b->items.n; i++) {
		err = item_by_id(ops, b->items.v[i], &item);
		b->sign = -1;
		if (err == 0)
			err = valuation_item(v, item);
		b->sign = 1;
		if (err == 0)
			err = valuation_item(w, item);
		if (err == 0)
			err = add_item(b);
	}
	valuation_close(v);
	valuation_close(w);
	if (err == 0)
		say(b);
	return err;
}

/*
 * A landed cost that is undone says no item, an earlier version of it does.
 * A landed cost of the entry's own receipt is no news: the moves tell it.
 */
SQL(sql_costs,
    "SELECT i.sku, m.at, NULL FROM landed_version v JOIN item i "
    "ON i.sku = (SELECT MAX(w.item) FROM landed_version w WHERE w.id = v.id) "
    "JOIN move_span s ON s.entry = v.receipt AND s.item = i.id "
    "JOIN move m ON m.item = s.item AND m.at BETWEEN s.first_at AND s.last_at "
    "AND m.entry = v.receipt AND m.line = v.of_line "
    "WHERE v.entry = $1 AND v.receipt <> $1 "
    "UNION SELECT item, NULL, valid_from FROM standard_version "
    "WHERE entry = $1 ORDER BY 1, 2, 3");

int
backdated_costs(struct ops *ops, struct entry *e, const struct ledger *l)
{
	struct backdated *b = NULL;
	const struct item *item, *last = NULL;
	struct db_query q;
	int err;

	(void)l;
	if (!e->ending || e->restoring || ops->quiet || ops->problems > 0)
		return 0;
	err = db_query(ops, &q, sql_costs, V(e->head.number));
	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t at = db_int(&q, 1);

		if (at == NONE)
			at = zone_to_utc(ops->book->zone, db_int(&q, 2), 0);
		err = item_by_sku(ops, db_text(&q, 0), &item);
		/* The first of an item's is the earliest. */
		if (err == 0 && item != last)
			err = backdated_item(ops, e, &b, item->id, at);
		last = item;
	}
	db_done(&q);
	return err != 0 ? err : backdated_tell(ops, e, b);
}
