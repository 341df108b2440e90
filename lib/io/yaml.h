/* YAML as a tree of texts, each knowing where it stands; nothing is typed. */
#ifndef IO_YAML_H
#define IO_YAML_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"
#include "base/str.h"

/*
 * A safe part of YAML: block and flow maps and lists, scalars in all styles,
 * comments.  Refused: anchors and aliases, tags, directives, merge keys,
 * a second document, keys that are no scalar or stand twice, what is not
 * UTF-8, control characters, over 1 MiB, over 64 levels.  `no`, `1.10`,
 * `0123`, `12:30`, `~` are these texts; their reader gives them a type.
 */
enum yaml_type { YAML_SCALAR, YAML_LIST, YAML_MAP };
enum yaml_style { YAML_PLAIN, YAML_SINGLE, YAML_DOUBLE, YAML_BLOCK, YAML_FLOW };
enum { YAML_SIZE_MAX = 1 << 20, YAML_DEPTH_MAX = 64 };

struct yaml_item {
	const struct yaml *key;	  /* of a map: a scalar; of a list: NULL */
	const struct yaml *value; /* never NULL; `key:` has an empty scalar */
};

struct yaml {
	enum yaml_type type;
	/* Scalars: PLAIN to BLOCK (| and >).  Maps and lists: BLOCK or FLOW. */
	enum yaml_style style;
	const char *file;	/* as handed in, for messages */
	int line, column;	/* where it begins, from 1; in characters */
	size_t from, to;	/* its bytes in the file, quotes included */
	const char *text;	/* SCALAR: UTF-8, holds no NUL; else NULL */
	size_t n;		/* LIST, MAP: how many items */
	struct yaml_item *item; /* in the order of the file */
};

/*
 * Reads `n` bytes of YAML into a tree in ops->mem; an empty text is an empty
 * map.  `file` names it in messages and is kept, not copied.  Errors are
 * OPS_CONFIG, "file:line:column: ...".
 */
int yaml_read(struct ops *, const char *file, const char *bytes, size_t n,
    const struct yaml **out);

/*
 * The bytes of an open regular file, into ops->mem, NUL-terminated; over
 * 1 MiB is OPS_CONFIG.  `path` is for messages.  The descriptor stays open.
 */
int yaml_slurp(struct ops *, const char *path, int fd, const char **bytes,
    size_t *n);

/* OPS_CONFIG with "file:line:column: " of the node before the message. */
int yaml_fail(struct ops *, const struct yaml *, const char *fmt, ...)
    PRINTF(3, 4);

/* `key:` without a value: a plain scalar without text. */
int yaml_is_empty(const struct yaml *);

/* The value under a key of a map, or NULL; yaml_key() gives the key node. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);
const struct yaml *yaml_key(const struct yaml *map, const char *key);

/*
 * What a reader of a section expects, else a located message.  `what` names
 * the thing: "import 'bank'".  An empty value is an empty map, an empty
 * list, but no text.  yaml_want_list(): each item is a text; a single text
 * is a list of one; the texts come as an array in ops->mem.
 */
int yaml_want_map(struct ops *, const struct yaml *, const char *what);
int yaml_want_text(struct ops *, const struct yaml *, const char *what,
    const char **out);
int yaml_want_list(struct ops *, const struct yaml *, const char *what,
    const char *const **out, size_t *n);

/*
 * A map that has no other keys than those of `names`, one text with blanks
 * between: "name mail lead"; an unknown one is answered with the nearest.
 */
int yaml_want_keys(struct ops *, const struct yaml *map, const char *what,
    const char *names);

/*
 * Adds a text (UTF-8) as a scalar of one line that reads back as the same:
 * PLAIN where any reader of YAML takes it for this text, SINGLE where single
 * quotes can hold it, else in double quotes with escapes.
 */
void yaml_add_text(struct str *, const char *text, enum yaml_style);

/* Whether a character may stand in a file as it is, not as an escape. */
int yaml_char_ok(int32_t codepoint);

/* A value as a message shows it: cut behind 60 characters, in ops->mem. */
const char *yaml_shown(struct ops *, const char *text);

#endif
