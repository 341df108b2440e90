/* Regular expressions from people we do not know, kept from exploding. */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "io/pattern.h"

struct pattern {
	regex_t regex;
};

/*
 * How large the pattern is when its repeats are expanded: the sum of each
 * open group, and the size of the last atom, which a repeat multiplies.
 */
struct measure {
	const char *p;
	size_t sum[PATTERN_DEPTH + 1];
	size_t depth, last;
};

static void
add_atom(struct measure *m, size_t size)
{
	m->last = size;
	m->sum[m->depth] += size;
}

/* Saturates: a sum above the limit stays there. */
static void
repeat(struct measure *m, size_t times)
{
	if (times < 1)
		times = 1;
	m->sum[m->depth] += m->last * (times - 1);
	m->last *= times;
	if (m->last > PATTERN_SIZE)
		m->last = PATTERN_SIZE + 1;
	if (m->sum[m->depth] > PATTERN_SIZE)
		m->sum[m->depth] = PATTERN_SIZE + 1;
}

/* Behind a bracket expression; regcomp() says what is wrong with it. */
static const char *
bracket_end(const char *p)
{
	if (*p == '^')
		p++;
	if (*p == ']')
		p++;
	while (*p != '\0' && *p != ']') {
		char kind = p[1];
		int class =
		    p[0] == '[' && (kind == ':' || kind == '=' || kind == '.');

		if (!class) {
			p++;
			continue;
		}
		for (p += 2; *p != '\0'; p++) {
			if (p[0] == kind && p[1] == ']') {
				p += 2;
				break;
			}
		}
	}
	return *p == ']' ? p + 1 : p;
}

static size_t
read_count(const char **p)
{
	size_t n = 0;

	for (; **p >= '0' && **p <= '9'; ++*p) {
		if (n <= PATTERN_SIZE)
			n = n * 10 + (size_t)(**p - '0');
	}
	return n;
}

/* {3} {3,} {3,5} {,5}: how many copies they make. */
static void
measure_interval(struct measure *m)
{
	size_t low = read_count(&m->p), high = low;

	if (*m->p == ',') {
		m->p++;
		high = *m->p == '}' ? low + 1 : read_count(&m->p);
	}
	repeat(m, low > high ? low : high);
	if (*m->p == '}')
		m->p++;
}

/* What was expected where the next piece goes too far, else NULL. */
static const char *
measure_piece(struct measure *m)
{
	switch (*m->p++) {
	case '\\':
		if (*m->p >= '0' && *m->p <= '9')
			return "a regular expression without back-references";
		if (*m->p != '\0')
			m->p++;
		add_atom(m, 1);
		break;
	case '[':
		m->p = bracket_end(m->p);
		add_atom(m, 1);
		break;
	case '(':
		if (m->depth == PATTERN_DEPTH)
			return "parentheses at most 50 deep";
		m->sum[++m->depth] = 1;
		m->last = 0;
		break;
	case ')':
		if (m->depth > 0)
			m->depth--;
		add_atom(m, m->sum[m->depth + 1]);
		break;
	case '{':
		measure_interval(m);
		break;
	case '+':
		repeat(m, 2);
		break;
	case '*':
	case '?':
		break;
	default:
		add_atom(m, 1);
	}
	if (m->sum[m->depth] > PATTERN_SIZE)
		return "a regular expression with fewer repeats";
	return NULL;
}

static void
pattern_free(void *thing)
{
	struct pattern *p = thing;

	regfree(&p->regex);
	free(p);
}

const char *
pattern_compile(struct arena *mem, const char *text, struct pattern **out)
{
	struct measure m = { .p = text };
	struct pattern *p;
	char why[100];
	int err;

	if (strlen(text) > PATTERN_LENGTH)
		return "a regular expression of at most 1000 bytes";
	while (*m.p != '\0') {
		const char *expected = measure_piece(&m);

		if (expected != NULL)
			return expected;
	}
	p = xmalloc(sizeof *p);
	err = regcomp(&p->regex, text, REG_EXTENDED | REG_NOSUB);
	if (err != 0) {
		regerror(err, &p->regex, why, sizeof why);
		free(p);
		return arena_printf(mem, "a regular expression (%s)", why);
	}
	arena_defer(mem, pattern_free, p);
	*out = p;
	return NULL;
}

int
pattern_search(const struct pattern *p, const char *text)
{
	return regexec(&p->regex, text, 0, NULL, 0) == 0;
}
