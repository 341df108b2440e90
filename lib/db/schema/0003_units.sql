-- Units (one is num/den of another, for an item or * for all), landed cost.
CREATE TABLE unit (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	unit @text@ NOT NULL,
	num @int@ NOT NULL,
	den @int@ NOT NULL,
	of @text@ NOT NULL,
	UNIQUE (item, unit)
) @strict@;

-- Landed cost: a part of it on a line of a receipt (entry and line of its
-- move), the n-th of that line.
CREATE TABLE landed (
	id @int@ PRIMARY KEY,
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
