/* The terminal: is there one, how wide, with colour, and the pager. */
#ifndef IO_TERM_H
#define IO_TERM_H

#include "base/ops.h"

/* Whether standard output (a started pager counts) or error is a terminal. */
int term_is_out(void);
int term_is_err(void);

/* Its columns: $COLUMNS, else what the terminal says, else 80; never < 1. */
int term_width(void);

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* A value parser: auto, always, never. */
const char *color_by_name(const char *, enum color_when *);

/*
 * Whether to colour standard output: AUTO is yes on a terminal, unless
 * NO_COLOR is set and not empty, or TERM is missing or dumb.
 */
int term_color(enum color_when);

/*
 * Puts a pager behind standard output, where that is a terminal that is
 * not dumb ($TERM); else does nothing.  The command is $OPS_PAGER, else
 * `setting` (or NULL), else $PAGER, else "less -FRX"; it is split at blanks
 * and run without a shell; empty or "cat" is none.  LESS=FRX and LV=-c are set
 * for it where they are not.  A pager that cannot be run is no failure: output
 * goes to the terminal.  A signal that ends this process waits for the pager
 * first.
 */
int pager_start(struct ops *, const char *setting);

/* 1 while there is one; descriptor 1 is then its pipe. */
int pager_runs(void);

/*
 * After the last flush: ends the pipe, waits until the user has left, and
 * gives descriptor 1 its terminal back.  Without a pager it does nothing.
 */
void pager_wait(void);

#endif
