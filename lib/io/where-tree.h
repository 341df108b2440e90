/* A condition as a tree: what the parser makes, bind fills in, match walks. */
#ifndef IO_WHERE_TREE_H
#define IO_WHERE_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "io/pattern.h"
#include "io/where.h"

enum compare {
	IS_EQUAL,
	IS_NOT,
	IS_LESS,
	IS_AT_MOST,
	IS_MORE,
	IS_AT_LEAST,
	IS_LIKE,
	IS_IN
};

/* A word or a quoted text (in the arena, with a NUL), and where it stood. */
struct operand {
	const char *text;
	size_t n;
	size_t at; /* bytes from the expression's start */
	int quoted;
	struct operand *next; /* in the list of `in` */
};

/* Values from first to last; { NONE, NONE } is the missing one. */
struct range {
	int64_t first, last;
};

/* How a bound test looks at a row. */
enum look {
	LOOK_RANGES,  /* the number is in one of the sorted ranges */
	LOOK_TEXTS,   /* the text is one of the sorted texts, or missing */
	LOOK_ORDER,   /* the text stands before, behind, beside texts[0] */
	LOOK_PATTERN, /* the text has the pattern in it */
	LOOK_COLUMNS  /* two columns stand in this order */
};

struct test {
	enum compare op;
	struct operand *left, *right;
	const char *option; /* a filter's name, NULL in the expression */

	enum look look;
	enum type type;
	size_t column;
	struct range *ranges; /* sorted, apart from each other */
	struct cell *texts;   /* sorted */
	size_t n;	      /* of ranges or texts */
	int or_missing;	      /* LOOK_TEXTS */
	struct pattern *pattern;
	size_t other; /* LOOK_COLUMNS: the right one and its type */
	enum type other_type;
	int64_t scale, other_scale; /* numbers are multiplied by */
	const struct zone *zone;    /* dates beside times */
};

enum node_kind { NODE_AND, NODE_OR, NODE_NOT, NODE_TEST };

struct node {
	enum node_kind kind;
	struct node *child; /* the first, NULL for a test */
	struct node *next;  /* its sister */
	struct test test;
};

struct where {
	const char *expr;
	struct node *root; /* NULL: always true */
};

/* "at character 12" is counted in code points from 1. */
size_t where_character(const char *expr, size_t at);

/* OPS_USAGE, "--where: at character 12: ..." */
int where_fail(struct ops *, const char *expr, size_t at, const char *fmt, ...)
    PRINTF(4, 5);

/* At most 40 columns of a text, safe to print; in ops->mem. */
const char *where_shown(struct ops *, const char *s, size_t n);

#endif
