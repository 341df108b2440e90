/* Any words as options: a record that is filled, or one message. */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct rec {
	const char *name, *code;
	int64_t n, amount, when;
	int yes;
	struct texts all;
};

struct line {
	struct said qty;
	int64_t price, day;
	const char *lot;
};

static const struct field fields[] = {
	{ "name", 'x', &kind_text, AT_TEXT(struct rec, name), FIELD_ARG, "" },
	{ "code", 0, &kind_code, AT_TEXT(struct rec, code), FIELD_ARG, "" },
	{ "n", 'z', &kind_count, AT_INT(struct rec, n), 0, "" },
	{ "amount", 0, &kind_money, AT_INT(struct rec, amount), 0, "" },
	{ "when_it_was", 0, &kind_time, AT_INT(struct rec, when), 0, "" },
	{ "yes", 'y', &kind_flag, AT_FLAG(struct rec, yes), FIELD_OPTION, "" },
	{ "all", 0, &kind_texts, AT_TEXTS(struct rec, all), FIELD_OPTION, "" },
	{ "qty", 0, &kind_said, AT_SAID(struct line, qty),
	    FIELD_LINE | FIELD_REQUIRED, "" },
	{ "price", 0, &kind_price, AT_INT(struct line, price), FIELD_LINE, "" },
	{ "day", 0, &kind_day, AT_INT(struct line, day), FIELD_LINE, "" },
	{ "lot", 0, &kind_code, AT_TEXT(struct line, lot), FIELD_LINE, "" },
	{ .name = NULL },
};

static const struct cmd cmd = {
	.path = "fuzz",
	.brief = "take any words",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct rec),
	.line_size = sizeof(struct line),
};

const struct cmd *const all_commands[] = { &cmd, NULL };
const struct ledger *const all_ledgers[] = { NULL };

static void
fill(struct call *c)
{
	struct rec rec;
	struct line line;
	int err;

	fill_clear(fields, 0, FIELD_LINE, &rec);
	fill_clear(fields, FIELD_LINE, 0, &line);
	err = fill_given(c, &rec, &line);
	for (size_t i = 0; err == 0 && i < c->opt.line.n; i++)
		err = fill_line(c, c->opt.line.v[i], &line);
	if (err == 0)
		err = fill_missing(c, &rec, NULL);
	if (err == 0 && rec.n < 0 && rec.n != NONE)
		BUG("a count below 0");
	if (err == 0 && line.qty.qty <= 0 && line.qty.qty != NONE)
		BUG("a quantity that is none");
}

/* The words end with NUL or newline. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ops ops = { .mem = arena_new(), .keep = arena_new() };
	struct book book = { .currency = "EUR", .decimals = 2,
		.fiscal_month = 1 };
	struct call c = { .ops = &ops, .cmd = &cmd };
	char *text = arena_strndup(ops.mem, (const char *)bytes, n);
	char *words[65] = { NULL };
	int count = 0;

	if (zone_open(&ops, "UTC", &book.zone) != 0)
		BUG("%s", ops.why);
	ops.book = &book;
	c.clock = (struct clock){ 1795269600, book.zone };
	c.values = (struct value_context){ &c.clock, 2, 1 };
	for (size_t i = 0, from = 0; i <= n && count < 64; i++)
		if (i == n || text[i] == '\0' || text[i] == '\n') {
			text[i] = '\0';
			words[count++] = text + from;
			from = i + 1;
		}
	if (parse_words(&c, count, words) == 0)
		fill(&c);
	else if (ops.code != OPS_USAGE && ops.code != OPS_DATA)
		BUG("a failure of another kind: %s", ops.why);
	if (ops.code != OPS_OK && ops.why[0] == '\0')
		BUG("a failure without a word");
	arena_free(ops.keep);
	arena_free(ops.mem);
	return 0;
}
