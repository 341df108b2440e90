/* A regular expression as code: what pattern.c makes and a search runs. */
#ifndef IO_PATTERN_CODE_H
#define IO_PATTERN_CODE_H

#include <stddef.h>
#include <stdint.h>

#include "io/pattern.h"

enum action {
	TAKE, /* the character x */
	TAKE_ANY,
	TAKE_SET,
	SPLIT, /* goes on at x and at y */
	JUMP,  /* goes on at x */
	AT_BEGIN,
	AT_END,
	FOUND
};

struct span {
	int32_t first, last;
};

struct set {
	int negated;
	size_t n;
	struct span *span;
};

/* x and y count from the instruction itself, so that code can be moved. */
struct code {
	enum action action;
	int32_t x, y;
	const struct set *set;
};

/* A search's places in the code, none of them twice. */
struct places {
	size_t *at;
	size_t n;
};

struct pattern {
	struct code *code;
	size_t n;
	/* Room for a search. */
	struct places now, next;
	size_t *stack;
	uint64_t *seen; /* the step that a place was added in */
	uint64_t *step;
};

#endif
