/* The sample's quality: helmets that are held and looked at. */
#include "sample/stock.h"
#include "stock/inspection.h"

#define HELMET "HELMET-M"

static const struct characteristic looked_at[] = {
	{ .item = HELMET, .name = "strap",
	    .kind = "attribute", .nominal = NONE, .lower = NONE,
	    .upper = NONE, .sample = 3 },
	{ .item = HELMET, .name = "weight",
	    .kind = "measured", .nominal = 310 * ONE, .lower = 295 * ONE,
	    .upper = 325 * ONE, .unit = "g", .gauge = "scale 2",
	    .sample = 3 },
};

static int
begin(struct year *y)
{
	static const struct sample_act act = { "lena", 8, 5,
		"stock inspect plan set", NULL };
	int err = year_entry(y, &act);

	for (size_t i = 0; err == 0 && i < 2; i++)
		err = characteristic_post(y->ops, y->entry, &looked_at[i]);
	return err != 0 ? err : year_end(y);
}

static int
hold(struct year *y, int64_t qty)
{
	static const struct sample_act act = { "lena", 19, 40, "stock hold",
		"straps may tear" };
	const struct about about = { .hour = 19, .minute = 38,
		.reason = "straps may tear" };

	put(y, pile_of(y, HELMET), SHELF, CHECK, qty, &about);
	return post(y, &act);
}

/* Two are looked at: one is good, the strap of the other is torn. */
static int
inspect(struct year *y)
{
	static const struct sample_act act = { "lena", 19, 55,
		"stock inspect", NULL };
	struct pile *p = pile_of(y, HELMET);
	struct defect defect = { NULL, "torn", ONE };
	struct measure value[] = {
		{ NULL, "strap", 1, ONE, NONE, NONE },
		{ NULL, "strap", 2, 0, NONE, NONE },
		{ NULL, "weight", 1, 308 * ONE, NONE, NONE },
		{ NULL, "weight", 2, 312 * ONE, NONE, NONE },
	};
	struct inspection_order o = { .item = p->item,
		.location = y->stock->spot[CHECK],
		.to = y->stock->spot[SHELF], .source_line = NONE,
		.defect = &defect, .defects = 1, .measure = value,
		.measures = 4,
		.about = { .code = "INS-1", .stage = "stock",
		    .date = year_at(y, y->day, 19, 50), .qty = 2 * ONE,
		    .accepted = ONE, .rejected = ONE } };
	int err = year_entry(y, &act);

	if (err == 0)
		err = inspection_post(y->ops, y->entry,
		    inspecting_new(y->ops), &o);
	if (err != 0)
		return err;
	p->hand[CHECK] -= ONE;
	p->hand[SHELF] += ONE;
	return year_end(y);
}

static int
day(struct year *y)
{
	int err;

	if (year_left(y) > 0 || pile_of(y, HELMET)->hand[SHELF] < 5 * ONE)
		return 0;
	err = hold(y, 4 * ONE);
	return err != 0 ? err : inspect(y);
}

const struct sample_domain sample_quality = { begin, day };
