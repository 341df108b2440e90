/* The book: a folder with rules and a store, found, checked and opened. */
#ifndef LEDGER_BOOK_H
#define LEDGER_BOOK_H

#include "conf/conf.h"
#include "db/db.h"
#include "time/when.h"
#include "time/zone.h"

struct book {
	const char *folder; /* absolute */
	const char *name;
	const char *currency;
	int decimals;	   /* of the currency */
	int fiscal_month;  /* 1 to 12 */
	struct zone *zone;
	const char *rules; /* digest of the rules in force */
	const char *rules_text;
};

/* How a book was named on the command line; all may be NULL. */
struct book_words {
	const char *book; /* --book */
	int changed;	  /* -C was given: $OPS_BOOK does not count */
};

/*
 * The folder of the book that is meant, absolute, in ops->keep: --book;
 * else, after -C, from here upwards; else $OPS_BOOK; else from here
 * upwards.  OPS_NOINPUT where there is none.
 */
int book_find(struct ops *, const struct book_words *, const char **folder);

/*
 * Loads the settings: habits only (folder NULL), or with the book's rules.
 * A book is used only if folder, rules and store belong to the user and
 * nobody else may write them, or it is listed under safe.book (OPS_DENIED).
 */
int book_settings(struct ops *, const char *const *option, size_t n,
    const char *folder);

/* The same rules with this file included instead: can they be read so? */
int book_check_include(struct ops *, const char *const *option, size_t n,
    const char *folder, const char *name);

/* The user's configuration, whether it is there or not; NULL without HOME. */
const char *book_user_config(struct ops *);

/*
 * The digest of the rules under which the book stood at an entry (NONE: the
 * last one): those it names; else those named last before it; else those
 * named first after it.  NULL where no entry names any.
 */
int book_rules_of(struct ops *, int64_t entry, const char **digest);

/*
 * Puts the rules of then into force, beside the habits of now, with `option`
 * as book_settings() was given them: ops->conf and the book's digest and
 * text.  OPS_CONFIG where this program does not take them any more.
 */
int book_take_rules(struct ops *, const char *const *option, size_t n,
    int64_t entry);

/* Opens its store and fills ops->book; no transaction begins. */
int book_open(struct ops *, const char *folder, enum db_mode);

/* What `ops init` fixes for ever. */
struct book_fixed {
	const char *name, *currency, *timezone;
	int64_t fiscal_month;
	int shared;	   /* a group's book */
	const char *store; /* below the folder; NULL: ops.db */
};

/*
 * Makes the folder, the store and ops.yaml; on failure nothing of it stays
 * after book_discard().  The store is open, its write transaction begun;
 * book_keep() ends the making: commits and writes ops.yaml, which makes the
 * folder a book.  OPS_CANTCREAT where it is one already.
 */
int book_create(struct ops *, const char *folder, const struct book_fixed *);
int book_keep(struct ops *, const char *rules_text);
void book_discard(struct ops *);

/*
 * The same with a copy of the store that is open now (a backup): it is
 * checked, then open instead.
 */
int book_create_copy(struct ops *, const char *folder, const char *store,
    int shared);

/*
 * Adds a file of rules that ops.yaml includes to the book that is made; its
 * name has been checked by conf_rules_next().
 */
int book_add_file(struct ops *, const char *name, const void *bytes, size_t n);

/* For the files of this room: a path below the folder, in ops->keep. */
extern const char book_rules_file[]; /* "ops.yaml" */
char *book_path(struct ops *, const char *folder, const char *name);
int book_has_rules(struct ops *, const char *folder);
int book_read_fixed(struct ops *, struct book *);

/*
 * "currency EUR, fiscal_year_start 1, name Shop, timezone UTC", in ops->keep:
 * the message of a book's first entry, so that the chain holds what is fixed.
 */
int book_fixed_words(struct ops *, const char **out);

/*
 * Refuses (OPS_CANTCREAT) to make a file where one of the open book's own
 * stands: its rules and what they include, its store and the store's log.
 */
int book_spare(struct ops *, const char *path);

/* Before a write of so many bytes of input: a first load is made alone. */
enum { BOOK_LOAD = 32 << 20 };
int book_before_load(struct ops *, int64_t bytes);

/* The last second of the closed time, NONE where nothing is closed. */
int book_closed(struct ops *, int64_t *last);

#endif
