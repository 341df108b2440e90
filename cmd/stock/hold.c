/* ops stock hold: goods that nobody is to use are put into quarantine. */
#include "base/str.h"
#include "move.h"
#include "stock/quarantine.h"

static const struct field fields[] = {
	MOVE_WHAT("what is held"),
	{ "from", 0, &kind_location, MOVE_HEAD(LOCATION, from),
	    FIELD_REQUIRED, "the place it leaves", "location" },
	{ "to", 0, &kind_location, MOVE_HEAD(LOCATION, to), 0,
	    "the place of kind quarantine (the only one of its site)" },
	MOVE_QTY,
	MOVE_PAPERS,
	{ NULL },
};

/* Where it goes; NULL: it is there already. */
static int
find_place(struct call *c, struct move_head *h)
{
	int err = location_check_stock(c->ops, h->from);

	if (err != 0)
		return fail_at(c->ops, "from");
	if (h->to == NULL && h->from->kind == PLACE_QUARANTINE)
		return 0;
	if (h->to == NULL && quarantine_of(c->ops, h->from, &h->to) != 0)
		return fail_at(c->ops, "to");
	if (h->to->kind != PLACE_QUARANTINE)
		return fail(c->ops, OPS_DATA, "to: '%s' is of kind %s: "
		    "expected a place of kind quarantine", h->to->code,
		    place_words[h->to->kind]);
	if (h->to == h->from)
		h->to = NULL;
	return 0;
}

/* How many rows were held already. */
struct holding {
	int64_t rows;
};

static int
tell_held(struct call *c, const struct location *place,
    const struct move_line *line)
{
	struct holding *h = c->own;
	const char *at = "";

	if (h == NULL)
		h = c->own = ARENA_NEW(c->ops->keep, struct holding);
	c->entry->unchanged++;
	if (h->rows++ >= PROBLEMS_SHOWN)
		return 0;
	if (c->source != NULL)
		at = arena_printf(c->ops->mem, "%s:%lld: ", c->source,
		    (long long)c->line);
	note(c->ops,
	    "%s'%s'%s%s at %s is held already: it is of kind quarantine", at,
	    line->item->sku, line->lot == NULL ? "" : " lot ",
	    line->lot == NULL ? "" : line->lot, place->code);
	return 0;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	int err;

	if (h->reason == NULL)
		h->reason = c->opt.message;
	if (text_is_blank(h->reason))
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "reason: is missing: expected --reason or -m");
	err = find_place(c, h);
	if (err != 0)
		return err;
	if (h->to != NULL)
		return move_lines_post(c, h, lines, n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = tell_held(c, h->from, &((struct move_line *)lines)[i]);
	return err;
}

static int
finish(struct call *c)
{
	const struct holding *h = c->own;

	if (h != NULL && h->rows > PROBLEMS_SHOWN)
		note(c->ops, "... and %lld more are held already",
		    (long long)(h->rows - PROBLEMS_SHOWN));
	return 0;
}

static const struct example examples[] = {
	{ "nobody is to use what may be faulty",
	    "ops stock hold --item BELL-BRASS --qty 2 --from SOUTH/A "
	    "-m 'cracks seen' --dry-run",
	    "quarantine block stop ship" },
	{ "call back what is ours still of a lot",
	    "ops stock trace --lot L-17 --on-hand -F csv | "
	    "ops stock hold -i - -m recall --dry-run", "recall" },
	{ NULL },
};

const struct cmd cmd_stock_hold = {
	.path = "stock hold",
	.brief = "put goods into quarantine",
	.about = "Goods go to the place of kind quarantine of their site, or "
		 "the one that --to names. They stay on hand, and are not "
		 "available: nothing reserves, picks or plans with them. A "
		 "reason is needed: --reason, else -m. What is reserved is "
		 "held all the same, and it is said whose it was.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
	.finish = finish,
};
