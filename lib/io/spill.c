/* Rows of a relation put in order, in little memory: through a file. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "io/sorter.h"
#include "io/spill.h"

enum { CHUNK = 7, GROUP_MEMORY = 4 << 20 };

struct spill {
	struct ops *ops;
	const struct column *cols;
	size_t n_cols;
	const struct sort_key *keys;
	size_t n_keys;
	struct sorter *sorter;
	struct cell *cell; /* of the row at hand */
	struct str bytes;  /* the same as it is stored */
	int (*row)(void *, const struct cell *);
	void *data;
};

int
spill_open(struct ops *ops, const struct column *cols, size_t n_cols,
    const struct sort_key *keys, size_t n_keys, struct spill **out)
{
	struct spill *s = xmalloc(sizeof *s);

	*s = (struct spill){ .ops = ops, .cols = cols, .n_cols = n_cols,
		.keys = keys, .n_keys = n_keys, .bytes = STR_INIT };
	s->cell = xmalloc((n_cols + 1) * sizeof *s->cell);
	*out = s;
	return sorter_open(ops, 0, &s->sorter);
}

void
spill_close(struct spill *s)
{
	if (s == NULL)
		return;
	sorter_close(s->sorter);
	str_free(&s->bytes);
	free(s->cell);
	free(s);
}

/* The numbers first, then the texts, each with its NUL. */
static void
pack(struct spill *s, const struct cell *row)
{
	static const struct cell none = { NULL, NONE };

	str_reset(&s->bytes);
	for (size_t i = 0; i < s->n_cols; i++) {
		const struct cell *c = type_is_text(s->cols[i].type) &&
		    row[i].s == NULL ? &none : &row[i];

		str_addn(&s->bytes, (const char *)&c->i, sizeof c->i);
	}
	for (size_t i = 0; i < s->n_cols; i++)
		if (type_is_text(s->cols[i].type) && row[i].s != NULL) {
			str_addn(&s->bytes, row[i].s, (size_t)row[i].i);
			str_addn(&s->bytes, "", 1);
		}
}

static const struct cell *
unpack(struct spill *s, const char *bytes)
{
	const char *text = bytes + s->n_cols * sizeof(int64_t);

	for (size_t i = 0; i < s->n_cols; i++) {
		struct cell *c = &s->cell[i];

		c->s = NULL;
		memcpy(&c->i, bytes + i * sizeof c->i, sizeof c->i);
		if (!type_is_text(s->cols[i].type) || c->i == NONE)
			continue;
		c->s = text;
		text += c->i + 1;
	}
	return s->cell;
}

/* How many numbers a cell is. */
static size_t
words_of(enum type type, const struct cell *c)
{
	if (!type_is_text(type) || c->s == NULL || c->i == 0)
		return 1;
	return ((size_t)c->i + CHUNK - 1) / CHUNK;
}

/*
 * Number `i` of a cell: never the greatest there is, which is for what is
 * missing.  Of a text seven bytes, then how many they were, 8 where more
 * follow.
 */
static uint64_t
word_of(enum type type, const struct cell *c, size_t i, int down)
{
	uint64_t word = 0;
	size_t at = i * CHUNK, left;

	if (cell_missing(type, c))
		return UINT64_MAX;
	if (!type_is_text(type)) {
		word = (uint64_t)c->i ^ UINT64_C(1) << 63;
	} else {
		left = (size_t)c->i - at;
		for (size_t k = 0; k < CHUNK; k++)
			word = word << 8 |
			    (k < left ? (unsigned char)c->s[at + k] : 0);
		word = (word << 8 | (left > CHUNK ? CHUNK + 1 : left)) + 1;
	}
	return down ? ~word : word - 1;
}

/* Number `i` of a row's sort columns: 1, or 0 where it has no more. */
static int
word(const struct spill *s, const struct cell *row, size_t i, uint64_t *out)
{
	for (size_t k = 0; k < s->n_keys; k++) {
		const struct sort_key *key = &s->keys[k];
		const struct cell *c = &row[key->column];
		size_t n = words_of(key->type, c);

		if (i < n) {
			*out = word_of(key->type, c, i, key->down);
			return 1;
		}
		i -= n;
	}
	*out = 0;
	return 0;
}

/* Adds a packed row under its numbers 2 * level and the next. */
static int
add(struct spill *s, struct sorter *to, size_t level, const char *bytes,
    size_t n)
{
	const struct cell *row = unpack(s, bytes);
	uint64_t key[2];

	word(s, row, 2 * level, &key[0]);
	word(s, row, 2 * level + 1, &key[1]);
	return sorter_add(s->ops, to, key, bytes, n);
}

int
spill_row(struct spill *s, const struct cell *row)
{
	pack(s, row);
	return add(s, s->sorter, 0, s->bytes.p, s->bytes.len);
}

/* Rows of one key: the one read last is held, those before it are inside. */
struct group {
	struct str held;
	uint64_t key[2];
	int any;
	struct sorter *inside; /* NULL: there were none, or they are equal */
};

static int hand_on(struct spill *, struct sorter *, size_t level);

/* Another row of the same key. */
static int
join_group(struct spill *s, struct group *g, size_t level)
{
	uint64_t more;
	int err = 0;

	if (!word(s, unpack(s, g->held.p), 2 * level + 2, &more))
		return s->row(s->data, s->cell);
	if (g->inside == NULL)
		err = sorter_open(s->ops, GROUP_MEMORY, &g->inside);
	if (err == 0)
		err = add(s, g->inside, level + 1, g->held.p, g->held.len);
	return err;
}

static int
end_group(struct spill *s, struct group *g, size_t level)
{
	int err;

	if (!g->any)
		return 0;
	if (g->inside == NULL)
		return s->row(s->data, unpack(s, g->held.p));
	err = add(s, g->inside, level + 1, g->held.p, g->held.len);
	if (err == 0)
		err = hand_on(s, g->inside, level + 1);
	sorter_close(g->inside);
	g->inside = NULL;
	return err;
}

/* The rows of a sorter that is full. */
static int
hand_on(struct spill *s, struct sorter *from, size_t level)
{
	struct group g = { .held = STR_INIT };
	const void *bytes;
	uint64_t key[2];
	size_t n;
	int got = 0, err = sorter_sort(s->ops, from);

	while (err == 0 && (got = sorter_next(s->ops, from, &bytes, &n,
				key)) == 1) {
		if (g.any && memcmp(g.key, key, sizeof key) == 0)
			err = join_group(s, &g, level);
		else
			err = end_group(s, &g, level);
		str_reset(&g.held);
		str_addn(&g.held, bytes, n);
		memcpy(g.key, key, sizeof key);
		g.any = 1;
	}
	if (err == 0)
		err = got < 0 ? got : end_group(s, &g, level);
	sorter_close(g.inside);
	str_free(&g.held);
	return err;
}

int
spill_rows(struct spill *s, int (*row)(void *, const struct cell *),
    void *data)
{
	s->row = row;
	s->data = data;
	return hand_on(s, s->sorter, 0);
}
