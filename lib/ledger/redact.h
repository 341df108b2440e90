/* Redacting: personal texts are emptied, visibly, with the chain whole. */
#ifndef LEDGER_REDACT_H
#define LEDGER_REDACT_H

#include "ledger/record.h"

/* What stands where a personal text was. */
extern const char redacted[];

/*
 * The record ledger that a noun names: "party", or in full "stock party";
 * OPS_DATA where it is none or has no personal columns.
 */
int redact_ledger(struct ops *, const char *noun, const struct ledger **);

/* Calls each() for every noun that has personal columns: "party". */
void redact_each(void (*each)(void *, const char *noun, const struct ledger *),
    void *);

/*
 * Posts a version of the record without the field, and empties the text of
 * it in all versions.  `key` has the values of the key's columns.  OPS_DATA
 * where there is no such record, field, or text.
 */
int redact_post(struct ops *, struct entry *, const struct ledger *,
    const char *const *key, size_t n, const char *field);

#endif
