/* Production runs: what was consumed is what the made goods cost. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "db/db.h"
#include "stock/fold.h"

void
production_consumed(struct valuation *v, const struct goods *m, int64_t cost)
{
	size_t i = pairs_number(&v->consumed, (uint32_t)m->entry,
	    (uint32_t)m->line);

	if (i == v->cost.n)
		VEC_ADD(v->mem, &v->cost);
	v->cost.v[i] = cost;
}

static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

/* One run is what an entry has of one time and one reference. */
static int
compare_runs(const struct run_line *x, const struct run_line *y)
{
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return compare_texts(x->reference, y->reference);
}

static int
by_run(const void *a, const void *b)
{
	const struct run_line *x = a, *y = b;
	int order = compare_runs(x, y);

	return order != 0 ? order : x->line < y->line ? -1 : 1;
}

SQL(sql_run,
    "SELECT m.at, m.item, m.line, m.qty, m.value, m.reference, "
    "CASE WHEN a.kind = 'production' THEN 1 ELSE 0 END "
    "FROM move_span s JOIN move m ON m.item = s.item "
    "AND m.at BETWEEN s.first_at AND s.last_at AND m.entry = s.entry "
    "JOIN location a ON a.id = m.src JOIN location b ON b.id = m.dst "
    "WHERE s.entry = $1 AND (a.kind = 'production' OR b.kind = 'production') "
    "ORDER BY m.line");

static int
read_run(struct valuation *v, int64_t entry, struct run_entry *r)
{
	VEC(struct run_line) line = { 0 };
	struct db_query q;
	int err = db_query(v->ops, &q, sql_run, V(entry));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct run_line *l = VEC_ADD(v->mem, &line);

		l->at = db_int(&q, 0);
		l->item = db_int(&q, 1);
		l->line = db_int(&q, 2);
		l->qty = db_int(&q, 3);
		l->value = db_int(&q, 4);
		l->reference = arena_strdup(v->mem, db_text(&q, 5));
		l->made = db_int(&q, 6) == 1;
		err = 0;
	}
	db_done(&q);
	if (line.n > 0)
		qsort(line.v, line.n, sizeof *line.v, by_run);
	*r = (struct run_entry){ line.v, line.n };
	return err;
}

SQL(sql_reference, "SELECT reference FROM move WHERE item = $1 AND at = $2 "
		   "AND entry = $3 AND line = $4");

/* The lines of a move's run. */
static int
find_run(const struct fold *f, const struct goods *m, struct run_entry *out)
{
	struct valuation *v = f->all;
	struct run_line key = { .at = m->at };
	size_t i = pairs_number(&v->runs, (uint32_t)m->entry, 0), low = 0, high;
	const struct run_entry *r;
	int err = db_get_text(v->ops, &key.reference, sql_reference,
	    V(f->item->id), V(m->at), V(m->entry), V(m->line));

	if (err != 0)
		return err;
	if (i == v->run.n) {
		err = read_run(v, m->entry, VEC_ADD(v->mem, &v->run));
		if (err != 0)
			return err;
	}
	r = &v->run.v[i];
	for (high = r->n; low < high;) {
		size_t mid = low + (high - low) / 2;

		if (compare_runs(&r->line[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (high < r->n && compare_runs(&r->line[high], &key) == 0)
		high++;
	*out = (struct run_entry){ r->line + low, high - low };
	return 0;
}

/* The item's own fold is where it is; others are brought to the line. */
static int
consume(struct fold *f, const struct goods *m, const struct run_line *l,
    int64_t *sum, int *any)
{
	struct valuation *v = f->all;
	const struct item *item;
	struct fold **side;
	size_t i;
	int err = 0;

	while (v->side.n <= (size_t)l->item)
		*VEC_ADD(v->mem, &v->side) = NULL;
	side = &v->side.v[l->item];
	if (l->item != f->item->id && *side == NULL) {
		err = item_by_id(v->ops, l->item, &item);
		if (err == 0) {
			*side = fold_new(v);
			(*side)->quiet = 1;
			err = fold_begin(*side, item);
		}
		side = &v->side.v[l->item];
	}
	if (err == 0 && l->item != f->item->id && !(*side)->busy)
		err = fold_advance(*side, m->at, m->entry, l->line);
	if (err != 0)
		return err;
	i = pairs_number(&v->consumed, (uint32_t)m->entry, (uint32_t)l->line);
	if (i == v->cost.n) /* it does not stand, or comes after this */
		*VEC_ADD(v->mem, &v->cost) = NONE;
	if (v->cost.v[i] == NONE)
		return 0;
	*any = 1;
	return add_i64(*sum, v->cost.v[i], sum) == 0
	    ? 0 : value_too_large(v->ops, f->item);
}

/* What is made shares by its items' costs, or, without, by quantity. */
static int
share(struct fold *f, const struct run_entry *r, int64_t line, int64_t sum,
    int64_t *value)
{
	struct ops *ops = f->all->ops;
	int64_t *weight = ARENA_ARRAY(ops->mem, int64_t, r->n);
	int64_t *part = ARENA_ARRAY(ops->mem, int64_t, r->n);
	size_t n = 0, mine = 0;
	int costed = 1, err = 0;

	for (int pass = 0; pass < 2; pass++) {
		n = 0;
		for (size_t i = 0; err == 0 && i < r->n; i++) {
			const struct run_line *l = &r->line[i];
			const struct item *item;

			if (!l->made || l->value != NONE)
				continue;
			err = item_by_id(ops, l->item, &item);
			if (err != 0)
				return err;
			if (item->cost == NONE || item->cost == 0)
				costed = 0;
			weight[n] = l->qty;
			if (pass > 0 && costed && money_of(l->qty, item->cost,
				6, &weight[n]) != 0)
				return value_too_large(ops, item);
			if (l->line == line)
				mine = n;
			n++;
		}
	}
	if (n < 2)
		*value = sum;
	else if (money_split(sum, weight, n, part) != 0)
		return value_too_large(ops, f->item);
	else
		*value = part[mine];
	return 0;
}

int
production_cost(struct fold *f, const struct goods *m, int64_t *value)
{
	struct arena_mark mark = arena_mark(f->all->ops->mem);
	struct run_entry r;
	int64_t sum = 0;
	int any = 0, err = find_run(f, m, &r);

	*value = NONE;
	for (size_t i = 0; err == 0 && i < r.n; i++)
		if (!r.line[i].made)
			err = consume(f, m, &r.line[i], &sum, &any);
	if (err == 0 && any)
		err = share(f, &r, m->line, sum, value);
	arena_back(f->all->ops->mem, mark);
	return err;
}
