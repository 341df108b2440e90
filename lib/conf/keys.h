/* Every setting as one record: name, scope, type, default, help. */
#ifndef CONF_KEYS_H
#define CONF_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"

/* Where a setting may stand. */
enum key_scope {
	KEY_RULE, /* what a number means: the book's ops.yaml, its includes */
	KEY_HABIT /* /etc/ops.yaml, the user's config.yaml, -c */
};

enum key_type {
	KEY_TEXT,     /* any text but the empty one */
	KEY_INT,      /* whole, min <= n <= max */
	KEY_NUMBER,   /* from 0, at most 6 decimals: in millionths */
	KEY_BOOL,     /* yes, no, true, false */
	KEY_CHOICE,   /* one of the words of .words */
	KEY_DURATION, /* 90s, 45min, 4h, 3d, 2w, 6mo, 8bh, 3bd */
	KEY_SECONDS,  /* a duration in s, min or h */
	KEY_LIST,     /* of texts; one text is a list of one */
	KEY_NAMES,    /* of names without =; one text is split at commas */
	KEY_CUTS,     /* of numbers above 0 that rise; split so, too */
	KEY_WORDS,    /* of texts; one text is split at blanks */
	KEY_SECTION   /* map or list, read by its owner */
};

enum key_flags {
	KEY_ADDS = 1 << 0, /* the lists of all sources add up */
	KEY_MAIN = 1 << 1  /* only in ops.yaml itself, not in its includes */
};

/*
 * `*` at the end of a name stands for one further word, `**` for one or
 * more: alias.*, defaults.**.
 */
struct key {
	const char *name;
	enum key_scope scope;
	enum key_type type;
	const char *dflt;  /* as it would be written, or NULL: none */
	const char *help;  /* one line of the manual */
	const char *words; /* CHOICE: blanks between them */
	int64_t min, max;  /* INT; CUTS: none above max millionths, 0: any */
	size_t most;	   /* CUTS: so many at most */
	unsigned flags;
};

/* The table, in the order in which settings are listed. */
extern const struct key keys[];
extern const size_t keys_n;

/* The record that a full name belongs to, or NULL. */
const struct key *key_find(const char *name);

/* "is a rule; expected in ...": for one that stands in the other place. */
const char *key_wrong_scope(const struct key *);

/* Whether names begin with this name and a dot: `user`, `defaults.stock`. */
int key_is_prefix(const char *name);

/* The known name, or group, that an unknown one was meant to be, or NULL. */
const char *key_nearest(struct ops *, const char *name);

/*
 * Checks a scalar against the type (not SECTION; a LIST or WORDS is a text).
 * Gives NULL and in *number the value of an INT, BOOL (0, 1), CHOICE (index
 * of the word), SECONDS and DURATION (seconds; NONE where a duration has no
 * fixed length), else 0; or what was expected, as a text
 * that follows "expected ", made in ops->mem.
 */
const char *key_check(struct ops *, const struct key *, const char *text,
    int64_t *number);

#endif
