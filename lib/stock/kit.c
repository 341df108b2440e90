/* Kits: what an item is made of (its bill of material), level by level. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/kit.h"

const char *const kit_status_words[] = { "draft", "released", "retired",
	NULL };

static const struct column kit_cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY, "what is made" },
	{ "makes", TYPE_QTY, 0, "how much of it the parts make" },
	{ "status", TYPE_CODE, 0, "draft, released or retired" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column kit_part_cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY, "what is made" },
	{ "part", TYPE_CODE, LEDGER_KEY, "what goes into it" },
	{ "qty", TYPE_QTY, 0, "how much" },
	{ "scrap", TYPE_RATIO, 0, "what is lost on the way, of one" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

const struct ledger ledger_kit = { .name = "stock kit",
	RECORD_LEDGER(kit_cols, "kit"),
	.reverse = record_reverse,
	.verify = record_verify };

const struct ledger ledger_kit_part = { .name = "stock kit part",
	RECORD_LEDGER(kit_part_cols, "kit_part"),
	.reverse = record_reverse,
	.verify = record_verify };

/* ---- reading ---- */

struct kits {
	struct ops *ops;
	struct arena *mem; /* of all kits */
	int64_t known;
	struct map of; /* sku to struct kit, of those that were asked for */
	int whole;     /* all are in it */
};

struct kits *
kits_open(struct ops *ops, struct arena *mem, int64_t known)
{
	struct kits *k = ARENA_NEW(mem, struct kits);

	k->ops = ops;
	k->known = known;
	k->of.mem = k->mem = mem;
	return k;
}

typedef VEC(struct kit_part) part_list;

/* Puts a part behind those of its kit. */
static void
add_part(struct arena *mem, struct kit *k, part_list *list,
    const struct kit_part *p)
{
	*VEC_ADD(mem, list) = *p;
	k->part = list->v;
	k->parts = list->n;
}

SQL(sql_kit, "SELECT makes, status FROM kit WHERE item = $1");
SQL(sql_parts, "SELECT part, qty, scrap FROM kit_part WHERE item = $1 "
	       "ORDER BY part");

/* One kit as it is now; *out is NULL where there is none. */
static int
read_kit(struct kits *k, const struct item *item, struct kit **out)
{
	struct ops *ops = k->ops;
	part_list list = { 0 };
	struct kit_part p;
	struct db_query q;
	int err = db_query(ops, &q, sql_kit, V(item->sku));

	*out = NULL;
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	*out = ARENA_NEW(k->mem, struct kit);
	**out = (struct kit){ item, db_int(&q, 0),
		arena_strdup(k->mem, db_text(&q, 1)), NULL, 0 };
	db_done(&q);
	err = db_query(ops, &q, sql_parts, V(item->sku));
	while (err == 0 && (err = db_next(&q)) == 1) {
		p.qty = db_int(&q, 1);
		p.scrap = db_int(&q, 2);
		err = item_by_sku(ops, db_text(&q, 0), &p.part);
		if (err == 0)
			add_part(k->mem, *out, &list, &p);
	}
	db_done(&q);
	return err;
}

/* The parts of all kits; they come in the order of (item, part). */
static int
load_parts(struct kits *k)
{
	struct ops *ops = k->ops;
	struct kit *kit = NULL;
	part_list list = { 0 };
	struct kit_part p;
	struct db_query q;
	int err = record_query(ops, &ledger_kit_part, k->known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *sku = db_text(&q, 3);

		if (kit == NULL || !text_eq(kit->item->sku, sku)) {
			kit = map_get(&k->of, sku);
			list = (part_list){ 0 };
		}
		p.qty = db_int(&q, 5);
		p.scrap = db_int(&q, 6);
		err = item_by_sku(ops, db_text(&q, 4), &p.part);
		if (err == 0 && kit != NULL)
			add_part(k->mem, kit, &list, &p);
	}
	db_done(&q);
	return err;
}

static int
load(struct kits *k)
{
	struct ops *ops = k->ops;
	struct db_query q;
	int err;

	if (k->whole)
		return 0;
	k->of = (struct map){ .mem = k->mem };
	err = record_query(ops, &ledger_kit, k->known, NULL, &q);
	while (err == 0 && (err = db_next(&q)) == 1) {
		struct kit *kit = ARENA_NEW(k->mem, struct kit);

		err = item_by_sku(ops, db_text(&q, 3), &kit->item);
		kit->makes = db_int(&q, 4);
		kit->status = arena_strdup(k->mem, db_text(&q, 5));
		*map_put(&k->of, db_text(&q, 3)) = kit;
	}
	db_done(&q);
	k->whole = err == 0;
	return err != 0 ? err : load_parts(k);
}

int
kit_of(struct kits *k, const struct item *item, const struct kit **out)
{
	struct kit *kit = NULL;
	int err = k->known != NONE ? load(k) : 0;

	*out = map_get(&k->of, item->sku);
	if (err != 0 || *out != NULL || k->whole)
		return err;
	err = read_kit(k, item, &kit);
	if (err == 0 && kit != NULL)
		*map_put(&k->of, item->sku) = kit;
	*out = kit;
	return err;
}

int
kit_known(struct kits *k, const struct item *item, const struct kit **out)
{
	int err = kit_of(k, item, out);

	if (err != 0 || *out != NULL)
		return err;
	return fail(k->ops, OPS_DATA, "item: '%s' is no kit: 'ops stock kit "
	    "set' says what it is made of", item->sku);
}

struct ops *
kits_ops(struct kits *k)
{
	return k->ops;
}

static int
by_item(const void *a, const void *b)
{
	const struct kit *const *x = a, *const *y = b;

	return strcmp((*x)->item->sku, (*y)->item->sku);
}

int
kits_all(struct kits *k, const struct kit *const **out, size_t *n)
{
	const struct kit **v;
	int err = load(k);

	v = ARENA_ARRAY(k->mem, const struct kit *, k->of.n);
	for (size_t i = 0; i < k->of.n; i++)
		v[i] = k->of.pair[i].value;
	if (k->of.n > 1)
		qsort(v, k->of.n, sizeof *v, by_item);
	*out = v;
	*n = k->of.n;
	return err;
}

/* ---- what is in what ---- */

int
kit_needs(struct ops *ops, const struct kit *k, const struct kit_part *p,
    int64_t n, int64_t *qty)
{
	int64_t scrap = p->scrap == NONE ? 0 : p->scrap, gross, per;

	if (mul_div(p->qty, MILLION + scrap, 1, &gross) == 0 &&
	    mul_div(k->makes, MILLION, 1, &per) == 0 &&
	    mul_div(n, gross, per, qty) == 0)
		return 0;
	return fail(ops, OPS_DATA, "qty: the need of '%s' for '%s' is too "
	    "large a number", p->part->sku, k->item->sku);
}

/* The way from the kit asked for down to the one at hand. */
struct way {
	struct kits *kits;
	int (*row)(void *, const struct kit_row *);
	void *data;
	VEC(const struct item *) items;
};

/* Kits in the book contain no cycle; those of one entry might yet. */
static int
check_way(struct way *w, const struct item *item)
{
	struct ops *ops = w->kits->ops;
	const char *text = "";
	size_t i;

	for (i = 0; i < w->items.n && w->items.v[i] != item; i++)
		continue;
	if (i == w->items.n)
		return 0;
	for (; i < w->items.n; i++)
		text = arena_printf(ops->mem, "%s%s > ", text,
		    w->items.v[i]->sku);
	return fail(ops, OPS_DATA, "part: a kit cannot contain itself: %s%s",
	    text, item->sku);
}

static int
descend(struct way *w, const struct kit *kit, int64_t n)
{
	struct ops *ops = w->kits->ops;
	int err = check_way(w, kit->item);

	*VEC_ADD(w->kits->mem, &w->items) = kit->item;
	for (size_t i = 0; err == 0 && i < kit->parts; i++) {
		struct kit_row r = { .level = (int64_t)w->items.n,
			.kit = kit, .part = &kit->part[i] };

		err = kit_needs(ops, kit, r.part, n, &r.qty);
		if (err == 0)
			err = kit_of(w->kits, r.part->part, &r.made_of);
		if (err == 0 && w->row != NULL)
			err = w->row(w->data, &r);
		if (err == 0 && r.made_of != NULL)
			err = descend(w, r.made_of, r.qty);
	}
	w->items.n--;
	return err;
}

int
kit_explode(struct kits *k, const struct item *item, int64_t n,
    int (*row)(void *, const struct kit_row *), void *data)
{
	struct way w = { .kits = k, .row = row, .data = data };
	const struct kit *kit;
	int err = kit_of(k, item, &kit);

	return err != 0 || kit == NULL ? err : descend(&w, kit, n);
}

/* Where does an item stand in a kit? */
static const struct kit_part *
part_of(const struct kit *k, const struct item *item)
{
	for (size_t i = 0; i < k->parts; i++)
		if (k->part[i].part == item)
			return &k->part[i];
	return NULL;
}

/* `per` is how much of the item asked for is in one of this one. */
static int
ascend(struct way *w, const struct item *item, int64_t per)
{
	struct ops *ops = w->kits->ops;
	const struct kit *const *all;
	size_t n;
	int err = kits_all(w->kits, &all, &n);

	*VEC_ADD(w->kits->mem, &w->items) = item;
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct kit_row r = { .level = (int64_t)w->items.n,
			.kit = all[i], .part = part_of(all[i], item) };
		int64_t one;

		if (r.part == NULL)
			continue;
		err = kit_needs(ops, all[i], r.part, MILLION, &one);
		if (err == 0 && mul_div(per, one, MILLION, &r.qty) != 0)
			err = fail(ops, OPS_DATA, "qty: too large a number");
		if (err == 0)
			err = w->row(w->data, &r);
		if (err == 0)
			err = ascend(w, all[i]->item, r.qty);
	}
	w->items.n--;
	return err;
}

int
kit_where_used(struct kits *k, const struct item *item,
    int (*row)(void *, const struct kit_row *), void *data)
{
	struct way w = { .kits = k, .row = row, .data = data };

	return ascend(&w, item, MILLION);
}

/* ---- posting ---- */

static int
check_kit(struct ops *ops, const struct kit *k)
{
	if (k->makes <= 0)
		return decimal_wrong(ops, "makes", k->makes, QTY_SCALE,
		    "a quantity above 0");
	for (size_t i = 0; i < k->parts; i++) {
		const struct kit_part *p = &k->part[i];

		if (p->qty <= 0)
			return fail(ops, OPS_DATA,
			    "qty: of '%s' it must be above 0", p->part->sku);
		if (p->scrap != NONE && (p->scrap < 0 || p->scrap >= MILLION))
			return decimal_wrong(ops, "scrap", p->scrap,
			    RATIO_SCALE, arena_printf(ops->mem, "of '%s' a "
			    "number from 0 to below 1 (0.05 is 5 %%)",
			    p->part->sku));
		if (part_of(k, p->part) != p)
			return fail(ops, OPS_DATA, "part: '%s' is there twice",
			    p->part->sku);
	}
	return 0;
}

/* Is a part the same as it was? */
static int
same_part(const struct kit *before, const struct kit_part *p)
{
	const struct kit_part *was = before == NULL ? NULL
						    : part_of(before, p->part);

	return was != NULL && was->qty == p->qty && was->scrap == p->scrap;
}

static int
same_kit(const struct kit *a, const struct kit *b)
{
	if (a == NULL || a->makes != b->makes || a->parts != b->parts ||
	    !text_eq(a->status, b->status))
		return 0;
	for (size_t i = 0; i < b->parts; i++)
		if (!same_part(a, &b->part[i]))
			return 0;
	return 1;
}

/* New parts, and those it had and has no more. */
static int
post_parts(struct ops *ops, struct entry *e, const struct kit *k,
    const struct kit *before)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < k->parts; i++) {
		const struct kit_part *p = &k->part[i];
		struct db_value cols[LEDGER_COLUMNS] = { V(k->item->sku),
			V(p->part->sku), V(p->qty), V(p->scrap) };

		if (!same_part(before, p))
			err = record_post(ops, e, &ledger_kit_part, cols,
			    NULL);
	}
	for (size_t i = 0; err == 0 && before != NULL && i < before->parts;
	     i++) {
		const struct kit_part *p = &before->part[i];
		struct db_value cols[LEDGER_COLUMNS] = { V(k->item->sku),
			V(p->part->sku), V(p->qty), V(p->scrap) };

		if (part_of(k, p->part) == NULL)
			err = record_remove(ops, e, &ledger_kit_part, cols);
	}
	return err;
}

int
kit_post(struct ops *ops, struct entry *e, const struct kit *k)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(k->item->sku),
		V(k->makes), V(k->status) };
	struct kits *now = kits_open(ops, ops->mem, NONE);
	const struct kit *before;
	struct way w = { .kits = now };
	int err = check_kit(ops, k);

	if (err == 0)
		err = kit_of(now, k->item, &before);
	if (err == 0)
		*map_put(&now->of, k->item->sku) = (void *)(uintptr_t)k;
	if (err == 0)
		err = descend(&w, k, MILLION);
	if (err == 0 && same_kit(before, k)) {
		e->unchanged++;
		return 0;
	}
	if (err == 0)
		err = record_post(ops, e, &ledger_kit, cols, NULL);
	return err != 0 ? err : post_parts(ops, e, k, before);
}
