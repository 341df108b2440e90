/* Records that are held back until it is certain that they are needed. */
#ifndef LEDGER_HELD_H
#define LEDGER_HELD_H

#include "ledger/entry.h"

/*
 * While e->holding is set, record_post() checks a record and holds it back,
 * under the row id that it is going to have.  Once it is not set any more,
 * the next line of the entry posts what is held before it, or held_post()
 * does; held_drop() forgets it instead.  Texts are not copied.
 */
int held_add(struct ops *, struct entry *, const struct ledger *,
    const struct db_value *cols, int64_t *id);
int held_post(struct ops *, struct entry *);
void held_drop(struct ops *, struct entry *);

#endif
