/*
 * Words for the views of `ops sql`: what the store keeps as integers, as
 * people know it.  These are SQLite's own words (strftime, a quotient that
 * is a float): the views are no part of the portable statements.
 */
#ifndef DB_VIEW_H
#define DB_VIEW_H

/* Whole where it is whole, so that counts stay counts. */
#define VIEW_PARTS(x, of)                                                   \
	"CASE WHEN " x " % " of " = 0 THEN " x " / " of " ELSE " x " / " of \
	".0 END"
#define VIEW_QTY(x) VIEW_PARTS(x, "1000000")
#define VIEW_PRICE(x) VIEW_PARTS(x, "1000000")
#define VIEW_MONEY(x) VIEW_PARTS(x, "@minor@")
#define VIEW_TIME(x) "strftime('%Y-%m-%dT%H:%M:%SZ', " x ", 'unixepoch')"
#define VIEW_DATE(x) "strftime('%Y-%m-%d', " x " * 86400, 'unixepoch')"

#endif
