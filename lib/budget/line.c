/* Lines: money goes from a stage to a stage of an account and month. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/str.h"
#include "budget/gate.h"
#include "budget/linestate.h"
#include "budget/month.h"
#include "ledger/book.h"

const char *const stage_words[] = { "source", "available", "pre", "committed",
	"actual", NULL };
const char *const reason_words[] = { "original", "amendment", "transfer",
	"carry-forward", "request", "reserve", "commit", "spend", "release",
	"refund", "cancel", "close", NULL };

int
amount_above_0(struct ops *ops, int64_t amount, int decimals)
{
	char text[DECIMAL_MAX];

	if (amount > 0)
		return 0;
	decimal_print(text, amount, decimals, decimals);
	return fail(ops, OPS_DATA,
	    "amount: '%s' is wrong: expected one above 0", text);
}

static const struct column line_cols[] = {
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "period", TYPE_CODE, 0, "the month that it counts in" },
	{ "account", TYPE_CODE, 0, "the account" },
	{ "dimension", TYPE_CODE, 0, "cost centre, project: name=value" },
	{ "from", TYPE_CODE, 0, "the stage it left" },
	{ "to", TYPE_CODE, 0, "the stage it came to" },
	{ "amount", TYPE_MONEY, 0, "how much" },
	{ "reason", TYPE_CODE, 0, "original, transfer, commit, spend ..." },
	{ "document", TYPE_CODE, 0, "what holds it now" },
	{ "against", TYPE_CODE, 0, "what held it" },
	{ "vendor", TYPE_CODE, 0, "who is paid" },
	{ "reference", TYPE_CODE, 0, "order, invoice, document" },
	{ "item", TYPE_CODE, 0, "what for" },
	{ "qty", TYPE_QTY, 0, "how many" },
	{ "unit_price", TYPE_PRICE, 0, "what one costs" },
	{ "note", TYPE_TEXT, COL_WIDE, "why" },
	{ "currency", TYPE_CODE, 0, "in which it was said" },
	{ "original", TYPE_INT, 0, "the amount in it, in its minor units" },
	{ "rate", TYPE_PRICE, 0, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, 0, "the day from which that holds" },
	{ "about", TYPE_CODE, 0, "category, asset, site, kind: name=value" },
};

enum { REASON_COL = 7, LINE_COLS = sizeof line_cols / sizeof *line_cols };

/* `period` has room for the month as text. */
static void
columns(const struct budget_line *l, char period[MONTH_SIZE],
    struct db_value cols[LINE_COLS])
{
	const size_t digits = month_print(period, l->period);
	const struct foreign *f = &l->foreign;
	const struct db_value v[LINE_COLS] = { V(l->at),
		{ DB_TEXT, (int64_t)digits, period }, V(l->account->name),
		V(l->dimension), V(stage_words[l->from]), V(stage_words[l->to]),
		V(l->amount), V(reason_words[l->reason]), V(l->document),
		V(l->against), V(l->vendor), V(l->reference), V(l->item),
		V(l->qty), V(l->unit_price), V(l->note), V(f->currency),
		V(f->currency == NULL ? NONE : f->original),
		V(f->currency == NULL ? NONE : f->rate),
		V(f->currency == NULL ? NONE : f->rate_date), V(l->about) };

	memcpy(cols, v, sizeof v);
}

/* A line on its way to the worker; behind it its texts. */
struct flat {
	struct posted posted;
	struct budget_line line;
	struct line_names names;
};

static int
post(struct ops *ops, struct entry *e, const struct budget_line *l,
    const struct line_names *names)
{
	const char *text[] = { l->vendor, l->reference, l->note, l->item,
		l->foreign.currency, l->about };
	struct flat f = { .line = *l, .names = *names };

	return flow_post(ops, e, &ledger_budget_line, &f, sizeof f, text,
	    sizeof text / sizeof *text);
}

static void
line_hint(const void *bytes, int step)
{
	struct flat f;

	memcpy(&f, bytes, sizeof f);
	__builtin_prefetch(step == 0 ? (const void *)f.line.account
				     : f.line.account->name);
}

static int
line_take(struct ops *ops, struct entry *e, const struct posted *p,
    const void *bytes, size_t n)
{
	const char *texts = (const char *)bytes + sizeof(struct flat);
	const char *at = texts;
	struct db_value cols[LINE_COLS];
	char period[MONTH_SIZE];
	struct flat f;

	memcpy(&f, bytes, sizeof f);
	f.line.vendor = flow_text(&at);
	f.line.reference = flow_text(&at);
	f.line.note = flow_text(&at);
	f.line.item = flow_text(&at);
	f.line.foreign.currency = flow_text(&at);
	f.line.about = flow_text(&at);
	columns(&f.line, period, cols);
	entry_digest_line(&e->body, p->ledger, cols);
	return line_add(ops, e, p->line, &f.line, &f.names, texts,
	    n - sizeof f);
}

const char *
foreign_text(struct ops *ops, const struct foreign *f)
{
	char buf[DECIMAL_MAX];
	int decimals = f->currency == NULL ? -1
					   : currency_decimals(f->currency);

	if (decimals < 0)
		return NULL;
	decimal_print(buf, f->original, decimals, decimals);
	return arena_strdup(ops->mem, buf);
}

/* Is it bound or unbound at all, and from where it may be? */
static int
check_stages(struct ops *ops, const struct budget_line *l)
{
	int held = l->to == STAGE_PRE || l->to == STAGE_COMMITTED;
	int freed = l->from == STAGE_PRE || l->from == STAGE_COMMITTED;

	if (l->from == l->to ||
	    (l->from == STAGE_SOURCE && l->to != STAGE_AVAILABLE) ||
	    (l->to == STAGE_SOURCE && l->from != STAGE_AVAILABLE))
		return fail(ops, OPS_DATA,
		    "to: money does not go from %s to %s", stage_words[l->from],
		    stage_words[l->to]);
	if (held != (l->document != NULL))
		return fail(ops, OPS_DATA, "document: %s",
		    held ? "is missing: something holds what is bound" :
			   "nothing holds what is not bound");
	if (freed != (l->against != NULL))
		return fail(ops, OPS_DATA, "against: %s",
		    freed ? "is missing: something held what was bound" :
			    "nothing held what was not bound");
	return 0;
}

/*
 * A closed month gets no new budget and loses none, but what is carried on;
 * what is bound may end.
 */
static int
check_period(struct ops *ops, const struct entry *e,
    const struct budget_line *l)
{
	int64_t day;
	int second;
	char text[MONTH_SIZE];

	if (e->restoring || e->closed == NONE || l->reason == REASON_CARRY)
		return 0;
	if (l->from != STAGE_SOURCE && l->to != STAGE_SOURCE &&
	    l->from != STAGE_AVAILABLE)
		return 0;
	zone_from_utc(ops->book->zone, e->closed, &day, &second);
	if (month_end(l->period) > day)
		return 0;
	month_print(text, l->period);
	return fail(ops, OPS_DENIED, "period: '%s' is closed (closed): "
	    "expected a later one ('ops reopen' opens others)", text);
}

static int
check_line(struct ops *ops, const struct entry *e, const struct budget_line *l)
{
	int err = entry_check_date(ops, e, l->at);

	if (err == 0)
		err = amount_above_0(ops, l->amount, ops->book->decimals);
	if (err == 0)
		err = check_stages(ops, l);
	return err != 0 ? err : check_period(ops, e, l);
}

/* The names as the book keeps them, made where they are new. */
static int
find_names(struct ops *ops, struct budget_line *l, struct line_names *names)
{
	const struct budget_name *found[3];
	int err = budget_name(ops, NAME_DIMENSION, l->dimension, 1, &found[0]);

	if (err == 0)
		err =
		    budget_name(ops, NAME_DOCUMENT, l->document, 1, &found[1]);
	if (err == 0)
		err = budget_name(ops, NAME_DOCUMENT, l->against, 1, &found[2]);
	if (err != 0)
		return err;
	*names = (struct line_names){ found[0] == NULL ? 0 : found[0]->id,
		found[1] == NULL ? 0 : found[1]->id,
		found[2] == NULL ? 0 : found[2]->id };
	l->dimension = found[0] == NULL ? NULL : found[0]->text;
	l->document = found[1] == NULL ? NULL : found[1]->text;
	l->against = found[2] == NULL ? NULL : found[2]->text;
	return 0;
}

/* What would be posted outlives the row that says so. */
static int
rehearse(struct ops *ops, struct entry *e, const struct budget_line *lines,
    size_t n)
{
	struct rehearsal *r = rehearsal_of(e);

	for (size_t i = 0; i < n; i++) {
		struct budget_line l = lines[i];
		const char **text[] = { &l.dimension, &l.document, &l.against,
			&l.vendor, &l.reference, &l.item, &l.note,
			&l.foreign.currency, &l.about };

		for (size_t k = 0; k < sizeof text / sizeof *text; k++)
			*text[k] = arena_strdup(ops->keep, *text[k]);
		*VEC_ADD(ops->keep, &r->lines) = l;
		line_pend(ops, e, &l);
	}
	return 0;
}

int
budget_post(struct ops *ops, struct entry *e, const struct budget_line *lines,
    size_t n)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++)
		err = check_line(ops, e, &lines[i]);
	if (err == 0 && rehearsal_of(e) != NULL)
		return rehearse(ops, e, lines, n);
	if (err == 0)
		err = flow_open(ops, &line_state(e)->lines);
	if (err == 0 && e->immediate && !line_overridden(e))
		err = gate_lines(ops, lines, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct budget_line l = lines[i];
		struct line_names names;

		err = find_names(ops, &l, &names);
		if (err == 0)
			err = post(ops, e, &l, &names);
		if (err == 0)
			line_pend(ops, e, &l);
	}
	return err;
}

/* ---- lines that come as texts: from a file, or from an undo ---- */

static int
word_of(const char *const *words, const char *text)
{
	for (int i = 0; text != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	return -1;
}

static int64_t
number(const struct db_value *v)
{
	return v->type == DB_NULL ? NONE : v->i;
}

static int
read_line(struct ops *ops, const struct db_value *v, struct budget_line *l)
{
	int from = word_of(stage_words, v[4].p);
	int to = word_of(stage_words, v[5].p);
	int reason = word_of(reason_words, v[7].p);
	int err = account_by_name(ops, v[2].p, &l->account);

	if (err != 0)
		return err;
	if (from < 0 || to < 0 || reason < 0 || v[1].p == NULL ||
	    month_parse(v[1].p, strlen(v[1].p), &l->period) != NULL)
		return fail(ops, OPS_DATA, "a budget line has no month, stage "
		    "or reason that there is");
	l->at = v[0].i;
	l->from = (enum stage)from;
	l->to = (enum stage)to;
	l->reason = (enum reason)reason;
	l->amount = v[6].i;
	l->dimension = v[3].p;
	l->document = v[8].p;
	l->against = v[9].p;
	l->vendor = v[10].p;
	l->reference = v[11].p;
	l->item = v[12].p;
	l->qty = number(&v[13]);
	l->unit_price = number(&v[14]);
	l->note = v[15].p;
	l->foreign = (struct foreign){ v[16].p, number(&v[17]), number(&v[18]),
		number(&v[19]) };
	if (v[16].p == NULL && (v[17].type != DB_NULL ||
		v[18].type != DB_NULL || v[19].type != DB_NULL))
		return fail(ops, OPS_DATA, "a budget line has an amount in "
		    "another currency, and does not say in which");
	l->about = v[20].p;
	return 0;
}

static int
line_read(struct ops *ops, struct entry *e, const struct db_value *cols)
{
	struct budget_line l = { .account = NULL };
	struct line_names names;
	int err = read_line(ops, cols, &l);

	if (err == 0)
		err = check_stages(ops, &l);
	if (err == 0)
		err = flow_open(ops, &line_state(e)->lines);
	if (err == 0)
		err = find_names(ops, &l, &names);
	return err != 0 ? err : post(ops, e, &l, &names);
}

/* Else what an approval gave could be given again, or taken, without one. */
static int
is_decided(const char *reason)
{
	return text_eq(reason, reason_words[REASON_ORIGINAL]) ||
	    text_eq(reason, reason_words[REASON_AMENDMENT]) ||
	    text_eq(reason, reason_words[REASON_REQUEST]);
}

static int
line_reverse(struct ops *ops, struct entry *e, const struct ledger *ledger,
    const struct reversal *r)
{
	struct db_value cols[LINE_COLS];
	int64_t at = entry_reversed_at(e, r, r->cols[0].i);
	int err = entry_check_date(ops, e, at);

	if (err == 0 && !r->whole && !e->restoring &&
	    is_decided(r->cols[REASON_COL].p))
		err = fail(ops, OPS_DENIED, "what was decided together is "
		    "undone together: 'ops undo %lld'", (long long)r->entry);
	memcpy(cols, r->cols, sizeof cols);
	cols[0] = V(at);
	cols[4] = r->cols[5];
	cols[5] = r->cols[4];
	cols[8] = r->cols[9];
	cols[9] = r->cols[8];
	return err != 0 ? err : entry_post(ops, e, ledger, cols, NULL);
}

const struct ledger ledger_budget_line = { .name = "budget line",
	FLOW_LEDGER(line_cols, line_flow),
	.read = line_read,
	.take = line_take,
	.hint = line_hint,
	.finish = line_finish,
	.reverse = line_reverse };
