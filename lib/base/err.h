/* What can go wrong, each with its exit code. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * A function that can fail returns 0 or one of these.  The value is the
 * negative exit code of sysexits(3), so there is no second table.
 */
enum ops_err {
	OPS_OK = 0,
	OPS_NO = -1,	     /* the answer is no; or rows were rejected */
	OPS_USAGE = -2,	     /* unknown word, missing field */
	OPS_DATA = -65,	     /* a value is wrong or impossible */
	OPS_NOINPUT = -66,   /* no book, no such file */
	OPS_UNAVAIL = -69,   /* the store cannot be reached */
	OPS_INTERNAL = -70,  /* a fault of ours */
	OPS_CANTCREAT = -73, /* a file cannot be made */
	OPS_IO = -74,	     /* reading or writing failed, disk full */
	OPS_BUSY = -75,	     /* somebody else is writing, try again */
	OPS_DENIED = -77,    /* a rule forbids it to you or now */
	OPS_CONFIG = -78     /* the configuration is wrong */
};

#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define NORETURN __attribute__((noreturn))

/* A mistake in this program: says where and aborts. */
#define BUG(...) bug(__FILE__, __LINE__, __VA_ARGS__)
void bug(const char *file, int line, const char *fmt, ...)
    PRINTF(3, 4) NORETURN;

/* Ends the process: no memory is left (exit 74). */
void no_memory(void) NORETURN;

#endif
