/* One clustered table as a SQLite database file, written page by page. */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "db/image.h"
#include "io/fd.h"

enum {
	FILE_HEAD = 100, /* at the beginning of page 1 */
	INTERIOR = 2,	 /* kinds of page */
	LEAF = 10,
	TABLE_LEAF = 13,
	INTERIOR_HEAD = 12, /* of a page: kind, cells, the child at the right */
	LEAF_HEAD = 8,
	CELL_MIN = 4,	      /* bytes that a cell takes at least */
	ROW_MAX = 1000000000, /* SQLite's own limit */
	VARINT_MAX = 9,
	LEVELS_MAX = 20,   /* as SQLite's own limit */
	AHEAD = 256 * 1024 /* bytes that are written at once */
};

/*
 * One depth of the tree, 0 the leaves: its page under way, and the row that
 * follows that page when it is full.  The row goes to the level above, as
 * soon as another one comes behind it.
 */
struct level {
	unsigned char *page;
	uint32_t cells, top; /* how many; where they begin, from the end */
	unsigned char *next;
	size_t next_size; /* 0: the page is not full */
	uint32_t right;	  /* the child between the page's last row and it */
};

struct image {
	const struct image_form *form;
	int fd;
	const char *path;
	uint32_t last;	    /* the number of the last page */
	unsigned char *out; /* pages that are not written yet */
	size_t out_size;
	size_t local_max, local_min; /* of a row: what its cell holds */
	struct level level[LEVELS_MAX];
	size_t levels;
	struct str row;	     /* room for the record at hand */
	unsigned char *cell; /* and its cell */
	int64_t *key;	     /* of the last row */
	int any;
};

static void
put16(unsigned char *p, uint32_t v)
{
	p[0] = (unsigned char)(v >> 8);
	p[1] = (unsigned char)v;
}

static void
put32(unsigned char *p, uint32_t v)
{
	put16(p, v >> 16);
	put16(p + 2, v);
}

static uint32_t
get16(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t
get32(const unsigned char *p)
{
	return get16(p) << 16 | get16(p + 2);
}

/* Seven bits a byte, the highest first; lengths have less than 56 bits. */
static size_t
put_varint(unsigned char *p, uint64_t v)
{
	size_t n = 1;

	if (v < 0x80) {
		*p = (unsigned char)v;
		return 1;
	}
	while (v >> (7 * n) != 0)
		n++;
	for (size_t i = n; i-- > 0; v >>= 7)
		p[i] = (unsigned char)((v & 0x7f) | (i == n - 1 ? 0 : 0x80));
	return n;
}

int
image_fits(const struct image_form *f)
{
	return strlen(f->sql) + 2 * strlen(f->table) + FILE_HEAD + 100 <
	    f->page;
}

struct image *
image_new(const struct image_form *form, int fd, const char *path)
{
	struct image *m = xmalloc(sizeof *m);

	memset(m, 0, sizeof *m);
	m->form = form;
	m->fd = fd;
	m->path = path;
	m->out = xmalloc(AHEAD);
	memset(m->out, 0, form->page); /* room for page 1, which comes last */
	m->out_size = form->page;
	m->last = 1;
	m->local_max = (form->page - 12) * 64 / 255 - 23;
	m->local_min = (form->page - 12) * 32 / 255 - 23;
	m->cell = xmalloc(form->page);
	m->key = xmalloc(form->keys * sizeof *m->key);
	m->row = (struct str)STR_INIT;
	return m;
}

void
image_free(struct image *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->levels; i++) {
		free(m->level[i].page);
		free(m->level[i].next);
	}
	str_free(&m->row);
	free(m->key);
	free(m->cell);
	free(m->out);
	free(m);
}

static int
cannot_write(struct ops *ops, const struct image *m)
{
	return fail(ops, OPS_IO, "cannot write '%s': %s", m->path,
	    errno == ENOSPC ? "the disk is full" : strerror(errno));
}

static int
write_out(struct ops *ops, struct image *m)
{
	if (m->out_size > 0 && fd_write(m->fd, m->out, m->out_size) != 0)
		return cannot_write(ops, m);
	m->out_size = 0;
	return 0;
}

static int
is_lock(const struct image *m, uint32_t number)
{
	return number == m->form->lock / m->form->page + 1;
}

/* The number of the page that is put after page `number`. */
static uint32_t
page_after(const struct image *m, uint32_t number)
{
	return number + (is_lock(m, number + 1) ? 2 : 1);
}

/* Puts a page behind the others, where m->last says then. */
static int
put_page(struct ops *ops, struct image *m, const unsigned char *page)
{
	uint32_t to = page_after(m, m->last);

	while (m->last < to) {
		unsigned char *p;

		if (m->out_size + m->form->page > AHEAD &&
		    write_out(ops, m) != 0)
			return OPS_IO;
		p = m->out + m->out_size;
		m->out_size += m->form->page;
		if (++m->last == to)
			memcpy(p, page, m->form->page);
		else
			memset(p, 0, m->form->page);
	}
	return 0;
}

static size_t
head_of(size_t depth)
{
	return depth == 0 ? LEAF_HEAD : INTERIOR_HEAD;
}

static void
clear_page(const struct image *m, struct level *l)
{
	memset(l->page, 0, m->form->page);
	l->cells = 0;
	l->top = m->form->page;
}

static int
add_level(struct ops *ops, struct image *m)
{
	struct level *l = &m->level[m->levels];

	if (m->levels == LEVELS_MAX)
		return fail(ops, OPS_INTERNAL, "'%s' is too deep", m->path);
	m->levels++;
	l->page = xmalloc(m->form->page);
	l->next = xmalloc(m->form->page);
	l->next_size = 0;
	clear_page(m, l);
	return 0;
}

/* A cell is a child (not in a leaf) and a row; 0 where it does not fit. */
static int
fit_cell(struct image *m, size_t depth, uint32_t child,
    const unsigned char *row, size_t n)
{
	struct level *l = &m->level[depth];
	size_t before = depth == 0 ? 0 : 4, at = head_of(depth) + 2 * l->cells;
	size_t size = before + n < CELL_MIN ? CELL_MIN : before + n;

	if (at + 2 + size > l->top)
		return 0;
	l->top -= (uint32_t)size;
	if (before > 0)
		put32(l->page + l->top, child);
	memcpy(l->page + l->top + before, row, n);
	put16(l->page + at, l->top);
	l->cells++;
	return 1;
}

/* Puts the page under way, and begins another; `right` is its last child. */
static int
end_page(struct ops *ops, struct image *m, size_t depth, uint32_t right)
{
	struct level *l = &m->level[depth];
	int err;

	l->page[0] = depth == 0 ? LEAF : INTERIOR;
	put16(l->page + 3, l->cells);
	put16(l->page + 5, l->top);
	if (depth > 0)
		put32(l->page + 8, right);
	err = put_page(ops, m, l->page);
	clear_page(m, l);
	return err;
}

/* Adds a row, with the child that comes before it, to a level. */
static int
add_row(struct ops *ops, struct image *m, size_t depth, uint32_t child,
    const unsigned char *row, size_t n)
{
	struct level *l = &m->level[depth];
	int err = depth == m->levels ? add_level(ops, m) : 0;

	if (err == 0 && l->next_size > 0) {
		err = end_page(ops, m, depth, l->right);
		if (err == 0)
			err = add_row(ops, m, depth + 1, m->last, l->next,
			    l->next_size);
		l->next_size = 0;
	}
	if (err != 0 || fit_cell(m, depth, child, row, n))
		return err;
	memcpy(l->next, row, n);
	l->next_size = n;
	l->right = child;
	return 0;
}

/*
 * Nothing came behind the row that follows a full page: it goes to a page of
 * its own, and the last row of the full one goes up instead.
 */
static int
share_last(struct ops *ops, struct image *m, size_t depth)
{
	struct level *l = &m->level[depth];
	uint32_t before = depth == 0 ? 0 : 4, right = 0;
	unsigned char *place, *last = l->page + l->top;
	size_t n;
	int err;

	l->cells--; /* of four at least */
	place = l->page + head_of(depth) + 2 * l->cells;
	n = get16(place - 2) - l->top - before;
	if (depth > 0)
		right = get32(last);
	memcpy(m->cell, last + before, n);
	memset(last, 0, before + n);
	memset(place, 0, 2);
	l->top += before + (uint32_t)n;
	err = end_page(ops, m, depth, right);
	if (err == 0)
		err = add_row(ops, m, depth + 1, m->last, m->cell, n);
	if (err == 0)
		fit_cell(m, depth, l->right, l->next, l->next_size);
	l->next_size = 0;
	return err;
}

/* Puts the last page of each level; the highest one's is the root. */
static int
end_levels(struct ops *ops, struct image *m)
{
	uint32_t child = 0;
	int err = m->levels == 0 ? add_level(ops, m) : 0;

	for (size_t i = 0; err == 0 && i < m->levels; i++) {
		if (m->level[i].next_size > 0)
			err = share_last(ops, m, i);
		if (err == 0)
			err = end_page(ops, m, i, child);
		child = m->last;
	}
	return err;
}

/* What does not fit the cell goes to a chain of pages. */
static int
put_overflow(struct ops *ops, struct image *m, const unsigned char *p,
    size_t n)
{
	size_t room = m->form->page - 4;
	unsigned char *page = xmalloc(m->form->page);
	int err = 0;

	while (err == 0 && n > 0) {
		size_t here = n < room ? n : room;
		uint32_t number = page_after(m, m->last);

		memset(page, 0, m->form->page);
		if (n > here)
			put32(page, page_after(m, number));
		memcpy(page + 4, p, here);
		err = put_page(ops, m, page);
		p += here;
		n -= here;
	}
	free(page);
	return err;
}

/* How much of a record of n bytes its cell holds. */
static size_t
local_size(const struct image *m, size_t n)
{
	size_t some;

	if (n <= m->local_max)
		return n;
	some = m->local_min + (n - m->local_min) % (m->form->page - 4);
	return some <= m->local_max ? some : m->local_min;
}

/* The serial type of a whole number, and the bytes that it takes. */
static unsigned
int_type(int64_t v, size_t *size)
{
	static const unsigned char sizes[] = { 1, 1, 2, 3, 4, 6, 6, 8, 8 };
	static const unsigned char types[] = { 1, 1, 2, 3, 4, 5, 5, 6, 6 };
	uint64_t bits = (uint64_t)(v < 0 ? ~v : v) << 1 | 1; /* and the sign */
	unsigned bytes = (unsigned)(71 - __builtin_clzll(bits)) / 8;

	if (v == 0 || v == 1) {
		*size = 0;
		return v == 0 ? 8 : 9;
	}
	*size = sizes[bytes];
	return types[bytes];
}

/* The first `size` of 8 bytes are the number; all 8 are written. */
static void
put_int(unsigned char *p, int64_t v, size_t size)
{
	uint64_t bits = (uint64_t)v << ((64 - 8 * size) & 63);

	put32(p, (uint32_t)(bits >> 32));
	put32(p + 4, (uint32_t)bits);
}

enum { HEAD_MAX = 2 + DB_FEED_COLUMNS * VARINT_MAX };

struct record {
	const unsigned char *p;
	size_t n;
};

/*
 * A record is the length of its head, the head, a type for each value, and
 * the values; which come first here, behind room for any head.
 */
static struct record
make_record(struct str *room, const struct db_value *row, size_t n)
{
	unsigned char head[HEAD_MAX], *begin = head + 1, *h = head + 2, *values,
		*p;
	size_t most = HEAD_MAX + sizeof(int64_t), size;

	for (size_t i = 0; i < n; i++)
		most += row[i].type == DB_TEXT ? (size_t)row[i].i
					       : sizeof(int64_t);
	str_reset(room);
	values = p = (unsigned char *)str_room(room, most) + HEAD_MAX;
	for (size_t i = 0; i < n; i++) {
		size = 0;
		if (row[i].type == DB_INT) {
			*h++ = (unsigned char)int_type(row[i].i, &size);
			put_int(p, row[i].i, size);
		} else if (row[i].type == DB_TEXT) {
			size = (size_t)row[i].i;
			h += put_varint(h, 13 + 2 * (uint64_t)size);
			memcpy(p, row[i].p, size);
		} else {
			*h++ = 0;
		}
		p += size;
	}
	/* Its length counts itself, and has never more than two bytes. */
	if (h - begin >= 0x80)
		begin--;
	size = (size_t)(h - begin);
	put_varint(begin, size);
	memcpy(values - size, begin, size);
	return (struct record){ values - size, size + (size_t)(p - values) };
}

/* What the engine does not look at when it takes the file's records. */
static int
check_row(struct ops *ops, struct image *m, const struct db_value *row)
{
	const struct image_form *f = m->form;
	int order = !m->any;

	for (size_t i = 0; i < f->columns; i++)
		if (row[i].type != f->column[i].type &&
		    (row[i].type != DB_NULL || !f->column[i].may_be_null))
			return fail(ops, OPS_INTERNAL,
			    "%s: column %zu cannot hold such a value", f->table,
			    i + 1);
	for (size_t i = 0; i < f->keys; i++) {
		if (order == 0)
			order = (row[i].i > m->key[i]) - (row[i].i < m->key[i]);
		m->key[i] = row[i].i;
	}
	m->any = 1;
	if (order <= 0)
		return fail(ops, OPS_INTERNAL, "%s: a row is out of order",
		    f->table);
	return 0;
}

int
image_add(struct ops *ops, struct image *m, const struct db_value *row)
{
	struct record r;
	size_t local, n;
	int err = check_row(ops, m, row);

	if (err != 0)
		return err;
	r = make_record(&m->row, row, m->form->columns);
	if (r.n > ROW_MAX)
		return fail(ops, OPS_DATA,
		    "%s: a row has %zu bytes: expected at most %d",
		    m->form->table, r.n, ROW_MAX);
	local = local_size(m, r.n);
	n = put_varint(m->cell, r.n);
	memcpy(m->cell + n, r.p, local);
	n += local;
	if (local < r.n) {
		put32(m->cell + n, page_after(m, m->last));
		n += 4;
		err = put_overflow(ops, m, r.p + local, r.n - local);
	}
	return err != 0 ? err : add_row(ops, m, 0, 0, m->cell, n);
}

/* The row of sqlite_schema: a cell of a table's leaf has a rowid, too. */
static void
put_schema(struct image *m, unsigned char *page)
{
	const struct image_form *f = m->form;
	struct db_value row[] = { V("table"), V(f->table), V(f->table),
		V((int64_t)m->last), V(f->sql) };
	unsigned char head[2 * VARINT_MAX];
	struct record r;
	size_t n, at;

	r = make_record(&m->row, row, sizeof row / sizeof *row);
	n = put_varint(head, r.n);
	n += put_varint(head + n, 1);
	at = f->page - n - r.n;
	memcpy(page + at, head, n);
	memcpy(page + at + n, r.p, r.n);
	page += FILE_HEAD;
	page[0] = TABLE_LEAF;
	put16(page + 3, 1);
	put16(page + 5, (uint32_t)at);
	put16(page + LEAF_HEAD, (uint32_t)at);
}

static int
put_first_page(struct ops *ops, struct image *m)
{
	unsigned char *page = xmalloc(m->form->page);
	ssize_t done;

	memset(page, 0, m->form->page);
	memcpy(page, "SQLite format 3", 16);
	put16(page + 16, m->form->page);
	page[18] = page[19] = 1; /* a rollback journal, no log */
	page[21] = 64;		 /* these three are fixed */
	page[22] = page[23] = 32;
	put32(page + 24, 1);	   /* changes so far */
	put32(page + 28, m->last); /* pages */
	put32(page + 40, 1);	   /* changes of the schema so far */
	put32(page + 44, 4);	   /* the schema's format */
	put32(page + 56, 1);	   /* UTF-8 */
	put32(page + 92, 1);	   /* as at 24: the count is right */
	put32(page + 96, SQLITE_VERSION_NUMBER);
	put_schema(m, page);
	done = pwrite(m->fd, page, m->form->page, 0);
	free(page);
	if (done == (ssize_t)m->form->page)
		return 0;
	if (done >= 0)
		errno = ENOSPC;
	return cannot_write(ops, m);
}

int
image_end(struct ops *ops, struct image *m)
{
	int err = end_levels(ops, m);

	if (err == 0)
		err = write_out(ops, m);
	return err != 0 ? err : put_first_page(ops, m);
}
