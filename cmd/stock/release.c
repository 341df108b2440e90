/* ops stock release: what was held may be used again. */
#include "move.h"
#include "stock/quarantine.h"

static const struct field fields[] = {
	MOVE_WHAT("what is released"),
	{ "from", 0, &kind_location, MOVE_HEAD(LOCATION, from), 0,
	    "the place of kind quarantine (the only one that holds it)",
	    "location" },
	{ "to", 0, &kind_location, MOVE_HEAD(LOCATION, to), 0,
	    "the place it comes to (the one it came from)" },
	MOVE_QTY,
	MOVE_PAPERS,
	{ NULL },
};

/* Both ends, of one line. */
static int
find_places(struct call *c, struct move_head *h, const struct move_line *line)
{
	struct held_goods g = { line->item, line->lot,
		h->date == NONE ? c->ops->now : h->date, NONE };

	if (h->from == NULL && quarantine_where(c->ops, &g, &h->from) != 0)
		return fail_at(c->ops, "from");
	if (h->from->kind != PLACE_QUARANTINE)
		return fail(c->ops, OPS_DATA, "from: '%s' is of kind %s: "
		    "expected a place of kind quarantine", h->from->code,
		    place_words[h->from->kind]);
	if (h->to == NULL && quarantine_check(c->ops, &g, h->from) != 0)
		return fail_at(c->ops, "from");
	if (h->to == NULL && quarantine_origin(c->ops, &g, h->from,
	    &h->to) != 0)
		return fail_at(c->ops, "to");
	if (location_check_stock(c->ops, h->to) != 0)
		return fail_at(c->ops, "to");
	if (h->to->kind == PLACE_QUARANTINE)
		return fail(c->ops, OPS_DATA, "to: '%s' is of kind quarantine: "
		    "expected a place where goods can be used", h->to->code);
	return 0;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_line *line = lines;
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		struct move_head h = *(const struct move_head *)rec;

		h.releases = 1;
		err = find_places(c, &h, &line[i]);
		if (err == 0)
			err = move_lines_post(c, &h, &line[i], 1);
	}
	return err;
}

static const struct example examples[] = {
	{ "what was held is fine",
	    "ops stock release --item HELMET-M --qty 1 --to SOUTH/A "
	    "--dry-run", "unblock free quarantine" },
	{ NULL },
};

const struct cmd cmd_stock_release = {
	.path = "stock release",
	.brief = "let goods out of quarantine",
	.about = "Goods leave a place of kind quarantine for one where they "
		 "can be used: the one that --to names, else the one they "
		 "came from, where it is one. To accept some and reject "
		 "others, and to say why, is 'ops stock inspect'.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
