/* The form of a line between the sorter and the table. */
#include <string.h>

#include "budget/linepack.h"

static const struct rare no_rare = { .qty = NONE,
	.unit_price = NONE,
	.original = NONE,
	.rate = NONE,
	.rate_date = NONE };

static uint32_t
bytes_of(const char *text)
{
	return text == NULL ? 0 : (uint32_t)strlen(text);
}

static char *
add_texts(char *to, const char *const *text, const uint32_t *n, int texts)
{
	for (int i = 0; i < texts; to += n[i++])
		if (n[i] > 0)
			memcpy(to, text[i], n[i]);
	return to;
}

const char *
line_pack(struct ops *ops, int64_t line, const struct budget_line *l,
    const struct line_names *names, char *small, size_t size, size_t *n)
{
	const char *text[LINE_TEXTS] = { l->vendor, l->reference, l->note };
	const struct foreign *f = &l->foreign;
	const char *rare_text[RARE_TEXTS] = { l->item, f->currency, l->about };
	const uint64_t key[2] = { (uint64_t)l->account->id,
		(uint64_t)l->period };
	struct packed p = { .line = line,
		.at = l->at,
		.amount = l->amount,
		.from = (uint8_t)l->from,
		.to = (uint8_t)l->to,
		.reason = (uint8_t)l->reason };
	struct rare r = { names->dimension, names->document, names->against,
		l->qty, l->unit_price, f->currency == NULL ? NONE : f->original,
		f->currency == NULL ? NONE : f->rate,
		f->currency == NULL ? NONE : f->rate_date,
		{ bytes_of(l->item), bytes_of(f->currency),
		    bytes_of(l->about) },
		0 };
	char *bytes = small, *to;

	p.rare = memcmp(&r, &no_rare, sizeof r) != 0;
	*n = sizeof key + sizeof p + (p.rare ? sizeof r : 0);
	for (int i = 0; i < LINE_TEXTS; i++)
		*n += p.text[i] = bytes_of(text[i]);
	for (int i = 0; i < RARE_TEXTS; i++)
		*n += r.text[i];
	if (*n > size)
		bytes = arena_alloc(ops->mem, *n);
	memcpy(bytes, key, sizeof key);
	memcpy(bytes + sizeof key, &p, sizeof p);
	to = bytes + sizeof key + sizeof p;
	if (p.rare) {
		memcpy(to, &r, sizeof r);
		to += sizeof r;
	}
	to = add_texts(to, text, p.text, LINE_TEXTS);
	add_texts(to, rare_text, r.text, RARE_TEXTS);
	return bytes;
}

static struct db_value
next_text(struct unpacked *u, uint32_t n)
{
	struct db_value v = { n == 0 ? DB_NULL : DB_TEXT, n, u->text };

	u->text += n;
	return v;
}

void
line_columns(struct unpacked *u, int rare, struct db_value *row)
{
	const struct packed *p = &u->p;
	const struct rare *r = &u->r;

	*row++ = V(p->line);
	*row++ = V(p->at);
	*row++ = V((int64_t)p->from);
	*row++ = V((int64_t)p->to);
	*row++ = V(p->amount);
	*row++ = V((int64_t)p->reason);
	for (int i = 0; i < LINE_TEXTS; i++)
		*row++ = next_text(u, p->text[i]);
	if (!rare)
		return;
	*row++ = V(r->dimension);
	*row++ = V(r->document);
	*row++ = V(r->against);
	*row++ = next_text(u, r->text[0]);
	*row++ = V(r->qty);
	*row++ = V(r->unit_price);
	*row++ = next_text(u, r->text[1]);
	*row++ = V(r->original);
	*row++ = V(r->rate);
	*row++ = V(r->rate_date);
	*row = next_text(u, r->text[2]);
}

void
line_unpack(struct unpacked *u, const char *record)
{
	memcpy(&u->p, record, sizeof u->p);
	record += sizeof u->p;
	u->r = no_rare;
	if (u->p.rare) {
		memcpy(&u->r, record, sizeof u->r);
		record += sizeof u->r;
	}
	u->text = record;
}
