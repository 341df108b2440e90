/* What the verbs of ops config share. */
#ifndef CMD_BOOK_CONFIG_H
#define CMD_BOOK_CONFIG_H

#include "cli/cmd.h"

/* The name of a setting; completes from the table. */
extern const struct kind kind_setting;

/* One value as a relation: key, value, scope, origin. */
int config_value_row(struct call *, const struct conf_value *);

#endif
