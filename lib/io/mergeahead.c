/* Merges sorted runs ahead, in a second thread. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "io/mergeahead.h"
#include "io/ring.h"
#include "io/run.h"

enum { BATCH_SIZE = 32 * 1024 };

/* Records as a run has them. */
struct batch {
	char *p;
	size_t used, size;
	int end;   /* what merge_next() said after them, if it was not 1, */
	int error; /* and its errno */
};

struct mergeahead {
	struct merge *merge;
	pthread_t thread;
	struct ring ring;
	struct batch batch[RING];
	struct batch *hand; /* what is being taken, NULL */
	size_t at;	    /* its next record */
};

/* Copies a record into the batch; 0 where it has no room left for it. */
static int
add_record(struct batch *b, const char *bytes, size_t n, const uint64_t key[2])
{
	uint32_t size = (uint32_t)n;

	if (b->used > 0 && b->used + RECORD_HEAD + n > b->size)
		return 0;
	if (RECORD_HEAD + n > b->size) {
		b->size =
		    RECORD_HEAD + n > BATCH_SIZE ? RECORD_HEAD + n : BATCH_SIZE;
		b->p = xrealloc(b->p, b->size);
	}
	memcpy(b->p + b->used, key, 16);
	memcpy(b->p + b->used + 16, &size, sizeof size);
	memcpy(b->p + b->used + RECORD_HEAD, bytes, n);
	b->used += RECORD_HEAD + n;
	return 1;
}

/* The next batch to fill, empty; NULL where nobody wants one any more. */
static struct batch *
next_to_fill(struct mergeahead *m, int full)
{
	int i = ring_fill(&m->ring, full);
	struct batch *b = i < 0 ? NULL : &m->batch[i];

	if (b != NULL)
		b->used = 0;
	return b;
}

static void *
run(void *data)
{
	struct mergeahead *m = data;
	struct batch *b = next_to_fill(m, 0);
	uint64_t key[2];
	const char *bytes;
	size_t n;
	int got = 1;

	while (b != NULL && got == 1) {
		got = merge_next(m->merge, &bytes, &n, key);
		while (b != NULL && got == 1 && !add_record(b, bytes, n, key)) {
			b->end = 1;
			b = next_to_fill(m, 1);
		}
		if (b != NULL && got != 1) {
			b->end = got;
			b->error = errno;
			next_to_fill(m, 1);
		}
	}
	return NULL;
}

struct mergeahead *
mergeahead_new(struct merge *merge)
{
	struct mergeahead *m = xmalloc(sizeof *m);

	memset(m, 0, sizeof *m);
	m->merge = merge;
	ring_begin(&m->ring);
	if (pthread_create(&m->thread, NULL, run, m) != 0) {
		ring_end(&m->ring);
		free(m);
		m = NULL;
	}
	return m;
}

int
mergeahead_next(struct mergeahead *m, const char **bytes, size_t *n,
    uint64_t key[2])
{
	const char *record;

	while (m->hand == NULL || m->at == m->hand->used) {
		if (m->hand != NULL && m->hand->end != 1) {
			errno = m->hand->error;
			return m->hand->end;
		}
		m->hand = &m->batch[ring_take(&m->ring, m->hand != NULL)];
		m->at = 0;
	}
	record = m->hand->p + m->at;
	key[0] = record_key(record, 0);
	key[1] = record_key(record, 1);
	*n = record_size(record);
	*bytes = record + RECORD_HEAD;
	m->at += RECORD_HEAD + *n;
	return 1;
}

void
mergeahead_free(struct mergeahead *m)
{
	if (m == NULL)
		return;
	ring_stop(&m->ring);
	pthread_join(m->thread, NULL);
	for (size_t i = 0; i < RING; i++)
		free(m->batch[i].p);
	ring_end(&m->ring);
	free(m);
}
