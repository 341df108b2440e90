/* A search: all places of a pattern's code at once, character by character. */
#include <string.h>

#include "io/pattern-code.h"
#include "io/width.h"

/*
 * Adds the places that take a character and are reached from `at` without
 * taking one; 1 when the end of the pattern is among them.
 */
static int
reach(const struct pattern *p, struct places *to, size_t at, int begin, int end)
{
	size_t depth = 0;

	p->stack[depth++] = at;
	while (depth > 0) {
		const struct code *code;

		at = p->stack[--depth];
		if (p->seen[at] == *p->step)
			continue;
		p->seen[at] = *p->step;
		code = &p->code[at];
		switch (code->action) {
		case FOUND:
			return 1;
		case SPLIT:
			p->stack[depth++] = at + (size_t)code->y;
			p->stack[depth++] = at + (size_t)code->x;
			break;
		case JUMP:
			p->stack[depth++] = at + (size_t)code->x;
			break;
		case AT_BEGIN:
			if (begin)
				p->stack[depth++] = at + 1;
			break;
		case AT_END:
			if (end)
				p->stack[depth++] = at + 1;
			break;
		default:
			to->at[to->n++] = at;
		}
	}
	return 0;
}

static int
in_set(const struct set *set, int32_t c)
{
	for (size_t i = 0; i < set->n; i++) {
		if (c >= set->span[i].first && c <= set->span[i].last)
			return !set->negated;
	}
	return set->negated;
}

static int
takes(const struct code *code, int32_t c)
{
	if (code->action == TAKE)
		return c == code->x;
	return code->action == TAKE_ANY || in_set(code->set, c);
}

/* A character's bytes; what is not UTF-8 is one that only . and [^] take. */
static size_t
decode(const char *text, size_t left, int32_t *c)
{
	*c = (unsigned char)*text;
	return *c < 0x80 ? 1 : utf8_next(text, left, c);
}

int
pattern_search(const struct pattern *p, const char *text)
{
	const char *end = text + strlen(text), *from = text;
	struct places now = p->now, next = p->next, swap;

	now.n = 0;
	++*p->step;
	for (;;) {
		int32_t c;

		/* The pattern may begin at every character. */
		if (reach(p, &now, 0, text == from, text == end))
			return 1;
		if (text == end || (now.n == 0 && p->code->action == AT_BEGIN))
			return 0;
		text += decode(text, (size_t)(end - text), &c);
		next.n = 0;
		++*p->step;
		for (size_t i = 0; i < now.n; i++) {
			if (takes(&p->code[now.at[i]], c) &&
			    reach(p, &next, now.at[i] + 1, 0, text == end))
				return 1;
		}
		swap = now;
		now = next;
		next = swap;
	}
}
