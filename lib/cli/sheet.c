/* A sheet of a write verb: the rows it expects now, and nothing is posted. */
#include <stdio.h>
#include <string.h>

#include "cli/sheet.h"

/* What says what to post, or from where, has no place beside it. */
int
posts_nothing(struct call *c, const char *beside)
{
	const struct given *g;
	char buf[OPTION_MAX];

	VEC_EACH(&c->given, g)
	{
		int posts = 0;

		if (!g->common || strcmp(g->field->name, beside) == 0)
			continue;
		for (const struct option_group *o = option_groups; o->title;
		     o++)
			if (strcmp(o->title, "input") == 0 ||
			    strcmp(o->title, "journal") == 0)
				posts |= option_in_group(o, g->field);
		if (posts)
			return fail(c->ops, OPS_USAGE, "--%s and --%s do not "
			    "go together: nothing is posted",
			    option_name(g->field->name, buf), beside);
	}
	return 0;
}

int
template_check(struct call *c)
{
	const char *file = c->opt.output, *format = c->opt.format;
	enum format f = FORMAT_CSV;
	const struct given *g;
	char buf[OPTION_MAX];

	VEC_EACH(&c->given, g)
		if (!g->common)
			return fail(c->ops, OPS_USAGE, "--%s and --template do "
			    "not go together: a template has all fields",
			    option_name(g->field->name, buf));
	if (format == NULL && file != NULL && format_by_suffix(file, &f) &&
	    f != FORMAT_CSV)
		return fail(c->ops, OPS_USAGE, "--output: '%s' is wrong: "
		    "a template is CSV", file);
	if (format != NULL && strcmp(format, "csv") != 0)
		return fail(c->ops, OPS_USAGE, "--format: '%s' is wrong: "
		    "a template is CSV", format);
	return posts_nothing(c, "template");
}

int
sheet_command(struct call *c)
{
	struct cmd *sheet = ARENA_NEW(c->ops->keep, struct cmd);
	int err = posts_nothing(c, "sheet");

	*sheet = *c->cmd;
	sheet->prints = PRINTS_RELATION;
	sheet->needs = NEED_BOOK;
	sheet->run = sheet->sheet;
	c->cmd = sheet;
	return err;
}

int
sheet_fields(struct call *c, const char *names)
{
	const struct given *g;
	char buf[OPTION_MAX], word[OPTION_MAX + 2];

	VEC_EACH(&c->given, g)
	{
		snprintf(word, sizeof word, " %s ", g->field->name);
		if (!g->common && strstr(names, word) == NULL)
			return fail(c->ops, OPS_USAGE,
			    "--%s does not narrow the sheet",
			    option_name(g->field->name, buf));
	}
	return 0;
}
