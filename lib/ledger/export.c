/* The book as a folder of CSVs that any program reads. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "io/fd.h"
#include "io/progress.h"
#include "io/writer.h"
#include "ledger/copy.h"
#include "ledger/readback.h"
#include "ledger/made.h"

struct export
{
	struct ops *ops;
	struct made made;
	char *folder; /* the temporary one, beside the final */
	struct style style;
	struct str sums;
	struct progress progress;
};

static int
add_sum(struct export *x, const char *name)
{
	char text[DIGEST_TEXT];
	int err = copy_sum(x->ops,
	    arena_printf(x->ops->mem, "%s/%s", x->folder, name), text);

	str_addf(&x->sums, "%s  %s\n", text, name);
	return err;
}

/* Where the rows of a file come from: a query, or the lines of a ledger. */
struct rows {
	const struct column *cols;
	size_t n;
	struct db_query q;
	struct readback *lines; /* NULL: the query */
};

static int
next_row(struct rows *r, struct cell *cells)
{
	int got = db_next(&r->q);

	for (size_t i = 0; got == 1 && i < r->n; i++)
		cells[i] = type_is_text(r->cols[i].type)
		    ? cell_text(db_text(&r->q, (int)i))
		    : cell_int(db_int(&r->q, (int)i));
	return got;
}

static int
next_line(struct rows *r, struct cell *cells)
{
	struct walk_line at;
	int got = readback_next(r->lines, &at);

	if (got != 1)
		return got;
	cells[0] = cell_int(at.entry);
	cells[1] = cell_int(at.line);
	for (size_t i = 2; i < r->n; i++)
		cells[i] = ledger_cell(&at.cols[i - 2]);
	return 1;
}

static int
write_rows(struct export *x, struct rows *r, struct sink *to)
{
	struct cell cells[LEDGER_COLUMNS + 2];
	int err = sink_begin(to, r->cols, r->n), got = 0;

	while (err == 0 &&
	    (got = r->lines == NULL ? next_row(r, cells)
				    : next_line(r, cells)) == 1) {
		err = sink_row(to, cells);
		progress_row(&x->progress);
	}
	if (err == 0)
		err = got;
	return err != 0 ? err : sink_end(to);
}

static int
write_csv(struct export *x, const char *name, struct rows *r)
{
	struct ops *ops = x->ops;
	char *path = arena_printf(ops->mem, "%s/%s", x->folder, name);
	struct sink *to = NULL;
	struct out *o;
	int err = out_open_file(ops, path, &o), bad;

	if (err != 0)
		return err;
	made_note(ops, &x->made, path);
	err = writer_open(ops, FORMAT_CSV, o, &x->style, NULL, &to);
	if (err == 0)
		err = write_rows(x, r, to);
	writer_close(to);
	if (err != 0) {
		out_abandon(o);
		return err;
	}
	bad = out_close(ops, o);
	return bad != 0 ? bad : add_sum(x, name);
}

static int
write_table(struct export *x, const struct copy_table *t)
{
	struct rows r = { .cols = t->cols, .n = t->n };
	int err = db_query0(x->ops, &r.q, t->select);

	if (err == 0)
		err = write_csv(x, t->file, &r);
	db_done(&r.q);
	return err;
}

static int
write_ledger(struct export *x, const struct ledger *l)
{
	struct column cols[LEDGER_COLUMNS + 2];
	struct rows r = { .cols = cols, .n = l->n + 2 };
	int err = readback_open(x->ops, l, NONE, 0, &r.lines);

	memcpy(cols, copy_place, sizeof copy_place);
	memcpy(cols + 2, l->cols, l->n * sizeof *cols);
	if (err == 0)
		err = write_csv(x, copy_file_name(x->ops, l), &r);
	readback_close(r.lines);
	return err;
}

/* ops.yaml and what it includes, as they were read. */
static int
write_rules(struct export *x)
{
	struct conf_file file;
	size_t n, at = 0;
	const char *text = conf_rules_text(x->ops->conf, &n);
	int err;

	while ((err = conf_rules_next(x->ops, text, n, &at, &file)) == 1) {
		err = made_file(x->ops, &x->made, x->folder, file.name,
		    file.bytes, file.n, 0600);
		if (err == 0)
			err = add_sum(x, file.name);
		if (err != 0)
			return err;
	}
	return err;
}

static int
write_all(struct export *x)
{
	static const struct copy_table *const tables[] = { &copy_fixed,
		&copy_rules, &copy_private, &copy_marks, &copy_runs,
		&copy_entries };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof tables / sizeof *tables; i++)
		err = write_table(x, tables[i]);
	for (size_t i = 0; err == 0 && all_ledgers[i] != NULL; i++)
		err = write_ledger(x, all_ledgers[i]);
	if (err == 0)
		err = write_rules(x);
	if (err == 0)
		err = made_file(x->ops, &x->made, x->folder, copy_sums,
		    x->sums.p, x->sums.len, 0600);
	return err;
}

/* The path without slashes at its end, and where its last name begins. */
static char *
trim(struct ops *ops, const char *path, size_t *last)
{
	char *p = arena_strdup(ops->keep, path);
	size_t n = strlen(p);

	while (n > 1 && p[n - 1] == '/')
		p[--n] = '\0';
	while (n > 0 && p[n - 1] != '/')
		n--;
	*last = n;
	return p;
}

/* rename(2) takes the place of an empty folder, never of another. */
static int
give_name(struct export *x, const char *path, size_t last)
{
	struct ops *ops = x->ops;
	const char *parent =
	    last == 0 ? "." : arena_strndup(ops->mem, path, last);

	if (rename(x->folder, path) != 0)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
		    errno == ENOTEMPTY || errno == EEXIST
			? "it is there, and not empty"
			: strerror(errno));
	if (path_sync(parent, O_DIRECTORY) != 0)
		return fail(ops, OPS_IO, "cannot write '%s': %s", path,
		    strerror(errno));
	return 0;
}

/* Said before the work is done; rename(2) has the last word. */
static int
check_free(struct ops *ops, const char *path)
{
	DIR *dir = opendir(path);
	int n = 0, why = errno;
	struct stat st;

	if (dir == NULL && why == ENOENT)
		return 0;
	if (dir == NULL)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
		    lstat(path, &st) == 0 && !S_ISDIR(st.st_mode)
			? "it is there already"
			: strerror(why));
	while (n <= 2 && readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n <= 2 ? 0 :
			fail(ops, OPS_CANTCREAT,
			    "cannot make '%s': it is there, and not empty",
			    path);
}

int
book_export(struct ops *ops, const char *folder, struct copied *out)
{
	struct export x = { .ops = ops,
		.sums = STR_INIT,
		.style = { ops->book->decimals, ops->book->zone } };
	size_t last;
	char *path = trim(ops, folder, &last);
	mode_t mask;
	int err = check_free(ops, path);

	if (err != 0)
		return err;
	x.folder =
	    arena_printf(ops->keep, "%.*s.ops-export-XXXXXX", (int)last, path);
	if (mkdtemp(x.folder) == NULL)
		return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
		    strerror(errno));
	made_note(ops, &x.made, x.folder);
	mask = umask(077);
	progress_begin(&x.progress, "exporting", -1);
	err = write_all(&x);
	progress_end(&x.progress);
	umask(mask);
	if (err == 0)
		err = book_count(ops, out);
	if (err == 0)
		err = give_name(&x, path, last);
	if (err != 0)
		made_undo(&x.made);
	str_free(&x.sums);
	return err;
}
