/* Which rows an import has posted: their marks, in the book and on the way. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "import/marks.h"
#include "io/sorter.h"
#include "ledger/entry.h"

/* A row that this run has met: half of its identity, and the first's line. */
struct met {
	uint64_t key; /* 0 is a free place */
	uint32_t count;
	uint32_t line; /* UINT32_MAX: later than that */
};

/* What the sorter keeps. */
struct note {
	char identity[MARK_TEXT], content[MARK_TEXT];
	int64_t line, last;
};

struct marks {
	struct ops *ops;
	const char *mapping;
	int any; /* the book has marks of this mapping */
	struct met *met;
	size_t n, places; /* a power of two */
	struct sorter *notes;
	struct map stands; /* entry -> does it stand: "y" or "n" */
	struct note note;  /* the feed's row */
	int64_t entry;
};

enum { PLACES = 1024 };

void
mark_end(struct digest *d, char text[MARK_TEXT])
{
	char whole[DIGEST_TEXT];

	digest_end(d, whole);
	memcpy(text, whole, MARK_TEXT - 1);
	text[MARK_TEXT - 1] = '\0';
}

SQL(sql_runs,
    "SELECT entry, latest FROM import_run WHERE mapping = $1 "
    "ORDER BY entry DESC");

/* Most look-ups are of few entries: each is asked for once. */
static int
stands(struct marks *m, int64_t entry, int *yes)
{
	void **place = map_putn(&m->stands, (const char *)&entry, sizeof entry);
	int err = 0;

	if (*place == NULL) {
		err = entry_stands(m->ops, entry, yes);
		*place = (void *)(uintptr_t)(*yes ? "y" : "n");
	}
	*yes = *(const char *)*place == 'y';
	return err;
}

int
marks_open(struct ops *ops, const char *mapping, struct marks **out,
    int64_t *latest)
{
	struct marks *m = ARENA_NEW(ops->keep, struct marks);
	struct db_query q;
	int yes = 0, err;

	m->ops = ops;
	m->mapping = mapping;
	m->stands.mem = ops->keep;
	m->places = PLACES;
	m->met = xmalloc(m->places * sizeof *m->met);
	memset(m->met, 0, m->places * sizeof *m->met);
	*out = m;
	*latest = NONE;
	err = sorter_open(ops, 0, &m->notes);
	if (err == 0)
		err = db_query(ops, &q, sql_runs, V(mapping));
	if (err != 0)
		return err;
	while (!yes && (err = db_next(&q)) == 1) {
		int64_t entry = db_int(&q, 0), at = db_int(&q, 1);

		m->any = 1;
		err = stands(m, entry, &yes);
		if (err != 0)
			break;
		if (yes)
			*latest = at;
	}
	db_done(&q);
	return err < 0 ? err : 0;
}

static uint64_t
half_of(const char identity[MARK_TEXT])
{
	uint64_t key = 0;

	for (int i = 0; i < 16; i++) {
		char c = identity[i];

		key = key << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return key == 0 ? 1 : key;
}

static struct met *
place_of(const struct marks *m, uint64_t key)
{
	size_t i = key & (m->places - 1);

	while (m->met[i].key != 0 && m->met[i].key != key)
		i = (i + 1) & (m->places - 1);
	return &m->met[i];
}

static void
grow(struct marks *m)
{
	struct met *old = m->met;
	size_t n = m->places;

	m->places *= 2;
	m->met = xmalloc(m->places * sizeof *m->met);
	memset(m->met, 0, m->places * sizeof *m->met);
	for (size_t i = 0; i < n; i++)
		if (old[i].key != 0)
			*place_of(m, old[i].key) = old[i];
	free(old);
}

uint32_t
marks_met(struct marks *m, const char identity[MARK_TEXT], int64_t line,
    int64_t *first)
{
	uint64_t key = half_of(identity);
	struct met *p;

	if (m->n * 3 >= m->places * 2)
		grow(m);
	p = place_of(m, key);
	if (p->key == 0) {
		*p = (struct met){ key, 0,
			line < UINT32_MAX ? (uint32_t)line : UINT32_MAX };
		m->n++;
	}
	*first = p->line;
	return p->count++;
}

int
marks_has_met(const struct marks *m, const char identity[MARK_TEXT])
{
	return place_of(m, half_of(identity))->key != 0;
}

SQL(sql_mark,
    "SELECT entry, line, last, content FROM import_mark "
    "WHERE identity = $1 ORDER BY entry DESC");

int
marks_find(struct marks *m, const char identity[MARK_TEXT], struct mark *out)
{
	struct db_query q;
	int yes = 0, err;

	if (!m->any)
		return 0;
	err = db_query(m->ops, &q, sql_mark, V(identity));
	if (err != 0)
		return err;
	while (!yes && (err = db_next(&q)) == 1) {
		out->entry = db_int(&q, 0);
		out->line = db_int(&q, 1);
		out->last = db_int(&q, 2);
		snprintf(out->content, sizeof out->content, "%s",
		    db_text(&q, 3));
		err = stands(m, out->entry, &yes);
		if (err != 0)
			break;
	}
	db_done(&q);
	return err < 0 ? err : yes;
}

int
marks_note(struct marks *m, const char identity[MARK_TEXT],
    const struct mark *mark)
{
	struct note note = { .line = mark->line, .last = mark->last };
	uint64_t key[2] = { half_of(identity), 0 };

	memcpy(note.identity, identity, MARK_TEXT);
	memcpy(note.content, mark->content, MARK_TEXT);
	return sorter_add(m->ops, m->notes, key, &note, sizeof note);
}

static int
next_note(void *data, struct db_value *row)
{
	struct marks *m = data;
	const void *bytes;
	size_t n;
	int got = sorter_next(m->ops, m->notes, &bytes, &n, NULL);

	if (got != 1)
		return got;
	memcpy(&m->note, bytes, sizeof m->note);
	row[0] = db_value_text(m->note.identity);
	row[1] = V(m->entry);
	row[2] = V(m->note.line);
	row[3] = V(m->note.last);
	row[4] = db_value_text(m->note.content);
	return 1;
}

SQL(sql_mark_feed,
    "INSERT INTO import_mark "
    "(identity, entry, line, last, content) "
    "SELECT c0, c1, c2, c3, c4 FROM feed");
SQL(sql_run_add,
    "INSERT INTO import_run (entry, mapping, source, latest) "
    "VALUES ($1, $2, $3, $4)");

int
marks_keep(struct marks *m, int64_t entry, const char *source, int64_t latest)
{
	struct db_feed feed = { next_note, m };
	int err;

	if (sorter_count(m->notes) == 0)
		return 0;
	m->entry = entry;
	err = sorter_sort(m->ops, m->notes);
	if (err == 0)
		err = db_feed(m->ops, sql_mark_feed, &feed);
	if (err == 0)
		err = db_run(m->ops, sql_run_add, V(entry), V(m->mapping),
		    V(source), V(latest));
	return err;
}

void
marks_close(struct marks *m)
{
	if (m == NULL)
		return;
	free(m->met);
	m->met = NULL;
	sorter_close(m->notes);
	m->notes = NULL;
}
