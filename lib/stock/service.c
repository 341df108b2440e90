/* Service: how well promises to customers were kept, line by line. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/money.h"
#include "base/str.h"
#include "ledger/book.h"
#include "stock/service.h"
#include "time/date.h"
#include "time/when.h"

const char *const service_words[] = { "first", "promised", "due", NULL };

struct judging {
	struct ops *ops;
	const struct service_query *ask;
	int64_t today;
	struct map sites; /* location code -> its site's code */
	VEC(struct demand_shipment) sorted;
	int (*row)(void *, const struct service_line *);
	void *data;
};

static int
map_sites(struct judging *j)
{
	const struct location *const *all;
	size_t n = 0;
	int err = locations_all(j->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (all[i]->site != NULL)
			*map_put(&j->sites, all[i]->code) =
			    (void *)(uintptr_t)all[i]->site->code;
	return err;
}

static int
is_wanted(const struct service_codes *codes, const char *code)
{
	for (size_t i = 0; i < codes->n; i++)
		if (text_eq(codes->v[i], code))
			return 1;
	return codes->n == 0;
}

static int64_t
day_of(const struct demand *d, enum service_day against)
{
	if (against == SERVICE_FIRST && d->first_promised != NONE)
		return d->first_promised;
	if (against == SERVICE_PROMISED && d->promised != NONE)
		return d->promised;
	return d->due;
}

static int64_t
local_day(const struct judging *j, int64_t t)
{
	int64_t day;
	int second;

	zone_from_utc(j->ops->book->zone, t, &day, &second);
	return day;
}

/* The shipments by time: a back-dated one was posted later. */
static void
sort_shipments(struct judging *j, const struct demand *d)
{
	j->sorted.n = 0;
	for (size_t i = 0; i < d->shipments; i++) {
		size_t at = j->sorted.n;

		VEC_ADD(j->ops->keep, &j->sorted);
		for (; at > 0 && j->sorted.v[at - 1].at > d->shipment[i].at;
		     at--)
			j->sorted.v[at] = j->sorted.v[at - 1];
		j->sorted.v[at] = d->shipment[i];
	}
}

/* When the last piece left, and how much had left by the end of the day. */
static void
follow(struct judging *j, const struct demand *d, int64_t end,
    struct service_line *s, int64_t *last)
{
	int64_t sum = 0;

	*last = NONE;
	s->in_time = 0;
	s->complete = NONE;
	sort_shipments(j, d);
	for (size_t i = 0; i < j->sorted.n; i++) {
		*last = j->sorted.v[i].at;
		sum += j->sorted.v[i].qty;
		if (end != NONE && *last <= end)
			s->in_time = sum;
		if (sum >= d->qty && s->complete == NONE)
			s->complete = *last;
	}
}

/*
 * A line is judged when its day is over, or nothing of it is waited for any
 * more.  What was given up in time was no promise any more; what was given
 * up after its day was late.
 */
static void
judge(struct judging *j, const struct demand *d, struct service_line *s)
{
	int64_t end =
	    s->day == NONE ? NONE : day_end(j->ops->book->zone, s->day);
	int cancelled = d->state == DEMAND_CANCELLED;
	int64_t last;

	follow(j, d, end, s, &last);
	s->to_ship = s->complete == NONE ? NONE : s->complete - d->date;
	if (s->to_ship != NONE && s->to_ship < 0)
		s->to_ship = 0; /* on the same day */
	s->age = d->open > 0 ? j->today - local_day(j, d->date) : NONE;
	s->counted = s->on_time = s->in_full = s->otif = 0;
	s->fill = NONE;
	if (s->day == NONE ||
	    (s->complete == NONE && !cancelled && j->today <= s->day))
		return;
	s->counted = 1;
	s->in_full = s->complete != NONE;
	s->otif = s->in_full && s->complete <= end;
	s->on_time = s->otif ||
	    (cancelled && d->cancelled <= end && last != NONE && last <= end);
	if (mul_div(s->in_time < d->qty ? s->in_time : d->qty, MILLION, d->qty,
		&s->fill) != 0)
		s->fill = 0;
}

static int
judge_line(void *data, const struct demand *d)
{
	struct judging *j = data;
	const struct service_query *ask = j->ask;
	struct service_line s = { .demand = d, .day = day_of(d, ask->against) };
	int64_t day;

	if (d->state == DEMAND_CANCELLED && d->shipped == 0 &&
	    (s.day == NONE || local_day(j, d->cancelled) <= s.day))
		return 0;
	s.site = d->from == NULL ? NULL : map_get(&j->sites, d->from);
	if (!is_wanted(&ask->party, d->party) ||
	    !is_wanted(&ask->item, d->item) || !is_wanted(&ask->site, s.site))
		return 0;
	day = s.day != NONE ? s.day : local_day(j, d->date);
	if ((ask->first != NONE && day < ask->first) ||
	    (ask->last != NONE && day > ask->last))
		return 0;
	s.period = month_first(day);
	judge(j, d, &s);
	return j->row(j->data, &s);
}

int
service_lines(struct ops *ops, const struct service_query *ask,
    int (*row)(void *, const struct service_line *), void *data)
{
	struct demand_query all = { NULL, ask->as_of, ask->known };
	struct judging j = { .ops = ops,
		.ask = ask,
		.row = row,
		.data = data,
		.sites = { .mem = ops->keep } };
	int err = map_sites(&j);

	j.today = local_day(&j, ask->as_of);
	return err != 0 ? err : demands(ops, &all, judge_line, &j);
}

/* ---- groups ---- */

/* An order's lines of a group, while they come. */
struct order_state {
	int64_t number; /* of the order, from 1 */
	int pending;	/* a line is not judged yet */
	int counted, late, lacking, missed;
};

struct group {
	struct service_row row; /* shares are counts until the end */
	struct order_state order;
	int64_t fill; /* the sum of the lines' */
	VEC(int64_t) ages;
	VEC(int64_t) times;
};

struct grouping {
	struct ops *ops;
	const struct service_query *ask;
	struct map groups; /* key -> group */
	struct str key, order;
	int64_t orders;
};

static void
add_key(struct str *key, const char *code)
{
	/* A missing one stands behind all others. */
	str_addc(key, code == NULL ? 0x7f : 0x01);
	str_add(key, code == NULL ? "" : code);
	str_addc(key, '\n');
}

static struct group *
group_of(struct grouping *g, const struct service_line *s)
{
	unsigned by = g->ask->by;
	struct arena *keep = g->ops->keep;
	char month[DATE_SIZE];
	struct group *new;
	void **at;

	str_reset(&g->key);
	date_print(month, s->period);
	if (by & SERVICE_PARTY)
		add_key(&g->key, s->demand->party);
	if (by & SERVICE_ITEM)
		add_key(&g->key, s->demand->item);
	if (by & SERVICE_SITE)
		add_key(&g->key, s->site);
	if (by & SERVICE_PERIOD)
		add_key(&g->key, month);
	at = map_putn(&g->groups, g->key.p, g->key.len);
	if (*at != NULL)
		return *at;
	*at = new = ARENA_NEW(keep, struct group);
	if (by & SERVICE_PARTY)
		new->row.party = arena_strdup(keep, s->demand->party);
	if (by & SERVICE_ITEM)
		new->row.item = arena_strdup(keep, s->demand->item);
	if (by & SERVICE_SITE)
		new->row.site = s->site;
	new->row.period = by &SERVICE_PERIOD ? s->period : NONE;
	new->row.backlog_value = NONE;
	return new;
}

/* An order is judged when all its lines are, or one of them was missed. */
static void
end_order(struct group *g)
{
	const struct order_state *o = &g->order;

	if (o->counted && (o->missed || !o->pending)) {
		g->row.orders++;
		g->row.order_on_time += !o->late;
		g->row.order_in_full += !o->lacking;
		g->row.order_otif += !o->missed;
	}
	g->order = (struct order_state){ .number = 0 };
}

static void
add_to_order(struct group *g, int64_t number, const struct service_line *s)
{
	if (g->order.number != number)
		end_order(g);
	g->order.number = number;
	if (!s->counted) {
		g->order.pending = 1;
		return;
	}
	g->order.counted = 1;
	g->order.late |= !s->on_time;
	g->order.lacking |= !s->in_full;
	g->order.missed |= !s->otif;
}

static int
add_backlog(struct grouping *g, struct group *to, const struct service_line *s)
{
	const struct demand *d = s->demand;
	int64_t value;

	to->row.backlog++;
	to->row.backlog_late += s->counted;
	*VEC_ADD(g->ops->keep, &to->ages) = s->age;
	if (d->price == NONE)
		return 0;
	if (to->row.backlog_value == NONE)
		to->row.backlog_value = 0;
	if (money_of(d->open, d->price, g->ops->book->decimals, &value) == 0 &&
	    add_i64(to->row.backlog_value, value, &to->row.backlog_value) == 0)
		return 0;
	return fail(g->ops, OPS_DATA, "the value of what is open is too large");
}

static int
add_line(void *data, const struct service_line *s)
{
	struct grouping *g = data;
	struct group *to = group_of(g, s);

	if (g->orders == 0 || strcmp(g->order.p, s->demand->order) != 0) {
		str_reset(&g->order);
		str_add(&g->order, s->demand->order);
		g->orders++;
	}
	add_to_order(to, g->orders, s);
	if (s->counted) {
		to->row.lines++;
		to->row.on_time += s->on_time;
		to->row.in_full += s->in_full;
		to->row.otif += s->otif;
		to->fill += s->fill;
	}
	if (s->to_ship != NONE)
		*VEC_ADD(g->ops->keep, &to->times) = s->to_ship;
	return s->age != NONE ? add_backlog(g, to, s) : 0;
}

static int
compare_numbers(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* The value at rank ceil(percent n / 100) of sorted ones. */
static int64_t
ranked(const int64_t *v, size_t n, size_t percent)
{
	return n == 0 ? NONE : v[(n * percent + 99) / 100 - 1];
}

static int64_t
share(int64_t part, int64_t of)
{
	int64_t out;

	return of == 0 || mul_div(part, MILLION, of, &out) != 0 ? NONE : out;
}

int64_t
service_days(int64_t seconds)
{
	return seconds == NONE ? NONE : share(seconds, DAY_SECONDS);
}

static void
end_group(struct group *g)
{
	struct service_row *r = &g->row;
	int64_t out;

	end_order(g);
	r->on_time = share(r->on_time, r->lines);
	r->in_full = share(r->in_full, r->lines);
	r->otif = share(r->otif, r->lines);
	r->fill_rate =
	    r->lines == 0 || mul_div(g->fill, 1, r->lines, &out) ? NONE : out;
	r->order_on_time = share(r->order_on_time, r->orders);
	r->order_in_full = share(r->order_in_full, r->orders);
	r->order_otif = share(r->order_otif, r->orders);
	if (g->ages.n > 1)
		qsort(g->ages.v, g->ages.n, sizeof *g->ages.v, compare_numbers);
	if (g->times.n > 1)
		qsort(g->times.v, g->times.n, sizeof *g->times.v,
		    compare_numbers);
	r->age_median = ranked(g->ages.v, g->ages.n, 50);
	r->age_oldest = ranked(g->ages.v, g->ages.n, 100);
	r->shipped = (int64_t)g->times.n;
	r->to_ship_median = service_days(ranked(g->times.v, g->times.n, 50));
	r->to_ship_p90 = service_days(ranked(g->times.v, g->times.n, 90));
}

static int
compare_groups(const void *a, const void *b)
{
	const struct map_pair *x = a, *y = b;

	return strcmp(x->key, y->key);
}

int
service(struct ops *ops, const struct service_query *ask,
    int (*row)(void *, const struct service_row *), void *data)
{
	struct grouping g = { .ops = ops,
		.ask = ask,
		.groups = { .mem = ops->keep },
		.key = STR_INIT,
		.order = STR_INIT };
	struct map_pair *sorted;
	int err = service_lines(ops, ask, add_line, &g);

	str_free(&g.key);
	str_free(&g.order);
	sorted = ARENA_ARRAY(ops->keep, struct map_pair, g.groups.n + 1);
	if (g.groups.n > 0)
		memcpy(sorted, g.groups.pair, g.groups.n * sizeof *sorted);
	if (g.groups.n > 1)
		qsort(sorted, g.groups.n, sizeof *sorted, compare_groups);
	for (size_t i = 0; err == 0 && i < g.groups.n; i++) {
		struct group *group = sorted[i].value;

		end_group(group);
		err = row(data, &group->row);
	}
	return err;
}
