/* ops budget evm: earned value, what a project has earned for its costs. */
#include "cli/takes.h"
#include "stats/evm.h"

enum { PROJECT, PV, EV, AC, BAC, TAKEN };

static const struct column takes[] = {
	{ "project", TYPE_CODE, COL_NEEDED, "what is judged" },
	{ "pv", TYPE_MONEY, COL_NEEDED, "planned value: what was to be done "
	    "by now, at the plan's cost" },
	{ "ev", TYPE_MONEY, COL_NEEDED, "earned value: what is done, at the "
	    "plan's cost" },
	{ "ac", TYPE_MONEY, COL_NEEDED, "actual cost of what is done" },
	{ "bac", TYPE_MONEY, COL_NEEDED, "budget at completion: of all" },
	{ NULL },
};

static const struct column columns[] = {
	{ "project", TYPE_CODE, COL_FILTER, "what is judged" },
	{ "pv", TYPE_MONEY, 0, "planned value" },
	{ "ev", TYPE_MONEY, 0, "earned value" },
	{ "ac", TYPE_MONEY, 0, "actual cost" },
	{ "bac", TYPE_MONEY, 0, "budget at completion" },
	{ "cv", TYPE_MONEY, 0, "cost variance: ev - ac" },
	{ "sv", TYPE_MONEY, 0, "schedule variance: ev - pv" },
	{ "cpi", TYPE_RATIO, 0, "cost performance index: ev / ac" },
	{ "spi", TYPE_RATIO, 0, "schedule performance index: ev / pv" },
	{ "eac", TYPE_MONEY, 0, "estimate at completion: bac / cpi, as so "
	    "far" },
	{ "eac_planned", TYPE_MONEY, COL_MINOR, "the same with the rest as "
	    "planned: ac + bac - ev" },
	{ "eac_schedule", TYPE_MONEY, COL_MINOR, "the same with the rest at "
	    "cost and pace so far: ac + (bac - ev) / (cpi x spi)" },
	{ "etc", TYPE_MONEY, COL_MINOR, "estimate to complete: eac - ac" },
	{ "vac", TYPE_MONEY, 0, "variance at completion: bac - eac" },
	{ "tcpi", TYPE_RATIO, 0, "to-complete index: (bac - ev) / "
	    "(bac - ac)" },
	{ "tcpi_eac", TYPE_RATIO, COL_MINOR, "the same for the estimate: "
	    "(bac - ev) / (eac - ac)" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

/* Each row is answered as it comes. */
struct earning {
	struct sink sink;
	struct call *call;
};

static int
take_begin(struct sink *s, const struct column *cols, size_t n)
{
	(void)cols;
	(void)n;
	return call_begin(((struct earning *)s)->call, columns, COLUMNS);
}

static int
take_row(struct sink *s, const struct cell *in)
{
	struct call *c = ((struct earning *)s)->call;
	struct evm e = { .pv = in[PV].i, .ev = in[EV].i, .ac = in[AC].i,
		.bac = in[BAC].i };

	evm_reckon(&e);
	return call_row(c, (struct cell[COLUMNS]){ in[PROJECT],
	    cell_int(e.pv), cell_int(e.ev), cell_int(e.ac), cell_int(e.bac),
	    cell_int(e.cv), cell_int(e.sv), cell_int(e.cpi), cell_int(e.spi),
	    cell_int(e.eac), cell_int(e.eac_planned),
	    cell_int(e.eac_schedule), cell_int(e.etc), cell_int(e.vac),
	    cell_int(e.tcpi), cell_int(e.tcpi_eac) });
}

static int
take_end(struct sink *s)
{
	return sink_end(((struct earning *)s)->call->out);
}

static int
run(struct call *c)
{
	struct earning e = { { take_begin, take_row, take_end }, c };

	if (c->opt.input == NULL)
		return fail(c->ops, OPS_USAGE, "--input is missing: a file "
		    "with project, pv, ev, ac and bac");
	return call_takes(c, takes, TAKEN, NULL, &e.sink);
}

const struct cmd cmd_budget_evm = {
	.path = "budget evm",
	.brief = "earned value: is a project ahead, and what will it cost",
	.about = "Sets what was planned to be done by now against what is "
		 "done and what it cost, and says where the project will "
		 "end. There are three estimates at completion, since the "
		 "rest may go on as so far, as planned, or at the cost and "
		 "the pace so far. What would be a division by 0 is "
		 "undefined and stays empty.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK,
	.columns = columns,
	.takes = takes,
	.run = run,
};
