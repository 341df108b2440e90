/* Where a call's rows and texts go: the stream, the writer, the steps. */
#include <string.h>

#include "cli/output.h"
#include "io/out.h"
#include "io/steps.h"
#include "io/term.h"

/* Swallows rows: -q. */
static int
quiet_row(struct sink *s, const struct cell *cells)
{
	(void)s;
	(void)cells;
	return 0;
}

static struct sink quiet = { .row = quiet_row };

static int
is_document(const struct call *c)
{
	return c->cmd->prints == PRINTS_DOCUMENT;
}

/* A script or a text of help is called as anybody likes. */
static int
is_any_text(const struct call *c)
{
	return is_document(c) && !(c->cmd->needs & NEED_BOOK);
}

/* "a.xlsx", but neither "a" nor ".a" nor "a." */
static int
has_suffix(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(name, '.');

	return dot != NULL && dot > name && dot[1] != '\0';
}

/* Is it one of the verb's own words of -F? */
static int
own_format(const struct cmd *cmd, const char *text)
{
	const char *const *word = cmd->own_formats;

	while (word != NULL && *word != NULL && strcmp(*word, text) != 0)
		word++;
	return word != NULL && *word != NULL;
}

static int
choose_format(struct call *c)
{
	const char *expected;
	int named = 0;

	c->format = is_document(c) || term_is_out() ? FORMAT_TABLE
						    : FORMAT_CSV;
	if (c->opt.output != NULL) {
		c->format = is_document(c) ? FORMAT_TABLE : FORMAT_CSV;
		named = format_by_suffix(c->opt.output, &c->format);
	}
	if (c->opt.format == NULL && c->opt.output != NULL && !named &&
	    !is_any_text(c) && has_suffix(c->opt.output))
		return fail(c->ops, OPS_USAGE, "--output: '%s' is wrong: its "
		    "suffix names no format: say -F", c->opt.output);
	if (c->opt.format == NULL)
		return 0;
	if (own_format(c->cmd, c->opt.format)) {
		c->own_format = 1;
		c->format = FORMAT_CSV;
		return 0;
	}
	expected = format_by_name(c->opt.format, &c->format);
	for (size_t i = 0; expected != NULL && c->cmd->own_formats != NULL &&
	    c->cmd->own_formats[i] != NULL; i++)
		expected = arena_printf(c->ops->keep, "%s, %s", expected,
		    c->cmd->own_formats[i]);
	if (expected != NULL)
		return fail(c->ops, OPS_USAGE, "--format: '%s' is wrong: "
		    "expected %s", c->opt.format, expected);
	return 0;
}

static int
choose_color(struct call *c, enum color_when *when)
{
	const char *text = c->opt.color, *expected;

	*when = COLOR_AUTO;
	if (text == NULL && c->ops->conf != NULL)
		text = conf_text(c->ops->conf, "color");
	if (text == NULL)
		return 0;
	expected = color_by_name(text, when);
	if (expected != NULL)
		return fail(c->ops, OPS_USAGE,
		    "--color: '%s' is wrong: expected %s", text, expected);
	return 0;
}

int
output_open(struct call *c, struct sink **writer)
{
	struct writer_options w = { .no_header = c->opt.no_header,
		.for_spreadsheet = c->opt.for_spreadsheet };
	struct steps_options steps = { .where = c->opt.where,
		.filters = c->filters.v, .n_filters = c->filters.n,
		.sort = c->opt.sort, .columns = c->opt.columns,
		.has_limit = c->opt.limit != NONE, .limit = c->opt.limit };
	enum color_when when;
	int err = choose_format(c);

	*writer = NULL;
	steps.table = c->format == FORMAT_TABLE;
	if (err == 0)
		err = choose_color(c, &when);
	if (err == 0 && c->opt.output != NULL)
		err = book_spare(c->ops, c->opt.output);
	if (err == 0)
		err = c->opt.output != NULL
		    ? out_open_file(c->ops, c->opt.output, &c->stream)
		    : out_open_stdout(c->ops, &c->stream);
	if (err != 0)
		return err;
	if (c->opt.output == NULL && term_is_out()) {
		w.on_terminal = 1;
		w.width = term_width();
		w.all_columns = c->opt.columns != NULL;
		w.color = term_color(when);
		if (c->format == FORMAT_TABLE && !c->opt.no_pager &&
		    !(c->cmd->needs & (NEED_WRITE | OWN_PAGER)))
			pager_start(c->ops, c->ops->conf == NULL ? NULL :
			    conf_text(c->ops->conf, "pager"));
	} else {
		w.color = when == COLOR_ALWAYS;
	}
	w.document = c->opt.output != NULL;
	if (c->cmd->own_writer != NULL)
		err = c->cmd->own_writer(c, writer);
	c->own_out = *writer != NULL;
	if (c->opt.quiet || c->opt.nagios)
		*writer = &quiet;
	else if (err == 0 && *writer == NULL)
		err = writer_open(c->ops, c->format, c->stream, &c->style, &w,
		    writer);
	return err != 0 ? err :
	    steps_build(c->ops, &steps, &c->values, *writer, &c->out);
}

int
output_flush(struct call *c)
{
	return c->stream == NULL ? 0 : out_flush(c->ops, c->stream);
}

int
output_settle(struct call *c)
{
	int err;

	if (c->stream == NULL || c->opt.output == NULL || c->more)
		return output_flush(c);
	err = out_close(c->ops, c->stream);
	c->stream = NULL;
	return err;
}

int
output_close(struct call *c, struct sink *writer, int err)
{
	if (writer != &quiet && !c->own_out)
		writer_close(writer);
	if (c->stream == NULL)
		return err;
	if (err < OPS_NO) {
		out_abandon(c->stream);
	} else {
		int bad = out_close(c->ops, c->stream);

		err = bad != 0 ? bad : err;
	}
	c->stream = NULL;
	pager_wait();
	return err;
}
