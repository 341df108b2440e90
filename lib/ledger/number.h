/* Codes that the book gives: a prefix, numbering.<noun>, and a number. */
#ifndef LEDGER_NUMBER_H
#define LEDGER_NUMBER_H

#include "ledger/ledger.h"

/*
 * The prefix of the codes of a record ledger by the settings in force, or
 * NULL; its noun is the last word of the ledger's name ("stock item").
 */
const char *number_prefix(struct ops *, const struct ledger *);
const char *number_noun(const struct ledger *);

/*
 * The number of a code that is the prefix and digits alone (leading zeros
 * count as such), at most 18 of them; else NONE.
 */
int64_t number_of(const char *prefix, const char *code);

/*
 * The largest number that a code of the ledger ever had with this prefix,
 * also one that was taken back; 0 where there is none.  Looks through all
 * versions: once a call.
 */
int number_largest(struct ops *, const struct ledger *, const char *prefix,
    int64_t *);

/*
 * The code that is meant where somebody typed digits only: as it was typed
 * where there is such a code, or no numbering, or no code of that number;
 * else with the prefix, in ops->mem.
 */
int number_meant(struct ops *, const struct ledger *, const char *typed,
    const char **code);

#endif
