/* The missing number. */
#ifndef BASE_NONE_H
#define BASE_NONE_H

#include <stdint.h>

/*
 * A missing text is NULL, a missing number is NONE: it is no quantity, no
 * amount, no time, and no arithmetic yields it.
 */
#define NONE INT64_MIN

#endif
