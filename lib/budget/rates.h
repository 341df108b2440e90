/* Rates of currencies: what an amount in another one is in the book's. */
#ifndef BUDGET_RATES_H
#define BUDGET_RATES_H

#include "budget/line.h"
#include "cli/cmd.h"
#include "ledger/record.h"

/*
 * From a day on, until the next one of the currency: how many units of it
 * one unit of the book's currency is worth, in millionths, as it was said
 * (the European Central Bank publishes them so; no figure of it is cut).
 */
struct rate {
	const char *currency;
	int64_t day;
	int64_t rate;
	int64_t entry; /* that set it */
};

extern const struct ledger ledger_rate;

/* Of a currency by its code of ISO 4217 (three letters). */
extern const struct kind kind_currency, kind_known_currency, kind_rate;

/* Posts one: what there was for that day gets a new version. */
int rate_post(struct ops *, struct entry *, const struct rate *);

/*
 * The one in force on a day, as known after entry `known` (NONE: now); of
 * the book's own currency always 1.  OPS_DATA where there is none yet, with
 * the days for which there are some.
 */
int rate_at(struct ops *, int64_t known, const char *currency, int64_t day,
    struct rate *out);

/*
 * Notes, once in a command, that the rate used for a day is older than
 * budget.rates.max_age.
 */
void rate_note_age(struct ops *, const struct rate *, int64_t day);

/*
 * An amount in the rate's currency (its minor units) in the book's, and
 * back: rounded once, half away from zero.  OPS_DATA where it does not fit.
 */
int rate_to_base(struct ops *, const struct rate *, int64_t amount,
    int64_t *base);
int rate_from_base(struct ops *, const struct rate *, int64_t base,
    int64_t *amount);

/*
 * The same of a field `amount` (kind_amount) beside a field `currency`
 * (NULL), which both may name one, but not another; in ops->mem.  OPS_DATA.
 */
int amount_read(struct ops *, const char *text, const char *currency,
    int64_t *amount, const char **of);

/*
 * An amount in a currency, above 0, in the book's by the rate in force at a
 * time; *said gets it all.  Notes a rate that is old.  OPS_DATA where there is
 * none.
 */
int amount_to_base(struct ops *, const char *currency, int64_t at,
    int64_t amount, int64_t *base, struct foreign *said);

/* All of them by currency and day; texts are valid during the row. */
int rates_all(struct ops *, int64_t known,
    int (*row)(void *, const struct rate *), void *data);

#endif
