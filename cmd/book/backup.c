/* ops backup: the store as one file, while others write. */
#include "cli/cmd.h"
#include "copy.h"

static const struct field fields[] = {
	{ "file", 0, &kind_file, AT_TEXT(struct copy_input, to),
	    FIELD_REQUIRED | FIELD_ARG, "a new file" },
	{ NULL },
};

static int
back_up(struct ops *ops, const char *to, struct copied *copy)
{
	int err = book_count(ops, copy);

	return err != 0 ? err : db_backup(ops, to);
}

static int
run(struct call *c)
{
	return copy_run(c, "file", back_up);
}

static const struct example examples[] = {
	{ "a safe copy of the book each night", "ops backup shop.db" },
	{ NULL },
};

const struct cmd cmd_book_backup = {
	.path = "backup",
	.brief = "copy the store into one file",
	.about = "The file is new and yours only; it is there whole, and on "
		 "the disk, or not at all, and holds the book of one moment "
		 "while others go on writing. Copying ops.db by hand is not "
		 "safe while somebody writes. The rules that entries were "
		 "posted under are in it, too. 'ops restore' makes a book of "
		 "it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK,
	.fields = fields,
	.size = sizeof(struct copy_input),
	.columns = copy_columns,
	.examples = examples,
	.run = run,
};
