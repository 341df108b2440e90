/* The people and teams of a book, read once, every name checked. */
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "conf/people.h"

struct reading {
	struct ops *ops;
	struct people *people;
	struct map person, team; /* id -> struct person, struct team */
	struct map login;	 /* login -> struct person */
};

/* Ids are typed on command lines and stand in lists: no blanks, no commas. */
static int
check_id(struct ops *ops, const struct yaml *key, const char *what)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	const unsigned char *p = (const unsigned char *)key->text;

	if (*p == '-' || *p == '.' || *p == '@')
		p = (const unsigned char *)" ";
	for (; *p != '\0'; p++)
		if (*p < 0x80 && strchr(letters, *p) == NULL &&
		    strchr("-_.@+", *p) == NULL)
			return yaml_fail(ops, key,
			    "%s '%s'; expected letters, digits, '-', '_', '.'",
			    what, yaml_shown(ops, key->text));
	return 0;
}

/* A field that is a text, or stays as it is where it is missing. */
static int
read_text(struct ops *ops, const struct yaml *map, const char *field,
    const char *what, const char **out)
{
	const struct yaml *node = yaml_get(map, field);

	if (node == NULL)
		return 0;
	return yaml_want_text(ops, node,
	    arena_printf(ops->mem, "%s: %s", what, field), out);
}

static int
read_mail(struct ops *ops, const struct yaml *map, const char *what,
    const char **out)
{
	const char *at;
	int err = read_text(ops, map, "mail", what, out);

	if (err != 0 || *out == NULL)
		return err;
	at = strchr(*out, '@');
	if (at != NULL && at != *out && at[1] != '\0' &&
	    strpbrk(*out, " \t\r\n,;<>") == NULL && strchr(at + 1, '@') == NULL)
		return 0;
	return yaml_fail(ops, yaml_get(map, "mail"),
	    "%s: mail is '%s'; expected an address such as ada@example.org",
	    what, yaml_shown(ops, *out));
}

/* The i-th item of what yaml_want_list() took: a list, or one text. */
static const struct yaml *
item_at(const struct yaml *node, size_t i)
{
	return node->type == YAML_LIST ? node->item[i].value : node;
}

/* A field that is a list of texts, none of them twice. */
static int
read_list(struct ops *ops, const struct yaml *map, const char *field,
    const char *what, const char *const **out, size_t *n)
{
	const struct yaml *node = yaml_get(map, field);
	const char *name = arena_printf(ops->mem, "%s: %s", what, field);
	struct map seen = { .mem = ops->mem };
	void **place;
	int err;

	if (node == NULL)
		return 0;
	if ((err = yaml_want_list(ops, node, name, out, n)) != 0)
		return err;
	for (size_t i = 0; i < *n; i++) {
		if (*(place = map_put(&seen, (*out)[i])) != NULL)
			return yaml_fail(ops, item_at(node, i),
			    "%s: '%s' stands twice", name,
			    yaml_shown(ops, (*out)[i]));
		*place = &seen;
	}
	return 0;
}

static int
read_logins(struct reading *r, struct person *p, const struct yaml *map,
    const char *what)
{
	const struct yaml *node = yaml_get(map, "logins");
	const char **self = ARENA_NEW(r->ops->mem, const char *);
	int err;

	*self = p->id;
	p->login = self;
	p->logins = 1;
	err = read_list(r->ops, map, "logins", what, &p->login, &p->logins);
	if (err != 0)
		return err;
	for (size_t i = 0; i < p->logins; i++) {
		void **place = map_put(&r->login, p->login[i]);
		const struct person *other = *place;

		if (other != NULL)
			return yaml_fail(r->ops,
			    node == NULL ? p->node : item_at(node, i),
			    "%s: login '%s' is that of person '%s' at %s:%d:%d",
			    what, yaml_shown(r->ops, p->login[i]), other->id,
			    other->node->file, other->node->line,
			    other->node->column);
		*place = p;
	}
	return 0;
}

static int
read_person(struct reading *r, const struct yaml_item *item)
{
	struct ops *ops = r->ops;
	struct person *p = &r->people->person[r->people->n++];
	const char *what;
	int err;

	p->id = p->name = item->key->text;
	p->node = item->key;
	what = arena_printf(ops->mem, "person '%s'", yaml_shown(ops, p->id));
	if ((err = check_id(ops, item->key, "person")) != 0 ||
	    (err = yaml_want_keys(ops, item->value, what,
		 "name logins mail roles teams site")) != 0 ||
	    (err = read_text(ops, item->value, "name", what, &p->name)) != 0 ||
	    (err = read_mail(ops, item->value, what, &p->mail)) != 0 ||
	    (err = read_text(ops, item->value, "site", what, &p->site)) != 0 ||
	    (err = read_list(
		 ops, item->value, "roles", what, &p->role, &p->roles)) != 0 ||
	    (err = read_logins(r, p, item->value, what)) != 0)
		return err;
	*map_put(&r->person, p->id) = p;
	return 0;
}

static int
read_team(struct reading *r, const struct yaml_item *item)
{
	struct ops *ops = r->ops;
	struct team *t = &r->people->team[r->people->teams++];
	const struct person *same = map_get(&r->person, item->key->text);
	const char *what, *lead = NULL;
	int err;

	t->id = t->name = item->key->text;
	t->node = item->key;
	what = arena_printf(ops->mem, "team '%s'", yaml_shown(ops, t->id));
	if ((err = check_id(ops, item->key, "team")) != 0)
		return err;
	if (same != NULL)
		return yaml_fail(ops, item->key,
		    "%s is a person, too, at %s:%d:%d; expected another id",
		    what, same->node->file, same->node->line,
		    same->node->column);
	if ((err = yaml_want_keys(
		 ops, item->value, what, "name mail lead site")) != 0 ||
	    (err = read_text(ops, item->value, "name", what, &t->name)) != 0 ||
	    (err = read_mail(ops, item->value, what, &t->mail)) != 0 ||
	    (err = read_text(ops, item->value, "site", what, &t->site)) != 0 ||
	    (err = read_text(ops, item->value, "lead", what, &lead)) != 0)
		return err;
	*map_put(&r->team, t->id) = t;
	if (lead == NULL || (t->lead = map_get(&r->person, lead)) != NULL)
		return 0;
	return people_unknown(ops, r->people, yaml_get(item->value, "lead"),
	    lead);
}

static const char *
team_id(size_t i, const void *data)
{
	return ((const struct people *)data)->team[i].id;
}

static const char *
person_id(size_t i, const void *data)
{
	return ((const struct people *)data)->person[i].id;
}

/* "is not known" with the nearest name, at the place that named it. */
static int
fail_unknown(struct ops *ops, const struct yaml *node, const char *what,
    const char *id, const char *near)
{
	if (near == NULL)
		return yaml_fail(ops, node, "%s '%s' is not known", what,
		    yaml_shown(ops, id));
	return yaml_fail(ops, node, "%s '%s' is not known (did you mean '%s'?)",
	    what, yaml_shown(ops, id), near);
}

int
people_unknown(struct ops *ops, const struct people *people,
    const struct yaml *node, const char *id)
{
	return fail_unknown(ops, node, "person", id,
	    text_nearest(id, people->n, person_id, people));
}

/* The teams that a person names, once all teams are known. */
static int
join_teams(struct reading *r, struct person *p, const struct yaml *map)
{
	const struct yaml *node = yaml_get(map, "teams");
	const char *what = arena_printf(r->ops->mem, "person '%s'", p->id);
	const char *const *id = NULL;
	const struct team **team;
	struct team *t;
	int err;

	err = read_list(r->ops, map, "teams", what, &id, &p->teams);
	if (err != 0)
		return err;
	team = ARENA_ARRAY(r->ops->mem, const struct team *, p->teams);
	for (size_t i = 0; i < p->teams; i++) {
		if ((t = map_get(&r->team, id[i])) == NULL)
			return fail_unknown(r->ops, item_at(node, i),
			    arena_printf(r->ops->mem, "%s: team", what), id[i],
			    text_nearest(
				id[i], r->people->teams, team_id, r->people));
		team[i] = t;
		t->members++;
	}
	p->team = team;
	return 0;
}

/* The members of each team, in the order of the people. */
static void
fill_teams(struct reading *r)
{
	struct people *all = r->people;
	const struct person ***member =
	    ARENA_ARRAY(r->ops->mem, const struct person **, all->teams);

	for (size_t k = 0; k < all->teams; k++) {
		member[k] = ARENA_ARRAY(
		    r->ops->mem, const struct person *, all->team[k].members);
		all->team[k].member = member[k];
	}
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->person[i].teams; j++)
			*member[all->person[i].team[j] - all->team]++ =
			    &all->person[i];
}

int
people_read(struct ops *ops, const struct conf *conf, struct people **out)
{
	struct reading r = { .ops = ops,
		.person.mem = ops->mem,
		.team.mem = ops->mem,
		.login.mem = ops->mem };
	const struct yaml *people = conf_section(conf, "people");
	const struct yaml *teams = conf_section(conf, "teams");
	int err = 0;

	r.people = ARENA_NEW(ops->mem, struct people);
	if ((people != NULL &&
		(err = yaml_want_map(ops, people, "people")) != 0) ||
	    (teams != NULL && (err = yaml_want_map(ops, teams, "teams")) != 0))
		return err;
	r.people->person = ARENA_ARRAY(
	    ops->mem, struct person, people == NULL ? 0 : people->n);
	r.people->team =
	    ARENA_ARRAY(ops->mem, struct team, teams == NULL ? 0 : teams->n);
	for (size_t i = 0; people != NULL && i < people->n; i++)
		if ((err = read_person(&r, &people->item[i])) != 0)
			return err;
	for (size_t i = 0; teams != NULL && i < teams->n; i++)
		if ((err = read_team(&r, &teams->item[i])) != 0)
			return err;
	for (size_t i = 0; i < r.people->n; i++)
		if ((err = join_teams(
			 &r, &r.people->person[i], people->item[i].value)) != 0)
			return err;
	fill_teams(&r);
	*out = r.people;
	return 0;
}

const struct person *
people_find(const struct people *people, const char *id)
{
	for (size_t i = 0; i < people->n; i++)
		if (strcmp(people->person[i].id, id) == 0)
			return &people->person[i];
	return NULL;
}

const struct person *
people_login(const struct people *people, const char *login)
{
	for (size_t i = 0; i < people->n; i++)
		for (size_t k = 0; k < people->person[i].logins; k++)
			if (strcmp(people->person[i].login[k], login) == 0)
				return &people->person[i];
	return NULL;
}

/* Blanks and capitals do not make another one of anybody. */
static int
same_loosely(const char *a, const char *b)
{
	for (a += strspn(a, " "), b += strspn(b, " ");; a++, b++) {
		char x = *a, y = *b;

		/* Of several blanks the last counts, at the end none. */
		a += x == ' ' ? strspn(a, " ") - 1 : 0;
		b += y == ' ' ? strspn(b, " ") - 1 : 0;
		x = x == ' ' && a[1] == '\0' ? '\0' : x;
		y = y == ' ' && b[1] == '\0' ? '\0' : y;
		if (x >= 'A' && x <= 'Z')
			x = (char)(x - 'A' + 'a');
		if (y >= 'A' && y <= 'Z')
			y = (char)(y - 'A' + 'a');
		if (x != y)
			return 0;
		if (x == '\0')
			return 1;
	}
}

static int
is_loosely(const struct person *p, const char *text)
{
	return same_loosely(p->id, text) || same_loosely(p->name, text) ||
	    (p->mail != NULL && same_loosely(p->mail, text));
}

int
person_is(const struct person *p, const char *text)
{
	for (size_t k = 0; k < p->logins; k++)
		if (strcmp(p->login[k], text) == 0)
			return 1;
	return is_loosely(p, text);
}

const struct person *
people_meant(const struct people *people, const char *text)
{
	const struct person *found = people_find(people, text);

	if (found == NULL)
		found = people_login(people, text);
	if (found != NULL)
		return found;
	for (size_t i = 0; i < people->n; i++) {
		if (!is_loosely(&people->person[i], text))
			continue;
		if (found != NULL)
			return NULL;
		found = &people->person[i];
	}
	return found;
}

const struct team *
people_team(const struct people *people, const char *id)
{
	for (size_t i = 0; i < people->teams; i++)
		if (strcmp(people->team[i].id, id) == 0)
			return &people->team[i];
	return NULL;
}

int
person_has_role(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->roles; i++)
		if (strcmp(person->role[i], role) == 0)
			return 1;
	return 0;
}

int
person_in_team(const struct person *person, const char *team)
{
	for (size_t i = 0; i < person->teams; i++)
		if (strcmp(person->team[i]->id, team) == 0)
			return 1;
	return 0;
}
