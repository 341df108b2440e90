/* What holds for an account: its own word, or that of the ones above it. */
#include <string.h>

#include "budget/account.h"
#include "budget/month.h"
#include "conf/conf.h"

const char *const gate_stage_words[] = { "request", "commit", "spend", NULL };
static const char *const control_words[] = { "stop", "warn", "ignore", NULL };
const char *const horizon_words[] = { "monthly", "cumulative", "annual", NULL };
const char *const control_level_words[] = { "line", "subtree", NULL };

static int
word_index(const char *const *words, const char *text, size_t n)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == n && memcmp(words[i], text, n) == 0)
			return i;
	return -1;
}

/* "warn", "commit=stop,spend=ignore"; -1 stays where nothing is said. */
static const char *
read_control(const char *text, int out[GATE_STAGES])
{
	static const char expected[] =
	    "stop, warn or ignore, or one for each stage: "
	    "request=stop,commit=stop,spend=warn";
	int all = word_index(control_words, text, strlen(text)), stage, word;

	for (int i = 0; i < GATE_STAGES; i++)
		out[i] = all;
	if (all >= 0)
		return NULL;
	for (;;) {
		size_t n = strcspn(text, "="), m;

		stage = word_index(gate_stage_words, text, n);
		if (stage < 0 || text[n] != '=' || out[stage] >= 0)
			return expected;
		text += n + 1;
		m = strcspn(text, ",");
		word = word_index(control_words, text, m);
		if (word < 0)
			return expected;
		out[stage] = word;
		if (text[m] == '\0')
			return NULL;
		text += m + 1;
	}
}

const char *
control_check(const char *text)
{
	int of[GATE_STAGES];

	return read_control(text, of);
}

static const struct account_policy nothing_said = {
	.control = { CONTROL_INHERIT, CONTROL_INHERIT, CONTROL_INHERIT },
	.tolerance = NONE, .tolerance_percent = NONE, .warn_at = NONE,
	.horizon = HORIZON_INHERIT, .closed = NONE, .hold = NONE,
	.valid_from = NONE, .valid_until = NONE };

static int64_t
either(int64_t own, int64_t upper)
{
	return own != NONE ? own : upper;
}

/* From the account at hand, which is above those that have spoken. */
static void
policy_add(struct account_policy *p, const struct account *a)
{
	int of[GATE_STAGES];
	int64_t month;

	if (a->control != NULL && read_control(a->control, of) == NULL)
		for (int i = 0; i < GATE_STAGES; i++)
			if (of[i] >= 0 && p->control[i] == CONTROL_INHERIT)
				p->control[i] = (enum control)of[i];
	p->tolerance = either(p->tolerance, a->tolerance);
	p->tolerance_percent =
	    either(p->tolerance_percent, a->tolerance_percent);
	p->warn_at = either(p->warn_at, a->warn_at);
	p->valid_from = either(p->valid_from, a->valid_from);
	p->valid_until = either(p->valid_until, a->valid_until);
	if (p->closed == NONE && a->closed != NULL &&
	    month_parse(a->closed, strlen(a->closed), &month) == NULL)
		p->closed = month;
	p->hold = either(p->hold, a->hold);
	if (p->horizon == HORIZON_INHERIT && a->horizon != NULL)
		p->horizon = (enum horizon)word_index(horizon_words,
		    a->horizon, strlen(a->horizon));
	if (a->level != NULL &&
	    strcmp(a->level, control_level_words[LEVEL_SUBTREE]) == 0)
		p->subtree = a;
}

/* What no account says the settings do. */
static void
policy_end(struct account_policy *p, const struct conf *conf)
{
	static const char *const setting[] = { "budget.control.request",
		"budget.control.commit", "budget.control.spend" };

	for (int i = 0; i < GATE_STAGES; i++)
		if (p->control[i] == CONTROL_INHERIT)
			p->control[i] =
			    (enum control)conf_choice(conf, setting[i]);
	if (p->horizon == HORIZON_INHERIT)
		p->horizon = (enum horizon)conf_choice(conf, "budget.horizon");
	if (p->hold == NONE)
		p->hold = 0;
}

int
account_policy(struct ops *ops, const char *name, struct account_policy *p)
{
	char *part = arena_strdup(ops->mem, name), *colon = part;
	const struct account *a;
	int err = 0;

	*p = nothing_said;
	while (err == 0 && colon != NULL) {
		err = account_find(ops, part, &a);
		if (err == 0 && a != NULL)
			policy_add(p, a);
		colon = strrchr(part, ':');
		if (colon != NULL)
			*colon = '\0';
	}
	policy_end(p, ops->conf);
	return err;
}
