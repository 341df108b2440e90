/* Tests of the database file that we write: SQLite reads it, and checks it. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "db/image.h"
#include "tap.h"

#define DECLARED                                                               \
 "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL, "                    \
 "n INTEGER, x TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID"

static const struct image_column columns[] = { { DB_INT, 0 }, { DB_INT, 0 },
	{ DB_INT, 1 }, { DB_TEXT, 1 } };

static struct ops ops;
static char path[] = "/tmp/ops-image-XXXXXX";
static int fd;
static char *letters; /* many */
enum { LETTERS = 3 << 20 };

/* A test's rows: `make` fills the i-th of them. */
struct rows {
	size_t n;
	void (*make)(size_t i, struct db_value *row);
	size_t most; /* how long texts get */
};

static struct rows rows;

static struct db_value
text_of(size_t n)
{
	return (struct db_value){ DB_TEXT, (int64_t)n, letters };
}

static int
write_image(uint32_t page, uint32_t lock)
{
	struct image_form form = { "t", DECLARED, columns, 4, 2, page, lock };
	struct image *m;
	int err = 0;

	if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		return OPS_IO;
	m = image_new(&form, fd, path);
	for (size_t i = 0; err == 0 && i < rows.n; i++) {
		struct db_value row[4] = { 0 };

		rows.make(i, row);
		err = image_add(&ops, m, row);
	}
	if (err == 0)
		err = image_end(&ops, m);
	image_free(m);
	return err;
}

static int
same(sqlite3_stmt *q, int i, const struct db_value *want)
{
	switch (want->type) {
	case DB_INT:
		return sqlite3_column_type(q, i) == SQLITE_INTEGER &&
		    sqlite3_column_int64(q, i) == want->i;
	case DB_TEXT:
		return sqlite3_column_type(q, i) == SQLITE_TEXT &&
		    sqlite3_column_bytes(q, i) == want->i &&
		    memcmp(sqlite3_column_text(q, i), want->p,
			(size_t)want->i) == 0;
	case DB_NULL:
		break;
	}
	return sqlite3_column_type(q, i) == SQLITE_NULL;
}

/* Says SQLite "ok", and are all rows there, in order, as they were? */
static int
is_whole(void)
{
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;
	size_t i = 0;
	int fine;

	fine = sqlite3_open_v2(path, &h, SQLITE_OPEN_READONLY, NULL) == 0 &&
	    sqlite3_prepare_v2(h, "PRAGMA integrity_check", -1, &q, NULL) ==
		0 &&
	    sqlite3_step(q) == SQLITE_ROW &&
	    strcmp((const char *)sqlite3_column_text(q, 0), "ok") == 0;
	if (!fine)
		printf("# %s\n",
		    q == NULL ? sqlite3_errmsg(h) :
				(const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	q = NULL;
	fine =
	    fine && sqlite3_prepare_v2(h, "SELECT * FROM t", -1, &q, NULL) == 0;
	for (; fine && sqlite3_step(q) == SQLITE_ROW; i++) {
		struct db_value row[4] = { 0 };

		rows.make(i, row);
		for (int k = 0; k < 4; k++)
			fine = fine && same(q, k, &row[k]);
	}
	if (i != rows.n)
		printf("# %zu rows of %zu\n", i, rows.n);
	fine = fine && i == rows.n;
	sqlite3_finalize(q);
	sqlite3_close(h);
	return fine;
}

static int
works(uint32_t page, uint32_t lock)
{
	return write_image(page, lock) == 0 && is_whole();
}

static void
plain(size_t i, struct db_value *row)
{
	row[0] = V((int64_t)i / 7 - 100);
	row[1] = V((int64_t)i);
	row[2] = V(i % 3 == 0 ? NONE : (int64_t)i);
	row[3] = text_of(i % 30);
	if (i % 5 == 0)
		row[3].type = DB_NULL;
}

static void
long_one(size_t i, struct db_value *row)
{
	row[0] = V((int64_t)i);
	row[1] = V(0);
	row[3] = text_of(i * (rows.most / rows.n));
}

static void
huge(size_t i, struct db_value *row)
{
	row[0] = V((int64_t)i);
	row[1] = V(0);
	row[3] = text_of(i == 1 ? LETTERS : 1);
}

static void
test_counts(void)
{
	size_t bad = 0;

	rows.make = plain;
	for (rows.n = 0; rows.n < 700; rows.n++)
		if (!works(512, IMAGE_LOCK)) {
			printf("# %zu rows\n", rows.n);
			bad++;
		}
	ok(bad == 0, "0, 1, 2 ... 699 rows are there, whatever page is last");
	rows.n = 30000;
	ok(works(512, IMAGE_LOCK), "30,000 on small pages, many levels");
	ok(works(8192, IMAGE_LOCK), "and on large ones");
	ok(works(32768, IMAGE_LOCK), "and on the largest");
}

static void
test_long(void)
{
	rows = (struct rows){ 3000, long_one, 3000 };
	ok(works(512, IMAGE_LOCK), "rows of 0 to 3,000 bytes on small pages");
	rows = (struct rows){ 1500, long_one, 1500 * 14 };
	ok(works(8192, IMAGE_LOCK), "and of up to 21,000 on large ones");
	rows = (struct rows){ 3, huge, 0 };
	ok(works(512, IMAGE_LOCK), "one of 3 MiB between two of a byte");
}

/* Around each power of two, both signs, and the ends of all numbers. */
static void
number(size_t i, struct db_value *row)
{
	uint64_t v = i / 8 < 63 ? UINT64_C(1) << i / 8 : INT64_MAX;
	int64_t n = (int64_t)v - (int64_t)(i % 4) + (i / 8 < 62 ? 2 : 0);

	row[0] = V((int64_t)i);
	row[1] = V(n);
	row[2] = V(i % 8 < 4 ? n : -n);
	row[3] = text_of(0);
}

static void
test_numbers(void)
{
	rows = (struct rows){ 64 * 8, number, 0 };
	ok(works(8192, IMAGE_LOCK), "numbers of each size, empty texts");
}

/* SQLite lets tests say where its locks are, behind the first 4 KiB. */
static void
test_lock(void)
{
	size_t bad = 0;

	for (int page = 8; page < 120; page++) {
		uint32_t lock = (uint32_t)page * 512;

		sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, lock);
		rows = (struct rows){ 800, plain, 0 };
		bad += !works(512, lock);
		rows = (struct rows){ 60, long_one, 3000 };
		bad += !works(512, lock);
	}
	sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, IMAGE_LOCK);
	ok(bad == 0, "the page of the locks is left out, wherever it is");
}

static void
no_order(size_t i, struct db_value *row)
{
	row[0] = V(7);
	row[1] = V(i < 5 ? (int64_t)i : 3);
}

static void
twice(size_t i, struct db_value *row)
{
	(void)i;
	row[0] = V(7);
	row[1] = V(7);
}

static void
no_key(size_t i, struct db_value *row)
{
	row[0] = V((int64_t)i);
}

static void
no_number(size_t i, struct db_value *row)
{
	row[0] = V((int64_t)i);
	row[1] = V(0);
	row[2] = text_of(1);
}

static void
test_refused(void)
{
	static const struct {
		void (*make)(size_t, struct db_value *);
		const char *name;
	} wrong[] = {
		{ no_order, "a row that comes before another is refused" },
		{ twice, "and one that comes twice" },
		{ no_key, "and one without a number it must have" },
		{ no_number, "and a text where a number belongs" },
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		rows = (struct rows){ 10, wrong[i].make, 0 };
		is_int(
		    write_image(512, IMAGE_LOCK), OPS_INTERNAL, wrong[i].name);
		fail_clear(&ops);
	}
}

static void
test_full(void)
{
	struct image_form form = { "t", DECLARED, columns, 4, 2, 32768,
		IMAGE_LOCK };
	struct db_value row[4] = { V(1), V(1) };
	struct image *m;
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC), err;

	if (full < 0)
		return;
	for (int large = 0; large < 2; large++) {
		if (large)
			row[3] = text_of(LETTERS);
		m = image_new(&form, full, "/dev/full");
		err = image_add(&ops, m, row);
		if (err == 0)
			err = image_end(&ops, m);
		is_int(err, OPS_IO, "a full disk is said");
		is_text(ops.why, "cannot write '/dev/full': the disk is full",
		    "so");
		fail_clear(&ops);
		image_free(m);
	}
	close(full);
}

static void
test_fits(void)
{
	struct image_form form = { "t", DECLARED, columns, 4, 2, 512,
		IMAGE_LOCK };

	ok(image_fits(&form), "a declaration fits a page");
	letters[600] = '\0';
	form.sql = letters;
	ok(!image_fits(&form), "a long one does not");
	letters[600] = 'x';
}

int
main(void)
{
	ops.mem = ops.keep = arena_new();
	letters = malloc(LETTERS);
	fd = mkstemp(path);
	if (letters == NULL || fd < 0)
		return 1;
	memset(letters, 'x', LETTERS);
	test_counts();
	test_long();
	test_numbers();
	test_lock();
	test_refused();
	test_full();
	test_fits();
	close(fd);
	unlink(path);
	free(letters);
	arena_free(ops.mem);
	return done();
}
