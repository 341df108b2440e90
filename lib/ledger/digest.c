/* BLAKE2b-256 over values, and what it is written as: 64 hex digits. */
#include <string.h>

#include "ledger/digest.h"

void
digest_begin(struct digest *d)
{
	/* Without it the library takes its slowest code. */
	if (sodium_init() < 0)
		BUG("libsodium cannot begin");
	crypto_generichash_init(&d->state, NULL, 0, DIGEST_SIZE);
	d->behind = NULL;
	d->n = 0;
}

void
digest_begin_beside(struct digest *d, struct digest *behind, struct ops *ops,
    struct worker *w)
{
	d->behind = behind;
	d->ops = ops;
	d->worker = w;
	d->n = 0;
}

static int
take(struct ops *ops, void *behind, const void *bytes, size_t n)
{
	(void)ops;
	digest_raw(behind, bytes, n);
	return 0;
}

static const struct worker_job job = { .take = take };

/* The worker's failures, if any, are told by whoever waits for it. */
static void
update(struct digest *d, const void *bytes, size_t n)
{
	if (d->behind == NULL)
		crypto_generichash_update(&d->state, bytes, n);
	else
		worker_give(d->ops, d->worker, &job, d->behind, bytes, n);
}

void
digest_pass(struct digest *d)
{
	if (d->n > 0)
		update(d, d->buffer, d->n);
	d->n = 0;
}

void
digest_raw(struct digest *d, const void *bytes, size_t n)
{
	if (n > sizeof d->buffer - d->n)
		digest_pass(d);
	if (n > sizeof d->buffer) {
		update(d, bytes, n);
		return;
	}
	if (n > 0)
		memcpy(d->buffer + d->n, bytes, n);
	d->n += n;
}

static void
framed(struct digest *d, unsigned char tag, uint64_t number)
{
	unsigned char *to;

	if (sizeof d->buffer - d->n < 1 + sizeof number)
		digest_pass(d);
	to = d->buffer + d->n;
	d->n += 1 + sizeof number;
	*to++ = tag;
	*to++ = (unsigned char)(number >> 56);
	*to++ = (unsigned char)(number >> 48);
	*to++ = (unsigned char)(number >> 40);
	*to++ = (unsigned char)(number >> 32);
	*to++ = (unsigned char)(number >> 24);
	*to++ = (unsigned char)(number >> 16);
	*to++ = (unsigned char)(number >> 8);
	*to = (unsigned char)number;
}

/* A value that is missing. */
static void
none(struct digest *d)
{
	if (d->n == sizeof d->buffer)
		digest_pass(d);
	d->buffer[d->n++] = 0;
}

void
digest_int(struct digest *d, int64_t i)
{
	if (i == NONE)
		none(d);
	else
		framed(d, 1, (uint64_t)i);
}

void
digest_bytes(struct digest *d, const void *bytes, size_t n)
{
	framed(d, 2, n);
	digest_raw(d, bytes, n);
}

void
digest_text(struct digest *d, const char *text)
{
	if (text == NULL)
		none(d);
	else
		digest_bytes(d, text, strlen(text));
}

void
digest_value(struct digest *d, const struct db_value *v)
{
	switch (v->type) {
	case DB_NULL:
		none(d);
		break;
	case DB_INT:
		framed(d, 1, (uint64_t)v->i);
		break;
	case DB_TEXT:
		digest_bytes(d, v->p, (size_t)v->i);
		break;
	}
}

void
digest_end(struct digest *d, char text[DIGEST_TEXT])
{
	unsigned char sum[DIGEST_SIZE];

	digest_pass(d);
	crypto_generichash_final(&d->state, sum, sizeof sum);
	sodium_bin2hex(text, DIGEST_TEXT, sum, sizeof sum);
}

void
digest_salt(char salt[SALT_TEXT])
{
	unsigned char bytes[(SALT_TEXT - 1) / 2];

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(salt, SALT_TEXT, bytes, sizeof bytes);
}

void
digest_private(const char *salt, const char *body, char text[DIGEST_TEXT])
{
	struct digest d;

	digest_begin(&d);
	digest_text(&d, salt);
	digest_text(&d, body);
	digest_end(&d, text);
}
