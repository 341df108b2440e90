/* Every setting as one record: name, scope, type, default, help. */
#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"
#include "base/none.h"
#include "base/str.h"
#include "conf/keys.h"
#include "io/yaml.h"
#include "stats/ranking.h"
#include "time/duration.h"

/* A setting is one record here, and nothing else; man and help read it. */
const struct key keys[] = {
	/* The book. */
	{ "ops", KEY_RULE, KEY_INT, NULL, "format of this file, its first key",
	    .min = 1, .max = 1, .flags = KEY_MAIN },
	{ "store", KEY_RULE, KEY_TEXT, "ops.db", "where the facts are",
	    .flags = KEY_MAIN },
	{ "include", KEY_RULE, KEY_LIST, NULL,
	    "further files of rules, below the book's folder",
	    .flags = KEY_MAIN },
	{ "numbering.*", KEY_RULE, KEY_TEXT, NULL,
	    "prefix of the codes that the book gives" },
	{ "people", KEY_RULE, KEY_SECTION, NULL,
	    "who they are: logins, mail, roles, teams" },
	{ "teams", KEY_RULE, KEY_SECTION, NULL, "teams: name, mail, lead" },
	{ "authority", KEY_RULE, KEY_SECTION, NULL,
	    "who may approve what: whose, subject, limit, dates, steps" },

	/* Budget. */
	{ "budget.approval", KEY_RULE, KEY_CHOICE, "none",
	    "whether a plan counts at once, or when it is approved",
	    .words = "none required" },
	{ "budget.dimensions", KEY_RULE, KEY_NAMES, NULL,
	    "further axes of budgets: cost_centre, project" },
	{ "budget.accounts", KEY_RULE, KEY_SECTION, NULL,
	    "where no account is said: by item, vendor, asset ..." },
	{ "budget.transfers", KEY_RULE, KEY_SECTION, NULL,
	    "which account may give budget to which, and how much" },
	{ "budget.horizon", KEY_RULE, KEY_CHOICE, "cumulative",
	    "what counts together: a month, the year so far, the year",
	    .words = "monthly cumulative annual" },
	{ "budget.control.request", KEY_RULE, KEY_CHOICE, "stop",
	    "when there is no money for what is asked for",
	    .words = "stop warn ignore" },
	{ "budget.control.commit", KEY_RULE, KEY_CHOICE, "stop",
	    "when there is no money for what is ordered",
	    .words = "stop warn ignore" },
	{ "budget.control.spend", KEY_RULE, KEY_CHOICE, "warn",
	    "when there is no money for what is spent",
	    .words = "stop warn ignore" },
	{ "budget.export_against", KEY_RULE, KEY_TEXT, "Liabilities:Payable",
	    "in journals of others, where what was spent came from" },
	{ "budget.rate", KEY_RULE, KEY_NUMBER, NULL,
	    "what money costs in a year, in cases that say nothing: 0.08" },

	/* Stock. */
	{ "stock.negative", KEY_RULE, KEY_CHOICE, "refuse",
	    "when more is taken than is there", .words = "refuse warn allow" },
	{ "stock.expired", KEY_RULE, KEY_CHOICE, "refuse",
	    "when goods of a lot that has expired are issued or used",
	    .words = "refuse warn allow" },
	{ "stock.held", KEY_RULE, KEY_CHOICE, "refuse",
	    "when held goods are sold, used or brought elsewhere",
	    .words = "refuse warn allow" },
	{ "stock.return_unsold", KEY_RULE, KEY_CHOICE, "refuse",
	    "when more comes back than was sold, or goes back than came",
	    .words = "refuse warn ignore" },
	{ "stock.costing", KEY_RULE, KEY_CHOICE, "fifo",
	    "how an item is valued that does not say it",
	    .words = "fifo average standard" },
	{ "stock.landed_late", KEY_RULE, KEY_CHOICE, "restate",
	    "a landed cost counts with its receipt, or at its own date",
	    .words = "restate forward" },
	{ "stock.party", KEY_RULE, KEY_CHOICE, "register",
	    "when a vendor or customer is not known",
	    .words = "register strict" },
	{ "stock.abc", KEY_RULE, KEY_CUTS, "0.80, 0.95",
	    "where classes A, B and C are cut, as shares of the whole",
	    .most = CUTS_MAX, .max = SHARES },
	{ "stock.crossing", KEY_RULE, KEY_CHOICE, "higher",
	    "the class of the item that crosses such a cut",
	    .words = "higher lower" },
	{ "stock.xyz", KEY_RULE, KEY_CUTS, "0.5, 1.0",
	    "where classes X, Y and Z are cut: coefficients of variation",
	    .most = 2 },
	{ "stock.receive_expected", KEY_RULE, KEY_CHOICE, "warn",
	    "when an order expects what is received and is not named",
	    .words = "warn refuse ignore" },
	{ "stock.count_tolerance", KEY_RULE, KEY_NUMBER, NULL,
	    "percent of the book: further off, it is counted again" },
	{ "stock.count_tolerance_value", KEY_RULE, KEY_NUMBER, NULL,
	    "money: the same of a difference that is worth more" },
	{ "stock.count_days.a", KEY_RULE, KEY_INT, "30",
	    "days from count to count of items of class A", .min = 1,
	    .max = 36600 },
	{ "stock.count_days.b", KEY_RULE, KEY_INT, "90",
	    "the same of class B", .min = 1, .max = 36600 },
	{ "stock.count_days.c", KEY_RULE, KEY_INT, "180",
	    "the same of class C, and of those behind it", .min = 1,
	    .max = 36600 },
	{ "plan.past_max", KEY_RULE, KEY_CHOICE, "up",
	    "whole packs that pass the maximum: one more, or one less",
	    .words = "up down" },
	{ "plan.expected", KEY_RULE, KEY_CHOICE, "all",
	    "what is expected counts whenever it comes, or in time only",
	    .words = "all in-time" },
	{ "stock.ship_over", KEY_RULE, KEY_CHOICE, "refuse",
	    "when more is shipped than was ordered",
	    .words = "refuse warn allow" },
	{ "stock.reserved", KEY_RULE, KEY_CHOICE, "refuse",
	    "when goods that are reserved are taken for something else",
	    .words = "refuse warn allow" },

	/* Budget. */
	{ "budget.split_window", KEY_RULE, KEY_DURATION, "7d",
	    "requests this near to each other may be one purchase" },
	{ "budget.rates.max_age", KEY_RULE, KEY_DURATION, "7d",
	    "a currency's rate that is older is told of (0d: never)" },
	{ "budget.answer_within", KEY_RULE, KEY_DURATION, "14d",
	    "how long a code that was mailed is good" },
	{ "budget.mail", KEY_RULE, KEY_TEXT, NULL,
	    "the address that answers to requests are sent to" },

	/* Input and output. */
	{ "exports", KEY_RULE, KEY_SECTION, NULL,
	    "what was spent, as CSVs of other programs: a mapping each" },
	{ "imports", KEY_RULE, KEY_SECTION, NULL,
	    "foreign files: their columns and what becomes of them" },

	/* Programs. */
	{ "hooks.before", KEY_RULE, KEY_LIST, NULL,
	    "programs that may refuse a write before it begins" },
	{ "hooks.after", KEY_RULE, KEY_LIST, NULL,
	    "programs that are told of an entry behind its commit" },
	{ "hooks.time", KEY_RULE, KEY_SECONDS, "10s",
	    "how long each of them may run" },

	/* Habits: of a person or a machine. */
	{ "user.name", KEY_HABIT, KEY_TEXT, NULL,
	    "the actor, where $OPS_ACTOR does not say" },
	{ "safe.book", KEY_HABIT, KEY_LIST, NULL,
	    "folders of others whose book is used", .flags = KEY_ADDS },
	{ "color", KEY_HABIT, KEY_CHOICE, "auto",
	    "colour: auto is on a terminal", .words = "auto always never" },
	{ "pager", KEY_HABIT, KEY_TEXT, NULL,
	    "shows long tables, where $OPS_PAGER does not say" },
	{ "alias.*", KEY_HABIT, KEY_WORDS, NULL,
	    "a shortcut: the words it stands for" },
	{ "defaults.**", KEY_HABIT, KEY_TEXT, NULL,
	    "defaults.<verb>.<field>: fills a field left out" },
	{ "store.wait", KEY_HABIT, KEY_SECONDS, "30s",
	    "how long a writer waits for another" },
	{ "sql.time", KEY_HABIT, KEY_SECONDS, "30s",
	    "how long a query of ops sql may run" },
	{ "sql.memory", KEY_HABIT, KEY_INT, "256",
	    "how many MiB a query of ops sql may take", .min = 1,
	    .max = 1 << 20 },
};
const size_t keys_n = sizeof keys / sizeof keys[0];

/* How much of a wildcard's name stands before the star, the dot included. */
static size_t
stem(const struct key *key)
{
	return strcspn(key->name, "*");
}

static int
matches(const struct key *key, const char *name)
{
	size_t n = stem(key);
	const char *rest = name + n;

	if (key->name[n] == '\0')
		return strcmp(key->name, name) == 0;
	if (strncmp(key->name, name, n) != 0 || *rest == '\0')
		return 0;
	return key->name[n + 1] == '*' || strchr(rest, '.') == NULL;
}

const struct key *
key_find(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || name[n - 1] == '.' || strstr(name, "..") != NULL)
		return NULL;
	for (size_t i = 0; i < keys_n; i++)
		if (matches(&keys[i], name))
			return &keys[i];
	return NULL;
}

const char *
key_wrong_scope(const struct key *key)
{
	if (key->scope == KEY_RULE)
		return "is a rule; expected in the book's ops.yaml only";
	return "is a habit; expected in your config.yaml, in /etc/ops.yaml "
	       "or with -c";
}

int
key_is_prefix(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < keys_n; i++) {
		const char *known = keys[i].name;
		size_t n = stem(&keys[i]);

		if (strncmp(known, name, len) == 0 && known[len] == '.')
			return 1;
		if (known[n] != '\0' && known[n + 1] == '*' &&
		    strncmp(known, name, n) == 0 && len > n)
			return 1;
	}
	return 0;
}

static const char *
name_of(size_t i, const void *data)
{
	const char *const *names = data;

	return names[i];
}

const char *
key_nearest(struct ops *ops, const char *name)
{
	const char **names = ARENA_ARRAY(ops->mem, const char *, keys_n * 2);
	const char *rest = strchr(name, '.');
	int right = rest != NULL && key_is_prefix(arena_strndup(ops->mem, name,
	    (size_t)(rest - name)));

	/*
	 * A mistyped group is found, too; and what a star stands for is kept,
	 * but not in place of a group that there is.
	 */
	for (size_t i = 0; i < keys_n; i++) {
		const char *known = keys[i].name;
		int group = (int)strcspn(known, ".");

		names[i] = known;
		if (strchr(known, '*') != NULL &&
		    strncmp(known, name, (size_t)group) == 0)
			names[i] = NULL;
		else if (strchr(known, '*') != NULL)
			names[i] = rest == NULL || right ? NULL
			    : arena_printf(ops->mem, "%.*s%s", group, known,
			        rest);
		names[keys_n + i] = known[group] == '\0' || rest != NULL ? NULL
		    : arena_printf(ops->mem, "%.*s", group, known);
	}
	return text_nearest(name, keys_n * 2, name_of, names);
}

/* The index of a word among words with blanks between, or -1. */
static int
word_index(const char *words, const char *word)
{
	size_t len;
	int i = 0;

	for (; *words != '\0'; words += len, words += *words == ' ', i++) {
		len = strcspn(words, " ");
		if (strlen(word) == len && strncmp(words, word, len) == 0)
			return i;
	}
	return -1;
}

/* "refuse, warn or allow". */
static const char *
in_words(struct ops *ops, const char *words)
{
	struct str s = STR_INIT;
	const char *last = strrchr(words, ' '), *out;

	for (; *words != '\0'; words++)
		if (words == last)
			str_add(&s, " or ");
		else if (*words == ' ')
			str_add(&s, ", ");
		else
			str_addc(&s, *words);
	out = arena_strdup(ops->mem, s.p);
	str_free(&s);
	return out;
}

static const char *
check_int(struct ops *ops, const struct key *key, const char *text,
    int64_t *number)
{
	const char *p = text + (*text == '-');
	int64_t n = 0;
	int good = *p >= '0' && *p <= '9' && (*p != '0' || p[1] == '\0');

	for (; good && *p != '\0'; p++)
		good = *p >= '0' && *p <= '9' &&
		    !__builtin_mul_overflow(n, 10, &n) &&
		    !__builtin_add_overflow(n, *p - '0', &n);
	if (*text == '-')
		n = -n;
	if (good && n >= key->min && n <= key->max) {
		*number = n;
		return NULL;
	}
	if (key->min == key->max)
		return arena_printf(ops->mem, "%" PRId64, key->min);
	return arena_printf(ops->mem,
	    "a whole number from %" PRId64 " to %" PRId64, key->min, key->max);
}

static const char *
check_number(const char *text, int64_t *number)
{
	const char *expected =
	    decimal_parse(text, strlen(text), RATIO_SCALE, number);

	return expected == NULL && *number < 0 ? "a number from 0" : expected;
}

static const char *
check_bool(const char *text, int64_t *number)
{
	int i = word_index("no yes false true", text);

	if (i < 0)
		return "yes or no";
	*number = i & 1;
	return NULL;
}

static const char *
check_duration(const struct key *key, const char *text, int64_t *number)
{
	struct duration d;
	const char *expected = duration_parse(text, strlen(text), &d);

	*number = expected == NULL ? duration_seconds(&d) : NONE;
	if (key->type == KEY_SECONDS && *number == NONE)
		return "a duration such as 90s, 45min or 4h";
	return expected;
}

const char *
key_check(struct ops *ops, const struct key *key, const char *text,
    int64_t *number)
{
	struct cuts cuts;
	int i;

	*number = 0;
	if (text[0] == '\0')
		return "a value";
	switch (key->type) {
	case KEY_INT:
		return check_int(ops, key, text, number);
	case KEY_NUMBER:
		return check_number(text, number);
	case KEY_BOOL:
		return check_bool(text, number);
	case KEY_CHOICE:
		if ((i = word_index(key->words, text)) < 0)
			return in_words(ops, key->words);
		*number = i;
		return NULL;
	case KEY_DURATION:
	case KEY_SECONDS:
		return check_duration(key, text, number);
	case KEY_NAMES:
		return strchr(text, '=') == NULL ? NULL : "names without =";
	case KEY_CUTS:
		return cuts_parse(text, key->most, key->max, &cuts);
	case KEY_TEXT:
	case KEY_LIST:
	case KEY_WORDS:
		return NULL;
	case KEY_SECTION:
		break;
	}
	return "a map or a list";
}
