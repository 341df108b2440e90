/* The journal as `ops sql` shows it. */
#include "db/view.h"
#include "ledger/views.h"

const struct db_view ledger_views[] = {
	{ "log", "SELECT entry, " VIEW_TIME("recorded") " AS recorded, "
	    VIEW_TIME("effective") " AS effective, actor, login, host, "
	    "command, message, key, undoes, undoes_line, lines, digest "
	    "FROM main.entry" },
	{ NULL, NULL },
};
