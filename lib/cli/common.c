/* The options that all commands of a sort share, and their groups. */
#include <string.h>

#include "cli/cmd.h"

/* Their values are read where they are used: a bad one is a bad option. */
static int
keep(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	*(const char **)at = arena_strndup(c->ops->keep, text, n);
	return 0;
}

static int
parse_rules(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	if (strcmp(text, "now") != 0)
		return fail(c->ops, OPS_USAGE, "'%s' is wrong: expected now",
		    text);
	return keep(c, f, text, n, at);
}

static const char *const rules_words[] = { "now", NULL };
static const char *const format_words[] = { "table", "csv", "tsv", "json",
	"jsonl", "md", "html", NULL };
static const char *const color_words[] = { "auto", "always", "never", NULL };

const struct kind kind_format = { .name = "format",
	.store = STORE_TEXT,
	.words = format_words,
	.parse = keep };
static const struct kind kind_color = { .name = "when",
	.store = STORE_TEXT,
	.words = color_words,
	.parse = keep };
const struct kind kind_moment = { .name = "when",
	.store = STORE_TEXT,
	.parse = keep };
const struct kind kind_period_said = { .name = "period",
	.store = STORE_TEXT,
	.parse = keep };
const struct kind kind_names = { .name = "names",
	.store = STORE_TEXT,
	.parse = keep };
const struct kind kind_condition = { .name = "condition",
	.store = STORE_TEXT,
	.parse = keep };

static const struct kind kind_rules = { .name = "rules",
	.store = STORE_TEXT,
	.words = rules_words,
	.parse = parse_rules };

#define COMMON(f, how) AT_##how(struct common, f)

const struct field common_fields[] = {
	{ "format", 'F', &kind_format, COMMON(format, TEXT), 0,
	    "table, csv, tsv, json, jsonl, md or html" },
	{ "output", 'o', &kind_file, COMMON(output, TEXT), 0,
	    "write to this file, whole or not at all; - is standard output" },
	{ "quiet", 'q', &kind_flag, COMMON(quiet, FLAG), 0,
	    "print nothing but errors; a file of -o is written" },
	{ "where", 'w', &kind_condition, COMMON(where, TEXT), 0,
	    "only rows that meet this condition" },
	{ "columns", 0, &kind_names, COMMON(columns, TEXT), 0,
	    "only these columns, in this order: a,b" },
	{ "sort", 0, &kind_names, COMMON(sort, TEXT), 0,
	    "order by these columns: a,-b (minus: falling)" },
	{ "limit", 0, &kind_count, COMMON(limit, INT), 0,
	    "at most this many rows" },
	{ "no_header", 0, &kind_flag, COMMON(no_header, FLAG), 0,
	    "leave out the line of names" },
	{ "color", 0, &kind_color, COMMON(color, TEXT), 0,
	    "auto, always or never" },
	{ "no_pager", 0, &kind_flag, COMMON(no_pager, FLAG), 0,
	    "do not start a pager" },
	{ "for_spreadsheet", 0, &kind_flag, COMMON(for_spreadsheet, FLAG), 0,
	    "guard texts that a spreadsheet would take for formulas" },
	{ "as_of", 0, &kind_moment, COMMON(as_of, TEXT), 0,
	    "what was effective up to then; also the clock" },
	{ "known_at", 0, &kind_moment, COMMON(known_at, TEXT), 0,
	    "what was recorded up to then, or up to entry @n" },
	{ "config", 0, &kind_rules, COMMON(config, TEXT), 0,
	    "now: with today's rules, not those of --known-at" },
	{ "period", 'p', &kind_period_said, COMMON(period, TEXT), 0,
	    "only what is effective in this period" },
	{ "since", 0, &kind_moment, COMMON(since, TEXT), 0,
	    "only what is effective from then on" },
	{ "until", 0, &kind_moment, COMMON(until, TEXT), 0,
	    "only what is effective up to then" },
	{ "nagios", 0, &kind_flag, COMMON(nagios, FLAG), 0,
	    "one line and the exit codes of a monitoring plugin" },
	{ "input", 'i', &kind_file, COMMON(input, TEXT), 0,
	    "records from this CSV file; - is standard input" },
	{ "map", 0, &kind_texts, COMMON(map, TEXTS), 0,
	    "a column of the file by another name: theirs=ours (repeatable)" },
	{ "keep_going", 0, &kind_flag, COMMON(keep_going, FLAG), 0,
	    "post the good rows, leave the bad ones in --rejects" },
	{ "rejects", 0, &kind_file, COMMON(rejects, TEXT), 0,
	    "where bad rows go, each with its line and error; none: no file" },
	{ "line", 0, &kind_texts, COMMON(line, TEXTS), 0,
	    "one line of the document: name=value,... (repeatable)" },
	{ "message", 'm', &kind_text, COMMON(message, TEXT), 0,
	    "why, for the journal" },
	{ "key", 0, &kind_text, COMMON(key, TEXT), 0,
	    "post once: the same key again posts nothing" },
	{ "dry_run", 'n', &kind_flag, COMMON(dry_run, FLAG), 0,
	    "show what would be posted, post nothing" },
	{ "template", 0, &kind_flag, COMMON(template, FLAG), 0,
	    "print the CSV header for -i" },
	{ "sheet", 0, &kind_flag, COMMON(sheet, FLAG), 0,
	    "print the rows expected now, to be corrected for -i" },
	{ NULL, 'h', &kind_flag, 0, 0, NULL },
};

static int
is_write(const struct cmd *cmd)
{
	return (cmd->needs & NEED_WRITE) != 0;
}

/* Is the field among names, a blank around each? */
static int
is_among(const char *names, const struct field *f)
{
	char word[OPTION_MAX + 2] = " ";
	size_t n = strlen(f->name);

	memcpy(word + 1, f->name, n);
	memcpy(word + 1 + n, " ", 2);
	return strstr(names, word) != NULL;
}

int
common_applies(const struct cmd *cmd, const struct field *f)
{
	if (is_among(" line ", f))
		return cmd->line_size > 0;
	if (is_among(" sheet ", f))
		return cmd->sheet != NULL;
	if (is_among(" nagios ", f))
		return cmd->prints == PRINTS_ANSWER;
	if (is_among(" as_of ", f))
		return (cmd->needs & TAKES_TIME) != 0;
	if (is_among(" known_at config ", f))
		return (cmd->needs & (TAKES_TIME | TAKES_KNOWN)) != 0;
	if (is_among(" period since until ", f))
		return (cmd->needs & TAKES_PERIOD) != 0;
	if (is_among(" where columns sort limit no_header for_spreadsheet ", f))
		return cmd->prints == PRINTS_RELATION ||
		    cmd->prints == PRINTS_ANSWER;
	if (is_among(" keep_going rejects ", f) && (cmd->needs & TAKES_REJECTS))
		return 1;
	if (is_among(" input map ", f) && cmd->takes != NULL)
		return 1;
	if (is_among(" map ", f))
		return 0;
	if (is_among(" input keep_going rejects template ", f))
		return is_write(cmd) && !(cmd->needs & TAKES_NO_INPUT);
	if (is_among(" message key dry_run ", f))
		return is_write(cmd);
	return 1;
}

const struct option_group option_groups[] = {
	{ "rows", "which rows, and how",
	    " where columns sort limit no_header " },
	{ "times", "what counts",
	    " as_of known_at config period since until " },
	{ "input", "many records from a file",
	    " input map keep_going rejects template sheet line " },
	{ "journal", "the entry", " message key dry_run " },
	{ "output", "where it goes, and how it looks",
	    " format output quiet color no_pager for_spreadsheet nagios " },
	{ NULL, NULL, NULL },
};

int
option_in_group(const struct option_group *g, const struct field *f)
{
	return is_among(g->names, f);
}
