/* What may stand where the cursor is: for the shells' completion. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/cmd.h"

/*
 * Prints to c->stream what the last of the words (those behind `ops`, or
 * behind the link c->link, the
 * last maybe empty) may become, a line each: the word, and behind a tab what
 * it is.  A line that begins with a tab speaks to the shell: file and
 * folder (complete names of them), nospace (the word goes on).  Never
 * writes; what cannot be found out is left out.  May change the folder (-C).
 */
void complete_words(struct call *, const char **words, size_t n);

/*
 * The script that teaches a shell (bash, zsh, fish), or NULL; for ops and
 * the links of its groups, in ops->keep.
 */
const char *completion_script(struct ops *, const char *shell);

#endif
