/* A command is a table: what it takes, what it prints, what it needs. */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/vec.h"
#include "io/relation.h"
#include "io/where.h"
#include "io/writer.h"
#include "ledger/book.h"
#include "ledger/entry.h"

struct call;
struct field;

/* How a value lies in a verb's record. */
enum store {
	STORE_TEXT,  /* const char *, NULL is missing */
	STORE_INT,   /* int64_t, NONE is missing */
	STORE_FLAG,  /* int, 0 or 1; an option without a value */
	STORE_SAID,  /* struct said */
	STORE_POINT, /* const struct something *, NULL is missing; the same
		      * throughout a call for the same text of a file */
	STORE_TEXTS  /* struct texts: a repeatable option */
};

/* A quantity with the unit it was said in (NULL: the item's own). */
struct said {
	int64_t qty; /* millionths */
	const char *unit;
};

struct texts {
	const char **v;
	size_t n, cap;
};

/*
 * The kind of a field: how its text is read, what completes it.  parse()
 * puts the value at `at` (n > 0 bytes, NUL-terminated); it fails with what
 * was expected, and the caller puts the field's name before it.
 */
struct kind {
	const char *name; /* as in the usage: <quantity> */
	enum store store;
	const char *accepts; /* one line of the manual */
	const char *const *words; /* the only values; ends with NULL */
	int number; /* a foreign file may have it with a decimal comma */
	/* NULL: the value is one of the words. */
	int (*parse)(struct call *, const struct field *, const char *text,
	    size_t n, void *at);
	/* Prints what may stand here: call_candidate() for each. */
	int (*complete)(struct call *, const char *prefix);
};

extern const struct kind kind_text, kind_code, kind_int, kind_count,
    kind_depth, kind_number, kind_qty, kind_said, kind_counted, kind_change,
    kind_money, kind_amount, kind_price, kind_time, kind_day, kind_period,
    kind_flag, kind_file, kind_folder, kind_texts, kind_entry,
    kind_known_entry;

/* What kind_text and kind_code do, for kinds of their own. */
int kind_parse_text(struct call *, const struct field *, const char *text,
    size_t n, void *at);
int kind_parse_code(struct call *, const struct field *, const char *text,
    size_t n, void *at);

enum field_flags {
	FIELD_REQUIRED = 1 << 0,
	FIELD_ARG = 1 << 1,    /* may be given as a bare argument, in order */
	FIELD_LINE = 1 << 2,   /* of the lines of a document, not its head */
	FIELD_KEY = 1 << 3,    /* rows with the same value are one document */
	FIELD_OPTION = 1 << 4, /* an option only, no CSV column */
	FIELD_NEW = 1 << 5,    /* the code of a new record: by numbering */
	FIELD_COLUMN = 1 << 6, /* a CSV column, and of --line; no option */
	FIELD_MELT_NAME = 1 << 7, /* columns of periods: their names */
	FIELD_MELT_VALUE = 1 << 8 /* and their cells, each a row (melt.h) */
};

/* One named, typed input; ends a list with name NULL. */
struct field {
	const char *name; /* the CSV column; the option with - for _ */
	char letter;	  /* of a short option, or 0 */
	const struct kind *kind;
	size_t at; /* in the record, or in the line */
	unsigned flags;
	const char *help;
	const char *also; /* what a list calls the column, or NULL */
};

/*
 * Where a member stands; binding a member of another type does not compile.
 *	{ "qty", 'q', &kind_qty, AT_INT(struct rec, qty), 0, "how much" }
 */
#define AT(S, f, T)                                                      \
	(offsetof(S, f) +                                                \
	    0 * sizeof(int[_Generic(((S *)0)->f, T: 1, default: -1)]))
#define AT_TEXT(S, f) AT(S, f, const char *)
#define AT_INT(S, f) AT(S, f, int64_t)
#define AT_FLAG(S, f) AT(S, f, int)
#define AT_SAID(S, f) AT(S, f, struct said)
#define AT_TEXTS(S, f) AT(S, f, struct texts)

enum prints {
	PRINTS_RELATION, /* a read verb: rows */
	PRINTS_DOCUMENT, /* text for people, or md, html, json */
	PRINTS_ANSWER,	 /* rows of what it found; exit 0 or 1 */
	PRINTS_ENTRY,	 /* a write verb that posts: entry,date,lines */
	PRINTS_RECORDS	 /* a write verb that makes records: id,entry */
};

enum needs {
	NEED_NOTHING = 0,
	NEED_HABITS = 1 << 0,	 /* the user's settings, if there are any */
	NEED_RULES = 1 << 1,	 /* the book's ops.yaml, not its store */
	WANTS_RULES = 1 << 2,	 /* the same, where there is a book */
	NEED_BOOK = 1 << 3,	 /* the store, one read snapshot */
	NEED_WRITE = 1 << 4,	 /* the write transaction and an entry */
	TAKES_TIME = 1 << 5,	 /* --as-of, --known-at */
	TAKES_PERIOD = 1 << 6,	 /* --period, --since, --until */
	TAKES_NO_INPUT = 1 << 7, /* a write verb without -i */
	TAKES_REJECTS = 1 << 8,	 /* with --keep-going all the same */
	HIDDEN = 1 << 9,	 /* for scripts: help does not list it */
	OWN_PAGER = 1 << 10,	 /* a document that starts its own pager */
	TAKES_KNOWN = 1 << 11,	 /* --known-at alone; the book only for that */
	ASKS = 1 << 12		 /* with NEED_BOOK: it calls db_ask() */
};

/* A command line that runs on the sample book, and what it is good for. */
struct example {
	const char *task; /* "which goods are short" */
	const char *line;
	const char *words; /* others that mean the task, or NULL */
};

struct cmd {
	const char *path;  /* "stock item add" */
	const char *brief; /* one line, lower case, no full stop */
	const char *about; /* the manual's paragraphs, or NULL */
	enum prints prints;
	unsigned needs;
	const struct field *fields;
	int which;	  /* of the verbs that its functions serve */
	size_t size;	  /* of the record */
	size_t line_size; /* of a line, 0 where there are none */
	const struct column *columns; /* ends with name NULL */
	/*
	 * An analysis: what it reads, from the book or (-i) from any CSV file
	 * with these columns (takes.h); ends with name NULL.
	 */
	const struct column *takes;
	const struct ledger *posts;   /* what --dry-run shows the lines of */
	const struct example *examples;	/* ends with line NULL */

	/*
	 * A write verb: once a call, once a record (a document, where it has
	 * lines: n of line_size), once a call.
	 */
	int (*begin)(struct call *);
	int (*record)(struct call *, void *rec);
	int (*document)(struct call *, void *rec, void *lines, size_t n);
	int (*finish)(struct call *);
	/*
	 * Further words of -F ("mime"), ends with NULL; of a write verb, what
	 * prints its result, of the entry (NONE: nothing was posted), which
	 * gives 1 where it is to be printed as usual.
	 */
	const char *const *own_formats;
	const char *const *keys; /* the words of --by, by.h; ends with NULL */
	int (*print)(struct call *, int64_t entry);
	/*
	 * Any other verb.  A write verb that has it makes its entries itself,
	 * with call_write() for calls of other verbs.
	 */
	int (*run)(struct call *);
	/*
	 * Opens a writer of the verb's own for its rows, into c->stream, for
	 * such a word or another reason; it leaves *writer NULL where the
	 * usual one shall print.
	 */
	int (*own_writer)(struct call *, struct sink **writer);
	/*
	 * --sheet: prints the rows that are expected now, with the columns
	 * that -i takes, in a read transaction.  May be NULL: no such option.
	 */
	int (*sheet)(struct call *);
	/* Takes in what is read, before the transaction begins. */
	int (*open)(struct call *);
	void (*close)(struct call *);
	/* The command that the options make of this one; same fields. */
	const struct cmd *(*instead)(const struct call *);
};

extern const struct cmd *const all_commands[]; /* ends with NULL */

/* The options that all verbs of a sort share, as they were given. */
struct common {
	const char *format, *output, *where, *columns, *sort, *color;
	const char *as_of, *known_at, *config, *period, *since, *until;
	const char *input, *rejects, *message, *key;
	int64_t limit;
	int quiet, no_header, dry_run, keep_going, template, sheet, help,
	    usage, nagios, no_pager, for_spreadsheet;
	struct texts line, map;
};

struct given {
	const struct field *field;
	const char *text;
	int common; /* the field is of struct common */
};

/* A time of the input, as text and as read. */
struct last_time {
	char text[32];
	size_t n;
	int64_t value;
};

/* One command being run. */
struct call {
	struct ops *ops;
	const struct cmd *cmd;
	struct common opt;
	VEC(struct given) given;   /* options and arguments as typed */
	VEC(struct filter) filters; /* options named like columns */
	struct clock clock;	   /* now is --as-of */
	struct value_context values;
	struct style style;
	void *rec;
	uint64_t fields_given;	   /* bit i: fields[i], an option or column */
	uint64_t fields_wrong;	   /* the same: of a row, and it was said */
	const struct conf_value **defaults; /* of each field, NULL; fill.c */
	uint64_t defaults_said;	   /* bit i: it was said, once a call */
	uint64_t may_fill; /* bit i: fields[i] is asked for where missing */
	const char *number_prefix; /* of new codes, NULL; fill.c */
	int64_t numbered; /* the largest number of such a code; NONE: unknown */
	struct sink *out;	   /* where rows go */
	int own_out;		   /* to a writer of the verb's own */
	struct out *stream;	   /* where documents go */
	int64_t known;		   /* last entry that counts; NONE: all */
	int64_t since, until;	   /* seconds, NONE */
	struct entry *entry;	   /* of a write verb */
	const struct ledger *posts; /* cmd's, or what the verb has found */
	const char *source;	   /* file of the record, NULL: options */
	int64_t line;		   /* where the record begins in it */
	struct last_time last_time; /* that was read; kinds.c */
	int answer;		   /* 0, or OPS_NO */
	enum format format;
	int own_format;		   /* -F is the verb's own one */
	const char *as;		   /* the command typed, in messages */
	const char *link;	   /* the program is ops-<link>, or NULL */
	struct source *from;	   /* bulk input: source.h */
	struct taken *taken;	   /* the input of an analysis: takes.h */
	int more;		   /* entries follow: the output stays open */
	int64_t posted;		   /* the entry call_write() made, NONE */
	void *own;		   /* of a verb, between its functions */
	const char *read_digest;   /* of what its open() read; NULL: nothing */
	const struct book_words *words; /* how the book was named */
	const char *const *settings;	/* the -c, "key=value" */
	size_t n_settings;
	const char *folder; /* of the book, NULL where none is needed */
};

/*
 * Is the one meant book's folder needed, or taken where there is one?  Into
 * c->folder; a book that was named by the user must be there in any case.
 */
enum book_wish { BOOK_NEEDED, BOOK_WANTED };
int call_find_book(struct call *, enum book_wish);

/* The values of a filter option, NULL where it was not given. */
const struct filter *call_filter(const struct call *, const char *column);

/* The one value of a filter that was given once, else NULL. */
const char *call_filter_one(const struct call *, const char *column);

/*
 * filter.c: does the command take options named like its columns; and are
 * the values of those given what their columns can hold?  OPS_DATA.  A code
 * that was shortened is then in full.
 */
int takes_filters(const struct cmd *);
int filters_check(struct call *);

/* write.c: who and why, as the journal's header wants it. */
int call_fill_head(struct call *, struct entry_head *);

/*
 * fill.c: the place of a text among words, which end with NULL; OPS_DATA:
 * "'x' is wrong: expected a, b or c", and the word that is near.
 */
int word_find(struct ops *, const char *const *words, const char *text);

/* One row to the call's sink; the end of row() is passed on. */
int call_begin(struct call *, const struct column *, size_t n);
int call_row(struct call *, const struct cell *);

/* The answer that is one row, with its begin and end. */
int call_one_row(struct call *, const struct column *, size_t n,
    const struct cell *);

/* For kinds: one word that may stand here. */
void call_candidate(struct call *, const char *word, const char *about);

/* parse.c: the words after the command into call->given and call->opt. */
int parse_words(struct call *, int argc, char **argv);

/* Fields that all commands of a sort take; ends with name NULL. */
extern const struct field common_fields[];
int common_applies(const struct cmd *, const struct field *);

/* Their kinds: the value is read where it is used. */
extern const struct kind kind_format, kind_moment, kind_period_said,
    kind_names, kind_condition;

/* What belongs together on the screen; ends with title NULL. */
struct option_group {
	const char *title, *about;
	const char *names; /* of common fields, a blank around each */
};
extern const struct option_group option_groups[];
int option_in_group(const struct option_group *, const struct field *);

/* The option's name of a field ("unit-cost"), into buf. */
enum { OPTION_MAX = 64 };
const char *option_name(const char *field, char buf[OPTION_MAX]);

/* fill.c: texts into the record's members. */
void fill_clear(const struct field *, unsigned with, unsigned without,
    void *rec);
int fill_value(struct call *, const struct field *, const char *text, size_t n,
    void *rec);
/* The same, of a later row of a document: OPS_DATA for another value. */
int fill_again(struct call *, const struct field *, const char *text, size_t n,
    void *rec);
int fill_given(struct call *, void *rec, void *line);

/*
 * Defaults and numbers for what is missing in the record and the line
 * (either may be NULL); then says what is required and missing still: all
 * options at once; of a row the first, which is then in fields_wrong.
 */
int fill_missing(struct call *, void *rec, void *line);
/* The record of a verb without lines: what is given, what is missing. */
int fill_record(struct call *, void *rec);
int fill_line(struct call *, const char *spec, void *line);

/*
 * Copies the members whose fields were given (as options or as columns)
 * from a record to another one: what was not given stays, an empty value
 * clears.
 */
void fill_changed(const struct call *, const void *rec, void *to);
int field_missing(const struct field *, const void *rec);

/* bulk.c: the records of a write verb, from options or from CSV. */
int takes_records(const struct cmd *);
int bulk_records(struct call *);

/* times.c: the clock, the zone, what counts: --as-of --known-at --period ... */
int call_times(struct call *);

/*
 * times.c: --known-at answers with the rules of that time, unless --config
 * now: into ops->conf, after the output was opened, which looks at today's.
 */
int call_rules(struct call *);

/*
 * write.c: the way of a write verb, inside a transaction: one entry with all
 * records, the result, the commit.  c->posted is NONE where there was
 * nothing to post (or it was posted under the same --key before); gives
 * OPS_NO where rows were rejected.
 */
int call_write(struct call *);

/* run.c: everything between main and the verb. */
int run_call(struct call *, const char *const *settings, size_t n_settings,
    const struct book_words *);

#endif
