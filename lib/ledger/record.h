/* Record ledgers: masters whose versions are lines and whose latest is kept. */
#ifndef LEDGER_RECORD_H
#define LEDGER_RECORD_H

#include "ledger/entry.h"

/* What the tables of all record ledgers say. */
#define RECORD_LEDGER(columns, table)                                    \
	.sort = LEDGER_RECORD, .cols = columns,                          \
	.n = sizeof columns / sizeof *columns, .kept = table

/*
 * Takes one line of an entry.  `native` is its plain columns (struct
 * db_value), NULL where it comes from a file or from an undo.
 */
int record_store(struct ops *, struct entry *, const struct ledger *,
    int64_t line, const struct db_value *, const struct db_value *native);
int record_lines(struct ops *, const struct ledger *, int64_t entry,
    struct db_query *);
int record_lines_back(struct ops *, const struct ledger *, int64_t entry,
    struct db_query *);
int record_verify(struct ops *, const struct ledger *,
    int (*report)(void *, const char *), void *);

/*
 * Posts the version before the undone one; a record that was new is taken
 * back (or stays, where the reversal says keep_new).  OPS_DATA where a later
 * version stands.
 */
int record_reverse(struct ops *, struct entry *, const struct ledger *,
    const struct reversal *);

/* The same, and what is new goes, whatever else its entry has posted. */
int record_reverse_new(struct ops *, struct entry *, const struct ledger *,
    const struct reversal *);

/*
 * Posts a version: `cols` are all columns of the ledger but `live`, the
 * personal ones in plain text.  A key that is new makes a new record.
 * `*id` (may be NULL) is its row id, which never changes.
 */
int record_post(struct ops *, struct entry *, const struct ledger *,
    const struct db_value *cols, int64_t *id);

/*
 * Whether the record is there, and its latest version has exactly these
 * columns (as for record_post()); then *id (may be NULL) is its row id.
 */
int record_same(struct ops *, const struct ledger *,
    const struct db_value *cols, int64_t *id, int *same);

/*
 * Takes a record back: its latest version, in `cols` as for record_post(),
 * stays in the journal and is no more.  Not for ledgers with personal texts.
 */
int record_remove(struct ops *, struct entry *, const struct ledger *,
    struct db_value *cols);

/* The id under a key (the LEDGER_KEY columns' values, in order), or NONE. */
int record_find(struct ops *, const struct ledger *,
    const struct db_value *key, int64_t *id);

/*
 * Rows `id, entry, line, <cols but live>` as known after entry `known`
 * (NONE: now), of all records in key order, or of the one with the key.
 * Personal columns hold their plain text (NULL where it was redacted).
 */
int record_query(struct ops *, const struct ledger *, int64_t known,
    const struct db_value *key, struct db_query *);

/* The same of all records, in no order: their table is read as it lies. */
int record_scan(struct ops *, const struct ledger *, int64_t known,
    struct db_query *);

/* The id a key has, or the next free one: ids are not used again. */
int record_id(struct ops *, const struct ledger *, const struct db_value *key,
    int64_t *id);

/*
 * How many columns are the key; which of them people call a record by: the
 * LEDGER_NAME, else the last that is a text.
 */
size_t record_keys(const struct ledger *);
size_t record_code(const struct ledger *);

/*
 * The text behind the digest that a line has in a personal column, in
 * ops->mem; NULL where it was redacted.
 */
int record_personal(struct ops *, const char *digest, const char **text);

/* Adds "<prefix>a, <prefix>b": the names of the first n columns. */
struct str;
void record_names(struct str *, const struct ledger *, size_t n,
    const char *prefix);

#endif
