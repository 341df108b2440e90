/* Lines as they come: from a scanner, a terminal, a pipe, a file. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/decode.h"
#include "io/lines.h"

struct lines {
	FILE *file;
	int64_t number;
	char text[LINE_BYTES + 1];
};

int
lines_open(struct ops *ops, const char *path, struct lines **out)
{
	struct lines *l = xmalloc(sizeof *l);

	l->number = 0;
	l->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	*out = l;
	if (l->file != NULL)
		return 0;
	free(l);
	*out = NULL;
	return fail(ops, OPS_NOINPUT, "cannot read '%s': %s", path,
	    strerror(errno));
}

int
lines_interactive(const struct lines *l)
{
	return isatty(fileno(l->file));
}

int
lines_next(struct ops *ops, struct lines *l, const char **text)
{
	size_t n = 0, begin;
	int c, too_long = 0;

	while ((c = getc(l->file)) != EOF && c != '\n')
		if (n < LINE_BYTES)
			l->text[n++] = (char)c;
		else
			too_long = 1;
	if (ferror(l->file))
		return fail(ops, OPS_IO, "cannot read: %s", strerror(errno));
	if (c == EOF && n == 0)
		return 0;
	l->number++;
	while (n > 0 && strchr(" \t\r", l->text[n - 1]) != NULL &&
	    l->text[n - 1] != '\0')
		n--;
	l->text[n] = '\0';
	if (too_long)
		return fail(ops, OPS_DATA, "is longer than %d bytes",
		    LINE_BYTES);
	if (memchr(l->text, '\0', n) != NULL || utf8_check(l->text, n) != n)
		return fail(ops, OPS_DATA, "is no text in UTF-8");
	begin = strspn(l->text, " \t");
	*text = l->text + begin;
	return 1;
}

int64_t
lines_number(const struct lines *l)
{
	return l->number;
}

void
lines_close(struct lines *l)
{
	if (l == NULL)
		return;
	if (l->file != stdin)
		fclose(l->file);
	free(l);
}
