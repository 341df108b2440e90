-- Kits (bills of material): what one is made of, level by level.
CREATE TABLE kit (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL UNIQUE,
	makes @int@ NOT NULL,
	status @text@ NOT NULL
) @strict@;

CREATE TABLE kit_part (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	part @text@ NOT NULL,
	qty @int@ NOT NULL,
	scrap @int@,
	UNIQUE (item, part)
) @strict@;
