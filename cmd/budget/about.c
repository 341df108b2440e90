/* What is bought, beside its item and vendor: by it rules find the account. */
#include "about.h"
#include "stock/masters.h"

int
about_item(struct call *c, struct subject *s)
{
	const struct item *item;
	int err;

	if (s->item == NULL || s->category != NULL)
		return 0;
	err = item_find(c->ops, s->item, &item);
	if (err == 0 && item != NULL)
		s->category = item->category;
	return err;
}
