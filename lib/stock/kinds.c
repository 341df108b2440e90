/* The kinds of fields that name masters of stock. */
#include "base/str.h"
#include "stock/kinds.h"

static int
parse_item(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	(void)n;
	return item_by_sku(c->ops, text, at);
}

static int
parse_location(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	(void)f;
	(void)n;
	return location_by_code(c->ops, text, at);
}

/* A code as such: the master may not exist yet, or any more. */
static int
parse_code(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	return kind_code.parse(c, f, text, n, at);
}

/* Codes of a repeatable option: they are looked up when all are known. */
static int
parse_codes(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	return kind_texts.parse(c, f, text, n, at);
}

static int
candidates(struct call *c, const struct ledger *l, const char *prefix)
{
	struct db_query q;
	int err = record_query(c->ops, l, NONE, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *code = db_text(&q, 3);

		if (text_starts(code, prefix))
			call_candidate(c, code, db_text(&q, 4));
		err = 0;
	}
	db_done(&q);
	return err;
}

static int
complete_item(struct call *c, const char *prefix)
{
	return candidates(c, &ledger_item, prefix);
}

static int
complete_location(struct call *c, const char *prefix)
{
	return candidates(c, &ledger_location, prefix);
}

static int
complete_party(struct call *c, const char *prefix)
{
	return candidates(c, &ledger_party, prefix);
}

static const char *const party_words[] = { "vendor", "customer", "internal",
	NULL };

const struct kind kind_item = { .name = "item", .store = STORE_POINT,
	.accepts = "the code of an item", .parse = parse_item,
	.complete = complete_item };
const struct kind kind_location = { .name = "location", .store = STORE_POINT,
	.accepts = "the code of a location", .parse = parse_location,
	.complete = complete_location };
const struct kind kind_sku = { .name = "sku", .store = STORE_TEXT,
	.accepts = "the code of an item", .parse = parse_code,
	.complete = complete_item };
const struct kind kind_location_code = { .name = "code",
	.store = STORE_TEXT, .accepts = "the code of a location",
	.parse = parse_code, .complete = complete_location };
const struct kind kind_party = { .name = "party", .store = STORE_TEXT,
	.accepts = "the code of a party: who gave or took it",
	.parse = parse_code, .complete = complete_party };
const struct kind kind_party_code = { .name = "code", .store = STORE_TEXT,
	.accepts = "the code of a party", .parse = parse_code,
	.complete = complete_party };
const struct kind kind_party_kind = { .name = "kind", .store = STORE_TEXT,
	.accepts = "vendor, customer or internal", .words = party_words,
	.parse = parse_code };
const struct kind kind_place = { .name = "kind", .store = STORE_TEXT,
	.accepts = "site, internal, quarantine, transit, production, scrap, "
		   "adjustment, vendor or customer",
	.words = place_words, .parse = parse_code };
const struct kind kind_items = { .name = "item", .store = STORE_TEXTS,
	.accepts = "the code of an item; repeatable", .parse = parse_codes,
	.complete = complete_item };
const struct kind kind_locations = { .name = "location",
	.store = STORE_TEXTS, .accepts = "the code of a location; repeatable",
	.parse = parse_codes, .complete = complete_location };
