/* Writers: sinks that print a relation in one of the formats. */
#include <string.h>
#include <strings.h>

#include "io/writers.h"

static const struct {
	const char *name;
	const char *suffix;
	const char *other_suffix;
	struct writer *(*make)(struct arena *);
} formats[] = {
	[FORMAT_TABLE] = { "table", ".txt", NULL, table_writer },
	[FORMAT_CSV] = { "csv", ".csv", NULL, csv_writer },
	[FORMAT_TSV] = { "tsv", ".tsv", ".tab", tsv_writer },
	[FORMAT_JSON] = { "json", ".json", NULL, json_writer },
	[FORMAT_JSONL] = { "jsonl", ".jsonl", ".ndjson", jsonl_writer },
	[FORMAT_MD] = { "md", ".md", ".markdown", md_writer },
	[FORMAT_HTML] = { "html", ".html", ".htm", html_writer },
};

enum { FORMATS = sizeof formats / sizeof *formats };

const char *
format_by_name(const char *name, enum format *format)
{
	for (int i = 0; i < FORMATS; i++) {
		if (strcmp(name, formats[i].name) == 0) {
			*format = (enum format)i;
			return NULL;
		}
	}
	return "table, csv, tsv, json, jsonl, md or html";
}

const char *
format_name(enum format format)
{
	return formats[format].name;
}

int
format_by_suffix(const char *path, enum format *format)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash == NULL ? path : slash, '.');

	for (int i = 0; i < FORMATS && dot != NULL; i++) {
		if (strcasecmp(dot, formats[i].suffix) == 0 ||
		    (formats[i].other_suffix != NULL &&
			strcasecmp(dot, formats[i].other_suffix) == 0)) {
			*format = (enum format)i;
			return 1;
		}
	}
	return 0;
}

int
writer_open(struct ops *ops, enum format format, struct out *o,
    const struct style *style, const struct writer_options *opt,
    struct sink **sink)
{
	struct arena *mem = arena_new();
	struct writer *w = formats[format].make(mem);

	w->ops = ops;
	w->o = o;
	w->style = style;
	w->mem = mem;
	if (opt != NULL)
		w->opt = *opt;
	*sink = &w->sink;
	return 0;
}

void
writer_close(struct sink *sink)
{
	struct writer *w = (struct writer *)sink;

	if (w == NULL)
		return;
	if (w->clear != NULL)
		w->clear(w);
	arena_free(w->mem);
}

void
writer_begin(struct writer *w, const struct column *cols, size_t n)
{
	w->cols = cols;
	w->n = n;
	w->rows = 0;
}

int
writer_result(struct writer *w)
{
	return out_failed(w->o) ? out_flush(w->ops, w->o) : 0;
}
