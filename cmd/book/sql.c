/* ops sql: a question in SQL, over views named after the read verbs. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "budget/views.h"
#include "cli/cmd.h"
#include "io/decode.h"
#include "io/input.h"
#include "io/out.h"
#include "stock/views.h"

enum { STATEMENT_MAX = 1 << 20, GRACE = 2 /* seconds */ };

struct ask {
	const char *statement, *input;
};

static const struct field fields[] = {
	{ "statement", 0, &kind_text, AT_TEXT(struct ask, statement), FIELD_ARG,
	    "one SELECT" },
	{ "input", 'i', &kind_file, AT_TEXT(struct ask, input), FIELD_OPTION,
	    "the statement is in this file; - is standard input" },
	{ NULL },
};

static const struct db_view *const views[] = { log_views, stock_views,
	budget_views, NULL };

static int
read_file(struct ops *ops, const char *path, const char **out)
{
	char *text = arena_alloc(ops->keep, STATEMENT_MAX + 2);
	struct input *in;
	size_t n = 0;
	int64_t got = 0;
	int err = input_open(ops, path, &in);

	if (err != 0)
		return err;
	while (n <= STATEMENT_MAX &&
	    (got = input_read(ops, in, text + n, STATEMENT_MAX + 1 - n)) > 0)
		n += (size_t)got;
	input_close(in);
	if (got < 0)
		return (int)got;
	if (n > STATEMENT_MAX)
		return fail(ops, OPS_USAGE,
		    "%s: the statement is too long: expected at most %d bytes",
		    path, STATEMENT_MAX);
	if (memchr(text, '\0', n) != NULL)
		return fail(ops, OPS_USAGE,
		    "%s: the statement holds a NUL byte", path);
	*out = text;
	return 0;
}

static int
read_statement(struct call *c, const char **out)
{
	struct ask in = { NULL, NULL };
	int err = fill_given(c, &in, NULL);

	*out = in.statement;
	if (err != 0)
		return err;
	if ((in.statement == NULL) == (in.input == NULL))
		return fail(c->ops, OPS_USAGE,
		    "expected a statement, or a file of one with -i");
	if (in.input != NULL)
		err = read_file(c->ops, in.input, out);
	if (err == 0 && utf8_check(*out, strlen(*out)) != strlen(*out))
		return fail(c->ops, OPS_USAGE,
		    "the statement is not valid UTF-8");
	return err;
}

/* A single step of SQLite (a LIKE, a plan) can take for ever: no way back. */
static void
out_of_time(int signal_number)
{
	static const char why[] = "ops: sql: stopped: it took longer than "
				  "its time limit (sql.time)\n";

	(void)signal_number;
	out_remove_unfinished();
	if (write(STDERR_FILENO, why, sizeof why - 1) < 0)
		_exit(-OPS_IO);
	_exit(-OPS_BUSY);
}

/* Rows come when all are there: then the watch is over. */
struct watch {
	struct sink sink;
	struct sink *to;
	struct rlimit old;
};

static int
watch_begin(struct sink *s, const struct column *cols, size_t n)
{
	struct watch *w = (struct watch *)s;

	setrlimit(RLIMIT_CPU, &w->old);
	return sink_begin(w->to, cols, n);
}

static int
watch_row(struct sink *s, const struct cell *cells)
{
	return sink_row(((struct watch *)s)->to, cells);
}

static int
watch_end(struct sink *s)
{
	return sink_end(((struct watch *)s)->to);
}

static void
set_watch(struct watch *w, int64_t seconds)
{
	struct sigaction act = { .sa_handler = out_of_time };
	struct rlimit now;
	struct rusage used;

	getrlimit(RLIMIT_CPU, &w->old);
	getrusage(RUSAGE_SELF, &used);
	now = w->old;
	now.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec +
	    seconds + GRACE);
	if (w->old.rlim_cur != RLIM_INFINITY && now.rlim_cur > w->old.rlim_cur)
		now.rlim_cur = w->old.rlim_cur;
	sigaction(SIGXCPU, &act, NULL);
	setrlimit(RLIMIT_CPU, &now);
}

static int
run(struct call *c)
{
	struct db_question q = { .views = views,
		.decimals = c->values.decimals,
		.seconds = conf_seconds(c->ops->conf, "sql.time"),
		.mebibytes = conf_int(c->ops->conf, "sql.memory") };
	struct watch w = { { watch_begin, watch_row, watch_end }, c->out,
		{ 0, 0 } };
	int err = read_statement(c, &q.sql);

	if (err != 0)
		return err;
	set_watch(&w, q.seconds);
	return db_ask(c->ops, &q, &w.sink);
}

static const struct example examples[] = {
	{ "stock of each item over all places",
	    "ops sql 'SELECT item, sum(on_hand) AS on_hand FROM "
	    "stock_balance GROUP BY item ORDER BY item'" },
	{ "who posted how many entries",
	    "ops sql 'SELECT actor, count(*) AS entries FROM log GROUP BY "
	    "actor ORDER BY entries DESC'" },
	{ "what was spent with each vendor",
	    "ops sql \"SELECT vendor, sum(amount) AS spent FROM budget_ledger "
	    "WHERE \\\"to\\\" = 'actual' GROUP BY vendor ORDER BY spent DESC\"",
	    "supplier spend purchases" },
	{ NULL },
};

const struct cmd cmd_book_sql = {
	.path = "sql",
	.brief = "ask the book in SQL",
	.about = "One SELECT over views that have the names and columns of "
		 "the read verbs: log, stock_balance, stock_ledger, "
		 "stock_item_list, stock_location_list, stock_party_list, "
		 "stock_demand_list, stock_lot_list, stock_unit_list and "
		 "other lists of stock; budget_account_list, "
		 "budget_plan_list (what is in force), budget_ledger, "
		 "budget_request_list, budget_ageing, budget_rates_list, and "
		 "budget_status, which has each account's own numbers by "
		 "month: what is below an account is not in it. A statement "
		 "that names none of them says which there are. The tables "
		 "beneath are no contract and cannot be read; nothing can be "
		 "changed.\n\n"
		 "What rests on the clock or on the rules is empty in a view "
		 "(the age of an order, the open step of a request, what is "
		 "expected), and what is more than sums has none: stock "
		 "value, count, plan and abc, budget status --tree, check, "
		 "variance, forecast and evm are reckoned by their verbs. "
		 "Their rows go into any database as CSV:\n\n"
		 "ops budget forecast -F csv | sqlite3 :memory: '.import "
		 "--csv /dev/stdin f' 'SELECT sum(left) FROM f'\n\n"
		 "Times are texts (2026-11-21T14:05:00Z). Quantities, prices "
		 "and amounts are whole numbers where they are whole, else "
		 "floating point numbers: sums are right to 15 digits, and "
		 "fractions are printed with 6 decimals at most. The verbs "
		 "reckon exactly.\n\n"
		 "A statement that is no query, or asks for what is no view, "
		 "ends with 2; one that takes longer than sql.time (30s) or "
		 "needs more memory than sql.memory (256 MiB) with 75.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | ASKS,
	.fields = fields,
	.size = sizeof(struct ask),
	.examples = examples,
	.run = run,
};
