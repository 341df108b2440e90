/* Conditions on rows: --where, and filters by options named like columns. */
#ifndef IO_WHERE_H
#define IO_WHERE_H

#include <stddef.h>

#include "io/literal.h"
#include "io/relation.h"

/*
 * The grammar of --where:
 *
 *	or    := and { "or" and }
 *	and   := not { "and" not }
 *	not   := "not" not | "(" or ")" | test
 *	test  := value op value | column "in" "(" literal { "," literal } ")"
 *	op    := "=" | "!=" | "<" | "<=" | ">" | ">=" | "~"
 *	value := column | literal
 *
 * so `not` binds tighter than `and`, and `and` tighter than `or`; the words
 * may be capitals.  A literal is a bare word (no blanks, no ( ) , ' " = ! <
 * > ~) or a text between ' or ", in which a doubled quote is one quote.  A
 * bare word that names a column is that column (in the list of `in` it never
 * is), a quoted one is always a literal.  A literal has the type of the
 * column it is compared with; behind ~ stands a literal, always:
 *
 *   - Texts compare by bytes, numbers exactly, no before yes.
 *   - A date or time stands for all it names: `date = 2026-11` is that
 *     month, `time <= 2026-11-20` has all of that day, `>` begins after it.
 *   - Two columns compare where both are texts, both amounts of goods or
 *     plain numbers, both money or unit prices, both dates or times (as
 *     days, where one is a date), or both yes/no.
 *   - A comparison with a missing value is false; so `not (x = 1)` is true
 *     where x is missing and `x != 1` is not.  '' is the missing value:
 *     `x = ''` is true where x is missing, `x != ''` where it is not, and
 *     `x in (a, '')` takes both; no other operator takes it.
 *   - `column ~ pattern` searches a text for a POSIX extended regular
 *     expression; case counts (see pattern.h for what it takes).
 *
 * No longer than 64 KiB, no deeper than 64 `not` and parentheses.
 */
enum { WHERE_LENGTH = 64 * 1024, WHERE_DEPTH = 64 };

/* Rows whose column equals one of the values. */
struct filter {
	const char *column;	   /* one of the relation's: else it is a BUG */
	const char *const *values; /* '' is the missing one */
	size_t n;		   /* 0: no filter, all rows */
};

/* A condition; it lives in ops->mem. */
struct where;

/*
 * Parses `expr` (NULL: always true); filters are added with and.  Errors:
 * OPS_USAGE, "--where: at character 12: ...".
 */
int where_parse(struct ops *, const char *expr, struct where **);
void where_filter(struct ops *, struct where *, const struct filter *);

/*
 * Makes the condition ready for rows of these columns.  Errors: OPS_USAGE
 * for an unknown column and for a literal of the expression that is none of
 * its column's type, OPS_DATA for a filter's value.  Once.
 */
int where_bind(struct ops *, struct where *, const struct value_context *,
    const struct column *, size_t n);

/* Whether a row meets the bound condition; allocates nothing. */
int where_match(const struct where *, const struct cell *);

#endif
