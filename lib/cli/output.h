/* Where a call's rows and texts go: the stream, the writer, the steps. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/cmd.h"

/*
 * Opens c->stream, and c->out: the steps that the options ask for, before
 * the writer of c->format.  *writer is for output_close(), NULL where it
 * failed before there was one.
 */
int output_open(struct call *, struct sink **writer);

/* What was printed is out, and taken: OPS_IO where it is not. */
int output_flush(struct call *);

/*
 * Before a commit: the same, and a file (-o) has got its name, unless more
 * entries follow.
 */
int output_settle(struct call *);

/*
 * Ends the output; a file of a call that failed (err) is as it was before.
 * Gives err, or what went wrong here.
 */
int output_close(struct call *, struct sink *writer, int err);

#endif
