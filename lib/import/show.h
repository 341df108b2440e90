/* What the CSV reader understands of a file, as a relation of texts. */
#ifndef IMPORT_SHOW_H
#define IMPORT_SHOW_H

#include "cli/cmd.h"
#include "import/import.h"

/*
 * Prints the file's rows to the call's sink.  What is wrong is said row by
 * row, the rows that are good are printed all the same, and the answer is
 * OPS_DATA.  Lenient: what was repaired is said and counted.
 */
int import_show(struct call *, const char *path, const struct import_options *);

#endif
