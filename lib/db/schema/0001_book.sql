-- What the book fixes for ever, and the journal: append-only, chained.
CREATE TABLE fixed (
	name @text@ PRIMARY KEY,
	value @text@ NOT NULL
) @strict@;

-- The text of the rules in force, once for each digest.
CREATE TABLE rules (
	digest @text@ PRIMARY KEY,
	entry @int@ NOT NULL,
	text @text@ NOT NULL
) @strict@;

CREATE TABLE entry (
	entry @int@ PRIMARY KEY,
	recorded @int@ NOT NULL,
	effective @int@,
	actor @text@ NOT NULL,
	login @text@ NOT NULL,
	host @text@ NOT NULL,
	command @text@ NOT NULL,
	message @text@,
	key @text@,
	request @text@,
	undoes @int@,
	undoes_line @int@,
	rules @text@,
	lines @int@ NOT NULL,
	digest @text@ NOT NULL
) @strict@;
CREATE INDEX entry_recorded ON entry (recorded);
CREATE INDEX entry_key ON entry (key) WHERE key IS NOT NULL;
CREATE INDEX entry_undoes ON entry (undoes) WHERE undoes IS NOT NULL;

-- Personal texts: a line holds their salted digest, `ops redact` empties them.
CREATE TABLE private (
	digest @text@ PRIMARY KEY,
	salt @text@,
	body @text@
) @strict@;

-- The last effective second that any line of a ledger has.
CREATE TABLE ledger_span (
	ledger @text@ PRIMARY KEY,
	last_at @int@ NOT NULL
) @strict@;

-- What each row of an import became: digests of its mapping and identity
-- and of its content, and its lines.
CREATE TABLE import_mark (
	identity @text@,
	entry @int@,
	line @int@ NOT NULL,
	last @int@ NOT NULL,
	content @text@ NOT NULL,
	PRIMARY KEY (identity, entry)
) @clustered@;

-- The entries that imports made; `latest` is the last effective second of
-- the rows.
CREATE TABLE import_run (
	entry @int@ PRIMARY KEY,
	mapping @text@ NOT NULL,
	source @text@ NOT NULL,
	latest @int@
) @strict@;
CREATE INDEX import_run_mapping ON import_run (mapping, entry);

CREATE TABLE closing (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	period @text@ NOT NULL UNIQUE,
	through @int@
) @strict@;

-- The lines of all ledgers of records: `record` is the table that keeps the
-- latest, n1 to n10 are a ledger's integers and t1 to t12 its texts, in the
-- order of its columns.  Statements read them as <record>_version, under the
-- names that the ledger gives them: a table, an index and triggers for each
-- would have to be read by every command that opens the book.
CREATE TABLE version (
	record @text@,
	id @int@,
	entry @int@,
	line @int@,
	live @int@ NOT NULL,
	n1 @int@, n2 @int@, n3 @int@, n4 @int@, n5 @int@,
	n6 @int@, n7 @int@, n8 @int@, n9 @int@, n10 @int@,
	t1 @text@, t2 @text@, t3 @text@, t4 @text@, t5 @text@, t6 @text@,
	t7 @text@, t8 @text@, t9 @text@, t10 @text@, t11 @text@, t12 @text@,
	PRIMARY KEY (record, id, entry, line)
) @clustered@;
CREATE INDEX version_entry ON version (entry, record, line);
CREATE INDEX version_key ON version (t1, record, n1);

@append_only version@
@append_only entry@
@append_only rules@
