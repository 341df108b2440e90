/* Changing one setting in its file, every other byte left alone. */
#ifndef CONF_SET_H
#define CONF_SET_H

#include "conf/keys.h"

/*
 * Sets `key` to `value` in the file at `path`: a book's file (KEY_RULE) or a
 * configuration (KEY_HABIT, made where it does not exist, with its folder).
 * A scalar is replaced where it stands, in its style of quotes where that
 * can hold the value; a missing one is added as a line at the end of its
 * section or of the file.  Comments, order, line ends, mode stay.  What was
 * made is read again and compared, then takes the file's place at once
 * (temporary, fsync, rename); before that settle(data) is called (it may be
 * NULL), and where that fails the file stays as it is.
 *
 * Refused: an unknown key, one of the other scope, a value of the wrong type
 * (OPS_CONFIG); a list, a map, a flow map to add to, a text of several
 * lines (OPS_DATA, with the line to edit); a file that changed meanwhile
 * (OPS_BUSY); OPS_NOINPUT, OPS_CANTCREAT, OPS_IO.
 */
int conf_set(struct ops *, const char *path, enum key_scope, const char *key,
    const char *value, int (*settle)(void *), void *data);

#endif
