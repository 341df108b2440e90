/* The versions of an item: who changed what, and when it was recorded. */
#include <string.h>

#include "base/str.h"
#include "io/value.h"
#include "stock/versions.h"

enum { FIRST = 3 }; /* of the query's columns: entry, recorded, actor */

static struct cell
cell_at(struct ops *ops, const struct db_query *q, size_t i)
{
	int column = FIRST + (int)i;

	return type_is_text(ledger_item.cols[i].type)
	    ? cell_text(arena_strdup(ops->mem, db_text(q, column)))
	    : cell_int(db_int(q, column));
}

static int
same(enum type type, const struct cell *a, const struct cell *b)
{
	return type_is_text(type) ? text_eq(a->s, b->s) : a->i == b->i;
}

/* "name: Bell -> Bicycle bell"; nothing stands where nothing was. */
static void
add_change(struct str *s, const struct style *style,
    const struct column *col, const struct cell *was, const struct cell *now)
{
	if (same(col->type, was, now))
		return;
	str_addf(s, "%s%s: ", s->len > 0 ? ", " : "", col->name);
	cell_print(s, style, col->type, was, 1);
	if (!cell_missing(col->type, was))
		str_add(s, cell_missing(col->type, now) ? " cleared"
							: " -> ");
	cell_print(s, style, col->type, now, 1);
}

SQL(sql_versions,
    "SELECT v.entry, e.recorded, e.actor, v.sku, v.name, v.unit, "
    "v.category, v.min, v.max, v.cost, v.price, v.costing, v.tracking, "
    "v.shelf_life, v.lead_time, v.weight, v.status, v.live "
    "FROM item_version v JOIN entry e ON e.entry = v.entry "
    "WHERE v.id = $1 AND v.entry <= $2 ORDER BY v.entry, v.line");

int
item_versions(struct ops *ops, const struct item *item, int64_t known,
    const struct style *style, int (*row)(void *, const struct item_version *),
    void *data)
{
	const struct ledger *l = &ledger_item;
	struct cell was[LEDGER_COLUMNS], now[LEDGER_COLUMNS];
	struct str text = STR_INIT;
	struct db_query q;
	int got, err = db_query(ops, &q, sql_versions, V(item->id),
	    V(known == NONE ? INT64_MAX : known));

	if (err != 0)
		return err;
	for (size_t i = 0; i < l->n; i++)
		was[i] = CELL_MISSING;
	was[0] = cell_text(item->sku); /* it never changes */
	was[l->n - 1] = cell_int(1);
	while ((got = db_next(&q)) == 1 && err == 0) {
		struct item_version v = { db_int(&q, 0), db_int(&q, 1),
			db_text(&q, 2), NULL };

		str_reset(&text);
		for (size_t i = 0; i < l->n; i++) {
			now[i] = cell_at(ops, &q, i);
			add_change(&text, style, &l->cols[i], &was[i],
			    &now[i]);
		}
		memcpy(was, now, sizeof was);
		v.changes = text.p;
		err = row(data, &v);
	}
	db_done(&q);
	str_free(&text);
	return got < 0 ? got : err;
}
