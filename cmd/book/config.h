/* What the verbs of ops config share. */
#ifndef CMD_BOOK_CONFIG_H
#define CMD_BOOK_CONFIG_H

#include "cli/cmd.h"

/* The name of a setting; completes from the table. */
extern const struct kind kind_setting;

/* key, value, scope, origin */
extern const struct column config_columns[];

/* One value as a relation of config_columns. */
int config_value_row(struct call *, const struct conf_value *);

#endif
