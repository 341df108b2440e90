/* The texts of the rules that the journal keeps, by their digests. */
#ifndef LEDGER_RULES_H
#define LEDGER_RULES_H

#include "db/db.h"

/* From this entry on these rules were in force. */
struct rules_change {
	int64_t entry, recorded;
	const char *digest;
};

/*
 * Calls row() for each change, the first entry first, until it gives other
 * than 0, and gives that.  `known` is the last entry, `since` and `until`
 * are of the time recorded; NONE does not count.
 */
int rules_changes(struct ops *, int64_t known, int64_t since, int64_t until,
    int (*row)(void *, const struct rules_change *), void *data);

/* The digest that an entry names, in ops->mem; NULL where it names none. */
int rules_of_entry(struct ops *, int64_t entry, const char **digest);

/*
 * The one text whose digest begins so, both in ops->keep; OPS_DATA where
 * there is none, or more than one.
 */
int rules_find(struct ops *, const char *begin, const char **digest,
    const char **text);

#endif
