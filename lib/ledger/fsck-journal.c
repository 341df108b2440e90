/* Checking the journal: its chain of digests, recomputed from all lines. */
#include <stdio.h>
#include <string.h>

#include "io/progress.h"
#include "ledger/book.h"
#include "ledger/fsck.h"
#include "time/date.h"

struct chain {
	struct fsck *fsck;
	struct ops *ops;
	struct walk *walk;
	struct walk_line at;
	int more; /* `at` is a line not yet taken */
	int64_t expected, recorded;
	int to_come; /* one was recorded at a time that is still to come */
	char previous[DIGEST_TEXT];
	int64_t closed; /* last second of the closed time so far, NONE */
	int64_t *span; /* of each ledger, the latest effective second, NONE */
	struct progress progress;

	/* Of the entry at hand. */
	struct digest body;
	int64_t lines, effective, day_end;
	int told;
};

static int
step(struct chain *c)
{
	int got = walk_next(c->walk, &c->at);

	c->more = got == 1;
	progress_row(&c->progress);
	return got < 0 ? got : 0;
}

/* One thing is said of an entry: the rest follows from it. */
static int
wrong(struct chain *c, int64_t entry, const char *problem)
{
	if (c->told)
		return 0;
	c->told = 1;
	return fsck_found(c->fsck, "journal", entry, "%s", problem);
}

/*
 * When a line is effective: the first time it has; of a record, what its
 * ledger calls so: masters have none.
 */
static int64_t
effective(const struct walk_line *at)
{
	const struct ledger *l = at->ledger;

	for (size_t i = 0; i < l->n; i++)
		if (l->sort == LEDGER_FLOW ? l->cols[i].type == TYPE_TIME
					   : l->cols[i].flags & LEDGER_WHEN)
			return at->cols[i].type == DB_NULL ? NONE
							   : at->cols[i].i;
	return NONE;
}

static int
check_time(struct chain *c)
{
	int64_t t = effective(&c->at), *span = c->span;
	int err = 0;

	if (c->at.ledger == &ledger_closing &&
	    c->at.cols[1].type == DB_INT)
		c->closed = day_end(c->ops->book->zone, c->at.cols[1].i);
	if (t == NONE)
		return 0;
	if (c->effective == NONE || t > c->effective)
		c->effective = t;
	for (size_t i = 0; all_ledgers[i] != c->at.ledger; i++)
		span++;
	if (*span == NONE || t > *span)
		*span = t;
	if (c->closed != NONE && t <= c->closed)
		err = wrong(c, c->at.entry,
		    "it is effective in a period that was closed");
	if (err == 0 && t > c->day_end)
		err = wrong(c, c->at.entry,
		    "it is effective after the day it was recorded");
	return err;
}

static int
take_lines(struct chain *c, const struct entry_head *h)
{
	int err = 0;

	digest_begin(&c->body);
	c->lines = 0;
	c->effective = NONE;
	c->day_end = day_end(c->ops->book->zone, clock_today(&(struct clock){
	    h->recorded, c->ops->book->zone }));
	while (err == 0 && c->more && c->at.entry == h->number) {
		if (c->at.line != ++c->lines)
			err = wrong(c, h->number,
			    "its lines are not numbered without a hole");
		entry_digest_line(&c->body, c->at.ledger, c->at.cols);
		if (err == 0)
			err = check_time(c);
		if (err == 0)
			err = step(c);
	}
	return err;
}

/* Lines whose entry there is not. */
static int
take_strays(struct chain *c, int64_t before)
{
	int64_t last = NONE;
	int err = 0;

	while (err == 0 && c->more && c->at.entry < before) {
		if (c->at.entry != last)
			err = fsck_found(c->fsck, "journal", c->at.entry,
			    "it has lines, but there is no such entry");
		last = c->at.entry;
		if (err == 0)
			err = step(c);
	}
	return err;
}

static int
check_header(struct chain *c, const struct entry_head *h)
{
	char body[DIGEST_TEXT], digest[DIGEST_TEXT];
	int err = 0;

	digest_end(&c->body, body);
	entry_digest(c->previous, h, body, digest);
	if (h->number != c->expected)
		err = wrong(c, h->number, "the entry before it is missing");
	if (err == 0 && h->recorded < c->recorded)
		err = wrong(c, h->number,
		    "it was recorded before the entry before it");
	if (err == 0 && h->lines != c->lines)
		err = wrong(c, h->number,
		    "it has not as many lines as its header says");
	if (err == 0 && strcmp(digest, h->digest) != 0)
		err = wrong(c, h->number, "it is not what its digest says");
	if (err == 0 && h->effective != c->effective)
		err = wrong(c, h->number,
		    "it is not effective when its header says");
	return err;
}

/* A clock was wrong: it is said once, for all that are recorded after it. */
static int
check_clock(struct chain *c, const struct entry_head *h)
{
	char text[TIME_SIZE];

	if (c->to_come || h->recorded <= c->ops->now + CLOCK_SLACK)
		return 0;
	c->to_come = 1;
	time_print_utc(text, h->recorded);
	return wrong(c, h->number, arena_printf(c->ops->mem, "it was recorded "
	    "at %s, which is still to come: until then all are", text));
}

static int
check_entry(struct chain *c, const struct entry_head *h)
{
	int err = take_strays(c, h->number);

	c->told = 0;
	if (err == 0)
		err = take_lines(c, h);
	if (err == 0)
		err = check_header(c, h);
	if (err == 0)
		err = check_clock(c, h);
	/* The chain goes on from what is written, so that one fault is one. */
	snprintf(c->previous, sizeof c->previous, "%s", h->digest);
	c->expected = h->number + 1;
	c->recorded = h->recorded;
	return err;
}

SQL(sql_span, "SELECT last_at FROM ledger_span WHERE ledger = $1");

static int
check_spans(struct chain *c)
{
	int err = 0;

	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++) {
		const char *name = all_ledgers[i]->name;
		int64_t kept = NONE;

		err = db_get(c->ops, &kept, sql_span, V(name));
		if (err == 0 && kept != c->span[i])
			err = fsck_found(c->fsck, "kept", NONE, "%s: its last "
			    "effective time is not that of its lines", name);
	}
	return err;
}

SQL(sql_lines, "SELECT CAST(SUM(lines) AS BIGINT) FROM entry");

static int
all_entries(struct chain *c)
{
	struct db_query q;
	int err = db_query0(c->ops, &q, sql_entry_all), got = 0;

	while (err == 0 && (got = db_next(&q)) == 1) {
		struct arena_mark mark = arena_mark(c->ops->mem);
		struct entry_head h;

		err = entry_row(c->ops, &q, &h);
		if (err == 0)
			err = check_entry(c, &h);
		arena_back(c->ops->mem, mark);
	}
	db_done(&q);
	if (err == 0 && got == 0)
		err = take_strays(c, INT64_MAX);
	return err != 0 ? err : got;
}

int
fsck_journal(struct fsck *f)
{
	struct chain c = { .fsck = f, .ops = f->ops, .expected = 1,
		.recorded = INT64_MIN, .closed = NONE };
	int64_t lines = 0;
	size_t ledgers = 0;
	int err = db_get_values(f->ops, &lines, sql_lines, NULL, 0);

	while (all_ledgers[ledgers] != NULL)
		ledgers++;
	c.span = ARENA_ARRAY(f->ops->keep, int64_t, ledgers);
	for (size_t i = 0; i < ledgers; i++)
		c.span[i] = NONE;
	if (err == 0)
		err = walk_open(f->ops, NONE, &c.walk);
	if (err != 0)
		return err;
	progress_begin(&c.progress, "checking the journal", lines);
	err = step(&c);
	if (err == 0)
		err = all_entries(&c);
	progress_end(&c.progress);
	walk_close(c.walk);
	return err != 0 ? err : check_spans(&c);
}
