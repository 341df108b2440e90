/* The entries that had to do with production, by reference. */
#include <string.h>

#include "db/db.h"
#include "stock/production.h"

/* By the first bytes: near enough to the order of the table. */
int
production_note(struct ops *ops, struct sorter **s, const char *reference,
    size_t n)
{
	const unsigned char *byte = (const unsigned char *)reference;
	uint64_t key[2] = { 0, 0 };
	int err = *s == NULL ? sorter_open(ops, 1 << 20, s) : 0;

	for (size_t i = 0; i < n && i < 16; i++)
		key[i / 8] |= (uint64_t)byte[i] << (56 - 8 * (i % 8));
	return err != 0 ? err : sorter_add(ops, *s, key, reference, n);
}

struct noted {
	struct ops *ops;
	struct sorter *sorter;
	int64_t entry;
};

static int
next_noted(void *data, struct db_value *row)
{
	struct noted *f = data;
	const void *bytes;
	size_t n;
	int got = sorter_next(f->ops, f->sorter, &bytes, &n, NULL);

	if (got == 1) {
		row[0] = (struct db_value){ DB_TEXT, (int64_t)n, bytes };
		row[1] = V(f->entry);
	}
	return got;
}

SQL(sql_feed,
    "INSERT INTO production (reference, entry) "
    "SELECT c0, c1 FROM feed WHERE 1 = 1 "
    "ON CONFLICT (reference, entry) DO NOTHING");

int
production_keep(struct ops *ops, struct sorter *s, int64_t entry)
{
	struct noted noted = { ops, s, entry };
	struct db_feed rows = { next_noted, &noted };
	int err = s == NULL ? 0 : sorter_sort(ops, s);

	return err != 0 || s == NULL ? err : db_feed(ops, sql_feed, &rows);
}
