/* ops restore: a new book from an export or a backup. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cmd.h"
#include "copy.h"
#include "io/out.h"

static const struct field fields[] = {
	{ "from", 0, &kind_file, AT_TEXT(struct copy_input, from),
	    FIELD_REQUIRED | FIELD_ARG, "the folder or file" },
	{ "to", 0, &kind_folder, AT_TEXT(struct copy_input, to), FIELD_ARG,
	    "where the new book goes; this folder if none is given" },
	{ "shared", 0, &kind_flag, AT_FLAG(struct copy_input, shared), 0,
	    "a group's book: its members may write" },
	{ NULL },
};

static int
restore(struct call *c, const struct copy_input *in, struct copied *copy)
{
	struct stat st;

	if (stat(in->from, &st) != 0)
		return fail(c->ops, OPS_NOINPUT, "cannot open '%s': %s",
		    in->from, strerror(errno));
	return S_ISDIR(st.st_mode)
	    ? book_restore(c->ops, in->from, in->to, in->shared, copy)
	    : book_restore_file(c->ops, in->from, in->to, in->shared, copy);
}

static int
run(struct call *c)
{
	struct copy_input in = { .to = NULL };
	struct copied copy;
	int err = fill_record(c, &in);

	if (err != 0)
		return err;
	if (in.to == NULL)
		in.to = ".";
	err = restore(c, &in, &copy);
	if (err == 0)
		err = copy_print(c, in.to, &copy);
	if (err == 0)
		err = out_flush(c->ops, c->stream);
	if (err == 0)
		err = book_keep_rules(c->ops);
	if (err != 0)
		book_discard(c->ops);
	return err;
}

static const struct example examples[] = {
	{ "a book from last night's backup", "ops restore shop.db shop-2" },
	{ NULL },
};

const struct cmd cmd_book_restore = {
	.path = "restore",
	.brief = "make a new book from an export or a backup",
	.about = "The book is new: nothing that is there is touched, and on "
		 "any failure nothing of it stays. From the folder of 'ops "
		 "export' each entry is posted again and its digest "
		 "reckoned again, so that a copy that was changed is found, "
		 "with file and line. From the file of 'ops backup' the "
		 "store is checked and copied; ops.yaml becomes what the "
		 "last entry was posted under. Its digests are not reckoned "
		 "then: 'ops fsck' in the new book does.",
	.prints = PRINTS_RELATION,
	.needs = NEED_HABITS,
	.fields = fields,
	.size = sizeof(struct copy_input),
	.columns = copy_columns,
	.examples = examples,
	.run = run,
};
