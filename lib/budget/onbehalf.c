/* What was decided on behalf of others: by entry, and by what it is about. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "budget/onbehalf.h"

SQL(sql_on_behalf,
    "SELECT v.request, v.number, v.entry, v.person, v.live "
    "FROM budget_decision_version v "
    "WHERE (v.way = 'on-behalf' OR v.live = 0) AND v.entry <= $1 "
    "ORDER BY v.request, v.number, v.entry, v.line");

static int
compare_entries(const void *a, const void *b)
{
	const struct on_behalf *x = a, *y = b;

	return (x->entry > y->entry) - (x->entry < y->entry);
}

int
on_behalf_load(struct ops *ops, int64_t known, struct on_behalves *out)
{
	VEC(struct on_behalf) all = { NULL, 0, 0 };
	struct db_query q;
	int err = db_query(ops, &q, sql_on_behalf,
	    V(known == NONE ? INT64_MAX : known));

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *request = db_text(&q, 0);
		struct on_behalf *last =
		    all.n > 0 ? &all.v[all.n - 1] : NULL;

		/* The last version of a decision says whether it stands. */
		if (last != NULL && last->number == db_int(&q, 1) &&
		    strcmp(last->request, request) == 0)
			last->stands = 0;
		err = 0;
		if (db_int(&q, 4) != 1)
			continue;
		*VEC_ADD(ops->keep, &all) = (struct on_behalf){
			arena_strdup(ops->keep, request),
			arena_strdup(ops->keep, db_text(&q, 3)),
			db_int(&q, 2), db_int(&q, 1), 1 };
	}
	db_done(&q);
	out->n = all.n;
	out->by_request = all.v;
	out->by_entry = ARENA_ARRAY(ops->keep, struct on_behalf, all.n);
	if (all.n > 0) {
		memcpy(out->by_entry, all.v, all.n * sizeof *all.v);
		qsort(out->by_entry, all.n, sizeof *all.v, compare_entries);
	}
	return err;
}

const char *
on_behalf_entry(const struct on_behalves *all, int64_t entry)
{
	const struct on_behalf key = { .entry = entry }, *found = NULL;

	if (all->n > 0)
		found = bsearch(&key, all->by_entry, all->n, sizeof key,
		    compare_entries);
	return found == NULL ? NULL : found->person;
}

const char *
on_behalf_request(struct ops *ops, const struct on_behalves *all,
    const char *request)
{
	const char *out = NULL;

	for (size_t i = 0; i < all->n; i++)
		if (all->by_request[i].stands &&
		    strcmp(all->by_request[i].request, request) == 0)
			out = out == NULL ? all->by_request[i].person
			    : arena_printf(ops->mem, "%s, %s", out,
				all->by_request[i].person);
	return out;
}
