/* ops import: foreign files, by the mappings of the book's ops.yaml. */
#include <sys/stat.h>

#include <errno.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/output.h"
#include "cli/sheet.h"
#include "cli/source.h"
#include "import/folder.h"
#include "import/import.h"
#include "import/show.h"
#include "io/out.h"

struct input_words {
	const char *mapping, *file, *from_dir, *delimiter, *quote, *encoding;
	int64_t skip;
	int show, lenient, correct;
};

/* The call: its files, and the one that is open. */
struct job {
	struct input_words in;
	struct import_options options;
	struct mappings mappings;
	struct import_files files;
	struct import *open;
	size_t done;  /* files that are imported */
	char *failed; /* of a folder's files: this one is not */
	int began;    /* the header of the result is printed */
	int again;    /* a dry run's file that was shown before */
};

/* Its name, or that of a file. */
static int
complete_mapping(struct call *c, const char *prefix)
{
	struct mappings all = { .n = 0 };
	int err = mappings_read(c->ops, c->ops->conf, &all);

	for (size_t i = 0; err == 0 && i < all.n; i++)
		if (text_starts(all.v[i].name, prefix))
			call_candidate(c, all.v[i].name, all.v[i].cmd->path);
	out_text(c->stream, "\tfile\n");
	return err;
}

static const struct kind kind_mapping = { .name = "mapping",
	.store = STORE_TEXT, .accepts = "a mapping of imports:",
	.complete = complete_mapping, .parse = kind_parse_text };

#define WORD(how, member) AT_##how(struct input_words, member)

static const struct field fields[] = {
	{ "mapping", 0, &kind_mapping, WORD(TEXT, mapping), FIELD_ARG,
	    "of imports: in ops.yaml; the file's name may tell it" },
	{ "file", 0, &kind_file, WORD(TEXT, file), FIELD_ARG,
	    "the CSV file; - is standard input" },
	{ "from_dir", 0, &kind_folder, WORD(TEXT, from_dir), FIELD_OPTION,
	    "all files of this folder that mappings take" },
	{ "correct", 0, &kind_flag, WORD(FLAG, correct), FIELD_OPTION,
	    "rows that changed: post the difference" },
	{ "show", 0, &kind_flag, WORD(FLAG, show), FIELD_OPTION,
	    "print what the reader understands, import nothing" },
	{ "lenient", 0, &kind_flag, WORD(FLAG, lenient), FIELD_OPTION,
	    "repair ragged rows, stray quotes, blank rows, and say so" },
	{ "delimiter", 0, &kind_text, WORD(TEXT, delimiter), FIELD_OPTION,
	    "between cells: one character, or tab (,)" },
	{ "quote", 0, &kind_text, WORD(TEXT, quote), FIELD_OPTION,
	    "around cells: one character (\")" },
	{ "encoding", 0, &kind_text, WORD(TEXT, encoding), FIELD_OPTION,
	    "of the file, as iconv names it (UTF-8)" },
	{ "skip", 0, &kind_count, WORD(INT, skip), FIELD_OPTION,
	    "lines before the header" },
	{ NULL },
};

static const struct column columns[] = {
	{ "entry", TYPE_INT, 0, "the entry's number; empty: nothing was new" },
	{ "date", TYPE_TIME, 0, "when it is effective" },
	{ "lines", TYPE_INT, 0, "how many lines it has" },
	{ "new", TYPE_INT, 0, "rows that were not there before" },
	{ "seen", TYPE_INT, 0, "rows that were" },
	{ "late", TYPE_INT, 0, "new rows from before the last import's end" },
	{ "changed", TYPE_INT, 0, "rows with other values than before" },
	{ "skipped", TYPE_INT, 0, "rows that the mapping leaves out" },
	{ "rejected", TYPE_INT, 0, "rows in the rejects file" },
	{ "mapping", TYPE_CODE, 0, "of imports:" },
	{ "file", TYPE_TEXT, COL_WIDE, "the file's name" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
one_character(struct ops *ops, const char *option, const char *text, char *out)
{
	if (text == NULL)
		return 0;
	if (strcmp(text, "tab") == 0)
		text = "\t";
	if (text[0] == '\0' || text[1] != '\0')
		return fail(ops, OPS_USAGE,
		    "--%s: '%s' is wrong: expected one character, or tab",
		    option, text);
	*out = text[0];
	return 0;
}

static int
take_words(struct call *c, struct job *job)
{
	struct input_words *in = &job->in;
	struct import_options *o = &job->options;
	int err;

	fill_clear(c->cmd->fields, 0, 0, in);
	err = fill_given(c, in, NULL);
	o->encoding = in->encoding;
	o->skip = in->skip;
	o->lenient = in->lenient;
	o->correct = in->correct;
	if (err == 0 && in->skip != NONE && in->skip > 9999)
		err = fail(c->ops, OPS_USAGE,
		    "--skip: expected at most 9999 lines");
	if (err == 0)
		err = one_character(c->ops, "delimiter", in->delimiter,
		    &o->delimiter);
	if (err == 0)
		err = one_character(c->ops, "quote", in->quote, &o->quote);
	return err;
}

/* ---- --show ---- */

/* "sales.csv", or "shop sales.csv" as the mapping's reader takes it. */
static int
show(struct call *c)
{
	struct job job = { .open = NULL };
	struct csv_options csv = { .delimiter = 0 };
	const char *name = NULL, *path;
	int err = take_words(c, &job);

	if (err == 0 && (job.in.mapping == NULL || job.in.from_dir != NULL))
		err = fail(c->ops, OPS_USAGE, "--show takes one file");
	if (err == 0 && job.in.correct)
		err = fail(c->ops, OPS_USAGE, "--correct and --show do not go "
		    "together: nothing is posted");
	if (err == 0)
		err = posts_nothing(c, "show");
	if (err != 0)
		return err;
	path = job.in.mapping;
	if (job.in.file != NULL) {
		name = path;
		path = job.in.file;
	}
	err = source_check_names(c, path, NULL);
	if (err == 0)
		err = import_show_reader(c, name, path, &csv);
	import_reader(&csv, &job.options);
	return err != 0 ? err : import_show(c, path, &csv);
}

static const struct cmd import_show_cmd = {
	.path = "import",
	.brief = "print what the CSV reader understands of a file",
	.prints = PRINTS_RELATION,
	.needs = NEED_HABITS,
	.fields = fields,
	.size = sizeof(struct input_words),
	.run = show,
};

static const struct cmd *
instead(const struct call *c)
{
	for (size_t i = 0; i < c->given.n; i++)
		if (!c->given.v[i].common &&
		    strcmp(c->given.v[i].field->name, "show") == 0)
			return &import_show_cmd;
	return c->cmd;
}

/* ---- the import ---- */

static int
check_words(struct call *c, const struct job *job)
{
	const struct input_words *in = &job->in;

	if (in->from_dir == NULL && in->mapping == NULL)
		return fail(c->ops, OPS_USAGE,
		    "<mapping> <file> or --from-dir is missing");
	if (in->from_dir != NULL && (in->mapping != NULL || in->file != NULL))
		return fail(c->ops, OPS_USAGE,
		    "--from-dir takes no file beside it");
	if (in->from_dir != NULL && c->opt.key != NULL)
		return fail(c->ops, OPS_USAGE, "--key is for one entry, and "
		    "--from-dir makes one for each file");
	if (in->correct && c->opt.keep_going)
		return fail(c->ops, OPS_USAGE, "--correct posts all or "
		    "nothing: it does not go with --keep-going");
	return 0;
}

/* "bank sales.csv", or "sales.csv" alone. */
static int
find_file(struct call *c, struct job *job)
{
	struct import_file *f = VEC_ADD(c->ops->keep, &job->files);
	const char *word = job->in.mapping;
	int err = 0;

	f->path = job->in.file;
	if (f->path != NULL) {
		f->mapping = mapping_find(&job->mappings, word);
	} else {
		f->path = word;
		err = mapping_for(c->ops, &job->mappings, word, &f->mapping);
		if (err == 0 && f->mapping == NULL &&
		    mapping_find(&job->mappings, word) != NULL)
			return fail(c->ops, OPS_USAGE,
			    "the file is missing: 'ops import %s <file>'",
			    word);
	}
	if (err != 0 || f->mapping != NULL)
		return err;
	return mapping_unknown(c->ops, &job->mappings, word,
	    job->in.file == NULL);
}

/* The rejects of a folder's files go to files of the same names. */
static const char *
rejects_of(struct call *c, const struct job *job, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (job->in.from_dir == NULL || c->opt.rejects == NULL)
		return c->opt.rejects;
	return arena_printf(c->ops->keep, "%s/%s", c->opt.rejects,
	    slash == NULL ? path : slash + 1);
}

/* What is written goes over nothing that is read, and has a folder. */
static int
check_files(struct call *c, const struct job *job)
{
	struct stat st;
	int err = 0;

	for (size_t i = 0; err == 0 && i < job->files.n; i++)
		err = source_check_names(c, job->files.v[i].path,
		    rejects_of(c, job, job->files.v[i].path));
	if (err != 0 || job->in.from_dir == NULL || !c->opt.keep_going ||
	    c->opt.rejects == NULL || mkdir(c->opt.rejects, 0777) == 0)
		return err;
	if (errno == EEXIST && stat(c->opt.rejects, &st) == 0 &&
	    S_ISDIR(st.st_mode))
		return 0;
	return fail(c->ops, OPS_CANTCREAT, "cannot create '%s': %s",
	    c->opt.rejects, strerror(errno == EEXIST ? ENOTDIR : errno));
}

static int
open_input(struct call *c)
{
	struct job *job = ARENA_NEW(c->ops->keep, struct job);
	int err;

	c->own = job;
	err = take_words(c, job);
	if (err == 0)
		err = check_words(c, job);
	if (err == 0)
		err = mappings_read(c->ops, c->ops->conf, &job->mappings);
	if (err != 0)
		return err;
	if (job->in.from_dir != NULL)
		err = import_folder(c->ops, &job->mappings, job->in.from_dir,
		    &job->files);
	else
		err = find_file(c, job);
	if (err == 0)
		err = check_files(c, job);
	if (err != 0 || job->in.from_dir != NULL)
		return err;
	return import_open(c->ops, job->files.v[0].mapping,
	    job->files.v[0].path, &job->options, &job->open);
}

static void
close_input(struct call *c)
{
	struct job *job = c->own;

	if (job != NULL)
		import_close(job->open);
}

static int
begin_result(struct call *c, struct job *job)
{
	if (job->began)
		return 0;
	job->began = 1;
	return call_begin(c, columns, COLUMNS);
}

static int
print(void *job, struct call *c, const struct import *im, int64_t entry)
{
	const struct import_counts *n = import_counts(im);
	struct entry_head h = { .effective = NONE, .lines = 0 };
	struct cell cells[COLUMNS] = { cell_int(entry), CELL_MISSING,
		CELL_MISSING, cell_int(n->fresh), cell_int(n->seen),
		cell_int(n->late), cell_int(n->changed), cell_int(n->skipped),
		cell_int(n->rejected), cell_text(import_mapping(im)->name),
		cell_text(import_file(im)) };
	int err;

	if (((const struct job *)job)->again)
		return 0;
	err = begin_result(c, job);
	if (err == 0 && entry != NONE)
		err = entry_read(c->ops, entry, &h);
	if (c->entry == NULL) /* the --key of an entry that was made before */
		for (size_t i = 3; i < 9; i++)
			cells[i] = CELL_MISSING;
	cells[1] = cell_int(h.effective);
	cells[2] = cell_int(h.lines);
	if (err == 0)
		err = call_row(c, cells);
	return err < 0 || c->more ? err : sink_end(c->out);
}

/* One file, one entry; with more to come the output stays open. */
static int
import_one(struct call *c, struct job *job, size_t i)
{
	int folder = job->in.from_dir != NULL;
	int lines = c->opt.dry_run && !folder;
	struct call one = *c;
	int64_t posted = NONE;
	int err = 0;

	if (job->open == NULL)
		err = import_open(c->ops, job->files.v[i].mapping,
		    job->files.v[i].path, &job->options, &job->open);
	if (err == 0) {
		one.opt.rejects = rejects_of(c, job, job->files.v[i].path);
		one.more = folder;
		err = import_post(&one, job->open, lines ? NULL : print, job,
		    &posted);
		c->stream = one.stream;
	}
	import_close(job->open);
	job->open = NULL;
	/* Others may have written before the next begins. */
	c->ops->stock = NULL;
	c->ops->budget = NULL;
	if (err < OPS_NO)
		return err;
	job->done++;
	if (posted != NONE && !c->opt.dry_run && i + 1 < job->files.n) {
		int bad = db_begin(c->ops, DB_WRITE);

		return bad != 0 ? bad : err;
	}
	return err;
}

/* Is it the file's own fault, so that the next one may do better? */
static int
is_of_file(enum ops_err code)
{
	return code == OPS_USAGE || code == OPS_DATA || code == OPS_NOINPUT ||
	    code == OPS_CANTCREAT || code == OPS_DENIED || code == OPS_CONFIG;
}

/* A transaction for the next files, without what file `i` has left. */
static int
begin_again(struct call *c, struct job *job, size_t i)
{
	void (*say)(struct ops *, const char *) = c->ops->say;
	size_t done = job->done;
	int err;

	db_rollback(c->ops);
	err = db_begin(c->ops, DB_WRITE);
	if (err == 0)
		err = db_migrate(c->ops);
	/* What a dry run would have posted is gone with it. */
	c->ops->say = NULL;
	job->again = 1;
	for (size_t k = 0; err >= OPS_NO && c->opt.dry_run && k < i; k++)
		if (!job->failed[k])
			err = import_one(c, job, k);
	job->again = 0;
	job->done = done;
	c->ops->say = say;
	return err < OPS_NO ? err : 0;
}

/* The file is said to have failed, and left behind: 0, or what ends all. */
static int
file_failed(struct call *c, struct job *job, size_t i, enum ops_err *first)
{
	struct ops *ops = c->ops;
	const char *path = job->files.v[i].path;

	job->failed[i] = 1;
	if (*first == OPS_OK)
		*first = ops->code;
	if (!is_of_file(ops->code))
		return ops->code;
	if (strstr(ops->why, path) != NULL)
		warn(ops, "%s", ops->why);
	else
		warn(ops, "%s: %s", path, ops->why);
	fail_clear(ops);
	ops->problems = 0;
	return i + 1 < job->files.n ? begin_again(c, job, i) : 0;
}

/* Says how many are imported, behind what has ended all, if it was that. */
static int
files_failed(struct call *c, const struct job *job, enum ops_err code)
{
	struct ops *ops = c->ops;
	size_t n[2] = { job->done, job->files.n - job->done };
	const char *before = "", *is[2];

	if (ops->code != OPS_OK)
		before = arena_printf(ops->mem, "%s; ", ops->why);
	fail_clear(ops);
	for (int i = 0; i < 2; i++)
		is[i] = n[i] == 1 ? c->opt.dry_run ? "file would" : "file is"
		    : c->opt.dry_run ? "files would" : "files are";
	return fail(ops, code, "%s%zu %s %simported, %zu %s not", before, n[0],
	    is[0], c->opt.dry_run ? "be " : "", n[1], is[1]);
}

/* Every file of the folder, whatever becomes of those before it. */
static int
import_files(struct call *c, struct job *job, int *answer)
{
	enum ops_err first = OPS_OK;
	int err = job->files.n == 0 ? begin_result(c, job) : 0, bad;

	job->failed = arena_alloc(c->ops->keep, job->files.n + 1);
	memset(job->failed, 0, job->files.n + 1);
	for (size_t i = 0; err >= 0 && i < job->files.n; i++) {
		err = import_one(c, job, i);
		if (err == OPS_NO)
			*answer = OPS_NO;
		err = err < OPS_NO ? file_failed(c, job, i, &first) : 0;
	}
	if (first != OPS_OK)
		files_failed(c, job, first);
	if (job->began) {
		bad = sink_end(c->out);
		if (bad >= 0)
			bad = output_settle(c);
		if (first == OPS_OK && bad < 0)
			return bad;
	}
	return first != OPS_OK ? (int)first : err;
}

static int
run(struct call *c)
{
	struct job *job = c->own;
	int answer = 0, err;

	err = job->in.from_dir != NULL ? import_files(c, job, &answer)
				       : import_one(c, job, 0);
	return err != 0 ? err : answer;
}

static const struct example examples[] = {
	{ "look at a foreign file first",
	    "ops import --show sales.csv --delimiter ';' -F json" },
	{ "what would an import post", "ops import shop sales.csv --dry-run" },
	{ "import all that came in tonight", "ops import --from-dir inbox" },
	{ NULL },
};

const struct cmd cmd_book_import = {
	.path = "import",
	.brief = "take in foreign files by the mappings of ops.yaml",
	.about = "A mapping of imports: in ops.yaml says which columns become "
		 "which fields of which verb: ops-config(5) tells how, "
		 "and 'ops help imports'. A file is one entry; of a folder "
		 "every file is tried, and those that fail are named: exit 2 "
		 "or more then means that nothing of these was posted. In the "
		 "mode events a row counts once for ever, so the whole month "
		 "can be fed in every night: rows are new, seen, late or "
		 "changed. In the mode snapshot the file is a full list: what "
		 "differs is set, what vanished is said, nothing is taken "
		 "away.",
	.prints = PRINTS_RELATION,
	.needs = NEED_WRITE | TAKES_NO_INPUT | TAKES_REJECTS,
	.fields = fields,
	.size = sizeof(struct input_words),
	.columns = columns,
	.examples = examples,
	.instead = instead,
	.open = open_input,
	.close = close_input,
	.run = run,
};
