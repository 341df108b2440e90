/* Any bytes as YAML: a tree whose parts lie in the file, or one message. */
#include <stdint.h>
#include <string.h>

#include "io/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct yaml *y, size_t n, int depth)
{
	if (y->from > y->to || y->to > n || y->line < 1 || y->column < 1)
		BUG("a node outside of its file");
	if (depth > YAML_DEPTH_MAX)
		BUG("a tree of %d levels", depth);
	if ((y->type == YAML_SCALAR) != (y->text != NULL))
		BUG("a scalar without text, or text without a scalar");
	for (size_t i = 0; i < y->n; i++) {
		if (y->type == YAML_MAP)
			check(y->item[i].key, n, depth);
		if (y->type == YAML_MAP &&
		    yaml_key(y, y->item[i].key->text) != y->item[i].key)
			BUG("a key that stands twice");
		check(y->item[i].value, n, depth + 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ops ops = { .mem = arena_new() };
	const struct yaml *root = NULL;

	if (yaml_read(&ops, "fuzz", (const char *)bytes, n, &root) == 0)
		check(root, n, 0);
	else if (ops.code != OPS_CONFIG || strncmp(ops.why, "fuzz:", 5) != 0)
		BUG("a failure without a place: %s", ops.why);
	arena_free(ops.mem);
	return 0;
}
