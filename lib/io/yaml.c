/* YAML as a tree of texts: libyaml's events, with all that is risky refused. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>
#include <yaml.h>

#include "base/vec.h"
#include "io/yaml.h"

/*
 * libyaml counts characters and we need bytes, too: a cursor walks along,
 * so that all nodes together cost one pass, even on one endless line.
 */
struct reader {
	struct ops *ops;
	const char *file;
	const char *bytes;
	size_t n;
	size_t bom; /* bytes before the text that libyaml sees */
	size_t index, at;
	int depth;
	yaml_parser_t parser;
	yaml_event_t event;
	int have_event;
};

static int
fail_mark(struct reader *r, const yaml_mark_t *mark, const char *why)
{
	return fail(r->ops, OPS_CONFIG, "%s:%zu:%zu: %s", r->file,
	    mark->line + 1, mark->column + 1, why);
}

int
yaml_char_ok(int32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	if (c >= 0x7f && c < 0xa0)
		return 0;
	/*
	 * Line ends that no editor shows as such; marks that turn text round.
	 */
	if (c == 0x2028 || c == 0x2029)
		return 0;
	if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return 0;
	return c != 0xfeff && c != 0xfffe && c != 0xffff;
}

/* Finds what is no text, with its place, before libyaml sees it. */
static int
check_text(struct reader *r)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)r->bytes;
	yaml_mark_t mark = { 0, 0, 0 };
	char why[100];

	for (size_t i = r->bom; i < r->n;) {
		utf8proc_int32_t c;
		utf8proc_ssize_t len =
		    utf8proc_iterate(p + i, (utf8proc_ssize_t)(r->n - i), &c);

		if (len <= 0) {
			snprintf(why, sizeof why,
			    "byte 0x%02x is not UTF-8; expected a text file",
			    (unsigned)p[i]);
			return fail_mark(r, &mark, why);
		}
		i += (size_t)len;
		if (c == '\r' && (i == r->n || p[i] != '\n'))
			return fail_mark(r, &mark,
			    "a carriage return without a line feed");
		if (!yaml_char_ok(c)) {
			snprintf(why, sizeof why, "character U+%04X; expected "
			    "an escape in double quotes", (unsigned)c);
			return fail_mark(r, &mark, why);
		}
		mark.column++;
		if (c == '\n') {
			mark.line++;
			mark.column = 0;
		}
	}
	return 0;
}

/*
 * Comments, blank lines and `...` give nothing; the first other character
 * is where a document begins.  libyaml takes quadratic time on directives.
 */
static size_t
skip_nothing(const struct reader *r, size_t i, size_t *lines)
{
	while (i < r->n) {
		while (i < r->n && strchr(" \t\r", r->bytes[i]) != NULL)
			i++;
		if (i < r->n && r->bytes[i] != '\n' && r->bytes[i] != '#')
			return i;
		while (i < r->n && r->bytes[i] != '\n')
			i++;
		if (i < r->n) {
			i++;
			++*lines;
		}
	}
	return i;
}

static int
check_directives(struct reader *r)
{
	yaml_mark_t mark = { 0, 0, 0 };
	size_t i = skip_nothing(r, r->bom, &mark.line);

	if (i < r->n && r->bytes[i] == '%')
		return fail_mark(r, &mark,
		    "a directive ('%'); expected settings");
	return 0;
}

/* The end of what the parser read is the end of what there is to read. */
static int
check_rest(struct reader *r, yaml_mark_t mark, size_t at)
{
	if (r->n - at >= 3 && memcmp(r->bytes + at, "...", 3) == 0)
		at += 3;
	at = skip_nothing(r, at, &mark.line);
	if (at == r->n)
		return 0;
	mark.column = 0;
	return fail_mark(r, &mark, "a second document; expected one");
}

static size_t
byte_of(struct reader *r, const yaml_mark_t *mark)
{
	while (r->index < mark->index && r->at < r->n) {
		r->at++;
		while (r->at < r->n && (r->bytes[r->at] & 0xc0) == 0x80)
			r->at++;
		r->index++;
	}
	while (r->index > mark->index && r->at > r->bom) {
		r->at--;
		while (r->at > r->bom && (r->bytes[r->at] & 0xc0) == 0x80)
			r->at--;
		r->index--;
	}
	return r->at;
}

static int
fail_syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *wrong = p->problem != NULL ? p->problem : "not YAML";
	char why[300];

	if (p->error == YAML_MEMORY_ERROR)
		no_memory();
	/* libyaml's words for these would send the reader elsewhere. */
	if (strstr(wrong, "cannot start any token") != NULL) {
		char c = r->bytes[byte_of(r, &p->problem_mark)];

		if (c == '\t')
			return fail_mark(r, &p->problem_mark,
			    "a tab; expected spaces before a key or a value");
		snprintf(why, sizeof why,
		    "a text that begins with '%c'; expected it in quotes", c);
		return fail_mark(r, &p->problem_mark, why);
	}
	if (p->context != NULL && p->context_mark.line != p->problem_mark.line)
		snprintf(why, sizeof why, "%s, %s (line %zu)", wrong,
		    p->context, p->context_mark.line + 1);
	else if (p->context != NULL)
		snprintf(why, sizeof why, "%s, %s", wrong, p->context);
	else
		snprintf(why, sizeof why, "%s", wrong);
	return fail_mark(r, &p->problem_mark, why);
}

static int
next(struct reader *r)
{
	if (r->have_event)
		yaml_event_delete(&r->event);
	r->have_event = 0;
	if (!yaml_parser_parse(&r->parser, &r->event))
		return fail_syntax(r);
	r->have_event = 1;
	return 0;
}

/* What an event may carry besides its value, and no setting needs. */
static int
check_event(struct reader *r)
{
	const yaml_event_t *e = &r->event;
	const yaml_char_t *anchor = NULL, *tag = NULL;

	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	}
	if (e->type == YAML_ALIAS_EVENT)
		return fail_mark(r, &e->start_mark,
		    "an alias ('*'); expected the value itself");
	if (anchor != NULL)
		return fail_mark(r, &e->start_mark,
		    "an anchor ('&'); expected the value alone");
	if (tag != NULL)
		return fail_mark(r, &e->start_mark,
		    "a tag ('!'); expected the value alone");
	return 0;
}

static enum yaml_style
scalar_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return YAML_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return YAML_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		return YAML_BLOCK;
	default:
		return YAML_PLAIN;
	}
}

static int
read_scalar(struct reader *r, struct yaml *node)
{
	const yaml_event_t *e = &r->event;
	const char *text = (const char *)e->data.scalar.value;
	size_t len = e->data.scalar.length;

	if (memchr(text, '\0', len) != NULL)
		return fail_mark(r, &e->start_mark,
		    "a text with a NUL in it; expected one without");
	node->text = arena_strndup(r->ops->mem, text, len);
	node->style = scalar_style(e->data.scalar.style);
	return 0;
}

static int read_node(struct reader *, const struct yaml **);

static int
check_key(struct reader *r, const struct yaml *key)
{
	if (key->type != YAML_SCALAR)
		return yaml_fail(r->ops, key, "a key is a %s; expected a text",
		    key->type == YAML_MAP ? "map" : "list");
	if (key->text[0] == '\0')
		return yaml_fail(r->ops, key, "a key is empty");
	if (key->style == YAML_PLAIN && strcmp(key->text, "<<") == 0)
		return yaml_fail(r->ops, key,
		    "a merge ('<<'); expected the keys themselves");
	return 0;
}

static int
compare_keys(const void *a, const void *b)
{
	const struct yaml *x = *(const struct yaml *const *)a;
	const struct yaml *y = *(const struct yaml *const *)b;
	int order = strcmp(x->text, y->text);

	if (order != 0)
		return order;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* By sorting: no choice of keys makes it slow. */
static int
check_twice(struct reader *r, const struct yaml *map)
{
	const struct yaml **key, *first = NULL, *again = NULL;
	struct arena_mark mark = arena_mark(r->ops->mem);

	key = ARENA_ARRAY(r->ops->mem, const struct yaml *, map->n);
	for (size_t i = 0; i < map->n; i++)
		key[i] = map->item[i].key;
	if (map->n > 1)
		qsort(key, map->n, sizeof *key, compare_keys);
	for (size_t i = 1; i < map->n; i++)
		if (strcmp(key[i - 1]->text, key[i]->text) == 0 &&
		    (again == NULL || key[i]->from < again->from)) {
			first = key[i - 1];
			again = key[i];
		}
	arena_back(r->ops->mem, mark);
	if (again == NULL)
		return 0;
	return yaml_fail(r->ops, again,
	    "key '%s' stands twice, first on line %d",
	    yaml_shown(r->ops, again->text), first->line);
}

/* Reads items up to the end event of the map or list. */
static int
read_items(struct reader *r, struct yaml *node)
{
	yaml_event_type_t end = node->type == YAML_MAP ? YAML_MAPPING_END_EVENT
	    : YAML_SEQUENCE_END_EVENT;
	VEC(struct yaml_item) items = { NULL, 0, 0 };
	struct yaml_item item;
	int err;

	for (;;) {
		if ((err = next(r)) != 0)
			return err;
		if (r->event.type == end)
			break;
		item.key = NULL;
		if (node->type == YAML_MAP) {
			if ((err = read_node(r, &item.key)) != 0 ||
			    (err = check_key(r, item.key)) != 0 ||
			    (err = next(r)) != 0)
				return err;
		}
		if ((err = read_node(r, &item.value)) != 0)
			return err;
		*VEC_ADD(r->ops->mem, &items) = item;
	}
	node->item = items.v;
	node->n = items.n;
	return node->type == YAML_MAP ? check_twice(r, node) : 0;
}

/* Makes a node of the event that has just been read, and of what it opens. */
static int
read_node(struct reader *r, const struct yaml **out)
{
	struct yaml *node = ARENA_NEW(r->ops->mem, struct yaml);
	const yaml_event_t *e = &r->event;
	int err = check_event(r);

	if (err != 0)
		return err;
	*out = node;
	node->file = r->file;
	node->line = (int)e->start_mark.line + 1;
	node->column = (int)e->start_mark.column + 1;
	node->from = byte_of(r, &e->start_mark);
	if (e->type == YAML_SCALAR_EVENT) {
		err = read_scalar(r, node);
	} else {
		if (++r->depth > YAML_DEPTH_MAX)
			return yaml_fail(r->ops, node,
			    "nested too deep; expected at most %d levels",
			    YAML_DEPTH_MAX);
		if (e->type == YAML_MAPPING_START_EVENT) {
			node->type = YAML_MAP;
			node->style = e->data.mapping_start.style ==
				YAML_FLOW_MAPPING_STYLE ? YAML_FLOW
			    : YAML_BLOCK;
		} else {
			node->type = YAML_LIST;
			node->style = e->data.sequence_start.style ==
				YAML_FLOW_SEQUENCE_STYLE ? YAML_FLOW
			    : YAML_BLOCK;
		}
		err = read_items(r, node);
		r->depth--;
	}
	if (err == 0)
		node->to = byte_of(r, &r->event.end_mark);
	return err;
}

/* The stream's events around the one document. */
static int
read_stream(struct reader *r, const struct yaml **out)
{
	struct yaml *empty;
	int err;

	if ((err = next(r)) != 0 || (err = next(r)) != 0)
		return err;
	if (r->event.type == YAML_STREAM_END_EVENT) {
		empty = ARENA_NEW(r->ops->mem, struct yaml);
		empty->type = YAML_MAP;
		empty->style = YAML_BLOCK;
		empty->file = r->file;
		empty->line = empty->column = 1;
		empty->from = empty->to = r->n;
		*out = empty;
		return 0;
	}
	if ((err = next(r)) != 0 || (err = read_node(r, out)) != 0 ||
	    (err = next(r)) != 0)
		return err;
	return check_rest(r, r->event.start_mark,
	    byte_of(r, &r->event.start_mark));
}

int
yaml_read(struct ops *ops, const char *file, const char *bytes, size_t n,
    const struct yaml **out)
{
	struct reader r = { .ops = ops, .file = file, .bytes = bytes, .n = n };
	int err;

	if (n > YAML_SIZE_MAX)
		return fail(ops, OPS_CONFIG,
		    "%s:1:1: the file is too large; expected at most 1 MiB",
		    file);
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		r.bom = r.at = 3;
	if ((err = check_text(&r)) != 0 || (err = check_directives(&r)) != 0)
		return err;
	if (!yaml_parser_initialize(&r.parser))
		no_memory();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser,
	    (const unsigned char *)bytes + r.bom, n - r.bom);
	err = read_stream(&r, out);
	if (r.have_event)
		yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return err;
}
