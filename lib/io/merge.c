/* Reads sorted runs of one file as one sorted sequence. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "io/merge.h"
#include "io/run.h"
#include "io/temp.h"

enum { BUFFER_MIN = 4 << 10, BUFFER_MAX = 128 << 10 };

/* One run, and the part of it that is in memory. */
struct source {
	int64_t start, end;
	int64_t at; /* what is read next */
	int64_t given_back; /* the file has nothing any more up to here */
	char *buf;
	size_t pos, len;
};

/* The next record of a source. */
struct head {
	uint64_t key[2];
	uint32_t size;
	uint32_t source;
};

struct merge {
	int fd, once;
	size_t buffer;
	struct source *source;
	size_t sources;
	struct head *heap;
	size_t heads;
	int taken;  /* the top of the heap was handed out */
	char *huge; /* a record larger than a buffer */
	size_t huge_cap;
};

struct merge *
merge_new(int fd, const int64_t *end, size_t n, size_t memory, int once)
{
	struct merge *m = xmalloc(sizeof *m);

	*m = (struct merge){
		.fd = fd, .once = once, .sources = n, .buffer = memory / n
	};
	if (m->buffer > BUFFER_MAX)
		m->buffer = BUFFER_MAX;
	if (m->buffer < BUFFER_MIN)
		m->buffer = BUFFER_MIN;
	m->heap = xmalloc(n * sizeof *m->heap);
	m->source = xmalloc(n * sizeof *m->source);
	for (size_t i = 0; i < n; i++)
		m->source[i] = (struct source){ .buf = xmalloc(m->buffer),
			.start = i > 0 ? end[i - 1] : 0,
			.given_back = i > 0 ? end[i - 1] : 0,
			.end = end[i] };
	return m;
}

void
merge_free(struct merge *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->sources; i++)
		free(m->source[i].buf);
	free(m->source);
	free(m->heap);
	free(m->huge);
	free(m);
}

/* Reads exactly n bytes. */
static int
read_at(int fd, char *p, size_t n, int64_t at)
{
	while (n > 0) {
		ssize_t got = pread(fd, p, n, at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = EIO;
		if (got <= 0)
			return -1;
		p += got;
		n -= (size_t)got;
		at += got;
	}
	return 0;
}

/* Sees to it that a source's next n bytes (at most a buffer) are there. */
static int
source_fill(const struct merge *m, struct source *from, size_t n)
{
	size_t have = from->len - from->pos, more = m->buffer - have;

	if (have >= n)
		return 0;
	if ((int64_t)more > from->end - from->at)
		more = (size_t)(from->end - from->at);
	memmove(from->buf, from->buf + from->pos, have);
	from->pos = 0;
	from->len = have;
	if (read_at(m->fd, from->buf + have, more, from->at) < 0)
		return -1;
	from->at += (int64_t)more;
	from->len += more;
	if (m->once)
		temp_give_back(m->fd, &from->given_back, from->at);
	return 0;
}

/* The head of a source's next record: 1; 0 at its end. */
static int
source_head(const struct merge *m, uint32_t i, struct head *head)
{
	struct source *from = &m->source[i];
	const char *record;

	if (from->pos == from->len && from->at == from->end)
		return 0;
	if (source_fill(m, from, RECORD_HEAD) < 0)
		return -1;
	record = from->buf + from->pos;
	head->key[0] = record_key(record, 0);
	head->key[1] = record_key(record, 1);
	head->size = record_size(record);
	head->source = i;
	return 1;
}

/* Goes on behind n bytes, which may not all have been read. */
static void
source_skip(struct source *from, size_t n)
{
	size_t have = from->len - from->pos;

	if (n <= have) {
		from->pos += n;
		return;
	}
	from->at += (int64_t)(n - have);
	from->pos = from->len = 0;
}

/* The bytes at the top, in their source's buffer or, huge, in ours. */
static const char *
top_bytes(struct merge *m)
{
	struct source *from = &m->source[m->heap[0].source];
	size_t size = m->heap[0].size, have;

	if (RECORD_HEAD + size <= m->buffer) {
		if (source_fill(m, from, RECORD_HEAD + size) < 0)
			return NULL;
		return from->buf + from->pos + RECORD_HEAD;
	}
	if (size > m->huge_cap) {
		free(m->huge);
		m->huge = xmalloc(size);
		m->huge_cap = size;
	}
	have = from->len - from->pos - RECORD_HEAD;
	memcpy(m->huge, from->buf + from->pos + RECORD_HEAD, have);
	if (read_at(m->fd, m->huge + have, size - have, from->at) < 0)
		return NULL;
	return m->huge;
}

/* Equal keys: the earlier run first, so that they stay as they came. */
static int
before(const struct head *a, const struct head *b)
{
	if (a->key[0] != b->key[0])
		return a->key[0] < b->key[0];
	if (a->key[1] != b->key[1])
		return a->key[1] < b->key[1];
	return a->source < b->source;
}

static void
sift_down(struct merge *m, size_t i)
{
	struct head *heap = m->heap, x = heap[i];
	size_t child;

	while ((child = 2 * i + 1) < m->heads) {
		if (child + 1 < m->heads &&
		    before(&heap[child + 1], &heap[child]))
			child++;
		if (!before(&heap[child], &x))
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = x;
}

int
merge_rewind(struct merge *m)
{
	m->heads = 0;
	m->taken = 0;
	for (size_t i = 0; i < m->sources; i++) {
		struct source *from = &m->source[i];

		from->at = from->start;
		from->pos = from->len = 0;
		if (source_head(m, (uint32_t)i, &m->heap[i]) < 0)
			return -1;
	}
	m->heads = m->sources;
	for (size_t i = m->heads / 2; i-- > 0;)
		sift_down(m, i);
	return 0;
}

/* Goes on behind the record at the top. */
static int
step(struct merge *m)
{
	struct head *top = m->heap;
	int more;

	source_skip(&m->source[top->source], RECORD_HEAD + (size_t)top->size);
	more = source_head(m, top->source, top);
	if (more < 0)
		return -1;
	if (!more)
		*top = m->heap[--m->heads];
	if (m->heads > 0)
		sift_down(m, 0);
	return 0;
}

int
merge_next(struct merge *m, const char **bytes, size_t *n, uint64_t key[2])
{
	if (m->taken && step(m) < 0)
		return -1;
	m->taken = m->heads > 0;
	if (!m->taken)
		return 0;
	*bytes = top_bytes(m);
	if (*bytes == NULL)
		return -1;
	*n = m->heap[0].size;
	memcpy(key, m->heap[0].key, sizeof m->heap[0].key);
	return 1;
}
