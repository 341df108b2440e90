/* Conditions on rows: the parser of --where. */
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "io/decode.h"
#include "io/where-tree.h"
#include "io/width.h"

enum token { END, WORD, QUOTED, OPERATOR, OPEN, CLOSE, COMMA };

struct parser {
	struct ops *ops;
	const char *expr;
	size_t at; /* behind the token */
	int depth;

	enum token token;
	size_t begin;	  /* of the token */
	const char *text; /* of WORD and QUOTED, in the arena */
	size_t n;
	enum compare op; /* of OPERATOR */
};

size_t
where_character(const char *expr, size_t at)
{
	size_t n = 1;

	for (size_t i = 0; i < at; i++)
		n += ((unsigned char)expr[i] & 0xc0) != 0x80;
	return n;
}

int
where_fail(struct ops *ops, const char *expr, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfail(ops, OPS_USAGE, fmt, ap);
	va_end(ap);
	return fail_at(ops, "--where: at character %zu",
	    where_character(expr, at));
}

const char *
where_shown(struct ops *ops, const char *s, size_t n)
{
	struct str cut = STR_INIT;
	const char *shown;

	/* No 40 columns take more, and 64 KiB need not be measured. */
	text_cut(&cut, s, n < 400 ? n : 400, 40);
	shown = arena_strdup(ops->mem, cut.p);
	str_free(&cut);
	return shown;
}

static int
expected(struct parser *p, const char *what)
{
	if (p->token == END)
		return where_fail(p->ops, p->expr, p->begin,
		    "%s is expected, not the end", what);
	return where_fail(p->ops, p->expr, p->begin, "%s is expected, not '%s'",
	    what, where_shown(p->ops, p->expr + p->begin, p->at - p->begin));
}

static int
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* All other bytes make words: dates, -5, A/1, names in any script. */
static int
ends_word(char c)
{
	return is_blank(c) || strchr("()',\"=!<>~", c) != NULL;
}

/* The closing quote, or NULL; a doubled one does not close. */
static const char *
closing_quote(const char *s, char quote)
{
	while ((s = strchr(s, quote)) != NULL && s[1] == quote)
		s += 2;
	return s;
}

static int
read_quoted(struct parser *p)
{
	const char *s = p->expr + p->at, *end = closing_quote(s + 1, *s);
	char quote = *s++, *text;
	size_t n = 0;

	if (end == NULL)
		return where_fail(p->ops, p->expr, p->begin,
		    "the text that begins here has no closing %c", quote);
	text = arena_alloc(p->ops->mem, (size_t)(end - s) + 1);
	while (s < end) {
		text[n++] = *s;
		s += *s == quote ? 2 : 1;
	}
	p->token = QUOTED;
	p->text = text;
	p->n = n;
	p->at = (size_t)(end + 1 - p->expr);
	return 0;
}

static void
read_operator(struct parser *p, enum compare plain, enum compare with_equal)
{
	p->token = OPERATOR;
	p->op = plain;
	p->at++;
	if (with_equal != plain && p->expr[p->at] == '=') {
		p->op = with_equal;
		p->at++;
	}
}

static void
read_word(struct parser *p)
{
	while (!ends_word(p->expr[p->at]))
		p->at++;
	p->token = WORD;
	p->n = p->at - p->begin;
	p->text = arena_strndup(p->ops->mem, p->expr + p->begin, p->n);
}

/* Takes in the next token. */
static int
advance(struct parser *p)
{
	static const char marks[] = "(),";
	static const enum token tokens[] = { OPEN, CLOSE, COMMA };
	const char *mark;
	char c;

	while (is_blank(p->expr[p->at]))
		p->at++;
	p->begin = p->at;
	c = p->expr[p->at];
	if (c == '\0') {
		p->token = END;
	} else if ((mark = strchr(marks, c)) != NULL) {
		p->token = tokens[mark - marks];
		p->at++;
	} else if (c == '\'' || c == '"') {
		return read_quoted(p);
	} else if (c == '=') {
		read_operator(p, IS_EQUAL, IS_EQUAL);
	} else if (c == '<') {
		read_operator(p, IS_LESS, IS_AT_MOST);
	} else if (c == '>') {
		read_operator(p, IS_MORE, IS_AT_LEAST);
	} else if (c == '~') {
		read_operator(p, IS_LIKE, IS_LIKE);
	} else if (c == '!' && p->expr[p->at + 1] == '=') {
		read_operator(p, IS_EQUAL, IS_NOT);
	} else if (c == '!') {
		p->at++;
		return where_fail(p->ops, p->expr, p->begin,
		    "'!' is no operator (only != is)");
	} else {
		read_word(p);
	}
	return 0;
}

static int
is_keyword(const struct parser *p, const char *word)
{
	return p->token == WORD && strcasecmp(p->text, word) == 0;
}

static struct node *
add_node(struct parser *p, enum node_kind kind, struct node *child)
{
	struct node *node = ARENA_NEW(p->ops->mem, struct node);

	node->kind = kind;
	node->child = child;
	return node;
}

static int
parse_operand(struct parser *p, const char *what, struct operand **out)
{
	struct operand *o;

	if (p->token != WORD && p->token != QUOTED)
		return expected(p, what);
	o = ARENA_NEW(p->ops->mem, struct operand);
	o->text = p->text;
	o->n = p->n;
	o->at = p->begin;
	o->quoted = p->token == QUOTED;
	*out = o;
	return advance(p);
}

static int
parse_list(struct parser *p, struct operand **out)
{
	int err;

	if (p->token != OPEN)
		return expected(p, "a list such as (a, b)");
	do {
		if ((err = advance(p)) < 0 ||
		    (err = parse_operand(p, "a value", out)) < 0)
			return err;
		out = &(*out)->next;
	} while (p->token == COMMA);
	if (p->token != CLOSE)
		return expected(p, "a comma or )");
	return advance(p);
}

static int
parse_test(struct parser *p, struct node **out)
{
	struct test *test;
	int err;

	*out = add_node(p, NODE_TEST, NULL);
	test = &(*out)->test;
	err = parse_operand(p, "a comparison such as on_hand < 5", &test->left);
	if (err < 0)
		return err;
	if (is_keyword(p, "in")) {
		test->op = IS_IN;
		if ((err = advance(p)) < 0)
			return err;
		return parse_list(p, &test->right);
	}
	if (is_keyword(p, "not"))
		return where_fail(p->ops, p->expr, p->begin,
		    "'not' stands before a comparison: not %s in (...)",
		    where_shown(p->ops, test->left->text, test->left->n));
	if (p->token != OPERATOR)
		return expected(p, "one of = != < <= > >= ~ in");
	test->op = p->op;
	if ((err = advance(p)) < 0)
		return err;
	return parse_operand(p, "a value", &test->right);
}

static int parse_or(struct parser *, struct node **);

static int
parse_not(struct parser *p, struct node **out)
{
	int err, negated = is_keyword(p, "not");
	struct node *child = NULL;

	if (!negated && p->token != OPEN)
		return parse_test(p, out);
	if (p->depth++ == WHERE_DEPTH)
		return where_fail(p->ops, p->expr, p->begin,
		    "deeper than %d 'not' and parentheses", WHERE_DEPTH);
	if ((err = advance(p)) < 0)
		return err;
	if (negated) {
		err = parse_not(p, &child);
		*out = add_node(p, NODE_NOT, child);
	} else if ((err = parse_or(p, out)) == 0) {
		err = p->token == CLOSE ? advance(p) :
					  expected(p, "'and', 'or' or )");
	}
	p->depth--;
	return err;
}

/* One or more of what binds tighter, with the word between them. */
static int
parse_chain(struct parser *p, const char *word, enum node_kind kind,
    int (*parse)(struct parser *, struct node **), struct node **out)
{
	struct node *first = NULL, **last = &first;
	int err;

	for (;;) {
		if ((err = parse(p, last)) < 0)
			return err;
		if (!is_keyword(p, word))
			break;
		last = &(*last)->next;
		if ((err = advance(p)) < 0)
			return err;
	}
	*out = first->next == NULL ? first : add_node(p, kind, first);
	return 0;
}

static int
parse_and(struct parser *p, struct node **out)
{
	return parse_chain(p, "and", NODE_AND, parse_not, out);
}

static int
parse_or(struct parser *p, struct node **out)
{
	return parse_chain(p, "or", NODE_OR, parse_and, out);
}

int
where_parse(struct ops *ops, const char *expr, struct where **out)
{
	struct where *where = ARENA_NEW(ops->mem, struct where);
	struct parser p = { .ops = ops };
	size_t n, valid;
	int err;

	*out = where;
	if (expr == NULL)
		return 0;
	n = strlen(expr);
	if (n > WHERE_LENGTH)
		return fail(ops, OPS_USAGE, "--where: longer than %d bytes",
		    WHERE_LENGTH);
	p.expr = where->expr = arena_strdup(ops->mem, expr);
	if ((valid = utf8_check(expr, n)) != n)
		return where_fail(ops, p.expr, valid, "not UTF-8");
	if ((err = advance(&p)) < 0 || (err = parse_or(&p, &where->root)) < 0)
		return err;
	if (p.token != END)
		return expected(&p, "'and', 'or' or the end");
	return 0;
}

static struct operand *
filter_values(struct ops *ops, const struct filter *filter)
{
	struct operand *first = NULL, **last = &first;

	for (size_t i = 0; i < filter->n; i++) {
		struct operand *o = ARENA_NEW(ops->mem, struct operand);

		o->text = filter->values[i];
		o->n = strlen(o->text);
		o->quoted = 1;
		*last = o;
		last = &o->next;
	}
	return first;
}

void
where_filter(struct ops *ops, struct where *where, const struct filter *filter)
{
	struct node *node = ARENA_NEW(ops->mem, struct node), *both;
	struct operand *left = ARENA_NEW(ops->mem, struct operand);

	if (filter->n == 0)
		return;
	left->text = filter->column;
	left->n = strlen(filter->column);
	node->kind = NODE_TEST;
	node->test.op = IS_IN;
	node->test.left = left;
	node->test.right = filter_values(ops, filter);
	node->test.option = filter->column;
	if (where->root == NULL) {
		where->root = node;
		return;
	}
	both = ARENA_NEW(ops->mem, struct node);
	both->kind = NODE_AND;
	both->child = node;
	node->next = where->root;
	where->root = both;
}
