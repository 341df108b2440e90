#!/usr/bin/env bash
# What sqlite3 alone needs to load a file of moves, without any checks:
# baseline.sh moves.csv prints wall, user and system seconds of one run;
# baseline.sh moves.csv DB only loads them, into DB.
set -eu
file=$(realpath "${1:?usage: baseline.sh moves.csv [db]}")
load() {
	sqlite3 "$1" 'CREATE TABLE move (
	date TEXT NOT NULL, item TEXT NOT NULL, "from" TEXT NOT NULL,
	"to" TEXT NOT NULL, qty NUMERIC NOT NULL, unit_cost NUMERIC,
	lot TEXT, reference TEXT, reason TEXT, party TEXT, price NUMERIC)' \
	    ".import --csv --skip 1 '$file' move" \
	    'CREATE INDEX move_item_date ON move (item, date)'
}
if test $# -gt 1; then
	load "$2"
	exit
fi
dir=$(mktemp -d "${TMPDIR:-/tmp}/baseline-XXXXXX")
trap 'rm -rf "$dir"' EXIT
cd "$dir"

TIMEFORMAT='%R %U %S'
{ time load book.db 2>&3; } 3>&2 2>&1

# A load that went wrong is no baseline.
rows=$(sqlite3 book.db 'SELECT count(*) FROM move')
test "$rows" -eq $(($(wc -l < "$file") - 1))
