/* From texts to the members of a verb's record. */
#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"
#include "ledger/number.h"

static int
chosen(const struct field *f, unsigned with, unsigned without)
{
	return (f->flags & with) == with && (f->flags & without) == 0;
}

void
fill_clear(const struct field *fields, unsigned with, unsigned without,
    void *rec)
{
	for (const struct field *f = fields; f && f->name; f++) {
		void *at = (char *)rec + f->at;

		if (!chosen(f, with, without))
			continue;
		switch (f->kind->store) {
		case STORE_TEXT:
		case STORE_POINT:
			*(const void **)at = NULL;
			break;
		case STORE_INT:
			*(int64_t *)at = NONE;
			break;
		case STORE_FLAG:
			*(int *)at = 0;
			break;
		case STORE_SAID:
			*(struct said *)at = (struct said){ NONE, NULL };
			break;
		case STORE_TEXTS:
			*(struct texts *)at = (struct texts){ NULL, 0, 0 };
			break;
		}
	}
}

/* How many bytes a value takes in a record. */
static size_t
store_size(enum store store)
{
	switch (store) {
	case STORE_TEXT:
	case STORE_POINT:
		return sizeof(void *);
	case STORE_INT:
		return sizeof(int64_t);
	case STORE_FLAG:
		return sizeof(int);
	case STORE_SAID:
		return sizeof(struct said);
	case STORE_TEXTS:
		return sizeof(struct texts);
	}
	return 0;
}

int
field_missing(const struct field *f, const void *rec)
{
	const void *at = (const char *)rec + f->at;

	switch (f->kind->store) {
	case STORE_TEXT:
	case STORE_POINT:
		return *(const void *const *)at == NULL;
	case STORE_INT:
		return *(const int64_t *)at == NONE;
	case STORE_FLAG:
		return *(const int *)at == 0;
	case STORE_SAID:
		return ((const struct said *)at)->qty == NONE;
	case STORE_TEXTS:
		return ((const struct texts *)at)->n == 0;
	}
	return 1;
}

static const char *
word_at(size_t i, const void *words)
{
	return ((const char *const *)words)[i];
}

int
word_find(struct ops *ops, const char *const *words, const char *text)
{
	const char *all, *near;
	size_t n = 0;

	for (; words[n] != NULL; n++)
		if (strcmp(words[n], text) == 0)
			return (int)n;
	all = words[0];
	for (size_t i = 1; i < n; i++)
		all = arena_printf(ops->mem, "%s%s%s", all,
		    i + 1 == n ? " or " : ", ", words[i]);
	near = text_nearest(text, n, word_at, words);
	if (near == NULL)
		return fail(ops, OPS_DATA, "'%s' is wrong: expected %s", text,
		    all);
	return fail(ops, OPS_DATA, "'%s' is wrong: expected %s (did you mean "
	    "'%s'?)", text, all, near);
}

int
fill_value(struct call *c, const struct field *f, const char *text, size_t n,
    void *rec)
{
	void *at = (char *)rec + f->at;
	const struct kind *kind = f->kind;
	int word = 0, err;

	if (n == 0)
		return 0;
	if (kind->words != NULL)
		word = word_find(c->ops, kind->words, text);
	if (word < 0)
		return fail_at(c->ops, "%s", f->name);
	if (kind->parse == NULL) {
		*(const char **)at = kind->words[word];
		return 0;
	}
	err = kind->parse(c, f, text, n, at);
	return err == 0 ? 0 : fail_at(c->ops, "%s", f->name);
}

/* Both of the field's members have one value. */
static int
field_same(const struct field *f, const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	switch (f->kind->store) {
	case STORE_TEXT:
		return text_eq(*(const char *const *)a,
		    *(const char *const *)b);
	case STORE_SAID:
		return x->qty == y->qty && text_eq(x->unit, y->unit);
	case STORE_TEXTS:
		return 1;
	default:
		return memcmp(a, b, store_size(f->kind->store)) == 0;
	}
}

int
fill_again(struct call *c, const struct field *f, const char *text, size_t n,
    void *rec)
{
	char *at = (char *)rec + f->at;
	size_t size = store_size(f->kind->store);
	char before[sizeof(struct texts)];
	int err;

	if ((f->flags & FIELD_KEY) || field_missing(f, rec))
		return fill_value(c, f, text, n, rec);
	memcpy(before, at, size);
	err = fill_value(c, f, text, n, rec);
	if (err == 0 && !field_same(f, before, at))
		err = fail(c->ops, OPS_DATA, "%s: '%s' is not what a row "
		    "before says: expected the same in all rows of one "
		    "document, or an empty cell", f->name, text);
	if (err != 0)
		memcpy(at, before, size);
	return err;
}

int
fill_given(struct call *c, void *rec, void *line)
{
	const struct given *g;
	int err;

	VEC_EACH(&c->given, g) {
		void *to = g->field->flags & FIELD_LINE ? line : rec;

		if (g->common || to == NULL)
			continue;
		err = fill_value(c, g->field, g->text, strlen(g->text), to);
		if (err != 0)
			return err;
		c->fields_given |= UINT64_C(1) << (g->field - c->cmd->fields);
	}
	return 0;
}

/* "defaults.stock.receive.to", for each field: looked up once a call. */
static void
find_defaults(struct call *c)
{
	size_t n = 0;

	while (c->cmd->fields[n].name != NULL)
		n++;
	c->defaults = ARENA_ARRAY(c->ops->keep, const struct conf_value *, n);
	for (size_t i = 0; c->ops->conf != NULL && i < n; i++) {
		char *name = arena_printf(c->ops->keep, "defaults.%s.%s",
		    c->cmd->path, c->cmd->fields[i].name);

		for (char *p = name; *p != '\0'; p++)
			if (*p == ' ')
				*p = '.';
		if (!(c->cmd->fields[i].flags & FIELD_OPTION))
			c->defaults[i] = conf_value(c->ops->conf, name);
	}
	/* Most fields are nobody's concern where they are missing. */
	for (size_t i = 0; i < n; i++)
		if (c->defaults[i] != NULL ||
		    (c->cmd->fields[i].flags & (FIELD_REQUIRED | FIELD_NEW)))
			c->may_fill |= UINT64_C(1) << i;
}

/* What this workplace fills in. */
static int
fill_default(struct call *c, const struct field *f, void *rec)
{
	const struct conf_value *v = c->defaults[f - c->cmd->fields];

	if (v == NULL)
		return 0;
	if (!(c->defaults_said >> (f - c->cmd->fields) & 1))
		note(c->ops, "%s=%s comes from %s (%s)", f->name, v->text,
		    v->name, v->origin);
	c->defaults_said |= UINT64_C(1) << (f - c->cmd->fields);
	return fill_value(c, f, v->text, strlen(v->text), rec);
}

/* The next code of new records; without numbering it stays missing. */
static int
fill_number(struct call *c, const struct field *f, void *rec)
{
	const char *code;
	int err = 0;

	if (c->numbered == NONE) {
		c->number_prefix = number_prefix(c->ops, c->cmd->posts);
		if (c->number_prefix == NULL)
			return 0;
		err = number_largest(c->ops, c->cmd->posts, c->number_prefix,
		    &c->numbered);
		if (err != 0)
			return err;
	}
	code = arena_printf(c->ops->mem, "%s%lld", c->number_prefix,
	    (long long)++c->numbered);
	return fill_value(c, f, code, strlen(code), rec);
}

/* A code that was given, too, may be the largest. */
static void
note_number(struct call *c, const struct field *f, const void *rec)
{
	const char *code = *(const char *const *)((const char *)rec + f->at);
	int64_t n;

	if (c->numbered == NONE)
		return;
	n = number_of(c->number_prefix, code);
	if (n != NONE && n > c->numbered)
		c->numbered = n;
}

/* All options that are missing are said at once; of a row, the first. */
static int
say_missing(struct call *c, const struct field *const *f, size_t n)
{
	char buf[OPTION_MAX];
	const char *how = "", *names = "";

	if (f[0]->flags & FIELD_NEW)
		how = arena_printf(c->ops->mem, " (the book gives codes where "
		    "numbering.%s is set)", number_noun(c->cmd->posts));
	if (c->source != NULL)
		return fail(c->ops, OPS_DATA, "%s: is missing%s", f[0]->name,
		    how);
	for (size_t i = 0; i < n; i++)
		names = arena_printf(c->ops->mem,
		    f[i]->flags & FIELD_ARG ? "%s%s<%s>" : "%s%s--%s", names,
		    i == 0 ? "" : i + 1 == n ? " and " : ", ",
		    f[i]->flags & FIELD_ARG ? f[i]->name
					    : option_name(f[i]->name, buf));
	return fail(c->ops, OPS_USAGE, "%s %s missing%s", names,
	    n == 1 ? "is" : "are", how);
}

/* A default, or the next number: none for what fails. */
static int
fill_one(struct call *c, const struct field *f, void *rec)
{
	int err = field_missing(f, rec) ? fill_default(c, f, rec) : 0;

	if (err != 0 || !(f->flags & FIELD_NEW))
		return err;
	if (!field_missing(f, rec))
		note_number(c, f, rec);
	else if (c->fields_wrong == 0)
		return fill_number(c, f, rec);
	return 0;
}

static int
is_required(const struct call *c, const struct field *f)
{
	return (f->flags & FIELD_REQUIRED) &&
	    !((f->flags & FIELD_NEW) && c->fields_wrong != 0);
}

int
fill_missing(struct call *c, void *rec, void *line)
{
	const struct field *fields = c->cmd->fields, *missing[64];
	uint64_t todo;
	size_t n = 0;

	if (c->defaults == NULL && fields != NULL)
		find_defaults(c);
	todo = c->may_fill & ~c->fields_wrong;
	for (; todo != 0; todo &= todo - 1) {
		const struct field *f = fields + __builtin_ctzll(todo);
		void *to = f->flags & FIELD_LINE ? line : rec;
		int err;

		if (to == NULL)
			continue;
		err = fill_one(c, f, to);
		if (err == 0 && is_required(c, f) && field_missing(f, to)) {
			missing[n++] = f;
			if (c->source != NULL)
				err = say_missing(c, &f, 1);
		}
		if (err != 0) {
			c->fields_wrong |= UINT64_C(1) << (f - fields);
			return err;
		}
	}
	return n == 0 ? 0 : say_missing(c, missing, n);
}

int
fill_record(struct call *c, void *rec)
{
	int err = fill_given(c, rec, NULL);

	return err != 0 ? err : fill_missing(c, rec, NULL);
}

static const struct field *
line_field(const struct call *c, const char *name)
{
	for (const struct field *f = c->cmd->fields; f && f->name; f++)
		if ((f->flags & FIELD_LINE) && strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static const char *
line_field_at(size_t i, const void *data)
{
	const struct field *f = (const struct field *)data + i;

	return (f->flags & FIELD_LINE) ? f->name : NULL;
}

static int
no_line_field(struct call *c, const char *name)
{
	const struct field *fields = c->cmd->fields;
	const char *near;
	size_t n = 0;

	while (fields[n].name != NULL)
		n++;
	near = text_nearest(name, n, line_field_at, fields);
	if (near == NULL)
		return fail(c->ops, OPS_USAGE, "'%s' is no field of a line",
		    name);
	return fail(c->ops, OPS_USAGE,
	    "'%s' is no field of a line (did you mean '%s'?)", name, near);
}

/* The next value of --line: up to a comma; in double quotes with any. */
static const char *
line_value(const char *p, struct str *value)
{
	str_reset(value);
	if (*p != '"') {
		size_t n = strcspn(p, ",");

		str_addn(value, p, n);
		return p + n;
	}
	for (p++; *p != '\0'; p++) {
		if (*p == '"' && *++p != '"')
			break;
		str_addc(value, *p);
	}
	return p;
}

int
fill_line(struct call *c, const char *spec, void *line)
{
	struct str value = STR_INIT;
	const char *p = spec;
	int err = 0;

	while (err == 0 && *p != '\0') {
		size_t n = strcspn(p, "=,");
		const char *name = arena_strndup(c->ops->mem, p, n);
		const struct field *f = line_field(c, name);

		if (p[n] != '=')
			err = fail(c->ops, OPS_USAGE,
			    "'%s' is wrong: expected name=value,...", p);
		else if (f == NULL)
			err = no_line_field(c, name);
		else if (!field_missing(f, line))
			err = fail(c->ops, OPS_USAGE, "'%s' is given twice",
			    name);
		if (err != 0)
			break;
		p = line_value(p + n + 1, &value);
		if (*p == ',')
			p++;
		err = fill_value(c, f, value.p, value.len, line);
		c->fields_given |= UINT64_C(1) << (f - c->cmd->fields);
	}
	str_free(&value);
	return err;
}

void
fill_changed(const struct call *c, const void *rec, void *to)
{
	const struct field *f = c->cmd->fields;

	for (size_t i = 0; f[i].name != NULL; i++)
		if ((c->fields_given >> i) & 1)
			memcpy((char *)to + f[i].at,
			    (const char *)rec + f[i].at,
			    store_size(f[i].kind->store));
}
