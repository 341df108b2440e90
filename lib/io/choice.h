/* A list of columns as it was typed, and where each is found. */
#ifndef IO_CHOICE_H
#define IO_CHOICE_H

#include "io/relation.h"

struct chosen {
	const char *name;
	size_t column;
	int down;
};

struct choice {
	const char *option; /* "--sort" */
	struct chosen *v;
	size_t n, cap;
};

/* Takes "a, b" apart, or "-a,b" where a minus has a meaning; OPS_USAGE. */
int choice_parse(struct ops *, const char *spec, int has_minus,
    struct choice *);

/* Finds the columns; OPS_USAGE where one is unknown or stands twice. */
int choice_bind(struct ops *, struct choice *, const struct column *,
    size_t n);

#endif
