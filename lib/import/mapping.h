/* The import language: what becomes of the rows of foreign files. */
#ifndef IMPORT_MAPPING_H
#define IMPORT_MAPPING_H

#include "base/map.h"
#include "cli/cmd.h"
#include "conf/condition.h"
#include "import/dateform.h"
#include "io/csv.h"
#include "io/yaml.h"

/* A column of the file, by name, and its place once a header was read. */
struct column_use {
	const char *name;
	const struct yaml *node; /* where the mapping names it */
	size_t at;
};

enum worth_sort {
	WORTH_TEXT,   /* a constant */
	WORTH_COLUMN, /* of one or more columns, joined */
	WORTH_IN_OUT  /* the amount that came in, or minus what went out */
};

/* What a field is worth in a row. */
struct worth {
	enum worth_sort sort;
	const struct field *field; /* that it fills */
	size_t slot;		   /* its place among the columns given */
	const char *text;	   /* TEXT; NULL is missing */
	struct column_use *use;	   /* COLUMN: all; IN_OUT: two */
	size_t n;
	const char *join;
	struct map *map;   /* text -> text, NULL */
	const char *other; /* what map says of any other text; "" is missing */
	const struct dateform **form; /* the first that fits counts */
	size_t forms;
	int absolute;	       /* the sign is dropped */
	const char *otherwise; /* where the value is missing; NULL */
};

struct worths {
	struct worth *v;
	size_t n, cap;
};

/* One row of the `when` table. */
struct when {
	struct condition *match; /* NULL: always */
	struct worths fields;
	uint64_t sets;	  /* bit i: the slot i */
	const char *skip; /* the reason, NULL */
	int64_t skipped;
};

/* Makes what a field names and the book does not know. */
struct make {
	const struct field *field;
	size_t slot;
	const struct cmd *cmd;	 /* "stock item add" */
	const struct field *key; /* of its record: the code */
	struct worths fields;
	const struct conf_value **defaults; /* of its verb's fields */
	uint64_t defaults_said, may_fill;   /* as in struct call */
	struct map known; /* codes that are in the book by now */
};

enum import_mode { MODE_EVENTS, MODE_SNAPSHOT };

struct mapping {
	const char *name;
	const struct yaml *node;
	const struct cmd *cmd; /* the write verb it feeds */
	const char *const *files;
	size_t n_files;
	enum import_mode mode;
	struct column_use *identity; /* none: the whole row */
	size_t n_identity;
	const char *negative; /* stock.negative of its entries, NULL */
	struct csv_options csv;
	int decimal_comma;
	const struct dateform **form;
	size_t forms;
	struct worths fields;
	VEC(struct when) when;
	VEC(struct make) makes;
	/* The columns it gives: all fields that any row sets. */
	const char **column;
	size_t n;
};

/*
 * Reads `imports:`, all of it, into ops->keep: errors are OPS_CONFIG,
 * "ops.yaml:12:5: ...".  Without the section there is none.
 */
struct mappings {
	struct mapping *v;
	size_t n, cap;
};
int mappings_read(struct ops *, const struct conf *, struct mappings *);

/* The mapping of a name, or NULL. */
struct mapping *mapping_find(const struct mappings *, const char *name);

/*
 * The one mapping whose `files` match the last part of a path: 0 and *out,
 * NULL where there is none; OPS_USAGE where two do.
 */
int mapping_for(struct ops *, const struct mappings *, const char *path,
    struct mapping **out);

/*
 * OPS_USAGE: "'bnk' is not a mapping (did you mean 'bank'?)".  The word may
 * be meant as a file's name (`alone`): OPS_NOINPUT where it looks like one,
 * and there is no such file.
 */
int mapping_unknown(struct ops *, const struct mappings *, const char *word,
    int alone);

/*
 * Finds the columns that the mapping names in a header.  OPS_DATA:
 * "sales.csv:1: there is no column 'Qty' ...".
 */
int mapping_bind(struct ops *, struct mapping *, const char *file,
    const struct csv *);

/*
 * A row of the file as the cells of mapping->column: 1 and the row; 0 where
 * `when` skips it, *why is the reason; what is wrong with it is its problem.
 * Texts are of the file's row, the mapping, or ops->mem.
 */
int mapping_row(struct ops *, struct mapping *, const struct csv_row *file,
    struct csv_row *row, struct when **skipped);

/*
 * One worth in a row: NULL and the text (NULL where it is missing), else
 * what is wrong.
 */
const char *worth_text(struct ops *, const struct mapping *,
    const struct worth *, const struct csv_row *, const char **text, size_t *n);

#endif
