/* Accounts: a tree of names, each with its owner and how it is controlled. */
#ifndef BUDGET_ACCOUNT_H
#define BUDGET_ACCOUNT_H

#include "ledger/record.h"

/* The stages at which a gate stands; a plan has none. */
enum gate_stage { GATE_REQUEST, GATE_COMMIT, GATE_SPEND, GATE_STAGES };
extern const char *const gate_stage_words[]; /* ends with NULL */

enum control { CONTROL_STOP, CONTROL_WARN, CONTROL_IGNORE, CONTROL_INHERIT };

/* What is controlled together: a month, the year so far, the fiscal year. */
enum horizon {
	HORIZON_MONTHLY,
	HORIZON_CUMULATIVE,
	HORIZON_ANNUAL,
	HORIZON_INHERIT
};
extern const char *const horizon_words[];

/* Each account by itself, or all below one together. */
enum control_level { LEVEL_LINE, LEVEL_SUBTREE };
extern const char *const control_level_words[];

/*
 * What was said of an account; numbers may be NONE, texts NULL: they are
 * then those of the account above that has them, else of the settings.  All
 * live in ops->keep.
 */
struct account {
	int64_t id;
	const char *name;  /* "ops:logistics:freight" */
	const char *title; /* what people call it */
	const char *owner;
	const char *control;	   /* "stop", or "request=stop,spend=warn" */
	const char *unit;	   /* NULL: money */
	int64_t tolerance;	   /* minor units */
	int64_t tolerance_percent; /* millionths of a percent */
	int64_t warn_at;	   /* the same */
	const char *horizon, *level;
	const char *closed; /* "2026-06": this month and all before it */
	int64_t hold;	    /* 1: yes */
	int64_t valid_from, valid_until; /* days */
};

extern const struct ledger ledger_account;

/* By name: OPS_DATA "'x' is not a known account"; or NULL from find. */
int account_by_name(struct ops *, const char *name, const struct account **);
int account_find(struct ops *, const char *name, const struct account **);

/* By row id; the id is known to exist. */
int account_by_id(struct ops *, int64_t id, const struct account **);

/* All of them in the order of their names, part by part. */
int accounts_all(struct ops *, const struct account *const **, size_t *n);

/* Posts a version; nothing where it is the same already. */
int account_post(struct ops *, struct entry *, const struct account *);

/* The order of names: parents before children, siblings by bytes. */
int account_compare(const char *, const char *);

/* Is the name `upper` itself, or below it? */
int account_within(const char *name, const char *upper);

/* Value parsers: NULL, or what was expected. */
const char *account_name_check(const char *name);
const char *control_check(const char *text);

/* What holds for an account, inherited where it says nothing itself. */
struct account_policy {
	enum control control[GATE_STAGES];
	int64_t tolerance, tolerance_percent, warn_at; /* NONE */
	enum horizon horizon;
	int64_t closed; /* the last month that is, NONE */
	int64_t hold;	/* 1: nothing is bound */
	int64_t valid_from, valid_until; /* NONE */
	const struct account *subtree; /* the one controlled as a whole, NULL */
};
int account_policy(struct ops *, const char *name, struct account_policy *);

#endif
