/* The journal as people read it: entries, the newest first, and lines. */
#include "ledger/log.h"
#include "ledger/record.h"
#include "ledger/redact.h"

static int
begin(struct ops *ops, const struct log_query *ask, struct db_query *q)
{
	struct db_select s;

	db_select(&s, ops, "SELECT " ENTRY_COLUMNS ", "
	    "(SELECT MIN(u.entry) FROM entry u WHERE u.undoes = e.entry");
	if (ask->known != NONE)
		db_where(&s, " AND u.entry <= $", V(ask->known));
	db_clause(&s, ") FROM entry e WHERE 1 = 1");
	if (ask->known != NONE)
		db_where(&s, " AND e.entry <= $", V(ask->known));
	if (ask->since != NONE)
		db_where(&s, " AND e.recorded >= $", V(ask->since));
	if (ask->until != NONE)
		db_where(&s, " AND e.recorded <= $", V(ask->until));
	if (ask->actor != NULL)
		db_where(&s, " AND e.actor = $", V(ask->actor));
	if (ask->command != NULL)
		db_where(&s, " AND e.command = $", V(ask->command));
	if (ask->key != NULL)
		db_where(&s, " AND e.key = $", V(ask->key));
	db_clause(&s, " ORDER BY e.entry DESC");
	return db_select_query(&s, q);
}

int
log_entries(struct ops *ops, const struct log_query *ask,
    int (*row)(void *, const struct entry_head *, int64_t), void *data)
{
	struct db_query q;
	int err = begin(ops, ask, &q), got = 0;

	if (err != 0)
		return err;
	while (err == 0 && (got = db_next(&q)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);
		struct entry_head h;

		err = entry_row(ops, &q, &h);
		if (err == 0)
			err = row(data, &h, db_int(&q, 15));
		arena_back(ops->mem, mark);
	}
	db_done(&q);
	return err != 0 ? err : got;
}

const char *
log_undoes(struct ops *ops, const struct entry_head *h)
{
	if (h->undoes == NONE)
		return NULL;
	if (h->undoes_line == NONE)
		return arena_printf(ops->mem, "%lld", (long long)h->undoes);
	return arena_printf(ops->mem, "%lld.%lld", (long long)h->undoes,
	    (long long)h->undoes_line);
}

int
log_cell(struct ops *ops, const struct ledger *l, const struct db_value *cols,
    size_t column, struct cell *out)
{
	const struct column *c = &l->cols[column];
	const struct db_value *v = &cols[column];
	const char *text = NULL;
	int err;

	*out = ledger_cell(v);
	if (!(c->flags & LEDGER_PERSONAL) || v->type == DB_NULL)
		return 0;
	err = record_personal(ops, v->p, &text);
	*out = cell_text(text == NULL ? redacted : text);
	return err;
}
