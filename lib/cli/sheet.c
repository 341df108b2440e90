/* A sheet of a write verb: the rows it expects now, and nothing is posted. */
#include <stdio.h>
#include <string.h>

#include "cli/sheet.h"

/* What says what to post, or from where, has no place beside a sheet. */
static int
check_options(struct call *c)
{
	const struct given *g;
	char buf[OPTION_MAX];

	VEC_EACH(&c->given, g)
	{
		int posts = 0;

		if (!g->common || strcmp(g->field->name, "sheet") == 0)
			continue;
		for (const struct option_group *o = option_groups; o->title;
		     o++)
			if (strcmp(o->title, "input") == 0 ||
			    strcmp(o->title, "journal") == 0)
				posts |= option_in_group(o, g->field);
		if (posts)
			return fail(c->ops, OPS_USAGE, "--%s and --sheet do "
			    "not go together: a sheet posts nothing",
			    option_name(g->field->name, buf));
	}
	return 0;
}

int
sheet_command(struct call *c)
{
	struct cmd *sheet = ARENA_NEW(c->ops->keep, struct cmd);
	int err = check_options(c);

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
