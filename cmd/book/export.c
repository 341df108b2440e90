/* ops export: the whole book as a folder of CSVs. */
#include <string.h>

#include "cli/cmd.h"
#include "copy.h"

static const struct field fields[] = {
	{ "folder", 0, &kind_folder, AT_TEXT(struct copy_input, to),
	    FIELD_REQUIRED | FIELD_ARG, "a new folder" },
	{ NULL },
};

const struct column copy_columns[] = {
	{ "to", TYPE_TEXT, COL_WIDE, "what was made" },
	{ "entries", TYPE_INT, 0, "how many it has" },
	{ "lines", TYPE_INT, 0, "how many they have" },
	{ "digest", TYPE_CODE, 0, "of the last entry: of the whole chain" },
	{ NULL },
};

int
copy_print(struct call *c, const char *to, const struct copied *copy)
{
	struct cell cells[4] = { cell_text(to), cell_int(copy->entries),
		cell_int(copy->lines), cell_text(copy->digest) };

	return call_one_row(c, copy_columns, 4, cells);
}

int
copy_run(struct call *c, const char *noun,
    int (*make)(struct ops *, const char *to, struct copied *))
{
	struct copy_input in = { .to = NULL };
	struct copied copy;
	int err = fill_record(c, &in);

	if (err == 0 && strcmp(in.to, "-") == 0)
		err = fail(c->ops, OPS_USAGE, "%s: '-' is wrong: a copy does "
		    "not go to standard output ('./-' is a %s of this name)",
		    noun, noun);
	if (err == 0)
		err = make(c->ops, in.to, &copy);
	return err != 0 ? err : copy_print(c, in.to, &copy);
}

static int
run(struct call *c)
{
	return copy_run(c, "folder", book_export);
}

static const struct example examples[] = {
	{ "the whole book as files that any program reads", "ops export copy" },
	{ NULL },
};

const struct cmd cmd_book_export = {
	.path = "export",
	.brief = "write the whole book as a folder of CSVs",
	.about =
	    "The folder is new and yours only; it is there whole or not "
	    "at all. It holds ops.yaml and what it includes; entry.csv, "
	    "the journal; a CSV for each ledger (stock-move.csv), whose "
	    "rows are the lines of the entries in full precision, times "
	    "in UTC; rules.csv, private.csv, fixed.csv, "
	    "import-mark.csv and import-run.csv; and b2sums.txt, which 'b2sum "
	    "-l 256 -c b2sums.txt' checks. 'ops restore' makes the same book "
	    "of it, with the same digests.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK,
	.fields = fields,
	.size = sizeof(struct copy_input),
	.columns = copy_columns,
	.examples = examples,
	.run = run,
};
