/* How settings get into a struct conf; for the files of this room only. */
#ifndef CONF_VALUES_H
#define CONF_VALUES_H

#include "base/map.h"
#include "conf/conf.h"

struct conf {
	struct ops *ops;
	struct map value;  /* full name -> struct conf_value */
	const char *rules; /* conf_rules_text() */
	size_t rules_n;
};

/* One file, or the files of one book, whose settings are being taken. */
struct taking {
	struct conf *conf;
	enum key_scope scope;
	int included;	 /* not ops.yaml itself: no KEY_MAIN here */
	struct map seen; /* full name -> where it stands in these files */
};

/* A conf in which every setting has its default. */
struct conf *conf_new(struct ops *);

/* Takes the settings of a file's root; OPS_CONFIG, located. */
int conf_take_tree(struct taking *, const struct yaml *root);

/* Takes one "key=value" of -c. */
int conf_take_option(struct conf *, const char *option);

#endif
