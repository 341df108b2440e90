/* The shape of a demand: how much it varies, and how often there is any. */
#ifndef STATS_SHAPE_H
#define STATS_SHAPE_H

#include <stddef.h>
#include <stdint.h>

/* Ratios in millionths; NONE where they are undefined. */
struct demand_shape {
	size_t hits; /* periods with a demand above 0 */
	int64_t cv;  /* standard deviation (of all n periods) / mean */
	int64_t adi; /* periods up to the last demand / hits */
	int64_t cv2; /* (sample standard deviation / mean)^2 of the hits */
};

/*
 * Of n periods in their order.  The first interval begins before the first
 * period, and what comes after the last demand counts in none (Syntetos and
 * Boylan 2005; tsintermittent and statsforecast do so, too).
 */
void demand_shape(const int64_t *x, size_t n, struct demand_shape *);

/*
 * Syntetos and Boylan's four: intermittent and lumpy above 1.32 periods,
 * erratic and lumpy above 0.49; -1 where one of the two is undefined.
 */
enum demand_pattern { SMOOTH, ERRATIC, INTERMITTENT, LUMPY };
extern const char *const pattern_words[];
int demand_pattern(const struct demand_shape *);

#endif
