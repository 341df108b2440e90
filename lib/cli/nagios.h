/* What an answer verb tells a monitoring system (--nagios). */
#ifndef CLI_NAGIOS_H
#define CLI_NAGIOS_H

#include "cli/cmd.h"

/*
 * A number that is watched: above `warning` (NONE: never) it is a warning,
 * above `critical` (NONE) critical.
 */
struct nagios_count {
	const char *label; /* in the performance data: no blank, ' or = */
	const char *says;  /* behind the number: "below minimum" */
	int64_t n, warning, critical;
	const char *which; /* in brackets behind it: the first few; or NULL */
};

/*
 * Prints one line (unless -q was given),
 *	STOCK WARNING - 7 below minimum, 0 negative | below=7;0;;0 negative=...
 * and sets the answer to its exit code: 0 OK, 1 WARNING, 2 CRITICAL.  The
 * form and the codes are those of the Monitoring Plugins' guidelines (a
 * value is label=value;warning;critical;minimum); 3, UNKNOWN, is what the
 * program makes of every failure.
 */
void nagios_print(struct call *, const char *service,
    const struct nagios_count *, size_t n);

#endif
