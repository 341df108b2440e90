/* Regular expressions from people we do not know: no pattern can explode. */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "io/pattern-code.h"
#include "io/width.h"

struct compiler {
	struct arena *mem;
	const char *p;
	int depth;
	size_t n;
	struct code code[PATTERN_SIZE];
	struct span span[PATTERN_LENGTH + 4]; /* of one set */
};

static const char too_large[] = "a regular expression with fewer repeats";

/* Makes room for `count` instructions at a place; what is behind moves up. */
static const char *
insert(struct compiler *c, size_t at, size_t count)
{
	if (c->n + count > PATTERN_SIZE)
		return too_large;
	memmove(&c->code[at + count], &c->code[at],
	    (c->n - at) * sizeof *c->code);
	memset(&c->code[at], 0, count * sizeof *c->code);
	c->n += count;
	return NULL;
}

static const char *
emit(struct compiler *c, struct code code)
{
	const char *wrong = insert(c, c->n, 1);

	if (wrong == NULL)
		c->code[c->n - 1] = code;
	return wrong;
}

/* Appends a copy of `len` instructions. */
static const char *
copy(struct compiler *c, size_t from, size_t len)
{
	const char *wrong = insert(c, c->n, len);

	if (wrong == NULL)
		memcpy(&c->code[c->n - len], &c->code[from],
		    len * sizeof *c->code);
	return wrong;
}

static int32_t
next_character(struct compiler *c)
{
	int32_t code;

	c->p += utf8_next(c->p, strlen(c->p), &code);
	return code;
}

/* To the set that is being read: a byte of the pattern makes one at most. */
static void
add_span(struct compiler *c, struct set *set, int32_t first, int32_t last)
{
	c->span[set->n++] = (struct span){ first, last };
}

/* The runs of ASCII characters in a class: a few, at most 4. */
static void
add_class(struct compiler *c, struct set *set, int (*has)(int))
{
	for (int code = 0, first; code < 0x80; code++) {
		if (!has(code))
			continue;
		for (first = code; code + 1 < 0x80 && has(code + 1);)
			code++;
		add_span(c, set, first, code);
	}
}

/* [:alpha:], with the [ already read. */
static const char *
parse_class(struct compiler *c, struct set *set)
{
	static const struct {
		const char *name;
		int (*has)(int);
	} class[] = { { "alnum", isalnum }, { "alpha", isalpha },
		{ "blank", isblank }, { "cntrl", iscntrl },
		{ "digit", isdigit }, { "graph", isgraph },
		{ "lower", islower }, { "print", isprint },
		{ "punct", ispunct }, { "space", isspace },
		{ "upper", isupper }, { "xdigit", isxdigit } };

	for (size_t i = 0; i < sizeof class / sizeof *class; i++) {
		size_t n = strlen(class[i].name);

		if (strncmp(c->p + 1, class[i].name, n) != 0 ||
		    strncmp(c->p + 1 + n, ":]", 2) != 0)
			continue;
		add_class(c, set, class[i].has);
		c->p += n + 3;
		return NULL;
	}
	return "a class such as [:alpha:] or [:digit:]";
}

/* One character, one range or one class of a set. */
static const char *
parse_set_item(struct compiler *c, struct set *set)
{
	int32_t first, last;

	if (c->p[0] == '[' && c->p[1] == ':') {
		c->p++;
		return parse_class(c, set);
	}
	if (c->p[0] == '[' && (c->p[1] == '=' || c->p[1] == '.'))
		return "a regular expression without [= and [.";
	first = last = next_character(c);
	if (c->p[0] == '-' && c->p[1] != ']' && c->p[1] != '\0') {
		c->p++;
		if (c->p[0] == '[' && strchr(":=.", c->p[1]) != NULL)
			return "a range between two characters";
		last = next_character(c);
	}
	if (last < first)
		return "a range from the lesser to the greater character";
	add_span(c, set, first, last);
	return NULL;
}

static const char *
parse_set(struct compiler *c)
{
	struct set *set = ARENA_NEW(c->mem, struct set);
	const char *wrong;

	if (*c->p == '^') {
		set->negated = 1;
		c->p++;
	}
	do {
		if (*c->p == '\0')
			return "a set that ends with ]";
		if ((wrong = parse_set_item(c, set)) != NULL)
			return wrong;
	} while (*c->p != ']');
	c->p++;
	set->span = ARENA_ARRAY(c->mem, struct span, set->n);
	memcpy(set->span, c->span, set->n * sizeof *set->span);
	return emit(c, (struct code){ .action = TAKE_SET, .set = set });
}

static const char *parse_branches(struct compiler *);

static const char *
parse_group(struct compiler *c)
{
	const char *wrong;

	if (c->depth == PATTERN_DEPTH)
		return "a regular expression with parentheses at most 50 deep";
	c->depth++;
	if ((wrong = parse_branches(c)) != NULL)
		return wrong;
	c->depth--;
	if (*c->p != ')')
		return "a regular expression with a ) for each (";
	c->p++;
	return NULL;
}

static const char *
parse_escape(struct compiler *c)
{
	if (*c->p == '\0' || !ispunct((unsigned char)*c->p))
		return "a punctuation mark behind \\";
	return emit(c, (struct code){ .action = TAKE, .x = *c->p++ });
}

static const char *
parse_atom(struct compiler *c)
{
	switch (*c->p) {
	case '(':
		c->p++;
		return parse_group(c);
	case '[':
		c->p++;
		return parse_set(c);
	case '\\':
		c->p++;
		return parse_escape(c);
	case '*':
	case '+':
	case '?':
	case '{':
		return "a regular expression with something before each "
		       "repeat";
	case '.':
		c->p++;
		return emit(c, (struct code){ .action = TAKE_ANY });
	case '^':
		c->p++;
		return emit(c, (struct code){ .action = AT_BEGIN });
	case '$':
		c->p++;
		return emit(c, (struct code){ .action = AT_END });
	default:
		return emit(c,
		    (struct code){ .action = TAKE, .x = next_character(c) });
	}
}

/* What stands from `at` to the end becomes optional: x? */
static const char *
make_optional(struct compiler *c, size_t at)
{
	size_t len = c->n - at;
	const char *wrong = insert(c, at, 1);

	if (wrong == NULL)
		c->code[at] = (struct code){
			.action = SPLIT, .x = 1, .y = (int32_t)len + 1
		};
	return wrong;
}

/* ... and may come again: x+ */
static const char *
make_again(struct compiler *c, size_t at)
{
	return emit(c,
	    (struct code){
		.action = SPLIT, .x = -(int32_t)(c->n - at), .y = 1 });
}

static size_t
parse_count(struct compiler *c)
{
	size_t n = 0;

	for (; isdigit((unsigned char)*c->p); c->p++) {
		if (n <= PATTERN_SIZE)
			n = n * 10 + (size_t)(*c->p - '0');
	}
	return n;
}

/*
 * From x to x{least,most}, `most` SIZE_MAX for no end: the copies that must
 * be there, then those that may.
 */
static const char *
make_copies(struct compiler *c, size_t at, size_t least, size_t most)
{
	size_t len = c->n - at, last = at;
	const char *wrong = NULL;

	if (most == 0) {
		c->n = at;
		return NULL;
	}
	if (least == 0)
		wrong = make_optional(c, at);
	for (size_t i = 1; wrong == NULL && i < least; i++) {
		last = c->n;
		wrong = copy(c, at, len);
	}
	if (most == SIZE_MAX)
		return wrong == NULL ? make_again(c, last) : wrong;
	/* A copy that may be left out has its SPLIT before it. */
	for (size_t i = least > 0 ? least : 1; wrong == NULL && i < most; i++) {
		last = c->n;
		wrong = copy(c, least > 0 ? at : at + 1, len);
		if (wrong == NULL)
			wrong = make_optional(c, last);
	}
	return wrong;
}

static const char *
parse_interval(struct compiler *c, size_t at)
{
	static const char form[] = "a repeat as {2}, {2,} or {2,5}";
	size_t least, most;

	if (!isdigit((unsigned char)*c->p))
		return form;
	least = most = parse_count(c);
	if (*c->p == ',') {
		c->p++;
		most = *c->p == '}' ? SIZE_MAX : parse_count(c);
	}
	if (*c->p != '}' || most < least)
		return form;
	c->p++;
	if (least > PATTERN_SIZE || (most > PATTERN_SIZE && most != SIZE_MAX))
		return too_large;
	return make_copies(c, at, least, most);
}

/* An atom and the repeats behind it. */
static const char *
parse_piece(struct compiler *c)
{
	size_t at = c->n;
	const char *wrong = parse_atom(c);

	while (wrong == NULL && *c->p != '\0' && strchr("*+?{", *c->p)) {
		switch (*c->p++) {
		case '*':
			wrong = make_again(c, at);
			if (wrong == NULL)
				wrong = make_optional(c, at);
			break;
		case '+':
			wrong = make_again(c, at);
			break;
		case '?':
			wrong = make_optional(c, at);
			break;
		default:
			wrong = parse_interval(c, at);
		}
	}
	return wrong;
}

static const char *
parse_branch(struct compiler *c)
{
	const char *wrong = NULL;

	while (wrong == NULL && *c->p != '\0' && *c->p != '|' &&
	    (*c->p != ')' || c->depth == 0)) {
		if (*c->p == ')')
			return "a regular expression with a ( for each )";
		wrong = parse_piece(c);
	}
	return wrong;
}

/* a|b|c: each branch but the last ends with a JUMP behind them all. */
static const char *
parse_branches(struct compiler *c)
{
	size_t at = c->n;
	const char *wrong = parse_branch(c);

	while (wrong == NULL && *c->p == '|') {
		size_t jump;

		c->p++;
		if ((wrong = insert(c, at, 1)) != NULL)
			return wrong;
		jump = c->n;
		c->code[at] = (struct code){
			.action = SPLIT, .x = 1, .y = (int32_t)(jump - at) + 1
		};
		if ((wrong = emit(c, (struct code){ .action = JUMP })) != NULL)
			return wrong;
		wrong = parse_branch(c);
		c->code[jump].x = (int32_t)(c->n - jump);
	}
	return wrong;
}

const char *
pattern_compile(struct arena *mem, const char *text, struct pattern **out)
{
	struct compiler c = { .mem = mem, .p = text };
	struct pattern *p;
	const char *wrong;

	if (strlen(text) > PATTERN_LENGTH)
		return "a regular expression of at most 1000 bytes";
	if ((wrong = parse_branches(&c)) != NULL ||
	    (wrong = emit(&c, (struct code){ .action = FOUND })) != NULL)
		return wrong;
	p = ARENA_NEW(mem, struct pattern);
	p->n = c.n;
	p->code = ARENA_ARRAY(mem, struct code, p->n);
	memcpy(p->code, c.code, p->n * sizeof *p->code);
	p->now.at = ARENA_ARRAY(mem, size_t, p->n);
	p->next.at = ARENA_ARRAY(mem, size_t, p->n);
	p->stack = ARENA_ARRAY(mem, size_t, 2 * p->n + 1);
	p->seen = ARENA_ARRAY(mem, uint64_t, p->n);
	p->step = ARENA_NEW(mem, uint64_t);
	*out = p;
	return NULL;
}
