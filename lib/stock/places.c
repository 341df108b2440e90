/* Places and items as people name them; the places of a new book, the tree. */
#include <stdlib.h>
#include <string.h>

#include "stock/cache.h"
#include "stock/masters.h"

enum place
place_kind(const char *word, const char *parent)
{
	for (int i = 0; word != NULL && place_words[i] != NULL; i++)
		if (strcmp(place_words[i], word) == 0)
			return (enum place)i;
	return parent == NULL ? PLACE_SITE : PLACE_INTERNAL;
}

int
location_note_site(struct ops *ops, const char *code)
{
	char *above = arena_strdup(ops->mem, code), *end;
	const struct location *l = NULL;
	int err = 0;

	while (err == 0 && l == NULL && (end = strrchr(above, '/')) != NULL) {
		*end = '\0';
		err = location_find(ops, above, &l);
	}
	if (err == 0 && l != NULL && place_is_stock(l->kind))
		note(ops, "'%s' is a site of its own: with the parent '%s' it "
		    "would be a place there", code, above);
	return err;
}

int
locations_of_new_book(struct ops *ops, struct entry *e)
{
	static const struct location places[] = {
		{ .code = "VENDOR", .kind = PLACE_VENDOR },
		{ .code = "CUSTOMER", .kind = PLACE_CUSTOMER },
		{ .code = "ADJUSTMENT", .kind = PLACE_ADJUSTMENT },
		{ .code = "SCRAP", .kind = PLACE_SCRAP },
		{ .code = "PRODUCTION", .kind = PLACE_PRODUCTION },
		{ .code = "TRANSIT", .kind = PLACE_TRANSIT },
		{ .code = "MAIN", .kind = PLACE_SITE },
	};
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof places / sizeof *places; i++)
		err = location_post(ops, e, &places[i]);
	return err;
}

int
place_within(const struct location *l, const struct location *const *place,
    size_t n)
{
	for (; l != NULL; l = l->up)
		for (size_t i = 0; i < n; i++)
			if (l == place[i])
				return 1;
	return n == 0;
}

const struct location *
place_at_depth(const struct location *l, int64_t depth)
{
	int64_t deep = 0;

	for (const struct location *up = l; up != NULL; up = up->up)
		deep++;
	for (; depth != NONE && deep > depth && deep > 1; deep--)
		l = l->up;
	return l;
}

/* The word of a kind in capitals: they are ASCII, whatever the locale. */
static void
capitals(char out[32], const char *word)
{
	size_t i = 0;

	for (; word[i] != '\0' && i < 31; i++)
		out[i] = (char)(word[i] - 'a' + 'A');
	out[i] = '\0';
}

int
location_end(struct ops *ops, enum place kind, const struct location **out)
{
	const struct location *const *v;
	size_t n, found = 0;
	char code[32];
	int err;

	capitals(code, place_words[kind]);
	err = location_find(ops, code, out);
	if (err != 0 || (*out != NULL && (*out)->kind == kind))
		return err;
	err = locations_all(ops, &v, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (v[i]->kind == kind) {
			*out = v[i];
			found++;
		}
	if (err != 0 || found == 1)
		return err;
	if (found == 0)
		return fail(ops, OPS_DATA, "the book has no location of kind "
		    "%s: 'ops stock location add' makes one",
		    place_words[kind]);
	return fail(ops, OPS_DATA, "the book has %zu locations of kind %s and "
	    "none is called '%s': 'ops stock move' takes any of them", found,
	    place_words[kind], code);
}

int
location_check_stock(struct ops *ops, const struct location *l)
{
	if (place_is_stock(l->kind))
		return 0;
	return fail(ops, OPS_DATA, "'%s' is of kind %s: expected a place where "
	    "goods are kept ('ops stock move' takes any)", l->code,
	    place_words[l->kind]);
}

/* Places in the order of the codes of what they are in, then of their own. */
struct tree {
	const struct location **all, **out;
	size_t n, placed;
};

static const char *
parent_code(const struct location *l)
{
	return l->up == NULL ? "" : l->up->code;
}

static int
by_parent(const void *a, const void *b)
{
	const struct location *const *x = a, *const *y = b;
	int order = strcmp(parent_code(*x), parent_code(*y));

	return order != 0 ? order : strcmp((*x)->code, (*y)->code);
}

/* The first place that is in the one of this code, or where it would be. */
static size_t
first_below(const struct tree *t, const char *code)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(parent_code(t->all[middle]), code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
place_below(struct tree *t, const char *code)
{
	for (size_t i = first_below(t, code); i < t->n; i++) {
		if (strcmp(parent_code(t->all[i]), code) != 0)
			break;
		t->out[t->placed++] = t->all[i];
		place_below(t, t->all[i]->code);
	}
}

int
locations_tree(struct ops *ops, const struct location *const **out, size_t *n)
{
	struct tree t = { .n = 0 };
	const struct location *const *all;
	int err = locations_all(ops, &all, &t.n);

	if (err != 0)
		return err;
	t.all = ARENA_ARRAY(ops->keep, const struct location *, t.n);
	t.out = ARENA_ARRAY(ops->keep, const struct location *, t.n);
	memcpy(t.all, all, t.n * sizeof *t.all);
	qsort(t.all, t.n, sizeof *t.all, by_parent);
	place_below(&t, "");
	*out = t.out;
	*n = t.placed;
	return 0;
}

int
locations_ranks(struct ops *ops, const uint32_t **out)
{
	struct cache *c = cache_of(ops, LOCATION);
	const struct location *const *all;
	uint32_t *ranks;
	int64_t last = 0;
	size_t n;
	int err;

	*out = c->ranks;
	if (c->ranks != NULL)
		return 0;
	err = locations_tree(ops, &all, &n);
	if (err != 0)
		return err;
	for (size_t i = 0; i < n; i++)
		last = all[i]->id > last ? all[i]->id : last;
	ranks = ARENA_ARRAY(ops->keep, uint32_t, last + 1);
	for (size_t i = 0; i < n; i++)
		ranks[all[i]->id] = (uint32_t)i;
	*out = c->ranks = ranks;
	return 0;
}

int
site_by_code(struct ops *ops, const char *code, const struct location **out)
{
	const struct location *l;
	int err = location_by_code(ops, code, out);

	if (err != 0)
		return err;
	l = *out;
	if (l->kind == PLACE_SITE)
		return 0;
	if (l->site != NULL)
		return fail(ops, OPS_DATA, "'%s' is no site: it stands in '%s'",
		    code, l->site->code);
	return fail(ops, OPS_DATA, "'%s' is no site: it is of kind %s", code,
	    place_words[l->kind]);
}

/* One place; as a site it has to be one. */
static int
named(struct ops *ops, const char *code, int site,
    const struct location **out)
{
	int err = site ? site_by_code(ops, code, out)
		       : location_by_code(ops, code, out);

	return err == 0 ? 0 : fail_at(ops, site ? "site" : "location");
}

int
places_named(struct ops *ops, const char *const *location, size_t locations,
    const char *const *site, size_t sites,
    const struct location ***out, size_t *n)
{
	const struct location **place = ARENA_ARRAY(ops->keep,
	    const struct location *, locations + sites + 1);
	int err = 0;

	*n = 0;
	for (size_t i = 0; err == 0 && i < locations; i++)
		err = named(ops, location[i], 0, &place[(*n)++]);
	for (size_t i = 0; err == 0 && i < sites; i++)
		err = named(ops, site[i], 1, &place[(*n)++]);
	*out = place;
	return err;
}

static int
by_sku(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	return strcmp((*x)->sku, (*y)->sku);
}

int
items_named(struct ops *ops, const char *const *sku, size_t skus,
    const struct item ***out, size_t *n)
{
	const struct item **item = ARENA_ARRAY(ops->keep, const struct item *,
	    skus + 1);
	size_t kept = 0;
	int err = 0;

	for (size_t i = 0; err == 0 && i < skus; i++)
		err = item_by_sku(ops, sku[i], &item[i]);
	if (err != 0)
		return fail_at(ops, "item");
	qsort(item, skus, sizeof *item, by_sku);
	for (size_t i = 0; i < skus; i++)
		if (i == 0 || item[i] != item[i - 1])
			item[kept++] = item[i];
	*out = item;
	*n = kept;
	return 0;
}
