/* Masters that were met: by code, by id, and all; one way for all kinds. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "stock/cache.h"

enum { WORDS = 64 };

struct stock {
	struct cache of[MASTERS];
	struct shared_sums *sums;
	const char *word[WORDS]; /* the latest with such a beginning and end */
};

static struct stock *
stock(struct ops *ops)
{
	struct stock *s = ops->stock;

	if (s == NULL) {
		s = ops->stock = ARENA_NEW(ops->keep, struct stock);
		for (int i = 0; i < MASTERS; i++)
			s->of[i].codes.mem = ops->keep;
	}
	return s;
}

struct cache *
cache_of(struct ops *ops, enum master m)
{
	return &stock(ops)->of[m];
}

struct shared_sums **
shared_sums_of(struct ops *ops)
{
	return &stock(ops)->sums;
}

const char *
cache_word(struct ops *ops, const char *text)
{
	struct stock *s = stock(ops);
	size_t n = text == NULL ? 0 : strlen(text), i;

	if (n == 0)
		return arena_strdup(ops->keep, text);
	i = (n + (size_t)(unsigned char)text[0] * 7 +
		(size_t)(unsigned char)text[n - 1] * 31) %
	    WORDS;
	if (s->word[i] == NULL || strcmp(s->word[i], text) != 0)
		s->word[i] = arena_strdup(ops->keep, text);
	return s->word[i];
}

/* One code, or two ("<sku>\n<lot>", in ops->mem): none has a line end. */
static const char *
join(struct ops *ops, const char *code, const char *second)
{
	size_t n = strlen(code), m;
	char *key;

	if (second == NULL)
		return code;
	m = strlen(second);
	key = arena_alloc(ops->mem, n + m + 2);
	memcpy(key, code, n);
	key[n] = '\n';
	memcpy(key + n + 1, second, m);
	return key;
}

const char *
cache_key(struct ops *ops, enum master m, const struct db_value *key)
{
	return join(ops, key[0].p, master_kinds[m].two_codes ? key[1].p : NULL);
}

const char *
cache_key_second(const char *key)
{
	return strchr(key, '\n') + 1;
}

void *
cache_put(struct ops *ops, enum master m, const char *key, int64_t id,
    const char **kept)
{
	struct cache *c = cache_of(ops, m);
	void **place = map_put(&c->codes, key);

	if (*place == NULL) {
		*place = arena_alloc(ops->keep, master_kinds[m].size);
		c->all = NULL;
	}
	c->ranks = NULL;
	while (c->ids.n <= (size_t)id)
		*VEC_ADD(ops->keep, &c->ids) = NULL;
	c->ids.v[id] = *place;
	*kept = map_key(place);
	return *place;
}

/* The master of a row. */
static int
take(struct ops *ops, enum master m, const struct db_query *q, void **out)
{
	const char *key = join(ops, db_text(q, 3),
	    master_kinds[m].two_codes ? db_text(q, 4) : NULL);

	*out = cache_put(ops, m, key, db_int(q, 0), &key);
	return master_kinds[m].fill(ops, q, key, *out);
}

/* Reads one from the book; NULL where there is none. */
static int
read_one(struct ops *ops, enum master m, const struct db_value *key, void **out)
{
	struct db_query q;
	int got,
	    err =
		record_query(ops, master_kinds[m].ledger, ops->known, key, &q);

	*out = NULL;
	if (err != 0)
		return err;
	got = db_next(&q);
	err = got == 1 ? take(ops, m, &q, out) : got;
	db_done(&q);
	return err;
}

/*
 * Whoever misses one after the other is better served by reading them all,
 * where that fits memory; and all at once are read what needs each other.
 */
enum { MISSES = 64, WORTH_LOADING = 200000 };

int
cache_load(struct ops *ops, enum master m)
{
	struct cache *c = cache_of(ops, m);
	int64_t last = NONE;
	struct db_query q;
	void *one;
	int err;

	if (c->whole)
		return 0;
	err = master_kinds[m].sql_last == NULL ? 0
	    : db_get_values(ops, &last, master_kinds[m].sql_last, NULL, 0);
	if (err == 0)
		err = record_scan(ops, master_kinds[m].ledger, ops->known, &q);
	if (err != 0)
		return err;
	if (last != NONE && last < WORTH_LOADING)
		map_expect(&c->codes, (size_t)last);
	while (err == 0 && (err = db_next(&q)) == 1)
		err = take(ops, m, &q, &one);
	db_done(&q);
	c->whole = err == 0;
	if (master_kinds[m].link != NULL)
		master_kinds[m].link(ops, NULL);
	return err;
}

static int
load_if_better(struct ops *ops, enum master m)
{
	int64_t n = NONE;
	int err;

	if (master_kinds[m].link != NULL)
		return cache_load(ops, m);
	if (++cache_of(ops, m)->misses != MISSES)
		return 0;
	err = db_get_values(ops, &n, master_kinds[m].sql_last, NULL, 0);
	return err == 0 && n <= WORTH_LOADING ? cache_load(ops, m) : err;
}

int
cache_find(struct ops *ops, enum master m, const struct db_value *key,
    void **out)
{
	struct cache *c = cache_of(ops, m);
	const char *code = cache_key(ops, m, key);
	int err;

	*out = map_get(&c->codes, code);
	if (c->whole || (*out != NULL && master_kinds[m].link == NULL))
		return 0;
	err = load_if_better(ops, m);
	*out = map_get(&c->codes, code);
	return err != 0 || c->whole ? err : read_one(ops, m, key, out);
}

static const char *
name_at(size_t i, const void *data)
{
	const struct map_pair *pair = &((const struct map *)data)->pair[i];

	return pair->value == NULL ? "" : pair->key;
}

int
cache_find_known(struct ops *ops, enum master m, const char *code, void **out)
{
	const struct map *all = &cache_of(ops, m)->codes;
	struct db_value key = V(code);
	const char *near;
	int err = cache_find(ops, m, &key, out);

	if (err != 0 || *out != NULL)
		return err;
	err = cache_load(ops, m);
	if (err != 0)
		return err;
	near = text_nearest(code, all->n, name_at, all);
	if (near != NULL)
		return fail(ops, OPS_DATA,
		    "'%s' is not a known %s (did you mean '%s'?)", code,
		    master_kinds[m].name, near);
	return fail(ops, OPS_DATA, "'%s' is not a known %s", code,
	    master_kinds[m].name);
}

int
cache_by_id(struct ops *ops, enum master m, int64_t id, void **out)
{
	struct cache *c = cache_of(ops, m);
	int err = 0;

	*out = NULL;
	if (id == 0)
		return 0;
	if (master_kinds[m].link != NULL || c->ids.n <= (size_t)id ||
	    c->ids.v[id] == NULL)
		err = cache_load(ops, m);
	if (err == 0 && c->ids.n > (size_t)id)
		*out = c->ids.v[id];
	return err;
}

static int
compare_keys(const void *a, const void *b)
{
	const struct map_pair *const *x = a, *const *y = b;

	return strcmp((*x)->key, (*y)->key);
}

const struct map_pair **
cache_in_order(struct ops *ops, struct cache *c)
{
	const struct map_pair **v =
	    ARENA_ARRAY(ops->mem, const struct map_pair *, c->codes.n);
	int sorted = 1;

	c->n = 0;
	for (size_t i = 0; i < c->codes.n; i++) {
		if (c->codes.pair[i].value == NULL)
			continue;
		v[c->n] = &c->codes.pair[i];
		if (c->n > 0 && compare_keys(&v[c->n - 1], &v[c->n]) > 0)
			sorted = 0;
		c->n++;
	}
	if (!sorted)
		qsort(v, c->n, sizeof *v, compare_keys);
	return v;
}

void
cache_forget(struct ops *ops, enum master m, const struct db_value *key)
{
	struct cache *c = cache_of(ops, m);
	const char *code = cache_key(ops, m, key);

	if (map_get(&c->codes, code) != NULL)
		*map_put(&c->codes, code) = NULL;
	c->whole = 0;
	c->all = NULL;
	c->ranks = NULL;
}

/* One that is held back (held.h), as a row of record_query() has it. */
static int
take_held(struct ops *ops, enum master m, int64_t id,
    const struct db_value *cols, void **out)
{
	size_t n = master_kinds[m].ledger->n - 1;
	struct db_value v[LEDGER_COLUMNS + 1] = { V(id) };
	struct str s = STR_INIT;
	struct db_query q;
	int err;

	memcpy(v + 1, cols, n * sizeof *cols);
	str_add(&s, "SELECT $1, 0, 0");
	for (size_t i = 0; i < n; i++)
		str_addf(&s, ", $%zu", i + 2);
	err = db_query_values(ops, &q, s.p, v, n + 1);
	str_free(&s);
	if (err != 0)
		return err;
	err = db_next(&q);
	if (err == 1)
		err = take(ops, m, &q, out);
	db_done(&q);
	return err;
}

int
cache_post(struct ops *ops, struct entry *e, enum master m,
    const struct db_value *cols, void **out)
{
	const struct ledger *l = master_kinds[m].ledger;
	int err = 0, same = 0;

	*out = map_get(&cache_of(ops, m)->codes, cache_key(ops, m, cols));
	if (*out != NULL) /* who changes a master has met it */
		err = record_same(ops, l, cols, NULL, &same);
	e->unchanged += same;
	if (err != 0 || same)
		return err;
	err = record_post(ops, e, l, cols, NULL);
	if (err == 0)
		err = e->holding ? take_held(ops, m, e->record_id, cols, out) :
				   read_one(ops, m, cols, out);
	if (err == 0 && *out == NULL)
		BUG("%s '%s' is not there after it was posted",
		    master_kinds[m].name, (const char *)cols[0].p);
	if (err == 0 && master_kinds[m].link != NULL)
		master_kinds[m].link(ops, *out);
	return err;
}
