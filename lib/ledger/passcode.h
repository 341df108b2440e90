/* Codes to answer with: random, easy to type, kept as their digest only. */
#ifndef LEDGER_PASSCODE_H
#define LEDGER_PASSCODE_H

#include "ledger/digest.h"

/*
 * A new one: 100 random bits as 4 groups of 5 out of Crockford's 32 letters
 * and digits (no I L O U), "7KX3M-0Q2RA-W9TBC-55ZHE".
 */
enum { PASSCODE_TEXT = 24 };
void passcode_new(char code[PASSCODE_TEXT]);

/*
 * The digest it is kept by.  Capitals or not, with or without hyphens, O for
 * 0 and I or L for 1 are the same code.  0, or -1: no such code.
 */
int passcode_digest(const char *text, char digest[DIGEST_TEXT]);

#endif
