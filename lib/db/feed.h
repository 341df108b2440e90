/* The table `feed`, whose rows come from the program. */
#ifndef DB_FEED_H
#define DB_FEED_H

#include "db/driver.h"

int feed_register(struct ops *, struct db *);

/* The next statement that reads `feed` gets these rows. */
int feed_set(struct ops *, struct db *, struct db_feed *);

#endif
