/* JSON: one array of flat objects, or one object a line. */
#include <string.h>

#include "io/jsonout.h"
#include "io/value.h"
#include "io/width.h"
#include "io/writers.h"

struct json {
	struct writer w;
	const char **key; /* "name":, for each column */
	int lines;	  /* one object a line, no array */
};

/* The escape of a byte that JSON does not take as it is. */
static void
json_byte(struct out *o, unsigned char c)
{
	static const char special[] = "\"\\\n\r\t\b\f", letter[] = "\"\\nrtbf";
	const char *at = memchr(special, c, sizeof special - 1);

	if (at == NULL) {
		out_printf(o, "\\u%04x", c);
		return;
	}
	out_char(o, '\\');
	out_char(o, letter[at - special]);
}

static int
is_verbatim(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

void
json_text(struct out *o, const char *s, size_t n)
{
	size_t at = 0, from = 0;
	int32_t code;

	out_char(o, '"');
	while (at < n) {
		unsigned char c = (unsigned char)s[at];
		size_t used = 1;

		if (is_verbatim(c)) {
			at++;
			continue;
		}
		if (c >= 0x80) {
			used = utf8_next(s + at, n - at, &code);
			if (!code_is_unsafe(code)) {
				at += used;
				continue;
			}
		}
		out_write(o, s + from, at - from);
		if (c < 0x80)
			json_byte(o, c);
		else if (code >= 0)
			out_printf(o, "\\u%04x", (unsigned)code);
		else
			out_text(o, "\xef\xbf\xbd"); /* U+FFFD */
		at += used;
		from = at;
	}
	out_write(o, s + from, n - from);
	out_char(o, '"');
}

void
json_cell(struct out *o, const struct style *style, enum type type,
    const struct cell *c)
{
	char *p;

	if (cell_missing(type, c)) {
		out_text(o, "null");
	} else if (type_is_text(type)) {
		json_text(o, c->s, (size_t)c->i);
	} else if (type == TYPE_BOOL) {
		out_text(o, c->i ? "true" : "false");
	} else {
		int quoted = !type_is_number(type);

		p = out_room(o, VALUE_MAX + 2);
		if (quoted)
			*p++ = '"';
		p += value_put(p, style, type, c->i);
		if (quoted)
			*p++ = '"';
		out_used(o, p);
	}
}

static int
json_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct json *j = (struct json *)sink;
	struct out *key = out_memory();

	writer_begin(&j->w, cols, n);
	j->key = ARENA_ARRAY(j->w.mem, const char *, n);
	for (size_t i = 0; i < n; i++) {
		size_t from, to;

		out_bytes(key, &from);
		json_text(key, cols[i].name, strlen(cols[i].name));
		out_char(key, ':');
		out_bytes(key, &to);
		j->key[i] = arena_strndup(j->w.mem, out_bytes(key, NULL) + from,
		    to - from);
	}
	out_abandon(key);
	if (!j->lines)
		out_char(j->w.o, '[');
	return writer_result(&j->w);
}

static int
json_row(struct sink *sink, const struct cell *cells)
{
	struct json *j = (struct json *)sink;
	struct out *o = j->w.o;

	if (!j->lines)
		out_text(o, j->w.rows == 0 ? "\n" : ",\n");
	for (size_t i = 0; i < j->w.n; i++) {
		out_char(o, i == 0 ? '{' : ',');
		out_text(o, j->key[i]);
		json_cell(o, j->w.style, j->w.cols[i].type, &cells[i]);
	}
	out_char(o, '}');
	if (j->lines)
		out_char(o, '\n');
	j->w.rows++;
	return writer_result(&j->w);
}

static int
json_end(struct sink *sink)
{
	struct json *j = (struct json *)sink;

	if (!j->lines)
		out_text(j->w.o, j->w.rows == 0 ? "]\n" : "\n]\n");
	return writer_result(&j->w);
}

struct writer *
json_writer(struct arena *mem)
{
	struct json *j = ARENA_NEW(mem, struct json);

	j->w.sink = (struct sink){ json_begin, json_row, json_end };
	return &j->w;
}

struct writer *
jsonl_writer(struct arena *mem)
{
	struct writer *w = json_writer(mem);

	((struct json *)w)->lines = 1;
	return w;
}
