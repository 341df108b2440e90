/* Flow ledgers: lines by the million, and what is kept of their sums. */
#include "ledger/flow.h"

#define BIAS (UINT64_C(1) << 63)

int
flow_verify(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	int err = 0;

	for (size_t i = 0; err == 0 && l->flow->wrong[i] != NULL; i++)
		err = ledger_wrong(ops, l, l->flow->wrong[i], report, data);
	return err;
}

enum { SMALL = 512 };

int
flow_post(struct ops *ops, struct entry *e, const struct ledger *l,
    const void *line, size_t size, const char *const *text, size_t texts)
{
	char small[SMALL], *bytes = small, *to;
	uint32_t length[FLOW_TEXTS];
	size_t n = size;

	for (size_t i = 0; i < texts; i++) {
		length[i] = text[i] == NULL ? 0 : (uint32_t)strlen(text[i]);
		n += sizeof *length + length[i] + (length[i] > 0);
	}
	if (n > sizeof small)
		bytes = arena_alloc(ops->mem, n);
	memcpy(bytes, line, size);
	to = bytes + size;
	for (size_t i = 0; i < texts; i++) {
		memcpy(to, &length[i], sizeof *length);
		to += sizeof *length;
		if (length[i] > 0) {
			memcpy(to, text[i], length[i] + 1);
			to += length[i] + 1;
		}
	}
	return entry_post_beside(ops, e, l, bytes, n);
}

int
flow_open(struct ops *ops, struct flow_lines *lines)
{
	return lines->sorter == NULL ? sorter_open(ops, 0, &lines->sorter) : 0;
}

int
flow_add(struct ops *ops, struct sorter *s, int64_t subject, int64_t when,
    const void *packed, size_t size, const char *texts, size_t n)
{
	const uint64_t key[2] = { (uint64_t)subject, (uint64_t)when ^ BIAS };
	char small[SMALL], *bytes = small;

	if (size + n > sizeof small)
		bytes = arena_alloc(ops->mem, size + n);
	memcpy(bytes, packed, size);
	if (n > 0)
		memcpy(bytes + size, texts, n);
	return sorter_add(ops, s, key, bytes, size + n);
}

/* ---- changes of kept rows ---- */

int
changes_open(struct ops *ops, struct changes *c, size_t memory, size_t columns)
{
	int err;

	*c = (struct changes){ .ops = ops, .columns = columns };
	err = sorter_open(ops, memory, &c->sorter);
	if (err == 0)
		sorter_keep(c->sorter);
	return err;
}

int
changes_add(struct changes *c, const void *row)
{
	uint64_t key[2];

	memcpy(key, row, sizeof key);
	return sorter_add(c->ops, c->sorter, key, row,
	    c->columns * sizeof(int64_t));
}

int
changes_next(struct changes *c, void *row)
{
	const void *bytes;
	size_t n;
	int got = sorter_next(c->ops, c->sorter, &bytes, &n, NULL);

	if (got == 1)
		memcpy(row, bytes, n);
	return got;
}

static int
next_change(void *data, struct db_value *row)
{
	struct changes *c = data;
	int64_t v[CHANGE_COLUMNS];
	int got = changes_next(c, v);

	for (size_t i = 0; got == 1 && i < c->columns; i++)
		row[i] = V(v[i]);
	return got;
}

int
changes_feed(struct changes *c, const char *sql)
{
	struct db_feed rows = { next_change, c };
	int err = c->sorted ? 0 : sorter_sort(c->ops, c->sorter);

	c->sorted = 1;
	if (err == 0)
		err = db_feed(c->ops, sql, &rows);
	return err != 0 ? err : sorter_rewind(c->ops, c->sorter);
}

void
changes_close(struct changes *c)
{
	sorter_close(c->sorter);
	c->sorter = NULL;
}

/* ---- the pass ---- */

int
flow_begin(struct flow_pass *f, struct ops *ops, struct entry *e,
    const struct ledger *l, struct flow_lines *lines, void *own)
{
	*f = (struct flow_pass){ .ops = ops, .entry = e, .ledger = l,
		.own = own, .mem = arena_new(), .sorter = lines->sorter,
		.rare = lines->rare, .subject = NONE, .when = NONE,
		.latest = NONE };
	*lines = (struct flow_lines){ .sorter = NULL };
	return sorter_sort(ops, f->sorter);
}

static int
end_span(struct flow_pass *f)
{
	const int64_t span[] = { f->subject, f->entry->head.number, f->first,
		f->when };

	return f->subject == NONE ? 0 : changes_add(&f->spans, span);
}

static int
next_line(void *data, struct db_value *row)
{
	struct flow_pass *f = data;
	struct flow_head head;
	const void *bytes;
	uint64_t key[2];
	size_t n;
	int err = 0, got = sorter_next(f->ops, f->sorter, &bytes, &n, key);

	if (got != 1)
		return got;
	memcpy(&head, bytes, sizeof head);
	key[1] ^= BIAS;
	if ((int64_t)key[0] != f->subject) {
		err = end_span(f);
		f->first = (int64_t)key[1];
	}
	f->subject = (int64_t)key[0];
	f->when = (int64_t)key[1];
	if (f->latest == NONE || head.at > f->latest)
		f->latest = head.at;
	row[0] = V(f->subject);
	row[1] = V(f->when);
	row[2] = V(f->entry->head.number);
	row[3] = V(head.line);
	if (err == 0)
		err = f->ledger->flow->next(f, bytes, row + 4);
	return err != 0 ? err : 1;
}

/* What is worth a file that is made for them. */
enum { LOAD_LINES = 2000 };

static int
feed_lines(struct flow_pass *f)
{
	const struct flow_ledger *flow = f->ledger->flow;
	const char *sql = f->rare ? flow->feed_rare : flow->feed;
	struct db_feed rows = { next_line, f };

	return flow->table == NULL || sorter_count(f->sorter) < LOAD_LINES ?
	    db_feed(f->ops, sql, &rows) :
	    db_load(f->ops, flow->table, sql, &rows);
}

int
flow_store(struct flow_pass *f)
{
	int err = changes_open(f->ops, &f->spans, 1 << 20, 4);

	if (err == 0)
		err = feed_lines(f);
	if (err == 0)
		err = end_span(f);
	if (err == 0)
		err = changes_feed(&f->spans, f->ledger->flow->feed_spans);
	if (err == 0 && f->latest != NONE) /* of a row that was refused */
		err = entry_effective(f->ops, f->entry, f->ledger, f->latest);
	return err;
}

void
flow_end(struct flow_pass *f)
{
	sorter_close(f->sorter);
	changes_close(&f->spans);
	arena_free(f->mem);
}
