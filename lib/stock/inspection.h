/* Inspections: what was looked at, what was wrong, and where it went. */
#ifndef STOCK_INSPECTION_H
#define STOCK_INSPECTION_H

#include "stock/inspectplan.h"

/* A decision as it is kept; texts may be NULL but code, item, location. */
struct inspection {
	const char *code, *item, *lot, *location, *stage, *party;
	int64_t date;			/* seconds */
	int64_t qty, accepted, rejected; /* millionths */
	const char *accepted_to, *rejected_to;
	const char *repeats;  /* the inspection before, of the same goods */
	const char *reason;
	const char *override; /* why values outside the limits are good */
	const char *inspector;
	int64_t entry, line;
	int first; /* no goods of it were inspected before: below */
};

struct defect {
	const char *inspection, *defect;
	int64_t qty;
};

/* A value of a piece, and the limits at that time; NONE: none. */
struct measure {
	const char *inspection, *characteristic;
	int64_t piece, value, lower, upper;
};

/* An inspection as somebody asks for it; what is missing is told. */
struct inspection_order {
	struct inspection about; /* qty, accepted, rejected may be NONE */
	const struct item *item;
	const struct location *location, *to, *reject_to; /* may be NULL */
	struct defect *defect;
	size_t defects;
	struct measure *measure; /* value NONE: not measured */
	size_t measures;
	int64_t source_line; /* NONE */
};

/* What the inspections of one entry took out of places. */
struct inspecting;
struct inspecting *inspecting_new(struct ops *);

/*
 * Posts one: its moves, its record, its defects and its values.
 *
 * What is missing: location is the one quarantine place that holds it; qty
 * what is held; of accepted and rejected the rest of the other, or, where
 * both are missing and pieces were measured, the pieces that are outside;
 * `to` where it came from; reject_to: rejects stay.
 *
 * OPS_DATA: more than is held, accepted and rejected are not what was
 * inspected, a characteristic is in no plan, fewer rejects than pieces
 * outside the limits (without override), rejects that would be available.
 */
int inspection_post(struct ops *, struct entry *, struct inspecting *,
    struct inspection_order *);

/* The vendor that the goods of a lot came from, where it is one; or NULL. */
int lot_vendor(struct ops *, const struct item *, const char *lot,
    const char **party);

/*
 * As known after entry `known`, by code; defects and values of them all, by
 * inspection, in the order of their keys.  Arrays live in ops->keep.
 *
 * One is no first one where it says which one it repeats, or where its lot
 * was inspected before at its stage and rejects of that stayed ours.
 */
int inspections_all(struct ops *, int64_t known, struct inspection **,
    size_t *n);
int defects_all(struct ops *, int64_t known, struct defect **, size_t *n);
int measures_all(struct ops *, int64_t known, struct measure **, size_t *n);

#endif
