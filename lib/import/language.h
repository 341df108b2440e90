/* The parts of the import language; only lib/import includes it. */
#ifndef IMPORT_LANGUAGE_H
#define IMPORT_LANGUAGE_H

#include "import/mapping.h"

enum { FIELDS_MAX = 64 };

/* mapping.c */
int language_yes(struct ops *, const struct yaml *, const char *what, int *);
int language_forms(struct ops *, const struct yaml *, const char *what,
    const struct dateform ***, size_t *n);

/* language.c: the maps `fields`, `when`, `create` of a mapping. */
int language_fields(struct ops *, struct mapping *, const struct yaml *);
int language_when(struct ops *, struct mapping *, const struct yaml *);
int language_create(struct ops *, struct mapping *, const struct yaml *);

/* Does a field take dates of a form? */
int field_is_date(const struct field *);

#endif
