/* The nightly report: gathers what it needs, then prints part by part. */
#include <string.h>

#include "base/str.h"
#include "cli/within.h"
#include "ledger/book.h"
#include "ledger/closing.h"
#include "report/night.h"
#include "report/nightly.h"
#include "time/date.h"

/* Runs a line; what goes wrong stays in the block. */
static void PRINTF(3, 4)
ask(struct night *n, struct block *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	b->line = arena_vprintf(n->mem, fmt, ap);
	va_end(ap);
	night_caught(n, b, call_collect(n->call, b->line, n->mem, &b->rows));
}

void
night_caught(struct night *n, struct block *b, int err)
{
	if (err == 0)
		return;
	b->err = err;
	b->why = arena_strdup(n->mem, n->call->ops->why);
	b->rows = (struct collected){ NULL, 0, 0, NULL };
	fail_clear(n->call->ops);
}

int
night_broken(struct night *n, const struct block *b, const char *key)
{
	if (b->err == 0)
		return 0;
	if (n->err == 0)
		n->err = b->err;
	document_para(n->doc, arena_printf(n->mem, "%s_error", key),
	    arena_printf(n->mem,
		"ERROR: 'ops %s' failed, so this part is "
		"missing: %s",
		b->line, b->why));
	return 1;
}

void
night_line(struct night *n, const char *key, const char *line)
{
	document_command(n->doc, arena_printf(n->mem, "%s_line", key),
	    arena_printf(n->mem, "ops %s", line));
}

/* "The first 10 of 40": never cut without a word. */
void
night_cut(struct night *n, const char *key, size_t shown, size_t all)
{
	if (all > shown)
		document_para(n->doc, arena_printf(n->mem, "%s_cut", key),
		    arena_printf(n->mem,
			"The first %zu of %zu rows; all of them:", shown, all));
}

const char *
night_day(struct night *n, int64_t day)
{
	char buf[DATE_SIZE];

	date_print(buf, day < DAY_MIN ? DAY_MIN : day);
	return arena_strdup(n->mem, buf);
}

struct cell
night_minute(const struct night *n, struct cell time)
{
	if (n->call->format != FORMAT_JSON && time.i != NONE)
		time.i -= (time.i % 60 + 60) % 60;
	return time;
}

/* A time as people see it. */
static const char *
night_time(struct night *n, int64_t t)
{
	char buf[TIME_SIZE], *p;

	if (t == NONE)
		return "none";
	time_print(buf, t, n->call->clock.zone);
	p = strchr(buf, 'T');
	if (p != NULL)
		*p = ' ';
	return arena_strdup(n->mem, buf);
}

/* A time for a line: the bare date where it is a day's last second. */
static const char *
words_of(struct night *n, int64_t t)
{
	const struct zone *zone = n->call->clock.zone;
	char buf[DATE_SIZE];
	int64_t day;
	int second;

	zone_from_utc(zone, t, &day, &second);
	if (day_end(zone, day) == t)
		return night_day(n, day);
	time_print_utc(buf, t);
	return arena_strdup(n->mem, buf);
}

const char *
night_word(struct night *n, const char *word)
{
	struct str s = STR_INIT;
	const char *out;

	if (word[strspn(word,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU"
		"VWXYZ0123456789-_/.:@+,")] == '\0')
		return word;
	str_addc(&s, '\'');
	for (; *word != '\0'; word++)
		if (*word == '\'')
			str_add(&s, "'\\''");
		else
			str_addc(&s, *word);
	str_addc(&s, '\'');
	out = arena_strdup(n->mem, s.p);
	str_free(&s);
	return out;
}

SQL(sql_recorded, "SELECT recorded FROM entry WHERE entry = $1");
SQL(sql_budget, "SELECT MIN(entry) FROM budget_account_version");

/* What is known, and what was when the day began. */
static int
set_known(struct night *n)
{
	struct call *c = n->call;
	int64_t first = NONE;
	int err = entry_last(c->ops, &n->known);

	if (err == 0)
		err = entry_last_by(c->ops, n->base, &n->base_known);
	if (c->known != NONE && c->known < n->known)
		n->known = c->known;
	if (n->base_known > n->known)
		n->base_known = n->known;
	n->recorded = n->closed = NONE;
	if (err == 0)
		err = closing_through(c->ops, n->known, &n->closed);
	if (err == 0)
		err = db_get(c->ops, &n->recorded, sql_recorded, V(n->known));
	if (err == 0)
		err = db_get_values(c->ops, &first, sql_budget, NULL, 0);
	n->budget = first != NONE && first <= n->known;
	n->as_known = n->known == 0 ? ""
	    : arena_printf(n->mem, " --known-at @%lld", (long long)n->known);
	return err;
}

/* Rules that no entry names yet, or that were asked for. */
static int
set_rules(struct night *n)
{
	struct ops *ops = n->call->ops;
	const char *recorded;
	int err = book_rules_of(ops, n->known, &recorded);

	n->as_rules = err != 0 || recorded == NULL ||
	    text_eq(recorded, ops->book->rules) ? "" : " --config now";
	n->as_known = arena_printf(n->mem, "%s%s", n->as_known, n->as_rules);
	return err;
}

static void
set_times(struct night *n)
{
	struct call *c = n->call;
	int second;

	zone_from_utc(c->clock.zone, c->clock.now, &n->day, &second);
	n->part_day = day_end(c->clock.zone, n->day) != c->clock.now;
	n->day -= n->part_day;
	if (n->day < DAY_MIN)
		n->day = DAY_MIN;
	n->base = day_end(c->clock.zone, n->day - 1);
	if (n->base < TIME_MIN)
		n->base = TIME_MIN;
	n->as_of = words_of(n, c->clock.now);
	n->of_site = n->site == NULL ? ""
	    : arena_printf(n->mem, " --site %s", night_word(n, n->site));
}

static void
ask_moves(struct night *n)
{
	struct block *b = &n->moves;
	struct ops *ops = n->call->ops;

	b->line = arena_printf(n->mem, "stock ledger --since %s --as-of %s%s%s",
	    night_day(n, n->day - FLOW_DAYS + 1), n->as_of, n->of_site,
	    n->as_known);
	flows_begin(&n->flows, ops, n->mem, n->call->clock.zone, n->day,
	    n->call->style.decimals, &n->items.rows, &n->places.rows);
	n->flows.late_after = n->base_known;
	n->flows.late_before = n->base + 1;
	/* What is not asked for, as values, is not reckoned. */
	night_caught(n, b, call_line(n->call, arena_printf(n->mem,
	    "%s --columns entry,line,date,item,from,to,qty", b->line),
	    &n->flows.sink));
}

/* Of a site that was not there yet, nothing was so. */
static int
site_was_known(struct night *n)
{
	struct block then = { 0 };

	if (n->site == NULL)
		return 1;
	ask(n, &then, "stock location list --known-at @%lld%s",
	    (long long)n->base_known, n->as_rules);
	for (size_t i = 0; i < then.rows.n; i++)
		if (text_eq(collected_cell(&then.rows, i, "code").s, n->site))
			return 1;
	return then.err != 0;
}

static void
gather(struct night *n)
{
	const char *base = night_day(n, n->day - 1);

	ask(n, &n->items,
	    "stock item list --columns sku,name,unit,cost%s", n->as_known);
	ask(n, &n->places, "stock location list --columns code,kind%s",
	    n->as_known);
	ask(n, &n->now, "stock check --as-of %s%s%s", n->as_of,
	    n->of_site, n->as_known);
	night_plan_ask(n);
	night_lists_ask(n);
	ask_moves(n);
	ask(n, &n->log, "log --since %s --until %s%s",
	    night_day(n, n->day), n->as_of, n->as_known);
	if (n->base_known == 0 || !site_was_known(n))
		return;
	ask(n, &n->then, "stock check --as-of %s --known-at @%lld%s%s",
	    base, (long long)n->base_known, n->as_rules, n->of_site);
}

static const char *
state_of(const struct night *n, int64_t negative, int64_t below)
{
	int64_t found = night_found(n, "at_risk") +
	    night_found(n, "budget_over");

	if (n->now.err != 0)
		return "ERROR";
	return negative > 0 ? "CRIT" : below + found > 0 ? "WARN" : "OK";
}

static const char *
subject(struct night *n, const char *state, int64_t negative, int64_t below)
{
	const char *name = n->call->ops->book->name;
	int64_t at_risk = night_found(n, "at_risk");
	int64_t over = night_found(n, "budget_over");

	return arena_printf(n->mem,
	    "[%s] %s%s%s nightly %s: %lld negative, "
	    "%lld below minimum%s%s",
	    state, name == NULL ? "ops" : name, n->site == NULL ? "" : " ",
	    n->site == NULL ? "" : n->site, night_day(n, n->day),
	    (long long)negative, (long long)below,
	    at_risk == 0 ? "" :
		arena_printf(n->mem, ", %lld at risk", (long long)at_risk),
	    over == 0 ? "" :
		arena_printf(n->mem, ", %lld over budget", (long long)over));
}

#define FIELD(name, type, cell) document_field(n->doc, name, type, cell)

static const char *
last_move(struct night *n)
{
	if (n->flows.last_at == NONE)
		return "No movement in eight weeks.";
	return arena_printf(n->mem, "Last movement: %s.",
	    night_time(n, n->flows.last_at));
}

static const char *
last_entry(struct night *n)
{
	if (n->known == 0)
		return "No entry.";
	return arena_printf(n->mem, "Last entry: %lld, recorded %s.",
	    (long long)n->known, night_time(n, n->recorded));
}

/* "closed through 2026-02-28", of what was known. */
static const char *
closed(struct night *n)
{
	if (n->closed == NONE)
		return "";
	return arena_printf(n->mem, " The book is closed through %s.",
	    night_day(n, n->closed));
}

/* How fresh the facts are; every date and time says its zone. */
static void
print_facts(struct night *n, const char *state, int64_t negative, int64_t below)
{
	const char *zone = zone_name(n->call->clock.zone);

	if (n->call->format == FORMAT_JSON) {
		FIELD("state", TYPE_CODE, cell_text(state));
		FIELD("date", TYPE_DATE, cell_int(n->day));
		FIELD("zone", TYPE_CODE, cell_text(zone));
		FIELD("as_of", TYPE_TIME, cell_int(n->call->clock.now));
		FIELD("site", TYPE_CODE, cell_text(n->site));
		FIELD("last_entry", TYPE_INT, cell_int(n->known));
		FIELD("last_recorded", TYPE_TIME, cell_int(n->recorded));
		FIELD("last_move", TYPE_TIME, cell_int(n->flows.last_at));
		FIELD("moves", TYPE_INT, cell_int(n->flows.moves[MONTH]));
		FIELD("new_since", TYPE_TIME, cell_int(n->base));
		FIELD("negative", TYPE_INT, cell_int(negative));
		FIELD("below_min", TYPE_INT, cell_int(below));
		FIELD("promises_at_risk", TYPE_INT,
		    cell_int(night_found(n, "at_risk")));
		if (n->budget)
			FIELD("over_budget", TYPE_INT,
			    cell_int(night_found(n, "budget_over")));
		FIELD("closed_through", TYPE_DATE, cell_int(n->closed));
		return;
	}
	document_para(n->doc, "facts",
	    arena_printf(n->mem,
		"As of %s, time zone %s. %s %s%s %lld %s in 28 days. New "
		"is what was not so at the end of %s.",
		night_time(n, n->call->clock.now), zone, last_move(n),
		last_entry(n), closed(n), (long long)n->flows.moves[MONTH],
		n->flows.moves[MONTH] == 1 ? "move" : "moves",
		night_day(n, n->day - 1)));
}

static void
print_footer(struct night *n)
{
	struct ops *ops = n->call->ops;
	char now[DATE_SIZE];

	/* Not the clock of today: then it would not be the same again. */
	time_print_utc(now, n->call->clock.now);
	document_para(n->doc, "made_by",
	    arena_printf(n->mem,
		"ops %s, rules %.12s. The same again, byte for byte:",
		OPS_VERSION,
		ops->book->rules == NULL ? "none" : ops->book->rules));
	document_command(n->doc, "again",
	    arena_printf(n->mem, "OPS_NOW=%s ops report nightly --as-of %s%s%s",
		now, n->as_of, n->as_known, n->of_site));
}

static int
print_parts(struct night *n)
{
	static int (*const part[])(struct night *) = { night_short,
		night_decide, night_lists, night_totals, night_moved,
		night_changed };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof part / sizeof *part; i++)
		err = part[i](n);
	return err;
}

static int
print(struct night *n, const char *state, int64_t negative, int64_t below)
{
	int err;

	if (n->call->format == FORMAT_JSON)
		FIELD("subject", TYPE_TEXT,
		    cell_text(subject(n, state, negative, below)));
	print_facts(n, state, negative, below);
	err = print_parts(n);
	if (err != 0)
		return err;
	print_footer(n);
	document_close(n->doc);
	return 0;
}

int
report_nightly(struct call *c, const char *site)
{
	struct night night = { .call = c, .mem = c->ops->keep, .site = site };
	struct night *n = &night;
	int64_t negative, below;
	const char *state;
	struct out *o;
	int err, quiet = c->ops->quiet;

	set_times(n);
	err = set_known(n);
	if (err == 0)
		err = set_rules(n);
	if (err != 0)
		return err;
	c->ops->quiet = 1; /* nobody typed the lines: their notes are noise */
	gather(n);
	c->ops->quiet = quiet;
	night_count(n, &negative, &below);
	state = state_of(n, negative, below);
	o = c->opt.quiet ? out_memory() : c->stream;
	err = document_open(c->ops, c->format, o, &c->style, 1,
	    subject(n, state, negative, below), &n->doc);
	if (err == 0)
		err = print(n, state, negative, below);
	if (c->opt.quiet)
		out_abandon(o);
	c->answer = n->err;
	return err;
}
