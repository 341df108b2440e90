/* Which columns of a table stand on a narrow terminal, and how wide. */
#ifndef IO_TABLE_FIT_H
#define IO_TABLE_FIT_H

#include <stddef.h>

#include "io/relation.h"

/* A column: what it needs goes in, what it gets comes out. */
struct fit_column {
	enum type type;
	unsigned flags;	    /* COL_WIDE gives up width first */
	size_t heading;	    /* width of its name, 0 where none is shown */
	size_t natural;	    /* width that cuts nothing */
	int empty, nothing; /* has no value, none but 0, in all rows seen */
	size_t width;	    /* out */
	int left_out;	    /* out */
};

struct fit {
	struct fit_column *cols;
	size_t n;
	size_t limit;	   /* columns of the terminal */
	int tight;	   /* narrow gutters and short texts are fine */
	int may_leave_out; /* so are columns that are not shown, cut codes */
	size_t gutter;	   /* out: blanks between two columns */
};

enum { GUTTER = 2 };

/*
 * Decides widths.  Texts get narrower, free ones first; then columns
 * without values are left out, gutters cut, texts cut further, the last
 * columns left out (minor ones first), and, as the last resort, codes cut.
 * Numbers and times keep their width or are left out as a whole.  Where all
 * that does not do, fit_total() is above the limit.
 */
void fit_columns(struct fit *);

/* How wide a line is. */
size_t fit_total(const struct fit *);

#endif
