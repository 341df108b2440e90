/* What a person answered in a mail: yes or no, with which code, and why. */
#ifndef BUDGET_REPLY_H
#define BUDGET_REPLY_H

#include "io/mime.h"

struct reply {
	int yes;
	const char *code;   /* as it was written */
	const char *reason; /* NULL */
};

/*
 * Reads the answer out of a mail, into ops->mem: "approve <code>", with
 * thanks at most behind it, or "reject <code> <reason>", in the first line
 * that is neither blank nor a greeting ("Hi Tom,"), or behind a greeting in
 * it.  What is quoted, or stands behind a mark such as "-----Original
 * Message-----", is not the person's own text and never counts.  OPS_DATA: a
 * robot's mail, another beginning, a second answer in the person's own text,
 * no code, a reason of more than 1000 bytes.
 */
int reply_read(struct ops *, const struct mail *, struct reply *);

#endif
