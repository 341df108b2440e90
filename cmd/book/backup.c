/* ops backup: the store as one file, while others write. */
#include "cli/cmd.h"
#include "copy.h"

static const struct field fields[] = {
	{ "file", 0, &kind_file, AT_TEXT(struct copy_input, to),
	    FIELD_REQUIRED | FIELD_ARG, "a new file" },
	{ NULL },
};

static int
run(struct call *c)
{
	struct copy_input in = { .to = NULL };
	struct copied copy;
	int err = fill_record(c, &in);

	if (err == 0)
		err = copy_check_name(c, "file", in.to);
	if (err == 0)
		err = book_count(c->ops, &copy);
	if (err == 0)
		err = db_backup(c->ops, in.to);
	return err != 0 ? err : copy_print(c, in.to, &copy);
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
