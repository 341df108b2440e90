/* ops fsck: is everything in the book what its journal says? */
#include "cli/cmd.h"
#include "cli/nagios.h"
#include "ledger/fsck.h"

static const char *const kinds[] = { "store", "journal", "undo", "rules",
	"import", "personal", "kept", NULL };

static const struct kind kind_problem = { .name = "kind", .words = kinds };

static const struct column columns[] = {
	{ "kind", TYPE_CODE, COL_FILTER,
	    "store, journal, undo, rules, import, personal or kept",
	    &kind_problem },
	{ "entry", TYPE_INT, 0, "the entry that is wrong" },
	{ "problem", TYPE_TEXT, COL_WIDE, "what is wrong" },
	{ NULL },
};

static int
found(void *data, const struct finding *f)
{
	struct call *c = data;
	struct cell cells[3] = { cell_text(f->kind), cell_int(f->entry),
		cell_text(f->problem) };

	c->answer = OPS_NO;
	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct fsck fsck = { .ops = c->ops, .found = found, .data = c };
	int err = call_begin(c, columns, 3);

	if (err == 0)
		err = fsck_book(&fsck);
	if (err >= 0 && c->opt.nagios)
		nagios_print(c, "BOOK", &(struct nagios_count){ "problems",
		    "problems", fsck.problems, NONE, 0 }, 1);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "check that nothing was changed behind the journal's back",
	    "ops fsck" },
	{ NULL },
};

const struct cmd cmd_book_fsck = {
	.path = "fsck",
	.brief = "check the whole book against its journal",
	.about = "Recomputes the chain of digests from all lines, replays "
		 "what is kept (balances, the latest masters) and compares, "
		 "looks at undoings, recorded rules, import marks, personal "
		 "texts, closed periods, and asks the store's engine for its "
		 "own check. Exit 0 and no row: all is well. A chain that is "
		 "not sealed shows neither a tail that was cut off nor a "
		 "journal that was rewritten as a whole.",
	.prints = PRINTS_ANSWER,
	.needs = NEED_BOOK,
	.columns = columns,
	.examples = examples,
	.run = run,
};
