-- Quality: what is looked at, and what came of it.  '*' stands for any.
CREATE TABLE characteristic (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	category @text@ NOT NULL,
	party @text@ NOT NULL,
	stage @text@ NOT NULL,
	characteristic @text@ NOT NULL,
	kind @text@ NOT NULL,
	nominal @int@,
	lower @int@,
	upper @int@,
	unit @text@,
	gauge @text@,
	sample @int@ NOT NULL,
	UNIQUE (item, category, party, stage, characteristic)
) @strict@;
CREATE INDEX characteristic_category ON characteristic (category);

-- A decision on goods that were held; its moves are in the same entry.
CREATE TABLE inspection (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL UNIQUE,
	item @text@ NOT NULL,
	lot @text@,
	location @text@ NOT NULL,
	stage @text@ NOT NULL,
	party @text@,
	date @int@ NOT NULL,
	qty @int@ NOT NULL,
	accepted @int@ NOT NULL,
	rejected @int@ NOT NULL,
	accepted_to @text@,
	rejected_to @text@,
	repeats @text@,
	reason @text@,
	override @text@,
	inspector @text@
) @strict@;

-- What was wrong, and how much of it had that.
CREATE TABLE defect (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	inspection @text@ NOT NULL,
	defect @text@ NOT NULL,
	qty @int@ NOT NULL,
	UNIQUE (inspection, defect)
) @strict@;

-- What a piece measured, and the limits that it was held against.
CREATE TABLE measure (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	inspection @text@ NOT NULL,
	characteristic @text@ NOT NULL,
	piece @int@ NOT NULL,
	value @int@ NOT NULL,
	lower @int@,
	upper @int@,
	UNIQUE (inspection, characteristic, piece)
) @strict@;
