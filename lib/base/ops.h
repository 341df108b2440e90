/* The one context that every function which can fail is handed. */
#ifndef BASE_OPS_H
#define BASE_OPS_H

#include <stdarg.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct conf;
struct db;
struct book;
struct stock;
struct budget;

struct ops {
	struct arena *mem;  /* scratch: in a bulk call, of the row */
	struct arena *keep; /* freed when the command ends: caches, handles */
	enum ops_err code; /* of the first failure, 0 while all is well */
	char why[2000];	   /* its message, one line, no full stop */
	int64_t now;	   /* the clock: seconds UTC, $OPS_NOW or now */
	int64_t known;	   /* the last entry that counts; NONE: all */
	struct conf *conf; /* the settings in force, or NULL */
	struct db *db;	   /* the open store, or NULL */
	struct book *book; /* what the book fixes for ever, or NULL */
	struct stock *stock; /* the items, places, parties met so far */
	struct budget *budget; /* the accounts and documents met so far */
	int64_t problems;  /* how many problem() was told */
	enum ops_err problem_code; /* of the first */
	int quiet;	   /* -q: nothing is said but what is wrong */
	const char *as;	   /* the command: before all it says; or NULL */
	/* Says a line on standard error; set by main, may be NULL. */
	void (*say)(struct ops *, const char *line);
};

/*
 * One of maybe many things wrong with an input: said at once (the first 20
 * of them) and counted.  The command goes on checking and fails at its end.
 */
enum { PROBLEMS_SHOWN = 20 };
void problem(struct ops *, enum ops_err code, const char *fmt, ...)
    PRINTF(3, 4);

/* Turns the failure that stands into a problem, "prefix: why". */
void problem_caught(struct ops *, const char *prefix);

/* A message that is no failure: -q leaves it out. */
void note(struct ops *, const char *fmt, ...) PRINTF(2, 3);

/* One that tells of a failure that has been taken, or sums up problems. */
void warn(struct ops *, const char *fmt, ...) PRINTF(2, 3);

/*
 * Says why, once, where it is detected, and gives `code` back:
 *	return fail(ops, OPS_DATA, "item '%s' is not known", sku);
 * The first message wins; callers only pass the code up.
 */
int fail(struct ops *, enum ops_err code, const char *fmt, ...) PRINTF(3, 4);
int vfail(struct ops *, enum ops_err code, const char *fmt, va_list);

/* Puts "prefix: " before the message that stands, and gives its code. */
int fail_at(struct ops *, const char *fmt, ...) PRINTF(2, 3);

/* Forgets the failure: a caller that can go on (a rejected row) took it. */
void fail_clear(struct ops *);

#endif
