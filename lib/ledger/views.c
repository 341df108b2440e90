/* The journal as `ops sql` shows it. */
#include "db/view.h"
#include "ledger/views.h"

const struct db_view ledger_views[] = {
	{ "log", "SELECT entry, " VIEW_TIME("recorded") " AS recorded, "
	    VIEW_TIME("effective") " AS effective, actor, login, host, "
	    "command, lines, message, key, "
	    "undoes || coalesce('.' || undoes_line, '') AS undoes, "
	    "(SELECT MIN(u.entry) FROM main.entry u WHERE u.undoes = e.entry) "
	    "AS undone_by, digest FROM main.entry e" },
	{ NULL, NULL },
};
