/* The lines of one ledger, as they are read back. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ledger/flow.h"
#include "ledger/readback.h"
#include "ledger/record.h"

struct readback {
	struct ops *ops;
	const struct ledger *ledger;
	struct db_query q;
	struct sorter *sorter; /* puts its rows in order; NULL: they are */
};

static int
ask(struct readback *s, int64_t entry, int back)
{
	const struct ledger *l = s->ledger;
	const struct flow_ledger *flow = l->flow;

	if (l->sort == LEDGER_RECORD)
		return back ? record_lines_back(s->ops, l, entry, &s->q) :
			      record_lines(s->ops, l, entry, &s->q);
	return entry == NONE ? db_query0(s->ops, &s->q, flow->lines) :
	    db_query(s->ops, &s->q, back ? flow->lines_back :
					   flow->lines_entry, V(entry));
}

static void
take_row(const struct readback *s, struct walk_line *out)
{
	out->ledger = s->ledger;
	out->entry = db_int(&s->q, 0);
	out->line = db_int(&s->q, 1);
	ledger_row(s->ledger, &s->q, 2, out->cols);
}

enum { NUMBER_MAX = 10 };

/*
 * A number in the sorter: 0 for one that is missing, else 1 and twice what it
 * is (from 2 and twice its size where it is below 0), seven bits a byte.
 */
static unsigned char *
put_number(unsigned char *p, int64_t v)
{
	uint64_t bits = (uint64_t)v << 1;

	bits = v == NONE ? 0 : (v < 0 ? ~bits : bits) + 1;
	for (; bits >= 0x80; bits >>= 7)
		*p++ = (unsigned char)(bits | 0x80);
	*p++ = (unsigned char)bits;
	return p;
}

static const unsigned char *
get_number(const unsigned char *p, int64_t *v)
{
	uint64_t bits = *p & 0x7f;

	for (int shift = 7; *p++ & 0x80; shift += 7)
		bits |= (uint64_t)(*p & 0x7f) << shift;
	if (bits-- == 0)
		*v = NONE;
	else
		*v = (int64_t)(bits & 1 ? ~(bits >> 1) : bits >> 1);
	return p;
}

/* Its values one behind the other; of a text its length, bytes and a NUL. */
static void
pack(struct str *to, const struct ledger *l, const struct db_value *cols)
{
	unsigned char *p;

	str_reset(to);
	for (size_t i = 0; i < l->n; i++) {
		p = (unsigned char *)str_room(to, NUMBER_MAX);
		p = put_number(p, cols[i].type == DB_NULL ? NONE : cols[i].i);
		to->len = (size_t)((char *)p - to->p);
		if (cols[i].type == DB_TEXT)
			str_addn(to, cols[i].p, (size_t)cols[i].i + 1);
	}
}

static void
unpack(const unsigned char *p, const struct ledger *l, struct db_value *cols)
{
	for (size_t i = 0; i < l->n; i++) {
		int64_t v;

		p = get_number(p, &v);
		if (v == NONE || !type_is_text(l->cols[i].type)) {
			cols[i] = db_value_int(v);
			continue;
		}
		cols[i] = (struct db_value){ DB_TEXT, v, p };
		p += v + 1;
	}
}

/*
 * All lines of a flow ledger lie in the order of its subjects.  An engine
 * takes three times as long as we do to put millions in another.
 */
static int
sort_lines(struct readback *s)
{
	struct str packed = STR_INIT;
	struct walk_line at;
	int got = 0, err = sorter_open(s->ops, 0, &s->sorter);

	while (err == 0 && (got = db_next(&s->q)) == 1) {
		uint64_t key[2];

		take_row(s, &at);
		key[0] = (uint64_t)at.entry;
		key[1] = (uint64_t)at.line;
		pack(&packed, s->ledger, at.cols);
		err = sorter_add(s->ops, s->sorter, key, packed.p, packed.len);
	}
	str_free(&packed);
	if (err == 0 && got < 0)
		err = got;
	return err != 0 ? err : sorter_sort(s->ops, s->sorter);
}

int
readback_open(struct ops *ops, const struct ledger *l, int64_t entry, int back,
    struct readback **out)
{
	struct readback *s = *out = xmalloc(sizeof *s);
	int err;

	*s = (struct readback){ .ops = ops, .ledger = l };
	err = ask(s, entry, back);
	if (err == 0 && entry == NONE && l->sort == LEDGER_FLOW)
		err = sort_lines(s);
	return err;
}

int
readback_next(struct readback *s, struct walk_line *out)
{
	const void *bytes;
	uint64_t key[2];
	size_t n;
	int got;

	if (s->sorter == NULL) {
		got = db_next(&s->q);
		if (got == 1)
			take_row(s, out);
		return got;
	}
	got = sorter_next(s->ops, s->sorter, &bytes, &n, key);
	if (got != 1)
		return got;
	out->ledger = s->ledger;
	out->entry = (int64_t)key[0];
	out->line = (int64_t)key[1];
	unpack(bytes, s->ledger, out->cols);
	return 1;
}

void
readback_close(struct readback *s)
{
	if (s == NULL)
		return;
	db_done(&s->q);
	sorter_close(s->sorter);
	free(s);
}
