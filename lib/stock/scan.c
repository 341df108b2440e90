/* What a scanner's lines mean: places, goods, quantities. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/itemalias.h"
#include "stock/gs1.h"
#include "stock/scan.h"
#include "time/zone.h"

const char *const scan_words[] = { "receive", "issue", "transfer", "count",
	"pick", NULL };

/* What one scan says. */
struct said_scan {
	const struct item *item;
	const char *lot, *unit;
	int64_t expires, qty;
};

struct scan {
	struct ops *ops;
	enum scan_for what;
	const struct location *place; /* the last one scanned, NULL */
	const char *party;
	int64_t today;
	struct map found; /* "place\nitem\nlot\nunit\nexpires" to its number */
	VEC(struct scan_row) rows;
	size_t pending;	 /* of a transfer: the first row without `to` */
	size_t last;	 /* the row of the last scan; SIZE_MAX: none */
	int64_t counted; /* what the last scan added to it */
	struct said_scan half; /* a tracked item, whose lot comes next */
};

struct scan *
scan_new(struct ops *ops, enum scan_for what, const struct location *place,
    const char *party)
{
	struct scan *s = ARENA_NEW(ops->keep, struct scan);
	int second;

	s->ops = ops;
	s->what = what;
	s->place = place;
	s->party = party;
	s->found.mem = ops->keep;
	s->last = SIZE_MAX;
	zone_from_utc(ops->book->zone, ops->now, &s->today, &second);
	return s;
}

/* ---- places ---- */

/* The second place of a transfer is where all that was scanned goes. */
static int
take_place(struct scan *s, const struct location *l, const char **answer)
{
	struct ops *ops = s->ops;
	size_t n = s->rows.n - s->pending;
	int err = location_check_stock(ops, l);

	if (err != 0)
		return err;
	s->last = SIZE_MAX;
	if (s->what != SCAN_TRANSFER || n == 0) {
		s->place = l;
		*answer = arena_printf(ops->mem, "%s%s: scan what is %s",
		    l->code, l->name == NULL ? "" : arena_printf(ops->mem,
		    " (%s)", l->name), s->what == SCAN_RECEIVE
		    ? "put there" : s->what == SCAN_COUNT
		    ? "there" : "taken from there");
		return 0;
	}
	for (size_t i = s->pending; i < s->rows.n; i++)
		if (s->rows.v[i].place == l)
			return fail(ops, OPS_DATA, "'%s' is where it comes "
			    "from: expected another place", l->code);
	for (; s->pending < s->rows.n; s->pending++)
		s->rows.v[s->pending].to = l;
	*answer = arena_printf(ops->mem, "%zu %s from %s go to %s", n,
	    n == 1 ? "row" : "rows", s->place->code, l->code);
	s->place = NULL;
	return 0;
}

/* ---- goods ---- */

static const char *
say_row(struct scan *s, const struct scan_row *r)
{
	char qty[DECIMAL_MAX];

	decimal_print(qty, r->qty, QTY_SCALE, 0);
	return arena_printf(s->ops->mem, "%s%s%s%s%s: %s %s at %s",
	    r->item->sku, r->item->name == NULL ? "" : " ",
	    r->item->name == NULL ? "" : r->item->name,
	    r->lot == NULL ? "" : ", lot ", r->lot == NULL ? "" : r->lot, qty,
	    r->unit == NULL ? r->item->unit : r->unit, r->place->code);
}

/* The row of what was scanned, at this place and not yet carried away. */
static struct scan_row *
row_of(struct scan *s, const struct said_scan *said)
{
	const char *key = arena_printf(s->ops->mem, "%zu\n%lld\n%lld\n%lld\n%s"
	    "\n%s", s->what == SCAN_TRANSFER ? s->pending : 0,
	    (long long)s->place->id, (long long)said->item->id,
	    (long long)said->expires, said->lot == NULL ? "" : said->lot,
	    said->unit == NULL ? "" : said->unit);
	size_t *number = map_get(&s->found, key);

	if (number == NULL) {
		number = ARENA_NEW(s->ops->keep, size_t);
		*number = s->rows.n;
		*map_put(&s->found, key) = number;
		*VEC_ADD(s->ops->keep, &s->rows) = (struct scan_row){
			.item = said->item, .place = s->place,
			.lot = arena_strdup(s->ops->keep, said->lot),
			.unit = said->unit, .expires = said->expires };
	}
	s->last = *number;
	return &s->rows.v[*number];
}

static int
take_goods(struct scan *s, const struct said_scan *said, const char **answer)
{
	struct ops *ops = s->ops;
	struct scan_row *r;

	if (s->place == NULL)
		return fail(ops, OPS_DATA,
		    "'%s' is at no place: scan a place first", said->item->sku);
	if (item_tracking(said->item) != TRACKING_NONE && said->lot == NULL) {
		s->half = *said;
		*answer = arena_printf(ops->mem, "%s: scan its %s",
		    said->item->sku,
		    tracking_words[item_tracking(said->item)]);
		return 0;
	}
	s->half.item = NULL;
	r = row_of(s, said);
	if (item_tracking(said->item) == TRACKING_SERIAL && r->qty > 0)
		return fail(ops, OPS_DATA, "serial '%s' of '%s' was scanned "
		    "before", said->lot, said->item->sku);
	if (add_i64(r->qty, said->qty, &r->qty) != 0)
		return fail(ops, OPS_DATA, "'%s' is too large a number",
		    said->item->sku);
	s->counted = said->qty;
	*answer = say_row(s, r);
	return 0;
}

/* "*12": of the last scan 12, and not what it said by itself. */
static int
take_quantity(struct scan *s, const char *text, const char **answer)
{
	struct ops *ops = s->ops;
	struct scan_row *r;
	int64_t qty, rest;
	const char *wrong = decimal_parse(text, strlen(text), 6, &qty);

	if (wrong != NULL || qty < 0)
		return fail(ops, OPS_DATA,
		    "'*%s' is wrong: expected a quantity, such as *12", text);
	if (s->last == SIZE_MAX)
		return fail(ops, OPS_DATA,
		    "'*%s' belongs to nothing: scan an item first", text);
	r = &s->rows.v[s->last];
	if (item_tracking(r->item) == TRACKING_SERIAL && qty > MILLION)
		return fail(ops, OPS_DATA,
		    "'*%s' is wrong: of a serial there is one", text);
	rest = r->qty - s->counted;
	if (add_i64(rest, qty, &r->qty) != 0)
		return fail(ops, OPS_DATA, "'*%s' is too large a number",
		    text);
	s->counted = qty;
	*answer = say_row(s, r);
	return 0;
}

/* A number that others give the item; a GTIN in any of its lengths. */
static int
find_alias(struct scan *s, const char *text, struct said_scan *said)
{
	char gtin[GTIN_SIZE];
	struct item_alias a;
	int err = item_alias_find(s->ops, text, s->party, &a);

	if (err == 0 && a.item == NULL && gtin_parse(text, gtin) == NULL)
		err = item_alias_find(s->ops, gtin, s->party, &a);
	said->item = a.item;
	said->unit = a.unit;
	return err;
}

static int
read_label(struct scan *s, const char *text, struct said_scan *said)
{
	struct ops *ops = s->ops;
	struct gs1 g;
	const char *wrong = gs1_parse(ops->keep, text, s->today, &g);
	int err = 0;

	if (wrong != NULL)
		return fail(ops, OPS_DATA, "'%s' is wrong: expected %s", text,
		    wrong);
	if (g.gtin != NULL)
		err = find_alias(s, g.gtin, said);
	else if (s->half.item != NULL)
		*said = s->half;
	else
		err = fail(ops, OPS_DATA,
		    "'%s' names no item: scan the item first", text);
	if (err == 0 && said->item == NULL)
		err = fail(ops, OPS_DATA, "'%s': no item has the GTIN %s ('ops "
		    "stock alias add' says which)", text, g.gtin);
	if (err != 0)
		return err;
	if (g.lot != NULL || g.serial != NULL)
		said->lot = g.serial != NULL && (g.lot == NULL ||
		    item_tracking(said->item) == TRACKING_SERIAL)
		    ? g.serial : g.lot;
	if (g.expires != NONE || g.best_before != NONE)
		said->expires = g.expires != NONE ? g.expires : g.best_before;
	if (g.count != NONE)
		said->qty = g.count * MILLION;
	return 0;
}

static int
unknown(struct scan *s, const char *text)
{
	char gtin[GTIN_SIZE];
	const char *wrong = gtin_parse(text, gtin);
	size_t n = strlen(text);

	if (wrong != NULL && n >= 12 && n <= 14 &&
	    strspn(text, "0123456789") == n)
		return fail(s->ops, OPS_DATA, "'%s' is wrong: expected %s",
		    text, wrong);
	return fail(s->ops, OPS_DATA, "'%s' is no place, no item and no number "
	    "of one ('ops stock alias add' makes it one)", text);
}

/* What is waited for is a lot; labels say it, or anything unknown is it. */
static int
take_half(struct scan *s, const char *line, const char **answer)
{
	struct said_scan said = s->half;
	int err = 0;

	if (gs1_looks_so(line))
		err = read_label(s, line, &said);
	else
		said.lot = line;
	if (err == 0 && (said.item != s->half.item || said.lot == NULL))
		err = fail(s->ops, OPS_DATA, "'%s' is no %s of '%s'", line,
		    tracking_words[item_tracking(s->half.item)],
		    s->half.item->sku);
	return err != 0 ? err : take_goods(s, &said, answer);
}

/* A place, an item, or a number of one. */
static int
take_code(struct scan *s, const char *line, const char **answer)
{
	struct said_scan said = { .expires = NONE, .qty = MILLION };
	const struct location *place;
	int err = location_find(s->ops, line, &place);

	if (err == 0)
		err = item_find(s->ops, line, &said.item);
	if (err == 0 && said.item == NULL && place == NULL)
		err = find_alias(s, line, &said);
	if (err != 0)
		return err;
	if (s->half.item != NULL && place == NULL && said.item == NULL)
		return take_half(s, line, answer);
	if (s->half.item != NULL)
		return fail(s->ops, OPS_DATA,
		    "'%s' waits for its %s: scan it first", s->half.item->sku,
		    tracking_words[item_tracking(s->half.item)]);
	if (place != NULL)
		return take_place(s, place, answer);
	if (said.item == NULL)
		err = gs1_looks_so(line) ? read_label(s, line, &said)
					 : unknown(s, line);
	return err != 0 ? err : take_goods(s, &said, answer);
}

int
scan_line(struct scan *s, const char *line, const char **answer)
{
	return line[0] == '*' ? take_quantity(s, line + 1, answer)
			      : take_code(s, line, answer);
}

int
scan_rows(struct scan *s, const struct scan_row **rows, size_t *n)
{
	*rows = s->rows.v;
	*n = s->rows.n;
	if (s->half.item != NULL)
		return fail(s->ops, OPS_DATA, "'%s' waits for its %s",
		    s->half.item->sku,
		    tracking_words[item_tracking(s->half.item)]);
	if (s->what == SCAN_TRANSFER && s->pending < s->rows.n)
		return fail(s->ops, OPS_DATA,
		    "'%s' from %s goes nowhere: scan the place where it goes",
		    s->rows.v[s->pending].item->sku,
		    s->rows.v[s->pending].place->code);
	return 0;
}
