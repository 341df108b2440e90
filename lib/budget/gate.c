/* The gate: is there money for this, and if not, why not. */
#include "budget/gate.h"

struct touched {
	struct arena *mem;
};

struct touched *
gate_touched(struct arena *mem)
{
	struct touched *t = ARENA_NEW(mem, struct touched);

	t->mem = mem;
	return t;
}

int
gate_touch(struct ops *ops, struct touched *t, int64_t account, int64_t period,
    enum stage to, int64_t amount)
{
	(void)ops;
	(void)t;
	(void)account;
	(void)period;
	(void)to;
	(void)amount;
	return 0;
}

int
gate_result(struct ops *ops, const struct entry *e, const struct touched *t)
{
	(void)ops;
	(void)e;
	(void)t;
	return 0;
}

int
gate_lines(
    struct ops *ops, struct entry *e, const struct budget_line *l, size_t n)
{
	(void)ops;
	(void)e;
	(void)l;
	(void)n;
	return 0;
}
