/* Kits: what an item is made of (its bill of material), level by level. */
#ifndef STOCK_KIT_H
#define STOCK_KIT_H

#include "stock/masters.h"

/* Only a released kit is built; a draft may change, a retired one stays. */
extern const char *const kit_status_words[]; /* draft released retired NULL */

/* What goes into `makes` of the kit's item, both millionths of their unit. */
struct kit_part {
	const struct item *part;
	int64_t qty;
	int64_t scrap; /* what is lost on the way: millionths of qty; NONE */
};

struct kit {
	const struct item *item;
	int64_t makes;
	const char *status; /* one of the words */
	const struct kit_part *part;
	size_t parts;
};

/*
 * Posts a kit with all its parts; those it had and has not any more are
 * taken back.  OPS_DATA: a quantity that is not above 0, a part twice, or
 * one that contains the kit itself, with the way ("A > B > A").
 */
int kit_post(struct ops *, struct entry *, const struct kit *);

/* Kits live in the arena; that of an item is NULL where it has none. */
struct kits;
struct kits *kits_open(struct ops *, struct arena *, int64_t known);
int kit_of(struct kits *, const struct item *, const struct kit **);

/* The same, and OPS_DATA where it has none. */
int kit_known(struct kits *, const struct item *, const struct kit **);

/* The ops they were opened with. */
struct ops *kits_ops(struct kits *);

/* All kits, in the order of their items. */
int kits_all(struct kits *, const struct kit *const **, size_t *n);

/*
 * What a part of the kit takes for n of its item: n * qty / makes, and the
 * scrap beside it: times (1 + scrap); rounded once.  OPS_DATA: too large.
 */
int kit_needs(struct ops *, const struct kit *, const struct kit_part *,
    int64_t n, int64_t *qty);

/* A part somewhere below a kit; level 1 is in it, 2 in a part of it ... */
struct kit_row {
	int64_t level;
	const struct kit *kit;	    /* in which it stands */
	const struct kit_part *part;
	int64_t qty;		    /* for what was asked */
	const struct kit *made_of;  /* its own kit, NULL */
};

/* Each part that n of an item need, behind the one it is in. */
int kit_explode(struct kits *, const struct item *, int64_t n,
    int (*row)(void *, const struct kit_row *), void *data);

/*
 * Each kit that an item is in, at any level: `part` is then what stands in
 * the kit, and `qty` how much of the item asked for is in one of it.
 */
int kit_where_used(struct kits *, const struct item *,
    int (*row)(void *, const struct kit_row *), void *data);

#endif
