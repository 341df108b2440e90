/* What is asked of any ledger, whatever its sort. */
#include "ledger/ledger.h"

void
ledger_row(const struct ledger *l, const struct db_query *q, int first,
    struct db_value *v)
{
	for (size_t i = 0; i < l->n; i++) {
		int at = first + (int)i;

		if (type_is_text(l->cols[i].type))
			v[i] = db_value_text(db_text(q, at));
		else
			v[i] = db_value_int(db_int(q, at));
	}
}

void
ledger_row_kept(const struct ledger *l, const struct db_query *q, int first,
    struct db_value *v)
{
	ledger_row(l, q, first, v);
	for (size_t i = 0; i < l->n; i++)
		if (v[i].type == DB_TEXT)
			v[i].p = arena_strdup(q->ops->mem, v[i].p);
}

int
ledger_wrong(struct ops *ops, const struct ledger *l, const char *sql,
    int (*report)(void *, const char *), void *data)
{
	struct db_query q;
	int err = db_query0(ops, &q, sql), got = 0;

	while (err == 0 && (got = db_next(&q)) == 1)
		err = report(data, arena_printf(ops->mem, "%s: %s", l->name,
		    db_text(&q, 0)));
	db_done(&q);
	return err != 0 ? err : got;
}
