/* The journal: entries, each an atomic write, chained by their digests. */
#include <stdio.h>
#include <string.h>

#include "ledger/book.h"
#include "ledger/entry.h"
#include "ledger/held.h"
#include "ledger/record.h"
#include "time/date.h"
#include "time/when.h"

enum { FORMAT = 1 };

SQL(sql_head, "SELECT entry, recorded, digest FROM entry "
	      "ORDER BY entry DESC LIMIT 1");

/* Recorded times never go back: where the clock does, they stand still. */
static void
not_before(struct ops *ops, struct entry *e, int64_t number, int64_t recorded)
{
	char text[TIME_SIZE];

	if (e->head.recorded >= recorded)
		return;
	time_print_utc(text, recorded);
	if (!e->restoring && recorded - e->head.recorded > CLOCK_SLACK)
		note(ops, "the clock stands before entry %lld, recorded %s: "
		    "this entry is recorded at that time", (long long)number,
		    text);
	e->head.recorded = recorded;
}

static int
take_head(struct ops *ops, struct entry *e)
{
	struct db_query q;
	int err = db_query0(ops, &q, sql_head);

	e->head.number = 1;
	if (err != 0 || (err = db_next(&q)) <= 0)
		return err;
	e->head.number = db_int(&q, 0) + 1;
	not_before(ops, e, db_int(&q, 0), db_int(&q, 1));
	snprintf(e->previous, sizeof e->previous, "%s", db_text(&q, 2));
	db_done(&q);
	return 0;
}

SQL(sql_rules_add, "INSERT INTO rules (digest, entry, text) "
		   "VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING");

static int
note_rules(struct ops *ops, struct entry *e)
{
	struct book *book = ops->book;

	e->head.rules = book->rules;
	if (book->rules == NULL)
		return 0;
	return db_run(ops, sql_rules_add, V(book->rules), V(e->head.number),
	    V(book->rules_text));
}

void
entry_drop(struct entry *e)
{
	if (e == NULL)
		return;
	worker_free(e->worker); /* before what it works on is freed */
	arena_free(e->own);
}

static int
begin(struct ops *ops, struct entry *e, const struct entry_head *wanted)
{
	int err = take_head(ops, e);

	if (err != 0)
		return err;
	if (e->restoring && (e->head.number != wanted->number ||
		e->head.recorded != wanted->recorded))
		return fail(ops, OPS_DATA,
		    "entry %lld does not follow entry %lld",
		    (long long)wanted->number, (long long)e->head.number - 1);
	if (e->restoring)
		return 0;
	err = note_rules(ops, e);
	return err != 0 ? err : book_closed(ops, &e->closed);
}

int
entry_begin(struct ops *ops, const struct entry_head *head, int restoring,
    struct entry **out)
{
	struct arena *own = arena_new();
	struct entry *e = ARENA_NEW(own, struct entry);
	int err;

	e->own = own;
	e->head = *head;
	if (!restoring)
		e->head.recorded = ops->now;
	e->effective = NONE;
	e->closed = NONE;
	e->restoring = restoring;
	e->worker = worker_new();
	digest_begin(&e->body);
	digest_begin_beside(&e->front, &e->body, ops, e->worker);
	err = begin(ops, e, head);
	if (err != 0) {
		entry_drop(e);
		e = NULL;
	}
	*out = e;
	return err;
}

void
entry_digest_line(struct digest *d, const struct ledger *l,
    const struct db_value *cols)
{
	digest_text(d, l->name);
	for (size_t i = 0; i < l->n; i++)
		digest_value(d, &cols[i]);
}

void *
entry_state(struct entry *e, int number, size_t size, void (*drop)(void *))
{
	if (e->state[number] == NULL) {
		e->state[number] = arena_alloc(e->own, size);
		if (drop != NULL)
			arena_defer(e->own, drop, e->state[number]);
	}
	return e->state[number];
}

int
entry_post(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct db_value *cols, const struct db_value *native)
{
	int err;

	if (l->sort == LEDGER_FLOW)
		return l->read(ops, e, cols);
	err = e->held == NULL || e->holding ? 0 : held_post(ops, e);
	if (err != 0)
		return err;
	entry_digest_line(&e->front, l, cols);
	e->lines++;
	return record_store(ops, e, l, e->lines, cols, native);
}

static int
take_line(struct ops *ops, void *entry, const void *bytes, size_t n)
{
	struct posted p;

	memcpy(&p, bytes, sizeof p);
	return p.ledger->take(ops, entry, &p, bytes, n);
}

static void
hint_line(const void *bytes, int step)
{
	struct posted p;

	memcpy(&p, bytes, sizeof p);
	if (p.ledger->hint != NULL)
		p.ledger->hint(bytes, step);
}

static const struct worker_job line_job = { take_line, hint_line };

int
entry_post_beside(struct ops *ops, struct entry *e, const struct ledger *l,
    void *bytes, size_t n)
{
	struct posted *p = bytes;
	int err = e->held == NULL || e->holding ? 0 : held_post(ops, e);

	if (err != 0)
		return err;
	p->ledger = l;
	p->line = ++e->lines;
	digest_pass(&e->front); /* the lines before it */
	return worker_give(ops, e->worker, &line_job, e, bytes, n);
}

int
entry_settle(struct ops *ops, struct entry *e)
{
	int err;

	digest_pass(&e->front);
	err = worker_wait(ops, e->worker);
	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++)
		if (all_ledgers[i]->finish != NULL)
			err = all_ledgers[i]->finish(ops, e, all_ledgers[i]);
	return err;
}

void
entry_digest(const char *previous, const struct entry_head *h,
    const char *body, char text[DIGEST_TEXT])
{
	struct digest d;

	digest_begin(&d);
	digest_text(&d, previous);
	digest_int(&d, FORMAT);
	digest_int(&d, h->number);
	digest_int(&d, h->recorded);
	digest_text(&d, h->actor);
	digest_text(&d, h->login);
	digest_text(&d, h->host);
	digest_text(&d, h->command);
	digest_text(&d, h->message);
	digest_text(&d, h->key);
	digest_int(&d, h->undoes);
	digest_int(&d, h->undoes_line);
	digest_text(&d, h->rules);
	digest_int(&d, h->lines);
	digest_text(&d, body);
	digest_end(&d, text);
}

SQL(sql_entry_add,
    "INSERT INTO entry (entry, recorded, effective, actor, login, host, "
    "command, message, key, request, undoes, undoes_line, rules, lines, "
    "digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15)");

int
entry_end(struct ops *ops, struct entry *e)
{
	struct entry_head *h = &e->head;
	char body[DIGEST_TEXT], digest[DIGEST_TEXT];
	int err;

	e->ending = 1;
	err = entry_settle(ops, e);
	if (err != 0)
		return err;
	if (e->restoring && h->lines != e->lines)
		return fail(ops, OPS_DATA, "entry %lld has %lld lines, its "
		    "header says %lld", (long long)h->number,
		    (long long)e->lines, (long long)h->lines);
	h->lines = e->lines;
	digest_end(&e->body, body);
	entry_digest(e->previous, h, body, digest);
	if (e->restoring && strcmp(h->digest, digest) != 0)
		return fail(ops, OPS_DATA, "entry %lld has the digest %s, its "
		    "header says %s: the copy was changed",
		    (long long)h->number, digest, h->digest);
	h->digest = arena_strdup(e->own, digest);
	return db_run(ops, sql_entry_add, V(h->number), V(h->recorded),
	    V(e->effective), V(h->actor), V(h->login), V(h->host),
	    V(h->command), V(h->message), V(h->key), V(h->request),
	    V(h->undoes), V(h->undoes_line), V(h->rules), V(h->lines),
	    V(h->digest));
}

int
entry_check_date(struct ops *ops, const struct entry *e, int64_t at)
{
	return entry_check_field(ops, e, at, "date", "--date");
}

int
entry_check_field(struct ops *ops, const struct entry *e, int64_t at,
    const char *field, const char *option)
{
	struct clock clock = { ops->now, ops->book->zone };
	char day[TIME_SIZE], open[TIME_SIZE];
	const char *hint = "";
	int64_t d;
	int second;

	if (e->restoring)
		return 0;
	if (e->closed != NONE && at <= e->closed) {
		zone_from_utc(clock.zone, at, &d, &second);
		date_print(day, d);
		zone_from_utc(clock.zone, e->closed + 1, &d, &second);
		date_print(open, d);
		/* A foreign file says its dates itself. */
		hint = text_eq(e->head.command, "import")
		    ? " ('ops reopen' opens others)"
		    : arena_printf(ops->mem, " (%s %s)", option, open);
		return fail(ops, OPS_DENIED, "%s: '%s' is in a closed period: "
		    "the first open day is %s%s", field, day, open, hint);
	}
	if (at > ops->now && at > day_end(clock.zone, clock_today(&clock))) {
		zone_from_utc(clock.zone, at, &d, &second);
		date_print(day, d);
		return fail(ops, OPS_DATA, "%s: '%s' is after today: a fact "
		    "cannot be effective before it happens", field, day);
	}
	return 0;
}

int64_t
entry_reversed_at(const struct entry *e, const struct reversal *r, int64_t at)
{
	return r->date != NONE && e->closed != NONE && at <= e->closed
	    ? r->date : at;
}

SQL(sql_span, "INSERT INTO ledger_span (ledger, last_at) VALUES ($1, $2) "
	      "ON CONFLICT (ledger) DO UPDATE SET last_at = excluded.last_at "
	      "WHERE ledger_span.last_at < excluded.last_at");

int
entry_effective(struct ops *ops, struct entry *e, const struct ledger *l,
    int64_t at)
{
	if (e->effective == NONE || at > e->effective)
		e->effective = at;
	return db_run(ops, sql_span, V(l->name), V(at));
}

const char sql_entry_all[] = "SELECT " ENTRY_COLUMNS " FROM entry "
			     "ORDER BY entry";
SQL(sql_entry_one, "SELECT " ENTRY_COLUMNS " FROM entry WHERE entry = $1");

int
entry_row(struct ops *ops, struct db_query *q, struct entry_head *h)
{
	struct arena *mem = ops->mem;

	h->number = db_int(q, 0);
	h->recorded = db_int(q, 1);
	h->actor = arena_strdup(mem, db_text(q, 2));
	h->login = arena_strdup(mem, db_text(q, 3));
	h->host = arena_strdup(mem, db_text(q, 4));
	h->command = arena_strdup(mem, db_text(q, 5));
	h->message = arena_strdup(mem, db_text(q, 6));
	h->key = arena_strdup(mem, db_text(q, 7));
	h->request = arena_strdup(mem, db_text(q, 8));
	h->undoes = db_int(q, 9);
	h->undoes_line = db_int(q, 10);
	h->rules = arena_strdup(mem, db_text(q, 11));
	h->lines = db_int(q, 12);
	h->digest = arena_strdup(mem, db_text(q, 13));
	h->effective = db_int(q, 14);
	return 0;
}

int
entry_read(struct ops *ops, int64_t number, struct entry_head *h)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_entry_one, V(number));

	if (err != 0 || (err = db_next(&q)) < 0)
		return err;
	if (err == 0)
		return fail(ops, OPS_DATA, "there is no entry %lld",
		    (long long)number);
	err = entry_row(ops, &q, h);
	db_done(&q);
	return err;
}

SQL(sql_last, "SELECT MAX(entry) FROM entry");

int
entry_last(struct ops *ops, int64_t *number)
{
	int err;

	*number = 0;
	err = db_get_values(ops, number, sql_last, NULL, 0);
	if (*number == NONE)
		*number = 0;
	return err;
}

SQL(sql_last_by, "SELECT MAX(entry) FROM entry WHERE recorded <= $1");

int
entry_last_by(struct ops *ops, int64_t recorded, int64_t *number)
{
	int err;

	*number = 0;
	err = db_get(ops, number, sql_last_by, V(recorded));
	if (*number == NONE)
		*number = 0;
	return err;
}

SQL(sql_undone_by, "SELECT MIN(entry) FROM entry WHERE undoes = $1");

int
entry_undone_by(struct ops *ops, int64_t number, int64_t *by)
{
	*by = NONE;
	return db_get(ops, by, sql_undone_by, V(number));
}

/* "1042": the digits before `end`. */
static int
number_before(const char *p, const char *end, int64_t *out)
{
	int64_t n = 0;

	if (p == end || end - p > 15)
		return 0;
	for (; p < end; p++) {
		if (*p < '0' || *p > '9')
			return 0;
		n = n * 10 + (*p - '0');
	}
	*out = n;
	return n > 0;
}

const char *
entry_words(const char *text, int64_t *number, int64_t *line)
{
	const char *end = text + strcspn(text, ".");

	*line = NONE;
	if (number_before(text, end, number) && (*end == '\0' ||
		number_before(end + 1, end + strlen(end), line)))
		return NULL;
	return "an entry's number, such as 1042, or 1042.3 for its third line";
}

SQL(sql_undoer, "SELECT MIN(entry) FROM entry WHERE undoes = $1 "
		"AND undoes_line IS NULL AND entry <= $2");
SQL(sql_line_undoer, "SELECT MIN(entry) FROM entry WHERE undoes = $1 "
		     "AND undoes_line = $3 AND entry <= $2");

static int
undoing_known(struct ops *ops, int64_t number, int64_t line, int64_t known,
    struct undoing *out)
{
	int64_t by = NONE, last = known == NONE ? INT64_MAX : known;
	int err;

	*out = (struct undoing){ NONE, NONE, 1 };
	err = line == NONE
	    ? db_get(ops, &by, sql_undoer, V(number), V(last))
	    : db_get(ops, &by, sql_line_undoer, V(number), V(last), V(line));
	out->first = by;
	while (err == 0 && by != NONE) {
		out->last = by;
		out->stands = !out->stands;
		by = NONE;
		err = db_get(ops, &by, sql_undoer, V(out->last), V(last));
	}
	return err;
}

int
entry_undoing(struct ops *ops, int64_t number, int64_t line,
    struct undoing *out)
{
	return undoing_known(ops, number, line, NONE, out);
}

int
entry_stands(struct ops *ops, int64_t number, int *stands)
{
	struct undoing u;
	int err = entry_undoing(ops, number, NONE, &u);

	*stands = u.stands;
	return err;
}

int
entry_line_stands(struct ops *ops, int64_t number, int64_t line, int *stands)
{
	return entry_line_stood(ops, number, line, NONE, stands);
}

int
entry_line_stood(struct ops *ops, int64_t number, int64_t line, int64_t known,
    int *stands)
{
	struct undoing u;
	int err = undoing_known(ops, number, NONE, known, &u);

	if (err == 0 && u.stands)
		err = undoing_known(ops, number, line, known, &u);
	*stands = u.stands;
	return err;
}

SQL(sql_by_key, "SELECT entry FROM entry WHERE key = $1 ORDER BY entry DESC");

int
entry_by_key(struct ops *ops, const char *key, int64_t *number)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_by_key, V(key)), stands = 0;

	*number = NONE;
	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t n = db_int(&q, 0);

		err = entry_stands(ops, n, &stands);
		if (err == 0 && stands) {
			*number = n;
			break;
		}
	}
	db_done(&q);
	return err == 1 ? 0 : err;
}
