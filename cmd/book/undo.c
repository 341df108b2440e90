/* ops undo: post the reverse of an entry. */
#include "cli/cmd.h"
#include "ledger/undo.h"

struct undo {
	const char *entry;
	int64_t date;
};

static const struct field fields[] = {
	{ "entry", 0, &kind_entry, AT_TEXT(struct undo, entry),
	    FIELD_REQUIRED | FIELD_ARG, "the entry, or one line of it" },
	{ "date", 0, &kind_time, AT_INT(struct undo, date), 0,
	    "when what is in a closed period is reversed" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct undo *in = rec;
	int64_t number, line;
	const char *expected = entry_words(in->entry, &number, &line);

	if (expected != NULL)
		return fail(c->ops, OPS_DATA,
		    "entry: '%s' is wrong: expected %s", in->entry, expected);
	return undo_post(c->ops, c->entry, number, line, in->date, &c->posts);
}

static const struct example examples[] = {
	{ "take back an entry of a closed month, today",
	    "ops undo 7 --date today --dry-run",
	    "mistake wrong quantity typed reverse cancel storno" },
	{ "take back one line of an entry",
	    "ops undo 7.1 --date today -m 'typed twice' --dry-run",
	    "mistake wrong reverse cancel" },
	{ NULL },
};

const struct cmd cmd_book_undo = {
	.path = "undo",
	.brief = "post the reverse of an entry",
	.about = "Nothing is deleted: a new entry posts the reverse of each "
		 "line at the time that line was effective. A master (an "
		 "item, a place) returns to the version before; one that the "
		 "entry made is taken back, unless it was made on the way of "
		 "a move. All rules hold for the result: where later entries "
		 "stand on it, it is refused. Lines in a closed period are "
		 "reversed at --date, the others at their own time. An entry "
		 "is undone once; undoing the undo posts it again. An undone "
		 "entry gives back its key and what it marked as imported.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE | TAKES_NO_INPUT,
	.fields = fields,
	.size = sizeof(struct undo),
	.examples = examples,
	.record = record,
};
