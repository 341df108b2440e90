/* A text that grows: a buffer, its length, and a limit it may not pass. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

/*
 * p is never NULL and always NUL-terminated at p[len]; the bytes may
 * contain NULs.  Start with STR_INIT, end with str_free().
 */
struct str {
	char *p;
	size_t len, cap;
};

extern char str_empty[1];
#define STR_INIT { str_empty, 0, 0 }

void str_free(struct str *);	    /* back to STR_INIT */
void str_reset(struct str *);	    /* empty, keeps its memory */
char *str_room(struct str *, size_t n); /* n free bytes behind p+len */
void str_add(struct str *, const char *text);
void str_addn(struct str *, const char *bytes, size_t n);
void str_addc(struct str *, char);
void str_addf(struct str *, const char *fmt, ...) PRINTF(2, 3);

/* Small questions about texts; NULL is the missing text. */
int text_eq(const char *, const char *);	     /* NULL equals NULL */
int text_order(const char *, const char *); /* as strcmp(); NULL is last */
int text_starts(const char *text, const char *prefix);
int text_is_blank(const char *); /* NULL, or nothing to be read */

/*
 * Of the n candidates the one that `word` was probably meant to be, or
 * NULL: at most one edit in three letters, and not in the only one of a word.
 * get(i, data) names candidate i.
 */
const char *text_nearest(const char *word, size_t n,
    const char *(*get)(size_t, const void *), const void *data);

#endif
