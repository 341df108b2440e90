/* A clock that only goes on: how long something took. */
#ifndef BASE_TICKS_H
#define BASE_TICKS_H

#include <stdint.h>

/* Milliseconds since some moment before the program began. */
int64_t milliseconds(void);

#endif
