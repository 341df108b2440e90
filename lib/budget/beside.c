/* What one purchase may have been split into: the requests beside one. */
#include <string.h>

#include <utf8proc.h>

#include "base/str.h"
#include "base/vec.h"
#include "budget/requestown.h"
#include "ledger/book.h"
#include "time/duration.h"

/* The next letter or digit of a name, small; 0: the end. */
static utf8proc_int32_t
next_letter(const char **text)
{
	utf8proc_int32_t c;
	utf8proc_category_t is;
	utf8proc_ssize_t n;

	while (**text != '\0') {
		n = utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &c);
		if (n <= 0)
			return 0;
		*text += n;
		is = utf8proc_category(c);
		if ((is >= UTF8PROC_CATEGORY_LU && is <= UTF8PROC_CATEGORY_LO) ||
		    (is >= UTF8PROC_CATEGORY_ND && is <= UTF8PROC_CATEGORY_NO))
			return utf8proc_tolower(c);
	}
	return 0;
}

/* "Echo Ltd." is "ECHO LTD": marks and capitals make no other vendor. */
static int
same_vendor(const char *a, const char *b)
{
	utf8proc_int32_t x, y;

	do {
		x = next_letter(&a);
		y = next_letter(&b);
		if (x != y)
			return 0;
	} while (x != 0);
	return 1;
}

/*
 * Who asks is one of the people; or else, since anybody may be named, who
 * entered it.  A form enters for all.
 */
static const char *
asker(const struct people *people, const char *requester,
    const char *entered_by)
{
	const struct person *p = people_meant(people, requester);
	const struct person *by = entered_by == NULL ? NULL
	    : people_meant(people, entered_by);

	if (p != NULL)
		return p->id;
	return entered_by == NULL ||
	    (by != NULL && person_has_role(by, mailer_role)) ? requester
							      : entered_by;
}

/* "-" and "." name nobody. */
static int
is_vendor(const char *text)
{
	return text != NULL && next_letter(&text) != 0;
}

/* Of one account, or of two below the same one. */
static int
are_near(const char *a, const char *b)
{
	const char *up = strrchr(a, ':'), *other = strrchr(b, ':');

	if (strcmp(a, b) == 0)
		return 1;
	return up != NULL && other != NULL && up - a == other - b &&
	    memcmp(a, b, (size_t)(up - a)) == 0;
}

/* A vendor that is not said may be any: then who asks, and where, tells. */
static int
belongs(const struct people *people, const struct request *r,
    const char *account, const char *vendor, const char *requester,
    const char *entered_by)
{
	if (is_vendor(r->vendor) && is_vendor(vendor))
		return same_vendor(r->vendor, vendor);
	return are_near(r->account, account) &&
	    text_eq(asker(people, r->requester, r->entered_by),
		asker(people, requester, entered_by));
}

/* Of what was withdrawn counts what had been used before. */
SQL(sql_beside,
    "SELECT r.request, r.account, r.vendor, r.requester, r.entered_by, "
    "CASE r.state WHEN 'withdrawn' THEN "
    "(SELECT CAST(SUM(l.amount) AS BIGINT) FROM budget_name n "
    "JOIN budget_line l ON l.against = n.id AND l.against > 0 "
    "WHERE n.kind = 1 AND n.name = r.request AND l.src = 2 AND l.dst <> 1) "
    "ELSE r.amount END FROM budget_request r "
    "JOIN budget_account a ON a.account = r.account "
    "JOIN budget_account o ON o.account = $1 "
    "AND COALESCE(o.unit, '') = COALESCE(a.unit, '') "
    "WHERE r.date > $2 AND r.date < $3 AND r.request <> $4 "
    "AND r.state <> 'rejected' ORDER BY r.request");

/* The seconds around a request that budget.split_window means; 0: none. */
static int
find_window(
    struct ops *ops, const struct request *r, int64_t *from, int64_t *until)
{
	const char *window = conf_text(ops->conf, "budget.split_window");
	struct duration d = { 0, UNIT_DAY };

	if (window == NULL ||
	    duration_parse(window, strlen(window), &d) != NULL || d.n == 0)
		return 0;
	*from = time_add(ops->book->zone, r->date, -1, &d);
	*until = time_add(ops->book->zone, r->date, 1, &d);
	if (*from == NONE)
		*from = 0;
	if (*until == NONE)
		*until = INT64_MAX;
	return 1;
}

int
request_beside(struct ops *ops, const struct request *r,
    struct authority_question *q)
{
	VEC(struct authority_beside) all = { NULL, 0, 0 };
	struct people *people;
	struct db_query query;
	int64_t from, until;
	int err = people_read(ops, ops->conf, &people);

	if (err != 0 || !find_window(ops, r, &from, &until))
		return err;
	err = db_query(ops, &query, sql_beside, V(r->account), V(from),
	    V(until), V(r->code));
	while (err == 0 && (err = db_next(&query)) == 1) {
		err = 0;
		if (db_int(&query, 5) == NONE || !belongs(people, r,
		    db_text(&query, 1), db_text(&query, 2),
		    db_text(&query, 3), db_text(&query, 4)))
			continue;
		*VEC_ADD(ops->mem, &all) = (struct authority_beside){
			arena_strdup(ops->mem, db_text(&query, 0)),
			arena_strdup(ops->mem, db_text(&query, 1)),
			db_int(&query, 5) };
	}
	db_done(&query);
	q->beside = all.v;
	q->n_beside = all.n;
	return err;
}
