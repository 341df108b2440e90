/* Codes to answer with: random, easy to type, kept as their digest only. */
#include <string.h>

#include "ledger/passcode.h"

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { LETTERS = 20, GROUP = 5 };

void
passcode_new(char code[PASSCODE_TEXT])
{
	char *p = code;

	if (sodium_init() < 0)
		BUG("no random numbers");
	for (int i = 0; i < LETTERS; i++) {
		if (i > 0 && i % GROUP == 0)
			*p++ = '-';
		*p++ = letters[randombytes_uniform(sizeof letters - 1)];
	}
	*p = '\0';
}

/* The letter meant, or 0. */
static char
letter(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	return c != '\0' && strchr(letters, c) != NULL ? c : '\0';
}

int
passcode_digest(const char *text, char digest[DIGEST_TEXT])
{
	char code[LETTERS];
	struct digest d;
	int n = 0;

	for (; *text != '\0'; text++) {
		if (*text == '-' && n > 0)
			continue;
		if (n == LETTERS || (code[n++] = letter(*text)) == '\0')
			return -1;
	}
	if (n < LETTERS)
		return -1;
	digest_begin(&d);
	digest_text(&d, "passcode");
	digest_bytes(&d, code, LETTERS);
	digest_end(&d, digest);
	return 0;
}
