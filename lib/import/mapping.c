/* Reads the import language: `imports:` of ops.yaml, checked to the end. */
#include <errno.h>
#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "conf/conf.h"
#include "import/language.h"
#include "io/decode.h"

static const char *
command_at(size_t i, const void *data)
{
	(void)data;
	return all_commands[i]->path;
}

/* A write verb that takes rows. */
static int
takes_rows(const struct cmd *cmd)
{
	return (cmd->needs & NEED_WRITE) != 0 &&
	    (cmd->needs & TAKES_NO_INPUT) == 0 && takes_records(cmd);
}

static int
read_verb(struct ops *ops, struct mapping *m, const struct yaml *node)
{
	const char *path, *near;
	size_t n = 0;
	int err = yaml_want_text(ops, node, "verb", &path);

	if (err != 0)
		return err;
	for (; all_commands[n] != NULL; n++)
		if (strcmp(all_commands[n]->path, path) == 0)
			m->cmd = all_commands[n];
	if (m->cmd != NULL && takes_rows(m->cmd))
		return 0;
	if (m->cmd != NULL)
		return yaml_fail(ops, node, "verb: '%s' takes no rows; "
		    "expected a write verb such as stock move", path);
	near = text_nearest(path, n, command_at, NULL);
	return yaml_fail(ops, node, "verb: '%s' is not a command%s%s%s",
	    yaml_shown(ops, path), near == NULL ? "" : " (did you mean '",
	    near == NULL ? "" : near, near == NULL ? "" : "'?)");
}

/* One of the words (blanks between them): its number. */
static int
read_word(struct ops *ops, const struct yaml *node, const char *what,
    const char *words, const char **word, int *at)
{
	const char *text, *p = words;
	int err = yaml_want_text(ops, node, what, &text);

	for (*at = 0; err == 0 && *p != '\0'; ++*at) {
		size_t n = strcspn(p, " ");

		if (strlen(text) == n && memcmp(p, text, n) == 0) {
			if (word != NULL)
				*word = text;
			return 0;
		}
		p += n + (p[n] == ' ');
	}
	return err != 0 ? err :
			  yaml_fail(ops, node,
			      "%s: '%s' is wrong: "
			      "expected one of %s",
			      what, yaml_shown(ops, text), words);
}

int
language_yes(struct ops *ops, const struct yaml *node, const char *what,
    int *out)
{
	int at,
	    err = read_word(ops, node, what, "no yes false true", NULL, &at);

	if (err == 0)
		*out = at & 1;
	return err;
}

static int
read_char(struct ops *ops, const struct yaml *node, const char *what, char *out)
{
	const char *text;
	int err = yaml_want_text(ops, node, what, &text);

	if (err != 0)
		return err;
	if (strcmp(text, "tab") == 0)
		text = "\t";
	if (text[1] != '\0' || (signed char)text[0] < 0)
		return yaml_fail(ops, node,
		    "%s: '%s' is wrong: expected one ASCII character, or tab",
		    what, yaml_shown(ops, text));
	*out = text[0];
	return 0;
}

static int
read_skip(struct ops *ops, const struct yaml *node, int *out)
{
	const char *text;
	size_t digits;
	int err = yaml_want_text(ops, node, "skip", &text);

	if (err != 0)
		return err;
	digits = strspn(text, "0123456789");
	if (text[digits] != '\0' || digits > 4)
		return yaml_fail(ops, node, "skip: '%s' is wrong: expected how "
		    "many lines stand before the header", text);
	*out = (int)strtol(text, NULL, 10);
	return 0;
}

int
language_forms(struct ops *ops, const struct yaml *node, const char *what,
    const struct dateform ***out, size_t *n)
{
	const char *const *text;
	int err = yaml_want_list(ops, node, what, &text, n);

	if (err != 0)
		return err;
	*out = ARENA_ARRAY(ops->keep, const struct dateform *, *n + 1);
	for (size_t i = 0; i < *n; i++) {
		const char *expected =
		    dateform_compile(ops->keep, text[i], &(*out)[i]);

		if (expected != NULL)
			return yaml_fail(ops, node,
			    "%s: '%s' is wrong: expected %s", what,
			    yaml_shown(ops, text[i]), expected);
	}
	return 0;
}

static int
read_encoding(struct ops *ops, const struct yaml *node, const char **out)
{
	int err = yaml_want_text(ops, node, "encoding", out);
	const char *expected = err != 0 ? NULL : encoding_check(*out);

	return expected == NULL ? err
	    : yaml_fail(ops, node, "encoding is '%s'; expected %s",
		  yaml_shown(ops, *out), expected);
}

static int
read_reader(struct ops *ops, struct mapping *m, const struct yaml *map)
{
	int at,
	    err = yaml_want_keys(ops, map, "reader",
	        "delimiter quote encoding skip decimal date lenient");

	for (size_t i = 0; err == 0 && i < map->n; i++) {
		const char *key = map->item[i].key->text;
		const struct yaml *node = map->item[i].value;

		if (strcmp(key, "delimiter") == 0) {
			err = read_char(ops, node, key, &m->csv.delimiter);
		} else if (strcmp(key, "quote") == 0) {
			err = read_char(ops, node, key, &m->csv.quote);
		} else if (strcmp(key, "encoding") == 0) {
			err = read_encoding(ops, node, &m->csv.encoding);
		} else if (strcmp(key, "skip") == 0) {
			err = read_skip(ops, node, &m->csv.skip);
		} else if (strcmp(key, "decimal") == 0) {
			err = read_word(ops, node, key, ". ,", NULL, &at);
			m->decimal_comma = at == 1;
		} else if (strcmp(key, "date") == 0) {
			err =
			    language_forms(ops, node, key, &m->form, &m->forms);
		} else {
			err = language_yes(ops, node, key, &m->csv.lenient);
		}
	}
	return err;
}

static int
read_identity(struct ops *ops, struct mapping *m, const struct yaml *node)
{
	const char *const *name;
	int err = yaml_want_list(ops, node, "identity", &name, &m->n_identity);

	m->identity =
	    ARENA_ARRAY(ops->keep, struct column_use, m->n_identity + 1);
	for (size_t i = 0; err == 0 && i < m->n_identity; i++)
		m->identity[i] = (struct column_use){ name[i], node, 0 };
	return err;
}

static int
read_plain(struct ops *ops, struct mapping *m, const char *key,
    const struct yaml *node)
{
	int at, err;

	if (strcmp(key, "verb") == 0)
		return read_verb(ops, m, node);
	if (strcmp(key, "files") == 0)
		return yaml_want_list(ops, node, key, &m->files, &m->n_files);
	if (strcmp(key, "mode") == 0) {
		err = read_word(ops, node, key, "events snapshot", NULL, &at);
		m->mode = (enum import_mode)at;
		return err;
	}
	if (strcmp(key, "identity") == 0)
		return read_identity(ops, m, node);
	if (strcmp(key, "negative") == 0)
		return read_word(ops, node, key, "refuse warn allow",
		    &m->negative, &at);
	return read_reader(ops, m, node);
}

static int
check_mapping(struct ops *ops, const struct mapping *m)
{
	if (m->mode == MODE_SNAPSHOT && m->n_identity > 0)
		return yaml_fail(ops, m->identity[0].node,
		    "import '%s': a snapshot has no identity", m->name);
	for (const struct field *f = m->cmd->fields; f->name; f++) {
		size_t i = 0;

		while (i < m->n && strcmp(m->column[i], f->name) != 0)
			i++;
		if (i == m->n && (f->flags & FIELD_REQUIRED))
			return yaml_fail(ops, m->node,
			    "import '%s': 'ops %s' needs the field '%s'",
			    m->name, m->cmd->path, f->name);
	}
	return 0;
}

/* The reader first: its forms of dates are those of the fields. */
static int
read_mapping(struct ops *ops, struct mapping *m, const struct yaml *map)
{
	static const char words[] =
	    "verb files mode identity negative reader fields when create";
	const char *what = arena_printf(ops->keep, "import '%s'", m->name);
	const struct yaml *node;
	int err = yaml_want_keys(ops, map, what, words);

	if (err == 0 && yaml_get(map, "verb") == NULL)
		err = yaml_fail(ops, m->node, "%s: 'verb' is missing", what);
	if (err == 0 && yaml_get(map, "fields") == NULL)
		err = yaml_fail(ops, m->node, "%s: 'fields' is missing", what);
	for (size_t i = 0; err == 0 && i < map->n; i++) {
		const char *key = map->item[i].key->text;

		if (strcmp(key, "fields") != 0 && strcmp(key, "when") != 0 &&
		    strcmp(key, "create") != 0)
			err = read_plain(ops, m, key, map->item[i].value);
	}
	if (err != 0)
		return err;
	m->column = ARENA_ARRAY(ops->keep, const char *, FIELDS_MAX);
	err = language_fields(ops, m, yaml_get(map, "fields"));
	node = yaml_get(map, "when");
	if (err == 0 && node != NULL)
		err = language_when(ops, m, node);
	node = yaml_get(map, "create");
	if (err == 0 && node != NULL)
		err = language_create(ops, m, node);
	return err != 0 ? err : check_mapping(ops, m);
}

int
mappings_read(struct ops *ops, const struct conf *conf, struct mappings *all)
{
	const struct yaml *map = conf_section(conf, "imports");
	int err = map == NULL ? 0 : yaml_want_map(ops, map, "imports");

	*all = (struct mappings){ NULL, 0, 0 };
	for (size_t i = 0; err == 0 && map != NULL && i < map->n; i++) {
		struct mapping *m = VEC_ADD(ops->keep, all);

		m->name = map->item[i].key->text;
		m->node = map->item[i].key;
		err = read_mapping(ops, m, map->item[i].value);
	}
	return err;
}

struct mapping *
mapping_find(const struct mappings *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].name, name) == 0)
			return &all->v[i];
	return NULL;
}

int
mapping_for(struct ops *ops, const struct mappings *all, const char *path,
    struct mapping **out)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;

	*out = NULL;
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].n_files; k++) {
			if (fnmatch(all->v[i].files[k], name, FNM_PERIOD) != 0)
				continue;
			if (*out != NULL && *out != &all->v[i])
				return fail(ops, OPS_USAGE, "'%s' is of '%s' "
				    "and of '%s': name the mapping before it",
				    path, (*out)->name, all->v[i].name);
			*out = &all->v[i];
		}
	return 0;
}

static const char *
name_at(size_t i, const void *data)
{
	return ((const struct mappings *)data)->v[i].name;
}

/* Is it the name of a file rather than a mapping's? */
static int
names_file(const char *word)
{
	return strpbrk(word, "./") != NULL;
}

int
mapping_unknown(struct ops *ops, const struct mappings *all, const char *word,
    int alone)
{
	const char *near = text_nearest(word, all->n, name_at, all);
	const char *known = "";

	if (alone && near == NULL && names_file(word) &&
	    access(word, F_OK) != 0)
		return fail(ops, OPS_NOINPUT, "cannot read '%s': %s", word,
		    strerror(errno));
	if (all->n == 0)
		return fail(ops, OPS_USAGE, "'%s' is not a mapping: the book's "
		    "ops.yaml has no 'imports:'", word);
	if (near != NULL)
		return fail(ops, OPS_USAGE,
		    "'%s' is not a mapping (did you mean '%s'?)", word, near);
	for (size_t i = 0; i < all->n && i < 10; i++)
		known = arena_printf(ops->mem, "%s%s%s", known,
		    i == 0 ? "" : ", ", all->v[i].name);
	return fail(ops, OPS_USAGE, "'%s' is not a mapping%s (%s %s%s)", word,
	    alone ? ", and no mapping takes files of that name" : "",
	    all->n == 1 ? "the mapping is:" : "the mappings are:", known,
	    all->n > 10 ? ", ..." : "");
}
