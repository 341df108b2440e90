/* Reads the tables of facts in tests/vectors: tabs, a header, # comments. */
#ifndef TESTS_UNIT_TSV_H
#define TESTS_UNIT_TSV_H

#include <stdio.h>
#include <string.h>

enum { TSV_CELLS = 16 };

struct tsv {
	FILE *file;
	char line[8192];
	char *cell[TSV_CELLS]; /* missing cells are "" */
	int header_seen;
};

/* 1 and the next row's cells, 0 at the end (and the file is closed). */
__attribute__((unused)) static int
tsv_row(struct tsv *t)
{
	char *p;
	int n;

	while (fgets(t->line, sizeof t->line, t->file) != NULL) {
		if (t->line[0] == '#' || t->line[0] == '\n')
			continue;
		if (!t->header_seen++)
			continue;
		t->line[strcspn(t->line, "\n")] = '\0';
		p = t->line;
		for (n = 0; n < TSV_CELLS; n++) {
			t->cell[n] = p;
			p += strcspn(p, "\t");
			if (*p == '\t')
				*p++ = '\0';
		}
		return 1;
	}
	fclose(t->file);
	return 0;
}

#endif
