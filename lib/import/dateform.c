/* Dates of foreign files: read by a pattern such as DD.MM.YYYY. */
#include <string.h>
#include <strings.h>

#include "import/dateform.h"
#include "time/date.h"

enum part { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, HALF, LITERAL };

/* A step of the pattern: a part and its least and most digits. */
struct step {
	enum part part;
	int least, most;
	char literal;
};

enum { STEPS_MAX = 40 };

struct dateform {
	const char *text;
	size_t n;
	unsigned has; /* bit i: the part i */
	struct step step[STEPS_MAX];
};

static const struct {
	const char *word;
	struct step step;
} words[] = {
	{ "YYYY", { YEAR, 4, 4, 0 } },
	{ "YY", { YEAR, 2, 2, 0 } },
	{ "MM", { MONTH, 2, 2, 0 } },
	{ "M", { MONTH, 1, 2, 0 } },
	{ "DD", { DAY, 2, 2, 0 } },
	{ "D", { DAY, 1, 2, 0 } },
	{ "hh", { HOUR, 2, 2, 0 } },
	{ "h", { HOUR, 1, 2, 0 } },
	{ "mm", { MINUTE, 2, 2, 0 } },
	{ "ss", { SECOND, 2, 2, 0 } },
	{ "AM", { HALF, 0, 0, 0 } },
};

static const char expected[] =
    "a date's form of YYYY YY MM M DD D hh h mm ss AM and the marks between, "
    "such as DD.MM.YYYY";

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Adds the step at p and gives how long its word is, 0 where there is none. */
static size_t
add_step(struct dateform *f, const char *p)
{
	struct step *s = &f->step[f->n++];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].word);

		if (strncmp(p, words[i].word, n) != 0)
			continue;
		*s = words[i].step;
		if (f->has & 1U << s->part)
			return 0;
		f->has |= 1U << s->part;
		return n;
	}
	*s = (struct step){ LITERAL, 0, 0, *p };
	return is_letter(*p) && *p != 'T' ? 0 : 1;
}

const char *
dateform_compile(struct arena *mem, const char *pattern,
    const struct dateform **out)
{
	struct dateform *f = ARENA_NEW(mem, struct dateform);
	unsigned day = 1U << YEAR | 1U << MONTH | 1U << DAY;
	const char *p = pattern;

	f->text = arena_strdup(mem, pattern);
	while (*p != '\0') {
		size_t n = f->n < STEPS_MAX ? add_step(f, p) : 0;

		if (n == 0)
			return expected;
		p += n;
	}
	if ((f->has & day) != day)
		return "a date's form with year, month and day";
	if ((f->has & (1U << MINUTE | 1U << SECOND | 1U << HALF)) != 0 &&
	    (f->has & 1U << HOUR) == 0)
		return "a date's form with hours where it has smaller parts";
	*out = f;
	return NULL;
}

const char *
dateform_text(const struct dateform *f)
{
	return f->text;
}

/* The part's digits at *p; 0 where there are too few. */
static int
read_number(const char **p, const struct step *s, int *out)
{
	int n = 0, digits = 0;

	for (; digits < s->most && **p >= '0' && **p <= '9'; digits++)
		n = n * 10 + (*(*p)++ - '0');
	*out = n;
	return digits >= s->least;
}

static int
read_steps(const struct dateform *f, const char *p, int v[HALF + 1])
{
	for (size_t i = 0; i < f->n; i++) {
		const struct step *s = &f->step[i];

		if (s->part == LITERAL) {
			if (*p++ != s->literal)
				return 0;
		} else if (s->part == HALF) {
			if (strncasecmp(p, "am", 2) != 0 &&
			    strncasecmp(p, "pm", 2) != 0)
				return 0;
			v[HALF] = *p == 'p' || *p == 'P' ? 2 : 1;
			p += 2;
		} else {
			if (!read_number(&p, s, &v[s->part]))
				return 0;
			if (s->part == YEAR && s->most == 2)
				v[YEAR] += v[YEAR] >= 69 ? 1900 : 2000;
		}
	}
	return *p == '\0';
}

static void
add_number(struct str *out, const char *before, int n, int digits)
{
	char buf[8];

	for (int i = digits; i-- > 0; n /= 10)
		buf[i] = (char)('0' + n % 10);
	str_add(out, before);
	str_addn(out, buf, (size_t)digits);
}

int
dateform_read(const struct dateform *f, const char *text, struct str *out)
{
	int v[HALF + 1] = { 0 };

	if (!read_steps(f, text, v) || !date_exists(v[YEAR], v[MONTH], v[DAY]))
		return 0;
	if (v[HALF] != 0) {
		if (v[HOUR] < 1 || v[HOUR] > 12)
			return 0;
		v[HOUR] = v[HOUR] % 12 + (v[HALF] == 2 ? 12 : 0);
	}
	if (v[HOUR] > 23 || v[MINUTE] > 59 || v[SECOND] > 59)
		return 0;
	add_number(out, "", v[YEAR], 4);
	add_number(out, "-", v[MONTH], 2);
	add_number(out, "-", v[DAY], 2);
	if ((f->has & 1U << HOUR) == 0)
		return 1;
	add_number(out, "T", v[HOUR], 2);
	add_number(out, ":", v[MINUTE], 2);
	add_number(out, ":", v[SECOND], 2);
	return 1;
}
