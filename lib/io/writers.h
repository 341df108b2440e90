/* What the writers share with writer.c, and nobody else needs. */
#ifndef IO_WRITERS_H
#define IO_WRITERS_H

#include "io/writer.h"

/* The common part; each format's own struct begins with it. */
struct writer {
	struct sink sink; /* first: a sink is a writer by its address */
	struct ops *ops;
	struct out *o;
	const struct style *style;
	struct writer_options opt;
	struct arena *mem; /* the writer's own, freed by writer_close() */
	const struct column *cols;
	size_t n;
	int64_t rows;			/* printed so far */
	void (*clear)(struct writer *); /* frees what is not in mem, or NULL */
};

/* Each makes its writer in `mem` and sets what the sink does. */
struct writer *csv_writer(struct arena *mem);
struct writer *tsv_writer(struct arena *mem);
struct writer *json_writer(struct arena *mem);
struct writer *jsonl_writer(struct arena *mem);
struct writer *table_writer(struct arena *mem);
struct writer *md_writer(struct arena *mem);
struct writer *html_writer(struct arena *mem);

/* For every begin(): keeps the columns. */
void writer_begin(struct writer *, const struct column *, size_t n);

/* What a row() and an end() give: 0, or what the stream has to say. */
int writer_result(struct writer *);

#endif
