/* What the parts of the nightly report share; inside lib/report only. */
#ifndef REPORT_NIGHT_H
#define REPORT_NIGHT_H

#include "cli/cmd.h"
#include "io/document.h"
#include "report/flows.h"

/* A line that was run, and what it gave or why it did not. */
struct block {
	const char *line; /* without the `ops` before it */
	int err;
	const char *why;
	struct collected rows;
	size_t all; /* of lists.c: how many rows there are, not only kept */
	struct map keys; /* of findings, for short.c */
};

struct night {
	struct call *call;
	struct arena *mem;
	struct document *doc;
	const char *site;     /* NULL: all */
	const char *of_site;  /* " --site SOUTH", or "" */
	const char *as_of;    /* the words of the time, for lines */
	const char *as_known; /* " --known-at @12", always */
	const char *as_rules; /* " --config now" where they are of no entry */
	int64_t day;	      /* the last whole day */
	int64_t base;	      /* last second before it: what is new came then */
	int64_t base_known;   /* the last entry recorded by then, 0: none */
	int64_t known;	      /* the last entry that counts, 0: none */
	int64_t recorded;     /* when that was, NONE */
	int64_t closed;	      /* the last closed day, NONE */
	int budget;	      /* there are accounts of one */
	int part_day;	      /* the report ends within a day: today so far */
	int err;	      /* of the first part that failed */
	struct block items, places, now, then, plan, moves, log;
	struct block *lists; /* of lists.c, in its order */
	struct flows flows;
};

/* Moves a failure that stands into the block; nothing where err is 0. */
void night_caught(struct night *, struct block *, int err);

/* Says why where a block has failed; 1 where it did. */
int night_broken(struct night *, const struct block *, const char *key);

/* The line that gives what stands above. */
void night_line(struct night *, const char *key, const char *line);

/* Says that only the first rows are shown, where that is so. */
void night_cut(struct night *, const char *key, size_t shown, size_t all);

/* 2026-03-14; a day before the first of all is that one. */
const char *night_day(struct night *, int64_t day);

/* A word for a line, quoted where the shell would take it apart. */
const char *night_word(struct night *, const char *word);

/* A time for people, in whole minutes; JSON has the seconds. */
struct cell night_minute(const struct night *, struct cell time);

/* The parts; each prints what was gathered. */
int night_short(struct night *);
int night_decide(struct night *);
int night_lists(struct night *);
int night_totals(struct night *);
int night_moved(struct night *);
int night_changed(struct night *);

/* Asks what is planned, where something is below its minimum. */
void night_plan_ask(struct night *);

/* How many are below zero, and below their minimum. */
void night_count(const struct night *, int64_t *negative, int64_t *below);

/* Runs the lines of the lists, after `now`. */
void night_lists_ask(struct night *);

/* How many rows a list found: "at_risk", "budget_over". */
int64_t night_found(const struct night *, const char *key);

#endif
