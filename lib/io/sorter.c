/* Puts any number of records in order, in memory or through a file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "io/merge.h"
#include "io/mergeahead.h"
#include "io/run.h"
#include "io/sorter.h"
#include "io/temp.h"

enum { GATHER = 128 << 10, MEMORY_MAX = 1 << 30 };

struct sorter {
	size_t memory, count;
	int sorted, kept;
	struct run run; /* what is being filled, or all of it */
	size_t next;	/* record of the run */
	int fd;		/* -1: all is in the run */
	int64_t *end;	/* of the runs in the file */
	size_t runs, runs_cap;
	struct merge *merge;
	struct mergeahead *ahead; /* it runs in a thread, NULL */
	int error;	  /* the errno that broke this sorter, */
	const char *verb; /* doing what */
};

int
sorter_open(struct ops *ops, size_t memory, struct sorter **out)
{
	(void)ops;
	if (memory == 0)
		memory = SORTER_MEMORY;
	if (memory < SORTER_MEMORY_MIN)
		memory = SORTER_MEMORY_MIN;
	if (memory > MEMORY_MAX)
		memory = MEMORY_MAX;
	*out = xmalloc(sizeof **out);
	**out = (struct sorter){ .memory = memory, .fd = -1 };
	return 0;
}

static int
broken(struct ops *ops, const struct sorter *s)
{
	return fail(ops, OPS_IO, "cannot %s a temporary file in '%s': %s",
	    s->verb, temp_folder(), strerror(s->error));
}

/* Takes errno; from now on every call fails. */
static int
breaks(struct ops *ops, struct sorter *s, const char *verb)
{
	s->verb = verb;
	s->error = errno;
	return broken(ops, s);
}

static int
write_at(int fd, const char *p, size_t n, int64_t *at)
{
	while (n > 0) {
		ssize_t put = pwrite(fd, p, n, *at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put == 0)
			errno = EIO;
		if (put <= 0)
			return -1;
		p += put;
		n -= (size_t)put;
		*at += put;
	}
	return 0;
}

/* Writes the sorted run at *at, and moves it on. */
static int
run_write(int fd, const struct run *r, int64_t *at)
{
	char *gather = xmalloc(GATHER);
	const char *record;
	size_t next = 0, used = 0;
	int code = 0;

	while (code == 0 && (record = run_next(r, &next)) != NULL) {
		size_t n = RECORD_HEAD + (size_t)record_size(record);

		if (used + n > GATHER) {
			code = write_at(fd, gather, used, at);
			used = 0;
		}
		if (n <= GATHER) {
			memcpy(gather + used, record, n);
			used += n;
		} else if (code == 0) {
			code = write_at(fd, record, n, at);
		}
	}
	if (code == 0)
		code = write_at(fd, gather, used, at);
	free(gather);
	return code;
}

/* Moves the run to the file. */
static int
spill(struct ops *ops, struct sorter *s)
{
	int64_t at = s->runs > 0 ? s->end[s->runs - 1] : 0;

	if (s->fd < 0) {
		int fd = temp_open(ops, NULL);

		if (fd < 0)
			return fd;
		s->fd = fd;
	}
	if (s->runs == s->runs_cap) {
		s->runs_cap = s->runs_cap > 0 ? 2 * s->runs_cap : 32;
		s->end = xrealloc(s->end, s->runs_cap * sizeof *s->end);
	}
	run_sort(&s->run);
	if (run_write(s->fd, &s->run, &at) < 0)
		return breaks(ops, s, "write");
	s->end[s->runs++] = at;
	run_reset(&s->run);
	return 0;
}

int
sorter_add(struct ops *ops, struct sorter *s, const uint64_t key[2],
    const void *bytes, size_t n)
{
	int code;

	if (s->sorted)
		BUG("sorter_add() after sorter_sort()");
	if (s->error != 0)
		return broken(ops, s);
	if (n > UINT32_MAX)
		return fail(ops, OPS_DATA,
		    "a record of %zu bytes is too large to sort", n);
	if (s->run.n > 0 && run_cost(&s->run, n) > s->memory &&
	    (code = spill(ops, s)) < 0)
		return code;
	run_add(&s->run, key, bytes, (uint32_t)n, s->memory);
	s->count++;
	return 0;
}

void
sorter_keep(struct sorter *s)
{
	s->kept = 1;
}

static int
begin_merge(struct ops *ops, struct sorter *s)
{
	s->ahead = NULL;
	if (merge_rewind(s->merge) < 0)
		return breaks(ops, s, "read");
	s->ahead = mergeahead_new(s->merge);
	return 0;
}

int
sorter_sort(struct ops *ops, struct sorter *s)
{
	int code;

	if (s->sorted)
		BUG("sorter_sort() twice");
	if (s->error != 0)
		return broken(ops, s);
	s->sorted = 1;
	if (s->runs == 0) {
		run_sort(&s->run);
		return 0;
	}
	if ((code = spill(ops, s)) < 0)
		return code;
	run_free(&s->run);
	s->merge = merge_new(s->fd, s->end, s->runs, s->memory, !s->kept);
	return begin_merge(ops, s);
}

int
sorter_rewind(struct ops *ops, struct sorter *s)
{
	if (!s->sorted)
		BUG("sorter_rewind() before sorter_sort()");
	if (s->error != 0)
		return broken(ops, s);
	s->next = 0;
	if (s->merge == NULL)
		return 0;
	if (!s->kept)
		BUG("sorter_rewind() without sorter_keep()");
	mergeahead_free(s->ahead);
	return begin_merge(ops, s);
}

int
sorter_next(struct ops *ops, struct sorter *s, const void **bytes, size_t *n,
    uint64_t key[2])
{
	uint64_t unused[2];
	const char *p = NULL;
	int more;

	if (!s->sorted)
		BUG("sorter_next() before sorter_sort()");
	if (s->error != 0)
		return broken(ops, s);
	if (key == NULL)
		key = unused;
	if (s->merge != NULL) {
		more = s->ahead != NULL
		    ? mergeahead_next(s->ahead, &p, n, key)
		    : merge_next(s->merge, &p, n, key);
		if (more < 0)
			return breaks(ops, s, "read");
		*bytes = p;
		return more;
	}
	p = run_next(&s->run, &s->next);
	if (p == NULL)
		return 0;
	key[0] = record_key(p, 0);
	key[1] = record_key(p, 1);
	*n = record_size(p);
	*bytes = p + RECORD_HEAD;
	return 1;
}

size_t
sorter_count(const struct sorter *s)
{
	return s->count;
}

int
sorter_in_memory(const struct sorter *s)
{
	return s->runs == 0;
}

void
sorter_close(struct sorter *s)
{
	if (s == NULL)
		return;
	run_free(&s->run);
	mergeahead_free(s->ahead);
	merge_free(s->merge);
	if (s->fd >= 0)
		close(s->fd);
	free(s->end);
	free(s);
}
