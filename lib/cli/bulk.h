/* A write verb's CSV input: opened before the transaction begins. */
#ifndef CLI_BULK_H
#define CLI_BULK_H

#include "cli/cmd.h"
#include "ledger/digest.h"

/* Opens --input and finds its columns among the fields. */
int bulk_open(struct call *);
void bulk_close(struct call *);

/* Prints the CSV header that -i takes (--template). */
void bulk_template(struct call *, struct out *);

/* Adds what was asked (the fields given, the input's bytes) to a digest. */
int bulk_digest(struct call *, struct digest *);

/* The rejects file is made final (or dropped, when the call failed). */
int bulk_finish_rejects(struct call *, int keep);

/* Removes the rejects of an earlier call where this one had none. */
void bulk_forget_rejects(struct call *);

/* How many rows went to the rejects file. */
int64_t bulk_rejected(const struct call *);

#endif
