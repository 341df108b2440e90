/* Earned value: is a project ahead, what will it cost, what must it earn. */
#ifndef STATS_EVM_H
#define STATS_EVM_H

#include <stdint.h>

#include "base/none.h"

/*
 * All amounts are in minor units, ratios in millionths; NONE is undefined
 * (a division by 0) or unknown, and what rests on it is undefined, too.
 * Source: ANSI/EIA-748 and the PMI's practice standard for earned value
 * management, as teaching pages give them.
 */
struct evm {
	int64_t pv, ev, ac, bac; /* given: planned, earned, actual, budget */
	int64_t cv, sv;		 /* ev - ac, ev - pv: below 0 is bad */
	int64_t cpi, spi;	 /* ev / ac, ev / pv: below 1 is bad */
	/* At completion: as so far, as planned from now on, both weigh. */
	int64_t eac;	      /* bac / cpi */
	int64_t eac_planned;  /* ac + bac - ev */
	int64_t eac_schedule; /* ac + (bac - ev) / (cpi * spi) */
	int64_t etc, vac;     /* eac - ac, bac - eac */
	/* What each unit of money must earn from now on. */
	int64_t tcpi;	  /* to end on bac: (bac - ev) / (bac - ac) */
	int64_t tcpi_eac; /* to end on eac: (bac - ev) / (eac - ac) */
};

/* Fills in the rest; each is reckoned from what was given, rounded once. */
void evm_reckon(struct evm *);

#endif
