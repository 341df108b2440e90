/* What the verbs of ops budget's decisions share: whose, why, on what proof. */
#include <string.h>

#include "base/str.h"
#include "io/input.h"
#include "ledger/number.h"
#include "request.h"

/* What people type may be the digits of a request's number. */
static int
parse_request(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = c->source != NULL ? 0
	    : number_meant(c->ops, &ledger_request, text, &text);

	(void)n;
	return err != 0 ? err : kind_parse_code(c, f, text, strlen(text), at);
}

static int
complete_row(void *data, const struct request *r)
{
	call_candidate(data, r->code, r->reason);
	return 0;
}

static int
complete_request(struct call *c, const char *prefix)
{
	(void)prefix;
	return requests(c->ops, NONE, NULL, complete_row, c);
}

const struct kind kind_request = { .name = "request",
	.store = STORE_TEXT,
	.accepts = "the code of a request",
	.parse = parse_request,
	.complete = complete_request };

const struct field decide_fields[] = {
	DECIDE_REQUEST,
	DECIDE_REASON,
	DECIDE_ON_BEHALF,
	{ NULL },
};

static const char *
given(const struct call *c, const char *name)
{
	const struct given *g;

	VEC_EACH(&c->given, g)
		if (!g->common && strcmp(g->field->name, name) == 0)
			return g->text;
	return NULL;
}

enum { EVIDENCE_MAX = 100 << 20 };

/* One stream is not both: the rows would prove themselves. */
static int
check_stream(struct call *c, const char *path)
{
	if (strcmp(path, "-") != 0 || !text_eq(c->opt.input, "-"))
		return 0;
	return fail(c->ops, OPS_USAGE,
	    "--evidence: '-' is the --input already: expected a file");
}

int
decide_open(struct call *c)
{
	const char *path = given(c, "evidence");
	char *digest = arena_alloc(c->ops->keep, DIGEST_TEXT);
	unsigned char buf[4096];
	struct input *in;
	struct digest d;
	int64_t n = 0, all = 0;
	int err;

	if (path == NULL)
		return 0;
	if ((err = check_stream(c, path)) != 0)
		return err;
	if ((err = input_open_most(c->ops, path, EVIDENCE_MAX, &in)) != 0)
		return fail_at(c->ops, "evidence");
	digest_begin(&d);
	while ((n = input_read(c->ops, in, buf, sizeof buf)) > 0) {
		digest_raw(&d, buf, (size_t)n);
		all += n;
	}
	digest_end(&d, digest);
	input_close(in);
	if (n < 0)
		return fail_at(c->ops, "evidence");
	if (all == 0)
		return fail(c->ops, OPS_DENIED, "evidence: '%s' is empty",
		    path);
	c->own = digest;
	c->read_digest = digest;
	return 0;
}

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return "(standard input)";
	return slash == NULL ? path : slash + 1;
}

int
decide_how(struct call *c, const struct decide_input *in, struct decide *how)
{
	const char *actor = c->entry->head.actor;
	struct authority *all;
	int err = authority_read(c->ops, c->ops->conf, &all);

	if (err != 0)
		return err;
	*how = (struct decide){ .kind = (enum decision_kind)c->cmd->which,
		.authority = all,
		.person = in->on_behalf_of != NULL ? in->on_behalf_of : actor,
		.actor = actor, .login = c->entry->head.login,
		.way = in->on_behalf_of != NULL ? WAY_ON_BEHALF : WAY_SHELL,
		.date = c->ops->now,
		.reason = in->reason != NULL ? in->reason : c->opt.message,
		.override = in->override, .evidence = c->own,
		.evidence_file = in->evidence == NULL ? NULL
		    : file_name(in->evidence) };
	return 0;
}

int
decide_request(struct call *c, void *rec)
{
	const struct decide_input *in = rec;
	struct request r;
	struct decide how;
	int err = request_by_code(c->ops, in->request, &r);

	if (err != 0)
		return fail_at(c->ops, "request");
	err = decide_how(c, in, &how);
	return err != 0 ? err : request_decide(c->ops, c->entry, &r, &how);
}
