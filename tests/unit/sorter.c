/* Tests of the external sort: order, stability, errors. */
#include <sys/resource.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "io/sorter.h"
#include "io/temp.h"
#include "tap.h"

enum { SMALL = SORTER_MEMORY_MIN };

/* What was added, as qsort() shall order it. */
struct sample {
	uint64_t key[2];
	uint32_t seq, size;
};

static struct ops ops;
static char bytes[9 << 20];

static uint64_t
random_number(void)
{
	static uint64_t state = 42;

	state += UINT64_C(0x9e3779b97f4a7c15);
	return (state ^ state >> 31) * UINT64_C(0xbf58476d1ce4e5b9) ^
	    state >> 27;
}

static int
by_key(const void *pa, const void *pb)
{
	const struct sample *a = pa, *b = pb;

	for (int i = 0; i < 2; i++)
		if (a->key[i] != b->key[i])
			return a->key[i] < b->key[i] ? -1 : 1;
	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

/* A record says which it is, as far as it is long enough. */
static void
content(const struct sample *x)
{
	memset(bytes, 'a' + (int)(x->seq % 26), x->size);
	if (x->size >= sizeof x->seq)
		memcpy(bytes, &x->seq, sizeof x->seq);
}

/* How many of the n samples come next in this order with their bytes. */
static size_t
read_back(struct sorter *s, const struct sample *want, size_t n)
{
	const void *p;
	size_t size, i = 0;
	uint64_t key[2];

	while (i < n && sorter_next(&ops, s, &p, &size, key) == 1) {
		content(&want[i]);
		if (key[0] != want[i].key[0] || key[1] != want[i].key[1] ||
		    size != want[i].size || memcmp(p, bytes, size) != 0)
			break;
		i++;
	}
	return i;
}

/* The samples go through a sorter, and come back sorted: once, or often. */
static int
sorts(struct sample *v, size_t n, size_t memory, int often, int *in_memory)
{
	struct sorter *s;
	const void *p;
	size_t len;
	int same = 1;

	sorter_open(&ops, memory, &s);
	if (often)
		sorter_keep(s);
	for (size_t i = 0; i < n; i++) {
		content(&v[i]);
		same &= sorter_add(&ops, s, v[i].key, bytes, v[i].size) == 0;
	}
	same &= sorter_sort(&ops, s) == 0 && sorter_count(s) == n;
	qsort(v, n, sizeof *v, by_key);
	if (often)
		same &= read_back(s, v, n / 3) == n / 3;
	for (int i = 0; i <= often; i++)
		same &= (!often || sorter_rewind(&ops, s) == 0) &&
		    read_back(s, v, n) == n &&
		    sorter_next(&ops, s, &p, &len, NULL) == 0 &&
		    sorter_next(&ops, s, &p, &len, NULL) == 0;
	*in_memory = sorter_in_memory(s);
	sorter_close(s);
	return same;
}

/* n records with keys below range and sizes up to `size`, against qsort(). */
static void
compare(size_t n, size_t memory, uint64_t range0, uint64_t range1,
    uint32_t size, const char *name)
{
	struct sample *v = xmalloc((n + 1) * sizeof *v);
	struct sample *w = xmalloc((n + 1) * sizeof *w);
	int same, in_memory;

	for (size_t i = 0; i < n; i++) {
		v[i].key[0] = random_number() % range0;
		v[i].key[1] = random_number() % range1;
		v[i].seq = (uint32_t)i;
		v[i].size = (uint32_t)(random_number() % (size + 1));
	}
	memcpy(w, v, n * sizeof *v);
	same = sorts(v, n, memory, 0, &in_memory) &&
	    sorts(w, n, memory, 1, &in_memory);
	ok(same, "%s (%zu records, %s)", name, n,
	    in_memory ? "in memory" : "through a file");
	free(v);
	free(w);
}

static void
orders(void)
{
	compare(0, 0, 1, 1, 0, "nothing");
	compare(1, 0, 1000, 1000, 80, "one record");
	compare(40, 0, 1000, 1000, 80, "a few records");
	compare(500, SMALL, 20000, 94608000, 90, "one run");
	compare(1000, SMALL, 20000, 94608000, 90, "two runs");
	compare(60000, SMALL, 20000, 94608000, 90, "a hundred runs");
	compare(60000, 0, 20000, 94608000, 90, "many in memory");
	compare(3000, 0, UINT64_MAX, UINT64_MAX, 9, "keys of all bits");
	compare(30000, SMALL, UINT64_MAX, UINT64_MAX, 9, "and runs of them");
	compare(40, 0, UINT64_MAX, UINT64_MAX, 9, "and a few");
	compare(3000, 0, UINT64_MAX, 1, 9, "a wide first part only");
	compare(3000, 0, 1, UINT64_MAX, 9, "a wide second part only");
	compare(3000, 0, 1, 1, 9, "equal keys stay as they came");
	compare(30000, SMALL, 2, 3, 9, "few keys, many equals");
	compare(20000, SMALL, 100, 100, 0, "records without bytes");
	compare(2000, SMALL, 100, 100, 9000, "records about a buffer long");
	compare(60, SMALL, 100, 100, 200000, "records larger than a run");
}

/* Keys that never fall need no sorting. */
static void
in_order(size_t memory, const char *name)
{
	struct sorter *s;
	struct sample v[2000] = { 0 };
	size_t n = sizeof v / sizeof v[0];

	sorter_open(&ops, memory, &s);
	for (size_t i = 0; i < n; i++) {
		v[i] = (struct sample){ { i / 100, i / 10 }, (uint32_t)i,
			(uint32_t)(i % 100) };
		content(&v[i]);
		sorter_add(&ops, s, v[i].key, bytes, v[i].size);
	}
	sorter_sort(&ops, s);
	is_int((int64_t)read_back(s, v, n), (int64_t)n, name);
	sorter_close(s);
}

static void
huge(void)
{
	struct sample v[3] = { { { 3, 0 }, 0, 9 << 20 }, { { 1, 0 }, 1, 1 },
		{ { 2, 0 }, 2, 9 << 20 } };
	struct sorter *s;

	sorter_open(&ops, SMALL, &s);
	for (int i = 0; i < 3; i++) {
		content(&v[i]);
		sorter_add(&ops, s, v[i].key, bytes, v[i].size);
	}
	sorter_sort(&ops, s);
	qsort(v, 3, sizeof *v, by_key);
	is_int((int64_t)read_back(s, v, 3), 3, "records of 9 MiB");
	sorter_close(s);
}

/* Adds up to n records of 100 bytes in falling order: the first error. */
static int
add_many(struct sorter *s, uint64_t n)
{
	int code = 0;

	for (uint64_t i = 0; i < n && code == 0; i++) {
		uint64_t key[2] = { n - i, 0 };

		code = sorter_add(&ops, s, key, bytes, 100);
	}
	return code;
}

static void
no_directory(void)
{
	struct sorter *s;

	setenv("TMPDIR", "/nowhere/at/all", 1);
	sorter_open(&ops, SMALL, &s);
	is_int(add_many(s, 100), 0, "few records need no directory");
	is_int(add_many(s, 1000), OPS_CANTCREAT, "many do");
	is_text(ops.why, "cannot make a temporary file in '/nowhere/at/all': "
	    "No such file or directory", "which one is missing is said");
	fail_clear(&ops);
	sorter_close(s);
	unsetenv("TMPDIR");
}

static void
full_disk(void)
{
	struct rlimit old, limit;
	struct sorter *s;

	getrlimit(RLIMIT_FSIZE, &old);
	limit = old;
	limit.rlim_cur = 200000;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	sorter_open(&ops, SMALL, &s);
	is_int(add_many(s, 10000), OPS_IO, "a write that fails is OPS_IO");
	is_text(ops.why,
	    "cannot write a temporary file in '/tmp': File too large",
	    "with its reason");
	fail_clear(&ops);
	is_int(sorter_sort(&ops, s), OPS_IO, "and the sorter stays broken");
	fail_clear(&ops);
	sorter_close(s);
	setrlimit(RLIMIT_FSIZE, &old);
}

static void
short_file(void)
{
	const void *p;
	size_t n;
	struct sorter *s;
	int fd = open("/dev/null", O_RDONLY), code;

	/* The sorter's file will have the number that we give back. */
	close(fd);
	sorter_open(&ops, SMALL, &s);
	add_many(s, 10000);
	sorter_sort(&ops, s);
	ok(ftruncate(fd, 100000) == 0, "somebody cuts the file");
	while ((code = sorter_next(&ops, s, &p, &n, NULL)) == 1)
		continue;
	is_int(code, OPS_IO, "a read that fails is OPS_IO");
	is_text(ops.why,
	    "cannot read a temporary file in '/tmp': Input/output error",
	    "with its reason");
	fail_clear(&ops);
	sorter_close(s);
}

static void
no_file_is_left(void)
{
	char dir[] = "/tmp/sorter-XXXXXX";
	struct sorter *s;

	ok(mkdtemp(dir) != NULL, "an empty directory");
	setenv("TMPDIR", dir, 1);
	sorter_open(&ops, SMALL, &s);
	add_many(s, 5000);
	sorter_sort(&ops, s);
	ok(!sorter_in_memory(s), "5000 records are in a file");
	ok(rmdir(dir) == 0, "that has no name");
	sorter_close(s);
	unsetenv("TMPDIR");
}

/* Of a file of a megabyte. */
static void
what_was_read_is_given_back(void)
{
	char block[4096] = { 1 }, read[4096];
	int fd = temp_open(&ops, NULL), same = 1;
	int64_t from = 1;
	struct stat before, after;

	for (int i = 0; i < 256; i++)
		same &= pwrite(fd, block, sizeof block, i * 4096L) == 4096;
	fstat(fd, &before);
	temp_give_back(fd, &from, 4000);
	is_int(from, 1, "less than a block is kept");
	temp_give_back(fd, &from, 900000);
	is_int(from, 900000 / 4096 * 4096, "whole blocks go");
	fstat(fd, &after);
	ok(after.st_size == before.st_size, "the file is as long as before");
#ifdef __linux__
	ok(after.st_blocks < before.st_blocks, "and takes less room");
#endif
	same &= pread(fd, read, sizeof read, 0) == 4096 && read[0] == 1;
	same &= pread(fd, read, sizeof read, from) == 4096 && read[0] == 1;
	ok(same, "around them all is there");
	close(fd);
}

int
main(void)
{
	struct sorter *s;
	const uint64_t key[2] = { 0, 0 };

	unsetenv("TMPDIR");
	ops.mem = arena_new();
	what_was_read_is_given_back();
	orders();
	in_order(0, "in order already, in memory");
	in_order(SMALL, "in order already, in runs");
	huge();
	sorter_open(&ops, 0, &s);
	is_int(sorter_add(&ops, s, key, bytes, (size_t)5 << 30), OPS_DATA,
	    "a record of 5 GiB is refused");
	fail_clear(&ops);
	sorter_close(s);
	sorter_close(NULL);
	no_directory();
	full_disk();
	short_file();
	no_file_is_left();
	arena_free(ops.mem);
	return done();
}
