/* Cuts an input into CSV records: libcsv, with lines, limits and raw bytes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "io/records.h"

enum {
	CHUNK = 128 * 1024,
	BLOCK = 64 * 1024,
	CELL_MAX = 16 * 1024 * 1024,
	ROW_CELLS = 4,	   /* a row may be as long as so many longest cells */
	CELLS_MAX = 65536, /* and have so many cells */
	PARSER = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL
};

/* libcsv would trim what this finds; to RFC 4180 blanks are data. */
static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

const char *
records_column(const struct records *r, size_t i, char *buf)
{
	if (i < r->columns && r->name[i][0] != '\0')
		return r->name[i];
	snprintf(buf, COLUMN_LABEL, "column %zu", i + 1);
	return buf;
}

void
records_note(struct records *r, int64_t line, const char *column,
    const char *fmt, ...)
{
	char text[500];
	va_list ap;

	if (r->opt.note == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	r->opt.note(r->opt.data, line, column, text);
}

/* Ends the file: what follows cannot be told apart any more. */
static int lost(struct ops *, const struct records *, const char *fmt, ...)
    PRINTF(3, 4);

static int
lost(struct ops *ops, const struct records *r, const char *fmt, ...)
{
	char label[COLUMN_LABEL];
	va_list ap;

	va_start(ap, fmt);
	vfail(ops, OPS_DATA, fmt, ap);
	va_end(ap);
	return fail_at(ops, "%s:%" PRId64 ": %s", input_name(r->input),
	    r->record_line, records_column(r, r->n, label));
}

void
records_room(struct records *r, size_t n)
{
	if (n <= r->room)
		return;
	r->room = n + n / 2 + 16;
	r->start = xrealloc(r->start, r->room * sizeof *r->start);
	r->len = xrealloc(r->len, r->room * sizeof *r->len);
}

/* The n bytes that are the next of r->cells are a cell. */
static void
end_cell(struct records *r, size_t n)
{
	if (n > r->opt.max_cell || r->n > CELLS_MAX)
		r->too_long = 1;
	if (r->too_long)
		return;
	records_room(r, r->n + 1);
	r->start[r->n] = r->cells.len;
	r->len[r->n] = n;
	r->cells.len += n;
	r->cells.p[r->cells.len++] = '\0';
	r->n++;
}

static void
on_cell(void *bytes, size_t n, void *data)
{
	struct records *r = data;

	memcpy(str_room(&r->cells, n + 1), bytes, n);
	end_cell(r, n);
	r->stray = 0;
	r->cell_line = r->line;
}

static void
on_row(int end, void *data)
{
	struct records *r = data;

	(void)end;
	r->done = 1;
}

/* A quote where none may stand: says so, or takes it as text. */
static int
stray_quote(struct ops *ops, struct records *r, const char *at)
{
	char label[COLUMN_LABEL], where[32] = "";

	if (r->line != r->record_line)
		snprintf(where, sizeof where, " (in line %" PRId64 ")",
		    r->line);
	if (!r->opt.lenient && r->parser.quoted)
		return lost(ops, r,
		    "a quote inside the quoted cell is not doubled%s", where);
	if (!r->opt.lenient)
		return lost(ops, r, "a quote inside an unquoted cell%s: quote "
		    "the cell and double the quotes in it", where);
	records_note(r, r->record_line, records_column(r, r->n, label),
	    "a quote inside the cell is taken as text");
	r->counts.stray_quotes++;
	r->stray = 1;
	csv_set_opts(&r->parser, PARSER & ~CSV_STRICT);
	csv_parse(&r->parser, at, 1, on_cell, on_row, r);
	csv_set_opts(&r->parser, PARSER);
	return 0;
}

static int
check_limits(struct ops *ops, const struct records *r)
{
	if (r->n > CELLS_MAX)
		return lost(ops, r, "the row has more than %d cells",
		    CELLS_MAX);
	if (r->too_long || r->parser.entry_pos > r->opt.max_cell)
		return lost(ops, r, "the cell is longer than %zu bytes%s",
		    r->opt.max_cell,
		    r->parser.quoted && !r->done
			? " (is its quote never closed?)"
			: "");
	if ((r->at - r->record) / ROW_CELLS > r->opt.max_cell)
		return lost(ops, r, "the row is longer than %d times %zu bytes",
		    ROW_CELLS, r->opt.max_cell);
	return 0;
}

static int
feed(struct ops *ops, struct records *r, const char *p, size_t n)
{
	size_t size = csv_get_buffer_size(&r->parser);

	/* libcsv grows by steps; a long cell would be copied at each. */
	csv_set_blk_size(&r->parser, size > BLOCK ? size : BLOCK);
	while (n > 0) {
		size_t took = csv_parse(&r->parser, p, n, on_cell, on_row, r);
		int code;

		p += took;
		n -= took;
		if (n == 0)
			break;
		if (csv_error(&r->parser) != CSV_EPARSE)
			no_memory();
		code = stray_quote(ops, r, p);
		if (code < 0)
			return code;
		p++;
		n--;
	}
	return 0;
}

/* Reads on; the text then begins with the record in hand. */
static int
refill(struct ops *ops, struct records *r)
{
	int code;

	if (r->record > 0) {
		r->text.len -= r->record;
		memmove(r->text.p, r->text.p + r->record, r->text.len + 1);
		r->at -= r->record;
		r->record = 0;
	}
	r->lf = 0;
	code = decoder_read(ops, r->decoder, r->input, r->opt.chunk, &r->text);
	r->ended = code == 0;
	return code < 0 ? code : 0;
}

/*
 * How long the line at `at` is with its LF, CRLF or CR, and in *end how long
 * that is: 0 if it is not in sight.
 */
static size_t
line_length(struct records *r, size_t *end)
{
	const char *p = r->text.p + r->at, *limit = r->text.p + r->text.len;
	const char *lf, *cr;

	/* Kept, or a text with CR only would be searched for each line. */
	if (r->lf < r->at || r->lf == 0) {
		lf = memchr(p, '\n', (size_t)(limit - p));
		r->lf = (size_t)((lf == NULL ? limit : lf) - r->text.p);
	}
	lf = r->text.p + r->lf;
	cr = memchr(p, '\r', (size_t)(lf - p));
	*end = 0;
	if (cr == NULL) {
		*end = lf < limit;
		return (size_t)(lf - p) + *end;
	}
	if (cr + 1 < limit || r->ended)
		*end = cr + 1 == lf && lf < limit ? 2 : 1;
	return (size_t)(cr - p) + *end;
}

/*
 * The next piece to parse: a line, or as much of it as there is when it is
 * longer than a read.  1, 0 at the end of the input, or an ops_err.
 */
static int
next_piece(struct ops *ops, struct records *r, size_t *n, size_t *end)
{
	for (;;) {
		int code;

		*n = line_length(r, end);
		if (*end > 0 || r->ended || *n >= r->opt.chunk)
			return *n > 0;
		code = refill(ops, r);
		if (code < 0)
			return code;
	}
}

#define ALL(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes, the first the lowest. */
static uint64_t
eight(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	    (uint64_t)p[7] << 56;
}

/* The highest bit of each byte that is 0. */
static uint64_t
zeros(uint64_t bytes)
{
	return ~(((bytes & ALL(0x7f)) + ALL(0x7f)) | bytes | ALL(0x7f));
}

/*
 * A line without a quote is what stands between its delimiters; to look for
 * these in eight bytes at once takes a quarter of the time of libcsv, which
 * looks at each byte for a quote.
 */
static void
split(struct records *r, const char *p, size_t n)
{
	uint64_t delimiter = ALL((unsigned char)r->opt.delimiter);
	char *line = str_room(&r->cells, n + sizeof delimiter);
	size_t start = 0;

	memcpy(line, p, n);
	memset(line + n, 0, sizeof delimiter); /* which is no delimiter */
	for (size_t i = 0; i < n; i += sizeof delimiter) {
		uint64_t found = zeros(eight(line + i) ^ delimiter);

		for (; found != 0; found &= found - 1) {
			size_t at = i + (size_t)__builtin_ctzll(found) / 8;

			end_cell(r, at - start);
			start = at + 1;
		}
	}
	end_cell(r, n - start);
	r->done = 1;
}

/* The piece, n bytes with `end` bytes of line end, goes through libcsv. */
static int
parse(struct ops *ops, struct records *r, const char *p, size_t n, size_t end)
{
	int code = feed(ops, r, p, n - (end == 2));

	/* The LF of a CRLF is data where its CR was. */
	if (code == 0 && end == 2 && !r->done)
		code = feed(ops, r, p + n - 1, 1);
	return code;
}

/* Takes the next piece, n bytes of which `end` are the line's end. */
static int
take_piece(struct ops *ops, struct records *r, size_t n, size_t end)
{
	const char *p = r->text.p + r->at;
	int first = r->at == r->record, code = 0;

	if (memchr(p, '\0', n) != NULL || utf8_check(p, n) < n)
		r->dirty = 1;
	r->at += n;
	if (first && n == end)
		r->done = 1; /* blank: libcsv would pass over it */
	else if (first && end > 0 && memchr(p, r->opt.quote, n) == NULL)
		split(r, p, n - end);
	else
		code = parse(ops, r, p, n, end);
	if (code == 0)
		code = check_limits(ops, r);
	if (code == 0 && end > 0 && !r->done && r->stray)
		return lost(ops, r,
		    "a quote inside the quoted cell is not doubled, and the "
		    "cell does not end in line %" PRId64,
		    r->line);
	r->line += end > 0;
	return code;
}

static void
begin_record(struct records *r)
{
	r->record = r->at;
	r->record_line = r->cell_line = r->line;
	r->done = r->stray = r->dirty = 0;
	r->n = 0;
	r->cells.len = 0;
}

int
records_next(struct ops *ops, struct records *r)
{
	begin_record(r);
	while (!r->done) {
		size_t n, end;
		int code = next_piece(ops, r, &n, &end);

		if (code > 0)
			code = take_piece(ops, r, n, end);
		else if (code == 0)
			break;
		if (code < 0)
			return code;
	}
	if (r->done)
		return 1;
	if (r->at == r->record)
		return 0;
	if (csv_fini(&r->parser, on_cell, on_row, r) != 0)
		return lost(ops, r,
		    "the quote in line %" PRId64 " is never closed",
		    r->cell_line);
	return r->done;
}

/* The first bytes tell how the text is encoded, or are there for that only. */
static int
take_mark(struct ops *ops, struct records *r)
{
	const char *p;
	size_t n;

	while (r->text.len < 3 && !r->ended) {
		int code = refill(ops, r);

		if (code < 0)
			return code;
	}
	p = r->text.p;
	n = r->text.len;
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		r->at = 3;
	else if (n >= 2 &&
	    (p[0] == '\0' || p[1] == '\0' || memcmp(p, "\xff\xfe", 2) == 0 ||
		memcmp(p, "\xfe\xff", 2) == 0))
		return fail(ops, OPS_DATA, "%s: is not %s but perhaps UTF-16",
		    input_name(r->input), decoder_name(r->decoder));
	return 0;
}

static int
skip_lines(struct ops *ops, struct records *r)
{
	while (r->line <= r->opt.skip) {
		size_t n, end;
		int code = next_piece(ops, r, &n, &end);

		if (code <= 0)
			return code;
		r->at += n;
		r->record = r->at;
		r->line += end > 0;
	}
	return 0;
}

static int
check_options(struct ops *ops, const struct csv_options *opt)
{
	const char signs[2] = { opt->delimiter, opt->quote };

	for (int i = 0; i < 2; i++)
		if (signs[i] <= 0 || signs[i] == '\n' || signs[i] == '\r' ||
		    signs[0] == signs[1])
			return fail(ops, OPS_USAGE, "the %s of a CSV must be "
			    "one ASCII character, no line end, and not the %s",
			    i == 0 ? "delimiter" : "quote",
			    i == 0 ? "quote" : "delimiter");
	return 0;
}

int
records_open(struct ops *ops, struct input *input,
    const struct csv_options *opt, struct records *r)
{
	int code;

	*r = (struct records){
		.input = input, .line = 1, .text = STR_INIT, .cells = STR_INIT
	};
	if (opt != NULL)
		r->opt = *opt;
	if (r->opt.delimiter == 0)
		r->opt.delimiter = ',';
	if (r->opt.quote == 0)
		r->opt.quote = '"';
	if (r->opt.max_cell == 0)
		r->opt.max_cell = CELL_MAX;
	if (r->opt.chunk == 0)
		r->opt.chunk = CHUNK;
	if (csv_init(&r->parser, PARSER) != 0)
		BUG("csv_init");
	csv_set_space_func(&r->parser, no_space);
	csv_set_delim(&r->parser, (unsigned char)r->opt.delimiter);
	csv_set_quote(&r->parser, (unsigned char)r->opt.quote);
	code = check_options(ops, &r->opt);
	if (code == 0)
		code = decoder_open(ops, r->opt.encoding, &r->decoder);
	if (code == 0)
		code = take_mark(ops, r);
	if (code == 0)
		code = skip_lines(ops, r);
	return code;
}

void
records_close(struct records *r)
{
	csv_free(&r->parser);
	decoder_close(r->decoder);
	str_free(&r->text);
	str_free(&r->cells);
	free(r->start);
	free(r->len);
	free(r->name);
}
