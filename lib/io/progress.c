/* A line on standard error that says how far a long command has come. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/ticks.h"
#include "io/progress.h"
#include "io/term.h"
#include "io/value.h"
#include "io/width.h"

enum { FIRST_MS = 1000, AGAIN_MS = 200, LOOK_MS = 50, LOOK_ROWS = 65536 };

static int
is_wanted(void)
{
	const char *term = getenv("TERM");

	return term_is_err() && !pager_runs() && term != NULL &&
	    *term != '\0' && strcmp(term, "dumb") != 0;
}

void
progress_begin(struct progress *p, const char *what, int64_t total)
{
	memset(p, 0, sizeof *p);
	p->what = what;
	p->total = total;
	p->on = is_wanted();
	p->began = p->on ? milliseconds() : 0;
	p->next = p->on ? 1 : INT64_MAX;
}

static void
say(const struct str *s)
{
	/* Nobody is harmed where this line is lost. */
	if (write(STDERR_FILENO, s->p, s->len) < 0)
		return;
}

static void
add_count(struct str *s, int64_t n, const char *unit)
{
	char text[VALUE_MAX];

	str_addn(s, text, count_put(text, n));
	str_add(s, unit);
}

static void
show(struct progress *p, int64_t elapsed)
{
	struct str text = STR_INIT, line = STR_INIT;
	int64_t rate =
	    p->done / elapsed * 1000 + p->done % elapsed * 1000 / elapsed;
	int64_t percent;

	str_add(&text, p->what);
	str_add(&text, ": ");
	add_count(&text, p->done, " rows, ");
	add_count(&text, rate, "/s");
	if (p->total > 0 && p->done <= p->total && rate > 0) {
		str_add(&text, ", ");
		if (mul_div(p->done, 100, p->total, &percent) == 0)
			add_count(&text, percent, " %, ");
		add_count(&text, (p->total - p->done) / rate, " s left");
	}
	str_add(&line, "\r");
	text_cut(&line, text.p, text.len, (size_t)term_width() - 1);
	str_add(&line, "\033[K");
	say(&line);
	str_free(&text);
	str_free(&line);
}

/* Looks again after about LOOK_MS at the speed so far. */
void
progress_look(struct progress *p)
{
	int64_t now, elapsed, step;

	if (!p->on)
		return;
	now = milliseconds();
	elapsed = now - p->began;
	step = elapsed > 0 ? p->done / elapsed * LOOK_MS : p->done;
	if (step > LOOK_ROWS)
		step = LOOK_ROWS;
	p->next = p->done + (step > 0 ? step : 1);
	if (elapsed < FIRST_MS || (p->visible && now - p->shown < AGAIN_MS))
		return;
	show(p, elapsed);
	p->visible = 1;
	p->shown = now;
}

void
progress_end(struct progress *p)
{
	static char clear[] = "\r\033[K";
	const struct str line = { clear, sizeof clear - 1, 0 };

	if (p->visible)
		say(&line);
	p->visible = 0;
}
