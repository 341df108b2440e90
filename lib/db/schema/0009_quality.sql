-- Quality: what is looked at, and what came of it.  '*' stands for any.
CREATE TABLE characteristic (
	id @int@ NOT NULL PRIMARY KEY,
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
CREATE TABLE characteristic_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	category @text@ NOT NULL,
	party @text@ NOT NULL,
	stage @text@ NOT NULL,
	characteristic @text@ NOT NULL,
	kind @text@,
	nominal @int@,
	lower @int@,
	upper @int@,
	unit @text@,
	gauge @text@,
	sample @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX characteristic_version_entry
	ON characteristic_version (entry, line);

-- A decision on goods that were held; its moves are in the same entry.
CREATE TABLE inspection (
	id @int@ NOT NULL PRIMARY KEY,
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
CREATE INDEX inspection_item ON inspection (item);
CREATE TABLE inspection_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL,
	item @text@,
	lot @text@,
	location @text@,
	stage @text@,
	party @text@,
	date @int@,
	qty @int@,
	accepted @int@,
	rejected @int@,
	accepted_to @text@,
	rejected_to @text@,
	repeats @text@,
	reason @text@,
	override @text@,
	inspector @text@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX inspection_version_entry ON inspection_version (entry, line);
CREATE INDEX inspection_version_code ON inspection_version (code);

-- What was wrong, and how much of it had that.
CREATE TABLE defect (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	inspection @text@ NOT NULL,
	defect @text@ NOT NULL,
	qty @int@ NOT NULL,
	UNIQUE (inspection, defect)
) @strict@;
CREATE TABLE defect_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	inspection @text@ NOT NULL,
	defect @text@ NOT NULL,
	qty @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX defect_version_entry ON defect_version (entry, line);

-- What a piece measured, and the limits that it was held against.
CREATE TABLE measure (
	id @int@ NOT NULL PRIMARY KEY,
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
CREATE TABLE measure_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	inspection @text@ NOT NULL,
	characteristic @text@ NOT NULL,
	piece @int@ NOT NULL,
	value @int@,
	lower @int@,
	upper @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX measure_version_entry ON measure_version (entry, line);

@append_only characteristic_version@
@append_only inspection_version@
@append_only defect_version@
@append_only measure_version@
