-- Units: one unit is num/den of another, for an item or (*) for all.
CREATE TABLE unit (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	unit @text@ NOT NULL,
	num @int@ NOT NULL,
	den @int@ NOT NULL,
	of @text@ NOT NULL,
	UNIQUE (item, unit)
) @strict@;
CREATE TABLE unit_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	unit @text@ NOT NULL,
	num @int@,
	den @int@,
	of @text@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX unit_version_entry ON unit_version (entry, line);

@append_only unit_version@
