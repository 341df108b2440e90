/* Valuations: folds opened, led through items one by one, and closed. */
#include <string.h>

#include "stock/foldkept.h"

static void
fold_open(struct valuation *v, struct fold *f)
{
	*f = (struct fold){ .all = v, .mem = v->mem, .lots.mem = v->mem };
	for (int i = 0; i < 2; i++) {
		f->text[i] = arena_new();
		f->text_start[i] = arena_mark(f->text[i]);
	}
}

struct fold *
fold_new(struct valuation *v)
{
	struct fold *f = ARENA_NEW(v->mem, struct fold);

	fold_open(v, f);
	return f;
}

static void
fold_close(struct fold *f)
{
	if (f == NULL)
		return;
	arena_free(f->text[0]);
	arena_free(f->text[1]);
}

int
valuation_item(struct valuation *v, const struct item *item)
{
	struct arena_mark mark = arena_mark(v->ops->mem);
	int64_t end = v->ask->as_of == NONE ? v->ops->now : v->ask->as_of;
	struct fold *f = &v->main;
	struct pool *p;
	int err = fold_begin(f, item);

	if (err == 0)
		err = fold_advance(f, INT64_MAX, INT64_MAX, INT64_MAX);
	if (err == 0)
		err = kept_until(f, INT64_MAX);
	if (err == 0)
		err = standards_until(f, end);
	if (err == 0)
		err = landed_until(f, end);
	if (v->ask->pool != NULL)
		VEC_EACH(&f->pools, p)
			if (err == 0)
				err = fold_tell_pool(f, p);
	if (err == 0 && v->ask->item_end != NULL)
		err = v->ask->item_end(v->data, item);
	fold_done(f);
	arena_back(v->ops->mem, mark);
	return err;
}

/* Places are looked up for each move: an array by id. */
static int
number_places(struct valuation *v)
{
	const struct location *const *all;
	size_t n;
	int err = locations_all(v->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if ((size_t)all[i]->id >= v->places)
			v->places = (size_t)all[i]->id + 1;
	v->place = ARENA_ARRAY(v->mem, const struct location *, v->places);
	for (size_t i = 0; err == 0 && i < n; i++)
		v->place[all[i]->id] = all[i];
	return err;
}

SQL(sql_undos,
    "SELECT e.entry, e.undoes FROM entry e WHERE e.undoes IS NOT NULL "
    "UNION SELECT r.entry, e.undoes FROM import_run r "
    "JOIN entry e ON e.entry = r.entry ORDER BY 1");

/* The entries that may hold reversals: undos, and corrections of imports. */
static int
read_undos(struct valuation *v)
{
	const struct entry *open = v->ask->open;
	VEC(struct undo) all = { 0 };
	struct db_query q;
	int got = 0, err = db_query0(v->ops, &q, sql_undos);

	while (err == 0 && (got = db_next(&q)) == 1)
		*VEC_ADD(v->mem, &all) = (struct undo){ db_int(&q, 0),
			db_int(&q, 1) };
	if (open != NULL && (open->head.undoes != NONE ||
	    strcmp(open->head.command, "import") == 0))
		*VEC_ADD(v->mem, &all) = (struct undo){ open->head.number,
			open->head.undoes };
	v->undo = all.v;
	v->undos = all.n;
	return err != 0 ? err : got;
}

int
valuation_open(struct ops *ops, const struct value_query *ask, void *data,
    struct valuation **out)
{
	struct arena *mem = arena_new();
	struct valuation *v = ARENA_NEW(mem, struct valuation);
	int err;

	arena_grows(mem);
	*v = (struct valuation){ .ops = ops, .ask = ask, .data = data,
		.mem = mem, .consumed.mem = mem, .runs.mem = mem };
	fold_open(v, &v->main);
	*out = v;
	err = number_places(v);
	if (err == 0)
		err = read_undos(v);
	if (err == 0)
		err = standards_read(v);
	if (err == 0)
		err = kept_open(v);
	return err != 0 ? err : landed_read(v);
}

void
valuation_close(struct valuation *v)
{
	if (v == NULL)
		return;
	fold_close(&v->main);
	for (size_t i = 0; i < v->side.n; i++)
		fold_close(v->side.v[i]);
	arena_free(v->mem);
}

int
values(struct ops *ops, const struct value_query *ask, void *data)
{
	const struct item *const *item = ask->item;
	struct valuation *v = NULL;
	size_t n = ask->n;
	int err = ask->n > 0 ? 0 : items_all(ops, &item, &n);

	if (err == 0)
		err = valuation_open(ops, ask, data, &v);
	if (err == 0 && ask->n == 0 && !ask->texts)
		err = fold_read_ahead(v, n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = valuation_item(v, item[i]);
	valuation_close(v);
	return err;
}
