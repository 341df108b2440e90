/* What the CSV reader understands of a file, as a relation of texts. */
#ifndef IMPORT_SHOW_H
#define IMPORT_SHOW_H

#include "cli/cmd.h"
#include "import/import.h"

/*
 * How a mapping of the book reads the file: the one that is named, or (NULL)
 * the one whose `files` take the file's name, if there is a book with one.
 * It is said on standard error; *out stays as it is where there is none.
 */
int import_show_reader(struct call *, const char *mapping, const char *path,
    struct csv_options *out);

/*
 * Prints the file's rows to the call's sink.  What is wrong is said row by
 * row, the rows that are good are printed all the same, and the answer is
 * OPS_DATA.  Lenient: what was repaired is said and counted.
 */
int import_show(struct call *, const char *path, const struct csv_options *);

#endif
