/* Records that are held back until it is certain that they are needed. */
#include <string.h>

#include "ledger/held.h"
#include "ledger/record.h"

struct held {
	const struct ledger *ledger;
	int64_t id;
	struct held *next;
	struct db_value cols[LEDGER_COLUMNS];
};

int
held_add(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct db_value *cols, int64_t *id)
{
	struct held *h = ARENA_NEW(ops->mem, struct held), **end = &e->held;
	int err = record_id(ops, l, cols, &h->id);

	if (err != 0)
		return err;
	h->ledger = l;
	h->next = NULL;
	memcpy(h->cols, cols, (l->n - 1) * sizeof *cols);
	for (; *end != NULL; end = &(*end)->next)
		h->id += (*end)->ledger == l;
	*end = h;
	*id = h->id;
	return 0;
}

int
held_post(struct ops *ops, struct entry *e)
{
	struct held *h = e->held;
	int64_t id;
	int err = 0;

	e->held = NULL;
	for (; err == 0 && h != NULL; h = h->next) {
		err = record_post(ops, e, h->ledger, h->cols, &id);
		if (err == 0 && id != h->id)
			BUG("%s %lld was held as %lld", h->ledger->name,
			    (long long)id, (long long)h->id);
	}
	return err;
}

void
held_drop(struct ops *ops, struct entry *e)
{
	for (struct held *h = e->held; h != NULL; h = h->next)
		if (h->ledger->forget != NULL)
			h->ledger->forget(ops, h->cols);
	e->held = NULL;
}
