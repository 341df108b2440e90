/* Mail: what is written reads back, and what people send is found. */
#include <string.h>

#include "base/str.h"
#include "io/mime.h"
#include "tap.h"

static struct ops ops;

/* The text of a mail, or why there is none. */
static const char *
text_of(const char *bytes)
{
	struct mail mail;

	fail_clear(&ops);
	return mail_read(&ops, bytes, strlen(bytes), &mail) == 0 ? mail.text
								 : ops.why;
}

static const char *
from_of(const char *bytes)
{
	struct mail mail;

	fail_clear(&ops);
	return mail_read(&ops, bytes, strlen(bytes), &mail) == 0 ? mail.from
								 : ops.why;
}

static void
test_read(void)
{
	is_text(text_of("From: a@b\n\nyes\n"), "yes\n", "a plain one");
	is_text(text_of("From: a@b\r\n\r\nyes\r\nno"), "yes\nno",
	    "Windows ends of lines");
	is_text(text_of("From a@b Sun\nA: b\n\nyes\n"), "yes\n",
	    "one of a mailbox");
	is_text(text_of("A: b\nContent-Type:\n\ttext/plain;\n charset=latin1\n"
	    "\ny\n"), "y\n", "a header of several lines");
	is_text(text_of("A: b\nContent-Transfer-Encoding: Quoted-Printable\n"
	    "\na=3D=\n=c3=A4 =zz =4  \n="), "a=\xc3\xa4 =zz =4\n",
	    "quoted-printable, and what is none");
	is_text(text_of("A: b\nContent-Transfer-Encoding: base64\n\n"
	    "eWVz\nIQ==eWVz"), "yes!", "base64, up to its end");
	is_text(text_of("A: b\nContent-Type: text/plain; charset=\"ISO-8859-1\""
	    "\n\nsp\xe4t"), "sp\xc3\xa4t", "Latin-1");
	is_text(text_of("A: b\n\nsp\xe4t"), "sp?t", "bytes nobody explains");
	is_text(text_of("A: b\n\na\tb\x1b[1m\x7f"), "a b[1m",
	    "no control characters");
	is_text(from_of("From: \"Ida, H.\" <Ida@Example.org>\n\nx"),
	    "ida@example.org", "an address behind a name");
	is_text(from_of("From: ida@example.org (Ida)\n\nx"),
	    "ida@example.org", "and before one");
	is_text(from_of("From: Ida\n\nx"), NULL, "no address");
	is_text(from_of("From: a@b\nFrom: c@d\n\nx"), NULL,
	    "two headers are none");
	is_text(from_of("From:\nFrom: c@d\n\nx"), NULL,
	    "nor are two of which one is empty");
	is_text(from_of("From: a@b, c@d\n\nx"), NULL, "nor two addresses");
	is_text(from_of("From: I <a@b>, <c@d>\n\nx"), NULL,
	    "nor two behind names");
	is_text(from_of("From: <a@b> <c@d>\n\nx"), NULL,
	    "nor one behind the other");
	is_text(from_of("From: a@b <c@d>\n\nx"), "c@d",
	    "a name that looks like an address is a name");
	is_text(from_of("From: \"<a@b>\" <c@d>\n\nx"), "c@d",
	    "in quotes, too");
	is_text(from_of("From: \"x\\\" <a@b>\" (<e@f>) <c@d>\n\nx"), "c@d",
	    "and in comments");
	is_text(from_of("From: \"open <a@b>\n\nx"), NULL,
	    "a quote without an end");
	is_text(from_of("From: I <a@b\n\nx"), NULL, "an address without");
	is_text(from_of("From: I <a@b> c\n\nx"), NULL, "and more behind it");
	is_text(from_of("From: a@b@c\n\nx"), NULL, "no address");
	is_text(from_of("From: group: a@b;\n\nx"), NULL, "a group");
}

static void
test_parts(void)
{
	is_text(text_of("Content-Type: multipart/mixed; boundary=\"a b\"\n\n"
	    "before\n--a b\n\nyes\n--a b--\nafter\n"), "yes\n",
	    "the part, not what is around it");
	is_text(text_of("Content-Type: multipart/mixed; x=y; boundary=a\n\n"
	    "--a\nContent-Type: text/html\n\n<p>\n--a\nContent-Type: "
	    "text/plain\n\nyes\n--a--\n"), "yes\n", "the first plain one");
	is_text(text_of("Content-Type: multipart/mixed; boundary=a\n\n"
	    "--a\nContent-Type: multipart/alternative; boundary=ab\n\n"
	    "--ab\n\nyes\n--ab--\n--a--\n"), "yes\n",
	    "within another, whose boundary begins alike");
	is_text(text_of("Content-Type: multipart/mixed; boundary=a\n\n"
	    "--a\n\nyes"), "yes", "a mail that was cut");
	is_text(text_of("Content-Type: multipart/mixed; boundary=a\n\nyes"),
	    "the mail has no plain text: expected a part of text/plain",
	    "no part at all");
	is_text(text_of("Content-Type: multipart/mixed\n\nyes"),
	    "the mail has parts, but no boundary between them",
	    "no boundary");
	is_text(text_of("Content-Type: multipart/mixed; boundary=a\n\n--a\n"
	    "Content-Disposition: ATTACHMENT\n\nyes\n--a--"),
	    "the mail has no plain text: expected a part of text/plain",
	    "a file is no answer");
}

static void
test_automatic(void)
{
	static const char *const heads[] = { "Auto-Submitted: auto-replied",
		"Precedence: bulk", "Return-Path: <>",
		"auto-submitted: auto-generated" };
	struct mail mail;
	const char *bytes;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		bytes = arena_printf(ops.mem, "%s\n\nx", heads[i]);
		mail_read(&ops, bytes, strlen(bytes), &mail);
		ok(mail.automatic, "%s is a robot's", heads[i]);
	}
	bytes = "Auto-Submitted: no\nReturn-Path: <a@b>\n\nx";
	mail_read(&ops, bytes, strlen(bytes), &mail);
	ok(!mail.automatic, "others are people's");
}

/* What is written, read by the reader. */
static void
round_trip(const char *text, const char *name)
{
	struct out *o = out_memory();
	const char *back;
	size_t n;

	mime_header(o, "Subject", "x");
	mime_text(o, text);
	back = text_of(out_bytes(o, &n));
	is_text(back, text, name);
	out_abandon(o);
}

static void
is_header(const char *value, const char *want, const char *name)
{
	struct out *o = out_memory();
	size_t n;

	mime_header(o, "S", value);
	is_text(out_bytes(o, &n), want, name);
	out_abandon(o);
}

static void
test_write(void)
{
	struct str s = STR_INIT;

	round_trip("yes\nno\n", "a text as it is");
	round_trip("sp\xc3\xa4t =3D \n.\nFrom me\n\n. \nend=\n",
	    "what mail would change is encoded");
	for (int i = 0; i < 300; i++)
		str_add(&s, i % 7 == 0 ? " \xe2\x82\xac" : ".");
	str_add(&s, "\n");
	round_trip(s.p, "a long line");
	is_header("a b", "S: a b\n", "a header");
	is_header("a\nBcc: b\r", "S: a?Bcc: b?\n", "is one line");
	is_header("\xc3\xa4", "S: =?UTF-8?B?w6Q=?=\n", "not ASCII");
	is_header("=?x", "S: =?UTF-8?B?PT94?=\n", "what looks encoded");
	str_free(&s);
}

int
main(void)
{
	ops.mem = arena_new();
	test_read();
	test_parts();
	test_automatic();
	test_write();
	arena_free(ops.mem);
	return done();
}
