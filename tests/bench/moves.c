/* Makes the benchmark's stock moves: the same N and seed, the same bytes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * 50 places, 20,000 items of which the popular ones move most, every tenth
 * of them in lots; three years, the dates ascending but for 3 % back-dated
 * receipts.  Nothing goes out but what came in on an earlier date, so no
 * (item, place, lot) is ever below zero, in whatever order a day is read.
 */
enum {
	ITEMS = 20000,
	PLACES = 50,
	LOTS = 20,
	LOT_EVERY = 10,
	HOMES = 8, /* places that an item is kept in */
	DAYS = 3 * 365 + 1,
	VENDORS = 200,
	CUSTOMERS = 2000,
	ROW = 160 /* more than the longest row */
};

/* Quantities are thousandths. */
struct stock {
	int64_t *on_hand; /* of item and place, then of item, lot, place */
	struct arrival {
		size_t key;
		int64_t qty;
	} * arrival; /* of this day, on hand from the next on */
	size_t n, cap;
};

struct move {
	int day, item, lot; /* lot 0: none */
	const char *from, *to;
	int64_t qty, unit_cost, price; /* cents; 0: none */
	const char *series, *reason;
	char party;
	int n_party;
};

static char place_code[PLACES][4], date_text[DAYS][11];
static uint64_t state;
static unsigned reference = 100000;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
random_number(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* Below n. */
static int
pick(int n)
{
	return (int)((random_number() >> 32) * (uint64_t)n >> 32);
}

static void *
memory(void *old, size_t n, size_t size)
{
	void *p = realloc(old, n * size);

	if (p == NULL) {
		fputs("moves: no memory\n", stderr);
		exit(74);
	}
	return p;
}

static void
name_places_and_days(void)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	int n = 0;

	for (int i = 0; i < PLACES; i++)
		snprintf(place_code[i], sizeof place_code[i], "L%02u",
		    (unsigned)(i + 1) % 100);
	for (unsigned y = 2023; y <= 2025; y++)
		for (unsigned m = 1; m <= 12; m++)
			for (int d = 1;
			     d <= length[m - 1] + (y == 2024 && m == 2); d++)
				snprintf(date_text[n++], sizeof date_text[0],
				    "%04u-%02u-%02u", y % 10000, m % 100,
				    (unsigned)d % 100);
}

/* What an item is, from its number alone. */

static const char *
item_unit(int item)
{
	static const char *const unit[] = { "each", "each", "each", "each",
		"kg", "each", "each", "m", "each", "l" };

	return unit[item / 10 % 10];
}

static int64_t
item_cost(int item)
{
	return 50 + (int64_t)item * 7919 % 24989;
}

static int
item_has_lots(int item)
{
	return item % LOT_EVERY == 0;
}

static int
item_home(int item, int i)
{
	return (item * 17 + i * (i + 5)) % PLACES;
}

/* The square of a random number makes small ranks frequent. */
static int
pick_item(void)
{
	const uint64_t u = random_number() >> 32;
	const int rank = (int)((u * u >> 32) * ITEMS >> 32);

	return (int)((int64_t)rank * 7919 % ITEMS);
}

/* Lots follow each other in time; a few are in use at once. */
static int
pick_lot(int item, int day)
{
	int lot = 1 + day * LOTS / DAYS - pick(3);

	if (!item_has_lots(item))
		return 0;
	return lot < 1 ? 1 : lot;
}

static size_t
stock_key(int item, int lot, int place)
{
	if (lot == 0)
		return (size_t)item * PLACES + (size_t)place;
	return ((size_t)ITEMS + (size_t)(item / LOT_EVERY * LOTS + lot - 1)) *
	    PLACES +
	    (size_t)place;
}

static void
stock_open(struct stock *s)
{
	const size_t n = (size_t)(ITEMS + ITEMS / LOT_EVERY * LOTS) * PLACES;

	*s = (struct stock){ .on_hand = memory(NULL, n, sizeof(int64_t)) };
	memset(s->on_hand, 0, n * sizeof(int64_t));
}

static void
stock_arrives(struct stock *s, size_t key, int64_t qty)
{
	if (s->n == s->cap) {
		s->cap = s->cap > 0 ? 2 * s->cap : 1024;
		s->arrival = memory(s->arrival, s->cap, sizeof *s->arrival);
	}
	s->arrival[s->n++] = (struct arrival){ key, qty };
}

static void
stock_new_day(struct stock *s)
{
	for (size_t i = 0; i < s->n; i++)
		s->on_hand[s->arrival[i].key] += s->arrival[i].qty;
	s->n = 0;
}

/* A place and lot where the item is on hand: the place, or -1. */
static int
stock_find(const struct stock *s, int item, int day, int *lot)
{
	const int first = pick(HOMES), newest = pick_lot(item, day);

	for (int back = 0; back < (newest > 0 ? 4 : 1); back++) {
		*lot = newest - back;
		if (newest > 0 && *lot < 1)
			break;
		for (int i = 0; i < HOMES; i++) {
			int place = item_home(item, (first + i) % HOMES);

			if (s->on_hand[stock_key(item, *lot, place)] > 0)
				return place;
		}
	}
	return -1;
}

/* Whole units, but for what is weighed or measured. */
static int64_t
quantity(int item, int most)
{
	if (*item_unit(item) == 'e')
		return (1 + pick(most)) * INT64_C(1000);
	return 1 + pick(most * 1000);
}

static void
receive(struct stock *s, struct move *m, int late)
{
	const int place = item_home(m->item, pick(HOMES));
	size_t key;

	if (late)
		m->day -= 1 + pick(m->day < 30 ? m->day : 30);
	m->lot = pick_lot(m->item, m->day);
	m->from = "VENDOR";
	m->to = place_code[place];
	m->qty = quantity(m->item, 200);
	m->unit_cost = item_cost(m->item) * (90 + pick(21)) / 100;
	m->series = "PO";
	m->party = 'V';
	m->n_party = 1 + m->item % VENDORS;
	key = stock_key(m->item, m->lot, place);
	if (late)
		s->on_hand[key] += m->qty;
	else
		stock_arrives(s, key, m->qty);
}

/* Out of what is there: to a customer, another place, scrap or the count. */
static void
take(struct stock *s, struct move *m, int place, int kind)
{
	int64_t *on_hand = &s->on_hand[stock_key(m->item, m->lot, place)];
	int to = item_home(m->item, pick(HOMES));

	m->from = place_code[place];
	m->qty = quantity(m->item, kind < 90 ? 60 : 5);
	if (m->qty > *on_hand)
		m->qty = *on_hand;
	*on_hand -= m->qty;
	if (kind < 80) {
		m->to = "CUSTOMER";
		m->price = item_cost(m->item) * (130 + pick(50)) / 100;
		m->series = "SO";
		m->party = 'C';
		m->n_party = 1 + pick(CUSTOMERS);
	} else if (kind < 96) {
		if (to == place)
			to = (to + 1) % PLACES;
		m->to = place_code[to];
		m->series = "TR";
		stock_arrives(s, stock_key(m->item, m->lot, to), m->qty);
	} else {
		m->to = kind < 98 ? "ADJUSTMENT" : "SCRAP";
		m->reason = kind < 98 ? "count" : "damaged";
		m->series = kind < 98 ? "CT" : "SC";
	}
}

/* What was found in a count and is in no book. */
static void
find_more(struct stock *s, struct move *m)
{
	const int place = item_home(m->item, pick(HOMES));

	m->lot = pick_lot(m->item, m->day);
	m->from = "ADJUSTMENT";
	m->to = place_code[place];
	m->qty = quantity(m->item, 5);
	m->reason = "count";
	m->series = "CT";
	stock_arrives(s, stock_key(m->item, m->lot, place), m->qty);
}

static struct move
next_move(struct stock *s, int day)
{
	struct move m = { .day = day, .item = pick_item(), .reason = "" };
	const int kind = pick(100);
	int place = -1;

	if (kind >= 33)
		place = stock_find(s, m.item, day, &m.lot);
	if (place >= 0)
		take(s, &m, place, kind);
	else if (kind == 32)
		find_more(s, &m);
	else
		receive(s, &m, kind < 3 && day > 0);
	return m;
}

static char *
put(char *p, const char *text)
{
	const size_t n = strlen(text);

	memcpy(p, text, n);
	return p + n;
}

/* At least `digits` digits. */
static char *
put_number(char *p, uint64_t v, int digits)
{
	char buf[20];
	int n = 0;

	do {
		buf[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0 || n < digits);
	while (n > 0)
		*p++ = buf[--n];
	return p;
}

static char *
put_qty(char *p, int64_t v)
{
	p = put_number(p, (uint64_t)v / 1000, 1);
	if (v % 1000 == 0)
		return p;
	*p++ = '.';
	p = put_number(p, (uint64_t)v % 1000, 3);
	while (p[-1] == '0')
		p--;
	return p;
}

static char *
put_cents(char *p, int64_t v)
{
	if (v == 0)
		return p;
	p = put_number(p, (uint64_t)v / 100, 1);
	*p++ = '.';
	return put_number(p, (uint64_t)v % 100, 2);
}

static char *
put_item(char *p, int item)
{
	*p++ = 'I';
	return put_number(p, (uint64_t)item + 1, 5);
}

/* A paper has four lines or so; one reference in a hundred needs quotes. */
static char *
put_reference(char *p, const char *series)
{
	const int quoted = pick(100) == 0;

	reference += pick(4) == 0;
	if (quoted)
		*p++ = '"';
	p = put(p, series);
	*p++ = '-';
	p = put_number(p, reference, 6);
	if (quoted) {
		p = put(p, ", part ");
		p = put_number(p, 1 + (uint64_t)pick(9), 1);
		*p++ = '"';
	}
	return p;
}

static char *
put_move(char *p, const struct move *m)
{
	p = put(p, date_text[m->day]);
	*p++ = ',';
	p = put_item(p, m->item);
	*p++ = ',';
	p = put(p, m->from);
	*p++ = ',';
	p = put(p, m->to);
	*p++ = ',';
	p = put_qty(p, m->qty);
	*p++ = ',';
	p = put_cents(p, m->unit_cost);
	*p++ = ',';
	if (m->lot > 0) {
		p = put_item(p, m->item);
		*p++ = '-';
		p = put_number(p, (uint64_t)m->lot, 2);
	}
	*p++ = ',';
	p = put_reference(p, m->series);
	*p++ = ',';
	p = put(p, m->reason);
	*p++ = ',';
	if (m->party != '\0') {
		*p++ = m->party;
		p = put_number(p, (uint64_t)m->n_party, 4);
	}
	*p++ = ',';
	p = put_cents(p, m->price);
	*p++ = '\n';
	return p;
}

static void
print_moves(uint64_t n)
{
	struct stock stock;
	char row[ROW];
	int today = 0;

	stock_open(&stock);
	puts(
	    "date,item,from,to,qty,unit_cost,lot,reference,reason,party,price");
	for (uint64_t i = 0; i < n; i++) {
		int day = (int)(i * DAYS / n);
		struct move m;

		if (day != today)
			stock_new_day(&stock);
		today = day;
		m = next_move(&stock, day);
		fwrite(row, 1, (size_t)(put_move(row, &m) - row), stdout);
	}
	free(stock.on_hand);
	free(stock.arrival);
}

static void
print_items(void)
{
	static const char *const category[] = { "bearings", "electrical",
		"fasteners", "hydraulics", "packaging", "seals", "tools" };

	puts("sku,name,unit,category");
	for (int i = 0; i < ITEMS; i++)
		printf("I%05d,Item %d,%s,%s\n", i + 1, i + 1, item_unit(i),
		    category[i * 31 % 7]);
}

/* Five sites, and the places within them. */
static void
print_locations(void)
{
	puts("code,name,kind,parent");
	for (int i = 0; i < PLACES; i++)
		if (i < 5)
			printf("L%02d,Site %d,site,\n", i + 1, i + 1);
		else
			printf("L%02d,Place %d,internal,L%02d\n", i + 1, i + 1,
			    i % 5 + 1);
}

static void
print_parties(void)
{
	puts("code,name,kind");
	for (int i = 1; i <= VENDORS; i++)
		printf("V%04d,Vendor %d,vendor\n", i, i);
	for (int i = 1; i <= CUSTOMERS; i++)
		printf("C%04d,Customer %d,customer\n", i, i);
}

/* A whole number from 0 to 10^12, else -1. */
static int64_t
number(const char *text)
{
	char *end;
	long long v = strtoll(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || v > 1000000000000)
		return -1;
	return v;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	const int64_t n = number(what), seed = argc > 2 ? number(argv[2]) : 1;

	if (argc == 2 && strcmp(what, "--items") == 0) {
		print_items();
	} else if (argc == 2 && strcmp(what, "--locations") == 0) {
		print_locations();
	} else if (argc == 2 && strcmp(what, "--parties") == 0) {
		print_parties();
	} else if (n >= 0 && seed >= 0 && argc <= 3) {
		name_places_and_days();
		state = (uint64_t)seed;
		print_moves((uint64_t)n);
	} else {
		fputs("usage: moves <n> [<seed>] | --items | --locations | "
		    "--parties\n", stderr);
		return 2;
	}
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("moves");
		return 74;
	}
	return 0;
}
