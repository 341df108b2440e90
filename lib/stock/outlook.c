/* What places hold at every time, kept in memory while rows are checked. */
#include <stdlib.h>
#include <string.h>

#include "base/pairs.h"
#include "stock/outlook.h"
#include "stock/timeline.h"

enum { MET_ENOUGH = 2000, POINTS_MAX = 1 << 20 };

/* So that no sum of what moved can overflow. */
#define GROSS_MAX ((uint64_t)INT64_MAX / 4)

struct known_item {
	size_t met; /* moves that were replayed for it */
	int ready;  /* its places are in the timelines */
	uint64_t gross; /* all that ever moved of it */
};

struct outlook {
	struct ops *ops;
	struct arena *mem; /* of all that follows */
	struct pairs items;
	VEC(struct known_item) known;
	struct pairs places; /* (location, lot) */
	struct pairs keys;   /* (item's number, place's number) */
	VEC(struct timeline) lines;
	size_t points, met_enough;
};

/* What a record does to a timeline. */
struct effect {
	size_t line, order; /* of the timelines; of the record */
	int64_t at, qty;
	const struct move *move;
};

/* Something is below zero: the first time of its place. */
struct found {
	struct shortage shortage;
	size_t order;
};

static void
begin(struct outlook *o, size_t met_enough)
{
	struct ops *ops = o->ops;

	arena_free(o->mem);
	memset(o, 0, sizeof *o);
	o->ops = ops;
	o->mem = arena_new();
	o->items.mem = o->places.mem = o->keys.mem = o->mem;
	o->met_enough = met_enough;
}

struct outlook *
outlook_new(struct ops *ops)
{
	struct outlook *o = xmalloc(sizeof *o);

	memset(o, 0, sizeof *o);
	o->ops = ops;
	o->mem = NULL;
	begin(o, MET_ENOUGH);
	return o;
}

void
outlook_free(struct outlook *o)
{
	if (o == NULL)
		return;
	arena_free(o->mem);
	free(o);
}

static struct known_item *
known(struct outlook *o, int64_t item)
{
	size_t i = pairs_number(&o->items, (uint32_t)item, 0);

	if (i == o->known.n)
		*VEC_ADD(o->mem, &o->known) = (struct known_item){ 0, 0, 0 };
	return &o->known.v[i];
}

static size_t
line_of(struct outlook *o, int64_t item, int64_t location, int64_t lot)
{
	size_t a = pairs_number(&o->items, (uint32_t)item, 0);
	size_t b = pairs_number(&o->places, (uint32_t)location, (uint32_t)lot);
	size_t i = pairs_number(&o->keys, (uint32_t)a, (uint32_t)b);

	if (i == o->lines.n)
		memset(VEC_ADD(o->mem, &o->lines), 0, sizeof *o->lines.v);
	return i;
}

static void
change(struct outlook *o, size_t line, int64_t at, int64_t qty)
{
	o->points += (size_t)timeline_add(o->mem, &o->lines.v[line], at, qty);
}

static void
add_gross(struct known_item *k, int64_t qty)
{
	k->gross = k->gross + (uint64_t)qty < GROSS_MAX
	    ? k->gross + (uint64_t)qty : GROSS_MAX;
}

SQL(sql_of_item, "SELECT at, src, dst, lot, qty FROM move WHERE item = $1 "
		 "ORDER BY at, entry, line");

static int
read_end(struct outlook *o, int64_t item, const struct db_query *q, int column,
    int64_t qty)
{
	const struct location *place;
	int err = location_by_id(o->ops, db_int(q, column), &place);

	if (err == 0 && place_is_stock(place->kind))
		change(o, line_of(o, item, place->id, db_int(q, 3)),
		    db_int(q, 0), qty);
	return err;
}

/* Reads an item's places: 1; 0 where they are too much to be kept. */
static int
read_item(struct outlook *o, int64_t item)
{
	struct db_query q;
	int err = db_query(o->ops, &q, sql_of_item, V(item));

	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t qty = db_int(&q, 4);

		add_gross(known(o, item), qty);
		err = known(o, item)->gross == GROSS_MAX
		    ? 0 : read_end(o, item, &q, 1, -qty);
		if (err == 0 && known(o, item)->gross < GROSS_MAX)
			err = read_end(o, item, &q, 2, qty);
		if (err == 0 && o->points > POINTS_MAX)
			break;
	}
	db_done(&q);
	if (err < 0)
		return err;
	if (o->points > POINTS_MAX) {
		begin(o, 2 * o->met_enough);
		return 0;
	}
	known(o, item)->ready = 1;
	return 1;
}

/* Are all the items in memory by now, and no sum near what a number holds? */
static int
are_ready(struct outlook *o, const struct move *m, size_t n)
{
	uint64_t all = 0;

	for (size_t i = 0; i < n; i++) {
		struct known_item *k = known(o, m[i].item->id);
		int got = k->ready ? 1
		    : k->met < o->met_enough ? 0
		    : read_item(o, m[i].item->id);

		if (got != 1)
			return got;
		if (all < GROSS_MAX)
			all += (uint64_t)m[i].qty;
	}
	for (size_t i = 0; i < n; i++)
		if (!known(o, m[i].item->id)->ready ||
		    known(o, m[i].item->id)->gross + all >= GROSS_MAX)
			return 0;
	return 1;
}

static int
by_line(const void *a, const void *b)
{
	const struct effect *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int
by_time(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->shortage.item != y->shortage.item)
		return x->shortage.item < y->shortage.item ? -1 : 1;
	if (x->shortage.at != y->shortage.at)
		return x->shortage.at < y->shortage.at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* What the moves do to places where goods are kept, by place and time. */
static struct effect *
effects(struct outlook *o, const struct move *m, size_t n, size_t *out)
{
	struct effect *e = ARENA_ARRAY(o->ops->mem, struct effect, 2 * n);

	*out = 0;
	for (size_t i = 0; i < 2 * n; i++) {
		const struct move *of = &m[i / 2];
		const struct location *place = i % 2 ? of->to : of->from;
		int64_t lot = of->lot == NULL ? 0 : of->lot->id;

		if (!place_is_stock(place->kind))
			continue;
		e[(*out)++] = (struct effect){
			line_of(o, of->item->id, place->id, lot), i, of->at,
			i % 2 ? of->qty : -of->qty, of };
	}
	qsort(e, *out, sizeof *e, by_line);
	return e;
}

SQL(sql_entry_then, "SELECT entry FROM move WHERE item = $1 AND at = $2 "
		    "ORDER BY entry DESC, line DESC LIMIT 1");

/* The effects [0, n) of one place are in its timeline: is it ever short? */
static int
look(struct outlook *o, const struct effect *e, size_t n, struct found *out)
{
	const struct effect *took = NULL;
	struct shortage *s = &out->shortage;
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t until = i + 1 < n ? e[i + 1].at : INT64_MAX;

		sum += e[i].qty;
		if (e[i].qty < 0)
			took = &e[i];
		if (until == e[i].at || sum >= 0 ||
		    !timeline_below(&o->lines.v[e->line], e[i].at, until,
			&s->at, &s->qty))
			continue;
		s->item = took->move->item->id;
		s->location = (uint32_t)took->move->from->id;
		s->lot = took->move->lot == NULL
		    ? 0 : (uint32_t)took->move->lot->id;
		s->source_line = took->move->source_line;
		s->after_entry = NONE;
		out->order = took->order;
		if (s->at == took->at)
			return 1;
		return db_get(o->ops, &s->after_entry, sql_entry_then,
		    V(s->item), V(s->at)) == 0 ? 1 : o->ops->code;
	}
	return 0;
}

int
outlook_check(struct outlook *o, const struct entry *entry, int policy,
    const struct move *m, size_t n)
{
	struct effect *e;
	struct found *found;
	size_t all, end, short_of = 0;
	int got = are_ready(o, m, n);

	if (got != 1)
		return got;
	e = effects(o, m, n, &all);
	found = ARENA_ARRAY(o->ops->mem, struct found, all + 1);
	for (size_t i = 0; i < all; i++)
		change(o, e[i].line, e[i].at, e[i].qty);
	for (size_t i = 0; got >= 0 && i < all; i = end) {
		for (end = i; end < all && e[end].line == e[i].line;)
			end++;
		got = look(o, e + i, end - i, &found[short_of]);
		short_of += got == 1;
	}
	/* They are in when they are posted. */
	for (size_t i = 0; i < all; i++)
		change(o, e[i].line, e[i].at, -e[i].qty);
	if (short_of > 1)
		qsort(found, short_of, sizeof *found, by_time);
	for (size_t i = 0; got >= 0 && i < short_of; i++)
		got = shortage_tell(o->ops, entry, policy, &found[i].shortage);
	return got < 0 ? got : 1;
}

void
outlook_replayed(struct outlook *o, const struct move *m, size_t n, size_t met)
{
	for (size_t i = 0; i < n; i++)
		known(o, m[i].item->id)->met += met / n;
}

int
outlook_add(struct outlook *o, const struct move *m)
{
	struct known_item *k = known(o, m->item->id);
	int64_t lot = m->lot == NULL ? 0 : m->lot->id;

	if (!k->ready)
		return 0;
	add_gross(k, m->qty);
	if (k->gross == GROSS_MAX)
		return 0;
	if (place_is_stock(m->from->kind))
		change(o, line_of(o, m->item->id, m->from->id, lot), m->at,
		    -m->qty);
	if (place_is_stock(m->to->kind))
		change(o, line_of(o, m->item->id, m->to->id, lot), m->at,
		    m->qty);
	if (o->points > POINTS_MAX)
		begin(o, 2 * o->met_enough);
	return 0;
}
