-- Numbers by which others know our items; party '*' is everybody.
CREATE TABLE alias (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL,
	party @text@ NOT NULL,
	item @text@ NOT NULL,
	unit @text@,
	kind @text@ NOT NULL,
	UNIQUE (code, party)
) @strict@;
CREATE INDEX alias_item ON alias (item);
CREATE TABLE alias_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL,
	party @text@ NOT NULL,
	item @text@,
	unit @text@,
	kind @text@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX alias_version_entry ON alias_version (entry, line);

@append_only alias_version@
