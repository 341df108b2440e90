/* Rows of the five numbers: each amount in one of them, so that they foot. */
#include <string.h>

#include "base/str.h"
#include "budget/numbers.h"

static const char unallocated[] = "(unallocated)";
static const char unbudgeted[] = "(unbudgeted)";

struct printing {
	struct ops *ops;
	const struct numbers *all;
	const struct numbers_view *view;
	int (*row)(void *, const struct numbers_row *);
	void *data;
	size_t n;
};

static int
any(const struct five *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!five_zero(&f[i]))
			return 1;
	return 0;
}

static int
any_budget(const struct five *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].budget != 0)
			return 1;
	return 0;
}

static int
has_cap(const struct number_node *node, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (node->caps[i])
			return 1;
	return 0;
}

static int
give(struct printing *p, const char *name, const struct number_node *node,
    int depth, const struct five *month)
{
	struct numbers_row r = { name, node->unit, depth, month };

	if (!p->view->all && !any(month, p->n))
		return 0;
	return p->row(p->data, &r);
}

static int
add_all(struct printing *p, struct five *to, const struct five *more)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < p->n; i++)
		err = five_add(p->ops, &to[i], &more[i]);
	return err;
}

/* What is left of a node when all rows below it are taken away. */
static int
give_rest(struct printing *p, const struct number_node *node)
{
	struct five *rest = ARENA_ARRAY(p->ops->mem, struct five, p->n);

	memcpy(rest, node->sum, p->n * sizeof *rest);
	for (const struct number_node *c = node->below; c != NULL; c = c->next)
		for (size_t i = 0; i < p->n; i++) {
			rest[i].budget -= c->sum[i].budget;
			rest[i].pre -= c->sum[i].pre;
			rest[i].committed -= c->sum[i].committed;
			rest[i].actual -= c->sum[i].actual;
			rest[i].available -= c->sum[i].available;
		}
	if (!any(rest, p->n))
		return 0;
	return give(p,
	    arena_printf(p->ops->mem, "%s:%s", node->name, unallocated), node,
	    node->depth + 1, rest);
}

static int print_list(struct printing *, const struct number_node *list,
    const struct number_node *up, int covered, struct five *loose);

static int
print_node(struct printing *p, const struct number_node *node, int covered,
    struct five *loose)
{
	int cut = p->view->depth > 0 && node->depth >= p->view->depth;
	int err = 0;

	if (node->below == NULL || cut)
		return give(p, node->name, node, node->depth, node->sum);
	if (p->view->tree)
		err = give(p, node->name, node, node->depth, node->sum);
	covered |= has_cap(node, p->n);
	if (err == 0)
		err = print_list(p, node->below, node, covered, loose);
	return err != 0 ? err : give_rest(p, node);
}

/* In a tree each list says itself what is without a budget in it. */
static int
print_list(struct printing *p, const struct number_node *list,
    const struct number_node *up, int covered, struct five *loose)
{
	struct five *here = loose;
	int err = 0;

	if (p->view->tree || here == NULL)
		here = ARENA_ARRAY(p->ops->mem, struct five, p->n);
	for (const struct number_node *c = list; err == 0 && c != NULL;
	     c = c->next) {
		if (list->up == NULL && !text_eq(c->unit, list->unit))
			break;
		if (!covered && !p->view->all && !any_budget(c->sum, p->n) &&
		    !has_cap(c, p->n))
			err = add_all(p, here, c->sum);
		else
			err = print_node(p, c, covered, here);
	}
	if (err != 0 || here == loose || !any(here, p->n))
		return err;
	return give(p,
	    up == NULL ? unbudgeted
		: arena_printf(p->ops->mem, "%s:%s", up->name, unbudgeted),
	    list, list->depth, here);
}

static int
give_total(struct printing *p, const struct number_node *list)
{
	struct five *sum = ARENA_ARRAY(p->ops->mem, struct five, p->n);
	int err = 0;

	for (const struct number_node *c = list;
	     err == 0 && c != NULL && text_eq(c->unit, list->unit); c = c->next)
		err = add_all(p, sum, c->sum);
	return err != 0 ? err : give(p, "(total)", list, 1, sum);
}

/* One node with all below it; does a cap above cover it? */
static int
print_under(struct printing *p, const struct number_node *node)
{
	int covered = 0, err;
	struct five *loose = ARENA_ARRAY(p->ops->mem, struct five, p->n);

	for (const struct number_node *u = node->up; u != NULL; u = u->up)
		covered |= has_cap(u, p->n);
	err = print_node(p, node, covered, p->view->tree ? NULL : loose);
	if (err == 0 && any(loose, p->n))
		err = give(p,
		    arena_printf(p->ops->mem, "%s:%s", node->name, unbudgeted),
		    node, node->depth + 1, loose);
	return err != 0 || !p->view->total ? err
	    : give(p, "(total)", node, 1, node->sum);
}

int
numbers_rows(struct ops *ops, const struct numbers *all,
    const struct numbers_view *view,
    int (*row)(void *, const struct numbers_row *), void *data)
{
	struct printing p = { ops, all, view, row, data, all->n_months };
	const struct number_node *list = all->top;
	int err = 0;

	while (err == 0 && list != NULL) {
		const char *unit = list->unit;

		if (all->under != NULL) {
			const struct number_node *node =
			    numbers_find(all, all->under, unit);

			err = node == NULL ? 0 : print_under(&p, node);
		} else {
			err = print_list(&p, list, NULL, 0, NULL);
			if (err == 0 && view->total)
				err = give_total(&p, list);
		}
		while (list != NULL && text_eq(list->unit, unit))
			list = list->next;
	}
	return err;
}
