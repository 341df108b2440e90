/* ops budget who-can-approve: whose approval is good for this amount. */
#include <string.h>

#include "budget/kinds.h"
#include "budget/rates.h"
#include "cli/cmd.h"
#include "cli/nagios.h"
#include "ledger/authority.h"

struct who_input {
	const char *amount, *currency, *account, *subject, *requester;
	int override, all;
};

#define INPUT(how, member) AT_##how(struct who_input, member)

static const struct kind kind_subject = { .name = "subject",
	.store = STORE_TEXT,
	.accepts = "budget, plan, vendor, count or incident",
	.words = authority_subject_words };

static int
complete_account(struct call *c, const char *prefix)
{
	return kind_known_account.complete(c, prefix);
}

static const struct kind kind_account_or_code = { .name = "account",
	.store = STORE_TEXT,
	.accepts = "an account: ops:logistics:freight",
	.parse = kind_parse_code,
	.complete = complete_account };

static const struct field fields[] = {
	{ "amount", 0, &kind_amount, INPUT(TEXT, amount),
	    FIELD_REQUIRED | FIELD_ARG, "how much is asked for" },
	{ "account", 0, &kind_account_or_code, INPUT(TEXT, account), 0,
	    "of which account; the place or code of another subject" },
	{ "subject", 0, &kind_subject, INPUT(TEXT, subject), 0,
	    "budget, plan, vendor, count or incident (budget)" },
	{ "requester", 0, &kind_text, INPUT(TEXT, requester), 0,
	    "who asks: nobody approves what is theirs" },
	{ "override", 0, &kind_flag, INPUT(FLAG, override), 0,
	    "who may approve what the gate refuses" },
	{ "all", 0, &kind_flag, INPUT(FLAG, all), 0,
	    "those who may not, too, with the reason" },
	{ "currency", 0, &kind_currency, INPUT(TEXT, currency), 0,
	    "of the amount (the book's)" },
	{ NULL },
};

static const struct kind kind_reason = { .name = "reason",
	.words = authority_reason_words };

static const struct column columns[] = {
	{ "step", TYPE_INT, 0, "of several approvals, which one" },
	{ "person", TYPE_CODE, COL_FILTER | COL_PERSON, "the id" },
	{ "name", TYPE_TEXT, COL_PERSON, "the name" },
	{ "mail", TYPE_TEXT, COL_PERSON | COL_MINOR, "where to ask" },
	{ "rule", TYPE_CODE, 0, "the rule of authority" },
	{ "limit", TYPE_PRICE, 0, "up to how much; missing: any amount" },
	{ "override", TYPE_BOOL, 0, "may approve what the gate refuses" },
	{ "result", TYPE_BOOL, 0, "may this person approve it" },
	{ "reason", TYPE_CODE, COL_FILTER, "may, or why not: self limit "
	    "splitting out-of-dates override twice authority", &kind_reason },
	{ "why", TYPE_TEXT, COL_WIDE, "the same as a sentence" },
	{ "amount", TYPE_MONEY, COL_MINOR, "what is asked for" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
read_subject(const char *word)
{
	int i = 0;

	while (word != NULL && strcmp(authority_subject_words[i], word) != 0)
		i++;
	return i;
}

/* Of money the account must be one; other subjects have codes of their own. */
static int
check_account(struct call *c, const struct authority_question *q)
{
	const char *known;
	int err;

	if (q->of == NULL || (q->subject != AUTHORITY_BUDGET &&
	    q->subject != AUTHORITY_PLAN))
		return 0;
	err = kind_known_account.parse(c, &fields[1], q->of, strlen(q->of),
	    &known);
	return err == 0 ? 0 : fail_at(c->ops, "account");
}

static int
print_step(struct call *c, const struct who_input *in,
    const struct authority *all, struct authority_question *q, int64_t *found)
{
	struct authority_who *who;
	size_t n;
	int err = 0;

	authority_who(c->ops, all, q, &who, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct authority_answer *a = &who[i].answer;
		int may = a->reason == AUTHORITY_MAY;
		struct cell cells[COLUMNS] = { cell_int(a->step),
			cell_text(who[i].person->id),
			cell_text(who[i].person->name),
			cell_text(who[i].person->mail),
			cell_text(a->rule->name), cell_int(a->rule->limit),
			cell_int(a->rule->override), cell_int(may),
			cell_text(authority_reason_words[a->reason]),
			cell_text(a->why), cell_int(q->amount) };

		*found += may;
		if (may || in->all)
			err = call_row(c, cells);
	}
	return err;
}

/* By the rate of the day, as a request would be. */
static int
read_amount(struct call *c, const struct who_input *in, int64_t day,
    int64_t *amount)
{
	const char *currency;
	struct rate rate;
	int err = amount_read(c->ops, in->amount, in->currency, amount,
	    &currency);

	if (err == 0 && *amount < 0)
		err = fail(c->ops, OPS_DATA, "amount: '%s' is wrong: expected "
		    "an amount from 0", in->amount);
	if (err != 0 || currency == NULL)
		return err;
	err = rate_at(c->ops, c->known, currency, day, &rate);
	if (err == 0)
		err = rate_to_base(c->ops, &rate, *amount, amount);
	if (err != 0)
		return fail_at(c->ops, "amount");
	rate_note_age(c->ops, &rate, day);
	return 0;
}

static int
run(struct call *c)
{
	struct who_input in;
	struct authority_given given[AUTHORITY_STEPS];
	struct authority_question q = { .given = given,
		.decimals = c->ops->book->decimals };
	struct authority *all;
	int64_t nobody = 0;
	int second, err;

	fill_clear(fields, 0, 0, &in);
	err = fill_record(c, &in);
	if (err == 0)
		err = authority_read(c->ops, c->ops->conf, &all);
	q.subject = (enum authority_subject)read_subject(in.subject);
	q.of = in.account;
	zone_from_utc(c->ops->book->zone, c->clock.now, &q.day, &second);
	if (err == 0)
		err = check_account(c, &q);
	if (err == 0)
		err = read_amount(c, &in, q.day, &q.amount);
	if (err != 0 || (err = call_begin(c, columns, COLUMNS)) != 0)
		return err;
	q.maker[0] = in.requester;
	q.override = in.override;
	for (int64_t step; err == 0 &&
	    (step = authority_step(all, &q)) != NONE; q.n++) {
		int64_t found = 0;

		err = print_step(c, &in, all, &q, &found);
		if (found == 0)
			nobody++;
		given[q.n] = (struct authority_given){ "", step };
	}
	if (nobody > 0)
		c->answer = OPS_NO;
	if (err >= 0 && c->opt.nagios)
		nagios_print(c, "APPROVAL", &(struct nagios_count){ "nobody",
		    "steps that nobody can give", nobody, NONE, 0 }, 1);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "who may approve this much",
	    "ops budget who-can-approve 1250 --account ops:logistics:freight",
	    "approval authority limit sign off" },
	{ NULL },
};

const struct cmd cmd_budget_who_can_approve = {
	.path = "budget who-can-approve",
	.brief = "list whose approval is good for an amount",
	.about = "Reads the table authority of ops.yaml (ops-config(5)): for "
		 "each step that the amount needs, who may give it. A step "
		 "that nobody can give is exit status 1.",
	.prints = PRINTS_ANSWER,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct who_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
