/* ops config log: which rules were in force from which entry on. */
#include "cli/cmd.h"

static const struct column columns[] = {
	{ "entry", TYPE_INT, 0, "the first entry under these rules" },
	{ "recorded", TYPE_TIME, 0, "when it was posted" },
	{ "digest", TYPE_CODE, COL_FILTER, "the digest of their text" },
	{ NULL },
};

static int
run(struct call *c)
{
	struct db_select s;
	struct db_query q;
	int got = 0, err = call_begin(c, columns, 3);

	db_select(&s, c->ops,
	    "SELECT e.entry, e.recorded, e.rules FROM entry e "
	    "LEFT JOIN entry b ON b.entry = e.entry - 1 "
	    "WHERE e.rules IS NOT NULL "
	    "AND (b.rules IS NULL OR b.rules <> e.rules)");
	if (c->known != NONE)
		db_where(&s, " AND e.entry <= $", V(c->known));
	if (c->since != NONE)
		db_where(&s, " AND e.recorded >= $", V(c->since));
	if (c->until != NONE)
		db_where(&s, " AND e.recorded <= $", V(c->until));
	db_clause(&s, " ORDER BY e.entry");
	if (err == 0)
		err = db_select_query(&s, &q);
	while (err == 0 && (got = db_next(&q)) == 1) {
		struct cell cells[3] = { cell_int(db_int(&q, 0)),
			cell_int(db_int(&q, 1)), cell_text(db_text(&q, 2)) };

		err = call_row(c, cells);
	}
	if (err == SINK_FULL)
		db_done(&q);
	if (err == 0 && got < 0)
		err = got;
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "when did the rules change", "ops config log" },
	{ NULL },
};

const struct cmd cmd_book_config_log = {
	.path = "config log",
	.brief = "list the rules that were in force",
	.about = "Each entry names the rules under which it was posted by "
		 "the digest of their text; a row stands where they changed. "
		 "'ops config show' prints the text.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.columns = columns,
	.examples = examples,
	.run = run,
};
