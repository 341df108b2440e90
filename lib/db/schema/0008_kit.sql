-- Kits (bills of material): what one is made of, level by level.
CREATE TABLE kit (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL UNIQUE,
	makes @int@ NOT NULL,
	status @text@ NOT NULL
) @strict@;
CREATE TABLE kit_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	makes @int@,
	status @text@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX kit_version_entry ON kit_version (entry, line);

CREATE TABLE kit_part (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	part @text@ NOT NULL,
	qty @int@ NOT NULL,
	scrap @int@,
	UNIQUE (item, part)
) @strict@;
CREATE INDEX kit_part_part ON kit_part (part, item);
CREATE TABLE kit_part_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	part @text@ NOT NULL,
	qty @int@,
	scrap @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX kit_part_version_entry ON kit_part_version (entry, line);

@append_only kit_version@
@append_only kit_part_version@
