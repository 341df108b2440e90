/* What the verbs of ops budget's requests share. */
#ifndef CMD_BUDGET_REQUEST_H
#define CMD_BUDGET_REQUEST_H

#include "budget/request.h"
#include "cli/cmd.h"

extern const struct kind kind_request;
extern const struct column request_columns[]; /* ends with name NULL */

/* What approve, reject and withdraw take. */
struct decide_input {
	const char *request, *reason, *on_behalf_of, *evidence;
	int override;
};

extern const struct field decide_fields[]; /* of reject, withdraw */
#define DECIDE_AT(how, member) AT_##how(struct decide_input, member)
#define DECIDE_REQUEST                                            \
	{ "request", 0, &kind_request, DECIDE_AT(TEXT, request),  \
	    FIELD_REQUIRED | FIELD_ARG, "the request" }
#define DECIDE_REASON                                             \
	{ "reason", 0, &kind_text, DECIDE_AT(TEXT, reason), 0,    \
	    "why (missing: the message, -m)" }
#define DECIDE_ON_BEHALF                                                 \
	{ "on_behalf_of", 0, &kind_code, DECIDE_AT(TEXT, on_behalf_of),  \
	    FIELD_OPTION, "who decided, where another one enters it" },  \
	{ "evidence", 0, &kind_file, DECIDE_AT(TEXT, evidence),          \
	    FIELD_OPTION, "the file that proves it: a mail, a scan; -: " \
	    "standard input; 100 MiB at most" }

/* Takes in the evidence, before the transaction: an open() of a verb. */
int decide_open(struct call *);

/* What the verb decides, who, and how, from what was typed. */
int decide_how(struct call *, const struct decide_input *, struct decide *);

/* A record of the verbs that decide on requests. */
int decide_request(struct call *, void *rec);

#endif
