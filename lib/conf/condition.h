/* Conditions on named texts: patterns, joined by all, any and not. */
#ifndef CONF_CONDITION_H
#define CONF_CONDITION_H

#include "io/yaml.h"

/*
 *	match: { Article: ^SHIPPING$ }		   # the pattern is found
 *	match: { Article: [^BELL, ^LOCK], Shop: DE }  # one of them; and
 *	match:
 *	  any: [ { Pieces: ^- }, { not: { Shop: DE } } ]
 *
 * The entries of a map must all hold; so must the list of `all`; of `any`
 * one does.  Patterns are those of io/pattern.h.
 */
struct condition;

/* From the value of `match`, into ops->keep.  OPS_CONFIG, located. */
int condition_read(struct ops *, const struct yaml *, struct condition **);

/*
 * Asks find() where the text of each name will be: `node` is where the name
 * stands.  What it gives but 0 ends it, and is given back.
 */
int condition_bind(struct condition *,
    int (*find)(void *, const char *name, const struct yaml *node, size_t *at),
    void *data);

/* Does it hold of these texts?  What is NULL is like an empty one. */
int condition_holds(const struct condition *, const char *const *texts);

#endif
