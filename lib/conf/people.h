/* The people and teams of a book, who approvals, rotas and rights name. */
#ifndef CONF_PEOPLE_H
#define CONF_PEOPLE_H

#include <stddef.h>

#include "conf/conf.h"

/*
 *	people:
 *	  ada:                          # the id
 *	    name: Ada Byron             # default: the id
 *	    logins: [ada, abyron]       # default: the id
 *	    mail: ada@example.org
 *	    roles: [buyer]
 *	    teams: [purchasing]
 *	    site: MAIN
 *	teams:
 *	  purchasing: { name: Purchasing, mail: po@example.org, lead: ada }
 */
struct team {
	const char *id;
	const char *name;		    /* default: the id */
	const char *mail;		    /* or NULL */
	const char *site;		    /* or NULL */
	const struct person *lead;	    /* or NULL */
	const struct yaml *node;	    /* where it stands */
	const struct person *const *member; /* in the order of people */
	size_t members;
};

struct person {
	const char *id;
	const char *name;
	const char *mail; /* or NULL */
	const char *site; /* or NULL */
	const char *const *login;
	size_t logins;
	const char *const *role;
	size_t roles;
	const struct team *const *team;
	size_t teams;
	const struct yaml *node;
};

struct people {
	struct person *person; /* in the order of the file */
	size_t n;
	struct team *team;
	size_t teams;
};

/*
 * Reads `people` and `teams` of the settings, into ops->mem.  OPS_CONFIG,
 * located: an unknown field, a team or lead that does not exist, a login
 * that two have, an id that a person and a team have, a mail without @.
 */
int people_read(struct ops *, const struct conf *, struct people **);

/* NULL where there is none. */
const struct person *people_find(const struct people *, const char *id);
const struct person *people_login(const struct people *, const char *login);
/*
 * Who is meant by an id, a login or (where only one has it) a name or mail,
 * whatever its capitals and blanks around it; NULL: nobody, or several.
 * Entries and records name people so.
 */
const struct person *people_meant(const struct people *, const char *text);
/* Might a text mean this person?  Also where it might mean others, too. */
int person_is(const struct person *, const char *text);
const struct team *people_team(const struct people *, const char *id);

int person_has_role(const struct person *, const char *role);
int person_in_team(const struct person *, const char *team);

/* OPS_CONFIG at `node`: "person 'bop' is not known (did you mean 'bob'?)". */
int people_unknown(struct ops *, const struct people *, const struct yaml *node,
    const char *id);

#endif
