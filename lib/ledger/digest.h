/* BLAKE2b-256 over values, and what it is written as: 64 hex digits. */
#ifndef LEDGER_DIGEST_H
#define LEDGER_DIGEST_H

#include <sodium.h>
#include <stddef.h>
#include <stdint.h>

#include "db/db.h"
#include "io/worker.h"

enum { DIGEST_SIZE = 32, DIGEST_TEXT = 65 };

struct digest {
	crypto_generichash_state state;
	struct digest *behind; /* a worker's, which all goes to; NULL */
	struct worker *worker;
	struct ops *ops; /* of the worker's failures */
	size_t n;
	unsigned char buffer[4096];
};

void digest_begin(struct digest *);

/*
 * One whose bytes a worker adds to a digest `behind` it; digest_pass() gives
 * it what has come so far.
 */
void digest_begin_beside(struct digest *, struct digest *behind, struct ops *,
    struct worker *);
void digest_pass(struct digest *);

/*
 * A value: a byte 0 (missing); 1 and the integer, 8 bytes, big-endian; 2,
 * the length as such an integer, and the bytes.  No two sequences of values
 * have the same bytes.
 */
void digest_int(struct digest *, int64_t); /* NONE is missing */
void digest_text(struct digest *, const char *);
void digest_bytes(struct digest *, const void *, size_t);
void digest_value(struct digest *, const struct db_value *);

/* Raw bytes, no frame: for hashing a file. */
void digest_raw(struct digest *, const void *, size_t);
void digest_end(struct digest *, char text[DIGEST_TEXT]);

/* The salted digest of a personal text, and a fresh salt (32 hex digits). */
enum { SALT_TEXT = 33 };
void digest_salt(char salt[SALT_TEXT]);
void digest_private(const char *salt, const char *body,
    char text[DIGEST_TEXT]);

#endif
