/* Those who may approve a request are asked: by mail, with a code. */
#ifndef CMD_BUDGET_ASK_H
#define CMD_BUDGET_ASK_H

#include "request.h"

/* An open(): takes in the files of --quote. */
int ask_open(struct call *);

/*
 * Makes a code for each who may approve it now, or for the one (NULL: all);
 * with `unasked` only for those who have no good one.
 */
int ask(struct call *, const struct request *, const char *approver,
    int unasked);

/* Prints who was asked: messages, or rows. */
int ask_mail(struct call *);
int ask_rows(struct call *);

#endif
