/* The kinds of fields that name masters of stock. */
#include <string.h>

#include "base/str.h"
#include "ledger/number.h"
#include "stock/cache.h"
#include "stock/itemalias.h"
#include "stock/inspectplan.h"
#include "stock/kinds.h"
#include "stock/kit.h"
#include "stock/landed.h"

/* What people type; a file says codes in full. */
static int
typed(struct call *c, const struct ledger *l, const char *text,
    const char **code)
{
	*code = text;
	return c->source != NULL ? 0 : number_meant(c->ops, l, text, code);
}

static int
parse_item(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = typed(c, &ledger_item, text, &text);

	(void)f;
	(void)n;
	return err != 0 ? err : item_by_sku(c->ops, text, at);
}

static int
parse_location(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	int err = typed(c, &ledger_location, text, &text);

	(void)f;
	(void)n;
	return err != 0 ? err : location_by_code(c->ops, text, at);
}

static int
parse_site(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = typed(c, &ledger_location, text, &text);

	(void)f;
	(void)n;
	return err != 0 ? err : site_by_code(c->ops, text, at);
}

/* The code of what is there, as known then: of filters. */
#define KNOWN(id, noun, type, find)                                      \
	static int parse_known_##id(struct call *c,                      \
	    const struct field *f, const char *text, size_t n, void *at) \
	{                                                                \
		const struct type *there;                                \
		int err = typed(c, &ledger_##noun, text, &text);         \
									 \
		(void)f;                                                 \
		(void)n;                                                 \
		if (err == 0)                                            \
			err = find(c->ops, text, &there);                \
		*(const char **)at = arena_strdup(c->ops->mem, text);    \
		return err;                                              \
	}

KNOWN(item, item, item, item_by_sku)
KNOWN(location, location, location, location_by_code)
KNOWN(site, location, location, site_by_code)
KNOWN(party, party, party, party_by_code)

/*
 * A code as such: the master may not exist yet, or any more.  Those of a
 * repeatable option are looked up when all are known.
 */
static int
parse_code(struct call *c, const struct field *f, const struct ledger *l,
    const char *text, void *at)
{
	const struct kind *kind =
	    f->kind->store == STORE_TEXTS ? &kind_texts : &kind_code;
	int err = 0;

	if (!(f->flags & FIELD_NEW))
		err = typed(c, l, text, &text);
	return err != 0 ? err : kind->parse(c, f, text, strlen(text), at);
}

#define CODE_OF(noun)                                                    \
	static int parse_##noun##_code(struct call *c,                   \
	    const struct field *f, const char *text, size_t n, void *at) \
	{                                                                \
		(void)n;                                                 \
		return parse_code(c, f, &ledger_##noun, text, at);       \
	}

CODE_OF(item)
CODE_OF(location)
CODE_OF(party)

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
complete_site(struct call *c, const char *prefix)
{
	const struct location *const *all;
	size_t n = 0;
	int err = locations_all(c->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (all[i]->kind == PLACE_SITE &&
		    text_starts(all[i]->code, prefix))
			call_candidate(c, all[i]->code, all[i]->name);
	return err;
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
const struct kind kind_site = { .name = "site", .store = STORE_POINT,
	.accepts = "the code of a site", .parse = parse_site,
	.complete = complete_site };
const struct kind kind_sku = { .name = "sku", .store = STORE_TEXT,
	.accepts = "the code of an item", .parse = parse_item_code,
	.complete = complete_item };
const struct kind kind_location_code = { .name = "code",
	.store = STORE_TEXT, .accepts = "the code of a location",
	.parse = parse_location_code, .complete = complete_location };
const struct kind kind_party = { .name = "party", .store = STORE_TEXT,
	.accepts = "the code of a party: who gave or took it",
	.parse = parse_party_code, .complete = complete_party };
const struct kind kind_party_code = { .name = "code", .store = STORE_TEXT,
	.accepts = "the code of a party", .parse = parse_party_code,
	.complete = complete_party };
const struct kind kind_party_kind = { .name = "kind", .store = STORE_TEXT,
	.accepts = "vendor, customer or internal", .words = party_words };
const struct kind kind_place = { .name = "kind", .store = STORE_TEXT,
	.accepts = "site, internal, quarantine, transit, production, scrap, "
		   "adjustment, vendor or customer",
	.words = place_words };
const struct kind kind_costing = { .name = "costing", .store = STORE_TEXT,
	.accepts = "fifo, average or standard", .words = costing_words };
const struct kind kind_tracking = { .name = "tracking", .store = STORE_TEXT,
	.accepts = "none, lot or serial", .words = tracking_words };
const struct kind kind_landed_by = { .name = "by", .store = STORE_TEXT,
	.accepts = "value, qty or weight", .words = landed_words };
const struct kind kind_item_status = { .name = "status",
	.store = STORE_TEXT, .accepts = "active, phase-out or blocked",
	.words = status_words };
const struct kind kind_alias = { .name = "kind", .store = STORE_TEXT,
	.accepts = "gtin, vendor, customer or old", .words = alias_words };
const struct kind kind_kit_status = { .name = "status",
	.store = STORE_TEXT, .accepts = "draft, released or retired",
	.words = kit_status_words };
const struct kind kind_characteristic = { .name = "kind",
	.store = STORE_TEXT, .accepts = "attribute or measured",
	.words = characteristic_words };
const struct kind kind_items = { .name = "item", .store = STORE_TEXTS,
	.accepts = "the code of an item; repeatable", .parse = parse_item_code,
	.complete = complete_item };
const struct kind kind_locations = { .name = "location",
	.store = STORE_TEXTS, .accepts = "the code of a location; repeatable",
	.parse = parse_location_code, .complete = complete_location };
const struct kind kind_sites = { .name = "site", .store = STORE_TEXTS,
	.accepts = "the code of a site; repeatable",
	.parse = parse_location_code, .complete = complete_site };
const struct kind kind_parties = { .name = "party", .store = STORE_TEXTS,
	.accepts = "the code of a party; repeatable", .parse = parse_party_code,
	.complete = complete_party };
const struct kind kind_known_item = { .name = "item", .store = STORE_TEXT,
	.parse = parse_known_item, .complete = complete_item };
const struct kind kind_known_location = { .name = "location",
	.store = STORE_TEXT, .parse = parse_known_location,
	.complete = complete_location };
const struct kind kind_known_site = { .name = "site", .store = STORE_TEXT,
	.parse = parse_known_site, .complete = complete_site };
const struct kind kind_known_party = { .name = "party", .store = STORE_TEXT,
	.parse = parse_known_party, .complete = complete_party };
