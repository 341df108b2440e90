/* Manual pages that the program has in it, as plain text. */
#include <string.h>

#include "cli/pages.h"

/* Without pointers, which each start of the program would have to set. */
struct page_line {
	char page[16], section[24], text[160];
};

/* Made from man/ by embed-page.awk. */
static const struct page_line lines[] = {
#include "pages.inc"
};

#define CONFIG "ops-config", "ops-config.5"
#define TUTORIAL "ops-tutorial", "ops-tutorial.7"

const struct page_topic page_topics[] = {
	{ "tutorial", "a first day with ops", TUTORIAL, NULL },
	{ "ops-tutorial", "a first day with ops", TUTORIAL, NULL },
	{ "ops-config", "the settings of ops", CONFIG, NULL },
	{ "imports", "foreign files", CONFIG, "IMPORTS" },
	{ "people", "people and teams", CONFIG, "PEOPLE AND TEAMS" },
	{ "numbering", "codes that the book gives", CONFIG, "NUMBERING" },
	{ "hooks", "programs of the book", CONFIG, "HOOKS" },
	{ NULL },
};

const struct page_topic *
page_find(const char *name)
{
	for (const struct page_topic *t = page_topics; t->name != NULL; t++)
		if (strcmp(t->name, name) == 0)
			return t;
	return NULL;
}

void
page_print(struct out *o, const struct page_topic *t)
{
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strcmp(lines[i].page, t->page) == 0 &&
		    (t->section == NULL ||
			strcmp(lines[i].section, t->section) == 0))
			out_printf(o, "%s\n", lines[i].text);
}
