/* ops report nightly: what a company should know in the morning. */
#include "report/nightly.h"
#include "stock/kinds.h"

struct nightly_input {
	const struct location *site;
};

static const struct field fields[] = {
	{ "site", 0, &kind_site, AT_LOCATION(struct nightly_input, site), 0,
	    "only this site" },
	{ NULL },
};

static int
run(struct call *c)
{
	struct nightly_input in = { .site = NULL };
	int err;

	err = fill_given(c, &in, NULL);
	if (err == 0)
		err = report_nightly(c, in.site == NULL ? NULL : in.site->code);
	return err;
}

static const struct example examples[] = {
	{ "the report of last night", "ops report nightly" },
	{ "the report of a day, as a page for mail",
	    "ops report nightly --as-of yesterday -F html -o nightly.html" },
	{ "one site's morning", "ops report nightly --site SOUTH" },
	{ NULL },
};

const struct cmd cmd_report_nightly = {
	.path = "report nightly",
	.brief = "what is short, what there is, what moved and changed",
	.about = "The report of the last whole day, with today so far: first "
		 "what needs a decision (below zero, below minimum with NEW "
		 "marked, promises at risk, what expires, counts due; "
		 "requests that wait, what is over budget or will be, what "
		 "is bound in months that are over, savings to be reviewed), "
		 "then what stock is worth, what is dead, the bottleneck, "
		 "the budget and where its year will end, what flowed "
		 "against the same days before, what went out most, what "
		 "changed in the book. What finds nothing is left out, but "
		 "for minimum and worth. Below each part stands the line "
		 "that gives it. In cron '--as-of yesterday' makes it the "
		 "report of exactly one day. A part that fails says so in "
		 "its place, and its code is the exit code.",
	.prints = PRINTS_DOCUMENT,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct nightly_input),
	.examples = examples,
	.run = run,
};
