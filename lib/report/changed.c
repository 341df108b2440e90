/* What changed in the book since the day began, beside usual new facts. */
#include <string.h>

#include "base/str.h"
#include "report/night.h"

enum { ROWS_SHOWN = 20 };

static const struct column columns[] = {
	{ "what", TYPE_CODE, 0, "" },
	{ "entry", TYPE_INT, 0, "" },
	{ "recorded", TYPE_TIME, 0, "" },
	{ "actor", TYPE_TEXT, 0, "" },
	{ "command", TYPE_TEXT, 0, "" },
	{ "message", TYPE_TEXT, COL_WIDE, "" },
};

/* What is unusual about an entry of the log, or NULL. */
static const char *
unusual(const struct night *n, size_t row)
{
	const struct collected *r = &n->log.rows;
	const char *command = collected_cell(r, row, "command").s;
	int64_t effective = collected_cell(r, row, "effective").i;

	if (collected_cell(r, row, "undoes").s != NULL)
		return "undoes";
	if (text_eq(command, "close") || text_eq(command, "reopen"))
		return "period";
	if (effective == NONE)
		return "masters";
	return effective <= n->base ? "late" : NULL;
}

static int
print_entry(struct night *n, struct sink *s, size_t row, const char *what)
{
	const struct collected *r = &n->log.rows;
	struct cell cells[6] = { cell_text(what),
		collected_cell(r, row, "entry"),
		night_minute(n, collected_cell(r, row, "recorded")),
		collected_cell(r, row, "actor"),
		collected_cell(r, row, "command"),
		collected_cell(r, row, "message") };

	return sink_row(s, cells);
}

/* The log has the newest first, the report tells them in their order. */
static int
print_entries(struct night *n)
{
	size_t all = n->log.rows.n, told = 0;
	struct sink *s;
	int err = document_part(n->doc, "changed", "What changed in the book",
	    columns, 6, &s);

	for (size_t i = all; err == 0 && i-- > 0;) {
		const char *what = unusual(n, i);

		if (what != NULL && told++ < ROWS_SHOWN)
			err = print_entry(n, s, i, what);
	}
	if (err == 0)
		err = sink_end(s);
	if (err != 0)
		return err;
	document_para(n->doc, "changed_note",
	    arena_printf(n->mem,
		"%zu entries were recorded since the end of %s, %zu of them "
		"are not just new facts%s.",
		all, night_day(n, n->day - 1), told,
		told > ROWS_SHOWN ?
		    arena_printf(n->mem, ", of which the first %d are shown",
			ROWS_SHOWN) :
		    ""));
	night_line(n, "changed", n->log.line);
	return 0;
}

static const struct column late_columns[] = {
	{ "date", TYPE_TIME, 0, "" },
	{ "item", TYPE_CODE, 0, "" },
	{ "from", TYPE_CODE, 0, "" },
	{ "to", TYPE_CODE, 0, "" },
	{ "qty", TYPE_QTY, 0, "" },
	{ "entry", TYPE_INT, 0, "" },
};

static int
print_late(struct night *n)
{
	const struct late_move *m = n->flows.late;
	size_t all = n->flows.n_late;
	struct sink *s;
	int err;

	if (n->moves.err != 0 || (all == 0 && n->call->format != FORMAT_JSON))
		return 0;
	err = document_part(n->doc, "late_moves",
	    "Moves that came late into the book", late_columns, 6, &s);
	for (size_t i = 0; err == 0 && i < all && i < LATE_SHOWN; i++) {
		struct cell cells[6] = {
			night_minute(n, cell_int(m[i].at)),
			cell_text(m[i].item), cell_text(m[i].from),
			cell_text(m[i].to), cell_int(m[i].qty),
			cell_int(m[i].entry) };

		err = sink_row(s, cells);
	}
	if (err == 0)
		err = sink_end(s);
	if (err == 0 && all > LATE_SHOWN)
		document_para(n->doc, "late_moves_cut",
		    arena_printf(
			n->mem, "The first %d of %zu rows.", LATE_SHOWN, all));
	if (err == 0)
		night_line(n, "late_moves",
		    arena_printf(n->mem,
			"stock ledger --since %s --until %s --where "
			"'entry > %lld'%s%s",
			night_day(n, n->day - FLOW_DAYS + 1),
			night_day(n, n->day - 1), (long long)n->base_known,
			n->of_site, n->as_known));
	return err;
}

int
night_changed(struct night *n)
{
	int err = 0;

	if (!night_broken(n, &n->log, "changed"))
		err = print_entries(n);
	return err != 0 ? err : print_late(n);
}
