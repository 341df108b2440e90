/* Any bytes as CSV: small and large reads agree, and no byte is lost. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "io/csv.h"
#include "io/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char path[] = "/tmp/ops-fuzz-XXXXXX";

static void
forget_file(void)
{
	unlink(path);
}

static void
write_file(const uint8_t *bytes, size_t n)
{
	static int fd = -1;

	if (fd < 0) {
		fd = mkstemp(path);
		atexit(forget_file);
	}
	if (fd < 0 || ftruncate(fd, 0) < 0 ||
	    pwrite(fd, bytes, n, 0) != (ssize_t)n)
		BUG("no temporary file");
}

static void
on_note(void *data, int64_t line, const char *column, const char *text)
{
	str_addf(data, "(%" PRId64 " %s %s)", line, column ? column : "", text);
}

static void
check_row(const struct csv_row *row, int64_t *line)
{
	if (row->line <= *line)
		BUG("a row in line %" PRId64 " after one in %" PRId64,
		    row->line, *line);
	*line = row->line;
	for (size_t i = 0; i < row->n; i++) {
		const char *cell = row->cell[i];

		if ((cell == NULL) != (row->len[i] == 0))
			BUG("an empty cell that is not NULL");
		if (cell == NULL || row->problem != NULL)
			continue;
		if (strlen(cell) != row->len[i] ||
		    utf8_check(cell, row->len[i]) < row->len[i])
			BUG("a cell that is no text");
	}
}

/* All that the reader says about the file, and in raw what it says it read. */
static void
read_all(const struct csv_options *opt, struct str *said, struct str *raw)
{
	struct ops ops = { .mem = arena_new() };
	struct csv_options with_note = *opt;
	struct csv_row row;
	struct input *input;
	struct csv *csv;
	int64_t line = 0;
	const char *bytes;
	size_t n;

	with_note.note = on_note;
	with_note.data = said;
	if (input_open(&ops, path, &input) < 0)
		BUG("%s", ops.why);
	if (csv_open(&ops, input, &with_note, &csv) == 0) {
		while (csv_next(&ops, csv, &row) > 0) {
			check_row(&row, &line);
			str_addf(said, "%" PRId64 ":", row.line);
			for (size_t i = 0; i < row.n; i++) {
				str_addn(said, row.cell[i], row.len[i]);
				str_addc(said, '|');
			}
			str_add(said, row.problem ? row.problem : "");
			csv_raw(csv, &bytes, &n);
			str_addn(raw, bytes, n);
		}
	}
	str_add(said, ops.why);
	if (ops.code != OPS_OK &&
	    (ops.code != OPS_DATA || strncmp(ops.why, path, strlen(path))))
		BUG("a failure without a place: %s", ops.why);
	if (ops.code != OPS_OK)
		str_add(raw, "(and more)");
	csv_close(csv);
	input_close(input);
	arena_free(ops.mem);
}

/* The first byte chooses the options, the others are the file. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str large = STR_INIT, small = STR_INIT, raw = STR_INIT;
	struct csv_options opt = { 0 };
	size_t mark;

	if (n < 1)
		return 0;
	opt.lenient = bytes[0] & 1;
	opt.headless = bytes[0] >> 1 & 1;
	opt.delimiter = bytes[0] & 4 ? ';' : ',';
	opt.encoding = bytes[0] & 8 ? "UTF-16LE" : NULL;
	opt.skip = bytes[0] >> 4 & 1;
	opt.max_cell = bytes[0] & 32 ? 20 : 0;
	write_file(++bytes, --n);
	read_all(&opt, &large, &raw);

	mark = n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	if (opt.headless && !opt.encoding && !opt.skip &&
	    (raw.len < 10 || memcmp(raw.p + raw.len - 10, "(and more)", 10)) &&
	    (raw.len != n - mark || memcmp(raw.p, bytes + mark, raw.len)))
		BUG("the rows as they stood are not the file");

	opt.chunk = 1 + n % 7;
	raw.len = 0;
	/* A limit is looked at after each read. */
	if (opt.max_cell == 0) {
		read_all(&opt, &small, &raw);
		if (large.len != small.len ||
		    memcmp(large.p, small.p, small.len) != 0)
			BUG("reads of %zu bytes give\n%s\ninstead of\n%s",
			    opt.chunk, small.p, large.p);
	}
	str_free(&large);
	str_free(&small);
	str_free(&raw);
	return 0;
}
