/* The settings in force, each with where it came from. */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include <stddef.h>
#include <stdint.h>

#include "base/none.h"
#include "base/ops.h"
#include "conf/keys.h"
#include "io/yaml.h"

struct conf;

struct conf_sources {
	const char *system;	   /* "/etc/ops.yaml", or NULL */
	const char *user;	   /* the user's config.yaml, or NULL */
	const char *const *option; /* the -c, "key=value", in order */
	size_t options;
	const char *book; /* the book's folder, or NULL */
	const char *include; /* instead of those that ops.yaml has, or NULL */
	/*
	 * Asked before ops.yaml and each file it includes is read, on the one
	 * descriptor it is read from; 0 or an ops_err with its message.  The
	 * habits are already in ops->conf then.  May be NULL.
	 */
	int (*check_file)(struct ops *, const char *path, int fd);
};

/* One setting that has a value. */
struct conf_value {
	const struct key *key;
	const char *name;	 /* in full: "alias.low" */
	const char *text;	 /* as written; a list: joined by ", " */
	int64_t number;		 /* INT, NUMBER, BOOL ...: key_check() */
	const char *const *list; /* LIST, WORDS */
	size_t n;
	const struct yaml *node; /* its value in a file, or NULL */
	const char *origin;	 /* "ops.yaml:12:5", "-c", "default" */
};

/*
 * Reads all sources.  A system or user file that does not exist is fine; a
 * book without ops.yaml is OPS_NOINPUT.  Rules come from the book only;
 * habits from default < system < user < -c.  Errors: OPS_CONFIG with
 * file:line:column, the value and what was expected; OPS_IO.  All memory is
 * ops->mem's.  Does not set ops->conf.
 */
int conf_load(struct ops *, const struct conf_sources *, struct conf **);

/*
 * The same, but the rules from a text that conf_rules_text() once gave; the
 * book's folder in the sources names the files in messages only.
 */
int conf_load_rules_text(struct ops *, const struct conf_sources *,
    const char *text, size_t n, struct conf **);

/*
 * The exact bytes of ops.yaml and the files it includes, each behind a line
 * "file <bytes> <name below the folder>"; NUL-terminated, without NULs.
 * Empty where no book was read.  This is what a digest of the rules covers.
 */
const char *conf_rules_text(const struct conf *, size_t *n);

/*
 * The next file of such a text; *at, 0 at first, goes behind it: 1, 0 at
 * the end, or OPS_DATA: damaged, or a name that leaves the book's folder.
 */
struct conf_file {
	const char *name; /* below the book's folder; the first is ops.yaml */
	const char *bytes;
	size_t n;
};
int conf_rules_next(struct ops *, const char *text, size_t n, size_t *at,
    struct conf_file *);

/*
 * The value in force, the default included, or NULL: not set.  A name that
 * no record stands for is a mistake of the program (BUG), as is asking for
 * another type; key_find() tells before.
 */
const struct conf_value *conf_value(const struct conf *, const char *name);

const char *conf_text(const struct conf *, const char *name); /* or NULL */
int64_t conf_int(const struct conf *, const char *name);      /* or NONE */
int64_t conf_number(const struct conf *, const char *name);   /* or NONE */
int conf_choice(const struct conf *, const char *name); /* index, unset: -1 */

/* Of SECONDS; NONE where not set.  A DURATION is a conf_text(). */
int64_t conf_seconds(const struct conf *, const char *name);

/* The texts of a LIST or WORDS; NULL and *n = 0 where it is not set. */
const char *const *conf_list(const struct conf *, const char *name, size_t *n);

/*
 * A SECTION: a map or a list, not empty, of all the book's files together
 * (a name that stands in two of them was refused); NULL where it is not set.
 */
const struct yaml *conf_section(const struct conf *, const char *name);

/*
 * Calls `each` for every value in force in the table's order, those of a
 * wildcard in the order they were met; stops at the first that is not 0 and
 * gives it back.  conf_map(): only those below `prefix`: "alias", "defaults",
 * "defaults.stock.receive".
 */
int conf_each(const struct conf *,
    int (*each)(const struct conf_value *, void *), void *);
int conf_map(const struct conf *, const char *prefix,
    int (*each)(const struct conf_value *, void *), void *);

/* One file as settings of a scope: that it would be accepted (conf_set). */
int conf_check(struct ops *, const struct yaml *root, enum key_scope);

/* "'stokc.negative' is not known (did you mean ...)"; OPS_CONFIG. */
int conf_unknown(struct ops *, const char *name);

#endif
