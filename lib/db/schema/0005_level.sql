-- Planning: how much there shall be of an item at a place, and what is ordered.
CREATE TABLE level (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	location @text@ NOT NULL,
	min @int@,
	max @int@,
	multiple @int@,
	source @text@,
	UNIQUE (item, location)
) @strict@;

-- A line of an order, a production or a transfer: what will come.  Days are
-- day numbers; what has come of it is reckoned from the moves.
CREATE TABLE expected (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	reference @text@ NOT NULL,
	position @int@ NOT NULL,
	item @text@ NOT NULL,
	location @text@ NOT NULL,
	qty @int@ NOT NULL,
	due @int@,
	party @text@,
	kind @text@ NOT NULL,
	source @text@,
	ordered @int@ NOT NULL,
	cancelled @int@,
	UNIQUE (reference, position)
) @strict@;
CREATE INDEX expected_item ON expected (item);
