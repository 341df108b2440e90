#!/bin/sh
# Includes point down only, and one room alone knows the engine.
. "$(dirname "$0")/lint.sh"

# From the ground up; rooms of one floor do not see each other.
floors='base
time stats
io
conf db
ledger
cli
import
stock budget
vendor
plan incident
sample
report
cmd'

sources=$(find lib cmd -name '*.[ch]')

echo "$floors" | awk -v files="$sources" '
function room(path,   part) {
	split(path, part, "/")
	return part[1] == "lib" ? part[2] : part[1]
}
{ for (i = 1; i <= NF; i++) floor[$i] = NR }
END {
	n = split(files, file, "\n")
	for (i = 1; i <= n; i++) {
		from = room(file[i])
		if (!(from in floor))
			print file[i] ": the room " from " has no floor"
		while ((getline line < file[i]) > 0) {
			if (line !~ /^#include "[a-z]+\//)
				continue
			split(line, part, "\"")
			to = part[2]
			sub("/.*", "", to)
			if (to != from && floor[to] >= floor[from])
				print file[i] ": includes " part[2]
		}
		close(file[i])
	}
}' >"$found"
none 'every include points down'

only() { # only ROOM HEADER...: no other room includes them
	room=$1
	shift
	for header; do
		# shellcheck disable=SC2086 # a list of files
		grep -n "#include <$header>" $sources | grep -v "^lib/$room/"
	done >"$found"
	none "only lib/$room includes $*"
}

only db sqlite3.h libpq-fe.h
only io yaml.h csv.h
only ledger sodium.h

# What `ops sql` is asked for may be one: it is only written down.
# shellcheck disable=SC2086 # a list of files
code $sources | grep -E ':.*:.*\<(float|double)\>' |
    grep -vE '^lib/(stats/|db/sqlite-ask.c:)' >"$found"
none 'floating point lives in lib/stats only'
done_testing
