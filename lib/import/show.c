/* What the CSV reader understands of a file, as a relation of texts. */
#include <string.h>

#include "import/show.h"
#include "io/csv.h"
#include "io/out.h"

struct shown {
	struct call *call;
	const char *path;
	struct input *input;
	struct csv *csv;
	struct column *cols;
	struct cell *cells;
	size_t n;
	int64_t notes;
	int foreign; /* a cell is not UTF-8 */
};

/* A repair of the lenient reader. */
static void
repaired(void *data, int64_t line, const char *column, const char *text)
{
	struct shown *s = data;

	if (s->notes++ < PROBLEMS_SHOWN)
		note(s->call->ops, "%s:%lld: %s%s%s", s->path, (long long)line,
		    column == NULL ? "" : column, column == NULL ? "" : ": ",
		    text);
}

static int
begin(struct shown *s)
{
	struct arena *mem = s->call->ops->keep;
	const char *const *name = csv_header(s->csv, &s->n);

	s->cols = ARENA_ARRAY(mem, struct column, s->n);
	s->cells = ARENA_ARRAY(mem, struct cell, s->n);
	for (size_t i = 0; i < s->n; i++) {
		s->cols[i].type = TYPE_TEXT;
		s->cols[i].help = "";
		s->cols[i].name = name[i][0] != '\0' ? name[i]
		    : arena_printf(mem, "column_%zu", i + 1);
	}
	return call_begin(s->call, s->cols, s->n);
}

static int
rows(struct shown *s)
{
	struct ops *ops = s->call->ops;
	struct csv_row row;
	int got, err;

	while ((got = csv_next(ops, s->csv, &row)) == 1) {
		if (row.problem != NULL) {
			problem(ops, OPS_DATA, "%s:%lld: %s", s->path,
			    (long long)row.line, row.problem);
			s->foreign |= strstr(row.problem, "UTF-8") != NULL;
			continue;
		}
		for (size_t i = 0; i < s->n; i++)
			s->cells[i] = (struct cell){ row.cell[i],
				row.cell[i] == NULL ? NONE :
						      (int64_t)row.len[i] };
		err = call_row(s->call, s->cells);
		if (err != 0)
			return err < 0 ? err : 0; /* the limit is reached */
	}
	if (got < 0) { /* what follows is uncertain, what came is not */
		problem_caught(ops, NULL);
		got = 0;
	}
	return got;
}

static void
sum_up(const struct shown *s)
{
	const struct csv_counts *n = csv_counts(s->csv);

	if (s->notes > PROBLEMS_SHOWN)
		note(s->call->ops, "... and %lld more",
		    (long long)(s->notes - PROBLEMS_SHOWN));
	if (s->notes > 0)
		note(s->call->ops, "%s: repaired: %lld short, %lld long, %lld "
		    "blank rows, %lld stray quotes, %lld names", s->path,
		    (long long)n->short_rows, (long long)n->long_rows,
		    (long long)n->blank_rows, (long long)n->stray_quotes,
		    (long long)n->names);
}

/* What to say about the file, so that its rows come out right. */
static void
advise(const struct shown *s)
{
	struct call *c = s->call;
	const char *header = s->cols[0].name;

	if (s->n == 1 && strpbrk(header, ";\t|") != NULL)
		note(c->ops, "the only column is '%s': --delimiter says what "
		    "is between the cells", header);
	if (s->foreign)
		note(c->ops, "--encoding says how the file is written: cp1252, "
		    "latin1 ...");
}

static int
finish(struct shown *s)
{
	struct ops *ops = s->call->ops;
	int err = sink_end(s->call->out);

	if (err < 0)
		return err;
	err = out_flush(ops, s->call->stream);
	advise(s);
	if (err != 0 || ops->problems == 0)
		return err;
	if (ops->problems > PROBLEMS_SHOWN)
		warn(ops, "... and %lld more",
		    (long long)(ops->problems - PROBLEMS_SHOWN));
	return fail(ops, OPS_DATA, "%s: %lld %s wrong", s->path,
	    (long long)ops->problems,
	    ops->problems == 1 ? "thing is" : "things are");
}

/* The book's mappings; none where a book that nobody asked for is amiss. */
static int
find_mappings(struct call *c, int asked, struct mappings *all)
{
	struct ops *ops = c->ops;
	int err = call_find_book(c, asked ? BOOK_NEEDED : BOOK_WANTED);

	*all = (struct mappings){ NULL, 0, 0 };
	if (err == 0 && c->folder != NULL) {
		err = book_settings(ops, c->settings, c->n_settings, c->folder);
		if (err == 0)
			err = mappings_read(ops, ops->conf, all);
		if (err != 0 && !asked)
			note(ops, "the book's mappings are not looked at: %s",
			    ops->why);
	}
	if (err == 0 || asked)
		return err;
	fail_clear(ops);
	all->n = 0;
	return 0;
}

int
import_show_reader(struct call *c, const char *name, const char *path,
    struct csv_options *out)
{
	struct mappings all;
	struct mapping *m = NULL;
	int err = find_mappings(c, name != NULL, &all);

	if (err == 0 && name != NULL)
		m = mapping_find(&all, name);
	else if (err == 0)
		err = mapping_for(c->ops, &all, path, &m);
	if (err == 0 && name != NULL && m == NULL)
		return mapping_unknown(c->ops, &all, name, 0);
	if (err != 0 || m == NULL)
		return err;
	*out = m->csv;
	note(c->ops, "'%s' is read as the mapping '%s' says (%s:%d)", path,
	    m->name, m->node->file, m->node->line);
	return 0;
}

int
import_show(struct call *c, const char *path, const struct csv_options *o)
{
	struct shown s = { .call = c, .path = path };
	struct csv_options csv = *o;
	int err = input_open(c->ops, path, &s.input);

	csv.note = repaired;
	csv.data = &s;
	if (err == 0)
		err = csv_open(c->ops, s.input, &csv, &s.csv);
	if (err == 0)
		err = begin(&s);
	if (err == 0)
		err = rows(&s);
	if (err == 0) {
		sum_up(&s);
		err = finish(&s);
	}
	csv_close(s.csv);
	input_close(s.input);
	return err;
}
