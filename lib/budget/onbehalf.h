/* What was decided on behalf of others, for the lists that mark it. */
#ifndef BUDGET_ONBEHALF_H
#define BUDGET_ONBEHALF_H

#include "budget/request.h"

/* One decision as it was entered. */
struct on_behalf {
	const char *request; /* "plan v2" of the plan */
	const char *person;  /* who decided */
	int64_t entry, number;
	int stands; /* 0: it was undone */
};

struct on_behalves {
	struct on_behalf *by_entry, *by_request;
	size_t n;
};

/* All that were known after an entry (NONE: now), into ops->keep. */
int on_behalf_load(struct ops *, int64_t known, struct on_behalves *);

/* For whom an entry decided, or NULL. */
const char *on_behalf_entry(const struct on_behalves *, int64_t entry);

/* "ida, noor": whose decisions of a request stand; in ops->mem, or NULL. */
const char *on_behalf_request(struct ops *, const struct on_behalves *,
    const char *request);

#endif
