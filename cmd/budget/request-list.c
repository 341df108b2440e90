/* ops budget request list: what was asked for, and what was decided. */
#include <string.h>

#include "budget/onbehalf.h"
#include "request.h"

static const struct kind kind_state = { .name = "state",
	.words = request_state_words };

const struct column request_columns[] = {
	{ "request", TYPE_CODE, COL_FILTER, "the request", &kind_request },
	{ "account", TYPE_CODE, COL_FILTER, "the account" },
	{ "amount", TYPE_MONEY, 0, "how much" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "vendor", TYPE_CODE, COL_FILTER, "who would be paid" },
	{ "item", TYPE_CODE, COL_FILTER | COL_MINOR, "what for" },
	{ "qty", TYPE_QTY, COL_MINOR, "how many" },
	{ "unit_price", TYPE_PRICE, COL_MINOR, "what one costs" },
	{ "needed_by", TYPE_DATE, 0, "the day it is needed" },
	{ "requester", TYPE_CODE, COL_FILTER | COL_PERSON, "who asks" },
	{ "period", TYPE_CODE, COL_FILTER, "the month whose money it is" },
	{ "dimension", TYPE_CODE, COL_MINOR, "cost centre, project" },
	{ "date", TYPE_TIME, COL_MINOR, "when it was asked" },
	{ "entered_by", TYPE_CODE, COL_MINOR | COL_PERSON, "who entered it" },
	{ "state", TYPE_CODE, COL_FILTER,
	    "asked, approved, rejected, withdrawn", &kind_state },
	{ "step", TYPE_INT, COL_MINOR,
	    "asked: the step that is open (--decisions: decided on)" },
	{ "decided", TYPE_TIME, 0, "when it was last decided on" },
	{ "decided_by", TYPE_CODE, COL_FILTER | COL_PERSON, "by whom" },
	{ "rule", TYPE_CODE, COL_MINOR, "by which rule of authority" },
	{ "override", TYPE_BOOL, COL_MINOR, "though the gate refused it" },
	{ "way", TYPE_CODE, COL_FILTER, "shell, mail or on-behalf" },
	{ "decision_by", TYPE_CODE, COL_MINOR | COL_PERSON,
	    "who entered the decision" },
	{ "answer", TYPE_TEXT, COL_WIDE | COL_MINOR, "the reason given" },
	{ "evidence", TYPE_CODE, COL_DETAIL, "digest of the file" },
	{ "evidence_file", TYPE_TEXT, COL_MINOR, "what it was called" },
	{ "original", TYPE_TEXT, COL_MINOR, "the amount as it was said ..." },
	{ "original_currency", TYPE_CODE, COL_MINOR, "... in this currency" },
	{ "rate", TYPE_PRICE, COL_MINOR, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, COL_MINOR, "the day from which that holds" },
	{ "about", TYPE_CODE, COL_MINOR, "category, asset, site, kind" },
	{ "on_behalf_of", TYPE_CODE, COL_PERSON,
	    "who decided a step, where another one entered that" },
	{ NULL },
};

enum { COLUMNS = 31 };

struct list_input {
	int decisions, on_behalf;
};

static const struct field fields[] = {
	{ "decisions", 0, &kind_flag, AT_FLAG(struct list_input, decisions), 0,
	    "each decision on a step, in the period" },
	{ "on_behalf", 0, &kind_flag, AT_FLAG(struct list_input, on_behalf), 0,
	    "each decision that another one entered, in the period" },
	{ NULL },
};

struct listing {
	struct call *call;
	struct list_input in;
	struct authority *authority;
	struct on_behalves decided;
};

static int
print_one(struct listing *l, const struct request *r, enum request_state state,
    int64_t step, const struct decision *d)
{
	const struct cell cells[COLUMNS] = { cell_text(r->code),
		cell_text(r->account), cell_int(r->amount),
		cell_text(r->reason), cell_text(r->vendor), cell_text(r->item),
		cell_int(r->qty), cell_int(r->unit_price),
		cell_int(r->needed_by), cell_text(r->requester),
		cell_text(r->period), cell_text(r->dimension),
		cell_int(r->date), cell_text(r->entered_by),
		cell_text(request_state_words[state]), cell_int(step),
		cell_int(d == NULL ? NONE : d->date),
		cell_text(d == NULL ? NULL : d->person),
		cell_text(d == NULL ? NULL : d->rule),
		cell_int(d == NULL ? NONE : d->override),
		cell_text(d == NULL ? NULL : decision_way_words[d->way]),
		cell_text(d == NULL ? NULL : d->entered_by),
		cell_text(d == NULL ? NULL : d->reason),
		cell_text(d == NULL ? NULL : d->evidence),
		cell_text(d == NULL ? NULL : d->evidence_file),
		cell_text(foreign_text(l->call->ops, &r->foreign)),
		cell_text(r->foreign.currency), cell_int(r->foreign.rate),
		cell_int(r->foreign.rate_date), cell_text(r->about),
		cell_text(on_behalf_request(l->call->ops, &l->decided,
		    r->code)) };

	return call_row(l->call, cells);
}

static int
is_within(const struct call *c, int64_t at)
{
	return at <= c->clock.now && (c->since == NONE || at >= c->since) &&
	    (c->until == NONE || at <= c->until);
}

/* Each decision, or each that was entered for another; of a plan, too. */
static int
print_decisions(void *data, const struct request *r)
{
	struct listing *l = data;
	struct call *c = l->call;
	struct decision *d;
	size_t n;
	int err = request_decisions(c->ops, r->code, c->known, &d, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if ((!l->in.on_behalf || d[i].way == WAY_ON_BEHALF) &&
		    is_within(c, d[i].date))
			err = print_one(l, r, d[i].state, d[i].step, &d[i]);
	return err;
}

/*
 * The first step is always needed: what stands beside the request decides on
 * those behind it only.
 */
static int
find_step(struct listing *l, const struct request *r, const struct decision *d,
    size_t n, int64_t *step)
{
	struct call *c = l->call;
	struct authority_question q;
	size_t i = 0;
	int err;

	*step = 1;
	while (i < n && d[i].kind != DECISION_APPROVE)
		i++;
	if (i == n)
		return 0;
	err = request_question(c->ops, r, c->clock.now, &q);
	if (err == 0)
		*step = authority_step(l->authority, &q);
	return err;
}

static int
print_row(void *data, const struct request *r)
{
	struct listing *l = data;
	struct call *c = l->call;
	struct decision *d;
	enum request_state state;
	int64_t step = NONE;
	size_t n, all;
	int err = request_decisions(c->ops, r->code, c->known, &d, &n);

	all = n;
	if (err != 0 || r->date > c->clock.now)
		return err;
	if (!is_within(c, r->date))
		return 0;
	while (n > 0 && d[n - 1].date > c->clock.now)
		n--;
	state = n > 0 ? d[n - 1].state : REQUEST_ASKED;
	if (state == REQUEST_ASKED)
		err = find_step(l, r, d, all, &step);
	return err != 0 ? err
	    : print_one(l, r, state, step, n > 0 ? &d[n - 1] : NULL);
}

static int
run(struct call *c)
{
	struct listing l = { .call = c };
	int err = authority_read(c->ops, c->ops->conf, &l.authority);

	fill_clear(fields, 0, 0, &l.in);
	if (err == 0)
		err = fill_record(c, &l.in);
	if (err == 0)
		err = on_behalf_load(c->ops, c->known, &l.decided);
	if (err == 0)
		err = call_begin(c, request_columns, COLUMNS);
	if (err == 0)
		err = l.in.on_behalf
		    ? requests_on_behalf(c->ops, c->known, print_decisions, &l)
		    : requests(c->ops, c->known, call_filter_one(c, "request"),
			l.in.decisions ? print_decisions : print_row, &l);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "requests that wait for an answer",
	    "ops budget request list --state asked",
	    "pending approval open requirements" },
	{ "who said yes to a request, step by step",
	    "ops budget request list --request BR-2 --decisions "
	    "--columns request,step,state,decided_by,rule,way",
	    "approved approver decided audit trail where money went" },
	{ "what was approved on behalf of others last month",
	    "ops budget request list --on-behalf -p last-month",
	    "evidence audit paper" },
	{ NULL },
};

const struct cmd cmd_budget_request_list = {
	.path = "budget request list",
	.brief = "list requests and what was decided",
	.about = "The last decision of each request stands beside it; with "
		 "--decisions each decision is a row, with the state that it "
		 "made. With --on-behalf each decision that one person "
		 "entered for another is a row, with the digest of its "
		 "evidence: to be looked through every month.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = request_columns,
	.examples = examples,
	.run = run,
};
