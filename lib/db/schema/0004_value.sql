-- Value: standard costs, each from a day on.
CREATE TABLE standard (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	valid_from @int@ NOT NULL,
	cost @int@ NOT NULL,
	UNIQUE (item, valid_from)
) @strict@;
CREATE TABLE standard_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	valid_from @int@ NOT NULL,
	cost @int@ NOT NULL,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX standard_version_entry ON standard_version (entry, line);

@append_only standard_version@
