/* Those who may approve a request are asked: by mail, with a code. */
#include <string.h>

#include "ask.h"
#include "base/decimal.h"
#include "base/str.h"
#include "io/input.h"
#include "io/mime.h"
#include "ledger/passcode.h"
#include "time/date.h"

enum { QUOTES_MAX = 10 << 20, BESIDE_SHOWN = 5 };

struct quote {
	const char *name;
	struct str bytes;
};

/* One who is asked, of one request: as texts that outlive its row. */
struct asking {
	const char *request, *person, *name, *mail, *rule, *code;
	const char *subject, *text; /* of the message */
	int64_t step, until;
};

struct own {
	VEC(struct quote) quote;
	VEC(struct asking) asked;
};

static void
free_bytes(void *s)
{
	str_free(s);
}

/* A file as it is; all of them together have a limit. */
static int
read_quote(struct call *c, struct own *own, const char *path, int64_t *all)
{
	struct quote *q = VEC_ADD(c->ops->keep, &own->quote);
	const char *slash = strrchr(path, '/');
	struct str *bytes = ARENA_NEW(c->ops->keep, struct str);
	struct input *in;
	int64_t n;
	int err = input_open_most(c->ops, path, QUOTES_MAX, &in);

	*bytes = (struct str)STR_INIT;
	arena_defer(c->ops->keep, free_bytes, bytes);
	q->name = strcmp(path, "-") == 0 ? "quote"
	    : slash == NULL ? path : slash + 1;
	while (err == 0 && (n = input_read(c->ops, in,
	    str_room(bytes, 65536), 65536)) != 0) {
		err = n < 0 ? (int)n : 0;
		bytes->len += err == 0 ? (size_t)n : 0;
		*all += err == 0 ? n : 0;
		if (err == 0 && *all > QUOTES_MAX)
			err = fail(c->ops, OPS_DATA, "'%s' is too large: "
			    "expected at most 10 MiB of files", path);
	}
	q->bytes = *bytes;
	input_close(in);
	return err == 0 ? 0 : fail_at(c->ops, "quote");
}

int
ask_open(struct call *c)
{
	struct own *own = ARENA_NEW(c->ops->keep, struct own);
	const struct given *g;
	int64_t all = 0;
	int err = 0;

	c->own = own;
	if (c->opt.keep_going && text_eq(c->opt.format, "mime"))
		return fail(c->ops, OPS_USAGE,
		    "--keep-going does not go with -F mime");
	VEC_EACH(&c->given, g)
		if (err == 0 && !g->common &&
		    strcmp(g->field->name, "quote") == 0)
			err = read_quote(c, own, g->text, &all);
	if (err == 0 && own->quote.n > 0 &&
	    !text_eq(c->opt.format, "mime"))
		err = fail(c->ops, OPS_USAGE,
		    "--quote: goes with a message: expected -F mime");
	return err;
}

/* ---- what a message says ---- */

static const char *
money(struct call *c, int64_t minor)
{
	char buf[DECIMAL_MAX];
	int decimals = c->ops->book->decimals;

	decimal_print(buf, minor, decimals, decimals);
	return arena_strdup(c->ops->mem, buf);
}

static const char *
number(struct call *c, int64_t v, int min)
{
	char buf[DECIMAL_MAX];

	decimal_print(buf, v, QTY_SCALE, min);
	return arena_strdup(c->ops->mem, buf);
}

/* What an amount of its account counts: money, or hours. */
static const char *
unit_of(struct call *c, const struct request *r)
{
	const struct account *a;
	int err = account_by_name(c->ops, r->account, &a);

	fail_clear(c->ops);
	return err == 0 && a->unit != NULL ? a->unit : c->ops->book->currency;
}

/* A line of the text; a value of several lines is one. */
static void
add_line(struct str *s, const char *name, const char *value)
{
	if (value == NULL)
		return;
	str_addf(s, "  %-10s ", name);
	for (; *value != '\0'; value++)
		str_addc(s, (unsigned char)*value < ' ' ? ' ' : *value);
	str_addc(s, '\n');
}

/* Whatever they are called: one line. */
static const char *
name_of(struct call *c, const struct authority *all, const char *id)
{
	const struct person *p = people_meant(all->people, id);
	char *name = arena_strdup(c->ops->mem, p == NULL ? id : p->name);

	for (char *q = name; *q != '\0'; q++)
		if ((unsigned char)*q < ' ')
			*q = ' ';
	return name;
}

/* Whoever is named may not know of it, and parts tell of a whole. */
static void
add_makers(struct call *c, struct str *s, const struct authority *all,
    const struct request *r)
{
	struct authority_question q;
	const char *beside = NULL;

	if (!text_eq(r->entered_by, r->requester))
		add_line(s, "Entered by", name_of(c, all, r->entered_by));
	if (request_question(c->ops, r, c->ops->now, &q) != 0) {
		fail_clear(c->ops);
		return;
	}
	for (size_t i = 0; i < q.n_beside && i < BESIDE_SHOWN; i++)
		beside = arena_printf(c->ops->mem, "%s%s%s (%s)",
		    beside == NULL ? "" : beside, beside == NULL ? "" : ", ",
		    q.beside[i].code, money(c, q.beside[i].amount));
	if (q.n_beside > BESIDE_SHOWN)
		beside = arena_printf(c->ops->mem, "%s and %zu more", beside,
		    q.n_beside - BESIDE_SHOWN);
	add_line(s, "Beside it", beside);
}

static void
add_what(struct call *c, struct str *s, const struct request *r)
{
	char day[DATE_SIZE];

	date_print(day, r->needed_by);
	add_line(s, "Reason", r->reason);
	add_line(s, "Vendor", r->vendor);
	add_line(s, "Item", r->item);
	if (r->qty != NONE)
		add_line(s, "Quantity", number(c, r->qty, 0));
	if (r->unit_price != NONE)
		add_line(s, "Unit price", number(c, r->unit_price,
		    PRICE_MIN_DECIMALS));
	add_line(s, "Needed by", r->needed_by == NONE ? NULL : day);
	add_line(s, "Dimension", r->dimension);
	add_line(s, "About", r->about);
	if (r->foreign.currency != NULL)
		add_line(s, "Original", arena_printf(c->ops->mem,
		    "%s %s at %s", foreign_text(c->ops, &r->foreign),
		    r->foreign.currency, number(c, r->foreign.rate,
		    PRICE_MIN_DECIMALS)));
}

/* Numbers stand under each other. */
static void
add_money(struct call *c, struct str *s, const char *name, int64_t minor)
{
	str_addf(s, "  %-10s %16s\n", name, money(c, minor));
}

static void
add_numbers(struct call *c, struct str *s, const struct request *r,
    const struct request_numbers *n)
{
	int64_t after = NONE;

	if (n->budget == NONE)
		return;
	(void)sub_i64(n->available, r->amount, &after);
	str_addf(s, "\n%s in %s, %s:\n\n", r->account, n->months,
	    unit_of(c, r));
	add_money(c, s, "Budget", n->budget);
	add_money(c, s, "Requested", n->pre);
	add_money(c, s, "Committed", n->committed);
	add_money(c, s, "Actual", n->actual);
	add_money(c, s, "Available", n->available);
	add_money(c, s, "After this", after);
	if (n->available < r->amount)
		str_add(s, "\nThere is not enough: an approval is refused "
		    "until there is.\n");
}

/* "2026-03-29T12:00 Europe/Berlin": whoever is elsewhere knows, too. */
static const char *
until(struct call *c, int64_t t)
{
	const struct zone *zone = c->ops->book->zone;
	char text[TIME_SIZE];
	size_t n = time_print(text, t, zone);

	if (text[n - 1] == 'Z')
		zone = zone_utc();
	text[16] = '\0';
	return arena_printf(c->ops->mem, "%s %s", text, zone_name(zone));
}

/* What the mail says; in ops->keep. */
static const char *
compose(struct call *c, const struct authority *all, const struct request *r,
    const struct request_numbers *n, const struct request_asked *to)
{
	struct str s = STR_INIT;
	const char *text;

	str_addf(&s, "%s asks for %s %s of %s in %s (%s).\n\n",
	    name_of(c, all, r->requester), money(c, r->amount),
	    unit_of(c, r), r->account, r->period, r->code);
	add_makers(c, &s, all, r);
	add_what(c, &s, r);
	add_numbers(c, &s, r, n);
	str_addf(&s, "\nTo answer, reply with one of these as the first line:\n"
	    "\n    approve %s\n    reject %s <reason>\n\nThe code is yours "
	    "alone and good for one answer until\n%s.\nIt is step %d; your "
	    "right is '%s'.\n", to->code, to->code, until(c, to->until),
	    (int)to->step, to->rule->name);
	text = arena_strdup(c->ops->keep, s.p);
	str_free(&s);
	return text;
}

/* ---- who is asked ---- */

static void
keep(struct call *c, const struct authority *all, const struct request *r,
    const struct request_numbers *numbers, const struct request_asked *to)
{
	struct own *own = c->own;
	struct arena *mem = c->ops->keep;
	struct asking *a = VEC_ADD(mem, &own->asked);

	*a = (struct asking){ .request = arena_strdup(mem, r->code),
		.person = arena_strdup(mem, to->person->id),
		.name = arena_strdup(mem, to->person->name),
		.mail = arena_strdup(mem, to->person->mail),
		.rule = arena_strdup(mem, to->rule->name), .code = to->code,
		.subject = arena_printf(mem, "%s: %s %s of %s?", r->code,
		    money(c, r->amount), unit_of(c, r), r->account),
		.text = compose(c, all, r, numbers, to), .step = to->step,
		.until = to->until };
}

int
ask(struct call *c, const struct request *r, const char *approver,
    int unasked)
{
	const struct ask_wish wish = { approver, c->opt.dry_run, unasked };
	struct own *own = c->own;
	size_t before = own->asked.n, n = 0;
	struct request_asked *to;
	struct request_numbers numbers;
	struct authority *all;
	int err = authority_read(c->ops, c->ops->conf, &all);

	if (err == 0)
		err = request_ask(c->ops, c->entry, all, r, &wish, &to, &n);
	if (err == 0)
		err = request_five(c->ops, r, &numbers);
	if (err != 0)
		return err;
	for (size_t i = 0; i < n; i++)
		if (to[i].code != NULL)
			keep(c, all, r, &numbers, &to[i]);
		else if (!unasked)
			note(c->ops,
			    "%s has no mail in ops.yaml and is not asked",
			    to[i].person->name);
	if (own->asked.n == before && !unasked)
		return fail(c->ops, OPS_DENIED, "'%s': nobody who may approve "
		    "it has a mail in ops.yaml", r->code);
	return 0;
}

/* ---- the messages ---- */

static void
print_message(struct call *c, const struct own *own, const struct asking *a)
{
	const char *mail = conf_text(c->ops->conf, "budget.mail");
	char other[PASSCODE_TEXT];
	const char *unique;

	/* Headers are logged on the way: the code is in none of them. */
	passcode_new(other);
	unique = arena_printf(c->ops->mem, "=_ops_%s", other);

	if (mail != NULL) {
		mime_address(c->stream, "From", c->ops->book->name, mail);
		mime_address(c->stream, "Reply-To", NULL, mail);
	}
	mime_address(c->stream, "To", a->name, a->mail);
	mime_header(c->stream, "Subject", a->subject);
	mime_header(c->stream, "Auto-Submitted", "auto-generated");
	mime_header(c->stream, "MIME-Version", "1.0");
	if (own->quote.n > 0)
		mime_begin(c->stream, unique);
	mime_text(c->stream, a->text);
	for (size_t i = 0; i < own->quote.n; i++) {
		mime_part(c->stream, unique);
		mime_file(c->stream, own->quote.v[i].name,
		    own->quote.v[i].bytes.p, own->quote.v[i].bytes.len);
	}
	if (own->quote.n > 0)
		mime_end(c->stream, unique);
}

/* "From ops Sun Mar 15 12:00:00 2026": how a mailbox parts its messages. */
static void
print_from(struct call *c)
{
	static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri",
		"Sat", "Sun" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t day = floor_div(c->ops->now, DAY_SECONDS);
	int second = (int)(c->ops->now - day * DAY_SECONDS);
	struct civil d;

	day_to_civil(day, &d);
	out_printf(c->stream, "From ops %s %s %2d %02d:%02d:%02d %d\n",
	    days[weekday(day) - 1], months[d.month - 1], d.day, second / 3600,
	    second / 60 % 60, second % 60, d.year);
}

int
ask_mail(struct call *c)
{
	const struct own *own = c->own;

	if (c->opt.quiet)
		return 0;
	for (size_t i = 0; i < own->asked.n; i++) {
		if (own->asked.n > 1)
			print_from(c);
		print_message(c, own, &own->asked.v[i]);
		if (own->asked.n > 1)
			out_text(c->stream, "\n");
	}
	return 0;
}

/* ---- the same as rows ---- */

static const struct column columns[] = {
	{ "request", TYPE_CODE, 0, "the request" },
	{ "step", TYPE_INT, 0, "the step that is open" },
	{ "person", TYPE_CODE, COL_PERSON, "who is asked" },
	{ "mail", TYPE_TEXT, COL_PERSON, "where" },
	{ "rule", TYPE_CODE, 0, "by which rule of authority" },
	{ "code", TYPE_CODE, 0, "the code to answer with" },
	{ "until", TYPE_TIME, 0, "good until then" },
};

enum { COLUMNS = sizeof columns / sizeof *columns };

int
ask_rows(struct call *c)
{
	const struct own *own = c->own;
	int err = call_begin(c, columns, COLUMNS);

	for (size_t i = 0; err == 0 && i < own->asked.n; i++) {
		const struct asking *a = &own->asked.v[i];
		struct cell cells[COLUMNS] = { cell_text(a->request),
			cell_int(a->step), cell_text(a->person),
			cell_text(a->mail), cell_text(a->rule),
			cell_text(a->code), cell_int(a->until) };

		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}
