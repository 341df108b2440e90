/* Service: how well promises to customers were kept. */
#ifndef STOCK_SERVICE_H
#define STOCK_SERVICE_H

#include "stock/demand.h"

/* The day a line is measured by; each falls back to the due day. */
enum service_day { SERVICE_FIRST, SERVICE_PROMISED, SERVICE_DUE };
extern const char *const service_words[]; /* "first" "promised" "due" NULL */

/* What a line is grouped by, as bits. */
enum {
	SERVICE_PARTY = 1 << 0,
	SERVICE_ITEM = 1 << 1,
	SERVICE_SITE = 1 << 2,
	SERVICE_PERIOD = 1 << 3 /* the month of its day */
};

/* Codes that are wanted; n is 0: all. */
struct service_codes {
	const char *const *v;
	size_t n;
};

struct service_query {
	enum service_day against;
	unsigned by;
	struct service_codes party, item, site;
	int64_t first, last; /* days, NONE: no limit */
	int64_t as_of, known;
};

/* One line, judged: what `service --explain` prints. */
struct service_line {
	const struct demand *demand;
	const char *site;
	int64_t period;	  /* first day of the month of its day */
	int64_t day;	  /* it is measured by, NONE: it has none */
	int64_t in_time;  /* how much left by then */
	int64_t complete; /* when the last of it left, NONE */
	int counted;	  /* its day is over, or all is done: it is judged */
	int on_time, in_full, otif;
	int64_t fill;	 /* in_time of qty, millionths, 1 at most */
	int64_t to_ship; /* seconds from its date to `complete`, NONE */
	int64_t age;	 /* days since its date, where it is open; NONE */
};

/*
 * A group.  Shares are millionths, of `lines` and `orders`; NONE where those
 * are 0.  Percentiles are by nearest rank: value number ceil(p n).
 */
struct service_row {
	const char *party, *item, *site;
	int64_t period; /* NONE where it is no key */
	int64_t lines, on_time, in_full, otif, fill_rate;
	int64_t orders, order_on_time, order_in_full, order_otif;
	int64_t backlog, backlog_late, backlog_value; /* minor units */
	int64_t age_median, age_oldest;		      /* days */
	int64_t shipped, to_ship_median, to_ship_p90; /* days, millionths */
};

/* Seconds as days, millionths. */
int64_t service_days(int64_t seconds);

/* Calls row() for each line that counts, in the order of (order, line). */
int service_lines(struct ops *, const struct service_query *,
    int (*row)(void *, const struct service_line *), void *data);

/* Calls row() for each group, in the order of its keys. */
int service(struct ops *, const struct service_query *,
    int (*row)(void *, const struct service_row *), void *data);

#endif
