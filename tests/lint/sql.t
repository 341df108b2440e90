#!/bin/sh
# Every statement prepares on SQLite and on PostgreSQL, as one text.
. "$(dirname "$0")/lint.sh"

# NAME PATH SQL: the constants that SQL() makes, pieces joined.
constants() {
	for file in $(grep -lE '^(#define .*)?SQL\(' -r lib cmd --include='*.c'); do
		${CC:-cc} -E -P -D_XOPEN_SOURCE=700 -Ilib -I"$build" \
		    -DOPS_VERSION='""' "$file" 2>/dev/null | tr '\n' ' ' |
		    awk -v file="$file" '
		{
			string = "\"([^\"\\\\]|\\\\.)*\""
			re = "static const char [a-z_0-9]+\\[\\] = (" string \
			    "[ \t]*)+;"
			while (match($0, re)) {
				text = substr($0, RSTART, RLENGTH)
				$0 = substr($0, RSTART + RLENGTH)
				name = text
				sub(/^static const char /, "", name)
				sub(/\[.*/, "", name)
				if (name !~ /^sql_/)
					continue
				sub(/^[^"]*"/, "", text)
				sub(/"[ \t]*;$/, "", text)
				gsub(/"[ \t]*"/, "", text)
				gsub(/\\"/, "\"", text)
				gsub(/[ \t]+/, " ", text)
				print name, file, text
			}
		}'
	done
}

# What another engine calls the words of the schema.
for_postgres() {
	sed -e 's/@int@/BIGINT/g' -e 's/@text@/TEXT COLLATE "C"/g' \
	    -e 's/@blob@/BYTEA/g' -e 's/@strict@//g' -e 's/@clustered@//g' \
	    -e 's/@append_only [a-z_]*@//g'
}

for_sqlite() {
	sed -e 's/@int@/INTEGER/g' -e 's/@text@/TEXT/g' -e 's/@blob@/BLOB/g' \
	    -e 's/@strict@/STRICT/g' -e 's/@clustered@/STRICT, WITHOUT ROWID/g'
}

# What an engine's own file says, and how a transaction begins, is not common.
common() {
	grep -vE ' lib/db/(sqlite|pgsql)[a-z-]*\.c | (BEGIN|COMMIT|ROLLBACK|PRAGMA)'
}

constants >"$dir/all"
common <"$dir/all" >"$dir/common"
count=$(wc -l <"$dir/all" | tr -d ' ')
written=$(grep -rhcE '^SQL\(' lib cmd --include='*.c' |
    awk '{ n += $1 } END { print n }')
test "$count" -eq "$written" ||
    echo "$written SQL() are written, $count were found" >"$found"
none "all $count statements were read"

# Names of versions stand for queries: what ops says they are, as views.
HOME=$dir "$build/ops" init "$dir/book" -q >"$found" 2>&1
mkdir "$dir/own"
traced() {
	SQL_TRACE=$dir/own LD_PRELOAD=$build/trace.so "$build/shared/ops" \
	    --book "$dir/book" "$@" >/dev/null 2>>"$found"
}
traced fsck -q
traced log -q --since 2026-01-01 --until 2026-01-02
none 'a book to prepare them on'
derived=' [a-z_]*_version AS NOT MATERIALIZED ([^()]*([^()]*))'
cat "$dir"/own/* | grep -o "$derived" | sort -u |
    sed 's/ NOT MATERIALIZED (\(.*\))$/ \1;/; s/^/CREATE VIEW/' >"$dir/views"
# The statements as they were written.
ran() {
	cat "$build"/sql/* 2>/dev/null | tr -s ' \t' ' ' |
	    sed "s/^WITH\($derived,\{0,1\}\)* //" | sort -u
}

# What the tests made ops prepare, less what is a constant: composed texts.
cut -d ' ' -f 3- "$dir/all" | sort -u >"$dir/texts"
ran | comm -23 - "$dir/texts" | sed 's/^/composed by-the-program /' | common |
    grep -vE ' EXPLAIN | WHERE ops_batch' >"$dir/composed"
composed=$(wc -l <"$dir/composed" | tr -d ' ')

# problems ENGINE-OUTPUT LIST: "line N: why" with the statement's name
problems() {
	sed -n 's/^[^:]*:\{0,1\}[^:]*line \([0-9]*\): \(.*\)/\1 \2/p;
	    s/^psql:[^:]*:\([0-9]*\): ERROR: *\(.*\)/\1 \2/p' "$1" |
	    awk -v list="$2" '
		BEGIN { while ((getline line < list) > 0) text[++n] = line }
		{
			i = $1
			sub(/^[0-9]+ /, "")
			split(text[i], word, " ")
			print word[2] ": " word[1] ": " $0
			if (word[1] == "composed")
				print "    " text[i]
		}'
}

cat "$dir/common" "$dir/composed" >"$dir/list"

{
	echo '.dbconfig dqs_dml off'
	echo '.dbconfig dqs_ddl off'
	echo 'CREATE TEMP TABLE feed (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9,
	    c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23);' | tr '\n' ' '
	sed 's/^CREATE/& TEMP/' "$dir/views" | tr '\n' ' '
	echo
} >"$dir/before.sql"
cut -d ' ' -f 3- "$dir/list" | for_sqlite | sed 's/^/EXPLAIN /; s/;*$/;/' \
    >"$dir/sqlite.sql"
if command -v sqlite3 >/dev/null; then
	sqlite3 -init "$dir/before.sql" "$dir/book/ops.db" \
	    <"$dir/sqlite.sql" >/dev/null 2>"$dir/said"
	problems "$dir/said" "$dir/list" >"$found"
	for want in 'version_key (t1=? AND record=? AND n1=?)|MAX(n) FROM
		shipment_version WHERE order_code = 1 AND order_line = 1' \
	    'version_entry (entry=? AND record=?)|sku FROM item_version
		WHERE entry = 1' \
	    'PRIMARY KEY (record=? AND id=?)|sku FROM item_version WHERE id = 1'
	do
		echo "EXPLAIN QUERY PLAN SELECT ${want#*|};" |
		    sqlite3 -init "$dir/before.sql" "$dir/book/ops.db" 2>&1 |
		    grep -qF "${want%%|*}" || echo "not by ${want%%|*}" >>"$found"
	done
	none "$(wc -l <"$dir/common" | tr -d ' ') statements on SQLite"
	# Each start of a command reads the schema: an index must be worth it.
	{
		sed 's/^EXPLAIN //' "$dir/sqlite.sql"
		sed '/^EXPLAIN/d; s/;*$/;/' "$dir"/own/*
	} | sed 's/^/EXPLAIN QUERY PLAN /' |
	    sqlite3 -init "$dir/before.sql" "$dir/book/ops.db" 2>&1 |
	    grep -oE 'INDEX [a-z_]+' | sort -u >"$dir/planned"
	sqlite3 "$dir/book/ops.db" "SELECT 'INDEX ' || name FROM sqlite_schema
	    WHERE type = 'index' AND sql IS NOT NULL" | sort |
	    comm -23 - "$dir/planned" >"$found"
	none 'each index is in a plan'
else
	skip 'statements on SQLite' 'no sqlite3'
	skip 'each index is in a plan' 'no sqlite3'
fi

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
test -n "$bin" || bin=$(dirname "$(command -v initdb || echo /none/x)")
as_server() ( # from a folder that the server's user may enter
	cd / || exit
	if test "$(id -u)" -eq 0; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
)
server() {
	mkdir "$dir/pg" && chmod 711 "$dir" || return 1
	test "$(id -u)" -ne 0 || chown postgres "$dir/pg" || return 1
	as_server "$bin/initdb" -D "$dir/pg/data" -A trust -N --locale=C -E UTF8 \
	    -U lint >"$dir/said" 2>&1 &&
	    as_server "$bin/pg_ctl" -D "$dir/pg/data" -w -s -l "$dir/pg/log" -o \
	        "-F -c listen_addresses='' -k $dir/pg" start >"$dir/said" 2>&1
}
stop() {
	as_server "$bin/pg_ctl" -D "$dir/pg/data" -s -m immediate stop
	rm -rf "$dir"
}

# Rows of the program have no types: a column of feed is what is wanted.
feed='CREATE TYPE untyped AS (x text);
CREATE FUNCTION untyped_int(untyped) RETURNS bigint LANGUAGE sql
    AS $$ SELECT CAST(($1).x AS bigint) $$;
CREATE FUNCTION untyped_text(untyped) RETURNS text LANGUAGE sql
    AS $$ SELECT ($1).x $$;
CREATE CAST (untyped AS bigint) WITH FUNCTION untyped_int AS IMPLICIT;
CREATE CAST (untyped AS text) WITH FUNCTION untyped_text AS IMPLICIT;
CREATE TABLE feed (c0 untyped, c1 untyped, c2 untyped, c3 untyped, c4 untyped,
    c5 untyped, c6 untyped, c7 untyped, c8 untyped, c9 untyped, c10 untyped,
    c11 untyped, c12 untyped, c13 untyped, c14 untyped, c15 untyped,
    c16 untyped, c17 untyped, c18 untyped, c19 untyped,
    c20 untyped, c21 untyped, c22 untyped, c23 untyped);'

if ! test -x "$bin/initdb"; then
	skip 'the schema on PostgreSQL' 'no PostgreSQL'
	skip 'statements on PostgreSQL' 'no PostgreSQL'
elif ! server; then
	skip 'the schema on PostgreSQL' "$(tail -n 1 "$dir/said")"
	skip 'statements on PostgreSQL' 'no server'
else
	trap stop EXIT
	ask="$bin/psql -X -q -h $dir/pg -U lint postgres"
	{
		sed -n 's/^sql_version_table [^ ]* \(.*\)/\1;/p' "$dir/all"
		cat lib/db/schema/*.sql
	} | for_postgres >"$dir/schema.sql"
	$ask -f "$dir/schema.sql" 2>&1 | grep -E 'ERROR|FATAL' >"$found"
	none 'the schema on PostgreSQL'
	{
		echo "$feed"
		sed 's/likelihood(\(.*\), 0.01)/\1/' "$dir/views"
	} | $ask 2>&1 | grep ERROR >"$found"
	cut -d ' ' -f 3- "$dir/list" | for_postgres |
	    awk '{ sub(/;*$/, ""); if (!/^CREATE /) $0 = "PREPARE s" NR " AS " $0
		print $0 ";" }' >"$dir/pg.sql"
	$ask -f "$dir/pg.sql" >"$dir/said" 2>&1
	problems "$dir/said" "$dir/list" >>"$found"
	none "the same statements, and $composed composed ones, on PostgreSQL"
fi

# Both take it and answer differently, or only by luck the same.
grep -nE '\<(AVG|ROUND|GREATEST|LEAST|TRUE|FALSE|GLOB|REGEXP|RANDOM|IFNULL)\>|::|"|\<(CURRENT_|STRFTIME|JULIANDAY|DATETIME|DATE)|GROUP_CONCAT|STRING_AGG|INSERT OR|FOR UPDATE|AUTOINCREMENT|RETURNING|SAVEPOINT' \
    "$dir/list" | cut -d: -f2- >"$found"
grep -E '\<LIKE\>' "$dir/list" | grep -viE 'lower\([^)]*\) LIKE lower' >>"$found"
none 'nothing on which the engines differ'

# A table belongs to the room its schema file is named for, book to ledger.
for file in lib/db/schema/*.sql; do
	topic=$(basename "$file" .sql | sed 's/^[0-9]*_//; s/^book$/ledger/')
	sed -n "s/^CREATE TABLE \([a-z_]*\).*/\1 $topic/p" "$file"
done >"$dir/tables"
awk -v tables="$dir/tables" '
BEGIN {
	n = split("db ledger cli import stock budget vendor plan incident " \
	    "sample report cmd", room, " ")
	for (i = 1; i <= n; i++)
		floor[room[i]] = i
	while ((getline line < tables) > 0) {
		split(line, part, " ")
		home[part[1]] = part[2]
	}
}
{
	split($2, path, "/")
	here = path[1] == "lib" ? path[2] : path[1]
	n = split($0, word, /[^a-z_]+/)
	for (i = 3; i <= n; i++)
		if (word[i] in home && floor[home[word[i]]] > floor[here] &&
		    $0 ~ "(FROM|JOIN|INTO|UPDATE|,) " word[i] "[ ,)]")
			print $2 ": " $1 " names the table " word[i]
}' "$dir/common" >"$found"
none 'a statement names tables of its own floor or below'

if test -d "$build/sql"; then
	ran >"$dir/ran"
	cut -d ' ' -f 3- "$dir/common" | sort -u | comm -23 - "$dir/ran" >"$dir/idle"
	while read -r name file text; do
		grep -qxF -- "$text" "$dir/idle" && echo "# no test runs $file $name"
	done <"$dir/common"
fi
done_testing
