/* What an entry has of lines that are not stored yet. */
#ifndef BUDGET_LINESTATE_H
#define BUDGET_LINESTATE_H

#include "base/map.h"
#include "base/vec.h"
#include "budget/linestore.h"

struct line_state {
	struct flow_lines lines;
	int override;	       /* no gate refuses */
	struct rehearsal *rehearsal; /* NULL: lines are posted */
	VEC(struct pending) pending;
	size_t linked;	   /* so many of them are in chains */
	struct map chains; /* by document: struct chain */
};

/* Made at the first call; the sorter is closed with the entry. */
struct line_state *line_state(struct entry *);

/* The pending ones are stored. */
void line_forget_pending(struct line_state *);

#endif
