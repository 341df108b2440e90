/* Actuals as the CSV of another program, by `exports` of ops.yaml. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/actuals.h"
#include "ledger/book.h"
#include "time/date.h"

/* A column of theirs. */
struct theirs {
	const char *name;
	const char *constant; /* or the columns of ours, in turn */
	int ours[ACTUAL_COLUMNS];
	size_t n;
	const char *join;
	const struct yaml *map; /* from ours to theirs, NULL */
	int absolute;
	const char *above, *below; /* instead of an amount: by its sign */
};

struct export_sink {
	struct sink sink;
	struct ops *ops;
	const char *name;
	struct out *out;
	char between, point;
	const char *date; /* YYYY MM DD and what stands between */
	int no_header;
	struct str cell;
	VEC(struct theirs) theirs;
};

/* ---- what the mapping says ---- */

static int
read_char(struct ops *ops, const struct yaml *map, const char *key, char *out)
{
	const struct yaml *node = yaml_get(map, key);
	const char *text;
	int err = node == NULL ? 0 : yaml_want_text(ops, node, key, &text);

	if (err != 0 || node == NULL)
		return err;
	if (strcmp(text, "tab") == 0)
		text = "\t";
	if (strlen(text) != 1)
		return yaml_fail(ops, node, "%s: '%s' is wrong: expected one "
		    "character, or tab", key, yaml_shown(ops, text));
	*out = text[0];
	return 0;
}

static int
read_date(struct ops *ops, const struct yaml *map, const char **out)
{
	const struct yaml *node = yaml_get(map, "date");
	int err = node == NULL ? 0 : yaml_want_text(ops, node, "date", out);

	for (const char *p = *out; err == 0 && *p != '\0'; p++)
		if ((*p >= 'A' && *p <= 'Z' && strchr("YMD", *p) == NULL) ||
		    (*p >= 'a' && *p <= 'z'))
			return yaml_fail(ops, node, "date: '%s' is wrong: "
			    "expected a form of dates as DD.MM.YYYY", *out);
	return err;
}

static int
read_fields(struct ops *ops, struct theirs *t, const struct yaml *node)
{
	const char *const *name;
	int err = yaml_want_list(ops, node, "field", &name, &t->n);

	for (size_t i = 0; err == 0 && i < t->n; i++) {
		int at = 0;

		while (at < ACTUAL_COLUMNS &&
		    strcmp(actual_columns[at].name, name[i]) != 0)
			at++;
		if (at == ACTUAL_COLUMNS || i == ACTUAL_COLUMNS)
			return yaml_fail(ops, node,
			    "field: '%s' is no column of 'ops budget export'",
			    yaml_shown(ops, name[i]));
		t->ours[i] = at;
	}
	if (err == 0 && t->n == 0)
		return yaml_fail(ops, node, "field: is empty: expected a "
		    "column of 'ops budget export'");
	return err;
}

static int
read_sign(struct ops *ops, struct theirs *t, const struct yaml *node)
{
	const char *const *word;
	size_t n;
	int err = yaml_want_list(ops, node, "sign", &word, &n);

	if (err != 0)
		return err;
	if (n != 2 || t->n != 1 || t->ours[0] != ACTUAL_AMOUNT)
		return yaml_fail(ops, node, "sign: expected two words for the "
		    "amount: what was spent, what came back: [S, H]");
	t->above = word[0];
	t->below = word[1];
	return 0;
}

static int
read_column(struct ops *ops, struct theirs *t, const struct yaml *node)
{
	const struct yaml *sign, *join, *absolute;
	const char *text;
	int err;

	if (node->type != YAML_MAP)
		return yaml_want_text(ops, node, t->name, &t->constant);
	err = yaml_want_keys(ops, node, t->name,
	    "field join map absolute sign");
	if (err != 0)
		return err;
	if (yaml_get(node, "field") == NULL)
		return yaml_fail(ops, node, "%s: field is missing", t->name);
	err = read_fields(ops, t, yaml_get(node, "field"));
	sign = yaml_get(node, "sign");
	join = yaml_get(node, "join");
	absolute = yaml_get(node, "absolute");
	t->join = " ";
	t->map = yaml_get(node, "map");
	if (err == 0 && t->map != NULL)
		err = yaml_want_map(ops, t->map, "map");
	if (err == 0 && sign != NULL)
		err = read_sign(ops, t, sign);
	if (err == 0 && join != NULL)
		err = yaml_want_text(ops, join, "join", &t->join);
	if (err == 0 && absolute != NULL) {
		err = yaml_want_text(ops, absolute, "absolute", &text);
		t->absolute = err == 0 && strcmp(text, "yes") == 0;
	}
	return err;
}

static int
read_mapping(struct export_sink *x, const struct yaml *node)
{
	struct ops *ops = x->ops;
	const struct yaml *columns;
	const char *yes = "yes";
	int err = yaml_want_keys(ops, node, x->name,
	    "delimiter decimal date header columns");

	if (err == 0)
		err = read_char(ops, node, "delimiter", &x->between);
	if (err == 0)
		err = read_char(ops, node, "decimal", &x->point);
	if (err == 0)
		err = read_date(ops, node, &x->date);
	if (err == 0 && yaml_get(node, "header") != NULL)
		err = yaml_want_text(ops, yaml_get(node, "header"), "header",
		    &yes);
	if (err != 0)
		return err;
	x->no_header |= strcmp(yes, "no") == 0;
	columns = yaml_get(node, "columns");
	if (columns == NULL || columns->type != YAML_MAP || columns->n == 0)
		return yaml_fail(ops, node, "columns: is missing: expected the "
		    "columns of the file, in their order");
	for (size_t i = 0; err == 0 && i < columns->n; i++) {
		struct theirs *t = VEC_ADD(ops->keep, &x->theirs);

		t->name = columns->item[i].key->text;
		err = read_column(ops, t, columns->item[i].value);
	}
	return err;
}

/* ---- rows ---- */

static void
add_date(struct export_sink *x, int64_t day)
{
	struct civil c;

	day_to_civil(day, &c);
	for (const char *p = x->date; *p != '\0';) {
		size_t n = strspn(p, (char[]){ *p, '\0' });

		if (*p == 'Y')
			str_addf(&x->cell, "%0*d", (int)n,
			    n < 4 ? c.year % 100 : c.year);
		else if (*p == 'M' || *p == 'D')
			str_addf(&x->cell, "%0*d", (int)n,
			    *p == 'M' ? c.month : c.day);
		else
			str_addn(&x->cell, p, n);
		p += n;
	}
}

static void
add_number(struct export_sink *x, int64_t v, int scale, int decimals)
{
	char buf[DECIMAL_MAX], *point;

	decimal_print(buf, v, scale, decimals);
	point = strchr(buf, '.');
	if (point != NULL)
		*point = x->point;
	str_add(&x->cell, buf);
}

/* An amount of another currency has its decimals, and is a text for that. */
static void
add_original(struct export_sink *x, const struct theirs *t, const char *text)
{
	size_t whole;

	if (t->absolute && *text == '-')
		text++;
	whole = strcspn(text, ".");
	str_addn(&x->cell, text, whole);
	if (text[whole] == '.') {
		str_addc(&x->cell, x->point);
		str_add(&x->cell, text + whole + 1);
	}
}

static void
add_value(struct export_sink *x, const struct theirs *t, int column,
    const struct cell *cell)
{
	enum type type = actual_columns[column].type;
	int decimals = x->ops->book->decimals, second;
	int64_t v = cell->i, day;

	if (cell_missing(type, cell))
		return;
	if (t->absolute && v < 0 && !type_is_text(type))
		v = -v;
	if (column == ACTUAL_ORIGINAL) {
		add_original(x, t, cell->s);
	} else if (type_is_text(type)) {
		str_add(&x->cell, cell->s);
	} else if (type == TYPE_TIME) {
		zone_from_utc(x->ops->book->zone, v, &day, &second);
		add_date(x, day);
	} else if (type == TYPE_DATE) {
		add_date(x, v);
	} else if (type == TYPE_MONEY) {
		add_number(x, v, decimals, decimals);
	} else if (type == TYPE_INT) {
		str_addf(&x->cell, "%lld", (long long)v);
	} else {
		add_number(x, v, QTY_SCALE,
		    type == TYPE_PRICE ? PRICE_MIN_DECIMALS : 0);
	}
}

/* The word for it: what has none is not passed on. */
static int
map_value(struct export_sink *x, const struct theirs *t)
{
	const struct yaml *node = yaml_get(t->map, x->cell.p);
	const char *text;
	int err;

	if (node == NULL)
		node = yaml_get(t->map, "*");
	if (node == NULL)
		return fail(x->ops, OPS_DATA, "%s: the map of export '%s' "
		    "does not name '%s'", t->name, x->name, x->cell.p);
	err = yaml_want_text(x->ops, node, t->name, &text);
	if (err == 0) {
		str_reset(&x->cell);
		str_add(&x->cell, text);
	}
	return err;
}

static int
make_cell(struct export_sink *x, const struct theirs *t,
    const struct cell *row)
{
	str_reset(&x->cell);
	if (t->constant != NULL) {
		str_add(&x->cell, t->constant);
		return 0;
	}
	if (t->above != NULL) {
		str_add(&x->cell, row[ACTUAL_AMOUNT].i < 0 ? t->below
							   : t->above);
		return 0;
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct cell *cell = &row[t->ours[i]];

		if (x->cell.len > 0 &&
		    !cell_missing(actual_columns[t->ours[i]].type, cell))
			str_add(&x->cell, t->join);
		add_value(x, t, t->ours[i], cell);
	}
	return t->map != NULL ? map_value(x, t) : 0;
}

static void
print_cell(struct export_sink *x, const char *text)
{
	size_t n = strcspn(text, "\"\r\n");

	if (text[n] == '\0' && strchr(text, x->between) == NULL) {
		out_text(x->out, text);
		return;
	}
	out_text(x->out, "\"");
	for (const char *p = text; *p != '\0'; p += n) {
		n = strcspn(p, "\"");
		n += p[n] == '"';
		out_write(x->out, p, n);
		if (p[n - 1] == '"')
			out_text(x->out, "\"");
	}
	out_text(x->out, "\"");
}

static int
export_begin(struct sink *s, const struct column *cols, size_t n)
{
	struct export_sink *x = (struct export_sink *)s;

	(void)cols;
	if (n != ACTUAL_COLUMNS)
		return fail(x->ops, OPS_USAGE,
		    "--columns: export '%s' has columns of its own", x->name);
	for (size_t i = 0; !x->no_header && i < x->theirs.n; i++) {
		if (i > 0)
			out_write(x->out, &x->between, 1);
		print_cell(x, x->theirs.v[i].name);
	}
	if (!x->no_header)
		out_text(x->out, "\n");
	return 0;
}

static int
export_row(struct sink *s, const struct cell *row)
{
	struct export_sink *x = (struct export_sink *)s;
	int err = 0;

	for (size_t i = 0; err == 0 && i < x->theirs.n; i++) {
		if (i > 0)
			out_write(x->out, &x->between, 1);
		err = make_cell(x, &x->theirs.v[i], row);
		if (err == 0)
			print_cell(x, x->cell.p);
	}
	out_text(x->out, "\n");
	return err == 0 ? 0 : fail_at(x->ops, "entry %lld.%lld",
	    (long long)row[ACTUAL_ENTRY].i, (long long)row[ACTUAL_LINE].i);
}

static void
free_cell(void *cell)
{
	str_free(cell);
}

int
export_open(struct ops *ops, const struct yaml *exports, const char *name,
    int no_header, struct out *out, struct sink **sink)
{
	struct export_sink *x = ARENA_NEW(ops->keep, struct export_sink);
	const struct yaml *node = exports == NULL ? NULL
						  : yaml_get(exports, name);

	if (node == NULL)
		return fail(ops, OPS_USAGE, "mapping: there is no export '%s' "
		    "in ops.yaml (exports)", name);
	*x = (struct export_sink){ { export_begin, export_row, NULL },
		ops, name, out, ',', '.', "YYYY-MM-DD", no_header, STR_INIT };
	arena_defer(ops->keep, free_cell, &x->cell);
	*sink = &x->sink;
	return read_mapping(x, node);
}
