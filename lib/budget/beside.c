/* What one purchase may have been split into: the requests beside one. */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/str.h"
#include "base/vec.h"
#include "budget/budget.h"
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
		if ((is >= UTF8PROC_CATEGORY_LU &&
			is <= UTF8PROC_CATEGORY_LO) ||
		    (is >= UTF8PROC_CATEGORY_ND && is <= UTF8PROC_CATEGORY_NO))
			return utf8proc_tolower(c);
	}
	return 0;
}

/* "Echo Ltd." is "ECHO LTD": marks and capitals make no other vendor. */
static void
vendor_key(struct str *key, const char *vendor)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_int32_t c;

	str_reset(key);
	while (vendor != NULL && (c = next_letter(&vendor)) != 0)
		str_addn(key, (const char *)bytes,
		    (size_t)utf8proc_encode_char(c, bytes));
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
	if (entered_by != NULL &&
	    (by == NULL || !person_has_role(by, mailer_role)))
		return entered_by;
	return requester == NULL ? "" : requester;
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

/* A request, as far as it takes to find it beside another one. */
struct asked {
	const char *code, *account;
	int64_t date;
	int named; /* it has a vendor; "-" and "." name nobody */
	const struct asked *of_vendor, *of_asker; /* the one before it */
};

/*
 * The requests between two dates, which grow as others are asked for, and
 * begin anew when there are new requests: whoever decides on many would go
 * through the same ones for each.
 */
struct askings {
	int64_t last; /* the highest row id then */
	int64_t from, until; /* later than, and earlier than */
	struct map vendors, askers; /* to the last struct asked of each */
};

SQL(sql_last, "SELECT MAX(id) FROM budget_request");
SQL(sql_asked,
    "SELECT request, account, vendor, requester, entered_by, date "
    "FROM budget_request WHERE date > $1 AND date < $2 ORDER BY date, id");

static void
add_asked(struct ops *ops, struct askings *all, const struct people *people,
    const struct db_query *q, struct str *key)
{
	struct asked *a = ARENA_NEW(ops->keep, struct asked);
	void **place;

	a->code = arena_strdup(ops->keep, db_text(q, 0));
	a->account = arena_strdup(ops->keep, db_text(q, 1));
	a->date = db_int(q, 5);
	vendor_key(key, db_text(q, 2));
	a->named = key->len > 0;
	place = map_putn(&all->vendors, key->p, key->len);
	a->of_vendor = *place;
	*place = a;
	place = map_put(&all->askers, asker(people, db_text(q, 3),
	    db_text(q, 4)));
	a->of_asker = *place;
	*place = a;
}

static int
read_asked(struct ops *ops, struct askings *all, const struct people *people,
    int64_t from, int64_t until)
{
	struct str key = STR_INIT;
	struct db_query q;
	int err = db_query(ops, &q, sql_asked, V(from), V(until));

	while (err == 0 && (err = db_next(&q)) == 1) {
		add_asked(ops, all, people, &q, &key);
		err = 0;
	}
	db_done(&q);
	str_free(&key);
	return err;
}

/* Those between two dates, and perhaps more. */
static int
askings_of(struct ops *ops, const struct people *people, int64_t from,
    int64_t until, const struct askings **out)
{
	struct askings **place = &budget_of(ops)->askings, *all = *place;
	int64_t last = NONE;
	int err = db_get_values(ops, &last, sql_last, NULL, 0);

	if (all == NULL || all->last != last) {
		all = *place = ARENA_NEW(ops->keep, struct askings);
		*all = (struct askings){ last, from, until,
			{ .mem = ops->keep }, { .mem = ops->keep } };
		if (err == 0)
			err = read_asked(ops, all, people, from, until);
	}
	if (err == 0 && from < all->from) {
		err = read_asked(ops, all, people, from, all->from + 1);
		all->from = from;
	}
	if (err == 0 && until > all->until) {
		err = read_asked(ops, all, people, all->until - 1, until);
		all->until = until;
	}
	if (err != 0) /* some may be missing */
		*place = NULL;
	*out = all;
	return err;
}

/*
 * How much it stands for: of what was withdrawn counts what had been used
 * before, of what was rejected nothing; nor does another unit count.
 */
SQL(sql_amount,
    "SELECT CASE r.state WHEN 'withdrawn' THEN "
    "(SELECT CAST(SUM(l.amount) AS BIGINT) FROM budget_name n "
    "JOIN budget_line l ON l.against = n.id AND l.against > 0 "
    "WHERE n.kind = 1 AND n.name = r.request AND l.src = 2 AND l.dst <> 1) "
    "ELSE r.amount END FROM budget_request r "
    "JOIN budget_account a ON a.account = r.account "
    "JOIN budget_account o ON o.account = $1 "
    "AND COALESCE(o.unit, '') = COALESCE(a.unit, '') "
    "WHERE r.request = $2 AND r.state <> 'rejected'");

struct besides {
	struct ops *ops;
	const struct request *of;
	int64_t from, until;
	VEC(struct authority_beside) all;
};

static int
add_beside(struct besides *b, const struct asked *a)
{
	int64_t amount = NONE;
	int err;

	if (a->date <= b->from || a->date >= b->until ||
	    strcmp(a->code, b->of->code) == 0)
		return 0;
	err = db_get(b->ops, &amount, sql_amount, V(b->of->account),
	    V(a->code));
	if (err == 0 && amount != NONE)
		*VEC_ADD(b->ops->mem, &b->all) = (struct authority_beside){
			a->code, a->account, amount };
	return err;
}

/* A vendor that is not said may be any: then who asks, and where, tells. */
static int
find_beside(struct besides *b, const struct askings *all, const char *by,
    const struct str *vendor)
{
	const struct asked *a = NULL;
	int err = 0;

	if (vendor->len > 0)
		a = map_getn(&all->vendors, vendor->p, vendor->len);
	for (; err == 0 && a != NULL; a = a->of_vendor)
		err = add_beside(b, a);
	for (a = map_get(&all->askers, by); err == 0 && a != NULL;
	     a = a->of_asker)
		if ((vendor->len == 0 || !a->named) &&
		    are_near(a->account, b->of->account))
			err = add_beside(b, a);
	return err;
}

static int
by_code(const void *a, const void *b)
{
	const struct authority_beside *x = a, *y = b;

	return strcmp(x->code, y->code);
}

/* The seconds around a request that budget.split_window means; 0: none. */
static int
find_window(struct ops *ops, const struct request *r, int64_t *from,
    int64_t *until)
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
	struct besides b = { .ops = ops, .of = r };
	struct str key = STR_INIT;
	const struct askings *all;
	struct people *people;
	int err = people_read(ops, ops->conf, &people);

	if (err != 0 || !find_window(ops, r, &b.from, &b.until))
		return err;
	err = askings_of(ops, people, b.from, b.until, &all);
	vendor_key(&key, r->vendor);
	if (err == 0)
		err = find_beside(&b, all, asker(people, r->requester,
		    r->entered_by), &key);
	str_free(&key);
	if (err == 0 && b.all.n > 1)
		qsort(b.all.v, b.all.n, sizeof *b.all.v, by_code);
	q->beside = b.all.v;
	q->n_beside = b.all.n;
	return err;
}
