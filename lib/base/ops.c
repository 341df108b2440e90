/* The one context that every function which can fail is handed. */
#include <stdio.h>
#include <string.h>

#include "base/ops.h"

int
vfail(struct ops *ops, enum ops_err code, const char *fmt, va_list ap)
{
	if (ops->code == OPS_OK) {
		ops->code = code;
		vsnprintf(ops->why, sizeof ops->why, fmt, ap);
	}
	return code;
}

int
fail(struct ops *ops, enum ops_err code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfail(ops, code, fmt, ap);
	va_end(ap);
	return code;
}

int
fail_at(struct ops *ops, const char *fmt, ...)
{
	char prefix[500];
	va_list ap;
	size_t n, room;

	if (ops->code == OPS_OK)
		BUG("fail_at(\"%s\") without a failure", fmt);
	va_start(ap, fmt);
	vsnprintf(prefix, sizeof prefix - 2, fmt, ap);
	va_end(ap);
	n = strlen(prefix);
	memcpy(prefix + n, ": ", 2);
	n += 2;
	room = sizeof ops->why - 1 - n;
	if (strlen(ops->why) < room)
		room = strlen(ops->why);
	memmove(ops->why + n, ops->why, room);
	ops->why[n + room] = '\0';
	memcpy(ops->why, prefix, n);
	return ops->code;
}

void
fail_clear(struct ops *ops)
{
	ops->code = OPS_OK;
	ops->why[0] = '\0';
}

static void
say(struct ops *ops, const char *fmt, va_list ap)
{
	char line[sizeof ops->why];
	int n = 0;

	if (ops->as != NULL)
		n = snprintf(line, sizeof line, "%s: ", ops->as);
	vsnprintf(line + n, sizeof line - (size_t)n, fmt, ap);
	if (ops->say != NULL)
		ops->say(ops, line);
}

void
problem(struct ops *ops, enum ops_err code, const char *fmt, ...)
{
	va_list ap;

	if (ops->problems++ == 0)
		ops->problem_code = code;
	if (ops->problems > PROBLEMS_SHOWN)
		return;
	va_start(ap, fmt);
	say(ops, fmt, ap);
	va_end(ap);
}

void
problem_caught(struct ops *ops, const char *prefix)
{
	enum ops_err code = ops->code;

	if (prefix != NULL)
		fail_at(ops, "%s", prefix);
	problem(ops, code, "%s", ops->why);
	fail_clear(ops);
}

void
note(struct ops *ops, const char *fmt, ...)
{
	va_list ap;

	if (ops->quiet)
		return;
	va_start(ap, fmt);
	say(ops, fmt, ap);
	va_end(ap);
}

void
warn(struct ops *ops, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(ops, fmt, ap);
	va_end(ap);
}
