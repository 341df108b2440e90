/* What the verbs of ops stock expected share. */
#ifndef CMD_STOCK_EXPECTED_H
#define CMD_STOCK_EXPECTED_H

#include "stock/expected.h"
#include "stock/kinds.h"

struct expected_input {
	const char *reference, *kind, *party;
	int64_t line;
	const struct item *item;
	const struct location *location, *from;
	struct said qty;
	int64_t due, ordered;
	int create;
};

extern const struct kind kind_expected;	       /* buy, transfer, make */
extern const struct column expected_columns[]; /* ends with name NULL */

/* The fields that add and set share. */
#define EXPECTED_INPUT(how, member) AT_##how(struct expected_input, member)
#define EXPECTED_FIELDS(needed)                                                \
 { "reference", 0, &kind_code, EXPECTED_INPUT(TEXT, reference),                \
	 FIELD_REQUIRED | FIELD_ARG, "the order" },                            \
     { "line", 0, &kind_count, EXPECTED_INPUT(INT, line), 0,                   \
	     "the order's line (the next; of set: the only one)" },            \
     { "item", 0, &kind_item, EXPECTED_INPUT(ITEM, item), needed,              \
	     "what will come" },                                               \
     { "qty", 0, &kind_said, EXPECTED_INPUT(SAID, qty), needed,                \
	     "how much was ordered" },                                         \
     { "location", 0, &kind_location, EXPECTED_INPUT(LOCATION, location),      \
	     needed, "the place it will come to" },                            \
     { "due", 0, &kind_day, EXPECTED_INPUT(INT, due), 0,                       \
	     "the day on which it is to come" },                               \
     { "party", 0, &kind_party, EXPECTED_INPUT(TEXT, party), 0,                \
	     "who delivers it" },                                              \
     { "kind", 0, &kind_expected, EXPECTED_INPUT(TEXT, kind), 0,               \
	     "buy, transfer or make (buy; with from: transfer)" },             \
     { "from", 0, &kind_location, EXPECTED_INPUT(LOCATION, from), 0,           \
	     "the place a transfer comes from" },                              \
 {                                                                             \
  "ordered", 0, &kind_day, EXPECTED_INPUT(INT, ordered), 0,                    \
      "the day of the order (today)"                                           \
 }

#endif
