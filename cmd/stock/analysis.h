/* What the verbs that analyse stock have in common: which goods, which keys. */
#ifndef CMD_STOCK_ANALYSIS_H
#define CMD_STOCK_ANALYSIS_H

#include "cli/by.h"
#include "stock/kinds.h"

/* The first member of a verb's input. */
struct goods_asked {
	struct texts item, category, location, site;
	const char *by;
};

#define GOODS_FIELD(S, how, member) AT_##how(S, goods.member)
#define FIELDS_OF_GOODS(S)                                                \
	{ "item", 0, &kind_items, GOODS_FIELD(S, TEXTS, item), 0,         \
	    "only these items (repeatable)" },                            \
	{ "category", 0, &kind_texts, GOODS_FIELD(S, TEXTS, category), 0, \
	    "only items of these categories (repeatable)" }
#define FIELDS_OF_PLACES(S)                                                \
	{ "location", 0, &kind_locations, GOODS_FIELD(S, TEXTS, location), \
	    0, "only these places and all below them (repeatable)" },      \
	{ "site", 0, &kind_sites, GOODS_FIELD(S, TEXTS, site), 0,          \
	    "only these sites (repeatable)" }

/* The class of what crosses a cut: higher or lower. */
extern const struct kind kind_crossing;

/* They are looked up: `none` where not one item is meant. */
struct goods_meant {
	const struct item *const *item;
	size_t n;
	int none;
	const struct location *const *place;
	size_t places;
};
int goods_read(struct call *, const struct goods_asked *,
    struct goods_meant *);

/*
 * The call's period, the last 365 days where there is none; it ends now at
 * the latest.
 */
void last_year(const struct call *, int64_t *since, int64_t *until);

/*
 * For people, where no period was said: which one it is.  Without `since` it
 * is all that the book has.
 */
void tell_period(struct call *, int64_t since, int64_t until);

/* --until, or now where that is earlier. */
int64_t until_now(const struct call *);

/* The seconds' days on the book's clocks, both in. */
int64_t days_between(const struct call *, int64_t since, int64_t until);

/* The book's day at an instant. */
int64_t day_of(const struct call *, int64_t at);

/*
 * Today and a duration of days, weeks, months or years later (sign 1) or
 * earlier (-1): the text of an option, or its default.  OPS_USAGE.
 */
int day_from_now(struct call *, const char *option, const char *text, int sign,
    int64_t *day);

/* part / whole in millionths; NONE where that is undefined or too large. */
int64_t ratio_or_none(int64_t part, int64_t whole);

#endif
