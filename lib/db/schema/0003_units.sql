-- Units (one is num/den of another, for an item or * for all), landed cost.
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

-- Landed cost: a part of it on a line of a receipt (entry and line of its
-- move), the n-th of that line.
CREATE TABLE landed (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	receipt @int@ NOT NULL,
	of_line @int@ NOT NULL,
	n @int@ NOT NULL,
	item @text@ NOT NULL,
	amount @int@ NOT NULL,
	date @int@ NOT NULL,
	reference @text@,
	reason @text@,
	party @text@,
	UNIQUE (receipt, of_line, n)
) @strict@;
CREATE INDEX landed_item ON landed (item, date);
CREATE TABLE landed_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	receipt @int@ NOT NULL,
	of_line @int@ NOT NULL,
	n @int@ NOT NULL,
	item @text@,
	amount @int@,
	date @int@,
	reference @text@,
	reason @text@,
	party @text@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX landed_version_entry ON landed_version (entry, line);
CREATE INDEX landed_version_line ON landed_version (receipt, of_line);

@append_only landed_version@
