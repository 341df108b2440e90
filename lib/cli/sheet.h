/* A sheet of a write verb: the rows it expects now, and nothing is posted. */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/cmd.h"

/*
 * Makes the call's command a read verb that runs its sheet(); OPS_USAGE
 * beside an option that is about what is posted.
 */
int sheet_command(struct call *);

/* OPS_USAGE where a field was given that is not of `names`: " item lot ". */
int sheet_fields(struct call *, const char *names);

/*
 * OPS_USAGE beside an option that is about what is posted; `beside` is the
 * one that lets nothing be posted.
 */
int posts_nothing(struct call *, const char *beside);

/* The same of --template, which prints all fields, as CSV. */
int template_check(struct call *);

#endif
