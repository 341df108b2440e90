/* A worker takes all it is given, in order, and tells what failed. */
#include <stdlib.h>

#include "base/arena.h"
#include "io/worker.h"
#include "tap.h"

static struct ops ops;

enum { MANY = WORKER_STARTS * 50 };

static int
count_in_order(struct ops *w, void *data, const void *bytes, size_t n)
{
	int *next = data, i;

	memcpy(&i, bytes, sizeof i);
	if (n < sizeof i || i != *next)
		return fail(w, OPS_DATA, "got %d, not %d", i, *next);
	++*next;
	return 0;
}

static int
refuse(struct ops *w, void *data, const void *bytes, size_t n)
{
	(void)data;
	(void)bytes;
	(void)n;
	return fail(w, OPS_DATA, "refused");
}

static int hinted[WORKER_HINTS];

static void
note_hint(const void *bytes, int step)
{
	int i;

	memcpy(&i, bytes, sizeof i);
	if (i != hinted[step]++ + WORKER_STARTS - 1)
		hinted[step] = -MANY;
}

static const struct worker_job counting = { count_in_order, note_hint };
static const struct worker_job refusing = { .take = refuse };

static void
test_order(void)
{
	struct worker *w = worker_new();
	int next = 0, err = 0;

	for (int i = 0; err == 0 && i < MANY; i++)
		err = worker_give(&ops, w, &counting, &next, &i, sizeof i);
	if (err == 0)
		err = worker_wait(&ops, w);
	ok(err == 0 && next == MANY, "%d things are taken in order", next);
	for (int i = 0; i < WORKER_HINTS; i++)
		ok(hinted[i] == MANY - WORKER_STARTS + 1,
		    "each in the thread is hinted at once, step %d", i);
	worker_free(w);
}

static void
test_large(void)
{
	enum { SIZE = 3 << 20 };
	struct worker *w = worker_new();
	char *large = xmalloc(SIZE);
	int next = 0, err = 0;

	memset(large, 0, SIZE);
	for (int i = 0; err == 0 && i < WORKER_STARTS + 20; i++) {
		memcpy(large, &i, sizeof i);
		err = worker_give(&ops, w, &counting, &next, large,
		    i < WORKER_STARTS ? sizeof i : SIZE);
	}
	if (err == 0)
		err = worker_wait(&ops, w);
	ok(err == 0 && next == WORKER_STARTS + 20, "large things, too");
	worker_free(w);
	free(large);
}

static void
test_failure(void)
{
	struct worker *w = worker_new();
	int next = 0, err = 0;

	for (int i = 0; i < WORKER_STARTS; i++)
		worker_give(&ops, w, &counting, &next, &i, sizeof i);
	worker_give(&ops, w, &refusing, NULL, "", 1);
	for (int i = WORKER_STARTS; err == 0 && i < MANY; i++)
		err = worker_give(&ops, w, &counting, &next, &i, sizeof i);
	ok(err == OPS_DATA && strcmp(ops.why, "refused") == 0,
	    "a failure is told to who gives more");
	fail_clear(&ops);
	ok(worker_wait(&ops, w) == OPS_DATA && next == WORKER_STARTS,
	    "and to who waits; nothing behind it is taken");
	fail_clear(&ops);
	worker_free(w);
}

static void
test_drop(void)
{
	struct worker *w = worker_new();
	int next = 0;

	for (int i = 0; i < WORKER_STARTS * 2; i++)
		worker_give(&ops, w, &counting, &next, &i, sizeof i);
	worker_free(w);
	ok(next <= WORKER_STARTS * 2, "what nobody waits for is dropped");
}

int
main(void)
{
	ops.mem = ops.keep = arena_new();
	test_order();
	test_large();
	test_failure();
	test_drop();
	arena_free(ops.mem);
	return done();
}
