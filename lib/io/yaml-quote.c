/* Writing a text into YAML so that it reads back as the same text. */
#include <string.h>

#include <utf8proc.h>

#include "io/yaml.h"

/* Words that other readers of YAML take for something else than a text. */
static int
is_magic(const char *text)
{
	static const char *const words[] = { "yes", "no", "true", "false", "on",
		"off", "y", "n", "null" };
	char lower[8];
	size_t n = strlen(text);

	if (n >= sizeof lower)
		return 0;
	for (size_t i = 0; i <= n; i++)
		lower[i] = (char)(text[i] >= 'A' && text[i] <= 'Z'
			? text[i] + ('a' - 'A')
			: text[i]);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(lower, words[i]) == 0)
			return 1;
	return 0;
}

/* Letters, digits and a few signs, blanks within: plain for any reader. */
static int
is_plain(const char *text)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/";
	static const char others[] = "0123456789_-.@+ ";
	size_t i = 0;

	if (text[0] == '\0' || strchr(letters, text[0]) == NULL ||
	    is_magic(text))
		return 0;
	while (text[i] != '\0' &&
	    (strchr(letters, text[i]) != NULL ||
		strchr(others, text[i]) != NULL))
		i++;
	return text[i] == '\0' && text[i - 1] != ' ';
}

/* In single quotes nothing is an escape: one line, without odd signs. */
static int
is_single(const char *text)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t len;
	utf8proc_int32_t c;

	for (; *p != '\0'; p += len) {
		len = utf8proc_iterate(p, -1, &c);
		if (c < 0x20 || !yaml_char_ok(c))
			return 0;
	}
	return 1;
}

static void
add_double(struct str *out, const char *text)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t len;
	utf8proc_int32_t c;

	str_addc(out, '"');
	for (; *p != '\0'; p += len) {
		len = utf8proc_iterate(p, -1, &c);
		if (c == '"' || c == '\\')
			str_addf(out, "\\%c", (int)c);
		else if (c == '\n')
			str_add(out, "\\n");
		else if (c == '\t')
			str_add(out, "\\t");
		else if (c < 0x20 || !yaml_char_ok(c))
			str_addf(out, "\\u%04x", (unsigned)c);
		else
			str_addn(out, (const char *)p, (size_t)len);
	}
	str_addc(out, '"');
}

static void
add_single(struct str *out, const char *text)
{
	str_addc(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			str_addc(out, '\'');
		str_addc(out, *text);
	}
	str_addc(out, '\'');
}

void
yaml_add_text(struct str *out, const char *text, enum yaml_style style)
{
	if (style == YAML_PLAIN && is_plain(text))
		str_add(out, text);
	else if (style == YAML_SINGLE && is_single(text))
		add_single(out, text);
	else
		add_double(out, text);
}
