/* The nightly report: what is short, what there is, what moved and changed. */
#ifndef REPORT_NIGHTLY_H
#define REPORT_NIGHTLY_H

#include "cli/cmd.h"

/*
 * Prints the report to c->stream in c->format, as of c->clock.now, as known
 * after c->known; of one site, or (NULL) of all.  A part that fails says why
 * in its place, and the code of the first is in c->answer.
 */
int report_nightly(struct call *, const char *site);

#endif
