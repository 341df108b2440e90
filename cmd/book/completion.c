/* ops completion: the script that teaches a shell our words. */
#include <string.h>

#include "cli/complete.h"
#include "io/out.h"

struct completion {
	const char *shell;
};

static const char *const shells[] = { "bash", "zsh", "fish", NULL };

static int
parse_shell(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	*(const char **)at = arena_strndup(c->ops->keep, text, n);
	return 0;
}

static const struct kind kind_shell = { .name = "shell",
	.store = STORE_TEXT,
	.words = shells,
	.parse = parse_shell };

static const struct field fields[] = {
	{ "shell", 0, &kind_shell, AT_TEXT(struct completion, shell),
	    FIELD_REQUIRED | FIELD_ARG, "bash, zsh or fish" },
	{ NULL },
};

static const struct column columns[] = {
	{ "shell", TYPE_CODE, 0, "its name" },
	{ "script", TYPE_TEXT, COL_WIDE, "what it reads" },
};

static int
run(struct call *c)
{
	struct completion want = { NULL };
	struct cell cells[2];
	const char *script;
	int err = fill_record(c, &want);

	if (err != 0)
		return err;
	script = completion_script(c->ops, want.shell);
	if (c->format == FORMAT_TABLE) {
		if (!c->opt.quiet)
			out_text(c->stream, script);
		return 0;
	}
	cells[0] = cell_text(want.shell);
	cells[1] = cell_text(script);
	return call_one_row(c, columns, 2, cells);
}

static const struct example examples[] = {
	{ "complete words and codes with the tab key in bash",
	    "ops completion bash -o ops.bash" },
	{ NULL },
};

const struct cmd cmd_book_completion = {
	.path = "completion",
	.brief = "print the script that teaches a shell to complete",
	.about = "The script asks ops for every word, so it never grows old: "
		 "commands, options, choices, and codes of items, places and "
		 "parties from the book.\n\nbash: eval \"$(ops completion "
		 "bash)\" in .bashrc. zsh: the same behind compinit. fish: ops "
		 "completion fish | source.",
	.prints = PRINTS_DOCUMENT,
	.needs = NEED_NOTHING,
	.fields = fields,
	.size = sizeof(struct completion),
	.examples = examples,
	.run = run,
};
