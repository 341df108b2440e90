/* Mail: messages are written for people, and their answers read. */
#ifndef IO_MIME_H
#define IO_MIME_H

#include "base/str.h"
#include "io/out.h"

/*
 * Writes the head and the text of one message (RFC 5322, 2045, 2047): lines
 * end with LF, as sendmail(8) takes them; a header or text that is not ASCII
 * is encoded, a long line too.  What goes into a header holds no line end
 * and no control character: mime_header() writes '?' for them.
 */
void mime_header(struct out *, const char *name, const char *value);

/* "Name <address>": the name quoted or encoded, NULL: none. */
void mime_address(struct out *, const char *header, const char *name,
    const char *address);

/* Content headers, an empty line, and the text, UTF-8. */
void mime_text(struct out *, const char *text);

/*
 * A message of a text and files: begin, then the text with mime_text() and
 * each file, then end.  The boundary is made of `unique`, which no line of
 * a text may hold.
 */
void mime_begin(struct out *, const char *unique);
void mime_part(struct out *, const char *unique);
void mime_file(struct out *, const char *name, const void *bytes, size_t n);
void mime_end(struct out *, const char *unique);

/*
 * What a person wrote in a mail: the first part of text/plain, decoded to
 * UTF-8 (from UTF-8, ASCII, Latin-1, Windows-1252; other bytes that are no
 * ASCII become '?'), its line ends LF, at most MAIL_TEXT_MAX bytes; and who
 * it says to be from: the address only, lower case; NULL where there is not
 * exactly one From with exactly one address.  Both in ops->mem.
 * OPS_DATA: larger than MAIL_MAX, no header, no text, parts within parts
 * deeper than MAIL_DEPTH_MAX, more than MAIL_PARTS_MAX.
 */
enum {
	MAIL_MAX = 1 << 20,
	MAIL_TEXT_MAX = 64 << 10,
	MAIL_DEPTH_MAX = 8,
	MAIL_PARTS_MAX = 64
};
struct mail {
	const char *from, *text;
	int automatic; /* a robot's: Auto-Submitted, a bounce, a list */
	int several;   /* more mails of a mailbox follow in the bytes */
};
int mail_read(struct ops *, const char *bytes, size_t n, struct mail *);

/* Are two addresses one?  Capitals of ASCII make no other one. */
int mail_same_address(const char *, const char *);

#endif
