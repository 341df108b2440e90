/* Time zones: between wall clocks and seconds UTC. */
#ifndef TIME_ZONE_H
#define TIME_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"

struct zone;

/*
 * The zone of an IANA name ("Europe/Berlin"), in ops->mem.  The C library
 * and its database ($TZDIR, else /usr/share/zoneinfo) do the work, so TZ in
 * this process's environment changes; "UTC" works without a database.
 * OPS_CONFIG where the name is malformed or the database lacks it.
 * Zones are for one thread.
 */
int zone_open(struct ops *, const char *name, struct zone **);

/* UTC itself, for those who have no book; never NULL, never freed. */
const struct zone *zone_utc(void);

const char *zone_name(const struct zone *);

/*
 * The instant at which clocks show `second` (0 to 86399) of `day`.  Where
 * they skip it (spring): as if the old offset still held, so the later
 * instant.  Where they show it twice (autumn): the first.
 */
int64_t zone_to_utc(const struct zone *, int64_t day, int second);

/* What clocks show at an instant. */
void zone_from_utc(const struct zone *, int64_t t, int64_t *day, int *second);

/* Seconds that clocks are ahead of UTC at an instant. */
int zone_offset(const struct zone *, int64_t t);

/*
 * How tables and documents show a time: 2026-11-21T14:05 on the zone's
 * clock, with :SS only where the seconds are not 0; the second of two equal
 * hours in autumn as UTC (with Z).  when_parse() reads it back.  The length.
 */
enum { TIME_SIZE = 32 };
size_t time_print(char buf[TIME_SIZE], int64_t t, const struct zone *);

#endif
